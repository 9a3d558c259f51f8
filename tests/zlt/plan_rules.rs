//! Every rule of `plan.toml`: what breaks it, where that is reported, and what to do.

use zlt::plan::load;

use crate::support::{Campaign, SOUND};

/// The mistakes of a plan, each as `line:column reason`.
fn mistakes(text: &str) -> Vec<String> {
    let Err(problems) = load("plan.toml", text) else { return Vec::new() };
    let place = |start: usize| {
        let before = &text[..start.min(text.len())];
        let line = before.rsplit('\n').next().unwrap();
        format!("{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
    };
    problems.list.iter().map(|problem| format!("{} {}", place(problem.span.start), problem.complaint.reason)).collect()
}

#[test]
fn a_sound_plan_has_no_mistake() {
    assert_eq!(mistakes(SOUND), Vec::<String>::new());
    assert_eq!(mistakes(&SOUND.replace('\n', "\r\n")), Vec::<String>::new());
}

#[test]
fn every_rule_is_reported_with_its_place() {
    let rows: [(&str, &str, &[&str]); 49] = [
        ("id = \"t\"\n", "", &["1:1 缺少 id"]),
        ("title = \"测试\"\n", "", &["1:1 缺少 title"]),
        ("title = \"一\"\n", "", &["10:1 缺少 title"]),
        ("id = 1\n", "", &["10:1 缺少 id"]),
        ("title = \"测试\"", "title = \" \"", &["3:9 title 是空的"]),
        ("title = \"测试\"", "title = 7", &["3:9 title 的写法不对，这里应是一段文字"]),
        ("title = \"测试\"", "title = \"测试\"\ncolour = 1", &["4:1 没有“colour”这个栏目"]),
        ("units = ", "review = true\nunits = ", &["13:1 “review”不能写在这里"]),
        ("id = \"t\"", "id = \"t\"\nsupport = [\"柴河镇\"]", &["3:1 “support”不能写在这里"]),
        ("units = ", "unit = ", &["13:1 没有“unit”这个栏目"]),
        ("[groups]", "[group]", &["6:2 没有“group”这个栏目"]),
        ("id = \"t\"", "id = \"a/b\"", &["2:6 “a/b”里有“/”，不能用作文件名"]),
        ("\"柴河镇\"]", "\"柴河镇 \"]", &["7:17 “柴河镇 ”的头上或末尾有空格或点"]),
        ("\"柴河镇\"]", "\"柴:河镇\"]", &["7:17 “柴:河镇”里有“:”，不能用作文件名"]),
        ("\"柴河镇\"]", "\"NUL\"]", &["7:17 “NUL”是 Windows 保留的名称"]),
        ("\"柴河镇\"]", "\"柴\\u200b河镇\"]", &["7:17 “柴\\u{200b}河镇”里有看不见的字符"]),
        ("\"柴河镇\"]", "\"\"]", &["7:17 这个名称是空的"]),
        ("\"柴河镇\"]", "\"A局\", \"a局\"]", &["7:23 “a局”和“A局”只差大小写、全半角或编码，存成文件会混在一起"]),
        (
            "\"柴河镇\"]",
            "\"市交通委（局）\", \"市交通委(局)\"]",
            &["7:28 “市交通委(局)”和“市交通委（局）”只差大小写、全半角或编码，存成文件会混在一起"],
        ),
        (
            "\"柴河镇\"]",
            "\"caf\u{e9}\", \"cafe\u{301}\"]",
            &["7:25 “cafe\u{301}”和“caf\u{e9}”只差大小写、全半角或编码，存成文件会混在一起"],
        ),
        ("\"柴河镇\"]", "3]", &["7:17 各组 的写法不对，这里应是一列名称"]),
        ("[aliases]", "\"\" = [\"甲\"]\n[aliases]", &["8:1 这个名称是空的"]),
        ("[aliases]", "[aliases]\n\" \" = \"柴河镇\"", &["9:1 这个名称是空的"]),
        ("[aliases]", "\"空组\" = []\n[aliases]", &["8:1 统称“空组”里没有单位"]),
        (
            "[aliases]",
            "\"乙组\" = [\"丙组\"]\n\"丙组\" = [\"乙组\"]\n[aliases]",
            &["8:1 “乙组”→“丙组”→“乙组”绕成了一圈", "9:1 “丙组”→“乙组”→“丙组”绕成了一圈"],
        ),
        (
            "\"教育局\" = \"市教育局\"",
            "\"甲\" = \"乙\"\n\"乙\" = \"甲\"",
            &["9:1 “甲”→“乙”→“甲”绕成了一圈", "10:1 “乙”→“甲”→“乙”绕成了一圈"],
        ),
        ("\"教育局\" = \"市教育局\"", "\"教育局\" = \"市教玉局\"", &["9:9 “市教玉局”不是单位、别称或统称"]),
        ("\"教育局\" =", "\"柴河镇\" =", &["7:17 “柴河镇”这个名称有两种用途"]),
        ("\"教育局\" =", "\"各组\" =", &["9:1 “各组”这个名称有两种用途"]),
        ("units = [\"各组\"]", "units = [\"各祖\"]", &["13:10 “各祖”不是单位、别称或统称"]),
        ("units = [\"各组\"]", "units = []", &["10:1 这一项没有写由谁承担"]),
        ("units = [\"各组\"]", "units = \"各组\"", &["13:9 units 的写法不对，这里应是一列名称"]),
        ("id = 1\n", "id = 3.20\n", &["11:6 编号 3.20 被当成了小数"]),
        ("id = 1\n", "id = \"18.\"\n", &["11:6 “18.”不是任务编号"]),
        ("id = 1\n", "id = true\n", &["11:6 id 的写法不对，这里应是任务编号"]),
        (
            "[[activity]]\n",
            "[[activity]]\nid = \"01\"\ntitle = \"零\"\nunits = [\"各组\"]\n[[activity]]\n",
            &["15:6 编号 1 用了两次"],
        ),
        ("end = 2024-09-30", "end = 2024-08-30", &["5:7 结束日 2024-08-30 早于开始日 2024-09-01"]),
        ("units = [\"各组\"]", "units = [\"各组\"]\ndue = 2023-09-22", &["14:7 时限 2023-09-22 早于开始日 2024-09-01"]),
        (
            "units = [\"各组\"]",
            "units = [\"各组\"]\nstart = 2024-10-08",
            &["14:9 时限 2024-09-30 早于开始日 2024-10-08"],
        ),
        ("units = [\"各组\"]", "units = [\"各组\"]\ndue = \"2024-09-22\"", &["14:7 due 的写法不对，这里应是一个日子"]),
        (
            "units = [\"各组\"]",
            "units = [\"各组\"]\ndue = 2024-09-22T10:00:00",
            &["14:7 due 的写法不对，这里应是一个日子"],
        ),
        (
            "units = [\"各组\"]",
            "units = [\"各组\"]\nongoing = true\ndue = 2024-09-22",
            &["14:11 长期坚持（ongoing）的任务不能有时限"],
        ),
        ("end = 2024-09-30\n", "", &["9:1 这一项没有时限，[campaign] 里也没有 end"]),
        (
            "units = [\"各组\"]",
            "units = [\"市教育局\"]\ndue_for = { \"柴河镇\" = 2024-10-09 }",
            &["14:13 “柴河镇”不承担这一项，谈不上延期"],
        ),
        (
            "units = [\"各组\"]",
            "units = [\"各组\"]\ndue_for = { \"各组\" = 2024-10-09 }",
            &["14:13 “各组”是统称，这里只能写一个单位"],
        ),
        (
            "units = [\"各组\"]",
            "units = [\"各组\"]\nevents = { \"中秋节\" = \"九月\" }",
            &["14:20 中秋节 的写法不对，这里应是一个日子"],
        ),
        ("end = 2024-09-30", "end = 2024-09-30\nsoon_days = 0", &["6:13 soon_days 的写法不对，这里应是天数"]),
        (
            "units = [\"各组\"]",
            "units = [\"市教育局、柴河镇\"]",
            &["13:10 “市教育局、柴河镇”不是单位、别称或统称，像是几个单位写在了一对引号里"],
        ),
        ("[[activity]]", "[activity]", &["10:1 activity 的写法不对，这里应是任务"]),
    ];
    for (sound, broken, expected) in rows {
        assert!(SOUND.contains(sound), "{sound}");
        assert_eq!(mistakes(&SOUND.replacen(sound, broken, 1)), expected, "{broken}");
    }
}

#[test]
fn mistakes_in_the_toml_are_said_in_chinese() {
    for (sound, broken, expected) in [
        ("title = \"测试\"", "title = “测试”", "3:9 这里用了中文引号"),
        ("title = \"测试\"", "title = 测试", "3:9 文字没有加英文引号"),
        ("title = \"测试\"", "title = \"测试", "3:9 这个引号没有收尾"),
        ("title = \"测试\"", "title =", "3:8 等号后面没有内容"),
        ("\"各组\" =", "各组 =", "7:1 中文名称没有加引号"),
        ("\"市教育局\", \"柴河镇\"]", "\"市教育局\" \"柴河镇\"]", "7:16 两个名称之间少了逗号"),
        ("end = 2024-09-30", "end = 2024-9-30", "5:7 这个日子不合写法"),
        ("end = 2024-09-30", "end = 2024-09-31", "5:7 这个日子不合写法"),
        ("end = 2024-09-30", "end = 2024年9月30日", "5:7 这个日子不合写法"),
        ("end = 2024-09-30", "end = 2024-09-30\nend = 2024-09-30", "6:1 同一个栏目写了两次"),
        ("id = 1\n", "id = 01\n", "11:6 数字前面不能有 0"),
        ("id = 1\n", "id = 18.\n", "11:9 这个数字的末尾多了一个点"),
        ("title = \"测试\"", "title = \"测试\" 多余", "3:14 这一行的末尾多了内容"),
        ("title = \"测试\"", "title = \"测\"试\"\"", "3:12 文字里面有英文引号"),
        ("\"市教育局\", \"柴河镇\"]", "\"市教育局\"，\"柴河镇\"]", "7:15 这里用了全角的“，”"),
        ("\"市教育局\", \"柴河镇\"]", "\"市教育局\", \"柴河镇\"", "7:8 这个方括号没有收尾"),
        ("\"市教育局\", \"柴河镇\"]", "\"市教育局, \"柴河镇\"]", "7:9 这个引号没有收尾"),
        ("\"市教育局\", \"柴河镇\"]", "\"市教育局\", \"柴河镇\"】", "7:22 这里用了全角的“】”"),
        ("[[activity]]", "[[任务]]", "10:3 表头要用英文的写法"),
        ("title = \"测试\"", "title ＝ \"测试\"", "3:7 这里用了全角的“＝”"),
        ("title = \"测试\"", "title = 测试\"", "3:9 文字的开头少了英文双引号"),
        ("units = [\"各组\"]", "units = \"各组\", \"柴河镇\"", "13:13 这一列名称少了方括号"),
        ("units = [\"各组\"]", "units = [\"各组\"]\nongoing = True", "14:11 ongoing 的写法不对，这里应是是或否"),
        ("id = 1\n", "id：1\n", "11:5 这里用了冒号"),
        ("id = 1\n", "编号 = 1\n", "11:1 栏目要用英文的写法"),
        ("id = 1\n", "id = 一\n", "11:6 id 的写法不对，这里应是任务编号"),
        ("end = 2024-09-30", "end = 九月底", "5:7 end 的写法不对，这里应是一个日子"),
        ("units = [\"各组\"]", "units = [\"各组\"]\ndue = 长期坚持", "14:7 长期坚持的任务另有写法"),
    ] {
        assert_eq!(mistakes(&SOUND.replacen(sound, broken, 1)), [expected], "{broken}");
    }
}

/// What the parser may say, whatever the text, is answered without a word of English but the format's own.
#[test]
fn no_mistake_of_any_kind_is_said_in_english() {
    let pieces = ["[", "]", "=", "\"", "“", "'", "{", "}", ",", "#", "\\", "é", "\u{0}", "1", "-", "_", ".", "\t"];
    let format_words = [
        "plan.toml",
        "id",
        "title",
        "units",
        "unit",
        "due",
        "end",
        "start",
        "ongoing",
        "cancelled",
        "true",
        "false",
        "campaign",
        "groups",
        "aliases",
        "activity",
        "README",
        "help",
        "LF",
        "CRLF",
        "Windows",
        "zlt",
    ];
    for at in 0..SOUND.len() {
        if !SOUND.is_char_boundary(at) {
            continue;
        }
        let broken = format!("{}{}{}", &SOUND[..at], pieces[at % pieces.len()], &SOUND[at..]);
        let Err(problems) = load("plan.toml", &broken) else { continue };
        for problem in &problems.list {
            let said = format!("{} {} {}", problem.complaint.reason, problem.label, problem.complaint.remedy);
            for word in said.split(|character: char| !character.is_ascii_alphabetic()).filter(|word| word.len() > 2) {
                assert!(format_words.contains(&word) || broken.contains(word), "“{word}” in {said}");
            }
        }
    }
}

#[test]
fn all_mistakes_are_shown_at_once_with_excerpt_and_caret() {
    let campaign = Campaign::with_plan(
        "[campaign]\nid = \"t\"\ntitle = “测试”\nend = 2024-9-30\n\n[groups]\n\"各组\" = [\"市教育局\", \"柴河镇\"]\n\n[[activity]]\nid = 3.20\ntitle = \"一\"\nunits = [\"各组\", \"市教于局\"]\n",
    );
    insta::assert_snapshot!(campaign.run("duties"), @r#"
    错误：这里用了中文引号
     --> plan.toml:3:9
      |
    3 | title = “测试”
      |         ^^^^^^
      |
      = 办法：首尾的引号改成英文双引号 "；文字中间的中文引号可以保留

    错误：这个日子不合写法
     --> plan.toml:4:7
      |
    4 | end = 2024-9-30
      |       ^^^^^^^^^
      |
      = 办法：写成 2024-09-22 这样：年份四位，月和日各两位，日历上要有这一天

    错误：编号 3.20 被当成了小数
      --> plan.toml:10:6
       |
    10 | id = 3.20
       |      ^^^^ 小数
       |
       = 办法：给编号加上英文引号：id = "3.20"

    plan.toml 里共有 3 处错误；改好再查一遍，可能还有别的。
    [3]
    "#);
}

#[test]
fn hostile_plans_are_answered_and_never_a_panic() {
    let deep = format!("a = {}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let wide: String =
        (0..24).map(|number| format!("\"g{number}\" = [\"g{}\", \"g{}\"]\n", number + 1, number + 1)).collect();
    let diamond = format!(
        "[campaign]\nid = \"t\"\ntitle = \"t\"\nend = 2024-09-30\n[groups]\n{wide}\"g24\" = [\"甲\"]\n[[activity]]\nid = 1\ntitle = \"一\"\nunits = [\"g0\"]\n"
    );
    for text in [
        "",
        "\0",
        "\u{feff}",
        "[",
        "= = =",
        &deep,
        "[[activity]]",
        "[[activity]]\n[[activity]]",
        "activity = [1]",
        "[campaign.id]",
    ] {
        assert!(load("plan.toml", text).is_err(), "{text:.20}");
        assert!(!load("plan.toml", text).unwrap_err().to_string().is_empty());
    }
    let chain: String = (0..5_000).map(|number| format!("\"g{number}\" = [\"g{}\"]\n", number + 1)).collect();
    let chained = diamond.replace(&wide, &chain).replace("\"g24\"", "\"g5000\"");
    assert!(load("plan.toml", &chained).unwrap_err().to_string().contains("套了太多层"));
    assert_eq!(load("plan.toml", &diamond).unwrap().units.groups[0].members.len(), 1, "each group is opened once");
}

/// What a mistyped key hides stands in its own block: the next one has its own mistakes.
#[test]
fn a_mistyped_key_hides_nothing_of_another_block() {
    let plan = format!("{}\n[[activity]]\nid = 2\ntitle = \"二\"\n", SOUND.replace("units = ", "unit = "));
    assert_eq!(mistakes(&plan), ["13:1 没有“unit”这个栏目", "15:1 这一项没有写由谁承担"]);
}
