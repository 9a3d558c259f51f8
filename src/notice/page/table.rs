//! Tables in a notice: pasted with tabs, drawn with |, or pasted one cell a line.

use super::lines::Line;
use super::mark::{Level, mark};
use super::paragraphs::is_page_number;

/// A table of duties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The number of the line with its heads, counted from 1.
    pub line: usize,
    /// What each column holds.
    pub columns: Vec<Column>,
    /// Its rows from top to bottom.
    pub rows: Vec<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of its line, counted from 1.
    pub line: usize,
    /// Its cells, as many as there are columns; a row that only names what follows has one.
    pub cells: Vec<String>,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// 序号
    Number,
    /// What rows have in common: 类别, 板块.
    Section,
    /// 工作任务
    Title,
    /// 工作内容, 具体措施
    Detail,
    /// 牵头单位
    Lead,
    /// 责任单位
    Member,
    /// 配合单位
    Support,
    /// 完成时限
    Due,
    /// Anything else, under its own name.
    Extra(String),
}

/// What words in a column's head say about the column, the more telling first.
const HEADS: [(&[&str], Column); 9] = [
    (&["序号", "编号", "项次"], Column::Number),
    (&["类别", "板块", "领域", "分类"], Column::Section),
    (&["牵头单位", "牵头部门", "主办单位", "主办部门", "主责单位", "牵头"], Column::Lead),
    (&["配合单位", "配合部门", "协办单位", "协办部门", "协助单位", "参与单位", "参加单位", "配合"], Column::Support),
    (
        &[
            "责任单位",
            "责任部门",
            "承办单位",
            "承办部门",
            "落实单位",
            "实施单位",
            "责任主体",
            "完成单位",
            "责任分工",
            "任务分工",
            "承担单位",
        ],
        Column::Member,
    ),
    (&["时限", "时间", "期限", "进度要求", "完成日期"], Column::Due),
    (&["任务", "事项", "项目", "工作名称"], Column::Title),
    (&["工作", "活动", "措施", "举措"], Column::Title),
    (&["内容", "目标", "要求", "标准"], Column::Detail),
];

/// A run of lines that are no table, or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Lines of running text.
    Text(Vec<Line>),
    /// A table.
    Table(Table),
}

impl Part {
    /// The texts of its lines or cells, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (lines, table) = match self {
            Self::Text(lines) => (lines.as_slice(), None),
            Self::Table(table) => (&[][..], Some(table)),
        };
        let cells = table.into_iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells).map(String::as_str);
        lines.iter().map(|line| line.text.as_str()).chain(cells)
    }
}

/// Takes the tables out of the lines, in order.
pub fn parts(lines: Vec<Line>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text: Vec<Line> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match ruled(&lines[at..]).or_else(|| stacked(&lines[at..])) {
            Some((table, taken)) => {
                parts.push(Part::Text(std::mem::take(&mut text)));
                parts.push(Part::Table(table));
                // The foot of a page in the middle of a table is no row of it.
                text.extend(lines[at..at + taken].iter().filter(|line| is_page_number(&line.text)).cloned());
                at += taken;
            }
            None => {
                text.push(lines[at].clone());
                at += 1;
            }
        }
    }
    parts.push(Part::Text(text));
    parts
}

/// A table whose rows are known, as Word files have them; `None` where its heads are not those of a duty list.
pub fn of_rows(rows: Vec<Row>) -> Option<Table> {
    let head = rows.iter().position(|row| columns(&row.cells).is_some())?;
    let both = rows.get(head + 1).and_then(|below| two_rows_of_heads(&rows[head], below));
    let below = head + 1 + usize::from(both.is_some());
    let columns = both.or_else(|| columns(&rows[head].cells))?;
    let width = columns.len();
    let line = rows[head].line;
    let rows = rows.into_iter().skip(below).map(|row| Row { cells: filled(row.cells, width), ..row });
    Some(Table { line, columns, rows: rows.collect() })
}

/// What the columns hold where their heads take two rows: 责任分工 over 牵头 and 配合, the others merged downwards.
fn two_rows_of_heads(head: &Row, below: &Row) -> Option<Vec<Column>> {
    let is_heads = head.cells.len() == below.cells.len()
        && head.cells.first() == below.cells.first()
        && below.cells.iter().all(|cell| cell.chars().count() <= 6);
    let both = head.cells.iter().zip(&below.cells).map(|(head, own)| if own.is_empty() { head } else { own });
    let both: Vec<String> = both.cloned().collect();
    columns(&both).filter(|_| is_heads)
}

/// What the columns hold, if these cells are the heads of a duty list: a task and who does it.
fn columns(cells: &[String]) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = Vec::new();
    for cell in cells {
        let head: String = cell.chars().filter(|character| !character.is_whitespace()).collect();
        let mut column = column(&head);
        if column == Column::Title && columns.contains(&Column::Title) {
            column = Column::Detail;
        }
        columns.push(column);
    }
    let has = |wanted: &[Column]| columns.iter().any(|column| wanted.contains(column));
    if !has(&[Column::Title])
        && let Some(detail) = columns.iter_mut().find(|column| **column == Column::Detail)
    {
        *detail = Column::Title;
    }
    let has = |wanted: &[Column]| columns.iter().any(|column| wanted.contains(column));
    let is_duty_list = has(&[Column::Title]) && has(&[Column::Lead, Column::Member, Column::Support]);
    is_duty_list.then_some(columns)
}

fn column(head: &str) -> Column {
    const LONGEST_HEAD: usize = 12;
    let is_person = ["领导", "责任人", "联系人", "联络", "电话", "备注"].iter().any(|word| head.contains(word));
    let known = HEADS.iter().find(|(words, _)| words.iter().any(|word| head.contains(word)));
    match known {
        Some((_, column)) if !is_person && head.chars().count() <= LONGEST_HEAD => column.clone(),
        _ => Column::Extra(head.to_owned()),
    }
}

fn filled(mut cells: Vec<String>, width: usize) -> Vec<String> {
    if cells.iter().filter(|cell| !cell.trim().is_empty()).count() != 1 || width == 1 {
        cells.resize(width, String::new());
        return cells;
    }
    cells.retain(|cell| !cell.trim().is_empty());
    cells
}

/// A table whose cells stand between tabs or |, with the number of lines it takes.
fn ruled(lines: &[Line]) -> Option<(Table, usize)> {
    let first = lines.first()?;
    let sign = ['\t', '|'].into_iter().find(|sign| first.text.matches(*sign).count() >= 2)?;
    let columns = self::columns(&cells(&first.text, sign))?;
    let width = columns.len();
    let mut rows: Vec<Row> = Vec::new();
    let mut taken = 1;
    for (at, line) in lines.iter().enumerate().skip(1) {
        let is_row = line.text.contains(sign) && self::columns(&cells(&line.text, sign)).is_none();
        let next = || lines[at + 1..].iter().take(2).find(|next| next.text.contains(sign));
        // What stands before the heads of another table belongs to that.
        let goes_on = || next().is_some_and(|next| self::columns(&cells(&next.text, sign)).is_none());
        let names_what_follows = mark(&line.text).is_some_and(|mark| mark.level == Level::Section) && goes_on();
        if !is_row && !names_what_follows {
            break;
        }
        taken = at + 1;
        let is_rule = sign == '|' && line.text.chars().all(|character| "|:- ".contains(character));
        if !is_rule {
            rows.push(Row { line: line.number, cells: filled(cells(&line.text, sign), width) });
        }
    }
    Some((Table { line: first.number, columns, rows }, taken))
}

fn cells(line: &str, sign: char) -> Vec<String> {
    let line = if sign == '|' { line.trim().trim_matches('|') } else { line };
    line.split(sign).map(|cell| cell.trim().to_owned()).collect()
}

/// A table pasted one cell a line: its heads one under the other, each row beginning with its number.
///
/// Where the heads end with |, so does every cell, which may then go over several lines or be empty.
fn stacked(lines: &[Line]) -> Option<(Table, usize)> {
    const MOST_COLUMNS: usize = 12;
    let is_barred = lines.first()?.text.ends_with('|');
    if column(&plain(&lines[0].text)) != Column::Number {
        return None;
    }
    let starts_row = |line: &Line| plain(&line.text).parse::<u32>().is_ok() || mark(&line.text).is_some();
    let width = lines.iter().take(MOST_COLUMNS).position(starts_row)?;
    let heads: Vec<String> = lines[..width].iter().map(|line| plain(&line.text)).collect();
    let columns = columns(&heads)?;
    let mut rows: Vec<Row> = Vec::new();
    let mut taken = width;
    let mut is_open = false;
    for line in &lines[width..] {
        let level = mark(&line.text).map(|mark| mark.level);
        let text = plain(&line.text);
        let names_section = level == Some(Level::Section) && !is_open;
        match rows.last_mut() {
            _ if level == Some(Level::Part) => break,
            _ if is_page_number(&line.text) => {}
            Some(row) if is_open || row.cells.last().is_some_and(|cell| cell.ends_with(['、', '，'])) => {
                row.cells.iter_mut().next_back().into_iter().for_each(|cell| cell.push_str(&text))
            }
            _ if names_section || text.parse::<u32>().is_ok() => {
                rows.push(Row { line: line.number, cells: vec![text] })
            }
            Some(row) if row.cells.len() < width && row.cells[0].parse::<u32>().is_ok() => row.cells.push(text),
            _ => break,
        }
        is_open = is_barred && !line.text.ends_with('|') && !names_section;
        taken += 1;
    }
    let rows = rows.into_iter().map(|row| Row { cells: fitted(row.cells, &columns), ..row });
    Some((Table { line: lines[0].number, rows: rows.collect(), columns }, taken))
}

fn plain(line: &str) -> String {
    line.trim_end_matches('|').trim().to_owned()
}

/// The cells of a row of which empty ones were lost: each where it fits, from left to right; the last is the day.
fn fitted(cells: Vec<String>, columns: &[Column]) -> Vec<String> {
    if cells.len() <= 1 || cells.len() == columns.len() {
        return cells;
    }
    let mut fitted = vec![String::new(); columns.len()];
    let mut next = 0;
    for (at, cell) in cells.iter().enumerate() {
        let is_last = at + 1 == cells.len();
        let due = columns.iter().position(|column| *column == Column::Due).filter(|due| is_last && *due >= next);
        let place = due.filter(|_| !crate::notice::phrase::names::looks_like_a_unit(cell)).unwrap_or(next);
        if let Some(slot) = fitted.get_mut(place) {
            slot.push_str(cell);
        }
        next = place + 1;
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::{Part, parts};

    fn rows(text: &str) -> Vec<String> {
        let tables = parts(lines(text)).into_iter().filter_map(|part| match part {
            Part::Table(table) => Some(table),
            Part::Text(_) => None,
        });
        tables.flat_map(|table| table.rows).map(|row| row.cells.join("/")).collect()
    }

    #[test]
    fn tables_are_found_however_they_were_pasted() {
        for (text, expected) in [
            (
                "序号\t工作任务\t牵头单位\t完成时限\n1\t建园\t市教育局\t\n2\t修路\t\t6月\n三、要求",
                &["1/建园/市教育局/", "2/修路//6月"][..],
            ),
            ("| 序号 | 任务 | 责任单位 |\n| :--: | --- | --- |\n| 1 | 建园 | 市教育局 |", &["1/建园/市教育局"]),
            (
                "序号\n工作任务\n牵头单位\n配合单位\n完成时限\n（一）机制\n1\n建园\n市教育局\n6月底前\n2\n修路\n市交通局\n市财政局\n年底前\n三、要求",
                &["（一）机制", "1/建园/市教育局//6月底前", "2/修路/市交通局/市财政局/年底前"],
            ),
            (
                "序号\n任务\n责任单位\n完成时限\n1\n建园\n市教育局、\n市财政局\n6月\n第 3 页 共 5 页\n2\n修路\n市交通局\n7月",
                &["1/建园/市教育局、市财政局/6月", "2/修路/市交通局/7月"],
            ),
            ("序号|\n工作任务|\n责任单位|\n1|\n建园|\n市教育局|", &["1/建园/市教育局"]),
            ("序号|\n任务|\n责任单位|\n完成时限|\n1|\n清理通道\n的车辆。|\n|\n6月|", &["1/清理通道的车辆。//6月"]),
            ("姓名\t电话\t住址\n甲\t1\t乙", &[]),
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
    }
}
