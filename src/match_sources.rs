//! The reader of data/match.toml: where match lists come from and what they suggest; an office adds its own.

use std::path::Path;

use serde::Deserialize;

use crate::domain::hit::ListSource;
use crate::domain::nearest::nearest;
use crate::intake::Column;

const EMBEDDED: &str = include_str!("../data/match.toml");
const NAME: &str = "match.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    sources: Vec<ListSource>,
}

/// The sources of the program, with those of a file of the same name in the office's folder.
///
/// # Errors
/// The file and what is wrong with it.
pub fn load(folder: Option<&Path>) -> Result<Vec<ListSource>, String> {
    let mut sources = read(EMBEDDED)?;
    let own = folder.and_then(|folder| std::fs::read_to_string(folder.join(NAME)).ok());
    for source in own.map_or_else(|| Ok(Vec::new()), |text| read(&text))? {
        match sources.iter_mut().find(|known| known.id == source.id) {
            Some(known) => *known = source,
            None => sources.push(source),
        }
    }
    Ok(sources)
}

fn read(text: &str) -> Result<Vec<ListSource>, String> {
    let file: File =
        toml::from_str(text).map_err(|error| format!("{NAME}: {}", error.message()))?;
    for source in &file.sources {
        let columns = source
            .facts
            .iter()
            .flat_map(|rule| std::iter::once(&rule.column).chain(&rule.unless))
            .chain(source.only_when.iter().map(|only| &only.column));
        for column in columns {
            if !Column::named(column).is_some_and(Column::is_of_match_lists) {
                return Err(format!("{NAME}: {}: {column}", source.id));
            }
        }
        if !crate::domain::record::FOUND.contains(&source.found.as_str()) {
            return Err(format!("{NAME}: {}: {}", source.id, source.found));
        }
    }
    Ok(file.sources)
}

/// The source of an id or a title; else the title that is written most like it.
///
/// # Errors
/// The nearest title.
pub fn named<'s>(sources: &'s [ListSource], given: &str) -> Result<&'s ListSource, String> {
    let known = |source: &&ListSource| source.id == given || source.title == given;
    sources.iter().find(known).ok_or_else(|| {
        let titles = sources.iter().map(|source| source.title.as_str());
        nearest(given, titles).unwrap_or_default().to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sources_of_the_program_can_be_read_and_an_office_adds_its_own() {
        let sources = load(None).unwrap();
        assert_eq!(sources.len(), 6);
        assert_eq!(named(&sources, "已认证").unwrap().id, "certified");
        assert!(named(&sources, "火葬").is_err());
        let folder = tempfile::tempdir().unwrap();
        let own = "[[sources]]\nid = 'clinic'\ntitle = '住院'\nfrom = '卫健'\nbasis = ''\nclass = '1'\nfound = 'alive'\n";
        std::fs::write(folder.path().join(NAME), own).unwrap();
        assert_eq!(load(Some(folder.path())).unwrap().len(), 7);
        let wrong = own.replace("found = 'alive'", "found = 'well'");
        std::fs::write(folder.path().join(NAME), wrong).unwrap();
        assert!(load(Some(folder.path())).unwrap_err().contains("well"));
    }

    #[test]
    fn only_certified_people_are_accepted_together() {
        let together = load(None).unwrap();
        let together = together.iter().filter(|source| source.together);
        assert_eq!(
            together
                .map(|source| source.id.as_str())
                .collect::<Vec<_>>(),
            ["certified"]
        );
    }
}
