//! The reader of data/case-facts.toml: what the facts of a case are called in a settlement.

use std::sync::LazyLock;

use crate::domain::settlement::case_facts::CaseFactRules;

const EMBEDDED: &str = include_str!("../data/case-facts.toml");

/// Read once: a form asks for each of its rows. A test reads the file; what is embedded cannot be another one.
static RULES: LazyLock<CaseFactRules> =
    LazyLock::new(|| toml::from_str(EMBEDDED).unwrap_or_default());

/// The rules that come with the program.
#[must_use]
pub fn load() -> &'static CaseFactRules {
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settlement::{FIELDS, QUESTIONS};
    use crate::messages::{Language, Messages};

    /// One message of several is the name that people read.
    fn is_named(name: &str, messages: &Messages) -> bool {
        let end = name.replace('_', "-");
        ["entry-value-name", "settle-missing", "settle-question"]
            .iter()
            .any(|stem| messages.has(&format!("{stem}-{end}")))
    }

    #[test]
    fn every_fact_has_a_name_in_both_languages_and_is_one_that_the_engine_knows() {
        let rules = load();
        assert!(rules.facts.len() > 30);
        assert_eq!(rules.system_of("5").count(), 11);
        for name in rules.system_of("5") {
            for language in Language::ALL {
                let messages = Messages::load(language);
                assert!(is_named(&name, &messages), "{language:?} {name}");
            }
        }
        for rule in &rules.facts {
            let field = rule.field();
            assert!(
                FIELDS.contains(&field) || QUESTIONS.contains(&field),
                "{field}"
            );
            for given in rule.words.iter().flat_map(|word| word.gives.keys()) {
                assert!(FIELDS.contains(&given.as_str()), "{given}");
            }
            assert!(
                rule.classes
                    .iter()
                    .all(|class| rules.situation(class).is_some()),
                "{}",
                rule.name
            );
            for language in Language::ALL {
                let messages = Messages::load(language);
                assert!(
                    is_named(&rule.name, &messages),
                    "{language:?} {}",
                    rule.name
                );
            }
        }
    }
}
