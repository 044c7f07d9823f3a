//! Names that hurt: a client whose spec is made of them compiles, and its calls say what the spec says.

use hurting_names_client::types_::{CType, Keyword, ResultTypeInput, SelfType, VecType, VecTypeInput};
use hurting_names_client::{Client, Request, Value};
use serde_json::json;

fn client() -> Client {
    Client::new("key").expect("the client can be made")
}

fn line(request: &Request) -> String {
    format!("{} {}?{}", request.method().as_str(), request.path(), request.query_string())
}

fn body(request: &Request) -> Value {
    request.body().expect("it has a body").value()
}

#[test]
fn arguments_and_setters_keep_their_names_on_the_wire() {
    let items = [VecTypeInput::new("old").clear_new(), VecTypeInput::new("older").new_("new")];
    let call = client()
        .types()
        .new_(Keyword::SelfValue, "text", "them")
        .request_("now")
        .items_(items)
        .x_y("dash")
        .kind_id("k");
    assert_eq!(line(call.request()), "POST /types/$it's-@1?");
    let sent = json!({
        "type": "self", "body": "text", "client": "them", "request": "now", "x-y": "dash", "kind_id": "k",
        "items": [{ "body": "old", "new": null }, { "body": "older", "new": "new" }],
    });
    assert_eq!(body(call.request()), sent);
}

#[test]
fn setters_and_the_methods_of_calls_stand_side_by_side() {
    let call = client().types().list().send_(7).type_("any").with_query("items", "none");
    assert_eq!(line(call.request()), "GET /types/$it's-@1?send=7&type=any&items=none");
}

#[test]
fn path_parameters_with_names_of_keywords_and_digits_are_filled_in() {
    let client = client();
    assert_eq!(line(client.types().type_("a/b", "2048").request()), "GET /types/$it's-@1/a%2Fb/2048?");
    assert_eq!(line(client.types()._2fa("code").request()), "POST /types/$it's-@1/code?");
    assert_eq!(line(client.new_().self_().use_().request()), "PUT /keywords?");
    assert_eq!(line(client.ids().self_().request()), "DELETE /ids?");
}

#[test]
fn instance_methods_take_arguments_called_as_their_own() {
    let read: SelfType = serde_json::from_value(json!({ "id": "s1" })).expect("everything may be absent");
    let call =
        read.match_(&client(), "text", "them").result(ResultTypeInput::body_("not")).default(CType::C).quoted_name("q");
    assert_eq!(line(call.request()), "PUT /types/$it's-@1/s1?");
    let sent =
        json!({ "body": "text", "client": "them", "result": { "body": "not" }, "default": "C", "quoted\"\\name": "q" });
    assert_eq!(body(call.request()), sent);
}

#[test]
fn answers_are_read_and_written_by_the_names_on_the_wire() {
    let received = json!({
        "id": "s1", "type": "\"\\", "body": "b", "client": "c", "extra": "of the API", "2fa": "code", "x-y": "dash",
        "quoted\"\\name": "q", "items": [{ "new": "n", "body": "o" }], "default": "clone", "unheard": [1],
    });
    let read: SelfType = serde_json::from_value(received.clone()).expect("it decodes");
    assert_eq!((read.type_, read.extra_.as_str(), read._2fa.as_str()), (Keyword::Quote, "of the API", "code"));
    assert_eq!(read.items.iter().map(|item: &VecType| item.new.as_str()).collect::<Vec<_>>(), ["n"]);
    assert_eq!(serde_json::to_value(serde_json::from_value::<SelfType>(received.clone()).unwrap()).unwrap(), received);
}

#[test]
fn values_that_enums_need_for_themselves_are_told_apart() {
    for (value, wire) in [
        (Keyword::SelfValue, "self"),
        (Keyword::BigSelf, "Self"),
        (Keyword::UnknownValue, "Unknown"),
        (Keyword::V2048, "2048"),
        (Keyword::Quote, "\"\\"),
        (Keyword::N, "ünï"),
    ] {
        assert_eq!(value.as_str(), wire);
        assert_eq!(Keyword::from(wire), value);
    }
    assert!(matches!(Keyword::from("else"), Keyword::Unknown(_)));
}

#[test]
fn builders_dodge_what_they_have_themselves() {
    let option = hurting_names_client::types_::OptionType::builder().some("one");
    let built = SelfType::builder().build_("b").unknown_field_(7).extra_("e").type_(Keyword::Quote).some(option);
    let built = built.default("C").items([VecType::builder().new("n")]).unknown_field("unheard", 1).build();
    assert_eq!((built.build.as_str(), built.unknown_field, built.default), ("b", 7, CType::C));
    assert_eq!(built.some.map(|some| some.some), Some("one".to_owned()));
    assert_eq!(built.extra.get("unheard"), Some(&json!(1)));
}

#[test]
fn size_of_a_page_has_its_own_name_even_where_a_parameter_is_called_so() {
    let call = client().types().list().page_size_(7).page_size(2);
    assert_eq!(line(call.request()), "GET /types/$it's-@1?page_size=2");
}

#[test]
#[expect(deprecated, reason = "earlier names are what it is about")]
fn earlier_names_dodge_what_names_of_today_do() {
    use hurting_names_client::{match_, new_, new_self};
    let client = client();
    let _: Option<(match_::FutureType, new_::super_::FutureType)> = None;
    let _: Option<(match_::Match<Client>, new_::match_::Match<Client>, new_self::NewSelf<Client>)> = None;
    assert_eq!(line(client.match_().move_().request()), "PUT /keywords?");
    assert_eq!(line(client.new_().super_().clone_().request()), "PUT /keywords?");
    assert_eq!(line(client.new_().match_().move_().request()), line(client.new_self().move_().request()));
    let read: SelfType =
        serde_json::from_value(json!({ "id": "s1", "with_timeout": true, "3fa": "q" })).expect("it fits");
    assert!(read.send && read.with_timeout && read.fields);
    assert_eq!([&read.quoted_name, &read.un_quoted, &read._3fa], ["q"; 3]);
    let call = read.builder_(&client, "text", "them").with_timeout_(true).fields(false)._3fa("q");
    assert_eq!(body(call.request()), json!({ "body": "text", "client": "them", "send": false, "quoted\"\\name": "q" }));
    let call = client.types().into_("s1", "text", "them").un_quoted("q");
    assert_eq!(line(call.request()), "PUT /types/$it's-@1/s1?");
    let call = client.types().new_(Keyword::SelfValue, "text", "them").as_("now").new_("then");
    assert_eq!(body(call.request())["request"], "then");
}
