//! Amounts as Chinese papers of money write them beside the figures (大写): 柒佰贰拾捌元整.
//! The rules are those for filling in bills (正确填写票据和结算凭证的基本规定, 一 to 三); where they allow two
//! ways of writing a zero, the one that leaves no room for another digit is taken.

use super::money::Money;

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES: [char; 4] = ['仟', '佰', '拾', ' '];
/// Ten thousand to the power of the place: nothing, 万, 亿.
const SECTIONS: [Option<char>; 3] = [None, Some('万'), Some('亿')];
/// Beyond this the words have no settled form, and no pension comes near.
const END_IN_FEN: i64 = 100_000_000_000_000;

/// The amount cannot be written so: it is negative or beyond all sums of this trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("only amounts from zero below a million million yuan are written in words")]
pub struct NotInWords;

impl Money {
    /// The amount in capital characters.
    ///
    /// # Errors
    /// When it is negative, or a million million yuan and more.
    pub fn in_words(self) -> Result<String, NotInWords> {
        let fen = self.fen();
        if !(0..END_IN_FEN).contains(&fen) {
            return Err(NotInWords);
        }
        let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
        let mut words = String::new();
        if yuan > 0 {
            write_whole(yuan, &mut words);
            words.push('元');
        }
        if jiao > 0 {
            // 壹仟陆佰捌拾元零叁角贰分: the place of the yuan is empty.
            if yuan > 0 && yuan % 10 == 0 {
                words.push(DIGITS[0]);
            }
            words.push(digit(jiao));
            words.push('角');
        }
        if fen > 0 {
            if yuan > 0 && jiao == 0 {
                words.push(DIGITS[0]);
            }
            words.push(digit(fen));
            words.push('分');
        }
        if words.is_empty() {
            words.push(DIGITS[0]);
            words.push('元');
        }
        if jiao == 0 && fen == 0 {
            words.push('整');
        }
        Ok(words)
    }
}

fn digit(of: i64) -> char {
    usize::try_from(of)
        .ok()
        .and_then(|of| DIGITS.get(of))
        .copied()
        .unwrap_or(DIGITS[0])
}

fn write_whole(yuan: i64, words: &mut String) {
    let sections = [yuan % 10_000, yuan / 10_000 % 10_000, yuan / 100_000_000];
    let mut passed_over = false;
    for (section, name) in sections.into_iter().zip(SECTIONS).rev() {
        if section == 0 {
            passed_over = true;
            continue;
        }
        // Empty places before this section are told by one zero: 壹万零叁, 壹亿零壹仟.
        if !words.is_empty() && (section < 1000 || passed_over) {
            words.push(DIGITS[0]);
        }
        passed_over = false;
        write_section(section, words);
        words.extend(name);
    }
}

/// Four places; zeros inside are told once, zeros at the ends not at all.
fn write_section(section: i64, words: &mut String) {
    let digits = [
        section / 1000,
        section / 100 % 10,
        section / 10 % 10,
        section % 10,
    ];
    let mut begun = false;
    let mut gap = false;
    for (at, place) in digits.into_iter().zip(PLACES) {
        if at == 0 {
            gap = begun;
            continue;
        }
        if gap {
            words.push(DIGITS[0]);
            gap = false;
        }
        begun = true;
        words.push(digit(at));
        if place != ' ' {
            words.push(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(amount: &str) -> String {
        amount.parse::<Money>().unwrap().in_words().unwrap()
    }

    #[test]
    fn zeros_stand_where_the_rules_for_bills_want_them() {
        for (amount, expected) in [
            ("0", "零元整"),
            ("0.01", "壹分"),
            ("0.05", "伍分"),
            ("0.50", "伍角"),
            ("0.55", "伍角伍分"),
            ("1", "壹元整"),
            ("10", "壹拾元整"),
            ("11.1", "壹拾壹元壹角"),
            ("20.05", "贰拾元零伍分"),
            ("100", "壹佰元整"),
            ("101", "壹佰零壹元整"),
            ("110", "壹佰壹拾元整"),
            ("300.05", "叁佰元零伍分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("500.5", "伍佰元零伍角"),
            ("728", "柒佰贰拾捌元整"),
            ("935.64", "玖佰叁拾伍元陆角肆分"),
            ("1001", "壹仟零壹元整"),
            ("1010.10", "壹仟零壹拾元零壹角"),
            ("1409.50", "壹仟肆佰零玖元伍角"),
            ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
            ("2778", "贰仟柒佰柒拾捌元整"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("10003", "壹万零叁元整"),
            ("10300", "壹万零叁佰元整"),
            ("13000", "壹万叁仟元整"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("100000", "壹拾万元整"),
            ("100003.5", "壹拾万零叁元伍角"),
            ("107000.53", "壹拾万柒仟元零伍角叁分"),
            ("1000000", "壹佰万元整"),
            ("1001001", "壹佰万壹仟零壹元整"),
            ("10000000.01", "壹仟万元零壹分"),
            ("100000000", "壹亿元整"),
            ("100000003", "壹亿零叁元整"),
            ("100001000", "壹亿零壹仟元整"),
            ("100030000", "壹亿零叁万元整"),
            ("100300003", "壹亿零叁拾万零叁元整"),
            (
                "123456789.12",
                "壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分",
            ),
            (
                "999999999999.99",
                "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
            ),
        ] {
            assert_eq!(words(amount), expected, "{amount}");
        }
    }

    #[test]
    fn what_is_owed_the_wrong_way_round_is_not_written() {
        assert_eq!(Money::from_fen(-1).in_words(), Err(NotInWords));
        assert_eq!(Money::from_fen(END_IN_FEN).in_words(), Err(NotInWords));
    }

    /// The words read back as the figures: written for the test alone, from the places up.
    fn read_back(words: &str) -> i64 {
        let (mut total, mut section, mut last) = (0, 0, 0);
        for c in words.chars() {
            match c {
                '仟' => (section, last) = (section + last * 1000, 0),
                '佰' => (section, last) = (section + last * 100, 0),
                '拾' => (section, last) = (section + last * 10, 0),
                '万' => (total, section, last) = (total + (section + last) * 1_000_000, 0, 0),
                '亿' => (total, section, last) = (total + (section + last) * 10_000_000_000, 0, 0),
                '元' => (total, section, last) = (total + (section + last) * 100, 0, 0),
                '角' => (total, last) = (total + last * 10, 0),
                '分' => (total, last) = (total + last, 0),
                '整' => {}
                digit => {
                    let at = DIGITS.iter().position(|known| *known == digit).unwrap();
                    last = i64::try_from(at).unwrap();
                }
            }
        }
        total
    }

    proptest::proptest! {
        #[test]
        fn words_read_back_as_the_amount(fen in 0..END_IN_FEN, cut in 0_u32..14) {
            // Amounts with many zeros are what goes wrong.
            let step = 10_i64.pow(cut);
            for fen in [fen, fen / step, fen / step * step, fen % step] {
                let words = Money::from_fen(fen).in_words().unwrap();
                proptest::prop_assert_eq!(read_back(&words), fen, "{}", words);
                proptest::prop_assert!(!words.contains("零零"), "{}", words);
                proptest::prop_assert!(!words.contains("零元") || fen == 0, "{}", words);
            }
        }
    }
}
