//! What a request says before it is sent.

use super::*;

static UPDATE: Operation = Operation::patch("books.update", "/shelves/{shelf}/books/{id}").with_body();
static LIST: Operation = Operation::get("books.list", "/books");

fn update(shelf: &str, id: &str) -> Request {
    let mut request = Request::new(&UPDATE);
    request.set_path("shelf", &shelf);
    request.set_path("id", &id);
    request
}

#[test]
fn path_parameters_stay_in_their_segment() {
    let request = update("a/b", "../c?d#e%2f {id}");
    assert_eq!(request.path(), "/shelves/a%2Fb/books/..%2Fc%3Fd%23e%252f%20%7Bid%7D");
    assert_eq!(request.invalid(), None);
}

#[test]
fn first_unfit_argument_wins() {
    let reason = |shelf, id| update(shelf, id).invalid().unwrap();
    assert_eq!(reason("", ".."), "the path parameter `shelf` is empty");
    assert!(reason("s", "..").starts_with("the path parameter `id` is `..`"));
    assert!(reason("s", ".").starts_with("the path parameter `id` is `.`"));
    let unset = Request::new(&UPDATE).invalid();
    assert_eq!(unset.as_deref(), Some("the path parameter `shelf` is not set"));
}

#[test]
fn body_is_an_object_or_nothing() {
    assert_eq!(Request::new(&UPDATE).body().map(Body::value), Some(serde_json::json!({})));
    assert_eq!(Request::new(&LIST).body(), None);
    let mut request = Request::new(&LIST);
    request.set_field("a".into(), Value::Null, false);
    assert_eq!(request.invalid().as_deref(), Some("the operation takes no body"));
    request.set_page_size(1);
    assert_eq!(request.invalid().as_deref(), Some("the operation takes no body"));
    let mut request = Request::new(&LIST);
    request.set_page_size(1);
    assert_eq!(request.invalid().as_deref(), Some("the operation has no parameter for the size of a page"));
    let mut request = update("s", "b");
    request.set_body(&String::from("text"));
    assert_eq!(request.invalid().as_deref(), Some("the body is not a JSON object"));
}

#[test]
fn setting_a_query_parameter_replaces_and_adding_does_not() {
    let mut request = Request::new(&LIST);
    request.set_query("limit", &5);
    request.set_query("id", &vec!["a", "b"]);
    request.set_query("limit", &6);
    request.add_query("limit".into(), "7".into());
    assert_eq!(request.query_string(), "id=a&id=b&limit=6&limit=7");
    assert_eq!(format!("{request:?}").matches("GET /books?id=a&id=b").count(), 1);
}

#[test]
fn link_is_kept_as_the_server_wrote_it() {
    let mut request = Request::new(&LIST);
    request.set_query("limit", &5);
    let next = request.with_link("/v2/books?before=a%2Bb+c".into());
    assert_eq!((next.path(), next.query_string().as_str()), ("/v2/books", "before=a%2Bb+c"));
    assert!(next.is_link() && !request.is_link());
}

#[test]
fn page_is_the_same_however_it_is_written() {
    let link = |text: &str| Request::new(&LIST).with_link(text.to_owned()).same_page();
    assert_eq!(link("/v1/books?b=x%20y&a=%C3%A9"), link("/v1/books?a=%c3%a9&b=x+y"));
    assert_eq!(link("/v1/books"), link("/v1/books?"));
    for other in ["/v1/books?a=1&b=2", "/v1/books?a=2", "/v2/books?a=1", "/v1/books?b=1"] {
        assert_ne!(link("/v1/books?a=1"), link(other));
    }
}
