//! Operations of a document.

use std::collections::BTreeSet;

use super::names::{self, Claims};
use super::types::Types;
use super::{answered, deprecation};
use crate::diag::Place;
use crate::drift::shape::{self, Form, Member, Route};
use crate::model::names::Role;
use crate::model::{
    Body, Deed, Input, Method, Operation, Returns, Scalar, Service, Stability, Type, TypeRef, WritePresence,
};

/// The operations below a fixed beginning of paths.
pub fn service(
    path: &str,
    operations: &[(&Route, &shape::Operation)],
    modules: &mut Claims,
    types: &mut Types<'_>,
) -> Service {
    let name = modules.name(path, Role::Module);
    let struct_name = Claims::new(&[]).name(path, Role::Type).rust;
    let (mut methods, mut structs) = (Claims::new(&[]), Claims::new(&[&struct_name]));
    let place =
        operations.first().map_or(Place::file(crate::diag::FileId(0)), |(_, operation)| operation.place.clone());
    let operations: Vec<Operation> = operations
        .iter()
        .filter_map(|(route, operation)| self::operation(route, operation, &mut methods, &mut structs, types))
        .collect();
    Service {
        path: path.to_owned(),
        module: vec![name.rust.clone()],
        feature: name.rust.trim_matches('_').replace('_', "-"),
        subject: TypeRef { name: name.clone(), module: vec![name.rust.clone()] },
        name,
        namespace: None,
        struct_name,
        requires: BTreeSet::new(),
        doc: String::new(),
        operations,
        types: Vec::new(),
        deprecated: None,
        stability: Stability::Stable,
        was: Vec::new(),
        place,
    }
}

/// Methods that no spec can have are left out.
fn operation(
    route: &Route,
    operation: &shape::Operation,
    methods: &mut Claims,
    structs: &mut Claims,
    types: &mut Types<'_>,
) -> Option<Operation> {
    let method = match route.method.as_str() {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        _ => return None,
    };
    let mut name = methods.name(&names::operation(&route.method, &route.path), Role::Method);
    let struct_name = structs.name(&name.rust, Role::Type).rust;
    // A route outlives whatever its operation is called.
    name.wire = format!("{} {}", route.method, route.path);
    let (mut arguments, mut setters) = (Claims::new(&[]), Claims::new(&[]));
    let mut scopes = Scopes { arguments: &mut arguments, setters: &mut setters };
    let parameters = parameters(operation, &mut scopes, types);
    let query = operation.query.iter().map(|(name, member)| input(name, member, &struct_name, &mut scopes, types));
    let query = query.collect();
    Some(Operation {
        body: body(operation, &struct_name, &mut scopes, types),
        returns: returns(operation, types),
        doc: operation.doc.trim().to_owned(),
        method,
        path: operation.path.clone(),
        parameters,
        query,
        status: operation.answers.iter().find_map(|answer| answer.status).unwrap_or(200),
        paging: None,
        filterable: false,
        idempotent: !matches!(method, Method::Post | Method::Patch),
        errors: Vec::new(),
        examples: Vec::new(),
        deed: Deed::default(),
        instance: None,
        exclusives: Vec::new(),
        deprecated: deprecation(operation.deprecated, &operation.doc),
        stability: Stability::Stable,
        was: Vec::new(),
        place: operation.place.clone(),
        struct_name,
        name,
    })
}

/// The names of arguments and of setters.
pub struct Scopes<'c> {
    pub arguments: &'c mut Claims,
    pub setters: &'c mut Claims,
}

fn parameters(operation: &shape::Operation, scopes: &mut Scopes<'_>, types: &mut Types<'_>) -> Vec<Input> {
    let names = shape::parameter_names(&operation.path);
    let described = names.into_iter().zip(&operation.parameters);
    let parameter = |(name, member): (&str, &Option<Member>)| match member {
        Some(member) => Input { presence: WritePresence::Required, ..input(name, member, "", scopes, types) },
        None => undescribed(name, operation, scopes),
    };
    described.map(parameter).collect()
}

/// A parameter that stands in the path and nowhere else is a text.
fn undescribed(name: &str, operation: &shape::Operation, scopes: &mut Scopes<'_>) -> Input {
    Input {
        name: scopes.arguments.name(name, Role::Argument),
        ty: Type::Scalar(Scalar::String),
        doc: String::new(),
        presence: WritePresence::Required,
        secret: false,
        limits: Default::default(),
        default: None,
        default_place: None,
        default_doc: None,
        deprecated: None,
        stability: Stability::Stable,
        was: Vec::new(),
        place: operation.place.clone(),
    }
}

/// What a member is when it is sent.
pub fn input(wire: &str, member: &Member, holder: &str, scopes: &mut Scopes<'_>, types: &mut Types<'_>) -> Input {
    let required = member.required == Some(true);
    let presence = match (required, member.nullable || types.is_nullable(member.shape)) {
        (true, _) => WritePresence::Required,
        (false, true) => WritePresence::Clearable,
        (false, false) => WritePresence::Optional,
    };
    let name = match required {
        true => scopes.arguments.name(wire, Role::Argument),
        false => scopes.setters.name(wire, Role::Setter),
    };
    if presence == WritePresence::Clearable {
        scopes.setters.claim(crate::model::names::clear_name(&name.rust));
    }
    Input {
        ty: types.of(member.shape, &format!("{holder}_{wire}")),
        doc: member.doc.trim().to_owned(),
        presence,
        secret: false,
        limits: types.limits(member.shape),
        default: member.default.clone().or_else(|| types.default(member.shape)),
        default_place: None,
        default_doc: None,
        deprecated: deprecation(member.deprecated, &member.doc),
        stability: Stability::Stable,
        was: Vec::new(),
        place: member.place.clone(),
        name,
    }
}

fn body(operation: &shape::Operation, holder: &str, scopes: &mut Scopes<'_>, types: &mut Types<'_>) -> Body {
    let Some(content) = &operation.body else { return Body::None };
    match types.form(content.shape) {
        Form::Object(members) => {
            let sent = members.iter().filter(|(_, member)| member.sent);
            let holder = types.name_of(content.shape).unwrap_or_else(|| holder.to_owned());
            Body::Fields(sent.map(|(name, member)| input(name, member, &holder, scopes, types)).collect())
        }
        _ => Body::Empty,
    }
}

fn returns(operation: &shape::Operation, types: &mut Types<'_>) -> Returns {
    let Some(shape) = answered(operation) else { return Returns::None };
    match types.of(shape, &format!("answer_{}", operation.path)) {
        Type::Object(reference) => Returns::Type(reference),
        // Calls answer with objects; what else comes is not told apart.
        _ => Returns::None,
    }
}
