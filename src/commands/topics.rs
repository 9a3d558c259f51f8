//! The pages of the guide, which are the pages of `docs/`.

/// A page of the guide.
pub struct Topic {
    /// What it is asked for by.
    pub name: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// Its text.
    pub text: &'static str,
}

/// The pages of the guide, in the order in which they are best read.
pub const TOPICS: [Topic; 12] = [
    Topic { name: "方案", about: "plan.toml 怎样写，怎样改", text: include_str!("../../docs/plan.md") },
    Topic {
        name: "名称", about: "单位可以怎样写：简称、拼音、首字母", text: include_str!("../../docs/names.md")
    },
    Topic { name: "编号", about: "任务编号怎样写", text: include_str!("../../docs/ids.md") },
    Topic {
        name: "日期", about: "日子怎样写，补录和按某一天看", text: include_str!("../../docs/days.md")
    },
    Topic {
        name: "状态", about: "反馈、办理状态和完成率怎样算", text: include_str!("../../docs/standings.md")
    },
    Topic { name: "范围", about: "看和登记管到哪些单位", text: include_str!("../../docs/scope.md") },
    Topic {
        name: "审核", about: "申请、延期、销号、退回、材料、佐证", text: include_str!("../../docs/review.md")
    },
    Topic { name: "报表", about: "存成 Excel、Word、网页、日历", text: include_str!("../../docs/files.md") },
    Topic { name: "办理记录", about: "办理记录放在哪里", text: include_str!("../../docs/records.md") },
    Topic { name: "个人设置", about: "个人设置和环境变量", text: include_str!("../../docs/settings.md") },
    Topic {
        name: "错误", about: "方案和记录的每一种问题，怎样改", text: include_str!("../../docs/errors.md")
    },
    Topic { name: "格式", about: "给程序用的 JSON", text: include_str!("../../docs/json.md") },
];
