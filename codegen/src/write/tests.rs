use super::*;
use crate::files::MARK;
use std::fs;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

fn made(body: &str) -> String {
    format!("// {MARK}\n{body}\n")
}

pub(super) fn files(entries: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, body) in entries {
        files.insert(*path, made(body)).expect("a good path");
    }
    files
}

pub(super) fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn put(dir: &TempDir, path: &str, text: &str) {
    let path = dir.path().join(path);
    fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn get(dir: &TempDir, path: &str) -> String {
    fs::read_to_string(dir.path().join(path)).expect("a readable file")
}

/// Every file and folder below a folder, sorted.
pub(super) fn tree(dir: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            found.push(path.strip_prefix(dir).expect("inside").to_string_lossy().into_owned());
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found.sort();
    found
}

pub(super) fn write(files: &Files, dir: &TempDir) -> Outcome {
    sync(files, dir.path(), Mode::Write).expect("nothing in the way")
}

fn refusals(files: &Files, dir: &TempDir) -> Vec<(PathBuf, Why)> {
    match sync(files, dir.path(), Mode::Write) {
        Err(WriteError::Refused(refusals)) => refusals
            .into_iter()
            .map(|refusal| (refusal.path.strip_prefix(dir.path()).expect("inside").to_owned(), refusal.why))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_folder_is_filled() {
    let dir = folder();
    let out = dir.path().join("not/yet/there");
    let outcome = sync(&files(&[("src/lib.rs", "a"), ("Cargo.toml", "b")]), &out, Mode::Write).expect("free way");
    assert_eq!(outcome.written, ["Cargo.toml", "src/lib.rs"]);
    assert_eq!(tree(&out), ["Cargo.toml", "src", "src/lib.rs"]);
    assert_eq!(fs::read_to_string(out.join("src/lib.rs")).expect("written"), made("a"));
}

#[test]
fn writing_again_touches_nothing() {
    let dir = folder();
    let files = files(&[("a.rs", "a"), ("b.rs", "b")]);
    write(&files, &dir);
    let path = dir.path().join("a.rs");
    let long_ago = SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().append(true).open(&path).and_then(|file| file.set_modified(long_ago)).expect("an old file");
    let before = fs::metadata(&path).and_then(|found| found.modified()).expect("a time");
    let outcome = write(&files, &dir);
    assert_eq!((outcome.written.len(), outcome.unchanged), (0, 2));
    assert_eq!(fs::metadata(&path).and_then(|found| found.modified()).expect("a time"), before);
}

#[test]
fn only_what_differs_is_written() {
    let dir = folder();
    write(&files(&[("a.rs", "a"), ("b.rs", "b")]), &dir);
    let outcome = write(&files(&[("a.rs", "a"), ("b.rs", "new")]), &dir);
    assert_eq!((outcome.written, outcome.unchanged), (vec!["b.rs".to_owned()], 1));
    assert_eq!(get(&dir, "b.rs"), made("new"));
}

#[test]
fn orphans_go_with_their_folders() {
    let dir = folder();
    put(&dir, "src/old/deep/x.rs", &made("x"));
    put(&dir, "src/kept/y.rs", &made("y"));
    put(&dir, "src/kept/mine.rs", "by hand");
    put(&dir, "target/debug/z.rs", &made("z"));
    put(&dir, ".git/z.rs", &made("z"));
    put(&dir, "inner/build/CACHEDIR.TAG", "");
    put(&dir, "inner/build/z.rs", &made("z"));
    let outcome = write(&files(&[("src/lib.rs", "a")]), &dir);
    assert_eq!(outcome.removed, ["src/kept/y.rs", "src/old/deep/x.rs"]);
    let expected = [
        ".git",
        ".git/z.rs",
        "inner",
        "inner/build",
        "inner/build/CACHEDIR.TAG",
        "inner/build/z.rs",
        "src",
        "src/kept",
        "src/kept/mine.rs",
        "src/lib.rs",
        "target",
        "target/debug",
        "target/debug/z.rs",
    ];
    assert_eq!(tree(dir.path()), expected);
}

#[test]
fn files_of_others_stop_everything() {
    let dir = folder();
    put(&dir, "README.md", "by hand");
    put(&dir, "src/main.rs", "by hand too");
    let files = files(&[("README.md", "r"), ("lib.rs", "l"), ("src/main.rs", "m")]);
    let unowned = |path: &str| (PathBuf::from(path), Why::Unowned);
    assert_eq!(refusals(&files, &dir), [unowned("README.md"), unowned("src/main.rs")]);
    assert_eq!(tree(dir.path()), ["README.md", "src", "src/main.rs"]);
    assert_eq!(get(&dir, "README.md"), "by hand");
    let error = sync(&files, dir.path(), Mode::Check).expect_err("a file in the way").to_string();
    assert!(error.contains("README.md") && error.contains("delete or move it"), "{error}");
}

#[test]
fn a_text_without_the_mark_is_refused() {
    let dir = folder();
    let mut files = Files::new();
    files.insert("a.rs", "no mark").expect("a good path");
    assert_eq!(refusals(&files, &dir), [("a.rs".into(), Why::Unmarked)]);
    assert!(tree(dir.path()).is_empty());
}

#[test]
fn folders_and_files_do_not_replace_each_other() {
    let dir = folder();
    put(&dir, "a", "a file");
    put(&dir, "b/c", "in a folder");
    let occupied = |path: &str| (PathBuf::from(path), Why::Occupied);
    assert_eq!(refusals(&files(&[("a/x.rs", "x"), ("b", "b")]), &dir), [occupied("a/x.rs"), occupied("b")]);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (dir, elsewhere) = (folder(), folder());
    put(&elsewhere, "a.rs", &made("a"));
    symlink(elsewhere.path().join("a.rs"), dir.path().join("a.rs")).expect("a link");
    symlink(elsewhere.path(), dir.path().join("src")).expect("a link");
    symlink("gone", dir.path().join("b.rs")).expect("a link");
    let files = files(&[("a.rs", "new"), ("b.rs", "b"), ("src/a.rs", "new"), ("src/c.rs", "c")]);
    let link = |path: &str| (PathBuf::from(path), Why::Link);
    assert_eq!(refusals(&files, &dir), ["a.rs", "b.rs", "src/a.rs", "src/c.rs"].map(link));
    assert_eq!(get(&elsewhere, "a.rs"), made("a"));
}

#[test]
fn an_unwritable_folder_is_named_and_nothing_changes() {
    let dir = folder();
    put(&dir, "file", "in the way");
    let out = dir.path().join("file/out");
    let error = sync(&files(&[("a.rs", "a")]), &out, Mode::Write).expect_err("no folder").to_string();
    assert!(error.contains("write into") && error.contains("file/out`"), "{error}");
    let file = sync(&files(&[("a.rs", "a")]), &dir.path().join("file"), Mode::Write).expect_err("a file").to_string();
    assert!(file.contains("file`: a file is where a folder should be"), "{file}");
    assert_eq!(tree(dir.path()), ["file"]);
}

#[test]
fn a_text_that_cannot_be_put_down_takes_the_others_back() {
    let dir = folder();
    write(&files(&[("a.rs", "old")]), &dir);
    // No disk takes a name this long, so the last text fails after the others are staged.
    let long = format!("z/{}/z.rs", "z".repeat(300));
    let error = sync(&files(&[("a.rs", "new"), ("new/b.rs", "b"), (&long, "z")]), dir.path(), Mode::Write)
        .expect_err("a name that is too long")
        .to_string();
    assert!(error.contains("write into") && error.contains("zzz"), "{error}");
    assert_eq!(tree(dir.path()), ["a.rs"]);
    assert_eq!(get(&dir, "a.rs"), made("old"));
}

#[test]
fn leftovers_are_swept() {
    let dir = folder();
    put(&dir, ".clientwright-abc", "half a fi");
    put(&dir, "src/.clientwright-def", "");
    put(&dir, "src/.mine", "by hand");
    let files = files(&[("src/lib.rs", "a")]);
    sync(&files, dir.path(), Mode::Check).expect("nothing in the way");
    assert!(dir.path().join(".clientwright-abc").exists());
    write(&files, &dir);
    assert_eq!(tree(dir.path()), ["src", "src/.mine", "src/lib.rs"]);
}

#[cfg(unix)]
#[test]
fn files_are_as_readable_as_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder();
    put(&dir, "usual", "");
    write(&files(&[("a.rs", "a")]), &dir);
    let mode = |name| fs::metadata(dir.path().join(name)).expect("a file").permissions().mode();
    assert_eq!(mode("a.rs"), mode("usual"));
}

#[test]
fn more_files_than_may_be_open_at_once() {
    let dir = folder();
    let mut files = Files::new();
    for number in 0..3000 {
        files.insert(format!("src/f{number}.rs"), made("x")).expect("a good path");
    }
    assert_eq!(write(&files, &dir).written.len(), 3000);
}

#[test]
fn a_file_in_the_way_of_one_folder_spares_the_others() {
    let (first, second) = (folder(), folder());
    put(&second, "b.rs", "by hand");
    let (a, b) = (files(&[("a.rs", "a")]), files(&[("b.rs", "b")]));
    let both = [(&a, first.path()), (&b, second.path())];
    assert!(sync_all(&both, Mode::Write).is_err());
    assert!(tree(first.path()).is_empty());
    fs::remove_file(second.path().join("b.rs")).expect("a file");
    assert_eq!(sync_all(&both, Mode::Write).expect("free way").written, ["a.rs", "b.rs"]);
}
