//! Edges, and the backends that they send traffic to.

use super::Build;
use crate::row::{labels, numbers, text, texts};
use crate::sent::{Sent, listed, sent};

pub static CALLS: &[(&str, Build)] = &[
    ("backends.tunnel_group.create", |client, row| {
        let call = client.backends().tunnel_group().create();
        sent!(row, call, description: text, labels: labels, metadata: text)
    }),
    ("backends.tunnel_group.get", |client, row| sent!(row, client.backends().tunnel_group().get(row.segment(2)))),
    ("backends.tunnel_group.list", |client, row| listed!(row, client.backends().tunnel_group().list())),
    ("backends.tunnel_group.update", |client, row| {
        let call = client.backends().tunnel_group().update(row.segment(2));
        sent!(row, call, description: text, labels: labels, metadata: text)
    }),
    ("backends.tunnel_group.delete", |client, row| sent!(row, client.backends().tunnel_group().delete(row.segment(2)))),
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
    ("edges.tcp.create", |client, row| {
        let call = client.edges().tcp().create();
        sent!(row, call, description: text, hostports: texts, metadata: text)
    }),
    ("edges.tcp.get", |client, row| sent!(row, client.edges().tcp().get(row.segment(2)))),
    ("edges.tcp.list", |client, row| listed!(row, client.edges().tcp().list())),
    ("edges.tcp.update", |client, row| {
        let call = client.edges().tcp().update(row.segment(2));
        sent!(row, call, description: text, hostports: texts, metadata: text)
    }),
    ("edges.tcp.delete", |client, row| sent!(row, client.edges().tcp().delete(row.segment(2)))),
];
