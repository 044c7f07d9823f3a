//! Operations of a service that both sides have.

use super::family::QUERY;
use super::taker::{self, Taker, method};
use super::{Both, answers, body, earlier, exclusives, lifecycle, paths, words};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::{route, whole};
use crate::diff::kinds::{operation as kinds, parameter};
use crate::diff::severity::Wire;
use crate::diff::twins::{self, Twin, pair};
use crate::model::{Input, Operation, Rename, Service, names};

/// Compares the operations of a service.
pub fn compare(both: &Both<'_>, old: &Service, new: &Service, found: &mut Vec<Change>) {
    let twins = pair(
        &old.operations,
        &new.operations,
        |operation| &operation.name.wire,
        |operation| twins::earlier(&operation.was),
    );
    for twin in twins {
        match twin {
            Twin::Both(a, b) => shared(both, (old, a), (new, b), found),
            Twin::Old(operation) => found.push(removed(both, old, operation)),
            Twin::New(operation) => {
                let change = Change::new(&kinds::ADDED, subject(new, operation)).at(None, Some(&operation.place));
                found.push(change.values("", route(operation)).touch(items(new, operation)));
            }
        }
    }
}

/// How an operation is called in reports: `things.create`.
pub fn subject(service: &Service, operation: &Operation) -> Subject {
    // What comes from a document is told by its route alone.
    if operation.name.wire.contains(' ') {
        return Subject::of(&operation.name.wire);
    }
    Subject::of(format!("{}.{}", service.path, operation.name.wire))
}

/// Everything that an operation is in Rust.
pub fn items(service: &Service, operation: &Operation) -> Vec<Touch> {
    let mut items = method(service, operation);
    items.push(whole(&service.module, operation.struct_name.clone()));
    items
}

/// What an operation is in Rust by an earlier name.
fn called((service, operation): (&Service, &Operation), rename: &Rename) -> Vec<Touch> {
    let struct_name = names::call_name(&rename.name.wire);
    items(service, &Operation { name: rename.name.clone(), struct_name, ..operation.clone() })
}

fn removed(both: &Both<'_>, service: &Service, operation: &Operation) -> Change {
    let was_deprecated = operation.deprecated.is_some() || service.deprecated.is_some();
    let kind = if was_deprecated { &kinds::REMOVED_AFTER_DEPRECATION } else { &kinds::REMOVED };
    let change = Change::new(kind, subject(service, operation)).at(Some(&operation.place), None);
    let change = change.values(route(operation), "").touch(items(service, operation));
    match both.new.routes.get(&route(operation)) {
        None => change,
        Some((service, operation)) => {
            let hint = format!("the same request is made by `{}.{}`", service.path, operation.name.wire);
            change.wire(Wire::Safe).hint(hint)
        }
    }
}

fn shared(both: &Both<'_>, old: (&Service, &Operation), new: (&Service, &Operation), found: &mut Vec<Change>) {
    let (a, b) = (old.1, new.1);
    let Operation {
        name,
        struct_name: _,
        doc,
        method: verb,
        path: _,
        parameters: _,
        query,
        body: _,
        returns: _,
        status,
        paging,
        // The parameter that makes it so is one of the query.
        filterable: _,
        idempotent,
        errors,
        examples,
        // What it does to what a server keeps is shown by its docs; the stand-in alone reads this.
        deed: _,
        instance: _,
        exclusives: exclusive,
        deprecated,
        stability,
        was,
        place,
    } = a;
    let subject = subject(new.0, b);
    let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&b.place));
    // What a template says of all operations of a name is one change.
    let told = |kind, before: String, after: String| {
        let origin = format!("{} {before} {after}", b.name.wire);
        change(kind).values(before, after).named(origin)
    };
    if name.wire != b.name.wire {
        let touches = items(old.0, a).into_iter().chain(items(new.0, b));
        found.push(change(&kinds::RENAMED).values(&name.wire, &b.name.wire).touch(touches));
    }
    let sides = ((name.wire.as_str(), was.as_slice(), place), (b.name.wire.as_str(), b.was.as_slice(), &b.place));
    earlier::compare(&subject, sides.0, sides.1, |rename| called(new, rename), found);
    if *verb != b.method {
        found.push(told(&kinds::METHOD_CHANGED, verb.as_str().to_owned(), b.method.as_str().to_owned()));
    }
    paths::compare(both, &subject, old, new, found);
    parameters(both, &subject, (old, query), new, found);
    body::compare(both, &subject, old, new, found);
    answers::compare(both, &subject, old, new, found);
    if *status != b.status {
        found.push(told(&kinds::STATUS_CHANGED, status.to_string(), b.status.to_string()));
    }
    answers::pages(&subject, (old, paging.as_ref()), (new, b.paging.as_ref()), found);
    if *idempotent != b.idempotent && *verb == b.method {
        let kind = if b.idempotent { &kinds::RETRY_SAFE_ADDED } else { &kinds::RETRY_SAFE_REMOVED };
        found.push(told(kind, idempotent.to_string(), b.idempotent.to_string()));
    }
    self::errors(&subject, errors, &b.errors, &change, found);
    words::examples(&subject, examples, &b.examples, found);
    instance(&subject, old, new, found);
    exclusives::compare(&subject, (exclusive, place), (&b.exclusives, &b.place), found);
    let (before, after) = ((deprecated.as_ref(), place), (b.deprecated.as_ref(), &b.place));
    lifecycle::deprecation(lifecycle::OPERATION, &subject, before, after, method(new.0, b), found);
    let ways = (&kinds::STABILITY_DECREASED, &kinds::STABILITY_INCREASED);
    lifecycle::stability(ways, &subject, (*stability, place), (b.stability, &b.place), found);
    words::docs(&subject, (doc, place), (&b.doc, &b.place), found);
}

/// Parameters of the query; one that has become a field of the body is told there.
fn parameters<'a>(
    both: &Both<'_>,
    subject: &Subject,
    (old, before): ((&'a Service, &'a Operation), &'a [Input]),
    new: (&'a Service, &'a Operation),
    found: &mut Vec<Change>,
) {
    let in_body =
        |operation: &Operation, name: &str| operation.body.fields().iter().any(|field| field.name.wire == name);
    let told_elsewhere = |twin: Twin<'a, Input>, _: &mut Vec<Change>| match twin {
        Twin::Old(input) => in_body(new.1, &input.name.wire) && !in_body(old.1, &input.name.wire),
        Twin::New(input) => in_body(old.1, &input.name.wire) && !in_body(new.1, &input.name.wire),
        Twin::Both(..) => false,
    };
    let start = found.len();
    let sides = ((Taker::Operation(old.0, old.1), before), (Taker::Operation(new.0, new.1), new.1.query.as_slice()));
    super::inputs::compare(both, &QUERY, subject, sides.0, sides.1, found, told_elsewhere);
    if old.1.paging.is_some() && new.1.paging.is_some() {
        found[start..].iter_mut().for_each(|change| page_size(change, new.1));
    }
}

/// What bounds the size of a page is no limit of a value.
fn page_size(change: &mut Change, operation: &Operation) {
    let size = operation.paging.as_ref().and_then(|paging| paging.size.as_ref());
    if size != Some(&change.subject.member) {
        return;
    }
    let number = |text: &str| text.parse::<f64>().ok();
    let less = match () {
        () if change.kind == &parameter::CONSTRAINT_TIGHTENED => change.after.contains("max "),
        () if change.kind == &parameter::CONSTRAINT_LOOSENED && change.before.contains("max ") => false,
        () if change.kind == &parameter::DEFAULT_CHANGED => number(&change.after) < number(&change.before),
        () => return,
    };
    if less || change.kind != &parameter::CONSTRAINT_TIGHTENED {
        change.kind = if less { &kinds::PAGE_SIZE_DECREASED } else { &kinds::PAGE_SIZE_INCREASED };
        change.wire = change.kind.wire;
    }
}

fn errors(
    subject: &Subject,
    old: &[String],
    new: &[String],
    change: &impl Fn(&'static crate::diff::kind::Kind) -> Change,
    found: &mut Vec<Change>,
) {
    let of = |kind, code: &str| Change { subject: subject.member("error", code), ..change(kind) };
    found.extend(new.iter().filter(|code| !old.contains(code)).map(|code| of(&kinds::ERROR_ADDED, code)));
    found.extend(old.iter().filter(|code| !new.contains(code)).map(|code| of(&kinds::ERROR_REMOVED, code)));
}

fn instance(subject: &Subject, old: (&Service, &Operation), new: (&Service, &Operation), found: &mut Vec<Change>) {
    let change =
        |kind, touch| Change::new(kind, subject.clone()).at(Some(&old.1.place), Some(&new.1.place)).touch([touch]);
    match (&old.1.instance, &new.1.instance) {
        (None, Some(_)) => found.push(change(&kinds::INSTANCE_ADDED, taker::instance(new.0, new.1))),
        (Some(_), None) => found.push(change(&kinds::INSTANCE_REMOVED, taker::instance(old.0, old.1))),
        _ => {}
    }
}
