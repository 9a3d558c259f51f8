//! What a paragraph says beyond what was written of it.

use crate::glyph::is_chinese;

/// Words of labels and roles, which become keys, what joins names, and what titles and themes stand in.
const WORDS: [&str; 47] = [
    "科室",
    "处室",
    "股室",
    "关于",
    "印发",
    "的通知",
    "文件",
    "主题",
    "活动时间",
    "牵头",
    "主办",
    "主责",
    "承办",
    "协办",
    "责任",
    "配合",
    "协助",
    "参与",
    "指导",
    "单位",
    "部门",
    "完成",
    "时限",
    "时间",
    "期限",
    "要求",
    "落实",
    "组织",
    "实施",
    "负责",
    "按照",
    "按",
    "职责",
    "分工",
    "具体",
    "共同",
    "分别",
    "会同",
    "以及",
    "由",
    "请",
    "并",
    "和",
    "及",
    "与",
    "等",
    "无",
];

/// The characters of numbers and days, which are written in figures.
const DAYS: &str = "年月日前底末内至到上中下旬第一二三四五六七八九十〇季度半";

/// Whether a paragraph has Chinese characters that are neither in what was written of it nor in the words that become keys.
pub fn says_more(paragraph: &str, written: &str) -> bool {
    let is_missing =
        |character: char| is_chinese(character) && !DAYS.contains(character) && !written.contains(character);
    let rest = WORDS.iter().fold(paragraph.to_owned(), |text, word| text.replace(word, ""));
    rest.contains(is_missing)
}

#[cfg(test)]
mod tests {
    use super::says_more;

    #[test]
    fn only_what_becomes_keys_may_be_gone() {
        let written = "title = \"建园\"\nlead = [\"市教育局\"]\ndue = 2024-09-22";
        assert!(!says_more("1.建园。（牵头单位：市教育局，9月22日前完成）", written));
        assert!(says_more("1.建园。（牵头单位：市教育局，第一责任单位为牵头，下同）", written));
    }
}
