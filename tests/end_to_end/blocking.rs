//! The client that waits, on threads of all kinds.

use std::thread;
use std::time::Duration;

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::blocking::{Client, Items};
use ngrok_client::endpoints::Endpoint;
use serde_json::json;

use crate::KEY;
use crate::lists::{THREE_PAGES, page, three_pages};

fn client(server: &Server) -> Client {
    let builder = Client::builder().key(KEY).base_url(server.url()).timeout(Duration::from_secs(5));
    builder.build().expect("the client can be made")
}

/// Answers every request for a policy with the id that was asked for.
fn echo() -> Server {
    Server::new(|request| Reply::json(200, json!({ "id": request.path.trim_start_matches("/ip_policies/") })))
}

#[test]
fn resource_is_made_changed_and_deleted() {
    let policy = json!({ "id": "ipp_1", "description": "office" });
    let server = Server::scripted([Reply::json(201, policy.clone()), Reply::json(200, policy), Reply::empty(204)]);
    let client = client(&server);
    let made = client.ip_policies().create().description("office").send().unwrap();
    let changed = made.update(&client).metadata("{}").with_field("floor", 3).send().unwrap();
    changed.delete(&client).send().unwrap();
    let expected = ["POST /ip_policies", "PATCH /ip_policies/ipp_1", "DELETE /ip_policies/ipp_1"];
    assert_eq!(server.lines(), expected);
    let received = server.received();
    assert_eq!(received[1].json(), Some(json!({ "metadata": "{}", "floor": 3 })));
    assert!(received.iter().all(|request| request.header("authorization") == Some(&format!("Bearer {KEY}"))));
}

#[test]
fn namespaces_lead_to_their_services() {
    let server = Server::scripted([Reply::json(200, json!({ "id": "edghts_1" }))]);
    let (edge, answer) = client(&server).edges().https().get("edghts_1").send_with_answer().unwrap();
    assert_eq!((edge.id.as_str(), answer.status), ("edghts_1", 200));
    assert_eq!(server.only().line(), "GET /edges/https/edghts_1");
}

#[test]
fn items_and_pages_go_on_over_three_pages() {
    let server = three_pages();
    let client = client(&server);
    let list = client.credentials().list().limit(2);
    let ids: Result<Vec<_>, _> = list.clone().items().map(|item| item.map(|item| item.id.to_string())).collect();
    assert_eq!(ids.unwrap(), ["cr_5", "cr_4", "cr_3", "cr_2", "cr_1"]);
    assert_eq!(server.lines(), THREE_PAGES);
    assert_eq!(list.clone().pages().map(|page| page.unwrap().credentials.len()).collect::<Vec<_>>(), [2, 2, 1]);
    assert_eq!(list.send().unwrap().credentials.len(), 2);
    assert_eq!(server.lines().len(), 7);
}

#[test]
fn page_is_requested_when_it_is_needed() {
    let server = three_pages();
    let mut items = client(&server).credentials().list().limit(2).items();
    assert!(server.received().is_empty());
    items.by_ref().take(2).for_each(|item| assert!(item.is_ok()));
    assert_eq!(server.lines().len(), 1);
    assert_eq!(items.count(), 3);
    assert_eq!(server.lines().len(), 3);
}

#[test]
fn error_tells_what_the_server_said() {
    let body = json!({ "error_code": "ERR_NGROK_446", "msg": "in use", "status_code": 400 });
    let server = Server::scripted([Reply::json(400, body)]);
    let error = client(&server).reserved_domains().delete("rd_1").send().unwrap_err();
    assert!(error.has_code("ERR_NGROK_446"));
    assert_eq!((error.status(), error.operation()), (Some(400), Some("reserved_domains.delete")));
}

#[tokio::test]
async fn calls_from_within_a_runtime_neither_panic_nor_wait_for_themselves() {
    let server = echo();
    let first = client(&server);
    assert_eq!(first.ip_policies().get("ipp_1").send().unwrap().id, "ipp_1");
    let other = first.clone();
    drop(first);
    let policy = tokio::spawn(async move { other.ip_policies().get("ipp_2").send() });
    assert_eq!(policy.await.unwrap().unwrap().id, "ipp_2");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn calls_from_every_thread_of_a_runtime_are_answered() {
    let server = echo();
    let client = client(&server);
    let calls: Vec<_> = (0..8)
        .map(|number| {
            let client = client.clone();
            tokio::spawn(async move { client.ip_policies().get(format!("ipp_{number}")).send() })
        })
        .collect();
    for (number, call) in calls.into_iter().enumerate() {
        assert_eq!(call.await.unwrap().unwrap().id, format!("ipp_{number}").as_str());
    }
}

#[test]
fn fifty_threads_share_one_client() {
    let server = echo();
    let client = client(&server);
    thread::scope(|scope| {
        for number in 0..50 {
            let client = &client;
            scope.spawn(move || {
                let id = format!("ipp_{number}");
                assert_eq!(client.ip_policies().get(&id).send().unwrap().id, id.as_str());
            });
        }
    });
    assert_eq!(server.lines().len(), 50);
}

#[test]
fn connections_are_shared_and_survive_the_thread_that_made_them() {
    let server = Server::new(|request| page(request, &["cr_1"], None));
    let client = client(&server);
    for _ in 0..3 {
        let client = client.clone();
        thread::spawn(move || client.credentials().list().send().unwrap()).join().unwrap();
    }
    assert_eq!((server.lines().len(), server.connections()), (3, 1));
}

#[test]
fn what_is_waited_for_can_go_to_another_thread() {
    fn movable<T: Send + 'static>() {}
    movable::<Client>();
    movable::<Items<Endpoint>>();
    movable::<ngrok_client::blocking::Pages<ngrok_client::endpoints::EndpointList>>();
}

#[test]
fn nobody_listening_is_an_error() {
    let server = echo();
    let client = client(&server);
    drop(server);
    assert!(client.ip_policies().get("ipp_1").send().unwrap_err().is_connect());
}
