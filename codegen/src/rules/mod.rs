//! `&Api` → findings: whether we like what was written.
//!
//! Rules never change anything, and nothing that a rule finds keeps an API from being emitted correctly.
//! One file a rule, which holds the page that explains it too. Beside them stand what several share:
//! `values` holds JSON against types, `walk` goes through the API, `prose` and `said` read docs,
//! and `accepted` takes out what the author accepts.

mod accepted;
mod default_mismatch;
mod default_of_required;
mod deprecated_without_replacement;
mod example_mismatch;
mod example_missing;
mod id_without_prefix;
mod list_without_pagination;
mod missing_doc;
mod name_casing;
mod once_not_secret;
mod placeholder_doc;
mod prose;
mod prose_states_default;
mod prose_states_enum;
mod prose_states_exclusion;
mod prose_states_limit;
mod prose_states_null;
mod ref_as_text;
mod repeated_doc;
mod reserved_word;
mod said;
mod secret_name;
mod timestamp_as_text;
mod unfinished_doc;
mod unknown_replacement;
mod unused_error_code;
mod unused_group;
mod unused_query;
mod unused_type;
mod update_required;
mod values;
mod walk;

use crate::diag::{self, Report};
use crate::model::Api;

/// A rule: the code of its findings, the check, and what is to be said about it.
pub struct Rule {
    /// Code of the findings; also the name of the file.
    pub code: &'static str,
    /// Adds findings to the report.
    pub check: fn(&Api, &mut Report),
    /// Markdown: a line that sums the rule up, then what it finds, why, an example, and what to write instead.
    pub page: &'static str,
}

impl Rule {
    /// The line that sums the rule up.
    pub fn summary(&self) -> &'static str {
        self.page.lines().next().unwrap_or_default()
    }

    /// The page under the rule's code.
    pub fn document(&self) -> String {
        format!("# {}\n\n{}", self.code, self.page)
    }
}

/// All rules, by code.
pub static RULES: &[Rule] = &[
    default_mismatch::RULE,
    default_of_required::RULE,
    deprecated_without_replacement::RULE,
    example_mismatch::RULE,
    example_missing::RULE,
    id_without_prefix::RULE,
    list_without_pagination::RULE,
    missing_doc::RULE,
    name_casing::RULE,
    once_not_secret::RULE,
    placeholder_doc::RULE,
    prose_states_default::RULE,
    prose_states_enum::RULE,
    prose_states_exclusion::RULE,
    prose_states_limit::RULE,
    prose_states_null::RULE,
    ref_as_text::RULE,
    repeated_doc::RULE,
    reserved_word::RULE,
    secret_name::RULE,
    timestamp_as_text::RULE,
    unfinished_doc::RULE,
    unknown_replacement::RULE,
    unused_error_code::RULE,
    unused_group::RULE,
    unused_query::RULE,
    unused_type::RULE,
    update_required::RULE,
];

/// The rule with this code.
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// The code of a rule that a mistyped one resembles most.
pub fn nearest(code: &str) -> Option<&'static str> {
    diag::nearest(code, RULES.iter().map(|rule| rule.code))
}

/// All rules, one a line, with what each wants.
pub fn overview() -> String {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    RULES.iter().map(|rule| format!("{:width$}  {}\n", rule.code, rule.summary())).collect()
}

/// Runs all rules and leaves out what the author accepts.
pub fn check(api: &Api, report: &mut Report) {
    let mut found = Report::new();
    for rule in RULES {
        (rule.check)(api, &mut found);
    }
    report.extend(accepted::sift(found, &api.allows));
}
