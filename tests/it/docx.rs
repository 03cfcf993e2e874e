//! Filling templates, whatever an editor made of them: runs cut anywhere, tables, headers, text boxes, hostile files.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use xunren::output::docx::{
    BLANK, DocxError, List, Place, Value, Values, fields_of, fill, fill_all,
};
use zip::write::SimpleFileOptions;

const HEAD: &str = r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>"#;
const TAIL: &str = r#"<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>"#;
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>"#;

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn template(body: &str, header: &str) -> Vec<u8> {
    let document = format!("{HEAD}{body}{TAIL}");
    let header = format!(
        r#"<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{header}</w:hdr>"#
    );
    zipped(&[
        ("[Content_Types].xml", TYPES),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/header1.xml", &header),
    ])
}

fn part(document: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// The text of a part, paragraphs by line, without any of the program's own reading.
fn text_of(document: &[u8], name: &str) -> String {
    let xml = part(document, name);
    let mut text = String::new();
    for piece in xml.replace("</w:p>", "\n<").split('<') {
        let Some((tag, inside)) = piece.split_once('>') else {
            text.push_str(piece);
            continue;
        };
        if tag == "w:t" || tag.starts_with("w:t ") {
            text.push_str(inside);
        }
        if inside == "\n" {
            text.push('\n');
        }
        if tag == "w:br/" {
            text.push('/');
        }
    }
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn values(fields: &[(&str, &str)]) -> Values {
    let fields: BTreeMap<String, Value> = fields
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Value::from(*text)))
        .collect();
    Values {
        fields,
        lists: BTreeMap::new(),
    }
}

fn with_list(mut all: Values, name: &str, columns: &[&str], rows: &[&[&str]]) -> Values {
    let row = |cells: &&[&str]| {
        columns
            .iter()
            .zip(cells.iter())
            .map(|(column, text)| ((*column).to_owned(), Value::from(*text)))
            .collect()
    };
    let list = List {
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        rows: rows.iter().map(row).collect(),
    };
    all.lists.insert(name.to_owned(), list);
    all
}

#[test]
fn a_field_survives_whatever_an_editor_cuts_it_into() {
    let body = r#"<w:p><w:r><w:t>请{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{姓</w:t></w:r><w:bookmarkStart w:id="1" w:name="a"/><w:ins w:id="2"><w:r><w:t>名}</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">}于 </w:t></w:r><w:hyperlink><w:r><w:t>｛｛ 日 期 ｝｝</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>{{旧}}</w:delText></w:r></w:del><w:r><w:t>前{{姓名}}</w:t><w:tab/><w:t>到{{姓名}}。</w:t></w:r></w:p>"#;
    let filled = fill(
        &template(body, ""),
        &values(&[("姓名", "张雪芳"), ("日期", "9月30日")]),
    )
    .unwrap();
    assert_eq!(
        text_of(&filled, "word/document.xml"),
        "请张雪芳于 9月30日前张雪芳到张雪芳。"
    );
    assert!(part(&filled, "word/document.xml").contains("<w:b/></w:rPr>"));
}

#[test]
fn headers_tables_and_both_copies_of_a_text_box_are_filled() {
    let body = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>{{姓名}}</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>{{姓名}}</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>外{{姓名}}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{姓名}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let header = "<w:p><w:r><w:t>{{文号}}</w:t></w:r></w:p>";
    let all = values(&[("姓名", "甲"), ("文号", "一号")]);
    let filled = fill(&template(body, header), &all).unwrap();
    assert_eq!(
        text_of(&filled, "word/document.xml").matches('甲').count(),
        4
    );
    assert_eq!(text_of(&filled, "word/header1.xml"), "一号");
}

#[test]
fn values_are_data_and_nothing_else() {
    let body = "<w:p><w:r><w:t>{{一}}|{{二}}</w:t></w:r></w:p>";
    let hostile = "</w:t><w:br/>{{二}}&amp;\u{7}\u{202E}\u{FFFE}{{没有}}";
    let filled = fill(
        &template(body, ""),
        &values(&[("一", hostile), ("二", "行\n行")]),
    )
    .unwrap();
    let xml = part(&filled, "word/document.xml");
    assert!(xml.contains("&lt;/w:t&gt;&lt;w:br/&gt;{{二}}&amp;amp;{{没有}}|行</w:t><w:br/><w:t xml:space=\"preserve\">行"), "{xml}");
}

#[test]
fn what_is_missing_is_a_blank_and_what_is_unknown_an_error() {
    let body = "<w:p><w:r><w:t>共{{金额}}元</w:t></w:r></w:p>";
    for missing in [
        Value::Missing,
        Value::from(" "),
        Value::from(None::<String>),
    ] {
        let mut all = Values::default();
        all.fields.insert("金额".to_owned(), missing);
        let filled = fill(&template(body, ""), &all).unwrap();
        assert_eq!(
            text_of(&filled, "word/document.xml"),
            format!("共{BLANK}元")
        );
    }
    let error = fill(&template(body, ""), &values(&[("金額", "1")])).unwrap_err();
    assert_eq!(error, DocxError::Unknown("金额".to_owned()));
}

#[test]
fn rows_paragraphs_and_blocks_repeat_line_by_line() {
    let body = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>月份</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>{{明细.月份}}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{{明细。金额}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>列：{{材料.名称}}；</w:t></w:r></w:p><w:p><w:r><w:t>{{回执开始}}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>回执{{回执.身份}}{{姓名}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>{{回执结束}}</w:t></w:r></w:p><w:p><w:r><w:t>完</w:t></w:r></w:p>";
    let full = with_list(
        values(&[("姓名", "甲")]),
        "明细",
        &["月份", "金额"],
        &[&["六月", "1"], &["七月", "2"]],
    );
    let full = with_list(full, "材料", &["名称"], &[&["子"], &["丑"], &["寅"]]);
    let full = with_list(full, "回执", &["身份"], &[&["本人"], &["家属"]]);
    let filled = fill(&template(body, ""), &full).unwrap();
    assert_eq!(
        text_of(&filled, "word/document.xml"),
        "月份\n六月\n1\n七月\n2\n列：子；\n列：丑；\n列：寅；\n回执本人甲\n回执家属甲\n完"
    );
    let bare = with_list(values(&[("姓名", "甲")]), "明细", &["月份", "金额"], &[]);
    let bare = with_list(bare, "材料", &["名称"], &[]);
    let bare = with_list(bare, "回执", &["身份"], &[]);
    let filled = fill(&template(body, ""), &bare).unwrap();
    assert_eq!(
        text_of(&filled, "word/document.xml"),
        format!("月份\n{BLANK}\n{BLANK}\n列：{BLANK}；\n完")
    );
    let open = body.replace("{{回执结束}}", "");
    assert_eq!(
        fill(&template(&open, ""), &bare),
        Err(DocxError::Open("回执".to_owned()))
    );
}

#[test]
fn papers_of_one_document_have_pages_and_headers_of_their_own() {
    let body = "<w:p><w:r><w:t>正文{{姓名}}</w:t></w:r></w:p>";
    let header = "<w:p><w:r><w:t>页眉{{姓名}}</w:t></w:r></w:p>";
    let all = [
        values(&[("姓名", "甲")]),
        values(&[("姓名", "乙")]),
        values(&[("姓名", "丙")]),
    ];
    let filled = fill_all(&template(body, header), &all).unwrap();
    assert_eq!(
        text_of(&filled, "word/document.xml"),
        "正文甲\n正文乙\n正文丙"
    );
    let xml = part(&filled, "word/document.xml");
    assert_eq!(xml.matches("<w:sectPr").count(), 3);
    assert_eq!(xml.matches(r#"<w:pgNumType w:start="1"/>"#).count(), 3);
    let relations = part(&filled, "word/_rels/document.xml.rels");
    let types = part(&filled, "[Content_Types].xml");
    for (at, name) in ["甲", "乙", "丙"].iter().enumerate() {
        let own = format!("paper{}-header1.xml", at + 1);
        assert_eq!(
            text_of(&filled, &format!("word/{own}")),
            format!("页眉{name}")
        );
        assert!(types.contains(&own));
        let id = relations
            .split("<Relationship ")
            .find(|one| one.contains(&own))
            .unwrap();
        let id = id.split("Id=\"").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(xml.matches(&format!("r:id=\"{id}\"")).count(), 1);
    }
}

#[test]
fn the_same_values_give_the_same_bytes() {
    let body = "<w:p><w:r><w:t>{{姓名}}</w:t></w:r></w:p>";
    let all = values(&[("姓名", "甲")]);
    let once = fill(&template(body, ""), &all).unwrap();
    assert_eq!(once, fill(&template(body, ""), &all).unwrap());
}

#[test]
fn files_that_are_no_templates_are_refused() {
    let all = Values::default();
    assert_eq!(fill(b"no zip", &all), Err(DocxError::NotADocument));
    assert_eq!(
        fill(&zipped(&[("a.txt", "a")]), &all),
        Err(DocxError::NotADocument)
    );
    for broken in [
        "<w:document><w:body>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document><w:body>&x;</w:body></w:document>",
        "<w:other/>",
    ] {
        assert_eq!(
            fill(&zipped(&[("word/document.xml", broken)]), &all),
            Err(DocxError::Damaged),
            "{broken}"
        );
    }
    let bomb = " ".repeat(49 << 20);
    assert_eq!(
        fill(&zipped(&[("word/document.xml", &bomb)]), &all),
        Err(DocxError::TooLarge)
    );
}

#[test]
fn fields_are_found_with_their_place() {
    let body = "<w:p><w:r><w:t>第一段</w:t></w:r></w:p><w:p><w:r><w:t>请于{{截止日}}前</w:t></w:r></w:p><w:p><w:r><w:t>坏{{的</w:t></w:r></w:p>";
    let found = fields_of(&template(body, "<w:p><w:r><w:t>{{文号}}</w:t></w:r></w:p>")).unwrap();
    let told: Vec<(Option<&str>, Place)> = found
        .iter()
        .map(|one| (one.name.as_deref(), one.place))
        .collect();
    assert_eq!(
        told,
        [
            (Some("截止日"), Place::Text(2)),
            (None, Place::Text(3)),
            (Some("文号"), Place::Margin(1)),
        ]
    );
    assert_eq!(found[0].around, "请于{{截止日}}前");
}
