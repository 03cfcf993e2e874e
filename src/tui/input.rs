//! What arrives from the outside: keys, text of an input method, pastes, a new size, the clock's tick. It knows no terminal.

use crate::key::{Code, Key};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text arrived at once: a paste, a scanner's burst, a composed phrase.
    Paste(String),
    /// The screen has a new size.
    Resize,
    /// Nothing happened for a while: the clock moved.
    Tick,
    /// Somebody wants the program to end: a signal, a closed terminal.
    Hangup,
}

/// How many characters in a row make a burst, when they come faster than hands type.
pub const BURST: usize = 6;

/// Turns the keys of one moment into inputs: what came faster than hands type is a paste.
///
/// Enter at the end of a scanner's burst belongs to it and is dropped: the answer is shown, nothing is opened unseen.
#[must_use]
pub fn gather(keys: Vec<Key>) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut run: Vec<Key> = Vec::new();
    let flush = |run: &mut Vec<Key>, inputs: &mut Vec<Input>| -> bool {
        let is_burst = run.len() >= BURST;
        if is_burst {
            inputs.push(Input::Paste(run.drain(..).filter_map(Key::text).collect()));
        } else {
            inputs.extend(run.drain(..).map(Input::Key));
        }
        is_burst
    };
    for key in keys {
        if key.text().is_some() {
            run.push(key);
            continue;
        }
        let was_burst = flush(&mut run, &mut inputs);
        if !(was_burst && key == Key::of(Code::Enter)) {
            inputs.push(Input::Key(key));
        }
    }
    flush(&mut run, &mut inputs);
    inputs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    #[test]
    fn a_scanners_burst_is_one_paste_without_its_enter() {
        let mut burst = keys("410198195001010029");
        burst.push(Key::of(Code::Enter));
        assert_eq!(
            gather(burst),
            [Input::Paste("410198195001010029".to_owned())]
        );
    }

    #[test]
    fn fast_hands_stay_keys() {
        assert_eq!(gather(keys("张学芳")).len(), 3);
        assert_eq!(
            gather(vec![Key::char('1'), Key::of(Code::Enter)]),
            [Input::Key(Key::char('1')), Input::Key(Key::of(Code::Enter))]
        );
    }
}
