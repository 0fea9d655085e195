//! The iAM Smart System stand-in.
fn main() {}
