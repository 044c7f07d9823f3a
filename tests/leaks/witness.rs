//! Somebody who is told everything, and reads all logs.

use std::fmt::{self, Write as _};
use std::io;
use std::sync::{Arc, Mutex};

use ngrok_client::Observer;
use ngrok_client::runtime::Event;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt;

/// Writes down every step of every call, and whatever is logged while it listens.
#[derive(Clone, Default)]
pub struct Witness(Arc<Mutex<String>>);

impl Witness {
    /// Listens to the logs of this thread at trace level, of whatever crate, until the guard is dropped.
    pub fn listen(&self) -> impl Drop + use<> {
        let (witness, format) = (self.clone(), tracing_subscriber::fmt().with_ansi(false));
        let format = format.with_max_level(LevelFilter::TRACE).with_span_events(FmtSpan::FULL);
        format.with_writer(move || witness.clone()).set_default()
    }

    /// What was told and logged; something always is.
    pub fn told(&self) -> String {
        let told = self.0.lock().expect("nobody panics with the lock").clone();
        assert!(told.contains("CallFinished") && told.contains("clientwright"), "nobody was listening: {told}");
        told
    }

    fn write(&self, text: fmt::Arguments<'_>) {
        let mut told = self.0.lock().expect("nobody panics with the lock");
        told.write_fmt(text).expect("a text takes everything");
    }
}

impl Observer for Witness {
    fn on_event(&self, event: &Event<'_>) {
        self.write(format_args!("{event:?} {event:#?}\n"));
    }
}

impl io::Write for Witness {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Witness::write(self, format_args!("{}", String::from_utf8_lossy(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
