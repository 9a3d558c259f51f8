//! Texts in the encodings that offices use.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// Reads bytes as text: by their mark where they have one (UTF-8, UTF-16), else as UTF-8, else as GB18030, which GBK and
/// GB 2312 are parts of. Line ends become `\n`.
///
/// Gives `None` for what is no text: zero bytes, or bytes that none of these can mean. Guessing further is left alone: short
/// Chinese texts are taken for other languages by such guesses.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => whole(encoding, &bytes[mark..])?,
        None if bytes.contains(&0) => return None,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => whole(GB18030, bytes)?,
        },
    };
    let is_text = !text.contains('\0');
    is_text.then(|| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text in the shape that a file had: its encoding, its mark, its line breaks. These are the office's own.
pub fn in_the_shape_of(before: &[u8], after: &str) -> Vec<u8> {
    let mut lines = before.split_inclusive(|byte| *byte == b'\n').filter(|line| line.ends_with(b"\n")).peekable();
    let has_returns = lines.peek().is_some() && lines.all(|line| line.ends_with(b"\r\n"));
    let text = after.strip_prefix('\u{feff}').unwrap_or(after);
    let text = if has_returns { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text.to_owned() };
    match Encoding::for_bom(before) {
        Some((encoding, length)) if encoding == UTF_8 => [&before[..length], text.as_bytes()].concat(),
        // What is in UTF-16 is written as UTF-8 with a mark, which the same programs read.
        Some(_) => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        None if std::str::from_utf8(before).is_ok() => text.into_bytes(),
        None => GB18030.encode(&text).0.into_owned(),
    }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
}

#[cfg(test)]
mod tests {
    use encoding_rs::GB18030;

    use super::{decode, in_the_shape_of};

    #[test]
    fn a_file_keeps_its_encoding_its_mark_and_its_line_breaks() {
        for (before, after, expected) in [
            ("a\r\nb\r\n", "a\nc\r\n", "a\r\nc\r\n"),
            ("a\nb\n", "a\nc\n", "a\nc\n"),
            ("a\r\nb\n", "a\nc\n", "a\nc\n"),
            ("\u{feff}a\n", "b\n", "\u{feff}b\n"),
            ("a", "a\nb\n", "a\nb\n"),
        ] {
            assert_eq!(in_the_shape_of(before.as_bytes(), after), expected.as_bytes(), "{before:?}");
        }
        let of_windows = GB18030.encode("单位\r\n").0.into_owned();
        assert_eq!(decode(&in_the_shape_of(&of_windows, "单位\n镇\n")).as_deref(), Some("单位\n镇\n"));
        assert_eq!(in_the_shape_of(&of_windows, "镇\n"), GB18030.encode("镇\r\n").0.into_owned());
    }

    #[test]
    fn the_encodings_of_offices_are_read() {
        let text = "各乡镇街道：\n报送总结㐂𠮷";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8 with a mark"),
            ([b"\xff\xfe".as_slice(), &utf16].concat(), "UTF-16"),
            ([b"\xfe\xff".as_slice(), &big].concat(), "UTF-16, big end first"),
            (GB18030.encode(text).0.into_owned(), "GB18030"),
            (text.replace('\n', "\r\n").into_bytes(), "lines of Windows"),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{name}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"PK\x03\x04\x00\x00".as_slice(), b"\xff\xfe\x00", b"\x81\x20\xff", b"a\0b"] {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }
}
