//! The roles of the package, and the build settings of their modules.

/// The roles: each is a WebAssembly module, a feature of the crate and an entry of the package.
pub(crate) const ROLES: [&str; 5] = ["page", "verify", "server", "inspect", "pdf"];

/// Returns the features of a role's module.
pub(crate) fn features(role: &str) -> &str {
    match role {
        "page" => "page,freestanding",
        "verify" => "verify,freestanding,texts-apart",
        _ => role,
    }
}

/// Returns true if a role's module has an end of panics of its own, which tells nothing.
pub(super) fn is_freestanding(role: &str) -> bool {
    features(role).contains("freestanding")
}

/// Returns the cargo profile of a role's module.
pub(super) fn profile(role: &str) -> &'static str {
    if role == "server" {
        "wasm"
    } else {
        "wasm-page"
    }
}

/// Returns the custom section by which a role's script knows its module.
pub(super) fn section(role: &str) -> String {
    format!("iamsmart-{role}")
}
