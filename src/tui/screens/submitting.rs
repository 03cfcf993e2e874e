//! 报送: whose figures of a day are handed in, and the panel that says what will be written before Enter writes it.
//! Figures come from the book's own entries, or from the text for the group that somebody pasted.

use chrono::NaiveDate;

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit, width, wrap};
use super::choosing::{Hand, Reasons, Sheet};
use crate::action::Action;
use crate::domain::report::{HANDED_IN, How, Submitted};
use crate::messages::Value;
use crate::output::words;
use crate::usecases::daily_words;
use crate::usecases::submitting::{self, Prepared, Submission, Unit};

/// Reasons, chosen by a digit, why somebody else reports than the pack names.
const REASONS: [&str; 3] = [
    "hand-submit-reason-1",
    "hand-submit-reason-2",
    "hand-submit-reason-3",
];

/// The screen.
pub struct Submitting {
    day: NaiveDate,
    units: Vec<(Unit, String)>,
    hand: Hand,
    panel: Option<Panel>,
}

struct Panel {
    unit: String,
    made: Prepared,
    reason: Reasons<3>,
}

impl Submitting {
    /// The units of a book; the panel at once where it is about a single one.
    pub(super) fn open(desk: &mut Desk<'_>, day: NaiveDate) -> Self {
        let mut screen = Self {
            day,
            units: Vec::new(),
            hand: Hand(0),
            panel: None,
        };
        screen.refresh(desk);
        if screen.units.len() == 1 {
            screen.ask(desk, 0);
        }
        screen
    }

    /// The panel for a text that arrived; nothing where it is no unit's report, or not one of this book's campaign.
    pub(in crate::tui) fn of_text(desk: &mut Desk<'_>, text: &str) -> Option<Self> {
        let told = desk.with(|session| submitting::of_text(session, text).map(Some))?;
        let mut screen = Self {
            day: told.date,
            units: Vec::new(),
            hand: Hand(0),
            panel: None,
        };
        screen.refresh(desk);
        screen.prepare(desk, told);
        screen.panel.is_some().then_some(screen)
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let day = self.day;
        self.units = desk.with(|session| {
            let units = submitting::units(session, day)?;
            Ok(units
                .into_iter()
                .map(|unit| {
                    let name = session.short_name(unit.unit);
                    (unit, name)
                })
                .collect())
        });
    }

    /// Asks about the figures that the book has of a unit.
    fn ask(&mut self, desk: &mut Desk<'_>, at: usize) {
        let (day, unit) = (self.day, self.units.get(at).map(|(unit, _)| unit.unit));
        let told = unit.and_then(|unit| {
            desk.with(|session| submitting::of_entries(session, day, Some(unit)).map(Some))
        });
        if let Some(told) = told {
            self.prepare(desk, told);
        }
    }

    fn prepare(&mut self, desk: &mut Desk<'_>, told: Submission) {
        self.panel = desk.with(|session| {
            let made = submitting::prepare(session, told)?;
            Ok(Some(Panel {
                unit: session.unit_name(made.wanted.unit),
                made,
                reason: Reasons::of(REASONS),
            }))
        });
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let Some(panel) = &mut self.panel else {
            if matches!(action, Some(Action::Back | Action::Choose0)) {
                return Next::Back;
            }
            if let Some(at) = self.hand.key(action, self.units.len()) {
                self.ask(desk, at);
            }
            return Next::Stay;
        };
        match action {
            Some(Action::Back) => return self.close(),
            Some(Action::Open | Action::Choose0) => return self.write(desk),
            other => panel.reason.turn(other),
        }
        Next::Stay
    }

    /// Back to the units; a book of a single one has none to go back to.
    fn close(&mut self) -> Next {
        self.panel = None;
        if self.units.len() < 2 {
            return Next::Back;
        }
        Next::Stay
    }

    fn write(&mut self, desk: &mut Desk<'_>) -> Next {
        let Some(panel) = &self.panel else {
            return Next::Stay;
        };
        let why = desk.say(panel.reason.key());
        let because = panel.made.needs_reason().then_some(why.as_str());
        let wanted = &panel.made.wanted;
        let done = desk.with(|session| submitting::submit(session, wanted, because).map(Some));
        let Some(taken) = done else {
            return Next::Stay;
        };
        let lines = daily_words::taken(&panel.unit, wanted, &taken, desk.messages);
        desk.notice = lines.into_iter().next().unwrap_or_default();
        self.refresh(desk);
        self.close()
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        if let Some(panel) = &self.panel {
            panel.draw(desk, canvas);
            return;
        }
        let wide = canvas.look().wide;
        let names = self.units.iter().map(|(_, name)| width(name, wide));
        let names = names.max().unwrap_or(0);
        let lines: Vec<String> = self
            .units
            .iter()
            .map(|(unit, name)| {
                let name = fit(name, names, wide);
                format!("{name}  {}", state(unit.submitted.as_ref(), desk))
            })
            .collect();
        let day = words::day(self.day, desk.messages);
        Sheet {
            title: desk.tell("hand-submit-title", &[("day", Value::Text(&day))]),
            head: vec![desk.say("hand-submit-head")],
            lines: &lines,
            hand: self.hand,
            wrong: "",
            keys: desk.say("hand-submit-keys"),
        }
        .draw(desk, canvas);
    }
}

/// 09-07 12:46按时报送（王敏）: what a unit has handed in by now.
fn state(told: Option<&Submitted>, desk: &Desk<'_>) -> String {
    let Some(told) = told else {
        return desk.say("hand-submit-none");
    };
    let key = if told.late {
        "hand-submit-late"
    } else {
        "hand-submit-in-time"
    };
    let at = told.at.format("%m-%d %H:%M").to_string();
    let values = [("at", Value::Text(&at)), ("by", Value::Text(&told.by))];
    desk.tell(key, &values)
}

impl Panel {
    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let title = desk.tell(
            "hand-submit-panel",
            &[
                ("unit", Value::Text(&self.unit)),
                ("date", Value::Text(&self.made.wanted.date.to_string())),
            ],
        );
        canvas.row(0, &format!(" {title}"), Tone::Strong);
        canvas.rule(1);
        let (columns, wide) = (canvas.columns() - 2, canvas.look().wide);
        let asks = self.made.needs_reason();
        let bottom = canvas.rows() - 3;
        let last = bottom - if asks { REASONS.len() + 1 } else { 0 };
        let mut at = 2;
        for (text, tone) in self.lines(desk) {
            for line in wrap(&text, columns, wide) {
                if at < last {
                    canvas.row(at, &format!(" {line}"), tone);
                }
                at += 1;
            }
        }
        if asks {
            self.reason
                .draw(&desk.say("hand-submit-reason"), last, desk, canvas);
        }
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Alarm);
        let keys = match (self.made.is_known(), asks) {
            (true, _) => "hand-submit-known-keys",
            (false, true) => "hand-submit-reason-keys",
            (false, false) => "hand-submit-sure",
        };
        canvas.row(bottom + 2, &format!(" {}", desk.say(keys)), Tone::Plain);
    }

    /// What will be written, and what to know before.
    fn lines(&self, desk: &Desk<'_>) -> Vec<(String, Tone)> {
        let made = &self.made;
        let time = made.cut_off.format("%m-%d %H:%M").to_string();
        let until = [("time", Value::Text(&time))];
        let mut lines = vec![(desk.say("hand-submit-what"), Tone::Plain)];
        lines.push(if made.late {
            (desk.tell("hand-submit-will-be-late", &until), Tone::Alarm)
        } else {
            (desk.tell("hand-submit-will-be-in-time", &until), Tone::Good)
        });
        let by = match &made.named {
            None => "hand-submit-by",
            Some(named) if *named == made.by => "hand-submit-by-named",
            Some(_) => "hand-submit-by-other",
        };
        let by = desk.tell(
            by,
            &[
                ("by", Value::Text(&made.by)),
                (
                    "named",
                    Value::Text(made.named.as_deref().unwrap_or_default()),
                ),
            ],
        );
        lines.push((by, Tone::Plain));
        let how = match made.wanted.how {
            How::Entries => "hand-submit-from-entries",
            How::Text | How::File | How::Qr => "hand-submit-from-text",
        };
        lines.push((desk.say(how), Tone::Plain));
        let figures: Vec<String> = HANDED_IN
            .iter()
            .filter_map(|id| Some((id, made.wanted.figures.get(*id)?)))
            .map(|(id, n)| {
                let values = [
                    ("column", Value::Text(&column(id, desk))),
                    ("n", Value::from(*n)),
                ];
                desk.tell("hand-submit-figure", &values)
            })
            .collect();
        lines.push((figures.join("  "), Tone::Strong));
        if made.known.is_some() {
            let before = state(made.known.as_ref(), desk);
            let key = if made.is_known() {
                "hand-submit-same"
            } else {
                "hand-submit-before"
            };
            let told = desk.tell(key, &[("state", Value::Text(&before))]);
            lines.push((told, Tone::Plain));
        }
        // In one paragraph: a text of another day differs in every figure.
        let different = HANDED_IN.iter().filter_map(|id| {
            let mut all = made.differences.iter();
            let (_, told, known) = all.find(|(other, ..)| other == id)?;
            let values = [
                ("column", Value::Text(&column(id, desk))),
                ("told", Value::from(*told)),
                ("known", Value::from(*known)),
            ];
            Some(desk.tell("hand-submit-difference", &values))
        });
        let different: Vec<String> = different.collect();
        if !different.is_empty() {
            let listed = different.join("  ");
            let values = [("differences", Value::Text(&listed))];
            lines.push((desk.tell("hand-submit-differs", &values), Tone::Alarm));
        }
        lines
    }
}

/// What a figure counts; the seven reasons by their short words.
fn column(id: &str, desk: &Desk<'_>) -> String {
    match id.strip_prefix("class_") {
        Some(class) => desk.say(&format!("report-short-{class}")),
        None => desk.say(&format!("report-column-{}", id.replace('_', "-"))),
    }
}
