//! The typed call for each exchange: arguments from the row's path, setters from its body.

use ngrok_client::Client;

use crate::row::{Row, flag, numbers, text, texts};
use crate::sent::{Sent, fed, listed, sent};

/// Makes the call of a row.
pub type Build = fn(&Client, &Row) -> Sent;

/// The calls by name.
pub static CALLS: &[(&str, Build)] = &[
    ("agent_ingresses.create", |client, row| {
        let call = client.agent_ingresses().create(row.text("domain"));
        sent!(row, call, description: text, metadata: text)
    }),
    ("agent_ingresses.get", |client, row| sent!(row, client.agent_ingresses().get(row.segment(1)))),
    ("agent_ingresses.list", |client, row| listed!(row, client.agent_ingresses().list())),
    ("agent_ingresses.update", |client, row| {
        let call = client.agent_ingresses().update(row.segment(1));
        sent!(row, call, description: text, metadata: text)
    }),
    ("agent_ingresses.delete", |client, row| sent!(row, client.agent_ingresses().delete(row.segment(1)))),
    ("backends.weighted.create", |client, row| {
        let call = client.backends().weighted().create();
        sent!(row, call, backends: numbers, description: text, metadata: text)
    }),
    ("backends.weighted.get", |client, row| sent!(row, client.backends().weighted().get(row.segment(2)))),
    ("backends.weighted.list", |client, row| listed!(row, client.backends().weighted().list())),
    ("backends.weighted.update", |client, row| {
        let call = client.backends().weighted().update(row.segment(2));
        sent!(row, call, backends: numbers, description: text, metadata: text)
    }),
    ("backends.weighted.delete", |client, row| sent!(row, client.backends().weighted().delete(row.segment(2)))),
    ("credentials.create", |client, row| {
        let call = client.credentials().create();
        sent!(row, call, acl: texts, description: text, metadata: text, owner_id: text)
    }),
    ("credentials.get", |client, row| sent!(row, client.credentials().get(row.segment(1)))),
    ("credentials.list", |client, row| listed!(row, client.credentials().list())),
    ("credentials.update", |client, row| {
        let call = client.credentials().update(row.segment(1));
        sent!(row, call, acl: texts, description: text, metadata: text)
    }),
    ("credentials.delete", |client, row| sent!(row, client.credentials().delete(row.segment(1)))),
    ("endpoints.create", |client, row| {
        let (url, policy) = (row.text("url"), row.text("traffic_policy"));
        let call = client.endpoints().create(url, policy);
        let call = fed!(row, call, bindings: texts, pooling_enabled: flag, type_ = "type": text);
        sent!(row, call, description: text, metadata: text)
    }),
    ("endpoints.get", |client, row| sent!(row, client.endpoints().get(row.segment(1)))),
    ("endpoints.list", |client, row| listed!(row, client.endpoints().list())),
    ("endpoints.update", |client, row| {
        let call = client.endpoints().update(row.segment(1));
        let call = fed!(row, call, bindings: texts, pooling_enabled: flag, url: text);
        sent!(row, call, description: text, metadata: text, traffic_policy: text)
    }),
    ("endpoints.delete", |client, row| sent!(row, client.endpoints().delete(row.segment(1)))),
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
    ("tunnel_sessions.get", |client, row| sent!(row, client.tunnel_sessions().get(row.segment(1)))),
    ("tunnel_sessions.list", |client, row| listed!(row, client.tunnel_sessions().list())),
    ("tunnel_sessions.restart", |client, row| sent!(row, client.tunnel_sessions().restart(row.segment(1)))),
    ("tunnel_sessions.stop", |client, row| sent!(row, client.tunnel_sessions().stop(row.segment(1)))),
    ("tunnel_sessions.update", |client, row| sent!(row, client.tunnel_sessions().update(row.segment(1)))),
];
