//! Descriptions of the APIs (OpenAPI 3.1), part of the binary.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::{Router, routing::get};

const GATEWAY: &str = include_str!("../openapi/gateway.json");
const SANDBOX: &str = include_str!("../openapi/sandbox.json");

/// Where they are.
pub(crate) const PATHS: [&str; 2] = ["/openapi/gateway.json", "/openapi/sandbox.json"];

pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let [gateway, sandbox] = PATHS;
    Router::new()
        .route(gateway, get(async || document(GATEWAY)))
        .route(sandbox, get(async || document(SANDBOX)))
}

/// Any origin may fetch it, so that viewers in a browser can.
fn document(text: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use axum::Router;
    use serde_json::Value;
    use tokio::sync::mpsc;

    use super::{GATEWAY, SANDBOX};
    use crate::options::Options;
    use crate::sandbox::Sandbox;

    type Methods = BTreeMap<String, BTreeSet<String>>;

    /// Paths with their methods, from `Debug`: axum tells them nowhere else.
    fn routes(router: &Router) -> Methods {
        let text = format!("{router:?}");
        let (listed, _) = text.split_once("fallback_router").expect("axum's Debug");
        let (mut paths, mut methods) = (BTreeMap::new(), BTreeMap::new());
        for part in listed.split("RouteId(").skip(1) {
            let (id, rest) = part.split_once("): ").expect("axum's Debug");
            let quoted = |text: &str| text.split('"').next().unwrap_or_default().to_owned();
            if let Some(path) = rest.strip_prefix('"') {
                paths.insert(id, quoted(path).replace("{*", "{"));
            } else if let Some((_, allow)) = rest.split_once("allow_header: Bytes(b\"") {
                methods.insert(id, quoted(allow));
            }
        }
        assert_eq!(paths.len(), methods.len(), "axum's Debug: {listed}");
        let of = |(id, path)| {
            let allowed = methods[id].split(',').map(str::to_owned);
            (path, allowed.filter(|name| name != "HEAD").collect())
        };
        paths.into_iter().map(of).collect()
    }

    fn documented(document: &str) -> Methods {
        let document: Value = serde_json::from_str(document).unwrap();
        assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
        let paths = document["paths"].as_object().unwrap();
        let methods = |item: &Value| {
            let names = item.as_object().unwrap().keys();
            names.map(|name| name.to_uppercase()).collect()
        };
        let of = |(path, item): (&String, &Value)| (path.clone(), methods(item));
        paths.iter().map(of).collect()
    }

    #[test]
    fn every_route_is_documented_and_every_documented_one_is_there() {
        let folder = std::env::temp_dir().join(format!("iamsmart-openapi-{}", std::process::id()));
        let path = |name: &str| folder.join(name).display().to_string();
        let arguments = [
            ("--state", path("state")),
            ("--registration", path("registration.json")),
            ("--redirect-uri", "http://127.0.0.1/".to_owned()),
        ];
        let arguments = arguments.map(|(name, value)| [name.to_owned(), value]);
        std::fs::create_dir_all(&folder).unwrap();
        let options = Options::parse(arguments.into_iter().flatten()).unwrap();
        let (sender, _receiver) = mpsc::unbounded_channel();
        let gateway = "http://127.0.0.1:8788".to_owned();
        let sandbox = Sandbox::open(&options.unwrap(), gateway, sender).unwrap();
        let running = routes(&crate::router(Arc::new(sandbox)));
        std::fs::remove_dir_all(&folder).unwrap();

        let (gateway, own) = (documented(GATEWAY), documented(SANDBOX));
        assert!(gateway.keys().all(|path| !own.contains_key(path)));
        let all: Methods = gateway.into_iter().chain(own).collect();
        let without = |these: &Methods, those: &Methods| -> Methods {
            let differs =
                |(path, methods): &(&String, &BTreeSet<String>)| those.get(*path) != Some(*methods);
            let different = these.iter().filter(differs);
            different
                .map(|(path, methods)| (path.clone(), methods.clone()))
                .collect()
        };
        assert_eq!(without(&running, &all), without(&all, &running));
    }
}
