//! What is given to the methods: ids of what is seeded, and values by the names of fields.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Ids by the module of the client.
const IDS: &[(&str, &str)] = &[
    ("abuse_reports", "abrp_1"),
    ("agent_ingresses", "agin_1"),
    ("api_keys", "ak_1"),
    ("application_sessions", "as_1"),
    ("application_users", "au_1"),
    ("tunnel_sessions", "ts_1"),
    ("bot_users", "bot_1"),
    ("certificate_authorities", "ca_1"),
    ("credentials", "cr_1"),
    ("endpoints", "ep_1"),
    ("event_destinations", "ed_1"),
    ("event_subscriptions", "esb_1"),
    ("ip_policies", "ipp_1"),
    ("ip_policy_rules", "ipr_1"),
    ("ip_restrictions", "ipx_1"),
    ("reserved_addrs", "ra_1"),
    ("reserved_domains", "rd_1"),
    ("secrets", "secret_1"),
    ("service_users", "service_1"),
    ("ssh_certificate_authorities", "sshca_1"),
    ("ssh_credentials", "sshcr_1"),
    ("ssh_host_certificates", "shcrt_1"),
    ("ssh_user_certificates", "sucrt_1"),
    ("tls_certificates", "cert_1"),
    ("tunnels", "tn_1"),
    ("vaults", "vault_1"),
    ("backends.failover", "bkdfo_1"),
    ("backends.http_response", "bkdhr_1"),
    ("backends.static_address", "bkdsc_1"),
    ("backends.tunnel_group", "bkdtg_1"),
    ("backends.weighted", "bkdwd_1"),
    ("edges.https_routes", "edghtsrt_1"),
    ("edges.https", "edghts_1"),
    ("edges.tcp", "edgtcp_1"),
    ("edges.tls", "edgtls_1"),
    ("edge_modules.https_edge_route", "edghtsrt_1"),
    ("edge_modules.https_edge", "edghts_1"),
    ("edge_modules.tcp_edge", "edgtcp_1"),
    ("edge_modules.tls_edge", "edgtls_1"),
];

/// Makes arguments.
pub struct Given;

impl Given {
    /// A path parameter.
    pub fn id(&self, module: &str, parameter: &str) -> &'static str {
        match (module, parameter) {
            (_, "edge_id") => "edghts_1",
            ("event_sources", "subscription_id") => "esb_1",
            ("event_sources", _) => "ip_policy_created.v0",
            _ => IDS.iter().find(|(known, _)| module.starts_with(known)).map_or("", |(_, id)| *id),
        }
    }

    /// A body: what its type defaults to, with a value for each field that has one here.
    pub fn body<T: Default + Serialize + DeserializeOwned>(&self, label: &str) -> T {
        let module = label.rsplit_once('.').map_or(label, |(module, _)| module);
        let mut body = serde_json::to_value(T::default()).expect("a body is JSON");
        let Some(fields) = body.as_object_mut() else { return T::default() };
        let values = values(label);
        for (name, value) in fields.iter_mut() {
            match name.as_str() {
                "id" if !label.ends_with(".list") => *value = json!(self.id(module, "id")),
                "id" | "url" if label == "endpoints.list" => {}
                "edge_id" => *value = json!("edghts_1"),
                name => values.get(name).into_iter().for_each(|given| *value = given.clone()),
            }
        }
        serde_json::from_value(body.clone()).unwrap_or_else(|error| panic!("{label}: {error} in {body}"))
    }
}

fn values(label: &str) -> Value {
    let mut values = json!({
        "action": "deny", "address": "example.com:8080", "body": "hi", "ca_pem": "PEM", "certificate_pem": "PEM",
        "cidr": "192.168.0.0/16", "description": "two", "destination_ids": ["ed_1"], "domain": "two.example.com",
        "format": "json", "ip_policy_id": "ipp_1", "ip_policy_ids": ["ipp_1"], "match": "/two",
        "match_type": "exact_path", "metadata": "{}", "name": "two", "private_key_pem": "PEM",
        "public_key": "ssh-ed25519 AAAA", "ssh_certificate_authority_id": "sshca_1", "subscription_id": "esb_1",
        "url": "https://two.example.com", "urls": ["https://a.example"], "value": "hush",
        "vault_id": "vault_1",
    });
    match label {
        "backends.failover.create" | "backends.failover.update" => values["backends"] = json!(["bkdhr_1"]),
        "backends.weighted.create" | "backends.weighted.update" => values["backends"] = json!({ "bkdhr_1": 1 }),
        "endpoints.create" => {
            values["type"] = json!("cloud");
            values["traffic_policy"] = json!("{}");
        }
        "event_sources.create" => values["type"] = json!("ip_policy_deleted.v0"),
        "event_sources.delete" | "event_sources.get" | "event_sources.update" => {
            values["type"] = json!("ip_policy_created.v0")
        }
        "event_destinations.create" | "event_destinations.update" => {
            values["target"] = json!({ "datadog": { "api_key": "hush", "ddtags": "", "service": "", "ddsite": "" } });
        }
        "ip_restrictions.create" => values["type"] = json!("endpoints"),
        "ssh_host_certificates.create" | "ssh_user_certificates.create" => {
            values["valid_after"] = json!("2030-01-01T00:00:00Z");
            values["valid_until"] = json!("2031-01-01T00:00:00Z");
        }
        _ => {}
    }
    values
}
