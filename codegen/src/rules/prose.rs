//! Docs as words, so that rules find phrases whatever stands between the words.

/// A word of a doc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case and without punctuation; as it is, for code.
    pub text: String,
    /// Whether it stood in backticks.
    pub code: bool,
    /// Punctuation behind it: the sentence, or a part of it, ends.
    pub ends: bool,
}

/// The words of a text.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    for (nth, part) in text.split('`').enumerate() {
        if nth % 2 == 1 {
            words.push(Word { text: part.to_owned(), code: true, ends: false });
            continue;
        }
        // Punctuation right behind a piece of code belongs to the code.
        let glued = part.chars().take_while(|c| !c.is_whitespace()).collect::<String>();
        if let (Some(last), Some(c)) = (words.last_mut(), glued.chars().next()) {
            last.ends = is_end(c);
        }
        words.extend(part.split_whitespace().filter_map(plain));
    }
    words
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')')
}

fn plain(text: &str) -> Option<Word> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = text.ends_with(is_end);
    (!bare.is_empty()).then(|| Word { text: bare.to_lowercase(), code: false, ends })
}

/// What follows each time the phrase stands in the text, in one piece.
pub fn after<'w>(words: &'w [Word], phrase: &str) -> Vec<&'w [Word]> {
    let phrase: Vec<&str> = phrase.split(' ').collect();
    let at = |start: &usize| {
        let here = &words[*start..*start + phrase.len()];
        let unbroken = here[..here.len() - 1].iter().all(|word| !word.ends);
        unbroken && here.iter().zip(&phrase).all(|(word, wanted)| !word.code && word.text == *wanted)
    };
    let starts = (0..(words.len() + 1).saturating_sub(phrase.len())).filter(at);
    starts.map(|start| &words[start + phrase.len()..]).collect()
}

/// What follows each time one of the phrases stands in the text.
pub fn after_any<'w>(words: &'w [Word], phrases: &[&str]) -> Vec<&'w [Word]> {
    phrases.iter().flat_map(|phrase| after(words, phrase)).collect()
}

/// The pieces of code that a text begins with, as in "`a`, `b` or `c`".
pub fn enumerated(words: &[Word]) -> Vec<&str> {
    let mut listed = Vec::new();
    for word in words {
        match word {
            Word { text, code: true, .. } => listed.push(text.as_str()),
            Word { text, code: false, .. } if text == "or" || text == "and" => {}
            _ => break,
        }
    }
    listed
}

/// A number with or without separators of thousands.
pub fn number(word: &Word) -> Option<f64> {
    let first = word.text.chars().next()?;
    if !first.is_ascii_digit() {
        return None;
    }
    word.text.replace([',', '_'], "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_across_line_breaks_but_not_across_sentences() {
        let text = words("Of at\nmost 255 bytes. It is at. Most are short.");
        let found = after(&text, "at most");
        assert_eq!(found.len(), 1);
        assert_eq!(number(&found[0][0]), Some(255.0));
    }

    #[test]
    fn code_is_a_word_of_its_own() {
        let text = words("One of `a b`, `C` or `d`. Else `e`.");
        assert_eq!(enumerated(after(&text, "one of")[0]), ["a b", "C", "d"]);
        assert!(after(&text, "c").is_empty());
    }

    #[test]
    fn a_phrase_longer_than_the_text_is_not_in_it() {
        assert!(after(&words("at"), "at most").is_empty());
        assert!(after(&words(""), "at most").is_empty());
    }

    #[test]
    fn numbers_may_have_separators() {
        let numbers: Vec<Option<f64>> = words("4,096 4096 0.5 x4 255.").iter().map(number).collect();
        assert_eq!(numbers, [Some(4096.0), Some(4096.0), Some(0.5), None, Some(255.0)]);
    }
}
