//! Any bytes read as a roll, by any ending: no panic, and no name that is empty or nobody can see.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zlt::notice::roll::read;

const ENDINGS: [&str; 4] = ["txt", "csv", "xlsx", "xls"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let ending = ENDINGS[usize::from(*first) % ENDINGS.len()];
    let Ok(roll) = read(ending, rest.to_vec()) else { return };
    for row in &roll.rows {
        assert!(row.name.chars().any(char::is_alphabetic), "{row:?}");
        assert!(row.group.as_deref().is_none_or(|group| !group.trim().is_empty()), "{row:?}");
    }
});
