//! Results of tests: each change is one, and fails if the comparison fails because of it.

use std::fmt::Write;

use super::Told;
use super::words::{places, summary};
use crate::diff::entry::Entry;

/// The whole report.
pub fn render(told: &Told<'_>) -> String {
    let failures = told.entries.iter().filter(|entry| told.fails(entry)).count();
    let tests = told.entries.len();
    let name = escape(&format!("{} .. {}", told.old, told.new));
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a String cannot fail.
    let _ = writeln!(text, "<testsuites tests=\"{tests}\" failures=\"{failures}\">");
    let _ = writeln!(text, "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\">");
    told.entries.iter().for_each(|entry| text.push_str(&case(told, entry)));
    text.push_str("  </testsuite>\n</testsuites>\n");
    text
}

fn case(told: &Told<'_>, entry: &Entry) -> String {
    let (class, name) = (escape(entry.kind.code), escape(&format!("{} {}", summary(entry), entry.fingerprint)));
    if !told.fails(entry) {
        return format!("    <testcase classname=\"{class}\" name=\"{name}\"/>\n");
    }
    let message = escape(entry.kind.why);
    let place = escape(&places(told, entry));
    format!(
        "    <testcase classname=\"{class}\" name=\"{name}\">\n      <failure message=\"{message}\">{place}</failure>\n    </testcase>\n"
    )
}

/// Text as XML takes it; what XML cannot hold at all is left out.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_breaks_out_of_xml() {
        assert_eq!(escape("a<b> & \"c\"\u{1}\u{fffe}"), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
