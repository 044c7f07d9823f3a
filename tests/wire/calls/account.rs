//! What belongs to the account: its users, events and rules of access.

use super::Build;
use crate::row::{flag, text, texts};
use crate::sent::{Sent, listed, sent};

pub static CALLS: &[(&str, Build)] = &[
    ("abuse_reports.create", |client, row| {
        let call = client.abuse_reports().create(row.texts("urls"));
        sent!(row, call, metadata: text)
    }),
    ("abuse_reports.get", |client, row| sent!(row, client.abuse_reports().get(row.segment(1)))),
    ("bot_users.create", |client, row| {
        let call = client.bot_users().create(row.text("name"));
        sent!(row, call, active: flag)
    }),
    ("bot_users.get", |client, row| sent!(row, client.bot_users().get(row.segment(1)))),
    ("bot_users.list", |client, row| listed!(row, client.bot_users().list())),
    ("bot_users.update", |client, row| {
        let call = client.bot_users().update(row.segment(1));
        sent!(row, call, active: flag, name: text)
    }),
    ("bot_users.delete", |client, row| sent!(row, client.bot_users().delete(row.segment(1)))),
    ("event_sources.create", |client, row| {
        let call = client.event_sources().create(row.segment(1), row.text("type"));
        sent!(row, call)
    }),
    ("event_sources.get", |client, row| sent!(row, client.event_sources().get(row.segment(1), row.segment(3)))),
    ("event_sources.list", |client, row| sent!(row, client.event_sources().list(row.segment(1)))),
    ("event_sources.update", |client, row| sent!(row, client.event_sources().update(row.segment(1), row.segment(3)))),
    ("event_sources.delete", |client, row| sent!(row, client.event_sources().delete(row.segment(1), row.segment(3)))),
    ("ip_policies.create", |client, row| sent!(row, client.ip_policies().create(), description: text, metadata: text)),
    ("ip_policies.get", |client, row| sent!(row, client.ip_policies().get(row.segment(1)))),
    ("ip_policies.list", |client, row| listed!(row, client.ip_policies().list())),
    ("ip_policies.update", |client, row| {
        let call = client.ip_policies().update(row.segment(1));
        sent!(row, call, description: text, metadata: text)
    }),
    ("ip_policies.delete", |client, row| sent!(row, client.ip_policies().delete(row.segment(1)))),
    ("ip_policy_rules.create", |client, row| {
        let (cidr, policy) = (row.text("cidr"), row.text("ip_policy_id"));
        let call = client.ip_policy_rules().create(cidr, policy, row.text("action"));
        sent!(row, call, description: text, metadata: text)
    }),
    ("ip_policy_rules.get", |client, row| sent!(row, client.ip_policy_rules().get(row.segment(1)))),
    ("ip_policy_rules.list", |client, row| listed!(row, client.ip_policy_rules().list())),
    ("ip_policy_rules.update", |client, row| {
        let call = client.ip_policy_rules().update(row.segment(1));
        sent!(row, call, cidr: text, description: text, metadata: text)
    }),
    ("ip_policy_rules.delete", |client, row| sent!(row, client.ip_policy_rules().delete(row.segment(1)))),
    ("ip_restrictions.create", |client, row| {
        let call = client.ip_restrictions().create(row.text("type"), row.texts("ip_policy_ids"));
        sent!(row, call, description: text, enforced: flag, metadata: text)
    }),
    ("ip_restrictions.get", |client, row| sent!(row, client.ip_restrictions().get(row.segment(1)))),
    ("ip_restrictions.list", |client, row| listed!(row, client.ip_restrictions().list())),
    ("ip_restrictions.update", |client, row| {
        let call = client.ip_restrictions().update(row.segment(1));
        sent!(row, call, description: text, enforced: flag, ip_policy_ids: texts, metadata: text)
    }),
    ("ip_restrictions.delete", |client, row| sent!(row, client.ip_restrictions().delete(row.segment(1)))),
];
