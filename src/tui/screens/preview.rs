//! A photo on the terminal where it can be shown; elsewhere its name and size. Its own choice of what a case holds.

use std::path::{Path, PathBuf};

use super::super::app::{Desk, Next};
use super::super::job::{Job, Reins};
use super::super::paint::{Canvas, Tone, cut, wrap};
use super::choosing::{Hand, Sheet, reader};
use super::person_line;
use super::walk::moment;
use crate::action::Action;
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::intake::picture::Small;
use crate::store::CaseRow;
use crate::usecases::evidence;

/// A picture is read once, for the largest screen that it may stand on.
const ROOM: (usize, usize) = (118, 116);

/// A file that can be looked at.
struct Shown {
    /// What it is called.
    name: String,
    path: PathBuf,
    bytes: Option<u64>,
    /// Being decoded.
    job: Option<Job<(), Option<Small>>>,
    /// What came of it.
    small: Option<Small>,
}

/// The screen.
pub struct Preview {
    title: String,
    /// What there is to choose from; empty where one file was asked for.
    lines: Vec<(String, PathBuf)>,
    hand: Hand,
    shown: Option<Shown>,
}

impl Preview {
    /// One file.
    pub(super) fn of_file(desk: &Desk<'_>, name: &str, path: &Path) -> Self {
        let mut screen = Self {
            title: desk.say("photo-preview-title"),
            lines: Vec::new(),
            hand: Hand(0),
            shown: None,
        };
        screen.show(desk, name.to_owned(), path.to_owned());
        screen
    }

    /// What a case holds; nothing where it holds nothing.
    pub(super) fn of_case(desk: &mut Desk<'_>, row: &CaseRow) -> Option<Self> {
        let messages = desk.messages;
        let lines: Vec<(String, PathBuf)> = desk.with(|session| {
            let folder = session.evidence_folder();
            let case = Case::of(&session.store.entries_of(row.id)?, &session.pack);
            let line = |entry: &crate::domain::entry::Entry| {
                let file = entry.text("file")?;
                let sort = entry.text("sort").unwrap_or("photo");
                let given = entry.text("caption").or(entry.text("given"));
                let what = messages.get(&format!("entry-value-sort-{sort}"));
                let when = moment(session, entry);
                let line = format!("{when}  {what}  {}", given.unwrap_or_default());
                Some((line, folder.join(file)))
            };
            Ok(case.standing(Kind::Evidence).filter_map(line).collect())
        });
        let title = format!(
            "{}  {}",
            desk.say("photo-preview-title"),
            person_line(desk, row)
        );
        (!lines.is_empty()).then_some(Self {
            title,
            lines,
            hand: Hand(0),
            shown: None,
        })
    }

    fn show(&mut self, desk: &Desk<'_>, name: String, path: PathBuf) {
        let bytes = std::fs::metadata(&path).ok().map(|meta| meta.len());
        let job = desk.look.shows_pictures().then(|| {
            let (path, reader) = (path.clone(), reader());
            Job::start_reading(move |_: &Reins<(), Option<Small>>| {
                evidence::small(&path, reader, ROOM)
            })
        });
        self.shown = Some(Shown {
            name,
            path,
            bytes,
            job,
            small: None,
        });
    }

    pub(super) fn is_busy(&self) -> bool {
        self.shown.as_ref().is_some_and(|shown| shown.job.is_some())
    }

    /// Takes what the thread has sent; waits for more when `patiently`.
    pub(super) fn tick(&mut self, patiently: bool) -> Next {
        if let Some(shown) = &mut self.shown
            && let Some(job) = &mut shown.job
        {
            let end = if patiently {
                job.wait(|()| {})
            } else {
                job.look(|()| {})
            };
            if let Some(small) = end {
                shown.small = small;
                shown.job = None;
            }
        }
        Next::Stay
    }

    pub(super) fn key(&mut self, desk: &Desk<'_>, action: Option<Action>) -> Next {
        let leaves = action == Some(Action::Back) || action.and_then(Action::digit) == Some(0);
        match (leaves, self.shown.is_some()) {
            (true, true) if !self.lines.is_empty() => self.shown = None,
            (true, _) => return Next::Back,
            (false, true) => self.turn(desk, action),
            (false, false) => {
                if let Some(line) = self.hand.key(action, self.lines.len()) {
                    self.open(desk, line);
                }
            }
        }
        Next::Stay
    }

    fn open(&mut self, desk: &Desk<'_>, line: usize) {
        if let Some((name, path)) = self.lines.get(line).cloned() {
            self.hand = Hand(line);
            self.show(desk, name, path);
        }
    }

    /// The picture before or behind this one.
    fn turn(&mut self, desk: &Desk<'_>, action: Option<Action>) {
        let at = self.hand.0;
        match action {
            Some(Action::Up | Action::Left | Action::PageUp) if at > 0 => self.open(desk, at - 1),
            Some(Action::Down | Action::Right | Action::PageDown) => self.open(desk, at + 1),
            _ => {}
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        match &self.shown {
            Some(shown) => self.draw_shown(desk, canvas, shown),
            None => self.draw_lines(desk, canvas),
        }
    }

    fn draw_lines(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let lines: Vec<String> = self.lines.iter().map(|(line, _)| line.clone()).collect();
        Sheet {
            title: self.title.clone(),
            head: vec![desk.say("photo-preview-which")],
            lines: &lines,
            hand: self.hand,
            wrong: "",
            keys: desk.say("photo-keys"),
        }
        .draw(desk, canvas);
    }

    fn draw_shown(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>, shown: &Shown) {
        let columns = canvas.columns();
        let wide = canvas.look().wide;
        canvas.row(0, &format!(" {}", self.title), Tone::Strong);
        canvas.rule(1);
        let bottom = canvas.rows() - 3;
        if let Some(small) = &shown.small {
            paint(canvas, small, 2..bottom);
        } else {
            let text = desk.say(if shown.job.is_some() {
                "photo-preview-reading"
            } else if desk.look.shows_pictures() {
                "photo-preview-cannot"
            } else {
                "photo-preview-not-here"
            });
            let place = shown.path.display().to_string();
            let lines = [
                shown.name.as_str(),
                &size(desk, shown.bytes),
                "",
                &text,
                &place,
            ];
            let lines = lines.iter().flat_map(|line| wrap(line, columns - 2, wide));
            for (n, line) in lines.enumerate().take(bottom - 3) {
                canvas.row(3 + n, &format!(" {line}"), Tone::Plain);
            }
        }
        canvas.rule(bottom);
        let name = cut(&shown.name, columns.saturating_sub(16), wide);
        let told = format!(" {name}  {}", size(desk, shown.bytes));
        canvas.row(bottom + 1, &told, Tone::Plain);
        let keys = if self.lines.len() > 1 {
            "photo-preview-keys-turn"
        } else {
            "photo-preview-keys"
        };
        canvas.row(bottom + 2, &format!(" {}", desk.say(keys)), Tone::Plain);
    }
}

/// The picture in the middle of these rows, two of its lines in each; made to fit by leaving out.
fn paint(canvas: &mut Canvas<'_>, small: &Small, rows: std::ops::Range<usize>) {
    let (width, height) = (small.width, small.height());
    let (columns, lines) = (canvas.columns() - 2, 2 * rows.len());
    if width == 0 || height == 0 {
        return;
    }
    // It was read for the largest screen: on a smaller one every so many-th pixel stands for its neighbours.
    let (shown, tall) = if width * lines >= height * columns {
        let shown = width.min(columns);
        (shown, (height * shown / width).max(1))
    } else {
        let tall = height.min(lines);
        ((width * tall / height).max(1), tall)
    };
    let at = |x: usize, y: usize| small.pixels[(y * height / tall) * width + x * width / shown];
    let left = 1 + (columns - shown) / 2;
    for row in 0..tall.div_ceil(2) {
        for x in 0..shown {
            let lower = (2 * row + 1 < tall).then(|| at(x, 2 * row + 1));
            canvas.pixels(left + x, rows.start + row, at(x, 2 * row), lower);
        }
    }
}

fn size(desk: &Desk<'_>, bytes: Option<u64>) -> String {
    match bytes {
        None => desk.say("photo-preview-gone"),
        Some(bytes) if bytes < 1 << 20 => format!("{}KB", bytes.div_ceil(1 << 10)),
        Some(bytes) => format!("{}MB", bytes.div_ceil(1 << 20)),
    }
}
