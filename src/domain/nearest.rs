//! The nearest right word for a typo, so that a refusal can say what was probably meant.

/// The candidate that needs the fewest changes to become `word`; nothing when none is near.
/// A change is one character more, less, other, or swapped with its neighbour.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(changes, candidate)| {
            // Half of a short word may be wrong; beyond that it is another word.
            *changes <= length.max(candidate.chars().count()).div_ceil(3).min(3)
                || candidate.starts_with(word) && length > 2
        })
        .min()
        .map(|(_, candidate)| candidate)
}

fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let mut left = None;
    for (i, a) in one.chars().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, &b) in other.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if j > 0 && left == Some(b) && a == other[j - 1] {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
        left = Some(a);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_its_word_and_another_word_finds_none() {
        let words = ["title", "clause", "closed_by", "evidence", "role"];
        assert_eq!(nearest("titel", words), Some("title"));
        assert_eq!(nearest("cluase", words), Some("clause"));
        assert_eq!(nearest("closedby", words), Some("closed_by"));
        assert_eq!(nearest("roles", words), Some("role"));
        assert_eq!(nearest("weather", words), None);
        assert_eq!(nearest("3.2.8", ["3.2.1", "5.1"]), Some("3.2.1"));
    }
}
