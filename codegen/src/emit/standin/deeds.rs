//! What is kept, and what each operation does to it.

use serde_json::{Map, Value, json};

use super::shapes::Shapes;
use crate::model::{Api, Body, Method, Operation, PageStyle, Paging, Returns, Service, TypeKind};

/// The resources that a server keeps. One whose items have no path of their own is kept as well.
pub struct Tables<'a> {
    api: &'a Api,
    all: Vec<Table<'a>>,
}

/// The items of one resource.
struct Table<'a> {
    service: &'a Service,
    name: &'a str,
    /// Path of the list, in which parameters may stand.
    collection: &'a str,
    /// Path of one item.
    item: Option<&'a str>,
    fields: Vec<&'a str>,
}

/// What an operation is about.
enum Target<'t, 'a> {
    Items(&'t Table<'a>),
    /// A field of an item that has a path of its own.
    Field(&'t Table<'a>, &'a str),
}

impl<'a> Tables<'a> {
    /// Finds them.
    pub fn of(api: &'a Api) -> Self {
        Tables { api, all: api.services.iter().filter_map(table).collect() }
    }

    /// Each by the name of its resource.
    pub fn all(&self) -> impl Iterator<Item = (String, Value)> {
        self.all.iter().map(|table| {
            let value = json!({ "service": table.service.path, "collection": table.collection, "item": table.item });
            (table.name.to_owned(), value)
        })
    }

    /// Each operation by its name.
    pub fn operations(&self, shapes: &Shapes<'_>) -> impl Iterator<Item = (String, Value)> {
        let all = self.api.services.iter().flat_map(|service| service.operations.iter().map(move |op| (service, op)));
        all.map(|(service, operation)| {
            let name = format!("{}.{}", service.path, operation.name.wire);
            (name, self.operation(service, operation, shapes))
        })
    }

    fn operation(&self, service: &Service, operation: &'a Operation, shapes: &Shapes<'_>) -> Value {
        let mut entry = Map::new();
        let mut put = |key: &str, value: Value| entry.insert(key.to_owned(), value);
        put("method", json!(operation.method));
        put("path", json!(operation.path));
        let target = self.target(service, operation);
        put("does", json!(deed(operation, &target)));
        match target {
            Some(Target::Items(table)) => put("table", json!(table.name)),
            Some(Target::Field(table, field)) => {
                put("table", json!(table.name));
                put("field", json!(field))
            }
            None => None,
        };
        if !operation.deed.condition.is_empty() {
            put("where", operation.deed.condition.iter().map(|(k, v)| (k.clone(), json!(v))).collect());
        }
        put("parameters", operation.parameters.iter().map(|input| shapes.parameter(input)).collect());
        if !operation.query.is_empty() {
            put("query", operation.query.iter().map(|input| shapes.parameter(input)).collect());
        }
        if let Some(body) = body(operation) {
            put("body", body);
        }
        if operation.filterable {
            put("filter", json!(true));
        }
        put("status", json!(operation.status));
        if let Some(returns) = returns(operation) {
            put("returns", returns);
        }
        entry.into()
    }

    fn target(&self, service: &Service, operation: &'a Operation) -> Option<Target<'_, 'a>> {
        if let Returns::List { item: crate::model::Type::Object(item), .. } = &operation.returns {
            return self.all.iter().find(|table| table.name == item.name.wire).map(Target::Items);
        }
        let own = self.all.iter().find(|table| table.service.path == service.path);
        let exact = own.filter(|table| table.has_path(&operation.path));
        exact.map(Target::Items).or_else(|| self.part(&operation.path)).or(own.map(Target::Items))
    }

    /// The path of an item followed by the name of one of its fields.
    fn part(&self, path: &'a str) -> Option<Target<'_, 'a>> {
        let (item, field) = path.rsplit_once('/')?;
        let holds = |table: &&Table<'_>| table.item.is_some_and(|own| same(own, item)) && table.fields.contains(&field);
        self.all.iter().find(holds).map(|table| Target::Field(table, field))
    }
}

impl Table<'_> {
    fn has_path(&self, path: &str) -> bool {
        same(self.collection, path) || self.item.is_some_and(|item| same(item, path))
    }
}

/// Whether two paths differ at most in what their parameters are called.
fn same(a: &str, b: &str) -> bool {
    let alike = |(a, b): (&str, &str)| a == b || (a.starts_with('{') && b.starts_with('{'));
    a.split('/').count() == b.split('/').count() && a.split('/').zip(b.split('/')).all(alike)
}

fn table(service: &Service) -> Option<Table<'_>> {
    let definition = service.types.iter().find(|definition| definition.name.wire == service.subject.name.wire)?;
    let TypeKind::Object(object) = &definition.kind else { return None };
    let ends_in_parameter = |path: &str| path.rsplit('/').next().is_some_and(|last| last.starts_with('{'));
    let paths = || service.operations.iter().map(|operation| operation.path.as_str());
    let item = paths().filter(|path| ends_in_parameter(path)).min_by_key(|path| path.len());
    let collection = match item {
        Some(item) => item.rsplit_once('/').map_or("", |(before, _)| before),
        None => paths().min_by_key(|path| path.len())?,
    };
    let fields = object.fields.iter().map(|field| field.name.wire.as_str()).collect();
    Some(Table { service, name: &service.subject.name.wire, collection, item, fields })
}

/// What the spec says an operation does, or what its method, body and answer tell.
fn deed(operation: &Operation, target: &Option<Target<'_, '_>>) -> String {
    if let Some(does) = &operation.deed.does {
        return does.clone();
    }
    let on_item = match target {
        Some(Target::Items(table)) => table.item.is_some_and(|item| same(item, &operation.path)),
        Some(Target::Field(..)) => true,
        None => false,
    };
    let on_collection = matches!(target, Some(Target::Items(table)) if same(table.collection, &operation.path));
    let word = match (operation.method, &operation.returns) {
        (_, Returns::List { .. }) => "list",
        (Method::Get, _) => "get",
        (Method::Post, _) if on_collection => "create",
        (Method::Put, _) if on_item => "replace",
        (Method::Patch, _) if on_item => "update",
        (Method::Delete, _) if on_item => "delete",
        _ => "nothing",
    };
    word.to_owned()
}

fn body(operation: &Operation) -> Option<Value> {
    match &operation.body {
        Body::None => None,
        Body::Empty => Some(json!("empty")),
        Body::Whole(ty) => Some(json!({ "type": ty.name.wire })),
        Body::Fields(_) => Some(json!(operation.deed.phase)),
    }
}

fn returns(operation: &Operation) -> Option<Value> {
    match &operation.returns {
        Returns::None => None,
        Returns::Type(ty) => Some(json!({ "type": ty.name.wire })),
        Returns::List { list, .. } => {
            let mut entry = Map::from_iter([("list".to_owned(), json!(list.name.wire))]);
            if let Some(paging) = &operation.paging {
                entry.insert("paging".to_owned(), style(paging));
                if let Some(size) = &paging.size {
                    entry.insert("size".to_owned(), json!(size));
                }
            }
            Some(entry.into())
        }
    }
}

fn style(paging: &Paging) -> Value {
    match &paging.style {
        PageStyle::NextLink { field } => json!({ "next_link": { "field": field, "parameter": paging.link_parameter } }),
        PageStyle::Cursor { field, parameter } => json!({ "cursor": { "field": field, "parameter": parameter } }),
        PageStyle::PageNumber { parameter, first, pages } => {
            json!({ "page_number": { "parameter": parameter, "first": first, "pages": pages } })
        }
    }
}
