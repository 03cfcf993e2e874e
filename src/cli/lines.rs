//! Files of records, a line each: opening them, and telling which lines were refused.

use std::fs::File;
use std::io::{BufRead, BufReader};

use super::{Call, print};
use crate::error::Error;
use crate::messages::Value;
use crate::usecases::lines::RefusedLineJson;

/// The file, or standard input where it is called `-`.
pub(super) fn open(path: &str) -> Result<Box<dyn BufRead>, Error> {
    if path == "-" {
        return Ok(Box::new(std::io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| Error::file(path.as_ref(), error))?;
    Ok(Box::new(BufReader::new(file)))
}

/// Tells people every line that was refused.
pub(super) fn tell_refused(call: &Call<'_>, refused: &[RefusedLineJson]) -> Result<(), Error> {
    for line in refused {
        print::out(&call.messages.with(
            "cli-batch-refused",
            &[
                ("line", Value::from(line.line)),
                ("reason", Value::Text(line.reason)),
                ("message", Value::Text(&line.message)),
            ],
        ))?;
    }
    Ok(())
}
