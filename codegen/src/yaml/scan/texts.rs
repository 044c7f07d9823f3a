//! Passes the insides of texts, where nothing is a token.

use super::{Next, Refusal, Scanner};

impl Scanner<'_> {
    pub(super) fn quoted(&mut self, quote: u8) -> Result<Next, Refusal> {
        self.note_key();
        let (start, line) = (self.cursor.offset(), self.cursor.line());
        self.cursor.bump();
        loop {
            let (this, next) = (self.cursor.peek(0), self.cursor.peek(1));
            if self.cursor.is_end() || self.cursor.is_document_marker() {
                return Ok(Next::Stop);
            } else if this == quote && !(quote == b'\'' && next == quote) {
                break;
            } else if this == quote || (this == b'\\' && quote == b'"') {
                self.cursor.bump();
            }
            self.cursor.bump();
            self.cursor.skip_word();
        }
        if self.cursor.line() > line {
            self.long_quote = Some(start..self.cursor.offset());
        }
        self.pass(1)
    }

    pub(super) fn plain(&mut self) -> Result<Next, Refusal> {
        self.note_key();
        let indent = self.content_indent();
        while !self.cursor.is_document_marker() && self.cursor.peek(0) != b'#' {
            self.plain_words();
            if !self.cursor.is_blank() && !self.cursor.is_break() {
                break;
            }
            while self.cursor.is_blank() || self.cursor.is_break() {
                self.cursor.bump();
            }
            if self.flow == 0 && self.cursor.column() < indent {
                break;
            }
        }
        Ok(Next::More)
    }

    fn plain_words(&mut self) {
        while !self.cursor.is_gap(0) {
            let this = self.cursor.peek(0);
            let ends = this == b':' && self.cursor.is_gap(1);
            let flow_ends = self.flow > 0 && matches!(this, b',' | b'[' | b']' | b'{' | b'}');
            if ends || flow_ends {
                break;
            }
            self.cursor.bump();
            self.cursor.skip_word();
        }
    }

    pub(super) fn block_scalar(&mut self) -> Result<Next, Refusal> {
        self.cursor.bump();
        let mut explicit = 0;
        while let this @ (b'+' | b'-' | b'1'..=b'9') = self.cursor.peek(0) {
            if this.is_ascii_digit() {
                explicit = usize::from(this - b'0');
            }
            self.cursor.bump();
        }
        self.end_line();
        let base = self.indents.last().copied();
        let indent = match explicit {
            0 => self.block_indent().max(self.content_indent()).max(1),
            explicit => base.unwrap_or(0) + explicit,
        };
        self.block_lines(indent);
        Ok(Next::More)
    }

    /// Passes the empty lines before the first line of a block scalar and gives its column.
    fn block_indent(&mut self) -> usize {
        let mut indent = 0;
        loop {
            while self.cursor.peek(0) == b' ' {
                self.cursor.bump();
            }
            indent = indent.max(self.cursor.column());
            if !self.cursor.is_break() {
                return indent;
            }
            self.cursor.bump();
        }
    }

    fn block_lines(&mut self, indent: usize) {
        loop {
            while self.cursor.column() < indent && self.cursor.peek(0) == b' ' {
                self.cursor.bump();
            }
            if self.cursor.is_end() || (self.cursor.column() < indent && !self.cursor.is_break()) {
                return;
            }
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        self.cursor.skip_line();
        if self.cursor.is_break() {
            self.cursor.bump();
        }
    }

    /// The least column of a text's further lines.
    fn content_indent(&self) -> usize {
        self.indents.last().map_or(0, |indent| indent + 1)
    }
}
