//! The text of `--keys`: characters as they are, other keys as `<enter>`, `<ctrl-l>`, a paste as `<paste:text>`, `<` as `<lt>`.

use crate::key::{Key, NotAKey};

use super::input::Input;

/// Reads a text of keys.
///
/// # Errors
/// The first `<...>` that names no key.
pub fn read(text: &str) -> Result<Vec<Input>, String> {
    let mut inputs = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let Some(inside) = rest.strip_prefix('<') else {
            inputs.push(Input::Key(Key::char(c)));
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let Some((name, after)) = inside.split_once('>') else {
            return Err(rest.to_owned());
        };
        if let Some(pasted) = name.strip_prefix("paste:") {
            inputs.push(Input::Paste(pasted.to_owned()));
        } else if name == "lt" {
            inputs.push(Input::Key(Key::char('<')));
        } else {
            let key = name.parse::<Key>().map_err(|NotAKey| format!("<{name}>"))?;
            inputs.push(Input::Key(key));
        }
        rest = after;
    }
    Ok(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Code;

    #[test]
    fn keys_names_and_pastes_are_read() {
        let inputs = read("/zx<enter><paste:张雪芳><lt>").unwrap();
        assert_eq!(inputs.len(), 6);
        assert_eq!(inputs[3], Input::Key(Key::of(Code::Enter)));
        assert_eq!(inputs[4], Input::Paste("张雪芳".to_owned()));
        assert_eq!(inputs[5], Input::Key(Key::char('<')));
        assert_eq!(read("1<entr>"), Err("<entr>".to_owned()));
        assert_eq!(read("1<enter"), Err("<enter".to_owned()));
    }
}
