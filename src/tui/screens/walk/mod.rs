//! The walk, the heart of the program: a list of people on the left, the person on the right, one key to the next thing.

mod after;
mod notes;
mod person;
mod queue;
mod sheet;
mod steps;

use super::super::app::{Came, Desk, Next};
use super::super::forms;
use super::super::paint::{Canvas, Tone};
use super::record::Recording;
use super::{Screen, list};
use crate::action::{Action, Place};
use crate::domain::case::{Case, Turn};
use crate::domain::entry::{CaseId, Kind};
use crate::domain::figures::{Figure, Figures};
use crate::domain::procedure;
use crate::domain::timeline;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::session::Session;

pub(super) use notes::told;
pub(super) use queue::Queue;
pub(super) use sheet::print_sheet;
use steps::may_do;

/// So many people are read at a time: two screens of the largest terminal.
const PAGE: usize = 60;
const LEFT: usize = 27;

/// The walk.
pub struct Walk {
    queue: Queue,
    people: Vec<CaseRow>,
    chosen: usize,
    passed: usize,
    figures: Figures,
    sizes: Vec<(Queue, i64)>,
    case: Option<(CaseRow, Case)>,
    mates: Vec<CaseRow>,
    shown_whole: bool,
    /// What is offered after a contact was saved.
    after: bool,
    namesakes: usize,
}

impl Walk {
    pub(super) fn open(desk: &mut Desk<'_>, queue: Queue) -> Self {
        let mut walk = Self {
            queue,
            people: Vec::new(),
            chosen: 0,
            passed: 0,
            figures: Figures::default(),
            sizes: Vec::new(),
            case: None,
            mates: Vec::new(),
            shown_whole: false,
            after: false,
            namesakes: 0,
        };
        walk.read(desk, None);
        walk
    }

    /// The walk with one person chosen, whatever list that person is in.
    pub(super) fn at(desk: &mut Desk<'_>, case: CaseId) -> Self {
        let row = desk.with(|session| Ok(session.store.row(case)?));
        let queue = row.as_ref().map_or(Queue::Visit, |row| match row.turn {
            Turn::Visit => Queue::Visit,
            Turn::Phone => Queue::Phone,
            Turn::Done => Queue::Done,
            _ => Queue::Waiting,
        });
        let mut walk = Self::open(desk, queue);
        walk.go_to(desk, case);
        walk
    }

    fn go_to(&mut self, desk: &mut Desk<'_>, case: CaseId) {
        if let Some(at) = self.people.iter().position(|row| row.id == case) {
            self.chosen = at;
        } else if let Some(row) = desk.with(|session| Ok(session.store.row(case)?)) {
            self.people.insert(0, row);
            self.chosen = 0;
        }
        self.read_case(desk);
    }

    /// Reads the list, and keeps the hand on the same person where that is still in it.
    fn read(&mut self, desk: &mut Desk<'_>, keep: Option<CaseId>) {
        let queue = self.queue;
        let (people, figures, sizes) = desk.with(|session| {
            let figures = session.store.figures_of(session.store.unit(), None)?;
            let mut people = Vec::new();
            for filter in queue.filters(session) {
                if people.len() < PAGE {
                    people.extend(
                        session
                            .store
                            .page(&filter, None, false, PAGE - people.len())?,
                    );
                }
            }
            let sizes: Vec<(Queue, i64)> = Queue::ALL
                .into_iter()
                .map(|other| (other, other.size(&figures, session)))
                .collect();
            Ok((people, Some(figures), sizes))
        });
        self.people = people;
        self.figures = figures.unwrap_or_default();
        self.sizes = sizes;
        self.passed = 0;
        self.chosen = keep
            .and_then(|case| self.people.iter().position(|row| row.id == case))
            .unwrap_or_else(|| self.chosen.min(self.people.len().saturating_sub(1)));
        self.read_case(desk);
    }

    fn read_case(&mut self, desk: &mut Desk<'_>) {
        self.shown_whole = false;
        let Some(row) = self.people.get(self.chosen).cloned() else {
            self.case = None;
            return;
        };
        self.mates = forms::mates(desk, &row);
        let id = row.id;
        let found = desk.with(|session| {
            let entries = session.store.entries_of(id)?;
            let same = session
                .store
                .find(&row.name, 9)?
                .iter()
                .filter(|(_, other)| {
                    other.name == row.name && other.unit == row.unit && other.id != row.id
                })
                .count();
            Ok((Some(Case::of(&entries, &session.pack)), same))
        });
        self.namesakes = found.1;
        self.case = found.0.map(|case| (row, case));
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let keep = self.case.as_ref().map(|(row, _)| row.id);
        self.read(desk, keep);
    }

    pub(super) fn place(&self) -> Place {
        if self.after {
            Place::Saved
        } else {
            Place::Walk
        }
    }

    pub(super) fn take(&mut self, desk: &mut Desk<'_>, what: Came) -> Next {
        match what {
            Came::Person(case) => {
                self.after = false;
                *self = Self::at(desk, case);
            }
            Came::Saved(kind) => {
                let keep = self.case.as_ref().map(|(row, _)| row.id);
                let before = self.case.as_ref().map(|(row, _)| row.clone());
                self.read(desk, keep);
                // The person stays in the hand, though the list may have let go of them.
                if let Some(row) = before
                    && self.case.as_ref().map(|(now, _)| now.id) != Some(row.id)
                {
                    self.go_to(desk, row.id);
                }
                self.after = matches!(kind, Kind::Contact | Kind::Classify | Kind::Step);
            }
            Came::Changed => self.refresh(desk),
        }
        Next::Stay
    }

    fn step_to(&mut self, desk: &mut Desk<'_>, by: i64) {
        let Some(current) = self.people.get(self.chosen).cloned() else {
            return;
        };
        let wanted = i64::try_from(self.chosen).unwrap_or(0) + by;
        if wanted >= 0 && usize::try_from(wanted).is_ok_and(|at| at < self.people.len()) {
            self.chosen = usize::try_from(wanted).unwrap_or(0);
        } else if by > 0 {
            let queue = self.queue;
            let more = desk.with(|session| {
                let filters = queue.filters(session);
                match filters.as_slice() {
                    [one] => Ok(session.store.page(one, Some(&current.key()), false, PAGE)?),
                    _ => Ok(Vec::new()),
                }
            });
            if !more.is_empty() {
                self.passed += self.people.len();
                self.people = more;
                self.chosen = 0;
            }
        } else if self.passed > 0 {
            let queue = self.queue;
            let first = self.people.first().cloned().unwrap_or(current);
            let before = desk.with(|session| {
                let filters = queue.filters(session);
                match filters.as_slice() {
                    [one] => Ok(session.store.page(one, Some(&first.key()), true, PAGE)?),
                    _ => Ok(Vec::new()),
                }
            });
            if !before.is_empty() {
                self.passed = self.passed.saturating_sub(before.len());
                self.chosen = before.len() - 1;
                self.people = before;
            }
        }
        self.read_case(desk);
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        self.shown_whole = false;
        let Some(action) = action else {
            return Next::Stay;
        };
        if self.after {
            return self.key_after(desk, action);
        }
        match action {
            Action::Up => self.step_to(desk, -1),
            Action::Down => self.step_to(desk, 1),
            Action::PageUp => self.step_to(desk, -10),
            Action::PageDown => self.step_to(desk, 10),
            Action::First => {
                self.chosen = 0;
                self.read(desk, None);
            }
            Action::Left | Action::Right => self.change_queue(desk, action == Action::Right),
            Action::Back => return Next::Back,
            Action::More => {
                return Next::Open(Box::new(Screen::List(list::List::more(
                    desk,
                    self.chosen_row(),
                ))));
            }
            _ => return self.act(desk, action),
        }
        Next::Stay
    }

    fn change_queue(&mut self, desk: &mut Desk<'_>, forward: bool) {
        let at = Queue::ALL
            .iter()
            .position(|queue| *queue == self.queue)
            .unwrap_or(0);
        let count = Queue::ALL.len();
        for step in 1..=count {
            let next = if forward {
                (at + step) % count
            } else {
                (at + count - step) % count
            };
            let queue = Queue::ALL[next];
            if self
                .sizes
                .iter()
                .any(|(other, size)| *other == queue && *size > 0)
            {
                self.queue = queue;
                break;
            }
        }
        self.chosen = 0;
        self.read(desk, None);
    }

    fn chosen_row(&self) -> Option<&CaseRow> {
        self.case.as_ref().map(|(row, _)| row)
    }

    fn next_is_mine(&self, desk: &Desk<'_>) -> bool {
        let (Some((_, case)), Some(session)) = (&self.case, &desk.session) else {
            return false;
        };
        procedure::next_step(case, &session.pack)
            .is_some_and(|step| may_do(session.role, step.role))
    }

    fn act(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        let Some((row, case)) = &self.case else {
            return Next::Stay;
        };
        let form = match action {
            Action::Contact => {
                if let Some(when) = self.visited_today(desk) {
                    desk.notice = when;
                }
                forms::contact(desk, row, case)
            }
            Action::Classify => forms::classify(desk, row, case),
            Action::DoStep | Action::Open => {
                let Some(session) = &desk.session else {
                    return Next::Stay;
                };
                if case.class().is_none() {
                    let touched = case.standing(Kind::Contact).next().is_some();
                    if touched {
                        forms::classify(desk, row, case)
                    } else {
                        forms::contact(desk, row, case)
                    }
                } else {
                    match procedure::next_step(case, &session.pack) {
                        Some(step) if may_do(session.role, step.role) => {
                            forms::step(desk, row, case, step)
                        }
                        Some(step) => {
                            let who = session.pack.role_title(step.role).to_owned();
                            desk.notice =
                                desk.tell("tui-not-your-step", &[("who", Value::Text(&who))]);
                            return Next::Stay;
                        }
                        None => forms::resolve(desk, row, case),
                    }
                }
            }
            Action::Evidence => forms::general(desk, Kind::Evidence, Some(row)),
            Action::Correct => forms::general(desk, Kind::Correct, Some(row)),
            Action::Refer => forms::general(desk, Kind::Refer, Some(row)),
            Action::Withdraw => return Next::Open(Box::new(Screen::List(list::List::undo(desk)))),
            Action::Print => {
                let unit = row.unit;
                return print_sheet(desk, unit);
            }
            Action::Unmask => {
                let (id, name) = (row.id, desk.say("tui-unmasked"));
                self.shown_whole = true;
                desk.with(|session| {
                    crate::usecases::exporting::note_unmasked(session, Some(id), &name)
                });
                return Next::Stay;
            }
            _ => return Next::Stay,
        };
        let recording = Recording::open(desk, form);
        Next::Open(Box::new(Screen::Record(Box::new(recording))))
    }

    /// 今天10:12王敏去过这户
    fn visited_today(&self, desk: &Desk<'_>) -> Option<String> {
        let (_, case) = self.case.as_ref()?;
        let session = desk.session.as_ref()?;
        let last = case
            .standing(Kind::Contact)
            .rfind(|contact| contact.text("how") == Some("visit"))?;
        let when = timeline::local_time(&session.pack, last.at);
        (when.date() == session.today()).then(|| {
            desk.tell(
                "tui-visited-today",
                &[
                    ("time", Value::Text(&when.format("%H:%M").to_string())),
                    ("who", Value::Text(&last.body.by)),
                ],
            )
        })
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let Some(session) = &desk.session else { return };
        let columns = canvas.columns();
        let bottom = canvas.rows() - 4;
        self.draw_head(desk, session, canvas);
        canvas.rule(1);
        for row in 2..bottom {
            canvas.bar(LEFT, row);
        }
        self.draw_list(desk, session, canvas, bottom);
        if let Some((row, case)) = &self.case {
            self.draw_person(desk, session, canvas, (row, case), bottom);
        } else {
            let text = desk.say("tui-nobody-here");
            canvas.text(LEFT + 2, 3, columns - LEFT - 2, &text, Tone::Plain);
        }
        canvas.rule(bottom);
        if self.after {
            self.draw_after(desk, canvas, bottom);
            return;
        }
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Good);
        let actions = [
            Action::Contact,
            Action::Classify,
            Action::DoStep,
            Action::Evidence,
            Action::Print,
            Action::Correct,
            Action::Refer,
            Action::Unmask,
            Action::Withdraw,
            Action::More,
        ];
        let hints: Vec<String> = actions
            .iter()
            .map(|action| desk.hint(Place::Walk, *action))
            .collect();
        canvas.row(bottom + 2, &format!(" {}", hints.join(" ")), Tone::Plain);
        canvas.row(
            bottom + 3,
            &format!(" {}", desk.say("tui-walk-keys")),
            Tone::Plain,
        );
    }

    fn draw_head(&self, desk: &Desk<'_>, session: &Session, canvas: &mut Canvas<'_>) {
        let open = self.figures[Figure::Total] - self.figures[Figure::Verified];
        let counts = desk.tell(
            "tui-walk-counts",
            &[
                ("verified", Value::Number(self.figures[Figure::Verified])),
                ("open", Value::Number(open)),
                ("returned", Value::Number(self.figures[Figure::Returned])),
            ],
        );
        let left = format!(
            " {}  {}  {}",
            desk.say("tui-name"),
            session.unit_name(session.store.unit()),
            session.officer
        );
        let right = format!("{counts}  {} ", until_cut_off(desk, session));
        canvas.ends(0, &left, &right, Tone::Strong);
    }
}

/// 离15:00还有2小时14分
pub(super) fn until_cut_off(desk: &Desk<'_>, session: &Session) -> String {
    let now = session.clock.now();
    let day = timeline::report_day(&session.pack, now);
    let minutes = (timeline::cut_off(&session.pack, day) - now) / 60_000;
    desk.tell(
        "tui-until",
        &[
            (
                "time",
                Value::Text(&session.pack.daily.cut_off.format("%H:%M").to_string()),
            ),
            ("hours", Value::Number(minutes / 60)),
            ("minutes", Value::Number(minutes % 60)),
        ],
    )
}
