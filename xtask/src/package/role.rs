//! The roles of the package, and how the module of each is compiled.

/// One WebAssembly module each: a feature of the crate, and an entry of the package.
pub(crate) const ROLES: [&str; 3] = ["page", "verify", "server"];

/// The features that a role's module is compiled with.
pub(crate) fn features(role: &str) -> &str {
    match role {
        "page" => "page,freestanding",
        "verify" => "verify,freestanding",
        _ => role,
    }
}

/// The profile of Cargo.toml that a role's module is compiled with.
pub(super) fn profile(role: &str) -> &'static str {
    if role == "server" {
        "wasm"
    } else {
        "wasm-page"
    }
}
