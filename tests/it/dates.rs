//! Dates as people say them: tables of what officers and villagers type, and properties that hold for all of it.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use xunren::domain::day_text::{
    DayError, lunar_name, read_coming_day, read_coming_moment, read_day, read_moment, read_month,
    read_time,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Checks a table: what is typed on a day, and the day that is meant, or the key of what is asked.
fn table(today: &str, lines: &[(&str, &str)]) {
    for (typed, expected) in lines {
        let found = match read_day(typed, day(today)) {
            Ok(day) => day.to_string(),
            Err(error) => error.key().to_owned(),
        };
        assert_eq!(&found, expected, "{typed} on {today}");
    }
}

#[test]
fn a_day_alone_lies_in_this_month_or_the_last() {
    table(
        "2021-09-07",
        &[
            ("7", "2021-09-07"),
            ("07", "2021-09-07"),
            ("6", "2021-09-06"),
            ("８", "2021-08-08"),
            ("31", "2021-08-31"),
            ("7日", "2021-09-07"),
            ("5号", "2021-09-05"),
            ("七号", "2021-09-07"),
            ("0", "day-no-such-day"),
            ("32", "day-no-such-day"),
            ("上月20号", "2021-08-20"),
            ("上个月20", "2021-08-20"),
            ("本月3日", "2021-09-03"),
            ("本月9日", "day-ahead"),
        ],
    );
    table(
        "2021-03-05",
        &[("30", "day-no-such-day"), ("28", "2021-02-28")],
    );
    table("2021-01-05", &[("31", "2020-12-31")]);
}

#[test]
fn a_month_and_a_day_lie_in_this_year_or_shortly_before_it() {
    table(
        "2021-09-07",
        &[
            ("0907", "2021-09-07"),
            ("9.7", "2021-09-07"),
            ("9-7", "2021-09-07"),
            ("9/7", "2021-09-07"),
            ("9。7", "2021-09-07"),
            ("9、7", "2021-09-07"),
            ("9 7", "2021-09-07"),
            ("09.07", "2021-09-07"),
            ("９．７", "2021-09-07"),
            ("９月７日", "2021-09-07"),
            ("9月7日", "2021-09-07"),
            ("9月7号", "2021-09-07"),
            ("9月7", "2021-09-07"),
            ("九月七日", "2021-09-07"),
            ("九月七号", "2021-09-07"),
            ("907", "2021-09-07"),
            ("112", "day-unreadable"),
            // 0917 for 0907 is a slip of the pen, not a day of last year.
            ("0917", "day-ahead"),
            ("2.30", "day-no-such-day"),
            ("13.1", "day-no-such-day"),
            ("0431", "day-no-such-day"),
        ],
    );
    table(
        "2021-01-05",
        &[("1220", "2020-12-20"), ("12月31日", "2020-12-31")],
    );
    table("2021-03-01", &[("2.29", "day-no-such-day")]);
    table("2020-03-01", &[("2.29", "2020-02-29")]);
}

#[test]
fn a_whole_date_is_taken_as_it_stands() {
    table(
        "2021-09-07",
        &[
            ("20210907", "2021-09-07"),
            ("2021-09-07", "2021-09-07"),
            ("2021.9.7", "2021-09-07"),
            ("2021/9/7", "2021-09-07"),
            ("2021年9月7日", "2021-09-07"),
            ("２０２１年９月７日", "2021-09-07"),
            ("2021 年 9 月 7 日", "2021-09-07"),
            ("二〇二一年九月七日", "2021-09-07"),
            ("二零二零年十二月三十一日", "2020-12-31"),
            ("20年12月3日", "2020-12-03"),
            ("48年3月1日", "1948-03-01"),
            ("19480301", "1948-03-01"),
            ("去年9月10日", "2020-09-10"),
            ("去年9.10", "2020-09-10"),
            ("去年0910", "2020-09-10"),
            ("前年12月1号", "2019-12-01"),
            ("今年1月2日", "2021-01-02"),
            ("今年12月2日", "day-ahead"),
            ("明年1月2日", "day-ahead"),
            ("2021-09-08", "day-ahead"),
            ("20211307", "day-no-such-day"),
            ("公历2020年8月15日", "2020-08-15"),
            ("阳历八月十五", "2021-08-15"),
        ],
    );
}

#[test]
fn days_near_today_have_names() {
    table(
        "2021-09-01",
        &[
            ("今天", "2021-09-01"),
            ("昨天", "2021-08-31"),
            ("前天", "2021-08-30"),
            ("大前天", "2021-08-29"),
            ("昨日", "2021-08-31"),
            ("3天前", "2021-08-29"),
            ("三天前", "2021-08-29"),
            ("明天", "day-ahead"),
        ],
    );
}

#[test]
fn villagers_speak_by_the_lunar_calendar() {
    table(
        "2021-09-07",
        &[
            ("去年腊月二十", "2021-02-01"),
            ("去年臘月二十", "2021-02-01"),
            ("去年 腊月 20", "2021-02-01"),
            ("腊月廿三", "2021-02-04"),
            ("腊月二十三", "2021-02-04"),
            ("农历八月十五", "2020-10-01"),
            ("阴历八月十五", "2020-10-01"),
            ("农历8月15", "2020-10-01"),
            ("农历8.15", "2020-10-01"),
            ("农历0815", "2020-10-01"),
            ("8月15（农历）", "2020-10-01"),
            ("今年正月初一", "2021-02-12"),
            ("正月初一", "2021-02-12"),
            ("正月十五", "2021-02-26"),
            ("前年冬月初五", "2019-11-30"),
            ("七月初八", "2021-08-15"),
            ("初一", "2021-09-07"),
            ("廿九", "2021-09-05"),
            ("闰四月初三", "2020-05-25"),
            ("去年闰四月初三", "2020-05-25"),
            ("今年闰四月初三", "day-no-such-day"),
            ("二〇二〇年腊月二十", "2021-02-01"),
            ("2020年腊月20", "2021-02-01"),
            ("1978年八月十五", "day-either"),
            ("农历1978年八月十五", "1978-09-17"),
            ("除夕", "2021-02-11"),
            ("去年除夕", "2021-02-11"),
            ("大年三十", "2021-02-11"),
            ("大年初二", "2021-02-13"),
            ("春节", "2021-02-12"),
            ("中秋", "2020-10-01"),
            ("端午", "2021-06-14"),
            ("今年腊月二十", "day-ahead"),
            ("今年八月初二", "day-ahead"),
            // Both calendars have an eighth month.
            ("八月十五", "day-either"),
            ("八月初一", "2021-09-07"),
            ("八月三十一", "2021-08-31"),
            ("农历八月三十一", "day-no-such-day"),
            ("腊月三十", "2021-02-11"),
            ("前年冬月", "day-unreadable"),
            ("农历昨天", "day-unreadable"),
            ("农历1920年八月十五", "day-no-such-day"),
        ],
    );
    // 2021's twelfth month has 29 days: what does not exist is not moved to another year in silence.
    table(
        "2022-03-01",
        &[("腊月三十", "day-no-such-day"), ("除夕", "2022-01-31")],
    );
}

#[test]
fn last_year_is_asked_back_between_the_two_new_years() {
    // 10 January 2021 is the 27th of the eleventh month of the lunar year 2020.
    table(
        "2021-01-10",
        &[
            ("去年冬月初三", "day-either"),
            ("去年腊月二十", "2020-01-14"),
            ("冬月初三", "2020-12-17"),
            ("今年正月初一", "2020-01-25"),
        ],
    );
    assert_eq!(
        read_day("去年冬月初三", day("2021-01-10")),
        Err(DayError::Either(day("2019-11-28"), day("2020-12-17")))
    );
}

#[test]
fn what_is_no_date_is_refused() {
    for typed in [
        "",
        "　",
        "张三",
        "9月",
        "月7日",
        "9-",
        "-",
        "2021",
        "202109",
        "9.7.1",
        "21.9.7.1",
        "七",
        "1e3",
        "９月７日张",
        "99999999999999999999",
        "去年",
        "农历",
        "闰",
        "十",
        "廿廿",
        "初十一",
        "腊月",
        "0x10",
        "9月7日日",
    ] {
        let found = read_day(typed, day("2021-09-07"));
        let accepted = matches!(typed, "七" | "十");
        assert!(found.is_err() || accepted, "{typed}: {found:?}");
    }
    assert_eq!(read_day(" ", day("2021-09-07")), Err(DayError::Empty));
}

#[test]
fn appointments_lean_forward() {
    let today = day("2021-09-07");
    for (typed, expected) in [
        ("9", "2021-09-09"),
        ("5", "2021-10-05"),
        ("明天", "2021-09-08"),
        ("后天", "2021-09-09"),
        ("9.10", "2021-09-10"),
        ("1.5", "2022-01-05"),
        ("3天后", "2021-09-10"),
        ("下月3号", "2021-10-03"),
        ("农历八月十五", "2021-09-21"),
        ("中秋", "2021-09-21"),
        ("腊月二十", "2022-01-22"),
        ("正月初一", "2022-02-01"),
        ("今天", "2021-09-07"),
    ] {
        assert_eq!(read_coming_day(typed, today), Ok(day(expected)), "{typed}");
    }
    assert_eq!(
        read_coming_day("昨天", today),
        Err(DayError::Gone(day("2021-09-06")))
    );
    assert_eq!(
        read_coming_day("0901", today),
        Err(DayError::Gone(day("2021-09-01")))
    );
}

#[test]
fn times_are_read_in_figures_and_in_words() {
    for (typed, expected) in [
        ("10:12", "10:12"),
        ("10：12", "10:12"),
        ("1012", "10:12"),
        ("915", "09:15"),
        ("9", "09:00"),
        ("十点", "10:00"),
        ("十点半", "10:30"),
        ("10点", "10:00"),
        ("10点5分", "10:05"),
        ("十点零五分", "10:05"),
        ("两点", "02:00"),
        ("下午3点", "15:00"),
        ("下午三点一刻", "15:15"),
        ("上午9点", "09:00"),
        ("晚上8点半", "20:30"),
        ("中午12点", "12:00"),
        ("中午1点", "13:00"),
        ("中午11点半", "11:30"),
        ("14时05分", "14:05"),
        ("0:00", "00:00"),
    ] {
        let found = read_time(typed).map(|time| time.format("%H:%M").to_string());
        assert_eq!(found.as_deref(), Ok(expected), "{typed}");
    }
    for typed in [
        "25:00",
        "10:60",
        "2460",
        "点",
        "十点十点",
        "10:1:2",
        "早",
        "1012分",
    ] {
        assert!(read_time(typed).is_err(), "{typed}");
    }
}

#[test]
fn a_day_may_have_a_time_behind_it() {
    let now: NaiveDateTime = "2021-09-07T12:31:00".parse().unwrap();
    for (typed, expected) in [
        ("10:12", ("2021-09-07", Some("10:12"))),
        ("昨天 10:12", ("2021-09-06", Some("10:12"))),
        ("昨天10点半", ("2021-09-06", Some("10:30"))),
        ("昨天下午3点", ("2021-09-06", Some("15:00"))),
        ("9.5 14:00", ("2021-09-05", Some("14:00"))),
        ("0905 1412", ("2021-09-05", Some("14:12"))),
        ("9月5日14:00", ("2021-09-05", Some("14:00"))),
        ("2021-09-05 14:00", ("2021-09-05", Some("14:00"))),
        ("0905", ("2021-09-05", None)),
        ("昨天", ("2021-09-06", None)),
        ("腊月廿三 8点", ("2021-02-04", Some("08:00"))),
    ] {
        let found = read_moment(typed, now)
            .map(|(day, time)| (day.to_string(), time.map(|t| t.format("%H:%M").to_string())));
        let expected = (expected.0.to_owned(), expected.1.map(str::to_owned));
        assert_eq!(found, Ok(expected), "{typed}");
    }
    assert_eq!(read_moment("14:00", now), Err(DayError::TimeAhead));
    let at = |text: &str| Some(text.parse().unwrap());
    let coming = |typed| read_coming_moment(typed, now);
    assert_eq!(coming("14:00"), Ok((day("2021-09-07"), at("14:00:00"))));
    assert_eq!(
        coming("明天下午3点"),
        Ok((day("2021-09-08"), at("15:00:00")))
    );
    assert_eq!(coming("9"), Ok((day("2021-09-09"), None)));
    assert_eq!(coming("10:00"), Err(DayError::Gone(day("2021-09-07"))));
    assert_eq!(read_moment("昨天 25:00", now), Err(DayError::Unreadable));
}

#[test]
fn months_are_read_and_lunar_ones_ask_for_the_day() {
    let today = day("2021-09-07");
    for (typed, expected) in [
        ("202010", "2020-10"),
        ("2020-10", "2020-10"),
        ("2020.10", "2020-10"),
        ("2020/1", "2020-01"),
        ("2020年10月", "2020-10"),
        ("2020年10月份", "2020-10"),
        ("二〇二〇年十月", "2020-10"),
        ("20年10月", "2020-10"),
        ("10月", "2020-10"),
        ("9月", "2021-09"),
        ("９月", "2021-09"),
        ("3", "2021-03"),
        ("十月份", "2020-10"),
        ("去年10月", "2020-10"),
        ("前年3月", "2019-03"),
        ("今年3月", "2021-03"),
        ("上月", "2021-08"),
        ("上个月", "2021-08"),
        ("本月", "2021-09"),
        ("2020-10-05", "2020-10"),
        ("20201005", "2020-10"),
        ("去年腊月二十", "2021-02"),
        ("去年10月5日", "2020-10"),
    ] {
        let found = read_month(typed, today).map(|month| month.to_string());
        assert_eq!(found.as_deref(), Ok(expected), "{typed}");
    }
    assert_eq!(
        read_month("去年腊月", today),
        Err(DayError::NeedsDay(
            "2021-01".parse().unwrap(),
            "2021-02".parse().unwrap()
        ))
    );
    assert_eq!(
        read_month("农历去年十月", today),
        Err(DayError::NeedsDay(
            "2020-11".parse().unwrap(),
            "2020-12".parse().unwrap()
        ))
    );
    for (typed, key) in [
        ("202110", "day-ahead"),
        ("202113", "day-no-such-day"),
        ("下月", "day-ahead"),
        ("今年腊月", "day-ahead"),
        ("", "day-empty"),
        ("月", "day-unreadable"),
        ("2020", "day-no-such-day"),
    ] {
        let found = read_month(typed, today).unwrap_err();
        assert_eq!(found.key(), key, "{typed}");
    }
}

#[test]
fn a_lunar_day_is_read_back_by_its_name() {
    assert_eq!(
        lunar_name(day("2021-02-01")).as_deref(),
        Some("农历2020年腊月二十")
    );
    assert_eq!(
        lunar_name(day("2020-05-25")).as_deref(),
        Some("农历2020年闰四月初三")
    );
    assert_eq!(
        lunar_name(day("2021-09-07")).as_deref(),
        Some("农历2021年八月初一")
    );
    assert_eq!(
        lunar_name(day("2021-02-11")).as_deref(),
        Some("农历2020年腊月三十")
    );
    assert_eq!(
        lunar_name(day("2020-11-24")).as_deref(),
        Some("农历2020年十月初十")
    );
}

prop_compose! {
    fn any_day()(days in 0_u64..36_000) -> NaiveDate {
        day("1932-01-01") + Days::new(days)
    }
}

proptest! {
    #[test]
    fn every_day_is_read_back_from_its_lunar_name(said in any_day(), later in 0_u64..2_000) {
        let name = lunar_name(said).unwrap();
        prop_assert_eq!(read_day(&name, said + Days::new(later)), Ok(said), "{}", name);
    }

    #[test]
    fn every_day_is_read_in_every_usual_form(said in any_day(), later in 0_u64..2_000) {
        let today = said + Days::new(later);
        for form in ["%Y%m%d", "%Y-%m-%d", "%Y.%-m.%-d", "%Y/%-m/%-d", "%Y年%-m月%-d日"] {
            prop_assert_eq!(read_day(&said.format(form).to_string(), today), Ok(said));
        }
        if later < 100 {
            prop_assert_eq!(read_day(&said.format("%m%d").to_string(), today), Ok(said));
        }
        if said.year() == today.year() && said.month() == today.month() {
            prop_assert_eq!(read_day(&said.day().to_string(), today), Ok(said));
        }
    }

    #[test]
    fn nothing_that_happened_lies_ahead_and_nothing_panics(
        typed in "[0-9０-９年月日号初廿卅一二三四五六七八九十〇零正冬腊闰农历去今前上个天大点半:： .。/-]{0,9}",
        today in any_day(),
    ) {
        if let Ok(found) = read_day(&typed, today) {
            prop_assert!(found <= today);
        }
        if let Ok(found) = read_coming_day(&typed, today) {
            prop_assert!(found >= today);
        }
        if let Ok(found) = read_month(&typed, today) {
            prop_assert!(found.year() <= today.year());
        }
        let _ = read_time(&typed);
        let _ = read_moment(&typed, today.and_hms_opt(12, 0, 0).unwrap());
    }
}
