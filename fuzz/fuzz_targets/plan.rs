//! Any text read as a plan: no panic, mistakes that can be drawn, and changes that leave a sound plan sound.

#![no_main]

use libfuzzer_sys::fuzz_target;
use zlt::plan::enrol::with_members;
use zlt::plan::{load, load_unfilled};

fuzz_target!(|text: &str| {
    match load("plan.toml", text) {
        Ok(plan) => {
            let names = ["市数据局".to_owned(), "雪花啤酒公司".to_owned()];
            let Some(group) = plan.units.groups.first() else { return };
            let is_new = names.iter().all(|name| plan.units.named(name).is_none());
            if let Some(changed) = with_members(text, &group.name, &names).filter(|_| is_new) {
                let changed = load("plan.toml", &changed).unwrap_or_else(|problems| panic!("{problems}\n{changed}"));
                assert_eq!(changed.units.groups[0].members.len(), group.members.len() + 2);
            }
        }
        Err(problems) => {
            assert!(!problems.draw(Some(60)).is_empty() && !problems.draw(None).is_empty());
            let _ = load_unfilled("plan.toml", text);
        }
    }
});
