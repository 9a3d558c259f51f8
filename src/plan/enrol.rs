//! Putting names into the groups and aliases of a plan's text, comments and order kept.

use toml_edit::{Array, DocumentMut, Item, RawString, Table, Value};

use super::keys::Key;

/// Adds names at the end of a group, which is made where there is none; each stands as the last one did before it.
///
/// Takes the plan's text and names that the group does not hold. A remark of the draft that the names are wanting goes with the
/// first of them. Gives the new text, or `None` where the text is no TOML or the group no list.
pub fn with_members(text: &str, group: &str, names: &[String]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let groups = document.entry(Key::Groups.name()).or_insert(Item::Table(Table::new())).as_table_mut()?;
    let members = groups.entry(group).or_insert(Item::Value(Value::Array(Array::new()))).as_array_mut()?;
    let was_empty = members.is_empty();
    let is_long = was_empty && names.iter().map(|name| name.chars().count()).sum::<usize>() > LINE;
    for name in names {
        push(members, name, is_long);
    }
    if is_long {
        members.set_trailing("\n");
        members.set_trailing_comma(true);
    }
    if was_empty && let Some(mut key) = groups.key_mut(group) {
        let prefix = key.leaf_decor().prefix().and_then(RawString::as_str).unwrap_or_default();
        let kept: String = prefix.split_inclusive('\n').filter(|line| !is_settled(line, group)).collect();
        key.leaf_decor_mut().set_prefix(kept);
    }
    Some(document.to_string())
}

/// How many characters of names stand on one line of a list at most that was empty.
const LINE: usize = 60;

/// Whether a line is the draft's remark that the names of a group are wanting.
fn is_settled(line: &str, group: &str) -> bool {
    line.starts_with("# 待定：") && line.contains(&format!("“{group}”的名单"))
}

/// Adds other names of units, which are made known under `[aliases]`; `None` where the text is no TOML or these are no table.
pub fn with_aliases(text: &str, aliases: &[(String, String)]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    if !aliases.is_empty() && !document.contains_key(Key::Aliases.name()) {
        // Behind the groups, where people look for them.
        let mut table = Table::new();
        let behind = document.get(Key::Groups.name()).and_then(Item::as_table).and_then(Table::position).unwrap_or(0);
        table.set_position(Some(behind));
        document.insert(Key::Aliases.name(), Item::Table(table));
    }
    for (alias, unit) in aliases {
        let table = document.get_mut(Key::Aliases.name())?.as_table_mut()?;
        table.insert(alias, Item::Value(Value::from(unit.as_str())));
    }
    Some(document.to_string())
}

/// Adds one name in the layout of the list: on a line of its own where the others have one, or `is_long` says so.
fn push(members: &mut Array, name: &str, is_long: bool) {
    let last = members.iter_mut().last();
    // A comment behind the last name stays on its line; the comma goes before it.
    let comment = last.and_then(|last| {
        let suffix = last.decor().suffix().and_then(RawString::as_str).unwrap_or_default().to_owned();
        last.decor_mut().set_suffix("");
        Some(suffix.trim_end().to_owned()).filter(|suffix| suffix.contains('#'))
    });
    let has_lines = is_long || members.iter().last().is_some_and(|last| prefix(last).contains('\n'));
    let indent = members.iter().last().map(|last| prefix(last).rsplit('\n').next().unwrap_or_default().to_owned());
    let mut value = Value::from(name);
    let before = match (has_lines, indent, members.is_empty()) {
        (true, indent, _) => format!("\n{}", indent.unwrap_or_else(|| "    ".to_owned())),
        (false, _, true) => String::new(),
        (false, ..) => " ".to_owned(),
    };
    value.decor_mut().set_prefix(match comment {
        Some(comment) if before.starts_with('\n') => format!("{comment}{before}"),
        Some(comment) => format!("{comment}\n    "),
        None => before,
    });
    // What follows the last name, a comment perhaps, stays behind it.
    let was_trailing = members.trailing_comma();
    members.push_formatted(value);
    members.set_trailing_comma(was_trailing);
}

fn prefix(value: &Value) -> &str {
    value.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{with_aliases, with_members};

    #[test]
    fn names_are_added_in_the_layout_that_is_there() {
        let names = ["丙".to_owned(), "丁".to_owned()];
        for (before, after) in [
            (
                "[groups]\n\"组\" = [\"甲\", \"乙\"] # 说明\n",
                "[groups]\n\"组\" = [\"甲\", \"乙\", \"丙\", \"丁\"] # 说明\n",
            ),
            (
                "# 头\n[groups]\n\"组\" = [\n    \"甲\", # 一\n    \"乙\",\n]\n# 尾\n",
                "# 头\n[groups]\n\"组\" = [\n    \"甲\", # 一\n    \"乙\",\n    \"丙\",\n    \"丁\",\n]\n# 尾\n",
            ),
            (
                "[groups]\n\"组\" = [\n    \"甲\",\n    \"乙\" # 二\n]\n",
                "[groups]\n\"组\" = [\n    \"甲\",\n    \"乙\", # 二\n    \"丙\",\n    \"丁\"]\n",
            ),
            ("[groups]\n\"别\" = [\"甲\"]\n", "[groups]\n\"别\" = [\"甲\"]\n\"组\" = [\"丙\", \"丁\"]\n"),
            ("[groups]\n\"组\" = []\n", "[groups]\n\"组\" = [\"丙\", \"丁\"]\n"),
            (
                "[groups]\n\n# 甲乙的\n# 待定：通知没有附“组”的名单，请在方括号里补上\n\"组\" = []\n",
                "[groups]\n\n# 甲乙的\n\"组\" = [\"丙\", \"丁\"]\n",
            ),
        ] {
            assert_eq!(with_members(before, "组", &names).unwrap(), after);
        }
        assert_eq!(with_members("[groups]\n\"组\" = 3\n", "组", &names), None);
    }

    #[test]
    fn many_names_in_an_empty_group_stand_line_by_line() {
        let names: Vec<String> = (1..=20).map(|number| format!("第{number}个单位")).collect();
        let text = with_members("[groups]\n\"组\" = []\n", "组", &names).unwrap();
        assert!(text.starts_with("[groups]\n\"组\" = [\n    \"第1个单位\",\n"), "{text}");
        assert!(text.ends_with("    \"第20个单位\",\n]\n"), "{text}");
    }

    #[test]
    fn aliases_are_added_where_people_look_for_them() {
        let alias = [("市文旅局".to_owned(), "市文体旅游广电局".to_owned())];
        for (before, after) in [
            (
                "[groups]\n\"组\" = []\n[aliases]\n\"甲\" = \"乙\"\n",
                "[groups]\n\"组\" = []\n[aliases]\n\"甲\" = \"乙\"\n市文旅局",
            ),
            ("[groups]\n\"组\" = []\n\n[[activity]]\nid = 1\n", "[groups]\n\"组\" = []\n\n[aliases]\n市文旅局"),
        ] {
            let text = with_aliases(before, &alias).unwrap().replace("\"市文旅局\"", "市文旅局");
            assert!(text.starts_with(after), "{text}");
            assert!(text.contains(" = \"市文体旅游广电局\""), "{text}");
        }
    }
}
