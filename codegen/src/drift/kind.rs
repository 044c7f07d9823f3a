//! The kinds of differences, and where they can be.

use serde::Serialize;

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    OperationOnlyInDocument,
    OperationOnlyInSpec,
    StatusDiffers,
    ParameterOnlyInDocument,
    ParameterOnlyInSpec,
    BodyOnlyInDocument,
    BodyOnlyInSpec,
    WrappedBody,
    PathIdInBody,
    AnswerOnlyInDocument,
    AnswerOnlyInSpec,
    FieldOnlyInDocument,
    FieldOnlyInSpec,
    TypeDiffers,
    RequiredInDocument,
    RequiredInSpec,
    NullableInDocument,
    NullableInSpec,
    ValuesOnlyInDocument,
    ValuesOnlyInSpec,
    DefaultDiffers,
    LimitDiffers,
    DeprecatedInDocument,
    DeprecatedInSpec,
}

/// All kinds by their names.
pub const KINDS: &[(&str, Kind)] = &[
    ("operation_only_in_document", Kind::OperationOnlyInDocument),
    ("operation_only_in_spec", Kind::OperationOnlyInSpec),
    ("status_differs", Kind::StatusDiffers),
    ("parameter_only_in_document", Kind::ParameterOnlyInDocument),
    ("parameter_only_in_spec", Kind::ParameterOnlyInSpec),
    ("body_only_in_document", Kind::BodyOnlyInDocument),
    ("body_only_in_spec", Kind::BodyOnlyInSpec),
    ("wrapped_body", Kind::WrappedBody),
    ("path_id_in_body", Kind::PathIdInBody),
    ("answer_only_in_document", Kind::AnswerOnlyInDocument),
    ("answer_only_in_spec", Kind::AnswerOnlyInSpec),
    ("field_only_in_document", Kind::FieldOnlyInDocument),
    ("field_only_in_spec", Kind::FieldOnlyInSpec),
    ("type_differs", Kind::TypeDiffers),
    ("required_in_document", Kind::RequiredInDocument),
    ("required_in_spec", Kind::RequiredInSpec),
    ("nullable_in_document", Kind::NullableInDocument),
    ("nullable_in_spec", Kind::NullableInSpec),
    ("values_only_in_document", Kind::ValuesOnlyInDocument),
    ("values_only_in_spec", Kind::ValuesOnlyInSpec),
    ("default_differs", Kind::DefaultDiffers),
    ("limit_differs", Kind::LimitDiffers),
    ("deprecated_in_document", Kind::DeprecatedInDocument),
    ("deprecated_in_spec", Kind::DeprecatedInSpec),
];

impl Kind {
    /// The name, as lists and reports spell it.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// The part of an operation that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The operation as such.
    Operation,
    Path,
    Query,
    Body,
    Answer,
}

/// All parts by their names.
pub const PARTS: &[(&str, Part)] = &[
    ("operation", Part::Operation),
    ("path", Part::Path),
    ("query", Part::Query),
    ("body", Part::Body),
    ("answer", Part::Answer),
];

impl Part {
    /// What one of its members is called.
    pub fn member(self) -> &'static str {
        match self {
            Part::Operation => "operation",
            Part::Path => "path parameter",
            Part::Query => "query parameter",
            Part::Body => "body field",
            Part::Answer => "answer field",
        }
    }

    /// What it is called as a whole.
    pub fn whole(self) -> &'static str {
        match self {
            Part::Operation => "the operation",
            Part::Path => "the path",
            Part::Query => "the query",
            Part::Body => "the body",
            Part::Answer => "the answer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for (name, kind) in KINDS {
            assert_eq!(serde_json::to_value(kind).expect("a text"), *name);
        }
    }
}
