//! Importing as its user meets it: files of every kind, last year's plan, what is said and what is refused.

use std::fs;
use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{Campaign, root};

const NOTICE: &str = "关于印发《读书月方案》的通知

甲市教育局
2025年3月1日

读书月方案

一、任务
1.举办仪式。4月10日前完成。（市教育局、市文旅局，各乡镇街道）
2.开展讲座。由市图书馆负责具体实施。联系王老师，13900000000。
二、工作要求
各乡镇街道请于5月9日前将总结报送市教育局。

联系人：（姓名一） 0000-0000001
";

/// A Word file of these parts.
fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn paragraph(list: Option<(u32, u32)>, text: &str) -> String {
    let list = list.map(|(id, level)| {
        format!(r#"<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{id}"/></w:numPr></w:pPr>"#)
    });
    format!(r#"<w:p>{}<w:r><w:t>{text}</w:t></w:r></w:p>"#, list.unwrap_or_default())
}

fn document(body: &str) -> String {
    format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    )
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;

fn import(campaign: &Campaign, name: &str, bytes: &[u8]) -> crate::support::Ran {
    fs::write(campaign.work().join(name), bytes).unwrap();
    campaign.run(&format!("import {name}"))
}

#[test]
fn a_notice_becomes_a_draft_and_what_is_left_over_is_told() {
    let campaign = Campaign::founding();
    fs::write(campaign.work().join("通知.txt"), NOTICE).unwrap();
    insta::assert_snapshot!(campaign.run("import 通知.txt"), @r#"
    # 由 zlt import 按“通知.txt”起草，请对照原文核对。
    # 写着“待定”的地方共2处，要由人来定；定好一处，删去那行说明。

    [campaign]
    id = "读书月方案"  # 记录文件夹的名字，可以改；开始登记以后不要改
    title = "读书月方案"
    issuers = ["甲市教育局"]
    coordinator = "市教育局"  # 原文请各单位把材料报送到这里
    issued = 2025-03-01
    # 待定：通知没有写哪天结束；第2项没有单独的时限，都以这一天为限，请填上
    # end = 年-月-日

    [groups]
    # 通知点名的单位。其中属于下面某个统称的，也写进那个统称。
    "通知点名的单位" = [
        "市教育局",
        "市文旅局",
        "市图书馆",
    ]

    # 待定：通知没有附“各乡镇街道”的名单，请在方括号里补上，或用 zlt units --from 名单 --group 各乡镇街道 写进来
    "各乡镇街道" = []

    [aliases]

    # 通知第9行
    [[activity]]
    id = 1
    section = "一、任务"
    title = "举办仪式"
    units = ["市教育局", "市文旅局", "各乡镇街道"]
    due = 2025-04-10  # 原文：4月10日前
    detail = """
    4月10日前完成。"""

    # 通知第10行
    [[activity]]
    id = 2
    section = "一、任务"
    title = "开展讲座"
    units = ["市图书馆"]
    detail = """
    联系王老师，（电话略）。"""

    # 通知第12行
    [[activity]]
    id = 3
    section = "二、工作要求"
    title = "报送总结"
    units = ["各乡镇街道"]
    due = 2025-05-09  # 原文：5月9日前
    deliverable = "总结，报送市教育局"
    detail = """
    各乡镇街道请于5月9日前将总结报送市教育局。"""
    读出3项任务，点名5次。
    有2处要由人来定：统称1处、时限1处。草稿里搜“待定”，逐处改好。
    略去2个电话号码；要保留，加 --keep-contacts。

    原文有1段没有写进草稿，请看一遍有没有要办的事：
    第14行　联系人：（姓名一） （电话略）
    [0]
    "#);
    let kept = campaign.run("import 通知.txt --keep-contacts");
    assert!(kept.stdout.contains("13900000000") && kept.stderr.contains("0000-0000001"), "{}", kept.stderr);
}

#[test]
fn word_files_are_read_with_their_lists_and_tables() {
    let campaign = Campaign::founding();
    let cell = |text: &str, merge: &str| format!("<w:tc><w:tcPr>{merge}</w:tcPr>{}</w:tc>", paragraph(None, text));
    let (restart, goes_on) = (r#"<w:vMerge w:val="restart"/>"#, "<w:vMerge/>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let heads: Vec<String> = ["序号", "工作任务", "牵头单位", "完成时限"].iter().map(|head| cell(head, "")).collect();
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&heads),
        row(&[cell("1", ""), cell("建园", ""), cell("市教育局", restart), cell("6月底前", "")]),
        row(&[cell("2", ""), cell("修路", ""), cell("", goes_on), cell("年底前", "")]),
    );
    let span = |text: &str| cell(text, r#"<w:gridSpan w:val="2"/>"#);
    let two_rows = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&[cell("任务", restart), span("责任分工"), cell("时间要求", restart)]),
        row(&[cell("", goes_on), cell("牵头", ""), cell("配合", ""), cell("", goes_on)]),
        row(&[cell("扫黑除恶", ""), cell("市委政法委", ""), cell("市公安局", ""), cell("6月底", "")]),
    );
    let body = [
        paragraph(None, "关于印发《读书月方案》的通知"),
        paragraph(None, "2025年3月1日"),
        paragraph(Some((1, 0)), "任务"),
        paragraph(Some((1, 1)), "宣传"),
        paragraph(Some((1, 2)), "举办仪式。（市教育局、市文旅局）"),
        paragraph(Some((1, 2)), "开展讲座。（市图书馆、市教育局）"),
        paragraph(Some((1, 1)), "建设"),
        table,
        two_rows,
    ];
    let bytes = docx(&[("word/document.xml", &document(&body.concat())), ("word/numbering.xml", NUMBERING)]);
    // Named as text: what is in a file counts.
    let ran = import(&campaign, "通知.txt", &bytes);
    let plan: toml::Table = ran.stdout.parse().unwrap_or_else(|_| panic!("{ran}"));
    let told: Vec<String> = plan["activity"]
        .as_array()
        .unwrap()
        .iter()
        .map(|activity| {
            let value = |key: &str| activity.get(key).map(ToString::to_string).unwrap_or_default();
            format!(
                "{} {} {} {}{}{} {}",
                value("id"),
                value("section"),
                value("title"),
                value("lead"),
                value("units"),
                value("support"),
                value("due")
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r#"
    "1.1" "（一）宣传" "举办仪式" ["市教育局", "市文旅局"] 
    "1.2" "（一）宣传" "开展讲座" ["市图书馆", "市教育局"] 
    "2.1" "（二）建设" "建园" ["市教育局"] 2025-06-30
    "2.2" "（二）建设" "修路" ["市教育局"] 2025-12-31
    "2.1.2" "（二）建设" "扫黑除恶" ["市委政法委"]["市公安局"] 2025-06-30
    "#);
    assert!(ran.stdout.contains("# 通知第5段"), "{}", ran.stdout);
}

#[test]
fn no_row_of_a_table_is_lost_and_a_number_printed_twice_is_told() {
    let campaign = Campaign::founding();
    let text = "关于印发《方案》的通知\n2025年3月1日\n一、任务\n序号\t任务\t责任单位\t时间\n1\t建园\t市教育局\t5月4日上午9:00\n1\t修路\t市交通局\t\n（二）其他\t\t\t\n合计\t\t5项\t\n";
    let ran = import(&campaign, "通知.txt", text.as_bytes());
    assert!(ran.stdout.contains("# 待定：原文第1项出现不止一次，这一项改为 1.2\nid = \"1.2\""), "{ran}");
    assert!(ran.stdout.contains("due = 2025-05-04  # 原文：5月4日上午9:00"), "{ran}");
    assert!(ran.stderr.contains("第7行　（二）其他\n第8行　合计 | 5项"), "{ran}");
}

#[test]
fn files_that_are_no_notice_are_refused_with_what_to_do() {
    let campaign = Campaign::founding();
    let huge = document(&paragraph(None, &"填".repeat(30_000_000)));
    let mut told = Vec::new();
    for (name, bytes) in [
        ("通知.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        ("通知.pdf", b"%PDF-1.7".to_vec()),
        ("通知.png", b"\x89PNG\r\n".to_vec()),
        ("炸弹.docx", docx(&[("word/document.xml", &huge)])),
        ("表.docx", docx(&[("xl/workbook.xml", "")])),
        ("包.zip", docx(&[("../../etc/passwd", "x")])),
        ("坏.docx", docx(&[("word/document.xml", "<w:document>")])),
        ("半.docx", docx(&[("word/document.xml", &document(""))])[..60].to_vec()),
        ("空.txt", Vec::new()),
        ("诗.txt", "床前明月光，疑是地上霜。".into()),
    ] {
        let ran = import(&campaign, name, &bytes);
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{name}");
        told.push(ran.stderr);
    }
    insta::assert_snapshot!(told.concat(), @"
    错误：“通知.doc”是旧格式的文档（.doc、.wps、.rtf）
      办法：用 Word 或 WPS 打开，另存为 .docx 再试
    错误：“通知.pdf”是 PDF 或 OFD
      办法：打开以后全选、复制，贴进记事本存成 .txt；扫描件先做文字识别
    错误：“通知.png”是图片
      办法：先做文字识别，把文字存成 .txt 再试
    错误：“炸弹.docx”大得不像通知，没有读
      办法：确实是通知的，分成几份再试
    错误：“表.docx”是 Excel 表格
      办法：把表格复制，贴进记事本存成 .txt 再试
    错误：“包.zip”是压缩包
      办法：解压以后，用里面的 .docx 或 .txt 再试
    错误：“坏.docx”损坏了，或设了密码
      办法：用 Word 或 WPS 打开，另存为 .docx 再试
    错误：“半.docx”损坏了，或设了密码
      办法：用 Word 或 WPS 打开，另存为 .docx 再试
    错误：“空.txt”里面没有文字
      办法：图片做成的文档，先做文字识别，存成 .txt 再试
    错误：“诗.txt”里没有找到由哪个单位承担的任务
      办法：看看是不是拿错了文件；任务写在附件里的，用附件再试
    ");
    assert_eq!(campaign.run("import 没有.txt").status, 3);
}

#[test]
fn last_years_units_settle_this_years_names() {
    let campaign = Campaign::founding();
    fs::write(campaign.work().join("通知.txt"), NOTICE).unwrap();
    let ran = campaign.run("import 通知.txt --units-from plan.toml -o 草稿.toml");
    assert!(ran.stderr.contains("要由人来定：单位1处"), "{ran}");
    let draft = fs::read_to_string(campaign.work().join("草稿.toml")).unwrap();
    assert!(draft.contains("# 待定：“市图书馆”是去年方案里没有的，请核对"), "{draft}");
    assert!(draft.contains("\"市文旅局\" = \"市文体旅游广电局\""), "{draft}");
    assert!(draft.contains("# 通知没有附市直部门名单"), "comments are kept: {draft}");
}

#[test]
fn a_draft_never_replaces_a_file() {
    let campaign = Campaign::founding();
    fs::write(campaign.work().join("通知.txt"), NOTICE).unwrap();
    let ran = campaign.run("import 通知.txt -o plan.toml");
    assert_eq!(ran.status, 2);
    assert!(ran.stderr.contains("已经有了，没有覆盖"), "{ran}");
    let plan = fs::read_to_string(campaign.work().join("plan.toml")).unwrap();
    assert_eq!(plan, fs::read_to_string(root().join("plan.toml")).unwrap());
    let json = campaign.json("import 通知.txt");
    assert_eq!((&json["version"], &json["activities"]), (&2.into(), &3.into()));
    assert_eq!(campaign.run("import 通知.txt --format md").status, 2);
}

#[test]
fn a_notice_whose_leads_report_for_the_others_says_so_in_the_draft() {
    let campaign = Campaign::founding();
    for (more, is_written) in [("", false), ("\n各项任务进展由牵头单位汇总后报送市民委。\n", true)]
    {
        fs::write(campaign.work().join("通知.txt"), format!("{NOTICE}{more}")).unwrap();
        let draft = campaign.out("import 通知.txt");
        assert_eq!(draft.contains("lead_reports = true  # 原文由牵头单位汇总"), is_written, "{draft}");
    }
}
