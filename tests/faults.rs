//! Each fault that a client can meet, and what the caller gets: the table `faults/README.md`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use std::{env, fs, panic, thread};

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
use scene::{Call, Outcome, Way, play};
use table::{Row, render};

/// How many faults are played at a time; most of the time is spent waiting for another thread.
const THREADS: usize = 4;

/// How long all of it may take, which is a hundred times what it takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is being played, for when it does not end.
static UNDER_WAY: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

#[test]
fn every_fault_gives_what_the_table_says() {
    in_time(|| {
        let sections = catalog::sections();
        let faults: Vec<_> = sections.iter().flat_map(|section| &section.faults).collect();
        let awaited = rows(&faults, Way::Awaited);
        for way in [Way::Blocking, Way::Reqwest] {
            for (awaited, other) in awaited.iter().zip(rows(&faults, way)) {
                assert_eq!(awaited.outcomes, other.outcomes, "{}: awaited over hyper, and {way:?}", awaited.name);
            }
        }
        golden(&render(&sections, &awaited));
    });
}

/// Does work on another thread, and waits for it no longer than it may take.
fn in_time(work: impl FnOnce() + Send + 'static) {
    let (sender, done) = channel();
    let thread = thread::spawn(move || {
        work();
        sender.send(()).expect("the test waits for this");
    });
    match done.recv_timeout(PATIENCE) {
        Ok(()) => {}
        Err(RecvTimeoutError::Disconnected) => panic::resume_unwind(thread.join().unwrap_err()),
        Err(RecvTimeoutError::Timeout) => panic!("these do not end: {:?}", UNDER_WAY.lock().unwrap()),
    }
}

/// What comes of each fault, in the order of the faults.
fn rows(faults: &[&Fault], way: Way) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(fault) = faults.get(index) else { return };
                    let outcomes = [Call::Get, Call::Post].map(|call| watched(fault, call, way));
                    done.lock().unwrap().push((index, Row { name: fault.name, outcomes }));
                }
            });
        }
    });
    let mut rows = done.into_inner().unwrap();
    rows.sort_by_key(|(index, _)| *index);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn watched(fault: &Fault, call: Call, way: Way) -> Outcome {
    let name = format!("{}, {call:?}, {way:?}", fault.name);
    UNDER_WAY.lock().unwrap().insert(name.clone());
    let outcome = play(fault, call, way);
    UNDER_WAY.lock().unwrap().remove(&name);
    outcome
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
