//! Both opinions of every kind, as people read them.

use std::fmt::Write;

use super::checks::Opinion;
use super::comparison::Case;
use super::explained::{Explained, Items, Verdicts};

/// What stands above the table.
const INTRODUCTION: &str = include_str!("../../semver/introduction.md");

const HEAD: &str = "\
| kind | we say | it says | its lints | items that break | it finds | why |
|---|---|---|---|---|---|---|
";

/// The file.
pub fn render(version: &str, explained: &Explained, compared: &[(Case, Opinion)]) -> String {
    let mut text = INTRODUCTION.replace("VERSION", version);
    text.push_str("\n## Why verdicts differ\n\n");
    explained.verdicts.iter().for_each(|reason| verdicts(&mut text, reason));
    text.push_str("\n## Items that only cargo-semver-checks names\n\n");
    explained.items.iter().for_each(|one| items(&mut text, one));
    let _ = write!(text, "\n## Every kind\n\n{HEAD}");
    compared.iter().for_each(|(case, opinion)| row(&mut text, explained, case, opinion));
    text
}

fn verdicts(text: &mut String, Verdicts { unseen, why, kinds }: &Verdicts) {
    let _ = writeln!(text, "- **{}** ({} kinds): {why}", unseen.name(), kinds.len());
}

fn items(text: &mut String, Items { kind, items, why }: &Items) {
    let items: Vec<String> = items.iter().map(|item| format!("`{item}`")).collect();
    let _ = writeln!(text, "- {kind}, {}: {why}", items.join(", "));
}

fn row(text: &mut String, explained: &Explained, case: &Case, opinion: &Opinion) {
    let lints: Vec<&str> = opinion.lints.iter().map(String::as_str).collect();
    let why = explained.reason(&case.kind).map(|reason| reason.name()).unwrap_or_default();
    let (told, asked, lints) = (told(case), opinion.bump.name(), lints.join(", "));
    let [kind, verdict, broken] = told;
    let _ = writeln!(text, "| {kind} | {verdict} | {asked} | {lints} | {broken} | {} | {why} |", case.seen(opinion));
}

/// What the row of a case has of ourselves: the kind, the verdict, and how many items break.
pub fn told(case: &Case) -> [String; 3] {
    [case.kind.clone(), case.verdict.name().to_owned(), case.broken().to_string()]
}

/// What the rows of a file have of ourselves, and the reasons that they name.
pub fn read(file: &str) -> Vec<([String; 3], String)> {
    let rows = file.split(HEAD).nth(1).unwrap_or_default().lines();
    let cells = rows.map(|row| row.split('|').map(str::trim).map(str::to_owned).collect::<Vec<String>>());
    cells
        .filter_map(|cells| match cells.as_slice() {
            [_, kind, verdict, _, _, broken, _, why, _] => {
                Some(([kind.clone(), verdict.clone(), broken.clone()], why.clone()))
            }
            _ => None,
        })
        .collect()
}
