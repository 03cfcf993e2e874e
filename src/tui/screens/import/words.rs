//! How the import of a list reads on the screen: places, files with what they seem to be, progress, the result.

use super::super::super::app::Desk;
use super::super::super::paint::{Canvas, Tone, fit, fit_right, wrap};
use super::super::draw_progress;
use super::{Import, PAGE, Read, Reading, Stage};
use crate::domain::timeline;
use crate::messages::Value;
use crate::output::inflow_text;
use crate::usecases::looking::{Glance, Seems};

impl Import {
    pub(in crate::tui) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let title = format!(" {}  {}", desk.say("tui-name"), desk.say(self.title));
        canvas.row(0, &title, Tone::Strong);
        canvas.rule(1);
        let keys = match &self.stage {
            Stage::Spot => {
                self.draw_spots(desk, canvas);
                "tui-start-keys"
            }
            Stage::File => {
                self.draw_files(desk, canvas);
                "tui-start-keys"
            }
            Stage::Reading(reading) => {
                reading.draw(desk, canvas);
                "tui-import-reading-keys"
            }
            Stage::Result(read) => {
                read.draw(desk, canvas);
                "tui-import-result-keys"
            }
        };
        let bottom = canvas.rows() - 6;
        canvas.rule(bottom);
        let (said, tone) = if self.wrong.is_empty() {
            (&desk.notice, Tone::Good)
        } else {
            (&self.wrong, Tone::Alarm)
        };
        let lines = wrap(said, canvas.columns() - 2, canvas.look().wide);
        for (n, line) in lines.iter().take(4).enumerate() {
            canvas.row(bottom + 1 + n, &format!(" {line}"), tone);
        }
        canvas.row(bottom + 5, &format!(" {}", desk.say(keys)), Tone::Plain);
    }

    fn draw_spots(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        canvas.row(
            3,
            &format!(" {}", desk.say("tui-start-place")),
            Tone::Strong,
        );
        for (at, (spot, files)) in self.spots.iter().enumerate().take(PAGE) {
            let name = format!("{} {}", desk.say(spot.key), spot.note);
            let holds = match files {
                None => desk.say("tui-spot-looking"),
                Some(files) => match files.first() {
                    None => desk.say("tui-spot-none"),
                    Some(newest) => desk.tell(
                        "tui-spot-lists",
                        &[
                            ("count", Value::from(files.len())),
                            ("day", Value::Text(&moment(desk, newest.changed))),
                        ],
                    ),
                },
            };
            let line = format!("{} {}  {holds}", at + 1, fit(&name, 26, canvas.look().wide));
            self.draw_line(canvas, 5 + at, at, &line);
        }
    }

    fn draw_files(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let question = if self.looking.is_some() {
            "tui-start-file-looking"
        } else {
            "tui-start-file"
        };
        let spot = self.spots.get(self.spot).map_or("", |(spot, _)| spot.key);
        let text = desk.tell(question, &[("place", Value::Text(&desk.say(spot)))]);
        canvas.row(3, &format!(" {text}"), Tone::Strong);
        let wide = canvas.look().wide;
        let files = self.files();
        let name_width = canvas.columns() - 52;
        let page = self.chosen / PAGE * PAGE;
        for (n, file) in files.iter().skip(page).take(PAGE).enumerate() {
            let line = format!(
                "{} {} {} {} {}",
                n + 1,
                fit(&file.name, name_width, wide),
                moment(desk, file.changed),
                fit_right(&size(file.bytes), 6, wide),
                file.glance
                    .map(|glance| seen(desk, glance))
                    .unwrap_or_default()
            );
            self.draw_line(canvas, 5 + n, page + n, &line);
        }
        if files.len() > PAGE {
            let text = desk.tell("tui-start-more", &[("count", Value::from(files.len()))]);
            canvas.row(5 + PAGE + 1, &format!(" {text}"), Tone::Plain);
        }
    }

    fn draw_line(&self, canvas: &mut Canvas<'_>, row: usize, at: usize, line: &str) {
        let (mark, tone) = if at == self.chosen {
            (">", Tone::Chosen)
        } else {
            (" ", Tone::Plain)
        };
        canvas.row(row, &format!("{mark}{line}"), tone);
    }
}

impl Reading {
    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let key = match (&self.taking, self.job.is_stopping()) {
            (_, true) => "tui-import-stopping",
            (None, false) => "tui-import-looking",
            (Some(_), false) => "tui-import-taking",
        };
        let text = desk.tell(key, &[("file", Value::Text(&name))]);
        canvas.row(3, &format!(" {text}"), Tone::Strong);
        let far = self.job.far();
        let rows = far.rows;
        // What was read once tells how many rows there are; before that the bytes do, where they are known.
        let whole = match (&self.taking, far.bytes) {
            (Some(result), _) => Some((rows, result.rows_read)),
            (None, bytes) => bytes,
        };
        let told = desk.tell("tui-import-rows", &[("count", Value::from(rows))]);
        draw_progress(canvas, 5, whole, &told);
        let key = if self.taking.is_some() {
            "tui-import-taking-stop"
        } else {
            "tui-import-looking-stop"
        };
        canvas.row(7, &format!(" {}", desk.say(key)), Tone::Plain);
    }
}

impl Read {
    fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let result = &self.result;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        canvas.row(2, &format!(" {name}"), Tone::Strong);
        if self.is_strange {
            let text = desk.say("tui-import-strange");
            canvas.row(canvas.rows() - 7, &format!(" {text}"), Tone::Alarm);
        }
        let key = if result.matched == 0 {
            "tui-start-result-new"
        } else {
            "tui-start-result"
        };
        let text = desk.tell(
            key,
            &[
                ("rows", Value::from(result.rows_read)),
                ("created", Value::from(result.created)),
                ("matched", Value::from(result.matched)),
                ("duplicate", Value::from(result.duplicate)),
                ("rejected", Value::from(result.rejected)),
            ],
        );
        canvas.row(3, &format!(" {text}"), Tone::Plain);
        let mut doubts: Vec<_> = result.doubts.iter().collect();
        doubts.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let mut first = 4;
        if let Some(change) = &result.since_last {
            let line = inflow_text::since_last(change.into(), desk.messages);
            canvas.row(first, &format!(" {line}"), Tone::Strong);
            first += 1;
        }
        // Below the doubts: a blank line, four choices; above the rule what is strange.
        let room = canvas.rows() - 13 - first;
        for (n, (doubt, count)) in doubts.iter().take(room).enumerate() {
            let people = desk.tell("tui-people", &[("count", Value::from(**count))]);
            let line = format!(
                " {} {}",
                fit_right(&people, 9, canvas.look().wide),
                desk.say(&format!("entry-doubt-{doubt}"))
            );
            canvas.row(first + n, &line, Tone::Plain);
        }
        if doubts.len() > room {
            let more = Value::from(doubts.len() - room);
            let line = desk.tell("tui-import-more-doubts", &[("count", more)]);
            canvas.row(first + room, &format!(" {line}"), Tone::Faint);
        }
        let top = first + 1 + doubts.len().min(room);
        let unsettled = Value::from(result.unsettled.len());
        let choices = [
            (1, desk.say("tui-start-result-1")),
            (2, desk.tell("tui-start-result-2", &[("count", unsettled)])),
            (3, desk.say("tui-start-result-3")),
            (4, desk.say("tui-start-result-4")),
        ];
        // Where nothing is wrong there is nothing to look at.
        let choices = choices
            .iter()
            .filter(|(digit, _)| !result.unsettled.is_empty() || digit % 2 == 1);
        for (n, (digit, line)) in choices.enumerate() {
            let (mark, tone) = if *digit == self.default() {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            canvas.row(top + n, &format!("{mark}{line}"), tone);
        }
    }
}

/// 09-07 12:46
fn moment(desk: &Desk<'_>, at: i64) -> String {
    desk.session
        .as_ref()
        .map(|session| timeline::local_time(&session.pack, at).format("%m-%d %H:%M"))
        .map(|text| text.to_string())
        .unwrap_or_default()
}

/// 320KB
fn size(bytes: u64) -> String {
    if bytes < 1 << 20 {
        format!("{}KB", bytes.div_ceil(1 << 10))
    } else {
        format!("{}MB", bytes.div_ceil(1 << 20))
    }
}

/// 像是暂停人员名单，1840行
fn seen(desk: &Desk<'_>, glance: Glance) -> String {
    let key = match (glance.seems, glance.whole) {
        (Seems::Suspended, true) => "tui-glance-suspended",
        (Seems::Suspended, false) => "tui-glance-suspended-more",
        (Seems::Persons, true) => "tui-glance-persons",
        (Seems::Persons, false) => "tui-glance-persons-more",
        (Seems::Other, _) => "tui-glance-other",
        (Seems::Locked, _) => "tui-glance-locked",
        (Seems::Broken, _) => "tui-glance-broken",
    };
    desk.tell(key, &[("rows", Value::from(glance.rows))])
}
