"""Documents as YAML data in words of our own, and edits of them as an office makes them: words,
figures, dates, units; what comes, goes, moves, is parted or joined; numbering, titles, the rest.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

Data = dict[str, Any]
Edit = Callable[[Data, Random], bool]
"""Changes the data in place; False where there is nothing of the kind to change."""

REGISTRY = [
    {"全称": f"云溪市{name}", "简称": f"市{name}"}
    for name in (
        *("人民政府", "人民政府办公室", "教育局", "水务局", "财政局", "卫生健康委", "城市管理局"),
        *("住房和城乡建设局", "民政局", "数据局", "审计局", "交通运输局"),
    )
]
UNITS = [entry["简称"] for entry in REGISTRY[2:]]
_VERBS = ("建成", "改造", "整治", "排查", "新建", "更新", "清理", "修缮", "增设", "规范")
_THINGS = (
    *("老旧供水管网", "口袋公园", "积水点位", "农贸市场", "公共停车场", "社区食堂"),
    *("排水泵站", "候车亭", "无障碍坡道", "健身步道", "雨污分流设施", "便民服务点"),
)
_WAYS = (
    *("建立工作台账", "落实专人负责", "按月通报进度", "组织开展培训", "做好群众解释工作"),
    *("加强资金保障", "及时报送信息", "完善长效机制", "严格验收标准", "接受社会监督"),
)
_NAMES = ("王刚", "李建国", "张敏", "赵一鸣", "陈雨", "周海涛", "吴静", "郑云飞", "孙立")
_HEADINGS = ("组织领导", "资金保障", "督促检查", "宣传引导", "考核评价", "信息报送", "队伍建设")


def sentence(random: Random) -> str:
    """A sentence that hardly comes twice."""
    first, second = random.sample(_WAYS, 2)
    return (
        f"{random.choice(_VERBS)}{random.choice(_THINGS)}{random.randint(2, 480)}处，"
        f"{first}，{second}。"
    )


def task(random: Random) -> Data:
    made: Data = {"任务": sentence(random), "责任单位": random.choice(UNITS)}
    if random.random() < 0.6:
        made["时限"] = f"{random.randint(2026, 2028)}-{random.randint(1, 12):02}"
    if random.random() < 0.3:
        made["配合单位"] = "、".join(random.sample(UNITS, 2))
    return made


def section(random: Random, body: list[Any]) -> Data:
    title = random.choice(("加强", "做好", "强化", "落实")) + random.choice(_HEADINGS)
    if random.random() < 0.3:
        return {"节": title, "接排": sentence(random)}
    return {"节": title, "正文": body}


def table(random: Random) -> Data:
    years = [str(year) for year in range(2024, 2024 + random.randint(3, 5))]
    rows = [[year, str(random.randint(10, 900)), random.choice(UNITS)] for year in years]
    return {"表": {"列": ["年度", "投资", "单位"], "行": rows}, "表题": "投资计划"}


def listed(random: Random) -> Data:
    """A table whose first column was numbered by hand."""
    things = random.sample(_THINGS, 4)
    rows = [[str(n), thing, str(random.randint(3, 99))] for n, thing in enumerate(things, 1)]
    return {"表": {"列": ["序号", "项目", "数量"], "行": rows}}


def roster(random: Random) -> Data:
    names = random.sample(_NAMES, 5)
    people = [f"{name} {unit}副局长" for name, unit in zip(names, UNITS, strict=False)]
    return {"名单": [{"角色": "组长", "人员": people[:1]}, {"角色": "成员", "人员": people[1:]}]}


def plan(random: Random) -> Data:
    """A final notice with the plan that it issues, tables, people and attachments."""
    tasks: list[Any] = [
        {
            "节": f"推进{random.choice(_THINGS)}建设",
            "正文": [task(random) for _ in range(random.randint(2, 4))],
        }
        for _ in range(3)
    ]
    ends = [section(random, [sentence(random), sentence(random)]) for _ in range(3)]
    return {
        "文种": "通知",
        "稿本": "印发稿",
        "发文机关": "云溪市人民政府办公室",
        "发文字号": "云政办发〔2026〕12号",
        "成文日期": "2026-04-03",
        "标题": "云溪市人民政府办公室关于印发云溪市城市更新实施方案的通知",
        "主送": "市教育局、市水务局、市财政局",
        "正文": ["《云溪市城市更新实施方案》已经市政府同意，现印发给你们，请认真组织实施。"],
        "抄送": "市民政局、市审计局",
        "印发": {"机关": "云溪市人民政府办公室", "日期": "2026-04-04"},
        "印发件": {
            "标题": "云溪市城市更新实施方案",
            "正文": [
                sentence(random),
                {"节": "总体要求", "正文": [sentence(random), sentence(random)]},
                {"节": "重点任务", "正文": tasks},
                {"节": "保障措施", "正文": [*ends, {"条目": [sentence(random) for _ in range(3)]}]},
            ],
            "附件": [
                {"标题": "重点任务责任分工表", "正文": [{"责任分工表": {"取自": "印发件"}}]},
                {"标题": "投资计划表", "正文": [sentence(random), table(random), listed(random)]},
                {
                    "标题": "有关材料",
                    "件": [
                        {"标题": "领导小组成员名单", "正文": [roster(random)]},
                        {"标题": "工作规则", "正文": [sentence(random), sentence(random)]},
                    ],
                },
            ],
        },
    }


def rules(random: Random) -> Data:
    """A draft in articles, which cite each other."""
    articles: list[Data] = [{"条": sentence(random)} for _ in range(7)]
    articles[4] = {"条": [f"第{random.choice('一二三')}条规定的事项由{UNITS[0]}负责。"]}
    articles[5] = {"条": sentence(random), "项": [sentence(random) for _ in range(3)]}
    return {
        "文种": "通知",
        "稿本": "征求意见稿",
        "标题": "关于印发云溪市停车管理办法的通知",
        "正文": ["现将办法印发给你们。", "第三条规定的时限，自印发之日起计算。"],
        "印发件": {
            "标题": "云溪市停车管理办法",
            "体例": "条款",
            "正文": [
                {"章": "总则", "正文": articles[:3]},
                {"章": "职责分工", "正文": articles[3:5]},
                {"章": "附则", "正文": articles[5:]},
            ],
        },
    }


def letter(random: Random) -> Data:
    """A draft notice with run-in headings, items and a table of its own."""
    parts = [
        {"节": f"{random.choice(_HEADINGS)}要求{n}", "接排": sentence(random)} for n in "甲乙丙"
    ]
    return {
        "文种": "通知",
        "稿本": "送审稿",
        "发文机关": ["云溪市水务局", "云溪市财政局"],
        "主送": "市教育局、市民政局",
        "标题": "关于开展供水管网排查整治工作的通知",
        "编号": {"层次": ["一、", "（一）", "1.", "（1）"], "连续": [3]},
        "正文": [
            sentence(random),
            {"节": "工作安排", "正文": [{"节": "分步实施", "正文": parts[:2]}, parts[2]]},
            {
                "节": "工作要求",
                "正文": [sentence(random), {"条目": [sentence(random) for _ in "ab"]}],
            },
            {
                "节": "其他事项",
                "正文": [{"节": "具体事项", "正文": [task(random), task(random)]}, table(random)],
            },
        ],
        "附件": [
            {"标题": "排查清单", "正文": [listed(random)]},
            {"标题": "联络人员名单", "正文": [roster(random), sentence(random)]},
        ],
    }


BASES = (plan, plan, rules, letter)

# ---- where things stand ------------------------------------------------------------------------


def _bodies(node: Any) -> Iterator[list[Any]]:
    """Every list of blocks."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("正文", "条目", "项", "条") and isinstance(value, list):
                yield value
            yield from _bodies(value)
    elif isinstance(node, list):
        for each in node:
            yield from _bodies(each)


def _parts(node: Any, key: str) -> list[Data]:
    """Every mapping that holds the key."""
    found = []
    if isinstance(node, dict):
        if key in node:
            found.append(node)
        for value in node.values():
            found += _parts(value, key)
    elif isinstance(node, list):
        for each in node:
            found += _parts(each, key)
    return found


_TEXT_KEYS = ("任务", "接排", "条")


def _texts(data: Data) -> list[tuple[Any, Any]]:
    """Where every sentence stands: its holder and key."""
    found: list[tuple[Any, Any]] = []
    for body in _bodies(data):
        found += [(body, at) for at, each in enumerate(body) if isinstance(each, str)]
    for key in _TEXT_KEYS:
        found += [(part, key) for part in _parts(data, key) if isinstance(part[key], str)]
    return found


def _with_text(data: Data, random: Random, change: Callable[[str], str]) -> bool:
    places = _texts(data)
    random.shuffle(places)
    for holder, key in places:
        if (new := change(holder[key])) != holder[key]:
            holder[key] = new
            return True
    return False


def _rows(data: Data) -> list[list[Any]]:
    return [part["表"]["行"] for part in _parts(data, "表")]


# ---- edits -------------------------------------------------------------------------------------


def words(data: Data, random: Random) -> bool:
    was, now = random.choice(
        (("建立", "健全完善"), ("及时", "定期"), ("做好", "切实做好"), ("严格", "从严执行"),
         ("，落实", "，逐项落实"), ("改造", "整修"), ("专人", "有关人员"), ("按月", "按季度"))
    )  # fmt: skip
    return _with_text(data, random, lambda text: text.replace(was, now, 1))


def number(data: Data, random: Random) -> bool:
    value = str(random.randint(500, 999))
    return _with_text(data, random, lambda text: re.sub(r"\d+(?=处)", value, text, count=1))


def citation(data: Data, random: Random) -> bool:
    return _with_text(
        data,
        random,
        lambda text: text.replace("第三条规定", "第二条规定").replace("第一条规定", "第三条规定"),
    )


def date(data: Data, random: Random) -> bool:
    holders = _parts(data, "时限")
    if not holders:
        return False
    random.choice(holders)["时限"] = f"2029-{random.randint(1, 12):02}"
    return True


def issue_date(data: Data, random: Random) -> bool:
    if "成文日期" not in data:
        return False
    data["成文日期"] = f"2026-05-{random.randint(10, 28)}"
    return True


def unit(data: Data, random: Random) -> bool:
    holders = _parts(data, "责任单位")
    if not holders:
        return False
    holder = random.choice(holders)
    holder["责任单位"] = random.choice([each for each in UNITS if each != holder["责任单位"]])
    return True


def renamed_unit(data: Data, random: Random) -> bool:
    """The same unit by another name all over."""
    text = repr(data)
    old = max(UNITS, key=text.count)
    new = random.choice(("市综合事务局", "市综合服务中心"))

    def put(node: Any) -> Any:
        if isinstance(node, str):
            return node.replace(old, new)
        if isinstance(node, dict):
            return {key: put(value) for key, value in node.items()}
        return [put(each) for each in node] if isinstance(node, list) else node

    data.update(put(data))
    return True


def _lists(data: Data, least: int) -> list[list[Any]]:
    found = [*_bodies(data), *_rows(data), *(part["人员"] for part in _parts(data, "人员"))]
    return [each for each in found if len(each) >= least]


def _blank(like: Any, random: Random, rows: list[Any]) -> Any:
    if isinstance(like, str):
        if " " in like:
            name = random.choice("冯褚卫蒋沈韩") + random.choice("文武英杰")
            return f"{name} {random.choice(UNITS)}科长"
        return sentence(random)
    if isinstance(like, list):
        first = str(int(rows[-1][0]) + 1) if str(rows[-1][0]).isdecimal() else "新"
        row = [first, random.choice(_THINGS) + "新", str(random.randint(1000, 2000)), "另行安排"]
        return (row + ["待定"] * len(like))[: len(like)]
    if "任务" in like:
        return task(random)
    if "节" in like:
        return section(random, [sentence(random), sentence(random)])
    if "条" in like:
        return {"条": sentence(random)}
    return sentence(random)


def add(data: Data, random: Random) -> bool:
    where = random.choice(_lists(data, 1))
    at = random.randrange(len(where) + 1)
    where.insert(at, _blank(where[min(at, len(where) - 1)], random, where))
    return True


def delete(data: Data, random: Random) -> bool:
    lists = _lists(data, 2)
    if not lists:
        return False
    where = random.choice(lists)
    del where[random.randrange(len(where))]
    return True


def move(data: Data, random: Random) -> bool:
    lists = _lists(data, 2)
    if not lists:
        return False
    where = random.choice(lists)
    at = random.randrange(len(where))
    taken = where.pop(at)
    spots = [spot for spot in range(len(where) + 1) if spot != at]
    where.insert(random.choice(spots), taken)
    return True


def move_and_edit(data: Data, random: Random) -> bool:
    bodies = [
        body for body in _bodies(data) if len(body) > 1 and any(isinstance(x, dict) for x in body)
    ]
    if not bodies:
        return False
    body = random.choice(bodies)
    at = random.choice([n for n, each in enumerate(body) if isinstance(each, dict)])
    taken = body.pop(at)
    number({"正文": [taken]}, random)
    body.insert(random.choice([n for n in range(len(body) + 1) if n != at]), taken)
    return True


def _sentences(data: Data) -> list[tuple[list[Any], int]]:
    return [
        (body, at)
        for body in _bodies(data)
        for at, each in enumerate(body)
        if isinstance(each, str) and "，" in each
    ]


def split(data: Data, random: Random) -> bool:
    places = _sentences(data)
    if not places:
        return False
    body, at = random.choice(places)
    first, _, rest = body[at].partition("，")
    body[at : at + 1] = [first + "。", rest]
    return True


def merge(data: Data, random: Random) -> bool:
    places = [
        (body, at)
        for body, at in _sentences(data)
        if at + 1 < len(body) and isinstance(body[at + 1], str)
    ]
    if not places:
        return False
    body, at = random.choice(places)
    body[at : at + 2] = [body[at] + body[at + 1]]
    return True


def column(data: Data, random: Random) -> bool:
    tables = [part["表"] for part in _parts(data, "表")]
    if not tables:
        return False
    chosen = random.choice(tables)
    if random.random() < 0.5 and len(chosen["列"]) > 2:
        at = random.randrange(1, len(chosen["列"]))
        del chosen["列"][at]
        for row in chosen["行"]:
            del row[at]
        return True
    at = random.randrange(1, len(chosen["列"]) + 1)
    chosen["列"].insert(at, "备注")
    for index, row in enumerate(chosen["行"]):
        row.insert(at, f"说明{index + 3}条")
    return True


def cell(data: Data, random: Random) -> bool:
    """A figure of a table, the first of a row too."""
    rows = _rows(data)
    if not rows:
        return False
    row = random.choice(random.choice(rows))
    at = random.randrange(len(row))
    row[at] = str(int(row[at]) + 7) if row[at].isdecimal() else row[at] + "新"
    return True


def numbering(data: Data, random: Random) -> bool:
    part = data.get("印发件", data)
    if part.get("体例") or ("编号" in part and random.random() < 0.5):
        return False
    part["编号"] = {
        "层次": random.choice(
            (["1", "1.1", "1.1.1", "（1）"], ["第一章", "一、", "（一）", "1."][1:])
        )
    }
    return True


def title(data: Data, random: Random) -> bool:
    part = random.choice([each for each in _parts(data, "标题") if isinstance(each["标题"], str)])
    part["标题"] = (
        part["标题"].replace("云溪市", "云溪市中心城区", 1).replace("工作", "重点工作", 1)
    )
    part["标题"] = (
        part["标题"].replace("名单", "名册").replace("计划表", "安排表").replace("清单", "目录单")
    )
    return True


def heading(data: Data, random: Random) -> bool:
    parts = _parts(data, "节") + _parts(data, "章")
    if not parts:
        return False
    part = random.choice(parts)
    key = "节" if "节" in part else "章"
    part[key] = "进一步" + part[key] if key == "节" else part[key] + "规定"
    return True


def measure(data: Data, random: Random) -> bool:
    """A unit of measurement."""
    unit_of = random.choice(("个", "座", "公里"))
    return _with_text(data, random, lambda text: re.sub(r"(?<=\d)处", unit_of, text, count=1))


def _holders(data: Data) -> list[tuple[list[Any], int]]:
    """Where the sections stand that hold at least two blocks."""
    return [
        (body, at)
        for body in _bodies(data)
        for at, each in enumerate(body)
        if isinstance(each, dict) and "节" in each and len(each.get("正文", ())) > 1
    ]


def split_section(data: Data, random: Random) -> bool:
    places = _holders(data)
    if not places:
        return False
    body, at = random.choice(places)
    whole = body[at]["正文"]
    cut = random.randrange(1, len(whole))
    body[at]["正文"], rest = whole[:cut], whole[cut:]
    body.insert(at + 1, {"节": "统筹" + random.choice(_HEADINGS), "正文": rest})
    return True


def merge_sections(data: Data, random: Random) -> bool:
    places = [
        (body, at)
        for body, at in _holders(data)
        if at + 1 < len(body) and isinstance(body[at + 1], dict) and "正文" in body[at + 1]
    ]
    if not places:
        return False
    body, at = random.choice(places)
    body[at]["正文"] += body.pop(at + 1)["正文"]
    return True


def move_elsewhere(data: Data, random: Random) -> bool:
    """A paragraph into another section."""
    places = [(b, n) for b, n in _sentences(data) if len(b) > 1]
    others = [body for body in _bodies(data) if body and isinstance(body[0], str)]
    if not places:
        return False
    body, at = random.choice(places)
    targets = [each for each in others if each is not body]
    if not targets:
        return False
    target = random.choice(targets)
    target.insert(random.randrange(len(target) + 1), body.pop(at))
    return True


def post(data: Data, random: Random) -> bool:
    """Somebody is called to another post."""
    lists = [part["人员"] for part in _parts(data, "人员")]
    if not lists:
        return False
    people = random.choice(lists)
    at = random.randrange(len(people))
    people[at] = people[at].split(" ")[0] + f" {random.choice(UNITS)}局长"
    return True


def supporting(data: Data, random: Random) -> bool:
    """A task's supporting units come or go."""
    task_of = random.choice(_parts(data, "任务") or [{}])
    if not task_of:
        return False
    if "配合单位" in task_of:
        del task_of["配合单位"]
    else:
        task_of["配合单位"] = "、".join(random.sample(UNITS, 2))
    return True


def recipients(data: Data, random: Random) -> bool:
    if "主送" not in data:
        return False
    data["主送"] = "、".join(random.sample(UNITS, 3))
    return True


def copies(data: Data, random: Random) -> bool:
    if "抄送" not in data:
        return False
    data["抄送"] = "、".join(random.sample(UNITS, 2))
    return True


def attachments(data: Data, random: Random) -> bool:
    part = data.get("印发件", data)
    if "附件" not in part:
        return False
    items = part["附件"]
    way = random.choice(("换", "加", "删", "件"))
    if way == "换" and len(items) > 1:
        items[-2], items[-1] = items[-1], items[-2]
    elif way == "加":
        items.insert(
            random.randrange(len(items) + 1), {"标题": "补充说明", "正文": [sentence(random)]}
        )
    elif way == "件" and any("件" in each for each in items):
        next(each for each in items if "件" in each)["件"].reverse()
    elif len(items) > 1:
        del items[-1]
    return True


def stage(data: Data, random: Random) -> bool:
    if data["稿本"] == "印发稿":
        data["发文字号"] = f"云政办发〔2026〕{random.randint(13, 40)}号"
        return True
    data["稿本"] = "送审稿" if data["稿本"] == "征求意见稿" else "征求意见稿"
    data.setdefault("主送", "市教育局、市民政局")
    data.setdefault("发文机关", "云溪市水务局")
    return True


EDITS: tuple[Edit, ...] = (
    *(words, number, citation, date, issue_date, unit, renamed_unit, add, delete, move),
    *(move_and_edit, split, merge, column, cell, numbering, title, heading, recipients, copies),
    *(attachments, stage, measure, split_section, merge_sections, move_elsewhere, post, supporting),
)


def pair(seed: int) -> tuple[Data, Data, tuple[str, ...]]:
    """A document, what became of it by one to six edits, and the names of these."""
    random = Random(seed)  # noqa: S311  the same edits every time
    old = random.choice(BASES)(random)
    new = copy.deepcopy(old)
    names = []
    for edit in random.choices(EDITS, k=random.randint(1, 6)):
        if edit(new, random):
            names.append(edit.__name__)
    return old, new, tuple(names)
