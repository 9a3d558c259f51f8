//! Names by their sound: pinyin and initials, with every reading of every character.

use pinyin::{ToPinyin, ToPinyinMulti};

/// The readings of a character, or the character itself where it has none.
fn readings(character: char) -> Vec<String> {
    let all = character.to_pinyin_multi().into_iter().flatten();
    let mut readings: Vec<String> = all.map(|reading| reading.plain().to_owned()).collect();
    // As in 乐亭: the list of the library has not this one.
    readings.extend((character == '乐').then(|| "lao".to_owned()));
    readings.sort_unstable();
    readings.dedup();
    if readings.is_empty() { vec![character.to_string()] } else { readings }
}

/// A name's full pinyin by the first reading of each character; characters without pinyin stay as they are.
pub fn sound(name: &str) -> String {
    name.chars().fold(String::new(), |mut sound, character| {
        match character.to_pinyin() {
            Some(reading) => sound.push_str(reading.plain()),
            None => sound.push(character),
        }
        sound
    })
}

/// Whether a name is said as it was typed: in pinyin or by initials, in any of its readings.
pub fn is_said(name: &str, typed: &str) -> bool {
    both(name).any(|syllables| is_whole(&syllables, typed))
}

/// Whether part of a name is said as it was typed; it may begin and end within a syllable.
pub fn has_said(name: &str, typed: &str) -> bool {
    both(name).any(|syllables| is_part(&syllables, typed))
}

/// The syllables of a name in all their readings, and their initials.
fn both(name: &str) -> impl Iterator<Item = Vec<Vec<String>>> {
    let full: Vec<Vec<String>> = name.chars().map(readings).collect();
    let initials = full.iter().map(|readings| readings.iter().map(|reading| initial(reading)).collect()).collect();
    [full, initials].into_iter()
}

fn initial(reading: &str) -> String {
    reading.chars().take(1).collect()
}

/// Whether what was typed is one reading of each syllable, one after the other.
fn is_whole(syllables: &[Vec<String>], typed: &str) -> bool {
    let mut places = vec![0];
    for readings in syllables {
        places = after(&places, readings, typed);
    }
    places.contains(&typed.len())
}

/// Whether what was typed stands somewhere in the syllables.
fn is_part(syllables: &[Vec<String>], typed: &str) -> bool {
    let mut places: Vec<usize> = Vec::new();
    for readings in syllables {
        let ends_here = |place: &usize| readings.iter().any(|reading| reading.starts_with(&typed[*place..]));
        if places.iter().any(ends_here) || readings.iter().any(|reading| reading.contains(typed)) {
            return true;
        }
        let ends = readings.iter().flat_map(|reading| (0..reading.len()).filter_map(|at| reading.get(at..)));
        let begun = ends.filter(|end| typed.starts_with(end)).map(str::len);
        places = after(&places, readings, typed).into_iter().chain(begun).collect();
        places.sort_unstable();
        places.dedup();
    }
    places.contains(&typed.len())
}

/// The places in what was typed that a syllable leads to from some places.
fn after(places: &[usize], readings: &[String], typed: &str) -> Vec<usize> {
    let from = |place: &usize| {
        let fitting = readings.iter().filter(|reading| typed[*place..].starts_with(reading.as_str()));
        fitting.map(|reading| place + reading.len()).collect::<Vec<_>>()
    };
    let mut found: Vec<usize> = places.iter().flat_map(from).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::{has_said, is_said, sound};

    #[test]
    fn every_reading_is_taken_whole_and_by_initials() {
        for (name, said) in [
            ("长安镇", ["changanzhen", "caz"]),
            ("长安镇", ["zhanganzhen", "zaz"]),
            ("重庆路街道", ["chongqinglujiedao", "cqljd"]),
            ("重庆路街道", ["zhongqinglujiedao", "zqljd"]),
            ("厦门", ["xiamen", "xm"]),
            ("成都", ["chengdu", "cd"]),
            ("人民银行", ["renminyinhang", "rmyh"]),
            ("会计局", ["kuaijiju", "kjj"]),
            ("六安", ["luan", "la"]),
            ("乐亭", ["laoting", "lt"]),
            ("蔚县", ["yuxian", "yx"]),
            ("铅山", ["yanshan", "ys"]),
            ("东阿", ["donge", "de"]),
            ("市交通委（局）", ["shijiaotongwei（ju）", "sjtw（j）"]),
        ] {
            for typed in said {
                assert!(is_said(name, typed), "{name} {typed}");
            }
        }
        assert!(!is_said("长安镇", "changan") && has_said("长安镇", "changan"));
        for (name, part, expected) in [
            ("市教育局", "jiaoyu", true),
            ("市教育局", "aoyuj", true),
            ("市教育局", "yj", true),
            ("市教育局", "jyz", false),
        ] {
            assert_eq!(has_said(name, part), expected, "{name} {part}");
        }
        assert_eq!(sound("柴河镇"), "chaihezhen");
    }
}
