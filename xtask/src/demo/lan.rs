//! The demo's app at an address of the local network, where a real phone reaches it.
//!
//! Only the app is there. The e-service stays at a loopback address, which browsers trust as they trust
//! HTTPS: its session cookie is `Secure`, and the package sends codes over plain HTTP to loopback
//! addresses alone. So no certificate has to be made, or accepted on the phone.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use crate::failure::Result;

/// An address that leads out of this machine and that nobody has (RFC 5737 §3).
const OUTSIDE: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);
/// Black on white, whatever the terminal's own colours are: a scanner wants dark on light.
const BLACK_ON_WHITE: &str = "\x1b[38;5;16;48;5;231m";
const RESET: &str = "\x1b[0m";

/// Finds the address by which this machine reaches others. A machine with several, as virtual ones
/// have, may be reached at another.
pub(super) fn address() -> Result<Ipv4Addr> {
    // Connecting a UDP socket chooses the way, and sends nothing.
    let chosen = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))
        .and_then(|socket| socket.connect(OUTSIDE).and_then(|()| socket.local_addr()));
    match chosen.map(|address| address.ip()) {
        Ok(IpAddr::V4(address)) if is_of_a_network(address) => Ok(address),
        _ => Err(
            "This machine is in no network. If it is, name its address: \
                  cargo xtask demo --lan ADDRESS"
                .into(),
        ),
    }
}

/// Returns true for an address that others can have of this machine.
pub(super) fn is_of_a_network(address: Ipv4Addr) -> bool {
    !address.is_loopback() && !address.is_unspecified() && !address.is_broadcast()
}

/// Returns the lines of a QR code, with colours for a terminal.
pub(super) fn qr(text: &str, colours: bool) -> Result<String> {
    let code = QrCode::new(text).map_err(|error| format!("No QR code of {text}: {error}."))?;
    let picture = code.render::<Dense1x2>().build();
    let (before, after) = if colours {
        (BLACK_ON_WHITE, RESET)
    } else {
        ("", "")
    };
    let line = |line| format!("    {before}{line}{after}\n");
    Ok(picture.lines().map(line).collect())
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use qrcode::{Color, QrCode};

    use super::{is_of_a_network, qr};

    const ADDRESS: &str = "http://192.168.1.5:8788/app";
    /// Modules of light around a code (ISO/IEC 18004 §9.1).
    const QUIET: usize = 4;

    #[test]
    fn each_module_of_the_code_is_in_the_picture() {
        let code = QrCode::new(ADDRESS).unwrap();
        let lines: Vec<Vec<char>> = qr(ADDRESS, false)
            .unwrap()
            .lines()
            .map(|line| line.chars().skip("    ".len()).collect())
            .collect();
        let is_dark = |x: usize, y: usize| {
            let row = y + QUIET;
            match lines[row / 2][x + QUIET] {
                '█' => true,
                '▀' => row.is_multiple_of(2),
                '▄' => !row.is_multiple_of(2),
                _ => false,
            }
        };
        let width = code.width();
        for (index, color) in code.to_colors().into_iter().enumerate() {
            let (x, y) = (index % width, index / width);
            assert_eq!(is_dark(x, y), color == Color::Dark, "{x} {y}");
        }
        assert!(
            lines
                .iter()
                .all(|line| line[..QUIET].iter().all(|c| *c == ' '))
        );
    }

    #[test]
    fn colours_do_not_run_over_a_line() {
        for line in qr(ADDRESS, true).unwrap().lines() {
            assert!(line.starts_with("    \x1b[") && line.ends_with("\x1b[0m"));
        }
    }

    #[test]
    fn loopback_is_no_network() {
        assert!(is_of_a_network(Ipv4Addr::new(192, 168, 1, 5)));
        assert!(!is_of_a_network(Ipv4Addr::LOCALHOST));
        assert!(!is_of_a_network(Ipv4Addr::UNSPECIFIED));
    }
}
