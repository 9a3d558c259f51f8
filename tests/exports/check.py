"""Opens exported files with programs that are not zlt, and compares them with its JSON: check.py PROGRAM FOLDER.

README.md beside this file says what it needs and what it does.
"""

import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import warnings

import docx
import icalendar
import openpyxl
from playwright.sync_api import sync_playwright

import large

warnings.filterwarnings("ignore", module="openpyxl")

HERE = pathlib.Path(__file__).resolve().parent
PLAN = HERE.parent.parent / "plan.toml"
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
STANDINGS = {
    "overdue": "逾期未完成",
    "due_soon": "即将到期",
    "open": "未到期",
    "ongoing": "长期坚持",
    "optional": "按需开展",
    "with_lead": "随牵头",
    "done_on_time": "按期完成",
    "done_late": "逾期完成",
    "waived": "不涉及",
}
STATUSES = {"unreported": "未反馈", "todo": "未开展", "doing": "推进中", "done": "已完成", "waived": "不涉及"}
ROLES = {"lead": "牵头单位", "member": "责任单位", "support": "配合单位"}
SAID = [
    ("2024-09-05", "done 1 --unit 市委统战部 --note 启动仪式暨羽毛球比赛 --count 场次=1 --count 人次=约300"),
    ("2024-09-06", "done 1 --unit 市工商联 --unit 市民委"),
    ("2024-09-06", "start 2 --unit 市委党校"),
    ("2024-09-09", "done 7 --unit 市教育局 --note 全市42所学校开展“开学第一课” --count 场次=42 --count 人次=1.6万余"),
    ("2024-09-10", "done 6 --unit 市民委 --note 参观中东铁路博物馆 --count 人次=86"),
    ("2024-09-10", "done 16 --unit 市教育局 --note 足球联赛 --count 场次=12"),
    ("2024-09-12", "done 8 --unit 兴华街道 --unit 正阳街道 --unit 繁荣街道"),
    ("2024-09-12", "waive 9 --unit 铁东街道 --note 辖区无农牧户"),
    ("2024-09-16", "done 17 --unit 市文旅局 --note “融合之路”推介会 --count 场次=3 --count 人次=450"),
    ("2024-09-18", "done 14 --unit 市乌兰牧骑 --unit 市文化馆 --note 文艺汇演 --count 场次=2 --count 人次=约2000"),
    ("2024-09-20", "done 10 --unit 各乡镇街道 --note 统计开放日宣传"),
    ("2024-09-20", "done 10 --unit 市统计局"),
    ("2024-09-22", "done 19 --unit 市教育局 --unit 市统计局 --unit 柴河镇"),
    ("2024-09-23", "done 19 --unit 市人社局 --unit 兴华街道"),
    ("2024-09-23", "done 11"),
    ("2024-09-24", "note 13 --unit 市委统战部 =HYPERLINK(1)正在征集<b>线索</b>"),
    ("2024-09-25", "done 2 --unit 市委组织部 --note 大讲堂 --count 人次=3至5"),
]


class Campaign:
    """A plan, its records, and a program to run on them."""

    def __init__(self, program: str, folder: pathlib.Path, day: str, data: str) -> None:
        self.program, self.folder, self.day, self.data = os.path.abspath(program), folder, day, data

    def run(self, words: str, day: str | None = None) -> str:
        environment = {
            "HOME": str(self.folder / "home"),
            "ZLT_DATA": str(self.folder / self.data),
            "ZLT_TODAY": day or self.day,
            "PATH": os.environ["PATH"],
        }
        ran = subprocess.run(
            [self.program, *words.split(" ")], cwd=self.folder, env=environment, capture_output=True, check=False
        )
        assert ran.returncode == 0, f"zlt {words}\n{ran.stderr.decode()}"
        return ran.stdout.decode()

    def json(self, words: str) -> dict:
        return json.loads(self.run(f"{words} --format json"))

    def export(self, words: str, name: str) -> pathlib.Path:
        started = time.monotonic()
        self.run(f"{words} -o {name}")
        path = self.folder / name
        print(f"  {time.monotonic() - started:6.2f} s  {path.stat().st_size / 1e6:7.2f} MB  zlt {words} -o {name}")
        return path


def rows(sheet, first: str) -> list[dict]:
    """The rows under the heads, each by its heads; the sum and what follows it left out."""
    values = list(sheet.iter_rows(values_only=True))
    head = next(at for at, row in enumerate(values) if row[0] == first)
    body = []
    for row in values[head + 1 :]:
        if row[0] is None or row[0] == "合计":
            break
        body.append(dict(zip(values[head], row)))
    return body


def day(text: str | None) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def check_ledger(campaign: Campaign, path: pathlib.Path) -> int:
    """Every cell of four sheets against the JSON; gives how many were compared."""
    book = openpyxl.load_workbook(path, read_only=False)
    compared = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), f"a formula in {sheet.title}"
    duties = campaign.json("duties")["duties"]
    listed = rows(book["总台账"], "序号")
    assert len(listed) == len(duties), (len(listed), len(duties))
    for row, duty in zip(listed, duties):
        expected = {
            "序号": int(duty["activity"]),
            "板块": duty["section"],
            "工作任务": duty["title"],
            ROLES[duty["role"]]: duty["unit"],
            "完成时限": day(duty["due"]),
            "办理状态": STANDINGS[duty["standing"]],
            "完成日期": day(duty["done_on"]),
            "逾期天数": duty["days_overdue"] if duty["standing"] == "overdue" else None,
        }
        if duty["reports"] < 2:
            expected["备注"] = duty["note"]
        for head, value in expected.items():
            assert row[head] == value, (head, row[head], value)
        assert row["进展情况"].startswith(STATUSES[duty["status"]])
        compared += len(expected) + 1
    report = campaign.json("report")
    for name, first, key in [("按单位", "单位", "by_unit"), ("按任务", "序号", "by_activity")]:
        told = report[key]
        listed = rows(book[name], first)
        assert len(listed) == len(told)
        for row, tally in zip(listed, told):
            heads = {"应完成": "owed", "逾期未完成": "overdue", "即将到期": "due_soon", "未反馈": "unreported"}
            if key == "by_unit":
                heads |= {word: standing for standing, word in STANDINGS.items()} | {"分工": "duties"}
            for head, field in heads.items():
                assert row[head] == tally[field], (name, head, row[head], tally[field])
            if tally["owed"]:
                assert abs(row["完成率"] - tally["share"]) < 1e-12
            compared += len(heads) + 1
    late = campaign.json("report --overdue")["duties"]
    listed = rows(book["逾期清单"], "序号")
    assert len(listed) == len(late)
    for row, duty in zip(listed, late):
        assert (row["单位"], row["逾期天数"], row["完成时限"]) == (duty["unit"], duty["days_overdue"], day(duty["due"]))
        compared += 3
    return compared


def check_calendar(campaign: Campaign, path: pathlib.Path) -> None:
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    assert len(events) == len(calendar.walk("VEVENT")), "no UID stands twice"
    for duty in campaign.json("duties --unit 市教育局")["duties"]:
        event = events[f"zlt-2024-41-{duty['activity']}-due@zlt"]
        assert event.decoded("DTSTART").isoformat() == duty["due"]
        assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(days=1)


def check_letters(folder: pathlib.Path) -> None:
    for path in sorted(folder.glob("*.docx")):
        letter = docx.Document(path)
        section = letter.sections[0]
        millimetres = [round(side.mm) for side in (section.page_width, section.top_margin, section.left_margin)]
        assert millimetres == [210, 37, 28], (path.name, millimetres)
        assert any(paragraph.text for paragraph in letter.paragraphs), path.name


def check_page(campaign: Campaign, path: pathlib.Path, pictures: pathlib.Path) -> None:
    """The web page in a browser: with scripts, without, wide, narrow, and on paper."""
    said, asked = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        page.screenshot(path=pictures / "page-wide.png", full_page=True)
        visible = "() => [...document.querySelectorAll('table:not(.grid) tr[data-choice]')].filter((row) => !row.hidden).length"
        everything = page.evaluate(visible)
        page.get_by_label("单位").fill("市教育局")
        by_unit = page.evaluate(visible)
        duties = campaign.json("duties --unit 市教育局")["duties"]
        late = [duty for duty in duties if duty["standing"] == "overdue"]
        # One row in the progress of units, one a duty, one a duty that is late.
        assert by_unit == 1 + len(duties) + len(late), (by_unit, len(duties), len(late))
        page.get_by_label("办理状态").select_option("按期完成")
        done = [duty for duty in duties if duty["standing"] == "done_on_time"]
        assert page.evaluate(visible) == len(done), "those of the unit that are done, and no row that does not say so"
        assert page.locator("#choices output").inner_text() == f"符合的有{len(done)}行"
        lit = page.evaluate("() => [...document.querySelectorAll('.grid tr:not([hidden]) td:not(.dim)')].length")
        assert lit == len(done), (lit, len(done))
        page.screenshot(path=pictures / "page-chosen.png")
        page.click("#choices button")
        page.wait_for_function(f"() => ({visible})() === {everything}")
        page.pdf(path=pictures / "page.pdf", prefer_css_page_size=True)
        page.set_viewport_size({"width": 390, "height": 844})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390, "no sideways scrolling on a phone"
        page.screenshot(path=pictures / "page-phone.png", full_page=True)
        plain = browser.new_context(java_script_enabled=False).new_page()
        plain.goto(path.as_uri())
        assert plain.locator("#choices").is_hidden() and plain.locator("h2").count() >= 7
        plain.screenshot(path=pictures / "page-without-scripts.png")
        browser.close()
    assert said == [], said
    assert asked == [path.as_uri()], asked


def pictures_of(path: pathlib.Path, pictures: pathlib.Path) -> int:
    """Turns a file into pictures, a page each, and gives how many there are."""
    environment = os.environ | {"HOME": str(pictures), "FONTCONFIG_FILE": str(HERE / "fonts.conf")}
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(pictures), str(path)]
    subprocess.run(convert, env=environment, check=True, capture_output=True)
    pdf = pictures / f"{path.stem}.pdf"
    subprocess.run(["pdftoppm", "-r", "70", "-png", str(pdf), str(pictures / path.stem)], check=True)
    return len(list(pictures.glob(f"{path.stem}-*.png")))


def founding(program: str, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(PLAN, folder / "plan.toml")
    campaign = Campaign(program, folder, "2024-09-25", "data")
    for on, words in SAID:
        campaign.run(words, on)
    (folder / "联络员.csv").write_text("单位,联络员,电话,分管领导\n市教育局,（甲）,0000-1,（乙）\n", encoding="utf-8")
    ledger = campaign.export("report", "台账.xlsx")
    page = campaign.export("report", "进展.html")
    calendar = campaign.export("duties --unit 市教育局", "日历.ics")
    for words, name in [
        ("report", "通报.docx"),
        ("remind", "催办单.docx"),
        ("report --since 9-18", "简报.docx"),
        ("report --summary", "总结.docx"),
        ("report --summary --unit 市教育局", "总结（市教育局）.docx"),
        ("duties --unit 市教育局", "分工.xlsx"),
        ("report --matrix", "对照.xlsx"),
    ]:
        campaign.export(words, name)
    pictures = folder / "pictures"
    pictures.mkdir()
    print(f"  {check_ledger(campaign, ledger)} cells of the ledger are what the JSON says")
    check_calendar(campaign, calendar)
    check_letters(folder)
    check_page(campaign, page, pictures)
    for path in sorted([*folder.glob("*.xlsx"), *folder.glob("*.docx")]):
        print(f"  {pictures_of(path, pictures):3} pages  {path.name}")
    assert len(list(pictures.glob("简报-*.png"))) == 1, "the weekly page is one sheet of A4"


def many(program: str, folder: pathlib.Path) -> None:
    folder.mkdir(parents=True)
    large.main(folder)
    campaign = Campaign(program, folder, "2024-07-01", "data")
    ledger = campaign.export("report", "台账.xlsx")
    for words, name in [("report", "进展.html"), ("report", "通报.docx"), ("remind", "催办单.docx"), ("report", "日历.ics")]:
        campaign.export(words, name)
    print(f"  {check_ledger(campaign, ledger)} cells of the ledger are what the JSON says")


if __name__ == "__main__":
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    print("the founding plan")
    founding(program, folder / "founding")
    print("2,000 units, 50 activities")
    many(program, folder / "large")
    print(f"done; look at the pictures in {folder / 'founding/pictures'}")
