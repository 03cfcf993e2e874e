//! The terminal: the only place that knows crossterm. It opens, reads keys, probes, and always restores.

use std::io::{self, Stdout, Write, stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use crossterm::event::{
    self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind,
    KeyModifiers,
};
use crossterm::execute;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use super::input::{Input, gather};
use super::paint::{Colours, Look};
use crate::key::{Code, Key};

/// The terminal that is drawn on.
pub(super) type Screen = Terminal<CrosstermBackend<Stdout>>;

/// Keys that come closer together than this are one moment's.
const MOMENT: Duration = Duration::from_millis(25);

fn hung_up() -> &'static Arc<AtomicBool> {
    static FLAG: std::sync::OnceLock<Arc<AtomicBool>> = std::sync::OnceLock::new();
    FLAG.get_or_init(|| Arc::new(AtomicBool::new(false)))
}

/// Opens the screen; a panic restores the terminal first.
pub(super) fn open() -> io::Result<Screen> {
    #[cfg(unix)]
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(hung_up()))?;
    }
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        close();
        before(info);
    }));
    // Not ratatui's own opening: its hook would print the panic's text, which may hold anything.
    crossterm::terminal::enable_raw_mode()?;
    execute!(stdout(), crossterm::terminal::EnterAlternateScreen)?;
    let terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    execute!(stdout(), EnableBracketedPaste)?;
    Ok(terminal)
}

/// Gives the terminal back as it was.
pub(super) fn close() {
    let _ = execute!(stdout(), DisableBracketedPaste);
    // Not `restore`: it prints what fails, and there may be nothing left to print on.
    let _ = ratatui::try_restore();
}

/// Draws a box line and asks for the cursor: one column means that frames may be drawn with such lines.
pub(super) fn look(terminal: &mut Screen) -> Look {
    let many = |word: &str| matches!(word, "truecolor" | "24bit");
    let colours = if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        Colours::None
    } else if std::env::var("COLORTERM").is_ok_and(|word| many(&word)) {
        Colours::Millions
    } else {
        Colours::Some
    };
    let measured = || -> io::Result<u16> {
        let mut output = stdout();
        write!(output, "\r─")?;
        output.flush()?;
        let (column, _) = crossterm::cursor::position()?;
        write!(output, "\r  \r")?;
        output.flush()?;
        Ok(column)
    };
    let columns = measured().unwrap_or(2);
    let _ = terminal.clear();
    Look {
        boxes: columns == 1,
        wide: columns != 1,
        colours,
    }
}

/// What the terminal tells, read on a thread of its own: the reader of a terminal that is gone never comes back, and the
/// program must not wait for it, or a window that was closed would take what was typed with it.
pub(super) struct Events {
    events: Receiver<io::Result<Event>>,
    measurable: bool,
}

/// Begins to listen; from here on nobody else may ask the terminal anything.
pub(super) fn listen() -> Events {
    let (sender, events) = channel();
    std::thread::spawn(move || {
        loop {
            let event = event::read();
            let failed = event.is_err();
            if sender.send(event).is_err() || failed {
                break;
            }
        }
    });
    Events {
        events,
        measurable: crossterm::terminal::window_size().is_ok(),
    }
}

impl Events {
    /// Waits for what happens next, a tick when nothing does for as long as `quiet`; keys of one moment come together.
    pub(super) fn next(&self, quiet: Duration) -> io::Result<Vec<Input>> {
        let mut waited = Duration::ZERO;
        let step = Duration::from_millis(250).min(quiet);
        loop {
            match self.events.recv_timeout(step) {
                Ok(event) => return self.moment(event?),
                Err(RecvTimeoutError::Disconnected) => return Ok(vec![Input::Hangup]),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.is_gone() {
                return Ok(vec![Input::Hangup]);
            }
            waited += step;
            if waited >= quiet {
                return Ok(vec![Input::Tick]);
            }
        }
    }

    /// Whether somebody asked the program to end, or closed the terminal: it has a size no more.
    fn is_gone(&self) -> bool {
        hung_up().load(Ordering::Relaxed)
            || self.measurable && crossterm::terminal::window_size().is_err()
    }

    fn moment(&self, first: Event) -> io::Result<Vec<Input>> {
        let mut keys = Vec::new();
        let mut inputs = Vec::new();
        let mut next = Some(first);
        while let Some(event) = next {
            match event {
                Event::Key(key) => keys.extend(key_of(key)),
                Event::Paste(pasted) => {
                    inputs.extend(gather(std::mem::take(&mut keys)));
                    inputs.push(Input::Paste(pasted));
                }
                Event::Resize(..) => {
                    inputs.extend(gather(std::mem::take(&mut keys)));
                    inputs.push(Input::Resize);
                }
                _ => {}
            }
            next = self.events.recv_timeout(MOMENT).ok().transpose()?;
        }
        inputs.extend(gather(keys));
        Ok(inputs)
    }
}

/// Presses only: some systems send releases as well.
fn key_of(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Insert => Code::Insert,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(Key {
        code,
        ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        alt: event.modifiers.contains(KeyModifiers::ALT),
    })
}
