//! Whoever knows ngrok's Python client or the REST reference finds everything again: each class,
//! method, parameter and property that their documentation names has its counterpart in the API.
//!
//! The tables in `seeds/` hold the names, and say of a name without counterpart what it became and
//! why; `seeds/rust_names.txt` says what each has become in Rust.
//! `BLESS=1 cargo test -p clientwright-tests --test seeds` rewrites that list.

#[path = "seeds/call.rs"]
mod call;
#[path = "seeds/library.rs"]
mod library;
#[path = "seeds/line.rs"]
mod line;
#[path = "seeds/methods.rs"]
mod methods;
#[path = "seeds/place.rs"]
mod place;
#[path = "seeds/rest.rs"]
mod rest;
#[path = "seeds/services.rs"]
mod services;
#[path = "seeds/table.rs"]
mod table;
#[path = "seeds/types.rs"]
mod types;
#[path = "seeds/view.rs"]
mod view;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use clientwright::diag::Format;
use clientwright::model::Api;
use clientwright::timing::Timings;
use clientwright::{analyse, read};
use line::Line;
use similar::TextDiff;

static API: LazyLock<Api> = LazyLock::new(|| {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let analysis = analyse(read::folder(&spec), &mut Timings::new());
    let findings = analysis.report.render(&analysis.sources, Format::Text, false);
    analysis.api.unwrap_or_else(|| panic!("the spec does not load:\n{findings}"))
});

/// Looks up all names of one topic.
type Lookup = fn(&Api) -> Vec<Line>;

const TOPICS: &[(&str, Lookup)] = &[
    ("Services of the Python client", services::lines),
    ("Pages about a service", services::pages),
    ("Data types of the Python client", types::lines),
    ("REST reference", rest::lines),
    ("Around them", library::lines),
];

#[test]
fn every_name_has_its_counterpart() {
    let lines = TOPICS.iter().flat_map(|(_, lines)| lines(&API));
    let faults: Vec<String> = lines.filter_map(|line| line.fault()).collect();
    assert!(faults.is_empty(), "{} names of the tables:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_list_says_what_each_name_has_become() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/rust_names.txt");
    let found = list();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &found).expect("the list can be written");
    }
    let expected = fs::read_to_string(&file).expect("the list can be read");
    let diff = TextDiff::from_lines(expected.as_str(), found.as_str());
    assert!(expected == found, "{}", diff.unified_diff().context_radius(0).header("listed", "found"));
}

const HEAD: &str = "\
# What the names of the documentation of the Python client and of the REST reference are in Rust.
# A call is shown with the arguments that it needs, and a setter without its value.
";

fn list() -> String {
    let mut text = HEAD.to_owned();
    for (title, lines) in TOPICS {
        let mut lines: Vec<String> = lines(&API).iter().map(Line::to_string).collect();
        lines.sort();
        // Writing to a String cannot fail.
        let _ = write!(text, "\n## {title}\n\n{}\n", lines.join("\n"));
    }
    text
}
