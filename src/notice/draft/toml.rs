//! Values as `plan.toml` writes them.

use toml_edit::Value;

/// A quoted text on one line, fit for a key as well: the library would take three quotes where these save escapes.
pub fn text(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => quoted.push(' '),
            '"' | '\\' => quoted.extend(['\\', character]),
            _ if character.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// A text of several lines, its first line below the quotes.
pub fn long_text(text: &str) -> String {
    let is_plain = !text.contains('\\') && !text.contains("\"\"\"") && !text.ends_with('"');
    let has_controls = text.chars().any(|character| character.is_control() && character != '\n');
    if is_plain && !has_controls { format!("\"\"\"\n{text}\"\"\"") } else { Value::from(text).to_string() }
}

/// A list of names on one line.
pub fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(text).collect();
    format!("[{}]", quoted.join(", "))
}

/// A list with a name on each line.
pub fn tall_list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let lines: String = names.into_iter().map(|name| format!("    {},\n", text(name))).collect();
    if lines.is_empty() { "[]".to_owned() } else { format!("[\n{lines}]") }
}

/// A comment, a line for each line of the text.
pub fn comment(text: &str) -> String {
    let plain: String = text.chars().filter(|character| !character.is_control() || *character == '\n').collect();
    plain.lines().map(|line| format!("# {}\n", line.trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::{comment, long_text, text};

    #[test]
    fn any_text_reads_back() {
        for written in ["“甲”", "a\"b", "a\\b", "'\"", "\u{7}", "尾\"", "\"\"\"", "一\n二", ""] {
            let plan = format!("a = {}\nb = {}\n{}", text(written), long_text(written), comment(written));
            let read: toml::Table = plan.parse().unwrap_or_else(|error| panic!("{error}\n{plan}"));
            assert_eq!(read["a"].as_str().unwrap(), written.replace('\n', " "));
            assert_eq!(read["b"].as_str().unwrap(), written);
        }
    }
}
