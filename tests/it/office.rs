//! A village's book made in the test from a small list, and the screen that is played on it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use xunren::domain::case::Case;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::record::recordable;
use xunren::keymap::Keymap;
use xunren::messages::{Language, Messages};
use xunren::packs::Packs;
use xunren::tui::paint::Look;
use xunren::tui::{App, Start, screen_of, script};
use xunren::usecases::importing::{ImportOptions, import};
use xunren::usecases::recording::{Record, Subject, record};
use xunren::usecases::session::{Clock, Session};

use crate::desk::packs;

pub const VILLAGE: &str = "410108101205";
pub const TOWNSHIP: &str = "410108101";
pub const DISTRICT: &str = "410108";
pub const SMALL: (u16, u16) = (80, 24);

/// 7 September 2021, 12:46 in Zhengzhou.
pub const NOON: i64 = 1_630_989_960_000;
const MORNING: i64 = NOON - 4 * 3_600_000;

/// The last one's ID number ends in a wrong digit.
pub const PEOPLE: &str = "\
姓名,证件号码,性别,乡镇（街道）,村（社区）,组,家庭住址,联系电话,暂停年月,暂停原因,暂停备注
张雪芳,410198194903050021,女,古荥镇,曹村坡村,3,中街18号,13912342231,202011,未提供生存证明,电话空号
李大山,41019819471112003X,男,古荥镇,曹村坡村,3,中街18号,13912342231,202103,失联,
买买提·艾力,410198195006200055,男,古荥镇,曹村坡村,5,东街2号,13812340002,202011,未认证,在外地，子女代管，邻居说去年搬走了，门口的牌子已经摘了，还要再问
王𬎆㛃,410198195308150049,女,古荥镇,曹村坡村,5,东街9号,,202012,死亡,
陈福来,410198193901020078,男,古荥镇,曹村坡村,6,老庄,13812340004,202011,死亡,
王凤英,410198195510040062,女,古荥镇,曹村坡村,6,老庄,13812340005,202105,重复领取,
赵长顺,410198195601010033,男,古荥镇,曹村坡村,6,老庄,,202105,其他,
";

/// An office's layer with figures that no document gives.
pub const FIGURES: (&str, &str) = (
    "office-figures",
    r#"
id = "office-figures"
version = 1
extends = ["huiji-2021", "songshan-2020"]
title = "本单位标准"

[[rules.rates]]
from = "2018-01"
basic = "108.00"
layer = "minimum"
source = "本单位规定"

[[rules.rates]]
from = "2021-01"
basic = "113.00"
layer = "minimum"
source = "本单位规定"

[[rules.over]]
chain = ["death", "sentence"]
basis = "basic"
source = "本单位规定"
"#,
);

/// An office with its book on a disk of its own.
pub struct Office {
    pub folder: TempDir,
    pub messages: Messages,
    packs: Packs,
}

impl Office {
    /// A book of this unit, used by 王敏 and 李所.
    pub fn new(unit: &str) -> Self {
        Self::with(unit, PEOPLE)
    }

    /// The same with the people of another list.
    pub fn with(unit: &str, people: &str) -> Self {
        Self::obeying("huiji-2021", Self::empty(), unit, people)
    }

    /// The same, its campaign laid on a procedure with the office's own figures.
    pub fn with_figures(unit: &str) -> Self {
        let mut office = Self::empty();
        let pack = office.folder.path().join("packs").join(FIGURES.0);
        fs::create_dir_all(&pack).unwrap();
        fs::write(pack.join("pack.toml"), FIGURES.1).unwrap();
        office.packs = Packs::with_config(office.folder.path());
        Self::obeying(FIGURES.0, office, unit, PEOPLE)
    }

    fn obeying(pack: &str, office: Self, unit: &str, people: &str) -> Self {
        let pack = office.packs.load(pack).unwrap();
        let clock = Clock::Set(MORNING);
        let mut session =
            Session::create(&office.book(), unit.parse().unwrap(), pack, "李所", clock).unwrap();
        session.change_officer("王敏").unwrap();
        let list = office.folder.path().join("list.csv");
        fs::write(&list, people).unwrap();
        let options = ImportOptions::default();
        let result = import(&mut session, &list, &options, &mut |_| Ok(())).unwrap();
        let rows = u64::try_from(people.lines().count() - 1).unwrap();
        assert_eq!(result.created, rows);
        office
    }

    /// An office without a book.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            messages: Messages::load(Language::Chinese),
            packs: packs(),
        }
    }

    pub fn book(&self) -> PathBuf {
        self.folder.path().join("b.xunren")
    }

    pub fn session(&self) -> Session {
        Session::open(&self.book(), &self.packs, Clock::Set(NOON)).unwrap()
    }

    pub fn app(&self, keymap: &str, look: Look) -> App<'_> {
        self.start(Some(self.session()), keymap, look)
    }

    pub fn start(&self, session: Option<Session>, keymap: &str, look: Look) -> App<'_> {
        self.start_on(session, Keymap::built_in(keymap).unwrap(), look)
    }

    pub fn start_on(&self, session: Option<Session>, keymap: Keymap, look: Look) -> App<'_> {
        let start = Start {
            session,
            messages: &self.messages,
            packs: &self.packs,
            clock: Clock::Set(NOON),
            data: self.folder.path(),
            config: Path::new("no such folder"),
            home: self.folder.path(),
            keymap: "default",
        };
        App::new(start, keymap, look)
    }

    /// The rows after these keys on a screen of 80x24; what was typed is kept, as when leaving.
    pub fn play(&self, keymap: &str, keys: &str) -> Vec<String> {
        let mut app = self.app(keymap, Look::default());
        press(&mut app, keys);
        let rows = screen_of(&mut app, SMALL).unwrap();
        app.leave();
        rows
    }

    /// How many entries the book holds.
    pub fn entries(&self) -> u64 {
        self.session().store.count_entries().unwrap()
    }

    /// How much 王敏 recorded; that a number was shown or a sheet printed is noted beside it.
    pub fn recorded(&self) -> usize {
        let session = self.session();
        let latest = session.store.latest_entries_by("王敏", 100).unwrap();
        let records = latest
            .iter()
            .filter(|entry| recordable(entry.kind).is_some());
        records.count()
    }

    /// What stands about a person.
    pub fn case(&self, name: &str) -> Case {
        let session = self.session();
        let found = session.store.find(name, 9).unwrap();
        let (_, row) = found.iter().find(|(_, row)| row.name == name).unwrap();
        let entries = session.store.entries_of(row.id).unwrap();
        Case::of(&entries, &session.pack)
    }
}

/// Does the steps without which the pack lets no outcome of the case's class be proposed.
pub fn open_gates(session: &mut Session, id: CaseId) {
    let case = Case::of(&session.store.entries_of(id).unwrap(), &session.pack);
    let class = session.pack.class(case.class().unwrap()).unwrap();
    let gates = class.steps.iter().filter(|step| step.gate);
    let gates: Vec<String> = gates.map(|step| step.id.clone()).collect();
    assert!(!gates.is_empty());
    for gate in gates {
        let one = Record {
            at: None,
            by: None,
            subject: Subject::Case(id),
            kind: Kind::Step,
            fields: [("step".to_owned(), gate.into())].into_iter().collect(),
        };
        record(session, &one).unwrap();
    }
}

/// Plays keys on a screen.
pub fn press(app: &mut App<'_>, keys: &str) {
    for input in script::read(keys).unwrap() {
        app.update(input);
        app.settle();
    }
}

/// Whether some row holds this text.
pub fn shows(rows: &[String], text: &str) -> bool {
    rows.iter().any(|row| row.contains(text))
}
