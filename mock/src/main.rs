//! Serves the stand-in of any description: `clientwright-mock --description FILE`.

fn main() -> std::process::ExitCode {
    clientwright_mock::cli::main("clientwright-mock", None)
}
