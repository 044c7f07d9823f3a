//! Earlier names: source that uses them does what source with the names of today does.
#![expect(deprecated, reason = "that is what it is about")]

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use depot_client::admin::lockers::Locker;
use depot_client::cabinets::{Cabinet, CabinetList, Cabinets, Replace};
use depot_client::ids::{CabinetId, CarrierId, LockerId, kind};
use depot_client::parcels::{Format, Forward, Halt, HaltInput, Parcel, Size, StopInput};
use depot_client::types::CabinetState;
use depot_client::{Client, runtime};
use serde_json::{Value, json};

use crate::{answering, client};

fn decoded(json: Value) -> Parcel {
    serde_json::from_value(json).unwrap()
}

#[tokio::test]
async fn services_operations_and_their_calls_are_found_by_earlier_names() {
    let server =
        Server::scripted([Reply::json(200, json!({ "name": "A7" })), Reply::json(200, json!({ "name": "A7" }))]);
    let client = client(&server);
    let cabinets: Cabinets<runtime::Client> = client.cabinets();
    let replace: Replace<runtime::Client> = cabinets.replace("north", "A7", 2);
    let cabinet: Cabinet = replace.tags(["dry"]).await.unwrap();
    let locker: Locker = client.admin().lockers().put("north", "A7", 2).tags(["dry"]).await.unwrap();
    assert_eq!(cabinet, locker);
    let [before, now] = <[_; 2]>::try_from(server.received()).unwrap();
    assert_eq!((before.method, before.target, before.body), (now.method, now.target, now.body));
}

#[tokio::test]
async fn a_resource_that_was_read_has_its_earlier_methods() {
    let server = Server::scripted([Reply::json(202, json!({ "id": 7 }))]);
    let client: Client = client(&server);
    let forward: Forward<_> = decoded(json!({ "id": 7 })).forward(&client);
    forward.await.unwrap();
    assert_eq!(server.only().target, "/api/v2/parcels/7/dispatch");
}

#[tokio::test]
async fn setters_by_earlier_names_send_the_name_of_today() {
    let (server, client) = answering(201, json!({ "id": 7 }));
    let create = client.parcels().create(250, Format::Small, CarrierId::from(12));
    create.remark("by the door").stops([HaltInput::new("Oslo").rating(0.5)]).await.unwrap();
    let body: Value = serde_json::from_slice(&server.only().body).unwrap();
    assert_eq!(body["note"], "by the door");
    assert_eq!(body["stops"], json!([{ "city": "Oslo", "score": 0.5 }]));
    assert_eq!(body.get("remark"), None);

    let (server, client) = answering(200, json!({ "id": 7 }));
    client.parcels().update(7).clear_remark().await.unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&server.only().body).unwrap(), json!({ "note": null }));
}

#[tokio::test]
async fn a_parameter_by_its_earlier_name_is_sent_by_that_of_today() {
    let (server, client) = answering(200, json!({ "data": [] }));
    client.parcels().list().order(depot_client::parcels::SortOrder::Oldest).await.unwrap();
    assert_eq!(server.only().target, "/api/v2/parcels?sort=oldest");
}

#[test]
fn a_field_is_read_by_both_names_whatever_the_server_calls_it() {
    for name in ["note", "remark"] {
        let parcel = decoded(json!({ "id": 7, name: "by the door", "stops": [{ "city": "Oslo", "rating": 0.5 }] }));
        assert_eq!((parcel.note.as_str(), parcel.remark.as_str()), ("by the door", "by the door"));
        let stop: &Halt = &parcel.stops[0];
        assert_eq!((stop.score, stop.rating), (0.5, 0.5));
        let written = serde_json::to_value(&parcel).unwrap();
        assert_eq!((&written["note"], written.get("remark")), (&json!("by the door"), None));
    }
}

#[test]
fn the_name_of_today_wins_and_nothing_is_lost() {
    let received = json!({ "id": 7, "note": "now", "remark": "before" });
    let parcel = decoded(received.clone());
    assert_eq!((parcel.note.as_str(), parcel.remark.as_str()), ("now", "now"));
    assert_eq!(parcel.extra.get("remark"), Some(&json!("before")));
    let written = serde_json::to_value(&parcel).unwrap();
    assert_eq!((&written["note"], &written["remark"]), (&json!("now"), &json!("before")));
}

#[test]
fn what_is_set_by_the_earlier_name_of_a_field_is_not_sent() {
    let mut stop = serde_json::from_value::<Halt>(json!({ "city": "Oslo", "score": 0.5 })).unwrap();
    stop.rating = 0.75;
    let sent = serde_json::to_value(StopInput::from(&stop)).unwrap();
    assert_eq!(sent, json!({ "city": "Oslo", "score": 0.5 }));
}

#[test]
fn types_are_the_same_by_all_their_names() {
    let id: CabinetId = LockerId::from("A7");
    let _: runtime::Id<kind::Cabinet> = id;
    let list: CabinetList = Default::default();
    assert!(list.lockers.is_empty());
    assert_eq!(Format::V2Large, Size::V2Large);
    assert!(matches!(Locker::default().state, CabinetState::Unknown(_)));
}

#[test]
fn builders_set_a_field_by_all_its_names() {
    let builders = [Parcel::builder().note("by the door"), Parcel::builder().remark("by the door")];
    for builder in builders {
        let parcel = builder.build();
        assert_eq!((parcel.note.as_str(), parcel.remark.as_str()), ("by the door", "by the door"));
    }
    let halt: depot_client::parcels::HaltBuilder = Halt::builder();
    assert_eq!(halt.rating(0.5).build().score, 0.5);
}
