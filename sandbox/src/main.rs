//! Stand-in for the iAM Smart System, for development and tests: gateway, mobile app (as a web
//! page), certification authority and time-stamp authority in one process.
//!
//! It implements the protocol over aws-lc-rs without the crate `iamsmart`, so that tests of one
//! against the other find mistakes in both.
//!
//! Modules from the top down. Each imports only from rows below its own.
//!
//! | module | purpose |
//! |---|---|
//! | [`fault_control`] | page and JSON API for choosing faults; faults in responses |
//! | [`gateway`] | endpoints for the e-service and its users' browsers; push callbacks |
//! | [`phone`] | the mobile app: its screens, their live updates, and a JSON API for tests |
//! | `tour` | the log of what passes, for the demo's tour, and what its page may do |
//! | `front_page`, `assets`, `open_api` | the page at the root; style and scripts; description of the API |
//! | `json_api`, `layout`, `live`, `notice` | common parts of JSON APIs, pages and event streams |
//! | [`sandbox`] | the state of one running sandbox: requests, answers, codes, tokens, keys |
//! | `registration`, [`people`] | registration of the e-service; the people who have the app |
//! | `options` | the command line |
//! | `auto`, [`fault`] | answers without a person; pending faults |
//! | [`timestamp`] | the time-stamp authority |
//! | [`authority`] | roots, issuing CAs, iAM Smart-Certs, CRLs and OCSP |
//! | [`interaction`], `given` | requests to a person, and their answers; what services got of whom |
//! | [`e_me`], `grants` | profile and e-ME fields; codes and access tokens |
//! | `persona` | who a user of the app is |
//! | [`protocol`] | endpoints, header signature, envelope, content key, signature, identification code |
//! | `der`, `health`, `language`, `log`, `result_code`, `state_directory`, `wire` | foundations |
//!
//! Answers go up through a channel: [`sandbox`] sends the answered request, and the gateway's
//! [`Pusher`] pushes the result.

mod assets;
mod authority;
mod auto;
mod der;
mod e_me;
mod fault;
mod fault_control;
mod front_page;
mod gateway;
mod given;
mod grants;
mod health;
mod interaction;
mod json_api;
mod language;
mod layout;
mod live;
mod log;
mod notice;
mod open_api;
mod options;
mod people;
mod persona;
mod phone;
mod protocol;
mod registration;
mod result_code;
mod sandbox;
mod state_directory;
mod timestamp;
mod tour;
mod wire;

use std::process::ExitCode;
use std::sync::Arc;

use axum::{Router, middleware, routing::get};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::gateway::{MutualTls, Pusher};
use crate::options::Options;
use crate::sandbox::Sandbox;

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).peekable();
    if arguments.next_if(|first| first == "--health").is_some() {
        return health::ask(arguments.next().as_deref()).await;
    }
    let options = match Options::parse(arguments) {
        Ok(Some(options)) => options,
        Ok(None) => {
            println!("{}", options::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(message) => {
            eprintln!("{message}\n\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    match serve(options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("iamsmart-sandbox: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> Result<(), String> {
    let mut listeners = Vec::new();
    for address in &options.listen {
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| format!("cannot listen on {address}: {error}"))?;
        listeners.push(listener);
    }
    let address = listeners
        .first()
        .ok_or("no address to listen on")?
        .local_addr()
        .map_err(|error| format!("no local address: {error}"))?;
    let gateway = options
        .gateway
        .clone()
        .unwrap_or_else(|| format!("http://{address}"));

    let (sender, answered) = mpsc::unbounded_channel();
    let sandbox = Arc::new(Sandbox::open(&options, gateway, sender)?);
    let mutual_tls = options
        .mutual_tls
        .as_ref()
        .map(|(certificate, authority)| MutualTls::open(certificate, authority))
        .transpose()?;
    let pusher = Arc::new(Pusher::new(Arc::clone(&sandbox), mutual_tls)?);
    tokio::spawn(pusher.push_all(answered));
    for uri in &options.redirect_uris {
        if registration::is_loopback(uri) {
            log::note(&format!(
                "{uri} is accepted here; the real gateway refuses a loopback address (D20008)"
            ));
        }
    }
    if sandbox.logs_in_by_itself().is_some() {
        let settings = serde_json::json!(sandbox.auto.settings());
        log::note(&format!(
            "auto: requests are answered without a click: {settings}"
        ));
    }
    println!("listening on {}", sandbox.gateway);
    let router = router(sandbox);
    let mut servers = JoinSet::new();
    for listener in listeners {
        servers.spawn(axum::serve(listener, router.clone()).into_future());
    }
    tokio::select! {
        // Without one of its addresses, the sandbox is not whole.
        ended = servers.join_next() => match ended {
            Some(Ok(Err(error))) => Err(format!("the server stopped: {error}")),
            Some(Err(error)) => Err(format!("the server stopped: {error}")),
            _ => Ok(()),
        },
        () = told_to_end() => Ok(()),
    }
}

/// Waits for SIGINT or SIGTERM: the first process of a container ends by neither unless it says so.
async fn told_to_end() {
    let (Ok(mut interrupt), Ok(mut terminate)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    ) else {
        log::note("signals cannot be waited for");
        return std::future::pending().await;
    };
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}

fn router(sandbox: Arc<Sandbox>) -> Router {
    let faults = middleware::from_fn_with_state(Arc::clone(&sandbox), fault_control::responses);
    let exchanges = middleware::from_fn_with_state(Arc::clone(&sandbox), tour::exchanges);
    let framing = middleware::from_fn_with_state(Arc::clone(&sandbox), tour::framing);
    let sharing = middleware::from_fn_with_state(Arc::clone(&sandbox), tour::sharing);
    let controls = Router::new()
        .merge(fault_control::api_router())
        .merge(tour::router())
        .layer(sharing);
    Router::new()
        .merge(gateway::router())
        .merge(authority::router(Arc::clone(&sandbox.authority)))
        .merge(timestamp::router(Arc::clone(&sandbox.timestamps)))
        .layer(faults)
        .merge(phone::router())
        .layer(exchanges)
        .layer(framing)
        .route("/", get(front_page::page))
        .route("/events", get(front_page::events))
        .merge(assets::router())
        .merge(open_api::router())
        .merge(fault_control::router())
        .merge(controls)
        .layer(middleware::from_fn(log::requests))
        .with_state(sandbox)
}
