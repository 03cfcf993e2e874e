//! 打印: the papers that this person's class and step may need, the values that nobody has said yet, and where the file
//! lies. A digit chooses and Enter prints: no single key puts a number on a paper.

use crate::action::{Action, Place};
use crate::domain::case::Case;
use crate::domain::entry::Kind;
use crate::error::Error;
use crate::forms::{Asked, Forms};
use crate::key::Key;
use crate::messages::Value;
use crate::store::CaseRow;
use crate::usecases::papers::{self, Entered, Figures};
use crate::usecases::settling::Settling;

use super::super::app::{Desk, Next};
use super::super::form::{Entry, Form, Meant, Row};
use super::super::paint::{Canvas, Tone, fit};
use super::{Screen, person_line};

/// So many papers have a digit of their own; 9 turns the page.
const PAGE: usize = 8;
const TITLE: usize = 46;

/// A line of the list.
struct Item {
    /// Where the form stands among all forms; nothing for the village's sheet.
    form: Option<usize>,
    title: String,
    state: String,
}

/// The list of papers for one person.
pub struct Papers {
    row: CaseRow,
    case: Case,
    forms: Forms,
    settling: Settling,
    items: Vec<Item>,
    chosen: usize,
    /// What is asked before the paper is printed.
    asking: Option<Box<Form>>,
}

/// Opens the list for the person of the walk.
pub(super) fn open(desk: &mut Desk<'_>, row: &CaseRow, case: &Case) -> Next {
    let read = Forms::with_config(&desk.config)
        .and_then(|forms| Ok((forms, Settling::with_config(&desk.config)?)));
    match read {
        Ok((forms, settling)) => {
            let mut papers = Papers {
                row: row.clone(),
                case: case.clone(),
                forms,
                settling,
                items: Vec::new(),
                chosen: 0,
                asking: None,
            };
            papers.list(desk);
            Next::Open(Box::new(Screen::Papers(Box::new(papers))))
        }
        Err(error) => {
            desk.fail(&error);
            Next::Stay
        }
    }
}

impl Papers {
    fn list(&mut self, desk: &mut Desk<'_>) {
        let id = self.row.id;
        let read = desk.with(|session| {
            let entries = session.store.entries_of(id)?;
            Ok(Some(Case::of(&entries, &session.pack)))
        });
        if let Some(case) = read {
            self.case = case;
        }
        let Some(session) = &desk.session else { return };
        let usable = papers::usable(&self.forms, &self.case, &session.pack);
        let mut items: Vec<Item> = usable
            .into_iter()
            .map(|form| Item {
                form: self.forms.forms.iter().position(|one| one.id == form.id),
                title: papers::title(&self.forms, form, &self.case).to_owned(),
                state: state_of(desk, &self.case, &form.id, form.served),
            })
            .collect();
        items.push(Item {
            form: None,
            title: desk.say("tui-papers-sheet"),
            state: String::new(),
        });
        self.items = items;
    }

    pub(super) fn place(&self) -> Place {
        if self.asking.is_some() {
            Place::Form
        } else {
            Place::Menu
        }
    }

    pub(super) fn takes_text(&self) -> bool {
        self.asking.is_some()
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(form) = &mut self.asking {
            form.paste(text);
        }
    }

    pub(super) fn refresh(&mut self, desk: &mut Desk<'_>) {
        self.list(desk);
    }

    pub(super) fn key(&mut self, desk: &mut Desk<'_>, key: Key, action: Option<Action>) -> Next {
        if let Some(form) = &mut self.asking {
            match form.key(key, action) {
                Meant::Nothing => {}
                Meant::Leave => {
                    self.keep_draft(desk);
                    self.asking = None;
                }
                Meant::Save => self.save(desk),
            }
            return Next::Stay;
        }
        let last = self.items.len() - 1;
        match action {
            Some(Action::Back | Action::Choose0) => return Next::Back,
            Some(Action::Up) => self.chosen = self.chosen.saturating_sub(1),
            Some(Action::Down) => self.chosen = (self.chosen + 1).min(last),
            Some(Action::Open) => return self.act(desk),
            Some(action) => {
                let digit = action.digit().map_or(0, usize::from);
                let page = self.chosen / PAGE * PAGE;
                if digit == PAGE + 1 {
                    let next = page + PAGE;
                    self.chosen = if next > last { 0 } else { next };
                } else if digit >= 1 && page + digit - 1 <= last {
                    self.chosen = page + digit - 1;
                }
            }
            None => {}
        }
        Next::Stay
    }

    /// Asks for what nobody has said, or prints at once.
    fn act(&mut self, desk: &mut Desk<'_>) -> Next {
        let Some(at) = self.items.get(self.chosen).and_then(|item| item.form) else {
            let unit = self.row.unit;
            return super::walk::print_sheet(desk, unit);
        };
        let (forms, person) = (&self.forms, (&self.row, &self.case));
        let figures = Figures::Own(&self.settling);
        let unsaid =
            desk.with(|session| papers::unsaid(session, forms, &forms.forms[at], person, figures));
        if unsaid.is_empty() {
            self.print(desk, at, &Entered::new());
            return Next::Stay;
        }
        let mut form = self.form(desk, &unsaid);
        let name = self.draft_name(at);
        form.find_draft(desk, &name);
        self.asking = Some(Box::new(form));
        Next::Stay
    }

    /// A row for each value; what was entered for an earlier paper of this person stands in it already.
    fn form(&self, desk: &Desk<'_>, unsaid: &[String]) -> Form {
        let before = papers::remembered(&self.case);
        let rows = unsaid
            .iter()
            .map(|name| {
                let asked = self.forms.fields.get(name).and_then(|field| field.ask);
                let entry = match asked {
                    Some(Asked::Day | Asked::LastDay) => Entry::Ahead,
                    Some(Asked::PastDay) => Entry::Past,
                    Some(Asked::Money) => Entry::Money,
                    _ => Entry::Text,
                };
                let mut row = Row::of(name, name.clone(), entry, false);
                // A day of an earlier paper is no day of this one.
                if !matches!(asked, Some(Asked::Day | Asked::LastDay | Asked::PastDay))
                    && let Some(text) = before.get(name)
                {
                    row.text = tui_input::Input::new(text.clone());
                }
                row
            })
            .collect();
        Form {
            kind: Kind::Print,
            title: self.items[self.chosen].title.clone(),
            person: person_line(desk, &self.row),
            remark: String::new(),
            case: Some(self.row.id),
            rows,
            focus: 0,
            fixed: serde_json::Map::new(),
            touched: false,
        }
    }

    fn draft_name(&self, at: usize) -> String {
        format!("paper {} {}", self.forms.forms[at].id, self.row.id)
    }

    pub(super) fn keep_draft(&self, desk: &mut Desk<'_>) {
        let form = self.items.get(self.chosen).and_then(|item| item.form);
        let (Some(asking), Some(at)) = (&self.asking, form) else {
            return;
        };
        asking.keep_draft(desk, &self.draft_name(at));
    }

    fn save(&mut self, desk: &mut Desk<'_>) {
        let Some(session) = &desk.session else { return };
        let (now, today) = (session.local_now(), session.today());
        let Some(at) = self.items.get(self.chosen).and_then(|item| item.form) else {
            return;
        };
        let Some(fields) = self.asking.as_mut().and_then(|form| form.fields(now, desk)) else {
            return;
        };
        let given: Vec<(String, String)> = fields
            .into_iter()
            .filter_map(|(field, value)| Some((field, value.as_str()?.to_owned())))
            .collect();
        match papers::entered(&self.forms, &given, today) {
            Ok(entered) => {
                if self.print(desk, at, &entered) {
                    let name = self.draft_name(at);
                    desk.with(|session| Ok(session.store.save_draft(&name, "", 0)?));
                    self.asking = None;
                }
            }
            Err(error) => desk.fail(&error),
        }
    }

    /// Prints and says where the file lies.
    fn print(&mut self, desk: &mut Desk<'_>, at: usize, entered: &Entered) -> bool {
        let form = &self.forms.forms[at];
        let Some(session) = &mut desk.session else {
            return false;
        };
        let path = papers::place_for(session, form, &self.row.name);
        let people = [self.row.id];
        let figures = Figures::Own(&self.settling);
        let printed: Result<_, Error> =
            papers::print(session, &self.forms, form, &people, entered, figures, &path);
        match printed {
            Ok(printing) => {
                let file = printing.path.file_name().unwrap_or_default();
                let blanks: usize = printing.papers.iter().map(|paper| paper.blanks.len()).sum();
                desk.notice = desk.tell(
                    "tui-papers-saved",
                    &[
                        ("path", Value::Text(&file.to_string_lossy())),
                        ("blanks", Value::from(blanks)),
                    ],
                );
                self.list(desk);
                true
            }
            Err(error) => {
                desk.fail(&error);
                false
            }
        }
    }

    pub(super) fn draw(&self, desk: &Desk<'_>, canvas: &mut Canvas<'_>) {
        if let Some(form) = &self.asking {
            form.draw(desk, canvas);
            return;
        }
        let wide = canvas.look().wide;
        canvas.ends(
            0,
            &format!(" {}", desk.say("tui-papers-title")),
            &format!("{} ", person_line(desk, &self.row)),
            Tone::Strong,
        );
        canvas.rule(1);
        let bottom = canvas.rows() - 5;
        let page = self.chosen / PAGE * PAGE;
        for (n, item) in self.items.iter().skip(page).take(PAGE).enumerate() {
            let chosen = page + n == self.chosen;
            let (mark, tone) = if chosen {
                (">", Tone::Chosen)
            } else {
                (" ", Tone::Plain)
            };
            let title = fit(&item.title, TITLE, wide);
            let line = format!("{mark}{} {title}  {}", n + 1, item.state);
            canvas.row(2 + n, &line, tone);
        }
        if self.items.len() > PAGE {
            let more = format!(" {} {}", PAGE + 1, desk.say("tui-papers-more"));
            canvas.row(2 + PAGE, &more, Tone::Plain);
        }
        canvas.rule(bottom);
        if let Some(item) = self.items.get(self.chosen) {
            let sure = desk.tell("tui-papers-sure", &[("title", Value::Text(&item.title))]);
            canvas.row(bottom + 1, &format!(" {sure}"), Tone::Strong);
        }
        canvas.row(bottom + 2, &format!(" {}", desk.notice), Tone::Good);
        let keys = desk.say("tui-papers-keys");
        canvas.row(bottom + 3, &format!(" {keys}"), Tone::Plain);
        let keys = desk.say("tui-list-keys-2");
        canvas.row(bottom + 4, &format!(" {keys}"), Tone::Plain);
    }
}

/// 已印3号，没送达
fn state_of(desk: &Desk<'_>, case: &Case, form: &str, served: bool) -> String {
    let of_form = |kind: Kind, field: &str| {
        let titles: Vec<&str> = case
            .standing(Kind::Print)
            .filter(|print| print.text("form") == Some(form))
            .filter_map(|print| print.text("title"))
            .collect();
        case.standing(kind)
            .rfind(|entry| {
                let named = entry.text(field).unwrap_or_default();
                named == form || titles.contains(&named)
            })
            .cloned()
    };
    let Some(print) = of_form(Kind::Print, "form") else {
        return if served {
            desk.say("tui-papers-to-serve")
        } else {
            String::new()
        };
    };
    let number = print
        .body
        .fields
        .get("number")
        .and_then(serde_json::Value::as_i64);
    let key = match (served, of_form(Kind::Served, "notice")) {
        (true, Some(_)) => "tui-papers-served",
        (true, None) => "tui-papers-printed-only",
        (false, _) => "tui-papers-printed",
    };
    desk.tell(key, &[("number", Value::Number(number.unwrap_or(0)))])
}
