//! Operations: template and own facts merged, inputs collected, everything resolved.

use std::collections::BTreeMap;

use super::objects::Written;
use super::{Context, Module, answers, fields, path, queries, renames, route, server};
use crate::model::names::{self, Role, Scope};
use crate::model::types::{
    Body, Example, Exclusive, Field, Input, Method, Operation, Returns, Scalar, Service, Type, TypeDef, TypeKind,
    TypeRef, kept,
};
use crate::spec::{self, At, Resource, Subject};

/// An operation with the entry of the template set that it starts from.
pub struct Merged<'a> {
    pub own: &'a spec::Operation,
    pub base: Option<&'a spec::Operation>,
    /// It names a template that does not exist, which has been reported.
    pub lost_template: bool,
}

impl<'a> Merged<'a> {
    /// A fact: the operation's own, else the template's.
    pub fn get<T>(&self, pick: impl Fn(&'a spec::Operation) -> Option<&'a T>) -> Option<&'a T> {
        pick(self.own).or_else(|| self.base.and_then(pick))
    }

    /// What `returns` says.
    pub fn returns(&self) -> &'a str {
        self.word(|operation| operation.returns.as_ref(), "none")
    }

    /// A word, or what holds in its absence.
    pub fn word(&self, pick: impl Fn(&'a spec::Operation) -> Option<&'a At<String>>, absent: &'a str) -> &'a str {
        self.get(pick).map_or(absent, |word| word.value.as_str())
    }
}

/// What the operations of one service share.
pub struct Owner<'a, 't> {
    pub resource: &'a Resource,
    /// The fields of the resource as written.
    pub written: Written<'a>,
    pub subject: &'t TypeRef,
    /// Names that operations can start from.
    pub template_entries: Vec<&'a str>,
    /// The lowered resource; absent for services about a shared type.
    definition: Option<&'t TypeDef>,
}

impl Owner<'_, '_> {
    /// The lowered fields of the resource.
    pub fn fields(&self) -> &[Field] {
        match self.definition.map(|definition| &definition.kind) {
            Some(TypeKind::Object(object)) => &object.fields,
            _ => &[],
        }
    }
}

/// The operations of a service, in the order of the file.
pub fn all<'a>(
    ctx: &mut Context<'a>,
    resource: &'a Resource,
    subject: &TypeRef,
    definition: Option<&TypeDef>,
    module: &mut Module<'_>,
) -> Vec<Operation> {
    route::check_base(ctx, resource);
    let written = Written::of(ctx, &resource.uses, &resource.fields, resource.misshapen);
    let template_entries = template_set(ctx, resource).iter().map(|entry| entry.name.value.as_str()).collect();
    let owner = Owner { resource, written, subject, template_entries, definition };
    let mut names = Names::new();
    let mut operations = Vec::new();
    for own in &resource.operations {
        let merged = merged(ctx, resource, own);
        let Some(operation) = lower(ctx, &owner, &merged, module) else { continue };
        names.claim(ctx, &operation, module);
        operations.push(operation);
    }
    names.claim_earlier(ctx, &operations);
    operations
}

/// What operations of one service are called in Rust.
struct Names {
    methods: Scope,
    facts: Scope,
}

impl Names {
    fn new() -> Self {
        Names { methods: Scope::new("rename one of them"), facts: Scope::new("rename one of them") }
    }

    /// Claims the method, the struct of the call, and the statics with its facts.
    fn claim(&mut self, ctx: &mut Context<'_>, operation: &Operation, module: &mut Module<'_>) {
        let what = format!("the operation `{}`", operation.name.wire);
        let free = self.methods.claim(&operation.name.rust, &what, &operation.place, ctx.report)
            && module.scope.claim(&operation.struct_name, &what, &operation.place, ctx.report);
        if !free {
            return;
        }
        let facts = names::facts_name(&operation.struct_name);
        if operation.paging.is_some() {
            let pages = format!("the paging of `{}`", operation.name.wire);
            self.facts.claim(&names::pages_name(&facts), &pages, &operation.place, ctx.report);
        }
        self.facts.claim(&facts, &what, &operation.place, ctx.report);
    }

    /// Claims the methods of earlier names, once all others are claimed.
    fn claim_earlier(&mut self, ctx: &mut Context<'_>, operations: &[Operation]) {
        for rename in operations.iter().flat_map(|operation| kept(&operation.was)) {
            let what = format!("the earlier operation `{}`", rename.name.wire);
            self.methods.claim_earlier(&rename.name.rust, &what, &rename.place, ctx.report);
        }
    }
}

/// Whether some operation answers with the list of the resource, here or in another service.
pub fn has_list(ctx: &mut Context<'_>, resource: &Resource) -> bool {
    let spec = ctx.spec;
    let name = &resource.of.name().value;
    let returns = |own: &spec::Operation| {
        let found = own.returns.as_ref().or_else(|| find_template(ctx, resource, own)?.returns.as_ref());
        found.is_some_and(|returns| returns.value == "list")
    };
    let elsewhere = format!("list({name})");
    resource.operations.iter().any(returns)
        || spec.resources.iter().flat_map(|other| &other.operations).any(|operation| {
            operation.returns.as_ref().is_some_and(|returns| returns.value.replace(' ', "") == elsewhere)
        })
}

/// Paths of the templates that the operations of a resource start from.
pub fn template_paths<'a>(ctx: &Context<'a>, resource: &Resource) -> Vec<&'a str> {
    let templates = resource.operations.iter().filter_map(|own| find_template(ctx, resource, own));
    templates.filter_map(|template| template.path.as_ref()).map(|path| path.value.as_str()).collect()
}

fn template_set<'a>(ctx: &Context<'a>, resource: &Resource) -> &'a [spec::Operation] {
    let set = resource.template.as_ref().map_or("crud", |set| set.value.as_str());
    let found = ctx.file.templates.iter().find(|(name, _)| name.value == set);
    found.map_or(&[], |(_, operations)| operations.as_slice())
}

fn find_template<'a>(ctx: &Context<'a>, resource: &Resource, own: &spec::Operation) -> Option<&'a spec::Operation> {
    let entry = own.template.as_ref().unwrap_or(&own.name);
    template_set(ctx, resource).iter().find(|operation| operation.name.value == entry.value)
}

/// An operation with its template entry; a name that was written and does not exist is reported.
fn merged<'a>(ctx: &mut Context<'a>, resource: &Resource, own: &'a spec::Operation) -> Merged<'a> {
    let file = ctx.file;
    let base = find_template(ctx, resource, own);
    let sets: Vec<&str> = file.templates.iter().map(|(name, _)| name.value.as_str()).collect();
    let lost_set = resource.template.as_ref().filter(|set| !sets.contains(&set.value.as_str()));
    let lost_entry = own.template.as_ref().filter(|_| base.is_none());
    if let Some(set) = lost_set {
        let message = format!("there is no template set `{}`", set.value);
        ctx.unknown("unknown_template", message, set, &sets, "sets are declared under `templates` in api.yaml");
    } else if let Some(entry) = lost_entry {
        let set = resource.template.as_ref().map_or("crud", |set| set.value.as_str());
        let known: Vec<&str> =
            template_set(ctx, resource).iter().map(|operation| operation.name.value.as_str()).collect();
        let message = format!("the template set `{set}` has no entry `{}`", entry.value);
        ctx.unknown("unknown_template", message, entry, &known, "name an entry of the set, or write the operation out");
    }
    Merged { own, base, lost_template: lost_set.or(lost_entry).is_some() }
}

fn lower<'a>(
    ctx: &mut Context<'a>,
    owner: &Owner<'_, '_>,
    merged: &Merged<'a>,
    module: &mut Module<'_>,
) -> Option<Operation> {
    let own = merged.own;
    let name = names::name(&own.name.value, Role::Method, &own.name.place, ctx.report)?;
    let struct_name = names::name(&own.name.value, Role::Type, &own.name.place, ctx.report)?.rust;
    let route = route::of(ctx, owner, merged)?;
    let parameters = route::parameters(ctx, owner, merged, &route, module);
    let body = body(ctx, owner, merged);
    let returns = answers::returns(ctx, owner, merged);
    let listed = answers::listed(ctx, owner, merged, &returns);
    let query = queries::of(ctx, merged, listed.style, module);
    check_errors(ctx, merged);
    let parameters = parameters?;
    fields::check_inputs(ctx, parameters.iter().chain(&query).chain(body.fields()));
    let deed = server::deed(ctx, merged, &returns, &parameters);
    let was = renames::of(ctx, &own.was, Role::Method, &name.rust);
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
        paging: listed.paging,
        filterable: merged.get(|operation| operation.filterable.as_ref()).copied().unwrap_or_default(),
        idempotent: idempotent(merged, route.method),
        errors: errors(merged).map(|code| code.value.clone()).collect(),
        examples: own.examples.iter().map(example).collect(),
        deed,
        deprecated: fields::deprecation(own.deprecated.as_ref()),
        stability: fields::stability(merged.get(|operation| operation.stability.as_ref())),
        was,
        place: own.name.place.clone(),
    })
}

fn body(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Body {
    let pick = |phase: fn(&Field) -> Option<Input>| owner.fields().iter().filter_map(phase).collect::<Vec<Input>>();
    let word = merged.word(|operation| operation.body.as_ref(), "none");
    let inputs = match word {
        "empty" => return Body::Empty,
        "write" => return Body::Whole(owner.subject.clone()),
        "create" => pick(|field| field.create.clone()),
        "update" => pick(|field| field.update.clone()),
        _ => return Body::None,
    };
    if inputs.is_empty() && !ctx.uncertain.contains(&owner.resource.of.name().value) {
        let name = &merged.own.name;
        ctx.error(
            "nothing_to_send",
            format!("`{}` sends the fields with `{word}`, and there are none", name.value),
            &name.place,
        )
        .help(format!("give fields `{word}`, or the operation `body: empty`"));
    }
    Body::Fields(inputs)
}

fn exclusives(owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Vec<Exclusive> {
    let phase = merged.word(|operation| operation.body.as_ref(), "none");
    let Some(TypeKind::Object(object)) = owner.definition.map(|definition| &definition.kind) else { return Vec::new() };
    let holds = |exclusive: &&Exclusive| exclusive.on.is_empty() || exclusive.on.iter().any(|on| on == phase);
    if matches!(phase, "create" | "update") {
        object.exclusives.iter().filter(holds).cloned().collect()
    } else {
        Vec::new()
    }
}

/// An operation is a method of the resource too, when the resource holds all path parameters, its own id among them.
/// Creating, and reading what one already has, are not.
fn instance(
    owner: &Owner<'_, '_>,
    parameters: &[Input],
    body: &Body,
    returns: &Returns,
    method: Method,
) -> Option<Vec<String>> {
    let Subject::Resource(name) = &owner.resource.of else { return None };
    let rereads = method == Method::Get && matches!(returns, Returns::Type(answer) if answer == owner.subject);
    let own_id = |input: &Input| matches!(&input.ty, Type::Id(id) if id.of == name.value);
    if rereads || matches!(body, Body::Whole(_)) || !parameters.iter().any(own_id) {
        return None;
    }
    // A timestamp may be absent from an answer, and a secret is not passed on.
    let held = |field: &Field| field.read.is_some() && !field.secret && field.ty != Type::Scalar(Scalar::Timestamp);
    let same = |field: &Field, input: &Input| field.name.wire == input.name.wire && field.ty == input.ty;
    let field = |input: &Input| owner.fields().iter().find(|field| held(field) && same(field, input));
    parameters.iter().map(|input| field(input).map(|field| field.name.rust.clone())).collect()
}

fn idempotent(merged: &Merged<'_>, method: Method) -> bool {
    let stated = merged.get(|operation| operation.idempotent.as_ref()).copied();
    stated.unwrap_or(!matches!(method, Method::Post | Method::Patch))
}

fn errors<'a>(merged: &Merged<'a>) -> impl Iterator<Item = &'a At<String>> + use<'a> {
    let inherited: &[At<String>] = merged.base.map_or(&[], |base| &base.errors);
    inherited.iter().chain(&merged.own.errors)
}

fn check_errors(ctx: &mut Context<'_>, merged: &Merged<'_>) {
    let mut seen: BTreeMap<&str, &At<String>> = BTreeMap::new();
    for code in errors(merged) {
        ctx.check_error_code(code);
        if let Some(first) = seen.insert(&code.value, code) {
            ctx.error("repeated_name", format!("the error code `{}` is there already", code.value), &code.place)
                .related(&first.place, "first here")
                .help("remove one of them");
        }
    }
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
    let mut seen: BTreeMap<(Method, String), (&Service, &Operation)> = BTreeMap::new();
    for service in services {
        for operation in &service.operations {
            let route = (operation.method, path::without_names(&operation.path));
            let Some((other, first)) = seen.insert(route, (service, operation)) else { continue };
            let message = format!(
                "`{}.{}` has the method and path of `{}.{}`",
                service.path, operation.name.wire, other.path, first.name.wire
            );
            ctx.error("duplicate_route", message, &operation.place)
                .label(format!("`{}`", operation.path))
                .related(&first.place, format!("`{}`", first.path))
                .help("one of the two paths or methods is wrong");
        }
    }
}
