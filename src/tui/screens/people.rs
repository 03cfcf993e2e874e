//! The people, or the units, behind a number of the home screen; Enter goes to the one that is chosen.

use chrono::{Datelike, NaiveDate};

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit};
use super::{Screen, place_of, sex_and_age, short_class, short_unit, walk};
use crate::action::Action;
use crate::domain::case::State;
use crate::domain::inspection::Block;
use crate::domain::report::{Reason, RowUnit, cut_off};
use crate::domain::timeline;
use crate::domain::unit::UnitCode;
use crate::forms::Forms;
use crate::messages::Value;
use crate::output::words;
use crate::store::{CaseFilter, CaseRow};
use crate::usecases::agenda::Agenda;
use crate::usecases::inspecting;
use crate::usecases::session::Session;

/// So many people are read at a time.
const PAGE: usize = 60;
/// So many people of the past are shown.
const MOST: usize = 500;

/// What a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// Statements contradict each other.
    Conflict,
    /// Verified without any contact.
    Unproved,
    /// Claimed by no unit below.
    Unclaimed,
    /// Appointed for today.
    Today,
    /// All of a unit.
    Unit(UnitCode),
    /// Who stands behind what still blocks.
    Block(Block),
    /// Units without an entry for a day.
    Silent,
    /// Units whose figures fell.
    Fell,
}

enum Lines {
    People(Vec<CaseRow>),
    Units(Vec<(RowUnit, String)>),
}

/// Such a list.
pub struct People {
    behind: Behind,
    lines: Lines,
    chosen: usize,
    /// The day as of whose cut-off the people are shown; as they are now when absent.
    as_of: Option<NaiveDate>,
}

impl Behind {
    const fn title(self) -> &'static str {
        match self {
            Self::Conflict => "tui-people-conflict",
            Self::Unproved => "tui-people-unproved",
            Self::Unclaimed => "tui-people-unclaimed",
            Self::Today => "tui-people-today",
            Self::Unit(_) => "tui-people-unit",
            Self::Block(_) => "campaign-people",
            Self::Silent => "tui-people-silent",
            Self::Fell => "tui-people-fell",
        }
    }
}

impl People {
    pub(super) fn open(desk: &mut Desk<'_>, behind: Behind) -> Self {
        let lines = match behind {
            Behind::Silent => Lines::Units(units(desk, |agenda, desk| {
                let silent = agenda.looks(&[Reason::Silent]);
                silent
                    .iter()
                    .map(|found| (found.unit, when(desk, agenda.heard_at(found.unit))))
                    .collect()
            })),
            Behind::Fell => Lines::Units(units(desk, |agenda, desk| {
                let fell = agenda.looks(&[Reason::VerifiedFell, Reason::ResolvedFell]);
                fell.iter()
                    .map(|found| {
                        let said = words::attention(found, &agenda.report, desk.messages);
                        (found.unit, said)
                    })
                    .collect()
            })),
            _ => Lines::People(page(desk, behind, None)),
        };
        Self {
            behind,
            lines,
            chosen: 0,
            as_of: None,
        }
    }

    /// The people as they stood at the cut-off of another day; as they are now behind the last that has come.
    fn look_back(&mut self, desk: &mut Desk<'_>, earlier: bool) {
        if matches!(self.lines, Lines::Units(_)) {
            return;
        }
        let Some(session) = &desk.session else { return };
        if filter(session, self.behind).is_none() {
            return;
        }
        let running = timeline::report_day(&session.pack, session.clock.now());
        let day = self.as_of.unwrap_or(running);
        let day = if earlier {
            day.pred_opt()
        } else {
            day.succ_opt()
        };
        self.as_of = day.filter(|day| *day < running);
        self.chosen = 0;
        self.lines = match self.as_of {
            None => Lines::People(page(desk, self.behind, None)),
            Some(day) => Lines::People(page_as_of(desk, self.behind, day)),
        };
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        if self.as_of.is_some() {
            return;
        }
        let chosen = self.chosen;
        *self = Self::open(desk, self.behind);
        while chosen >= self.count() && self.read_more(desk) {}
        self.chosen = chosen.min(self.count().saturating_sub(1));
    }

    fn count(&self) -> usize {
        match &self.lines {
            Lines::People(rows) => rows.len(),
            Lines::Units(units) => units.len(),
        }
    }

    /// Reads the next people behind the last one; nothing when there are none.
    fn read_more(&mut self, desk: &mut Desk<'_>) -> bool {
        if self.as_of.is_some() {
            return false;
        }
        let Lines::People(rows) = &mut self.lines else {
            return false;
        };
        let Some(last) = rows.last().cloned() else {
            return false;
        };
        let more = page(desk, self.behind, Some(&last));
        let found = !more.is_empty();
        rows.extend(more);
        found
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let by = match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Open) => return self.go(desk),
            Some(action @ (Action::Choose4 | Action::Choose5)) => {
                self.look_back(desk, action == Action::Choose4);
                return Next::Stay;
            }
            Some(Action::Up) => -1,
            Some(Action::Down) => 1,
            Some(Action::PageUp | Action::Left) => -15,
            Some(Action::PageDown | Action::Right) => 15,
            _ => return Next::Stay,
        };
        let wanted = self.chosen.saturating_add_signed(by);
        if wanted >= self.count() {
            self.read_more(desk);
        }
        self.chosen = wanted.min(self.count().saturating_sub(1));
        Next::Stay
    }

    fn go(&self, desk: &mut Desk<'_>) -> Next {
        let screen = match &self.lines {
            Lines::People(rows) => match (rows.get(self.chosen), self.as_of) {
                (Some(row), Some(day)) => {
                    let row = row.clone();
                    let Some(session) = &desk.session else {
                        return Next::Stay;
                    };
                    let moment = cut_off(&session.pack, day);
                    Screen::Page(super::page::Page::person_before(desk, &row, moment))
                }
                (Some(row), None) => Screen::Walk(Box::new(walk::Walk::at(desk, row.id))),
                (None, _) => return Next::Stay,
            },
            Lines::Units(units) => match units.get(self.chosen) {
                Some((RowUnit::Unit(unit), _)) => {
                    Screen::People(Self::open(desk, Behind::Unit(*unit)))
                }
                _ => return Next::Stay,
            },
        };
        Next::Open(Box::new(screen))
    }

    fn lines(&self, desk: &Desk<'_>, first: usize, room: usize) -> Vec<String> {
        match &self.lines {
            Lines::People(rows) => rows
                .iter()
                .skip(first)
                .take(room)
                .map(|row| person(desk, row))
                .collect(),
            Lines::Units(units) => units
                .iter()
                .skip(first)
                .take(room)
                .map(|(unit, said)| {
                    let name = match (unit, &desk.session) {
                        (RowUnit::Unit(code), Some(session)) => {
                            short_unit(&session.unit_name(*code))
                        }
                        _ => words::row_name(*unit, "", desk.messages),
                    };
                    format!("{} {said}", fit(&name, 24, false))
                })
                .collect(),
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let name = match (self.behind, &desk.session) {
            (Behind::Unit(unit), Some(session)) => short_unit(&session.unit_name(unit)),
            (Behind::Block(block), _) => desk.say(&block.settle_key()),
            _ => String::new(),
        };
        let title = desk.tell(self.behind.title(), &[("unit", Value::Text(&name))]);
        let since = match (self.as_of, &desk.session) {
            (Some(day), Some(session)) => {
                let moment = cut_off(&session.pack, day);
                let moment = moment.format("%Y-%m-%d %H:%M").to_string();
                desk.tell("daily-as-of", &[("moment", Value::Text(&moment))])
            }
            _ => String::new(),
        };
        canvas.ends(0, &format!(" {title}"), &format!("{since} "), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 4;
        let room = bottom - 2;
        let first = (self.chosen + 1).saturating_sub(room);
        let lines = self.lines(desk, first, room);
        if lines.is_empty() {
            canvas.row(3, &format!(" {}", desk.say("tui-list-empty")), Tone::Plain);
        }
        for (n, line) in lines.iter().enumerate() {
            let (mark, tone) = if first + n == self.chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            canvas.row(2 + n, &format!("{mark}{line}"), tone);
        }
        canvas.rule(bottom);
        canvas.row(bottom + 1, &format!(" {}", desk.notice), Tone::Good);
        let second = match self.lines {
            Lines::People(_) => "daily-people-as-of-keys",
            Lines::Units(_) => "tui-list-keys-2",
        };
        for (n, key) in ["tui-people-keys", second].iter().enumerate() {
            canvas.row(bottom + 2 + n, &format!(" {}", desk.say(key)), Tone::Plain);
        }
    }
}

/// 张雪芳  女 72岁  曹村坡村 3组 中街18号  未认证  没核
fn person(desk: &Desk<'_>, row: &CaseRow) -> String {
    let unit = desk
        .session
        .as_ref()
        .map(|session| short_unit(&session.unit_name(row.unit)))
        .unwrap_or_default();
    format!(
        "{} {} {} {} {}",
        fit(&row.name, 10, false),
        fit(&sex_and_age(desk, row), 10, false),
        fit(&format!("{unit} {}", place_of(desk, row)), 32, false),
        fit(&short_class(desk, row), 8, false),
        desk.say(&format!(
            "entry-state-{}",
            row.state.name().replace('_', "-")
        ))
    )
}

/// So many people behind a block are read, and no more: they are to be settled from the first on.
const BLOCKED: usize = 500;

fn page(desk: &mut Desk<'_>, behind: Behind, after: Option<&CaseRow>) -> Vec<CaseRow> {
    // What no filter finds is read at once, and not as of an earlier day.
    let unit = desk.session.as_ref().map(|session| session.store.unit());
    if let Behind::Block(block) = behind
        && unit.is_none_or(|unit| inspecting::filter_of(block, unit).is_none())
    {
        if after.is_some() {
            return Vec::new();
        }
        let config = desk.config.clone();
        return desk.with(|session| {
            let forms = Forms::with_config(&config)?;
            let found = inspecting::people(session, &forms, block, BLOCKED)?;
            Ok(found.into_iter().map(|(row, _)| row).collect())
        });
    }
    desk.with(|session| {
        let Some(filter) = filter(session, behind) else {
            return Ok(Vec::new());
        };
        let key = after.map(CaseRow::key);
        Ok(session.store.page(&filter, key.as_ref(), false, PAGE)?)
    })
}

/// The people at the cut-off of a day, as many as a list shows.
fn page_as_of(desk: &mut Desk<'_>, behind: Behind, day: NaiveDate) -> Vec<CaseRow> {
    desk.with(|session| {
        let Some(filter) = filter(session, behind) else {
            return Ok(Vec::new());
        };
        let filter = CaseFilter {
            limit: Some(MOST),
            ..filter
        };
        let moment = timeline::cut_off(&session.pack, day);
        Ok(session.store.list_as_of(&filter, moment, &session.pack)?)
    })
}

/// Whom a list is about; nothing where it is about units.
fn filter(session: &Session, behind: Behind) -> Option<CaseFilter> {
    Some(match behind {
        Behind::Conflict => CaseFilter {
            state: Some(State::Conflict),
            ..CaseFilter::default()
        },
        Behind::Unproved => CaseFilter {
            unproved: true,
            ..CaseFilter::default()
        },
        Behind::Unclaimed => CaseFilter {
            directly_under: Some(session.store.unit()),
            ..CaseFilter::default()
        },
        Behind::Today => CaseFilter {
            due_on: Some(session.today()),
            ..CaseFilter::default()
        },
        Behind::Unit(unit) => CaseFilter {
            unit: Some(unit),
            ..CaseFilter::default()
        },
        Behind::Block(block) => return inspecting::filter_of(block, session.store.unit()),
        Behind::Silent | Behind::Fell => return None,
    })
}

fn units(
    desk: &mut Desk<'_>,
    find: impl Fn(&Agenda, &Desk<'_>) -> Vec<(RowUnit, String)>,
) -> Vec<(RowUnit, String)> {
    match desk.with(|session| Agenda::read(session).map(Some)) {
        Some(agenda) => find(&agenda, desk),
        None => Vec::new(),
    }
}

/// 今天13:50, 昨天17:40, 前天16:02, 9月3日; or that nothing ever came.
pub(super) fn when(desk: &Desk<'_>, at: Option<i64>) -> String {
    let (Some(session), Some(at)) = (&desk.session, at) else {
        return desk.say("tui-heard-never");
    };
    let moment = timeline::local_time(&session.pack, at);
    let time = moment.format("%H:%M").to_string();
    let key = match (session.today() - moment.date()).num_days() {
        0 => "tui-heard-today",
        1 => "tui-heard-yesterday",
        2 => "tui-heard-day-before",
        // Farther back the hour says nothing, and the column stays narrow.
        _ => {
            let day = [
                ("month", Value::from(moment.month())),
                ("day", Value::from(moment.day())),
            ];
            return desk.tell("tui-day", &day);
        }
    };
    desk.tell(key, &[("time", Value::Text(&time))])
}
