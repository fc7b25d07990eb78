"""Long texts in words of our own, of any length, the same every time."""

from __future__ import annotations

import random

from gongwen.composition import Block, Composition, PageSection, Paragraph, Run

_WORDS = "加强统筹推进落实完善健全建立开展组织实施城市管网改造供水排水绿化照明道路桥梁社区服务"


def compositions(pages: int, changed: int) -> tuple[Composition, Composition]:
    """A text of about so many pages (22 lines of 28), before and after so many changes."""
    chance = random.Random(9704)  # noqa: S311  the same words every time

    def sentence() -> str:
        return "".join(chance.choices(_WORDS, k=60)) + f"，完成{chance.randrange(9000)}个。"

    old: list[Block] = [_item(f"{number}.{sentence()}") for number in range(1, pages * 8)]
    new = list(old)
    for index in chance.sample(range(len(new)), changed):
        block = new[index]
        assert isinstance(block, Paragraph)  # noqa: S101  all are
        new[index] = _item(sentence() if index % 7 == 0 else block.text.replace("，", "要求，"))
    for _ in range(changed // 30):
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
        new.insert(chance.randrange(len(new)), _item(sentence()))
    return _composition(old), _composition(new)


def _item(text: str) -> Paragraph:
    return Paragraph("条目", (Run(text),))


def _composition(blocks: list[Block]) -> Composition:
    return Composition("长文", None, (PageSection(tuple(blocks)),), None)


def registry_text(units: int) -> str:
    """A registry of so many units: 市1局 and so on."""
    return "".join(
        f"- {{全称: 云溪市第{number}管理局, 简称: 市{number}局}}\n" for number in range(units)
    )


def yaml_text(tasks: int) -> str:
    """A document of so many sections, each with a task; 460 make 70 KB."""
    section = "- 节: 加强组织领导\n  正文:\n  - 任务: 健全云溪市防汛工作机制，压实各级责任。\n"
    return "文种: 通知\n正文:\n" + (section + "    责任单位: 市应急局、市水利局\n") * tasks


def outline_text(lines: int) -> str:
    """Numbered lines on two levels, as pasted."""
    return "（一）加强领导。各单位要高度重视。\n1.疏浚河道；\n" * (lines // 2)


def import_text(pages: int) -> str:
    """A notice of about so many pages, as plain text."""
    lines = ["关于清淤的通知", "市教育局："]
    for section in range(pages):
        lines.append(f"{'一二三四五六七八九十'[section % 10]}、工作措施")
        lines += [f"（一）加强领导。{'各单位要高度重视清淤工作，落实责任。' * 9}"] * 3
        lines += ["1.疏浚河道。", "责任单位：市水务局", "配合单位：市财政局"]
    return "\n".join(lines)
