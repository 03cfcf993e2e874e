//! Packs laid on packs: an office's campaign on a procedure, with its own dated figures.

use std::fs;

use xunren::domain::pack::rules::valid;
use xunren::packs::{PackErrors, Packs, check};

/// An office's layer: its campaign on a procedure, with its own figures.
const OFFICE: &str = include_str!("../data/layers/huiji-office/pack.toml");

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
    let month = "2022-11".parse().expect("a month");
    let last = valid(&pack.rules.last_payable, month).expect("a rule");
    assert_eq!(last.clause.as_deref(), Some("songshan-2020:18"));
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
