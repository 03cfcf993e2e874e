//! The real program on a pseudo terminal: it starts, draws, takes keys and signals, and gives the terminal back.
#![cfg(unix)]

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use xunren::usecases::handing::frames_of;
use xunren::usecases::reporting::daily_report;

use crate::codes::decoded;
use crate::office::{Office, VILLAGE};

const LIMIT: Duration = Duration::from_mins(1);
const POLL: Duration = Duration::from_millis(20);
const ALTERNATE_LEFT: &str = "\u{1b}[?1049l";

/// A terminal with the program in it.
struct Desktop {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    closing: Arc<AtomicBool>,
    output: Receiver<Vec<u8>>,
    child: Box<dyn Child + Send + Sync>,
    screen: vt100::Parser,
    raw: Vec<u8>,
    answered: usize,
    /// Columns by which this terminal draws a box line wider than vt100 does.
    wider: u16,
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Desktop {
    fn start(office: &Office) -> Self {
        Self::sized(office, 80, 24, 0)
    }

    fn sized(office: &Office, columns: u16, rows: u16, wider: u16) -> Self {
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_xunren"));
        command.args([
            "--book",
            office.book().to_str().unwrap(),
            "--lang",
            "zh-CN",
            "--clock",
            "2021-09-07T12:46:00+08:00",
        ]);
        command.cwd(office.folder.path());
        command.env("TERM", "xterm-256color");
        command.env("HOME", office.folder.path());
        command.env("XUNREN_CONFIG", office.folder.path().join("config"));
        command.env("XUNREN_DATA", office.folder.path().join("data"));
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                let wanted = sender.send(bytes[..count].to_vec()).is_ok();
                if !wanted || closed.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        Self {
            writer: Some(pair.master.take_writer().unwrap()),
            master: Some(pair.master),
            closing,
            output,
            child,
            screen: vt100::Parser::new(cells(rows), cells(columns), 0),
            raw: Vec::new(),
            answered: 0,
            wider,
        }
    }

    /// Takes what the program wrote; a terminal answers where its cursor is.
    fn listen(&mut self) -> bool {
        match self.output.recv_timeout(POLL) {
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.raw.extend(bytes);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        let asked = String::from_utf8_lossy(&self.raw)
            .matches("\u{1b}[6n")
            .count();
        while self.answered < asked {
            let (row, column) = self.screen.screen().cursor_position();
            let answer = format!("\u{1b}[{};{}R", row + 1, column + 1 + self.wider);
            self.type_in(&answer);
            self.answered += 1;
        }
        true
    }

    fn type_in(&mut self, text: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(text.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until the screen holds this text.
    fn wait_for(&mut self, text: &str) {
        let began = Instant::now();
        while !self.shown().contains(text) {
            assert!(began.elapsed() < LIMIT, "no {text} in\n{}", self.shown());
            assert!(self.listen(), "ended before {text}:\n{}", self.shown());
        }
    }

    fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        let master = self.master.as_ref().unwrap();
        master.resize(size(columns, rows)).unwrap();
        self.screen
            .screen_mut()
            .set_size(cells(rows), cells(columns));
    }

    /// Types something, and closes the window once the program has answered it; waits for the program's end.
    fn close_window(mut self, typed: &str) {
        self.closing.store(true, Ordering::Relaxed);
        self.type_in(typed);
        let began = Instant::now();
        while self.listen() {
            assert!(began.elapsed() < LIMIT, "no answer\n{}", self.shown());
        }
        // The terminal is gone when nobody holds its other side.
        self.writer = None;
        self.master = None;
        let began = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < LIMIT, "still there");
            thread::yield_now();
        }
    }

    /// Waits for the end of the program, and gives all that it wrote.
    fn end(mut self) -> String {
        let began = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            self.listen();
            assert!(began.elapsed() < LIMIT, "still there\n{}", self.shown());
        }
        while began.elapsed() < LIMIT && self.listen() {}
        String::from_utf8_lossy(&self.raw).into_owned()
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[test]
fn the_program_starts_records_a_visit_and_leaves_a_whole_terminal() {
    let office = Office::new(VILLAGE);
    let before = office.entries();
    let mut desktop = Desktop::start(&office);
    desktop.wait_for("今天要做的");
    desktop.type_in("1");
    desktop.wait_for("入户");
    desktop.type_in("1");
    desktop.wait_for("怎么联系的");
    desktop.type_in("0");
    desktop.wait_for("已保存");
    assert_eq!(office.entries(), before + 1);
    desktop.type_in("\u{3}");
    let all = desktop.end();
    assert!(all.contains("\u{1b}[?1049h") && all.contains(ALTERNATE_LEFT));
    assert!(all.contains("\u{1b}[?2004l"), "bracketed paste is off");
}

#[test]
fn typed_chinese_and_a_paste_look_for_a_person() {
    let office = Office::new(VILLAGE);
    let mut desktop = Desktop::start(&office);
    desktop.wait_for("今天要做的");
    desktop.type_in("张学芳");
    desktop.wait_for("张雪芳");
    desktop.type_in("\u{1b}");
    desktop.wait_for("今天要做的");
    desktop.type_in("\u{1b}[200~王凤英\u{1b}[201~");
    desktop.wait_for("4101**********0062");
}

#[test]
fn a_new_size_is_drawn_anew() {
    let office = Office::new(VILLAGE);
    let mut desktop = Desktop::start(&office);
    desktop.wait_for("今天要做的");
    desktop.resize(60, 20);
    desktop.wait_for("屏幕太小了");
    desktop.resize(120, 36);
    desktop.wait_for("今天要做的");
    desktop.type_in("1");
    desktop.wait_for("换清单");
    for row in desktop.screen.screen().rows(0, 120) {
        assert!(!row.contains("今天要做的"), "{row}");
    }
}

/// A contact form of 李大山 with a choice made in it.
fn before_a_contact() -> (Office, Desktop) {
    let office = Office::new(VILLAGE);
    let mut desktop = Desktop::start(&office);
    desktop.wait_for("今天要做的");
    desktop.type_in("/李大山");
    desktop.wait_for("4101**********003X");
    desktop.type_in("\r");
    desktop.wait_for("1记联系");
    desktop.type_in("1");
    desktop.wait_for("怎么联系的");
    desktop.type_in("2");
    desktop.wait_for("[2电话]");
    (office, desktop)
}

fn the_draft_is_there(office: &Office) {
    let rows = office.play("default", "/李大山<enter>1");
    assert!(
        rows.iter().any(|row| row.contains("[2电话]")),
        "{}",
        rows.join("\n")
    );
}

#[test]
fn a_signal_leaves_a_whole_terminal_and_keeps_the_draft() {
    let (office, desktop) = before_a_contact();
    let id = desktop.child.process_id().unwrap();
    let killed = std::process::Command::new("kill")
        .args(["-TERM", &id.to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let all = desktop.end();
    assert!(all.contains(ALTERNATE_LEFT));
    the_draft_is_there(&office);
}

#[test]
fn a_closed_window_ends_the_program_and_keeps_the_draft() {
    let (office, desktop) = before_a_contact();
    desktop.close_window("6");
    the_draft_is_there(&office);
}

/// As many people as a slow and a fast build read for about as long.
const MANY: usize = if cfg!(debug_assertions) {
    16_000
} else {
    160_000
};

/// A village whose desktop holds a long list, and the program about to look at it.
fn before_a_long_list() -> (Office, Desktop, u64) {
    let office = Office::new(VILLAGE);
    let desk = office.folder.path().join("桌面");
    std::fs::create_dir(&desk).unwrap();
    let mut list = String::from("姓名,个人编号,村（社区）,暂停年月,暂停原因\n");
    for number in 0..MANY {
        writeln!(list, "张雪芳,{number:012},曹村坡村,202011,未认证").unwrap();
    }
    std::fs::write(desk.join("长名单.csv"), list).unwrap();
    let before = office.entries();
    let mut desktop = Desktop::start(&office);
    desktop.wait_for("今天要做的");
    desktop.type_in("0");
    desktop.wait_for("收名单");
    desktop.type_in("1");
    desktop.wait_for("1个表格");
    desktop.type_in("1");
    desktop.wait_for("长名单.csv");
    desktop.type_in("1");
    (office, desktop, before)
}

fn untouched(office: &Office, before: u64) {
    let session = office.session();
    assert_eq!(office.entries(), before);
    let found = session.store.verify(&session.pack, &mut |_| {}).unwrap();
    assert!(found.ok, "{:?}", found.problems);
}

#[test]
fn a_list_is_looked_at_with_progress_and_esc_stops_it() {
    let (office, mut desktop, before) = before_a_long_list();
    desktop.wait_for("正在看 长名单.csv");
    desktop.wait_for("[#");
    desktop.wait_for("已读");
    desktop.type_in("\u{1b}");
    desktop.wait_for("导入已中途停止，什么也没有写进台账");
    desktop.wait_for("哪一个文件");
    drop(desktop);
    untouched(&office, before);
}

/// The list was looked at, and is being taken.
fn while_it_is_taken() -> (Office, Desktop, u64) {
    let (office, mut desktop, before) = before_a_long_list();
    desktop.wait_for(&format!("表里{MANY}行"));
    desktop.type_in("1");
    desktop.wait_for("正在收下 长名单.csv");
    (office, desktop, before)
}

#[test]
fn esc_in_the_middle_of_taking_a_list_takes_nobody() {
    let (office, mut desktop, before) = while_it_is_taken();
    desktop.wait_for("[#");
    desktop.type_in("\u{1b}");
    desktop.wait_for("导入已中途停止，什么也没有写进台账");
    drop(desktop);
    untouched(&office, before);
}

#[test]
fn ctrl_c_in_the_middle_of_taking_a_list_leaves_the_book_as_it_was() {
    let (office, mut desktop, before) = while_it_is_taken();
    desktop.type_in("\u{3}");
    let all = desktop.end();
    assert!(all.contains(ALTERNATE_LEFT));
    untouched(&office, before);
}

#[test]
fn a_program_killed_in_the_middle_of_taking_a_list_leaves_the_book_as_it_was() {
    let (office, mut desktop, before) = while_it_is_taken();
    desktop.wait_for("[#");
    let id = desktop.child.process_id().unwrap();
    let killed = std::process::Command::new("kill")
        .args(["-KILL", &id.to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    desktop.end();
    untouched(&office, before);
}

/// The codes on a terminal's screen, from its cells: the black or white that each half of a cell shows.
fn codes_on(screen: &vt100::Screen) -> Vec<String> {
    // A cell is four pixels wide and eight high, as on most terminals.
    const SCALE: usize = 4;
    // What no colour was set for is dark, as on most desks.
    let white = |colour: vt100::Color| match colour {
        vt100::Color::Idx(7 | 15) => true,
        vt100::Color::Idx(_) | vt100::Color::Default => false,
        vt100::Color::Rgb(red, green, blue) => {
            u16::from(red) + u16::from(green) + u16::from(blue) > 382
        }
    };
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let at = |x: usize, y: usize| {
        let row = u16::try_from(y / SCALE / 2).unwrap();
        let cell = screen.cell(row, u16::try_from(x / SCALE).unwrap()).unwrap();
        let upper = (y / SCALE).is_multiple_of(2);
        let ink = match cell.contents() {
            "█" => true,
            "▀" => upper,
            "▄" => !upper,
            _ => false,
        };
        let colour = if ink { cell.fgcolor() } else { cell.bgcolor() };
        if white(colour) { 255 } else { 0 }
    };
    let (width, height) = (usize::from(columns) * SCALE, usize::from(rows) * SCALE * 2);
    decoded(width, height, at)
}

#[test]
fn the_codes_are_read_from_the_terminals_own_cells() {
    let office = Office::new(VILLAGE);
    let session = office.session();
    let report = daily_report(&session, session.today(), None).unwrap();
    let frames = frames_of(&session, &report).unwrap();
    // Half blocks on a small screen; squares of blanks on a console that draws signs two columns wide.
    for (columns, rows, wider) in [(80, 24, 0), (126, 47, 1)] {
        let mut desktop = Desktop::sized(&office, columns, rows, wider);
        desktop.wait_for("今天要做的");
        for (key, shown) in [("7", "日报"), ("9", "报数、收数"), ("1", "第1码")] {
            desktop.type_in(key);
            desktop.wait_for(shown);
        }
        for frame in &frames {
            let wanted = [frame.digits()];
            let began = Instant::now();
            // The screen may come in pieces: a code is there when all of it is.
            while codes_on(desktop.screen.screen()) != wanted {
                assert!(began.elapsed() < LIMIT, "no code in\n{}", desktop.shown());
                assert!(desktop.listen(), "ended:\n{}", desktop.shown());
            }
            desktop.type_in("\u{1b}[C");
        }
        desktop.type_in("\u{3}");
        desktop.end();
    }
}
