//! What of a personal number is shown: IDs first four and last four, phones first three and last four, accounts last four.

/// An ID number with its middle hidden.
#[must_use]
pub fn id_number(id: &str) -> String {
    masked(id, 4, 4)
}

/// A telephone number with its middle hidden.
#[must_use]
pub fn phone(number: &str) -> String {
    masked(number, 3, 4)
}

/// An account with all but its end hidden.
#[must_use]
pub fn account(number: &str) -> String {
    masked(number, 0, 4)
}

/// A name as a public list shows it: 张*三, 李*.
#[must_use]
pub fn public_name(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    match characters.as_slice() {
        [] => String::new(),
        [_] => "*".to_owned(),
        [first, _] => format!("{first}*"),
        [first, middle @ .., last] => format!("{first}{}{last}", "*".repeat(middle.len())),
    }
}

/// Too short a number is hidden whole: its ends would be all of it.
fn masked(text: &str, first: usize, last: usize) -> String {
    let characters: Vec<char> = text.chars().collect();
    let shown = first + last;
    if characters.len() <= shown {
        return "*".repeat(characters.len());
    }
    let mut masked: String = characters[..first].iter().collect();
    masked.push_str(&"*".repeat(characters.len() - shown));
    masked.extend(&characters[characters.len() - last..]);
    masked
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_middle_is_hidden_and_short_numbers_are_hidden_whole() {
        assert_eq!(super::id_number("410198195004056782"), "4101**********6782");
        assert_eq!(super::phone("13912342231"), "139****2231");
        assert_eq!(super::account("6217249041647714695"), "***************4695");
        assert_eq!(super::id_number("4101"), "****");
        assert_eq!(super::phone(""), "");
        for (name, shown) in [
            ("张雪芳", "张*芳"),
            ("李敏", "李*"),
            ("买买提·艾力", "买****力"),
            ("王", "*"),
        ] {
            assert_eq!(super::public_name(name), shown);
        }
    }
}
