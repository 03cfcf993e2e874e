//! The walk, the heart of the program: a list of people on the left, the person on the right, one key to the next thing.

mod acts;
mod after;
mod extra;
mod left;
mod money;
mod notes;
mod person;
mod queue;
mod sheet;
mod steps;

use super::super::app::{Came, Desk, Next};
use super::super::paint::{Canvas, Tone};
use super::{Screen, list};
use crate::action::{Action, Place};
use crate::domain::case::{Case, Turn};
use crate::domain::entry::{CaseId, Kind};
use crate::domain::figures::{Figure, Figures};
use crate::domain::procedure;
use crate::domain::timeline;
use crate::domain::unit::Level;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::household;
use crate::usecases::session::Session;
use crate::usecases::settling::Settling;

use after::Panel;
use queue::Page;

pub(super) use acts::not_mine;
pub(super) use money::lines as money_lines;
pub(super) use notes::{moment, notes, told};
pub(super) use person::said;
pub(super) use queue::Queue;
pub(super) use sheet::print_sheet;
pub(super) use steps::may_do;

/// Columns of the list.
const LEFT: usize = 27;

/// Columns of the person where there is a third part beside it.
const MIDDLE: usize = 51;

/// Farther than any page is long.
const END: i64 = 1000;

/// The walk.
pub struct Walk {
    queue: Queue,
    people: Vec<CaseRow>,
    /// The last person that was read: behind them the list goes on.
    last: Option<CaseRow>,
    /// Behind whom each page so far began, with how many people stood on the page before.
    starts: Vec<(CaseRow, usize)>,
    chosen: usize,
    /// People who were looked for and stand in front of the list.
    guests: usize,
    /// The person was looked for, not come to along the list.
    sought: bool,
    figures: Figures,
    sizes: Vec<(Queue, i64)>,
    case: Option<(CaseRow, Case)>,
    mates: Vec<CaseRow>,
    shown_whole: bool,
    panel: Panel,
    namesakes: usize,
    settling: Option<Settling>,
    /// What the money of this person comes to, in a line.
    money: Option<String>,
}

impl Walk {
    pub(super) fn open(desk: &mut Desk<'_>, queue: Queue) -> Self {
        let mut walk = Self {
            queue,
            people: Vec::new(),
            last: None,
            starts: Vec::new(),
            chosen: 0,
            guests: 0,
            sought: false,
            figures: Figures::default(),
            sizes: Vec::new(),
            case: None,
            mates: Vec::new(),
            shown_whole: false,
            panel: Panel::None,
            namesakes: 0,
            settling: money::settling(desk),
            money: None,
        };
        walk.read(desk, None);
        walk
    }

    /// The walk with one person chosen, whatever list that person is in.
    pub(super) fn at(desk: &mut Desk<'_>, case: CaseId) -> Self {
        let row = desk.with(|session| Ok(session.store.row(case)?));
        let role = desk.session.as_ref().map(|session| session.role);
        let queue = row.as_ref().map_or(Queue::Visit, |row| match row.turn {
            Turn::Visit => Queue::Visit,
            Turn::Phone => Queue::Phone,
            Turn::Done => Queue::Done,
            turn if role.is_some_and(|role| Turn::of_role(role) == turn) => Queue::Mine,
            _ => Queue::Waiting,
        });
        let mut walk = Self::open(desk, queue);
        walk.go_to(desk, case, 0);
        walk.sought = true;
        walk
    }

    /// Puts the hand on somebody; who is not in the list stands in it as a guest, at this place.
    fn go_to(&mut self, desk: &mut Desk<'_>, case: CaseId, place: usize) {
        if let Some(at) = self.people.iter().position(|row| row.id == case) {
            self.chosen = at;
        } else if let Some(row) = desk.with(|session| Ok(session.store.row(case)?)) {
            self.chosen = place.min(self.people.len());
            self.people.insert(self.chosen, row);
            self.guests += 1;
        }
        self.read_case(desk);
    }

    /// Reads the list, and keeps the hand on the same person where that is still in it.
    fn read(&mut self, desk: &mut Desk<'_>, keep: Option<CaseId>) {
        let queue = self.queue;
        let start = self.starts.last().map(|(row, _)| row.clone());
        let (page, figures, sizes) = desk.with(|session| {
            let figures = session.store.figures_of(session.store.unit(), None)?;
            let page = queue.page(session, start.as_ref())?;
            let sizes: Vec<(Queue, i64)> = Queue::ALL
                .into_iter()
                .map(|other| (other, other.size(&figures, session)))
                .collect();
            Ok((page, Some(figures), sizes))
        });
        self.figures = figures.unwrap_or_default();
        self.sizes = sizes;
        if page.people.is_empty() && self.starts.pop().is_some() {
            // Everybody on this page is done: the page before is the last one now.
            return self.read(desk, keep);
        }
        self.take_page(page);
        self.chosen = keep
            .and_then(|case| self.people.iter().position(|row| row.id == case))
            .unwrap_or_else(|| self.chosen.min(self.people.len().saturating_sub(1)));
        self.read_case(desk);
    }

    fn take_page(&mut self, page: Page) {
        self.people = page.people;
        self.last = page.last;
        self.guests = 0;
    }

    fn read_case(&mut self, desk: &mut Desk<'_>) {
        self.shown_whole = false;
        self.money = None;
        let Some(row) = self.people.get(self.chosen).cloned() else {
            self.case = None;
            return;
        };
        let (case, mates, namesakes) = desk.with(|session| {
            let entries = session.store.entries_of(row.id)?;
            let mates = household::mates(session, &row)?;
            let case = Case::of(&entries, &session.pack);
            Ok((Some(case), mates, session.store.namesakes(&row)?))
        });
        self.mates = mates;
        self.namesakes = namesakes;
        self.case = case.map(|case| (row, case));
        self.money = self.money_line(desk);
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let kept = self.case.as_ref().map(|(row, _)| row.id);
        let place = self.chosen;
        self.read(desk, kept);
        // The person stays in the hand, and the hand where it is, though the list may have let go of them.
        if let Some(case) = kept
            && !self.hold(case, place)
        {
            self.go_to(desk, case, place);
        }
    }

    /// Puts somebody of the list at this place of it, and the hand on them; false when they are not in it.
    fn hold(&mut self, case: CaseId, place: usize) -> bool {
        let Some(at) = self.people.iter().position(|row| row.id == case) else {
            return false;
        };
        let row = self.people.remove(at);
        self.chosen = place.min(self.people.len());
        self.people.insert(self.chosen, row);
        true
    }

    pub(super) fn place(&self) -> Place {
        if self.panel == Panel::None {
            Place::Walk
        } else {
            Place::Saved
        }
    }

    pub(super) fn take(&mut self, desk: &mut Desk<'_>, what: Came) -> Next {
        match what {
            Came::Person(case) => *self = Self::at(desk, case),
            Came::Saved(kind) => {
                self.refresh(desk);
                let goes_on = matches!(
                    kind,
                    Kind::Contact | Kind::Classify | Kind::Step | Kind::Fact
                );
                if goes_on {
                    self.panel = Panel::After(desk.notice.clone());
                }
            }
            Came::Changed => self.refresh(desk),
        }
        Next::Stay
    }

    /// Goes so many people on or back; false at the end of the list.
    fn step_to(&mut self, desk: &mut Desk<'_>, by: i64) -> bool {
        self.sought = false;
        let last = self.people.len().saturating_sub(1);
        let at = i64::try_from(self.chosen).unwrap_or(0) + by;
        let inside = usize::try_from(at).ok().filter(|at| *at <= last);
        let moved = if let Some(at) = inside {
            self.chosen = at;
            true
        } else if self.turn_page(desk, by < 0) {
            true
        } else {
            let end = if by < 0 { 0 } else { last };
            std::mem::replace(&mut self.chosen, end) != end
        };
        self.read_case(desk);
        moved
    }

    /// Reads the people behind the last one, or before the first one; false when there are none.
    fn turn_page(&mut self, desk: &mut Desk<'_>, back: bool) -> bool {
        let queue = self.queue;
        let before = self.starts.len();
        if back {
            if self.starts.pop().is_none() {
                return false;
            }
        } else {
            let Some(last) = self.last.clone() else {
                return false;
            };
            let here = self.people.len() - self.guests;
            self.starts.push((last, here));
        }
        let start = self.starts.last().map(|(row, _)| row.clone());
        let page = desk.with(|session| queue.page(session, start.as_ref()));
        if page.people.is_empty() {
            self.starts
                .truncate(before.saturating_sub(usize::from(back)));
            return false;
        }
        self.take_page(page);
        self.chosen = if back { self.people.len() - 1 } else { 0 };
        true
    }

    /// People of the list before those that were read.
    fn passed(&self) -> usize {
        self.starts.iter().map(|(_, people)| people).sum()
    }

    /// Who comes next: somebody of the household first, where the person has left the list.
    fn next_person(&self) -> Option<&CaseRow> {
        let mate = self
            .people
            .iter()
            .find(|row| self.mates.iter().any(|mate| mate.no == row.no));
        mate.filter(|_| self.guests > 0)
            .or_else(|| self.people.get(self.chosen + 1))
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        self.shown_whole = false;
        let Some(action) = action else {
            return Next::Stay;
        };
        if self.panel != Panel::None {
            return self.key_panel(desk, action);
        }
        let by = match action {
            Action::Up => -1,
            Action::Down => 1,
            Action::PageUp => -10,
            Action::PageDown => 10,
            _ => 0,
        };
        match action {
            _ if by != 0 => {
                if !self.step_to(desk, by) && by > 0 {
                    desk.notice = desk.say("tui-list-end");
                }
            }
            Action::First => {
                self.starts.clear();
                self.chosen = 0;
                self.read(desk, None);
            }
            Action::Last => {
                self.step_to(desk, END);
            }
            Action::Left | Action::Right => self.change_queue(desk, action == Action::Right),
            Action::Back => return Next::Back,
            Action::More => {
                let more = list::List::more(desk, self.chosen_row());
                return Next::Open(Box::new(Screen::List(more)));
            }
            _ => return self.act(desk, action),
        }
        Next::Stay
    }

    fn change_queue(&mut self, desk: &mut Desk<'_>, forward: bool) {
        let Some(role) = desk.session.as_ref().map(|session| session.role) else {
            return;
        };
        let at = Queue::ALL
            .iter()
            .position(|queue| *queue == self.queue)
            .unwrap_or(0);
        let count = Queue::ALL.len();
        let next = (1..=count)
            .map(|step| {
                if forward {
                    at + step
                } else {
                    at + count - step
                }
            })
            .map(|at| Queue::ALL[at % count])
            .find(|queue| {
                let somebody = |(other, size): &(Queue, i64)| other == queue && *size > 0;
                queue.is_offered(role) && self.sizes.iter().any(somebody)
            });
        self.queue = next.unwrap_or(self.queue);
        self.sought = false;
        self.starts.clear();
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
        let mine = |role| may_do(session.role, role);
        procedure::next_of(case, &session.pack, mine).is_some_and(|step| mine(step.role))
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
        if self.panel == Panel::None {
            draw_keys(desk, canvas, bottom);
        } else {
            self.draw_panel(desk, canvas, bottom);
        }
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
            place_name(session),
            session.officer
        );
        let right = format!("{counts}  {} ", until_cut_off(desk, session));
        canvas.ends(0, &left, &right, Tone::Strong);
    }
}

/// 古荥镇 古荥村, or the office's own name.
fn place_name(session: &Session) -> String {
    let unit = session.store.unit();
    let own = session.short_name(unit);
    match unit.at(Level::Township).filter(|above| *above != unit) {
        Some(above) => format!("{} {own}", session.short_name(above)),
        None => own,
    }
}

/// What was saved, and what the keys do.
fn draw_keys(desk: &Desk<'_>, canvas: &mut Canvas<'_>, bottom: usize) {
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
    let keys = desk.say("tui-walk-keys");
    canvas.row(bottom + 3, &format!(" {keys}"), Tone::Plain);
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
                Value::Text(&session.pack.day_ends(day).format("%H:%M").to_string()),
            ),
            ("hours", Value::Number(minutes / 60)),
            ("minutes", Value::Number(minutes % 60)),
        ],
    )
}
