//! How long each stage took.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// Durations by stage, in the order the stages ran.
#[derive(Clone, Debug, Default)]
pub struct Timings {
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// No stages yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Runs a stage and notes how long it took.
    pub fn time<T>(&mut self, stage: &'static str, run: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = run();
        self.note(stage, start.elapsed());
        result
    }

    /// Notes a stage that was timed elsewhere.
    pub fn note(&mut self, stage: &'static str, took: Duration) {
        self.stages.push((stage, took));
    }

    /// Stages and durations in order.
    pub fn stages(&self) -> &[(&'static str, Duration)] {
        &self.stages
    }

    /// All stages together.
    pub fn total(&self) -> Duration {
        self.stages.iter().map(|(_, took)| *took).sum()
    }

    /// A table in milliseconds, one stage a line, the sum last.
    pub fn table(&self) -> String {
        let width = self.stages.iter().map(|(stage, _)| stage.len()).max().unwrap_or(0).max(5);
        let total = ("total", self.total());
        let mut table = String::new();
        for (stage, took) in self.stages.iter().chain([&total]) {
            let milliseconds = took.as_secs_f64() * 1000.0;
            // Writing to a String cannot fail.
            let _ = writeln!(table, "{stage:<width$} {milliseconds:>9.1} ms");
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_keeps_the_order_and_adds_up() {
        let mut timings = Timings::new();
        timings.note("read", Duration::from_micros(1500));
        timings.note("parse", Duration::from_millis(20));
        assert_eq!(timings.table(), "read        1.5 ms\nparse      20.0 ms\ntotal      21.5 ms\n");
    }

    #[test]
    fn a_stage_hands_on_its_result() {
        let mut timings = Timings::new();
        assert_eq!(timings.time("add", || 1 + 1), 2);
        assert_eq!(timings.stages().len(), 1);
    }
}
