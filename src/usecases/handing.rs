//! 报数码: a report's figures as the frames that another office scans.

use crate::domain::frames::{Frame, Stamp, Sums, campaign_mark, frames};
use crate::domain::report::{Report, RowUnit};
use crate::error::Error;
use crate::output::qr::{self, Code};
use crate::usecases::session::Session;

/// The frames of a report: the unit's own figures first, then those of its rows.
///
/// # Errors
/// When the book cannot be read, or the figures are more than frames can tell.
pub fn frames_of(session: &Session, report: &Report) -> Result<Vec<Frame>, Error> {
    let stamp = Stamp {
        unit: report.unit,
        day: report.date,
        campaign: campaign_mark(&session.pack.id),
        book: book_mark(session)?,
        frozen_no: frozen_number(report),
    };
    let rows: Vec<(RowUnit, Sums)> = report
        .rows
        .iter()
        .map(|row| (row.unit, Sums::of(&row.line)))
        .collect();
    frames(
        &stamp,
        minutes_left(report),
        &Sums::of(&report.total),
        &rows,
    )
    .map_err(|_| Error::said("error-frames-no-fit", &[("unit", &report.unit_name)]))
}

/// The number under which the report was set down; 0 while it was not.
fn frozen_number(report: &Report) -> u16 {
    let number = report.frozen.as_ref().map(|frozen| frozen.number);
    number.and_then(|n| u16::try_from(n).ok()).unwrap_or(0)
}

/// The first bytes of the stream with which the book began; a restored book keeps it.
fn book_mark(session: &Session) -> Result<[u8; 3], Error> {
    let ends = session.store.stream_ends()?;
    let first = ends.first().map(|end| end.stream.0).unwrap_or_default();
    Ok([first[0], first[1], first[2]])
}

/// Minutes from the moment of the figures to the cut-off, rounded up.
fn minutes_left(report: &Report) -> u16 {
    let seconds = (report.cut_off - report.until).num_seconds().max(0);
    // A report asked for long before its day begins is of no day's use: it tells the longest time.
    u16::try_from((seconds + 59) / 60)
        .unwrap_or(u16::MAX)
        .min(4_095)
}

/// The codes of frames, in order.
///
/// # Errors
/// When a frame does not fit its code.
pub fn codes(frames: &[Frame]) -> Result<Vec<Code>, Error> {
    frames
        .iter()
        .map(|frame| Code::of_frame(&frame.digits()))
        .collect::<Result<_, _>>()
        .map_err(no_code)
}

/// All codes of frames as one picture.
///
/// # Errors
/// When a frame does not fit its code.
pub fn picture(frames: &[Frame]) -> Result<Vec<u8>, Error> {
    qr::sheet(&codes(frames)?).map_err(no_code)
}

fn no_code(error: qr::NoCode) -> Error {
    Error::said("error-paper", &[("what", &error.to_string())])
}
