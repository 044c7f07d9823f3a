use super::*;
use crate::diag::{Format, Spot};
use std::fs;
use tempfile::TempDir;

fn spec(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    dir
}

fn names(loaded: &Loaded) -> Vec<&str> {
    loaded.sources.files.iter().map(|source| source.name.as_str()).collect()
}

fn codes(loaded: &Loaded) -> Vec<(&'static str, String)> {
    let named = |diagnostic: &Diagnostic| {
        let file = loaded.sources.get(diagnostic.primary.place.file);
        (diagnostic.code, file.map_or_else(String::new, |source| source.name.clone()))
    };
    loaded.report.diagnostics().iter().map(named).collect()
}

#[test]
fn the_files_of_a_spec_are_read_in_order() {
    let dir = spec(&[
        ("types/z.yaml", b"z"),
        ("resources/edges/https.yaml", b"h"),
        ("resources/b.yaml", b"b"),
        ("api.yaml", b"\xef\xbb\xbfa"),
        ("README.md", b"r"),
        ("schema.json", b"{}"),
        (".hidden/x.yaml", b"x"),
        ("resources/.x.yaml.swp", b"x"),
    ]);
    let loaded = folder(dir.path());
    assert_eq!(names(&loaded), ["api.yaml", "resources/b.yaml", "resources/edges/https.yaml", "types/z.yaml"]);
    assert_eq!(loaded.sources.files[0].text, "a");
    assert!(loaded.report.is_empty());
}

#[test]
fn stray_files_are_told_where_they_belong() {
    let dir = spec(&[
        ("api.yaml", b"a"),
        ("resources/x.yml", b"x"),
        ("resources/y.YAML", b"y"),
        ("endpoints.yaml", b"e"),
        ("resource/z.yaml", b"z"),
    ]);
    let loaded = folder(dir.path());
    assert_eq!(names(&loaded), ["api.yaml"]);
    let stray = ["endpoints.yaml", "resource/z.yaml", "resources/x.yml", "resources/y.YAML"];
    assert_eq!(codes(&loaded), stray.map(|name| ("stray_file", name.to_owned())));
    let help: Vec<_> = loaded.report.diagnostics().iter().filter_map(|found| found.help.as_deref()).collect();
    assert!(help[0].contains("resources/"));
    assert_eq!(help[2], "rename it to `resources/x.yaml`");
}

#[test]
fn bad_files_do_not_hide_good_ones() {
    let large = vec![b' '; usize::try_from(MAX_FILE_BYTES).expect("a small number") + 1];
    let dir = spec(&[
        ("api.yaml", b"a"),
        ("resources/a.yaml", b"a: 1\n\xc3\xa4b: \xff\n"),
        ("resources/b.yaml", &large),
        ("resources/c.yaml", b"c"),
        ("types/u.yaml", b"\xff\xfea\0"),
    ]);
    let loaded = folder(dir.path());
    assert_eq!(names(&loaded), ["api.yaml", "resources/c.yaml"]);
    let expected =
        [("not_utf8", "resources/a.yaml"), ("file_too_large", "resources/b.yaml"), ("not_utf8", "types/u.yaml")];
    assert_eq!(codes(&loaded), expected.map(|(code, name)| (code, name.to_owned())));
    let first = &loaded.report.diagnostics()[0].primary;
    assert_eq!(first.place.spot, Spot::Point { line: 2, column: 5 });
    assert_eq!(first.text, "byte 0xff at offset 10");
    assert!(loaded.report.diagnostics()[2].help.as_ref().is_some_and(|help| help.contains("UTF-16")));
}

#[test]
fn a_spec_needs_its_folder_and_its_api() {
    let dir = spec(&[("resources/a.yaml", b"a")]);
    assert_eq!(codes(&folder(dir.path())), [("no_spec", "api.yaml".to_owned())]);
    let missing = folder(&dir.path().join("nowhere"));
    assert_eq!(codes(&missing), [("no_spec", String::new())]);
    let rendered = missing.report.render(&missing.sources, Format::Text, false);
    assert!(rendered.contains("nowhere` does not exist") && rendered.contains("--spec"), "{rendered}");
    assert_eq!(codes(&folder(&dir.path().join("resources/a.yaml"))), [("no_spec", String::new())]);
}

#[test]
fn a_misnamed_api_is_not_missing_as_well() {
    let dir = spec(&[("api.yml", b"a")]);
    assert_eq!(codes(&folder(dir.path())), [("stray_file", "api.yml".to_owned())]);
}

#[test]
fn a_trailing_slash_is_no_difference() {
    let dir = spec(&[("api.yaml", b"a")]);
    let named = format!("{}/", dir.path().display());
    let sources = folder(Path::new(&named)).sources;
    assert_eq!(sources.display_name(FileId(0)), format!("{named}api.yaml"));
}

#[cfg(unix)]
#[test]
fn links_must_stay_inside() {
    use std::os::unix::fs::symlink;
    let outside = spec(&[("secret.yaml", b"s"), ("more/x.yaml", b"x")]);
    let dir = spec(&[("api.yaml", b"a"), ("resources/a.yaml", b"a")]);
    let link = |target: std::path::PathBuf, name: &str| symlink(target, dir.path().join(name)).expect("a link");
    link(outside.path().join("secret.yaml"), "resources/out.yaml");
    link(outside.path().join("more"), "types");
    link("gone".into(), "resources/gone.yaml");
    link("a.yaml".into(), "resources/b.yaml");
    link(outside.path().join("secret.yaml"), "NOTES.md");
    let loaded = folder(dir.path());
    assert_eq!(names(&loaded), ["api.yaml", "resources/a.yaml", "resources/b.yaml"]);
    let expected = [("unreadable", "resources/gone.yaml"), ("symlink", "resources/out.yaml"), ("symlink", "types")];
    assert_eq!(codes(&loaded), expected.map(|(code, name)| (code, name.to_owned())));
}

#[cfg(unix)]
#[test]
fn links_of_lists_must_stay_inside_too() {
    use std::os::unix::fs::symlink;
    let outside = spec(&[("secret.yaml", b"s")]);
    let dir = spec(&[("api.yaml", b"a"), ("lists/drift.txt", b"d")]);
    symlink(outside.path().join("secret.yaml"), dir.path().join("accepted.yaml")).expect("a link");
    symlink("lists/drift.txt", dir.path().join("drift.yaml")).expect("a link");
    let mut loaded = folder(dir.path());
    assert_eq!(accepted_list(&mut loaded, dir.path()), None);
    let found: Vec<_> = loaded.report.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(found, ["symlink"]);
    assert!(accepted_text(dir.path()).expect_err("refused").ends_with("is a link that leads elsewhere"));
    assert!(drift_list(&mut loaded, dir.path()).is_some());
}

#[cfg(unix)]
#[test]
fn a_file_that_never_ends_is_not_read() {
    let dir = spec(&[("api.yaml", b"a")]);
    let socket = dir.path().join("resources.yaml");
    let _listener = std::os::unix::net::UnixListener::bind(dir.path().join("resources").with_extension("yaml"));
    assert!(socket.exists());
    fs::create_dir(dir.path().join("types")).expect("a folder");
    fs::rename(&socket, dir.path().join("types/socket.yaml")).expect("a move");
    assert_eq!(codes(&folder(dir.path())), [("unreadable", "types/socket.yaml".to_owned())]);
}

#[test]
fn templates_are_all_that_is_called_so() {
    let dir = spec(&[("README.md.jinja", b"r"), ("notes.txt", b"n"), ("Cargo.toml.jinja", b"c")]);
    assert_eq!(names(&templates(dir.path())), ["Cargo.toml.jinja", "README.md.jinja"]);
    assert_eq!(codes(&templates(&dir.path().join("gone"))), [("no_templates", String::new())]);
}

#[test]
fn sources_can_be_made_of_texts() {
    let sources = Sources::from_texts([("b", "2"), ("a", "\u{feff}1")]);
    let found: Vec<_> = sources.iter().map(|(file, source)| (file.0, source.text.as_str())).collect();
    assert_eq!(found, [(0, "1"), (1, "2")]);
    assert_eq!(sources.display_name(FileId(1)), "b");
    assert_eq!(sources.get(FileId(2)), None);
}

#[test]
fn what_stands_beside_a_spec_is_named_in_full_and_comes_last() {
    let dir = spec(&[("api.yaml", b"a"), ("types/t.yaml", b"\xff"), ("drift.yaml", b"d"), ("other/x.json", b"{}")]);
    let mut loaded = folder(dir.path());
    assert_eq!(names(&loaded), ["api.yaml"], "the list of wanted differences is no part of the API");
    let path = dir.path().join("other/x.json");
    assert_eq!(document(&mut loaded, &path), Some(FileId(2)));
    assert_eq!(drift_list(&mut loaded, dir.path()), Some(FileId(3)));
    assert_eq!(loaded.sources.display_name(FileId(2)), path.display().to_string());
    assert_eq!(loaded.sources.get(FileId(3)).map(|source| source.text.as_str()), Some("d"));
    assert_eq!(codes(&loaded), [("not_utf8", "types/t.yaml".to_owned())]);
}

#[test]
fn a_document_that_cannot_be_taken_is_named() {
    let dir = spec(&[("api.yaml", b"a"), ("bad.yaml.txt", b"ok\n\xff")]);
    let huge = dir.path().join("huge.json");
    let file = fs::File::create(&huge).expect("a file");
    file.set_len(MAX_DOCUMENT_BYTES + 1).expect("a size");
    let mut loaded = folder(dir.path());
    for path in ["missing.yaml", "huge.json", "bad.yaml.txt", "."] {
        assert_eq!(document(&mut loaded, &dir.path().join(path)), None, "{path}");
    }
    let found: Vec<_> = loaded.report.diagnostics().iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(found, ["no_document", "file_too_large", "not_utf8", "unreadable"]);
    let place = &loaded.report.diagnostics()[2].primary.place;
    assert_eq!((place.file, &place.spot), (FileId(3), &Spot::Point { line: 2, column: 1 }));
}

#[test]
fn there_need_be_no_list_of_wanted_differences() {
    let dir = spec(&[("api.yaml", b"a"), ("drift.yml", b"d")]);
    let mut loaded = folder(dir.path());
    assert_eq!(drift_list(&mut loaded, dir.path()), None);
    assert_eq!(codes(&loaded), [("stray_file", "drift.yml".to_owned())]);
}
