//! Counted pages, and pages that hold the cursor of the next one.

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use depot_client::parcels::{Parcel, SortOrder};
use depot_client::{Cursor, Error, Items};
use serde_json::{Value, json};

use crate::{answering, client};

/// Parcels on as many pages as there are lists of ids.
pub fn counted(pages: &'static [&'static [i64]]) -> Server {
    Server::new(|request| {
        let number: usize = request.parameter("page").unwrap_or("1").parse().expect("pages are counted");
        let ids = pages.get(number - 1).copied().unwrap_or_default();
        let data: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
        Reply::json(200, json!({ "data": data, "page": number, "totalPages": pages.len() }))
    })
}

async fn ids(mut items: Items<Parcel>) -> Result<Vec<i64>, Error> {
    let mut ids = Vec::new();
    while let Some(parcel) = items.try_next().await? {
        ids.push(parcel.id.get());
    }
    Ok(ids)
}

#[tokio::test]
async fn items_go_on_over_three_counted_pages() {
    let server = counted(&[&[5, 4], &[3, 2], &[1]]);
    let list = client(&server).parcels().list().per_page(2).sort(SortOrder::Oldest);
    assert_eq!(ids(list.items()).await.unwrap(), [5, 4, 3, 2, 1]);
    let expected = [
        "GET /api/v2/parcels?perPage=2&sort=oldest",
        "GET /api/v2/parcels?perPage=2&sort=oldest&page=2",
        "GET /api/v2/parcels?perPage=2&sort=oldest&page=3",
    ];
    assert_eq!(server.lines(), expected);
}

#[tokio::test]
async fn pages_know_their_number() {
    let server = counted(&[&[2], &[1]]);
    let mut pages = client(&server).parcels().list().pages();
    let mut numbers = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        numbers.push((page.page, page.total_pages, page.data.len()));
    }
    assert_eq!(numbers, [(1, 2, 1), (2, 2, 1)]);
}

#[tokio::test]
async fn empty_page_in_the_middle_is_not_the_end() {
    let server = counted(&[&[3], &[], &[1]]);
    assert_eq!(ids(client(&server).parcels().list().items()).await.unwrap(), [3, 1]);
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn one_page_and_none_end_the_walk() {
    let server = counted(&[&[1]]);
    assert_eq!(ids(client(&server).parcels().list().items()).await.unwrap(), [1]);
    assert_eq!(server.lines(), ["GET /api/v2/parcels"]);
    let server = counted(&[]);
    assert!(ids(client(&server).parcels().list().items()).await.unwrap().is_empty());
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn walk_may_begin_in_the_middle() {
    let server = counted(&[&[3], &[2], &[1]]);
    let list = client(&server).parcels().list().with_query("page", "2");
    assert_eq!(ids(list.items()).await.unwrap(), [2, 1]);
    assert_eq!(server.lines(), ["GET /api/v2/parcels?page=2", "GET /api/v2/parcels?page=3"]);
}

#[tokio::test]
async fn size_of_a_page_is_called_alike_in_every_api() {
    let server = counted(&[&[2, 1]]);
    assert_eq!(ids(client(&server).parcels().list().page_size(5).items()).await.unwrap(), [2, 1]);
    assert_eq!(server.lines(), ["GET /api/v2/parcels?perPage=5"]);
}

#[tokio::test]
async fn counted_pages_and_cursors_go_on_where_they_were_left() {
    let server = counted(&[&[3], &[2], &[1]]);
    let mut pages = client(&server).parcels().list().page_size(1).pages();
    pages.try_next().await.unwrap();
    let kept = Cursor::from(pages.cursor().unwrap().to_string());
    assert_eq!(ids(client(&server).parcels().list().items().resume(kept)).await.unwrap(), [2, 1]);
    assert_eq!(server.lines()[1..], ["GET /api/v2/parcels?perPage=1&page=2", "GET /api/v2/parcels?perPage=1&page=3"]);
    let server = lockers(&[("a", Some("x+/=&y")), ("b", None)]);
    let mut pages = client(&server).admin().lockers().list("north").pages();
    pages.try_next().await.unwrap();
    let rest = client(&server).admin().lockers().list("north").items().prefetch(true).resume(pages.cursor());
    assert_eq!(rest.collect_all(1).await.unwrap()[0].name, "b");
    let elsewhere = client(&server).admin().lockers().list("south").items().resume(pages.cursor());
    assert!(elsewhere.collect_all(1).await.unwrap_err().is_invalid_request());
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test]
async fn sub_list_is_walked_below_its_parent() {
    let server = counted(&[&[2], &[1]]);
    let parcels = client(&server).admin().lockers().parcels("north", "A 1").per_page(1);
    assert_eq!(ids(parcels.items()).await.unwrap(), [2, 1]);
    let path = "/api/v2/sites/north/lockers/A%201/parcels";
    assert_eq!(server.lines(), [format!("GET {path}?perPage=1"), format!("GET {path}?perPage=1&page=2")]);
}

#[tokio::test]
async fn item_of_the_wrong_type_is_named() {
    let (_server, client) = answering(200, json!({ "data": [{ "id": 1 }, { "id": "two" }], "totalPages": 1 }));
    let error = ids(client.parcels().list().items()).await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("data[1].id"), "{error}");
}

/// Lockers, one a page; the cursor after each, if there is one.
pub fn lockers(pages: &'static [(&'static str, Option<&'static str>)]) -> Server {
    Server::new(|request| {
        let asked = request.parameter("cursor");
        let after = |asked: &str| pages.iter().position(|(_, next)| *next == Some(asked)).map(|index| index + 1);
        let (name, next) = pages[asked.map_or(Some(0), after).expect("the cursor was given")];
        let mut page = json!({ "lockers": [{ "name": name }] });
        if let Some(next) = next {
            page["nextCursor"] = Value::from(next);
        }
        Reply::json(200, page)
    })
}

#[tokio::test]
async fn cursor_leads_from_page_to_page() {
    let server = lockers(&[("a", Some("x+/=&y")), ("b", Some("ü 2")), ("c", None)]);
    let mut items = client(&server).admin().lockers().list("north/1").items();
    let mut names = Vec::new();
    while let Some(locker) = items.try_next().await.unwrap() {
        names.push(locker.name);
    }
    assert_eq!(names, ["a", "b", "c"]);
    let received = server.received();
    assert!(received.iter().all(|request| request.path == "/api/v2/sites/north%2F1/lockers"));
    let cursors: Vec<_> = received.iter().map(|request| request.parameter("cursor")).collect();
    assert_eq!(cursors, [None, Some("x+/=&y"), Some("ü 2")]);
    assert!(received.iter().all(|request| request.query.len() <= 1));
}

#[tokio::test]
async fn cursor_that_comes_again_ends_the_walk() {
    let server = Server::new(|_| Reply::json(200, json!({ "lockers": [], "nextCursor": "again" })));
    let mut pages = client(&server).admin().lockers().list("north").pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().next_cursor, "again");
    assert!(pages.try_next().await.unwrap().is_some());
    let error = pages.try_next().await.unwrap_err();
    assert!(error.to_string().contains("`nextCursor` is again"), "{error}");
    assert!(pages.next().await.is_none());
    assert_eq!(server.lines().len(), 2);
}
