//! The ranking as a picture for the group chat: white, as wide as a telephone, the board of the phase first. No person, no
//! amount.

use super::chat;
use super::picture::{Anchor, Ink, Picture, Shape, fitted};
use super::words;
use crate::domain::figures::Figure;
use crate::domain::pack::RankBy;
use crate::domain::ranking::Placed;
use crate::domain::report::{Rate, Report, Row, RowUnit};
use crate::messages::{Messages, Value};

const WIDTH: u16 = 1080;
const LEFT: u16 = 56;
const RIGHT: u16 = WIDTH - LEFT;
/// Where names and bars begin, behind the place.
const BODY: u16 = 160;

const BLACK: Ink = Ink(0x1F, 0x29, 0x33);
const GREY: Ink = Ink(0x6B, 0x72, 0x80);
const TRACK: Ink = Ink(0xE8, 0xED, 0xF3);
const BLUE: Ink = Ink(0x2F, 0x6F, 0xDE);
const GREEN: Ink = Ink(0x2E, 0x9E, 0x6B);
const RED: Ink = Ink(0xB4, 0x23, 0x18);

/// A full bar stands for one of these, in hundredths of a percent: the smallest that the best rate does not pass.
const FULL: [i64; 4] = [1_000, 2_000, 5_000, 10_000];

/// The picture of that report's boards.
#[must_use]
pub fn picture(report: &Report, messages: &Messages) -> Picture {
    let mut page = Page {
        y: 40,
        shapes: Vec::new(),
    };
    page.head(report, messages);
    let second = match report.leads {
        RankBy::Resolved => RankBy::Verified,
        RankBy::Verified => RankBy::Resolved,
    };
    for by in [report.leads, second] {
        page.board(report, by, messages);
    }
    page.foot(report, messages);
    Picture {
        title: format!(
            "{} {}",
            chat::heading(report, messages),
            words::until(report, messages)
        ),
        width: WIDTH,
        height: page.y + 40,
        shapes: page.shapes,
    }
}

struct Page {
    /// Where the page ends so far.
    y: u16,
    shapes: Vec<Shape>,
}

/// How a line of text looks.
#[derive(Clone, Copy)]
struct Look {
    size: u16,
    bold: bool,
    ink: Ink,
}

const fn plain(size: u16, ink: Ink) -> Look {
    Look {
        size,
        bold: false,
        ink,
    }
}

const fn bold(size: u16, ink: Ink) -> Look {
    Look {
        size,
        bold: true,
        ink,
    }
}

impl Page {
    fn write(&mut self, x: u16, y: u16, anchor: Anchor, look: Look, text: String) {
        self.shapes.push(Shape::Text {
            x,
            y,
            size: look.size,
            bold: look.bold,
            anchor,
            ink: look.ink,
            text,
        });
    }

    /// A text over the whole width, broken where it must; the page grows by its lines.
    fn paragraph(&mut self, text: &str, look: Look) {
        // Digits of some fonts are wider than half a Chinese character.
        let halves = usize::from((RIGHT - LEFT) * 2 / look.size) * 9 / 10;
        for line in broken(text, halves) {
            self.y += look.size * 3 / 2;
            self.write(LEFT, self.y - look.size * 2 / 5, Anchor::Start, look, line);
        }
    }

    fn head(&mut self, report: &Report, messages: &Messages) {
        let title = chat::heading(report, messages);
        self.paragraph(&title, bold(50, BLACK));
        self.y += 6;
        let unit = format!("{}  {}", report.unit_name, chat::until(report, messages));
        let ink = if report.provisional { RED } else { GREY };
        self.paragraph(&unit, plain(34, ink));
        self.y += 12;
        for line in chat::totals(report, messages) {
            self.paragraph(&line, plain(32, BLACK));
        }
        self.y += 10;
    }

    fn board(&mut self, report: &Report, by: RankBy, messages: &Messages) {
        let board = report.board(by);
        if board.is_empty() {
            return;
        }
        let rate = |placed: &Placed<RowUnit>| {
            Rate::of(placed.contender.done, placed.contender.of).map_or(0, Rate::hundredths)
        };
        let best = board.iter().map(rate).max().unwrap_or(0);
        let full = FULL.into_iter().find(|full| best <= *full);
        let full = full.unwrap_or(FULL[FULL.len() - 1]);
        let (key, ink) = match by {
            RankBy::Resolved => ("report-picture-by-resolved", BLUE),
            RankBy::Verified => ("report-picture-by-verified", GREEN),
        };
        self.y += 34;
        self.fill(LEFT, self.y, RIGHT - LEFT, 3, TRACK);
        self.y += 66;
        self.write(
            LEFT,
            self.y,
            Anchor::Start,
            bold(40, BLACK),
            messages.get(key),
        );
        let scale = messages.with("report-picture-scale", &[("n", (full / 100).into())]);
        self.write(RIGHT, self.y, Anchor::End, plain(26, GREY), scale);
        self.y += 20;
        for placed in board {
            let row = report.row(placed.contender.unit);
            let waits = (by == report.leads)
                .then(|| row.map(|row| waits(row, messages)))
                .flatten();
            self.place(report, placed, (rate(placed), full), ink, messages);
            if let Some(text) = waits.filter(|text| !text.is_empty()) {
                self.y += 34;
                self.write(BODY, self.y, Anchor::Start, plain(26, GREY), text);
            }
            self.y += 20;
        }
    }

    /// 2 并列   刘寨街道                34/248   13.71%, and its bar below.
    fn place(
        &mut self,
        report: &Report,
        placed: &Placed<RowUnit>,
        (rate, full): (i64, i64),
        ink: Ink,
        messages: &Messages,
    ) {
        let contender = placed.contender;
        let name = words::unit_name(report, contender.unit, messages);
        self.y += 54;
        let y = self.y;
        let place = placed.place.to_string();
        self.write(LEFT, y, Anchor::Start, bold(44, ink), place);
        if placed.tied {
            let tied = messages.get("report-picture-tied");
            self.write(LEFT, y + 38, Anchor::Start, plain(24, GREY), tied);
        }
        self.write(BODY, y, Anchor::Start, plain(38, BLACK), fitted(&name, 24));
        let fraction = format!("{}/{}", contender.done, contender.of);
        self.write(RIGHT - 190, y, Anchor::End, plain(30, GREY), fraction);
        let percent = Rate::of(contender.done, contender.of).map_or_else(
            || words::NO_VALUE_ON_SCREEN.to_owned(),
            |rate| format!("{rate}%"),
        );
        self.write(RIGHT, y, Anchor::End, bold(40, BLACK), percent);
        self.y += 18;
        let track = RIGHT - BODY;
        self.fill(BODY, self.y, track, 20, TRACK);
        let filled = i64::from(track) * rate.clamp(0, full) / full;
        let filled = u16::try_from(filled).unwrap_or(track);
        if filled > 0 {
            self.fill(BODY, self.y, filled, 20, ink);
        }
        self.y += 20;
    }

    fn foot(&mut self, report: &Report, messages: &Messages) {
        self.y += 30;
        self.fill(LEFT, self.y, RIGHT - LEFT, 3, TRACK);
        self.y += 20;
        let lines = chat::unclaimed(report, messages, "report-chat-unclaimed")
            .into_iter()
            .chain([chat::missing(report, messages)])
            .chain(chat::pace(report, messages))
            .chain([messages.get("report-picture-approved")])
            .chain(words::internal(report, messages));
        for line in lines {
            self.paragraph(&line, plain(30, BLACK));
        }
        self.y += 40;
        let by = if report.internal {
            &report.unit_name
        } else {
            &report.office
        };
        self.write(RIGHT, self.y, Anchor::End, plain(30, GREY), fitted(by, 60));
    }

    fn fill(&mut self, x: u16, y: u16, width: u16, height: u16, ink: Ink) {
        self.shapes.push(Shape::Filled {
            x,
            y,
            width,
            height,
            ink,
        });
    }
}

/// 继续暂停2人 待复核6人 退回补正1人: what waits for others is not the unit's slowness.
fn waits(row: &Row, messages: &Messages) -> String {
    let figures = [
        ("report-picture-kept", Figure::KeptSuspended),
        ("report-picture-proposed", Figure::Proposed),
        ("report-picture-returned", Figure::Returned),
        ("report-picture-conflict", Figure::Conflict),
    ];
    let parts: Vec<String> = figures
        .into_iter()
        .map(|(key, figure)| (key, row.line.figures[figure]))
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| messages.with(key, &[("n", Value::from(n))]))
        .collect();
    parts.join("  ")
}

/// A text in lines of so many half characters.
fn broken(text: &str, halves: usize) -> Vec<String> {
    use unicode_width::UnicodeWidthChar;
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        // A closing sign does not begin a line.
        if used + wide > halves && !"，。、；：）】%".contains(c) {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        used += wide;
    }
    lines
}
