//! The thread that does the work of blocking calls.

use std::future::{Future, pending};
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::thread::{self, JoinHandle};

use tokio::runtime::{Builder, Handle};
use tokio::task::AbortHandle;

/// The name of the thread, for debuggers; systems cut it off after 15 bytes.
const NAME: &str = "clientwright";

/// A thread that runs futures; dropping this ends it and waits for its end.
pub(super) struct Worker {
    handle: Handle,
    /// Ends the only future that the thread itself waits for.
    end: AbortHandle,
    thread: Option<JoinHandle<()>>,
}

/// A future under way on the thread; dropping this gives it up.
pub(super) struct Waiting<T> {
    result: Receiver<T>,
    task: AbortHandle,
}

impl Worker {
    /// Starts the thread and waits until it runs.
    pub(super) fn start() -> io::Result<Self> {
        let (sender, started) = channel();
        let thread = thread::Builder::new().name(NAME.to_owned()).spawn(move || work(&sender))?;
        let ended = || Err(io::Error::other("the thread ended before it ran"));
        let (handle, end) = started.recv().unwrap_or_else(|_| ended())?;
        Ok(Self { handle, end, thread: Some(thread) })
    }

    /// Has the thread run a future.
    pub(super) fn spawn<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> Waiting<T> {
        let (sender, result) = sync_channel(1);
        let task = self.handle.spawn(async move {
            // Who gave the call up has dropped the receiver.
            let _ = sender.send(work.await);
        });
        Waiting { result, task: task.abort_handle() }
    }

    /// Whether this is called on the thread itself, which cannot wait for what it does.
    pub(super) fn is_here(&self) -> bool {
        let here = thread::current().id();
        self.thread.as_ref().is_some_and(|thread| thread.thread().id() == here)
    }
}

/// What the thread does. The runtime is made and dropped here, because neither may happen on a
/// thread of another runtime.
fn work(started: &Sender<io::Result<(Handle, AbortHandle)>>) {
    let runtime = match Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            // The receiver waits for exactly this.
            let _ = started.send(Err(error));
            return;
        }
    };
    let rest = runtime.spawn(pending::<()>());
    if started.send(Ok((runtime.handle().clone(), rest.abort_handle()))).is_ok() {
        // It ends by being aborted, which is the error.
        let _ = runtime.block_on(rest);
    }
    // A name that is still being looked up is not waited for.
    runtime.shutdown_background();
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end.abort();
        if self.is_here() {
            return;
        }
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has ended as well.
            let _ = thread.join();
        }
    }
}

impl<T> Waiting<T> {
    /// The result; `None` when the future panicked or the thread has ended.
    pub(super) fn wait(self) -> Option<T> {
        self.result.recv().ok()
    }
}

impl<T> Drop for Waiting<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn worker() -> Worker {
        Worker::start().unwrap()
    }

    #[test]
    fn future_runs_on_the_thread_and_knows_it() {
        let worker = Arc::new(worker());
        let inside = worker.clone();
        assert_eq!(worker.spawn(async move { inside.is_here() }).wait(), Some(true));
        assert!(!worker.is_here());
    }

    #[test]
    fn future_that_panics_leaves_the_thread_as_it_was() {
        let worker = worker();
        assert_eq!(worker.spawn(async { assert_eq!(1, 2, "this panic is part of the test") }).wait(), None);
        assert_eq!(worker.spawn(async { 7 }).wait(), Some(7));
    }

    #[test]
    fn nothing_waits_for_a_thread_that_has_ended() {
        let worker = worker();
        let before = worker.spawn(pending::<()>());
        worker.end.abort();
        assert_eq!(before.wait(), None);
        assert_eq!(worker.spawn(async {}).wait(), None);
    }

    #[test]
    fn future_that_is_given_up_is_dropped() {
        let (sender, dropped) = channel::<()>();
        let worker = worker();
        let waiting = worker.spawn(async move {
            let _kept = sender;
            pending::<()>().await;
        });
        drop(waiting);
        assert!(dropped.recv().is_err());
    }

    #[test]
    fn thread_may_drop_the_last_handle_of_itself() {
        let worker = Arc::new(worker());
        let (release, released) = channel();
        let inside = worker.clone();
        let waiting = worker.spawn(async move {
            let last = released.recv().is_ok();
            drop(inside);
            last
        });
        drop(worker);
        release.send(()).unwrap();
        assert_eq!(waiting.wait(), Some(true));
    }
}
