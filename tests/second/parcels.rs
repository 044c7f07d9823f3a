//! Parcels: integer ids, camelCase, null to clear, seconds, maps and lists of objects.

use std::time::{Duration, UNIX_EPOCH};

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use depot_client::ids::CarrierId;
use depot_client::parcels::{Parcel, Size, StopInput};
use depot_client::{Error, Timestamp, Value};
use serde_json::json;

use crate::{Client, answering, client};

fn parcel() -> Value {
    json!({
        "id": 7, "createdAt": "2031-05-06T07:08:09Z", "weightGrams": 9_007_199_254_740_993_u64, "size": "2-large",
        "carrierId": 12, "note": null, "insured": false, "stops": [{ "city": "Oslo", "by": null, "score": 0.5 }],
        "labels": { "a-b": "1", "cD": "2" }, "holdFor": 3600, "pickupCode": "hush-1234", "type": "box", "match": "all",
    })
}

#[tokio::test]
async fn parcel_is_created_and_read() {
    let (server, client) = answering(201, parcel());
    let create = client.parcels().create(250, Size::V2Large, CarrierId::from(12)).note("by the door").insured(true);
    let stops = [StopInput::new("Oslo").score(0.5), StopInput::new("Bergen").by(Timestamp::from(UNIX_EPOCH))];
    let create = create.stops(stops).labels([("a-b", "1"), ("cD", "2")]).match_("all");
    let parcel = create.hold_for(Duration::from_secs(3600)).await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "POST /api/v2/parcels");
    let body = json!({
        "weightGrams": 250, "size": "2-large", "carrierId": 12, "note": "by the door", "insured": true,
        "stops": [{ "city": "Oslo", "score": 0.5 }, { "city": "Bergen", "by": "1970-01-01T00:00:00Z" }],
        "labels": { "a-b": "1", "cD": "2" }, "match": "all", "holdFor": 3600,
    });
    assert_eq!(sent.json(), Some(body));

    assert_eq!((parcel.id.get(), parcel.carrier_id.get()), (7, 12));
    assert_eq!((parcel.weight_grams, parcel.size), (9_007_199_254_740_993, Size::V2Large));
    assert_eq!(parcel.hold_for, Duration::from_secs(3600));
    assert_eq!(parcel.labels["cD"], "2");
    assert_eq!((parcel.type_.as_str(), parcel.match_.as_str()), ("box", "all"));
    assert_eq!((parcel.stops[0].city.as_str(), parcel.stops[0].score), ("Oslo", 0.5));
    assert_eq!((parcel.note.as_str(), parcel.stops[0].by.as_ref()), ("", None));
}

#[test]
fn parcel_serializes_to_what_was_received() {
    let back = |received: Value| {
        let parcel: Parcel = serde_json::from_value(received.clone()).unwrap();
        assert_eq!(serde_json::to_value(&parcel).unwrap(), received);
    };
    back(parcel());
    back(json!({}));
    back(json!({ "id": 7, "note": "", "labels": {}, "holdFor": 0, "pickupCode": null, "weight_grams": 1 }));
    back(json!({ "id": 7, "labels": null, "size": "huge", "stops": null, "createdAt": "soon", "insured": null }));
}

#[test]
fn code_that_is_shown_once_is_not_printed() {
    let parcel: Parcel = serde_json::from_value(parcel()).unwrap();
    assert_eq!(parcel.pickup_code.expose(), "hush-1234");
    assert!(!format!("{parcel:?} {parcel:#?}").contains("hush"));
}

/// What an update sends.
async fn updated<U, T>(update: impl FnOnce(Client) -> U) -> Option<Value>
where
    U: IntoFuture<Output = Result<T, Error>>,
{
    let (server, client) = answering(200, parcel());
    update(client).await.expect("the update succeeds");
    assert_eq!(server.only().line(), "PATCH /api/v2/parcels/7");
    server.only().json()
}

#[tokio::test]
async fn clearing_sends_null_and_setting_again_does_not() {
    let body = updated(|client| client.parcels().update(7).clear_note().clear_labels().clear_hold_for()).await;
    assert_eq!(body, Some(json!({ "note": null, "labels": null, "holdFor": null })));
    let body = updated(|client| client.parcels().update(7).clear_note().note("")).await;
    assert_eq!(body, Some(json!({ "note": "" })));
    let body = updated(|client| client.parcels().update(7).note("x").clear_note()).await;
    assert_eq!(body, Some(json!({ "note": null })));
}

#[tokio::test]
async fn only_what_is_set_is_sent() {
    assert_eq!(updated(|client| client.parcels().update(7)).await, Some(json!({})));
    let no_labels = Vec::<(String, String)>::new();
    let body = updated(|client| client.parcels().update(7).insured(false).labels(no_labels)).await;
    assert_eq!(body, Some(json!({ "insured": false, "labels": {} })));
    let stops = [StopInput::new("Oslo").clear_by()];
    let body = updated(|client| client.parcels().update(7).stops(stops)).await;
    assert_eq!(body, Some(json!({ "stops": [{ "city": "Oslo", "by": null }] })));
}

#[tokio::test]
async fn what_was_read_can_be_sent_again() {
    let parcel: Parcel = serde_json::from_value(parcel()).unwrap();
    let body = updated(|client| parcel.update(&client).stops(&parcel.stops)).await;
    assert_eq!(body, Some(json!({ "stops": [{ "city": "Oslo", "score": 0.5 }] })));
}

#[tokio::test]
async fn parcel_that_was_read_is_dispatched_and_deleted() {
    let server = Server::scripted([Reply::json(200, parcel()), Reply::json(202, parcel()), Reply::empty(204)]);
    let client = client(&server);
    let parcel = client.parcels().get(7).await.unwrap();
    let parcel = parcel.dispatch(&client).await.unwrap();
    parcel.delete(&client).await.unwrap();
    let expected = ["GET /api/v2/parcels/7", "POST /api/v2/parcels/7/dispatch", "DELETE /api/v2/parcels/7"];
    assert_eq!(server.lines(), expected);
    assert_eq!(server.received()[1].json(), Some(json!({})));
    assert_eq!(server.received()[2].json(), None);
}
