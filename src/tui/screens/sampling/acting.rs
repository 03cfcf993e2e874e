//! What the screen of the spot check does with the book.

use tui_input::Input as Field;

use super::super::super::app::{Desk, Next};
use super::super::super::form::Form;
use super::super::choosing::Hand;
use super::page::{Page, WIDE};
use super::{Doing, Sampling, Stage};
use crate::domain::day_text::read_coming_day;
use crate::domain::sample::{Percent, REPLACED_BECAUSE, Stratum};
use crate::domain::timeline;
use crate::error::Error;
use crate::forms::Forms;
use crate::messages::Value;
use crate::output::grid::write_grids;
use crate::output::sample_list;
use crate::output::sample_report;
use crate::output::sample_words::{self, rectify_grid};
use crate::usecases::exporting;
use crate::usecases::recording::Subject;
use crate::usecases::reporting::daily_report;
use crate::usecases::sampling::{self, Act, Check, DrawnRow, Order};
use crate::usecases::session::Session;

/// Notes that somebody's numbers are shown whole; true once the book holds the note.
pub(super) fn show_whole(desk: &mut Desk<'_>, row: &DrawnRow) -> bool {
    let why = desk.say("sample-title");
    let case = row.row.id;
    desk.with(|session| {
        exporting::note_unmasked(session, Some(case), &why)?;
        Ok(true)
    })
}

impl Sampling {
    /// Reads what the menu tells.
    pub(super) fn count(&mut self, desk: &mut Desk<'_>) {
        let level = self.level;
        let (people, rows) = desk.with(|session| {
            Ok((
                sampling::drawn(session, level, None)?,
                sampling::rectifications(session, Some(level), None, None)?,
            ))
        });
        let open = people.iter();
        let open = open.filter(|one| !one.checked && one.replaced.is_none());
        self.counts.0 = (!people.is_empty()).then_some(open.count());
        self.counts.1 = [0; 4];
        for row in &rows {
            self.counts.1[row.status as usize] += 1;
        }
    }

    pub(super) fn show_people(&mut self, desk: &mut Desk<'_>) {
        let level = self.level;
        let mut rows = desk.with(|session| sampling::drawn(session, level, None));
        // Whoever is still to be looked at comes first, in the order of the walk: the draw's own order is on its list.
        rows.sort_by_key(|one| (one.checked || one.replaced.is_some(), one.row.key()));
        let hand = self.hand.0.min(rows.len().saturating_sub(1));
        if rows.is_empty() {
            self.go(Stage::Menu);
            self.wrong = desk.say("sample-nobody");
        } else {
            self.go(Stage::People(rows));
            self.hand = Hand(hand);
        }
    }

    pub(super) fn show_rectify(&mut self, desk: &mut Desk<'_>) {
        let level = self.level;
        let rows = desk.with(|session| sampling::rectifications(session, Some(level), None, None));
        let hand = self.hand.0.min(rows.len().saturating_sub(1));
        if rows.is_empty() {
            self.go(Stage::Menu);
            self.wrong = desk.say("sample-rectify-nothing");
        } else {
            self.go(Stage::Rectify(rows));
            self.hand = Hand(hand);
        }
    }

    pub(super) fn show_figures(&mut self, desk: &mut Desk<'_>) {
        let level = self.level;
        let messages = desk.messages;
        let paper = desk.with(|session| paper(session, level));
        match paper {
            Some(paper) => {
                let lines = |text: String| text.lines().map(str::to_owned).collect();
                let page = Page::of(lines(sample_report::tables(&paper, messages)), false);
                let wide = sample_report::beside(&paper, messages, WIDE);
                self.go(Stage::Page(page.and_wide(lines(wide))));
            }
            None => self.wrong = desk.say("sample-nobody"),
        }
    }

    pub(super) fn show_proof(&mut self, desk: &mut Desk<'_>) {
        let level = self.level;
        let proofs = desk.with(|session| sampling::prove_book(session, Some(level)));
        let mut lines = Vec::new();
        for proof in &proofs {
            lines.extend(sample_words::proof(proof, desk.messages));
        }
        let text = (!lines.is_empty()).then(|| lines.join("\n"));
        self.show_text(desk, text);
    }

    /// A page that leads back to the menu.
    fn show_text(&mut self, desk: &Desk<'_>, text: Option<String>) {
        match text {
            Some(text) => {
                let lines = text.lines().map(str::to_owned).collect();
                self.go(Stage::Page(Page::of(lines, false)));
            }
            None => self.wrong = desk.say("sample-nobody"),
        }
    }

    /// The typed text is taken as the stage means it.
    pub(super) fn take_text(&mut self, desk: &mut Desk<'_>) -> Next {
        match &self.stage {
            Stage::Seed(field) => {
                let order = Order {
                    level: self.level,
                    seed: field.value().trim().to_owned(),
                    share: None,
                    strata: Stratum::ALL.to_vec(),
                };
                let told = desk
                    .session
                    .as_ref()
                    .is_some_and(|session| session.pack.spot_check(self.level).is_some());
                self.order = Some(order);
                if told {
                    return self.plan(desk);
                }
                self.go(Stage::Share(Field::default()))
            }
            Stage::Share(field) => {
                let share = field.value().parse::<Percent>().ok();
                if let (Some(order), Some(share)) = (&mut self.order, share) {
                    order.share = Some(share);
                    return self.plan(desk);
                }
                self.wrong = desk.say("sample-ask-share");
                Next::Stay
            }
            Stage::Words(row, doing, field) => {
                let typed = field.value().trim().to_owned();
                let act = match doing {
                    Doing::Done => Act::Done(typed),
                    Doing::Reopen => Act::Reopen(typed),
                    Doing::Close | Doing::Withdraw => Act::Close(typed),
                    Doing::Due => {
                        let today = desk.session.as_ref().map(Session::today);
                        let day = today.and_then(|today| read_coming_day(&typed, today).ok());
                        let Some(day) = day else {
                            self.wrong = desk.say("tui-form-not-a-day");
                            return Next::Stay;
                        };
                        Act::Due(day)
                    }
                };
                let (case, of) = (row.row.id, row.id);
                self.act(desk, case, of, &act)
            }
            Stage::Why(_, field) => {
                let because = field.value().trim().to_owned();
                self.take_back(desk, &because)
            }
            _ => Next::Stay,
        }
    }

    fn plan(&mut self, desk: &mut Desk<'_>) -> Next {
        let (Some(session), Some(order)) = (&desk.session, &self.order) else {
            return Next::Stay;
        };
        match sampling::plan(session, order) {
            Ok(drawing) => self.go(Stage::Ask(Box::new(drawing))),
            Err(error) => {
                self.wrong = error.sentence(desk.messages);
                Next::Stay
            }
        }
    }

    /// Enter or 0 in a panel: the draw, or the end of a rectification.
    pub(super) fn write(&mut self, desk: &mut Desk<'_>) -> Next {
        match &self.stage {
            Stage::Ask(drawing) => {
                let order = drawing.order.clone();
                let Some(session) = &mut desk.session else {
                    return Next::Stay;
                };
                match sampling::draw(session, &order) {
                    Err(error) => self.wrong = error.sentence(desk.messages),
                    Ok((_, drawing)) => {
                        self.order = None;
                        self.show_people(desk);
                        desk.notice = super::content::drawn(desk, &drawing, "sample-drawn");
                    }
                }
                Next::Stay
            }
            Stage::Close(row) => {
                let (case, of) = (row.row.id, row.id);
                self.act(desk, case, of, &Act::Close(String::new()))
            }
            _ => Next::Stay,
        }
    }

    fn act(
        &mut self,
        desk: &mut Desk<'_>,
        case: crate::domain::entry::CaseId,
        of: crate::domain::entry::EntryRef,
        act: &Act,
    ) -> Next {
        let Some(session) = &mut desk.session else {
            return Next::Stay;
        };
        match sampling::act(session, case, Some(of), act) {
            Err(error) => self.wrong = error.sentence(desk.messages),
            Ok((row, _)) => {
                let key = match act {
                    Act::Done(_) => "sample-rectify-is-done",
                    Act::Close(_) => "sample-rectify-is-closed",
                    Act::Reopen(_) => "sample-rectify-is-open",
                    Act::Due(_) => "sample-rectify-is-due",
                };
                self.show_rectify(desk);
                desk.notice = desk.tell(key, &[("person", Value::Text(&row.name))]);
            }
        }
        Next::Stay
    }

    /// The form of a check, with what was typed before and not saved.
    pub(super) fn open_form(&mut self, desk: &mut Desk<'_>, row: Box<DrawnRow>, way: &str) -> Next {
        let mut form = super::content::form(desk, &row, way);
        let name = draft_name(&form);
        form.find_draft(desk, &name);
        self.go(Stage::Form(row, Box::new(form)))
    }

    /// Keeps what was typed into the form and is not saved.
    pub(in crate::tui) fn keep_draft(&mut self, desk: &mut Desk<'_>) {
        let Stage::Form(_, form) = &self.stage else {
            return;
        };
        form.keep_draft(desk, &draft_name(form));
    }

    /// The answers are written, and only then compared.
    pub(super) fn save_check(&mut self, desk: &mut Desk<'_>) -> Next {
        let now = desk.session.as_ref().map(Session::local_now);
        let (Stage::Form(row, form), Some(now)) = (&mut self.stage, now) else {
            return Next::Stay;
        };
        let Some(fields) = form.fields(now, desk) else {
            return Next::Stay;
        };
        let (case, person, draft) = (row.row.id, row.row.name.clone(), draft_name(form));
        let check = Check {
            at: None,
            by: None,
            subject: Subject::Case(case),
            level: Some(self.level),
            fields,
        };
        let Some(session) = &mut desk.session else {
            return Next::Stay;
        };
        match sampling::check(session, &check) {
            Err(error) => {
                desk.fail(&error);
                Next::Stay
            }
            Ok(checked) => {
                let pack = &session.pack;
                let mut lines = vec![
                    desk.messages
                        .with("sample-compared-head", &[("person", Value::Text(&person))]),
                    String::new(),
                ];
                lines.extend(sample_words::compared(
                    &checked.compared,
                    pack,
                    desk.messages,
                ));
                if checked.compared.is_empty() {
                    lines.push(desk.messages.get("sample-nobody-answered"));
                }
                if let Some((_, due)) = checked.opened {
                    lines.push(String::new());
                    lines.push(sample_words::opened(due, desk.messages));
                }
                let at = desk.clock.now();
                desk.with(|session| Ok(session.store.save_draft(&draft, "", at)?));
                let lines = lines.into_iter().map(|line| format!(" {line}"));
                self.go(Stage::Page(Page::of(lines.collect(), true)))
            }
        }
    }

    /// Somebody else takes the person's place.
    pub(super) fn replace(&mut self, desk: &mut Desk<'_>) -> Next {
        let (Stage::Replace(row), Some(session)) = (&self.stage, &mut desk.session) else {
            return Next::Stay;
        };
        let because = REPLACED_BECAUSE
            .get(self.hand.0)
            .copied()
            .unwrap_or("other");
        match sampling::replace(session, row.row.id, self.level, because, None) {
            Err(error) => self.wrong = error.sentence(desk.messages),
            Ok(done) => {
                self.hand = Hand(0);
                self.show_people(desk);
                desk.notice = desk.tell(
                    "sample-replaced",
                    &[
                        ("gone", Value::Text(&done.gone.name)),
                        ("next", Value::Text(&done.next.name)),
                        ("order", Value::from(done.order)),
                    ],
                );
            }
        }
        Next::Stay
    }

    /// Saves a paper beside the book.
    pub(super) fn save_file(&mut self, desk: &mut Desk<'_>, line: usize) {
        let level = self.level;
        let config = desk.config.clone();
        let messages = desk.messages;
        let Some(session) = &mut desk.session else {
            return;
        };
        let saved = bytes(session, level, line, &config, messages).and_then(|(bytes, ending)| {
            let name = format!(
                "{}{}.{ending}",
                messages.get(&format!("sample-file-{}", line + 1)),
                session.today().format("%Y%m%d")
            );
            let path = session.store.path().with_file_name(name);
            exporting::write_file(&path, &bytes)?;
            exporting::note(session, "sample", &path.display().to_string())?;
            Ok(path)
        });
        match saved {
            Err(error) => self.wrong = error.sentence(messages),
            Ok(path) => {
                self.wrong.clear();
                let path = path.display().to_string();
                desk.notice = desk.tell("sample-saved", &[("path", Value::Text(&path))]);
            }
        }
    }
}

/// Each way of looking keeps a draft of its own.
fn draft_name(form: &Form) -> String {
    let way = form.fixed.get("how").and_then(serde_json::Value::as_str);
    format!("{} {}", form.draft_name(), way.unwrap_or_default())
}

fn paper(
    session: &Session,
    level: crate::domain::sample::SampleLevel,
) -> Result<Option<sample_report::SamplePaper>, Error> {
    let day = timeline::report_day(&session.pack, session.clock.now());
    let report = daily_report(session, day, None)?;
    sampling::paper(session, &report, level)
}

/// The bytes of a paper and how its file ends.
fn bytes(
    session: &Session,
    level: crate::domain::sample::SampleLevel,
    line: usize,
    config: &std::path::Path,
    messages: &crate::messages::Messages,
) -> Result<(Vec<u8>, &'static str), Error> {
    let failed = |what: String| Error::said("error-paper", &[("what", &what)]);
    let nobody = || Error::said("error-sample-no-draw", &[]);
    match line {
        0 => {
            let forms = Forms::with_config(config)?;
            sampling::may_give_notice(session, &forms, level)?;
            let paper = sampling::resting(session, level, None, None)?;
            Ok((sampling::notice(session, &forms, &paper)?, "docx"))
        }
        1 => {
            let paper = paper(session, level)?.ok_or_else(nobody)?;
            let bytes = sample_report::workbook(&paper, messages);
            Ok((bytes.map_err(|error| failed(error.to_string()))?, "xlsx"))
        }
        2 => {
            let rows = sampling::rectifications(session, Some(level), None, None)?;
            let lines: Vec<_> = rows.iter().map(|one| one.line(session, false)).collect();
            let grid = rectify_grid(&lines, messages);
            let title = messages.get("sample-rectify-title");
            let bytes = write_grids(&title, &[], &[grid], session.today(), messages);
            Ok((bytes.map_err(|error| failed(error.to_string()))?, "xlsx"))
        }
        _ => {
            let draws = sampling::draws(session)?;
            let draw = draws.iter().rfind(|draw| draw.level == level);
            let rows = sampling::listed(session, draw.ok_or_else(nobody)?.id)?;
            let named = rows.iter().map(|row| {
                let name = super::content::unit_name(session, row.unit, messages);
                (row, name)
            });
            let bytes = sample_list::bytes(named, messages);
            Ok((bytes.map_err(|error| failed(error.to_string()))?, "csv"))
        }
    }
}
