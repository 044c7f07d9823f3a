//! Makes JSON readable as YAML where the two differ.
//!
//! JSON escapes a character beyond U+FFFF as two, which YAML refuses; YAML has a longer escape
//! for it. That is two letters shorter, and so that everything behind it keeps its column, a bell
//! takes their place: no name that matters holds such characters, let alone bells.

/// Rewrites the pairs of escapes in a JSON text; any other text stays as it is.
pub(super) fn rewritten(text: String) -> String {
    if !text.trim_start().starts_with(['{', '[']) || !text.contains("\\u") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let end = match pair(escape) {
            Some(character) => {
                out.push_str(&format!("\\U{:08x}\\a", u32::from(character)));
                12
            }
            // The backslash and what it escapes, lest that is taken for another backslash.
            None => {
                let end = escape.char_indices().nth(2).map_or(escape.len(), |(end, _)| end);
                out.push_str(&escape[..end]);
                end
            }
        };
        rest = &escape[end..];
    }
    out + rest
}

/// The character that a text begins with as two escapes of four digits.
fn pair(text: &str) -> Option<char> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (high, low) = (unit(0)?, unit(6)?);
    let character = char::decode_utf16([high, low]).next()?.ok()?;
    (character > '\u{ffff}').then_some(character)
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn pairs_become_one_escape_of_the_same_length() {
        let json = r#"{"a":"\ud83d\ude00 \u00e4 \\ud83d\\ude00 \ud83dx","b":1}"#;
        let yaml = r#"{"a":"\U0001f600\a \u00e4 \\ud83d\\ude00 \ud83dx","b":1}"#;
        assert_eq!(rewritten(json.to_owned()), yaml);
        assert_eq!(json.len(), yaml.len());
    }

    #[test]
    fn other_texts_stay() {
        for text in ["a: \"\\ud83d\\ude00\"", "{\"a\": \"b\\", "", "{\"\\u\\ud83d\\u00e4\":\"\\\u{1f600}\"}"] {
            assert_eq!(rewritten(text.to_owned()), text);
        }
    }
}
