//! The grid on which every screen is painted: text cut and padded by the columns that it really takes.
//! It knows no screen and no words.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::Marker;
use ratatui::widgets::{Axis, Chart, Dataset, GraphType, Widget};
use unicode_width::UnicodeWidthChar;

/// What this terminal can do, found out at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Box lines are one column wide: frames may be drawn with them.
    pub boxes: bool,
    /// Characters of ambiguous width take two columns, as on old Chinese consoles.
    pub wide: bool,
    /// Which colours are wanted and there.
    pub colours: Colours,
}

/// Which colours a terminal shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// None: nobody wants them (`NO_COLOR`).
    #[default]
    None,
    /// The 256 that every terminal has.
    Some,
    /// Sixteen million.
    Millions,
}

impl Look {
    /// Whether a picture can be shown: by half blocks, which must be one column wide, and by colours.
    #[must_use]
    pub const fn shows_pictures(self) -> bool {
        self.boxes && !self.wide && !matches!(self.colours, Colours::None)
    }

    /// A colour of a picture, as near as the terminal has it.
    fn shade(self, [red, green, blue]: [u8; 3]) -> Color {
        if self.colours == Colours::Millions {
            return Color::Rgb(red, green, blue);
        }
        // The cube of 6 by 6 by 6 colours behind the first sixteen.
        let step = |part: u8| (u16::from(part) * 5 + 127) / 255;
        let at = 16 + 36 * step(red) + 6 * step(green) + step(blue);
        Color::Indexed(u8::try_from(at).unwrap_or(u8::MAX))
    }
}

/// Its upper half has the colour of the text, its lower half that of the ground. Ambiguous in width: only where the probe
/// has shown that it takes one column.
const HALF_BLOCK: char = '\u{2580}';

/// How a text stands out; never by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// Names and titles.
    Strong,
    /// What is not one's own move.
    Faint,
    /// Where the hand is.
    Chosen,
    /// What is in order.
    Good,
    /// What has to be looked at.
    Alarm,
}

impl Tone {
    const fn style(self, look: Look) -> Style {
        let (colour, modifier) = match self {
            Self::Plain => (None, Modifier::empty()),
            Self::Strong => (None, Modifier::BOLD),
            Self::Faint => (None, Modifier::DIM),
            Self::Chosen => (None, Modifier::BOLD.union(Modifier::REVERSED)),
            Self::Good => (Some(Color::Green), Modifier::empty()),
            Self::Alarm => (Some(Color::Yellow), Modifier::BOLD),
        };
        let style = Style::new().add_modifier(modifier);
        match colour {
            Some(colour) if !matches!(look.colours, Colours::None) => style.fg(colour),
            _ => style,
        }
    }
}

/// The columns that a character takes.
#[must_use]
pub fn char_width(c: char, wide: bool) -> usize {
    let width = if wide { c.width_cjk() } else { c.width() };
    width.unwrap_or(0)
}

/// The columns that a text takes.
#[must_use]
pub fn width(text: &str, wide: bool) -> usize {
    text.chars().map(|c| char_width(c, wide)).sum()
}

/// The beginning of a text that fits into so many columns; `..` stands for what is cut off.
#[must_use]
pub fn cut(text: &str, columns: usize, wide: bool) -> String {
    if width(text, wide) <= columns {
        return text.to_owned();
    }
    let dots = columns.min(2);
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        used += char_width(c, wide);
        if used + dots > columns {
            break;
        }
        kept.push(c);
    }
    kept.extend(std::iter::repeat_n('.', dots));
    kept
}

/// A text cut or padded on the right to exactly so many columns.
#[must_use]
pub fn fit(text: &str, columns: usize, wide: bool) -> String {
    let mut fitted = cut(text, columns, wide);
    let used = width(&fitted, wide);
    fitted.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    fitted
}

/// A text padded on the left to so many columns.
#[must_use]
pub fn fit_right(text: &str, columns: usize, wide: bool) -> String {
    let text = cut(text, columns, wide);
    let gap = columns.saturating_sub(width(&text, wide));
    format!("{}{text}", " ".repeat(gap))
}

/// Left text and right text with blanks between, in so many columns; the left one gives way.
#[must_use]
pub fn spread(left: &str, right: &str, columns: usize, wide: bool) -> String {
    let right = cut(right, columns, wide);
    let room = columns - width(&right, wide);
    format!("{}{right}", fit(left, room, wide))
}

/// A text broken into lines of so many columns; Latin words stay whole.
#[must_use]
pub fn wrap(text: &str, columns: usize, wide: bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    let mut words: Vec<String> = Vec::new();
    for c in text.chars() {
        let joins = c.is_ascii() && c != ' ';
        match words.last_mut() {
            Some(word) if joins && word.chars().all(|c| c.is_ascii() && c != ' ') => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    for word in words {
        let wanted = width(&word, wide);
        if used + wanted > columns && used > 0 {
            lines.push(String::new());
            used = 0;
            if word == " " {
                continue;
            }
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(&word);
        }
        used += wanted;
    }
    lines
}

/// A line of a chart: its sign, and its points: step on the x axis, value in hundredths of a percent.
#[derive(Clone, Debug)]
pub struct Line {
    /// The character that it is drawn with.
    pub sign: char,
    /// Its points, in order.
    pub points: Vec<(usize, i64)>,
}

/// The part of a screen that is painted on.
#[derive(Debug)]
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    look: Look,
    cursor: Option<(u16, u16)>,
}

impl<'a> Canvas<'a> {
    /// A canvas on the whole of a buffer.
    pub fn of(buffer: &'a mut Buffer, look: Look) -> Self {
        let area = buffer.area;
        Self {
            buffer,
            area,
            look,
            cursor: None,
        }
    }

    /// Columns of the canvas.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.area.width as usize
    }

    /// Rows of the canvas.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.area.height as usize
    }

    /// What the terminal can do.
    #[must_use]
    pub const fn look(&self) -> Look {
        self.look
    }

    /// Where the real cursor has to stand: input methods draw their candidates there.
    #[must_use]
    pub const fn cursor(&self) -> Option<(u16, u16)> {
        self.cursor
    }

    /// Puts the real cursor there.
    pub fn set_cursor(&mut self, column: usize, row: usize) {
        if column < self.columns() && row < self.rows() {
            self.cursor = Some((small(column), small(row)));
        }
    }

    /// Paints a text into exactly `columns` columns: cut, or padded with blanks.
    pub fn text(&mut self, column: usize, row: usize, columns: usize, text: &str, tone: Tone) {
        let columns = columns.min(self.columns().saturating_sub(column));
        if row >= self.rows() || columns == 0 {
            return;
        }
        self.mend(column, row);
        let text = fit(text, columns, self.look.wide);
        let style = tone.style(self.look);
        let mut at = column;
        for c in text.chars() {
            let wanted = char_width(c, self.look.wide);
            if wanted == 0 || c.is_control() {
                continue;
            }
            let cell = &mut self.buffer[(small(at), small(row))];
            cell.reset();
            cell.set_char(c).set_style(style);
            if let (false, Some(forced)) =
                (c.width() == Some(wanted), NonZeroU16::new(small(wanted)))
            {
                cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
            }
            for hidden in at + 1..at + wanted {
                let cell = &mut self.buffer[(small(hidden), small(row))];
                cell.reset();
                cell.set_style(style);
            }
            at += wanted;
        }
    }

    /// A double-width character that begins left of the column and reaches into it would be torn: a blank takes its place.
    fn mend(&mut self, column: usize, row: usize) {
        if column > 0 {
            let cell = &mut self.buffer[(small(column - 1), small(row))];
            let c = cell.symbol().chars().next().unwrap_or(' ');
            if char_width(c, self.look.wide) > 1 {
                cell.reset();
            }
        }
    }

    /// Paints a whole row.
    pub fn row(&mut self, row: usize, text: &str, tone: Tone) {
        self.text(0, row, self.columns(), text, tone);
    }

    /// Paints a row with its right end set to the right edge.
    pub fn ends(&mut self, row: usize, left: &str, right: &str, tone: Tone) {
        let text = spread(left, right, self.columns(), self.look.wide);
        self.row(row, &text, tone);
    }

    /// A line across the whole row.
    pub fn rule(&mut self, row: usize) {
        self.rule_part(0, row, self.columns());
    }

    /// A line across a part of the row.
    pub fn rule_part(&mut self, column: usize, row: usize, columns: usize) {
        let line = if self.look.boxes { "─" } else { "-" };
        self.text(column, row, columns, &line.repeat(columns), Tone::Plain);
    }

    /// A piece of a line from top to bottom.
    pub fn bar(&mut self, column: usize, row: usize) {
        let line = if self.look.boxes { "│" } else { "|" };
        self.text(column, row, 1, line, Tone::Plain);
    }

    /// A row of half blocks of a code: black on white, whatever the terminal's own colours are and whether colours are
    /// wanted or not, for it is a picture.
    pub fn code_row(&mut self, column: usize, row: usize, blocks: &str) {
        for (at, c) in blocks.chars().enumerate() {
            self.ink(column + at, row, c, Color::White);
        }
    }

    /// A row of squares of a code, each two blanks wide.
    pub fn code_squares(&mut self, column: usize, row: usize, dark: impl Iterator<Item = bool>) {
        for (at, dark) in dark.enumerate() {
            let colour = if dark { Color::Black } else { Color::White };
            self.ink(column + 2 * at, row, ' ', colour);
            self.ink(column + 2 * at + 1, row, ' ', colour);
        }
    }

    fn ink(&mut self, column: usize, row: usize, c: char, ground: Color) {
        if column < self.columns() && row < self.rows() {
            let cell = &mut self.buffer[(small(column), small(row))];
            cell.reset();
            cell.set_char(c)
                .set_style(Style::new().fg(Color::Black).bg(ground));
        }
    }

    /// Two pixels of a picture, one above the other, in one cell; where the terminal shows pictures.
    pub fn pixels(&mut self, column: usize, row: usize, upper: [u8; 3], lower: Option<[u8; 3]>) {
        if !self.look.shows_pictures() || column >= self.columns() || row >= self.rows() {
            return;
        }
        self.mend(column, row);
        let cell = &mut self.buffer[(small(column), small(row))];
        cell.reset();
        cell.set_char(HALF_BLOCK).set_fg(self.look.shade(upper));
        if let Some(lower) = lower {
            cell.set_bg(self.look.shade(lower));
        }
    }

    /// Lines over `steps` steps, from 0 up to `top`, at a column and row, so many columns and rows large. Axes and
    /// labels are the screen's own: those of the library are signs that not every terminal draws one column wide.
    pub fn chart(
        &mut self,
        (column, row): (usize, usize),
        (columns, rows): (usize, usize),
        steps: usize,
        top: i64,
        lines: &[Line],
    ) {
        let area = Rect::new(small(column), small(row), small(columns), small(rows));
        let area = area.intersection(self.area);
        let scale = |number: i64| f64::from(i32::try_from(number).unwrap_or(i32::MAX));
        let step = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
        let points: Vec<Vec<(f64, f64)>> = lines
            .iter()
            .map(|line| {
                let points = line.points.iter();
                points
                    .map(|(at, value)| (step(*at), scale(*value)))
                    .collect()
            })
            .collect();
        let sets = lines.iter().zip(&points).map(|(line, points)| {
            Dataset::default()
                .marker(Marker::Custom(line.sign))
                .graph_type(GraphType::Line)
                .data(points)
        });
        let chart = Chart::new(sets.collect())
            .x_axis(Axis::default().bounds([0.0, step(steps.saturating_sub(1).max(1))]))
            .y_axis(Axis::default().bounds([0.0, scale(top.max(1))]));
        chart.render(area, self.buffer);
    }

    /// Blanks from one row up to another.
    pub fn blank(&mut self, rows: std::ops::Range<usize>) {
        for row in rows {
            self.row(row, "", Tone::Plain);
        }
    }
}

/// Columns and rows of a terminal fit into its own numbers.
fn small(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The rows of a buffer as text, each character once.
#[must_use]
pub fn rows(buffer: &Buffer) -> Vec<String> {
    use ratatui::buffer::CellWidth;
    let mut rows = Vec::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            line.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        rows.push(line);
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_as_wide_as_the_screen_whatever_the_name() {
        for wide in [false, true] {
            let look = Look {
                wide,
                ..Look::default()
            };
            let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 4));
            let mut canvas = Canvas::of(&mut buffer, look);
            for (row, name) in ["𬎆㛃", "买买提·艾力", "张雪芳", "a\u{200b}b\u{7}c"]
                .iter()
                .enumerate()
            {
                canvas.text(0, row, 9, name, Tone::Plain);
                canvas.bar(9, row);
                canvas.text(10, row, 20, "手机 139****2231", Tone::Plain);
            }
            for row in rows(&buffer) {
                assert_eq!(width(&row, wide), 30, "{row:?} {wide}");
            }
        }
    }

    #[test]
    fn a_panel_over_a_double_width_character_leaves_no_half() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        let mut canvas = Canvas::of(&mut buffer, Look::default());
        canvas.row(0, "张雪芳张雪", Tone::Plain);
        canvas.text(3, 0, 4, "|ab|", Tone::Plain);
        assert_eq!(rows(&buffer), ["张 |ab| 雪"]);
    }

    #[test]
    fn what_does_not_fit_is_cut_with_dots_and_never_torn() {
        assert_eq!(cut("古荥街18号", 8, false), "古荥街..");
        assert_eq!(fit("古荥街", 5, false), "古.. ".trim_end().to_owned() + " ");
        assert_eq!(fit_right("42", 5, false), "   42");
        assert_eq!(spread("寻人", "12:46", 12, false), "寻人   12:46");
        assert_eq!(wrap("古荥街 abc def", 8, false), ["古荥街 ", "abc def"]);
    }
}
