//! Files that are not what they say, that are broken, or that mean harm: a clear word, and nothing of them in the book.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;
use xunren::error::Error;
use xunren::intake::Limits;
use xunren::usecases::importing::{ImportOptions, ImportResult, import};

use crate::desk::{sample, session};

/// Imports under these limits into a new book; what is refused must have left nothing.
pub fn import_under(path: &Path, limits: Limits) -> Result<ImportResult, &'static str> {
    let mut session = session();
    let before = session.store.count_entries().unwrap();
    let options = ImportOptions {
        limits,
        ..ImportOptions::default()
    };
    match import(&mut session, path, &options, &mut |_| Ok(())) {
        Ok(result) => Ok(result),
        Err(Error::Intake(error)) => {
            assert_eq!(session.store.count_entries().unwrap(), before);
            let key = error.message().0;
            let messages = xunren::messages::Messages::load(xunren::messages::Language::Chinese);
            assert!(messages.has(key), "{error:?}");
            // The sentence names the file, and what helps.
            let sentence = Error::Intake(error).sentence(&messages);
            let name = path.file_name().unwrap().to_str().unwrap();
            let helps = sentence.contains('请') || key == "intake-no-header";
            assert!(sentence.contains(name) && helps, "{sentence}");
            assert!(!sentence.chars().any(|c| c.is_control() && c != '\n'));
            Err(key)
        }
        Err(other) => panic!("{other:?}"),
    }
}

/// Limits with the real program reading workbooks in a process of its own.
pub fn apart() -> Limits {
    Limits {
        reader: Some(PathBuf::from(env!("CARGO_BIN_EXE_xunren"))),
        time: Duration::from_mins(1),
        ..Limits::default()
    }
}

pub fn refused(path: &Path) -> &'static str {
    let here = import_under(path, Limits::default()).unwrap_err();
    let there = import_under(path, apart()).unwrap_err();
    assert_eq!(here, there);
    here
}

pub struct Files(pub TempDir);

impl Files {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn workbook(&self, name: &str, fill: impl FnOnce(&mut Workbook)) -> PathBuf {
        let mut workbook = Workbook::new();
        fill(&mut workbook);
        let path = self.0.path().join(name);
        workbook.save(&path).unwrap();
        path
    }
}

const HEAD: [&str; 4] = ["姓名", "证件号码", "村（社区）", "暂停年月"];

pub fn head(workbook: &mut Workbook) -> &mut rust_xlsxwriter::Worksheet {
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(HEAD) {
        sheet.write(0, column, title).unwrap();
    }
    sheet
}

#[test]
fn what_a_file_is_counts_and_not_its_name() {
    let files = Files::new();
    let xls = fs::read(sample("township-ledger.xls")).unwrap();
    let renamed = files.write("list.csv", &xls);
    let read = import_under(&renamed, apart()).unwrap();
    assert_eq!(read.rows_read, 235);
    let csv = fs::read(sample("person-info.csv")).unwrap();
    let renamed = files.write("list.xlsx", &csv);
    assert!(import_under(&renamed, apart()).unwrap().rows_read > 1800);
}

#[test]
fn what_can_be_no_list_is_named() {
    let files = Files::new();
    for (name, bytes) in [
        ("a.csv", &b"%PDF-1.7\n..."[..]),
        ("b.xlsx", b"\x89PNG\r\n\x1a\n0000"),
        ("c.csv", b"MZ\x90\0"),
        (
            "d.xls",
            b"MIME-Version: 1.0\nContent-Type: multipart/related",
        ),
        ("e.csv", b"abc\0\0\0def"),
    ] {
        assert_eq!(
            refused(&files.write(name, bytes)),
            "intake-not-a-list",
            "{name}"
        );
    }
    assert_eq!(refused(&files.write("f.csv", b"")), "intake-empty");
    assert_eq!(refused(files.0.path()), "intake-folder");
    assert_eq!(refused(&files.0.path().join("none.xlsx")), "intake-missing");
}

#[test]
fn a_list_without_a_header_is_no_list() {
    let files = Files::new();
    let path = files.write("a.csv", "一,二,三\n四,五,六\n".as_bytes());
    assert_eq!(refused(&path), "intake-no-header");
    let page = b"<html><table><tr><td>1</td></tr></table></html>";
    assert_eq!(refused(&files.write("b.xls", page)), "intake-no-header");
}

#[test]
fn a_cut_off_or_spoiled_workbook_is_damaged() {
    let files = Files::new();
    let whole = fs::read(sample("suspended-export.xlsx")).unwrap();
    for part in [2, 3, 10] {
        let path = files.write("cut.xlsx", &whole[..whole.len() / part]);
        assert_eq!(refused(&path), "intake-damaged");
    }
    let mut spoiled = whole.clone();
    for byte in &mut spoiled[20_000..60_000] {
        *byte = byte.wrapping_add(13);
    }
    assert_eq!(
        refused(&files.write("spoiled.xlsx", &spoiled)),
        "intake-damaged"
    );
    let ledger = fs::read(sample("township-ledger.xls")).unwrap();
    let path = files.write("cut.xls", &ledger[..ledger.len() / 3]);
    let word = import_under(&path, apart()).unwrap_err();
    assert!(
        ["intake-damaged", "intake-child-died"].contains(&word),
        "{word}"
    );
}

#[test]
fn of_a_formula_its_value_counts() {
    let files = Files::new();
    let path = files.workbook("formulas.xlsx", |workbook| {
        let sheet = head(workbook);
        let name =
            rust_xlsxwriter::Formula::new("=CONCATENATE(\"戴\",\"花妮\")").set_result("戴花妮");
        sheet.write_formula(1, 0, name).unwrap();
        let village = rust_xlsxwriter::Formula::new("=Z1").set_result("古荥镇古荥村");
        sheet.write_formula(1, 2, village).unwrap();
    });
    let mut session = session();
    import(&mut session, &path, &ImportOptions::default(), &mut |_| {
        Ok(())
    })
    .unwrap();
    let list = session
        .store
        .list(&xunren::store::CaseFilter::default())
        .unwrap();
    assert_eq!(list[0].name, "戴花妮");
    assert_eq!(list[0].unit.to_string(), "410108101200");
}

#[test]
fn what_is_no_ordinary_file_is_never_waited_for() {
    let files = Files::new();
    let pipe = files.0.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    assert_eq!(refused(&pipe), "intake-not-a-file");
    assert_eq!(refused(Path::new("/dev/zero")), "intake-not-a-file");
}

#[test]
fn a_file_that_may_not_be_read_is_named_as_such() {
    let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    let error = xunren::intake::IntakeError::of_file(Path::new("a.xlsx"), &denied);
    assert_eq!(error.message().0, "intake-permission");
}

#[test]
fn control_characters_and_formulas_are_text() {
    let files = Files::new();
    let text = "姓名,证件号码,备注\n\
        戴\u{1b}[31m花妮,410198195004056782,=cmd|'/c calc'!A1\n\
        \u{202e}蔡福来,410198195006237114,+1+1\n\
        @SUM(A1),410198194701270480,\u{feff}\u{200b}\n";
    let path = files.write("a.csv", text.as_bytes());
    let mut session = session();
    let read = import(&mut session, &path, &ImportOptions::default(), &mut |_| {
        Ok(())
    })
    .unwrap();
    assert_eq!(read.created, 3);
    let list = session
        .store
        .list(&xunren::store::CaseFilter::default())
        .unwrap();
    for row in list {
        assert!(!row.name.chars().any(char::is_control), "{:?}", row.name);
        assert!(!row.name.contains('\u{202e}'));
    }
}

#[test]
fn a_workbook_with_a_password_is_named_as_such() {
    // The beginning of what Excel writes around an encrypted workbook: a compound file with two streams.
    let files = Files::new();
    let path = files.write(
        "locked.xlsx",
        &compound_file(&["EncryptionInfo", "EncryptedPackage"]),
    );
    assert_eq!(import_under(&path, apart()).unwrap_err(), "intake-password");
}

/// The smallest compound file with empty streams of these names.
fn compound_file(names: &[&str]) -> Vec<u8> {
    let mut file = vec![0_u8; 512 * 3];
    file[..8].copy_from_slice(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(24, &[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    put(44, &1_u32.to_le_bytes());
    put(48, &1_u32.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &0xffff_fffe_u32.to_le_bytes());
    put(68, &0xffff_fffe_u32.to_le_bytes());
    put(76, &0_u32.to_le_bytes());
    put(80, &[0xff; 512 - 80]);
    put(512, &[0xff; 512]);
    put(512, &0xffff_fffd_u32.to_le_bytes());
    put(516, &0xffff_fffe_u32.to_le_bytes());
    let mut at = 1024;
    for (name, kind) in [("Root Entry", 5_u8)]
        .into_iter()
        .chain(names.iter().map(|name| (*name, 2)))
    {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(at, &wide);
        put(
            at + 64,
            &u16::try_from(wide.len() + 2).unwrap().to_le_bytes(),
        );
        put(at + 66, &[kind, 1]);
        put(at + 68, &[0xff; 12]);
        put(at + 116, &0xffff_fffe_u32.to_le_bytes());
        at += 128;
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_bring_it_down(
        start in prop::sample::select(vec![
            &b""[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf",
            "姓名,证件号码\n".as_bytes(),
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..3000),
    ) {
        let files = Files::new();
        let path = files.write("random", &[start, &rest].concat());
        let _ = import_under(&path, Limits { reader: None, ..Limits::default() });
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_loses_nobody() {
    let files = Files::new();
    let text = "姓名,证件号码,备注\n王一,,好\n李二,,\"没有写完\n张三,,好\n赵四,,好\n";
    let path = files.write("open.csv", text.as_bytes());
    assert_eq!(refused(&path), "intake-open-quote");
    let text = "姓名,证件号码,备注\n王一,,\"两行\n备注\"\n李二,,好\n";
    let path = files.write("closed.csv", text.as_bytes());
    let result = import_under(&path, Limits::default()).unwrap();
    assert_eq!(result.created, 2);
}
