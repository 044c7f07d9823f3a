//! Paths with their operations.

use serde_json::{Map, Value};

use super::{Context, operation, parameters};
use crate::model::{Method, Operation};

/// Every path in the order of the services.
pub fn all(ctx: &Context<'_>) -> Value {
    let mut paths = Map::new();
    for service in &ctx.api.services {
        for of in &service.operations {
            let path = home(&paths, of);
            let object = operation::object(ctx, service, of, &names(&path));
            item(ctx, &mut paths, path).insert(method(of.method).to_owned(), object);
        }
    }
    paths.into()
}

/// The path that an operation stands under. OpenAPI takes paths that differ in the names of their
/// parameters only for the same, so the first one gives the names.
fn home(paths: &Map<String, Value>, operation: &Operation) -> String {
    let same = |path: &&String| shape(path) == shape(&operation.path);
    let free = |path: &&String| paths[*path].get(method(operation.method)).is_none();
    paths.keys().filter(same).find(free).unwrap_or(&operation.path).clone()
}

/// A path without the names of its parameters.
fn shape(path: &str) -> Vec<&str> {
    path.split(['{', '}']).step_by(2).collect()
}

/// The names of its parameters.
fn names(path: &str) -> Vec<String> {
    path.split(['{', '}']).skip(1).step_by(2).map(str::to_owned).collect()
}

fn item<'p>(ctx: &Context<'_>, paths: &'p mut Map<String, Value>, path: String) -> &'p mut Map<String, Value> {
    let item = paths.entry(path).or_insert_with(|| {
        let headers = parameters::header_pointers(ctx.api);
        let entries =
            if headers.is_empty() { Map::new() } else { Map::from_iter([("parameters".to_owned(), headers.into())]) };
        entries.into()
    });
    item.as_object_mut().expect("this room makes every path item an object")
}

fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

#[cfg(test)]
mod tests {
    use super::{names, shape};

    #[test]
    fn paths_that_differ_in_names_only_are_the_same() {
        assert_eq!(shape("/sites/{site}/lockers/{id}"), shape("/sites/{id}/lockers/{name}"));
        assert_ne!(shape("/sites/{site}"), shape("/sites/{site}/lockers"));
        assert_eq!(names("/sites/{site}/lockers/{id}"), ["site", "id"]);
    }
}
