//! A position in a text that knows its column, as the parser counts columns.

/// Bytes of a UTF-8 text, read from the front.
pub(super) struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
    column: usize,
    line: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Cursor { bytes: text.as_bytes(), at: 0, column: 0, line: 0 }
    }

    /// Bytes before the cursor.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// Characters between the line's start and the cursor.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// Lines before the cursor.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The byte `ahead` of the cursor; 0 behind the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// At the end, or at a NUL, which the parser takes for one.
    pub(super) fn is_end(&self) -> bool {
        self.peek(0) == 0
    }

    /// At a space or tab.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.peek(0), b' ' | b'\t')
    }

    /// At a line break.
    pub(super) fn is_break(&self) -> bool {
        self.break_width(0) > 0
    }

    /// At a space, tab, line break or the end, `ahead` bytes further on.
    pub(super) fn is_gap(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), b' ' | b'\t' | 0) || self.break_width(ahead) > 0
    }

    /// At `---` or `...` in the first column.
    pub(super) fn is_document_marker(&self) -> bool {
        let marks = [self.peek(0), self.peek(1), self.peek(2)];
        self.column == 0 && (marks == *b"---" || marks == *b"...") && self.is_gap(3)
    }

    /// Passes one character or line break.
    pub(super) fn bump(&mut self) {
        match self.break_width(0) {
            0 => {
                self.at += width(self.peek(0));
                self.column += 1;
            }
            width => {
                self.at += width;
                self.column = 0;
                self.line += 1;
            }
        }
    }

    /// Passes letters and digits, which never mean anything but themselves.
    ///
    /// Most of a document is made of them, and one by one they take most of the time.
    pub(super) fn skip_word(&mut self) {
        let start = self.at;
        while let Some(b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9') = self.bytes.get(self.at) {
            self.at += 1;
        }
        self.column += self.at - start;
    }

    /// Passes what is left of the line, but not its break.
    pub(super) fn skip_line(&mut self) {
        while !self.is_end() && !self.is_break() {
            self.bump();
            self.skip_word();
        }
    }

    fn break_width(&self, ahead: usize) -> usize {
        match self.peek(ahead) {
            b'\n' => 1,
            b'\r' if self.peek(ahead + 1) == b'\n' => 2,
            b'\r' => 1,
            // The parser also breaks lines at U+0085, U+2028 and U+2029.
            0xc2 if self.peek(ahead + 1) == 0x85 => 2,
            0xe2 if self.peek(ahead + 1) == 0x80 && matches!(self.peek(ahead + 2), 0xa8 | 0xa9) => 3,
            _ => 0,
        }
    }
}

fn width(first: u8) -> usize {
    match first {
        0..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}
