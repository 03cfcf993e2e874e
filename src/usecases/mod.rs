//! What a person can do, one function each; the command line and the screens call the same.

pub mod views;
