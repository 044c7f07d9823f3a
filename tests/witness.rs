//! The verdict on Rust source is true: pieces of an application that use each item of the old crate compile
//! against the new crate exactly when no entry of the comparison says that the item breaks.
//!
//! One test, because compiling is what takes the time: crates are made once each, whatever cases share them,
//! and `rustc` is asked for metadata alone. The table of agreement stands in the output (`--nocapture`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clientwright::diff::{Entry, Rust};
use clientwright_tests::bench::{Bench, Outcome};
use clientwright_tests::witness::Witness;
use clientwright_tests::{change, witness, workers};

/// A kind, and whether source agreed with its verdict.
struct Row {
    kind: String,
    verdict: Rust,
    broken: usize,
    used: usize,
}

#[test]
fn source_breaks_exactly_where_the_comparison_says_so() {
    let witnesses = Witnesses::new().expect("the runtime compiles");
    let results = workers::each(&change::cases(), |case| {
        witnesses.case(case).map_err(|fault| format!("{}: {fault}", case.display()))
    });
    let (mut faults, mut agreed) = (Vec::new(), 0);
    println!("{:40} {:8} {:>7} {:>7}", "kind", "verdict", "broken", "used");
    for result in results {
        match result {
            Ok(Row { kind, verdict, broken, used }) => {
                agreed += 1;
                println!("{kind:40} {:8} {broken:>7} {used:>7}", verdict.name());
            }
            Err(fault) => faults.push(fault),
        }
    }
    println!("{agreed} kinds agree");
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// Applications that use what they are given piece by piece.
struct Witnesses {
    bench: Bench,
    /// Crates against which all their witnesses compile.
    sound: Mutex<BTreeSet<PathBuf>>,
}

impl Witnesses {
    fn new() -> Outcome<Self> {
        Ok(Witnesses { bench: Bench::new(&[])?, sound: Mutex::default() })
    }

    fn case(&self, case: &Path) -> Outcome<Row> {
        let sides = change::laid_out(case).map_err(|error| error.to_string())?;
        let diff = sides.diff();
        let (old, new) =
            (sides.old.api.ok_or("the old side does not load")?, sides.new.api.ok_or("the new side does not load")?);
        let signatures = diff.entries.iter().flat_map(|entry| &entry.signatures);
        let told: BTreeSet<&str> = signatures
            .filter(|one| one.rust == Rust::Major && one.old.is_some())
            .map(|one| one.path.as_str())
            .collect();
        let (then, witnesses) = match &sides.crates {
            // What an earlier generator made is used as that was.
            Some(crates) => (self.bench.earlier_client(&old, &crates.then)?, witness::of_crate(&crates.then)),
            None => (self.bench.client(&old)?, witness::of(&old)),
        };
        self.sound(&then, &witnesses)?;
        let broken = self.broken(&self.bench.client(&new)?, &witnesses)?;
        let found: BTreeSet<&str> = broken.keys().map(String::as_str).collect();
        if found != told {
            let missed: Vec<String> =
                found.difference(&told).map(|path| format!("{path}: {}", broken[*path])).collect();
            let wrong: Vec<&&str> = told.difference(&found).collect();
            return Err(format!("breaks and is not told: {missed:#?}\ntold and does not break: {wrong:#?}").into());
        }
        let kind = change::name(case);
        let named = |entry: &&Entry| entry.kind.code == kind || entry.also.iter().any(|also| also.code == kind);
        let verdict = diff.entries.iter().filter(named).map(|entry| entry.rust).max().unwrap_or_default();
        Ok(Row { kind, verdict, broken: broken.len(), used: witnesses.len() })
    }

    /// All witnesses of a crate compile against it; asked once for each crate.
    fn sound(&self, client: &Path, witnesses: &[Witness]) -> Outcome<()> {
        if self.sound.lock().map_err(|_| "another thread failed")?.contains(client) {
            return Ok(());
        }
        if let Some((path, fault)) = self.broken(client, witnesses)?.first_key_value() {
            return Err(format!("the witness of {path} does not compile against the old crate: {fault}").into());
        }
        self.sound.lock().map_err(|_| "another thread failed")?.insert(client.to_owned());
        Ok(())
    }

    /// The witnesses that do not compile, with what the compiler says of each.
    fn broken(&self, client: &Path, witnesses: &[Witness]) -> Outcome<BTreeMap<String, String>> {
        let mut broken = BTreeMap::new();
        // A fault of one stage hides those of later ones, so that what is left is tried again.
        loop {
            let left: Vec<&Witness> = witnesses.iter().filter(|one| !broken.contains_key(&one.path)).collect();
            let found = self.faulty(client, &left)?;
            if found.is_empty() {
                return Ok(broken);
            }
            broken.extend(found);
        }
    }

    /// The witnesses in which the compiler finds errors, each with the first of them.
    fn faulty(&self, client: &Path, witnesses: &[&Witness]) -> Outcome<BTreeMap<String, String>> {
        let modules = witnesses.iter().enumerate().map(|(at, one)| format!("pub mod w{at} {{ {} }}\n", one.code));
        let code = format!("#![allow(deprecated)]\n{}", modules.collect::<String>());
        let mut found = BTreeMap::new();
        for error in self.bench.application(client, &code)? {
            let spans = error["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
            let primary = spans.iter().find(|span| span["is_primary"] == true);
            let line = primary.and_then(|span| span["line_start"].as_u64()).unwrap_or_default();
            let message = error["rendered"].as_str().unwrap_or_default().to_owned();
            let at = usize::try_from(line)?.checked_sub(2);
            let Some(one) = at.and_then(|at| witnesses.get(at)) else {
                // How many errors there were is said at the end, in no place.
                if spans.is_empty() {
                    continue;
                }
                return Err(message.into());
            };
            found.entry(one.path.clone()).or_insert(message);
        }
        Ok(found)
    }
}
