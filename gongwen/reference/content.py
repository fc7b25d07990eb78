"""内容参考.md: every key of a document, its parts and its blocks, read off the model."""

from __future__ import annotations

from ..document.blocks import Block, Prose
from ..document.parts import Attachment, Document, IssuedText, Part
from ..elements.element import Element
from ..kinds import kinds, required
from ..registry.office_reader import OfficeEntry, WaiverEntry
from ..registry.reader import Entry
from ..registry.series_reader import SeriesEntry
from . import Commands, data
from .markdown import block, code, page, section, table
from .model_keys import elements_in, keys_of

FILE = "内容参考.md"
TEXTS = "内容.yaml"
TITLE, MEANING, EXAMPLE = "题", "说明", "例"
PARTS: tuple[type[Element], ...] = (IssuedText, Attachment, Part)
REGISTRY = "机构名录"
OFFICE = "本单位"
OF_OTHER_FILES = (REGISTRY, OFFICE, "SeriesEntry", "WaiverEntry")
"""What stands in 机构.yaml and 本单位.yaml, and in no document."""

_INTRODUCTION = """\
一份公文是一个文本文件，一行写一项，“项目: 内容”（冒号用英文的，后面空一格）。这里列出全部项目。
先看[起草指南](起草指南.md)；写到哪一处拿不准，再来这里查。

- **几项并列**：每项一行，以“- ”开头，或写成 `[甲, 乙, 丙]`（方括号、逗号用英文的，逗号后空一格）。
- **一组项目**：每项一行，比上一级多空两格，或写成 `{职务: 市长, 姓名: 李文清}`。
- **日期**：2026-08-09、2026.8.9、2026/8/9 和 2026年8月9日都可以，印成“2026年8月9日”。
- **单位**：照纸上写在一行，同一类的用“、”隔开，换一类用“，”。
- 没有注明“必须写”的都可以不写；某一稿本还要有哪些要素，见最后的“文种”。
"""

_PARTS_NOTE = (
    "它们都是有自己标题和正文的文字，大部分项目相同。“编号”“责任标注”“体例”不写，就随上一级。"
)


def blocks() -> list[type[Element]]:
    """The classes of the blocks of a 正文, in the order of the model."""
    return list(dict.fromkeys(elements_in(Block)))


def groups() -> dict[type[Element], list[type[Element]]]:
    """Every class of the model that is written as a mapping, each once, under the document, part or
    block where the page tells of it.
    """
    tops: list[type[Element]] = [Document, *PARTS, *blocks()]
    found = {top: [top] for top in tops}
    seen = set(found)
    for group in found.values():
        for model in group:
            inner = [each for key in keys_of(model) for each in key.elements if each not in seen]
            group.extend(dict.fromkeys(inner))
            seen.update(inner)
    return found


def examples() -> dict[str, str]:
    """The example of each class or word of a document that has one."""
    return {
        name: texts[EXAMPLE]
        for name, texts in data(TEXTS).items()
        if EXAMPLE in texts and name not in OF_OTHER_FILES
    }


def text(_: Commands) -> str:
    """The page."""
    return page(
        "内容参考",
        _INTRODUCTION,
        _group(Document, 2),
        section("印发件、附件和件", _PARTS_NOTE, 2),
        *(_group(model, 3) for model in PARTS),
        _beside("引自", 3),
        section("正文的内容块", _list_of_blocks(), 2),
        *(_group(model, 3) for model in blocks()),
        _beside("引入", 3),
        _beside("忽略", 2),
        section("文种", _kinds(), 2),
        _section(Entry, 2, REGISTRY),
        _section(SeriesEntry, 3),
        _section(OfficeEntry, 2, OFFICE),
        _section(WaiverEntry, 3),
    )


def _kinds() -> str:
    rows = [
        (
            kind.name,
            kind.layout_format,
            "是" if kind.upward else "",
            "是" if kind.sealed else "",
            "、".join(required(kind, "印发稿")),
        )
        for kind in kinds().values()
    ]
    head = ("文种", "格式", "上行文", "盖章", "印发稿要有")
    return f"“印章”“格式”等没有写的，按这张表。\n\n{table(head, rows)}"


def _list_of_blocks() -> str:
    texts = data(TEXTS)
    rows = [
        (texts[each.__name__][TITLE], _key_of(each), texts[each.__name__][MEANING].split("。")[0])
        for each in blocks()
    ]
    return table(("内容块", "写法", "用处"), rows)


def _key_of(model: type[Element]) -> str:
    """How a block begins: the first key that it must have."""
    if model is Prose:
        return code("- 一段文字")
    return code(f"- {next(key.name for key in keys_of(model) if key.required)}: ……")


def _group(top: type[Element], level: int) -> str:
    return "\n".join(_section(model, level + (model is not top)) for model in groups()[top])


def _section(model: type[Element], level: int, name: str = "") -> str:
    texts = data(TEXTS)[name or model.__name__]
    parts = [texts[MEANING]]
    keys = keys_of(model)
    if keys:
        rows = [
            (code(key.name), key.meaning, key.kind, "（必须写）" if key.required else key.default)
            for key in keys
        ]
        parts.append(table(("项目", "意思", "怎么写", "不写就是"), rows))
    if EXAMPLE in texts:
        parts.append(block(texts[EXAMPLE]))
    return section(texts[TITLE], "\n\n".join(part.strip() for part in parts), level)


def _beside(word: str, level: int) -> str:
    texts = data(TEXTS)[word]
    return section(texts[TITLE], f"{texts[MEANING]}\n\n{block(texts[EXAMPLE])}", level)
