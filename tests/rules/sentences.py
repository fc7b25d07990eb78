"""One rule on a few sentences: for tables of those that are wrong, and that only look so."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen import rules
from gongwen.document.parts import DRAFT_STAGES
from gongwen.document.read import read_document
from gongwen.kinds import kinds
from gongwen.problem import Level
from gongwen.registry.reader import load_registry
from gongwen.rules import Context
from gongwen.source.parse import parse

UNITS = """\
- {全称: 云溪市人民政府, 简称: 市政府, 类别: 政府}
- {全称: 云溪市人民政府办公室, 简称: 市政府办, 类别: 政府}
- {全称: 云溪市教育局, 简称: 市教育局, 类别: 政府}
- {全称: 云溪市水务局, 简称: 市水务局, 类别: 政府}
- {全称: 云溪市科学技术协会, 简称: 市科协, 类别: 群团}
- {全称: 云溪市全民阅读工作领导小组, 简称: 市阅读领导小组, 类别: 议事协调机构}
- {全称: 各县（区）人民政府, 类别: 区县, 包含: 东城区人民政府、西城区人民政府}
- {全称: 东城区人民政府, 简称: 东城区政府, 类别: 区县}
- {全称: 西城区人民政府, 简称: 西城区政府, 类别: 区县}
"""


def messages(rule: str, text: str) -> list[str]:
    """What a rule says of a document; 文种, 标题 and 正文 are filled in."""
    return [f"{level} {each.message}" for level, each in findings(rule, text)]


def told_of(rule: str, sentences: Sequence[str]) -> list[str]:
    """Those of many sentences of which a rule says something, in one document."""
    found = findings(rule, "正文:\n" + "".join(f"- '{each}'\n" for each in sentences))
    lines = {each.place.line for _, each in found}
    return [each for line, each in enumerate(sentences, 2) if line in lines]


def findings(rule: str, text: str) -> list[tuple[Level, rules.Finding]]:
    """What a rule says of a document, with the level of each."""
    for key, line in (("文种", "通知"), ("标题", "关于读书节的通知"), ("正文", "请抓好落实。")):
        if f"{key}:" not in text.split("\n- ", maxsplit=1)[0]:
            text = text.rstrip("\n") + f"\n{key}: {line}\n"
    document, problems = read_document(parse(text, "文.yaml")[0], "文.yaml")
    assert problems == []
    assert document is not None
    units, problems = load_registry(parse(UNITS, "机构.yaml")[0], "机构.yaml")
    assert problems == []
    stage = next(each for each in DRAFT_STAGES if each == document.draft_stage)
    context = Context(document, stage, kinds()[document.kind], units, {"文.yaml": text})
    (asked,) = [each for each in rules.rules() if rule == each.NAME]
    return [(each.level or asked.LEVEL, each) for each in asked.check(context) if each.told]


def of_sentences(rule: str, *sentences: str, head: str = "") -> list[str]:
    """The same of paragraphs."""
    body = "".join(f"- '{sentence}'\n" for sentence in sentences)
    return messages(rule, f"{head}正文:\n{body}")
