//! Words typed and not yet saved: they survive leaving, closing and a killed terminal, and are no entries.

use rusqlite::OptionalExtension;

use super::{Result, Store};

impl Store {
    /// Keeps a draft under the name of its place; an empty body removes it.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn save_draft(&self, place: &str, body: &str, at: i64) -> Result<()> {
        if body.is_empty() {
            self.connection
                .prepare_cached("DELETE FROM drafts WHERE place = ?1")?
                .execute([place])?;
        } else {
            self.connection
                .prepare_cached(
                    "INSERT INTO drafts(place, body, at) VALUES(?1, ?2, ?3)
                     ON CONFLICT DO UPDATE SET body = excluded.body, at = excluded.at",
                )?
                .execute((place, body, at))?;
        }
        Ok(())
    }

    /// The draft of a place.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn draft(&self, place: &str) -> Result<Option<String>> {
        Ok(self
            .connection
            .prepare_cached("SELECT body FROM drafts WHERE place = ?1")?
            .query_row([place], |row| row.get(0))
            .optional()?)
    }

    /// Places that hold a draft, newest first.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn drafts(&self) -> Result<Vec<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT place FROM drafts ORDER BY at DESC")?;
        let places = statement.query_map([], |row| row.get(0))?;
        Ok(places.collect::<rusqlite::Result<_>>()?)
    }
}
