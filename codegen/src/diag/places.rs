//! Finds many places, with one walk through each file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{FileId, Path, Place, Spot};
use crate::read::Sources;
use crate::yaml::{Found, locate, locate_keys};

/// A place that has been found; line and column are counted from 1, and 0 for a file as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Located {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

impl Located {
    /// `file:line:column`.
    pub fn text(&self) -> String {
        match self.line {
            0 => self.file.clone(),
            line => format!("{}:{line}:{}", self.file, self.column),
        }
    }
}

/// Places that have been found.
pub struct Places<'p>(BTreeMap<&'p Place, Located>);

impl<'p> Places<'p> {
    /// Finds places.
    pub fn find(sources: &Sources, places: impl IntoIterator<Item = &'p Place>) -> Self {
        let mut files: BTreeMap<FileId, Vec<&Place>> = BTreeMap::new();
        for place in places {
            files.entry(place.file).or_default().push(place);
        }
        Places(files.into_iter().flat_map(|(file, places)| in_file(sources, file, places)).collect())
    }

    /// Where a place is; every place that was asked for is known.
    pub fn get(&self, place: &Place) -> Located {
        self.0.get(place).cloned().unwrap_or(Located { file: String::new(), line: 0, column: 0 })
    }
}

fn in_file<'p>(sources: &Sources, file: FileId, places: Vec<&'p Place>) -> Vec<(&'p Place, Located)> {
    let text = sources.get(file).map_or("", |source| source.text.as_str());
    let name = sources.display_name(file);
    let keys: Vec<&Path> = places.iter().filter_map(|place| key(place)).collect();
    let found = locate_keys(text, keys);
    let located = |place: &'p Place| {
        let found = key(place).and_then(|path| found.get(path).copied()).or_else(|| locate(text, &place.spot));
        let (line, column) = found.map_or((0, 0), |found: Found| (found.line, found.column));
        (place, Located { file: name.clone(), line, column })
    };
    places.into_iter().map(located).collect()
}

fn key(place: &Place) -> Option<&Path> {
    match &place.spot {
        Spot::Key(path) => Some(path),
        _ => None,
    }
}
