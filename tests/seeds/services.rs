//! The services of the Python client.

use clientwright::model::{Api, Service};

use crate::call::Call;
use crate::line::{Line, Outcome, settle};
use crate::methods;
use crate::place::{Place, package, service, service_accessor};
use crate::table::{self, Row};

/// Accessors, classes and methods.
pub fn lines(api: &Api) -> Vec<Line> {
    let rows = table::read("services.yaml").into_iter().map(|row| row.knows(&["class", "methods"]));
    rows.flat_map(|row| accessor(api, &row)).collect()
}

fn accessor(api: &Api, row: &Row) -> Vec<Line> {
    let seed = format!("client.{}", row.name);
    let place = settle(&row.name, row.excuse.as_ref(), |name| Place::find(api, name));
    let mut lines = vec![Line { seed: seed.clone(), outcome: place.map(|place| place.rust(api)) }];
    if let Some(place) = place.found() {
        lines.extend(row.text("class").map(|class| structure(api, place, &class)));
        let methods = row.rows("methods").into_iter().map(|row| row.knows(&["takes", "gives"]));
        let find = |name: &str| Call::of_service(place.service()?, name);
        lines.extend(methods.flat_map(|row| methods::lines(api, &seed, &row, find)));
    }
    lines
}

/// The class of a service: `ngrok_client::credentials::Credentials`.
fn structure(api: &Api, place: &Place<'_>, class: &str) -> Line {
    let path = |service: &Service| format!("{}::{}::{}", package(api), service.module.join("::"), service.struct_name);
    let outcome = match place.service() {
        Some(service) => Outcome::Found(path(service)),
        None => Outcome::Fault("it is a namespace here".to_owned()),
    };
    Line { seed: format!("services.{class}"), outcome }
}

/// Pages, each of which is about one service.
pub fn pages(api: &Api) -> Vec<Line> {
    let rows = table::read("pages.yaml").into_iter().map(|row| row.knows(&[]));
    rows.map(|row| page(api, &row)).collect()
}

fn page(api: &Api, row: &Row) -> Line {
    let accessor = row.plain().unwrap_or_else(|| row.name.clone());
    let service = settle(&accessor, row.excuse.as_ref(), |accessor| service(api, accessor));
    Line { seed: row.name.clone(), outcome: service.map(|service| service_accessor(api, service)) }
}
