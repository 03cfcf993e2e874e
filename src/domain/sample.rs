//! A synthetic district: people who do not exist, the same for the same seed. ID numbers carry an unassigned area code.

use chrono::NaiveDate;

use super::id_number::check_character;
use super::money::Money;
use super::month::Month;
use super::roster::{Doubt, RosterFacts};
use super::unit::UnitCode;

/// Area code that is assigned to nobody.
const AREA: &str = "410198";

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
    "肖", "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁",
    "任", "卢", "单", "仇", "覃", "欧阳",
];
const MALE: &[&str] = &[
    "建国", "大山", "福来", "长顺", "铁柱", "根生", "保国", "广义", "进才", "国栋", "运生", "占奎",
    "金山", "玉堂", "德福", "志强", "文革", "喜旺", "东方", "有才",
];
const FEMALE: &[&str] = &[
    "雪芳", "凤英", "桂兰", "秀英", "素贞", "玉珍", "爱枝", "春梅", "大妮", "香莲", "巧云", "瑞霞",
    "翠平", "淑华", "花妮", "金枝", "凤琴", "彩霞", "素云", "桂花",
];
/// Reasons as systems write them, with the class they presume and how often they come, per hundred.
const REASONS: &[(&str, u8, u64)] = &[
    ("未提供生存证明", 1, 38),
    ("月度拨付触发暂停", 1, 14),
    ("疑似死亡", 5, 17),
    ("已领取职工养老待遇", 3, 8),
    ("失踪", 6, 7),
    ("其他原因暂停", 7, 6),
    ("到龄未申领", 2, 4),
    ("判刑收监", 4, 3),
    ("", 0, 3),
];

/// Numbers that look like chance and are the same for the same seed (`SplitMix64`).
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Chance that starts from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// One of these.
    pub fn one_of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let at = usize::try_from(self.below(items.len() as u64)).unwrap_or(0);
        &items[at]
    }
}

/// A person of the synthetic district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// What the list says.
    pub facts: RosterFacts,
    /// What is wrong with it.
    pub doubts: Vec<Doubt>,
}

/// Doors of a group for each so many people of the district.
const DOORS: u64 = 60;
const PEOPLE_OF_DOORS: u64 = 2_000;

/// The person of that number, in one of these villages.
#[must_use]
pub fn person(number: u64, villages: &[(UnitCode, String)], chance: &mut Chance) -> Sample {
    let female = chance.below(100) < 54;
    let given = if female {
        chance.one_of(FEMALE)
    } else {
        chance.one_of(MALE)
    };
    let name = format!("{}{given}", chance.one_of(SURNAMES));
    let birth = birth_of(number);
    let id_number = id_number(birth, number, female);
    let (unit, village) = chance.one_of(villages).clone();
    let group = u16::try_from(1 + chance.below(9)).unwrap_or(1);
    // A greater district has more doors, not more people behind each.
    let house = format!(
        "{}号",
        number / PEOPLE_OF_DOORS * DOORS + 1 + chance.below(DOORS)
    );
    let (reason, class, _) = reason(chance);
    let months = i32::try_from(1 + chance.below(60)).unwrap_or(1);
    let suspended = Month::new(2021, 9).map(|month| month.plus(-months));
    let phone = (chance.below(100) < 72)
        .then(|| format!("1{}{:09}", 3 + chance.below(7), chance.below(1_000_000_000)));
    let account = Money::from_fen(i64::try_from(chance.below(600_000)).unwrap_or(0));
    let monthly = Money::from_fen(11_300 + account.fen() / 139);
    let doubts = if class == 0 {
        vec![Doubt::ReasonUnmapped]
    } else {
        Vec::new()
    };
    Sample {
        facts: RosterFacts {
            name: Some(name),
            id_number: Some(id_number),
            sex: Some(if female { "女" } else { "男" }.to_owned()),
            unit: Some(unit),
            group: Some(group),
            address: Some(format!("{village}{group}组{house}")),
            house: Some(house),
            phone,
            suspended_from: suspended,
            reason: (!reason.is_empty()).then(|| reason.to_owned()),
            presumed_class: Some(class),
            monthly_amount: Some(monthly),
            account_balance: Some(account),
            ..RosterFacts::default()
        },
        doubts,
    }
}

fn reason(chance: &mut Chance) -> (&'static str, u8, u64) {
    let mut left = chance.below(100);
    for reason in REASONS {
        if left < reason.2 {
            return *reason;
        }
        left -= reason.2;
    }
    REASONS[0]
}

/// Days on which the district's people were born: 35 years of 365 days.
const BIRTHDAYS: u64 = 35 * 365;

/// A birth date for each number, scattered; the same again only after all days were used.
fn birth_of(number: u64) -> NaiveDate {
    // 7919 is a prime that does not divide the number of days, so that each day comes once.
    let day = (number * 7919) % BIRTHDAYS;
    let first = NaiveDate::from_ymd_opt(1926, 1, 1).unwrap_or_default();
    first + chrono::Days::new(day)
}

/// A number of nobody: no two people of a district have the same.
fn id_number(birth: NaiveDate, number: u64, female: bool) -> String {
    let sequence = number / BIRTHDAYS * 2 + u64::from(!female);
    let mut text = format!("{AREA}{}{sequence:03}", birth.format("%Y%m%d"));
    let check = check_character(text.as_bytes()).unwrap_or(b'0');
    text.push(char::from(check));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_people_have_the_same_number() {
        let numbers: std::collections::HashSet<String> = (0..60_000)
            .map(|number| id_number(birth_of(number), number, number % 3 == 0))
            .collect();
        assert_eq!(numbers.len(), 60_000);
    }
}
