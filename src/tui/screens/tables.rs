//! 核查表 for villages without a laptop: handed out into a folder, and read in again from wherever they came.

use std::path::PathBuf;

use super::super::app::{Desk, Next};
use super::super::paint::Canvas;
use super::choosing::{Hand, Sheet, lists_in, places, reader};
use super::places::{Spot, folders};
use crate::action::Action;
use crate::check_tables::CheckTable;
use crate::error::Error;
use crate::intake::Limits;
use crate::messages::Value;
use crate::usecases::check_tables::{
    RowEnd, TableOptions, TableResult, hand_out, read_tables, save_unsettled,
};

enum Stage {
    /// Out or in.
    Menu,
    /// Whether numbers go out whole.
    Whole,
    /// Into which folder; and whether numbers go out whole.
    Folder(Vec<(String, PathBuf)>, bool),
    /// Where the filled table lies.
    Place(Vec<(String, Spot)>),
    /// Which file it is.
    File(Vec<(String, PathBuf)>),
    /// What reading it would do.
    Result(Box<TableResult>, PathBuf),
}

/// The screen.
pub struct Tables {
    stage: Stage,
    hand: Hand,
    wrong: String,
}

const MENU: [&str; 2] = ["tables-menu-out", "tables-menu-in"];
const WHOLE: [&str; 2] = ["tables-masked", "tables-whole"];
const DECIDE: [&str; 3] = ["tables-take", "tables-leave", "tables-save"];
/// So many wrong rows are shown; all of them go into the file that can be saved.
const SHOWN: usize = 8;

impl Tables {
    pub(super) const fn open() -> Self {
        Self {
            stage: Stage::Menu,
            hand: Hand(0),
            wrong: String::new(),
        }
    }

    fn go(&mut self, stage: Stage) {
        self.stage = stage;
        self.hand = Hand(0);
        self.wrong.clear();
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        if action == Some(Action::Back) || action.and_then(Action::digit) == Some(0) {
            if matches!(self.stage, Stage::Menu) {
                return Next::Back;
            }
            self.go(Stage::Menu);
            return Next::Stay;
        }
        let count = self.count();
        if let Some(line) = self.hand.key(action, count) {
            self.choose(desk, line);
        }
        Next::Stay
    }

    fn count(&self) -> usize {
        match &self.stage {
            Stage::Menu => MENU.len(),
            Stage::Whole => WHOLE.len(),
            Stage::Folder(options, _) | Stage::File(options) => options.len(),
            Stage::Place(options) => options.len(),
            Stage::Result(result, _) => decisions(result).len(),
        }
    }

    fn choose(&mut self, desk: &mut Desk<'_>, line: usize) {
        match &mut self.stage {
            Stage::Menu if line == 0 => self.go(Stage::Whole),
            Stage::Menu => {
                let places = places(desk);
                self.go(Stage::Place(places));
            }
            Stage::Whole => {
                let options = targets(desk);
                self.go(Stage::Folder(options, line == 1));
            }
            Stage::Folder(options, whole) => {
                if let Some((_, folder)) = options.get(line) {
                    let (folder, whole) = (folder.join(desk.say("tables-folder")), *whole);
                    self.hand_out(desk, &folder, whole);
                }
            }
            Stage::Place(options) => {
                let files = options.get(line).map(|(_, spot)| lists_in(spot));
                match files.filter(|files| !files.is_empty()) {
                    Some(files) => self.go(Stage::File(files)),
                    None => self.wrong = desk.say("tui-start-no-lists"),
                }
            }
            Stage::File(options) => {
                if let Some((_, path)) = options.get(line) {
                    let path = path.clone();
                    self.look(desk, path);
                }
            }
            Stage::Result(result, path) => {
                let path = path.clone();
                match decisions(result).get(line) {
                    Some(&"tables-take") => self.take(desk, path),
                    Some(&"tables-save") => {
                        let result = std::mem::take(result);
                        self.save(desk, &result, &path);
                        self.stage = Stage::Result(result, path);
                    }
                    _ => self.go(Stage::Menu),
                }
            }
        }
    }

    fn hand_out(&mut self, desk: &mut Desk<'_>, folder: &std::path::Path, whole: bool) {
        let because = desk.say("tables-whole-because");
        let (config, messages) = (desk.config.clone(), desk.messages);
        let Some(session) = &mut desk.session else {
            return;
        };
        let unit = session.store.unit();
        let because = whole.then_some(because.as_str());
        let handed = CheckTable::with_config(&config)
            .and_then(|table| hand_out(session, &table, unit, folder, because, messages));
        match handed {
            Ok(handed) => {
                let people: usize = handed.iter().map(|one| one.people).sum();
                self.go(Stage::Menu);
                desk.notice = desk.tell(
                    "tables-handed",
                    &[
                        ("files", Value::from(handed.len())),
                        ("people", Value::from(people)),
                        ("path", Value::Text(&folder.display().to_string())),
                    ],
                );
            }
            Err(error) => self.wrong = error.sentence(desk.messages),
        }
    }

    /// Reads without writing, and shows what it would do.
    fn look(&mut self, desk: &mut Desk<'_>, path: PathBuf) {
        match read(desk, &path, true) {
            Ok(result) => self.go(Stage::Result(Box::new(result), path)),
            Err(error) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let said = error.sentence(desk.messages);
                // The whole path says less than the name that stands in the list.
                self.wrong = said.replace(&path.display().to_string(), &name);
            }
        }
    }

    fn take(&mut self, desk: &mut Desk<'_>, path: PathBuf) {
        match read(desk, &path, false) {
            Ok(result) => {
                let said = told(desk, &result, "tables-taken");
                // What has to be looked at stays on the screen.
                if result.is_partly() {
                    self.go(Stage::Result(Box::new(result), path));
                } else {
                    self.go(Stage::Menu);
                }
                desk.notice = said;
            }
            Err(error) => self.wrong = error.sentence(desk.messages),
        }
    }

    fn save(&mut self, desk: &mut Desk<'_>, result: &TableResult, path: &std::path::Path) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{}{stem}.xlsx", desk.say("tables-wrong-file"));
        let target = path.with_file_name(name);
        let Some(session) = &desk.session else { return };
        match save_unsettled(session, result, &target, desk.messages) {
            Ok(_) => {
                let path = target.display().to_string();
                desk.notice = desk.tell("tui-report-saved", &[("path", Value::Text(&path))]);
            }
            Err(error) => self.wrong = error.sentence(desk.messages),
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let say = |keys: &[&str]| -> Vec<String> { keys.iter().map(|key| desk.say(key)).collect() };
        let (head, lines) = match &self.stage {
            Stage::Menu => (say(&["tables-about"]), say(&MENU)),
            Stage::Whole => (say(&["tables-ask-whole"]), say(&WHOLE)),
            Stage::Folder(options, _) => (say(&["tables-ask-folder"]), names_of(options)),
            Stage::Place(options) => (say(&["tui-start-place"]), names_of(options)),
            Stage::File(options) => (say(&["tui-start-file"]), names_of(options)),
            Stage::Result(result, path) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let mut head = vec![name.into_owned(), told(desk, result, "tables-would")];
                head.extend(wrong_rows(desk, result));
                (head, say(&decisions(result)))
            }
        };
        Sheet {
            title: desk.say("tables-title"),
            head,
            lines: &lines,
            hand: self.hand,
            wrong: &self.wrong,
            keys: desk.say("match-keys"),
        }
        .draw(desk, canvas);
    }
}

/// What can be done with a table that was read: wrong rows are saved only where there are any.
fn decisions(result: &TableResult) -> Vec<&'static str> {
    let wrong = result.count(RowEnd::Doubtful) + result.count(RowEnd::Rejected);
    let [take, leave, save] = DECIDE;
    let mut lines = Vec::new();
    if result.count(RowEnd::Applied) > 0 {
        lines.push(take);
    }
    lines.push(leave);
    if wrong > 0 {
        lines.push(save);
    }
    lines
}

fn read(desk: &mut Desk<'_>, path: &std::path::Path, dry_run: bool) -> Result<TableResult, Error> {
    let config = desk.config.clone();
    let table = CheckTable::with_config(&config)?;
    let Some(session) = &mut desk.session else {
        return Err(Error::said("error-no-book", &[]));
    };
    let options = TableOptions {
        dry_run,
        limits: Limits {
            reader: reader(),
            ..Limits::default()
        },
        words: Some(config),
        by: None,
    };
    let mut result = read_tables(session, &table, &[path.to_owned()], &options)?;
    match result
        .files
        .first_mut()
        .and_then(|file| file.refused.take())
    {
        Some(error) => Err(error),
        None => Ok(result),
    }
}

fn told(desk: &Desk<'_>, result: &TableResult, key: &str) -> String {
    desk.tell(
        key,
        &[
            ("rows", Value::from(result.rows.len())),
            ("applied", Value::from(result.count(RowEnd::Applied))),
            ("unchanged", Value::from(result.count(RowEnd::Unchanged))),
            ("doubtful", Value::from(result.count(RowEnd::Doubtful))),
            ("rejected", Value::from(result.count(RowEnd::Rejected))),
        ],
    )
}

/// 第6行 张雪芳：没写核查人
fn wrong_rows(desk: &Desk<'_>, result: &TableResult) -> Vec<String> {
    let mut lines: Vec<String> = result
        .rows
        .iter()
        .flat_map(|row| {
            let problems = row.problems.iter().chain(&row.beside);
            problems.map(move |problem| (row, problem))
        })
        .map(|(row, problem)| {
            desk.tell(
                "tables-row",
                &[
                    ("row", Value::from(row.row)),
                    ("person", Value::Text(&row.name)),
                    ("what", Value::Text(&problem.sentence(desk.messages))),
                ],
            )
        })
        .collect();
    if lines.len() > SHOWN {
        let more = lines.len() - (SHOWN - 1);
        lines.truncate(SHOWN - 1);
        lines.push(desk.tell("tables-more", &[("count", Value::from(more))]));
    }
    lines
}

/// Folders into which tables can go: what is plugged in, the desktop, beside the book.
fn targets(desk: &Desk<'_>) -> Vec<(String, PathBuf)> {
    let mut targets: Vec<(String, PathBuf)> = folders(&desk.home)
        .into_iter()
        .map(|(key, note, folder)| {
            let name = format!("{} {note}", desk.say(key));
            (name.trim_end().to_owned(), folder)
        })
        .collect();
    let beside = desk.session.as_ref().map(|session| session.store.path());
    if let Some(folder) = beside.and_then(|path| path.parent()) {
        targets.push((desk.say("tui-backup-beside"), folder.to_owned()));
    }
    targets
}

fn names_of<T>(options: &[(String, T)]) -> Vec<String> {
    options.iter().map(|(name, _)| name.clone()).collect()
}
