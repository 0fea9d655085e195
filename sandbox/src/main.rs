//! A stand-in for the iAM Smart System, for development and tests: gateway, mobile app (as a web
//! page) and certification authority in one process.
//!
//! It speaks the protocol with its own code over aws-lc-rs and does not link the crate `iamsmart`,
//! so that a mistake in one of them shows when they meet.
//!
//! | module | what it is for |
//! |---|---|
//! | [`gateway`] | the endpoints that an e-service and its users' browsers call |
//! | [`phone`] | the mobile app: pages, their live updates, and a JSON API for tests |
//! | [`protocol`] | header signature, envelope, content key, signature, identification code |
//! | [`authority`] | root, issuing CA, iAM Smart-Certs, revocation lists and OCSP |
//! | [`e_me`] | what people have in their profile and e-ME |
//! | [`fault`] | what goes wrong next, as a person or a test chooses |
//! | [`interaction`] | what a person is asked, and what became of it |

mod assets;
mod authority;
mod der;
mod e_me;
mod fault;
mod gateway;
mod grants;
mod interaction;
mod language;
mod layout;
mod live;
mod log;
mod options;
mod persona;
mod phone;
mod protocol;
mod registration;
mod result_code;
mod sandbox;
mod state_directory;

use std::process::ExitCode;
use std::sync::Arc;

use axum::{Router, middleware, routing::get};
use tokio::net::TcpListener;

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

    let sandbox = Arc::new(Sandbox::open(&options, gateway)?);
    for uri in &options.redirect_uris {
        if registration::is_loopback(uri) {
            log::note(&format!(
                "{uri} is accepted here; the real gateway refuses a loopback address (D20008)"
            ));
        }
    }
    println!("listening on {}", sandbox.gateway);
    axum::serve(listener, router(sandbox))
        .await
        .map_err(|error| format!("the server stopped: {error}"))
}

fn router(sandbox: Arc<Sandbox>) -> Router {
    let faults = middleware::from_fn_with_state(Arc::clone(&sandbox), fault::answers);
    Router::new()
        .merge(gateway::router())
        .merge(authority::router())
        .layer(faults)
        .route("/", get(layout::front_page))
        .merge(assets::router())
        .merge(phone::router())
        .merge(fault::router())
        .layer(middleware::from_fn(log::requests))
        .with_state(sandbox)
}
