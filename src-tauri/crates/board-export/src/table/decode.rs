//! The text of a file's bytes, in the encodings that spreadsheets and editors write.

use super::FILE_BYTES;
use super::error::{ImportError, ImportReason};
use std::borrow::Cow;

/// A text, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without a byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding, where nothing in the file says it and it was guessed.
    pub guessed: Option<&'static str>,
}

/// What old programs of Western Europe write, and Excel's plain «CSV» still does.
const WINDOWS_1252: &str = "Windows-1252";

/// How many bytes tell whether a file without a byte order mark is UTF-16.
const LOOKED_AT: usize = 4_096;

/// The text of a file that is not too large: UTF-8 or UTF-16, with or without byte order mark, or else Windows-1252,
/// which is a guess and told as such. `name` is how errors call it.
///
/// # Errors
/// Too large; or text in no encoding that is read, with the line and the offset of the first wrong byte.
pub fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, ImportError> {
    if bytes.len() > FILE_BYTES {
        let (given, max) = (bytes.len(), FILE_BYTES);
        return Err(ImportError::of(name, ImportReason::TooLarge { given, max }));
    }
    match bytes {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => {
            Err(no_text(name, bytes, 0, " (the file is UTF-32)"))
        }
        [0xff, 0xfe, rest @ ..] => utf16(name, rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(name, rest, u16::from_be_bytes),
        _ => match unmarked_utf16(bytes) {
            Some(order) => utf16(name, bytes, order),
            None => eight_bits(name, bytes),
        },
    }
}

fn no_text(name: &str, bytes: &[u8], offset: usize, hint: &'static str) -> ImportError {
    let before = bytes.iter().take(offset);
    let line = 1 + before.filter(|&&byte| byte == b'\n').count();
    ImportError::at(name, line, ImportReason::NotText { offset, hint })
}

type Order = fn([u8; 2]) -> u16;

/// In which order the bytes of UTF-16 stand where no mark says it: text has many characters below 256, and every other
/// byte of them is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<Order> {
    let (mut low, mut high) = (0_usize, 0_usize);
    let pairs = bytes.as_chunks::<2>().0;
    for pair in pairs.iter().take(LOOKED_AT / 2) {
        match pair {
            [0, 0] => return None,
            [_, 0] => low += 1,
            [0, _] => high += 1,
            _ => {}
        }
    }
    let most = pairs.len().min(LOOKED_AT / 2);
    match (low, high) {
        (1.., 0) if low * 4 >= most => Some(u16::from_le_bytes),
        (0, 1..) if high * 4 >= most => Some(u16::from_be_bytes),
        _ => None,
    }
}

fn utf16<'a>(name: &str, bytes: &'a [u8], order: Order) -> Result<Decoded<'a>, ImportError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let wrong = |offset, text: &str| {
        let line = 1 + text.matches('\n').count();
        let hint = " (the file is UTF-16, and is cut off or altered there)";
        ImportError::at(name, line, ImportReason::NotText { offset, hint })
    };
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    for letter in char::decode_utf16(pairs.iter().map(|&pair| order(pair))) {
        let letter = letter.map_err(|_| wrong(at, &text))?;
        at += letter.len_utf16() * 2;
        text.push(letter);
    }
    if !odd.is_empty() {
        return Err(wrong(at, &text));
    }
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Decoded {
        text: text.into(),
        guessed: None,
    })
}

/// UTF-8, or else Windows-1252 where more places speak for it than against it: a file of UTF-8 with one broken byte is a
/// broken file, and all its other letters would be taken for two each.
fn eight_bits<'a>(name: &str, bytes: &'a [u8]) -> Result<Decoded<'a>, ImportError> {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            let guessed = None;
            return Ok(Decoded {
                text: text.into(),
                guessed,
            });
        }
        Err(fault) => fault.valid_up_to(),
    };
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk
            .valid()
            .chars()
            .filter(|letter| !letter.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    let text: Option<String> = bytes.iter().map(|&byte| windows_1252(byte)).collect();
    match text {
        Some(text) if broken > sound && !bytes.contains(&0) => Ok(Decoded {
            text: text.into(),
            guessed: Some(WINDOWS_1252),
        }),
        _ => Err(no_text(name, bytes, fault, "")),
    }
}

/// The letter of a byte; `None` for the five bytes that stand for none.
fn windows_1252(byte: u8) -> Option<char> {
    /// From 0x80 on; a NUL for what is not there.
    const SIGNS: [char; 32] = [
        '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0',
        '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => SIGNS
            .get(usize::from(byte - 0x80))
            .copied()
            .filter(|&sign| sign != '\0'),
        _ => Some(char::from(byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<&'static str>) {
        let read = decode("x.csv", bytes).unwrap();
        (read.text.into_owned(), read.guessed)
    }

    fn in_utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_of_spreadsheets_gives_the_same_text() {
        let text = "stage;text\r\nÜberlegt;„Spaß“ 3 €\r\n";
        let marked = format!("\u{feff}{text}");
        for bytes in [
            text.as_bytes().to_vec(),
            marked.clone().into_bytes(),
            in_utf16(&marked, u16::to_le_bytes),
            in_utf16(&marked, u16::to_be_bytes),
            in_utf16(text, u16::to_le_bytes),
            in_utf16(text, u16::to_be_bytes),
        ] {
            assert_eq!(read(&bytes), (text.to_owned(), None), "{bytes:x?}");
        }
        let old = b"stage;text\r\n\xdcberlegt;\x84Spa\xdf\x93 3 \x80\r\n";
        assert_eq!(read(old), (text.to_owned(), Some("Windows-1252")));
    }

    #[test]
    fn what_is_in_no_encoding_is_refused_with_its_line() {
        for (bytes, told) in [
            (
                &b"text\nB\xc3\xbcro \xc3\xa4 \xff\n"[..],
                "line 2: byte 14 is in no encoding that is read",
            ),
            (b"text\na\x81b\n", "line 2: byte 6"),
            (b"text\0\x01\xff", "line 1: byte 6"),
            (b"\xff\xfea\0\x0a\0\x00\xd8b\0", "line 2: byte 4"),
            (b"\xff\xfea\0\x0a\0b", "line 2: byte 4"),
            (b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
        ] {
            let error = decode("x.csv", bytes).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
            assert_eq!(error.code(), "E_BAD_INPUT");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            drop(decode("x.csv", &bytes));
        }

        #[test]
        fn utf8_is_never_guessed_to_be_something_else(text in "\\PC{0,60}") {
            let read = decode("x.csv", text.as_bytes()).unwrap();
            proptest::prop_assert_eq!(&*read.text, text.strip_prefix('\u{feff}').unwrap_or(&text));
            proptest::prop_assert_eq!(read.guessed, None);
        }
    }
}
