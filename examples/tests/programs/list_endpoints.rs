use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use serde_json::{Value, json};

use crate::Run;

fn run(server: &Server, arguments: &[&str]) -> Run {
    crate::run(env!("CARGO_BIN_EXE_list_endpoints"), server, arguments)
}

fn page(endpoints: Value, next: Option<String>) -> Reply {
    Reply::json(200, json!({ "endpoints": endpoints, "next_page_uri": next }))
}

#[test]
fn endpoints_of_all_pages_are_listed() {
    let cloud = json!({ "id": "ep_1", "type": "cloud", "url": "https://a.example", "description": "shop" });
    let edge = json!({ "id": "ep_2", "type": "edge", "url": "" });
    let server = Server::new(move |request| match request.parameter("before_id") {
        None => {
            page(json!([cloud]), Some(format!("http://{}/endpoints?before_id=ep_1", request.header("host").unwrap())))
        }
        Some(_) => page(json!([edge]), None),
    });
    let run = run(&server, &[r#"obj.type != "agent""#]);
    assert_eq!(run.lines(), ["ep_1\tcloud\thttps://a.example\tshop", "ep_2\tedge\t-"]);
    assert_eq!(run.err, "2 endpoints\n");
    assert_eq!(server.received()[0].parameter("filter"), Some(r#"obj.type != "agent""#));
}

#[test]
fn no_more_is_asked_for_than_is_shown() {
    let endpoints: Value = (0..3).map(|number| json!({ "id": format!("ep_{number}"), "type": "cloud" })).collect();
    let server = Server::new(move |_| page(endpoints.clone(), Some("http://127.0.0.1:1/endpoints".to_owned())));
    assert_eq!(run(&server, &["--most", "3"]).lines().len(), 3);
    assert_eq!(server.lines(), ["GET /endpoints?limit=3"]);
}

#[test]
fn filter_that_is_refused_is_explained() {
    let refusal = json!({ "error_code": "ERR_NGROK_250", "msg": "cannot parse the filter" });
    let server = Server::scripted([Reply::json(400, refusal)]);
    let run = run(&server, &["obj.type =~ x"]);
    assert!(run.failure().contains("ERR_NGROK_250: cannot parse the filter"), "{}", run.err);
    assert!(run.failure().ends_with("joined by && and ||"), "{}", run.err);
}
