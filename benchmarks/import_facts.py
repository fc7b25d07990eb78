"""What a document in the model says, as (kind, texts…): of one imported and of the truth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from gongwen.registry.units import Registry, read_units

Fact = tuple[str, ...]


def folded(text: object) -> str:
    """For comparing: no blanks, no stop at the end, half-width punctuation as full-width."""
    plain_text = re.sub(r"\s+", "", str(text)).translate(str.maketrans("(),:;", "（），：；"))
    return plain_text.rstrip("。，、")


def facts(tree: Any) -> Iterator[Fact]:
    """Everything that a document in the model says, as (kind, texts…)."""
    if isinstance(tree, list):
        for item in tree:
            yield from facts(item)
    if not isinstance(tree, dict):
        return
    for key in ("发文字号", "主送", "成文日期", "发文机关", "抄送"):
        if isinstance(tree.get(key), str):
            yield "版头版记", key, folded(tree[key])
    for key, kind in (("标题", "标题"), ("节", "标题层次"), ("领句", "领句")):
        if key in tree:
            title = tree[key]
            yield kind, folded("".join(title) if isinstance(title, list) else title)
    if "任务" in tree:
        yield (
            "任务",
            folded(tree["任务"] + "。" + tree.get("内容", "") if "内容" in tree else tree["任务"]),
        )
    yield from _lists(tree)
    for key, value in tree.items():
        if isinstance(value, dict | list) and key != "忽略":
            yield from facts(value)


def _lists(tree: dict[str, Any]) -> Iterator[Fact]:
    for item in tree.get("条目", ()):
        yield "条目", folded(item["文"] if isinstance(item, dict) else item)
    for role in tree.get("名单", ()):
        for person in role.get("人员", ()):
            yield "名单中的人", folded(role["角色"]), folded(person)
        if "单位" in role:
            yield "名单中的单位", folded(role["角色"]), folded(role["单位"])
    for duty in tree.get("职责", ()):
        contents = duty["内容"]
        for text in contents if isinstance(contents, list) else [contents]:
            yield "职责", folded(duty["单位"]), folded(text)
    for stage in tree["阶段"] if isinstance(tree.get("阶段"), list) else ():
        yield "阶段", folded(stage["阶段"]), str(stage.get("起")), str(stage.get("止"))
    if isinstance(tree.get("表"), dict):
        for row in tree["表"]["行"]:
            yield "表的行，连同合并的组", *map(folded, row)


def truth_facts(lines: Sequence[str], truth: Any, registry: Registry) -> Iterator[Fact]:
    """What ground_truth.json says of one document, whose text has `lines`, in the form of
    `imported_facts`.
    """
    for member in truth.get("members", ()):
        yield "真值·名单", member["role"], folded(member["name"] + member["position"])
    for role, name, post, _ in truth.get("leaders", ()):
        yield "真值·名单", role, folded(name + post)
    for unit in truth.get("members_raw", ()):
        yield "真值·名单单位", folded(unit)
    for duty in truth.get("duties", ()):
        yield "真值·职责", folded(duty[1]), str(duty[2]) if len(duty) > 2 else ""
    for task in truth.get("tasks", ()):
        if "resp" in task:
            text = folded(re.sub(r"^（\d+）", "", task["text"]))
            yield "真值·任务单位", text, "责任", _resolved(task["resp_raw"], registry)
            yield "真值·任务单位", text, "配合", _resolved(task["coop_raw"], registry)
        else:
            yield "真值·任务单位", str(task["n"]), "责任", _resolved(task["units_raw"], registry)
    for row in truth.get("table", ()):
        measure, units = lines[row["line_measure"] - 1], lines[row["line_units"] - 1]
        yield "真值·表的行", folded(measure), folded(units)


def _resolved(text: str, registry: Registry) -> str:
    references = read_units(text, registry).references
    return "、".join(each.unit.full_name if each.unit else each.written for each in references)


def imported_facts(tree: Any, truth: Any, registry: Registry) -> Iterator[Fact]:
    """The same from an imported tree."""
    count = 0
    counted = any("units_raw" in task for task in truth.get("tasks", ()))
    for node in _mappings(tree):
        for role in node.get("名单", ()):
            for person in role.get("人员", ()):
                yield "真值·名单", role["角色"], folded(person)
            for unit in read_units(role.get("单位", ""), registry).references:
                yield "真值·名单单位", folded(unit.written)
        for duty in node.get("职责", ()):
            many = isinstance(duty["内容"], list)
            yield "真值·职责", folded(duty["单位"]), str(len(duty["内容"])) if many else ""
        if "任务" in node and "责任单位" in node:
            count += 1
            text = str(count) if counted else folded(node["任务"])
            for name in ("责任", "配合"):
                if f"{name}单位" in node:
                    units = _resolved(node[f"{name}单位"], registry)
                    yield "真值·任务单位", text, name, units
        if isinstance(node.get("表"), dict):
            for row in node["表"]["行"]:
                yield "真值·表的行", *map(folded, row[1:])


def _mappings(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _mappings(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _mappings(item)
