//! The modules of edges and of their routes.

use ngrok_client::types::{
    EndpointBackendInput, EndpointCircuitBreakerInput, EndpointOidcInput, EndpointSamlInput,
    EndpointTrafficPolicyInput, EndpointWebsocketTcpConverterInput,
};
use serde_json::Value;

use super::Build;
use crate::row::{count, flag, fraction, seconds, text, texts};
use crate::sent::{Sent, fed, sent};

pub static CALLS: &[(&str, Build)] = &[
    ("edge_modules.https_edge_route_backend.get", |client, row| {
        let module = client.edge_modules().https_edge_route_backend();
        sent!(row, module.get(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_backend.replace", |client, row| {
        let module = client.edge_modules().https_edge_route_backend();
        sent!(row, module.replace(row.segment(2), row.segment(4), backend(row.sent())))
    }),
    ("edge_modules.https_edge_route_backend.delete", |client, row| {
        let module = client.edge_modules().https_edge_route_backend();
        sent!(row, module.delete(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_circuit_breaker.get", |client, row| {
        let module = client.edge_modules().https_edge_route_circuit_breaker();
        sent!(row, module.get(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_circuit_breaker.replace", |client, row| {
        let module = client.edge_modules().https_edge_route_circuit_breaker();
        sent!(row, module.replace(row.segment(2), row.segment(4), circuit_breaker(row.sent())))
    }),
    ("edge_modules.https_edge_route_circuit_breaker.delete", |client, row| {
        let module = client.edge_modules().https_edge_route_circuit_breaker();
        sent!(row, module.delete(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_oidc.get", |client, row| {
        let module = client.edge_modules().https_edge_route_oidc();
        sent!(row, module.get(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_oidc.replace", |client, row| {
        let module = client.edge_modules().https_edge_route_oidc();
        sent!(row, module.replace(row.segment(2), row.segment(4), oidc(row.sent())))
    }),
    ("edge_modules.https_edge_route_oidc.delete", |client, row| {
        let module = client.edge_modules().https_edge_route_oidc();
        sent!(row, module.delete(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_saml.get", |client, row| {
        let module = client.edge_modules().https_edge_route_saml();
        sent!(row, module.get(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_saml.replace", |client, row| {
        let module = client.edge_modules().https_edge_route_saml();
        sent!(row, module.replace(row.segment(2), row.segment(4), saml(row.sent())))
    }),
    ("edge_modules.https_edge_route_saml.delete", |client, row| {
        let module = client.edge_modules().https_edge_route_saml();
        sent!(row, module.delete(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_traffic_policy.get", |client, row| {
        let module = client.edge_modules().https_edge_route_traffic_policy();
        sent!(row, module.get(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_traffic_policy.replace", |client, row| {
        let module = client.edge_modules().https_edge_route_traffic_policy();
        sent!(row, module.replace(row.segment(2), row.segment(4), traffic_policy(row.sent())))
    }),
    ("edge_modules.https_edge_route_traffic_policy.delete", |client, row| {
        let module = client.edge_modules().https_edge_route_traffic_policy();
        sent!(row, module.delete(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_websocket_tcp_converter.get", |client, row| {
        let module = client.edge_modules().https_edge_route_websocket_tcp_converter();
        sent!(row, module.get(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.https_edge_route_websocket_tcp_converter.replace", |client, row| {
        let module = client.edge_modules().https_edge_route_websocket_tcp_converter();
        sent!(row, module.replace(row.segment(2), row.segment(4), websocket_tcp_converter(row.sent())))
    }),
    ("edge_modules.https_edge_route_websocket_tcp_converter.delete", |client, row| {
        let module = client.edge_modules().https_edge_route_websocket_tcp_converter();
        sent!(row, module.delete(row.segment(2), row.segment(4)))
    }),
    ("edge_modules.tcp_edge_backend.get", |client, row| {
        sent!(row, client.edge_modules().tcp_edge_backend().get(row.segment(2)))
    }),
    ("edge_modules.tcp_edge_backend.replace", |client, row| {
        sent!(row, client.edge_modules().tcp_edge_backend().replace(row.segment(2), backend(row.sent())))
    }),
    ("edge_modules.tcp_edge_backend.delete", |client, row| {
        sent!(row, client.edge_modules().tcp_edge_backend().delete(row.segment(2)))
    }),
    ("edge_modules.tls_edge_backend.get", |client, row| {
        sent!(row, client.edge_modules().tls_edge_backend().get(row.segment(2)))
    }),
    ("edge_modules.tls_edge_backend.replace", |client, row| {
        sent!(row, client.edge_modules().tls_edge_backend().replace(row.segment(2), backend(row.sent())))
    }),
    ("edge_modules.tls_edge_backend.delete", |client, row| {
        sent!(row, client.edge_modules().tls_edge_backend().delete(row.segment(2)))
    }),
];

fn backend(value: &Value) -> EndpointBackendInput {
    fed!(value, EndpointBackendInput::new(), backend_id: text, enabled: flag)
}

fn circuit_breaker(value: &Value) -> EndpointCircuitBreakerInput {
    let input = EndpointCircuitBreakerInput::new();
    let input = fed!(value, input, num_buckets: count, rolling_window: seconds, tripped_duration: seconds);
    fed!(value, input, enabled: flag, error_threshold_percentage: fraction, volume_threshold: count)
}

fn oidc(value: &Value) -> EndpointOidcInput {
    let input = EndpointOidcInput::new();
    fed!(value, input, client_id: text, client_secret: text, enabled: flag, issuer: text, scopes: texts)
}

fn saml(value: &Value) -> EndpointSamlInput {
    fed!(value, EndpointSamlInput::new(), enabled: flag, idp_metadata: text)
}

fn traffic_policy(value: &Value) -> EndpointTrafficPolicyInput {
    fed!(value, EndpointTrafficPolicyInput::new(), enabled: flag, value: text)
}

fn websocket_tcp_converter(value: &Value) -> EndpointWebsocketTcpConverterInput {
    fed!(value, EndpointWebsocketTcpConverterInput::new(), enabled: flag)
}
