//! Lists that would cost too much: bombs, endless sheets, readers that hang. Each ends at its limit, and nothing stays.

use std::fs;
use std::time::Duration;

use xunren::intake::Limits;

use crate::desk::sample;
use crate::hostile::{Files, apart, head, import_under, refused};
use crate::lists::zipped;

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let files = Files::new();
    let path = files.workbook("bomb.xlsx", |workbook| {
        let sheet = head(workbook);
        let long = "x".repeat(30_000);
        for row in 1..200 {
            sheet.write(row, 0, format!("{row}{long}")).unwrap();
        }
    });
    assert!(fs::metadata(&path).unwrap().len() < 1 << 20);
    let limits = Limits {
        unpacked_bytes: 4 << 20,
        ..apart()
    };
    assert_eq!(
        import_under(&path, limits).unwrap_err(),
        "intake-unpacks-too-big"
    );
}

#[test]
fn a_workbook_that_lies_about_its_size_is_counted_while_it_unpacks() {
    let files = Files::new();
    let path = files.workbook("lies.xlsx", |workbook| {
        let sheet = head(workbook);
        let long = "x".repeat(30_000);
        for row in 1..200 {
            sheet.write(row, 0, format!("{row}{long}")).unwrap();
        }
    });
    let mut bytes = fs::read(&path).unwrap();
    for (mark, size) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<usize> = bytes
            .windows(4)
            .enumerate()
            .filter(|(_, window)| window == mark)
            .map(|(at, _)| at)
            .collect();
        for at in places {
            bytes[at + size..at + size + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    let path = files.write("lies.xlsx", &bytes);
    let limits = Limits {
        unpacked_bytes: 4 << 20,
        memory: 512 << 20,
        ..apart()
    };
    let word = import_under(&path, limits).unwrap_err();
    assert!(
        ["intake-unpacks-too-big", "intake-damaged"].contains(&word),
        "{word}"
    );
}

#[test]
fn a_reader_that_hangs_is_ended_after_its_time() {
    use std::os::unix::fs::PermissionsExt;
    let files = Files::new();
    let reader = files.write("reader", b"#!/bin/sh\nexec sleep 600\n");
    fs::set_permissions(&reader, fs::Permissions::from_mode(0o700)).unwrap();
    let limits = Limits {
        reader: Some(reader),
        time: Duration::from_millis(300),
        ..Limits::default()
    };
    let word = import_under(&sample("suspended-export.xlsx"), limits).unwrap_err();
    assert_eq!(word, "intake-too-slow");
}

#[test]
fn a_million_empty_rows_cost_a_moment_and_no_memory() {
    let files = Files::new();
    let path = files.workbook("few.xlsx", |workbook| {
        head(workbook);
    });
    let cell =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |number: u32, cells: &str| format!("<row r=\"{number}\">{cells}</row>");
    let titles = [cell("A1", "姓名"), cell("B1", "证件号码")].concat();
    let mut rows = vec![row(1, &titles), row(2, &cell("A2", "戴花妮"))];
    rows.extend((3..1_000_000).map(|number| format!("<row r=\"{number}\"/>")));
    rows.push(row(1_000_000, &cell("A1000000", "蔡福来")));
    let rows = rows.concat();
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    // The same workbook with another sheet in it.
    let mut old = zip::ZipArchive::new(fs::File::open(&path).unwrap()).unwrap();
    let path = files.0.path().join("rows.xlsx");
    let mut parts = Vec::new();
    for at in 0..old.len() {
        let mut part = old.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        parts.push((name, text));
    }
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| {
            let is_sheet = name == "xl/worksheets/sheet1.xml";
            (
                name.as_str(),
                if is_sheet {
                    sheet.as_str()
                } else {
                    text.as_str()
                },
            )
        })
        .collect();
    zipped(&path, &parts);
    let limits = Limits {
        memory: 256 << 20,
        ..apart()
    };
    let read = import_under(&path, limits).unwrap();
    assert_eq!((read.rows_read, read.created), (2, 2));
    assert_eq!(read.rows[1].row, 1_000_000);
}

#[test]
fn a_workbook_that_needs_too_much_memory_ends_its_own_process_alone() {
    let limits = Limits {
        memory: 24 << 20,
        ..apart()
    };
    let word = import_under(&sample("suspended-export.xlsx"), limits);
    assert!(
        word.as_ref().is_ok_and(|read| read.rows_read == 1840)
            || word
                .as_ref()
                .is_err_and(|word| *word == "intake-child-died"),
        "{word:?}"
    );
}

#[test]
fn too_many_sheets_are_refused() {
    let files = Files::new();
    let path = files.workbook("sheets.xlsx", |workbook| {
        for _ in 0..100 {
            head(workbook);
        }
    });
    assert_eq!(refused(&path), "intake-too-many-sheets");
}

#[test]
fn too_many_rows_are_refused_and_nothing_of_them_stays() {
    let limits = Limits {
        rows: 1000,
        ..apart()
    };
    for name in ["suspended-export.xlsx", "person-info.csv"] {
        let word = import_under(&sample(name), limits.clone()).unwrap_err();
        assert_eq!(word, "intake-too-many-rows", "{name}");
    }
}

#[test]
fn a_file_that_is_too_big_is_refused_unread() {
    let limits = Limits {
        file_bytes: 1000,
        ..apart()
    };
    let word = import_under(&sample("person-info.csv"), limits).unwrap_err();
    assert_eq!(word, "intake-too-big");
}

#[test]
fn empty_rows_far_down_cost_nothing() {
    let files = Files::new();
    let path = files.workbook("empty.xlsx", |workbook| {
        let sheet = head(workbook);
        sheet.write(1, 0, "戴花妮").unwrap();
        sheet.write(900_000, 0, "蔡福来").unwrap();
        let grey = rust_xlsxwriter::Format::new().set_background_color("#CCCCCC");
        for row in 2..5000 {
            sheet.write_blank(row, 0, &grey).unwrap();
        }
    });
    let read = import_under(&path, apart()).unwrap();
    assert_eq!((read.rows_read, read.created), (2, 2));
    assert_eq!(read.rows[1].row, 900_001);
}

#[test]
fn a_cell_of_a_megabyte_is_cut_off() {
    let files = Files::new();
    let text = format!(
        "姓名,证件号码\n{},410198195004056782\n",
        "长".repeat(400_000)
    );
    let path = files.write("a.csv", text.as_bytes());
    let read = import_under(&path, Limits::default()).unwrap();
    assert_eq!(read.created, 1);
}
