//! Deprecation and stability of whatever has them.

use crate::diag::Place;
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::kind::Kind;
use crate::diff::kinds::{operation, service, types};
use crate::model::{Deprecation, Stability};

/// The two kinds of a deprecation, or of a change of stability: for the worse, for the better.
pub type Ways = (&'static Kind, &'static Kind);

/// Services.
pub const SERVICE: Ways = (&service::DEPRECATED, &service::UNDEPRECATED);
/// Operations.
pub const OPERATION: Ways = (&operation::DEPRECATED, &operation::UNDEPRECATED);
/// Fields, wherever they are.
pub const FIELD: Ways = (&types::FIELD_DEPRECATED, &types::FIELD_UNDEPRECATED);
/// Types.
pub const TYPE: Ways = (&types::TYPE_DEPRECATED, &types::TYPE_UNDEPRECATED);
/// Values of enums.
pub const VALUE: Ways = (&types::ENUM_VALUE_DEPRECATED, &types::ENUM_VALUE_UNDEPRECATED);

/// What is deprecated, or not any more, or for other reasons.
pub fn deprecation(
    ways: Ways,
    subject: &Subject,
    old: (Option<&Deprecation>, &Place),
    new: (Option<&Deprecation>, &Place),
    touches: Vec<Touch>,
    found: &mut Vec<Change>,
) {
    let kind = match (old.0, new.0) {
        (None, Some(_)) => ways.0,
        (Some(_), None) => ways.1,
        (Some(before), Some(after)) if before != after => &types::DEPRECATION_CHANGED,
        _ => return,
    };
    let change = Change::new(kind, subject.clone()).at(Some(old.1), Some(new.1));
    found.push(change.values(text(old.0), text(new.0)).touch(touches));
}

fn text(deprecation: Option<&Deprecation>) -> String {
    let Some(Deprecation { since, instead, note }) = deprecation else { return String::new() };
    let since = since.as_ref().map(|since| format!("since {since}"));
    let instead = instead.as_ref().map(|instead| format!("use {instead}"));
    let parts: Vec<String> = [since, instead, note.clone()].into_iter().flatten().collect();
    if parts.is_empty() { "deprecated".to_owned() } else { parts.join("; ") }
}

/// How far something can be relied upon.
pub fn stability(
    (worse, better): Ways,
    subject: &Subject,
    old: (Stability, &Place),
    new: (Stability, &Place),
    found: &mut Vec<Change>,
) {
    let kind = match rank(new.0).cmp(&rank(old.0)) {
        std::cmp::Ordering::Less => worse,
        std::cmp::Ordering::Greater => better,
        std::cmp::Ordering::Equal => return,
    };
    let change = Change::new(kind, subject.clone()).at(Some(old.1), Some(new.1));
    found.push(change.values(word(old.0), word(new.0)));
}

fn rank(stability: Stability) -> u8 {
    match stability {
        Stability::Internal => 0,
        Stability::Preview => 1,
        Stability::Stable => 2,
    }
}

fn word(stability: Stability) -> &'static str {
    match stability {
        Stability::Internal => "internal",
        Stability::Preview => "preview",
        Stability::Stable => "stable",
    }
}
