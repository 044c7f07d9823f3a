//! Specs of earlier times: what the repository holds is read into memory by `git`, and nothing is checked out.
//!
//! Revisions are data: they follow `--end-of-options`, and one that begins with a dash is refused besides.

mod command;
mod names;
mod tree;

use std::path::{Path, PathBuf};

use super::client::{self, Client};
use super::{Loaded, Source, beside, diagnostic, spec_file, surrogates};
use crate::diag::FileId;
use command::Git;

pub use command::Refusal;
pub use names::within;

/// A repository on disk.
#[derive(Debug)]
pub struct Repository {
    git: Git,
    /// The folder that holds the working tree, without links.
    root: PathBuf,
}

/// A commit, and what the user called it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    pub hash: String,
    /// `main@4f2c1d9`.
    pub label: String,
}

/// Branches that others are merged into, the most telling first.
const MAIN: &[&str] = &["origin/HEAD", "origin/main", "origin/master", "main", "master"];

impl Repository {
    /// The repository that a folder is in.
    ///
    /// # Errors
    ///
    /// There is none, or no `git`.
    pub fn around(dir: &Path) -> Result<Self, Refusal> {
        // What is named may not be there any more; what is above it is.
        let here = dir.ancestors().find(|dir| dir.is_dir()).unwrap_or(Path::new("."));
        let git = Git::new(if here.as_os_str().is_empty() { Path::new(".") } else { here });
        let root = git.line(&["rev-parse", "--show-toplevel"]).map_err(|refusal| refusal.of_no_repository(dir))?;
        Ok(Repository { git, root: PathBuf::from(root) })
    }

    /// How a folder is called inside the repository.
    ///
    /// # Errors
    ///
    /// It is not inside.
    pub fn inside(&self, dir: &Path) -> Result<String, Refusal> {
        let outside = || {
            let message = format!("`{}` is not inside the repository `{}`", dir.display(), self.root.display());
            Refusal::new(message, "name a folder of the repository with --spec")
        };
        let full = std::path::absolute(dir).map_err(|_| outside())?;
        let full = full.canonicalize().unwrap_or(full);
        let root = self.root.canonicalize().unwrap_or_else(|_| self.root.clone());
        let inside = full.strip_prefix(root).map_err(|_| outside())?;
        Ok(inside.to_string_lossy().replace('\\', "/"))
    }

    /// The commit that a revision means.
    ///
    /// # Errors
    ///
    /// There is no such revision, or it is no name of one.
    pub fn commit(&self, revision: &str) -> Result<Commit, Refusal> {
        if let Some(help) = names::unfit(revision) {
            return Err(Refusal::new(format!("`{revision}` is no revision"), help));
        }
        let wanted = format!("{revision}^{{commit}}");
        let hash = self.git.line(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]);
        let hash = hash.map_err(|refusal| refusal.or(format!("there is no revision `{revision}`"), self.advice()))?;
        let short: String = hash.chars().take(7).collect();
        let label = if hash.starts_with(revision) { short } else { format!("{revision}@{short}") };
        Ok(Commit { hash, label })
    }

    /// What to do about a commit that is not there.
    fn advice(&self) -> &'static str {
        let says = |arguments: &[&str]| self.git.line(arguments).ok();
        if says(&["rev-parse", "--is-shallow-repository"]).as_deref() == Some("true") {
            // Such clones often follow a single branch, so the others are named too.
            "this clone is shallow: run `git fetch --unshallow --tags origin \"+refs/heads/*:refs/remotes/origin/*\"`, \
             or check out with `fetch-depth: 0` in a workflow"
        } else if says(&["rev-parse", "--verify", "--quiet", "HEAD"]).is_none() {
            "the branch has no commits yet: commit first, or compare two folders"
        } else {
            "`git fetch` brings what others have pushed; `git log --oneline` lists what there is"
        }
    }

    /// The commit at which the current branch left the main branch.
    ///
    /// # Errors
    ///
    /// There is no main branch, or nothing in common with it.
    pub fn merge_base(&self) -> Result<Commit, Refusal> {
        let main = MAIN.iter().find_map(|name| self.commit(name).ok());
        let main = main.ok_or_else(|| {
            let message = format!("none of the branches {} is here", MAIN.join(", "));
            Refusal::new(message, format!("name a revision to compare with; {}", self.advice()))
        })?;
        let head = self.commit("HEAD")?;
        let hash = self.git.line(&["merge-base", "--end-of-options", &main.hash, &head.hash]).map_err(|refusal| {
            let message = format!("HEAD has no commit in common with {}", main.label);
            refusal.or(message, self.advice())
        })?;
        let short: String = hash.chars().take(7).collect();
        let name = main.label.split('@').next().unwrap_or_default().to_owned();
        Ok(Commit { hash, label: format!("{name}@{short}") })
    }

    /// The document that a commit has at a path; nothing if there is no file.
    ///
    /// # Errors
    ///
    /// The repository cannot be read.
    pub fn document(&self, commit: &Commit, path: &str) -> Result<Option<(Loaded, Option<FileId>)>, Refusal> {
        let Some(outcome) = tree::file(&self.git, commit, path)? else { return Ok(None) };
        let mut loaded = Loaded::default();
        let file = beside(&mut loaded, Path::new(path), outcome.map(surrogates::rewritten));
        Ok(Some((loaded, file)))
    }

    /// The list of accepted changes that a commit has beside its spec; `None` without one.
    ///
    /// # Errors
    ///
    /// The repository cannot be read.
    pub fn accepted_list(&self, commit: &Commit, folder: &str, loaded: &mut Loaded) -> Result<Option<FileId>, Refusal> {
        let path = if folder.is_empty() { "accepted.yaml".to_owned() } else { format!("{folder}/accepted.yaml") };
        let outcome = tree::file(&self.git, commit, &path)?;
        Ok(outcome.and_then(|outcome| beside(loaded, Path::new(&path), outcome)))
    }

    /// The emitted crate that a commit has where this folder is; `None` without one, and for a folder elsewhere.
    ///
    /// # Errors
    ///
    /// The repository cannot be read.
    pub fn client(&self, commit: &Commit, out: &Path) -> Result<Option<Client>, Refusal> {
        let Ok(folder) = self.inside(out) else { return Ok(None) };
        let files = tree::files(&self.git, commit, &folder, client::belongs)?;
        let found = files.into_iter().map(|file| (file.name, file.outcome));
        Ok(Client::of(folder, found))
    }

    /// The spec that a commit has in a folder.
    ///
    /// # Errors
    ///
    /// The commit has no such folder. What is wrong with single files is reported.
    pub fn spec(&self, commit: &Commit, folder: &str) -> Result<Loaded, Refusal> {
        let files = tree::files(&self.git, commit, folder, spec_file)?;
        if !files.iter().any(|file| file.name == "api.yaml") {
            let place = if folder.is_empty() { "at its top".to_owned() } else { format!("in `{folder}`") };
            let message = format!("{} has no spec {place}", commit.label);
            let help = "the spec came later or lay elsewhere: name a later revision, or `REVISION:FOLDER`";
            return Err(Refusal::new(message, help));
        }
        let mut loaded = Loaded::default();
        folder.clone_into(&mut loaded.sources.root);
        let mut refused = Vec::new();
        for tree::File { name, outcome } in files {
            match outcome {
                Ok(text) => loaded.sources.files.push(Source::new(name, text)),
                Err(fault) => refused.push((name, fault)),
            }
        }
        for (name, fault) in refused {
            let file = FileId(loaded.sources.files.len() + loaded.sources.refused.len());
            loaded.report.push(diagnostic(&fault, folder, &name, file));
            loaded.sources.refused.push(Source::new(name, fault.text));
        }
        Ok(loaded)
    }
}
