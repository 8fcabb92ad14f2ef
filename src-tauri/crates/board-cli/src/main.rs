//! journeywall-cli
fn main() {}
