//! A call: an operation as a method of its service, or of the resource it is about.

use clientwright::model::{Api, Body, Input, Method, Operation, Returns, Service, TypeRef, WritePresence};

use crate::place::service_accessor;
use crate::view::View;

/// An operation and the method that makes it.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    pub operation: &'a Operation,
    owner: Owner<'a>,
}

#[derive(Clone, Copy)]
enum Owner<'a> {
    Service(&'a Service),
    Resource(View<'a>),
}

impl<'a> Call<'a> {
    /// The method of a service.
    pub fn of_service(service: &'a Service, name: &str) -> Option<Self> {
        let operation = service.operations.iter().find(|operation| operation.name.wire == name)?;
        Some(Self { operation, owner: Owner::Service(service) })
    }

    /// The method of a resource that one already has.
    pub fn of_resource(api: &'a Api, resource: View<'a>, name: &str) -> Option<Self> {
        let services = api.services.iter().filter(|service| service.subject.name == resource.definition.name);
        let mut operations = services.flat_map(|service| &service.operations);
        let operation = operations.find(|operation| operation.name.wire == name && operation.instance.is_some())?;
        Some(Self { operation, owner: Owner::Resource(resource) })
    }

    /// The method that sends this: `POST /ip_policies`.
    pub fn of_request(api: &'a Api, request: &str) -> Option<Self> {
        let calls = api.services.iter().flat_map(|service| {
            service.operations.iter().map(move |operation| Self { operation, owner: Owner::Service(service) })
        });
        calls.into_iter().find(|call| format!("{} {}", verb(call.operation.method), call.operation.path) == request)
    }

    /// What an application gives under this name: a part of the path, a query parameter or a field.
    pub fn input(&self, name: &str) -> Option<&'a Input> {
        self.inputs().into_iter().find(|input| input.name.wire == name)
    }

    /// All inputs, in the order of arguments.
    pub fn inputs(&self) -> Vec<&'a Input> {
        let fields: &[Input] = if let Body::Fields(fields) = &self.operation.body { fields } else { &[] };
        // A resource brings what the path is made of.
        let path: &[Input] = if let Owner::Service(_) = self.owner { &self.operation.parameters } else { &[] };
        path.iter().chain(&self.operation.query).chain(fields).collect()
    }

    /// `ngrok_client::Client::credentials().update(id)`.
    pub fn rust(&self, api: &Api) -> String {
        let (owner, client) = match self.owner {
            Owner::Service(service) => (format!("{}.", service_accessor(api, service)), None),
            Owner::Resource(resource) => (format!("{}::", resource.rust(api)), Some("client")),
        };
        let required = self.inputs().into_iter().filter(|input| input.presence == WritePresence::Required);
        let whole = matches!(self.operation.body, Body::Whole(_)).then_some("body");
        let arguments = client.into_iter().chain(required.map(|input| input.name.rust.as_str())).chain(whole);
        format!("{owner}{}({})", self.operation.name.rust, arguments.collect::<Vec<_>>().join(", "))
    }

    /// How an input of the call is given: as an argument if it is required, by a setter otherwise.
    pub fn rust_input(&self, api: &Api, input: &Input) -> String {
        let (call, name) = (self.rust(api), &input.name.rust);
        match input.presence {
            WritePresence::Required => format!("argument `{name}` of {call}"),
            WritePresence::Optional | WritePresence::Clearable => format!("{call}.{name}()"),
        }
    }

    /// The type it answers with.
    pub fn returns(&self) -> Option<&'a TypeRef> {
        match &self.operation.returns {
            Returns::None => None,
            Returns::Type(ty) | Returns::List { list: ty, .. } => Some(ty),
        }
    }
}

fn verb(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}
