//! `cargo xtask demo`: runs the demo e-service and the iAM Smart sandbox until Ctrl-C.

mod server;

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use server::Server;

use crate::failure::Result;
use crate::program::{cargo, print_now, program, quietly};
use crate::{files, package, project, setup};

struct Ports {
    e_service: u16,
    sandbox: u16,
}

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let ports = ports(arguments)?;
    ensure_free(ports.e_service, "--port")?;
    ensure_free(ports.sandbox, "--sandbox-port")?;

    setup::npm()?;
    let wasm = setup::wasm()?;
    package::build(&wasm)?;
    print_now("\ndemo: compiling the iAM Smart stand-in …");
    quietly(cargo().args(["build", "--package", "iamsmart-sandbox"]))?;
    println!(" ok");
    serve(&ports)
}

fn serve(ports: &Ports) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed))
        .map_err(|error| format!("Ctrl-C cannot be listened for: {error}."))?;

    let folder = project::root().join("target/demo");
    let registration = folder.join("registration.json");
    files::create_folder(&folder.join("sandbox"))?;
    let e_service_url = format!("http://127.0.0.1:{}/", ports.e_service);
    let binary = format!("debug/iamsmart-sandbox{}", std::env::consts::EXE_SUFFIX);

    let mut sandbox = program(project::target().join(binary));
    sandbox
        .args(["--listen", &format!("127.0.0.1:{}", ports.sandbox)])
        .arg("--state")
        .arg(folder.join("sandbox"))
        .arg("--registration")
        .arg(&registration)
        .args(["--redirect-uri", &e_service_url])
        .args([
            "--redirect-uri",
            &format!("{e_service_url}iamsmart/callback"),
        ])
        .args(["--tour", &e_service_url]);
    let mut sandbox = Server::start("sandbox", &mut sandbox, &stop)?;

    let mut e_service = program("node");
    e_service
        .arg(project::root().join("worker/serve.js"))
        .arg("--registration")
        .arg(&registration)
        .args(["--port", &ports.e_service.to_string()])
        .arg("--tour")
        .env("IAMSMART_PKG", project::package());
    let mut e_service = Server::start("worker", &mut e_service, &stop)?;

    println!(
        "
  The demo is ready. Open both, beside each other:

    the e-service   {e_service_url}
    the phone       http://127.0.0.1:{sandbox_port}/app

  Or in one window, with each call on the wire: {e_service_url}tour

  What goes wrong next is chosen at http://127.0.0.1:{sandbox_port}/faults

  Stop with Ctrl-C.
",
        sandbox_port = ports.sandbox
    );
    while !stop.load(Ordering::Relaxed) {
        sandbox.ensure_running()?;
        e_service.ensure_running()?;
        std::thread::sleep(Duration::from_millis(100));
    }
    println!("\ndemo: stopped");
    Ok(())
}

fn ports(arguments: &[String]) -> Result<Ports> {
    let mut ports = Ports {
        e_service: 8787,
        sandbox: 8788,
    };
    let mut arguments = arguments.iter();
    while let Some(name) = arguments.next() {
        let port = match name.as_str() {
            "--port" => &mut ports.e_service,
            "--sandbox-port" => &mut ports.sandbox,
            _ => return Err(format!("`cargo xtask demo` takes no '{name}'.").into()),
        };
        *port = arguments
            .next()
            .and_then(|value| value.parse().ok())
            .filter(|value| *value > 0)
            .ok_or_else(|| format!("'{name}' wants a port, 1 to 65535."))?;
    }
    Ok(ports)
}

fn ensure_free(port: u16, option: &str) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "Port {port} cannot be used ({error}). Stop what uses it, or choose another: \
             cargo xtask demo {option} N"
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{ensure_free, ports};

    fn given(arguments: &[&str]) -> Option<(u16, u16)> {
        let arguments: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
        ports(&arguments)
            .ok()
            .map(|ports| (ports.e_service, ports.sandbox))
    }

    #[test]
    fn ports_are_read() {
        assert_eq!(given(&[]), Some((8787, 8788)));
        assert_eq!(
            given(&["--sandbox-port", "9", "--port", "10"]),
            Some((10, 9))
        );
        for wrong in [
            &["--port"][..],
            &["--port", "0"],
            &["--port", "70000"],
            &["--host", "1"],
        ] {
            assert_eq!(given(wrong), None);
        }
    }

    #[test]
    fn a_busy_port_is_named_with_its_option() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let failure = ensure_free(port, "--port").unwrap_err().to_string();
        assert!(
            failure.contains(&port.to_string()) && failure.contains("--port N"),
            "{failure}"
        );
    }
}
