//! What the compiler said.

use std::collections::BTreeMap;

use serde_json::Value;

/// What it said of each client and of the application that uses it, by the name of the change.
pub struct Findings(BTreeMap<String, Vec<Finding>>);

struct Finding {
    is_error: bool,
    text: String,
}

impl Findings {
    /// Reads the messages of cargo, one a line. A package is found by the path of its manifest, which
    /// ends in `CHANGE/client/Cargo.toml` or `CHANGE/application/Cargo.toml`.
    pub fn read(messages: &str) -> Self {
        let mut findings: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        for message in messages.filter(|message| message["reason"] == "compiler-message") {
            let manifest = message["manifest_path"].as_str().unwrap_or_default();
            let change = manifest.rsplit(['/', '\\']).nth(2).unwrap_or_default();
            let message = &message["message"];
            let text = message["rendered"].as_str().unwrap_or_default().to_owned();
            findings
                .entry(change.to_owned())
                .or_default()
                .push(Finding { is_error: message["level"] == "error", text });
        }
        Self(findings)
    }

    fn all(&self, name: &str) -> &[Finding] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    fn has_errors(&self, name: &str) -> bool {
        self.all(name).iter().any(|finding| finding.is_error)
    }

    /// Whether everything compiles.
    pub fn are_sound(&self) -> bool {
        !self.0.keys().any(|name| self.has_errors(name))
    }

    /// What was said where nothing should be.
    pub fn anything(&self, name: &str) -> Option<String> {
        let said: String = self.all(name).iter().map(|finding| finding.text.as_str()).collect();
        (!said.is_empty()).then(|| format!("{name}:\n{said}"))
    }

    /// What was said where there should be warnings of one kind, and some.
    pub fn more_than_deprecation(&self, name: &str) -> Option<String> {
        let deprecation = |finding: &Finding| !finding.is_error && finding.text.contains("use of deprecated");
        match self.all(name) {
            [] => Some(format!("{name}: the application uses nothing of it")),
            findings if findings.iter().all(deprecation) => None,
            _ => self.anything(name),
        }
    }

    /// What is wrong where the application should not compile.
    pub fn no_error(&self, name: &str) -> Option<String> {
        (!self.has_errors(name)).then(|| format!("{name}: the application compiles"))
    }
}
