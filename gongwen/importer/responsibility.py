"""Who does a task: lines “责任单位：…” under it, or units in brackets after its last stop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..typeset.pattern import fill_pattern
from .pieces import SourceParagraph
from .wording import are_units, is_unit, names_in

FIELDS = ("牵头单位", "责任单位", "配合单位", "责任领导", "时限")
LABELS = {"完成时限": "时限"} | {field: field for field in FIELDS if field != "时限"}
_LINE = re.compile(rf"({'|'.join(LABELS)})\s*[：:]\s*(\S.*)")
_INLINE = re.compile(rf"(.*?[。！？])\s*((?:{'|'.join(LABELS)})\s*[：:].*)")
_BRACKET = re.compile(
    r"(.*[。！？”])(?:（(?P<round>(?:[^（）]|（[^（）]*）)*)）|(?P<open>[〔【\[])(?P<other>[^〔〕【】\[\]]*)[〕】\]])"
)
_CLOSE = {"〔": "〕", "【": "】", "[": "]"}
_LONGEST = 400
ON_LINES, IN_BRACKETS = "分行", "括注"


def line_field(text: str) -> tuple[str, str] | None:
    """The field and the value of “责任单位：市教育局”, without a stop at its end."""
    match = _LINE.fullmatch(text)
    return (LABELS[match[1]], match[2].rstrip("。；;")) if match else None


def split_inline(paragraph: SourceParagraph) -> list[SourceParagraph]:
    """A paragraph whose responsibility runs on after its last stop, as two."""
    match = _INLINE.fullmatch(paragraph.text)
    if match is None or line_field(match[2]) is None or line_field(paragraph.text):
        return [paragraph]
    return [paragraph.with_text(match[1]), SourceParagraph(match[2], paragraph.number)]


def bracket_fields(text: str, wanted: str = "") -> tuple[str, str, dict[str, str]] | None:
    """The text before a bracket at its end, how the bracket is worded (括注 or a pattern), and the
    fields it holds; None where it does not say who is responsible, or not in the words `wanted`.
    """
    match = _BRACKET.fullmatch(text)
    if match is None:
        return None
    inside = match["round"] if match["open"] is None else match["other"]
    bracket = text[len(match[1]) :]
    readings = _readings(inside) if match["open"] is None else _labelled(inside, match["open"])
    for wording, fields in readings:
        if _printed(wanted or wording, fields) == bracket:
            return match[1], wanted or wording, fields
    return None


def _labelled(inside: str, opening: str) -> Iterable[tuple[str, dict[str, str]]]:
    """Fields after their labels in other brackets than round ones: 〔责任单位：市财政局〕."""
    parts = [line_field(part) for part in re.split("[；;]", inside)]
    fields = [part for part in parts if part]
    if fields and len(fields) == len(parts) and all(_fits(*each) for each in fields):
        shown = {field: label for label, field in LABELS.items()}
        labels = [f"{shown[field]}：{{{field}}}" for field, _ in fields]
        yield opening + "；".join(labels) + _CLOSE[opening], dict(fields)


_TWO = (
    ("牵头，", "按职责分工负责", "牵头单位", "配合单位"),
    ("牵头，", "等按职责分工负责", "牵头单位", "配合单位"),
    *(
        (words, tail, first, "配合单位")
        for words, first in (
            ("牵头，", "牵头单位"),
            ("牵头负责，", "牵头单位"),
            ("负责，", "责任单位"),
        )
        for tail in ("配合", "参与")
    ),
)
"""The words after the first units, those after the second, and what both are."""
_ONE = (
    ("按职责分工负责", "责任单位"),
    ("牵头负责", "牵头单位"),
    ("负责", "责任单位"),
    ("牵头", "牵头单位"),
)


def _readings(inside: str) -> Iterable[tuple[str, dict[str, str]]]:
    parts = [line_field(part) for part in re.split("[；;]", inside)]
    fields = [part for part in parts if part]
    if fields and len(fields) == len(parts) and all(_fits(*each) for each in fields):
        yield IN_BRACKETS, dict(fields)
        if len(fields) == 1:
            yield f"（{fields[0][0]}：{{{fields[0][0]}}}）", dict(fields)
    match = re.fullmatch(r"(负责部门|责任部门|牵头部门|负责单位)：(.+)", inside)
    if match and _fits("责任单位", match[2]):
        yield f"（{match[1]}：{{责任单位}}）", {"责任单位": match[2]}
    for words, tail, first, second in _TWO:
        match = re.fullmatch(rf"(.+?){words}(.+?){tail}", inside)
        if match and are_units(match[1]) and are_units(match[2]):
            wording = f"（{{{first}}}{words}{{{second}}}{tail}）"
            yield wording, {first: match[1], second: match[2]}
    for tail, field in _ONE:
        match = re.fullmatch(rf"(.+?){tail}", inside)
        if match and are_units(match[1]):
            yield f"（{{{field}}}{tail}）", {field: match[1]}
    if are_units(inside) and _convincing(inside):
        yield IN_BRACKETS, {"责任单位": inside}


def _convincing(inside: str) -> bool:
    """Whether a bare bracket names units and is no remark such as （含街道办事处）."""
    names = names_in(re.sub("等$", "", inside))
    return all(not re.match(r"[含如见详简即指按共]|以下|包括|不含", name) for name in names) and (
        sum(map(is_unit, names)) * 3 >= len(names) * 2
    )


def _fits(field: str, value: str) -> bool:
    """Whether what stands after a label is no sentence and no further label, and units where
    units belong.
    """
    if len(value) > _LONGEST or re.search("[。；：]", value):
        return False
    return not field.endswith("单位") or are_units(value)


def _printed(wording: str, fields: Mapping[str, str]) -> str:
    """What the program prints for these fields (`typeset.responsibility.run_in`)."""
    if wording != IN_BRACKETS:
        return fill_pattern(wording, {field: fields.get(field, "") for field in FIELDS})
    if list(fields) in (["责任单位"], ["牵头单位"]):
        return f"（{next(iter(fields.values()))}）"
    shown = {"时限": "完成时限"}
    given = [(field, fields[field]) for field in FIELDS if field in fields]
    return "（" + "；".join(f"{shown.get(f, f)}：{text}" for f, text in given) + "）"


def choose_wording(texts: Iterable[str], has_lines: bool) -> str:
    """How the text's responsibility is worded throughout: in the wording that most brackets have,
    or in one that says all of several; 分行 where lines say it.
    """
    found: dict[str, int] = {}
    bracketed = [text for text in texts if bracket_fields(text)]
    for text in bracketed:
        if reading := bracket_fields(text):
            found[reading[1]] = found.get(reading[1], 0) + 1
    if not found or has_lines:
        return ON_LINES
    most = max(found, key=lambda wording: found[wording])
    joined = _joined(sorted(found, key=lambda wording: -found[wording]))
    if joined and sum(1 for text in bracketed if bracket_fields(text, joined)) > found[most]:
        return joined
    return most if found[most] >= 2 or most != IN_BRACKETS else ON_LINES


def _joined(wordings: Iterable[str]) -> str:
    """One pattern with what each says, 牵头 first; one that says a field in other words than those
    before it is passed over. "" where there are not two.
    """
    clauses: dict[str, str] = {}
    count = 0
    for wording in wordings:
        found = re.findall(r"[（，](\{(.+?)\}[^，）]+)", wording)
        if found and all(clauses.get(field, clause) == clause for clause, field in found):
            clauses.update((field, clause) for clause, field in found)
            count += 1
    parts = [clauses[field] for field in FIELDS if field in clauses]
    return f"（{'，'.join(parts)}）" if count > 1 else ""
