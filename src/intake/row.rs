//! One row of cells to facts and doubts: the rules of product.md section 3, raw to stored.

use chrono::NaiveDate;

use super::columns::{Column, Header};
use super::place::{Place, Places, number_of};
use super::{CellText, Context, RawRow, told};
use crate::domain::id_number;
use crate::domain::money::Money;
use crate::domain::month::Month;
use crate::domain::roster::{Doubt, RosterFacts, RosterRow};
use crate::domain::text;
use crate::domain::unit::{Level, UnitCode};

/// A reason without code, blanks and brackets: how the dictionary knows it.
pub(super) fn plain_reason(raw: &str) -> String {
    let plain = text::stored(raw).text.into_owned();
    plain
        .trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '-' | '.' | '、' | ':' | '：' | '_')
        })
        .to_owned()
}

/// Reads one row below a header.
pub(super) struct RowReader<'r, 'c> {
    pub context: &'r Context<'c>,
    pub header: &'r Header,
    pub places: &'r mut Places,
    pub title_township: Option<UnitCode>,
    row: &'r RawRow,
    facts: RosterFacts,
    doubts: Vec<Doubt>,
    raw: Vec<(String, String)>,
}

impl<'r, 'c> RowReader<'r, 'c> {
    pub(super) fn new(
        context: &'r Context<'c>,
        header: &'r Header,
        places: &'r mut Places,
        title_township: Option<UnitCode>,
        row: &'r RawRow,
    ) -> Self {
        Self {
            context,
            header,
            places,
            title_township,
            row,
            facts: RosterFacts::default(),
            doubts: Vec::new(),
            raw: Vec::new(),
        }
    }

    fn cell(&self, column: Column) -> Option<&'r CellText> {
        let at = self.header.position(column)?;
        Some(self.row.cells.get(at).unwrap_or(&CellText::Empty))
    }

    /// What stands in a column, as stored; nothing when the list has no such column or the cell is blank.
    fn stored(&mut self, column: Column) -> Option<String> {
        let shown = match self.cell(column)? {
            CellText::Empty => return None,
            CellText::Text(text) | CellText::Number(text) => text,
            CellText::Date(date) => return Some(date.to_string()),
        };
        let cleaned = text::stored(shown);
        if cleaned.had_controls {
            self.doubt(Doubt::ControlCharacters, column);
        }
        (!cleaned.text.is_empty()).then(|| cleaned.text.into_owned())
    }

    fn noted(&mut self, column: Column) -> Option<String> {
        let shown = match self.cell(column)? {
            CellText::Empty => return None,
            other => other.seen(),
        };
        let cleaned = text::noted(&shown);
        if cleaned.had_controls {
            self.doubt(Doubt::ControlCharacters, column);
        }
        (!cleaned.text.is_empty()).then(|| cleaned.text.into_owned())
    }

    fn doubt(&mut self, doubt: Doubt, column: Column) {
        if self.doubts.contains(&doubt) {
            return;
        }
        self.doubts.push(doubt);
        if let Some(at) = self.header.position(column) {
            let title = self.header.titles.get(at).cloned().unwrap_or_default();
            let shown = self
                .row
                .cells
                .get(at)
                .map(CellText::shown)
                .unwrap_or_default();
            self.raw.push((title, text::spelled_out(&shown)));
        }
    }

    /// The row as facts and doubts, or nothing when it holds neither a name nor an ID.
    pub(super) fn read(mut self, sheet: &std::sync::Arc<str>) -> Option<RosterRow> {
        let blank = |cell: Option<&CellText>| cell.is_none_or(|cell| text::is_empty(&cell.seen()));
        if blank(self.cell(Column::Name)) && blank(self.cell(Column::IdNumber)) {
            return None;
        }
        self.facts.name = self.stored(Column::Name);
        if self.facts.name.is_none() && self.cell(Column::Name).is_some() {
            self.doubt(Doubt::NameMissing, Column::Name);
        }
        self.id_number();
        self.place();
        self.plain_facts();
        self.suspended_from();
        self.amounts();
        self.reason();
        self.doubts.sort_unstable();
        // Whole rows are kept for those alone that somebody may have to correct.
        let cells = if self.doubts.is_empty() {
            Vec::new()
        } else {
            self.row.cells.iter().map(CellText::shown).collect()
        };
        Some(RosterRow {
            sheet: std::sync::Arc::clone(sheet),
            row: self.row.row,
            facts: self.facts,
            doubts: self.doubts,
            raw: self.raw,
            cells,
            told: told::told(self.header, self.row),
        })
    }

    fn id_number(&mut self) {
        let Some(cell) = self.cell(Column::IdNumber) else {
            return;
        };
        let is_number = matches!(cell, CellText::Number(_));
        let shown = cell.seen();
        let read = id_number::read(&shown, is_number, self.context.today);
        for doubt in &read.doubts {
            self.doubt(*doubt, Column::IdNumber);
        }
        if read.is_younger_than(self.context.benefit_age, self.context.today) {
            self.doubt(Doubt::UnderAge, Column::IdNumber);
        }
        if text::clean(&shown).had_controls {
            self.doubt(Doubt::ControlCharacters, Column::IdNumber);
        }
        self.facts.id_number = read.id_number;
        self.facts.birth = self.birth();
        if let (Some(listed), Some(by_id)) = (self.facts.birth, read.birth)
            && listed != by_id
        {
            self.doubt(Doubt::BirthDiffers, Column::Birth);
        }
    }

    fn birth(&mut self) -> Option<NaiveDate> {
        if let CellText::Date(date) = self.cell(Column::Birth)? {
            return Some(*date);
        }
        let stored = self.stored(Column::Birth)?;
        let digits: String = stored
            .replace(['年', '月', '/', '.'], "-")
            .trim_end_matches('日')
            .to_owned();
        NaiveDate::parse_from_str(&digits, "%Y-%m-%d")
            .or_else(|_| NaiveDate::parse_from_str(&digits, "%Y%m%d"))
            .ok()
    }

    fn place(&mut self) {
        let columns = [
            Column::Place,
            Column::Township,
            Column::Village,
            Column::Group,
        ];
        if columns
            .iter()
            .all(|column| self.header.position(*column).is_none())
            && self.header.position(Column::Address).is_none()
        {
            return;
        }
        let mut written = String::new();
        for column in columns {
            if let Some(part) = self.stored(column) {
                if column == Column::Group && number_of(&part).is_some() {
                    written.push_str(&part);
                    written.push('组');
                } else {
                    written.push_str(&part);
                }
            }
        }
        let words = self.context.words;
        let mut place = self.places.resolve(words, &written, self.title_township);
        if let Some(address) = self.stored(Column::Address) {
            let by_address = self.places.resolve(words, &address, self.title_township);
            merge(&mut place, by_address);
            self.facts.address = Some(address);
        }
        self.facts.group = place.group;
        self.facts.house = place.house;
        self.facts.unit = place
            .village
            .or(place.township)
            .filter(|unit| self.inside(*unit));
        let level = self.facts.unit.map(UnitCode::level);
        let column = columns
            .into_iter()
            .find(|column| self.header.position(*column).is_some())
            .unwrap_or(Column::Address);
        if level.is_none_or(|level| level < Level::Township) {
            self.doubt(Doubt::UnitUnresolved, column);
        } else if level < Some(Level::Village) {
            self.doubt(Doubt::VillageUnresolved, column);
        }
    }

    /// A unit of another book's people is none of ours.
    fn inside(&self, unit: UnitCode) -> bool {
        self.context.book_unit.contains(unit)
    }

    fn plain_facts(&mut self) {
        self.facts.personal_number = self.stored(Column::PersonalNumber);
        self.facts.sex = self
            .stored(Column::Sex)
            .filter(|sex| sex == "男" || sex == "女");
        self.facts.phone = self.stored(Column::Phone).map(|phone| {
            let kept: String = phone
                .chars()
                .filter(|c| c.is_ascii_digit() || *c == '-')
                .collect();
            if kept.len() >= 7 { kept } else { phone }
        });
        self.facts.bank = self.stored(Column::Bank);
        self.facts.account = self.stored(Column::Account);
        self.facts.household_type = self.stored(Column::HouseholdType);
        self.facts.remark = self.noted(Column::Remark);
    }

    fn suspended_from(&mut self) {
        let Some(cell) = self.cell(Column::SuspendedFrom) else {
            return;
        };
        self.facts.suspended_from = match cell {
            CellText::Empty => None,
            CellText::Date(date) => Some(Month::of(*date)),
            CellText::Text(text) | CellText::Number(text) => month_of(&text::stored(text).text),
        };
        if self.facts.suspended_from.is_none() {
            self.doubt(Doubt::SuspendedMonthUnreadable, Column::SuspendedFrom);
        }
    }

    fn amounts(&mut self) {
        self.facts.monthly_amount = self.amount(Column::MonthlyAmount);
        self.facts.account_balance = self.amount(Column::AccountBalance);
    }

    fn amount(&mut self, column: Column) -> Option<Money> {
        let stored = self.stored(column)?;
        let plain = stored
            .trim_start_matches(['¥', '￥'])
            .trim_end_matches('元')
            .replace('，', "");
        let read = plain.parse().ok().or_else(|| rounded(&plain));
        if read.is_none() {
            self.doubt(Doubt::AmountUnreadable, column);
        }
        read
    }

    fn reason(&mut self) {
        if self.header.position(Column::Reason).is_none() {
            return;
        }
        self.facts.reason = self.noted(Column::Reason);
        let class = self
            .facts
            .reason
            .as_deref()
            .and_then(|reason| self.context.words.reasons.get(&plain_reason(reason)))
            .copied()
            .unwrap_or(0);
        self.facts.presumed_class = Some(class);
        if class == 0 {
            self.doubt(Doubt::ReasonUnmapped, Column::Reason);
        }
    }
}

fn merge(place: &mut Place, other: Place) {
    let same_township = place.township.is_none() || place.township == other.township;
    if same_township && (place.village.is_none() || place.village == other.village) {
        place.township = place.township.or(other.township);
        place.village = place.village.or(other.village);
        place.group = place.group.or(other.group);
        place.house = place.house.take().or(other.house);
    }
}

/// An amount that a spreadsheet holds in binary: 128.49000000000001 is 128.49, and nothing farther off is.
fn rounded(plain: &str) -> Option<Money> {
    let value: rust_decimal::Decimal = plain.parse().ok()?;
    let near = value.round_dp(2);
    let error = (value - near).abs();
    (error < rust_decimal::Decimal::new(1, 6)).then(|| near.to_string().parse().ok())?
}

/// A month in any of the forms that lists use: 201910, 2019-10, 2019/10, 2019.10, 2019年10月, with or without a day.
fn month_of(stored: &str) -> Option<Month> {
    if stored.len() == 6 && stored.bytes().all(|b| b.is_ascii_digit()) {
        return Month::new(stored[..4].parse().ok()?, stored[4..].parse().ok()?);
    }
    if stored.len() == 8 && stored.bytes().all(|b| b.is_ascii_digit()) {
        let date = NaiveDate::parse_from_str(stored, "%Y%m%d").ok()?;
        return Some(Month::of(date));
    }
    let mut parts = stored
        .split(['-', '/', '.', '年', '月', '日'])
        .filter(|part| !part.is_empty());
    let year = parts.next()?;
    let month = parts.next()?;
    if year.len() != 4 || month.len() > 2 {
        return None;
    }
    if let Some(day) = parts.next() {
        // A day may follow, with a time behind it; what is no day makes the text unreadable.
        let day: u32 = day.split([' ', 'T']).next()?.parse().ok()?;
        NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day)?;
    }
    Month::new(year.parse().ok()?, month.parse().ok()?)
}
