//! Why files could not be written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why files could not be written.
#[derive(Debug)]
pub enum WriteError {
    /// Something is in the way. Nothing was changed.
    Refused(Vec<Refusal>),
    /// The disk refused.
    Io {
        /// What was tried: `read`, `write into`, `remove`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A file that is not written, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file, below the folder as the user named it.
    pub path: PathBuf,
    /// Why it is not written.
    pub why: Why,
}

/// Why a file is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another file stands there, one that was not generated.
    Unowned,
    /// It, or a folder on the way to it, is a symbolic link.
    Link,
    /// A folder stands where the file should be, or a file where its folder should be.
    Occupied,
    /// The text to be written lacks the mark, so it could never be replaced.
    Unmarked,
}

impl WriteError {
    pub(super) fn io<'a>(doing: &'static str, path: &'a Path) -> impl FnOnce(io::Error) -> Self + 'a {
        move |source| WriteError::Io { doing, path: path.to_owned(), source }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Why::Unowned => "the file there was not generated; delete or move it",
            Why::Link => "it is reached through a symbolic link; replace the link by what it stands for",
            Why::Occupied => "a file is where a folder should be, or the other way round; delete or move it",
            Why::Unmarked => "its text lacks the mark of generated files; add the mark to its template",
        })
    }
}

/// One line for each file.
impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Refused(refusals) => {
                let line = |refusal: &Refusal| format!("cannot write `{}`: {}", refusal.path.display(), refusal.why);
                let lines: Vec<String> = refusals.iter().map(line).collect();
                f.write_str(&lines.join("\n"))
            }
            WriteError::Io { doing, path, source } => {
                write!(f, "cannot {doing} `{}`: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            WriteError::Refused(_) => None,
            WriteError::Io { source, .. } => Some(source),
        }
    }
}
