//! What a comparison is given: a revision, a part of one, a folder, a document, or nothing.

use std::path::Path;

use super::client::{self, Client};
use super::git::{self, Commit, Refusal, Repository};
use super::{Loaded, accepted_list, document, folder};
use crate::diag::FileId;

/// One side of a comparison, read and not yet understood.
#[derive(Debug)]
pub struct Given {
    /// How a report calls it.
    pub label: String,
    pub loaded: Loaded,
    pub content: Content,
    /// The list of accepted changes, if there is one beside the spec.
    pub accepted: Option<FileId>,
    /// The crate that was emitted for it; on the old side only, and only if there is one.
    pub client: Option<Client>,
}

impl Given {
    fn folder(label: String, dir: &Path) -> Self {
        let mut loaded = folder(dir);
        let accepted = accepted_list(&mut loaded, dir);
        Given { label, loaded, content: Content::Spec, accepted, client: None }
    }

    fn document(label: String, loaded: Loaded, document: Option<FileId>) -> Self {
        Given { label, loaded, content: Content::Document(document), accepted: None, client: None }
    }
}

/// A commit with the folders that are read of it.
struct Read<'a> {
    repository: &'a Repository,
    commit: &'a Commit,
    /// Where the emitted crate is, if it is asked for.
    out: Option<&'a Path>,
}

impl Read<'_> {
    fn spec(&self, label: String, dir: &str) -> Result<Given, Refusal> {
        let Read { repository, commit, out } = self;
        let mut loaded = repository.spec(commit, dir)?;
        let accepted = repository.accepted_list(commit, dir, &mut loaded)?;
        let client = out.map(|out| repository.client(commit, out)).transpose()?.flatten();
        Ok(Given { label, loaded, content: Content::Spec, accepted, client })
    }
}

/// What has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Spec,
    /// An OpenAPI document; `None` when it could not be taken, and the report says why.
    Document(Option<FileId>),
}

/// Reads the old side: what is named, or the commit at which this branch left the main branch; and the crate
/// that was emitted for it, which is looked for in `out`.
///
/// # Errors
///
/// What is named does not exist, or nothing is and there is no such commit.
pub fn base(named: Option<&str>, spec: &Path, out: &Path) -> Result<Given, Refusal> {
    match named {
        Some(named) => self::named(named, spec, Some(out)),
        None => {
            let repository = Repository::around(spec)?;
            let commit = repository.merge_base()?;
            let label = format!("{} (merge base)", commit.label);
            let folder = repository.inside(spec)?;
            Read { repository: &repository, commit: &commit, out: Some(out) }.spec(label, &folder)
        }
    }
}

/// Reads the new side: what is named, or the working tree.
///
/// # Errors
///
/// What is named does not exist.
pub fn head(named: Option<&str>, spec: &Path) -> Result<Given, Refusal> {
    match named {
        Some(named) => self::named(named, spec, None),
        None => Ok(Given::folder("working tree".to_owned(), spec)),
    }
}

/// What is on disk goes before revisions of the same name, save folders that hold no spec; `refs/heads/NAME` is
/// always a revision.
fn named(named: &str, spec: &Path, out: Option<&Path>) -> Result<Given, Refusal> {
    let path = Path::new(named);
    let label = named.to_owned();
    if path.is_dir() && !gives_way(path, named, spec) {
        let client = out.and_then(|out| client::likewise(path, spec, out)).and_then(|dir| client::on_disk(&dir));
        return Ok(Given { client, ..Given::folder(label, path) });
    }
    if path.exists() && !path.is_dir() {
        let mut loaded = Loaded::default();
        let content = document(&mut loaded, path);
        return Ok(Given::document(label, loaded, content));
    }
    let repository = Repository::around(spec)?;
    let missing = |refusal: Refusal| refusal.said(format!("`{named}` is no folder, no file and no revision"));
    match named.split_once(':') {
        None => {
            let commit = repository.commit(named).map_err(missing)?;
            let folder = repository.inside(spec)?;
            Read { repository: &repository, commit: &commit, out }.spec(commit.label.clone(), &folder)
        }
        Some((revision, path)) => {
            let commit = repository.commit(revision)?;
            let label = format!("{}:{path}", commit.label);
            let path = git::within(path)?;
            if let Some((loaded, document)) = repository.document(&commit, path)? {
                return Ok(Given::document(label, loaded, document));
            }
            Read { repository: &repository, commit: &commit, out }.spec(label, path)
        }
    }
}

/// Branches are often called what folders are called; one without a spec is hardly meant.
fn gives_way(dir: &Path, named: &str, spec: &Path) -> bool {
    let is_revision = || Repository::around(spec).is_ok_and(|repository| repository.commit(named).is_ok());
    !dir.join("api.yaml").exists() && is_revision()
}
