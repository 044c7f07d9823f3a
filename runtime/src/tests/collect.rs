//! Lists that are collected whole, up to a bound.

use serde_json::{Value, json};

use super::emitted::Book;
use super::fake::{answer, client, run};
use super::paging::{NEXT, books};
use crate::{Collecting, Error};

fn ids(collecting: Collecting<Book>) -> Result<Vec<String>, Error> {
    Ok(run(collecting)?.iter().map(|book| book.id.to_string()).collect())
}

#[test]
fn all_items_are_collected_up_to_the_bound() {
    for bound in [3, 4, usize::MAX] {
        let (client, _) = client([books(&["a", "b"], json!(NEXT)), books(&["c"], Value::Null)]);
        assert_eq!(ids(client.books().list().collect_all(bound)).unwrap(), ["a", "b", "c"]);
    }
}

#[test]
fn more_than_the_bound_is_an_error_and_no_further_page_is_sent_for() {
    for (bound, sent) in [(0, 1), (1, 1), (2, 2)] {
        let (client, fake) = client([books(&["a", "b"], json!(NEXT)), books(&["c"], json!("/v1/books?p=3"))]);
        let error = ids(client.books().list().collect_all(bound)).unwrap_err();
        assert!(error.is_too_many_items() && !error.is_retryable());
        let line = format!("books.list: the list has more than the {bound} items that are to be collected at most");
        assert_eq!((error.to_string(), fake.seen().len()), (line, sent));
    }
}

#[test]
fn empty_page_after_the_bound_is_not_more() {
    let (client, fake) = client([books(&["a"], json!(NEXT)), books(&[], Value::Null)]);
    assert_eq!(ids(client.books().list().collect_all(1)).unwrap(), ["a"]);
    assert_eq!(fake.seen().len(), 2);
}

#[test]
fn first_items_cut_the_list_off() {
    for (bound, expected, sent) in [(0, &[][..], 0), (1, &["a"], 1), (2, &["a", "b"], 1), (9, &["a", "b", "c"], 2)] {
        let (client, fake) = client([books(&["a", "b"], json!(NEXT)), books(&["c"], Value::Null)]);
        assert_eq!(ids(client.books().list().collect_first(bound)).unwrap(), expected);
        assert_eq!(fake.seen().len(), sent);
    }
}

#[test]
fn error_of_the_walk_is_that_of_the_collection() {
    let (client, _) = client([books(&["a"], json!(NEXT)), answer(500, "")]);
    assert!(ids(client.books().list().collect_all(9)).unwrap_err().is_server_error());
}
