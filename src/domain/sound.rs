//! How names sound: pinyin without tones, for finding people whose names are written with another character.
//! It knows which characters read otherwise in names; what is done with the sounds is the search's matter.

use std::collections::HashMap;
use std::sync::OnceLock;

use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};

/// Typed text is tried in at most so many readings.
const MOST_READINGS: usize = 8;

/// How a character sounds: its syllable, or the character itself where nobody knows it.
#[derive(Clone, Copy)]
enum Sound {
    Syllable(&'static str),
    Unread(char),
}

/// The syllables of a name, in order: the first reading of each character, surnames as surnames read.
///
/// Blanks and `·` are skipped, Latin letters and digits stay together as they are typed, in lower case.
#[must_use]
pub fn syllables(name: &str) -> Vec<String> {
    let mut syllables: Vec<String> = Vec::with_capacity(4);
    let mut in_word = false;
    each(name, |c, sound| {
        let latin = c.is_ascii_alphanumeric();
        match syllables.last_mut() {
            Some(word) if latin && in_word => push(word, sound),
            _ => {
                let mut syllable = String::with_capacity(6);
                push(&mut syllable, sound);
                syllables.push(syllable);
            }
        }
        in_word = latin;
    });
    syllables
}

/// All ways in which a name can be sought by its sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounds {
    /// As [`sound`].
    pub whole: String,
    /// How long the first syllable is in it, in bytes.
    pub first: usize,
    /// As [`initials`].
    pub initials: String,
}

/// The sound of a name, its first syllable and its initials at once.
#[must_use]
pub fn sounds(name: &str) -> Sounds {
    let mut sounds = Sounds {
        whole: String::with_capacity(name.len() * 2),
        first: 0,
        initials: String::with_capacity(4),
    };
    let mut in_word = false;
    each(name, |c, sound| {
        let latin = c.is_ascii_alphanumeric();
        let begins = !(latin && in_word);
        if begins && sounds.initials.chars().nth(1).is_none() && !sounds.initials.is_empty() {
            sounds.first = sounds.whole.len();
        }
        let start = sounds.whole.len();
        push(&mut sounds.whole, sound);
        if begins {
            sounds.initials.extend(sounds.whole[start..].chars().next());
        }
        in_word = latin;
    });
    if sounds.first == 0 {
        sounds.first = sounds.whole.len();
    }
    sounds
}

/// The syllables of a name without gaps: names that sound alike have the same.
#[must_use]
pub fn sound(name: &str) -> String {
    let mut sounds = String::with_capacity(name.len() * 2);
    each(name, |_, sound| push(&mut sounds, sound));
    sounds
}

/// The first letters of the syllables.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut letters = String::with_capacity(4);
    let mut in_word = false;
    each(name, |c, sound| {
        let latin = c.is_ascii_alphanumeric();
        if !(latin && in_word) {
            letters.push(match sound {
                Sound::Syllable(syllable) => syllable.chars().next().unwrap_or(c),
                Sound::Unread(c) => c.to_ascii_lowercase(),
            });
        }
        in_word = latin;
    });
    letters
}

/// How typed text may sound, the likeliest first: names are kept by their first reading alone, so a character with
/// several readings is tried in each. At most eight.
#[must_use]
pub fn readings(typed: &str) -> Vec<String> {
    let mut ways: Vec<(usize, String)> = vec![(0, String::new())];
    each(typed, |c, first| {
        let mut sounds = vec![first];
        for syllable in all_syllables(c) {
            if !sounds
                .iter()
                .any(|s| matches!(s, Sound::Syllable(known) if *known == syllable))
            {
                sounds.push(Sound::Syllable(syllable));
            }
        }
        let mut longer = Vec::with_capacity(ways.len() * sounds.len());
        for (rank, way) in &ways {
            for (unlikely, sound) in sounds.iter().enumerate() {
                let mut way = way.clone();
                push(&mut way, *sound);
                longer.push((rank + unlikely, way));
            }
        }
        longer.sort_by_key(|(rank, _)| *rank);
        longer.truncate(MOST_READINGS);
        ways = longer;
    });
    let mut sounds: Vec<String> = Vec::with_capacity(ways.len());
    for (_, way) in ways {
        if !way.is_empty() && !sounds.contains(&way) {
            sounds.push(way);
        }
    }
    sounds
}

/// Calls `take` with each character of a name that sounds, and its likeliest sound there.
fn each(name: &str, mut take: impl FnMut(char, Sound)) {
    let table = table();
    let mut chars = name
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '·')
        .peekable();
    let Some(first) = chars.next() else {
        return;
    };
    let pair = chars
        .peek()
        .and_then(|second| table.pairs.get(&[first, *second]));
    if let Some([one, two]) = pair {
        take(first, Sound::Syllable(one));
        if let Some(second) = chars.next() {
            take(second, Sound::Syllable(two));
        }
    } else {
        let surname = table.surnames.get(&first).copied();
        take(first, surname.map_or_else(|| plain(first), Sound::Syllable));
    }
    for c in chars {
        let given = table.given.get(&c).copied();
        take(c, given.map_or_else(|| plain(c), Sound::Syllable));
    }
}

fn plain(c: char) -> Sound {
    c.to_pinyin()
        .map_or(Sound::Unread(c), |pinyin| Sound::Syllable(typed(pinyin)))
}

fn all_syllables(c: char) -> impl Iterator<Item = &'static str> {
    c.to_pinyin_multi().into_iter().flatten().map(typed)
}

/// A syllable as it is typed: keyboards have no ü.
fn typed(pinyin: Pinyin) -> &'static str {
    match pinyin.plain() {
        "lü" => "lv",
        "nü" => "nv",
        "lüe" => "lve",
        "nüe" => "nve",
        syllable => syllable,
    }
}

fn push(text: &mut String, sound: Sound) {
    match sound {
        Sound::Syllable(syllable) => text.push_str(syllable),
        Sound::Unread(c) => text.push(c.to_ascii_lowercase()),
    }
}

/// Characters that read in names otherwise than elsewhere.
#[derive(Default)]
struct Table {
    surnames: HashMap<char, &'static str>,
    pairs: HashMap<[char; 2], [&'static str; 2]>,
    given: HashMap<char, &'static str>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for line in include_str!("../../data/readings.csv").lines().skip(1) {
            let mut fields = line.trim_end().split(',');
            let (Some(kind), Some(characters), Some(syllables)) =
                (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let mut characters = characters.chars();
            let mut syllables = syllables.split(' ');
            match (
                (characters.next(), syllables.next()),
                (characters.next(), syllables.next()),
            ) {
                ((Some(a), Some(x)), (Some(b), Some(y))) => {
                    table.pairs.insert([a, b], [x, y]);
                }
                ((Some(c), Some(syllable)), _) if kind == "given" => {
                    table.given.insert(c, syllable);
                }
                ((Some(c), Some(syllable)), _) => {
                    table.surnames.insert(c, syllable);
                }
                _ => {}
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_alike_have_the_same_sound() {
        assert_eq!(sound("张学芳"), sound("张雪芳"));
        assert_eq!(sound("张雪芳"), "zhangxuefang");
        assert_eq!(initials("张雪芳"), "zxf");
        assert_eq!(syllables("张 雪　芳"), ["zhang", "xue", "fang"]);
        assert_ne!(sound("张雪芳"), sound("张学方圆"));
    }

    #[test]
    fn surnames_read_as_surnames() {
        for (name, expected) in [
            ("单红", "shanhong"),
            ("仇秀英", "qiuxiuying"),
            ("覃桂花", "qinguihua"),
            ("曾庆红", "zengqinghong"),
            ("查良", "zhaliang"),
            ("解放", "xiefang"),
            ("区大", "ouda"),
            ("朴正", "piaozheng"),
            ("盖叫天", "gejiaotian"),
            ("任长霞", "renchangxia"),
            ("尉迟恭", "yuchigong"),
            ("尉文", "weiwen"),
            ("单于红", "chanyuhong"),
            ("长孙无", "zhangsunwu"),
            ("吕绿女", "lvlvnv"),
            ("略虐", "lvenve"),
            ("赵长顺", "zhaochangshun"),
        ] {
            assert_eq!(sound(name), expected, "{name}");
        }
        // In a given name the same character reads as everywhere.
        assert_eq!(sound("李单"), "lidan");
    }

    #[test]
    fn foreign_and_rare_names_keep_their_place() {
        assert_eq!(sound("买买提·艾力"), "maimaitiaili");
        assert_eq!(initials("买买提·艾力"), "mmtal");
        assert_eq!(sound("𬎆㛃䶮"), "yingjieyan");
        assert_eq!(syllables("MARIA 李2"), ["maria", "li", "2"]);
        assert_eq!(initials("MARIA 李"), "ml");
        // A character of a private set sounds like itself alone.
        assert_eq!(sound("王\u{e000}"), "wang\u{e000}");
        assert_eq!(sound(" · "), "");
        assert_eq!(readings(""), Vec::<String>::new());
    }

    #[test]
    fn typed_text_is_tried_in_its_readings() {
        assert_eq!(readings("张雪芳")[0], "zhangxuefang");
        // Somebody typed the given name alone: what looks like a surname may be none.
        let happy = readings("乐天");
        assert_eq!(happy[0], "yuetian");
        assert!(happy.contains(&"letian".to_owned()));
        assert!(readings("单单单单单").len() <= MOST_READINGS);
        for name in ["曾长乐", "单行", "覃会重"] {
            assert_eq!(readings(name)[0], sound(name));
        }
    }

    #[test]
    fn the_sound_is_the_syllables_joined() {
        for name in ["欧阳修", "尉迟恭", "A李B", "买买提·艾力", "□□"] {
            assert_eq!(syllables(name).concat(), sound(name), "{name}");
            let firsts: String = syllables(name)
                .iter()
                .filter_map(|s| s.chars().next())
                .collect();
            assert_eq!(firsts, initials(name), "{name}");
            let all = sounds(name);
            assert_eq!((&all.whole, &all.initials), (&sound(name), &firsts));
            assert_eq!(&all.whole[..all.first], syllables(name)[0], "{name}");
        }
    }
}
