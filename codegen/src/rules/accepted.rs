//! What the author accepts of the rules, and entries of `allow` that are at fault themselves.

use super::{find, nearest};
use crate::diag::{Diagnostic, Report};
use crate::model::Allow;

/// Takes out what is accepted, and adds what is wrong with the entries.
pub fn sift(found: Report, allows: &[Allow]) -> Report {
    let accepts = |allow: &Allow, finding: &Diagnostic| {
        allow.code == finding.code && finding.primary.place.is_within(&allow.scope)
    };
    let faults = allows.iter().filter_map(|allow| {
        let is_used = found.diagnostics().iter().any(|finding| accepts(allow, finding));
        fault(allow, is_used)
    });
    let faults: Vec<Diagnostic> = faults.collect();
    let left = found.into_iter().filter(|finding| !allows.iter().any(|allow| accepts(allow, finding)));
    left.chain(faults).collect()
}

fn fault(allow: &Allow, is_used: bool) -> Option<Diagnostic> {
    let code = &allow.code;
    let error = |code: &'static str, message: String| Diagnostic::error(code, message, allow.place.clone());
    if find(code).is_none() {
        let unknown = error("unknown_rule", format!("there is no rule `{code}`"));
        return Some(match nearest(code) {
            Some(meant) => unknown.label(format!("did you mean `{meant}`?")),
            None => unknown.help("`cargo xtask explain` lists the rules"),
        });
    }
    if allow.reason.is_empty() {
        let help = "say what is odd about the API here, for those who read the spec later";
        return Some(error("reason_missing", format!("`{code}` is accepted without a reason")).help(help));
    }
    let unused = || error("unused_allow", format!("the rule `{code}` finds nothing here")).help("remove the entry");
    (!is_used).then(unused)
}
