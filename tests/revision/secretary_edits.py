"""Edits of documents as a secretary makes them in one go. Each says by how many rows it may be told
at most, so that one that is told by more is seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.revision.secretary_documents import (
    BASES,
    CSV,
    PICTURE,
    UNITS,
    Case,
    picture,
    says,
)
from tests.revision.secretary_places import (
    everywhere,
    lines_of,
    lists_under,
    paragraphs,
    parts_with,
    rows_of,
    texts,
)

Edit = Callable[[Case, Random], int]
"""Changes the case in place; by how many rows it may be told at most, 0 = there was nothing of
the kind to change.
"""

_NAMELESS = "\ufddb"
"""Stands for a name while it is replaced."""


def swap_names(case: Case, r: Random) -> int:
    """Two names of a roster change places, the posts stay."""
    lists = [each for each in lists_under(case, "人员") if len(each) > 1]
    if not lists:
        return 0
    people = r.choice(lists)
    i, j = r.sample(range(len(people)), 2)
    (one, post), (other, office) = (people[n].split(" ") for n in (i, j))
    people[i], people[j] = f"{other} {post}", f"{one} {office}"
    return 2


def swap_people(case: Case, r: Random) -> int:
    """Two lines of a roster change places."""
    lists = [each for each in lists_under(case, "人员") if len(each) > 1]
    if not lists:
        return 0
    people = r.choice(lists)
    i, j = r.sample(range(len(people)), 2)
    people[i], people[j] = people[j], people[i]
    return 2


def swap_and_edit(case: Case, r: Random) -> int:
    """Two paragraphs change places, and one of them is edited."""
    bodies = [
        body
        for body in lists_under(case, "正文", "条目", "项", "条")
        if len(body) > 1 and all(isinstance(x, str) and "；" in x for x in body[:2])
    ]
    if not bodies:
        return 0
    body = r.choice(bodies)
    body[0], body[1] = body[1], body[0].replace("处", "个点位", 1)
    return 2


def front_section(case: Case, r: Random) -> int:
    """A section comes before the others: all are numbered anew."""
    lines = lines_of(case)
    if lines is not None:
        numbers = "一二三四"
        for at, line in enumerate(lines):
            if re.match("[一二三]、", line):
                lines[at] = numbers[numbers.index(line[0]) + 1] + line[1:]
        lines[1:1] = ["一、提高思想认识", says(r)]
        case.data["正文"] = "\n".join(lines)
        return 2
    bodies = [
        body
        for body in lists_under(case, "正文")
        if any(isinstance(x, dict) and "节" in x for x in body)
    ]
    if not bodies:
        chapters = parts_with(case, "印发件")[0]["印发件"]["正文"]
        chapters.insert(0, {"章": "一般规定", "正文": [{"条": says(r)}]})
        return 3
    body = bodies[0]
    at = next(n for n, each in enumerate(body) if isinstance(each, dict) and "节" in each)
    body.insert(at, {"节": "提高思想认识", "正文": [says(r)]})
    return 3


def merge_sections(case: Case, r: Random) -> int:
    """Two sections become one, under a heading that names both."""
    spots = [
        (body, at)
        for body in lists_under(case, "正文")
        for at in range(len(body) - 1)
        if all(
            isinstance(x, dict) and "节" in x and isinstance(x.get("正文"), list)
            for x in body[at : at + 2]
        )
    ]
    if not spots:
        return 0
    body, at = r.choice(spots)
    gone = body.pop(at + 1)
    body[at]["节"] += "和" + gone["节"]
    body[at]["正文"] += gone["正文"]
    return 3 + len(gone["正文"])


def list_to_table(case: Case, r: Random) -> int:
    """A list becomes a table, with more of it."""
    spots = [
        (body, at)
        for body in lists_under(case, "正文")
        for at, each in enumerate(body)
        if isinstance(each, dict) and "条目" in each
    ]
    if not spots:
        return 0
    body, at = r.choice(spots)
    items = body[at]["条目"]
    rows = [[str(n), item.rstrip("。"), r.choice(UNITS)] for n, item in enumerate(items, 1)]
    body[at] = {"表": {"列": ["序号", "措施", "负责单位"], "行": rows}}
    return 1 + len(items)


def table_to_list(case: Case, r: Random) -> int:
    spots = [
        (body, at)
        for body in lists_under(case, "正文")
        for at, each in enumerate(body)
        if isinstance(each, dict)
        and isinstance(each.get("表"), dict)
        and "序号" in each["表"]["列"]
    ]
    if not spots:
        return 0
    body, at = r.choice(spots)
    rows = body[at]["表"]["行"]
    body[at] = {"条目": ["，".join(row[1:]) + "。" for row in rows]}
    return 1 + len(rows)


def recipients_order(case: Case, r: Random) -> int:
    if "主送" not in case.data:
        return 0
    units = case.data["主送"].split("、")
    case.data["主送"] = "、".join(units[1:] + units[:1])
    return 1


def rename_unit(case: Case, r: Random) -> int:
    """A unit is called otherwise, all over; told once, and where its name begins a line besides."""
    present = [u for u in UNITS if sum(u in h[k] for h, k in texts(case)) >= 3]
    if not present:
        return 0
    unit = r.choice(present)
    everywhere(case, unit, unit[:-1] + "中心")
    return 4


def date_but_one(case: Case, r: Random) -> int:
    """A date is another all over, but at one place that was forgotten."""
    count = sum("2027年6月底前" in h[k] for h, k in texts(case))
    if count < 2:
        lines = lines_of(case)
        if lines is None:
            return 0
        at = next(n for n, line in enumerate(lines) if "2027年6月底前" in line)
        lines[at] = lines[at].replace("2027年6月底前", "2027年9月底前")
        case.data["正文"] = "\n".join(lines)
        return 1
    return everywhere(case, "2027年6月底前", "2027年9月底前", but=r.randrange(count))


def row_for_row(case: Case, r: Random) -> int:
    """A row goes, and another like it comes elsewhere."""
    tables = [rows for rows in rows_of(case) if len(rows) > 2]
    if not tables:
        return 0
    rows = r.choice(tables)
    gone = rows.pop(r.randrange(len(rows)))
    new = [
        re.sub(r"\d+", lambda m: str(int(m[0]) + 3), cell) if isinstance(cell, str) else cell
        for cell in gone
    ]
    new[1] = f"{r.choice(UNITS)}（新增）"
    rows.append(new)
    if rows[0][0].isdecimal():
        for n, row in enumerate(rows, 1):
            row[0] = str(n)
    return 1 + len(new)


def column_head(case: Case, r: Random) -> int:
    tables = [part["表"] for part in parts_with(case, "表")]
    if not tables:
        return 0
    chosen = r.choice(tables)
    heads = chosen["列"]
    at = r.choice([n for n, each in enumerate(heads) if isinstance(each, str) and each != "项目"])
    was = heads[at]
    heads[at] = {"序号": "编号", "电话": "值班电话", "面积": "实测面积"}.get(was, "相关" + was)
    if CSV in case.files and chosen["行"] == CSV:
        case.files[CSV] = case.files[CSV].replace(was.encode(), heads[at].encode(), 1)
    return 1


def columns_swapped(case: Case, r: Random) -> int:
    tables = [part["表"] for part in parts_with(case, "表") if isinstance(part["表"]["行"], list)]
    if not tables:
        return 0
    chosen = r.choice(tables)
    if not all(isinstance(each, str) for each in chosen["列"][1:3]):
        return 0
    for row in (chosen["列"], *chosen["行"]):
        row[1], row[2] = row[2], row[1]
    return 1


def task_elsewhere(case: Case, r: Random) -> int:
    """A task goes to another section."""
    bodies = [
        b
        for b in lists_under(case, "正文")
        if len(b) > 1 and isinstance(b[0], dict) and "任务" in b[0]
    ]
    if len(bodies) < 2:
        return 0
    source, target = r.sample(bodies, 2)
    target.insert(r.randrange(len(target) + 1), source.pop(r.randrange(len(source))))
    return 2


def new_title(case: Case, r: Random) -> int:
    """The title is written anew; that of the text that it issues with it."""
    was = case.data["标题"]
    subject = re.search("(?:印发云溪市|开展|促进)(.*?)的(?:通知|意见)", was)
    assert subject is not None
    everywhere(
        case, subject[1], r.choice(("山林火灾防控", "历史文化保护", "城市品质提升")) + "工作方案"
    )
    return 5


def cut_in_three(case: Case, r: Random) -> int:
    """A paragraph of three clauses becomes three paragraphs."""
    spots = [(b, n) for b, n in paragraphs(case) if "，" in b[n]]
    if not spots:
        return 0
    body, at = r.choice(spots)
    first, _, rest = body[at].partition("，")
    second, _, third = rest.partition("；")
    body[at : at + 1] = [first + "。", second + "。", third]
    return 1


def only_marks(case: Case, r: Random) -> int:
    """Brackets, quotation marks or stops only."""
    was, now = r.choice(
        (("（", "〔"), ("）", "〕"), ("“", "《"), ("；", "。"), ("、", "，"), ("，", "；"))
    )
    spots = [
        (h, k)
        for h, k in texts(case)
        if was in h[k] and k not in ("主送", "抄送", "配合单位") and h[k] != CSV
    ]
    spots = [
        (h, k)
        for h, k in spots
        if not isinstance(h, dict) or k in ("接排", "任务", "条", "正文", "内容")
    ]
    if not spots:
        return 0
    holder, key = r.choice(spots)
    at = holder[key].rindex(was)
    holder[key] = holder[key][:at] + now + holder[key][at + 1 :]
    return 1


def only_width(case: Case, r: Random) -> int:
    """Figures in full width for those in half, or letters in another case."""
    spots = [(h, k) for h, k in paragraphs(case) if re.search(r"\d+处", h[k])]
    if not spots:
        return 0
    holder, key = r.choice(spots)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    holder[key] = re.sub(r"\d+(?=处)", lambda m: m[0].translate(wide), holder[key], count=1)
    return 1


def other_picture(case: Case, r: Random) -> int:
    if PICTURE not in case.files:
        return 0
    case.files[PICTURE] = picture(r.randint(101, 255))
    return 1


def figures_in_file(case: Case, r: Random) -> int:
    """A figure in the file that a table is read from."""
    if CSV not in case.files:
        return 0
    lines = case.files[CSV].decode().split("\n")
    at = r.randrange(1, 6)
    cells = lines[at].split(",")
    cells[1] = str(int(cells[1]) + 1000)
    lines[at] = ",".join(cells)
    case.files[CSV] = "\n".join(lines).encode()
    return 1


def figures_swapped(case: Case, r: Random) -> int:
    """Two figures of a column change places."""
    tables = [rows for rows in rows_of(case) if len(rows) > 2]
    if not tables:
        return 0
    rows = r.choice(tables)
    i, j = r.sample(range(len(rows)), 2)
    if rows[i][2] == rows[j][2]:
        return 0
    rows[i][2], rows[j][2] = rows[j][2], rows[i][2]
    return 2


def sentence_over(case: Case, r: Random) -> int:
    """The end of a paragraph becomes the beginning of the next."""
    spots = [(b, n) for b, n in paragraphs(case) if n + 1 < len(b) and isinstance(b[n + 1], str)]
    if not spots:
        return 0
    body, at = r.choice(spots)
    first, _, last = body[at].rpartition("；")
    body[at], body[at + 1] = first + "。", last + body[at + 1]
    return 2


def twice(case: Case, r: Random) -> int:
    """A paragraph is pasted once more elsewhere."""
    spots = paragraphs(case)
    bodies = [b for b in lists_under(case, "正文") if b and isinstance(b[0], str)]
    if not spots or not bodies:
        return 0
    body, at = r.choice(spots)
    r.choice(bodies).append(body[at])
    return 1


def promoted(case: Case, r: Random) -> int:
    """A member becomes a deputy head."""
    rosters = [part["名单"] for part in parts_with(case, "名单")]
    if not rosters or len(rosters[0]) < 3:
        return 0
    deputies, members = rosters[0][1]["人员"], rosters[0][2]["人员"]
    if len(members) < 2:
        return 0
    deputies.append(members.pop(r.randrange(len(members))))
    return 3


def stage_months(case: Case, r: Random) -> int:
    stages = parts_with(case, "起")
    if not stages:
        return 0
    stages[0]["止"], stages[1]["起"] = "2027-04", "2027-05"
    return 2


def units_trade(case: Case, r: Random) -> int:
    """Two units change places all over, in text and tables."""
    present = [u for u in UNITS if any(u in h[k] for h, k in texts(case))]
    if len(present) < 2:
        return 0
    one, other = r.sample(present, 2)
    count = everywhere(case, one, _NAMELESS) + everywhere(case, other, one)
    everywhere(case, _NAMELESS, other)
    return 3 * count


def attachment_in_front(case: Case, r: Random) -> int:
    parts = parts_with(case, "附件")
    if not parts:
        return 0
    parts[0]["附件"].insert(0, {"标题": "有关说明", "正文": [says(r)]})
    return 4


def attachment_last_first(case: Case, r: Random) -> int:
    parts = parts_with(case, "附件")
    if not parts:
        return 0
    items = parts[0]["附件"]
    items.insert(0, items.pop())
    return 3


def phone(case: Case, r: Random) -> int:
    if "联系人" not in case.data:
        return 0
    case.data["联系人"]["电话"] = f"5550{r.randint(200, 999)}"
    return 1


def to_heading(case: Case, r: Random) -> int:
    """A paragraph is made a heading of what follows it."""
    spots = [
        (b, n) for b, n in paragraphs(case) if b in lists_under(case, "正文") and n + 1 < len(b)
    ]
    spots = [(b, n) for b, n in spots if all(isinstance(x, str) for x in b)]
    if not spots:
        return 0
    body, at = r.choice(spots)
    rest = body[at + 1 :]
    body[at:] = [{"节": body[at].partition("，")[0], "正文": rest}]
    return 2 + len(rest)


def run_on_heading(case: Case, r: Random) -> int:
    """A heading that runs in gets a line of its own."""
    spots = [part for part in parts_with(case, "节") if "接排" in part]
    if not spots:
        return 0
    part = r.choice(spots)
    part["正文"] = [part.pop("接排")]
    return 2


def replaced_section(case: Case, r: Random) -> int:
    """All paragraphs of a section are written anew."""
    bodies = [
        b for b in lists_under(case, "正文") if len(b) > 1 and all(isinstance(x, str) for x in b)
    ]
    if not bodies:
        return 0
    body = r.choice(bodies)
    before = len(body)
    body[:] = [f"由{r.choice(UNITS)}另行制定细则第{n}号，报市政府备案后执行。" for n in range(3)]
    return before + 3


def pasted_line(case: Case, r: Random) -> int:
    """Two lines of a pasted text change places, numbers and all put right by hand."""
    lines = lines_of(case)
    if lines is None:
        return 0
    at = next(n for n, line in enumerate(lines) if line.startswith("1."))
    one, two = lines[at][2:], lines[at + 1][2:]
    lines[at], lines[at + 1] = "1." + two, "2." + one
    case.data["正文"] = "\n".join(lines)
    return 2


def items_joined(case: Case, r: Random) -> int:
    """Two items become one."""
    lists = [each for each in lists_under(case, "条目", "项") if len(each) > 2]
    if not lists:
        return 0
    items = r.choice(lists)
    at = r.randrange(len(items) - 1)
    items[at : at + 2] = [items[at].rstrip("。；") + "，" + items[at + 1]]
    return 1


def next_stage(case: Case, r: Random) -> int:
    """The next stage, which prints what it has to."""
    if case.data["稿本"] != "征求意见稿":
        return 0
    case.data["稿本"] = "送审稿"
    case.data["发文机关"] = "云溪市人民政府办公室"
    case.data.setdefault("主送", "市林业局、市应急局")
    return 8


EDITS: tuple[Edit, ...] = (
    *(swap_names, swap_people, swap_and_edit, front_section, merge_sections, list_to_table),
    *(table_to_list, recipients_order, rename_unit, date_but_one, row_for_row, column_head),
    *(columns_swapped, task_elsewhere, new_title, cut_in_three, only_marks, only_width),
    *(other_picture, figures_in_file, figures_swapped, sentence_over, twice, promoted),
    *(stage_months, units_trade, attachment_in_front, attachment_last_first, phone, to_heading),
    *(run_on_heading, replaced_section, pasted_line, items_joined, next_stage),
)


def secretary_pair(seed: int) -> tuple[Case, Case, tuple[str, ...], int]:
    """A document and what became of it: by one edit where the seed is even, by up to four where it
    is odd; the names of the edits, and by how many rows these may be told.
    """
    r = Random(seed)  # noqa: S311  the same edits every time
    old = r.choice(BASES)(r)
    new = old.copy()
    wanted = 1 if seed % 2 == 0 else r.randint(2, 4)
    names: list[str] = []
    rows = 0
    for edit in r.sample(EDITS, len(EDITS)):
        if len(names) == wanted:
            break
        if budget := edit(new, r):
            names.append(edit.__name__)
            rows += budget
    return old, new, tuple(names), rows if wanted == 1 else rows + 2 * len(names)
