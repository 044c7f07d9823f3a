//! Parts of the crate that have nothing in common, so that several threads can make them.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::document::Templates;
use super::printer::RustFile;
use super::{every_operation, root, service_files};
use crate::model::{Api, Service};
use crate::samples::Samples;

/// A part of the crate, and of the time that it takes.
pub enum Part<'a> {
    /// What belongs to no service.
    Root,
    Service(&'a Service),
    /// The tests of all operations.
    Tests,
}

/// The parts below `src/`.
pub fn of_library(api: &Api) -> Vec<Part<'_>> {
    [Part::Root].into_iter().chain(api.services.iter().map(Part::Service)).collect()
}

/// The files of all parts, printed, in no particular order.
pub fn texts(samples: &Samples<'_>, templates: &Templates, parts: &[Part<'_>]) -> Vec<(String, String)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut texts = Vec::new();
        while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            texts.extend(files(samples, templates, part).into_iter().map(|(path, file)| (path, file.print())));
        }
        texts
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(parts.len());
    thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut texts = work();
        for other in others {
            texts.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        texts
    })
}

fn files(samples: &Samples<'_>, templates: &Templates, part: &Part<'_>) -> Vec<(String, RustFile)> {
    match part {
        Part::Root => root(samples.api(), templates.0.contains_key("src/guide.md.jinja")),
        Part::Service(service) => service_files(samples, service),
        Part::Tests => every_operation::files(samples),
    }
}
