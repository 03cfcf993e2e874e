//! 出码: the figures of a day as codes on the screen, one after the other; half blocks where the terminal draws them one
//! column wide, else squares of two blanks where the window has room for them.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, wrap};
use crate::action::Action;
use crate::domain::figures::Figure;
use crate::domain::frames::{Content, Frame, Part};
use crate::domain::report::Report;
use crate::messages::Value;
use crate::output::qr::{Code, FRAME_SIDE};
use crate::output::words;
use crate::usecases::{exporting, handing, reporting};

/// Columns that the words beside a code need.
const WORDS: usize = 32;
/// A gap between code and words.
const GAP: usize = 2;

/// The screen.
pub struct Codes {
    day: NaiveDate,
    report: Box<Report>,
    frames: Vec<Frame>,
    drawn: Vec<Code>,
    at: usize,
    /// Where the picture goes, once it was asked for.
    ask: Option<PathBuf>,
}

impl Codes {
    /// The codes of the book's own unit; nothing where they cannot be made, which the notice tells.
    pub(super) fn open(desk: &mut Desk<'_>, day: NaiveDate) -> Option<Self> {
        desk.with(|session| {
            let report = reporting::daily_report(session, day, None)?;
            let frames = handing::frames_of(session, &report)?;
            let drawn = handing::codes(&frames)?;
            Ok(Some(Self {
                day,
                report: Box::new(report),
                frames,
                drawn,
                at: 0,
                ask: None,
            }))
        })
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        if let Some(path) = self.ask.take() {
            if action == Some(Action::Open) {
                self.save(desk, &path);
            }
            return Next::Stay;
        }
        let last = self.drawn.len().saturating_sub(1);
        match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Left | Action::Up) => self.at = self.at.saturating_sub(1),
            Some(Action::Right | Action::Down) => self.at = (self.at + 1).min(last),
            Some(Action::First) => self.at = 0,
            Some(Action::Last) => self.at = last,
            Some(Action::Choose1) => {
                let name = desk.say("hand-code-file");
                self.ask = Some(super::handing::path(desk, &name, self.day));
            }
            _ => {}
        }
        Next::Stay
    }

    fn save(&self, desk: &mut Desk<'_>, path: &std::path::Path) {
        let frames = &self.frames;
        let saved = desk.with(|session| {
            exporting::write_file(path, &handing::picture(frames)?)?;
            exporting::note(session, "codes", &path.display().to_string())?;
            Ok(true)
        });
        if saved {
            let path = path.display().to_string();
            desk.notice = desk.tell("hand-saved", &[("path", Value::Text(&path))]);
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let Some(code) = self.drawn.get(self.at) else {
            return;
        };
        let look = canvas.look();
        let bottom = canvas.rows() - 1;
        let room = canvas.columns() - WORDS - GAP;
        let half_fits = room >= FRAME_SIDE && bottom >= FRAME_SIDE.div_ceil(2);
        let whole_fits = room >= FRAME_SIDE * 2 && bottom >= FRAME_SIDE;
        let left = if look.boxes && half_fits {
            for (row, blocks) in code.half_blocks().enumerate() {
                canvas.code_row(0, row, &blocks);
            }
            FRAME_SIDE + GAP
        } else if whole_fits {
            for row in 0..code.side() {
                let dark = (0..code.side()).map(|column| code.is_dark(column, row));
                canvas.code_squares(0, row, dark);
            }
            FRAME_SIDE * 2 + GAP
        } else {
            let sized = [
                ("columns", Value::from(FRAME_SIDE * 2 + GAP + WORDS)),
                ("rows", Value::from(FRAME_SIDE + 1)),
            ];
            let text = desk.tell("hand-code-large", &sized);
            for (n, line) in wrap(&text, FRAME_SIDE - GAP, look.wide).iter().enumerate() {
                canvas.text(1, 2 + n, FRAME_SIDE - 1, line, Tone::Alarm);
            }
            FRAME_SIDE + GAP
        };
        self.draw_words(desk, canvas, left);
        let keys = if self.ask.is_some() {
            "hand-ask-keys"
        } else {
            "hand-code-keys"
        };
        canvas.row(bottom, &format!(" {}", desk.say(keys)), Tone::Plain);
    }

    fn draw_words(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, left: usize) {
        let columns = canvas.columns() - left;
        let wide = canvas.look().wide;
        let bottom = canvas.rows() - 1;
        let mut row = 0;
        for (text, tone) in self.words(desk) {
            let parts = text.lines();
            for line in parts.flat_map(|part| wrap(part, columns.saturating_sub(1), wide)) {
                if row < bottom {
                    canvas.text(left, row, columns, &line, tone);
                }
                row += 1;
            }
            row += 1;
        }
    }

    /// What stands beside the code: whose figures, of when, which code, and what is in it.
    fn words(&self, desk: &Desk<'_>) -> Vec<(String, Tone)> {
        let report = &self.report;
        let mut words_of = vec![(report.unit_name.clone(), Tone::Strong)];
        let until = desk.tell(
            "hand-code-until",
            &[
                (
                    "day",
                    (&words::day(report.until.date_naive(), desk.messages)).into(),
                ),
                ("time", (&words::time(report.until)).into()),
            ],
        );
        words_of.push((until, Tone::Plain));
        if report.provisional {
            words_of.push((desk.say("hand-code-provisional"), Tone::Alarm));
        }
        let Some(frame) = self.frames.get(self.at) else {
            return words_of;
        };
        if frame.set.stamp.frozen_no > 0 {
            let n = Value::from(frame.set.stamp.frozen_no);
            words_of.push((desk.tell("hand-code-frozen", &[("n", n)]), Tone::Good));
        }
        let nth = desk.tell(
            "hand-code-nth",
            &[
                ("n", Value::from(frame.number)),
                ("of", Value::from(frame.set.of)),
            ],
        );
        let holds = match &frame.content {
            Content::Own(block) if block.part == Part::Whole => "hand-code-own",
            Content::Own(_) => "hand-code-part",
            Content::Rows(_) | Content::Signature(_) => "hand-code-rows",
        };
        words_of.push((format!("{nth} {}", desk.say(holds)), Tone::Strong));
        let line = &report.total;
        let figures = desk.tell(
            "hand-code-figures",
            &[
                ("total", line.figures[Figure::Total].into()),
                ("verified", line.figures[Figure::Verified].into()),
                ("resolved", line.figures[Figure::Resolved].into()),
            ],
        );
        let today = desk.tell(
            "hand-code-today",
            &[
                ("verified", line.gain[Figure::Verified].into()),
                ("resolved", line.gain[Figure::Resolved].into()),
            ],
        );
        words_of.push((format!("{figures}\n{today}"), Tone::Plain));
        words_of.push((desk.say("hand-code-nobody"), Tone::Faint));
        if let Some(path) = &self.ask {
            let path = path.display().to_string();
            let ask = desk.tell("hand-ask-code", &[("path", Value::Text(&path))]);
            words_of.push((ask, Tone::Strong));
        } else if !desk.notice.is_empty() {
            words_of.push((desk.notice.clone(), Tone::Good));
        }
        words_of
    }
}
