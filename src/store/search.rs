//! Finding people as one types: an index made for it, of IDs' ends, names, their sound, initials and telephones.

use super::reading::{CASE_COLUMNS, CaseRow, row_of};
use super::{Result, Store, number};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::domain::sound;
use crate::domain::unit::UnitCode;

/// How a found person answers what was typed; better ones come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// The very ID, name, number.
    Exact,
    /// Begins so, or ends so.
    Part,
    /// Sounds so.
    Sound,
}

/// What a case can be found by besides what indexes of its row answer: its name as it is written, its whole ID.
/// The first letter says what the term is.
pub(super) fn terms(case: &Case) -> Vec<String> {
    let mut terms = Vec::with_capacity(6);
    if let Some(name) = &case.facts.name {
        add_name(name, &mut terms);
        let whole = plain(name);
        if whole != *name {
            terms.push(term('n', &whole));
        }
    }
    let facts = case
        .standing(Kind::Fact)
        .filter(|fact| matches!(fact.text("name"), Some("alias" | "householder")))
        .filter_map(|fact| fact.text("value"));
    let informants = case
        .standing(Kind::Contact)
        .filter_map(|contact| contact.text("informant"));
    for name in facts.chain(informants) {
        add_name(name, &mut terms);
        terms.push(term('n', &plain(name)));
    }
    if let Some(id) = case.facts.id_number.as_deref().filter(|id| id.is_ascii())
        && let Some(tail) = id.len().checked_sub(4).map(|at| &id[at..])
    {
        terms.push(term('t', tail));
        terms.push(term('u', &tail[1..]));
    }
    let contacts = case
        .standing(Kind::Contact)
        .filter_map(|contact| contact.text("phone"));
    let child = case
        .standing(Kind::Fact)
        .filter(|fact| fact.text("name") == Some("child_phone"))
        .filter_map(|fact| fact.text("value"));
    for phone in case
        .facts
        .phone
        .as_deref()
        .into_iter()
        .chain(case.phones.iter().map(String::as_str))
        .chain(contacts)
        .chain(child)
    {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 7 {
            terms.push(term('p', &digits));
        }
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The sound of a name, and each part behind a dot or blank by itself: 买买提·艾力 answers to 艾力 too.
fn add_name(name: &str, terms: &mut Vec<String>) {
    add_sound(&plain(name), terms);
    let parts = name.split(is_gap).filter(|part| !part.is_empty());
    for part in parts.skip(1).take(4) {
        let part = plain(part);
        add_sound(&part, terms);
        terms.push(term('n', &part));
    }
}

/// What stands between the parts of a name, however it was typed.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '·' | '•' | '‧' | '∙' | '・' | '．' | '.')
}

/// A name without the gaps between its parts.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| !is_gap(*c)).take(40).collect()
}

fn add_sound(name: &str, terms: &mut Vec<String>) {
    let sounds = sound::sounds(name);
    if !sounds.whole.is_empty() {
        terms.push(term('s', &sounds.whole));
        if sounds.first < sounds.whole.len() {
            terms.push(term('s', &sounds.whole[sounds.first..]));
        }
        terms.push(term('y', &sounds.initials));
    }
}

fn term(sort: char, what: &str) -> String {
    let mut term = String::with_capacity(what.len() + 1);
    term.push(sort);
    term.push_str(what);
    term
}

impl Store {
    /// People who answer what was typed, best first, at most `limit`.
    ///
    /// Digits are an ID, its last three or four, or a telephone; letters are pinyin or its initials; Chinese text is a
    /// name or what sounds like it. `units` limits the answers to these units (a village's name was typed).
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn find(&self, typed: &str, limit: u32) -> Result<Vec<(Answer, CaseRow)>> {
        let typed: String = typed
            .chars()
            .filter(|c| !is_gap(*c))
            .map(|c| match c {
                '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
                other => other.to_ascii_uppercase(),
            })
            .collect();
        let mut found = Vec::new();
        if typed.is_empty() {
            return Ok(found);
        }
        if typed.chars().next().is_some_and(|c| c.is_ascii_digit()) && typed.is_ascii() {
            self.find_number(&typed, limit, &mut found)?;
        } else if typed.is_ascii() {
            let letters = typed.to_ascii_lowercase();
            self.find_terms(&format!("y{letters}"), Answer::Part, limit, &mut found)?;
            self.find_terms(&format!("s{letters}"), Answer::Part, limit, &mut found)?;
        } else {
            self.find_written(&typed, limit, &mut found)?;
            self.find_terms(&format!("n{typed}"), Answer::Part, limit, &mut found)?;
            for sounds in sound::readings(&typed) {
                self.find_terms(&format!("s{sounds}"), Answer::Sound, limit, &mut found)?;
            }
        }
        for (answer, row) in &mut found {
            let plain = plain(&row.name);
            if plain == typed || row.id_number.as_deref() == Some(typed.as_str()) {
                *answer = Answer::Exact;
            } else if *answer == Answer::Sound && plain.contains(&typed) {
                *answer = Answer::Part;
            }
        }
        found.sort_by_key(|(answer, _)| *answer);
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    fn find_number(
        &self,
        typed: &str,
        limit: u32,
        found: &mut Vec<(Answer, CaseRow)>,
    ) -> Result<()> {
        if typed.len() >= 15 {
            let mut statement = self
                .connection
                .prepare_cached(&format!("{CASE_COLUMNS} WHERE id_number = ?1 LIMIT ?2"))?;
            let mut rows = statement.query((typed, limit))?;
            while let Some(row) = rows.next()? {
                found.push((Answer::Exact, row_of(row)?));
            }
            if !found.is_empty() {
                return Ok(());
            }
        }
        if typed.len() <= 4 {
            self.find_terms(&format!("t{typed}"), Answer::Part, limit, found)?;
            if typed.len() == 3 {
                self.find_terms(&format!("u{typed}"), Answer::Part, limit, found)?;
            }
        }
        if typed.len() >= 3 {
            self.find_terms(&format!("p{typed}"), Answer::Part, limit, found)?;
        }
        if typed.len() >= 4 && !is_full(found, limit) {
            let mut statement = self.connection.prepare_cached(&format!(
                "{CASE_COLUMNS} WHERE id_number >= ?1 AND id_number < ?2 ORDER BY id_number LIMIT ?3"
            ))?;
            let mut rows = statement.query((typed, format!("{typed}~"), limit))?;
            while let Some(row) = rows.next()? {
                add(found, Answer::Part, row_of(row)?);
            }
        }
        Ok(())
    }

    /// People whose name begins as it was typed.
    fn find_written(
        &self,
        typed: &str,
        limit: u32,
        found: &mut Vec<(Answer, CaseRow)>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} WHERE name >= ?1 AND name < ?2 ORDER BY name LIMIT ?3"
        ))?;
        let mut rows = statement.query((typed, behind(typed), limit))?;
        while let Some(row) = rows.next()? {
            add(found, Answer::Part, row_of(row)?);
        }
        Ok(())
    }

    fn find_terms(
        &self,
        prefix: &str,
        answer: Answer,
        limit: u32,
        found: &mut Vec<(Answer, CaseRow)>,
    ) -> Result<()> {
        // Who was found so far answers at least as well as who would come behind: enough is enough.
        if is_full(found, limit) {
            return Ok(());
        }
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} JOIN (SELECT case_no FROM search WHERE term >= ?1 AND term < ?2
             ORDER BY term, case_no LIMIT ?3) ON case_no = no"
        ))?;
        let mut rows = statement.query((prefix, behind(prefix), limit))?;
        while let Some(row) = rows.next()? {
            add(found, answer, row_of(row)?);
        }
        Ok(())
    }

    /// How many others of a unit bear this very name.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn namesakes(&self, row: &CaseRow) -> Result<usize> {
        let count: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM cases WHERE name = ?1 AND unit = ?2 AND no <> ?3",
            )?
            .query_row((&row.name, number(row.unit), row.no), |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// People whose telephone this is, at most `limit`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_of_phone(&self, phone: &str, limit: u32) -> Result<Vec<CaseRow>> {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} JOIN (SELECT case_no FROM search WHERE term = ?1 LIMIT ?2) ON case_no = no"
        ))?;
        let mut rows = statement.query((format!("p{digits}"), limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        Ok(found)
    }

    /// People at the door of somebody, that person too, at most `limit`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_of_house(&self, row: &CaseRow, limit: u32) -> Result<Vec<CaseRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} WHERE unit = ?1 AND house = ?2 AND house <> '' AND grp = ?3 LIMIT ?4"
        ))?;
        let mut rows = statement.query((number(row.unit), &row.house, row.group, limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        Ok(found)
    }

    /// People whose street and house begin so, unit by unit, at most `limit`.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_at(&self, house: &str, limit: u32) -> Result<Vec<CaseRow>> {
        // The index goes by unit first: it is asked for each unit that has houses, and never walked as a whole.
        let mut statement = self.connection.prepare_cached(&format!(
            "WITH RECURSIVE there(at) AS (SELECT min(unit) FROM cases WHERE house <> '' UNION ALL
               SELECT (SELECT min(unit) FROM cases WHERE house <> '' AND unit > at) FROM there WHERE at IS NOT NULL)
             {CASE_COLUMNS} WHERE no IN (SELECT c.no FROM there JOIN cases c ON c.unit = there.at
               AND c.house >= ?1 AND c.house < ?2 AND c.house <> '' LIMIT ?3) ORDER BY unit, route"
        ))?;
        let mut rows = statement.query((house, format!("{house}\u{10FFFF}"), limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        Ok(found)
    }

    /// People of a unit in the order of the walk, at most `limit`: what a typed village name answers.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn people_of(&self, unit: UnitCode, limit: u32) -> Result<Vec<CaseRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "{CASE_COLUMNS} WHERE unit BETWEEN ?1 AND ?2 ORDER BY unit, route LIMIT ?3"
        ))?;
        let last = i64::try_from(unit.last()).unwrap_or(i64::MAX);
        let mut rows = statement.query((number(unit), last, limit))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row_of(row)?);
        }
        Ok(found)
    }
}

/// What comes behind everything that begins so.
fn behind(prefix: &str) -> String {
    let mut end = prefix.to_owned();
    end.push('\u{10FFFF}');
    end
}

fn is_full(found: &[(Answer, CaseRow)], limit: u32) -> bool {
    usize::try_from(limit).is_ok_and(|limit| found.len() >= limit)
}

fn add(found: &mut Vec<(Answer, CaseRow)>, answer: Answer, row: CaseRow) {
    if !found.iter().any(|(_, other)| other.no == row.no) {
        found.push((answer, row));
    }
}
