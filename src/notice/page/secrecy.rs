//! Marks of secrecy: what carries one is not read.

use std::sync::LazyLock;

use regex_lite::Regex;

/// How far from its beginning a notice carries the mark: it stands above the name of the office (GB/T 9704-2012, 7.2.2).
const HEAD: usize = 20;

/// `机密★1年`, `秘密`, `密级：绝密`: the word with a star and how long it holds, or alone on its line, or behind its name.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(^|[ :：\d])(绝 *密|机 *密|秘 *密) *([★☆*＊]|$)|^(密 *级) *[:：]? *(绝 *密|机 *密|秘 *密)").ok()
});

/// Whether any of the first lines carries a mark of secrecy.
pub fn is_marked<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    let with_plain_blanks = |line: &str| line.trim().replace(char::is_whitespace, " ");
    let is_mark = |line: &str| MARK.as_ref().is_some_and(|mark| mark.is_match(&with_plain_blanks(line)));
    lines.take(HEAD).flat_map(str::lines).any(is_mark)
}

#[cfg(test)]
mod tests {
    use super::is_marked;

    #[test]
    fn marks_are_known_and_words_about_secrets_are_none() {
        for (line, expected) in [
            ("机密★1年", true),
            ("秘密", true),
            ("绝 密 ★ 长 期", true),
            ("000012　机密★10年", true),
            ("特急 秘密★一年", true),
            ("密级：秘密", true),
            ("密级 机密", true),
            ("秘密☆", true),
            ("关于开展保守国家秘密宣传教育的通知", false),
            ("（一）机密文件的管理", false),
            ("密级：公开", false),
            ("商业秘密保护专项行动", false),
            ("各单位要严守秘密。", false),
            ("秘密的花园", false),
        ] {
            assert_eq!(is_marked([line].into_iter()), expected, "{line}");
        }
        let far = std::iter::repeat_n("正文", 20).chain(["秘密"]);
        assert!(!is_marked(far), "the mark stands at the beginning");
    }
}
