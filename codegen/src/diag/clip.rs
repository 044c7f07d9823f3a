//! Cuts monstrous source lines, so that a file of one line renders as fast as any other.
//!
//! Lines that are merely wide are left to the renderer, which trims them to the terminal.

use std::ops::Range;

/// A line is cut in front when its first place is further in than this, in bytes.
const FAR: usize = 4096;

/// What is kept before the first place of a line that is cut in front, in characters.
const LEAD: usize = 200;

/// What is kept behind its first place, in characters.
const TAIL: usize = 400;

/// A line of source as it is handed to the renderer.
pub(super) struct Clipped<'a> {
    pub text: &'a str,
    /// Where the places of the line are in `text`, in bytes.
    pub spans: Vec<Range<usize>>,
    /// Whether columns in `text` are no longer those of the line.
    pub cut_in_front: bool,
}

/// Cuts a line; `spans` are byte ranges within it.
pub(super) fn clip<'a>(line: &'a str, spans: &[Range<usize>]) -> Clipped<'a> {
    let first = spans.iter().map(|span| span.start).min().unwrap_or(0);
    let start = if first > FAR { back(line, first, LEAD) } else { 0 };
    let end = ahead(line, first, TAIL);
    let moved = |at: usize| at.clamp(start, end) - start;
    let spans = spans.iter().map(|span| moved(span.start)..moved(span.end)).collect();
    Clipped { text: &line[start..end], spans, cut_in_front: start > 0 }
}

fn back(line: &str, from: usize, characters: usize) -> usize {
    line[..from].char_indices().rev().take(characters).last().map_or(from, |(at, _)| at)
}

fn ahead(line: &str, from: usize, characters: usize) -> usize {
    line[from..].char_indices().nth(characters).map_or(line.len(), |(at, _)| from + at)
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "a line with a single place is the common case")]
mod tests {
    use super::*;

    #[test]
    fn common_lines_stay() {
        let clipped = clip("a: b", &[3..4]);
        assert_eq!((clipped.text, clipped.spans), ("a: b", vec![3..4]));
        assert_eq!(clip("", &[]).text, "");
    }

    #[test]
    fn a_far_place_keeps_its_surroundings() {
        let line = format!("{}HERE{}", "x".repeat(5000), "y".repeat(5000));
        let clipped = clip(&line, &[5000..5004]);
        assert!(clipped.cut_in_front);
        assert_eq!(clipped.text.len(), LEAD + TAIL);
        assert_eq!(&clipped.text[clipped.spans[0].clone()], "HERE");
    }

    #[test]
    fn a_near_place_keeps_its_column() {
        let line = format!("key: {}", "x".repeat(10_000));
        let clipped = clip(&line, &[5..10_005]);
        assert!(!clipped.cut_in_front);
        assert_eq!(clipped.spans, [5..5 + TAIL]);
    }

    #[test]
    fn letters_of_several_bytes_are_not_split() {
        let line = "ä".repeat(10_000);
        let clipped = clip(&line, &[9998..10_000, 19_998..20_000]);
        assert_eq!(&clipped.text[clipped.spans[0].clone()], "ä");
        assert_eq!(clipped.spans[1], clipped.text.len()..clipped.text.len());
    }
}
