//! Lines, columns, and how much of a line a node takes.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::locate::{Found, Shape};

/// The most bytes that are underlined.
const WIDEST: usize = 1 << 13;

/// A byte with its line and column, both counted from 1, the column in characters.
#[derive(Clone, Copy)]
pub(super) struct Position {
    offset: usize,
    line: usize,
    column: usize,
}

impl Position {
    /// The position behind some more text.
    ///
    /// Lines end at line feeds here: the parser knows more kinds of line breaks than editors do.
    fn behind(self, passed: &str) -> Self {
        let offset = self.offset + passed.len();
        match passed.rsplit_once('\n') {
            None => Position { offset, column: self.column + passed.chars().count(), ..self },
            Some((before, last)) => {
                let line = self.line + before.matches('\n').count() + 1;
                Position { offset, line, column: last.chars().count() + 1 }
            }
        }
    }
}

/// Finds positions that the parser gave: lines and columns counted from 0, in ascending order.
pub(super) fn positions(
    text: &str,
    marks: impl IntoIterator<Item = (usize, usize)>,
) -> BTreeMap<(usize, usize), Position> {
    let mut cursor = Cursor::new(text);
    let mut position = Position { offset: 0, line: 1, column: 1 };
    let mut positions = BTreeMap::new();
    for mark in marks {
        while (cursor.line(), cursor.column()) < mark && !cursor.is_end() {
            cursor.bump();
        }
        position = position.behind(&text[position.offset..cursor.offset()]);
        positions.insert(mark, position);
    }
    positions
}

/// What stands at a position, underlined as far as its shape allows.
pub(super) fn found_at(text: &str, at: &Position, shape: Shape) -> Found {
    let len = extent(near(text, at.offset, shape), shape);
    Found { line: at.line, column: at.column, offset: at.offset, len }
}

/// What stands at `offset`, underlined as far as its shape allows.
pub(super) fn found(text: &str, offset: usize, shape: Shape) -> Found {
    let offset = floor(text, offset);
    let (line, column) = line_column(text, offset);
    Found { line, column, offset, len: extent(near(text, offset, shape), shape) }
}

/// The character at a line and column counted from 1; the nearest one where there is none.
pub(super) fn point(text: &str, line: usize, column: usize) -> Found {
    let start = match line.checked_sub(2) {
        Some(breaks) => text.match_indices('\n').nth(breaks).map_or(text.len(), |(at, _)| at + 1),
        None => 0,
    };
    let ahead = rest_of_line(text, start).char_indices().nth(column.saturating_sub(1));
    let offset = start + ahead.map_or(rest_of_line(text, start).len(), |(at, _)| at);
    let len = text[offset..].chars().next().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
    let (line, column) = line_column(text, offset);
    Found { line, column, offset, len }
}

/// Line and column of a byte, both counted from 1, the column in characters.
pub(super) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[start..].chars().count() + 1)
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn rest_of_line(text: &str, offset: usize) -> &str {
    text[offset..].split(['\n', '\r']).next().unwrap_or_default()
}

/// The part of the rest of a line that a node can take: looking through all of it for each of many nodes
/// would take for ever in a document that is a single line of megabytes.
fn near(text: &str, offset: usize, shape: Shape) -> &str {
    let most = match shape {
        // With quotes.
        Shape::Verbatim(len) => len + 2,
        Shape::Nest => 4,
        Shape::Rewritten | Shape::Word => WIDEST,
    };
    rest_of_line(&text[..floor(text, offset.saturating_add(most.min(WIDEST)))], offset)
}

fn extent(line: &str, shape: Shape) -> usize {
    let len = match (shape, line.chars().next()) {
        (Shape::Verbatim(len), Some('"' | '\'')) => len + 2,
        (Shape::Verbatim(len), _) => len,
        (Shape::Rewritten, Some(quote @ ('"' | '\''))) => quoted(line, quote),
        (Shape::Rewritten, Some('|' | '>')) => 1,
        (Shape::Rewritten, _) => line.split(" #").next().unwrap_or_default().trim_end().len(),
        (Shape::Word, _) => line.find([' ', '\t', ',', ']', '}']).unwrap_or(line.len()),
        (Shape::Nest, first) => first.map_or(0, char::len_utf8),
    };
    floor(line, len)
}

fn quoted(line: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in line.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    line.len()
}
