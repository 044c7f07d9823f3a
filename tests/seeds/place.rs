//! Where an accessor leads: to a service, or to a namespace of services.

use clientwright::model::{Api, Namespace, Service};

/// What is behind an accessor of the client.
pub enum Place<'a> {
    Service(&'a Service),
    Namespace(&'a Namespace),
}

impl<'a> Place<'a> {
    /// What is behind `ip_policies` or `edges` or `edges.https`.
    pub fn find(api: &'a Api, accessor: &str) -> Option<Self> {
        let service = service(api, accessor).map(Place::Service);
        service.or_else(|| {
            let mut namespaces = api.namespaces.iter();
            namespaces.find(|namespace| namespace.name.wire == accessor).map(Place::Namespace)
        })
    }

    /// The service, which has methods; a namespace has none.
    pub fn service(&self) -> Option<&'a Service> {
        match self {
            Self::Service(service) => Some(service),
            Self::Namespace(_) => None,
        }
    }

    /// The accessor in Rust.
    pub fn rust(&self, api: &Api) -> String {
        match self {
            Self::Service(service) => service_accessor(api, service),
            Self::Namespace(namespace) => format!("{}::Client::{}()", package(api), namespace.name.rust),
        }
    }
}

/// The service with this accessor.
pub fn service<'a>(api: &'a Api, accessor: &str) -> Option<&'a Service> {
    api.services.iter().find(|service| service.path == accessor)
}

/// `ngrok_client::Client::edges().https()`.
pub fn service_accessor(api: &Api, service: &Service) -> String {
    let namespace = service.namespace.iter().map(|namespace| format!("{}().", namespace.rust));
    format!("{}::Client::{}{}()", package(api), namespace.collect::<String>(), service.name.rust)
}

/// The emitted crate as Rust code names it.
pub fn package(api: &Api) -> String {
    api.package.name.replace('-', "_")
}
