"""What can be wrong with data, said so that a drafting officer can mend it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from functools import cache
from pathlib import Path

from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import (
    COLON_WITHOUT_SPACE,
    EMPTY_VALUE,
    MISFIT,
    MISSING_KEY,
    UNKNOWN_KEY,
)
from ..source.tree import Mapping, Sequence, Value
from ..source.wording import excerpt, what_follows

_OTHER_NAMES_FILE = Path(__file__).with_name("other_names.txt")


@cache
def other_names() -> dict[str, tuple[str, ...]]:
    """What people call an element whose key is another: the keys meant, by what they type."""
    lines = _OTHER_NAMES_FILE.read_text(encoding="utf-8").splitlines()
    pairs = [line.partition(" = ") for line in lines if line and not line.startswith("#")]
    return {typed: tuple(keys.split()) for typed, _, keys in pairs}


_OTHER_CHOICES = {
    "定稿": "印发稿",
    "正式稿": "印发稿",
    "终稿": "印发稿",
    "草稿": "征求意见稿",
    "初稿": "征求意见稿",
    "报批稿": "送审稿",
    "是": "加盖",
    "否": "不加盖",
}
"""What people call a 稿本, and answer to 印章."""

_PRODUCED = frozenset(
    ("附件说明", "版头", "版记", "版心", "页码", "红线", "分隔线", "稿本标记", "附件序号")
)


def misfit(place: Place, message: str, hint: str = "") -> Problem:
    """Data that does not say what it must say there."""
    return problem_at(place, MISFIT, Level.ERROR, message, hint=hint)


def unknown_key(
    key: str,
    known: Iterable[str],
    place: Place,
    forms: dict[str, str] | None = None,
    typed: Container[str] = (),
    *,
    of_document: bool = True,
    hint: str = "",
) -> Problem:
    """A key that means nothing where it stands; `known` are those not typed there yet, `forms` how
    some of them are written, `typed` those that stand there. `of_document` = the words of documents
    may be meant; `hint` is what to say where it is known better than by these.
    """
    known = list(known)
    others = other_names().get(key, ()) if of_document else ()
    if hint:
        pass
    elif of_document and key in _PRODUCED:
        hint = f"“{key}”由程序生成，不用写，删掉这一行"
    elif meant := meant_key(key, known, of_document=of_document):
        form = (forms or {}).get(meant, "")
        hint = f"是不是“{meant}”" + (f"，写成——{form}" if form else "")
    elif again := next((name for name in others if name in typed), ""):
        hint = f"已经写了“{again}”；两处合成一处，删掉这一行"
    elif others:
        named = "”或“".join(others)
        hint = f"要写的是“{named}”，但不写在这里；写在哪里见 docs/内容参考.md"
    else:
        hint = f"这里可以写：{'、'.join(known)}" if known else "删掉这一行"
    return problem_at(place, UNKNOWN_KEY, Level.ERROR, f"不认识“{key}”这个项目", hint=hint)


MOST_UNKNOWN = 100
"""So many keys of one element are told of: more are no slips, but another text."""


def more_unknown(count: int, place: Place) -> Problem:
    """Keys that nobody knows, after those that were told of one by one."""
    hint = "先改好上面列出的；整段的文字不写在这里"
    message = f"这一项以下还有{count}个不认识的项目，没有逐个列出"
    return problem_at(place, UNKNOWN_KEY, Level.ERROR, message, hint=hint)


def meant_key(key: str, known: Iterable[str], *, of_document: bool = True) -> str:
    """The known key that was most likely meant; "" where none was."""
    known = list(known)
    if of_document and key in other_names():
        return named_otherwise(key, known)
    return nearest(key, known)


def named_otherwise(key: str, known: Container[str]) -> str:
    """The first known key that people know by the name `key`; "" where there is none."""
    return next((other for other in other_names().get(key, ()) if other in known), "")


def misplaced_block(key: str, place: Place) -> Problem:
    """A block of a 正文 beside the 正文 that it should be in."""
    return problem_at(
        place,
        UNKNOWN_KEY,
        Level.ERROR,
        f"“{key}”是正文里的一块内容，不能直接写在这里",
        hint=f"先写一行“正文:”，下面一行写“- {key}: ……”，它的各项跟着往里缩进",
    )


def meant_choice(word: str, choices: Iterable[str]) -> str:
    """The choice that was most likely meant; "" where none was."""
    choices = list(choices)
    other = _OTHER_CHOICES.get(word, "")
    return other if other in choices else nearest(word, choices)


def missing_key(key: str, within: str, place: Place, value: str = "") -> Problem:
    """A key that has to be there; `within` is what to call the mapping, "" for the document, and
    `value` what it most likely is.
    """
    where = within if not within or within.endswith("项") else f"{within}里"
    hint = f"加一行：{key}: {value or '……'}"
    return problem_at(place, MISSING_KEY, Level.ERROR, f"{where}缺少“{key}”", hint=hint)


_NEEDED = ("“文种”", "“标题”", "“正文”")


def empty(name: str, place: Place, level: Level = Level.ERROR) -> Problem:
    """Nothing where something is meant."""
    hint = "填上内容" if name in _NEEDED else "填上内容；不需要就把这一行删掉"
    return problem_at(place, EMPTY_VALUE, level, f"{name}是空的", hint=hint)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like `word`, of two the one that begins alike; "" where none
    does.
    """
    import difflib

    def likeness(each: str) -> tuple[float, bool]:
        return difflib.SequenceMatcher(None, each, word).ratio(), each[:1] == word[:1]

    comparable = [each for each in known if len(word) <= 3 * len(each)]  # others are never alike
    best = max(comparable, key=likeness, default="")
    return best if likeness(best)[0] >= 0.5 else ""


def described(value: Value) -> str:
    """What a value is, in a few words."""
    if isinstance(value, Mapping):
        return "一组“项目: 内容”"
    if isinstance(value, Sequence):
        return "一个列表"
    if value is None:
        return "空的"
    text, *more = value.strip().splitlines() or [""]
    return f"“{text[:20]}……”" if len(text) > 24 or more else f"“{text}”"


def colon_without_space(text: str, keys: Container[str], place: Place) -> Problem | None:
    """A text that begins with one of the keys and a colon: YAML wants a space after it. Below a
    “|” it would be text with a space, too.
    """
    if place.text_line:
        return None
    key, colon, rest = text.partition(":")
    if not colon or key.strip() not in keys or rest[:1] in ("", " "):
        return None
    return problem_at(
        Place(place.file, place.line, place.column + len(key)),
        COLON_WITHOUT_SPACE,
        Level.ERROR,
        f"“{key.strip()}”的冒号后面{what_follows(rest[0])}，读成了一段文字",
        hint=f"是项目的，冒号后空一格：{key.strip()}: {excerpt(rest.strip(), 20)}；"
        "是文字的，冒号用全角的“：”",
    )


def colon_hint(value: Value) -> str:
    """For a mapping where a text is meant: most likely a text with “: ” in it."""
    if isinstance(value, Mapping) and len(value) == 1:
        key, content = next(iter(value.items()))
        if isinstance(content, str | None):
            return f"去掉“{key}:”，直接写内容；如果它是文字的一部分，冒号改用全角的“：”"
    return ""
