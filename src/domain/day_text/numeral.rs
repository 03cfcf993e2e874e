//! Reading the parts of a spoken date from left to right: figures and Chinese numerals, months, days, years.

use super::lunar::{LunarDay, LunarMonth};

/// The text without what the hand adds: full-width figures and signs as ASCII, traditional characters as simplified,
/// blanks gone, except that between two figures a blank becomes a point.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.trim().chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '。' | '、' => '.',
            '—' | '–' | '―' => '-',
            '零' | '○' => '〇',
            '臘' => '腊',
            '閏' => '闰',
            '農' => '农',
            '曆' => '历',
            '號' => '号',
            '陰' => '阴',
            '陽' => '阳',
            '舊' => '旧',
            '點' => '点',
            '時' => '时',
            '後' => '后',
            '兩' => '两',
            '個' => '个',
            other => other,
        };
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        if matches!(c, '(' | ')') {
            continue;
        }
        if blank && c.is_ascii_digit() && plain.ends_with(|c: char| c.is_ascii_digit()) {
            plain.push('.');
        }
        blank = false;
        plain.push(c);
    }
    plain
}

/// A day of a month as it was said.
#[derive(Clone, Copy, Debug)]
pub(super) struct SaidDay {
    /// Which one.
    pub day: LunarDay,
    /// It was said in Chinese numerals.
    pub in_words: bool,
    /// 初, 廿: words of the lunar calendar alone.
    pub lunar_word: bool,
}

impl SaidDay {
    /// Whether only the lunar calendar speaks so.
    pub(super) const fn is_lunar_by_name(self) -> bool {
        self.lunar_word
    }
}

/// What is left to be read.
#[derive(Clone, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The value, when nothing is left.
    pub(super) fn end<T>(&self, value: T) -> Result<T, super::DayError> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(super::DayError::Unreadable)
        }
    }

    /// Takes the first of these words that comes next.
    pub(super) fn eat(&mut self, words: &[&str]) -> bool {
        for word in words {
            if let Some(rest) = self.rest.strip_prefix(word) {
                self.rest = rest;
                return true;
            }
        }
        false
    }

    /// Figures alone, with signs between them, up to the end; nothing when something else is there.
    pub(super) fn digit_groups(&mut self) -> Option<Vec<&'a str>> {
        let groups: Vec<&str> = self.rest.split(['.', '-', '/']).collect();
        let figures = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
        groups.iter().all(figures).then_some(groups)
    }

    /// 202010, 2020-10.
    pub(super) fn year_and_month(&mut self) -> Option<(i32, u32)> {
        match self.digit_groups()?.as_slice() {
            [both] if both.len() == 6 => Some((both[..4].parse().ok()?, both[4..].parse().ok()?)),
            [year, month] if year.len() == 4 && month.len() <= 2 => {
                Some((year.parse().ok()?, month.parse().ok()?))
            }
            _ => None,
        }
    }

    /// A number below 100, in figures or numerals; 廿 and 初 belong to days and are not taken.
    pub(super) fn number(&mut self) -> Option<u32> {
        self.figures().or_else(|| self.numeral())
    }

    fn figures(&mut self) -> Option<u32> {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.rest.len());
        if end == 0 || end > 2 {
            return None;
        }
        let (figures, rest) = self.rest.split_at(end);
        self.rest = rest;
        figures.parse().ok()
    }

    fn numeral(&mut self) -> Option<u32> {
        let mut chars = self.rest.chars();
        let first = chars.next()?;
        let (tens, mut after) = match digit(first) {
            Some(tens) if tens > 0 => {
                let Some(rest) = chars.as_str().strip_prefix('十') else {
                    self.rest = chars.as_str();
                    return Some(tens);
                };
                (tens * 10, rest)
            }
            _ if first == '十' => (10, chars.as_str()),
            _ => return None,
        };
        let mut ones = 0;
        let mut chars = after.chars();
        if let Some(more) = chars.next().and_then(digit).filter(|more| *more > 0) {
            ones = more;
            after = chars.as_str();
        }
        self.rest = after;
        Some(tens + ones)
    }

    /// 2020年, 二〇二〇年, 20年.
    pub(super) fn year(&mut self) -> Option<i32> {
        let (said, rest) = self.rest.split_once('年')?;
        let figures: Option<Vec<u32>> = said
            .chars()
            .map(|c| c.to_digit(10).or_else(|| digit(c)))
            .collect();
        let figures = figures.filter(|figures| matches!(figures.len(), 2 | 4))?;
        self.rest = rest;
        let year = figures.iter().fold(0, |year, figure| year * 10 + figure);
        i32::try_from(year).ok()
    }

    /// 今天, 昨天, 3天前: days from today, when nothing else was said.
    pub(super) fn near_day(&mut self) -> Option<i64> {
        for (words, days) in [
            (&["大前天"][..], -3),
            (&["前天", "前日"], -2),
            (&["昨天", "昨日"], -1),
            (&["今天", "今日"], 0),
            (&["明天", "明日"], 1),
            (&["大后天"], 3),
            (&["后天"], 2),
        ] {
            if self.eat(words) {
                return self.is_empty().then_some(days);
            }
        }
        let days = i64::from(self.number()?);
        if self.eat(&["天前", "日前"]) {
            self.is_empty().then_some(-days)
        } else if self.eat(&["天后", "日后"]) {
            self.is_empty().then_some(days)
        } else {
            None
        }
    }

    /// 上月, 本月: months from this one.
    pub(super) fn near_month(&mut self) -> Option<i32> {
        if self.eat(&["上月", "上个月"]) {
            Some(-1)
        } else if self.eat(&["本月", "这个月", "这月"]) {
            Some(0)
        } else if self.eat(&["下月", "下个月"]) {
            Some(1)
        } else {
            None
        }
    }

    /// Days that have a name in the lunar year.
    pub(super) fn festival(&mut self) -> Option<(LunarMonth, LunarDay)> {
        let numbered = |month, day| (LunarMonth::numbered(month), LunarDay::Numbered(day));
        let found = if self.eat(&["除夕", "大年三十", "年三十"]) {
            (LunarMonth::numbered(12), LunarDay::Last)
        } else if self.eat(&["春节"]) {
            numbered(1, 1)
        } else if self.eat(&["元宵节", "元宵"]) {
            numbered(1, 15)
        } else if self.eat(&["端午节", "端午"]) {
            numbered(5, 5)
        } else if self.eat(&["中秋节", "中秋"]) {
            numbered(8, 15)
        } else if self.eat(&["重阳节", "重阳"]) {
            numbered(9, 9)
        } else if self.rest.starts_with("大年初") && self.eat(&["大年"]) {
            (LunarMonth::numbered(1), self.lunar_day()?.day)
        } else {
            return None;
        };
        self.is_empty().then_some(found)
    }

    /// 正月, 闰四月, 八月, 8月. With `lunar` a month may also be 十一月 of the lunar calendar: the caller knows.
    pub(super) fn lunar_month(&mut self, lunar: bool) -> Option<LunarMonth> {
        let mut ahead = self.clone();
        let leap = ahead.eat(&["闰"]);
        let named = [("正月", 1), ("冬月", 11), ("腊月", 12)]
            .into_iter()
            .find(|(word, _)| ahead.eat(&[*word]));
        let month = if let Some((_, number)) = named {
            LunarMonth {
                number: Some(number),
                leap,
                by_name: true,
                in_words: true,
            }
        } else {
            let in_words = !ahead.rest.starts_with(|c: char| c.is_ascii_digit());
            let number = ahead.number()?;
            if !ahead.eat(&["月"]) {
                return None;
            }
            LunarMonth {
                number: Some(number),
                leap,
                by_name: leap || lunar,
                in_words,
            }
        };
        *self = ahead;
        Some(month)
    }

    /// A month that is known to be lunar: also 8.15, 0815.
    pub(super) fn lunar_month_with_sign(&mut self) -> Option<LunarMonth> {
        if let Some(month) = self.lunar_month(true) {
            return Some(month);
        }
        let leap = self.clone().eat(&["闰"]) && self.eat(&["闰"]);
        let groups = self.digit_groups();
        let month = match groups.as_deref() {
            Some([month, _]) => month.parse().ok().filter(|_| month.len() <= 2),
            Some([both]) if both.len() == 4 => both[..2].parse().ok(),
            _ => None,
        }?;
        let taken = if self.rest.len() == 4 && !self.rest.contains(['.', '-', '/']) {
            2
        } else {
            self.rest.find(['.', '-', '/'])? + 1
        };
        self.rest = &self.rest[taken..];
        Some(LunarMonth {
            leap,
            ..LunarMonth::numbered(month)
        })
    }

    /// 初七, 廿三, 二十三, 23.
    pub(super) fn lunar_day(&mut self) -> Option<SaidDay> {
        let in_words = !self.rest.starts_with(|c: char| c.is_ascii_digit());
        let mut lunar_word = true;
        let day = if self.eat(&["初"]) {
            self.number().filter(|day| (1..=10).contains(day))?
        } else if self.eat(&["廿", "念"]) {
            20 + self.number().filter(|day| *day < 10).unwrap_or(0)
        } else if self.eat(&["卅"]) {
            30
        } else {
            lunar_word = false;
            self.number()?
        };
        Some(SaidDay {
            day: LunarDay::Numbered(day),
            in_words,
            lunar_word,
        })
    }
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}
