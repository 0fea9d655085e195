//! The package's TypeScript union of result codes equals the table.
#![cfg(feature = "server")]

use iamsmart::wire::ResultCode;

#[test]
fn the_union_is_closed_and_whole() {
    let types = include_str!("../pkg-template/server/result-code.ts");
    let union: Vec<_> = types
        .lines()
        .filter_map(|line| line.strip_prefix("  | '")?.get(..6))
        .collect();
    assert_eq!(union, ResultCode::CODES);
}
