//! The command line, run as people run it.

mod socket;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use socket::{request, status};

fn description() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/second/client/mock/src/description.json")
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clientwright-mock"));
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn fails(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = command().args(arguments).output().expect("it runs");
    assert_eq!(status.code(), Some(1), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8_lossy(&stderr).into_owned()
}

/// A server that is killed if the test ends early.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
#[cfg(unix)]
fn it_prints_its_url_serves_what_is_seeded_and_ends_when_it_is_told_to() {
    let folder = tempfile::tempdir().expect("there is room");
    let seed = folder.path().join("state.json");
    std::fs::write(&seed, r#"{"parcels":[{"id":4711,"weightGrams":250,"size":"small"}]}"#).expect("it can be written");
    let mut served =
        Served(command().arg("--description").arg(description()).arg("--seed").arg(&seed).spawn().expect("it runs"));
    let mut line = String::new();
    let mut output = BufReader::new(served.0.stdout.take().expect("it is piped"));
    output.read_line(&mut line).expect("it prints its URL");
    let address = line.trim_end().strip_prefix("http://").expect("a URL").to_owned();
    let answer = request(&address, "GET", "/parcels/4711", "");
    assert!(status(&answer) == "200" && answer.contains(r#""weightGrams":250"#), "{answer}");

    let pid = served.0.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("there is `kill`").success());
    assert_eq!(served.0.wait().expect("it ends").code(), Some(0));
    let mut rest = String::new();
    output.read_to_string(&mut rest).expect("nothing is left");
    assert_eq!(rest, "");
}

#[test]
fn what_does_not_fit_is_refused_with_place_and_reason() {
    let folder = tempfile::tempdir().expect("there is room");
    let file = folder.path().join("file.json");
    let (path, described) = (file.display().to_string(), description().display().to_string());
    let with = |text: &str, option: &str| {
        std::fs::write(&file, text).expect("it can be written");
        fails(&["--description", &described, option, &path])
    };
    let wrong = with(r#"{"parcels":[{},{"weightGrams":"much"}]}"#, "--seed");
    assert_eq!(
        wrong,
        format!("error: {path}: parcels[1].weightGrams: must be a whole number from 0 to {}\n", u64::MAX)
    );
    assert!(with("{", "--seed").starts_with(&format!("error: {path}: EOF while parsing")));
    assert!(with(r#"[{"status":99}]"#, "--faults").contains("[0]: `status` is a number from 200 to 599"));
    assert!(
        fails(&["--description", &described, "--clock", "noon"]).contains("--clock: `noon` is not an RFC 3339 time")
    );
    assert!(fails(&["--description", "nowhere.json"]).starts_with("error: nowhere.json: "));
    std::fs::write(&file, r#"{"api":"x"}"#).expect("it can be written");
    assert!(fails(&["--description", &path]).contains("not a description of an API: missing field"));
    assert!(fails(&[]).contains("--description FILE"));
}
