//! Why a request is not done.

use std::fmt;

use crate::api::Api;

/// A request that is refused, before it has changed anything.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Refusal {
    why: Why,
    pub message: String,
}

#[derive(Clone, Debug, PartialEq)]
enum Why {
    /// One of the situations that every API has.
    When(&'static str),
    /// What the spec gives a code of its own.
    Code(String),
    /// There is no such thing. Carries no code.
    NotFound,
    /// The path takes other methods.
    Method,
    /// A status and perhaps a code.
    Status(u16, Option<String>),
}

impl Refusal {
    pub fn when(situation: &'static str, message: impl fmt::Display) -> Self {
        Self { why: Why::When(situation), message: message.to_string() }
    }

    pub fn code(code: &str, message: impl fmt::Display) -> Self {
        Self { why: Why::Code(code.to_owned()), message: message.to_string() }
    }

    pub fn not_found() -> Self {
        Self { why: Why::NotFound, message: "Resource not found".to_owned() }
    }

    pub fn method(methods: &[String]) -> Self {
        Self { why: Why::Method, message: format!("this path takes {}", methods.join(", ")) }
    }

    pub fn status(status: u16, code: Option<String>, message: impl fmt::Display) -> Self {
        Self { why: Why::Status(status, code), message: message.to_string() }
    }

    /// The same refusal under the code that a field has for it.
    pub fn with_code(self, code: Option<&String>) -> Self {
        match code {
            Some(code) => Self { why: Why::Code(code.clone()), ..self },
            None => self,
        }
    }

    /// Its status, and its code if there is one.
    pub fn resolve(&self, api: &Api) -> (u16, Option<String>) {
        let errors = &api.facts.errors;
        match &self.why {
            Why::NotFound => (404, None),
            Why::Method => (405, None),
            Why::Status(status, code) => (*status, code.clone()),
            Why::Code(code) => (errors.statuses.get(code).copied().unwrap_or(400), Some(code.clone())),
            Why::When(situation) => {
                let code = errors.when.get(*situation).cloned();
                let stated = code.as_ref().and_then(|code| errors.statuses.get(code).copied());
                (stated.unwrap_or_else(|| default_status(situation)), code)
            }
        }
    }
}

fn default_status(situation: &str) -> u16 {
    match situation {
        "no_key" | "malformed_key" | "wrong_key" => 401,
        "body_too_large" => 413,
        _ => 400,
    }
}
