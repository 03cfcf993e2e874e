//! How lists are written by other people's programs: merged cells, tables of web pages, wrapped numbers, rows as a
//! spreadsheet counts them.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;
use xunren::intake::Limits;
use xunren::store::{CaseFilter, CaseRow};
use xunren::usecases::importing::{ImportOptions, ImportResult, import};

use crate::desk::session;

/// The import of a list into a new book, read by the real program apart, and the people in the order of its rows.
fn read(path: &Path) -> (ImportResult, Vec<CaseRow>) {
    let mut session = session();
    let options = ImportOptions {
        limits: Limits {
            reader: Some(PathBuf::from(env!("CARGO_BIN_EXE_xunren"))),
            ..Limits::default()
        },
        ..ImportOptions::default()
    };
    let result = import(&mut session, path, &options, &mut |_| Ok(())).unwrap();
    let mut people = session.store.list(&CaseFilter::default()).unwrap();
    people.sort_by_key(|row| row.no);
    (result, people)
}

fn written(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// A zip with these parts.
pub fn zipped(path: &Path, parts: &[(&str, &str)]) {
    let mut zip = zip::ZipWriter::new(fs::File::create(path).unwrap());
    for (name, text) in parts {
        let plain = zip::write::SimpleFileOptions::default();
        let way = if *name == "mimetype" {
            plain.compression_method(zip::CompressionMethod::Stored)
        } else {
            plain
        };
        zip.start_file(*name, way).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
}

fn units(people: &[CaseRow]) -> Vec<String> {
    people.iter().map(|row| row.unit.to_string()).collect()
}

const QUYAOPO: &str = "410108101205";
const GUXING: &str = "410108101200";

/// Title and header are merged as well; the fourth person's village is blank and not merged.
fn merged_workbook(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet
        .merge_range(0, 0, 0, 4, "暂停人员名单", &plain)
        .unwrap();
    for (column, title) in (0..).zip(["镇（街道）", "村（社区）", "姓名", "证件号码"])
    {
        sheet
            .merge_range(1, column, 2, column, title, &plain)
            .unwrap();
    }
    sheet.merge_range(3, 0, 8, 0, "古荥镇", &plain).unwrap();
    sheet.merge_range(3, 1, 5, 1, "曹村坡村", &plain).unwrap();
    sheet.merge_range(7, 1, 8, 1, "古荥村", &plain).unwrap();
    let names = ["王一", "李二", "张三", "赵四", "钱五", "孙六"];
    for (row, name) in (3..).zip(names) {
        sheet.write(row, 2, name).unwrap();
    }
    workbook.save(path).unwrap();
}

#[test]
fn a_village_merged_over_several_rows_is_that_of_every_row() {
    let (_folder, path) = written("merged.xlsx", b"");
    merged_workbook(&path);
    let (result, people) = read(&path);
    assert_eq!((result.rows_read, result.created), (6, 6));
    assert_eq!(
        units(&people),
        [QUYAOPO, QUYAOPO, QUYAOPO, "410108101", GUXING, GUXING]
    );
    let rows: Vec<u32> = result.rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [4, 5, 6, 7, 8, 9]);
}

#[test]
fn merged_cells_of_libreoffice_are_carried_down_too() {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let covered = "<table:covered-table-cell/>";
    let village = "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\" \
        table:number-columns-spanned=\"1\"><text:p>古荥镇曹村坡村</text:p></table:table-cell>";
    let rows = [
        row(&[cell("村"), cell("姓名")].concat()),
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell table:number-columns-repeated=\"2\"/></table:table-row>".to_owned(),
        row(&format!("{village}{}", cell("王一"))),
        row(&format!("{covered}{}", cell("李二"))),
        row(&format!("<table:table-cell/>{}", cell("张三"))),
    ];
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"名单\">{}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        rows.concat()
    );
    let (_folder, path) = written("list.ods", b"");
    zipped(
        &path,
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            (
                "META-INF/manifest.xml",
                "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
            ),
            ("content.xml", &content),
        ],
    );
    let (result, people) = read(&path);
    assert_eq!(result.created, 3);
    assert_eq!(units(&people), [QUYAOPO, QUYAOPO, "410108"]);
    let rows: Vec<u32> = result.rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [5, 6, 7]);
}

#[test]
fn a_name_merged_over_two_rows_is_one_person() {
    let (_folder, path) = written("name.xlsx", b"");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, title) in (0..).zip(["姓名", "证件号码", "银行账号"]) {
        sheet.write(0, column, title).unwrap();
    }
    sheet
        .merge_range(1, 0, 2, 0, "王一", &Format::new())
        .unwrap();
    sheet.write(1, 2, "6217000000000001").unwrap();
    sheet.write(2, 2, "6217000000000002").unwrap();
    workbook.save(&path).unwrap();
    let (result, _) = read(&path);
    assert_eq!(result.created, 1);
}

/// As Excel writes a page: attributes without quotes, conditional marks, unclosed cells, a layout table around it.
const PAGE: &str = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>\
<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><style>td {mso-number-format:\"\\@\";}</style></head>\
<body><![if !supportMisalignedColumns]><table><tr><td>\n<table border=1><tr><td colspan=4>暂停人员名单</td></tr>\
<tr><th>村（社区）<th>姓名<th>身份证号<th>暂停年月</tr>\
<tr><td rowspan=2>古荥镇曹村坡村</td><td>王&nbsp;一<br></td><td x:str>410198195004056782</td><td>2020-11</td></tr>\
<tr><td>李二</td><td>=410198195006237114</td><td>202012</td>\
<tr><td>古荥镇古荥村</td><td>买买提&middot;艾力</td><td></td><td></td></tr>\
</table></td></tr></table><![endif]></body></html>";

#[test]
fn a_page_that_calls_itself_a_workbook_is_read() {
    for bytes in [
        PAGE.as_bytes().to_vec(),
        encoding_rs::GB18030.encode(PAGE).0.into_owned(),
    ] {
        let (_folder, path) = written("export.xls", &bytes);
        let (result, people) = read(&path);
        assert_eq!((result.rows_read, result.created), (3, 3), "{result:?}");
        assert_eq!(units(&people), [QUYAOPO, QUYAOPO, GUXING]);
        assert_eq!(people[0].name, "王一");
        assert_eq!(people[0].id_number.as_deref(), Some("410198195004056782"));
        assert_eq!(people[2].name, "买买提·艾力");
        assert!(people[0].suspended_from.is_some());
    }
}

#[test]
fn the_xml_of_an_older_spreadsheet_is_read() {
    let text = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>\
<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
<Worksheet ss:Name=\"Sheet1\"><Table>\
<Row><Cell><Data ss:Type=\"String\">村</Data></Cell><Cell><Data ss:Type=\"String\">姓名</Data></Cell>\
<Cell><Data ss:Type=\"String\">证件号码</Data></Cell></Row>\
<Row ss:Index=\"4\"><Cell ss:MergeDown=\"1\"><Data ss:Type=\"String\">古荥镇古荥村</Data></Cell>\
<Cell><Data ss:Type=\"String\">王一</Data></Cell><Cell><Data ss:Type=\"String\">410198195004056782</Data></Cell></Row>\
<Row><Cell ss:Index=\"2\"><Data ss:Type=\"String\">李二</Data></Cell>\
<Cell><Data ss:Type=\"Number\">410198195006237000</Data></Cell></Row>\
</Table></Worksheet></Workbook>";
    let (_folder, path) = written("export.xls", text.as_bytes());
    let (result, people) = read(&path);
    assert_eq!(result.created, 2);
    assert_eq!(units(&people), [GUXING, GUXING]);
    assert_eq!(result.doubts["id-precision-lost"], 1);
    let rows: Vec<u32> = result.rows.iter().map(|row| row.row).collect();
    assert_eq!(rows, [4, 5]);
}

#[test]
fn numbers_wrapped_against_rounding_are_unwrapped() {
    let text = "姓名,证件号码,联系电话\n\
        王一,=\"410198195004056782\",=\"13912345678\"\n\
        李二,\"=\"\"410198195006237114\"\"\",\n\
        张三,'410198194701270480,'13812340002\n";
    let (_folder, path) = written("a.csv", text.as_bytes());
    let (result, people) = read(&path);
    let ids: Vec<Option<&str>> = people.iter().map(|row| row.id_number.as_deref()).collect();
    assert_eq!(
        ids,
        [
            Some("410198195004056782"),
            Some("410198195006237114"),
            Some("410198194701270480")
        ]
    );
    assert_eq!(people[0].phone.as_deref(), Some("13912345678"));
    let of_ids: u64 = result
        .doubts
        .iter()
        .filter(|(name, _)| name.starts_with("id-"))
        .map(|(_, count)| count)
        .sum();
    assert_eq!(of_ids, 0, "{:?}", result.doubts);
}

#[test]
fn rows_of_text_are_numbered_as_a_spreadsheet_shows_them() {
    let expected = [3, 5, 6, 9];
    let text = "\n姓名,备注\n王一,好\n\n李二,\"第一行\n第二行\n第三行\"\n张三,\n\n\n赵四,";
    for text in [
        text.to_owned(),
        format!("{text}\n\n"),
        text.replace('\n', "\r\n"),
        text.replace('\n', "\r"),
        format!("\u{feff}{text}\n"),
    ] {
        let (_folder, path) = written("a.csv", text.as_bytes());
        let (result, _) = read(&path);
        let rows: Vec<u32> = result.rows.iter().map(|row| row.row).collect();
        assert_eq!(rows, expected, "{text:?}");
    }
}
