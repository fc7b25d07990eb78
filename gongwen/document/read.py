"""Plain data to the model; every misfit becomes a Problem in the officer's words."""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..elements.bounds import MOST_VALUES
from ..elements.faults import empty, meant_key, missing_key
from ..elements.shapes import FAILED, Reading, Spot, is_blank
from ..kinds import kind_names
from ..problem import Level, Place, Problem, in_order, problem_at
from ..problem_ids import COLON_WITHOUT_SPACE, FULL_WIDTH_COLON, NOT_A_DOCUMENT, UNKNOWN_KIND
from ..source.tree import Mapping, Sequence, Value
from ..source.wording import excerpt, what_follows
from .arrange import arrange
from .parts import Document
from .placement import misplaced
from .public_version import mentions_withheld, parted


def read_document(
    data: Value, file: str, source: str = ""
) -> tuple[Document | None, list[Problem]]:
    """The document that `data` says, with pasted text arranged, and what is wrong, in order.

    The document is None exactly where a problem is of level 错误. `source` is the text of the file,
    to tell where in it a slip stands that left no structure at all.
    """
    if not isinstance(data, Mapping):
        return None, [_not_a_document(data, file, source)]
    if too_many := _too_many(data):
        return None, [too_many]
    reading = Reading([*_without_text(data), *_unknown_kind(data), *misplaced(data)])
    document = Document.read(data, Spot("", data.place), reading)
    problems = in_order(reading.problems)
    if document is FAILED or any(problem.level is Level.ERROR for problem in problems):
        return None, problems
    document = arrange(document)
    if not mentions_withheld(data):
        return document, problems
    document, faults = parted(document)
    return (None if faults else document), in_order([*problems, *faults])


def _too_many(data: Mapping) -> Problem | None:
    """A document with more texts than any has: most likely some slip made each line one."""
    count = 0
    waiting: list[Mapping | Sequence] = [data]
    while waiting and count <= MOST_VALUES:
        value = waiting.pop()
        inner = value.values() if isinstance(value, Mapping) else value
        count += len(value)
        waiting += [each for each in inner if isinstance(each, Mapping | Sequence)]
    if count <= MOST_VALUES:
        return None
    message = f"这个文件有{MOST_VALUES}项以上的内容，不像一份公文"
    hint = "分成几份写；大段的文字写在“正文: |”下面，不用每行加横线"
    return problem_at(data.place, NOT_A_DOCUMENT, Level.ERROR, message, hint=hint)


def _not_a_document(data: Value, file: str, source: str) -> Problem:
    if isinstance(data, str) and (slip := _colon_slip(source or data, file)):
        return slip
    if isinstance(data, Sequence):
        place, what = data.place, "是一个列表"
        hint = "机构名录的文件名要叫 机构.yaml 或 机构-×××.yaml；被引入的片段，文件名以 _ 开头"
    else:
        place, what = Place(file, 1, 1), "里没有“项目: 内容”"
        hint = "最少写三行：文种: 通知、标题: ……、正文: ……；冒号用半角，后面空一格"
    message = f"这个文件{what}，不是一份公文"
    return problem_at(place, NOT_A_DOCUMENT, Level.ERROR, message, hint=hint)


_KEY_LIKE = (
    r"\s*(?P<key>[^\s：:，。；、！？#]{1,8})[ \u3000]*(?P<colon>[：:])[ \u3000]*(?P<text>.*)"
)


def _colon_slip(source: str, file: str) -> Problem | None:
    """A file that has no key, because the colons of what should be keys are no colons to YAML."""
    lines = list(enumerate(source.split("\n"), 1))
    typed = [(n, line) for n, line in lines if line.strip() and not line.lstrip().startswith("#")]
    slips = [(n, match) for n, line in typed if (match := re.fullmatch(_KEY_LIKE, line))]
    if not slips or slips[0][0] != typed[0][0]:
        return None
    number, match = slips[0]
    place = Place(file, number, match.start("colon") + 1)
    right = f"{match['key']}: {match['text']}"
    more = f"，像这样的一共{len(slips)}行" if len(slips) > 1 else ""
    if match["colon"] == "：":
        rule, message = FULL_WIDTH_COLON, f"“{match['key']}”后面用了全角冒号“：”{more}"
        way = "改用半角冒号，后面空一格"
    else:
        after = what_follows(match.string[match.end("colon") :].lstrip(" ")[:1])
        rule, message = COLON_WITHOUT_SPACE, f"“{match['key']}”的冒号后面{after}{more}"
        way = "冒号后面空一个半角格"
    hint = f"{way}：{excerpt(right, 20)}"
    return problem_at(place, rule, Level.ERROR, message, hint=hint)


def _without_text(data: Mapping) -> Iterator[Problem]:
    """A document has 正文 or 印发件; told at once with all else that is wrong."""
    texts = (data.get(key) for key in ("正文", "印发件"))
    if all(not text or is_blank(text) for text in texts):
        if "正文" in data:
            yield empty("“正文”", data.places["正文"])
        elif not any(_means_text(key) for key in data):
            yield missing_key("正文", "", data.place)


def _means_text(key: str) -> bool:
    known = Document.known_keys()
    return key not in known and meant_key(key, known) in ("正文", "印发件")


def _unknown_kind(data: Mapping) -> Iterator[Problem]:
    """A 文种 that is none, told beside whatever else keeps the document from being read."""
    name = data.get("文种")
    if isinstance(name, str) and name and name not in kind_names():
        from ..kinds.meant import meant_kind

        hint = meant_kind(name) or f"文种有：{'、'.join(kind_names())}"
        message = f"“{name}”不是文种"
        yield problem_at(data.places["文种"], UNKNOWN_KIND, Level.ERROR, message, hint=hint)
