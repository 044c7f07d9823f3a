//! An OpenAPI document → [`Surface`].

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, FileId, Place, Report};
use crate::yaml::Yaml;

use super::draft::Either;
use super::faults;
use super::refs::Refs;
use super::schema::Schemas;
use super::shape::{Answer, Content, Member, Operation, Route, Surface, parameter_names};
use super::tree::Node;

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    pub title: String,
    pub version: String,
}

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Reads a document; `None` when it is not OpenAPI 3.0 or 3.1, or has faults, and the report says so.
pub fn read(file: FileId, yaml: &Yaml, report: &mut Report) -> Option<(About, Surface)> {
    let root = Node::root(file, yaml);
    let paths = match opened(&root) {
        Ok(paths) => paths,
        Err(diagnostic) => {
            report.push(*diagnostic);
            return None;
        }
    };
    let mut faults = Report::new();
    let refs = Refs::new(root.clone());
    faults::check(&root, &refs, &mut faults);
    let surface = surface(&paths, &refs, &mut faults);
    let sound = !faults.has_errors();
    report.extend(faults);
    sound.then(|| (about(&root), surface))
}

fn about(root: &Node<'_>) -> About {
    let info = |name| root.get("info").and_then(|info| info.word(name)).unwrap_or_default();
    About { title: info("title"), version: info("version") }
}

/// The paths of a document that is what it should be.
fn opened<'a>(root: &Node<'a>) -> Result<Node<'a>, Box<Diagnostic>> {
    let not_openapi = |message: &str, place: Place| {
        let diagnostic = Diagnostic::error("not_openapi", message, place);
        Box::new(diagnostic.help("the first line of an OpenAPI document is `openapi: 3.0.…` or `openapi: 3.1.…`"))
    };
    let no_paths = |message: &str, place: Place| {
        let diagnostic = Diagnostic::error("no_paths", message, place);
        Box::new(diagnostic.help("a document without paths describes no operation"))
    };
    if !root.is_map() {
        return Err(not_openapi(&format!("{} is no OpenAPI document", root.yaml.kind()), root.value_place()));
    }
    if root.get("swagger").is_some() {
        let diagnostic = Diagnostic::error("swagger_2", "Swagger 2.0 is not read", root.key_place("swagger", 0));
        return Err(Box::new(diagnostic.help("convert the document to OpenAPI 3.0 or 3.1 first")));
    }
    let Some(version) = root.word("openapi") else {
        return Err(not_openapi("this is no OpenAPI document", root.value_place()));
    };
    // A version without quotes and a third part is a number.
    if !matches!(version.split('.').take(2).collect::<Vec<_>>()[..], ["3"] | ["3", "0" | "1"]) {
        let message = format!("OpenAPI {version} is not read");
        return Err(not_openapi(&message, root.key_place("openapi", 0)));
    }
    match root.get("paths") {
        Some(paths) if paths.is_map() => Ok(paths),
        Some(paths) => Err(no_paths(&format!("`paths` is {}", paths.yaml.kind()), paths.place())),
        None => Err(no_paths("the document has no `paths`", root.key_place("openapi", 0))),
    }
}

fn surface<'a>(paths: &Node<'a>, refs: &Refs<'a>, report: &mut Report) -> Surface {
    let mut reader = Reader { schemas: Schemas::new(refs, report) };
    let mut operations = BTreeMap::new();
    for (path, item) in paths.entries().filter(|(path, _)| path.starts_with('/')) {
        let item = reader.schemas.followed(&item);
        if !item.is_map() {
            reader.schemas.misshapen(&item, "a path item");
        }
        for (method, node) in item.entries().filter(|(method, _)| METHODS.contains(method)) {
            let operation = reader.operation(path, &item, &node);
            if let Some(first) = operations.get(&Route::new(method, path)) {
                reader.twin(path, first, &operation);
            } else {
                operations.insert(Route::new(method, path), operation);
            }
        }
    }
    let (shapes, states) = reader.schemas.finish();
    Surface::new(operations, shapes, states, paths.place())
}

struct Reader<'a, 'r> {
    schemas: Schemas<'a, 'r>,
}

impl<'a> Reader<'a, '_> {
    /// Paths that differ in the names of their parameters alone are the same path.
    fn twin(&mut self, path: &str, first: &Operation, second: &Operation) {
        let message = format!("`{path}` has this method already, as `{}`", first.path);
        self.schemas.report.push(
            Diagnostic::error("duplicate_route", message, second.place.clone())
                .related(first.place.clone(), "first described here")
                .help("what its parameters are called makes no other path of it"),
        );
    }

    fn operation(&mut self, path: &str, item: &Node<'a>, node: &Node<'a>) -> Operation {
        if !node.is_map() {
            self.schemas.misshapen(node, "an operation");
        }
        let mut parameters = self.parameters(item);
        parameters.extend(self.parameters(node));
        self.schemas.states.deprecated |= node.flag("deprecated").is_some();
        let mut of_path: BTreeMap<String, Member> = BTreeMap::new();
        let mut query = BTreeMap::new();
        for (key, member) in parameters {
            match key {
                (Located::Path, name) => drop(of_path.insert(name, member)),
                (Located::Query, name) => drop(query.insert(name, member)),
            }
        }
        Operation {
            path: path.to_owned(),
            place: node.place(),
            parameters: parameter_names(path).into_iter().map(|name| of_path.remove(name)).collect(),
            query,
            body: node.get("requestBody").map(|body| self.body(&body)),
            answers: node.get("responses").map(|answers| self.answers(&answers)).unwrap_or_default(),
            deprecated: node.flag("deprecated") == Some(true),
            doc: node.text("description").or_else(|| node.text("summary")).unwrap_or_default().to_owned(),
        }
    }

    /// Parameters of the path and the query; headers and cookies are no part of the spec.
    fn parameters(&mut self, holder: &Node<'a>) -> BTreeMap<(Located, String), Member> {
        let mut parameters = BTreeMap::new();
        for node in holder.get("parameters").iter().flat_map(Node::elements) {
            let node = self.schemas.followed(&node);
            let located = match node.text("in") {
                Some("path") => Located::Path,
                Some("query") => Located::Query,
                _ => continue,
            };
            let Some(name) = node.word("name") else { continue };
            parameters.insert((located, name), self.parameter(&node));
        }
        parameters
    }

    fn parameter(&mut self, node: &Node<'a>) -> Member {
        let content = node.get("content").and_then(|content| content.entries().next());
        let schema = node.get("schema").or_else(|| content.and_then(|(_, media)| media.get("schema")));
        self.schemas.states.deprecated |= node.flag("deprecated").is_some();
        let shape = self.shape(schema, node);
        let deprecated = node.flag("deprecated") == Some(true);
        let doc = node.text("description").unwrap_or_default().to_owned();
        Member { deprecated, doc, ..Member::new(node.place(), Some(node.flag("required") == Some(true)), shape) }
    }

    fn body(&mut self, node: &Node<'a>) -> Content {
        let place = node.place();
        let node = self.schemas.followed(node);
        let schema = node.get("content").and_then(|content| json_schema(&content));
        Content { shape: self.shape(schema, &node), place }
    }

    fn answers(&mut self, node: &Node<'a>) -> Vec<Answer> {
        node.entries().filter_map(|(code, answer)| self.answer(code, &answer)).collect()
    }

    fn answer(&mut self, code: &str, node: &Node<'a>) -> Option<Answer> {
        let status = match code.to_ascii_uppercase().as_str() {
            "2XX" => None,
            code => Some(code.parse().ok().filter(|status| (200..300).contains(status))?),
        };
        let place = node.place();
        let node = self.schemas.followed(node);
        let content = node.get("content").filter(|content| content.entries().next().is_some());
        let content =
            content.map(|content| Content { shape: self.shape(json_schema(&content), &content), place: place.clone() });
        Some(Answer { status, content, place })
    }

    fn shape(&mut self, schema: Option<Node<'a>>, holder: &Node<'a>) -> super::shape::ShapeId {
        match schema {
            Some(schema) => self.schemas.id(Either::one(schema)),
            None => self.schemas.unknown(holder),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Located {
    Path,
    Query,
}

/// The schema of JSON, if the content may be JSON.
fn json_schema<'a>(content: &Node<'a>) -> Option<Node<'a>> {
    let is_json = |kind: &str| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        matches!(kind, "application/json" | "application/*" | "*/*") || kind.ends_with("+json")
    };
    content.entries().find(|(kind, _)| is_json(kind)).and_then(|(_, media)| media.get("schema"))
}
