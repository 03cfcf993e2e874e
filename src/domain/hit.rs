//! 比对: what a match list suggests about a person, how sure it is that it means this one, and what an officer made of it.
//! A list proposes; nobody is classified by a list alone (惠人社〔2021〕82号 六（三）, 赤松政办发〔2020〕56号 十九).

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::case::Case;
use super::entry::{Entry, EntryRef, Kind};
use super::roster::RosterFacts;
use super::unit::UnitCode;

/// How a cell of a list becomes a fact's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// A day; a month alone is no day.
    Day,
    /// The month of a day, or a month.
    Month,
    /// As it stands.
    Text,
}

/// A fact that follows from a column of a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactRule {
    /// The fact.
    pub name: String,
    /// The list's column.
    pub column: String,
    /// In which form.
    #[serde(rename = "as")]
    pub shape: Shape,
    /// Not where this column says something.
    #[serde(default)]
    pub unless: Option<String>,
}

/// A column whose text must hold one of these words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyWhen {
    /// The list's column.
    pub column: String,
    /// The words.
    pub words: Vec<String>,
}

/// Where match lists come from and what they suggest.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSource {
    /// Name in files.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// Whose list it is.
    pub from: String,
    /// The clause by which it is matched.
    pub basis: String,
    /// The class it suggests.
    pub class: String,
    /// What a contact says once the hit is accepted.
    pub found: String,
    /// Rows that say something else suggest nothing.
    #[serde(default)]
    pub only_when: Option<OnlyWhen>,
    /// All hits of it may be accepted in one go.
    #[serde(default)]
    pub together: bool,
    /// The list is the proof: no photo is owed for the step that it closes.
    #[serde(default)]
    pub proves: bool,
    /// Facts that follow.
    #[serde(default)]
    pub facts: Vec<FactRule>,
}

/// What a row of a list tells, by column.
pub type Told = [(&'static str, String)];

impl ListSource {
    /// Whether the row is of the sort that the list is matched for.
    #[must_use]
    pub fn suggests(&self, told: &Told) -> bool {
        self.only_when.as_ref().is_none_or(|only| {
            value(told, &only.column)
                .is_none_or(|text| only.words.iter().any(|word| text.contains(word.as_str())))
        })
    }

    /// The facts that follow from a row, in order; a cell that cannot be read gives none.
    #[must_use]
    pub fn facts_of(&self, told: &Told) -> Vec<(String, String)> {
        if !self.suggests(told) {
            return Vec::new();
        }
        self.facts
            .iter()
            .filter(|rule| {
                rule.unless
                    .as_deref()
                    .is_none_or(|other| value(told, other).is_none())
            })
            .filter_map(|rule| {
                let text = value(told, &rule.column)?;
                Some((rule.name.clone(), shaped(rule.shape, text)?))
            })
            .collect()
    }
}

fn value<'t>(told: &'t Told, column: &str) -> Option<&'t str> {
    told.iter()
        .find(|(name, _)| *name == column)
        .map(|(_, text)| text.as_str())
}

fn shaped(shape: Shape, text: &str) -> Option<String> {
    let month = || text.get(..7)?.parse::<super::month::Month>().ok();
    match shape {
        Shape::Text => Some(text.to_owned()),
        Shape::Day => text
            .parse::<NaiveDate>()
            .ok()
            .map(|day| day.to_string())
            .or_else(|| {
                (text.len() == 7)
                    .then(month)?
                    .map(|month| month.to_string())
            }),
        Shape::Month => month().map(|month| month.to_string()),
    }
}

/// How a row and a person belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The same ID number, and no other name.
    IdNumber,
    /// The same personal number, and no other name.
    PersonalNumber,
    /// The same number, but another name: somebody has to look.
    OtherName,
    /// The same name and birth date, where one of the two has no ID that can be trusted.
    NameAndBirth,
    /// The same name and place, where one of the two has no ID that can be trusted.
    NameAndUnit,
}

impl How {
    /// The word in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::IdNumber => "id-number",
            Self::PersonalNumber => "personal-number",
            Self::OtherName => "other-name",
            Self::NameAndBirth => "name-and-birth",
            Self::NameAndUnit => "name-and-unit",
        }
    }

    /// Whether it can only be this person; everything else asks.
    #[must_use]
    pub const fn is_sure(self) -> bool {
        matches!(self, Self::IdNumber | Self::PersonalNumber)
    }
}

/// A person of the book whom a row might mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Name; empty when missing.
    pub name: String,
    /// ID number, where there is one.
    pub id_number: Option<String>,
    /// Personal number.
    pub personal_number: Option<String>,
    /// Birth date.
    pub birth: Option<NaiveDate>,
    /// Where the person belongs.
    pub unit: Option<UnitCode>,
    /// The ID raised doubts that nobody settled.
    pub id_is_doubtful: bool,
}

/// How a row and a known person belong together, if they do.
#[must_use]
pub fn judge(row: &RosterFacts, id_is_doubtful: bool, known: &Known) -> Option<How> {
    let name = row.name.as_deref().map(plain_name).unwrap_or_default();
    let same_name = !name.is_empty() && name == plain_name(&known.name);
    let other_name = !name.is_empty() && !known.name.is_empty() && !same_name;
    let same = |a: Option<&String>, b: Option<&String>| a.is_some() && a == b;
    if same(row.id_number.as_ref(), known.id_number.as_ref()) {
        return Some(if other_name {
            How::OtherName
        } else {
            How::IdNumber
        });
    }
    let both = row.id_number.is_some() && known.id_number.is_some();
    let trusted = both && !id_is_doubtful && !known.id_is_doubtful;
    if same(row.personal_number.as_ref(), known.personal_number.as_ref()) {
        // Two good IDs that differ are two people, whatever a system's running number says.
        return Some(if other_name || trusted {
            How::OtherName
        } else {
            How::PersonalNumber
        });
    }
    if trusted || !same_name {
        return None;
    }
    let born = row.birth.or_else(|| birth_in(row.id_number.as_deref()));
    if born.is_some() && born == known.birth {
        return Some(How::NameAndBirth);
    }
    let near = match (row.unit, known.unit) {
        (Some(told), Some(own)) => told.contains(own) || own.contains(told),
        _ => false,
    };
    // Two birth dates that differ are two people of one name, unless a doubtful ID told one of them.
    let doubtful = id_is_doubtful || known.id_is_doubtful;
    let other_birth = !doubtful && born.is_some() && known.birth.is_some();
    (near && !other_birth).then_some(How::NameAndUnit)
}

/// The birth date that an ID number of 18 characters holds.
#[must_use]
pub fn birth_in(id_number: Option<&str>) -> Option<NaiveDate> {
    let text = id_number.filter(|id| id.len() == 18)?.get(6..14)?;
    NaiveDate::parse_from_str(text, "%Y%m%d").ok()
}

fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '·' | '•' | '.' | '．' | '・'))
        .collect::<String>()
        .to_lowercase()
}

/// What a hit says, as its entry keeps it: enough to be read without the list or its source.
#[must_use]
pub fn fields_of(
    source: &ListSource,
    list_date: NaiveDate,
    how: How,
    row: &RosterFacts,
    told: &Told,
) -> Map<String, Value> {
    let suggests = source.suggests(told);
    let pairs = |pairs: Vec<(String, String)>| -> Value {
        pairs
            .into_iter()
            .map(|(name, text)| (name, Value::from(text)))
            .collect::<Map<_, _>>()
            .into()
    };
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    put("source", source.id.as_str().into());
    put("title", source.title.as_str().into());
    put("basis", source.basis.as_str().into());
    put("list_date", list_date.to_string().into());
    put("how", how.name().into());
    if suggests {
        put("class", source.class.as_str().into());
    }
    let found = if suggests { &source.found } else { "unclear" };
    put("found", found.into());
    put("facts", pairs(source.facts_of(told)));
    if source.proves {
        put("proves", true.into());
    }
    let all = told
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.clone()))
        .collect();
    put("told", pairs(all));
    if !how.is_sure()
        && let Some(name) = &row.name
    {
        put("named", name.as_str().into());
    }
    fields
}

/// Whether a hit says the same as one before: the same source, of the same person, the same things.
/// A list of a later day that says them again is no news.
#[must_use]
pub fn says_the_same(old: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    ["source", "how", "told", "named"]
        .iter()
        .all(|field| old.get(*field) == new.get(*field))
}

/// What became of a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody has looked yet.
    Waits,
    /// An officer took it over.
    Accepted,
    /// An officer refused it, with a reason.
    Refused,
}

/// What became of a hit of this case.
#[must_use]
pub fn standing(case: &Case, hit: EntryRef) -> Standing {
    let refused = case
        .standing(Kind::RefuseHit)
        .any(|entry| entry.text("hit") == Some(hit.to_string().as_str()));
    let accepted = case
        .standing(Kind::Contact)
        .any(|entry| entry.body.hit == Some(hit));
    match (accepted, refused) {
        (true, _) => Standing::Accepted,
        (false, true) => Standing::Refused,
        (false, false) => Standing::Waits,
    }
}

/// The hits of a case that nobody has looked at, oldest first.
#[must_use]
pub fn waiting(case: &Case) -> Vec<&Entry> {
    case.standing(Kind::Hit)
        .filter(|hit| standing(case, hit.id) == Standing::Waits)
        .collect()
}

/// The accepted hit whose class is suggested first, the newest of them.
#[must_use]
pub fn suggesting(case: &Case) -> Option<&Entry> {
    case.standing(Kind::Hit)
        .rfind(|hit| hit.text("class").is_some() && standing(case, hit.id) == Standing::Accepted)
}

/// Whether an entry came from an accepted hit of a list that is the proof itself.
#[must_use]
pub fn is_proved(case: &Case, entry: &Entry) -> bool {
    entry.body.hit.is_some_and(|hit| {
        case.entries
            .iter()
            .find(|one| one.id == hit)
            .is_some_and(|hit| hit.body.fields.get("proves") == Some(&Value::Bool(true)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, id: Option<&str>) -> RosterFacts {
        RosterFacts {
            name: (!name.is_empty()).then(|| name.to_owned()),
            id_number: id.map(str::to_owned),
            ..RosterFacts::default()
        }
    }

    fn known() -> Known {
        Known {
            name: "买买提·艾力".to_owned(),
            id_number: Some("410198195006200055".to_owned()),
            personal_number: Some("7001".to_owned()),
            birth: "1950-06-20".parse().ok(),
            unit: "410108101205".parse().ok(),
            id_is_doubtful: false,
        }
    }

    #[test]
    fn a_number_says_who_it_is_and_another_name_makes_one_ask() {
        let id = Some("410198195006200055");
        assert_eq!(
            judge(&row("买买提艾力", id), false, &known()),
            Some(How::IdNumber)
        );
        assert_eq!(judge(&row("", id), false, &known()), Some(How::IdNumber));
        assert_eq!(
            judge(&row("张三", id), false, &known()),
            Some(How::OtherName)
        );
        let mut numbered = row("买买提·艾力", None);
        numbered.personal_number = Some("7001".to_owned());
        assert_eq!(judge(&numbered, false, &known()), Some(How::PersonalNumber));
        numbered.id_number = Some("410198194903050021".to_owned());
        assert_eq!(judge(&numbered, false, &known()), Some(How::OtherName));
    }

    #[test]
    fn a_name_alone_is_nobody_and_two_good_numbers_are_two_people() {
        assert_eq!(judge(&row("买买提·艾力", None), false, &known()), None);
        let other = Some("410198194903050021");
        assert_eq!(judge(&row("买买提·艾力", other), false, &known()), None);
        let mut near = row("买买提·艾力", None);
        near.unit = "410108101".parse().ok();
        assert_eq!(judge(&near, false, &known()), Some(How::NameAndUnit));
        near.birth = "1950-06-20".parse().ok();
        assert_eq!(judge(&near, false, &known()), Some(How::NameAndBirth));
        near.birth = "1950-06-21".parse().ok();
        assert_eq!(judge(&near, false, &known()), None);
        let doubtful = row("买买提·艾力", Some("410198195006200054"));
        assert_eq!(judge(&doubtful, true, &known()), Some(How::NameAndBirth));
    }
}
