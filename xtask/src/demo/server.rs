//! A server process of the demo.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::failure::Result;
use crate::program::{output, program, shown};

const READY_LIMIT: Duration = Duration::from_mins(1);

/// Time limit for a server to exit after SIGTERM.
const STOP_LIMIT: Duration = Duration::from_secs(3);

/// A running server; it is stopped on drop.
pub(super) struct Server {
    name: &'static str,
    child: Child,
}

impl Server {
    /// Starts the server and waits until it prints `listening on …`. Its output is passed on.
    pub(super) fn start(
        name: &'static str,
        command: &mut Command,
        stop: &AtomicBool,
    ) -> Result<Self> {
        let child = command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("`{}` could not be run: {error}.", shown(command)))?;
        let mut server = Self { name, child };
        let ready = server
            .child
            .stdout
            .take()
            .map(|stdout| pass_on(name, stdout));
        let start = Instant::now();
        while start.elapsed() < READY_LIMIT && !stop.load(Ordering::Relaxed) {
            match ready
                .as_ref()
                .map(|ready| ready.recv_timeout(Duration::from_millis(100)))
            {
                Some(Ok(())) => return Ok(server),
                Some(Err(RecvTimeoutError::Timeout)) => server.ensure_running()?,
                // The output is closed: the server is about to exit, and its status will be
                // reported.
                _ => {
                    std::thread::sleep(Duration::from_millis(100));
                    server.ensure_running()?;
                }
            }
        }
        Err(format!("{name} did not get ready.").into())
    }

    pub(super) fn ensure_running(&mut self) -> Result<()> {
        match self.child.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(format!("{} ended with {status}.", self.name).into()),
            Err(error) => Err(format!("{}: {error}", self.name).into()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGTERM first, so that a server can stop its child processes.
        let _ = output(program("kill").args(["-TERM", &self.child.id().to_string()]));
        let start = Instant::now();
        while start.elapsed() < STOP_LIMIT && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Prints a server's lines with its name, and signals when it is ready.
fn pass_on(name: &'static str, stdout: ChildStdout) -> Receiver<()> {
    let (ready, is_ready) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stdout)
            .lines()
            .map_while(std::io::Result::ok)
        {
            println!("{name}: {line}");
            if line.starts_with("listening on ") {
                // Fails if the line is repeated, after the receiver is gone.
                let _ = ready.send(());
            }
        }
    });
    is_ready
}
