//! Replaces the authtoken of agents: issues one with the same rights, keeps it in a file, and revokes the old one.
//!
//! ```sh
//! cargo run -p ngrok-examples --bin rotate_credential -- cr_2t7WQAmL9xVQ2zg4mZaouqKLiMc agent.token
//! # Once all agents have the new token:
//! cargo run -p ngrok-examples --bin rotate_credential -- --revoke cr_2t7WQAmL9xVQ2zg4mZaouqKLiMc
//! ```

use std::error::Error;
use std::fs::OpenOptions;
use std::io::Write;
use std::process::ExitCode;

use ngrok_client::{Client, Secret};

const USAGE: &str = "usage: rotate_credential CREDENTIAL FILE
       rotate_credential --revoke CREDENTIAL

Issues a credential with the rights and annotations of the one with the id CREDENTIAL, and writes its token to
FILE, which must not exist yet. The old token is valid until it is revoked: agents need time to change.
The key comes from NGROK_API_KEY.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments.as_slice() {
        ["--revoke", id] => revoke(id).await,
        [id, file] if !id.starts_with('-') => issue(id, file).await,
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn issue(id: &str, file: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let old = client.credentials().get(id).await?;
    // The file comes first: without a place for the token there would be a credential that nobody can use.
    let mut place = private(file).map_err(|error| format!("{file}: {error}"))?;
    let create = client.credentials().create().acl(&old.acl).description(&old.description).metadata(&old.metadata);
    let create = if old.owner_id.as_str().is_empty() { create } else { create.owner_id(old.owner_id.as_str()) };
    let new = match create.await {
        Ok(new) => new,
        Err(error) => {
            // Nothing is in it yet, and the next attempt needs the name.
            std::fs::remove_file(file)?;
            return Err(error.into());
        }
    };
    if let Err(error) = keep(&mut place, &new.token) {
        // The token is lost with this program, so the credential would stay valid for nobody.
        new.delete(&client).await?;
        return Err(format!("{file}: {error}; the new credential {} is revoked again", new.id).into());
    }
    println!("{} has the token of {}; revoke {} once all agents use it", file, new.id, old.id);
    Ok(())
}

async fn revoke(id: &str) -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    match client.credentials().delete(id).await {
        // Somebody was faster, or the answer to an earlier attempt was lost.
        Err(error) if error.is_not_found() => println!("{id} was revoked before"),
        outcome => {
            outcome?;
            println!("{id} is revoked");
        }
    }
    Ok(())
}

/// A new file that only its owner can read.
fn private(file: &str) -> std::io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn keep(file: &mut std::fs::File, token: &Secret) -> Result<(), Box<dyn Error>> {
    if token.is_empty() {
        return Err("the answer holds no token".into());
    }
    // The only place where the token is taken out; printing it shows `***`.
    writeln!(file, "{}", token.expose())?;
    Ok(file.sync_all()?)
}
