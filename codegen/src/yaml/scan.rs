//! Finds what the spec language leaves out of YAML before the parser sees it.
//!
//! The parser resolves aliases silently, so they must be found in the text: this walks
//! the tokens of a document, as far as it takes to tell a token from the inside of a
//! text or comment. Whatever is wrong otherwise is left for the parser to say.

mod texts;

use std::ops::Range;

use super::MAX_DEPTH;
use super::cursor::Cursor;

/// What is refused, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub kind: Kind,
    pub offset: usize,
}

/// What can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Anchor,
    Alias,
    Tag,
    Directive,
    Documents,
    Depth,
    Empty,
}

/// Refuses anchors, aliases, tags, directives, further documents, depth, and a text without any node.
pub(super) fn check(text: &str) -> Result<(), Refusal> {
    let mut scanner = Scanner::new(text);
    while scanner.token()? == Next::More {}
    match scanner.content {
        true => Ok(()),
        false => Err(Refusal { kind: Kind::Empty, offset: text.len() }),
    }
}

/// Where the quoted text opens that runs over several lines and closes on the line of a
/// byte, before it. After a syntax error it is the likely culprit.
pub(super) fn long_quote_before(text: &str, offset: usize) -> Option<usize> {
    let mut scanner = Scanner::new(text);
    while scanner.cursor.offset() < offset && scanner.token() == Ok(Next::More) {}
    let quote = scanner.long_quote?;
    let between = text.get(quote.end..offset)?;
    (!between.contains('\n')).then_some(quote.start)
}

#[derive(Debug, PartialEq, Eq)]
enum Next {
    More,
    /// At the end, or where the parser will stop too.
    Stop,
}

struct Scanner<'a> {
    cursor: Cursor<'a>,
    /// Open brackets and braces.
    flow: usize,
    /// Columns of the open block lists and mappings.
    indents: Vec<usize>,
    /// Line and column of the last token that may turn out to be a key.
    key: Option<(usize, usize)>,
    /// The last quoted text of several lines, in bytes.
    long_quote: Option<Range<usize>>,
    started: bool,
    content: bool,
    ended: bool,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Scanner {
            cursor: Cursor::new(text),
            flow: 0,
            indents: Vec::new(),
            key: None,
            long_quote: None,
            started: false,
            content: false,
            ended: false,
        }
    }

    fn token(&mut self) -> Result<Next, Refusal> {
        self.skip_gap();
        if self.cursor.is_end() {
            return Ok(Next::Stop);
        }
        self.close_blocks();
        if self.cursor.column() == 0 && self.cursor.peek(0) == b'%' {
            return self.refuse(Kind::Directive);
        }
        if self.cursor.is_document_marker() {
            return self.document_marker();
        }
        self.node_token()
    }

    fn document_marker(&mut self) -> Result<Next, Refusal> {
        let begins = self.cursor.peek(0) == b'-';
        if begins && (self.started || self.content) {
            return self.refuse(Kind::Documents);
        }
        self.started |= begins;
        self.ended |= !begins && self.started | self.content;
        self.pass(3)
    }

    fn node_token(&mut self) -> Result<Next, Refusal> {
        if self.ended {
            return self.refuse(Kind::Documents);
        }
        self.content = true;
        let next_is_gap = self.cursor.is_gap(1);
        match self.cursor.peek(0) {
            b'[' | b'{' => self.open_flow(),
            b']' | b'}' => self.close_flow(),
            b',' => self.pass(1),
            b'-' | b'?' if next_is_gap => self.indicator(self.cursor.column()),
            b'?' if self.flow > 0 => self.pass(1),
            b':' if self.flow > 0 || next_is_gap => self.value(),
            b'*' => self.refuse(Kind::Alias),
            b'&' => self.refuse(Kind::Anchor),
            b'!' => self.refuse(Kind::Tag),
            b'|' | b'>' if self.flow == 0 => self.block_scalar(),
            quote @ (b'\'' | b'"') => self.quoted(quote),
            b'|' | b'>' | b'%' | b'@' | b'`' => Ok(Next::Stop),
            _ => self.plain(),
        }
    }

    fn open_flow(&mut self) -> Result<Next, Refusal> {
        self.note_key();
        self.flow += 1;
        self.check_depth()?;
        self.pass(1)
    }

    fn close_flow(&mut self) -> Result<Next, Refusal> {
        self.flow = self.flow.saturating_sub(1);
        self.pass(1)
    }

    /// A `-` or `?`, which opens a block at its own column.
    fn indicator(&mut self, column: usize) -> Result<Next, Refusal> {
        self.open_block(column)?;
        self.key = None;
        self.pass(1)
    }

    /// A `:`, which opens a block where its key began.
    fn value(&mut self) -> Result<Next, Refusal> {
        let here = (self.cursor.line(), self.cursor.column());
        let key = self.key.filter(|(line, _)| *line == here.0).unwrap_or(here);
        self.indicator(key.1)
    }

    fn open_block(&mut self, column: usize) -> Result<(), Refusal> {
        if self.flow == 0 && self.indents.last().is_none_or(|indent| *indent < column) {
            self.indents.push(column);
            self.check_depth()?;
        }
        Ok(())
    }

    fn close_blocks(&mut self) {
        let column = self.cursor.column();
        while self.flow == 0 && self.indents.last().is_some_and(|indent| *indent > column) {
            self.indents.pop();
        }
    }

    fn check_depth(&self) -> Result<(), Refusal> {
        match self.flow + self.indents.len() > MAX_DEPTH {
            true => Err(Refusal { kind: Kind::Depth, offset: self.cursor.offset() }),
            false => Ok(()),
        }
    }

    fn skip_gap(&mut self) {
        loop {
            if self.cursor.peek(0) == b'#' {
                self.cursor.skip_line();
            } else if self.cursor.is_blank() || self.cursor.is_break() {
                self.cursor.bump();
            } else {
                return;
            }
        }
    }

    fn note_key(&mut self) {
        if self.flow == 0 {
            self.key = Some((self.cursor.line(), self.cursor.column()));
        }
    }

    fn pass(&mut self, characters: usize) -> Result<Next, Refusal> {
        for _ in 0..characters {
            self.cursor.bump();
        }
        Ok(Next::More)
    }

    fn refuse(&self, kind: Kind) -> Result<Next, Refusal> {
        Err(Refusal { kind, offset: self.cursor.offset() })
    }
}
