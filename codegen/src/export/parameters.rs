//! Parameters of paths and queries, and the headers that every request has.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::types::{self, View};
use super::{Context, facts};
use crate::entry::Entry;
use crate::model::{Api, Example, Header, Input, Operation, PageStyle, Type, WritePresence};

/// The parameters of an operation: those of its path, called as `names` say, then those of its query.
pub fn all(ctx: &Context<'_>, operation: &Operation, names: &[String]) -> Vec<Value> {
    let path = operation.parameters.iter().zip(names).map(|(input, name)| {
        let examples = examples(operation, &input.name.wire, |example| example.path.as_ref());
        parameter(ctx, input, name, "path", examples)
    });
    let query = operation.query.iter().map(|input| {
        let examples = examples(operation, &input.name.wire, |example| example.query.as_ref());
        parameter(ctx, input, &input.name.wire, "query", examples)
    });
    path.chain(query).chain(turned(operation)).collect()
}

fn parameter(ctx: &Context<'_>, input: &Input, name: &str, place: &str, examples: Map<String, Value>) -> Value {
    let mut entry = Entry::default();
    entry.put("name", name);
    entry.put("in", place);
    facts::describe(&mut entry, &input.doc);
    entry.flag("required", place == "path" || input.presence == WritePresence::Required);
    facts::deprecate(&mut entry, input.deprecated.as_ref());
    facts::settle(&mut entry, input.stability);
    if matches!(input.ty, Type::List(_)) {
        entry.put("style", "form");
        entry.put("explode", true);
    }
    entry.put("schema", schema(ctx, input));
    entry.some("examples", examples);
    entry.into()
}

fn schema(ctx: &Context<'_>, input: &Input) -> Entry {
    let mut schema = types::schema(ctx, &input.ty, &input.limits, View::Request);
    facts::keep_secret(&mut schema, input.secret);
    facts::fall_back(&mut schema, input);
    schema
}

fn examples(operation: &Operation, name: &str, part: impl Fn(&Example) -> Option<&Value>) -> Map<String, Value> {
    let given = operation.examples.iter().filter_map(|example| Some((example, part(example)?.get(name)?)));
    given.map(|(example, value)| (example.name.clone(), json!({ "value": value }))).collect()
}

/// The parameter that selects a page, which clients turn by themselves.
fn turned(operation: &Operation) -> Option<Value> {
    let (name, doc, schema) = match &operation.paging.as_ref()?.style {
        PageStyle::NextLink { .. } => return None,
        PageStyle::Cursor { field, parameter } => {
            let doc = format!("Where the page begins: `{field}` of the page before. The first page if absent.");
            (parameter, doc, json!({ "type": "string" }))
        }
        PageStyle::PageNumber { parameter, first, .. } => {
            let schema = json!({ "type": "integer", "minimum": first, "default": first });
            (parameter, format!("The number of the page, counted from {first}."), schema)
        }
    };
    let declared = operation.query.iter().any(|input| input.name.wire == *name);
    (!declared).then(|| json!({ "name": name, "in": "query", "description": doc, "schema": schema }))
}

/// Headers of every request, as components.
pub fn headers(api: &Api) -> Map<String, Value> {
    api.headers.iter().map(|header| (component(header), self::header(header))).collect()
}

/// Pointers to them, for every path.
pub fn header_pointers(api: &Api) -> Vec<Value> {
    api.headers.iter().map(|header| facts::pointer("parameters", &component(header))).collect()
}

/// Names of headers may hold characters that names of components may not.
fn component(header: &Header) -> String {
    header.name.chars().map(|c| if fits(c) { c } else { '_' }).collect()
}

fn header(header: &Header) -> Value {
    let mut entry = Entry::default();
    entry.put("name", header.name.as_str());
    entry.put("in", "header");
    facts::describe(&mut entry, header.doc.as_deref().unwrap_or_default());
    entry.put("required", true);
    entry.put("schema", json!({ "type": "string", "const": header.value }));
    entry.into()
}

/// Moves query parameters that several operations have in the same words out of the paths to the
/// components, and leaves pointers to them.
pub fn share(paths: &mut Value, components: &mut Map<String, Value>) {
    let mut shared = frequent(paths);
    shared.retain(|name, _| name.chars().all(fits) && !components.contains_key(name));
    for parameter in every(paths) {
        let name = parameter["name"].as_str().unwrap_or_default().to_owned();
        if shared.get(&name) == Some(parameter) {
            *parameter = facts::pointer("parameters", &name);
        }
    }
    components.extend(shared);
}

/// The most frequent form of each name that is used more than once; the earlier one of two.
fn frequent(paths: &mut Value) -> Map<String, Value> {
    let mut forms: BTreeMap<String, Vec<(Value, usize)>> = BTreeMap::new();
    for parameter in every(paths).filter(|parameter| parameter["in"] == "query") {
        let known = forms.entry(parameter["name"].as_str().unwrap_or_default().to_owned()).or_default();
        match known.iter_mut().find(|(form, _)| form == parameter) {
            Some((_, uses)) => *uses += 1,
            None => known.push((parameter.clone(), 1)),
        }
    }
    let most = |known: Vec<(Value, usize)>| known.into_iter().rev().max_by_key(|(_, uses)| *uses);
    let found = forms.into_iter().filter_map(|(name, known)| Some((name, most(known)?)));
    found.filter(|(_, (_, uses))| *uses > 1).map(|(name, (form, _))| (name, form)).collect()
}

/// What OpenAPI lets names of components be made of.
fn fits(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._-".contains(c)
}

fn every(paths: &mut Value) -> impl Iterator<Item = &mut Value> {
    let items = paths.as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    let operations = items.filter_map(Value::as_object_mut).flat_map(|item| item.values_mut());
    let lists = operations.filter_map(|operation| operation.get_mut("parameters").and_then(Value::as_array_mut));
    lists.flatten()
}
