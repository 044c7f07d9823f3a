//! Errors, and the limit that many of them are about.

use super::{entry, told};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::item;
use crate::diff::kinds::api as kinds;
use crate::diff::rules::words;
use crate::diff::twins::{Twin, pair};
use crate::model::{ErrorCode, Errors, RateLimit};

/// The shape of errors, and the known codes.
pub fn compare(a: &Errors, b: &Errors, found: &mut Vec<Change>) {
    // Where the status stands, and which refusal has which code, only the stand-in needs to know.
    let Errors { code, message, details, operation_id, operation_id_header, status: _, when: _, codes } = a;
    let header = |header: &Option<String>| header.iter().cloned().collect::<Vec<_>>();
    let (old_header, new_header) = (header(operation_id_header), header(&b.operation_id_header));
    let rows = [
        ("errors.code", code, &b.code),
        ("errors.message", message, &b.message),
        ("errors.details", details, &b.details),
        ("errors.operation_id", operation_id, &b.operation_id),
        ("errors.operation_id_header", &old_header, &new_header),
    ];
    for (key, before, after) in rows.into_iter().filter(|(_, before, after)| before != after) {
        found.push(told(&kinds::ERROR_MODEL_CHANGED, key).values(before.join("."), after.join(".")));
    }
    error_codes(codes, &b.codes, found);
}

fn error_codes(old: &[ErrorCode], new: &[ErrorCode], found: &mut Vec<Change>) {
    for twin in pair(old, new, |code| &code.code, |_| Vec::new()) {
        match twin {
            Twin::Old(code) => {
                found.push(entry(&kinds::ERROR_CODE_REMOVED, "errors.codes", &code.code).touch([constant(code)]))
            }
            Twin::New(code) => {
                found.push(entry(&kinds::ERROR_CODE_ADDED, "errors.codes", &code.code).touch([constant(code)]))
            }
            Twin::Both(a, b) => {
                // The constant is the code, spelled as Rust spells it.
                let ErrorCode { code, doc, status, constant: _, general, place } = a;
                if *status != b.status {
                    let text = |status: Option<u64>| status.map_or_else(|| "any".to_owned(), |code| code.to_string());
                    let change = entry(&kinds::ERROR_CODE_STATUS_CHANGED, "errors.codes", code);
                    found.push(change.values(text(*status), text(b.status)));
                }
                if *general != b.general {
                    let kind =
                        if b.general { &kinds::ERROR_CODE_MADE_GENERAL } else { &kinds::ERROR_CODE_MADE_PARTICULAR };
                    found.push(entry(kind, "errors.codes", code));
                }
                words::docs(&Subject::of("api").member("error", code), (doc, place), (&b.doc, &b.place), found);
            }
        }
    }
}

fn constant(code: &ErrorCode) -> Touch {
    item(&["error_codes".to_owned()], code.constant.clone())
}

/// How much may be asked.
pub fn rate_limit(old: Option<&RateLimit>, new: Option<&RateLimit>, found: &mut Vec<Change>) {
    // Without a limit, any number goes in no time.
    let rate = |limit: Option<&RateLimit>| {
        limit.map_or(f64::INFINITY, |limit| limit.requests as f64 / limit.window.max(1) as f64)
    };
    let text = |limit: Option<&RateLimit>| {
        limit.map_or_else(|| "no limit".to_owned(), |limit| format!("{} in {} s", limit.requests, limit.window))
    };
    let (before, after) = (rate(old), rate(new));
    let kind = if after < before { &kinds::RATE_LIMIT_TIGHTENED } else { &kinds::RATE_LIMIT_LOOSENED };
    // Half as many in half the time lets through as much in the long run, and less at once.
    let burst = |limit: Option<&RateLimit>| limit.map(|limit| limit.requests);
    if before != after {
        found.push(told(kind, "rate_limit").values(text(old), text(new)));
    } else if burst(old) != burst(new) {
        let kind = if burst(new) < burst(old) { &kinds::RATE_LIMIT_TIGHTENED } else { &kinds::RATE_LIMIT_LOOSENED };
        found.push(told(kind, "rate_limit").values(text(old), text(new)));
    }
    let (Some(a), Some(b)) = (old, new) else { return };
    let RateLimit { requests: _, window: _, status, code, concurrent_code, doc } = a;
    if (status, code, concurrent_code) != (&b.status, &b.code, &b.concurrent_code) {
        let text = |limit: &RateLimit| {
            let status = limit.status.map(|status| status.to_string());
            let parts = [status, limit.code.clone(), limit.concurrent_code.clone()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        };
        found.push(told(&kinds::RATE_LIMIT_ANSWER_CHANGED, "rate_limit").values(text(a), text(b)));
    }
    words::maybe_docs(&Subject::of("api").member("", "rate_limit"), doc.as_deref(), b.doc.as_deref(), found);
}
