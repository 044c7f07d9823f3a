//! Runs `git`.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why something cannot be had of a repository, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub message: String,
    pub help: String,
    /// Whether there is no `git` to ask.
    no_git: bool,
}

impl Refusal {
    pub(super) fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Refusal { message: message.into(), help: help.into(), no_git: false }
    }

    /// The same with another first line, unless the fault lies deeper.
    pub(in crate::read) fn said(self, message: String) -> Self {
        if self.no_git { self } else { Refusal { message, ..self } }
    }

    /// Says that a folder is in no repository, if that is what git says. Whatever else it holds against the
    /// folder, its owner for example, it says itself, and what to do about it.
    pub(super) fn of_no_repository(self, dir: &Path) -> Self {
        if !self.message.contains("not a git repository") {
            return self;
        }
        let help = "name two folders instead, or run this inside a repository";
        Refusal::new(format!("`{}` is in no git repository", dir.display()), help)
    }

    /// Says it in other words, unless the fault lies deeper.
    pub(super) fn or(self, message: String, help: &str) -> Self {
        if self.no_git { self } else { Refusal::new(message, help) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  help: {}", self.message, self.help)
    }
}

impl std::error::Error for Refusal {}

/// `git` in a folder.
#[derive(Debug)]
pub struct Git {
    dir: PathBuf,
}

impl Git {
    /// Runs in that folder.
    pub fn new(dir: &Path) -> Self {
        Git { dir: dir.to_owned() }
    }

    /// The first line of what a command says.
    pub fn line(&self, arguments: &[&str]) -> Result<String, Refusal> {
        let output = self.run(arguments, Vec::new())?;
        Ok(String::from_utf8_lossy(&output).lines().next().unwrap_or_default().to_owned())
    }

    /// What a command says to an input.
    pub fn run(&self, arguments: &[&str], input: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let mut command = Command::new("git");
        // Neither the user's settings nor the environment of a hook decide what is read.
        command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env_remove("GIT_INDEX_FILE");
        // What it says is read, so it is not translated.
        command.env("LC_ALL", "C");
        command.arg("-C").arg(&self.dir).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| Refusal {
            message: format!("`git` cannot be run: {error}"),
            help: "install git, or compare two folders".to_owned(),
            no_git: true,
        })?;
        // It answers while it is still being asked, so both have to go on at once.
        let stdin = child.stdin.take();
        let asking = std::thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
        let output = child.wait_with_output();
        // A command that fails does not read to the end; its status says so.
        let _ = asking.join();
        let output = output.map_err(|error| Refusal::new(format!("`git` cannot be read: {error}"), "try again"))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(Refusal::new(format!("`git {}` fails: {said}", arguments.join(" ")), "see what git says"))
    }
}
