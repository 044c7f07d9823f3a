//! Where something stands in the spec: a file, and a spot in it that outlives parsing.
//!
//! Spots are paths of nodes, not positions, because the YAML library keeps no positions.
//! They become a line and a column only when a report is rendered.

use std::fmt;
use std::sync::Arc;

/// Number of a file in [`Sources`](crate::read::Sources).
///
/// Files that could not be taken come after the good ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// One step from a node to one of its children.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into the value of a key.
    Key {
        /// The key's text.
        name: Arc<str>,
        /// Which of several equal keys, counted from 0.
        nth: usize,
    },
    /// Into an element of a list, counted from 0.
    Index(usize),
}

/// The way from the root of a document to a node; cheap to clone and to extend.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Option<Arc<Link>>);

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Link {
    parent: Path,
    step: Step,
}

impl Path {
    /// The document itself.
    pub fn root() -> Self {
        Path(None)
    }

    /// The value of the `nth` key called `name`.
    pub fn key(&self, name: &str, nth: usize) -> Self {
        self.then(Step::Key { name: name.into(), nth })
    }

    /// The element at `index`.
    pub fn index(&self, index: usize) -> Self {
        self.then(Step::Index(index))
    }

    /// The steps from the root to the node.
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut at = self;
        while let Some(link) = &at.0 {
            steps.push(link.step.clone());
            at = &link.parent;
        }
        steps.reverse();
        steps
    }

    /// The node that holds this one; `None` for the root.
    pub fn parent(&self) -> Option<Path> {
        self.0.as_ref().map(|link| link.parent.clone())
    }

    fn then(&self, step: Step) -> Self {
        Path(Some(Arc::new(Link { parent: self.clone(), step })))
    }
}

/// `fields.cidr.create`, `exclusive[0].fields[1]`; `.` for the root.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps = self.steps();
        if steps.is_empty() {
            return f.write_str(".");
        }
        for (position, step) in steps.iter().enumerate() {
            match step {
                Step::Key { name, .. } if position == 0 => f.write_str(name)?,
                Step::Key { name, .. } => write!(f, ".{name}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({self})")
    }
}

/// A spot in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The file as a whole.
    File,
    /// The key that leads to the node.
    Key(Path),
    /// The node itself.
    Value(Path),
    /// A position that the parser gave, both counted from 1, the column in characters.
    Point {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
}

/// A spot in one of the files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The spot in it.
    pub spot: Spot,
}

impl Place {
    /// The file as a whole.
    pub fn file(file: FileId) -> Self {
        Place { file, spot: Spot::File }
    }

    /// The key that leads to a node.
    pub fn key(file: FileId, path: Path) -> Self {
        Place { file, spot: Spot::Key(path) }
    }

    /// A node.
    pub fn value(file: FileId, path: Path) -> Self {
        Place { file, spot: Spot::Value(path) }
    }

    /// Whether this place is at the node that `holder` is about, or below that.
    pub fn is_within(&self, holder: &Place) -> bool {
        let path = |place: &Place| match &place.spot {
            Spot::File => Some(Path::root()),
            Spot::Key(path) | Spot::Value(path) => Some(path.clone()),
            Spot::Point { .. } => None,
        };
        let (Some(inner), Some(outer)) = (path(self), path(holder)) else { return false };
        self.file == holder.file && inner.steps().starts_with(&outer.steps())
    }

    /// A position, both counted from 1.
    pub fn point(file: FileId, line: usize, column: usize) -> Self {
        Place { file, spot: Spot::Point { line, column } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_run_from_the_root() {
        let path = Path::root().key("exclusive", 0).index(2).key("fields", 1);
        assert_eq!(
            path.steps(),
            [
                Step::Key { name: "exclusive".into(), nth: 0 },
                Step::Index(2),
                Step::Key { name: "fields".into(), nth: 1 },
            ]
        );
        assert_eq!(path.parent(), Some(Path::root().key("exclusive", 0).index(2)));
        assert_eq!(Path::root().parent(), None);
    }

    #[test]
    fn a_place_is_within_what_holds_it_in_its_own_file() {
        let field = Path::root().key("fields", 0).key("a", 0);
        let (file, other) = (FileId(0), FileId(1));
        let doc = Place::value(file, field.key("doc", 0));
        assert!(doc.is_within(&Place::value(file, field.clone())));
        assert!(doc.is_within(&Place::value(file, Path::root())));
        assert!(Place::key(file, field.clone()).is_within(&Place::value(file, field.clone())));
        assert!(Place::file(file).is_within(&Place::value(file, Path::root())));
        assert!(!Place::file(file).is_within(&Place::value(file, field.clone())));
        assert!(!doc.is_within(&Place::value(other, field)));
        assert!(!doc.is_within(&Place::value(file, Path::root().key("fields", 0).key("ab", 0))));
        assert!(!Place::point(file, 1, 1).is_within(&Place::value(file, Path::root())));
    }

    #[test]
    fn display_is_dotted() {
        assert_eq!(Path::root().to_string(), ".");
        assert_eq!(Path::root().key("a", 0).index(1).key("b", 0).to_string(), "a[1].b");
    }

    #[test]
    fn paths_to_different_twins_differ() {
        assert_ne!(Path::root().key("a", 0), Path::root().key("a", 1));
    }
}
