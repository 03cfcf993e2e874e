//! A recovery as scripts read it: the balance of any day, who owes, and the bundle.

use std::fs;

use serde_json::Value;

use crate::desk::Desk;
use crate::office::{DISTRICT, FIGURES};

/// A book with one person who died, claimed and served, made by commands.
fn desk() -> Desk {
    let desk = Desk::new();
    let pack = desk.path("config/packs").join(FIGURES.0);
    fs::create_dir_all(&pack).unwrap();
    fs::write(pack.join("pack.toml"), FIGURES.1).unwrap();
    let people = "姓名,证件号码,乡镇（街道）,村（社区）,暂停年月,暂停原因,个人账户余额\n\
                  陈福来,410198193901020078,古荥镇,曹村坡村,202011,死亡,140.00\n";
    fs::write(desk.path("list.csv"), people).unwrap();
    let id = "410198193901020078";
    let calls: Vec<Vec<&str>> = vec![
        vec![
            "init",
            "b.xunren",
            "--unit",
            DISTRICT,
            "--pack",
            FIGURES.0,
            "--officer",
            "王敏",
        ],
        vec!["--book", "b.xunren", "import", "list.csv"],
    ];
    for call in calls {
        desk.ends(
            0,
            &[&["--clock", "2021-09-07T12:46:00+08:00"], &call[..]].concat(),
        );
    }
    let says: Vec<Vec<&str>> = vec![
        vec!["classify", "--class", "5", "--basis", "有材料"],
        vec![
            "fact",
            "--name",
            "death_month",
            "--value",
            "2020-05",
            "--source",
            "死亡证明",
        ],
        vec!["fact", "--name", "funeral", "--value", "0"],
        vec!["step", "--step", "notice"],
        vec!["step", "--step", "form"],
        vec!["step", "--step", "reckon"],
        vec!["step", "--step", "materials"],
        vec!["resolve", "--outcome", "terminated", "--recover-due", "540"],
        vec![
            "step",
            "--step",
            "agreement",
            "--amount",
            "400",
            "--instalments",
            "4",
            "--every",
            "1",
            "--first-due",
            "2021-10-15",
        ],
        vec![
            "recover",
            "--amount",
            "100",
            "--voucher",
            "17",
            "--on",
            "2021-10-14",
        ],
    ];
    for said in says {
        let mut call = vec![
            "--clock",
            "2021-09-07T13:00:00+08:00",
            "--book",
            "b.xunren",
            "record",
        ];
        call.extend(&said[..1]);
        call.extend(["--person", id]);
        call.extend(&said[1..]);
        desk.ends(0, &call);
    }
    desk
}

#[test]
fn scripts_read_the_balance_of_any_day() {
    let desk = desk();
    let id = "410198193901020078";
    let call = |on: &str| {
        let words = [
            "--book", "b.xunren", "--format", "json", "recovery", id, "--on", on,
        ];
        desk.json(0, &words)
    };
    let before = call("2021-10-13");
    assert_eq!(before["balance"], "400.00");
    assert_eq!(before["stage"], "instalments");
    let after = call("2021-11-16");
    assert_eq!(after["id_number"], "4101**********0078");
    assert_eq!(after["word"], "多领");
    for (name, value) in [
        ("claimed", "540.00"),
        ("offset", "140.00"),
        ("received", "100.00"),
        ("balance", "300.00"),
        ("overdue_amount", "100.00"),
        ("stage", "broken"),
    ] {
        assert_eq!(after[name], value, "{name}");
    }
    assert_eq!(after["claim"]["months"], 5);
    assert_eq!(after["offsets"][0]["source"], "account");
    assert_eq!(after["offsets"][0]["booked"], false);
    assert_eq!(after["agreement"]["instalments"][1]["due"], "2021-11-15");
    assert_eq!(after["agreement"]["instalments"][1]["overdue"], true);
    assert_eq!(after["may_hand_over"], true);
    assert_eq!(after["dishonesty"]["flag"], false);
    assert!(
        after["open"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["what"] == "instalments")
    );
    let explained = ["--book", "b.xunren", "--lang", "zh-CN", "explain", id];
    let explained = desk.ends(0, &explained);
    assert!(explained.contains("抵扣次序依据"), "{explained}");
    let text = [
        "--book",
        "b.xunren",
        "--lang",
        "zh-CN",
        "recovery",
        id,
        "--on",
        "2021-11-16",
    ];
    let text = desk.ends(0, &text);
    insta::assert_snapshot!("recovery_text", text);
    assert!(!text.contains(id));
    // 冒领 is what a step of its own finds; until then the word is 多领.
    let decided = ["fact", "--name", "fraud_decided", "--value", "属于冒领"];
    let mut record = vec!["--book", "b.xunren", "record"];
    record.extend(&decided[..1]);
    record.extend(["--person", id]);
    record.extend(&decided[1..]);
    desk.ends(0, &record);
    assert_eq!(call("2021-11-16")["word"], "冒领");
}

#[test]
fn scripts_read_who_owes_and_make_the_bundle() {
    let desk = desk();
    let id = "410198193901020078";
    let list = [
        "--book",
        "b.xunren",
        "--format",
        "json",
        "recovery",
        "--unit",
        "410108101",
        "--on",
        "2021-11-16",
    ];
    let list = desk.json(0, &list);
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(
        (&list[0]["owed"], &list[0]["overdue"]),
        (&Value::from("300.00"), &Value::from(true))
    );
    let elsewhere = [
        "--book",
        "b.xunren",
        "--format",
        "json",
        "recovery",
        "--unit",
        "410108102",
    ];
    assert_eq!(desk.json(0, &elsewhere), Value::Array(Vec::new()));
    let text = desk.ends(
        0,
        &[
            "--book",
            "b.xunren",
            "--lang",
            "zh-CN",
            "recovery",
            "--on",
            "2021-11-16",
        ],
    );
    assert!(text.contains("共还欠 300.00元"), "{text}");
    // No notice was printed or served yet: the bundle is made, and says what it lacks.
    let bundle = [
        "--book", "b.xunren", "--format", "json", "recovery", id, "--bundle", "out",
    ];
    let made = desk.json(3, &bundle);
    let missing = made["missing"].as_array().unwrap();
    assert!(missing.contains(&Value::from("notice")), "{made}");
    assert!(desk.path("out/追缴移交清单.docx").exists());
    let due = [
        "--book",
        "b.xunren",
        "--format",
        "json",
        "due",
        "--on",
        "2021-11-14",
    ];
    let due = desk.json(0, &due);
    let next = due["next"].as_array().unwrap();
    assert!(
        next.iter()
            .any(|one| one["what"] == "instalment" && one["until"] == "2021-11-15"),
        "{due}"
    );
}
