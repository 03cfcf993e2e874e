//! How long the work of a whole district takes.

fn main() {}
