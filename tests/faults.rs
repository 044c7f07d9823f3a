//! Each fault that a client can meet, and what the caller gets: the table `faults/README.md`.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

#[path = "faults/catalog.rs"]
mod catalog;
#[path = "faults/clock.rs"]
mod clock;
#[path = "faults/fault.rs"]
mod fault;
#[path = "faults/line.rs"]
mod line;
#[path = "faults/peer.rs"]
mod peer;
#[path = "faults/scene.rs"]
mod scene;
#[path = "faults/table.rs"]
mod table;

use fault::Fault;
use scene::{Call, Way, play};
use table::{Row, render};

/// How many faults are played at a time; most of the time is spent waiting for another thread.
const THREADS: usize = 4;

#[test]
fn every_fault_gives_what_the_table_says() {
    let sections = catalog::sections();
    let faults: Vec<_> = sections.iter().flat_map(|section| &section.faults).collect();
    let awaited = rows(&faults, Way::Awaited);
    for way in [Way::Blocking, Way::Reqwest] {
        for (awaited, other) in awaited.iter().zip(rows(&faults, way)) {
            assert_eq!(awaited.outcomes, other.outcomes, "{}: awaited over hyper, and {way:?}", awaited.name);
        }
    }
    golden(&render(&sections, &awaited));
}

/// What comes of each fault, in the order of the faults.
fn rows(faults: &[&Fault], way: Way) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(fault) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcomes = [Call::Get, Call::Post].map(|call| play(fault, call, way));
                    done.lock().unwrap().push(Row { name: fault.name, outcomes });
                }
            });
        }
    });
    let mut rows = done.into_inner().unwrap();
    rows.sort_by_key(|row| faults.iter().position(|fault| fault.name == row.name));
    rows
}

/// Holds the table against the file; with `BLESS` set, writes the file.
fn golden(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults/README.md");
    if env::var_os("BLESS").is_some() {
        return fs::write(path, table).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    let diff = similar::TextDiff::from_lines(&expected, table).unified_diff().to_string();
    assert!(diff.is_empty(), "{} is not what happens (BLESS=1 writes it):\n{diff}", path.display());
}
