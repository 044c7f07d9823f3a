//! Every declared type is used by some service.

use super::Rule;
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "unused_type", check };

fn check(api: &Api, report: &mut Report) {
    let declared = api.types.iter().chain(api.services.iter().flat_map(|service| &service.types));
    for definition in declared.filter(|definition| definition.used_by.is_empty()) {
        let message = format!("no operation touches the type `{}`", definition.name.wire);
        report.push(Diagnostic::error(RULE.code, message, definition.place.clone()).help("use it or remove it"));
    }
}
