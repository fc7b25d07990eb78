"""Values of absurd size: what a slip, a paste gone wrong or a joke may put under any key."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

Tree = Any
"""Plain data of a document: texts, lists, mappings."""
Steps = tuple[str | int, ...]

_SENTENCE = "各单位要认真落实防汛值班制度，遇有险情立即报告市防汛办；"
_NAMES = "市教育局、市水务局，"


def _repeated(piece: str) -> Callable[[int, Tree], Tree]:
    """So many characters of a text repeated."""
    return lambda length, value: (piece * (length // len(piece) + 1))[:length]


def _counted(piece: str, parted: str) -> Callable[[int, Tree], Tree]:
    """The same, a number in each piece: all of them differ."""

    def text(length: int, value: Tree) -> Tree:
        size = len(piece) + len(parted) + 2
        return parted.join(piece.format(number) for number in range(length // size + 1))[:length]

    return text


def _listed(item: Callable[[int, Tree], Tree]) -> Callable[[int, Tree], Tree]:
    return lambda length, value: [item(number, value) for number in range(length // 4 + 1)]


def _nested(length: int, value: Tree) -> Tree:
    """Lists in lists, 50 deep, as many of them as fit."""
    column: Tree = "深"
    for _ in range(50):
        column = [column]
    return [column] * (length // 200 + 1)


SHAPES: dict[str, Callable[[int, Tree], Tree]] = {
    "汉字": _repeated("市防汛抗旱指挥部办公室工作规则实施方案"),
    "同一个字": _repeated("一"),
    "字母": _repeated("abcdefghij"),
    "大写": _repeated(string.ascii_uppercase),
    "数字": _repeated("0123456789"),
    "空格": lambda length, value: "甲" + " " * length + "乙",
    "全角空格": _repeated("甲　"),
    "句子": _repeated(_SENTENCE),
    "逗号": _repeated("，"),
    "点": _repeated("."),
    "横线": _repeated("-"),
    "左括号": _repeated("（"),
    "右括号": _repeated("）"),
    "成对的括号": lambda length, value: "（" * (length // 2) + "）" * (length // 2),
    "书名号": _repeated("《规定》"),
    "左书名号": _repeated("《甲"),
    "左引号": _repeated("“甲"),
    "花括号": _repeated("{牵头单位}"),
    "英文引号": _repeated('"甲"'),
    "序数": _repeated("一、甲（一）乙1.丙（1）丁"),
    "小数": _repeated("1.1."),
    "日期": _repeated("2026年3月5日至"),
    "文号": _repeated("云政办发〔2026〕12号、"),
    "单位": _repeated(_NAMES),
    "不同的单位": _counted("第{}局", "、"),
    "姓名": _counted("王刚{} 副市长", "，"),
    "网址": _repeated("http://yunxi.gov.cn/a/"),
    "竖格": _repeated("甲｜乙｜"),
    "空格子": _repeated("｜"),
    "并格": _repeated("＜"),
    "冒号": _repeated("甲：乙:"),
    "生僻字": _repeated("\U00020000\U0002a6d6"),
    "组合的字符": _repeated("a\u0301\u0302"),
    "多行": lambda length, value: "\n".join(["各单位：", *["一、抓紧落实"] * (length // 7)]),
    "各种行": lambda length, value: "\n".join(
        ["一、总则", "（一）目的。", "1.一项", "（1）二项", "附件：1.甲", "责任单位：市水务局"]
        * (length // 40)
    ),
    "空行": lambda length, value: "甲\n" + "\n" * length + "乙",
    "短行": lambda length, value: "甲\n" * length,
    "竖格的行": lambda length, value: "甲｜乙\n" * (length // 4),
    "很多项": _listed(lambda number, value: f"第{number}项"),
    "很多一样的项": _listed(lambda number, value: "市水务局"),
    "很多组": lambda length, value: [["市水务局", "市教育局"]] * (length // 10 + 1),
    "很多键": lambda length, value: {f"键{number}": "值" for number in range(length // 6)},
    "一组": lambda length, value: (
        [{"节": "甲"}, {"任务": "乙。"}, {"条目": ["丙"]}] * (length // 30)
    ),
    "套着的列表": _nested,
    "原来的很多次": lambda length, value: _many(value, length),
}
"""By name: a value about so many characters long, of what stands there."""


def _many(value: Tree, length: int) -> Tree:
    """What stands there, so often that it is as long."""
    size = max(len(str(value)), 1)
    count = length // size + 2
    if isinstance(value, list):
        return value * count
    if isinstance(value, dict):
        return [value] * count
    return str(value) * count


def places_of(tree: Tree) -> Iterator[Steps]:
    """Where values stand, one for each pair of a key and the key around it."""
    seen: set[tuple[object, ...]] = set()

    def walk(value: Tree, path: Steps, keys: tuple[str, ...]) -> Iterator[Steps]:
        for step, below in _children(value):
            inner = (*keys, "*" if isinstance(step, int) else step)
            if inner[-3:] not in seen:
                seen.add(inner[-3:])
                yield (*path, step)
            yield from walk(below, (*path, step), inner)

    return walk(tree, (), ())


def _children(value: Tree) -> Iterator[tuple[str | int, Tree]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def at(tree: Tree, path: Steps) -> Tree:
    """The value at a place."""
    for step in path:
        tree = tree[step]
    return tree


def replaced(tree: Tree, path: Steps, value: Tree) -> Tree:
    """A copy with another value at a place."""
    made = deepcopy(tree)
    at(made, path[:-1])[path[-1]] = value
    return made


_HEAD = "文种: 通知\n标题: 关于做好防汛值班工作的通知\n"
FORMS: dict[str, tuple[str, str]] = {
    "整个文件": ("", "{}"),
    "主送": (f"{_HEAD}正文: 略。\n主送: ", "{}"),
    "正文": (f"{_HEAD}正文: ", "{}"),
    "竖线下面": (f"{_HEAD}正文: |\n", "  {}\n"),
    "每项": (f"{_HEAD}正文:\n", "- {}\n"),
}
"""Where a text may be typed: what stands before it, and how each piece of it is typed there."""
PIECES = (
    *(
        "（",
        "[",
        "{",
        "-",
        "- ",
        "? ",
        '"',
        "'",
        "#",
        " #",
        "|",
        ": ",
        "甲: ",
        "甲：",
        "　",
        "a",
        "市",
    ),
    *("&a ", "*a ", "!a ", "%", "@", "\\", '"\\u', "\u202e", "\ue000", "—甲", "•甲", "\t甲: 乙"),
    *("\n", "甲: 乙\n", "- 乙\n", "　甲：乙\n", "---\n", "<<<<<<< a\n", "=======\n", ">>>>>>> a\n"),
)
"""What a text may be made of that means something to YAML, or that a slip may leave."""


def typed(length: int) -> Iterator[tuple[str, str]]:
    """Files of about so many bytes that are one piece over and over, with a name for each."""
    for form, (head, line) in FORMS.items():
        for piece in PIECES:
            each = line.format(piece)
            yield f"{form}全是{piece!r}", head + each * (length // len(each.encode()))
