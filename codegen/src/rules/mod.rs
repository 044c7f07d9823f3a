//! `&Api` → findings: whether we like what was written.
//!
//! Rules never change anything, and nothing that a rule finds keeps an API from being emitted correctly.
//! One file a rule; `values` holds JSON against types for those that need it.

mod default_mismatch;
mod example_mismatch;
mod missing_doc;
mod unused_type;
mod values;

use crate::diag::Report;
use crate::model::Api;

/// A rule: the code of its findings, and the check.
pub struct Rule {
    /// Code of the findings; also the name of the file.
    pub code: &'static str,
    /// Adds findings to the report.
    pub check: fn(&Api, &mut Report),
}

/// All rules, by code.
pub static RULES: &[Rule] = &[default_mismatch::RULE, example_mismatch::RULE, missing_doc::RULE, unused_type::RULE];

/// Runs all rules.
pub fn check(api: &Api, report: &mut Report) {
    for rule in RULES {
        (rule.check)(api, report);
    }
}
