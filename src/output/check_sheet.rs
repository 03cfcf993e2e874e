//! 入户核查表: the village's people on one sheet, by group and household, as it is carried from door to door.

use chrono::NaiveDate;
use rust_xlsxwriter::{Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::sheet::{self, Styles};
use super::words;
use crate::domain::month::Month;
use crate::messages::Messages;

/// The box that is ticked by hand. It stands on paper only, never on the screen.
const BOX: &str = "□";

/// One village's sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckSheet {
    /// Name of the village.
    pub village: String,
    /// Its coordinator.
    pub officer: String,
    /// The day of printing.
    pub date: NaiveDate,
    /// Its people in the order of the way: group, household, then as the queue has them.
    pub rows: Vec<CheckRow>,
}

/// One person of the sheet; numbers come masked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckRow {
    /// The villagers' group.
    pub group: Option<u16>,
    /// Street and house number: neighbours with the same one are one household.
    pub house: Option<String>,
    /// Name.
    pub name: String,
    /// 男 or 女.
    pub sex: Option<String>,
    /// Age on the day of printing.
    pub age: Option<u32>,
    /// ID number, masked.
    pub id_masked: Option<String>,
    /// Telephone, masked.
    pub phone_masked: Option<String>,
    /// First unpaid month.
    pub suspended_from: Option<Month>,
    /// The system's reason, as written.
    pub reason: Option<String>,
    /// What the reason presumes, 1 to 7; 0 or nothing when unknown.
    pub presumed_class: Option<u8>,
    /// Others of the same household.
    pub household_mates: Vec<String>,
}

/// Keys of the heads before the boxes, with widths.
const FACTS: [(&str, f64); 10] = [
    ("report-check-group", 6.0),
    ("report-check-house", 14.0),
    ("report-head-number", 4.5),
    ("report-check-name", 9.0),
    ("report-check-sex", 4.5),
    ("report-check-age", 5.0),
    ("report-check-id", 21.0),
    ("report-check-phone", 13.0),
    ("report-check-suspended", 10.0),
    ("report-check-reason", REASON_WIDTH),
];
/// Keys of the boxes for what was found.
const FOUND: [&str; 3] = [
    "report-check-alive",
    "report-check-dead",
    "report-check-away",
];
const FOUND_WIDTH: f64 = 5.5;
const CLASSES: u16 = 7;
const CLASS_WIDTH: f64 = 3.6;
const REMARK_WIDTH: f64 = 20.0;
const REASON_WIDTH: f64 = 18.0;
/// Height of a line of text in a cell, points.
const LINE: f64 = 14.0;

const FIRST_FOUND: u16 = 10;
const FIRST_CLASS: u16 = FIRST_FOUND + 3;
const REMARK: u16 = FIRST_CLASS + CLASSES;

const TITLE: u32 = 0;
const STAMP: u32 = 1;
const HEADS: u32 = 2;
const FIRST: u32 = 4;

/// So many people still go on one page that can be read at a door.
const ONE_PAGE: usize = 26;

/// The workbook's bytes; the same people give the same.
///
/// # Errors
/// When the writer refuses.
pub fn bytes(people: &CheckSheet, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let title = messages.with(
        "report-check-title",
        &[("village", (&people.village).into())],
    );
    let mut workbook = sheet::workbook(&title, people.date);
    let sheet = workbook.add_worksheet();
    sheet.set_name(messages.get("report-check-sheet"))?;
    for (at, width) in (0u16..).zip(widths()) {
        sheet.set_column_width(at, width)?;
    }
    sheet::set_up_print(sheet, TITLE..=HEADS + 1, messages)?;
    if people.rows.len() <= ONE_PAGE {
        sheet.set_print_fit_to_pages(1, 1);
    }
    sheet.set_freeze_panes(FIRST, 4)?;
    let look = Styles::new(false);
    sheet.set_row_height(TITLE, 28)?;
    sheet::write_over(sheet, (TITLE, 0), (TITLE, REMARK), &title, &look.title)?;
    write_stamp(sheet, people, &look, messages)?;
    write_heads(sheet, &look, messages)?;
    write_people(sheet, &people.rows, &look, messages)?;
    let foot = FIRST + row_count(&people.rows);
    write_foot(sheet, foot, &look, messages)?;
    workbook.save_to_buffer()
}

fn row_count<T>(rows: &[T]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX - FIRST)
}

fn widths() -> Vec<f64> {
    let facts = FACTS.iter().map(|(_, width)| *width);
    let found = [FOUND_WIDTH; FOUND.len()];
    let classes = [CLASS_WIDTH; CLASSES as usize];
    let widths = facts.chain(found).chain(classes).chain([REMARK_WIDTH]);
    widths.collect()
}

fn write_stamp(
    sheet: &mut Worksheet,
    people: &CheckSheet,
    look: &Styles,
    messages: &Messages,
) -> Result<(), XlsxError> {
    let date = words::date(people.date, messages);
    let village = [("village", (&people.village).into())];
    let officer = [("officer", (&people.officer).into())];
    let date = [("date", (&date).into())];
    let n = [("n", people.rows.len().into())];
    sheet.set_row_height(STAMP, 20)?;
    sheet::write_side_by_side(
        sheet,
        STAMP,
        &widths(),
        &[
            (messages.with("report-check-village", &village), &look.left),
            (
                messages.with("report-check-officer", &officer),
                &look.centre,
            ),
            (messages.with("report-check-date", &date), &look.centre),
            (messages.with("report-check-people", &n), &look.right),
        ],
    )
}

fn write_heads(sheet: &mut Worksheet, look: &Styles, messages: &Messages) -> Result<(), XlsxError> {
    let head = &look.head;
    sheet.set_row_height(HEADS, 20)?;
    sheet.set_row_height(HEADS + 1, 20)?;
    for (at, (key, _)) in (0u16..).zip(FACTS) {
        let text = messages.get(key);
        sheet::write_over(sheet, (HEADS, at), (HEADS + 1, at), &text, head)?;
    }
    let found = messages.get("report-check-found");
    sheet::write_over(
        sheet,
        (HEADS, FIRST_FOUND),
        (HEADS, FIRST_CLASS - 1),
        &found,
        head,
    )?;
    for (at, key) in (FIRST_FOUND..).zip(FOUND) {
        sheet.write_string_with_format(HEADS + 1, at, messages.get(key), head)?;
    }
    let class = messages.get("report-check-class");
    sheet::write_over(
        sheet,
        (HEADS, FIRST_CLASS),
        (HEADS, REMARK - 1),
        &class,
        head,
    )?;
    for class in 1..=CLASSES {
        let at = FIRST_CLASS + class - 1;
        sheet.write_string_with_format(HEADS + 1, at, class.to_string(), head)?;
    }
    let remark = messages.get("report-head-remark");
    sheet::write_over(sheet, (HEADS, REMARK), (HEADS + 1, REMARK), &remark, head)
}

fn write_people(
    sheet: &mut Worksheet,
    rows: &[CheckRow],
    look: &Styles,
    messages: &Messages,
) -> Result<(), XlsxError> {
    let mut at = FIRST;
    // Group and house are written once over those whom they hold together.
    for group in rows.chunk_by(|a, b| a.group == b.group) {
        let below = at + row_count(group);
        let name = match group[0].group {
            Some(n) if n > 0 => messages.with("report-group", &[("n", n.into())]),
            _ => messages.get("report-no-group"),
        };
        sheet::write_over(sheet, (at, 0), (below - 1, 0), &name, &look.sign)?;
        for house in group.chunk_by(|a, b| a.house.is_some() && a.house == b.house) {
            let end = at + row_count(house);
            let text = house[0].house.as_deref().unwrap_or_default();
            sheet::write_over(sheet, (at, 1), (end - 1, 1), text, &look.text)?;
            for row in house {
                write_person(sheet, at, row, look, messages)?;
                at += 1;
            }
        }
    }
    Ok(())
}

fn write_person(
    sheet: &mut Worksheet,
    at: u32,
    row: &CheckRow,
    look: &Styles,
    messages: &Messages,
) -> Result<(), XlsxError> {
    let remark = sheet::safe(&remark(row, messages));
    let reason = row.reason.as_deref().unwrap_or_default();
    let lines = lines(reason, REASON_WIDTH).max(lines(&remark, REMARK_WIDTH));
    sheet.set_row_height(at, 27.0_f64.max(LINE * lines))?;
    sheet.write_number_with_format(at, 2, f64::from(at - FIRST + 1), &look.count)?;
    let age = row.age.map(|age| age.to_string());
    let month = row.suspended_from.map(|month| month.to_string());
    let texts = [
        Some(row.name.as_str()),
        row.sex.as_deref(),
        age.as_deref(),
        row.id_masked.as_deref(),
        row.phone_masked.as_deref(),
        month.as_deref(),
        Some(reason),
    ];
    for (column, text) in (3u16..).zip(texts) {
        let text = sheet::safe(text.unwrap_or_default());
        let look = if column == FIRST_FOUND - 1 {
            &look.text
        } else {
            &look.sign
        };
        sheet.write_string_with_format(at, column, text, look)?;
    }
    for column in FIRST_FOUND..REMARK {
        sheet.write_string_with_format(at, column, BOX, &look.sign)?;
    }
    sheet.write_string_with_format(at, REMARK, remark, &look.text)?;
    Ok(())
}

/// How many lines a text takes in a cell of that width. Spreadsheets do not widen rows for wrapped text by themselves.
fn lines(text: &str, width: f64) -> f64 {
    let wide = u32::try_from(text.width()).unwrap_or(u32::MAX);
    (f64::from(wide) / width).ceil()
}

/// What the system presumes is a remark, never a ticked box: it counts for nothing until somebody has verified it.
fn remark(row: &CheckRow, messages: &Messages) -> String {
    let presumed = row
        .presumed_class
        .filter(|class| (1..=7).contains(class))
        .map(|class| {
            let name = messages.get(&format!("report-short-{class}"));
            let values = [("n", class.into()), ("class", (&name).into())];
            messages.with("report-check-presumed", &values)
        });
    let mates = (!row.household_mates.is_empty()).then(|| {
        let names = row.household_mates.join(&messages.get("report-comma"));
        messages.with("report-check-mates", &[("names", (&names).into())])
    });
    let parts: Vec<String> = presumed.into_iter().chain(mates).collect();
    parts.join(&messages.get("report-semicolon"))
}

/// What the digits mean, and who signs.
fn write_foot(
    sheet: &mut Worksheet,
    at: u32,
    look: &Styles,
    messages: &Messages,
) -> Result<(), XlsxError> {
    let legend: Vec<String> = (1..=CLASSES)
        .map(|class| messages.get(&format!("report-head-class-{class}")))
        .collect();
    let classes = legend.join("  ");
    let legend = messages.with("report-check-legend", &[("classes", (&classes).into())]);
    sheet.set_row_height(at, 20)?;
    sheet::write_over(sheet, (at, 0), (at, REMARK), &legend, &look.left)?;
    sheet.set_row_height(at + 1, 30)?;
    let signs = [
        "report-check-signed-officer",
        "report-check-signed-group",
        "report-check-signed-on",
    ];
    let signs = signs.map(|key| (messages.get(key), &look.left));
    sheet::write_side_by_side(sheet, at + 1, &widths(), &signs)
}
