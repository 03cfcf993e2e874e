//! What the command line tells of itself: man pages and completions, made from the same arguments that it takes.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};
use clap_complete::Shell;
use clap_mangen::Man;

use super::{Call, DONE, arguments, print};
use crate::error::Error;
use crate::usecases::exporting;

pub(super) fn completions(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let given = arguments
        .get_one::<String>("shell")
        .map_or("", String::as_str);
    let shell: Shell = given
        .parse()
        .map_err(|_| Error::said("error-shell", &[("given", given)]))?;
    let mut bytes = Vec::new();
    clap_complete::generate(
        shell,
        &mut arguments::command(call.messages),
        "xunren",
        &mut bytes,
    );
    print::bytes(&bytes)?;
    Ok(DONE)
}

/// A page for the program and one for each command: all to standard output, or each to its file in a folder.
pub(super) fn man(call: &Call<'_>, arguments: &ArgMatches) -> Result<u8, Error> {
    let mut command = arguments::command(call.messages);
    command.build();
    let mut pages = Vec::new();
    add_pages(&command, &mut pages)?;
    let Some(folder) = arguments.get_one::<String>("out").map(PathBuf::from) else {
        for (_, page) in &pages {
            print::bytes(page)?;
        }
        return Ok(DONE);
    };
    std::fs::create_dir_all(&folder).map_err(|error| Error::file(&folder, error))?;
    for (name, page) in &pages {
        exporting::write_file(&folder.join(name), page)?;
    }
    Ok(DONE)
}

/// The pages of a command and of those below it: name of the file, and text.
fn add_pages(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> Result<(), Error> {
    let man = Man::new(command.clone());
    let name = man.get_filename();
    let mut page = Vec::new();
    man.render(&mut page)
        .map_err(|error| Error::file(Path::new(&name), error))?;
    pages.push((name, page));
    command
        .get_subcommands()
        .filter(|below| !below.is_hide_set())
        .try_for_each(|below| add_pages(below, pages))
}
