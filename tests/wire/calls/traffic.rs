//! Endpoints, and the agents and operators that bring them traffic.

use ngrok_client::kubernetes_operators::KubernetesOperatorDeploymentInput;
use serde_json::Value;

use super::Build;
use crate::row::{flag, text, texts};
use crate::sent::{Sent, fed, listed, sent};

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
    ("kubernetes_operators.create", |client, row| {
        let call = client.kubernetes_operators().create();
        let call = fed!(row, call, deployment: deployment, enabled_features: texts, region: text);
        sent!(row, call, description: text, metadata: text)
    }),
    ("kubernetes_operators.get", |client, row| sent!(row, client.kubernetes_operators().get(row.segment(1)))),
    ("kubernetes_operators.list", |client, row| listed!(row, client.kubernetes_operators().list())),
    ("kubernetes_operators.update", |client, row| {
        let call = client.kubernetes_operators().update(row.segment(1));
        sent!(row, call, description: text, metadata: text)
    }),
    ("kubernetes_operators.delete", |client, row| sent!(row, client.kubernetes_operators().delete(row.segment(1)))),
    ("kubernetes_operators.get_bound_endpoints", |client, row| {
        listed!(row, client.kubernetes_operators().get_bound_endpoints(row.segment(1)))
    }),
    ("tunnel_sessions.get", |client, row| sent!(row, client.tunnel_sessions().get(row.segment(1)))),
    ("tunnel_sessions.list", |client, row| listed!(row, client.tunnel_sessions().list())),
    ("tunnel_sessions.restart", |client, row| sent!(row, client.tunnel_sessions().restart(row.segment(1)))),
    ("tunnel_sessions.stop", |client, row| sent!(row, client.tunnel_sessions().stop(row.segment(1)))),
    ("tunnel_sessions.update", |client, row| sent!(row, client.tunnel_sessions().update(row.segment(1)))),
    ("tunnels.get", |client, row| sent!(row, client.tunnels().get(row.segment(1)))),
    ("tunnels.list", |client, row| listed!(row, client.tunnels().list())),
];

fn deployment(value: &Value) -> KubernetesOperatorDeploymentInput {
    let input = KubernetesOperatorDeploymentInput::new();
    fed!(value, input, cluster_name: text, name: text, namespace: text, version: text)
}
