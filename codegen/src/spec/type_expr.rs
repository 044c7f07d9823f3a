//! The little language of types: `list(ref(IPPolicy))`.

use crate::diag::{Diagnostic, Report};

use super::At;

/// Types without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scalar {
    String,
    Uri,
    Cidr,
    Pem,
    Json,
    Bool,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Float,
    Timestamp,
    Seconds,
    Any,
}

/// The words of the scalars, in the order of the legend.
pub const SCALARS: &[(&str, Scalar)] = &[
    ("string", Scalar::String),
    ("uri", Scalar::Uri),
    ("cidr", Scalar::Cidr),
    ("pem", Scalar::Pem),
    ("json", Scalar::Json),
    ("bool", Scalar::Bool),
    ("int32", Scalar::Int32),
    ("int64", Scalar::Int64),
    ("uint32", Scalar::Uint32),
    ("uint64", Scalar::Uint64),
    ("float", Scalar::Float),
    ("timestamp", Scalar::Timestamp),
    ("seconds", Scalar::Seconds),
    ("any", Scalar::Any),
];

/// A type as written; names are not resolved yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeExpr {
    Scalar(Scalar),
    /// `enum`, or `enum(a, b)` with its values.
    Enum(Vec<String>),
    Id(String),
    Ref(String),
    List(Box<TypeExpr>),
    Map(Box<TypeExpr>),
    Named(String),
    /// What was written is no type, or nothing was; that has been reported.
    Faulty,
}

/// Reads a type; a fault goes to the report.
pub fn read(text: &At<String>, report: &mut Report) -> At<TypeExpr> {
    let value = parse(text.value.trim(), 0).unwrap_or_else(|message| {
        report.push(Diagnostic::error("bad_type", message, text.place.clone()).help(HELP));
        TypeExpr::Faulty
    });
    At { value, place: text.place.clone() }
}

const HELP: &str = "types look like string, list(string), map(int64), id(X), ref(X), enum(a, b) or a type's name";

fn parse(text: &str, depth: usize) -> Result<TypeExpr, String> {
    if depth > 8 {
        return Err("this type nests more than eight deep".to_owned());
    }
    let Some((word, rest)) = text.split_once('(') else { return word_type(text) };
    let Some(argument) = rest.strip_suffix(')') else {
        return Err(format!("`{text}` has no closing parenthesis"));
    };
    let argument = argument.trim();
    match word.trim() {
        "list" => Ok(TypeExpr::List(Box::new(parse(argument, depth + 1)?))),
        "map" => Ok(TypeExpr::Map(Box::new(parse(argument, depth + 1)?))),
        word @ ("id" | "ref") if argument.is_empty() => Err(needs_argument(word)),
        "id" => name(argument).map(TypeExpr::Id),
        "ref" => name(argument).map(TypeExpr::Ref),
        "enum" => values(argument),
        other => Err(format!("`{other}` takes no argument")),
    }
}

fn word_type(text: &str) -> Result<TypeExpr, String> {
    if text == "enum" {
        return Ok(TypeExpr::Enum(Vec::new()));
    }
    if matches!(text, "list" | "map" | "id" | "ref") {
        return Err(needs_argument(text));
    }
    if let Some((_, scalar)) = SCALARS.iter().find(|(word, _)| *word == text) {
        return Ok(TypeExpr::Scalar(*scalar));
    }
    name(text).map(TypeExpr::Named)
}

fn needs_argument(word: &str) -> String {
    format!("`{word}` needs an argument: `{word}(…)`")
}

fn name(text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Err("a type is missing here".to_owned());
    }
    let fits = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if fits { Ok(text.to_owned()) } else { Err(format!("`{text}` is not the name of a type")) }
}

fn values(text: &str) -> Result<TypeExpr, String> {
    let values: Vec<String> = text.split(',').map(|value| value.trim().to_owned()).collect();
    if values.iter().any(String::is_empty) {
        return Err("an enum has an empty value".to_owned());
    }
    Ok(TypeExpr::Enum(values))
}
