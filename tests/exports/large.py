"""Makes a campaign of 2,000 units and 50 activities with a record for most of its duties: large.py FOLDER."""

import json
import pathlib
import sys

UNITS, ACTIVITIES = 2000, 50


def main(folder: pathlib.Path) -> None:
    journals = folder / "data/large/journal"
    journals.mkdir(parents=True, exist_ok=True)
    units = [f"第{number:04}号镇人民政府" for number in range(UNITS)]
    names = ", ".join(f'"{unit}"' for unit in units)
    plan = [
        '[campaign]\nid = "large"\ntitle = "大型专项工作"\ndocument = "试〔2024〕1号"\ncoordinator = "指挥部"',
        "start = 2024-01-01\nend = 2024-12-31\n[groups]",
        f'"各乡镇" = [{names}]',
    ]
    for number in range(1, ACTIVITIES + 1):
        due = f"2024-{(number - 1) * 12 // ACTIVITIES + 1:02}-15"
        plan.append(
            f'[[activity]]\nid = {number}\nsection = "（{number % 5 + 1}）重点工作"\n'
            f'title = "开展“第{number}号重点工作”系列宣传活动"\nunits = ["各乡镇"]\ndue = {due}'
        )
    (folder / "plan.toml").write_text("\n".join(plan) + "\n", encoding="utf-8")
    for place, unit in enumerate(units):
        lines = []
        for number in range(1, ACTIVITIES + 1):
            if (place + number) % 7 == 0:
                continue
            kind = "start" if (place * number) % 11 == 0 else "done"
            day = f"2024-{(place + number) % 6 + 1:02}-{(place * number) % 28 + 1:02}"
            lines.append(
                {
                    "id": f"{place}-{number}",
                    "command": f"{place}-{number}",
                    "machine": "k3f9",
                    "at": f"{day}T10:00:00.000+08:00",
                    "by": "",
                    "unit": unit,
                    "activity": str(number),
                    "title": f"开展“第{number}号重点工作”系列宣传活动",
                    "kind": kind,
                    "on": day,
                    "note": f"第{number}项的进展" if number % 3 == 0 else "",
                    "counts": {"场次": number} if number % 5 == 0 else {},
                }
            )
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (journals / f"{unit}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
