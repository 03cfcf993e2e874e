//! One paper of one case: who issues it, where the person belongs, and all that it is filled with.

use super::values::{Entered, Writer};
use super::{Figures, fraud_word};
use crate::domain::amounts::Amounts;
use crate::domain::case::Case;
use crate::domain::notice::{Known, ListSource};
use crate::domain::pack::{Pack, Role};
use crate::domain::recovery::Ledger;
use crate::domain::unit::Level;
use crate::error::Error;
use crate::forms::{Forms, PaperForm};
use crate::messages::Messages;
use crate::output::docx::Values;
use crate::store::CaseRow;
use crate::usecases::session::Session;

/// One paper of one case.
pub(super) struct Paper<'a> {
    forms: &'a Forms,
    form: &'a PaperForm,
    row: &'a CaseRow,
    case: &'a Case,
    pack: &'a Pack,
    amounts: Amounts,
    ledger: Ledger,
    place: String,
    village: String,
    issuer: String,
    township_office: String,
    district_office: String,
    officer: &'a str,
    today: chrono::NaiveDate,
}

impl<'a> Paper<'a> {
    pub(super) fn of(
        session: &'a Session,
        forms: &'a Forms,
        form: &'a PaperForm,
        (row, case): (&'a CaseRow, &'a Case),
        figures: Figures<'_>,
    ) -> Self {
        let name = |level: Level| {
            row.unit
                .at(level)
                .map(|unit| session.unit_name(unit))
                .unwrap_or_default()
        };
        let (county, township, village) = (
            name(Level::County),
            name(Level::Township),
            name(Level::Village),
        );
        let title = |role: Role| session.pack.role_title(role);
        let ledger = Ledger::of(case, &session.pack);
        let mut amounts = figures.amounts(session, case, &ledger);
        // The plan of an agreement adds up to what was agreed on, whatever came back since.
        if let Some(agreement) = &ledger.agreement
            && form.has_list(forms, ListSource::Instalments)
        {
            amounts.residual = Some(agreement.amount);
        }
        let township_office = format!("{township}{}", title(Role::Township));
        let district_office = title(Role::District).to_owned();
        Self {
            forms,
            form,
            row,
            case,
            pack: &session.pack,
            amounts,
            ledger,
            place: format!("{county}{township}{village}"),
            issuer: match form.issuer {
                Role::District => district_office.clone(),
                Role::Township | Role::Village => township_office.clone(),
            },
            village,
            township_office,
            district_office,
            officer: &session.officer,
            today: session.today(),
        }
    }

    /// What the paper is filled with, and which of its fields stay blank.
    pub(super) fn values(
        &self,
        number: &str,
        entered: &Entered,
        messages: &Messages,
    ) -> Result<(Values, Vec<String>), Error> {
        let known = Known {
            case: self.case,
            pack: self.pack,
            amounts: &self.amounts,
            ledger: &self.ledger,
            steps: &self.form.steps,
            receipts: self.form.receivers(self.case.class()),
            sex: self.row.sex.as_deref(),
            birth: self.row.birth,
            place: &self.place,
            village: &self.village,
            issuer: &self.issuer,
            township_office: &self.township_office,
            district_office: &self.district_office,
            officer: self.officer,
            number,
            fraud: fraud_word(self.forms, self.case),
            today: self.today,
        };
        let writer = Writer {
            forms: self.forms,
            form: self.form,
            known,
            entered,
            messages,
        };
        if let Some(field) = writer.contradicted() {
            return Err(Error::said("paper-error-computed", &[("field", field)]));
        }
        let values = writer.values(self.row.id)?;
        let blanks = writer.blanks(&values);
        Ok((values, blanks))
    }
}
