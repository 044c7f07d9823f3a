//! The table as people read it.

use std::fmt::Write;
use std::time::Duration;

use crate::fault::Section;
use crate::scene::Outcome;

/// What stands above the table.
const INTRODUCTION: &str = include_str!("introduction.md");

const HEAD: &str = "\
| fault | call | attempts | the server saw | waits | error is | the call gives |
|---|---|---|---|---|---|---|
";

/// What comes of both calls that meet a fault.
pub struct Row {
    pub name: &'static str,
    /// Of reading and of creating.
    pub outcomes: [Outcome; 2],
}

pub fn render(sections: &[Section], rows: &[Row]) -> String {
    let mut text = INTRODUCTION.to_owned();
    let mut rows = rows.iter();
    for section in sections {
        let _ = write!(text, "\n## {}\n\n{HEAD}", section.heading);
        rows.by_ref().take(section.faults.len()).for_each(|row| render_row(&mut text, row));
    }
    text
}

/// One line for both calls where they give the same, or else a line for each.
fn render_row(text: &mut String, row: &Row) {
    let [get, post] = &row.outcomes;
    let as_get = Outcome { result: reading(&post.result), ..post.clone() };
    if as_get == *get {
        return render_line(text, row.name, "both", get);
    }
    render_line(text, row.name, "GET", get);
    render_line(text, "", "POST", post);
}

/// What creating gives, in the words of reading.
fn reading(result: &Result<String, String>) -> Result<String, String> {
    result.clone().map_err(|line| line.replacen("ip_policies.create: ", "ip_policies.get: ", 1))
}

fn render_line(text: &mut String, name: &str, call: &str, outcome: &Outcome) {
    let Outcome { attempts, seen, waits, is, result } = outcome;
    let (waits, is) = (waits.iter().map(seconds).collect::<Vec<_>>().join(", "), is.join(", "));
    let gives = match result {
        Ok(id) => format!("the IP policy {id}"),
        // A line that holds backticks needs two of them around it.
        Err(line) if line.contains('`') => format!("`` {line} ``"),
        Err(line) => format!("`{line}`"),
    };
    let _ = writeln!(text, "| {name} | {call} | {attempts} | {seen} | {waits} | {is} | {gives} |");
}

fn seconds(wait: &Duration) -> String {
    format!("{} s", wait.as_secs_f64())
}
