//! Each program, run as people run it, against a server on loopback.

#[path = "programs/clean_up.rs"]
mod clean_up;
#[path = "programs/list_endpoints.rs"]
mod list_endpoints;
#[path = "programs/reserve_domain.rs"]
mod reserve_domain;
#[path = "programs/rotate_credential.rs"]
mod rotate_credential;
#[path = "programs/sync_ip_policy.rs"]
mod sync_ip_policy;

use std::process::{Command, Stdio};

use clientwright_tests::server::Server;

/// What a program did.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs a program with the key in its environment, and the server as the API.
fn run(program: &str, server: &Server, arguments: &[&str]) -> Run {
    let output = Command::new(program)
        .args(arguments)
        .env("NGROK_API_KEY", "key_1hush")
        .env("NGROK_API_BASE_URL", server.url())
        .stdin(Stdio::null())
        .output()
        .expect("the program can be run");
    let text = |bytes| String::from_utf8(bytes).expect("programs write UTF-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

impl Run {
    /// What was printed by a program that succeeded.
    #[track_caller]
    fn lines(&self) -> Vec<&str> {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out.lines().collect()
    }

    /// What was said by a program that failed.
    #[track_caller]
    fn failure(&self) -> &str {
        assert_eq!(self.code, Some(1), "{}{}", self.out, self.err);
        self.err.trim_end()
    }
}

#[test]
fn bad_arguments_are_answered_with_the_usage_and_nothing_is_sent() {
    let server = Server::scripted([]);
    let calls: &[(&str, &[&str])] = &[
        (env!("CARGO_BIN_EXE_clean_up"), &[]),
        (env!("CARGO_BIN_EXE_clean_up"), &["mark"]),
        (env!("CARGO_BIN_EXE_clean_up"), &["--delete", "=x"]),
        (env!("CARGO_BIN_EXE_list_endpoints"), &["--most", "0"]),
        (env!("CARGO_BIN_EXE_list_endpoints"), &["--help"]),
        (env!("CARGO_BIN_EXE_list_endpoints"), &["a", "b"]),
        (env!("CARGO_BIN_EXE_reserve_domain"), &[]),
        (env!("CARGO_BIN_EXE_reserve_domain"), &["shop.example.com\" || \"\" == \""]),
        (env!("CARGO_BIN_EXE_reserve_domain"), &["shop.example.com", "soon"]),
        (env!("CARGO_BIN_EXE_rotate_credential"), &["cr_1"]),
        (env!("CARGO_BIN_EXE_rotate_credential"), &["--help", "cr_1"]),
        (env!("CARGO_BIN_EXE_sync_ip_policy"), &["ipp_1"]),
        (env!("CARGO_BIN_EXE_sync_ip_policy"), &["--help", "ipp_1"]),
    ];
    for (program, arguments) in calls {
        let run = run(program, &server, arguments);
        assert_eq!(run.code, Some(2), "{program} {arguments:?}: {}", run.err);
        assert!(run.err.starts_with("usage: ") && run.out.is_empty(), "{program} {arguments:?}: {}", run.err);
    }
    assert_eq!(server.lines(), [""; 0]);
}
