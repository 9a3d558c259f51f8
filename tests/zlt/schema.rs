//! The JSON schema of `plan.toml` takes what the loader takes, as far as a schema can tell.

use std::collections::BTreeSet;
use std::fs;

use jsonschema::{Validator, draft7};
use serde_json::{Map, Value, json};
use toml::Value as TomlValue;
use zlt::plan::keys::Table as PlanTable;
use zlt::plan::load;

use crate::support::{Campaign, SOUND, root};

fn schema() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("docs/plan.schema.json")).unwrap()).unwrap()
}

fn validator() -> Validator {
    draft7::options().should_validate_formats(true).build(&schema()).unwrap()
}

/// TOML as editors hand it to a schema: days are texts.
fn as_json(value: &TomlValue) -> Value {
    match value {
        TomlValue::String(text) => json!(text),
        TomlValue::Integer(number) => json!(number),
        TomlValue::Float(number) => json!(number),
        TomlValue::Boolean(flag) => json!(flag),
        TomlValue::Datetime(day) => json!(day.to_string()),
        TomlValue::Array(items) => items.iter().map(as_json).collect(),
        TomlValue::Table(table) => {
            Value::Object(table.iter().map(|(key, value)| (key.clone(), as_json(value))).collect::<Map<_, _>>())
        }
    }
}

fn accepts(validator: &Validator, plan: &str) -> bool {
    plan.parse::<toml::Table>().is_ok_and(|table| validator.is_valid(&as_json(&TomlValue::Table(table))))
}

#[test]
fn sound_plans_are_accepted() {
    let validator = validator();
    let shown = |document: &str| {
        let text = fs::read_to_string(root().join(document)).unwrap();
        text.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
    };
    let founding = fs::read_to_string(root().join("plan.toml")).unwrap();
    for plan in [SOUND.to_owned(), founding, shown("README.md"), shown("docs/plan.md")] {
        assert!(accepts(&validator, &plan), "{plan}");
        let commented_in = plan.replace("\n# ", "\n");
        if plan.contains("# cancelled") {
            assert!(load("plan.toml", &commented_in).is_ok(), "{commented_in}");
            assert!(accepts(&validator, &commented_in), "{commented_in}");
        }
    }
}

/// What breaks a rule that a schema can know is refused by both.
#[test]
fn what_the_loader_refuses_for_its_shape_the_schema_refuses_too() {
    let validator = validator();
    for (sound, broken) in [
        ("id = \"t\"\n", ""),
        ("title = \"一\"\n", ""),
        ("[groups]", "[group]"),
        ("title = \"测试\"", "title = 7"),
        ("title = \"测试\"", "title = \" \""),
        ("title = \"测试\"", "title = \"测试\"\ncolour = 1"),
        ("units = [", "unit = ["),
        ("units = [\"各组\"]", "units = []"),
        ("units = [\"各组\"]", "units = \"各组\""),
        ("units = [\"各组\"]", "units = [3]"),
        ("id = 1\n", "id = 1.20\n"),
        ("id = 1\n", "id = \"一\"\n"),
        ("id = 1\n", "id = -1\n"),
        ("id = 1\n", ""),
        ("end = 2024-09-30", "end = \"9月30日\""),
        ("end = 2024-09-30", "end = 2024-09-30T10:00:00"),
        ("end = 2024-09-30", "end = 2024-09-30\nsoon_days = 0"),
        ("end = 2024-09-30", "end = 2024-09-30\nsoon_days = 367"),
        ("id = \"t\"", "id = \"a/b\""),
        ("\"柴河镇\"]", "\"柴河镇.\"]"),
        ("\"柴河镇\"]", "\"柴:河镇\"]"),
        ("[\"市教育局\", \"柴河镇\"]", "[]"),
        ("units = [\"各组\"]", "units = [\"各组\"]\nongoing = true\ndue = 2024-09-22"),
        ("units = [\"各组\"]", "units = [\"各组\"]\nevents = { \"中秋节\" = \"九月\" }"),
        ("units = [\"各组\"]", "units = [\"各组\"]\nongoing = \"是\""),
        ("units = [\"各组\"]", "units = [\"各组\"]\nextra = { \"领导\" = 3 }"),
    ] {
        assert!(SOUND.contains(sound), "{sound}");
        let plan = SOUND.replacen(sound, broken, 1);
        assert!(load("plan.toml", &plan).is_err(), "the loader takes {broken}");
        assert!(!accepts(&validator, &plan), "the schema takes {broken}");
    }
}

/// The schema and the page about plans know the keys that the loader knows, in its order, and no other; each with its own
/// example is read as what it is.
#[test]
fn every_key_of_the_schema_is_one_of_the_loader() {
    let schema = schema();
    let page = fs::read_to_string(root().join("docs/plan.md")).unwrap();
    for (table, keys, place) in [
        ("plan", PlanTable::Plan, "/properties"),
        ("campaign", PlanTable::Campaign, "/properties/campaign/properties"),
        ("activity", PlanTable::Activity, "/definitions/activity/properties"),
    ] {
        let rows = keys.rows().iter().map(|row| row.key.name());
        let of_schema = schema.pointer(place).unwrap().as_object().unwrap();
        assert_eq!(of_schema.keys().map(String::as_str).collect::<BTreeSet<_>>(), rows.clone().collect(), "{table}");
        let required = keys.rows().iter().filter(|row| row.example.is_some()).map(|row| row.key.name());
        let place = place.strip_suffix("/properties").unwrap();
        let of_schema = schema.pointer(&format!("{place}/required")).unwrap().as_array().unwrap();
        assert_eq!(
            of_schema.iter().filter_map(Value::as_str).collect::<Vec<_>>(),
            required.collect::<Vec<_>>(),
            "{table}"
        );
        for key in rows {
            let is_word = |character: char| character.is_alphanumeric() || character == '_';
            let is_shown = page.split(|character| !is_word(character)).any(|word| word == key);
            assert!(is_shown, "docs/plan.md does not show {key}");
        }
    }
    for (table, place) in
        [("campaign", "/properties/campaign/properties"), ("activity", "/definitions/activity/properties")]
    {
        for (key, about) in schema.pointer(place).unwrap().as_object().unwrap() {
            assert!(about["description"].is_string(), "{table}.{key}");
            let example = &about["examples"][0];
            let plan = with(table, key, example);
            let problems = load("plan.toml", &plan).err().map(|problems| problems.list).unwrap_or_default();
            let shape: Vec<_> = problems
                .iter()
                .filter(|problem| ["unknown_key", "wrong_type", "syntax", "empty_text"].contains(&problem.rule))
                .collect();
            assert!(shape.is_empty(), "{table}.{key}: {shape:?}\n{plan}");
        }
    }
}

/// The sound plan with one more key, or another value for one it has.
fn with(table: &str, key: &str, value: &Value) -> String {
    let line = format!("{key} = {}", toml_of(value));
    let (head, tail) = SOUND.split_once(if table == "campaign" { "[groups]" } else { "units = [\"各组\"]" }).unwrap();
    let tail = if table == "campaign" { format!("[groups]{tail}") } else { format!("units = [\"各组\"]{tail}") };
    let start = head.rfind(&format!("[{table}]")).unwrap();
    let own: Vec<&str> = head[start..].lines().filter(|known| !known.starts_with(&format!("{key} ="))).collect();
    let tail = if key == "units" { String::new() } else { tail };
    format!("{}{}\n{line}\n{tail}", &head[..start], own.join("\n"))
}

fn toml_of(value: &Value) -> String {
    match value {
        Value::String(text) if text.parse::<chrono::NaiveDate>().is_ok() => text.clone(),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(key, value)| format!("\"{key}\" = {}", toml_of(value))).collect();
            format!("{{ {} }}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

#[test]
fn zlt_hands_the_schema_out() {
    let schema = fs::read_to_string(root().join("docs/plan.schema.json")).unwrap();
    assert_eq!(Campaign::founding().out("schema"), schema);
    let first = fs::read_to_string(root().join("plan.toml")).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(first, "#:schema ./docs/plan.schema.json", "editors find it");
}
