//! A desk for tests: the real program with folders of its own, and sessions in memory with one person.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::{Map, Value};
use tempfile::TempDir;
use xunren::domain::case::Case;
use xunren::domain::entry::{CaseId, Kind};
use xunren::domain::record::Reason;
use xunren::error::Error;
use xunren::packs::Packs;
use xunren::usecases::recording::{Record, Subject, Taken, record};
use xunren::usecases::session::{Clock, Session};

/// 27 August 2021, 09:00 in Zhengzhou.
pub const START: i64 = 1_630_026_000_000;
/// One minute.
pub const MINUTE: i64 = 60_000;

/// A file of the sample district.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/huiji")
        .join(name)
}

/// The packs that come with the program.
pub fn packs() -> Packs {
    Packs::with_config(Path::new("no such folder"))
}

/// The program at a desk of its own: nothing of the machine's real books is seen.
pub struct Desk {
    pub folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn book(&self) -> PathBuf {
        self.path("b.xunren")
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_xunren"))
            .current_dir(self.folder.path())
            .env_remove("XUNREN_BOOK")
            .env_remove("LC_ALL")
            .env("LANG", "en_US.UTF-8")
            .env("XUNREN_CONFIG", self.path("config"))
            .env("XUNREN_DATA", self.path("data"))
            .args(arguments)
            .output()
            .unwrap()
    }

    /// Runs and wants this exit code; gives standard output.
    pub fn ends(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn json(&self, code: i32, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.ends(code, arguments)).unwrap()
    }

    pub fn init(&self) {
        let clock = "2021-08-27T09:00:00+08:00";
        self.ends(
            0,
            &[
                "--clock",
                clock,
                "init",
                "b.xunren",
                "--unit",
                "410108",
                "--pack",
                "huiji-2021",
                "--officer",
                "王敏",
            ],
        );
    }

    pub fn import(&self, name: &str) -> Value {
        let file = sample(name);
        self.json(
            0,
            &[
                "--book",
                "b.xunren",
                "--clock",
                "2021-08-27T10:00:00+08:00",
                "--format",
                "json",
                "import",
                file.to_str().unwrap(),
            ],
        )
    }

    pub fn verify(&self) -> Value {
        self.json(0, &["--book", "b.xunren", "--format", "json", "verify"])
    }

    /// How many entries the proof reads.
    pub fn entries(&self) -> u64 {
        let found = self.verify();
        assert_eq!(found["ok"], true, "{found}");
        found["entries"].as_u64().unwrap()
    }
}

/// A session in memory under the real pack.
pub fn session() -> Session {
    let pack = packs().load("huiji-2021").unwrap();
    Session::in_memory("410108".parse().unwrap(), pack, "王敏", Clock::Set(START)).unwrap()
}

/// A session with one registered person.
pub struct One {
    pub session: Session,
    pub case: CaseId,
    minutes: i64,
}

/// The ID number of that person.
pub const PERSON: &str = "410198195004056782";

impl One {
    pub fn new() -> Self {
        let mut session = session();
        let case = register(&mut session, "戴花妮", PERSON);
        Self {
            session,
            case,
            minutes: 0,
        }
    }

    /// Records a minute after the last record.
    pub fn try_say(&mut self, by: &str, kind: Kind, fields: &str) -> Result<Taken, Error> {
        self.minutes += 1;
        let at = START + self.minutes * MINUTE;
        self.try_at(at, by, kind, fields)
    }

    pub fn try_at(&mut self, at: i64, by: &str, kind: Kind, fields: &str) -> Result<Taken, Error> {
        record(
            &mut self.session,
            &Record {
                at: Some(at),
                by: Some(by.to_owned()),
                subject: Subject::Case(self.case),
                kind,
                fields: fields_of(fields),
            },
        )
    }

    pub fn say(&mut self, by: &str, kind: Kind, fields: &str) {
        self.try_say(by, kind, fields).unwrap();
    }

    pub fn refused(&mut self, by: &str, kind: Kind, fields: &str) -> Reason {
        reason(self.try_say(by, kind, fields))
    }

    pub fn now(&self) -> Case {
        let entries = self.session.store.entries_of(self.case).unwrap();
        Case::of(&entries, &self.session.pack)
    }
}

pub fn fields_of(text: &str) -> Map<String, Value> {
    serde_json::from_str(text).unwrap()
}

pub fn reason(result: Result<Taken, Error>) -> Reason {
    match result {
        Err(Error::Refused(refusal)) => refusal.reason,
        other => panic!("not refused: {other:?}"),
    }
}

pub fn register(session: &mut Session, name: &str, id: &str) -> CaseId {
    let fields = format!(r#"{{"name":"{name}","id_number":"{id}","unit":"410108004200"}}"#);
    register_at(session, START, &fields)
}

/// Registers somebody at a moment, with these fields.
pub fn register_at(session: &mut Session, at: i64, fields: &str) -> CaseId {
    let person = Record {
        at: Some(at),
        by: None,
        subject: Subject::Nobody,
        kind: Kind::Register,
        fields: fields_of(fields),
    };
    match record(session, &person).unwrap() {
        Taken::Applied(case, _) => case,
        Taken::Unchanged => panic!("registered before"),
    }
}
