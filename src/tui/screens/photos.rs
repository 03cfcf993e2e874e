//! 收照片: a place is chosen, what can be told whose it is is kept in one go, and the rest is brought to its people by hand:
//! photos in order of time on the left, the people visited that day on the right.

mod running;

use super::super::app::{Desk, Next};
use super::super::paint::{Canvas, Tone, fit};
use super::choosing::{Hand, Sheet, places};
use super::places::Spot;
use super::{Screen, place_of, preview};
use crate::action::Action;
use crate::domain::entry::CaseId;
use crate::domain::record::EVIDENCE;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::collecting::{self, Collected, Found, Picture};
use running::Running;

/// Columns of the left side.
const LEFT: usize = 44;

enum Stage {
    /// Where they lie.
    Place,
    /// What was found there.
    Looked(Vec<Picture>),
    /// What nobody knows, side by side with people; whether the hand is on the right.
    Hand {
        open: Vec<Picture>,
        people: Vec<CaseRow>,
        who: Hand,
        right: bool,
        /// What it is, once it is being given to somebody.
        joining: Option<usize>,
    },
}

/// The screen.
pub struct Photos {
    stage: Stage,
    places: Vec<(String, Spot)>,
    hand: Hand,
    wrong: String,
    /// What runs on a thread that has the book.
    running: Option<Running>,
}

impl Photos {
    pub(super) fn open(desk: &Desk<'_>) -> Self {
        Self {
            stage: Stage::Place,
            places: places(desk),
            hand: Hand(0),
            wrong: String::new(),
            running: None,
        }
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        if let Some(running) = &self.running {
            if action == Some(Action::Back) {
                running.stop();
            }
            return Next::Stay;
        }
        if matches!(self.stage, Stage::Hand { .. }) {
            return self.by_hand(desk, action);
        }
        let leaves = action == Some(Action::Back) || action.and_then(Action::digit) == Some(0);
        if leaves {
            if matches!(self.stage, Stage::Place) {
                return Next::Back;
            }
            self.choose_place();
            return Next::Stay;
        }
        let count = match &self.stage {
            Stage::Place => self.places.len(),
            _ => 3,
        };
        let Some(line) = self.hand.key(action, count) else {
            return Next::Stay;
        };
        match (&mut self.stage, line) {
            (Stage::Place, line) => self.look(desk, line),
            (Stage::Looked(_), 0) => self.keep(desk),
            (Stage::Looked(pictures), 1) => {
                let pictures = std::mem::take(pictures);
                self.open_hand(desk, pictures);
            }
            _ => self.choose_place(),
        }
        Next::Stay
    }

    fn choose_place(&mut self) {
        self.stage = Stage::Place;
        self.hand = Hand(0);
        self.wrong.clear();
    }

    fn open_hand(&mut self, desk: &mut Desk<'_>, mut pictures: Vec<Picture>) {
        pictures.retain(|picture| picture.found == Found::Open);
        self.hand = Hand(0);
        self.wrong.clear();
        if pictures.is_empty() {
            self.choose_place();
            if desk.notice.is_empty() {
                desk.notice = desk.say("photo-all-done");
            }
            return;
        }
        self.stage = Stage::Hand {
            people: visited(desk, pictures.first()),
            open: pictures,
            who: Hand(0),
            right: false,
            joining: None,
        };
    }

    fn by_hand(&mut self, desk: &mut Desk<'_>, action: Option<Action>) -> Next {
        let Stage::Hand {
            open,
            people,
            who,
            right,
            joining,
        } = &mut self.stage
        else {
            return Next::Stay;
        };
        let digit = action.and_then(Action::digit).map(usize::from);
        if let Some(what) = joining {
            match (action, digit) {
                (Some(Action::Back), _) => *joining = None,
                (Some(Action::Open), _) | (_, Some(0)) => self.join(desk),
                (_, Some(digit)) if digit <= EVIDENCE.len() => *what = digit - 1,
                _ => {}
            }
            return Next::Stay;
        }
        match action {
            Some(Action::Back) => self.choose_place(),
            Some(Action::Left) => *right = false,
            Some(Action::Right) => *right = !people.is_empty(),
            Some(Action::Open) if !*right => *right = !people.is_empty(),
            Some(Action::Choose0) => {
                if let Some(picture) = open.get(self.hand.0) {
                    let screen = preview::Preview::of_file(desk, &picture.name, &picture.path);
                    return Next::Open(Box::new(Screen::Preview(Box::new(screen))));
                }
            }
            _ if digit.is_some() || *right => {
                // Digits choose people whichever side the hand is on: photos are many, and are walked with the arrows.
                if who.key(action, people.len()).is_some() {
                    *right = true;
                    *joining = Some(guess(open.get(self.hand.0)));
                }
            }
            _ => {
                let before = self.hand.0;
                self.hand.key(action, open.len());
                if self.hand.0 != before {
                    *people = visited(desk, open.get(self.hand.0));
                    *who = Hand(0);
                }
            }
        }
        Next::Stay
    }

    /// Somebody who was not visited that day was found by name.
    pub(super) fn take_person(&mut self, desk: &mut Desk<'_>, case: CaseId) -> Next {
        let found = desk.with(|session| Ok(session.store.row(case)?));
        if let (
            Stage::Hand {
                people, who, right, ..
            },
            Some(row),
        ) = (&mut self.stage, found)
        {
            people.retain(|other| other.id != row.id);
            people.insert(0, row);
            *who = Hand(0);
            *right = true;
        }
        Next::Stay
    }

    fn count_open(&self) -> usize {
        match &self.stage {
            Stage::Hand { open, .. } => open.len(),
            _ => 0,
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        if let Some(running) = &self.running {
            return running.draw(desk, canvas);
        }
        let (head, lines) = match &self.stage {
            Stage::Place => {
                let names = self.places.iter().map(|(name, _)| name.clone());
                (vec![desk.say("photo-ask-place")], names.collect())
            }
            Stage::Looked(pictures) => {
                let lines: Vec<String> = (1..=3)
                    .map(|n| desk.say(&format!("photo-result-{n}")))
                    .collect();
                (looked(desk, &Collected::of(pictures)), lines)
            }
            Stage::Hand { .. } => return self.draw_hand(desk, canvas),
        };
        Sheet {
            title: desk.say("photo-title"),
            head,
            lines: &lines,
            hand: self.hand,
            wrong: &self.wrong,
            keys: desk.say("photo-keys"),
        }
        .draw(desk, canvas);
    }

    fn draw_hand(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        let Stage::Hand {
            open,
            people,
            who,
            right,
            joining,
        } = &self.stage
        else {
            return;
        };
        let columns = canvas.columns();
        let bottom = canvas.rows() - 4;
        let title = format!(
            " {}  {}",
            desk.say("photo-title"),
            desk.say("photo-hand-head")
        );
        canvas.row(0, &title, Tone::Strong);
        canvas.rule(1);
        for row in 2..bottom {
            canvas.bar(LEFT, row);
        }
        let room = bottom - 3;
        let first = (self.hand.0 + 1).saturating_sub(room);
        for (n, picture) in open.iter().enumerate().skip(first).take(room) {
            let at = picture.at.get(5..16).unwrap_or_default().replace('T', " ");
            let mark = if n == self.hand.0 { ">" } else { " " };
            let line = format!("{mark}{at} {}", picture.name);
            let tone = tone_of(n == self.hand.0, !*right);
            canvas.text(0, 2 + n - first, LEFT, &line, tone);
        }
        let width = columns - LEFT - 2;
        if people.is_empty() {
            let text = desk.say("photo-nobody-that-day");
            let wide = canvas.look().wide;
            for (n, line) in super::super::paint::wrap(&text, width, wide)
                .iter()
                .enumerate()
            {
                canvas.text(LEFT + 2, 2 + n, width, line, Tone::Plain);
            }
        }
        let first = who.first();
        for (n, row) in people.iter().skip(first).take(9).enumerate() {
            let mark = if first + n == who.0 { ">" } else { " " };
            let line = format!(
                "{mark}{} {} {}",
                n + 1,
                fit(&row.name, 8, false),
                place_of(desk, row)
            );
            let tone = tone_of(first + n == who.0, *right);
            canvas.text(LEFT + 1, 2 + n, width + 1, &line, tone);
        }
        canvas.rule(bottom);
        let (asked, keys) = match (joining, open.get(self.hand.0), people.get(who.0)) {
            (Some(what), Some(picture), Some(row)) => (
                format!(
                    "{}  [{}]",
                    desk.tell(
                        "photo-ask-join",
                        &[
                            (
                                "file",
                                Value::Text(&super::super::paint::cut(&picture.name, 24, false))
                            ),
                            ("person", Value::Text(&row.name)),
                        ],
                    ),
                    desk.say(&format!("entry-value-sort-{}", EVIDENCE[*what]))
                ),
                "photo-keys-join",
            ),
            _ => (self.wrong.clone(), "photo-keys-hand"),
        };
        canvas.row(bottom + 1, &format!(" {asked}"), Tone::Strong);
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        canvas.row(bottom + 3, &format!(" {}", desk.say(keys)), Tone::Plain);
    }
}

const fn tone_of(chosen: bool, here: bool) -> Tone {
    match (chosen, here) {
        (true, true) => Tone::Chosen,
        (true, false) => Tone::Strong,
        (false, _) => Tone::Plain,
    }
}

/// What a picture most likely is, as its place in the list of sorts.
fn guess(picture: Option<&Picture>) -> usize {
    picture
        .and_then(|picture| EVIDENCE.iter().position(|word| *word == picture.what))
        .unwrap_or(0)
}

fn visited(desk: &mut Desk<'_>, picture: Option<&Picture>) -> Vec<CaseRow> {
    let Some(day) = picture.and_then(collecting::day_of) else {
        return Vec::new();
    };
    desk.with(|session| collecting::visited_on(session, day))
}

/// What was found, in an officer's words.
fn looked(desk: &Desk<'_>, sum: &Collected) -> Vec<String> {
    let mut head = vec![desk.tell(
        "photo-looked",
        &[
            ("files", Value::from(sum.files - sum.not_taken)),
            ("code", Value::from(sum.by_code)),
            ("name", Value::from(sum.by_file_name)),
            ("known", Value::from(sum.known)),
            ("large", Value::from(sum.too_large)),
            ("open", Value::from(sum.open)),
        ],
    )];
    if sum.screenshots > 0 {
        let count = Value::from(sum.screenshots);
        head.push(desk.tell("photo-screenshots", &[("count", count)]));
    }
    head
}
