//! SARIF 2.1.0: a rule for each kind that occurs, a result for each change that is risky or worse.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Told;
use super::words::summary;
use crate::diag::Located;
use crate::diff::Wire;
use crate::diff::entry::Entry;
use crate::diff::kind::Kind;

/// The whole report.
pub fn render(told: &Told<'_>) -> String {
    let shown: Vec<&Entry> = told.entries.iter().filter(|entry| !entry.is_words()).collect();
    let rules: BTreeMap<&str, &Kind> = shown.iter().map(|entry| (entry.kind.code, entry.kind)).collect();
    let results: Vec<Value> = shown.iter().map(|entry| result(told, entry, &rules)).collect();
    let document = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "clientwright",
                "rules": rules.values().map(|kind| rule(kind)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{document:#}\n")
}

fn rule(kind: &Kind) -> Value {
    let mut rule = json!({ "id": kind.code, "shortDescription": { "text": kind.why } });
    if !kind.keep.is_empty() {
        rule["help"] = json!({ "text": format!("Instead: {}.", kind.keep) });
    }
    rule
}

fn result(told: &Told<'_>, entry: &Entry, rules: &BTreeMap<&str, &Kind>) -> Value {
    let level = match () {
        () if told.fails(entry) => "error",
        () if entry.is_breaking() || entry.wire == Wire::Risky => "warning",
        () => "note",
    };
    let mut result = json!({
        "ruleId": entry.kind.code,
        "ruleIndex": rules.keys().position(|code| *code == entry.kind.code),
        "level": level,
        "message": { "text": summary(entry) },
        "partialFingerprints": { "clientwright/v1": entry.fingerprint },
        "properties": { "rust": entry.rust.name(), "wire": entry.wire.name() },
    });
    // What is gone is shown where it was.
    if let Some(place) = told.after(entry).or_else(|| told.before(entry)) {
        result["locations"] = json!([location(&place)]);
    }
    if let Some(why) = &entry.accepted {
        result["suppressions"] = json!([{ "kind": "external", "status": "accepted", "justification": why }]);
    }
    result
}

fn location(place: &Located) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file) } });
    if place.line > 0 {
        physical["region"] = json!({ "startLine": place.line, "startColumn": place.column });
    }
    json!({ "physicalLocation": physical })
}

/// A path as a relative reference; what means something else there is escaped.
fn uri(path: &str) -> String {
    let escaped = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(escaped).collect()
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_references() {
        assert_eq!(uri("spec/resources/a b%.yaml"), "spec/resources/a%20b%25.yaml");
        assert_eq!(uri("spec/ä.yaml"), "spec/%C3%A4.yaml");
    }
}
