//! The command line of a stand-in.

use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser};
use serde_json::Value;
use tokio::net::TcpListener;

use crate::{Api, Fault, Mock, server};

const AFTER: &str = "\
The first line on standard output is the URL, without a slash at its end. The server ends on SIGTERM
and Ctrl-C, and answers what is under way before.

Requests below /_mock are for the stand-in itself:
  GET, PUT, POST    /_mock/state   what exists: read, replace, add
  GET, POST, DELETE /_mock/faults  what goes wrong: list, add, clear
  GET, DELETE       /_mock/calls   what was asked: tell, forget
  POST              /_mock/clock   move the clock: {\"advance\": SECONDS}
  POST              /_mock/reset   forget everything

Exit codes:
  0  it was told to end
  1  it cannot serve: the port is taken, a file does not fit
  2  the command line is wrong";

/// Serves a stand-in for an API, in memory.
#[derive(Debug, Parser)]
struct Arguments {
    /// Port to listen on; 0 takes one that is free
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Address to listen on
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// JSON file with what exists from the start: {"SERVICE": [{ITEM}, ...]}
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,
    /// JSON file with a list of faults, as POST /_mock/faults takes them
    #[arg(long, value_name = "FILE")]
    faults: Option<PathBuf>,
    /// Accept this key and no other; may be given several times. Any key is accepted without it
    #[arg(long, value_name = "KEY")]
    key: Vec<String>,
    /// Refuse what is more than the API takes in a certain time
    #[arg(long)]
    rate_limit: bool,
    /// Stand still at this time (RFC 3339) until the clock is moved; the system's clock otherwise
    #[arg(long, value_name = "TIME")]
    clock: Option<String>,
    /// What ids are made from: the same number gives the same ids for the same requests
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    random: u64,
    /// Most bytes of a body
    #[arg(long, value_name = "BYTES", default_value_t = 1024 * 1024)]
    max_body: usize,
    /// Serve the API of this description, which the generator has made
    #[arg(long, value_name = "FILE")]
    description: Option<PathBuf>,
}

/// Serves an API as the command line says: that of `description`, unless it names another.
/// `program` is what the command is called.
pub fn main(program: &'static str, description: Option<&str>) -> ExitCode {
    let command = Arguments::command().name(program).after_help(AFTER);
    let arguments = match command.try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome =
        runtime.map_err(|error| error.to_string()).and_then(|runtime| runtime.block_on(run(arguments, description)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("error: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments, description: Option<&str>) -> Result<(), String> {
    let api = match (&arguments.description, description) {
        (Some(file), _) => Api::read(&text(file)?).map_err(|error| format!("{}: {error}", file.display()))?,
        (None, Some(own)) => Api::read(own).map_err(|error| error.to_string())?,
        (None, None) => return Err("which API? name its description with --description FILE".to_owned()),
    };
    let mock = set_up(api, &arguments)?;
    let listener = TcpListener::bind((arguments.host, arguments.port)).await;
    let listener =
        listener.map_err(|error| format!("cannot listen on {}:{}: {error}", arguments.host, arguments.port))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let end = end().map_err(|error| error.to_string())?;
    println!("http://{address}");
    tell(&mock, &format!("http://{address}"));
    server::serve(mock, listener, end).await;
    Ok(())
}

/// How clients are brought to it.
fn tell(mock: &Mock, url: &str) {
    let key = "any_key";
    eprintln!("{} stand-in, {} operations", mock.api().title(), mock.api().operations().count());
    if let Some((name, Some(base_url))) = mock.api().environment() {
        eprintln!("for clients: {name}={key} {base_url}={url}");
    }
}

fn set_up(api: Api, arguments: &Arguments) -> Result<Mock, String> {
    let mut builder =
        Mock::builder(api).seed(arguments.random).rate_limit(arguments.rate_limit).max_body(arguments.max_body);
    builder = match &arguments.clock {
        Some(time) if crate::clock::parse(time).is_none() => {
            return Err(format!("--clock: `{time}` is not an RFC 3339 time"));
        }
        Some(time) => builder.starts_at(time),
        None => builder.system_clock(),
    };
    let mock = arguments.key.iter().fold(builder, |builder, key| builder.key(key)).build();
    if let Some(file) = &arguments.seed {
        mock.seed(&json(file)?).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    if let Some(file) = &arguments.faults {
        let faults = json(file)?;
        let list = faults.as_array().ok_or_else(|| format!("{}: must be a list of faults", file.display()))?;
        for (at, fault) in list.iter().enumerate() {
            mock.inject(Fault::read(fault).map_err(|error| format!("{}: [{at}]: {error}", file.display()))?);
        }
    }
    Ok(mock)
}

fn text(file: &PathBuf) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn json(file: &PathBuf) -> Result<Value, String> {
    serde_json::from_str(&text(file)?).map_err(|error| format!("{}: {error}", file.display()))
}

/// Ends when the process is told to.
#[cfg(unix)]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    })
}

/// Ends when the process is told to.
#[cfg(not(unix))]
fn end() -> std::io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Without a way to be told, it ends when it is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
