//! The reader of data/messages: every text for people, by key, in each language.
//! A key begins with the name of its file (`report-title` lies in report.ftl). It knows no screen and no report.

use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language in which the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 简体中文, the first language.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// All languages.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The tag, as in `--lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The language of a tag or of a value of LANG (`zh_CN.UTF-8`, `en_GB`, `zh`); nothing for `C` and other languages.
    #[must_use]
    pub fn named(locale: &str) -> Option<Self> {
        let language = locale.split(['_', '-', '.', '@']).next()?;
        if language.eq_ignore_ascii_case("zh") {
            Some(Self::Chinese)
        } else if language.eq_ignore_ascii_case("en") {
            Some(Self::English)
        } else {
            None
        }
    }
}

macro_rules! message_files {
    ($($name:literal),+ $(,)?) => {
        /// The files of a language: name and text of each.
        const fn files(language: Language) -> &'static [(&'static str, &'static str)] {
            match language {
                Language::Chinese => &[$((
                    $name,
                    include_str!(concat!("../data/messages/zh-CN/", $name, ".ftl")),
                )),+],
                Language::English => &[$((
                    $name,
                    include_str!(concat!("../data/messages/en/", $name, ".ftl")),
                )),+],
            }
        }
    };
}

// `words` comes first: its terms can be used in every other file.
message_files![
    "words", "error", "board", "intake", "pack", "entry", "report", "campaign", "hand", "cli",
    "tui", "keys", "demo", "id", "day", "daily", "settle", "settled", "explain", "match", "photo",
    "publish", "paper", "recovery", "layout", "tables", "sample", "tick",
];

/// The file whose terms all the others share.
const SHARED: &str = "words";

/// A value for a placeholder of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, put in as it is.
    Text(&'a str),
    /// A whole number; the language chooses its plural form by it.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

macro_rules! number_values {
    ($($kind:ty),+) => {
        $(impl From<$kind> for Value<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        })+
    };
}
number_values!(u8, u16, u32, u64, usize, i32, i64);

type Bundle = FluentBundle<FluentResource>;

/// All messages of one language. Loading is free: a file is parsed at the first key that needs it.
pub struct Messages {
    language: Language,
    /// Says nothing at all, and costs nothing.
    mute: bool,
    files: Vec<(&'static str, OnceLock<Bundle>)>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Messages {
    /// The messages of that language.
    #[must_use]
    pub fn load(language: Language) -> Self {
        let files = files(language)
            .iter()
            .map(|(name, _)| (*name, OnceLock::new()))
            .collect();
        Self {
            language,
            mute: false,
            files,
        }
    }

    /// Messages that are empty, for what only has the shape of something that speaks: a command line is read without
    /// the help of forty commands.
    #[must_use]
    pub fn mute(language: Language) -> Self {
        Self {
            language,
            mute: true,
            files: Vec::new(),
        }
    }

    /// The language of these messages.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a message of that key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle(key)
            .is_some_and(|bundle| bundle.has_message(key))
    }

    /// The message of that key; the key itself in 【】 when there is none.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The message of that key with its placeholders filled in.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            match *value {
                Value::Text(text) => args.set(*name, FluentValue::from(text)),
                Value::Number(number) => args.set(*name, FluentValue::from(number)),
            }
        }
        self.format(key, Some(&args))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        if self.mute {
            return String::new();
        }
        let found = self.bundle(key).and_then(|bundle| {
            let pattern = bundle.get_message(key)?.value()?;
            // A missing value stays visible as {$name}; a test holds the placeholders of both languages together.
            let mut slips = Vec::new();
            Some(
                bundle
                    .format_pattern(pattern, args, &mut slips)
                    .into_owned(),
            )
        });
        found.unwrap_or_else(|| format!("【{key}】"))
    }

    fn bundle(&self, key: &str) -> Option<&Bundle> {
        let prefix = key.split('-').next()?;
        let (name, bundle) = self.files.iter().find(|(name, _)| *name == prefix)?;
        Some(bundle.get_or_init(|| parse(self.language, name)))
    }
}

/// Parses one file, and the shared terms with it.
fn parse(language: Language, name: &str) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks are invisible characters: old consoles draw boxes for them.
    bundle.set_use_isolating(false);
    for (file, text) in files(language) {
        if *file == name || *file == SHARED {
            // What Fluent cannot read is left out and shows as 【key】; a test refuses such a file.
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
    }
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use unicode_width::UnicodeWidthChar;

    use super::*;

    /// Key to the names of its placeholders, terms included.
    fn keys(text: &str) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|c: char| c == '-' || c.is_ascii_alphabetic()) {
                let (key, _) = line.split_once('=').expect("a key has a value");
                current = key.trim().to_owned();
                let old = found.insert(current.clone(), BTreeSet::new());
                assert!(old.is_none(), "{current} stands twice");
            }
            for rest in line.split('$').skip(1) {
                let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
                let name = rest[..end.unwrap_or(rest.len())].to_owned();
                found.get_mut(&current).expect("inside a key").insert(name);
            }
        }
        found
    }

    /// ASCII, or a character of GB2312 that every console draws two columns wide.
    fn is_drawable(c: char) -> bool {
        if c.is_ascii() {
            return c == '\n' || !c.is_ascii_control();
        }
        let mut buffer = [0; 4];
        let (bytes, _, unmapped) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
        let in_gb2312 = !unmapped
            && matches!(*bytes, [0xA1..=0xA9 | 0xB0..=0xF7, 0xA1..=0xFE])
            && c.width() == c.width_cjk();
        in_gb2312 && c.width() == Some(2)
    }

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        for ((name, chinese), (_, english)) in files(Language::Chinese)
            .iter()
            .zip(files(Language::English))
        {
            let (chinese, english) = (keys(chinese), keys(english));
            for (key, placeholders) in &chinese {
                assert_eq!(Some(placeholders), english.get(key), "{name}.ftl: {key}");
                let prefix = key.trim_start_matches('-').split('-').next();
                assert_eq!(prefix, Some(*name), "{key} lies in {name}.ftl");
            }
            for key in english.keys() {
                assert!(
                    chinese.contains_key(key),
                    "{name}.ftl: {key} is English only"
                );
            }
        }
    }

    #[test]
    fn every_file_is_read_to_its_end() {
        for language in Language::ALL {
            for (name, text) in files(language) {
                let read = FluentResource::try_new((*text).to_owned());
                assert!(
                    read.is_ok(),
                    "{}/{name}.ftl: {:?}",
                    language.tag(),
                    read.err().map(|(_, errors)| errors)
                );
                let messages = Messages::load(language);
                for key in keys(text).keys().filter(|key| !key.starts_with('-')) {
                    assert!(messages.has(key), "{}/{name}.ftl: {key}", language.tag());
                }
            }
        }
    }

    #[test]
    fn messages_hold_only_characters_that_every_console_draws() {
        assert!(is_drawable('寻') && is_drawable('、') && is_drawable('【'));
        for wrong in ['·', '—', '…', '“', '→', '√', '㛃', '\u{2068}'] {
            assert!(!is_drawable(wrong), "{wrong}");
        }
        for language in Language::ALL {
            for (name, text) in files(language) {
                for (n, line) in text.lines().enumerate() {
                    if let Some(wrong) = line.chars().find(|c| !is_drawable(*c)) {
                        panic!("{}/{name}.ftl:{}: {wrong:?}", language.tag(), n + 1);
                    }
                }
            }
        }
    }

    #[test]
    fn a_missing_key_shows_itself() {
        let messages = Messages::load(Language::English);
        assert_eq!(messages.get("report-no-such"), "【report-no-such】");
        assert_eq!(messages.get("nowhere"), "【nowhere】");
        assert!(!messages.has("nowhere"));
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Language::named("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::named("en"), Some(Language::English));
        assert_eq!(Language::named("C.UTF-8"), None);
    }

    #[test]
    fn values_are_put_in_and_terms_are_shared() {
        let english = Messages::load(Language::English);
        let people = |n: i64| english.with("words-people", &[("n", n.into())]);
        assert_eq!(
            (people(1), people(2)),
            ("1 person".into(), "2 people".into())
        );
        let chinese = Messages::load(Language::Chinese);
        assert_eq!(
            chinese.with("words-people", &[("n", 1836.into())]),
            "1836人"
        );
    }
}
