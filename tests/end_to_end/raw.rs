//! What the API has and the client does not know yet, over real HTTP.

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::ip_policies::IpPolicy;
use ngrok_client::{Client, Method, Retry, Value, blocking};
use serde_json::json;

use crate::KEY;

fn replies() -> [Reply; 3] {
    let error = json!({ "error_code": "ERR_NGROK_404", "msg": "none", "details": { "operation_id": "op_1" } });
    [Reply::json(201, json!({ "id": "ipp_1", "new": [7] })), Reply::empty(204), Reply::json(404, error)]
}

fn check(server: &Server) {
    assert_eq!(server.lines(), ["POST /new_things?dry_run=true", "DELETE /new_things/a%2Fb", "GET /new_things/t_1"]);
    let received = server.received();
    assert_eq!(received[0].json(), Some(json!({ "name": "office" })));
    for request in received {
        assert_eq!(request.header("authorization"), Some(&*format!("Bearer {KEY}")));
        assert_eq!(request.header("ngrok-version"), Some("2"));
    }
}

const NOT_FOUND: &str = "GET /new_things/{id}: 404 Not Found: ERR_NGROK_404: none (operation id op_1)";

#[tokio::test]
async fn any_path_can_be_called() {
    let server = Server::scripted(replies());
    let client = crate::client(&server);
    let create = client.request(Method::Post, "/new_things").with_field("name", "office").with_query("dry_run", "true");
    let made: IpPolicy = create.send().await.unwrap();
    assert_eq!((made.id.as_str(), made.extra.get("new")), ("ipp_1", Some(&json!([7]))));
    client.request(Method::Delete, "/new_things/{id}").with_path("id", "a/b").send::<()>().await.unwrap();
    let get = client.request(Method::Get, "/new_things/{id}").with_path("id", "t_1");
    let error = get.send::<Value>().await.unwrap_err();
    assert!(error.is_not_found() && error.to_string() == NOT_FOUND, "{error}");
    check(&server);
}

#[test]
fn any_path_can_be_called_without_awaiting() {
    let server = Server::scripted(replies());
    let builder = blocking::Client::builder().key(KEY).base_url(server.url());
    let client = builder.retry(Retry::none()).build().unwrap();
    let create = client.request(Method::Post, "/new_things").with_field("name", "office").with_query("dry_run", "true");
    let (made, answer) = create.send_with_answer::<IpPolicy>().unwrap();
    assert_eq!((made.id.as_str(), answer.status), ("ipp_1", 201));
    client.request(Method::Delete, "/new_things/{id}").with_path("id", "a/b").send::<()>().unwrap();
    let get = client.request(Method::Get, "/new_things/{id}").with_path("id", "t_1");
    assert_eq!(get.send::<Value>().unwrap_err().to_string(), NOT_FOUND);
    check(&server);
}

#[tokio::test]
async fn prefix_of_the_base_url_is_kept_and_no_path_leads_away_from_it() {
    let server = Server::scripted([Reply::empty(204)]);
    let builder = Client::builder().key(KEY).base_url(format!("{}/proxy/", server.url()));
    let client = builder.build().unwrap();
    client.request(Method::Get, "/things").send::<()>().await.unwrap();
    for path in
        ["/../things", "//evil.example/things", "http://evil.example/things", "/things?a=b", "/things#a", "/{id}"]
    {
        let error = client.request(Method::Get, path).send::<()>().await.unwrap_err();
        assert!(error.is_invalid_request(), "{error}");
    }
    assert_eq!(server.lines(), ["GET /proxy/things"]);
}
