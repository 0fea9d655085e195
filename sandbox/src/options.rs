//! The command line.

use std::path::PathBuf;

use crate::auto::{LONGEST_DELAY_MS, Reply, Settings};

pub(crate) const USAGE: &str = "\
Usage: iamsmart-sandbox --state DIR --registration FILE --redirect-uri URL [--redirect-uri URL …]

  --listen ADDRESS             where to listen; port 0 takes any free one (127.0.0.1:8788); may be
                               repeated
  --gateway URL                the address that others reach it at (http://<first listening address>)
  --app URL                    the address that a phone reaches it at, for QR codes (the gateway's)
  --state DIR                  keeps certification authority, people's keys and registration
  --registration FILE          where to write what the e-service needs, secrets included
  --redirect-uri URL           login or callback address of the e-service; may be repeated
  --code-seconds N             life of an authorization code (30)
  --interaction-seconds N      how long a person has to answer (1080)
  --content-key-seconds N      life of a content key (86400)
  --timestamp-tolerance-ms N   how far a call's timestamp may lie behind the newest (5000)
  --multipart-files KIND       files of a multipart callback: sealed or plain (sealed)
  --personas FILE              people who have the app, JSON (five made-up ones)
  --auto ANSWER                answers requests without a click: approve, refuse, cancel or fail,
                               with a delay: approve:500
  --auto-delay MS              how long that takes (500)
  --auto-login-as PERSON       who logs in then (the first of the people)
  --client-certificate FILE    certificate and key that pushes over HTTPS present, PEM
  --callback-authority FILE    authority of the e-service's certificate there, PEM
  --tour URL                   address of a page that may frame the app, choose faults, and read each
                               call opened: for the demo's tour only
  --health URL                 asks a running one at its address, and exits with 0 if it answers
  --help                       print this";

/// The default of `--listen`.
const LISTEN: &str = "127.0.0.1:8788";

/// Options of a run.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// Never empty.
    pub(crate) listen: Vec<String>,
    /// Public URL without a trailing slash; `None`: the first listening address.
    pub(crate) gateway: Option<String>,
    /// URL for phones without a trailing slash; `None`: the gateway's.
    pub(crate) app: Option<String>,
    pub(crate) state: PathBuf,
    pub(crate) registration: PathBuf,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) code_seconds: u32,
    pub(crate) interaction_seconds: u32,
    pub(crate) content_key_seconds: u32,
    pub(crate) timestamp_tolerance_ms: u32,
    /// True if files of a multipart callback are encrypted, as its content is.
    pub(crate) seals_files: bool,
    /// File of the people who have the app.
    pub(crate) personas: Option<PathBuf>,
    /// Answers without a person.
    pub(crate) auto: Settings,
    /// Files of the client certificate with its key, and of the authority of the e-service's
    /// certificate.
    pub(crate) mutual_tls: Option<(PathBuf, PathBuf)>,
    /// Origin of the demo's tour.
    pub(crate) tour: Option<String>,
}

impl Options {
    /// Parses the arguments after the program name; `None` for `--help`.
    pub(crate) fn parse(
        mut arguments: impl Iterator<Item = String>,
    ) -> Result<Option<Self>, String> {
        let mut listen = Vec::new();
        let (mut gateway, mut app) = (None, None);
        let mut state = None;
        let mut registration = None;
        let mut redirect_uris = Vec::new();
        let mut code_seconds = 30;
        let mut interaction_seconds = 18 * 60;
        let mut content_key_seconds = 24 * 60 * 60;
        let mut timestamp_tolerance_ms = 5000;
        let mut seals_files = true;
        let mut personas = None;
        let mut auto = Settings::default();
        let mut auto_delay = None;
        let (mut client_certificate, mut callback_authority) = (None, None);
        let mut tour = None;
        while let Some(name) = arguments.next() {
            if name == "--help" {
                return Ok(None);
            }
            let mut value = || {
                arguments
                    .next()
                    .ok_or_else(|| format!("{name} wants a value."))
            };
            match name.as_str() {
                "--listen" => listen.push(value()?),
                "--gateway" => gateway = Some(value()?.trim_end_matches('/').to_owned()),
                "--app" => app = Some(value()?.trim_end_matches('/').to_owned()),
                "--state" => state = Some(PathBuf::from(value()?)),
                "--registration" => registration = Some(PathBuf::from(value()?)),
                "--redirect-uri" => redirect_uris.push(value()?),
                "--code-seconds" => code_seconds = seconds(&name, &value()?)?,
                "--interaction-seconds" => interaction_seconds = seconds(&name, &value()?)?,
                "--content-key-seconds" => content_key_seconds = seconds(&name, &value()?)?,
                "--timestamp-tolerance-ms" => {
                    timestamp_tolerance_ms = value()?.parse().map_err(|_| {
                        format!("{name} wants a whole number of milliseconds, 0 or above.")
                    })?;
                }
                "--multipart-files" => {
                    seals_files = match value()?.as_str() {
                        "sealed" => true,
                        "plain" => false,
                        _ => return Err(format!("{name} wants 'sealed' or 'plain'.")),
                    }
                }
                "--personas" => personas = Some(PathBuf::from(value()?)),
                "--auto" => {
                    let reply = Reply::parse(&value()?).ok_or_else(|| {
                        format!("{name} wants approve, refuse, cancel or fail, or approve:500.")
                    })?;
                    auto.everybody = Some(reply);
                }
                "--auto-delay" => auto_delay = Some(milliseconds(&name, &value()?)?),
                "--auto-login-as" => auto.login_as = Some(value()?),
                "--client-certificate" => client_certificate = Some(PathBuf::from(value()?)),
                "--callback-authority" => callback_authority = Some(PathBuf::from(value()?)),
                "--tour" => tour = Some(origin(&name, &value()?)?),
                _ => return Err(format!("{name} is not an option.")),
            }
        }
        if redirect_uris.is_empty() {
            return Err("--redirect-uri is missing.".to_owned());
        }
        if listen.is_empty() {
            listen.push(LISTEN.to_owned());
        }
        match (&mut auto.everybody, auto_delay) {
            (Some(reply), Some(delay)) => reply.delay_ms = delay,
            (None, Some(_)) => return Err("--auto-delay goes with --auto.".to_owned()),
            (_, None) => {}
        }
        let mutual_tls = match (client_certificate, callback_authority) {
            (None, None) => None,
            (Some(certificate), Some(authority)) => Some((certificate, authority)),
            _ => return Err("--client-certificate and --callback-authority go together.".into()),
        };
        Ok(Some(Self {
            listen,
            gateway,
            app,
            state: state.ok_or("--state is missing.")?,
            registration: registration.ok_or("--registration is missing.")?,
            redirect_uris,
            code_seconds,
            interaction_seconds,
            content_key_seconds,
            timestamp_tolerance_ms,
            seals_files,
            personas,
            auto,
            mutual_tls,
            tour,
        }))
    }
}

/// Scheme, host and port of an address (RFC 6454 §6.2), as a browser names them.
fn origin(name: &str, value: &str) -> Result<String, String> {
    let origin = value.trim_end_matches('/');
    let is_origin = origin.split_once("://").is_some_and(|(scheme, host)| {
        matches!(scheme, "http" | "https")
            && !host.is_empty()
            && host.bytes().all(|byte| {
                byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".:-[]".contains(&byte)
            })
    });
    is_origin.then(|| origin.to_owned()).ok_or_else(|| {
        format!("{name} wants the address of an e-service, as in http://127.0.0.1:8787.")
    })
}

fn seconds(name: &str, value: &str) -> Result<u32, String> {
    value
        .parse()
        .ok()
        .filter(|seconds| *seconds > 0)
        .ok_or_else(|| format!("{name} wants a whole number of seconds above 0."))
}

fn milliseconds(name: &str, value: &str) -> Result<u64, String> {
    value
        .parse()
        .ok()
        .filter(|delay| *delay <= LONGEST_DELAY_MS)
        .ok_or_else(|| format!("{name} wants milliseconds, 0 to {LONGEST_DELAY_MS}."))
}

#[cfg(test)]
mod tests {
    use super::Options;
    use crate::interaction::Answer;

    fn parse(line: &str) -> Result<Option<Options>, String> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_every_option_and_names_what_is_wrong() {
        let line = "--listen 127.0.0.1:0 --state s --registration r.json --redirect-uri http://a/ \
                    --redirect-uri http://a/b --code-seconds 5 --gateway http://a/";
        let options = parse(line).unwrap().unwrap();
        assert_eq!(options.listen, ["127.0.0.1:0"]);
        assert_eq!(options.gateway.as_deref(), Some("http://a"));
        assert_eq!(options.app, None);
        assert_eq!(options.redirect_uris, ["http://a/", "http://a/b"]);
        assert_eq!(
            (options.code_seconds, options.interaction_seconds),
            (5, 1080)
        );

        let lan = format!("{line} --listen 192.0.2.1:0 --app http://192.0.2.1:8788/");
        let options = parse(&lan).unwrap().unwrap();
        assert_eq!(options.listen, ["127.0.0.1:0", "192.0.2.1:0"]);
        assert_eq!(options.app.as_deref(), Some("http://192.0.2.1:8788"));
        let bare = "--state s --registration r.json --redirect-uri http://a/";
        assert_eq!(parse(bare).unwrap().unwrap().listen, ["127.0.0.1:8788"]);

        assert!(parse("--help").unwrap().is_none());
        assert_eq!(
            parse("--state s").unwrap_err(),
            "--redirect-uri is missing."
        );
        assert_eq!(parse("--listen").unwrap_err(), "--listen wants a value.");
        assert_eq!(parse("--port 1").unwrap_err(), "--port is not an option.");
        assert!(parse("--code-seconds 0").is_err());
        assert!(parse("--multipart-files zip").is_err());
        assert!(parse(&format!("{line} --client-certificate c.pem")).is_err());
        let mutual = format!("{line} --client-certificate c.pem --callback-authority a.pem");
        let mutual = parse(&mutual).unwrap().unwrap().mutual_tls.unwrap();
        assert_eq!(mutual, ("c.pem".into(), "a.pem".into()));
        let tour = format!("{line} --tour http://127.0.0.1:8787/");
        let tour = parse(&tour).unwrap().unwrap().tour;
        assert_eq!(tour.as_deref(), Some("http://127.0.0.1:8787"));
        for wrong in [
            "*",
            "127.0.0.1:8787",
            "http://a/b",
            "http://a;b",
            "ftp://a",
            "http://",
        ] {
            assert!(parse(&format!("{line} --tour {wrong}")).is_err(), "{wrong}");
        }
        let reply = |more: &str| {
            let options = parse(&format!("{line} {more}")).unwrap().unwrap();
            let reply = options.auto.everybody;
            reply.map(|reply| (reply.answer, reply.delay_ms))
        };
        assert_eq!(reply(""), None);
        assert_eq!(reply("--auto approve"), Some((Answer::Approved, 500)));
        assert_eq!(reply("--auto refuse:7"), Some((Answer::Refused, 7)));
        assert_eq!(
            reply("--auto-delay 9 --auto approve"),
            Some((Answer::Approved, 9))
        );
        for wrong in [
            "--auto accept",
            "--auto approve:soon",
            "--auto-delay 5",
            "--auto approve --auto-delay -1",
        ] {
            assert!(parse(&format!("{line} {wrong}")).is_err(), "{wrong}");
        }
        let options = parse(&format!("{line} --personas p.json --auto-login-as wong"));
        let options = options.unwrap().unwrap();
        assert_eq!(options.personas, Some("p.json".into()));
        assert_eq!(options.auto.login_as.as_deref(), Some("wong"));
        let line = format!("{line} --timestamp-tolerance-ms 0 --multipart-files plain");
        let options = parse(&line).unwrap().unwrap();
        assert_eq!(
            (options.timestamp_tolerance_ms, options.seals_files),
            (0, false)
        );
    }
}
