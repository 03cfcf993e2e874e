//! 专项行动: the phases and what is due, the inspection's checklist with what still blocks, and the office's own papers.

use std::path::PathBuf;

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, wrap};
use super::Screen;
use super::people::{Behind, People};
use super::ticking::Ticking;
use crate::action::Action;
use crate::domain::inspection::Block;
use crate::domain::pack::PhaseReport;
use crate::domain::report::Report;
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::Value;
use crate::usecases::campaign::{self, checklist_rows, due_line, phase_lines};
use crate::usecases::campaign_papers::{block_words, paper, phase_of, standing, title_key};
use crate::usecases::checklist_paper::{Paper, checklist_paper};
use crate::usecases::inspecting::{self, Checklist, Item};
use crate::usecases::session::Session;
use crate::usecases::{exporting, progress_notice};

/// What can be chosen below the phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Checklist,
    Blocks,
    Report(PhaseReport),
    Notice,
}

const CHOICES: [Choice; 5] = [
    Choice::Checklist,
    Choice::Blocks,
    Choice::Report(PhaseReport::SelfCheck),
    Choice::Report(PhaseReport::Final),
    Choice::Notice,
];

impl Choice {
    const fn key(self) -> &'static str {
        match self {
            Self::Checklist => "campaign-choose-checklist",
            Self::Blocks => "campaign-choose-blocks",
            Self::Report(which) => title_key(which),
            Self::Notice => "campaign-paper-notice",
        }
    }
}

/// What stands on the screen.
enum View {
    Phases,
    /// A paper about to be written, and where.
    Asked(Choice, Box<Report>, PathBuf),
    Checklist,
    /// The checklist about to be written, and where.
    OnPaper(Paper, PathBuf),
    Blocks,
}

/// The campaign of the book's unit.
pub struct CampaignScreen {
    view: View,
    /// What the phases say, a line each.
    lines: Vec<String>,
    checklist: Option<Checklist>,
    chosen: usize,
}

impl CampaignScreen {
    pub(super) fn open(desk: &mut Desk<'_>) -> Self {
        let mut screen = Self {
            view: View::Phases,
            lines: Vec::new(),
            checklist: None,
            chosen: 0,
        };
        screen.refresh(desk);
        screen
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        let config = desk.config.clone();
        let messages = desk.messages;
        let read = desk.with(|session| {
            let forms = Forms::with_config(&config)?;
            let checklist = inspecting::checklist(session, &forms)?;
            let found = campaign::campaign(session, &checklist)?;
            let mut lines = Vec::new();
            for phase in &found.phases {
                let [first, second] = phase_lines(session, phase, messages);
                lines.extend([first, second]);
            }
            let due = found.due.iter();
            lines.extend(due.map(|due| due_line(session, due, messages)));
            Ok(Some((lines, checklist)))
        });
        if let Some((lines, checklist)) = read {
            self.lines = lines;
            self.checklist = Some(checklist);
        }
    }

    fn blocks(&self) -> Vec<(Block, i64)> {
        let open = self.checklist.iter().flat_map(|checklist| &checklist.open);
        open.map(|open| (open.block, open.extent)).collect()
    }

    fn count(&self, desk: &Desk<'_>) -> usize {
        match &self.view {
            View::Phases => CHOICES.len(),
            View::Asked(..) | View::OnPaper(..) => 1,
            View::Checklist => self.checklist_rows(desk).len(),
            View::Blocks => self.blocks().len(),
        }
    }

    fn checklist_rows(&self, desk: &Desk<'_>) -> Vec<(Option<usize>, String)> {
        let rows = self.checklist.as_ref();
        rows.map_or_else(Vec::new, |found| checklist_rows(found, desk.messages))
    }

    /// The item on whose lines the hand is.
    fn item(&self, desk: &Desk<'_>) -> Option<&Item> {
        let (at, _) = self.checklist_rows(desk).into_iter().nth(self.chosen)?;
        self.checklist.as_ref()?.items.get(at?)
    }

    /// The line of the first item that waits for the office.
    fn first_unticked(&self, desk: &Desk<'_>) -> usize {
        let items = self
            .checklist
            .as_ref()
            .map_or(&[][..], |found| &found.items);
        let waits = |at: &Option<usize>| {
            let item = at.and_then(|at| items.get(at));
            item.is_some_and(|item| item.by_hand.is_some() && item.is_done() == Some(false))
        };
        let rows = self.checklist_rows(desk);
        rows.iter().position(|(at, _)| waits(at)).unwrap_or(0)
    }

    /// An item that the office looks at itself has its panel; of the others one sees what still blocks.
    fn go_to_item(&mut self, desk: &mut Desk<'_>) -> Next {
        let item = self.item(desk).cloned();
        let hand = item.as_ref().and_then(|item| item.by_hand.as_ref());
        match (&item, hand) {
            (Some(item), Some(hand)) if hand.ours => {
                let panel = Ticking::open(desk, item);
                return Next::Open(Box::new(Screen::Ticking(Box::new(panel))));
            }
            (_, Some(_)) => desk.notice = desk.say("tick-not-ours"),
            _ => {
                self.view = View::Blocks;
                self.chosen = 0;
            }
        }
        Next::Stay
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let last = self.count(desk).saturating_sub(1);
        match action {
            Some(Action::Back | Action::Choose0) => {
                self.view = match self.view {
                    View::Phases => return Next::Back,
                    View::OnPaper(..) => View::Checklist,
                    _ => View::Phases,
                };
                self.chosen = 0;
            }
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::PageUp | Action::Left) => self.chosen = self.chosen.saturating_sub(10),
            Some(Action::PageDown | Action::Right) => self.chosen = (self.chosen + 10).min(last),
            Some(Action::Open) => return self.go(desk),
            Some(other) => {
                let digit = other.digit().map(usize::from);
                if matches!(self.view, View::Checklist) {
                    let paper = digit.and_then(|digit| Paper::ALL.get(digit.checked_sub(1)?));
                    self.view = paper.map_or(View::Checklist, |paper| place_of(desk, *paper));
                    return Next::Stay;
                }
                let takes_digits = !matches!(self.view, View::Asked(..) | View::OnPaper(..));
                if let Some(digit) = digit.filter(|digit| (1..=last + 1).contains(digit))
                    && takes_digits
                {
                    self.chosen = digit - 1;
                    return self.go(desk);
                }
            }
            None => {}
        }
        Next::Stay
    }

    fn go(&mut self, desk: &mut Desk<'_>) -> Next {
        match &self.view {
            View::Phases => {
                let Some(choice) = CHOICES.get(self.chosen).copied() else {
                    return Next::Stay;
                };
                self.view = match choice {
                    Choice::Checklist => View::Checklist,
                    Choice::Blocks => View::Blocks,
                    choice => {
                        let title = desk.say(choice.key());
                        match desk.with(|session| Ok(Some(ask(session, choice, &title)?))) {
                            Some((report, path)) => View::Asked(choice, Box::new(report), path),
                            None => return Next::Stay,
                        }
                    }
                };
                self.chosen = 0;
            }
            View::Asked(choice, report, path) => {
                let (config, choice) = (desk.config.clone(), *choice);
                let written = desk
                    .with(|session| write(session, &config, choice, report, path).map(|()| true));
                if written {
                    let told = path.display().to_string();
                    desk.notice = desk.tell("campaign-written", &[("path", Value::Text(&told))]);
                }
                self.view = View::Phases;
            }
            View::Checklist => return self.go_to_item(desk),
            View::OnPaper(paper, path) => {
                let (config, paper, messages) = (desk.config.clone(), *paper, desk.messages);
                let written = desk.with(|session| {
                    let forms = Forms::with_config(&config)?;
                    let found = inspecting::checklist(session, &forms)?;
                    let bytes = checklist_paper(session, &forms, &found, paper, messages)?;
                    exporting::write_file(path, &bytes)?;
                    exporting::note(session, "inspection", &path.display().to_string())?;
                    Ok(true)
                });
                if written {
                    let told = path.display().to_string();
                    desk.notice = desk.tell("campaign-written", &[("path", Value::Text(&told))]);
                }
                self.view = View::Checklist;
                self.chosen = 0;
            }
            View::Blocks => {
                let Some((block, _)) = self.blocks().get(self.chosen).copied() else {
                    return Next::Stay;
                };
                if block.has_people() {
                    let people = People::open(desk, Behind::Block(block));
                    return Next::Open(Box::new(Screen::People(people)));
                }
                if block == Block::Unticked {
                    self.view = View::Checklist;
                    self.chosen = self.first_unticked(desk);
                    return Next::Stay;
                }
                let others = desk.with(|session| inspecting::others(session, block));
                desk.notice = others.join(&desk.say("campaign-and"));
            }
        }
        Next::Stay
    }

    fn lines(&self, desk: &Desk<'_>) -> Vec<String> {
        let numbered = |lines: Vec<String>| -> Vec<String> {
            let lines = (1..).zip(lines);
            lines.map(|(n, line)| format!("{n} {line}")).collect()
        };
        match &self.view {
            View::Phases => numbered(
                CHOICES
                    .iter()
                    .map(|choice| desk.say(choice.key()))
                    .collect(),
            ),
            View::Asked(choice, report, path) => {
                let number = report.frozen.as_ref().map_or(0, |frozen| frozen.number);
                let day = crate::output::words::day(report.date, desk.messages);
                vec![desk.tell(
                    "campaign-ask",
                    &[
                        ("paper", Value::Text(&desk.say(choice.key()))),
                        ("day", Value::Text(&day)),
                        ("number", Value::Number(number)),
                        ("path", Value::Text(&path.display().to_string())),
                    ],
                )]
            }
            View::OnPaper(_, path) => {
                let path = path.display().to_string();
                vec![desk.tell("campaign-ask-list", &[("path", Value::Text(&path))])]
            }
            View::Checklist => {
                let rows = self.checklist_rows(desk).into_iter();
                rows.map(|(_, line)| line).collect()
            }
            View::Blocks => {
                let blocks = self.blocks().into_iter();
                numbered(
                    blocks
                        .map(|(block, extent)| block_words(block, extent, desk.messages))
                        .collect(),
                )
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let title = match &self.view {
            View::Phases => "campaign-title",
            View::Asked(choice, ..) => choice.key(),
            View::Checklist | View::OnPaper(..) => "campaign-choose-checklist",
            View::Blocks => "campaign-choose-blocks",
        };
        canvas.row(0, &format!(" {}", desk.say(title)), Tone::Strong);
        canvas.rule(1);
        let mut top = 2;
        if matches!(self.view, View::Phases) {
            let (columns, wide) = (canvas.columns() - 2, canvas.look().wide);
            for line in self.lines.iter().flat_map(|line| wrap(line, columns, wide)) {
                canvas.row(top, &format!(" {line}"), Tone::Plain);
                top += 1;
            }
            canvas.rule(top);
            top += 1;
        }
        let (bottom, columns) = (canvas.rows() - 4, canvas.columns() - 2);
        let wide = canvas.look().wide;
        let lines = self.lines(desk);
        if lines.is_empty() {
            canvas.row(
                top,
                &format!(" {}", desk.say("campaign-nothing-blocks")),
                Tone::Good,
            );
        }
        if matches!(self.view, View::Asked(..) | View::OnPaper(..)) {
            for text in lines.iter().flat_map(|line| wrap(line, columns, wide)) {
                canvas.row(top, &format!(" {text}"), Tone::Plain);
                top += 1;
            }
        } else {
            let room = bottom.saturating_sub(top).max(1);
            let first = (self.chosen + 1).saturating_sub(room);
            for (at, line) in lines.iter().enumerate().skip(first).take(room) {
                let (mark, tone) = if at == self.chosen {
                    (">", Tone::Chosen)
                } else {
                    (" ", Tone::Plain)
                };
                canvas.row(top + at - first, &format!("{mark}{line}"), tone);
            }
        }
        canvas.rule(bottom);
        // What settles the chosen line, or what its end would be cut off of, stands below whole.
        let (said, tone) = match &self.view {
            _ if !desk.notice.is_empty() => (desk.notice.clone(), Tone::Good),
            View::Blocks => {
                let block = self.blocks().get(self.chosen).map(|(block, _)| *block);
                let said = block.map(|block| desk.say(&block.settle_key()));
                (said.unwrap_or_default(), Tone::Plain)
            }
            View::Checklist => (
                lines
                    .get(self.chosen)
                    .map_or("", |line| line.trim())
                    .to_owned(),
                Tone::Plain,
            ),
            _ => (String::new(), Tone::Plain),
        };
        for (n, line) in wrap(&said, canvas.columns() - 2, wide)
            .iter()
            .take(2)
            .enumerate()
        {
            canvas.row(bottom + 1 + n, &format!(" {line}"), tone);
        }
        let keys = match &self.view {
            View::Asked(..) | View::OnPaper(..) => "campaign-keys-ask",
            View::Checklist => match self.item(desk).and_then(|item| item.by_hand.as_ref()) {
                Some(hand) if hand.ours && hand.standing().is_some() => "tick-keys-back",
                Some(hand) if hand.ours => "tick-keys",
                Some(_) => "tick-keys-other",
                None => "campaign-keys-checklist",
            },
            View::Phases | View::Blocks => "campaign-keys",
        };
        canvas.row(bottom + 3, &format!(" {}", desk.say(keys)), Tone::Plain);
    }
}

/// The file that the checklist would go to, beside the book.
fn place_of(desk: &Desk<'_>, paper: Paper) -> View {
    let title = desk.say("campaign-choose-checklist");
    let Some(session) = &desk.session else {
        return View::Checklist;
    };
    let day = session.today().format("%Y%m%d");
    let name = format!("{title} {day}.{}", paper.ending());
    View::OnPaper(paper, session.store.path().with_file_name(name))
}

/// The newest frozen report and the file that a paper would go to, once it is clear that this office may write it.
fn ask(session: &Session, choice: Choice, title: &str) -> Result<(Report, PathBuf), Error> {
    match choice {
        Choice::Report(which) => {
            phase_of(session, which)?;
        }
        _ => {
            progress_notice::may_give(session)?;
        }
    }
    let report = standing(session, None, None)?;
    let number = report.frozen.as_ref().map_or(0, |frozen| frozen.number);
    let day = report.date.format("%Y%m%d");
    let name = format!("{title} {day}-{number}.docx");
    let path = session.store.path().with_file_name(name);
    Ok((report, path))
}

fn write(
    session: &mut Session,
    config: &std::path::Path,
    choice: Choice,
    report: &Report,
    path: &std::path::Path,
) -> Result<(), Error> {
    let forms = Forms::with_config(config)?;
    let bytes = if let Choice::Report(which) = choice {
        paper(session, &forms, report, which)?
    } else {
        let slow = progress_notice::slow_units(session, report, &[])?;
        progress_notice::notice(session, &forms, report, &slow)?
    };
    exporting::write_file(path, &bytes)?;
    exporting::note(session, "report", &path.display().to_string())
}
