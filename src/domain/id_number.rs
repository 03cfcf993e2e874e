//! Reading of identity numbers (GB 11643-1999 and the forms beside it): what was given, what the case takes, what is
//! wrong with it. It knows no lists and no clock: the day comes from the caller.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::roster::Doubt;
use super::text;

/// What sort of document carries the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 居民身份证, 18 characters.
    Resident,
    /// The 15 digits of cards issued before 1999.
    Legacy,
    /// 港澳台居民居住证: prefix 810000, 820000 or 830000.
    HkMoTw,
    /// 外国人永久居留身份证: 18 digits from 9, or the older form of 3 letters and 12 digits.
    Foreigner,
    /// Anything else.
    Other,
}

/// The sex that the 17th digit tells: odd = male.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Sex {
    /// 男
    #[serde(rename = "男")]
    Male,
    /// 女
    #[serde(rename = "女")]
    Female,
}

/// An ID number that was read; serialises as `xunren id` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IdReading {
    /// The text as given, cleaned of what cannot be shown.
    pub given: String,
    /// The number that a case takes; none where digits were lost or are missing.
    pub id_number: Option<String>,
    /// Whether the number stands every check of its kind.
    pub valid: bool,
    /// The kind of document.
    pub kind: Kind,
    /// The birth date inside the number, where it is possible.
    pub birth: Option<NaiveDate>,
    /// The sex inside the number.
    pub sex: Option<Sex>,
    /// What is wrong with it, in the order of [`Doubt::ALL`].
    pub doubts: Vec<Doubt>,
}

/// People older than this do not exist: a birth date further back was misread.
const OLDEST: i32 = 150;
/// A 15-digit number leaves the century open; outside these ages 19.. would be a guess.
const CENTURY_AGES: std::ops::RangeInclusive<i32> = 16..=120;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";

/// Reads an ID number. `was_number_cell` says that a spreadsheet held it as a number, which keeps 15 digits only;
/// `today` tells birth dates that lie ahead.
#[must_use]
pub fn read(given: &str, was_number_cell: bool, today: NaiveDate) -> IdReading {
    let plain = compact(given);
    let mut reading = IdReading {
        given: text::noted(given).text.into_owned(),
        id_number: None,
        valid: false,
        kind: Kind::Other,
        birth: None,
        sex: None,
        doubts: Vec::new(),
    };
    if !plain.bytes().any(|b| b.is_ascii_alphanumeric()) {
        reading.doubts.push(Doubt::IdMissing);
    } else if was_number_cell || is_rounded(&plain) {
        reading.doubts.push(Doubt::IdPrecisionLost);
    } else {
        match plain.len() {
            18 if has_form(&plain) => reading.take(plain, today),
            20 if has_form(plain.get(..18).unwrap_or_default()) => {
                reading.doubts.push(Doubt::IdSuffix);
                reading.take(plain[..18].to_owned(), today);
            }
            15 if plain.bytes().all(|b| b.is_ascii_digit()) => {
                reading.doubts.push(Doubt::IdLegacy);
                reading.take(upgraded(&plain), today);
                reading.kind = Kind::Legacy;
                let age = reading.birth.map(|birth| today.year() - birth.year());
                if age.is_some_and(|age| !CENTURY_AGES.contains(&age)) {
                    reading.doubts.push(Doubt::IdBirthDate);
                    reading.birth = None;
                    reading.valid = false;
                }
            }
            15 if is_old_permit(&plain) => {
                reading.kind = Kind::Foreigner;
                reading.valid = true;
                reading.id_number = Some(plain);
            }
            _ => reading.doubts.push(Doubt::IdLength),
        }
    }
    reading.doubts.sort_unstable();
    reading
}

impl IdReading {
    /// Whether the person is younger than `age` on that day, by the number; false where it tells no birth date.
    #[must_use]
    pub fn is_younger_than(&self, age: u32, day: NaiveDate) -> bool {
        self.birth
            .is_some_and(|birth| years_between(birth, day) < i64::from(age))
    }

    /// Takes 18 characters that have the right form, and checks them.
    fn take(&mut self, number: String, today: NaiveDate) {
        let bytes = number.as_bytes();
        self.kind = match bytes {
            [b'8', b'1' | b'2' | b'3', b'0', b'0', b'0', b'0', ..] => Kind::HkMoTw,
            [b'9', ..] => Kind::Foreigner,
            [b'1'..=b'8', ..] => Kind::Resident,
            _ => Kind::Other,
        };
        if check_character(bytes) != bytes.get(17).copied() {
            self.doubts.push(Doubt::IdCheckDigit);
        }
        self.birth = birth_of(bytes, today);
        if self.birth.is_none() {
            self.doubts.push(Doubt::IdBirthDate);
        }
        self.sex = Some(if bytes[16] % 2 == 1 {
            Sex::Male
        } else {
            Sex::Female
        });
        self.valid = self.kind != Kind::Other
            && !self.doubts.contains(&Doubt::IdCheckDigit)
            && self.birth.is_some();
        self.id_number = Some(number);
    }
}

/// Whole years from a birth to a day; a birthday itself completes the year.
#[must_use]
pub fn years_between(birth: NaiveDate, day: NaiveDate) -> i64 {
    let before_birthday = (day.month(), day.day()) < (birth.month(), birth.day());
    i64::from(day.year()) - i64::from(birth.year()) - i64::from(before_birthday)
}

/// The check character that belongs to the first 17 digits (ISO 7064, MOD 11-2), or nothing when they are no digits.
#[must_use]
pub fn check_character(number: &[u8]) -> Option<u8> {
    let digits = number.get(..17)?;
    let mut sum = 0;
    for (digit, weight) in digits.iter().zip(WEIGHTS) {
        if !digit.is_ascii_digit() {
            return None;
        }
        sum += u32::from(digit - b'0') * weight;
    }
    CHECKS
        .get(usize::try_from(sum % 11).unwrap_or_default())
        .copied()
}

/// Without blanks and apostrophe, digits in ASCII, letters in capitals.
fn compact(given: &str) -> String {
    let mut plain = String::with_capacity(given.len());
    for c in text::stored(given).text.chars() {
        match c {
            ' ' => {}
            'Ｘ' | 'ｘ' => plain.push('X'),
            _ => plain.push(c.to_ascii_uppercase()),
        }
    }
    plain
}

/// 4.10198E+17: a number that went through a spreadsheet before it became text.
fn is_rounded(plain: &str) -> bool {
    plain.split_once("E+").is_some_and(|(digits, power)| {
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && !power.is_empty()
            && power.bytes().all(|b| b.is_ascii_digit())
    })
}

/// 17 digits and a digit or X. What holds anything else (a masked 4101****) tells nobody apart, and is no number.
fn has_form(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    bytes.len() == 18
        && bytes[..17].iter().all(u8::is_ascii_digit)
        && (bytes[17].is_ascii_digit() || bytes[17] == b'X')
}

/// 外国人永久居留证 of 2017 and older: 3 letters and 12 digits, without a public check.
fn is_old_permit(plain: &str) -> bool {
    let bytes = plain.as_bytes();
    bytes[..3].iter().all(u8::is_ascii_uppercase) && bytes[3..].iter().all(u8::is_ascii_digit)
}

/// 15 digits made 18: the century after the sixth digit, the check character at the end.
fn upgraded(legacy: &str) -> String {
    let mut number = format!("{}19{}", &legacy[..6], &legacy[6..]);
    if let Some(check) = check_character(number.as_bytes()) {
        number.push(char::from(check));
    }
    number
}

fn birth_of(number: &[u8], today: NaiveDate) -> Option<NaiveDate> {
    let part = |from: usize, to: usize| {
        number[from..to]
            .iter()
            .fold(0_u32, |value, digit| value * 10 + u32::from(digit - b'0'))
    };
    let birth =
        NaiveDate::from_ymd_opt(i32::try_from(part(6, 10)).ok()?, part(10, 12), part(12, 14))?;
    (birth <= today && birth.year() > today.year() - OLDEST).then_some(birth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read_text(given: &str) -> IdReading {
        read(given, false, day("2021-08-27"))
    }

    #[test]
    fn valid_numbers_of_every_kind() {
        for (given, kind, sex) in [
            ("410108195001010012", Kind::Resident, Sex::Male),
            ("410108195001010020", Kind::Resident, Sex::Female),
            ("150404194802290010", Kind::Resident, Sex::Male),
            ("810000195501010017", Kind::HkMoTw, Sex::Male),
            ("820000194910010015", Kind::HkMoTw, Sex::Male),
            ("830000196006300023", Kind::HkMoTw, Sex::Female),
            ("911840195501010016", Kind::Foreigner, Sex::Male),
        ] {
            let reading = read_text(given);
            assert!(reading.valid && reading.doubts.is_empty(), "{given}");
            assert_eq!((reading.kind, reading.sex), (kind, Some(sex)), "{given}");
            assert_eq!(reading.id_number.as_deref(), Some(given));
        }
    }

    #[test]
    fn the_printed_form_is_the_contract() {
        let json = serde_json::to_string(&read_text("41019819500405678X")).unwrap();
        assert!(json.starts_with(
            r#"{"given":"41019819500405678X","id_number":"41019819500405678X","valid":"#
        ));
        let hong_kong = serde_json::to_value(read_text("810000195501010017")).unwrap();
        assert_eq!(hong_kong["kind"], "hk-mo-tw");
        assert_eq!(hong_kong["birth"], "1955-01-01");
        assert_eq!(hong_kong["sex"], "男");
        let keys: Vec<_> = hong_kong.as_object().unwrap().keys().collect();
        assert_eq!(
            keys,
            [
                "given",
                "id_number",
                "valid",
                "kind",
                "birth",
                "sex",
                "doubts"
            ]
        );
    }

    #[test]
    fn blanks_width_case_and_an_apostrophe_do_not_matter() {
        for given in [
            " 410198 192908145709  ",
            "４１０１９８１９２９０８１４５７０９",
            "'410198192908145709",
            "4101981929\u{200B}08145709\n",
        ] {
            assert_eq!(
                read_text(given).id_number.as_deref(),
                Some("410198192908145709")
            );
        }
        assert_eq!(
            read_text("41019819320920038x").id_number.as_deref(),
            Some("41019819320920038X")
        );
        assert_eq!(read_text("41019819320920038ｘ").doubts, []);
    }

    #[test]
    fn what_is_wrong_is_said_and_the_number_is_kept_where_it_tells_the_person() {
        for (given, id_number, doubts) in [
            (
                "410198195602044967",
                Some("410198195602044967"),
                vec![Doubt::IdCheckDigit],
            ),
            (
                "410198195602304965",
                Some("410198195602304965"),
                vec![Doubt::IdBirthDate],
            ),
            (
                "410198451031037",
                Some("410198194510310371"),
                vec![Doubt::IdLegacy],
            ),
            (
                "41019819311201654343",
                Some("410198193112016543"),
                vec![Doubt::IdSuffix],
            ),
            ("4.10198194310029E+17", None, vec![Doubt::IdPrecisionLost]),
            ("4101**********002X", None, vec![Doubt::IdLength]),
            ("4101981956020449", None, vec![Doubt::IdLength]),
            ("", None, vec![Doubt::IdMissing]),
            ("无", None, vec![Doubt::IdMissing]),
        ] {
            let reading = read_text(given);
            assert_eq!(reading.id_number.as_deref(), id_number, "{given}");
            let known: Vec<_> = reading
                .doubts
                .iter()
                .copied()
                .filter(|d| doubts.contains(d))
                .collect();
            assert_eq!(known, doubts, "{given}");
        }
        let number_cell = read("410198194310029200", true, day("2021-08-27"));
        assert_eq!(
            (number_cell.id_number, number_cell.doubts),
            (None, vec![Doubt::IdPrecisionLost])
        );
        assert!(
            read_text("410108202201010018")
                .doubts
                .contains(&Doubt::IdBirthDate)
        );
    }

    #[test]
    fn the_sixtieth_birthday_is_the_first_day_of_age() {
        let reading = read_text("410108195001010012");
        assert!(reading.is_younger_than(60, day("2009-12-31")));
        assert!(!reading.is_younger_than(60, day("2010-01-01")));
    }

    #[test]
    fn a_legacy_number_of_an_unlikely_age_is_not_guessed() {
        let reading = read("410108000101001", false, day("2021-08-27"));
        assert_eq!(reading.doubts, [Doubt::IdBirthDate, Doubt::IdLegacy]);
        assert!(!reading.valid);
    }
}
