//! Finding people: one box for everything, answers as one types.

use crate::domain::entry::CaseId;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::store::{Answer, CaseRow};

use super::session::Session;

/// So many are shown as one types: each has a digit of its own. Whoever wants more walks on, or types one more character.
pub const AT_FIRST: u32 = 9;

/// People who answer what was typed, best first; a village's name answers with its people.
///
/// # Errors
/// When the book cannot be read.
pub fn find(session: &Session, typed: &str, limit: u32) -> Result<Vec<(Answer, CaseRow)>, Error> {
    // The code on a paper that came back: the number of its case, as a scanner types or pastes it.
    if let Ok(case) = typed.trim().parse::<CaseId>() {
        let row = session.store.row(case)?;
        return Ok(row.map(|row| (Answer::Exact, row)).into_iter().collect());
    }
    let mut found = session.store.find(typed, limit)?;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let words = typed.chars().count() >= 2 && !typed.is_ascii();
    if found.is_empty() && words {
        for unit in units_named(session, typed) {
            for row in session.store.people_of(unit, limit)? {
                found.push((Answer::Part, row));
            }
            if found.len() >= most {
                break;
            }
        }
    }
    if words && found.len() < most {
        let house = crate::domain::text::stored(typed).text;
        for row in session.store.people_at(&house, limit)? {
            if found.len() < most && found.iter().all(|(_, known)| known.no != row.no) {
                found.push((Answer::Part, row));
            }
        }
    }
    Ok(found)
}

/// Villages and townships of the book whose name begins so.
fn units_named(session: &Session, typed: &str) -> Vec<UnitCode> {
    session
        .divisions
        .within(session.store.unit())
        .filter(|(unit, name)| unit.level() >= Level::Township && name.starts_with(typed))
        .map(|(unit, _)| unit)
        .take(5)
        .collect()
}

/// The one person of an ID number, a case id, or of words that only one answers.
///
/// # Errors
/// When nobody, or more than one person, answers.
pub fn person(session: &Session, given: &str) -> Result<CaseRow, Error> {
    if let Ok(case) = given.trim().parse::<CaseId>()
        && let Some(row) = session.store.row(case)?
    {
        return Ok(row);
    }
    if let Some(row) = session.store.row_by_id_number(&given.to_uppercase())? {
        return Ok(row);
    }
    let mut found = find(session, given, 3)?;
    match found.len() {
        0 => Err(Error::said(
            "error-nobody",
            &[("given", &super::masking::id_number(given))],
        )),
        1 => Ok(found.remove(0).1),
        _ => Err(Error::said("error-several", &[("given", given)])),
    }
}
