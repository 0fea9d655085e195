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
//! | `front_page`, `assets` | the page at the root; style and scripts |
//! | `json_api`, `layout`, `live` | common parts of JSON APIs, pages and event streams |
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
//! | `der`, `language`, `log`, `result_code`, `state_directory`, `wire` | foundations |
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
mod interaction;
mod json_api;
mod language;
mod layout;
mod live;
mod log;
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
use tokio::sync::mpsc;

use crate::gateway::{MutualTls, Pusher};
use crate::options::Options;
use crate::sandbox::Sandbox;

#[tokio::main]
async fn main() -> ExitCode {
    let options = match Options::parse(std::env::args().skip(1)) {
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
    let listener = TcpListener::bind(&options.listen)
        .await
        .map_err(|error| format!("cannot listen on {}: {error}", options.listen))?;
    let address = listener
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
    axum::serve(listener, router(sandbox))
        .await
        .map_err(|error| format!("the server stopped: {error}"))
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
        .merge(assets::router())
        .merge(fault_control::router())
        .merge(controls)
        .layer(middleware::from_fn(log::requests))
        .with_state(sandbox)
}
