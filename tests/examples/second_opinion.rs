//! Holds the verdicts on source of all cases in `tests/diff/` against those of cargo-semver-checks.
//!
//! `second_opinion [PROGRAM]`: PROGRAM is cargo-semver-checks of the version in `tests/semver/version.txt`, and is
//! looked for under that name if it is not given. With `BLESS=1` the table in `tests/semver/README.md` is written.

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use clientwright_tests::bench::{Bench, Outcome};
use clientwright_tests::semver::checks::{Opinion, SemverChecks};
use clientwright_tests::semver::comparison::Case;
use clientwright_tests::semver::explained::Explained;
use clientwright_tests::semver::{self, table};
use clientwright_tests::{change, workers};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let program = match arguments.as_slice() {
        [] => "cargo-semver-checks".to_owned(),
        [program] if !program.starts_with('-') => program.clone(),
        _ => {
            eprintln!("usage: second_opinion [PROGRAM]");
            return ExitCode::from(2);
        }
    };
    match judge(program) {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            eprintln!("{}\nchange the rules, or explain it in tests/semver/explained.yaml", faults.join("\n"));
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// What is wrong.
fn judge(program: String) -> Outcome<Vec<String>> {
    let (checks, explained) = (found(program)?, Explained::read()?);
    // The features that add items to the crate.
    let bench = Bench::new(&["blocking", "testing"])?;
    let compared = workers::each(&semver::cases(), |case| compare(&bench, &checks, case));
    let compared = compared.into_iter().collect::<Outcome<Vec<_>>>()?;
    let mut faults = explained.faults(&compared);
    if faults.is_empty() {
        let agreed = compared.iter().filter(|(case, opinion)| case.agrees(opinion)).count();
        println!("{agreed} of {} verdicts agree, the others are explained", compared.len());
        faults.extend(written(&table::render(&checks.version, &explained, &compared))?);
    }
    Ok(faults)
}

/// The program, if it is the one of which the table is.
fn found(program: String) -> Outcome<SemverChecks> {
    let wanted = fs::read_to_string(semver::root().join("version.txt"))?;
    let wanted = wanted.trim();
    let install = format!("cargo install cargo-semver-checks --locked --version {wanted}");
    let checks = SemverChecks::find(program).map_err(|error| format!("{error}\ninstall it: {install}"))?;
    match checks.version == wanted {
        true => Ok(checks),
        false => {
            Err(format!("the table is of version {wanted}, not {}\ninstall that: {install}", checks.version).into())
        }
    }
}

fn compare(bench: &Bench, checks: &SemverChecks, case: &Path) -> Outcome<(Case, Opinion)> {
    let (old, new) = change::apis(case)?;
    let opinion = checks.compare(&bench.description(&old)?, &bench.description(&new)?);
    let kind = change::name(case);
    let opinion = opinion.map_err(|error| format!("{kind}: {error}"))?;
    Ok((Case::new(kind, &old, &new), opinion))
}

/// Writes the table or holds the one that is there against it.
fn written(text: &str) -> Outcome<Option<String>> {
    let file = semver::root().join("README.md");
    if env::var_os("BLESS").is_some() {
        fs::write(&file, text)?;
        return Ok(None);
    }
    let stale = fs::read_to_string(&file).unwrap_or_default() != text;
    Ok(stale.then(|| "tests/semver/README.md is not what comes of it today: BLESS=1 writes it".to_owned()))
}
