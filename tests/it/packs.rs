//! The policy packs: what they say is what the document says, and what is wrong with one is said at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use xunren::domain::pack::{Closing, OutcomeKind, Pack, RankBy, Role};
use xunren::packs::{PackErrors, Packs, check};

/// Each pack and the document it comes from.
const SEEDS: [(&str, &str); 5] = [
    ("huiji-2021", include_str!("../data/seeds/1-huiji.txt")),
    (
        "songshan-2020",
        include_str!("../data/seeds/2-songshan.txt"),
    ),
    ("urumqi-2022", include_str!("../data/seeds/3-urumqi.txt")),
    (
        "longjing-2021",
        include_str!("../data/seeds/4-longjing.txt"),
    ),
    (
        "shucheng-2018",
        include_str!("../data/seeds/5-shucheng.txt"),
    ),
];
const SEED: &str = SEEDS[0].1;
/// An office's layer: its campaign on a procedure, with its own figures.
const OFFICE: &str = include_str!("../data/layers/huiji-office/pack.toml");
const RELEASED: &str = include_str!("../data/packs/released.txt");

fn huiji() -> Pack {
    Packs::of_program().load("huiji-2021").expect("it loads")
}

fn without_breaks(text: &str) -> String {
    text.replace(['\n', '\r'], "")
}

/// A folder with a copy of the pack, each file changed by `change(name, text)`.
fn copy(change: impl Fn(&str, String) -> String) -> tempfile::TempDir {
    let config = tempfile::tempdir().expect("a folder");
    let folder = config.path().join("packs/huiji-2021");
    fs::create_dir_all(&folder).expect("a folder");
    let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/packs/huiji-2021");
    for entry in fs::read_dir(original).expect("the pack") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("text");
        fs::write(folder.join(&*name), change(&name, text)).expect("written");
    }
    config
}

#[test]
fn every_clause_is_worded_as_in_the_document() {
    let packs = Packs::of_program();
    let ids: BTreeSet<String> = packs.ids().into_iter().collect();
    assert_eq!(ids, SEEDS.iter().map(|(id, _)| (*id).to_owned()).collect());
    for (id, seed) in SEEDS {
        let (pack, seed) = (packs.load(id).expect("it loads"), without_breaks(seed));
        assert!(pack.clauses.len() > 15, "{id}");
        for (clause_id, clause) in &pack.clauses {
            assert!(
                seed.contains(&without_breaks(&clause.text)),
                "{id} {clause_id} is not in the document"
            );
        }
    }
    assert_eq!(huiji().cite("3.2.1"), "惠人社〔2021〕82号 三（二）1");
    let songshan = packs.load("songshan-2020").expect("it loads");
    assert_eq!(songshan.cite("29.2"), "赤松政办发〔2020〕56号 第二十九条2");
}

#[test]
fn every_clause_stands_under_its_own_number() {
    let packs = Packs::of_program();
    let begins = |pack: &str, clause: &str, words: &str| {
        let pack = packs.load(pack).expect("it loads");
        assert!(pack.clauses[clause].text.starts_with(words), "{clause}");
    };
    begins(
        "songshan-2020",
        "18",
        "参保人员死亡、丧失国籍或已享受其他社会养老保障待遇的",
    );
    begins("songshan-2020", "22", "區社保局對參保人員待遇領取資格");
    begins("songshan-2020", "24", "領取待遇人員被判刑的");
    begins("songshan-2020", "29.2", "清算抵扣。");
    begins("songshan-2020", "3.2.4", "组织领取待遇人员进行资格认证");
    begins(
        "urumqi-2022",
        "8.1",
        "市级退管机构应将区（县）退管机构反馈的核实结果",
    );
    begins(
        "urumqi-2022",
        "8.2.3",
        "违规领取社会保险待遇的人员原则上应一次性退还",
    );
    begins("longjing-2021", "a2.2.2", "补助标准。");
    begins("longjing-2021", "a2.2.3.2", "死亡时处于服刑期间的");
    begins("longjing-2021", "a3.4", "垫付资金偿还办法");
    begins(
        "shucheng-2018",
        "2.3",
        "加快做好系统暂停封存状态人员的清理工作",
    );
    begins("shucheng-2018", "1.3.1", "政府代缴对象和代缴标准");
}

#[test]
fn a_procedure_has_no_campaign_and_its_days_end_at_midnight() {
    let packs = Packs::of_program();
    let day = "2023-05-01".parse().expect("a day");
    for (id, _) in &SEEDS[1..] {
        let pack = packs.load(id).expect("it loads");
        assert_eq!((pack.daily.as_ref(), pack.phases.len()), (None, 0), "{id}");
        assert!(pack.leading_group.is_empty() && pack.ranking.is_none());
        assert_eq!(pack.day_ends(day).to_string(), "2023-05-02 00:00:00");
    }
    assert_eq!(huiji().day_ends(day).to_string(), "2023-05-01 15:00:00");
}

#[test]
fn what_no_document_gives_is_empty_and_names_the_clause_that_leaves_it_open() {
    let packs = Packs::of_program();
    for (id, figures) in [
        (
            "songshan-2020",
            &["funeral", "interest_rate", "over_basis", "rates"][..],
        ),
        (
            "urumqi-2022",
            &["funeral", "offset_order", "over_basis", "rates"],
        ),
        ("longjing-2021", &["over_basis", "rates"]),
        (
            "shucheng-2018",
            &["funeral", "offset_order", "over_basis", "rates"],
        ),
    ] {
        let rules = packs.load(id).expect("it loads").rules;
        let open: Vec<&str> = rules.open.keys().map(String::as_str).collect();
        assert_eq!(open, figures, "{id}");
        assert!(rules.rates.is_empty(), "{id}: nobody gave a rate");
        let amounts = rules.funeral.iter().filter_map(|rule| rule.value);
        let amounts: Vec<String> = amounts.map(|amount| amount.to_string()).collect();
        let expected: &[&str] = if id == "longjing-2021" {
            &["600.00"]
        } else {
            &[]
        };
        assert_eq!(amounts, expected, "{id}");
    }
}

#[test]
fn the_gates_of_songshan_are_those_that_block() {
    let pack = Packs::of_program().load("songshan-2020").expect("it loads");
    let gates: Vec<String> = pack
        .classes
        .iter()
        .map(|class| {
            let steps = class.steps.iter().filter(|step| step.gate);
            let steps: Vec<&str> = steps.map(|step| step.id.as_str()).collect();
            format!("{} {}", class.id, steps.join(" "))
        })
        .collect();
    assert_eq!(
        gates,
        [
            "1 certify eligible application materials",
            "2 notice award_form materials",
            "3 ",
            "3a notice form offset materials",
            "3b application materials",
            "4 stage reckon application materials",
            "5 death notice form reckon materials",
            "6 materials",
            "7 classify application notice form materials",
        ]
    );
}

#[test]
fn every_rule_has_a_clause_that_exists() {
    let pack = huiji();
    let mut cited = vec![
        &pack.daily.as_ref().expect("a campaign").clause,
        &pack.review.clause,
        &pack.ranking.as_ref().expect("a campaign").clause,
    ];
    cited.extend(pack.phases.iter().map(|phase| &phase.clause));
    cited.extend(pack.deadlines.iter().map(|deadline| &deadline.clause));
    for class in &pack.classes {
        cited.push(&class.clause);
        cited.extend(class.steps.iter().filter_map(|step| step.clause.as_ref()));
    }
    for id in cited {
        assert!(pack.clauses.contains_key(id), "no clause {id}");
    }
}

#[test]
fn the_outcomes_are_those_of_the_contract() {
    use OutcomeKind::{Awarded, KeptSuspended, Resumed, Sealed, Terminated};
    let expected: [(&str, &[OutcomeKind]); 9] = [
        ("1", &[Resumed, KeptSuspended]),
        ("2", &[Awarded]),
        ("3", &[]),
        ("3a", &[Resumed, Terminated]),
        ("3b", &[Resumed, Terminated]),
        ("4", &[KeptSuspended, Resumed]),
        ("5", &[Terminated, Sealed]),
        ("6", &[Sealed]),
        ("7", &[Resumed, Terminated]),
    ];
    let pack = huiji();
    let found: Vec<(&str, &[OutcomeKind])> = pack
        .classes
        .iter()
        .map(|class| (class.id.as_str(), class.outcomes.as_slice()))
        .collect();
    assert_eq!(found, expected);
    let shorts: Vec<&str> = ["1", "2", "3", "4", "5", "6", "7"]
        .iter()
        .map(|id| pack.class(id).expect("a class").short.as_str())
        .collect();
    assert_eq!(
        shorts,
        ["未认证", "未申请", "重复", "服刑", "死亡", "失联", "其他"]
    );
}

#[test]
fn class_1_reads_as_on_the_walk_screen() {
    let pack = huiji();
    let steps: Vec<(&str, &str)> = pack
        .class("1")
        .expect("class 1")
        .steps
        .iter()
        .map(|step| (step.title.as_str(), pack.role_title(step.role)))
        .collect();
    assert_eq!(
        steps,
        [
            ("联系参保人", "村里"),
            ("办理资格认证", "村里"),
            ("核对社保卡账户", "村里"),
            ("提出恢复申请", "劳保所"),
            ("补发审核", "区社保中心"),
            ("更新业务系统", "区社保中心"),
        ]
    );
    let certify = &pack.class("1").expect("class 1").steps[1];
    assert_eq!(certify.needs.as_deref(), Some("刷脸截图或现场照片1张"));
    assert_eq!(certify.evidence, 1);
}

#[test]
fn every_class_can_be_walked_and_nothing_gates() {
    let pack = huiji();
    for class in pack.classes.iter().filter(|c| !c.outcomes.is_empty()) {
        let closes = |wanted: &Closing| class.steps.iter().any(|s| s.closed_by.contains(wanted));
        assert!(closes(&Closing::Resolve), "{}", class.id);
        assert!(closes(&Closing::Review), "{}", class.id);
        let last = class.steps.last().expect("steps");
        assert_eq!(last.closed_by, [Closing::SystemUpdate], "{}", class.id);
        assert_eq!(last.role, Role::District);
    }
    for step in pack.classes.iter().flat_map(|class| &class.steps) {
        assert!(!step.gate, "{} gates", step.title);
        assert_eq!(step.due_days, None, "the document sets no days");
    }
}

#[test]
fn phases_overlap_as_the_document_sets_them() {
    let pack = huiji();
    let on = |day: &str| -> Vec<&str> {
        let day = day.parse().expect("a day");
        let phases = pack.phases.iter();
        phases
            .filter(|phase| phase.from <= day && day <= phase.to)
            .map(|phase| phase.id.as_str())
            .collect()
    };
    assert_eq!(on("2021-09-09"), ["self_check"]);
    assert_eq!(on("2021-09-12"), ["self_check", "spot_check"]);
    assert_eq!(on("2021-09-20"), ["spot_check", "summary", "inspection"]);
    assert_eq!(on("2021-09-25"), ["summary"]);
    assert_eq!(pack.phases[0].leads, Some(RankBy::Verified));
    assert!(pack.phases[0].verify_all);
    assert_eq!(pack.deadlines[0].at.to_string(), "17:00:00");
    let daily = pack.daily.as_ref().expect("a campaign");
    assert_eq!(daily.cut_off.to_string(), "15:00:00");
}

#[test]
fn people_and_units_are_those_of_the_document() {
    let pack = huiji();
    // The document sets names of two characters apart with a blank.
    let seed: String = SEED.chars().filter(|c| !c.is_whitespace()).collect();
    for member in &pack.leading_group {
        assert!(
            seed.contains(&format!("{}{}", member.name, member.post)),
            "{}",
            member.name
        );
    }
    assert_eq!(pack.leading_group.len(), 15);
    let reporters: Vec<_> = pack.reporters.iter().map(|r| r.unit).collect();
    assert_eq!(reporters, pack.unit_order);
    assert_eq!(pack.unit_order[0].to_string(), "410108002");
    assert_eq!(pack.aliases["古荣镇"].to_string(), "410108101");
    assert_eq!(pack.aliases["新城路街道"].to_string(), "410108001");
}

#[test]
fn what_the_pack_says_by_itself_can_be_drawn_everywhere() {
    // Ambiguous signs and characters outside GB2312 tear old consoles; the clauses keep the document's own signs.
    let drawable = |c: char| {
        let mut buffer = [0; 4];
        let (bytes, _, unmapped) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
        let two = matches!(*bytes, [0xA1..=0xF7, 0xA1..=0xFE]);
        c.is_ascii_graphic()
            || c == ' '
            || !unmapped
                && two
                && unicode_width::UnicodeWidthChar::width(c) == Some(2)
                && unicode_width::UnicodeWidthChar::width_cjk(c) == Some(2)
    };
    let packs = Packs::of_program();
    for id in packs.ids() {
        let pack = packs.load(&id).expect("it loads");
        let mut texts: Vec<&str> = vec![&pack.title, &pack.document, &pack.office];
        texts.extend(pack.report_title.as_deref());
        texts.extend(pack.chat_title.as_deref());
        texts.extend(pack.phases.iter().map(|phase| phase.title.as_str()));
        texts.extend(pack.deadlines.iter().map(|due| due.title.as_str()));
        texts.extend(pack.plans.values().flatten().map(String::as_str));
        texts.extend(pack.keep_reasons.iter().map(String::as_str));
        texts.extend(pack.roles.values().map(String::as_str));
        texts.extend(pack.clauses.values().map(|clause| clause.cite.as_str()));
        for class in &pack.classes {
            texts.extend([class.title.as_str(), class.short.as_str()]);
            for step in &class.steps {
                texts.push(&step.title);
                texts.extend(step.needs.as_deref());
            }
        }
        for text in texts {
            assert!(text.chars().all(drawable), "{text}");
        }
    }
}

#[test]
fn a_class_offers_five_plans() {
    let pack = huiji();
    let classes: BTreeSet<&str> = ["1", "2", "3a", "3b", "4", "5", "6", "7"].into();
    let planned: BTreeSet<&str> = pack.plans.keys().map(String::as_str).collect();
    assert_eq!(planned, classes);
    assert!(pack.plans.values().all(|plans| plans.len() == 5));
}

#[test]
fn a_released_pack_is_never_edited() {
    let packs = Packs::of_program();
    let released: Vec<(&str, &str)> = RELEASED
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(' ').expect("a label and a checksum"))
        .collect();
    for id in packs.ids() {
        let label = packs.load(&id).expect("it loads").label();
        let digest = packs.digest(&id).expect("it is there");
        assert!(
            released.contains(&(label.as_str(), digest.as_str())),
            "{label} is now {digest}: give the change a new version"
        );
    }
}

#[test]
fn the_released_packs_have_no_problem() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/packs");
    for id in Packs::of_program().ids() {
        assert_eq!(check(&data.join(&id)), []);
        // A file of the pack alone means the pack.
        assert_eq!(check(&data.join(&id).join("clauses.toml")), []);
    }
}

#[test]
fn the_unit_says_which_pack_is_obeyed() {
    let packs = Packs::of_program();
    let of = |unit: &str| packs.for_unit(unit.parse().expect("a unit"));
    assert_eq!(
        of("410108101004").map(|p| p.label()).as_deref(),
        Some("huiji-2021@1")
    );
    assert_eq!(
        of("410108").map(|p| p.label()).as_deref(),
        Some("huiji-2021@1")
    );
    assert_eq!(
        of("150404100").map(|p| p.label()).as_deref(),
        Some("songshan-2020@1")
    );
    // A city's pack holds in all its districts.
    assert_eq!(
        of("650102").map(|p| p.label()).as_deref(),
        Some("urumqi-2022@1")
    );
    assert_eq!(of("110101"), None);
    assert_eq!(
        packs.load("huiji-2012"),
        Err(PackErrors::Unknown {
            id: "huiji-2012".to_owned(),
            nearest: Some("huiji-2021".to_owned()),
        })
    );
}

#[test]
fn a_pack_in_the_folder_wins_over_the_programs_own() {
    let config = copy(|name, text| {
        let text = text.replace("version = 1\n", "version = 2\n");
        // As Notepad leaves it: with a mark of byte order and its own line ends.
        if name == "units.toml" {
            format!("\u{feff}{}", text.replace('\n', "\r\n"))
        } else {
            text
        }
    });
    let packs = Packs::with_config(config.path());
    let listed = packs.list();
    assert_eq!(listed.len(), SEEDS.len());
    let own: Vec<_> = listed.iter().filter(|one| one.folder.is_some()).collect();
    assert_eq!(own.len(), 1);
    let pack = own[0].pack.as_ref().expect("it loads");
    assert_eq!(pack.label(), "huiji-2021@2");
    assert_ne!(
        packs.digest("huiji-2021"),
        Packs::of_program().digest("huiji-2021")
    );
}

#[test]
fn line_ends_and_marks_of_byte_order_do_not_change_the_checksum() {
    let config = copy(|_, text| format!("\u{feff}{}", text.replace('\n', "\r\n")));
    assert_eq!(
        Packs::with_config(config.path()).digest("huiji-2021"),
        Packs::of_program().digest("huiji-2021")
    );
}

#[test]
fn a_broken_pack_gets_all_its_errors_at_once_with_line_and_column() {
    let config = copy(|name, text| match name {
        "pack.toml" => text
            .replace("valid_from", "valid_form")
            .replace("benefit_age = 60", "benefit_age = \"六十\"")
            .replace("cut_off = \"15:00\"", "cut_off = \"三点\"")
            .replace("to = \"2021-09-14\"", "to = \"2021-08-14\"")
            .replace("by = \"resolved\"", "by = \"resolve\"")
            .replace("[1, 2, 7, 5, 3, 4, 0, 6]", "[1, 2, 7, 5, 3, 4, 6]")
            .replace("3a = [", "3c = ["),
        "class-1.toml" => text
            .replace("role = \"township\"", "role = \"town\"")
            .replace(
                "clause = \"3.2.1\"\nrole = \"village\"\nclosed_by = [{ fact",
                "clause = \"3.2.11\"\nrole = \"village\"\nclosed_by = [{ fakt",
            )
            .replace("id = \"account\"", "id = \"certify\""),
        "class-2.toml" => text.replace("closed_by = [\"review\"]", "closed_by = []"),
        "class-6.toml" => text.replace("outcomes = [\"sealed\"]", "outcomes = [\"seeled\"]"),
        "class-7.toml" => text.replace("only_for = [\"resumed\"]", "only_for = [\"sealed\"]"),
        "units.toml" => text
            .replace("\"古荣镇\" = \"410108101\"", "\"古荣镇\" = \"410108109\"")
            .replace("unit = \"410108002\"", "unit = \"150404\"")
            .replace("  \"410108004\",\n", ""),
        _ => text,
    });
    let problems = check(&config.path().join("packs/huiji-2021"));
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
    let packs = Packs::with_config(config.path());
    assert_eq!(
        packs.load("huiji-2021"),
        Err(PackErrors::Wrong {
            id: "huiji-2021".to_owned(),
            problems
        })
    );
}

#[test]
fn slips_of_the_pen_are_all_named() {
    let config = copy(|name, text| match name {
        "class-1.toml" => text
            .replace("title = \"联系参保人\"", "title = 联系参保人")
            .replace("short = \"未认证\"", "short = \"未认证"),
        "pack.toml" => text.replace("version = 1", "version = 1\nversion = 2"),
        // What is wrong elsewhere is said together with the slips.
        "class-4.toml" => text.replace("role = \"district\"", "role = \"distrikt\""),
        _ => text,
    });
    let problems = check(&config.path().join("packs/huiji-2021"));
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn files_that_are_no_pack_are_refused_in_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let key = |path: &Path| check(path).first().map(|problem| problem.key);
    assert_eq!(key(folder.path()), Some("pack-problem-no-files"));
    assert_eq!(
        key(&folder.path().join("gone.toml")),
        Some("pack-problem-not-found")
    );
    let ansi = folder.path().join("ansi.toml");
    fs::write(&ansi, encoding_rs::GB18030.encode("id = \"惠济\"").0).expect("written");
    assert_eq!(key(&ansi), Some("pack-problem-not-utf8"));
    let unrelated = folder.path().join("other.toml");
    fs::write(&unrelated, "name = \"x\"\n").expect("written");
    assert_eq!(key(&unrelated), Some("pack-problem-missing-key"));
}

#[test]
fn every_problem_has_a_sentence_in_both_languages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(root.join("src/packs")).expect("the sources") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("text");
        for rest in text.split("\"pack-").skip(1) {
            keys.insert(format!(
                "pack-{}",
                rest.split('"').next().unwrap_or_default()
            ));
        }
    }
    assert!(keys.len() > 30);
    for language in ["zh-CN", "en"] {
        let file = root.join(format!("data/messages/{language}/pack.ftl"));
        let text = fs::read_to_string(file).expect("messages");
        for key in &keys {
            assert!(text.contains(&format!("\n{key} =")), "{language}: {key}");
        }
    }
}

/// A folder of configuration with packs of these texts.
fn office(packs: &[(&str, &str)]) -> tempfile::TempDir {
    let config = tempfile::tempdir().expect("a folder");
    for (id, text) in packs {
        let folder = config.path().join("packs").join(id);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("pack.toml"), text).expect("written");
    }
    config
}

#[test]
fn an_offices_layer_lies_on_a_campaign_and_a_procedure() {
    let config = office(&[("huiji-office", OFFICE)]);
    assert_eq!(check(&config.path().join("packs/huiji-office")), []);
    let packs = Packs::with_config(config.path());
    let pack = packs.load("huiji-office").expect("it loads");
    assert_eq!(pack.label(), "huiji-office@1");
    // The campaign comes from the one named first, with its words and its clauses.
    let daily = pack.daily.as_ref().expect("a campaign");
    assert_eq!(daily.cut_off.to_string(), "15:00:00");
    assert_eq!(pack.cite(&daily.clause), "惠人社〔2021〕82号 六（四）");
    // What it does not say comes from the procedure, cited as the procedure's.
    let last = pack.rules.last_payable[0].clause.as_deref();
    assert_eq!(last, Some("songshan-2020:18"));
    assert_eq!(
        pack.cite("songshan-2020:18"),
        "赤松政办发〔2020〕56号 第十八条"
    );
    assert_eq!(
        pack.cite(&pack.rules.open["rates"]),
        "赤松政办发〔2020〕56号 第二十二条"
    );
    // Its own dated figures stand beside the others.
    assert_eq!(pack.rules.rates.len(), 2);
    assert_eq!(pack.rules.funeral.len(), 2);
    let unit = "410108101".parse().expect("a unit");
    let obeyed = packs.for_unit(unit).expect("a pack");
    assert_eq!(obeyed.label(), "huiji-office@1");
}

#[test]
fn a_layer_that_cannot_be_laid_is_refused_in_a_sentence() {
    let head =
        |id: &str, below: &str| format!("id = \"{id}\"\nversion = 1\nextends = [\"{below}\"]\n");
    let rule = "[[rules.resume]]\nback_pay = true\n";
    let texts = [
        ("one", head("one", "two")),
        ("two", head("two", "one")),
        ("lost", head("lost", "songshan-2002")),
        (
            "cited",
            head("cited", "songshan-2020") + rule + "clause = \"songshan-2020:99\"\n",
        ),
        ("silent", head("silent", "songshan-2020") + rule),
        (
            "half",
            head("half", "songshan-2020") + "[[rules.funeral]]\nrule = \"flat\"\nsource = \"x\"\n",
        ),
        (
            "odd",
            head("odd", "songshan-2020")
                + "[[rules.rates]]\nfrom = \"2023\"\nbasic = \"-1\"\nsource = \"x\"\n",
        ),
    ];
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(id, text)| (*id, text.as_str()))
        .collect();
    let config = office(&texts);
    let packs = Packs::with_config(config.path());
    let keys = |id: &str| match packs.load(id) {
        Err(PackErrors::Wrong { problems, .. }) => problems.iter().map(|p| p.key).collect(),
        Err(PackErrors::Unknown { .. }) => vec!["unknown"],
        Ok(_) => Vec::new(),
    };
    assert_eq!(keys("one"), ["pack-problem-extends-itself"]);
    assert_eq!(keys("lost"), ["unknown"]);
    assert_eq!(keys("cited"), ["pack-problem-no-clause"]);
    assert_eq!(keys("silent"), ["pack-problem-no-source"]);
    assert_eq!(keys("half"), ["pack-problem-missing-key"]);
    assert_eq!(keys("odd"), ["pack-problem-month", "pack-problem-amount"]);
}
