//! The first questions, at most four, answered by digits and one name: where one works, in which unit, and who one is.

use tui_input::Input as Field;

use super::super::app::{Desk, Next};
use super::super::form::edit;
use super::super::job::{Job, Reins};
use super::super::paint::{Canvas, Tone, width};
use super::{Screen, draw_progress, import, short_unit};
use crate::action::Action;
use crate::divisions::Divisions;
use crate::domain::unit::{Level, UnitCode};
use crate::error::Error;
use crate::key::Key;
use crate::messages::Value;
use crate::usecases::demo::{self, Demo};
use crate::usecases::session::{Clock, Session};

/// So many units stand on a page: one digit each.
const PAGE: usize = 9;

/// The demo that somebody looks at who only wants to see how it is.
const DEMO: Demo = Demo {
    cases: demo::CASES,
    seed: 1,
    days: 4,
};

enum Stage {
    Role,
    Unit(Level),
    Name,
    Making(Job<u64, Result<Session, Error>>),
}

/// The first start.
pub struct Start {
    stage: Stage,
    wanted: Level,
    unit: Option<UnitCode>,
    name: Field,
    units: Vec<UnitCode>,
    chosen: usize,
    made: u64,
    wrong: String,
}

impl Default for Start {
    fn default() -> Self {
        Self {
            stage: Stage::Role,
            wanted: Level::Village,
            unit: None,
            name: Field::default(),
            units: Vec::new(),
            chosen: 0,
            made: 0,
            wrong: String::new(),
        }
    }
}

impl Start {
    pub(super) const fn takes_text(&self) -> bool {
        matches!(self.stage, Stage::Name)
    }

    /// Whether the demo is being made.
    pub(super) const fn is_busy(&self) -> bool {
        matches!(self.stage, Stage::Making(_))
    }

    pub(super) fn paste(&mut self, text: &str) {
        self.name = Field::new(format!(
            "{}{}",
            self.name.value(),
            crate::domain::text::stored(text).text
        ));
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        self.wrong.clear();
        match (&self.stage, action) {
            (_, Some(Action::Back)) => return self.back(),
            (Stage::Making(_), _) => return Next::Stay,
            (Stage::Name, Some(Action::Open)) => return self.make_book(desk),
            (Stage::Name, _) => {
                edit(&mut self.name, key);
                return Next::Stay;
            }
            _ => {}
        }
        let last = self.count() - 1;
        let page = self.chosen / PAGE * PAGE;
        match action {
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::PageUp | Action::Left) => self.chosen = page.saturating_sub(PAGE),
            Some(Action::PageDown | Action::Right) => self.chosen = (page + PAGE).min(last),
            Some(Action::Open) => self.choose(desk, self.chosen),
            other => {
                if let Some(digit @ 1..) = other.and_then(Action::digit) {
                    self.choose(desk, page + usize::from(digit) - 1);
                }
            }
        }
        Next::Stay
    }

    fn count(&self) -> usize {
        match self.stage {
            Stage::Unit(_) => self.units.len().max(1),
            _ => 4,
        }
    }

    fn back(&mut self) -> Next {
        match &self.stage {
            Stage::Role => return Next::Quit,
            Stage::Making(job) => job.stop(),
            Stage::Unit(_) | Stage::Name => *self = Self::default(),
        }
        Next::Stay
    }

    fn choose(&mut self, desk: &Desk<'_>, at: usize) {
        match self.stage {
            Stage::Role => match at {
                0 => self.ask_county(desk, Level::Village),
                1 => self.ask_county(desk, Level::Township),
                2 => self.ask_county(desk, Level::County),
                3 => self.demo(desk),
                _ => {}
            },
            Stage::Unit(level) => {
                if let Some(unit) = self.units.get(at).copied() {
                    self.take_unit(unit, level);
                }
            }
            Stage::Name | Stage::Making(_) => {}
        }
    }

    /// Goes one level down, or on to the name where the unit is the one.
    fn take_unit(&mut self, unit: UnitCode, level: Level) {
        self.unit = Some(unit);
        self.chosen = 0;
        match level.below().filter(|_| level < self.wanted) {
            Some(below) => {
                self.units = Divisions::load().children(unit);
                self.stage = Stage::Unit(below);
            }
            None => self.stage = Stage::Name,
        }
    }

    /// The counties that have a policy; where there is one only, nobody is asked.
    fn ask_county(&mut self, desk: &Desk<'_>, wanted: Level) {
        self.wanted = wanted;
        self.chosen = 0;
        let divisions = Divisions::load();
        let mut counties: Vec<UnitCode> = desk
            .packs
            .list()
            .into_iter()
            .filter_map(|listed| listed.pack.ok())
            .map(|pack| pack.unit)
            .filter(|unit| divisions.name(*unit).is_some())
            .collect();
        counties.sort_unstable();
        counties.dedup();
        if let [only] = counties.as_slice() {
            self.take_unit(*only, Level::County);
        } else {
            self.units = counties;
            self.stage = Stage::Unit(Level::County);
        }
    }

    fn demo(&mut self, desk: &Desk<'_>) {
        let packs = desk.packs.clone();
        self.made = 0;
        self.stage = Stage::Making(Job::start(move |reins: &Reins<u64, _>| {
            let path = demo::temporary_path(&DEMO);
            demo::remove(&path);
            let made = demo::make(&path, &DEMO, &packs, &mut |count| {
                // What is made when nobody wants it any more is thrown away below.
                let _ = reins.tell(count);
            });
            if reins.is_stopped() {
                demo::remove(&path);
            }
            made
        }));
    }

    /// Takes what the making of the demo has sent; waits for more when `patiently`.
    pub(super) fn tick(&mut self, desk: &mut Desk<'_>, patiently: bool) -> Next {
        let Stage::Making(job) = &mut self.stage else {
            return Next::Stay;
        };
        let far = &mut self.made;
        let end = if patiently {
            job.wait(|count| *far = count)
        } else {
            job.look(|count| *far = count)
        };
        let Some(made) = end else { return Next::Stay };
        let stopped = job.is_stopping();
        self.stage = Stage::Role;
        match made {
            _ if stopped => self.wrong = desk.say("tui-start-demo-stopped"),
            Ok(mut session) => {
                session.clock = Clock::Set(demo::now(&session));
                desk.clock = session.clock;
                desk.session = Some(session);
                return Next::Home;
            }
            Err(error) => self.wrong = error.sentence(desk.messages),
        }
        Next::Stay
    }

    /// The policy follows from the unit; the book takes the unit's name.
    fn make_book(&mut self, desk: &mut Desk<'_>) -> Next {
        let name = crate::domain::text::stored(self.name.value())
            .text
            .into_owned();
        let Some(unit) = self.unit else {
            return Next::Stay;
        };
        if name.is_empty() {
            self.wrong = desk.say("tui-start-name-blank");
            return Next::Stay;
        }
        let made = desk
            .packs
            .for_unit(unit)
            .ok_or_else(|| Error::said("error-no-pack", &[("unit", &unit.to_string())]))
            .and_then(|pack| {
                std::fs::create_dir_all(&desk.data)
                    .map_err(|error| Error::file(&desk.data, error))?;
                let divisions = Divisions::load();
                let title = divisions.name(unit).unwrap_or("xunren").to_owned();
                let mut path = desk.data.join(format!("{title}.xunren"));
                let mut n = 2;
                while path.exists() {
                    path = desk.data.join(format!("{title}-{n}.xunren"));
                    n += 1;
                }
                let session = Session::create(&path, unit, pack, &name, desk.clock)?;
                let _ = std::fs::write(desk.data.join("last-book"), path.display().to_string());
                Ok(session)
            });
        match made {
            Ok(session) => {
                desk.session = Some(session);
                let import = import::Import::first(desk);
                Next::Instead(Box::new(Screen::Import(Box::new(import))))
            }
            Err(error) => {
                self.wrong = error.sentence(desk.messages);
                Next::Stay
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let title = format!(" {}  {}", desk.say("tui-name"), desk.say("tui-start-title"));
        canvas.row(0, &title, Tone::Strong);
        canvas.rule(1);
        let keys = match &self.stage {
            Stage::Role => {
                let roles = (1..=4).map(|n| desk.say(&format!("tui-start-role-{n}")));
                self.draw_choices(canvas, &desk.say("tui-start-role"), roles);
                "tui-start-keys"
            }
            Stage::Unit(level) => {
                let divisions = Divisions::load();
                let key = match level {
                    Level::Village => "tui-start-village",
                    Level::Township => "tui-start-township",
                    _ => "tui-start-county",
                };
                let names = self.units.iter();
                let names = names.map(|unit| short_unit(divisions.name(*unit).unwrap_or_default()));
                self.draw_choices(canvas, &desk.say(key), names);
                if self.units.len() > PAGE {
                    let count = Value::from(self.units.len());
                    let more = desk.tell("tui-start-more", &[("count", count)]);
                    canvas.row(6 + PAGE, &format!(" {more}"), Tone::Plain);
                }
                "tui-start-keys"
            }
            Stage::Name => {
                self.draw_name(desk, canvas);
                "tui-start-name-keys"
            }
            Stage::Making(job) => {
                let key = if job.is_stopping() {
                    "tui-start-demo-stopping"
                } else {
                    "tui-start-demo"
                };
                canvas.row(3, &format!(" {}", desk.say(key)), Tone::Strong);
                let told = desk.tell("tui-people", &[("count", Value::from(self.made))]);
                draw_progress(canvas, 5, Some((self.made, DEMO.cases)), &told);
                "tui-import-reading-keys"
            }
        };
        let bottom = canvas.rows() - 4;
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", self.wrong), Tone::Alarm);
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        canvas.row(bottom + 3, &format!(" {}", desk.say(keys)), Tone::Plain);
    }

    fn draw_choices(
        &self,
        canvas: &mut Canvas<'_>,
        question: &str,
        choices: impl Iterator<Item = String>,
    ) {
        canvas.row(3, &format!(" {question}"), Tone::Strong);
        let page = self.chosen / PAGE * PAGE;
        for (n, choice) in choices.skip(page).take(PAGE).enumerate() {
            let (mark, tone) = if page + n == self.chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            canvas.row(5 + n, &format!("{mark}{} {choice}", n + 1), tone);
        }
    }

    /// The policy that follows from the unit is said here, where it can still be undone.
    fn draw_name(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let unit = self.unit.and_then(|unit| {
            let full = Divisions::load().full_name(unit)?;
            let pack = desk.packs.for_unit(unit)?;
            let office = Divisions::load().name(pack.unit)?.to_owned();
            Some((short_unit(&full), office, pack.document))
        });
        if let Some((unit, office, document)) = unit {
            let said = desk.tell(
                "tui-start-policy",
                &[
                    ("unit", Value::Text(&unit)),
                    ("office", Value::Text(&office)),
                    ("document", Value::Text(&document)),
                ],
            );
            for (n, line) in said.lines().enumerate() {
                canvas.row(3 + n, &format!(" {line}"), Tone::Plain);
            }
        }
        canvas.row(6, &format!(" {}", desk.say("tui-start-name")), Tone::Strong);
        canvas.row(8, &format!(" [{}]", self.name.value()), Tone::Plain);
        canvas.set_cursor(2 + width(self.name.value(), canvas.look().wide), 8);
    }
}
