//! What was read can be changed and removed by itself, and services have their place in namespaces.

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use serde_json::json;

use crate::{answering, client};

#[tokio::test]
async fn resource_that_was_read_is_updated_and_deleted() {
    let read = json!({ "id": "cr_1", "description": "old" });
    let written = json!({ "id": "cr_1", "description": "new" });
    let server = Server::scripted([Reply::json(200, read), Reply::json(200, written), Reply::empty(204)]);
    let client = client(&server);

    let credential = client.credentials().get("cr_1").await.unwrap();
    let credential = credential.update(&client).description("new").await.unwrap();
    assert_eq!(credential.description, "new");
    credential.delete(&client).await.unwrap();

    let expected = ["GET /credentials/cr_1", "PATCH /credentials/cr_1", "DELETE /credentials/cr_1"];
    assert_eq!(server.lines(), expected);
    assert_eq!(server.received()[1].json(), Some(json!({ "description": "new" })));
}

#[tokio::test]
async fn resource_with_two_ids_knows_both() {
    let read = json!({ "id": "edghtsrt_1", "edge_id": "edghts_1" });
    let server = Server::scripted([Reply::json(200, read), Reply::empty(204)]);
    let client = client(&server);
    let route = client.edges().https_routes().get("edghts_1", "edghtsrt_1").await.unwrap();
    route.delete(&client).await.unwrap();
    assert_eq!(server.lines()[1], "DELETE /edges/https/edghts_1/routes/edghtsrt_1");
}

#[tokio::test]
async fn further_operations_are_methods_as_well() {
    let page = json!({ "secrets": [], "next_page_uri": null });
    let server = Server::scripted([Reply::json(200, json!({ "id": "vault_1" })), Reply::json(200, page)]);
    let client = client(&server);
    let vault = client.vaults().get("vault_1").await.unwrap();
    let secrets = vault.get_secrets_by_vault(&client).limit(5).await.unwrap();
    assert!(secrets.secrets.is_empty());
    assert_eq!(server.lines()[1], "GET /vaults/vault_1/secrets?limit=5");
}

#[tokio::test]
async fn action_is_a_method_of_what_was_read() {
    let server = Server::scripted([Reply::json(200, json!({ "id": "ts_1" })), Reply::empty(204)]);
    let client = client(&server);
    let session = client.tunnel_sessions().get("ts_1").await.unwrap();
    session.stop(&client).await.unwrap();
    assert_eq!(server.lines()[1], "POST /tunnel_sessions/ts_1/stop");
}

#[tokio::test]
async fn namespaces_lead_to_services() {
    let (server, client) = answering(200, json!({ "id": "bkdwd_1", "backends": { "bkdhr_1": 3 } }));
    let backend = client.backends().weighted().get("bkdwd_1").await.unwrap();
    assert_eq!(backend.backends["bkdhr_1"], 3);
    assert_eq!(server.only().line(), "GET /backends/weighted/bkdwd_1");

    let (server, client) = answering(201, json!({ "id": "edghtsrt_1", "match": "/a" }));
    let routes = client.edges().https_routes();
    let route = routes.create("edghts_1", "path_prefix", "/a").await.unwrap();
    assert_eq!(route.match_, "/a");
    assert_eq!(server.only().line(), "POST /edges/https/edghts_1/routes");
    assert_eq!(server.only().json(), Some(json!({ "match_type": "path_prefix", "match": "/a" })));
}
