//! A condition in words and marks.

use super::BadFilter;

/// A word or mark, and the character at which it begins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub at: usize,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Name(String),
    Text(String),
    Number(f64),
    Mark(&'static str),
    End,
}

/// The longer marks stand before those that they begin with.
const MARKS: &[&str] = &["&&", "||", "==", "!=", "<=", ">=", "<", ">", "!", "(", ")", "[", "]", ",", "."];

/// The words and marks of a text, an end after them.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, BadFilter> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        if letter.is_whitespace() {
            at += 1;
            continue;
        }
        let after_name =
            tokens.last().is_some_and(|token| matches!(token.kind, Kind::Name(_)) || token.kind == Kind::Mark(")"));
        if *letter == '[' && after_name && tokens.last().is_some_and(|token| token.kind != Kind::Name("in".to_owned()))
        {
            return Err(BadFilter { at, why: "indexing is not supported".to_owned() });
        }
        let (kind, end) = token(&letters, at)?;
        tokens.push(Token { at, kind });
        at = end;
    }
    tokens.push(Token { at: letters.len(), kind: Kind::End });
    Ok(tokens)
}

fn token(letters: &[char], at: usize) -> Result<(Kind, usize), BadFilter> {
    let letter = letters[at];
    let run = |fits: fn(&char) -> bool| letters[at..].iter().take_while(|letter| fits(letter)).collect::<String>();
    if letter == '"' || letter == '\'' {
        return quoted(letters, at, letter);
    }
    if letter.is_ascii_alphabetic() || letter == '_' {
        let name = run(|letter| letter.is_ascii_alphanumeric() || *letter == '_');
        let end = at + name.len();
        return Ok((Kind::Name(name), end));
    }
    let negative = letter == '-' && letters.get(at + 1).is_some_and(char::is_ascii_digit);
    if letter.is_ascii_digit() || negative {
        let digits = run(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
        let number = digits.parse().map_err(|_| BadFilter { at, why: format!("`{digits}` is not a number") })?;
        return Ok((Kind::Number(number), at + digits.len()));
    }
    let begins = |mark: &&&str| mark.chars().zip(letters[at..].iter().chain([&'\0'; 2])).all(|(a, b)| a == *b);
    match MARKS.iter().find(begins) {
        Some(mark) => Ok((Kind::Mark(mark), at + mark.len())),
        None => Err(BadFilter { at, why: format!("`{letter}` is not supported") }),
    }
}

fn quoted(letters: &[char], at: usize, quote: char) -> Result<(Kind, usize), BadFilter> {
    let mut text = String::new();
    let mut end = at + 1;
    while let Some(letter) = letters.get(end) {
        match (letter, letters.get(end + 1)) {
            ('\\', Some(escaped)) => {
                text.push(match escaped {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    other => *other,
                });
                end += 2;
            }
            (letter, _) if *letter == quote => return Ok((Kind::Text(text), end + 1)),
            (letter, _) => {
                text.push(*letter);
                end += 1;
            }
        }
    }
    Err(BadFilter { at, why: "this text has no end".to_owned() })
}
