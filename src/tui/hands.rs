//! What the keys so far tell of the keyboard: an input method that swallows letters, a number pad without its lamp.

use super::input::Input;
use crate::key::{Code, Key};

/// After so many in a row it is the lamp.
const ENOUGH: u8 = 5;

/// What is known of the keyboard.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hands {
    composes: bool,
    without_digits: u8,
}

impl Hands {
    /// Takes what happened; true when the number pad seems to be without its lamp: keys of its corners, and no digit.
    pub(super) fn see(&mut self, input: &Input) -> bool {
        let text = match input {
            Input::Paste(text) => text.chars().next(),
            Input::Key(key) => key.text(),
            _ => None,
        };
        // Full-width digits and punctuation are no words.
        let composed = |c: char| c.is_alphabetic() && !c.is_ascii() && !('！'..='～').contains(&c);
        self.composes |= text.is_some_and(composed);
        match input {
            Input::Key(Key {
                code: Code::Home | Code::PageUp | Code::End | Code::Insert,
                ..
            }) => self.without_digits += 1,
            Input::Key(key) if key.text().is_some() => self.without_digits = 0,
            _ => {}
        }
        let lost = self.without_digits >= ENOUGH;
        if lost {
            self.without_digits = 0;
        }
        lost
    }

    /// Whether words came that only an input method makes: then letters do not arrive as keys.
    pub(super) const fn composes(self) -> bool {
        self.composes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: Code) -> Input {
        Input::Key(Key::of(code))
    }

    #[test]
    fn corners_of_the_number_pad_without_a_digit_are_a_dark_lamp() {
        let mut hands = Hands::default();
        let seen: Vec<bool> = (0..5).map(|_| hands.see(&key(Code::Home))).collect();
        assert_eq!(seen, [false, false, false, false, true]);
        for _ in 0..9 {
            assert!(!hands.see(&key(Code::PageUp)) || hands.without_digits == 0);
            hands.see(&key(Code::Char('1')));
        }
        assert_eq!(hands.without_digits, 0);
    }

    #[test]
    fn composed_words_tell_of_an_input_method_and_full_width_digits_do_not() {
        let mut hands = Hands::default();
        for c in ['a', '1', '１', '、', '？'] {
            hands.see(&key(Code::Char(c)));
        }
        assert!(!hands.composes());
        hands.see(&Input::Paste("王".to_owned()));
        assert!(hands.composes());
    }
}
