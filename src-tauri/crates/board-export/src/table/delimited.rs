//! RFC 4180: lines of cells, separated by one character, quoted where needed. Read strictly where leniency
//! would guess: a mark that never closes would swallow the rest of the file as one cell.

use super::error::ImportReason;

/// A line of a table with the number of the line it begins on, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
}

/// What is wrong, and on which line.
pub(super) type Fault = (usize, ImportReason);

/// Reads a table line by line; empty lines are passed over. A mark inside an unquoted cell (`5" screen`) is
/// itself. Lines end with CR LF, LF or CR. Memory: one line.
pub(super) struct Reader<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    line: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, separator: char) -> Self {
        Self {
            rest: text.chars().peekable(),
            separator,
            line: 1,
        }
    }

    /// Counts lines that stand before the text.
    pub(super) fn after(mut self, lines: usize) -> Self {
        self.line += lines;
        self
    }

    /// Takes the end of a line if one is next.
    fn line_end(&mut self) -> bool {
        let is_end = match self.rest.peek() {
            Some('\r') => {
                self.rest.next();
                self.rest.next_if_eq(&'\n');
                true
            }
            Some('\n') => self.rest.next().is_some(),
            _ => false,
        };
        self.line += usize::from(is_end);
        is_end
    }

    fn quoted(&mut self) -> Result<String, Fault> {
        let opened = self.line;
        let mut cell = String::new();
        while let Some(letter) = self.rest.next() {
            if letter == '"' && self.rest.next_if_eq(&'"').is_none() {
                return match self.rest.peek() {
                    Some(&found) if found != self.separator && found != '\r' && found != '\n' => {
                        Err((self.line, ImportReason::AfterQuote { found }))
                    }
                    _ => Ok(cell),
                };
            }
            // Counts CR, LF and CR LF once each.
            self.line +=
                usize::from(letter == '\n' || (letter == '\r' && self.rest.peek() != Some(&'\n')));
            cell.push(letter);
        }
        Err((opened, ImportReason::OpenQuote))
    }

    fn bare(&mut self) -> String {
        let separator = self.separator;
        let mut cell = String::new();
        while let Some(letter) = self
            .rest
            .next_if(|&letter| letter != separator && letter != '\r' && letter != '\n')
        {
            cell.push(letter);
        }
        cell
    }

    fn record(&mut self) -> Result<Record, Fault> {
        let mut record = Record {
            line: self.line,
            cells: Vec::new(),
        };
        loop {
            let is_quoted = self.rest.next_if_eq(&'"').is_some();
            record.cells.push(if is_quoted {
                self.quoted()?
            } else {
                self.bare()
            });
            let separator = self.separator;
            if self.rest.next_if_eq(&separator).is_none() {
                self.line_end();
                return Ok(record);
            }
        }
    }
}

impl Iterator for Reader<'_> {
    type Item = Result<Record, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.line_end() {}
        self.rest.peek()?;
        let record = self.record();
        if record.is_err() {
            // Nothing after a fault means anything.
            self.rest = "".chars().peekable();
        }
        Some(record)
    }
}

/// Appends one line, its end CR LF. Every cell is quoted that needs it, and no other.
pub(super) fn write_record<'a>(
    table: &mut String,
    separator: char,
    cells: impl IntoIterator<Item = &'a str>,
) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            table.push(separator);
        }
        if cell.contains([separator, '"', '\r', '\n']) {
            table.push('"');
            table.push_str(&cell.replace('"', "\"\""));
            table.push('"');
        } else {
            table.push_str(cell);
        }
    }
    table.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        Reader::new(text, ',')
            .map(|record| record.unwrap().cells)
            .collect()
    }

    #[test]
    fn what_is_read() {
        for (text, expected) in [
            ("a,b\nc,d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,b\r\n\r\nc,\r", vec![vec!["a", "b"], vec!["c", ""]]),
            ("\"a,\"\"b\"\"\r\nc\",d", vec![vec!["a,\"b\"\r\nc", "d"]]),
            ("5\" screen,x", vec![vec!["5\" screen", "x"]]),
            ("\"\"", vec![vec![""]]),
            (",", vec![vec!["", ""]]),
            ("", vec![]),
            ("\n\n\r\n", vec![]),
        ] {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let lines: Vec<usize> = Reader::new("a\r\n\"b\nc\r\nd\re\"\nf\n\n\ng", ',')
            .map(|record| record.unwrap().line)
            .collect();
        assert_eq!(lines, [1, 2, 6, 9]);
    }

    #[test]
    fn faults_name_their_line() {
        let fault = |text: &str| Reader::new(text, ',').find_map(Result::err);
        assert_eq!(fault("a\nb,\"c\nd\n"), Some((2, ImportReason::OpenQuote)));
        assert_eq!(
            fault("a\n\"b\"c\n"),
            Some((2, ImportReason::AfterQuote { found: 'c' }))
        );
    }

    #[test]
    fn nothing_is_read_after_a_fault() {
        assert_eq!(Reader::new("\"a\"b\nc\nd", ',').count(), 1);
    }

    #[test]
    fn what_is_written() {
        let mut table = String::new();
        write_record(&mut table, ',', ["a", "b,c", "d\"e", "f\ng", ""]);
        assert_eq!(table, "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(rows in proptest::collection::vec(proptest::collection::vec("[a,\"\r\n\t'= ]{0,6}", 2..5), 0..6)) {
            let mut table = String::new();
            for row in &rows {
                write_record(&mut table, ',', row.iter().map(String::as_str));
            }
            proptest::prop_assert_eq!(cells(&table), rows);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*|[\",\r\na]{0,200}") {
            let read: Vec<_> = Reader::new(&text, ',').collect();
            proptest::prop_assert!(read.iter().rev().skip(1).all(Result::is_ok));
        }
    }
}
