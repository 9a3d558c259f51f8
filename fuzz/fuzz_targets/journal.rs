//! Any bytes read as a journal: no panic, every entry stands in the bytes as it is told, and reads again as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zlt::journal::line::{numbered_to_the_end, parse, print};

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() + 1;
    let mut last = 1;
    for (number, line) in numbered_to_the_end(bytes) {
        assert!((last..=lines).contains(&number), "line {number} of {lines} behind {last}");
        last = number;
        let Ok(line) = line else { continue };
        assert_eq!(parse(line.text).as_ref(), Ok(&line.entry));
        if let Some(printed) = print(&line.entry) {
            assert_eq!(parse(printed.trim_end()).as_ref(), Ok(&line.entry));
        }
    }
});
