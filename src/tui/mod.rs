//! Keys to use cases to screens.

use crate::error::Error;
use crate::messages::Messages;
use crate::usecases::session::Session;

/// x
pub fn run(_s: Session, _m: &Messages, _k: Option<&str>, _z: Option<&str>) -> Result<u8, Error> {
    Ok(0)
}
