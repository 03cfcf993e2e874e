//! 公示: a list for the board of a village or a township, and what hangs until when.

use tui_input::Input as Field;

use super::super::app::{Desk, Next};
use super::super::form::edit;
use super::super::paint::{Canvas, width};
use super::choosing::{Hand, Sheet};
use super::{places, short_unit};
use crate::action::Action;
use crate::domain::unit::UnitCode;
use crate::key::Key;
use crate::messages::Value;
use crate::output::public_list::PublicList;
use crate::usecases::publishing::{self, Hanging, Posting};

/// So many people of the list are shown before it is printed.
const SHOWN: usize = 6;

enum Stage {
    /// What can be done here.
    Menu,
    /// Whose people.
    Unit(Vec<(String, UnitCode)>),
    /// For how many days.
    Days(UnitCode, Field),
    /// What would be printed.
    Show(UnitCode, Box<PublicList>),
    /// What was hung.
    Posted(Vec<String>),
}

/// The screen.
pub struct Publishing {
    stage: Stage,
    hand: Hand,
    wrong: String,
    /// How many lists come down today.
    last_day: usize,
}

impl Publishing {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let mut screen = Self {
            stage: Stage::Menu,
            hand: Hand(0),
            wrong: String::new(),
            last_day: 0,
        };
        screen.menu(desk);
        screen
    }

    fn menu(&mut self, desk: &mut Desk<'_>) -> Next {
        let posted = desk.with(|session| publishing::postings(session));
        let ends = |posting: &&Posting| posting.state == Hanging::LastDay;
        self.last_day = posted.iter().filter(ends).count();
        self.go(Stage::Menu)
    }

    fn go(&mut self, stage: Stage) -> Next {
        self.stage = stage;
        self.hand = Hand(0);
        self.wrong.clear();
        Next::Stay
    }

    pub(super) const fn takes_text(&self) -> bool {
        matches!(self.stage, Stage::Days(..))
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Stage::Days(_, field) = &mut self.stage {
            *field = Field::new(format!("{}{text}", field.value()));
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        if action == Some(Action::Back) {
            return self.back(desk);
        }
        if let Stage::Days(_, field) = &mut self.stage {
            if action == Some(Action::Open) {
                return self.take_days(desk);
            }
            edit(field, key);
            return Next::Stay;
        }
        if action.and_then(Action::digit) == Some(0) {
            return self.back(desk);
        }
        let count = match &self.stage {
            Stage::Menu | Stage::Show(..) => 2,
            Stage::Unit(units) => units.len(),
            Stage::Posted(lines) => lines.len(),
            Stage::Days(..) => 0,
        };
        match self.hand.key(action, count) {
            Some(line) => self.choose(desk, line),
            None => Next::Stay,
        }
    }

    fn back(&mut self, desk: &mut Desk<'_>) -> Next {
        match self.stage {
            Stage::Menu => Next::Back,
            _ => self.menu(desk),
        }
    }

    fn choose(&mut self, desk: &mut Desk<'_>, line: usize) -> Next {
        match &self.stage {
            Stage::Menu if line == 0 => self.ask_unit(desk),
            Stage::Menu => self.show_posted(desk),
            Stage::Unit(units) => match units.get(line) {
                Some((_, unit)) => {
                    let unit = *unit;
                    self.ask_days(desk, unit)
                }
                None => Next::Stay,
            },
            Stage::Show(unit, list) if line == 0 => {
                let (unit, list) = (*unit, list.clone());
                self.print(desk, unit, &list)
            }
            Stage::Show(..) => self.menu(desk),
            Stage::Days(..) | Stage::Posted(_) => Next::Stay,
        }
    }

    fn ask_unit(&mut self, desk: &mut Desk<'_>) -> Next {
        let Some(session) = &desk.session else {
            return Next::Stay;
        };
        let own = session.store.unit();
        let units: Vec<(String, UnitCode)> = std::iter::once(own)
            .chain(session.divisions.children(own))
            .map(|unit| (short_unit(&session.unit_name(unit)), unit))
            .collect();
        if units.len() == 1 {
            return self.ask_days(desk, own);
        }
        self.go(Stage::Unit(units))
    }

    /// Asks for how long; a document that says it has the first word.
    fn ask_days(&mut self, desk: &mut Desk<'_>, unit: UnitCode) -> Next {
        let Some(session) = &desk.session else {
            return Next::Stay;
        };
        match publishing::rule(session) {
            Ok((rule, _)) => {
                let least = rule.days.map(|days| days.to_string()).unwrap_or_default();
                self.go(Stage::Days(unit, Field::new(least)))
            }
            Err(error) => {
                self.wrong = error.sentence(desk.messages);
                Next::Stay
            }
        }
    }

    fn take_days(&mut self, desk: &mut Desk<'_>) -> Next {
        let (Stage::Days(unit, field), Some(session)) = (&self.stage, &desk.session) else {
            return Next::Stay;
        };
        let unit = *unit;
        let made = publishing::days(session, Some(field.value()))
            .and_then(|days| publishing::list(session, unit, session.today(), days));
        match made {
            Ok(list) => self.go(Stage::Show(unit, Box::new(list))),
            Err(error) => {
                self.wrong = error.sentence(desk.messages);
                Next::Stay
            }
        }
    }

    fn print(&mut self, desk: &mut Desk<'_>, unit: UnitCode, list: &PublicList) -> Next {
        let (messages, desktop) = (desk.messages, places::desktop(&desk.home));
        let Some(session) = &mut desk.session else {
            return Next::Stay;
        };
        let beside = publishing::place_for(session, list);
        let path = match (desktop, beside.file_name()) {
            (Some(folder), Some(name)) => folder.join(name),
            _ => beside,
        };
        if let Err(error) = publishing::publish(session, unit, list, &path, messages) {
            self.wrong = error.sentence(messages);
            return Next::Stay;
        }
        let path = path.display().to_string();
        let values = [
            ("until", Value::Text(&list.until.to_string())),
            ("path", Value::Text(&path)),
        ];
        let said = desk.tell("publish-printed", &values);
        self.menu(desk);
        desk.notice = said;
        Next::Stay
    }

    fn show_posted(&mut self, desk: &mut Desk<'_>) -> Next {
        let posted = desk.with(|session| publishing::postings(session));
        if posted.is_empty() {
            self.wrong = desk.say("publish-never");
            return Next::Stay;
        }
        let lines = posted.iter().map(|posting| posted_line(desk, posting));
        self.go(Stage::Posted(lines.collect()))
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let (head, lines) = self.content(desk);
        let keys = match &self.stage {
            Stage::Days(..) => "publish-keys-days",
            Stage::Posted(_) => "tui-page-keys",
            _ => "match-keys",
        };
        Sheet {
            title: desk.say("publish-title"),
            head,
            lines: &lines,
            hand: self.hand,
            wrong: &self.wrong,
            keys: desk.say(keys),
        }
        .draw(desk, canvas);
        if let Stage::Days(_, field) = &self.stage {
            canvas.set_cursor(2 + width(field.value(), canvas.look().wide), 3);
        }
    }

    /// What stands above the lines, and the lines.
    fn content(&self, desk: &Desk<'_>) -> (Vec<String>, Vec<String>) {
        match &self.stage {
            Stage::Menu => {
                let ends = Value::from(self.last_day);
                let posted = if self.last_day == 0 {
                    desk.say("publish-menu-posted")
                } else {
                    desk.tell("publish-menu-last-day", &[("count", ends)])
                };
                (rule_line(desk), vec![desk.say("publish-menu-make"), posted])
            }
            Stage::Unit(units) => {
                let names = units.iter().map(|(name, _)| name.clone());
                (vec![desk.say("publish-ask-unit")], names.collect())
            }
            Stage::Days(_, field) => {
                // The field stands where the cursor is set.
                let mut head = vec![desk.say("publish-ask-days"), format!("[{}]", field.value())];
                head.extend(rule_line(desk));
                (head, Vec::new())
            }
            Stage::Show(_, list) => {
                let lines = ["publish-show-1", "publish-show-2"].map(|key| desk.say(key));
                (show_head(desk, list), lines.to_vec())
            }
            Stage::Posted(lines) => (vec![desk.say("publish-posted-head")], lines.clone()),
        }
    }
}

/// Where it is written, and for how long.
fn rule_line(desk: &Desk<'_>) -> Vec<String> {
    let Some(session) = &desk.session else {
        return Vec::new();
    };
    let Ok((rule, basis)) = publishing::rule(session) else {
        return vec![desk.say("error-publish-rule")];
    };
    let basis = ("basis", Value::Text(&basis));
    vec![match rule.days {
        Some(days) => desk.tell("publish-rule-days", &[basis, ("days", Value::from(days))]),
        None => desk.tell("publish-rule-open", &[basis]),
    }]
}

fn show_head(desk: &Desk<'_>, list: &PublicList) -> Vec<String> {
    let (from, until) = (list.from.to_string(), list.until.to_string());
    let mut head = vec![
        list.title.clone(),
        desk.tell(
            "publish-period",
            &[
                ("unit", Value::Text(&list.unit)),
                ("from", Value::Text(&from)),
                ("until", Value::Text(&until)),
            ],
        ),
        desk.tell(
            "publish-count",
            &[
                ("people", Value::from(list.rows.len())),
                ("left", Value::from(list.left_out)),
            ],
        ),
        desk.tell("tui-basis", &[("cite", Value::Text(&list.basis))]),
    ];
    head.extend(
        list.rows
            .iter()
            .take(SHOWN)
            .map(|row| format!("  {}  {}  {}  {}", row.name, row.sex, row.birth, row.place)),
    );
    if list.rows.len() > SHOWN {
        let more = Value::from(list.rows.len() - SHOWN);
        head.push(format!(
            "  {}",
            desk.tell("publish-more", &[("count", more)])
        ));
    }
    head
}

fn posted_line(desk: &Desk<'_>, posting: &Posting) -> String {
    let unit = match (&desk.session, posting.unit) {
        (Some(session), Some(unit)) => short_unit(&session.unit_name(unit)),
        _ => String::new(),
    };
    desk.tell(
        &format!("publish-{}", posting.state.name()),
        &[
            ("unit", Value::Text(&unit)),
            ("from", Value::Text(&posting.from)),
            ("until", Value::Text(&posting.until)),
            ("people", Value::from(posting.people)),
        ],
    )
}
