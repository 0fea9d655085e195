//! `--health`: asks a running sandbox whether it answers, for containers without a shell.

use std::process::ExitCode;
use std::time::Duration;

/// Time within which a sandbox that is well answers.
const ANSWER_WAIT: Duration = Duration::from_secs(3);

/// Succeeds if the sandbox at this address answers with HTTP 200.
pub(crate) async fn ask(address: Option<&str>) -> ExitCode {
    let Some(address) = address else {
        eprintln!("--health wants a value.");
        return ExitCode::from(2);
    };
    match answered(address).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("iamsmart-sandbox: {address}: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn answered(address: &str) -> Result<(), String> {
    let http = reqwest::Client::builder()
        .timeout(ANSWER_WAIT)
        .no_proxy()
        .build()
        .map_err(|error| format!("no HTTP client: {error}"))?;
    let response = http.get(address).send().await;
    let status = response.map_err(|error| error.to_string())?.status();
    if status.as_u16() == 200 {
        return Ok(());
    }
    Err(format!("HTTP {status}"))
}
