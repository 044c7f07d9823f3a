//! What operations answer with, and how it goes on.

use super::{Both, words};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::{item, type_name};
use crate::diff::kinds::operation as kinds;
use crate::model::{Operation, PageStyle, Paging, Returns, Service};

/// Compares what is returned.
pub fn compare(
    both: &Both<'_>,
    subject: &Subject,
    old: (&Service, &Operation),
    new: (&Service, &Operation),
    found: &mut Vec<Change>,
) {
    let (before, after) = (returned(&old.1.returns), returned(&new.1.returns));
    let kind = match (before, after) {
        (None, None) => return,
        (None, Some(_)) => &kinds::RESPONSE_ADDED,
        (Some(_), None) => &kinds::RESPONSE_REMOVED,
        (Some(a), Some(b)) if both.twins.of(a) == Some(b) => return,
        (Some(_), Some(_)) => &kinds::RESPONSE_TYPE_CHANGED,
    };
    let text = |reference: Option<&_>| reference.map_or_else(|| "nothing".to_owned(), type_name);
    let change = Change::new(kind, subject.clone()).at(Some(&old.1.place), Some(&new.1.place));
    found.push(change.values(text(before), text(after)).touch(awaited(old)).touch(awaited(new)));
}

fn returned(returns: &Returns) -> Option<&crate::model::TypeRef> {
    match returns {
        Returns::None => None,
        Returns::Type(reference) => Some(reference),
        // What the items are is a field of the list.
        Returns::List { list, item: _ } => Some(list),
    }
}

/// What awaiting the call gives, and whether it can be paged.
fn awaited((service, operation): (&Service, &Operation)) -> Vec<Touch> {
    let ways = [" as call", "::items", "::pages", "::page_size"];
    ways.iter().map(|way| item(&service.module, format!("{}{way}", operation.struct_name))).collect()
}

/// Compares the ways in which lists go on.
pub fn pages(
    subject: &Subject,
    (old, before): ((&Service, &Operation), Option<&Paging>),
    (new, after): ((&Service, &Operation), Option<&Paging>),
    found: &mut Vec<Change>,
) {
    let text = |paging: Option<&Paging>| paging.map_or_else(|| "all at once".to_owned(), paging_text);
    let kind = match (before, after) {
        (None, Some(_)) => &kinds::PAGINATION_ADDED,
        (Some(_), None) => &kinds::PAGINATION_REMOVED,
        (Some(a), Some(b)) if a.style != b.style => &kinds::PAGINATION_CHANGED,
        (Some(a), Some(b)) => {
            // The key of the items is a field of the list, and told there; a name of a style tells nothing.
            // What the server writes into its links is its own affair.
            let Paging { name: _, items: _, style: _, size, doc, link_parameter: _ } = a;
            // What another parameter means stands at the parameters.
            let kind = match (size, &b.size) {
                (None, Some(_)) => Some(&kinds::PAGE_SIZE_NAMED),
                (Some(_), None) => Some(&kinds::PAGE_SIZE_UNNAMED),
                _ => None,
            };
            let sized = |kind| {
                let change = Change::new(kind, subject.clone()).at(Some(&old.1.place), Some(&new.1.place));
                change.named(format!("size of {}", b.name)).touch(awaited(old)).touch(awaited(new))
            };
            found.extend(kind.map(sized));
            let subject = subject.member("paging", &b.name);
            let shared = Subject::of(format!("pagination {}", b.name));
            let mut docs = Vec::new();
            words::maybe_docs(&shared, doc.as_deref(), b.doc.as_deref(), &mut docs);
            found.extend(docs.into_iter().map(|change| Change { subject: subject.clone(), ..change }));
            return;
        }
        (None, None) => return,
    };
    let change = Change::new(kind, subject.clone()).at(Some(&old.1.place), Some(&new.1.place));
    let origin = format!("pagination {} {}", text(before), text(after));
    found.push(change.values(text(before), text(after)).named(origin).touch(awaited(old)).touch(awaited(new)));
}

fn paging_text(paging: &Paging) -> String {
    match &paging.style {
        PageStyle::NextLink { field } => format!("next page linked in `{field}`"),
        PageStyle::Cursor { field, parameter } => format!("cursor of `{field}` sent as `{parameter}`"),
        PageStyle::PageNumber { parameter, first, pages } => {
            let pages = pages.as_ref().map(|pages| format!(" up to `{pages}`")).unwrap_or_default();
            format!("pages counted by `{parameter}` from {first}{pages}")
        }
    }
}
