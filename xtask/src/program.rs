//! Execution of other programs.

use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};
use crate::project;

/// Creates a command that runs in the project's root folder.
pub(crate) fn program(name: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(project::root()).stdin(Stdio::null());
    command
}

/// Creates a command for the cargo that runs this xtask.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Creates a command for a program of an npm package in node_modules.
pub(crate) fn npm_program(name: &str) -> Command {
    program(project::root().join("node_modules/.bin").join(name))
}

/// Finds the first file of this name on PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
        .find(|path| path.is_file())
}

/// Runs a command and shows its output.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(failed(command, status, ""))
    }
}

/// Runs a command without showing its output; a failure contains the output.
pub(crate) fn quietly(command: &mut Command) -> Result<()> {
    let (mut log, mut child) = logged(command)?;
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    ended(command, status, &mut log)
}

/// Runs a command like [`quietly`], with a time limit.
pub(crate) fn quietly_within(command: &mut Command, limit: Duration) -> Result<()> {
    let (mut log, mut child) = logged(command)?;
    if let Some(status) =
        exited_within(&mut child, limit).map_err(|error| not_started(command, &error))?
    {
        return ended(command, status, &mut log);
    }
    interrupt(&mut child);
    let output = read(&mut log);
    let line = if output.is_empty() { "" } else { "\n" };
    Err(format!(
        "{output}{line}`{}` gave no answer in {} s.",
        shown(command),
        limit.as_secs()
    )
    .into())
}

fn exited_within(child: &mut Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let start = Instant::now();
    loop {
        let status = child.try_wait()?;
        if status.is_some() || start.elapsed() >= limit {
            return Ok(status);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Ends a program: asked first where the system can ask, so that it ends its own ones and says what it was at.
fn interrupt(child: &mut Child) {
    if cfg!(unix) {
        let asked = Command::new("kill").arg(child.id().to_string()).status();
        if asked.is_ok()
            && exited_within(child, Duration::from_secs(10)).is_ok_and(|status| status.is_some())
        {
            return;
        }
    }
    // It may have exited just now; in any case it is gone afterwards.
    let _ = child.kill();
    let _ = child.wait();
}

/// Runs a command and returns its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        return Err(failed(
            command,
            output.status,
            &String::from_utf8_lossy(&output.stderr),
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Starts a command with both outputs in one temporary file, so that their order is kept.
fn logged(command: &mut Command) -> Result<(std::fs::File, Child)> {
    static NUMBER: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let path = std::env::temp_dir().join(format!("xtask-{}-{number}.log", std::process::id()));
    let open = || {
        let log = std::fs::File::options()
            .read(true)
            .append(true)
            .create_new(true)
            .open(&path)?;
        let (out, err) = (log.try_clone()?, log.try_clone()?);
        Ok((log, out, err))
    };
    let (log, out, err) = open()
        .map_err(|error: std::io::Error| Failure::from(format!("{}: {error}", path.display())))?;
    let child = command.stdout(out).stderr(err).spawn();
    // The open file stays readable after its removal (on Windows it is not removed).
    let _ = std::fs::remove_file(&path);
    Ok((log, child.map_err(|error| not_started(command, &error))?))
}

fn ended(command: &Command, status: ExitStatus, log: &mut std::fs::File) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(failed(command, status, &read(log)))
}

/// Everything in a log, or what of it can be read.
fn read(log: &mut std::fs::File) -> String {
    let mut bytes = Vec::new();
    let _ = log.rewind().and_then(|()| log.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).trim_end().to_owned()
}

fn failed(command: &Command, status: ExitStatus, output: &str) -> Failure {
    let line = if output.is_empty() { "" } else { "\n" };
    format!("{output}{line}`{}` ended with {status}.", shown(command)).into()
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    let path = Path::new(command.get_program());
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if error.kind() != std::io::ErrorKind::NotFound {
        return format!("`{}` could not be run: {error}.", shown(command)).into();
    }
    let advice = match &*name {
        "node" | "npm" => "Install Node.js 20.19 or later, with npm (https://nodejs.org).",
        "cargo" | "rustc" | "rustup" => "Install Rust (https://rustup.rs).",
        _ => "Install it, or put it on PATH.",
    };
    format!("'{name}' is not on this machine. {advice}").into()
}

/// Formats a command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or_default();
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Prints without a line break, and flushes.
pub(crate) fn print_now(text: &str) {
    print!("{text}");
    // If flushing fails, nobody reads the output; the work continues.
    let _ = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{program, quietly_within};

    #[cfg(unix)]
    #[test]
    fn what_never_ends_is_ended_and_what_it_said_is_told() {
        let mut endless = program("sh");
        endless.args(["-c", "echo at work; exec sleep 600"]);
        let failure = quietly_within(&mut endless, Duration::from_millis(300)).unwrap_err();
        assert_eq!(
            failure.to_string(),
            "at work\n`sh -c echo at work; exec sleep 600` gave no answer in 0 s."
        );
    }
}
