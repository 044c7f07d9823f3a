//! Operations: template and own facts merged, parameters found, answers resolved.

use std::collections::BTreeMap;

use super::{Context, Module, fields, innermost, lists, path};
use crate::diag::Place;
use crate::model::names::{self, Role, Scope};
use crate::model::types::{
    Body, Example, Exclusive, Field, Input, Method, Operation, Paging, Returns, Scalar, Service, Type, TypeDef, TypeKind, TypeRef,
    WritePresence,
};
use crate::spec::{self, At, Query, Resource, Subject};

/// An operation with the entry of the template set that it starts from.
struct Merged<'a> {
    own: &'a spec::Operation,
    base: Option<&'a spec::Operation>,
}

impl<'a> Merged<'a> {
    fn get<T>(&self, pick: impl Fn(&'a spec::Operation) -> Option<&'a T>) -> Option<&'a T> {
        pick(self.own).or_else(|| self.base.and_then(pick))
    }

    fn word(&self, pick: impl Fn(&'a spec::Operation) -> Option<&'a At<String>>, absent: &'a str) -> &'a str {
        self.get(pick).map_or(absent, |word| word.value.as_str())
    }

    fn returns(&self) -> &'a str {
        self.word(|operation| operation.returns.as_ref(), "none")
    }
}

/// What the operations of one service share.
struct Owner<'a, 't> {
    resource: &'a Resource,
    subject: &'t TypeRef,
    /// The lowered resource; absent for services about a shared type.
    definition: Option<&'t TypeDef>,
}

impl Owner<'_, '_> {
    fn fields(&self) -> &[Field] {
        match self.definition.map(|definition| &definition.kind) {
            Some(TypeKind::Object(object)) => &object.fields,
            _ => &[],
        }
    }
}

/// The operations of a service, in the order of the file.
pub fn all(
    ctx: &mut Context<'_>,
    resource: &Resource,
    subject: &TypeRef,
    definition: Option<&TypeDef>,
    module: &mut Module<'_>,
) -> Vec<Operation> {
    let owner = Owner { resource, subject, definition };
    let mut methods = Scope::default();
    let mut operations = Vec::new();
    for own in &resource.operations {
        let merged = Merged { own, base: template(ctx, resource, own) };
        let Some(operation) = lower(ctx, &owner, &merged, module) else { continue };
        methods.claim(&operation.name.rust, &operation.name.wire, &operation.place, ctx.report);
        module.scope.claim(&operation.struct_name, &operation.name.wire, &operation.place, ctx.report);
        operations.push(operation);
    }
    operations
}

/// Whether some operation answers with the list of the resource, here or in another service.
pub fn has_list(ctx: &mut Context<'_>, resource: &Resource) -> bool {
    let spec = ctx.spec;
    let name = &resource.of.name().value;
    let own = resource.operations.iter().any(|own| Merged { own, base: find_template(ctx, resource, own) }.returns() == "list");
    let elsewhere = format!("list({name})");
    own || spec.resources.iter().flat_map(|other| &other.operations).any(|operation| {
        operation.returns.as_ref().is_some_and(|returns| returns.value.replace(' ', "") == elsewhere)
    })
}

/// Paths of the templates that the operations of a resource start from.
pub fn template_paths<'a>(ctx: &Context<'a>, resource: &Resource) -> Vec<&'a str> {
    let templates = resource.operations.iter().filter_map(|own| find_template(ctx, resource, own));
    templates.filter_map(|template| template.path.as_ref()).map(|path| path.value.as_str()).collect()
}

fn find_template<'a>(ctx: &Context<'a>, resource: &Resource, own: &spec::Operation) -> Option<&'a spec::Operation> {
    let set = resource.template.as_ref().map_or("crud", |set| set.value.as_str());
    let entry = own.template.as_ref().unwrap_or(&own.name);
    let (_, operations) = ctx.file.templates.iter().find(|(name, _)| name.value == set)?;
    operations.iter().find(|operation| operation.name.value == entry.value)
}

/// The template entry of an operation; a name that was written and does not exist is reported.
fn template<'a>(ctx: &mut Context<'a>, resource: &Resource, own: &spec::Operation) -> Option<&'a spec::Operation> {
    let found = find_template(ctx, resource, own);
    let file = ctx.file;
    let sets: Vec<&str> = file.templates.iter().map(|(name, _)| name.value.as_str()).collect();
    let written_set = resource.template.as_ref().filter(|set| !sets.contains(&set.value.as_str()));
    if let Some(set) = written_set {
        let message = format!("there is no template set `{}`", set.value);
        ctx.unknown("unknown_template", message, set, &sets, "sets are declared under `templates` in api.yaml");
    } else if let (None, Some(entry)) = (found, &own.template) {
        let set = resource.template.as_ref().map_or("crud", |set| set.value.as_str());
        let entries = file.templates.iter().filter(|(name, _)| name.value == set).flat_map(|(_, operations)| operations);
        let known: Vec<&str> = entries.map(|operation| operation.name.value.as_str()).collect();
        let message = format!("the template set `{set}` has no entry `{}`", entry.value);
        ctx.unknown("unknown_template", message, entry, &known, "name an entry of the set, or write the operation out");
    }
    found
}

fn lower(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>, module: &mut Module<'_>) -> Option<Operation> {
    let own = merged.own;
    let name = names::name(&own.name.value, Role::Method, &own.name.place, ctx.report)?;
    let struct_name = names::name(&own.name.value, Role::Type, &own.name.place, ctx.report)?.rust;
    let route = route(ctx, owner, merged)?;
    let parameters = path_parameters(ctx, owner, &route, module)?;
    let body = body(ctx, owner, merged)?;
    let returns = returns(ctx, owner, merged);
    let lists = paged(ctx, owner, merged, &returns);
    let query = query(ctx, merged, lists.style, module);
    check_arguments(ctx, &parameters, &query, &body, own);
    for code in errors(merged) {
        ctx.check_error_code(code);
    }
    Some(Operation {
        name,
        struct_name,
        doc: module.doc(merged.get(|operation| operation.doc.as_ref())),
        method: route.method,
        path: route.path,
        query,
        exclusives: exclusives(owner, merged),
        instance: instance(owner, &parameters, &body, &returns, route.method),
        parameters,
        body,
        returns,
        status: route.status,
        paging: lists.paging,
        filterable: merged.get(|operation| operation.filterable.as_ref()).copied().unwrap_or_default(),
        idempotent: idempotent(merged, route.method),
        errors: errors(merged).map(|code| code.value.clone()).collect(),
        examples: own.examples.iter().map(example).collect(),
        deprecated: fields::deprecation(own.deprecated.as_ref()),
        stability: fields::stability(merged.get(|operation| operation.stability.as_ref())),
        was: fields::renames(&own.was),
        place: own.name.place.clone(),
    })
}

/// Method, path and status, which every operation needs.
struct Route {
    method: Method,
    path: String,
    path_place: Place,
    names: Vec<String>,
    status: u16,
}

fn route(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Option<Route> {
    let method = merged.get(|operation| operation.method.as_ref());
    let template = merged.get(|operation| operation.path.as_ref());
    let status = merged.get(|operation| operation.status.as_ref());
    for (missing, key) in [(method.is_none(), "method"), (template.is_none(), "path"), (status.is_none(), "status")] {
        if missing {
            let name = &merged.own.name;
            ctx.error("incomplete_operation", format!("the operation `{}` has no `{key}`", name.value), &name.place)
                .help(format!("give `{key}`, or start from a template entry with `template: NAME`"));
        }
    }
    let (method, template, status) = (method?, template?, status?);
    let path = template.value.replace("{path}", &owner.resource.path.value);
    let path_place = if template.value.contains("{path}") { &owner.resource.path.place } else { &template.place };
    match path::parameters(&path) {
        Ok(names) => Some(Route { method: http_method(&method.value), path, path_place: path_place.clone(), names, status: success(ctx, status) }),
        Err(fault) => {
            ctx.error("bad_path", fault, path_place).label(format!("the path is `{path}`")).help("paths look like /things/{id}/parts");
            None
        }
    }
}

fn http_method(word: &str) -> Method {
    match word {
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        _ => Method::Get,
    }
}

fn success(ctx: &mut Context<'_>, status: &At<u64>) -> u16 {
    match u16::try_from(status.value) {
        Ok(status @ 200..=299) => status,
        _ => {
            ctx.error("bad_status", format!("{} is not a success status", status.value), &status.place).help("success is 200 to 299");
            200
        }
    }
}

/// Each name in the path, found among the service's `params` or the resource's fields.
fn path_parameters(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, route: &Route, module: &mut Module<'_>) -> Option<Vec<Input>> {
    let mut parameters = Vec::new();
    for name in &route.names {
        let parameter = match owner.resource.params.iter().find(|param| param.name.value == *name) {
            Some(param) => fields::input(ctx, param, true, module)?,
            None => field_parameter(ctx, owner, route, name)?,
        };
        if !single_value(&parameter.ty) {
            ctx.error("bad_parameter_type", format!("`{{{name}}}` cannot stand in a path"), &parameter.place)
                .help("path parameters are texts, numbers, enums or ids");
        }
        parameters.push(parameter);
    }
    Some(parameters)
}

fn field_parameter(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, route: &Route, name: &str) -> Option<Input> {
    let fields = owner.fields();
    let Some(field) = fields.iter().find(|field| field.name.wire == name && field.read.is_some()) else {
        let params = owner.resource.params.iter().map(|param| param.name.value.as_str());
        let known: Vec<&str> = params.chain(fields.iter().map(|field| field.name.wire.as_str())).collect();
        let wanted = At { value: name.to_owned(), place: route.path_place.clone() };
        let message = format!("nothing says what `{{{name}}}` in `{}` is", route.path);
        ctx.unknown("unknown_parameter", message, &wanted, &known, "declare it under `params`, with its type and doc");
        return None;
    };
    Some(Input {
        name: names::name(name, Role::Setter, &route.path_place, ctx.report)?,
        ty: field.ty.clone(),
        doc: field.doc.clone(),
        presence: WritePresence::Required,
        secret: false,
        limits: field.limits.clone(),
        default: None,
        default_doc: None,
        deprecated: None,
        stability: field.stability,
        was: Vec::new(),
        place: field.place.clone(),
    })
}

fn single_value(ty: &Type) -> bool {
    match ty {
        Type::Id(_) | Type::Enum(_) => true,
        Type::Scalar(scalar) => !matches!(scalar, Scalar::Any | Scalar::Seconds),
        Type::Ref(_) | Type::List(_) | Type::Map(_) | Type::Object(_) => false,
    }
}

fn body(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Option<Body> {
    let pick = |phase: fn(&Field) -> Option<Input>| owner.fields().iter().filter_map(phase).collect::<Vec<Input>>();
    let inputs = match merged.word(|operation| operation.body.as_ref(), "none") {
        "empty" => return Some(Body::Empty),
        "write" => return Some(Body::Whole(owner.subject.clone())),
        "create" => pick(|field| field.create.clone()),
        "update" => pick(|field| field.update.clone()),
        _ => return Some(Body::None),
    };
    if inputs.is_empty() {
        let name = &merged.own.name;
        ctx.error("nothing_to_send", format!("`{}` sends the fields of a phase that no field has", name.value), &name.place)
            .help("give fields `create:` or `update:`, or the operation `body: empty`");
    }
    Some(Body::Fields(inputs))
}

fn returns(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Returns {
    let Some(word) = merged.get(|operation| operation.returns.as_ref()) else { return Returns::None };
    let compact = word.value.replace(' ', "");
    match compact.as_str() {
        "none" => Returns::None,
        "resource" => Returns::Type(owner.subject.clone()),
        "list" => list_of(ctx, &owner.resource.of.name().value, word),
        other => match other.strip_prefix("list(").and_then(|rest| rest.strip_suffix(')')) {
            Some(item) => list_of(ctx, item, word),
            None => named(ctx, word),
        },
    }
}

fn named(ctx: &mut Context<'_>, word: &At<String>) -> Returns {
    let Some(declared) = ctx.declared(word) else { return Returns::None };
    if declared.is_enum {
        ctx.error("bad_returns", format!("`{}` is an enum, answers are objects", word.value), &word.place).help("name an object type");
    }
    Returns::Type(declared.reference)
}

fn list_of(ctx: &mut Context<'_>, item: &str, word: &At<String>) -> Returns {
    let name = At { value: item.to_owned(), place: word.place.clone() };
    let Some(declared) = ctx.declared(&name) else { return Returns::None };
    if !ctx.index.resources.contains_key(item) {
        ctx.error("bad_returns", format!("`{item}` is not a resource, so it has no list"), &word.place)
            .help("lists are made of resources; for another shape declare a type with the list in it and name that");
        return Returns::None;
    }
    let list = TypeRef { name: lists::list_name(item), module: declared.reference.module.clone() };
    Returns::List { list, item: Type::Object(declared.reference) }
}

/// What is known of the list that an operation answers with.
struct Listed<'a> {
    style: Option<&'a spec::Pagination>,
    paging: Option<Paging>,
}

fn paged<'a>(ctx: &mut Context<'a>, owner: &Owner<'_, '_>, merged: &Merged<'_>, returns: &Returns) -> Listed<'a> {
    let own_items = merged.get(|operation| operation.items.as_ref());
    let pagination = merged.get(|operation| operation.pagination.as_ref()).or(owner.resource.pagination.as_ref());
    let nothing = Listed { style: None, paging: None };
    let items = match (returns, own_items) {
        (Returns::List { item: Type::Object(item), .. }, _) => {
            let Some(resource) = ctx.index.resources.get(item.name.wire.as_str()).copied() else { return nothing };
            lists::items_key(resource)
        }
        (Returns::Type(answer), Some(items)) => {
            check_items(ctx, answer, items);
            items.value.clone()
        }
        _ => return nothing,
    };
    let style = lists::style(ctx, pagination, &merged.own.name);
    Listed { style, paging: style.and_then(|style| lists::paging(ctx, style, &items)) }
}

/// An `items` key must lead to a list.
fn check_items(ctx: &mut Context<'_>, answer: &TypeRef, items: &At<String>) {
    let spec = ctx.spec;
    let local = spec.resources.iter().flat_map(|resource| &resource.types);
    let Some(definition) = spec.types.iter().map(|(_, definition)| definition).chain(local).find(|d| d.name.value == answer.name.wire) else {
        return;
    };
    let Some(field) = definition.fields.iter().find(|field| field.name.value == items.value) else {
        let known: Vec<&str> = definition.fields.iter().map(|field| field.name.value.as_str()).collect();
        ctx.unknown("unknown_field", format!("`{}` has no field `{}`", answer.name.wire, items.value), items, &known, "`items` names a field of the answer");
        return;
    };
    if !matches!(field.ty.value, spec::TypeExpr::List(_)) {
        ctx.error("items_not_list", format!("`{}` of `{}` is not a list", items.value, answer.name.wire), &items.place)
            .related(&field.ty.place, "its type is written here")
            .help("`items` names the field that holds the list");
    }
}

/// Query parameters: the style's, the filter, then the operation's own.
fn query(ctx: &mut Context<'_>, merged: &Merged<'_>, style: Option<&spec::Pagination>, module: &mut Module<'_>) -> Vec<Input> {
    let mut declared: Vec<spec::Field> = style.map(|style| style.query.clone()).unwrap_or_default();
    if merged.get(|operation| operation.filterable.as_ref()).copied().unwrap_or_default() {
        declared.extend(filter(ctx, &merged.own.name));
    }
    for entry in merged.base.iter().flat_map(|base| &base.query).chain(&merged.own.query) {
        match entry {
            Query::Declared(field) => declared.push((**field).clone()),
            Query::Named(name) => declared.extend(shared_query(ctx, name)),
        }
    }
    let mut inputs = Vec::new();
    for field in &declared {
        let Some(input) = fields::input(ctx, field, field.required, module) else { continue };
        if !single_value(innermost(&input.ty)) || matches!(input.ty, Type::Map(_)) {
            ctx.error("bad_parameter_type", format!("`{}` cannot stand in a query", input.name.wire), &field.ty.place)
                .help("query parameters are texts, numbers, enums, ids, or lists of them");
        }
        inputs.push(input);
    }
    inputs
}

fn filter(ctx: &mut Context<'_>, asker: &At<String>) -> Option<spec::Field> {
    let file = ctx.file;
    let Some(name) = &file.filter else {
        ctx.error("no_filter", format!("`{}` is filterable, but the API names no filter parameter", asker.value), &asker.place)
            .help("declare it under `query` in api.yaml and name it: `filter: NAME`");
        return None;
    };
    shared_query(ctx, name)
}

fn shared_query(ctx: &mut Context<'_>, name: &At<String>) -> Option<spec::Field> {
    let file = ctx.file;
    if let Some(field) = file.query.iter().find(|field| field.name.value == name.value) {
        return Some(field.clone());
    }
    let known: Vec<&str> = file.query.iter().map(|field| field.name.value.as_str()).collect();
    ctx.unknown("unknown_query", format!("there is no query parameter `{}`", name.value), name, &known, "declare it under `query` in api.yaml, or here with its type");
    None
}

/// Arguments and setters of one call share one scope.
fn check_arguments(ctx: &mut Context<'_>, parameters: &[Input], query: &[Input], body: &Body, own: &spec::Operation) {
    let fields: &[Input] = if let Body::Fields(fields) = body { fields } else { &[] };
    let mut scope = Scope::default();
    for input in parameters.iter().chain(query).chain(fields) {
        let _ = own;
        scope.claim(&input.name.rust, &input.name.wire, &input.place, ctx.report);
    }
}

fn exclusives(owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Vec<Exclusive> {
    let phase = merged.word(|operation| operation.body.as_ref(), "none");
    let Some(TypeKind::Object(object)) = owner.definition.map(|definition| &definition.kind) else { return Vec::new() };
    let holds = |exclusive: &&Exclusive| exclusive.on.is_empty() || exclusive.on.iter().any(|on| on == phase);
    if matches!(phase, "create" | "update") { object.exclusives.iter().filter(holds).cloned().collect() } else { Vec::new() }
}

/// An operation is a method of the resource too, when the resource holds all path parameters, its own id among them.
/// Creating, and reading what one already has, are not.
fn instance(owner: &Owner<'_, '_>, parameters: &[Input], body: &Body, returns: &Returns, method: Method) -> Option<Vec<String>> {
    let Subject::Resource(name) = &owner.resource.of else { return None };
    let rereads = method == Method::Get && matches!(returns, Returns::Type(answer) if answer == owner.subject);
    let own_id = |input: &Input| matches!(&input.ty, Type::Id(id) if id.of == name.value);
    if rereads || matches!(body, Body::Whole(_)) || !parameters.iter().any(own_id) {
        return None;
    }
    let field = |input: &Input| owner.fields().iter().find(|field| field.name.wire == input.name.wire && field.ty == input.ty);
    parameters.iter().map(|input| field(input).map(|field| field.name.rust.clone())).collect()
}

fn idempotent(merged: &Merged<'_>, method: Method) -> bool {
    let stated = merged.get(|operation| operation.idempotent.as_ref()).copied();
    stated.unwrap_or(!matches!(method, Method::Post | Method::Patch))
}

fn errors<'a>(merged: &Merged<'a>) -> impl Iterator<Item = &'a At<String>> + use<'a> {
    merged.base.iter().flat_map(|base| &base.errors).chain(&merged.own.errors).collect::<Vec<_>>().into_iter()
}

fn example(example: &spec::Example) -> Example {
    let json = |at: &Option<At<serde_json::Value>>| at.as_ref().map(|at| at.value.clone());
    Example {
        name: example.name.value.clone(),
        doc: example.doc.clone(),
        path: json(&example.path),
        query: json(&example.query),
        request: json(&example.request),
        response: json(&example.response),
        place: example.name.place.clone(),
    }
}

/// Two operations behind one method and path.
pub fn check_routes(ctx: &mut Context<'_>, services: &[Service]) {
    let mut seen: BTreeMap<(Method, &str), &Operation> = BTreeMap::new();
    for operation in services.iter().flat_map(|service| &service.operations) {
        let Some(first) = seen.insert((operation.method, &operation.path), operation) else { continue };
        ctx.error("duplicate_route", format!("`{}` has the method and path of `{}`", operation.name.wire, first.name.wire), &operation.place)
            .related(&first.place, format!("`{}` has the same", first.path))
            .help("one of the two paths or methods is wrong");
    }
}
