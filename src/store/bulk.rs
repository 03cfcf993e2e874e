//! Very many new cases at once: indexes are built at the end, and search terms are sorted before they go in.
//! It knows terms and numbers of cases, not what a term means.

use super::log::Writing;
use super::{Result, StoreError, schema};

/// So many terms go in with one statement.
const AT_ONCE: usize = 32;

/// Search terms in the order in which they came, as close together as they can lie: a million cases have seven million.
#[derive(Debug, Default)]
pub(super) struct BulkTerms {
    /// Each term behind the two bytes of its length.
    text: Vec<u8>,
    places: Vec<TermPlace>,
}

/// A term: its first eight bytes, which nearly always decide the order, where it stands, and its case.
#[derive(Clone, Copy, Debug)]
struct TermPlace {
    head: u64,
    start: u32,
    case_no: u32,
}

impl BulkTerms {
    pub(super) fn add(&mut self, term: &str, case_no: i64) -> Result<()> {
        let too_many = |_| StoreError::Damaged("too many terms at once".to_owned());
        let start = u32::try_from(self.text.len()).map_err(too_many)?;
        let length = u16::try_from(term.len()).map_err(too_many)?;
        let mut head = [0; 8];
        let known = term.len().min(8);
        head[..known].copy_from_slice(&term.as_bytes()[..known]);
        self.text.extend_from_slice(&length.to_le_bytes());
        self.text.extend_from_slice(term.as_bytes());
        self.places.push(TermPlace {
            head: u64::from_be_bytes(head),
            start,
            case_no: u32::try_from(case_no).map_err(too_many)?,
        });
        Ok(())
    }

    fn term(&self, place: TermPlace) -> &str {
        term_of(&self.text, place)
    }

    /// By term, then by case: the order of the table.
    fn sort(&mut self) {
        let text = &self.text;
        self.places.sort_unstable_by(|a, b| {
            a.head
                .cmp(&b.head)
                .then_with(|| term_of(text, *a).cmp(term_of(text, *b)))
                .then(a.case_no.cmp(&b.case_no))
        });
    }
}

fn term_of(text: &[u8], place: TermPlace) -> &str {
    let start = usize::try_from(place.start).unwrap_or(usize::MAX);
    let length = usize::from(u16::from_le_bytes([text[start], text[start + 1]]));
    std::str::from_utf8(&text[start + 2..start + 2 + length]).unwrap_or_default()
}

impl Writing<'_> {
    /// Makes ready for very many new cases: indexes are built at the end, in one go.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn begin_bulk(&mut self) -> Result<()> {
        for index in schema::BULK_INDEXES {
            self.tx.execute_batch(&format!("DROP INDEX {index};"))?;
        }
        self.bulk = Some(BulkTerms::default());
        Ok(())
    }

    pub(super) fn end_bulk(&mut self, mut terms: BulkTerms) -> Result<()> {
        terms.sort();
        let rows = vec!["(?, ?)"; AT_ONCE].join(", ");
        let mut many = self.tx.prepare(&format!(
            "INSERT OR IGNORE INTO search(term, case_no) VALUES{rows}"
        ))?;
        let mut one = self
            .tx
            .prepare("INSERT OR IGNORE INTO search(term, case_no) VALUES(?1, ?2)")?;
        let (whole, rest) = terms.places.as_chunks::<AT_ONCE>();
        for chunk in whole {
            for (at, place) in chunk.iter().enumerate() {
                many.raw_bind_parameter(2 * at + 1, terms.term(*place))?;
                many.raw_bind_parameter(2 * at + 2, place.case_no)?;
            }
            many.raw_execute()?;
        }
        for place in rest {
            one.execute((terms.term(*place), place.case_no))?;
        }
        drop((many, one));
        drop(terms);
        self.tx.execute_batch(schema::projection_indexes())?;
        Ok(())
    }
}
