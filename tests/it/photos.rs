//! 收照片: files find their people by the code on the paper or by their names, are kept once, and can hurt nobody.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use qrcode::{Color, QrCode};
use serde_json::Value;
use xunren::domain::Stop;
use xunren::domain::case::Case;
use xunren::domain::entry::{CaseId, Kind};
use xunren::intake::picture::{self, FileSort, PictureLimits};
use xunren::usecases::collecting::{self, By, Collected, Found, Picture, keep, look};
use xunren::usecases::evidence;
use xunren::usecases::session::Session;

use crate::desk::Desk;
use crate::office::{Office, VILLAGE};

fn photo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/photos")
        .join(name)
}

/// A grey PNG with the code of a text in its middle.
fn coded(text: &str) -> Vec<u8> {
    let code = QrCode::new(text).unwrap();
    let (modules, scale, quiet) = (code.width(), 6, 8);
    let side = (modules + 2 * quiet) * scale;
    let colors = code.to_colors();
    let mut pixels = vec![230; side * side];
    for y in 0..modules * scale {
        for x in 0..modules * scale {
            if colors[y / scale * modules + x / scale] == Color::Dark {
                pixels[(y + quiet * scale) * side + x + quiet * scale] = 20;
            }
        }
    }
    let pixels_a_side = u32::try_from(side).unwrap();
    png_of(pixels_a_side, pixels_a_side, &pixels)
}

fn png_of(width: u32, height: u32, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A small picture that no other one equals.
fn plain(shade: u8) -> Vec<u8> {
    png_of(4, 4, &[shade; 16])
}

fn apart() -> PictureLimits {
    PictureLimits {
        reader: Some(PathBuf::from(env!("CARGO_BIN_EXE_xunren"))),
        ..PictureLimits::default()
    }
}

struct Phone {
    office: Office,
    session: Session,
}

impl Phone {
    fn new() -> Self {
        let office = Office::new(VILLAGE);
        let session = office.session();
        fs::create_dir(office.folder.path().join("phone")).unwrap();
        Self { office, session }
    }

    fn folder(&self) -> PathBuf {
        self.office.folder.path().join("phone")
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        fs::write(self.folder().join(name), bytes).unwrap();
    }

    fn person(&self, name: &str) -> CaseId {
        let found = self.session.store.find(name, 9).unwrap();
        found.iter().find(|(_, row)| row.name == name).unwrap().1.id
    }

    fn case(&self, name: &str) -> Case {
        let entries = self.session.store.entries_of(self.person(name)).unwrap();
        Case::of(&entries, &self.session.pack)
    }

    fn look(&self) -> Vec<Picture> {
        look(&self.session, &[self.folder()], None, &mut |_| Ok(())).unwrap()
    }

    fn collect(&mut self) -> Collected {
        let pictures = self.look();
        keep(&mut self.session, &pictures, &mut |_| Ok(())).unwrap();
        Collected::of(&pictures)
    }
}

#[test]
fn a_photographed_paper_says_whose_it_is_when_and_where_it_was_taken() {
    for limits in [PictureLimits::default(), apart()] {
        let seen = picture::look(&photo("paper.jpg"), FileSort::Jpeg, &limits);
        assert_eq!(seen.codes, ["00112233445566778899aabbccddeeff"]);
        assert_eq!(seen.taken.at.as_deref(), Some("2021-09-07T10:12:00"));
        assert_eq!(seen.taken.place.as_deref(), Some("34.810000,113.505000"));
        let bare = picture::look(&photo("progressive.jpg"), FileSort::Jpeg, &limits);
        assert_eq!(bare.codes, seen.codes);
        assert_eq!(bare.taken, picture::Taken::default());
    }
}

#[test]
fn files_find_their_people_by_the_code_or_by_name_and_last_four() {
    let phone = Phone::new();
    let case = phone.person("陈福来");
    phone.put("IMG_1.png", &coded(&case.to_string()));
    phone.put("曹村坡村张雪芳0021.png", &plain(1));
    phone.put("李大山 003x（现场）.png", &plain(2));
    phone.put("买买提艾力410198195006200055.png", &plain(3));
    phone.put("张雪芳.png", &plain(4));
    phone.put("张雪芳0022.png", &plain(5));
    phone.put("IMG_2.png", &coded("https://example.org"));
    phone.put("IMG_3.png", &coded("ffffffffffffffffffffffffffffffff"));
    phone.put("IMG_4.jpg", &fs::read(photo("paper.jpg")).unwrap());
    let pictures = phone.look();
    let found = |name: &str| {
        let one = pictures.iter().find(|one| one.name == name);
        one.unwrap().found
    };
    assert_eq!(found("IMG_1.png"), Found::Person(case, By::Code));
    for (file, name) in [
        ("曹村坡村张雪芳0021.png", "张雪芳"),
        ("李大山 003x（现场）.png", "李大山"),
        ("买买提艾力410198195006200055.png", "买买提·艾力"),
    ] {
        let whose = Found::Person(phone.person(name), By::FileName);
        assert_eq!(found(file), whose, "{file}");
    }
    for file in [
        "张雪芳.png",
        "张雪芳0022.png",
        "IMG_2.png",
        "IMG_3.png",
        "IMG_4.jpg",
    ] {
        assert_eq!(found(file), Found::Open, "{file}");
    }
}

#[test]
fn a_file_is_kept_once_under_its_hash_with_nothing_of_where_it_came_from() {
    let mut phone = Phone::new();
    phone.put("张雪芳0021.png", &plain(1));
    phone.put("Screenshot_张雪芳0021.png", &plain(2));
    phone.put("copy.png", &plain(1));
    let sum = phone.collect();
    assert_eq!(
        (sum.files, sum.by_file_name, sum.known, sum.screenshots),
        (3, 2, 1, 1)
    );
    let case = phone.case("张雪芳");
    let kept: Vec<_> = case.standing(Kind::Evidence).collect();
    assert_eq!(kept.len(), 2);
    let folder = phone.session.evidence_folder();
    for entry in &kept {
        let file = entry.text("file").unwrap();
        let hash = evidence::hash_of(&folder.join(file)).unwrap();
        assert_eq!(file, format!("{hash}.png"));
        let whole = serde_json::to_string(&entry.body).unwrap();
        assert!(!whole.contains("phone"), "{whole}");
    }
    let sorts: Vec<_> = kept
        .iter()
        .map(|entry| entry.text("sort").unwrap())
        .collect();
    assert!(
        sorts.contains(&"screenshot") && sorts.contains(&"photo"),
        "{sorts:?}"
    );
    let before = phone.session.store.count_entries().unwrap();
    assert_eq!(phone.collect().known, 3);
    assert_eq!(phone.session.store.count_entries().unwrap(), before);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
}

#[test]
fn what_is_owed_shrinks_by_what_was_collected() {
    let mut phone = Phone::new();
    for (kind, fields) in [
        (Kind::Classify, r#"{"class":"1"}"#),
        (Kind::Step, r#"{"step":"certify","way":"入户现场"}"#),
    ] {
        let record = xunren::usecases::recording::Record {
            at: None,
            by: None,
            subject: xunren::usecases::recording::Subject::Case(phone.person("张雪芳")),
            kind,
            fields: crate::desk::fields_of(fields),
        };
        xunren::usecases::recording::record(&mut phone.session, &record).unwrap();
    }
    let owed = |phone: &Phone| {
        let row = phone.session.store.row(phone.person("张雪芳")).unwrap();
        row.unwrap().owed
    };
    assert_eq!(owed(&phone), 1);
    phone.put("张雪芳0021.png", &plain(1));
    phone.collect();
    assert_eq!(owed(&phone), 0);
}

#[test]
fn what_a_file_is_counts_and_how_large_it_is() {
    let mut phone = Phone::new();
    phone.put("张雪芳0021.jpg", b"MZ\x90\0 a program");
    phone.put("李大山003X.txt", &plain(1));
    phone.put("陈福来0078.png", &plain(2));
    phone.put(
        "large.pdf",
        &[&b"%PDF-1.7"[..], &vec![b' '; 2 << 20]].concat(),
    );
    evidence::set_largest(&phone.session.store, "1").unwrap();
    assert!(evidence::set_largest(&phone.session.store, "0").is_err());
    let sum = phone.collect();
    assert_eq!((sum.not_taken, sum.too_large, sum.by_file_name), (1, 1, 2));
    let kept = phone.case("李大山");
    let file = kept
        .standing(Kind::Evidence)
        .next()
        .unwrap()
        .text("file")
        .unwrap()
        .to_owned();
    assert!(
        Path::new(&file)
            .extension()
            .is_some_and(|ending| ending == "png")
    );
}

#[test]
fn pictures_that_mean_harm_show_nothing_and_hurt_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let whole = fs::read(photo("paper.jpg")).unwrap();
    let mut huge = whole.clone();
    let frame = huge
        .windows(2)
        .rposition(|pair| pair == b"\xff\xc0")
        .unwrap();
    huge[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
    let mut wide = plain(1);
    wide[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
    // A hundred million pixels of nothing in a few hundred kilobytes.
    let bomb = png_of(10_000, 10_000, &vec![0; 100_000_000]);
    assert!(bomb.len() < 1 << 20);
    for (name, bytes, sort) in [
        ("huge.jpg", huge, FileSort::Jpeg),
        (
            "cut.jpg",
            whole[..whole.len() / 40].to_vec(),
            FileSort::Jpeg,
        ),
        ("head.jpg", whole[..20].to_vec(), FileSort::Jpeg),
        ("wide.png", wide, FileSort::Png),
        ("bomb.png", bomb, FileSort::Png),
        ("cut.png", plain(1)[..40].to_vec(), FileSort::Png),
        (
            "text.png",
            b"\x89PNG\r\n\x1a\nnothing".to_vec(),
            FileSort::Png,
        ),
        ("empty.heic", b"\0\0\0\x18ftypheic".to_vec(), FileSort::Heic),
    ] {
        let path = write(name, &bytes);
        for limits in [PictureLimits::default(), apart()] {
            let seen = picture::look(&path, sort, &limits);
            assert_eq!(seen.codes, Vec::<String>::new(), "{name}");
        }
    }
    let starved = PictureLimits {
        memory: 40 << 20,
        ..apart()
    };
    let seen = picture::look(&photo("paper.jpg"), FileSort::Jpeg, &starved);
    assert!(seen.codes.len() <= 1);
}

#[test]
fn a_missing_a_changed_and_a_shared_file_are_found_by_the_proof() {
    let mut phone = Phone::new();
    phone.put("张雪芳0021.png", &plain(1));
    phone.put("李大山003X.png", &plain(2));
    phone.put("陈福来0078.png", &plain(3));
    phone.collect();
    let mut shared = phone.look().remove(0);
    shared.found = Found::Person(phone.person("王凤英"), By::Hand);
    keep(&mut phone.session, &[shared], &mut |_| Ok(())).unwrap();
    let folder = phone.session.evidence_folder();
    let prove =
        |phone: &Phone| evidence::prove(&phone.session.store, &folder, &mut |_| {}).unwrap();
    let whole = prove(&phone);
    assert_eq!((whole.files, whole.problems.len()), (3, 0));
    assert_eq!(whole.shared.len(), 1);
    let file = |name: &str| {
        let case = phone.case(name);
        let entry = case.standing(Kind::Evidence).next().unwrap();
        folder.join(entry.text("file").unwrap())
    };
    fs::remove_file(file("李大山")).unwrap();
    fs::write(file("陈福来"), plain(9)).unwrap();
    let mut kinds: Vec<_> = prove(&phone)
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["evidence-changed", "evidence-missing"]);
}

#[test]
fn people_who_were_visited_that_day_stand_in_the_order_of_the_day() {
    let mut phone = Phone::new();
    for name in ["李大山", "张雪芳"] {
        let record = xunren::usecases::recording::Record {
            at: None,
            by: None,
            subject: xunren::usecases::recording::Subject::Case(phone.person(name)),
            kind: Kind::Contact,
            fields: crate::desk::fields_of(r#"{"how":"visit","met":"self","found":"alive"}"#),
        };
        xunren::usecases::recording::record(&mut phone.session, &record).unwrap();
    }
    let day = "2021-09-07".parse().unwrap();
    let people = collecting::visited_on(&phone.session, day).unwrap();
    let mut names: Vec<_> = people.iter().map(|row| row.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["张雪芳", "李大山"]);
    let other = "2021-09-06".parse().unwrap();
    assert!(
        collecting::visited_on(&phone.session, other)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn the_command_looks_keeps_and_proves() {
    let desk = Desk::new();
    desk.init();
    fs::write(desk.path("list.csv"), crate::office::PEOPLE).unwrap();
    desk.ends(0, &["--book", "b.xunren", "import", "list.csv"]);
    fs::create_dir(desk.path("phone")).unwrap();
    fs::write(desk.path("phone/张雪芳0021.png"), plain(1)).unwrap();
    fs::copy(photo("paper.jpg"), desk.path("phone/IMG_1.jpg")).unwrap();
    let book = ["--book", "b.xunren", "--format", "json"];
    let with = |more: &[&'static str]| -> Vec<&str> { [&book[..], more].concat() };
    let dry = desk.json(3, &with(&["evidence", "--dry-run", "phone"]));
    assert!(!desk.path("b.evidence").exists());
    let done = desk.json(3, &with(&["evidence", "phone"]));
    assert_eq!(dry, done);
    assert_eq!(
        (
            &done["collected"]["by_file_name"],
            &done["collected"]["open"]
        ),
        (&1.into(), &1.into())
    );
    let given = [
        "evidence",
        "--person",
        "410198193901020078",
        "--sort",
        "paper",
        "phone/IMG_1.jpg",
    ];
    let one = desk.json(0, &with(&given));
    assert_eq!(one["files"][0]["taken_in"], "34.810000,113.505000");
    let shown = desk.json(0, &with(&["show", "410198193901020078"]));
    let entries = shown["entries"].as_array().unwrap();
    let kept: Vec<&Value> = entries
        .iter()
        .filter(|one| one["do"] == "evidence")
        .collect();
    assert_eq!(kept[0]["fields"]["sort"], "paper");
    assert_eq!(kept[0]["fields"]["taken_at"], "2021-09-07T10:12:00");
    desk.ends(1, &with(&["evidence"]));
    desk.ends(0, &with(&["evidence", "--largest-mb", "20"]));
    assert_eq!(desk.verify()["evidence"]["files"], 2);
    for file in fs::read_dir(desk.path("b.evidence")).unwrap() {
        fs::write(file.unwrap().path(), "changed").unwrap();
    }
    let proof = desk.json(4, &with(&["verify"]));
    assert_eq!(proof["problems"][0]["kind"], "evidence-changed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn no_bytes_behind_a_pictures_head_do_harm(
        jpeg in any::<bool>(),
        cut in 0_usize..2000,
        noise in prop::collection::vec((20_usize..2000, any::<u8>()), 0..40)
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = if jpeg {
            fs::read(photo("progressive.jpg")).unwrap()
        } else {
            coded("00112233445566778899aabbccddeeff")
        };
        for (at, byte) in noise {
            if at < bytes.len() {
                bytes[at] = byte;
            }
        }
        bytes.truncate(bytes.len() - cut.min(bytes.len()));
        let path = folder.path().join("noise");
        fs::write(&path, &bytes).unwrap();
        let sort = if jpeg { FileSort::Jpeg } else { FileSort::Png };
        let seen = picture::look(&path, sort, &apart());
        prop_assert!(seen.codes.len() <= 16);
    }
}

#[test]
fn collecting_that_is_stopped_keeps_nothing_at_all() {
    let mut phone = Phone::new();
    phone.put("张雪芳0021.png", &plain(1));
    phone.put("李大山003X.png", &plain(2));
    let stop = look(&phone.session, &[phone.folder()], None, &mut |_| Err(Stop));
    assert!(stop.is_err());
    let pictures = phone.look();
    let before = phone.session.store.count_entries().unwrap();
    let mut told = Vec::new();
    let stopped = keep(&mut phone.session, &pictures, &mut |far| {
        told.push(far);
        if far.0 == 2 { Err(Stop) } else { Ok(()) }
    });
    assert!(stopped.is_err());
    assert_eq!(told, [(1, 2), (2, 2)]);
    assert_eq!(phone.session.store.count_entries().unwrap(), before);
    let kept = fs::read_dir(phone.session.evidence_folder()).unwrap();
    assert_eq!(kept.count(), 0);
    let made = keep(&mut phone.session, &pictures, &mut |_| Ok(())).unwrap();
    assert_eq!(made.len(), 2);
    let kept = fs::read_dir(phone.session.evidence_folder()).unwrap();
    assert_eq!(kept.count(), 2);
}
