//! Two reports of the same unit against each other, cell by cell.

use super::{COLUMNS, Cell, Column, Line, Report, RowUnit};

/// A cell that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its row; nothing for the total.
    pub unit: Option<RowUnit>,
    /// The row's name; empty for the total.
    pub name: String,
    /// Its column.
    pub column: Column,
    /// What the one report says; nothing where it has no such row.
    pub one: Option<Cell>,
    /// What the other says.
    pub other: Option<Cell>,
}

/// The cells that differ, row by row in the order of the rows, the total last.
#[must_use]
pub fn differences(one: &Report, other: &Report) -> Vec<Difference> {
    let mut units: Vec<RowUnit> = one.rows.iter().map(|row| row.unit).collect();
    units.extend(other.rows.iter().map(|row| row.unit));
    units.sort_unstable();
    units.dedup();
    let mut found = Vec::new();
    for unit in units {
        let (a, b) = (one.row(unit), other.row(unit));
        let name = a.or(b).map(|row| row.name.clone()).unwrap_or_default();
        let (a, b) = (a.map(|row| &row.line), b.map(|row| &row.line));
        of_line(Some(unit), &name, a, b, &mut found);
    }
    of_line(None, "", Some(&one.total), Some(&other.total), &mut found);
    found
}

fn of_line(
    unit: Option<RowUnit>,
    name: &str,
    one: Option<&Line>,
    other: Option<&Line>,
    found: &mut Vec<Difference>,
) {
    for column in COLUMNS {
        let cell = |line: Option<&Line>| line.and_then(|line| line.cell(column.id()));
        let (one, other) = (cell(one), cell(other));
        if one != other {
            found.push(Difference {
                unit,
                name: name.to_owned(),
                column: *column,
                one,
                other,
            });
        }
    }
}
