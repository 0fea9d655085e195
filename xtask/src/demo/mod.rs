//! `cargo xtask demo`: runs the demo e-service and the iAM Smart sandbox until Ctrl-C.

mod lan;
mod server;

use std::io::IsTerminal as _;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use server::Server;

use crate::failure::Result;
use crate::program::{cargo, print_now, program, quietly};
use crate::{files, package, project, setup};

struct Options {
    e_service_port: u16,
    sandbox_port: u16,
    lan: Lan,
}

/// Whether the app is for a real phone too.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lan {
    Off,
    /// At the address by which this machine reaches others.
    Found,
    At(Ipv4Addr),
}

pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let options = options(arguments)?;
    let lan = match options.lan {
        Lan::Off => None,
        Lan::Found => Some(lan::address()?),
        Lan::At(address) => Some(address),
    };
    ensure_free(Ipv4Addr::LOCALHOST, options.e_service_port, "--port N")?;
    ensure_free(
        Ipv4Addr::LOCALHOST,
        options.sandbox_port,
        "--sandbox-port N",
    )?;
    if let Some(address) = lan {
        ensure_free(address, options.sandbox_port, "--lan ADDRESS")?;
    }

    setup::npm()?;
    let wasm = setup::wasm()?;
    package::build(&wasm)?;
    print_now("\ndemo: compiling the iAM Smart stand-in …");
    quietly(cargo().args(["build", "--package", "iamsmart-sandbox"]))?;
    println!(" ok");
    serve(&options, lan)
}

fn serve(options: &Options, lan: Option<Ipv4Addr>) -> Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Ordering::Relaxed))
        .map_err(|error| format!("Ctrl-C cannot be listened for: {error}."))?;

    let folder = project::root().join("target/demo");
    let registration = folder.join("registration.json");
    files::create_folder(&folder.join("sandbox"))?;
    let e_service_url = format!("http://127.0.0.1:{}/", options.e_service_port);
    let binary = format!("debug/iamsmart-sandbox{}", std::env::consts::EXE_SUFFIX);

    let mut sandbox = program(project::target().join(binary));
    sandbox
        .args(["--listen", &format!("127.0.0.1:{}", options.sandbox_port)])
        .arg("--state")
        .arg(folder.join("sandbox"))
        .arg("--registration")
        .arg(&registration)
        .args(["--redirect-uri", &e_service_url])
        .args([
            "--redirect-uri",
            &format!("{e_service_url}iamsmart/callback"),
        ]);
    let phone = lan.map(|address| format!("{address}:{}", options.sandbox_port));
    // With a phone the sandbox is open to the network, and its log is for one's own machine.
    let tour = phone.is_none();
    if tour {
        sandbox.args(["--tour", &e_service_url]);
    }
    if let Some(phone) = &phone {
        sandbox
            .args(["--listen", phone])
            .args(["--app", &format!("http://{phone}")]);
    }
    let mut sandbox = Server::start("sandbox", &mut sandbox, &stop)?;

    let mut e_service = program("node");
    e_service
        .arg(project::root().join("worker/serve.js"))
        .arg("--registration")
        .arg(&registration)
        .args(["--port", &options.e_service_port.to_string()])
        .env("IAMSMART_PKG", project::package())
        .args(tour.then_some("--tour"));
    let mut e_service = Server::start("worker", &mut e_service, &stop)?;

    println!(
        "
  The demo is ready. Open both, beside each other:

    the e-service   {e_service_url}
    the phone       http://127.0.0.1:{sandbox_port}/app

{}  What goes wrong next is chosen at http://127.0.0.1:{sandbox_port}/faults
{}
  Stop with Ctrl-C.
",
        if tour {
            format!("  Or in one window, with each call on the wire: {e_service_url}tour\n\n")
        } else {
            String::new()
        },
        phone.map_or(Ok(String::new()), |phone| with_phone(&phone))?,
        sandbox_port = options.sandbox_port
    );
    while !stop.load(Ordering::Relaxed) {
        sandbox.ensure_running()?;
        e_service.ensure_running()?;
        std::thread::sleep(Duration::from_millis(100));
    }
    println!("\ndemo: stopped");
    Ok(())
}

/// What to do with a real phone.
fn with_phone(phone: &str) -> Result<String> {
    let address = format!("http://{phone}/app");
    let code = lan::qr(&address, std::io::stdout().is_terminal())?;
    Ok(format!(
        "
  A real phone in the same network opens the app at {address}:

{code}
  Open the e-service on this computer, and scan its QR codes with the phone's camera. There is no
  certificate to accept; a browser that insists on HTTPS asks whether to go on. While the demo runs,
  everybody in this network can use the sandbox. If the phone gets no answer, let the port through
  this computer's firewall, or name another of its addresses: cargo xtask demo --lan ADDRESS
"
    ))
}

fn options(arguments: &[String]) -> Result<Options> {
    let mut options = Options {
        e_service_port: 8787,
        sandbox_port: 8788,
        lan: Lan::Off,
    };
    let mut arguments = arguments.iter().peekable();
    while let Some(name) = arguments.next() {
        let port = match name.as_str() {
            "--port" => &mut options.e_service_port,
            "--sandbox-port" => &mut options.sandbox_port,
            "--lan" => {
                let address = arguments.next_if(|next| !next.starts_with('-'));
                options.lan = address.map_or(Ok(Lan::Found), |address| at(address))?;
                continue;
            }
            _ => return Err(format!("`cargo xtask demo` takes no '{name}'.").into()),
        };
        *port = arguments
            .next()
            .and_then(|value| value.parse().ok())
            .filter(|value| *value > 0)
            .ok_or_else(|| format!("'{name}' wants a port, 1 to 65535."))?;
    }
    Ok(options)
}

fn at(address: &str) -> Result<Lan> {
    let parsed = address.parse().ok();
    parsed
        .filter(|address| lan::is_of_a_network(*address))
        .map(Lan::At)
        .ok_or_else(|| {
            format!("'--lan' wants an IPv4 address of this machine, not '{address}'.").into()
        })
}

/// `option` chooses another address or port.
fn ensure_free(address: Ipv4Addr, port: u16, option: &str) -> Result<()> {
    match TcpListener::bind((address, port)) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "Port {port} of {address} cannot be used ({error}). Stop what uses it, or choose \
             another: cargo xtask demo {option}"
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::{Lan, ensure_free, options};

    fn given(arguments: &[&str]) -> Option<(u16, u16, Lan)> {
        let arguments: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
        options(&arguments)
            .ok()
            .map(|options| (options.e_service_port, options.sandbox_port, options.lan))
    }

    #[test]
    fn options_are_read() {
        assert_eq!(given(&[]), Some((8787, 8788, Lan::Off)));
        assert_eq!(
            given(&["--sandbox-port", "9", "--lan", "--port", "10"]),
            Some((10, 9, Lan::Found))
        );
        assert_eq!(
            given(&["--lan", "192.168.1.5"]),
            Some((8787, 8788, Lan::At(Ipv4Addr::new(192, 168, 1, 5))))
        );
        for wrong in [
            &["--port"][..],
            &["--port", "0"],
            &["--port", "70000"],
            &["--host", "1"],
            &["--lan", "127.0.0.1"],
            &["--lan", "my-machine"],
        ] {
            assert_eq!(given(wrong), None);
        }
    }

    #[test]
    fn a_busy_port_is_named_with_its_option() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let busy = ensure_free(Ipv4Addr::LOCALHOST, port, "--port N");
        let failure = busy.unwrap_err().to_string();
        assert!(
            failure.contains(&port.to_string()) && failure.contains("--port N"),
            "{failure}"
        );
    }
}
