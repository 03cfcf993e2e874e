//! Keys to use cases to screens.
