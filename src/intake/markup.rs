//! Tables of web pages, and the XML of Excel 2003: what many business systems call .xls when they export a list. And what
//! the XML of other workbooks says that their library does not tell.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use html5gum::{DefaultEmitter, HtmlString, IoReader, StartTag, Token, Tokenizer};

use super::delimited::Decoded;
use super::sheets::{Merge, Rows, Sink};
use super::{CellText, IntakeError, Limits};

/// Reads every table of a page as a sheet of its own; rows are counted on, as a spreadsheet shows them.
pub(super) fn read(path: &Path, limits: &Limits, sink: &mut dyn Sink) -> Result<(), IntakeError> {
    let failed = |error: &std::io::Error| IntakeError::of_file(path, error);
    let file = File::open(path).map_err(|error| failed(&error))?;
    let text = Decoded::of_file(path, file)?;
    let shown = path.display().to_string();
    sink.sheets(Vec::new())?;
    let mut page = Page {
        limits,
        sink,
        rows: Rows::new(limits, &shown),
        names: Vec::new(),
        row: 0,
        column: 0,
        spans: Vec::new(),
        cell: None,
        unseen: 0,
        go_on: true,
    };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let reader: IoReader<Box<dyn Read>> = IoReader::new(Box::new(BufReader::new(text)));
    for token in Tokenizer::new_with_emitter(reader, emitter) {
        match token.map_err(|error| failed(&error))? {
            Token::StartTag(tag) => page.open(&tag)?,
            Token::EndTag(tag) => page.close(&tag.name)?,
            Token::String(text) => page.text(&text),
            _ => {}
        }
        if !page.go_on {
            return Ok(());
        }
    }
    page.end_row()
}

/// A cell that is being read.
struct Cell {
    text: String,
    /// `ss:Type` of Excel 2003: a number there has lost its digits like any number of a spreadsheet.
    is_number: bool,
    across: u32,
    down: u32,
}

struct Page<'a> {
    limits: &'a Limits,
    sink: &'a mut dyn Sink,
    rows: Rows<'a>,
    names: Vec<String>,
    /// The current row, from 1; 0 before the first.
    row: u32,
    column: u32,
    /// Columns that a cell above still covers, with the last row that it covers.
    spans: Vec<(u32, u32, u32)>,
    cell: Option<Cell>,
    /// How deep inside what no reader of the page sees.
    unseen: u32,
    go_on: bool,
}

impl Page<'_> {
    fn open(&mut self, tag: &StartTag<()>) -> Result<(), IntakeError> {
        match tag.name.as_slice() {
            b"table" => {
                self.end_row()?;
                self.spans.clear();
                let name = self.names.len();
                if name >= self.limits.sheets {
                    return Err(self.rows.too_many_sheets());
                }
                self.names.push(String::new());
                self.sink.sheets(self.names.clone())?;
                self.rows.begin(name);
            }
            b"tr" | b"row" => {
                self.end_row()?;
                self.row = match number(tag, b"ss:index") {
                    Some(row) => row.max(self.row + 1),
                    None => self.row.saturating_add(1),
                };
                self.column = 0;
            }
            b"td" | b"th" | b"cell" => {
                self.end_cell()?;
                if let Some(column) = number(tag, b"ss:index") {
                    self.column = column.saturating_sub(1);
                }
                let span = |html: &[u8], xml: &[u8]| {
                    let more = number(tag, xml).map(|more| more.saturating_add(1));
                    number(tag, html).or(more).unwrap_or(1).max(1)
                };
                self.cell = Some(Cell {
                    text: String::new(),
                    is_number: false,
                    across: span(b"colspan", b"ss:mergeacross"),
                    down: span(b"rowspan", b"ss:mergedown"),
                });
                if tag.self_closing {
                    self.end_cell()?;
                }
            }
            b"data" => {
                if let Some(cell) = &mut self.cell {
                    cell.is_number = attribute(tag, b"ss:type").as_deref() == Some("Number");
                }
            }
            b"br" | b"p" | b"div" => self.text(b"\n"),
            b"script" | b"style" => self.unseen += 1,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8]) -> Result<(), IntakeError> {
        match name {
            b"td" | b"th" | b"cell" => self.end_cell()?,
            b"tr" | b"row" | b"table" => self.end_row()?,
            b"script" | b"style" => self.unseen = self.unseen.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, bytes: &[u8]) {
        let Some(cell) = self.cell.as_mut().filter(|_| self.unseen == 0) else {
            return;
        };
        if cell.text.len() < self.limits.cell_bytes {
            cell.text.push_str(&String::from_utf8_lossy(bytes));
        }
    }

    fn end_cell(&mut self) -> Result<(), IntakeError> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        // Where a cell above reaches down, this one stands beside it.
        while let Some((_, right, _)) = self
            .spans
            .iter()
            .find(|(left, right, last)| (*left..*right).contains(&self.column) && *last >= self.row)
        {
            self.column = *right;
        }
        let (at, right) = (self.column, self.column.saturating_add(cell.across));
        self.column = right;
        if cell.down > 1 {
            let last = self.row.saturating_add(cell.down - 1);
            self.spans.retain(|(_, _, last)| *last >= self.row);
            self.spans.push((at, right, last));
            self.sink.merges(&[Merge {
                sheet: self.names.len().saturating_sub(1),
                column: at,
                first: self.row,
                last,
            }])?;
        }
        let text = cell.text.trim();
        let value = if text.is_empty() {
            CellText::Empty
        } else if cell.is_number {
            CellText::Number(text.to_owned())
        } else {
            CellText::Text(super::delimited::cut(text, self.limits.cell_bytes).to_owned())
        };
        self.go_on &= self
            .rows
            .put(self.row.saturating_sub(1), at, value, self.sink)?;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), IntakeError> {
        self.end_cell()?;
        self.go_on &= self.rows.end(self.sink)?;
        Ok(())
    }
}

/// The cells of a workbook of `LibreOffice` that reach over several rows: its library reads them and does not tell.
pub(super) fn merges_of_ods(path: &Path, limits: &Limits) -> Vec<Merge> {
    let mut merges = Vec::new();
    let archive = File::open(path).map(|file| zip::ZipArchive::new(BufReader::new(file)));
    let Ok(Ok(mut archive)) = archive else {
        return merges;
    };
    let Ok(content) = archive.by_name("content.xml") else {
        return merges;
    };
    let reader: IoReader<Box<dyn Read>> = IoReader::new(Box::new(BufReader::new(content)));
    let (mut sheets, mut row, mut next, mut column) = (0_usize, 0_u32, 1_u32, 0_u32);
    for token in Tokenizer::new(reader) {
        // What cannot be read here was told by the library already.
        let Ok(token) = token else { break };
        let Token::StartTag(tag) = token else {
            continue;
        };
        let times = |name: &[u8]| number(&tag, name).unwrap_or(1).max(1);
        match tag.name.as_slice() {
            b"table:table" => (sheets, next) = (sheets + 1, 1),
            b"table:table-row" => {
                row = next;
                next = next.saturating_add(times(b"table:number-rows-repeated"));
                column = 0;
            }
            b"table:table-cell" | b"table:covered-table-cell" => {
                let down = times(b"table:number-rows-spanned");
                if down > 1 && merges.len() < limits.columns * HEIGHT {
                    merges.push(Merge {
                        sheet: sheets.saturating_sub(1),
                        column,
                        first: row,
                        last: row.saturating_add(down - 1),
                    });
                }
                column = column.saturating_add(times(b"table:number-columns-repeated"));
            }
            _ => {}
        }
    }
    merges
}

/// So many merged cells in each column of a workbook are remembered.
const HEIGHT: usize = 10_000;

fn attribute(tag: &StartTag<()>, name: &[u8]) -> Option<String> {
    let value = tag.attributes.get(&HtmlString(name.to_vec()))?;
    Some(String::from_utf8_lossy(value).into_owned())
}

fn number(tag: &StartTag<()>, name: &[u8]) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}
