//! Every method of the official client, in the order of its modules.

use futures::StreamExt;
use ngrok_api::Client;

use crate::given::Given;
use crate::tally::Tally;

/// Seeds, calls, and notes what came of it.
macro_rules! call {
    ($tally:ident, $label:literal, $call:expr) => {
        $tally.seed().await;
        $tally.note($label, $call.await.map(|_| ()).map_err(|error| format!("{error:?}")));
    };
}

/// The same for a list: its first page.
macro_rules! page {
    ($tally:ident, $label:literal, $list:expr) => {
        $tally.seed().await;
        let page = $list.pages().await.next().await;
        $tally.note($label, page.map_or(Ok(()), |page| page.map(|_| ()).map_err(|error| format!("{error:?}"))));
    };
}

/// Calls everything.
pub async fn all(c: &Client, g: &Given, t: &mut Tally) {
    call!(t, "abuse_reports.create", c.abuse_reports().create(&g.body("abuse_reports.create")));
    call!(t, "abuse_reports.get", c.abuse_reports().get(g.id("abuse_reports", "id")));
    call!(t, "agent_ingresses.create", c.agent_ingresses().create(&g.body("agent_ingresses.create")));
    call!(t, "agent_ingresses.delete", c.agent_ingresses().delete(g.id("agent_ingresses", "id")));
    call!(t, "agent_ingresses.get", c.agent_ingresses().get(g.id("agent_ingresses", "id")));
    page!(t, "agent_ingresses.list", c.agent_ingresses().list(g.body("agent_ingresses.list")));
    call!(t, "agent_ingresses.update", c.agent_ingresses().update(&g.body("agent_ingresses.update")));
    call!(t, "api_keys.create", c.api_keys().create(&g.body("api_keys.create")));
    call!(t, "api_keys.delete", c.api_keys().delete(g.id("api_keys", "id")));
    call!(t, "api_keys.get", c.api_keys().get(g.id("api_keys", "id")));
    page!(t, "api_keys.list", c.api_keys().list(g.body("api_keys.list")));
    call!(t, "api_keys.update", c.api_keys().update(&g.body("api_keys.update")));
    call!(t, "application_sessions.get", c.application_sessions().get(g.id("application_sessions", "id")));
    call!(t, "application_sessions.delete", c.application_sessions().delete(g.id("application_sessions", "id")));
    page!(t, "application_sessions.list", c.application_sessions().list(g.body("application_sessions.list")));
    call!(t, "application_users.get", c.application_users().get(g.id("application_users", "id")));
    call!(t, "application_users.delete", c.application_users().delete(g.id("application_users", "id")));
    page!(t, "application_users.list", c.application_users().list(g.body("application_users.list")));
    page!(t, "tunnel_sessions.list", c.tunnel_sessions().list(g.body("tunnel_sessions.list")));
    call!(t, "tunnel_sessions.get", c.tunnel_sessions().get(g.id("tunnel_sessions", "id")));
    call!(t, "tunnel_sessions.restart", c.tunnel_sessions().restart(g.id("tunnel_sessions", "id")));
    call!(t, "tunnel_sessions.stop", c.tunnel_sessions().stop(g.id("tunnel_sessions", "id")));
    call!(t, "tunnel_sessions.update", c.tunnel_sessions().update(g.id("tunnel_sessions", "id")));
    call!(t, "bot_users.create", c.bot_users().create(&g.body("bot_users.create")));
    call!(t, "bot_users.delete", c.bot_users().delete(g.id("bot_users", "id")));
    call!(t, "bot_users.get", c.bot_users().get(g.id("bot_users", "id")));
    page!(t, "bot_users.list", c.bot_users().list(g.body("bot_users.list")));
    call!(t, "bot_users.update", c.bot_users().update(&g.body("bot_users.update")));
    call!(
        t,
        "certificate_authorities.create",
        c.certificate_authorities().create(&g.body("certificate_authorities.create"))
    );
    call!(
        t,
        "certificate_authorities.delete",
        c.certificate_authorities().delete(g.id("certificate_authorities", "id"))
    );
    call!(t, "certificate_authorities.get", c.certificate_authorities().get(g.id("certificate_authorities", "id")));
    page!(t, "certificate_authorities.list", c.certificate_authorities().list(g.body("certificate_authorities.list")));
    call!(
        t,
        "certificate_authorities.update",
        c.certificate_authorities().update(&g.body("certificate_authorities.update"))
    );
    call!(t, "credentials.create", c.credentials().create(&g.body("credentials.create")));
    call!(t, "credentials.delete", c.credentials().delete(g.id("credentials", "id")));
    call!(t, "credentials.get", c.credentials().get(g.id("credentials", "id")));
    page!(t, "credentials.list", c.credentials().list(g.body("credentials.list")));
    call!(t, "credentials.update", c.credentials().update(&g.body("credentials.update")));
    call!(t, "endpoints.create", c.endpoints().create(&g.body("endpoints.create")));
    page!(t, "endpoints.list", c.endpoints().list(g.body("endpoints.list")));
    call!(t, "endpoints.get", c.endpoints().get(g.id("endpoints", "id")));
    call!(t, "endpoints.update", c.endpoints().update(&g.body("endpoints.update")));
    call!(t, "endpoints.delete", c.endpoints().delete(g.id("endpoints", "id")));
    call!(t, "event_destinations.create", c.event_destinations().create(&g.body("event_destinations.create")));
    call!(t, "event_destinations.delete", c.event_destinations().delete(g.id("event_destinations", "id")));
    call!(t, "event_destinations.get", c.event_destinations().get(g.id("event_destinations", "id")));
    page!(t, "event_destinations.list", c.event_destinations().list(g.body("event_destinations.list")));
    call!(t, "event_destinations.update", c.event_destinations().update(&g.body("event_destinations.update")));
    call!(t, "event_subscriptions.create", c.event_subscriptions().create(&g.body("event_subscriptions.create")));
    call!(t, "event_subscriptions.delete", c.event_subscriptions().delete(g.id("event_subscriptions", "id")));
    call!(t, "event_subscriptions.get", c.event_subscriptions().get(g.id("event_subscriptions", "id")));
    page!(t, "event_subscriptions.list", c.event_subscriptions().list(g.body("event_subscriptions.list")));
    call!(t, "event_subscriptions.update", c.event_subscriptions().update(&g.body("event_subscriptions.update")));
    call!(t, "event_sources.create", c.event_sources().create(&g.body("event_sources.create")));
    call!(t, "event_sources.delete", c.event_sources().delete(&g.body("event_sources.delete")));
    call!(t, "event_sources.get", c.event_sources().get(&g.body("event_sources.get")));
    call!(t, "event_sources.list", c.event_sources().list(g.id("event_sources", "subscription_id")));
    call!(t, "event_sources.update", c.event_sources().update(&g.body("event_sources.update")));
    call!(t, "ip_policies.create", c.ip_policies().create(&g.body("ip_policies.create")));
    call!(t, "ip_policies.delete", c.ip_policies().delete(g.id("ip_policies", "id")));
    call!(t, "ip_policies.get", c.ip_policies().get(g.id("ip_policies", "id")));
    page!(t, "ip_policies.list", c.ip_policies().list(g.body("ip_policies.list")));
    call!(t, "ip_policies.update", c.ip_policies().update(&g.body("ip_policies.update")));
    call!(t, "ip_policy_rules.create", c.ip_policy_rules().create(&g.body("ip_policy_rules.create")));
    call!(t, "ip_policy_rules.delete", c.ip_policy_rules().delete(g.id("ip_policy_rules", "id")));
    call!(t, "ip_policy_rules.get", c.ip_policy_rules().get(g.id("ip_policy_rules", "id")));
    page!(t, "ip_policy_rules.list", c.ip_policy_rules().list(g.body("ip_policy_rules.list")));
    call!(t, "ip_policy_rules.update", c.ip_policy_rules().update(&g.body("ip_policy_rules.update")));
    call!(t, "ip_restrictions.create", c.ip_restrictions().create(&g.body("ip_restrictions.create")));
    call!(t, "ip_restrictions.delete", c.ip_restrictions().delete(g.id("ip_restrictions", "id")));
    call!(t, "ip_restrictions.get", c.ip_restrictions().get(g.id("ip_restrictions", "id")));
    page!(t, "ip_restrictions.list", c.ip_restrictions().list(g.body("ip_restrictions.list")));
    call!(t, "ip_restrictions.update", c.ip_restrictions().update(&g.body("ip_restrictions.update")));
    call!(t, "reserved_addrs.create", c.reserved_addrs().create(&g.body("reserved_addrs.create")));
    call!(t, "reserved_addrs.delete", c.reserved_addrs().delete(g.id("reserved_addrs", "id")));
    call!(t, "reserved_addrs.get", c.reserved_addrs().get(g.id("reserved_addrs", "id")));
    page!(t, "reserved_addrs.list", c.reserved_addrs().list(g.body("reserved_addrs.list")));
    call!(t, "reserved_addrs.update", c.reserved_addrs().update(&g.body("reserved_addrs.update")));
    call!(t, "reserved_domains.create", c.reserved_domains().create(&g.body("reserved_domains.create")));
    call!(t, "reserved_domains.delete", c.reserved_domains().delete(g.id("reserved_domains", "id")));
    call!(t, "reserved_domains.get", c.reserved_domains().get(g.id("reserved_domains", "id")));
    page!(t, "reserved_domains.list", c.reserved_domains().list(g.body("reserved_domains.list")));
    call!(t, "reserved_domains.update", c.reserved_domains().update(&g.body("reserved_domains.update")));
    call!(
        t,
        "reserved_domains.delete_certificate_management_policy",
        c.reserved_domains().delete_certificate_management_policy(g.id("reserved_domains", "id"))
    );
    call!(
        t,
        "reserved_domains.delete_certificate",
        c.reserved_domains().delete_certificate(g.id("reserved_domains", "id"))
    );
    call!(t, "secrets.create", c.secrets().create(&g.body("secrets.create")));
    call!(t, "secrets.update", c.secrets().update(&g.body("secrets.update")));
    call!(t, "secrets.delete", c.secrets().delete(g.id("secrets", "id")));
    call!(t, "secrets.get", c.secrets().get(g.id("secrets", "id")));
    page!(t, "secrets.list", c.secrets().list(g.body("secrets.list")));
    call!(t, "service_users.create", c.service_users().create(&g.body("service_users.create")));
    call!(t, "service_users.delete", c.service_users().delete(g.id("service_users", "id")));
    call!(t, "service_users.get", c.service_users().get(g.id("service_users", "id")));
    page!(t, "service_users.list", c.service_users().list(g.body("service_users.list")));
    call!(t, "service_users.update", c.service_users().update(&g.body("service_users.update")));
    call!(
        t,
        "ssh_certificate_authorities.create",
        c.ssh_certificate_authorities().create(&g.body("ssh_certificate_authorities.create"))
    );
    call!(
        t,
        "ssh_certificate_authorities.delete",
        c.ssh_certificate_authorities().delete(g.id("ssh_certificate_authorities", "id"))
    );
    call!(
        t,
        "ssh_certificate_authorities.get",
        c.ssh_certificate_authorities().get(g.id("ssh_certificate_authorities", "id"))
    );
    page!(
        t,
        "ssh_certificate_authorities.list",
        c.ssh_certificate_authorities().list(g.body("ssh_certificate_authorities.list"))
    );
    call!(
        t,
        "ssh_certificate_authorities.update",
        c.ssh_certificate_authorities().update(&g.body("ssh_certificate_authorities.update"))
    );
    call!(t, "ssh_credentials.create", c.ssh_credentials().create(&g.body("ssh_credentials.create")));
    call!(t, "ssh_credentials.delete", c.ssh_credentials().delete(g.id("ssh_credentials", "id")));
    call!(t, "ssh_credentials.get", c.ssh_credentials().get(g.id("ssh_credentials", "id")));
    page!(t, "ssh_credentials.list", c.ssh_credentials().list(g.body("ssh_credentials.list")));
    call!(t, "ssh_credentials.update", c.ssh_credentials().update(&g.body("ssh_credentials.update")));
    call!(t, "ssh_host_certificates.create", c.ssh_host_certificates().create(&g.body("ssh_host_certificates.create")));
    call!(t, "ssh_host_certificates.delete", c.ssh_host_certificates().delete(g.id("ssh_host_certificates", "id")));
    call!(t, "ssh_host_certificates.get", c.ssh_host_certificates().get(g.id("ssh_host_certificates", "id")));
    page!(t, "ssh_host_certificates.list", c.ssh_host_certificates().list(g.body("ssh_host_certificates.list")));
    call!(t, "ssh_host_certificates.update", c.ssh_host_certificates().update(&g.body("ssh_host_certificates.update")));
    call!(t, "ssh_user_certificates.create", c.ssh_user_certificates().create(&g.body("ssh_user_certificates.create")));
    call!(t, "ssh_user_certificates.delete", c.ssh_user_certificates().delete(g.id("ssh_user_certificates", "id")));
    call!(t, "ssh_user_certificates.get", c.ssh_user_certificates().get(g.id("ssh_user_certificates", "id")));
    page!(t, "ssh_user_certificates.list", c.ssh_user_certificates().list(g.body("ssh_user_certificates.list")));
    call!(t, "ssh_user_certificates.update", c.ssh_user_certificates().update(&g.body("ssh_user_certificates.update")));
    call!(t, "tls_certificates.create", c.tls_certificates().create(&g.body("tls_certificates.create")));
    call!(t, "tls_certificates.delete", c.tls_certificates().delete(g.id("tls_certificates", "id")));
    call!(t, "tls_certificates.get", c.tls_certificates().get(g.id("tls_certificates", "id")));
    page!(t, "tls_certificates.list", c.tls_certificates().list(g.body("tls_certificates.list")));
    call!(t, "tls_certificates.update", c.tls_certificates().update(&g.body("tls_certificates.update")));
    page!(t, "tunnels.list", c.tunnels().list(g.body("tunnels.list")));
    call!(t, "tunnels.get", c.tunnels().get(g.id("tunnels", "id")));
    call!(t, "vaults.create", c.vaults().create(&g.body("vaults.create")));
    call!(t, "vaults.update", c.vaults().update(&g.body("vaults.update")));
    call!(t, "vaults.delete", c.vaults().delete(g.id("vaults", "id")));
    call!(t, "vaults.get", c.vaults().get(g.id("vaults", "id")));
    page!(t, "vaults.get_secrets_by_vault", c.vaults().get_secrets_by_vault(g.body("vaults.get_secrets_by_vault")));
    page!(t, "vaults.list", c.vaults().list(g.body("vaults.list")));
    call!(t, "backends.failover.create", c.backends().failover().create(&g.body("backends.failover.create")));
    call!(t, "backends.failover.delete", c.backends().failover().delete(g.id("backends.failover", "id")));
    call!(t, "backends.failover.get", c.backends().failover().get(g.id("backends.failover", "id")));
    page!(t, "backends.failover.list", c.backends().failover().list(g.body("backends.failover.list")));
    call!(t, "backends.failover.update", c.backends().failover().update(&g.body("backends.failover.update")));
    call!(
        t,
        "backends.http_response.create",
        c.backends().http_response().create(&g.body("backends.http_response.create"))
    );
    call!(
        t,
        "backends.http_response.delete",
        c.backends().http_response().delete(g.id("backends.http_response", "id"))
    );
    call!(t, "backends.http_response.get", c.backends().http_response().get(g.id("backends.http_response", "id")));
    page!(t, "backends.http_response.list", c.backends().http_response().list(g.body("backends.http_response.list")));
    call!(
        t,
        "backends.http_response.update",
        c.backends().http_response().update(&g.body("backends.http_response.update"))
    );
    call!(
        t,
        "backends.static_address.create",
        c.backends().static_address().create(&g.body("backends.static_address.create"))
    );
    call!(
        t,
        "backends.static_address.delete",
        c.backends().static_address().delete(g.id("backends.static_address", "id"))
    );
    call!(t, "backends.static_address.get", c.backends().static_address().get(g.id("backends.static_address", "id")));
    page!(
        t,
        "backends.static_address.list",
        c.backends().static_address().list(g.body("backends.static_address.list"))
    );
    call!(
        t,
        "backends.static_address.update",
        c.backends().static_address().update(&g.body("backends.static_address.update"))
    );
    call!(
        t,
        "backends.tunnel_group.create",
        c.backends().tunnel_group().create(&g.body("backends.tunnel_group.create"))
    );
    call!(t, "backends.tunnel_group.delete", c.backends().tunnel_group().delete(g.id("backends.tunnel_group", "id")));
    call!(t, "backends.tunnel_group.get", c.backends().tunnel_group().get(g.id("backends.tunnel_group", "id")));
    page!(t, "backends.tunnel_group.list", c.backends().tunnel_group().list(g.body("backends.tunnel_group.list")));
    call!(
        t,
        "backends.tunnel_group.update",
        c.backends().tunnel_group().update(&g.body("backends.tunnel_group.update"))
    );
    call!(t, "backends.weighted.create", c.backends().weighted().create(&g.body("backends.weighted.create")));
    call!(t, "backends.weighted.delete", c.backends().weighted().delete(g.id("backends.weighted", "id")));
    call!(t, "backends.weighted.get", c.backends().weighted().get(g.id("backends.weighted", "id")));
    page!(t, "backends.weighted.list", c.backends().weighted().list(g.body("backends.weighted.list")));
    call!(t, "backends.weighted.update", c.backends().weighted().update(&g.body("backends.weighted.update")));
    call!(t, "edges.https_routes.create", c.edges().https_routes().create(&g.body("edges.https_routes.create")));
    call!(t, "edges.https_routes.get", c.edges().https_routes().get(&g.body("edges.https_routes.get")));
    call!(t, "edges.https_routes.update", c.edges().https_routes().update(&g.body("edges.https_routes.update")));
    call!(t, "edges.https_routes.delete", c.edges().https_routes().delete(&g.body("edges.https_routes.delete")));
    call!(t, "edges.https.create", c.edges().https().create(&g.body("edges.https.create")));
    call!(t, "edges.https.get", c.edges().https().get(g.id("edges.https", "id")));
    page!(t, "edges.https.list", c.edges().https().list(g.body("edges.https.list")));
    call!(t, "edges.https.update", c.edges().https().update(&g.body("edges.https.update")));
    call!(t, "edges.https.delete", c.edges().https().delete(g.id("edges.https", "id")));
    call!(t, "edges.tcp.create", c.edges().tcp().create(&g.body("edges.tcp.create")));
    call!(t, "edges.tcp.get", c.edges().tcp().get(g.id("edges.tcp", "id")));
    page!(t, "edges.tcp.list", c.edges().tcp().list(g.body("edges.tcp.list")));
    call!(t, "edges.tcp.update", c.edges().tcp().update(&g.body("edges.tcp.update")));
    call!(t, "edges.tcp.delete", c.edges().tcp().delete(g.id("edges.tcp", "id")));
    call!(t, "edges.tls.create", c.edges().tls().create(&g.body("edges.tls.create")));
    call!(t, "edges.tls.get", c.edges().tls().get(g.id("edges.tls", "id")));
    page!(t, "edges.tls.list", c.edges().tls().list(g.body("edges.tls.list")));
    call!(t, "edges.tls.update", c.edges().tls().update(&g.body("edges.tls.update")));
    call!(t, "edges.tls.delete", c.edges().tls().delete(g.id("edges.tls", "id")));
    call!(
        t,
        "edge_modules.https_edge_mutual_tls.replace",
        c.edge_modules().https_edge_mutual_tls().replace(&g.body("edge_modules.https_edge_mutual_tls.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_mutual_tls.get",
        c.edge_modules().https_edge_mutual_tls().get(g.id("edge_modules.https_edge_mutual_tls", "id"))
    );
    call!(
        t,
        "edge_modules.https_edge_mutual_tls.delete",
        c.edge_modules().https_edge_mutual_tls().delete(g.id("edge_modules.https_edge_mutual_tls", "id"))
    );
    call!(
        t,
        "edge_modules.https_edge_tls_termination.replace",
        c.edge_modules()
            .https_edge_tls_termination()
            .replace(&g.body("edge_modules.https_edge_tls_termination.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_tls_termination.get",
        c.edge_modules().https_edge_tls_termination().get(g.id("edge_modules.https_edge_tls_termination", "id"))
    );
    call!(
        t,
        "edge_modules.https_edge_tls_termination.delete",
        c.edge_modules().https_edge_tls_termination().delete(g.id("edge_modules.https_edge_tls_termination", "id"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_backend.replace",
        c.edge_modules().https_edge_route_backend().replace(&g.body("edge_modules.https_edge_route_backend.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_backend.get",
        c.edge_modules().https_edge_route_backend().get(&g.body("edge_modules.https_edge_route_backend.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_backend.delete",
        c.edge_modules().https_edge_route_backend().delete(&g.body("edge_modules.https_edge_route_backend.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_ip_restriction.replace",
        c.edge_modules()
            .https_edge_route_ip_restriction()
            .replace(&g.body("edge_modules.https_edge_route_ip_restriction.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_ip_restriction.get",
        c.edge_modules()
            .https_edge_route_ip_restriction()
            .get(&g.body("edge_modules.https_edge_route_ip_restriction.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_ip_restriction.delete",
        c.edge_modules()
            .https_edge_route_ip_restriction()
            .delete(&g.body("edge_modules.https_edge_route_ip_restriction.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_request_headers.replace",
        c.edge_modules()
            .https_edge_route_request_headers()
            .replace(&g.body("edge_modules.https_edge_route_request_headers.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_request_headers.get",
        c.edge_modules()
            .https_edge_route_request_headers()
            .get(&g.body("edge_modules.https_edge_route_request_headers.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_request_headers.delete",
        c.edge_modules()
            .https_edge_route_request_headers()
            .delete(&g.body("edge_modules.https_edge_route_request_headers.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_response_headers.replace",
        c.edge_modules()
            .https_edge_route_response_headers()
            .replace(&g.body("edge_modules.https_edge_route_response_headers.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_response_headers.get",
        c.edge_modules()
            .https_edge_route_response_headers()
            .get(&g.body("edge_modules.https_edge_route_response_headers.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_response_headers.delete",
        c.edge_modules()
            .https_edge_route_response_headers()
            .delete(&g.body("edge_modules.https_edge_route_response_headers.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_compression.replace",
        c.edge_modules()
            .https_edge_route_compression()
            .replace(&g.body("edge_modules.https_edge_route_compression.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_compression.get",
        c.edge_modules().https_edge_route_compression().get(&g.body("edge_modules.https_edge_route_compression.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_compression.delete",
        c.edge_modules()
            .https_edge_route_compression()
            .delete(&g.body("edge_modules.https_edge_route_compression.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_circuit_breaker.replace",
        c.edge_modules()
            .https_edge_route_circuit_breaker()
            .replace(&g.body("edge_modules.https_edge_route_circuit_breaker.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_circuit_breaker.get",
        c.edge_modules()
            .https_edge_route_circuit_breaker()
            .get(&g.body("edge_modules.https_edge_route_circuit_breaker.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_circuit_breaker.delete",
        c.edge_modules()
            .https_edge_route_circuit_breaker()
            .delete(&g.body("edge_modules.https_edge_route_circuit_breaker.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_webhook_verification.replace",
        c.edge_modules()
            .https_edge_route_webhook_verification()
            .replace(&g.body("edge_modules.https_edge_route_webhook_verification.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_webhook_verification.get",
        c.edge_modules()
            .https_edge_route_webhook_verification()
            .get(&g.body("edge_modules.https_edge_route_webhook_verification.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_webhook_verification.delete",
        c.edge_modules()
            .https_edge_route_webhook_verification()
            .delete(&g.body("edge_modules.https_edge_route_webhook_verification.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_oauth.replace",
        c.edge_modules().https_edge_route_oauth().replace(&g.body("edge_modules.https_edge_route_oauth.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_oauth.get",
        c.edge_modules().https_edge_route_oauth().get(&g.body("edge_modules.https_edge_route_oauth.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_oauth.delete",
        c.edge_modules().https_edge_route_oauth().delete(&g.body("edge_modules.https_edge_route_oauth.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_saml.replace",
        c.edge_modules().https_edge_route_saml().replace(&g.body("edge_modules.https_edge_route_saml.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_saml.get",
        c.edge_modules().https_edge_route_saml().get(&g.body("edge_modules.https_edge_route_saml.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_saml.delete",
        c.edge_modules().https_edge_route_saml().delete(&g.body("edge_modules.https_edge_route_saml.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_oidc.replace",
        c.edge_modules().https_edge_route_oidc().replace(&g.body("edge_modules.https_edge_route_oidc.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_oidc.get",
        c.edge_modules().https_edge_route_oidc().get(&g.body("edge_modules.https_edge_route_oidc.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_oidc.delete",
        c.edge_modules().https_edge_route_oidc().delete(&g.body("edge_modules.https_edge_route_oidc.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_websocket_tcp_converter.replace",
        c.edge_modules()
            .https_edge_route_websocket_tcp_converter()
            .replace(&g.body("edge_modules.https_edge_route_websocket_tcp_converter.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_websocket_tcp_converter.get",
        c.edge_modules()
            .https_edge_route_websocket_tcp_converter()
            .get(&g.body("edge_modules.https_edge_route_websocket_tcp_converter.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_websocket_tcp_converter.delete",
        c.edge_modules()
            .https_edge_route_websocket_tcp_converter()
            .delete(&g.body("edge_modules.https_edge_route_websocket_tcp_converter.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_user_agent_filter.replace",
        c.edge_modules()
            .https_edge_route_user_agent_filter()
            .replace(&g.body("edge_modules.https_edge_route_user_agent_filter.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_user_agent_filter.get",
        c.edge_modules()
            .https_edge_route_user_agent_filter()
            .get(&g.body("edge_modules.https_edge_route_user_agent_filter.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_user_agent_filter.delete",
        c.edge_modules()
            .https_edge_route_user_agent_filter()
            .delete(&g.body("edge_modules.https_edge_route_user_agent_filter.delete"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_traffic_policy.replace",
        c.edge_modules()
            .https_edge_route_traffic_policy()
            .replace(&g.body("edge_modules.https_edge_route_traffic_policy.replace"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_traffic_policy.get",
        c.edge_modules()
            .https_edge_route_traffic_policy()
            .get(&g.body("edge_modules.https_edge_route_traffic_policy.get"))
    );
    call!(
        t,
        "edge_modules.https_edge_route_traffic_policy.delete",
        c.edge_modules()
            .https_edge_route_traffic_policy()
            .delete(&g.body("edge_modules.https_edge_route_traffic_policy.delete"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_backend.replace",
        c.edge_modules().tcp_edge_backend().replace(&g.body("edge_modules.tcp_edge_backend.replace"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_backend.get",
        c.edge_modules().tcp_edge_backend().get(g.id("edge_modules.tcp_edge_backend", "id"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_backend.delete",
        c.edge_modules().tcp_edge_backend().delete(g.id("edge_modules.tcp_edge_backend", "id"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_ip_restriction.replace",
        c.edge_modules().tcp_edge_ip_restriction().replace(&g.body("edge_modules.tcp_edge_ip_restriction.replace"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_ip_restriction.get",
        c.edge_modules().tcp_edge_ip_restriction().get(g.id("edge_modules.tcp_edge_ip_restriction", "id"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_ip_restriction.delete",
        c.edge_modules().tcp_edge_ip_restriction().delete(g.id("edge_modules.tcp_edge_ip_restriction", "id"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_traffic_policy.replace",
        c.edge_modules().tcp_edge_traffic_policy().replace(&g.body("edge_modules.tcp_edge_traffic_policy.replace"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_traffic_policy.get",
        c.edge_modules().tcp_edge_traffic_policy().get(g.id("edge_modules.tcp_edge_traffic_policy", "id"))
    );
    call!(
        t,
        "edge_modules.tcp_edge_traffic_policy.delete",
        c.edge_modules().tcp_edge_traffic_policy().delete(g.id("edge_modules.tcp_edge_traffic_policy", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_backend.replace",
        c.edge_modules().tls_edge_backend().replace(&g.body("edge_modules.tls_edge_backend.replace"))
    );
    call!(
        t,
        "edge_modules.tls_edge_backend.get",
        c.edge_modules().tls_edge_backend().get(g.id("edge_modules.tls_edge_backend", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_backend.delete",
        c.edge_modules().tls_edge_backend().delete(g.id("edge_modules.tls_edge_backend", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_ip_restriction.replace",
        c.edge_modules().tls_edge_ip_restriction().replace(&g.body("edge_modules.tls_edge_ip_restriction.replace"))
    );
    call!(
        t,
        "edge_modules.tls_edge_ip_restriction.get",
        c.edge_modules().tls_edge_ip_restriction().get(g.id("edge_modules.tls_edge_ip_restriction", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_ip_restriction.delete",
        c.edge_modules().tls_edge_ip_restriction().delete(g.id("edge_modules.tls_edge_ip_restriction", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_mutual_tls.replace",
        c.edge_modules().tls_edge_mutual_tls().replace(&g.body("edge_modules.tls_edge_mutual_tls.replace"))
    );
    call!(
        t,
        "edge_modules.tls_edge_mutual_tls.get",
        c.edge_modules().tls_edge_mutual_tls().get(g.id("edge_modules.tls_edge_mutual_tls", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_mutual_tls.delete",
        c.edge_modules().tls_edge_mutual_tls().delete(g.id("edge_modules.tls_edge_mutual_tls", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_tls_termination.replace",
        c.edge_modules().tls_edge_tls_termination().replace(&g.body("edge_modules.tls_edge_tls_termination.replace"))
    );
    call!(
        t,
        "edge_modules.tls_edge_tls_termination.get",
        c.edge_modules().tls_edge_tls_termination().get(g.id("edge_modules.tls_edge_tls_termination", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_tls_termination.delete",
        c.edge_modules().tls_edge_tls_termination().delete(g.id("edge_modules.tls_edge_tls_termination", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_traffic_policy.replace",
        c.edge_modules().tls_edge_traffic_policy().replace(&g.body("edge_modules.tls_edge_traffic_policy.replace"))
    );
    call!(
        t,
        "edge_modules.tls_edge_traffic_policy.get",
        c.edge_modules().tls_edge_traffic_policy().get(g.id("edge_modules.tls_edge_traffic_policy", "id"))
    );
    call!(
        t,
        "edge_modules.tls_edge_traffic_policy.delete",
        c.edge_modules().tls_edge_traffic_policy().delete(g.id("edge_modules.tls_edge_traffic_policy", "id"))
    );
}
