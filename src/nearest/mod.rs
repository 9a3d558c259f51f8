//! What a person meant by a name typed in part, in pinyin, or wrongly.

mod spoken;

use std::collections::HashMap;
use std::hash::Hash;

use indexmap::IndexSet;
use unicode_normalization::UnicodeNormalization;

use spoken::{has_said, is_said, sound};

/// The ways in which a name can fit what was typed, the best first: equal, containing it, containing its characters in
/// order, equal in pinyin or initials, containing it in pinyin or initials.
const STAGES: [fn(&str, &str) -> bool; 5] =
    [|name, typed| name == typed, |name, typed| name.contains(typed), is_subsequence, is_said, has_said];

/// The stages that what was typed can pass: only Latin letters can be pinyin.
fn stages(typed: &str) -> impl Iterator<Item = usize> {
    let usable = if typed.is_ascii() { STAGES.len() } else { 3 };
    0..if typed.is_empty() { 0 } else { usable }
}

/// The names that fit `typed` best, by the first of the [`STAGES`] that any name passes.
///
/// Takes what was typed and the names with what each stands for; a name may be given several times under several
/// spellings. Gives what the fitting names stand for, each once, in the order given; none when nothing fits.
pub fn fitting<T: Copy + Eq + Hash>(typed: &str, names: &[(&str, T)]) -> Vec<T> {
    let typed = folded(typed);
    let keys: Vec<(String, T)> = names.iter().map(|(name, meant)| (folded(name), *meant)).collect();
    let passing = |stage: usize| -> IndexSet<T> {
        keys.iter().filter(|(name, _)| STAGES[stage](name, &typed)).map(|(_, meant)| *meant).collect()
    };
    let best = stages(&typed).map(passing).find(|meant| !meant.is_empty());
    best.unwrap_or_default().into_iter().collect()
}

/// How well one name fits what was typed: the first of the [`STAGES`] that it passes, 0 being the best; `None` where it
/// passes none. Anything fits nothing typed.
pub fn fitness(typed: &str, name: &str) -> Option<usize> {
    let (typed, name) = (folded(typed), folded(name));
    if typed.is_empty() { Some(0) } else { stages(&typed).find(|&stage| STAGES[stage](&name, &typed)) }
}

/// The names nearest to a mistyped one, ties included.
///
/// Nearness is the number of characters to change, insert, drop or swap; names of which less than a third would stay are
/// not offered. Gives the names in the order given.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let typed = folded(typed);
    let far = |name: &str, distance: usize| 3 * distance > 2 * name.chars().count().max(typed.chars().count());
    let distances: Vec<(usize, &str)> = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&typed, &folded(name)), name))
        .filter(|(distance, name)| !far(name, *distance))
        .collect();
    let least = distances.iter().map(|(distance, _)| *distance).min();
    let nearest = distances.iter().filter(|(distance, _)| Some(*distance) == least).map(|(_, name)| *name);
    nearest.collect::<IndexSet<&str>>().into_iter().map(str::to_owned).collect()
}

/// Whether two texts are much the same: at least half of their characters stay when one is turned into the other.
pub fn is_alike(one: &str, other: &str) -> bool {
    strsim::normalized_damerau_levenshtein(one, other) >= 0.5
}

/// A name as it is compared with others that it may be a variant of.
#[derive(Clone, Debug)]
pub struct Spelled {
    characters: Vec<char>,
    sound: String,
}

impl Spelled {
    /// Takes a name apart.
    pub fn of(name: &str) -> Self {
        let folded = folded(name);
        Self { characters: folded.chars().collect(), sound: sound(&folded) }
    }

    /// Texts of which nearly equal names share at least one: the sound, the name, and the name short of one character.
    pub fn keys(&self) -> Vec<String> {
        let whole: String = self.characters.iter().collect();
        let without = |left_out: usize| {
            let kept = self.characters.iter().enumerate().filter(|(at, _)| *at != left_out);
            kept.map(|(_, character)| *character).collect()
        };
        let mut keys: Vec<String> = (0..self.characters.len()).map(without).collect();
        keys.extend([format!("={}", self.sound), whole]);
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Whether two names look like two spellings of one: they sound the same, one has a character more, two neighbours are
/// swapped, or one character of a long name differs.
///
/// Names that differ in a number or a direction (第一中学, 第二中学; 城东街道, 城西街道) are different on purpose.
pub fn is_nearly_equal(one: &Spelled, other: &Spelled) -> bool {
    is_nearly_equal_from(6, one, other)
}

/// Whether two names of figures look like two spellings of one; they are shorter than names of units and differ less from each
/// other where they are two: 参与人数 and 参加人数 are one, 场次 and 人次 are two.
pub fn is_nearly_equal_figure(one: &Spelled, other: &Spelled) -> bool {
    is_nearly_equal_from(4, one, other)
}

/// Whether two names are nearly equal, those of so many characters being long.
fn is_nearly_equal_from(long_name: usize, one: &Spelled, other: &Spelled) -> bool {
    let (short, long) = if one.characters.len() <= other.characters.len() { (one, other) } else { (other, one) };
    match long.characters.len() - short.characters.len() {
        0 => {
            let pairs = || one.characters.iter().zip(&other.characters).filter(|(one, other)| one != other);
            let differing = pairs().count();
            let is_on_purpose = pairs().any(|(one, other)| tells_apart(*one) || tells_apart(*other));
            let is_swapped =
                differing == 2 && strsim::generic_damerau_levenshtein(&one.characters, &other.characters) == 1;
            !is_on_purpose
                && (one.sound == other.sound || is_swapped || (differing == 1 && one.characters.len() >= long_name))
        }
        1 => short.characters.len() >= 3 && is_contained(&short.characters, &long.characters),
        _ => false,
    }
}

/// The names that look like one before them, each with the first such: their positions.
///
/// `is_twin` says whether two names look like one; it must hold only of names that share a [key](Spelled::keys).
pub fn twins(names: &[Spelled], is_twin: fn(&Spelled, &Spelled) -> bool) -> Vec<(usize, usize)> {
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    let mut twins = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let keys = name.keys();
        // Only names that share a key can be twins: to compare each with each takes seconds for ten thousand.
        let candidates = keys.iter().filter_map(|key| seen.get(key)).flatten().copied();
        twins.extend(candidates.filter(|&other| is_twin(name, &names[other])).min().map(|twin| (at, twin)));
        keys.into_iter().for_each(|key| seen.entry(key).or_default().push(at));
    }
    twins
}

/// Whether a character is there to tell names apart: a number or a direction.
fn tells_apart(character: char) -> bool {
    character.is_ascii_alphanumeric() || "一二三四五六七八九十东西南北中上下前后左右新老大小男女".contains(character)
}

/// Whether the shorter name is the longer one with a character left out that does not tell names apart.
fn is_contained(short: &[char], long: &[char]) -> bool {
    let at = short.iter().zip(long).take_while(|(short, long)| short == long).count();
    short[at..] == long[at + 1..] && !tells_apart(long[at])
}

/// The form in which names are compared: one width, one Unicode form, one case, no blanks around.
pub fn folded(text: &str) -> String {
    let text = text.trim();
    if is_plain(text) { text.to_owned() } else { text.nfkc().flat_map(char::to_lowercase).collect() }
}

/// Whether a text is of unified Chinese characters alone, as nearly all names are; these have one Unicode form, one width
/// and no case, so that there is nothing to look up in the tables for each of them.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

fn is_subsequence(name: &str, typed: &str) -> bool {
    let mut rest = name.chars();
    typed.chars().all(|wanted| rest.any(|character| character == wanted))
}

#[cfg(test)]
mod tests {
    use super::{Spelled, fitting, is_nearly_equal, is_nearly_equal_figure, nearest, twins};

    const NAMES: [(&str, u8); 6] =
        [("市教育局", 1), ("市体育局", 2), ("市文体旅游广电局", 3), ("市文旅局", 3), ("柴河镇", 4), ("市委宣传部", 5)];

    #[test]
    fn the_first_stage_that_fits_decides() {
        for (typed, meant) in [
            ("市教育局", vec![1]),
            ("教育", vec![1]),
            ("文旅", vec![3]),
            ("市宣部", vec![5]),
            ("育局", vec![1, 2]),
            ("shijiaoyuju", vec![1]),
            ("jiaoyuju", vec![1]),
            ("JYJ", vec![1]),
            ("ｊｙｊ", vec![1]),
            ("chz", vec![4]),
            ("swxcb", vec![5]),
            ("财政局", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(fitting(typed, &NAMES), meant, "{typed}");
        }
    }

    #[test]
    fn equal_initials_outrank_longer_names() {
        assert_eq!(fitting("sjyj", &[("市教育局", 1), ("市教育局机关", 2)]), vec![1]);
        assert_eq!(fitting("jyj", &[("市教育局", 1), ("市教育局机关", 2)]), vec![1, 2]);
    }

    #[test]
    fn the_nearest_names_include_ties() {
        let names = || NAMES.iter().map(|(name, _)| *name);
        assert_eq!(nearest("市教于局", names()), vec!["市教育局"]);
        assert_eq!(nearest("市休育局", names()), vec!["市教育局", "市体育局"]);
        assert_eq!(nearest("报表", names()), [""; 0]);
    }

    #[test]
    fn variants_of_a_name_are_told_from_names_that_differ_on_purpose() {
        for (one, other, expected) in [
            ("柴河镇", "柴合镇", true),
            ("市教育局", "教育局", true),
            ("市民委", "市委民", true),
            ("市政务服务与数据管理局", "市政务服务和数据管理局", true),
            ("市交通委（局）", "市交通委(局)", true),
            ("正阳街道", "向阳街道", false),
            ("市教育局", "市体育局", false),
            ("扎兰屯第一中学", "扎兰屯第二中学", false),
            ("城东街道办事处", "城西街道办事处", false),
            ("中和镇", "新中和镇", false),
            ("市委", "市委办", false),
            ("市委宣传部", "市委统战部", false),
        ] {
            let found = is_nearly_equal(&Spelled::of(one), &Spelled::of(other));
            assert_eq!(
                (found, is_nearly_equal(&Spelled::of(other), &Spelled::of(one))),
                (expected, expected),
                "{one} {other}"
            );
        }
    }

    #[test]
    fn short_names_of_figures_are_told_apart() {
        for (one, other, expected) in [
            ("参与人数", "参加人数", true),
            ("参加人数", "参加的人数", true),
            ("场次", "场 次", false),
            ("场次", "人次", false),
            ("人次", "人数", false),
            ("党员人数", "群众人数", false),
            ("男生人数", "女生人数", false),
            ("宣讲场次", "培训场次", false),
        ] {
            let found = is_nearly_equal_figure(&Spelled::of(one), &Spelled::of(other));
            assert_eq!(found, expected, "{one} {other}");
        }
    }

    #[test]
    fn each_twin_is_told_with_the_first_before_it() {
        let names = ["场次", "参与人数", "人次", "参加人数", "参会人数"].map(Spelled::of);
        assert_eq!(twins(&names, is_nearly_equal_figure), [(3, 1), (4, 1)]);
        assert_eq!(twins(&names, is_nearly_equal), []);
    }
}
