//! The policy packs: what they say is what the document says, and what is wrong with one is said at once.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use xunren::domain::pack::{Closing, OutcomeKind, Pack, RankBy, Role};
use xunren::packs::{PackErrors, Packs, check};

const SEED: &str = include_str!("../data/seeds/1-huiji.txt");
const RELEASED: &str = include_str!("../data/packs/released.txt");

fn huiji() -> Pack {
    Packs::of_program().load("huiji-2021").expect("it loads")
}

/// A folder with a copy of the pack, each file changed by `change(name, text)`.
fn copy(change: impl Fn(&str, String) -> String) -> tempfile::TempDir {
    copy_of("huiji-2021", change)
}

fn copy_of(id: &str, change: impl Fn(&str, String) -> String) -> tempfile::TempDir {
    let config = tempfile::tempdir().expect("a folder");
    let folder = config.path().join("packs").join(id);
    fs::create_dir_all(&folder).expect("a folder");
    let original = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data/packs")
        .join(id);
    for entry in fs::read_dir(original).expect("the pack") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        let text = fs::read_to_string(&path).expect("text");
        fs::write(folder.join(&*name), change(&name, text)).expect("written");
    }
    config
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
        assert_eq!(step.within, None, "the document sets no days");
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
    assert_eq!(listed.len(), Packs::of_program().ids().len());
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

#[test]
fn a_step_that_waits_for_a_level_of_review_that_nobody_has_is_refused_where_it_stands() {
    let config = copy_of("songshan-2020", |name, text| match name {
        "class-5.toml" => text.replace("review_at = \"first\"", "review_at = \"frist\""),
        _ => text,
    });
    let problems = check(&config.path().join("packs/songshan-2020"));
    assert_eq!(problems.len(), 1, "{problems:?}");
    let problem = &problems[0];
    assert_eq!(problem.key, "pack-problem-no-level");
    let file = config.path().join("packs/songshan-2020/class-5.toml");
    let text = fs::read_to_string(file).expect("text");
    let line = text.lines().nth(problem.line - 1).expect("the line");
    assert_eq!(line, "closed_by = [{ review_at = \"frist\" }]");
    assert_eq!(&line[problem.column - 1..][..7], "\"frist\"");
    assert_eq!(problem.args[1], ("known", "first second".to_owned()));
    assert!(
        Packs::with_config(config.path())
            .load("songshan-2020")
            .is_err()
    );
    // A pack that has one level alone, its only one, has nothing that a step could wait for by name.
    let config = copy(|name, text| match name {
        "class-5.toml" => text.replacen(
            "closed_by = [\"resolve\"]",
            "closed_by = [\"resolve\", { review_at = \"first\" }]",
            1,
        ),
        _ => text,
    });
    let problems = check(&config.path().join("packs/huiji-2021"));
    let keys: Vec<&str> = problems.iter().map(|problem| problem.key).collect();
    assert_eq!(keys, ["pack-problem-no-levels"]);
}

#[test]
fn a_layer_that_waits_for_a_level_of_review_that_no_pack_has_is_refused() {
    let config = tempfile::tempdir().expect("a folder");
    let folder = config.path().join("packs/office");
    fs::create_dir_all(&folder).expect("a folder");
    // It has one level of its own; the steps below wait for another one.
    let text = "id = \"office\"\nversion = 1\nextends = [\"songshan-2020\"]\n\n[review]\nrequired = true\n\
        clause = \"songshan-2020:3.5.2\"\nlevels = [{ id = \"only\", title = \"区复核\", role = \"district\", \
        clause = \"songshan-2020:3.5.2\" }]\n";
    fs::write(folder.join("pack.toml"), text).expect("written");
    let loaded = Packs::with_config(config.path()).load("office");
    let Err(PackErrors::Wrong { problems, .. }) = loaded else {
        panic!("it loads");
    };
    assert_eq!(problems[0].key, "pack-problem-no-levels", "{problems:?}");
    assert_eq!(problems[0].args, [("word", "first".to_owned())]);
}
