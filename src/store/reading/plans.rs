//! How the lists of the store are found: each by an index, held by the plans that the store makes of them.

use super::*;
use crate::store::schema;
use rusqlite::Connection;

fn plan(sql: &str, values: Vec<Sql>) -> String {
    let book = Connection::open_in_memory().unwrap();
    book.execute_batch(&schema::new_book()).unwrap();
    let mut statement = book.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let steps = statement.query_map(params_from_iter(values), |row| row.get::<_, String>(3));
    let steps: Vec<String> = steps.unwrap().collect::<rusqlite::Result<_>>().unwrap();
    steps.join("; ")
}

#[test]
fn lists_of_few_are_found_by_an_index_of_their_own_however_many_people_there_are() {
    let unit = Some("410108".parse().unwrap());
    let day = Some("2021-09-07".parse().unwrap());
    let of = |change: fn(&mut CaseFilter)| {
        let mut filter = CaseFilter {
            unit,
            ..CaseFilter::default()
        };
        change(&mut filter);
        filter
    };
    let due = CaseFilter {
        due: day,
        unit,
        ..CaseFilter::default()
    };
    let today = CaseFilter {
        due_on: day,
        ..CaseFilter::default()
    };
    for (filter, index) in [
        (
            of(|filter| filter.state = Some(State::Proposed)),
            "cases_state",
        ),
        (
            of(|filter| filter.state = Some(State::Returned)),
            "cases_state",
        ),
        (
            of(|filter| filter.state = Some(State::Conflict)),
            "cases_state",
        ),
        (of(|filter| filter.unproved = true), "cases_unproved"),
        (of(|filter| filter.owed = true), "cases_owed"),
        (of(|filter| filter.doubtful = true), "cases_doubts"),
        (of(|filter| filter.turn = Some(Turn::Visit)), "cases_turn"),
        (due, "cases_due"),
        (today, "cases_again"),
    ] {
        let (conditions, values) = conditions(&filter);
        let sql = format!("{CASE_COLUMNS} WHERE {conditions} ORDER BY unit, route, no LIMIT 9");
        let steps = plan(&sql, values);
        assert!(steps.contains(index), "{index}: {steps}");
    }
    let sql = format!(
        "SELECT changed_at FROM cases WHERE {} ORDER BY changed_at LIMIT 1",
        in_state(State::Proposed)
    );
    assert!(plan(&sql, Vec::new()).contains("cases_waiting"));
}
