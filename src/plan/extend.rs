//! Writing an extension into a plan's text, comments and order kept.

use chrono::{Datelike, NaiveDate};
use toml_edit::{Array, Date, Datetime, DocumentMut, InlineTable, Item, TableLike, Value};

use super::Plan;
use super::activity::Extension;
use super::keys::Key;
use crate::id::ActivityId;

/// Adds extensions to what a plan's text grants units; what was granted before stays, for it held until then.
///
/// Takes the text, the plan that was read from it, and each extension with the number of its activity. Gives the new text, or the
/// number of an activity that cannot be found in it, or where what stands there has no room for one more.
pub fn with_extensions<'i>(
    text: &str,
    plan: &Plan,
    extensions: &[(&'i ActivityId, Extension)],
) -> Result<String, Option<&'i ActivityId>> {
    let mut document: DocumentMut = text.parse().map_err(|_| None)?;
    for (id, extension) in extensions {
        add(&mut document, plan, id, extension).ok_or(Some(*id))?;
    }
    Ok(document.to_string())
}

fn add(document: &mut DocumentMut, plan: &Plan, id: &ActivityId, extension: &Extension) -> Option<()> {
    let activities = document.get_mut(Key::Activity.name())?;
    let is_meant = |table: &dyn TableLike| table.get(Key::Id.name()).and_then(written_id).as_ref() == Some(id);
    let granted = match activities {
        Item::ArrayOfTables(tables) => {
            let table = tables.iter_mut().find(|table| is_meant(*table))?;
            due_for(table)?
        }
        Item::Value(Value::Array(array)) => {
            let mut tables = array.iter_mut().filter_map(Value::as_inline_table_mut);
            due_for(tables.find(|table| is_meant(*table))?)?
        }
        _ => return None,
    };
    let own = granted.iter().find(|(name, _)| plan.units.unit_named(name) == Some(extension.unit));
    let name = own.map_or(plan.units.name(extension.unit), |(name, _)| name).to_owned();
    let news = value(extension);
    match granted.get_mut(&name) {
        None => insert(granted, &name, news),
        Some(Item::Value(Value::Array(array))) => push(array, news),
        Some(Item::Value(earlier)) => {
            let decor = earlier.decor().clone();
            let mut first = earlier.clone();
            first.decor_mut().clear();
            *earlier = Value::Array(Array::from_iter([first, news]));
            *earlier.decor_mut() = decor;
        }
        // A table of its own has no room beside it.
        Some(_) => return None,
    }
    Some(())
}

/// Adds a value to a table; in one on a single line, the blank before its brace stays there.
fn insert(table: &mut dyn TableLike, name: &str, mut value: Value) {
    let last = table.iter().last().map(|(name, _)| name.to_owned());
    let last = last.and_then(|name| table.get_mut(&name)?.as_value_mut().map(|value| value.decor_mut().clone()));
    let suffix = last.as_ref().and_then(|decor| decor.suffix()?.as_str()).filter(|suffix| suffix.trim().is_empty());
    if let Some(suffix) = suffix.filter(|suffix| !suffix.is_empty()) {
        value.decor_mut().set_suffix(suffix);
        let before = table.iter().last().map(|(name, _)| name.to_owned());
        if let Some(value) = before.and_then(|name| table.get_mut(&name)?.as_value_mut()) {
            value.decor_mut().set_suffix("");
        }
    }
    table.insert(name, Item::Value(value));
}

/// Adds a value at the end of a list; a comment behind the last one stays with that.
fn push(array: &mut Array, mut value: Value) {
    let behind = array.trailing().as_str().unwrap_or_default().to_owned();
    if !behind.contains('\n') {
        array.push(value);
        return;
    }
    let indent = array.iter().last().and_then(|last| last.decor().prefix()?.as_str()).unwrap_or_default();
    let indent = indent.rsplit('\n').next().unwrap_or_default();
    let (comments, end) = behind.rsplit_once('\n').unwrap_or_default();
    value.decor_mut().set_prefix(format!("{comments}\n{indent}"));
    let end = format!("\n{end}");
    array.push_formatted(value);
    array.set_trailing(end);
}

/// The table of extensions of an activity, made where there is none.
fn due_for(activity: &mut dyn TableLike) -> Option<&mut dyn TableLike> {
    let made = || Item::Value(Value::InlineTable(InlineTable::new()));
    activity.entry(Key::DueFor.name()).or_insert_with(made).as_table_like_mut()
}

fn written_id(item: &Item) -> Option<ActivityId> {
    let written = item.as_integer().map(|number| number.to_string()).or_else(|| item.as_str().map(str::to_owned))?;
    ActivityId::parse(&written)
}

/// An extension as it is written: `{ due = 2024-10-10, from = 2024-09-20, by = "分管领导", why = "…" }`.
fn value(extension: &Extension) -> Value {
    let mut table = InlineTable::new();
    table.insert(Key::Due.name(), date(extension.due));
    if let Some(from) = extension.from {
        table.insert(Key::From.name(), date(from));
    }
    for (key, text) in [(Key::By, &extension.by), (Key::Why, &extension.why)] {
        if let Some(text) = text {
            table.insert(key.name(), text.as_str().into());
        }
    }
    Value::InlineTable(table)
}

fn date(day: NaiveDate) -> Value {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    let date =
        Date { year: u16::try_from(day.year()).unwrap_or_default(), month: part(day.month()), day: part(day.day()) };
    Value::from(Datetime { date: Some(date), time: None, offset: None })
}

#[cfg(test)]
mod tests {
    use super::with_extensions;
    use crate::id::ActivityId;
    use crate::plan::activity::Extension;
    use crate::plan::load;

    const PLAN: &str = "\
# 头
[campaign]
id = \"t\"
title = \"测试\"
end = 2024-09-30
[groups]
\"各组\" = [\"甲\", \"乙\"]
[aliases]
\"老甲\" = \"甲\"

[[activity]]
id = 1 # 编号
title = \"一\"
units = [\"各组\"]
# 下一项
[[activity]]
id = \"3.2\"
title = \"二\"
units = [\"各组\"]
due_for = { \"老甲\" = 2024-10-08 } # 已同意
";

    fn extended(id: &str, text: &str) -> String {
        let plan = load("plan.toml", text).unwrap();
        let unit = plan.units.unit_named("甲").unwrap();
        let day = |text: &str| text.parse().unwrap();
        let extension = Extension {
            unit,
            due: day("2024-10-10"),
            from: Some(day("2024-09-20")),
            by: Some("分管领导".to_owned()),
            why: Some("下雨".to_owned()),
        };
        let number = ActivityId::parse(id).unwrap();
        let changed = with_extensions(text, &plan, &[(&number, extension.clone())]).unwrap();
        let plan = load("plan.toml", &changed).unwrap();
        let position = plan.position(id).unwrap();
        assert_eq!(plan.activities[position].due_for.last(), Some(&extension), "{changed}");
        assert_eq!(plan.activities[position].due_of(unit, day("2024-09-20")), Some(day("2024-10-10")));
        changed
    }

    #[test]
    fn an_extension_is_added_and_all_else_stays_as_it_was() {
        let own = "{ due = 2024-10-10, from = 2024-09-20, by = \"分管领导\", why = \"下雨\" }";
        assert_eq!(
            extended("1", PLAN),
            PLAN.replace(
                "title = \"一\"\nunits = [\"各组\"]\n",
                &format!("title = \"一\"\nunits = [\"各组\"]\ndue_for = {{ \"甲\" = {own} }}\n")
            )
        );
        let twice = extended("3.2", PLAN);
        assert_eq!(twice, PLAN.replace("= 2024-10-08 }", &format!("= [2024-10-08, {own}] }}")));
        assert_eq!(extended("3.2", &twice), twice.replace(&format!("{own}]"), &format!("{own}, {own}]")));
    }

    #[test]
    fn what_stands_behind_another_stays_there() {
        let text = PLAN.replace("2024-10-08 } # 已同意", "[\n  2024-10-08, # 一次\n  # 二\n] }");
        let own = "{ due = 2024-10-10, from = 2024-09-20, by = \"分管领导\", why = \"下雨\" }";
        assert_eq!(extended("3.2", &text), text.replace("  # 二\n]", &format!("  # 二\n  {own},\n]")));
        let other = PLAN.replace("\"老甲\" = 2024-10-08 }", "\"乙\" = 2024-10-08 }");
        let added = other.replace("2024-10-08 }", &format!("2024-10-08, \"甲\" = {own} }}"));
        assert_eq!(extended("3.2", &other), added);
    }

    /// There is no room for a second one, and the first must not be lost.
    #[test]
    fn an_extension_that_is_a_table_of_its_own_is_left_alone() {
        for own in [
            "due_for.\"老甲\".due = 2024-10-08",
            "[activity.due_for.\"甲\"]\ndue = 2024-10-08",
            "[[activity.due_for.\"甲\"]]\ndue = 2024-10-08",
        ] {
            let text = PLAN.replace("due_for = { \"老甲\" = 2024-10-08 } # 已同意", own);
            let plan = load("plan.toml", &text).unwrap();
            let unit = plan.units.unit_named("甲").unwrap();
            let extension = Extension { unit, due: "2024-10-10".parse().unwrap(), from: None, by: None, why: None };
            let number = ActivityId::parse("3.2").unwrap();
            assert_eq!(with_extensions(&text, &plan, &[(&number, extension)]), Err(Some(&number)), "{own}");
        }
    }

    #[test]
    fn extensions_in_a_table_of_their_own_are_found_too() {
        let own = "[activity.due_for]\n\"乙\" = 2024-10-09\n";
        let text = PLAN.replace("due_for = { \"老甲\" = 2024-10-08 } # 已同意\n", own);
        assert!(extended("3.2", &text).contains("\"甲\" = { due = 2024-10-10,"), "{text}");
    }
}
