//! Marks of secrecy: what carries one is not read.

use std::sync::LazyLock;

use regex_lite::Regex;

/// How far from its beginning a notice carries the mark: it stands above the name of the office (GB/T 9704-2012, 7.2.2); a cover or a
/// list of contents may stand before it.
const HEAD: usize = 60;

/// The line without blanks and brackets: `机密★1年`, `特急机密`, `秘密长期`, `密级：绝密`; before the word at most a number of copies or a
/// grade of haste, behind it a star, a term, a grade of haste, or nothing.
static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    const WORD: &str = "(绝密|机密|秘密|絕密|機密|祕密)";
    const HASTE: &str = "(特急|加急|平急|特提|急件)";
    const TERM: &str = "([0-9０-９一二三四五六七八九十]+(年|个月|月|天)|长期|長期)";
    let shape = format!(
        "^((份号)?[:：]?[0-9０-９]{{1,8}})?{HASTE}?[·、,，]?{WORD}级?([★☆✩✭✮⭐※*＊].*|[:：]?{TERM}.*|[·、,，]?{HASTE}.*)?$\
         |^密级[:：]?{WORD}|{WORD}级?[★☆✩✭✮⭐※]"
    );
    Regex::new(&shape).ok()
});

/// Whether any of the first lines carries a mark of secrecy.
pub fn is_marked<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    lines.take(HEAD).flat_map(str::lines).any(is_mark)
}

fn is_mark(line: &str) -> bool {
    let is_kept =
        |character: &char| !character.is_whitespace() && !"【】〔〕[]（）()「」《》\u{fe0f}".contains(*character);
    let plain: String = line.chars().filter(is_kept).collect();
    MARK.as_ref().is_some_and(|mark| mark.is_match(&plain))
}

#[cfg(test)]
mod tests {
    use super::is_marked;

    #[test]
    fn marks_are_known_and_words_about_secrets_are_none() {
        for marked in [
            "机密★1年",
            "秘密",
            "绝 密 ★ 长 期",
            "000012　机密★10年",
            "特急 秘密★一年",
            "密级：秘密",
            "密级 机密",
            "秘密☆",
            "【机密】",
            "（秘密）",
            "[秘密]",
            "机密级",
            "机密1年",
            "秘密 1年",
            "秘密 长期",
            "机密（1年）",
            "秘密：5年",
            "特急机密★5年",
            "特急·秘密",
            "秘密、特急",
            "密级：【秘密】",
            "密级（机密）",
            "機密★1年",
            "机密✩一年",
            "秘密⭐5年",
            "秘密※5年",
            "绝密*长期",
        ] {
            assert!(is_marked([marked].into_iter()), "{marked}");
        }
        for plain in [
            "关于开展保守国家秘密宣传教育的通知",
            "（一）机密文件的管理",
            "密级：公开",
            "商业秘密保护专项行动",
            "各单位要严守秘密。",
            "秘密的花园",
            "机密文件清退工作",
            "1.秘密载体管理（责任单位：市保密局）",
            "绝密级文件由专人管理",
        ] {
            assert!(!is_marked([plain].into_iter()), "{plain}");
        }
        let far = std::iter::repeat_n("正文", 60).chain(["秘密"]);
        assert!(!is_marked(far), "the mark stands at the beginning");
    }
}
