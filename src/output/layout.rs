//! The two sheets of the paper, column by column: 表一 goes to the group, 表二 with the money stays with the office.

/// What stands in a column of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// 序号.
    Number,
    /// The unit's name.
    Unit,
    /// The report's column of that id.
    Cell(&'static str),
    /// 备注.
    Remark,
}

/// A column of the paper with its head of one or two lines.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// Key of the upper title; neighbours with the same one share a merged cell.
    pub top: &'static str,
    /// Key of the lower title; without it the upper title takes both lines.
    pub sub: Option<&'static str>,
    /// What stands below.
    pub content: Content,
    /// Width in characters of a spreadsheet.
    pub width: f64,
}

/// One sheet of the paper.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// Key of the sheet's name: 表一.
    pub name: &'static str,
    /// Key of what it shows: 进度和分类.
    pub subject: &'static str,
    /// Its columns.
    pub heads: &'static [Head],
    /// Whether the remarks tell of lateness (表一) or of what was sealed after deregistration (表二).
    pub tells_lateness: bool,
}

const fn single(top: &'static str, content: Content, width: f64) -> Head {
    Head {
        top,
        sub: None,
        content,
        width,
    }
}

const fn part(top: &'static str, sub: &'static str, id: &'static str, width: f64) -> Head {
    Head {
        top,
        sub: Some(sub),
        content: Content::Cell(id),
        width,
    }
}

const fn whole(top: &'static str, id: &'static str, width: f64) -> Head {
    single(top, Content::Cell(id), width)
}

const NUMBER: Head = single("report-head-number", Content::Number, 4.5);
const UNIT: Head = single("report-head-unit", Content::Unit, 13.0);
const REMARK: Head = single("report-head-remark", Content::Remark, 14.0);
const FOUND: &str = "report-head-found";
const HANDLED: &str = "report-head-handled";
const PEOPLE: &str = "report-head-people";

/// Both sheets.
pub const SHEETS: [Sheet; 2] = [
    Sheet {
        name: "report-sheet-1",
        subject: "report-sheet-1-subject",
        heads: PROGRESS,
        tells_lateness: true,
    },
    Sheet {
        name: "report-sheet-2",
        subject: "report-sheet-2-subject",
        heads: RESULTS,
        tells_lateness: false,
    },
];

const PROGRESS: &[Head] = &[
    NUMBER,
    UNIT,
    whole("report-head-total", "total", 8.0),
    whole("report-head-verified", "verified", 7.0),
    whole("report-head-verified-rate", "verified_rate", 8.0),
    whole("report-head-resolved", "resolved", 7.0),
    whole("report-head-resolved-rate", "resolved_rate", 8.0),
    whole("report-head-place", "place", 5.0),
    part("report-head-class-1", FOUND, "class_1", 5.5),
    part("report-head-class-1", HANDLED, "class_1_resolved", 5.5),
    part("report-head-class-2", FOUND, "class_2", 5.5),
    part("report-head-class-2", HANDLED, "class_2_resolved", 5.5),
    part("report-head-class-3", FOUND, "class_3", 5.5),
    part(
        "report-head-class-3",
        "report-head-class-3a",
        "class_3a",
        6.5,
    ),
    part(
        "report-head-class-3",
        "report-head-class-3b",
        "class_3b",
        6.5,
    ),
    part("report-head-class-3", HANDLED, "class_3_resolved", 5.5),
    part("report-head-class-4", FOUND, "class_4", 5.5),
    part("report-head-class-4", HANDLED, "class_4_resolved", 5.5),
    part("report-head-class-5", FOUND, "class_5", 5.5),
    part("report-head-class-5", HANDLED, "class_5_resolved", 5.5),
    part("report-head-class-6", FOUND, "class_6", 5.5),
    part("report-head-class-6", HANDLED, "class_6_resolved", 5.5),
    part("report-head-class-7", FOUND, "class_7", 5.5),
    part("report-head-class-7", HANDLED, "class_7_resolved", 5.5),
    whole("report-head-open", "open", 7.0),
    whole("report-head-untouched", "untouched", 7.0),
    whole("report-head-verified-today", "verified_today", 7.0),
    whole("report-head-resolved-today", "resolved_today", 7.0),
    whole("report-head-pace", "pace", 7.0),
    REMARK,
];

const RESULTS: &[Head] = &[
    NUMBER,
    UNIT,
    part("report-head-resumed", PEOPLE, "resumed", 6.5),
    part(
        "report-head-resumed",
        "report-head-back-pay",
        "back_pay",
        13.0,
    ),
    whole("report-head-awarded", "awarded", 8.0),
    part("report-head-deregistered", PEOPLE, "deregistered", 6.5),
    part(
        "report-head-deregistered",
        "report-head-terminated",
        "terminated",
        7.5,
    ),
    part(
        "report-head-deregistered",
        "report-head-heir-due",
        "heir_due",
        13.0,
    ),
    part("report-head-sealed", PEOPLE, "sealed", 6.5),
    part(
        "report-head-sealed",
        "report-head-amount",
        "sealed_amount",
        12.0,
    ),
    whole("report-head-kept-suspended", "kept_suspended", 8.0),
    part(
        "report-head-overpaid",
        "report-head-recover-due",
        "recover_due",
        13.0,
    ),
    part(
        "report-head-overpaid",
        "report-head-recovered",
        "recovered",
        12.0,
    ),
    part("report-head-overpaid", "report-head-offset", "offset", 12.0),
    whole("report-head-refund-due", "refund_due", 12.0),
    whole("report-head-proposed", "proposed", 7.0),
    whole("report-head-returned", "returned", 7.0),
    whole("report-head-conflict", "conflict", 7.0),
    whole("report-head-system-updated", "system_updated", 8.0),
    REMARK,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::report::{COLUMNS, position};

    #[test]
    fn every_column_of_the_report_stands_on_one_sheet() {
        let shown: Vec<&str> = SHEETS
            .iter()
            .flat_map(|sheet| sheet.heads)
            .filter_map(|head| match head.content {
                Content::Cell(id) => Some(id),
                _ => None,
            })
            .collect();
        for id in &shown {
            assert!(position(id).is_some(), "{id} is no column");
        }
        for column in COLUMNS {
            let times = shown.iter().filter(|id| **id == column.id()).count();
            assert_eq!(times, 1, "{}", column.id());
        }
    }
}
