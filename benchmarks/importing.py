"""`make bench-import`: what the importer recognises in five published documents, kind by kind.

The truth is in ../shared: ground_truth.json beside the seeds (members, duties, tasks with their
units, table rows), and the same documents written as YAML by hand (headings, items and the rest).
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongwen.importer.assemble import import_file
from gongwen.importer.tree import plain
from gongwen.registry.reader import load_registry
from gongwen.registry.units import Registry, read_units
from gongwen.source.parse import parse

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SEEDS = {
    "000_d3ee48193c8303ca": ("咸宁科普联席会议", "机构-咸宁"),
    "001_f5580afe9b9db9fb": ("鄂州实施方案", "机构-鄂州"),
    "002_a5af24981c390dca": ("柳州征求意见", "机构-柳州"),
    "003_ddab822237303eb4": ("昌吉创建方案", "机构-昌吉"),
    "004_0e3e4cb8706f164e": ("常州工作要点", "机构-常州"),
}
TARGET = 0.98
Facts = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts of a kind are true, how many were found, and how many of these are true."""

    kind: str
    true: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def folded(text: object) -> str:
    """For comparing: no blanks, no stop at the end, half-width punctuation as full-width."""
    plain_text = re.sub(r"\s+", "", str(text)).translate(str.maketrans("(),:;", "（），：；"))
    return plain_text.rstrip("。，、")


def facts(tree: Any) -> Iterator[tuple[str, ...]]:
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


def _lists(tree: dict[str, Any]) -> Iterator[tuple[str, ...]]:
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


def truth_facts(seed: str, truth: Any, registry: Registry) -> Iterator[tuple[str, ...]]:
    """What ground_truth.json says of one document, in the form of `imported_facts`."""
    lines = (SHARED / "seeds" / f"{seed}.txt").read_text(encoding="utf-8").splitlines()
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


def imported_facts(tree: Any, truth: Any, registry: Registry) -> Iterator[tuple[str, ...]]:
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


def measure() -> tuple[list[Score], list[str]]:
    """The scores over all seeds, and what was missed or made up."""
    truths = json.loads((SHARED / "seeds" / "ground_truth.json").read_text(encoding="utf-8"))
    true: Facts = Counter()
    found: Facts = Counter()
    for seed, (name, units) in SEEDS.items():
        registry, _ = load_registry(_yaml(units), units)
        tree: Any = plain(import_file(SHARED / "seeds" / f"{seed}.txt", seed).tree)
        truth = truths[seed[:3]]
        true.update(facts(_yaml(name)))
        true.update(truth_facts(seed, truth, registry))
        found.update(facts(tree))
        found.update(imported_facts(tree, truth, registry))
    kinds = sorted({fact[0] for fact in true} | {fact[0] for fact in found})
    scores = [_score(kind, true, found) for kind in kinds]
    missed = [f"漏：{'｜'.join(fact)[:90]}" for fact in (true - found)]
    invented = [f"多：{'｜'.join(fact)[:90]}" for fact in (found - true)]
    return scores, missed + invented


def _yaml(name: str) -> Any:
    text = (SHARED / "content" / f"{name}.yaml").read_text(encoding="utf-8")
    return parse(text, name)[0]


def _score(kind: str, true: Facts, found: Facts) -> Score:
    def count(all_facts: Facts) -> int:
        return sum(number for fact, number in all_facts.items() if fact[0] == kind)

    return Score(kind, count(true), count(found), count(true & found))


def main() -> int:
    """Print the table, what was missed or made up, and which kinds are below the target."""
    if not (SHARED / "seeds").is_dir():
        print("没有 ../shared：真实公文不在这里，无法测量", file=sys.stderr)
        return 2
    start = time.perf_counter()
    scores, faults = measure()
    seconds = time.perf_counter() - start
    print("| 种类 | 应有 | 导入 | 对的 | 查全率 | 查准率 |\n| --- | --: | --: | --: | --: | --: |")
    for score in scores:
        numbers = f"{score.true} | {score.found} | {score.right}"
        print(f"| {score.kind} | {numbers} | {score.recall:.3f} | {score.precision:.3f} |")
    print(f"\n五份公文，共{seconds:.2f}秒。")
    for fault in faults:
        print(fault)
    low = [score.kind for score in scores if min(score.recall, score.precision) < TARGET]
    if low:
        print(f"不到{TARGET}的：{'、'.join(low)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
