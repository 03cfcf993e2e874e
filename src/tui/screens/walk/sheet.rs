//! The village's 入户核查表, made from the screen beside the book.

use super::super::super::app::{Desk, Next};
use crate::messages::Value;

/// Makes the village's 入户核查表 beside the book.
pub(in crate::tui::screens) fn print_sheet(
    desk: &mut Desk<'_>,
    unit: crate::domain::unit::UnitCode,
) -> Next {
    let messages = desk.messages;
    let Some(session) = &mut desk.session else {
        return Next::Stay;
    };
    let made = crate::usecases::checking::check_sheet(session, unit).and_then(|sheet| {
        let bytes = crate::output::check_sheet::bytes(&sheet, messages).map_err(|error| {
            crate::error::Error::said("error-paper", &[("what", &error.to_string())])
        })?;
        let name = format!(
            "{}{}.xlsx",
            messages.get("tui-sheet-file"),
            session.unit_name(unit)
        );
        let path = session.store.path().with_file_name(name);
        crate::usecases::exporting::write_file(&path, &bytes)?;
        crate::usecases::exporting::note(session, "check_sheet", &path.display().to_string())?;
        Ok(path)
    });
    match made {
        Ok(path) => {
            desk.notice = desk.tell(
                "tui-report-saved",
                &[("path", Value::Text(&path.display().to_string()))],
            );
        }
        Err(error) => desk.fail(&error),
    }
    Next::Stay
}
