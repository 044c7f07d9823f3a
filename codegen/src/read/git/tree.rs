//! The files of a folder in a commit.

use std::collections::BTreeMap;

use super::Commit;
use super::command::{Git, Refusal};
use crate::read::folder::{Belongs, Fault, Limit, text, too_large};
use crate::read::{DOCUMENT_LIMIT, SPEC_LIMIT};

/// A file with its text, or with the reason why it has none.
pub struct File {
    /// Path inside the folder.
    pub name: String,
    pub outcome: Result<String, Box<Fault>>,
}

/// An entry of a tree.
struct Entry {
    mode: String,
    hash: String,
    size: u64,
}

/// The files of a folder that belong to it, sorted by name.
pub fn files(git: &Git, commit: &Commit, folder: &str, belongs: fn(&str) -> Belongs) -> Result<Vec<File>, Refusal> {
    let entries = entries(git, commit, folder)?;
    let mut wanted: Vec<(&String, Result<&Entry, Box<Fault>>)> = Vec::new();
    for (name, entry) in entries.iter().filter(|(name, _)| !name.split('/').any(|part| part.starts_with('.'))) {
        match belongs(name) {
            Belongs::Yes => wanted.push((name, regular(git, &entries, name, entry, &SPEC_LIMIT)?)),
            Belongs::Stray(help) if entry.mode != SUBMODULE => {
                wanted.push((name, Err(Fault::new("stray_file", "is not a place for a spec file", help))));
            }
            Belongs::No if entry.mode == SUBMODULE => wanted.push((name, Err(submodule()))),
            Belongs::No | Belongs::Stray(_) => {}
        }
    }
    let hashes = wanted.iter().filter_map(|(_, entry)| entry.as_ref().ok()).map(|entry| entry.hash.as_str());
    let mut texts = blobs(git, hashes.collect())?.into_iter();
    let file = |(name, entry): (&String, Result<&Entry, Box<Fault>>)| {
        let outcome = entry.and_then(|_| text(texts.next().unwrap_or_default()));
        File { name: name.clone(), outcome }
    };
    Ok(wanted.into_iter().map(file).collect())
}

/// The file at a path; `None` where there is none.
pub fn file(git: &Git, commit: &Commit, path: &str) -> Result<Option<Result<String, Box<Fault>>>, Refusal> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let entries = entries(git, commit, folder)?;
    let Some(entry) = entries.get(name).filter(|_| !name.is_empty()) else { return Ok(None) };
    let entry = match regular(git, &entries, name, entry, &DOCUMENT_LIMIT)? {
        Ok(entry) => entry,
        Err(fault) => return Ok(Some(Err(fault))),
    };
    Ok(blobs(git, vec![&entry.hash])?.pop().map(text))
}

const LINK: &str = "120000";
const SUBMODULE: &str = "160000";

fn submodule() -> Box<Fault> {
    Fault::new("submodule", "is a submodule, whose files are in another repository", "put the files themselves here")
}

/// Everything below a folder, by its name in it.
fn entries(git: &Git, commit: &Commit, folder: &str) -> Result<BTreeMap<String, Entry>, Refusal> {
    let path = if folder.is_empty() { String::new() } else { format!("{}/", folder.trim_end_matches('/')) };
    let mut arguments = vec!["ls-tree", "-r", "-l", "-z", "--full-tree", "--end-of-options", &commit.hash];
    if !path.is_empty() {
        arguments.push(&path);
    }
    let listed = git.run(&arguments, Vec::new())?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let entry = |line: &str| {
        let (facts, name) = line.split_once('\t')?;
        let [mode, _, hash, size] = facts.split_whitespace().collect::<Vec<_>>()[..] else { return None };
        let entry = Entry { mode: mode.to_owned(), hash: hash.to_owned(), size: size.parse().unwrap_or(0) };
        Some((name.strip_prefix(path.as_str())?.to_owned(), entry))
    };
    Ok(listed.split('\0').filter_map(entry).collect())
}

/// The file itself, or the one that a link inside the folder leads to.
fn regular<'e>(
    git: &Git,
    entries: &'e BTreeMap<String, Entry>,
    name: &str,
    entry: &'e Entry,
    limit: &Limit,
) -> Result<Result<&'e Entry, Box<Fault>>, Refusal> {
    let found = match entry.mode.as_str() {
        SUBMODULE => return Ok(Err(submodule())),
        LINK => {
            let target = blobs(git, vec![&entry.hash])?.pop().unwrap_or_default();
            let target = inside(name, &String::from_utf8_lossy(&target));
            target.and_then(|target| entries.get(&target)).filter(|entry| entry.mode.starts_with("100"))
        }
        _ => Some(entry),
    };
    let found = found.ok_or_else(Fault::leads_elsewhere);
    let fits = |entry: &&Entry| entry.size <= limit.bytes;
    Ok(found.and_then(|entry| if fits(&entry) { Ok(entry) } else { Err(too_large(entry.size, limit)) }))
}

/// Where a link leads, if that is inside the folder.
fn inside(name: &str, target: &str) -> Option<String> {
    if target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The contents of blobs, in their order.
fn blobs(git: &Git, hashes: Vec<&str>) -> Result<Vec<Vec<u8>>, Refusal> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let asked = hashes.iter().map(|hash| format!("{hash}\n")).collect::<String>();
    let said = git.run(&["cat-file", "--batch"], asked.into_bytes())?;
    let mut rest = said.as_slice();
    let mut contents = Vec::new();
    while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
        let head = String::from_utf8_lossy(&rest[..end]).into_owned();
        let size: Option<usize> = head.split_whitespace().nth(2).and_then(|size| size.parse().ok());
        let content = size.and_then(|size| rest.get(end + 1..end + 1 + size));
        let Some(content) = content else {
            let help = "the repository lacks objects: `git fsck` tells which, `git fetch --refetch` brings them";
            return Err(Refusal::new(format!("git has no object {head}"), help));
        };
        contents.push(content.to_vec());
        rest = rest.get(end + 2 + content.len()..).unwrap_or_default();
    }
    Ok(contents)
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn links_are_followed_inside_the_folder_only() {
        assert_eq!(inside("resources/a.yaml", "b.yaml").as_deref(), Some("resources/b.yaml"));
        assert_eq!(inside("resources/a.yaml", "../types/./b.yaml").as_deref(), Some("types/b.yaml"));
        assert_eq!(inside("resources/a.yaml", "../../b.yaml"), None);
        assert_eq!(inside("a.yaml", "/etc/passwd"), None);
    }
}
