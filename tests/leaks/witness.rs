//! Somebody who is told everything.

use std::fmt::Write;
use std::sync::{Arc, Mutex};

use ngrok_client::Observer;
use ngrok_client::runtime::Event;

/// Writes down every step of every call.
#[derive(Clone, Default)]
pub struct Witness(Arc<Mutex<String>>);

impl Witness {
    /// What was told; something always is.
    pub fn told(&self) -> String {
        let told = self.0.lock().expect("nobody panics with the lock").clone();
        assert!(!told.is_empty(), "nothing was told");
        told
    }
}

impl Observer for Witness {
    fn on_event(&self, event: &Event<'_>) {
        let mut told = self.0.lock().expect("nobody panics with the lock");
        writeln!(told, "{event:?} {event:#?}").expect("a text takes everything");
    }
}
