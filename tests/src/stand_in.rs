//! A released client of one spec against a server of another, without either: what the client may send is held
//! against what the server accepts, and what the server may answer against what the client reads.
//!
//! Single values are decoded by the runtime itself. What the client may send are the least requests, one with
//! everything, and one for each value at the edge of what its spec allows; likewise for answers.

mod forms;
mod probes;
mod reading;
mod sending;
mod side;

use clientwright::model::{Api, Operation, Scalar, Service, Type};

use side::{Side, route};

/// What the client meets.
#[derive(Debug, Default)]
pub struct Met {
    /// Calls fail, or what they were for is lost.
    pub breaks: Vec<String>,
    /// Something is passed over, or may be missing.
    pub risks: Vec<String>,
}

/// Lets a client of one API talk to a server of another.
pub fn talk(client: &Api, server: &Api) -> Met {
    let mut talk = Talk { client: Side::new(client), server: Side::new(server), met: Met::default() };
    talk.preamble();
    for service in &client.services {
        for operation in &service.operations {
            talk.operation(service, operation);
        }
    }
    talk.met
}

struct Talk<'a> {
    client: Side<'a>,
    server: Side<'a>,
    met: Met,
}

impl<'a> Talk<'a> {
    pub(super) fn breaks(&mut self, what: String) {
        self.met.breaks.push(what);
    }

    /// The key, the headers, and how errors are read.
    pub(super) fn preamble(&mut self) {
        let (client, server) = (self.client.api, self.server.api);
        if !client.auth.header.eq_ignore_ascii_case(&server.auth.header) || client.auth.prefix != server.auth.prefix {
            self.breaks("the key is not understood".to_owned());
        }
        for header in &server.headers {
            match client.headers.iter().find(|sent| sent.name.eq_ignore_ascii_case(&header.name)) {
                Some(sent) if sent.value != header.value => {
                    self.breaks(format!("another {} is asked for", header.name))
                }
                Some(_) => {}
                None => self.met.risks.push(format!("{} is not sent", header.name)),
            }
        }
        let paths = |api: &Api| (api.errors.code.clone(), api.errors.message.clone());
        if paths(client) != paths(server) {
            self.breaks("errors are not understood".to_owned());
        }
        if client.base_url != server.base_url {
            self.met.risks.push("the origin has moved".to_owned());
        }
    }

    pub(super) fn operation(&mut self, service: &'a Service, operation: &'a Operation) {
        let Some((server_service, served)) = self.server.routes.get(&route(operation)).copied() else {
            return self.breaks(format!("nobody serves {}", route(operation)));
        };
        for (sent, wanted) in operation.parameters.iter().zip(&served.parameters) {
            for probe in self.client.probes(&sent.ty, &sent.limits, true, 0) {
                // Whatever it is, in a path it is a text.
                if !matches!(wanted.ty, Type::Scalar(Scalar::String) | Type::Id(_)) && sent.ty != wanted.ty {
                    self.met.risks.push(format!("{probe} stands in the path as {}", wanted.name.wire));
                }
            }
        }
        self.query(operation, served);
        self.body((service, operation), (server_service, served));
        self.answer(operation, served);
        self.pages(operation, served);
        if operation.status != served.status {
            self.met.risks.push("the status is another".to_owned());
        }
    }

    pub(super) fn pages(&mut self, operation: &Operation, served: &Operation) {
        match (&operation.paging, &served.paging) {
            (None, Some(_)) => self.breaks("the first page is taken for the whole".to_owned()),
            (Some(a), Some(b)) if a.style != b.style => self.breaks("the next page is not found".to_owned()),
            _ => {}
        }
    }
}
