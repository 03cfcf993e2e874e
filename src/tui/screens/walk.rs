//! The walk, the heart of the program: a list of people on the left, the person on the right, one key to the next thing.

use chrono::NaiveDate;

use super::super::app::{Came, Desk, Next};
use super::super::forms;
use super::super::paint::{Canvas, Tone};
use super::record::Recording;
use super::{Screen, list, place_of, sex_and_age, short_class};
use crate::action::{Action, Place};
use crate::domain::case::{Case, OutcomeStatus, State, Turn};
use crate::domain::entry::{CaseId, Entry, Kind};
use crate::domain::figures::{Figure, Figures};
use crate::domain::pack::Role;
use crate::domain::procedure::{self, Progress};
use crate::domain::timeline;
use crate::messages::Value;
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::masking;
use crate::usecases::session::Session;

/// So many people are read at a time: two screens of the largest terminal.
const PAGE: usize = 60;
const LEFT: usize = 27;

/// A list that is walked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Queue {
    Visit,
    Phone,
    Returned,
    Mine,
    Waiting,
    Owed,
    Appointed,
    Done,
}

impl Queue {
    const ALL: [Self; 8] = [
        Self::Visit,
        Self::Phone,
        Self::Returned,
        Self::Mine,
        Self::Waiting,
        Self::Owed,
        Self::Appointed,
        Self::Done,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Visit => "tui-queue-visit",
            Self::Phone => "tui-queue-phone",
            Self::Returned => "tui-queue-returned",
            Self::Mine => "tui-queue-mine",
            Self::Waiting => "tui-queue-waiting",
            Self::Owed => "tui-queue-owed",
            Self::Appointed => "tui-queue-appointed",
            Self::Done => "tui-queue-done",
        }
    }

    /// The filters whose people, one behind the other, make the list.
    fn filters(self, session: &Session) -> Vec<CaseFilter> {
        let unit = Some(session.store.unit());
        let turn = |turn| CaseFilter {
            unit,
            turn: Some(turn),
            ..CaseFilter::default()
        };
        let mine = match session.role {
            Role::Village => Turn::Visit,
            Role::Township => Turn::Township,
            Role::District => Turn::District,
        };
        match self {
            Self::Visit => vec![turn(Turn::Visit)],
            Self::Phone => vec![turn(Turn::Phone)],
            Self::Returned => vec![CaseFilter {
                unit,
                state: Some(State::Returned),
                ..CaseFilter::default()
            }],
            Self::Mine => vec![turn(mine)],
            Self::Waiting => Turn::ALL
                .into_iter()
                .filter(|other| {
                    !matches!(other, Turn::Visit | Turn::Phone | Turn::Done) && *other != mine
                })
                .map(turn)
                .collect(),
            Self::Owed => vec![CaseFilter {
                unit,
                owed: true,
                ..CaseFilter::default()
            }],
            Self::Appointed => vec![CaseFilter {
                unit,
                due: Some(session.today()),
                ..CaseFilter::default()
            }],
            Self::Done => vec![turn(Turn::Done)],
        }
    }

    fn size(self, figures: &Figures, session: &Session) -> i64 {
        let waiting = [
            Figure::AtSelf,
            Figure::AtFamily,
            Figure::AtOthers,
            Figure::AtTownship,
            Figure::AtDistrict,
        ];
        let mine = match session.role {
            Role::Village => Figure::ToVisit,
            Role::Township => Figure::AtTownship,
            Role::District => Figure::AtDistrict,
        };
        match self {
            Self::Visit => figures[Figure::ToVisit],
            Self::Phone => figures[Figure::ToPhone],
            Self::Returned => figures[Figure::Returned],
            Self::Mine => figures[mine],
            Self::Waiting => waiting
                .iter()
                .filter(|at| **at != mine)
                .map(|at| figures[*at])
                .sum(),
            Self::Owed => figures[Figure::EvidenceOwed],
            Self::Appointed => i64::try_from(appointed(session)).unwrap_or(0),
            Self::Done => figures[Figure::Resolved],
        }
    }
}

fn appointed(session: &Session) -> usize {
    let filter = CaseFilter {
        unit: Some(session.store.unit()),
        due: Some(session.today()),
        ..CaseFilter::default()
    };
    session.store.count(&filter, 1000).unwrap_or(0)
}

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

    /// After a save: 1 the reason, 2 what is due, 3 the next person; Enter is the first that makes sense.
    fn key_after(&mut self, desk: &mut Desk<'_>, action: Action) -> Next {
        let classed = self
            .case
            .as_ref()
            .is_some_and(|(_, case)| case.class().is_some());
        let own_step = self.next_is_mine(desk);
        let meant = match action {
            Action::Open if !classed => Action::Choose1,
            Action::Open => Action::Choose3,
            other => other,
        };
        match meant {
            Action::Choose1 => {
                self.after = false;
                self.act(desk, Action::Classify)
            }
            Action::Choose2 if classed && own_step => {
                self.after = false;
                self.act(desk, Action::DoStep)
            }
            Action::Choose3 | Action::Down => {
                self.after = false;
                self.leave_person(desk);
                Next::Stay
            }
            Action::Choose9 => {
                self.after = false;
                self.act(desk, Action::Withdraw)
            }
            Action::Back => {
                self.after = false;
                Next::Stay
            }
            _ => Next::Stay,
        }
    }

    /// To the next person; who has left the list is not counted.
    fn leave_person(&mut self, desk: &mut Desk<'_>) {
        let current = self.chosen_row().map(|row| row.id);
        self.read(desk, current);
        if self.chosen_row().map(|row| row.id) == current {
            self.step_to(desk, 1);
        }
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
            Action::Print => return super::papers::open(desk, row, case),
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

    fn draw_list(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        canvas: &mut Canvas<'_>,
        bottom: usize,
    ) {
        let others: Vec<&(Queue, i64)> = self
            .sizes
            .iter()
            .filter(|(queue, size)| *queue != self.queue && *size > 0 && *queue != Queue::Mine)
            .collect();
        let foot = others.len().div_ceil(2) + 2;
        let list_end = bottom.saturating_sub(foot);
        let size = self
            .sizes
            .iter()
            .find(|(queue, _)| *queue == self.queue)
            .map_or(0, |(_, size)| *size);
        let head = format!(
            " {} {}",
            desk.say(self.queue.key()),
            desk.tell("tui-people", &[("count", Value::Number(size))])
        );
        canvas.text(0, 2, LEFT, &head, Tone::Strong);
        let lines = self.lines(desk, session);
        let at = lines
            .iter()
            .position(|(chosen, _)| *chosen == Some(self.chosen))
            .unwrap_or(0);
        let room = list_end.saturating_sub(4);
        let first = (at + 2)
            .saturating_sub(room)
            .min(lines.len().saturating_sub(room));
        for (n, (who, text)) in lines.iter().skip(first).take(room).enumerate() {
            let tone = match who {
                Some(at) if *at == self.chosen => Tone::Chosen,
                Some(_) => Tone::Plain,
                None => Tone::Faint,
            };
            canvas.text(0, 3 + n, LEFT, text, tone);
        }
        let shown = lines
            .iter()
            .take(first + room)
            .filter(|(who, _)| who.is_some())
            .count();
        let left = usize::try_from(size)
            .unwrap_or(0)
            .saturating_sub(self.passed + shown);
        if left > 0 {
            let text = desk.tell("tui-more-below", &[("count", Value::from(left))]);
            canvas.text(0, list_end - 1, LEFT, &format!(" {text}"), Tone::Faint);
        }
        canvas.rule_part(0, list_end, LEFT);
        canvas.text(
            0,
            list_end + 1,
            LEFT,
            &format!(" {}", desk.say("tui-change-list")),
            Tone::Faint,
        );
        for (n, pair) in others.chunks(2).enumerate() {
            let cells: Vec<String> = pair
                .iter()
                .map(|(queue, size)| {
                    format!(
                        "{} {}",
                        desk.say(queue.key()),
                        desk.tell("tui-people", &[("count", Value::Number(*size))])
                    )
                })
                .collect();
            let text = format!(" {}", cells.join("  "));
            canvas.text(0, list_end + 2 + n, LEFT, &text, Tone::Plain);
        }
    }

    /// The list's lines: a heading for each house, a line for each person.
    fn lines(&self, desk: &Desk<'_>, session: &Session) -> Vec<(Option<usize>, String)> {
        let mut lines = Vec::new();
        let mut last = None;
        for (at, row) in self.people.iter().enumerate() {
            let here = (row.unit, row.group, row.house.clone());
            if last.as_ref() != Some(&here) {
                let mut heading = place_of(desk, row);
                if session.store.unit() != row.unit {
                    heading = format!("{} {heading}", session.unit_name(row.unit));
                }
                if heading.trim().is_empty() {
                    heading = desk.say("tui-no-group");
                }
                lines.push((None, format!(" {heading}")));
                last = Some(here);
            }
            let mark = if at == self.chosen { ">" } else { " " };
            let name = super::super::paint::fit(&row.name, 8, false);
            let text = format!(
                "{mark}{name}{}  {}",
                short_class(desk, row),
                hint(desk, session, row)
            );
            lines.push((Some(at), text));
        }
        lines
    }

    fn draw_person(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        canvas: &mut Canvas<'_>,
        person: (&CaseRow, &Case),
        bottom: usize,
    ) {
        let (row, case) = person;
        let left = LEFT + 2;
        let columns = canvas.columns() - left;
        let wide = canvas.look().wide;
        let mut y = 2;
        for (line, tone) in self.facts(desk, session, row, case, columns, wide) {
            canvas.text(left, y, columns, &line, tone);
            y += 1;
        }
        canvas.rule_part(LEFT + 1, y, columns + 1);
        y += 1;
        let notes = notes(desk, session, case);
        let room_for_notes = notes
            .len()
            .clamp(1, if canvas.rows() > 30 { 12 } else { 3 });
        let steps_end = bottom.saturating_sub(room_for_notes + 1);
        for (line, tone) in steps(desk, session, case) {
            if y >= steps_end {
                break;
            }
            canvas.text(left - 1, y, columns + 1, &line, tone);
            y += 1;
        }
        let y = y.max(if canvas.rows() > 30 { y } else { steps_end });
        canvas.rule_part(LEFT + 1, y, columns + 1);
        for (n, note) in notes.iter().take(bottom.saturating_sub(y + 1)).enumerate() {
            canvas.text(left, y + 1 + n, columns, note, Tone::Plain);
        }
    }

    /// Five lines about the person.
    fn facts(
        &self,
        desk: &Desk<'_>,
        session: &Session,
        row: &CaseRow,
        case: &Case,
        columns: usize,
        wide: bool,
    ) -> Vec<(String, Tone)> {
        let mut head = format!(
            "{}  {}  {}",
            row.name,
            sex_and_age(desk, row),
            place_of(desk, row)
        );
        if self.namesakes > 0 {
            let same = desk.tell("tui-namesakes", &[("count", Value::from(self.namesakes))]);
            head = super::super::paint::spread(&head, &same, columns, wide);
        }
        let whole = self.shown_whole;
        let id = row.id_number.as_deref().map_or_else(
            || desk.say("tui-no-id"),
            |id| {
                if whole {
                    id.to_owned()
                } else {
                    masking::id_number(id)
                }
            },
        );
        let phone = row.phone.as_deref().map_or_else(
            || desk.say("tui-no-phone"),
            |phone| {
                if whole {
                    phone.to_owned()
                } else {
                    masking::phone(phone)
                }
            },
        );
        let family = case
            .standing(Kind::Contact)
            .rfind(|contact| contact.text("informant").is_some())
            .and_then(|contact| contact.text("informant"))
            .map(|name| format!("{} {name}", desk.say("tui-family")))
            .unwrap_or_default();
        let mates: Vec<&str> = self.mates.iter().map(|mate| mate.name.as_str()).collect();
        let mates = if mates.is_empty() {
            String::new()
        } else {
            format!("{} {}", desk.say("tui-mates"), mates.join("、"))
        };
        let home = case
            .fact("lives_at")
            .map(|place| format!("{} {place}", desk.say("tui-lives")))
            .unwrap_or_default();
        let months = unpaid_months(desk, session, row);
        let reason = case.facts.reason.clone().unwrap_or_default();
        let remark = case.facts.remark.clone().unwrap_or_default();
        let mut lines = vec![
            (head, Tone::Strong),
            (
                format!(
                    "{} {id}  {} {phone}",
                    desk.say("tui-id"),
                    desk.say("tui-phone")
                ),
                Tone::Plain,
            ),
            (
                format!(
                    "{} {}  {home}  {family}",
                    desk.say("tui-insured"),
                    session.unit_name(row.unit)
                ),
                Tone::Plain,
            ),
            (format!("{months}  {mates}"), Tone::Plain),
            (
                desk.tell(
                    if remark.is_empty() {
                        "tui-reason-only"
                    } else {
                        "tui-reason"
                    },
                    &[
                        ("reason", Value::Text(&reason)),
                        ("remark", Value::Text(&remark)),
                    ],
                ),
                Tone::Plain,
            ),
        ];
        if !row.doubts.is_empty() {
            let words: Vec<String> = row
                .doubts
                .iter()
                .map(|doubt| desk.say(&format!("entry-doubt-{}", doubt.name())))
                .collect();
            lines.push((
                format!("{} {}", desk.say("tui-doubts"), words.join("；")),
                Tone::Alarm,
            ));
        }
        lines
    }

    fn draw_after(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, bottom: usize) {
        let top = bottom - 6;
        canvas.blank(top..canvas.rows());
        canvas.rule(top);
        canvas.row(top + 1, &format!(" {}", desk.notice), Tone::Good);
        let Some((row, case)) = &self.case else {
            return;
        };
        canvas.row(
            top + 2,
            &format!(
                " {}",
                desk.tell("tui-after", &[("person", Value::Text(&row.name))])
            ),
            Tone::Strong,
        );
        let classed = case.class().is_some();
        let likely = case.likely_class().to_string();
        let id = case.class().unwrap_or(&likely);
        let title = desk
            .session
            .as_ref()
            .and_then(|session| session.pack.class(id))
            .map(|class| format!("{} {}", class.id, class.short))
            .unwrap_or_default();
        let reason = case.facts.reason.clone().unwrap_or_default();
        let first = desk.tell(
            if classed {
                "tui-after-1-again"
            } else {
                "tui-after-1"
            },
            &[
                ("reason", Value::Text(&reason)),
                ("class", Value::Text(&title)),
            ],
        );
        let first = if title.is_empty() {
            format!("1 {}", desk.say("tui-form-classify"))
        } else {
            first
        };
        let due = desk
            .session
            .as_ref()
            .and_then(|session| procedure::next_step(case, &session.pack))
            .map(|step| step.title.clone())
            .unwrap_or_default();
        let second = if classed && self.next_is_mine(desk) {
            desk.tell("tui-after-2", &[("step", Value::Text(&due))])
        } else {
            String::new()
        };
        let (mark_1, mark_3) = if classed { (" ", ">") } else { (">", " ") };
        canvas.row(top + 3, &format!("{mark_1}{first}"), Tone::Plain);
        canvas.row(top + 4, &format!(" {second}"), Tone::Plain);
        canvas.row(
            top + 5,
            &format!("{mark_3}{}", desk.say("tui-after-3")),
            Tone::Plain,
        );
        let next = self
            .people
            .get(self.chosen + 1)
            .map(|next| next.name.clone())
            .unwrap_or_default();
        canvas.row(
            top + 7,
            &format!(
                " {}",
                desk.tell("tui-after-next", &[("person", Value::Text(&next))])
            ),
            Tone::Plain,
        );
        canvas.rule(top + 8);
        canvas.row(
            top + 9,
            &format!(" {}", desk.say("tui-after-keys")),
            Tone::Plain,
        );
    }
}

/// 2020-11起停发，已10个月
fn unpaid_months(desk: &Desk<'_>, session: &Session, row: &CaseRow) -> String {
    row.suspended_from.map_or_else(
        || desk.say("tui-no-month"),
        |month| {
            let now = crate::domain::month::Month::of(session.today());
            desk.tell(
                "tui-months",
                &[
                    ("from", Value::Text(&month.to_string())),
                    ("count", Value::from(month.months_until(now))),
                ],
            )
        },
    )
}

/// Only one's own steps are offered; the office above may do those below.
fn may_do(mine: Role, step: Role) -> bool {
    mine >= step
}

/// What to know of a person before one goes there.
fn hint(desk: &Desk<'_>, session: &Session, row: &CaseRow) -> String {
    let today: NaiveDate = session.today();
    if row.state == State::Returned {
        return desk.say("tui-hint-returned");
    }
    if let Some(day) = row.again_on {
        return match day.cmp(&today) {
            std::cmp::Ordering::Less => desk.say("tui-hint-overdue"),
            std::cmp::Ordering::Equal => desk.say("tui-hint-today"),
            std::cmp::Ordering::Greater => desk.tell(
                "tui-hint-on",
                &[("day", Value::Text(&day.format("%m-%d").to_string()))],
            ),
        };
    }
    if let Some(word) = row
        .waiting_on
        .as_deref()
        .filter(|_| !matches!(row.turn, Turn::Visit | Turn::Phone))
    {
        return desk.say(&format!("tui-waits-{}", word.replace('_', "-")));
    }
    match row.attempts {
        _ if row.turn == Turn::Done => desk.say("tui-hint-done"),
        0 => desk.say("tui-hint-never"),
        n => desk.tell("tui-hint-tried", &[("count", Value::from(n))]),
    }
}

/// The reason, the steps with how far they are, the clause.
fn steps(desk: &Desk<'_>, session: &Session, case: &Case) -> Vec<(String, Tone)> {
    let mut lines = Vec::new();
    let pack = &session.pack;
    let Some(entry) = case.class_entry() else {
        lines.push((format!(" {}", desk.say("tui-class-none")), Tone::Plain));
        return lines;
    };
    let class = entry.text("class").and_then(|id| pack.class(id));
    let title = class
        .map(|class| format!("{} {}", class.id, class.title))
        .unwrap_or_default();
    let when = timeline::local_time(pack, entry.at)
        .format("%m-%d")
        .to_string();
    lines.push((
        format!(
            " {}",
            desk.tell(
                "tui-class",
                &[
                    ("class", Value::Text(&title)),
                    ("who", Value::Text(&entry.body.by)),
                    ("day", Value::Text(&when))
                ],
            )
        ),
        Tone::Strong,
    ));
    if let Some(outcome) = &case.outcome
        && outcome.status == OutcomeStatus::Returned
    {
        let text = desk.tell(
            "tui-returned-why",
            &[("note", Value::Text(&outcome.review_note))],
        );
        lines.push((format!(" {text}"), Tone::Alarm));
    }
    for (step, progress) in procedure::steps(case, pack) {
        let title = super::super::paint::fit(&step.title, 18, false);
        let (word, detail, tone) = match progress {
            Progress::Done(entry) => (
                "tui-step-done",
                entry_line(desk, session, entry),
                Tone::Plain,
            ),
            Progress::Due => {
                let needs = step.needs.as_deref().map_or_else(
                    || pack.role_title(step.role).to_owned(),
                    |needs| desk.tell("tui-needs", &[("needs", Value::Text(needs))]),
                );
                ("tui-step-due", needs, Tone::Strong)
            }
            Progress::Later => (
                "tui-step-later",
                pack.role_title(step.role).to_owned(),
                Tone::Faint,
            ),
        };
        let mark = if word == "tui-step-due" { ">" } else { " " };
        lines.push((format!("{mark}{}  {title}{detail}", desk.say(word)), tone));
    }
    if let Some(class) = class {
        let cite = pack.cite(&class.clause);
        lines.push((
            format!(
                " {}",
                desk.tell("tui-basis", &[("cite", Value::Text(&cite))])
            ),
            Tone::Faint,
        ));
    }
    lines
}

/// The last entries, newest first.
fn notes(desk: &Desk<'_>, session: &Session, case: &Case) -> Vec<String> {
    let mut notes: Vec<String> = case
        .entries
        .iter()
        .rev()
        .filter(|entry| !matches!(entry.kind, Kind::Import | Kind::Unmask))
        .map(|entry| {
            let mut line = format!(
                "{} {}",
                timeline::local_time(&session.pack, entry.at).format("%m-%d %H:%M"),
                entry.body.by
            );
            line.push(' ');
            line.push_str(&told(desk, entry));
            if case.withdrawn.contains(&entry.id) {
                line.push_str(&desk.say("tui-withdrawn"));
            }
            line
        })
        .collect();
    let owed = procedure::evidence_owed(case, &session.pack);
    if owed > 0 {
        notes.insert(0, desk.tell("tui-owed", &[("count", Value::from(owed))]));
    }
    notes
}

fn entry_line(desk: &Desk<'_>, session: &Session, entry: &Entry) -> String {
    format!(
        "{} {}",
        timeline::local_time(&session.pack, entry.at).format("%m-%d %H:%M"),
        told(desk, entry)
    )
}

/// An entry in a few words: 入户 本人 健在.
pub(super) fn told(desk: &Desk<'_>, entry: &Entry) -> String {
    let value = |field: &str| {
        entry.text(field).map(|value| {
            let key = format!("entry-value-{field}-{}", value.replace('_', "-"));
            if desk.messages.has(&key) {
                desk.say(&key)
            } else {
                value.to_owned()
            }
        })
    };
    let parts: Vec<String> = match entry.kind {
        Kind::Contact => ["how", "met", "found", "note"]
            .iter()
            .filter_map(|field| value(field))
            .collect(),
        Kind::Classify => vec![
            desk.say("tui-told-classify"),
            value("class").unwrap_or_default(),
        ],
        Kind::Resolve => vec![
            desk.say("tui-told-resolve"),
            entry
                .text("outcome")
                .map(|kind| desk.say(&format!("entry-outcome-{}", kind.replace('_', "-"))))
                .unwrap_or_default(),
        ],
        Kind::Review => ["decision", "note"]
            .iter()
            .filter_map(|field| value(field))
            .collect(),
        kind => {
            let mut parts = vec![desk.say(&format!("tui-form-{}", kind.name().replace('_', "-")))];
            parts.extend(
                [
                    "text", "value", "amount", "caption", "way", "note", "because",
                ]
                .iter()
                .filter_map(|field| value(field)),
            );
            parts
        }
    };
    parts.join(" ")
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

/// Makes the village's 入户核查表 beside the book.
pub(super) fn print_sheet(desk: &mut Desk<'_>, unit: crate::domain::unit::UnitCode) -> Next {
    let messages = desk.messages;
    let Some(session) = &mut desk.session else {
        return Next::Stay;
    };
    let made = crate::usecases::checking::check_sheet(session, unit).and_then(|sheet| {
        let bytes = crate::output::check_sheet::bytes(&sheet, messages).map_err(|error| {
            crate::error::Error::said("error-paper", &[("what", &error.to_string())])
        })?;
        let name = format!(
            "{}{}.xlsx",
            messages.get("tui-sheet-file"),
            session.unit_name(unit)
        );
        let path = session.store.path().with_file_name(name);
        crate::usecases::exporting::write_file(&path, &bytes)?;
        crate::usecases::exporting::note(session, "check_sheet", &path.display().to_string())?;
        Ok(path)
    });
    match made {
        Ok(path) => {
            desk.notice = desk.tell(
                "tui-report-saved",
                &[("path", Value::Text(&path.display().to_string()))],
            );
        }
        Err(error) => desk.fail(&error),
    }
    Next::Stay
}
