//! What helps to test an application that uses a client.

mod manual_timer;

pub use manual_timer::ManualTimer;
