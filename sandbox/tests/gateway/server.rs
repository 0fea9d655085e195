//! A sandbox in a process of its own.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// A running sandbox, killed when dropped.
pub(crate) struct Server {
    process: Child,
    log: PathBuf,
    pub(crate) gateway: String,
    pub(crate) registration: Value,
}

/// A temporary folder, removed when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("iamsmart-sandbox-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn join(&self, name: impl AsRef<Path>) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Folder {
    /// Writes RSA keys into the state of a sandbox that is not started yet. All tests share them,
    /// because generating them takes longer than most tests.
    pub(crate) fn with_keys(self) -> Self {
        static KEYS: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
        let keys = KEYS.get_or_init(|| {
            let folder = Self::new();
            drop(Server::start(&folder, &["https://service.example/"], &[]));
            let files = std::fs::read_dir(folder.join("state")).unwrap();
            let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
            names
                .filter(|name| Path::new(name).extension() == Some("key".as_ref()))
                .map(|name| {
                    (
                        format!("state/{name}"),
                        folder.join(format!("state/{name}")),
                    )
                })
                .map(|(name, path)| (name, std::fs::read(path).unwrap()))
                .collect()
        });
        std::fs::create_dir(self.join("state")).unwrap();
        for (name, key) in keys {
            self.write(name, key);
        }
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Server {
    pub(crate) fn start(folder: &Folder, redirect_uris: &[&str], options: &[&str]) -> Self {
        let registration = folder.join("registration.json");
        let log = folder.join("log.txt");
        let mut command = Command::new(env!("CARGO_BIN_EXE_iamsmart-sandbox"));
        command
            .arg("--state")
            .arg(folder.join("state"))
            .arg("--registration")
            .arg(&registration)
            .args(options)
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap());
        if !options.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        for uri in redirect_uris {
            command.args(["--redirect-uri", uri]);
        }
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let gateway = line.trim_end().strip_prefix("listening on ").unwrap();
        let registration = std::fs::read_to_string(registration).unwrap();
        Self {
            process,
            log,
            gateway: gateway.to_owned(),
            registration: serde_json::from_str(&registration).unwrap(),
        }
    }

    /// Standard error output of a sandbox that does not start with these options.
    pub(crate) fn refusal(folder: &Folder, options: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_iamsmart-sandbox"))
            .args(["--listen", "127.0.0.1:0", "--state"])
            .arg(folder.join("state"))
            .arg("--registration")
            .arg(folder.join("registration.json"))
            .args(["--redirect-uri", "https://service.example/"])
            .args(options)
            .output()
            .unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }

    /// Standard error output.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.registration[name].as_str().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            println!("{}", self.log());
        }
    }
}
