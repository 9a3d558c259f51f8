//! Putting names into a group of a plan's text, comments and order kept.

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::keys::Key;

/// Adds names at the end of a group, which is made where there is none; each stands as the last one did before it.
///
/// Takes the plan's text and names that the group does not hold. Gives the new text, or `None` where the text is no TOML or
/// the group no list.
pub fn with_members(text: &str, group: &str, names: &[String]) -> Option<String> {
    let mut document: DocumentMut = text.parse().ok()?;
    let groups = document.entry(Key::Groups.name()).or_insert(Item::Table(Table::new())).as_table_mut()?;
    let members = groups.entry(group).or_insert(Item::Value(Value::Array(Array::new()))).as_array_mut()?;
    for name in names {
        push(members, name);
    }
    Some(document.to_string())
}

/// Adds one name in the layout of the list: on a line of its own where the others have one.
fn push(members: &mut Array, name: &str) {
    let has_lines = members.iter().last().is_some_and(|last| prefix(last).contains('\n'));
    let indent = members.iter().last().map(|last| prefix(last).rsplit('\n').next().unwrap_or_default().to_owned());
    let mut value = Value::from(name);
    match (has_lines, indent, members.is_empty()) {
        (true, Some(indent), _) => value.decor_mut().set_prefix(format!("\n{indent}")),
        (_, _, true) => value.decor_mut().set_prefix(""),
        _ => value.decor_mut().set_prefix(" "),
    }
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
    use super::with_members;

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
            ("[groups]\n\"别\" = [\"甲\"]\n", "[groups]\n\"别\" = [\"甲\"]\n\"组\" = [\"丙\", \"丁\"]\n"),
            ("[groups]\n\"组\" = []\n", "[groups]\n\"组\" = [\"丙\", \"丁\"]\n"),
        ] {
            assert_eq!(with_members(before, "组", &names).unwrap(), after);
        }
        assert_eq!(with_members("[groups]\n\"组\" = 3\n", "组", &names), None);
    }
}
