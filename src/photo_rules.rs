//! The reader of data/evidence.toml: how large a photo may be, and which names are those of screenshots.

use serde::Deserialize;

const EMBEDDED: &str = include_str!("../data/evidence.toml");

/// Rules for collecting photos.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoRules {
    /// The largest file that is taken, MB.
    pub largest_mb: u64,
    /// The largest picture that is looked into, million pixels.
    pub largest_megapixels: u64,
    /// Words in the names of screenshots, lower case.
    pub screenshots: Vec<String>,
}

impl PhotoRules {
    /// The rules that come with the program.
    #[must_use]
    pub fn load() -> Self {
        // A test reads the file; what is embedded cannot be another one.
        toml::from_str(EMBEDDED).unwrap_or_default()
    }

    /// Whether a file of that name is a screenshot.
    #[must_use]
    pub fn is_screenshot(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.screenshots
            .iter()
            .any(|word| name.contains(word.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read_and_know_screenshots() {
        let rules = PhotoRules::load();
        assert_eq!(rules.largest_mb, 64);
        assert!(rules.is_screenshot("Screenshot_2021-09-07.png"));
        assert!(rules.is_screenshot("微信截图_20210907.png"));
        assert!(!rules.is_screenshot("IMG_20210907.jpg"));
    }
}
