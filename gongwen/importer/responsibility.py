"""Who does a task: lines “责任单位：…” under it, or units in brackets after its last words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..paper.responsible import (
    FIELD_OF,
    Labelled,
    begins_with_label,
    ending,
    label_after_stop,
    labelled,
    says_who,
)
from ..typeset.pattern import fill_pattern
from .pieces import Source, SourceParagraph
from .wording import are_units, is_unit, names_in

FIELDS = ("牵头单位", "责任单位", "配合单位", "责任领导", "时限")
ON_LINES, IN_BRACKETS = "分行", "括注"
ON_A_LINE = frozenset(
    (
        *(*FIELDS, "牵头部门", "责任部门", "配合部门", "负责单位", "负责部门"),
        *("完成时限", "完成时间", "完成期限"),
    )
)
"""What a line may call a field: words that mean the very same as those that are printed."""
_LONGEST = 400
_CLOSE = {"（": "）", "(": ")", "〔": "〕", "【": "】", "[": "]"}
_VERBS = {
    "牵头单位": ("牵头负责", "负责牵头", "牵头落实", "牵头", "主办"),
    "责任单位": ("按职责分工负责", "按职责分工落实", "分工负责", "负责落实", "负责", "承办"),
    "配合单位": ("协同配合", "配合", "参与", "参加", "协助", "协办"),
}
_FIELD_OF_VERB = {verb: field for field, verbs in _VERBS.items() for verb in verbs}
_ANY_VERB = "|".join(sorted(_FIELD_OF_VERB, key=len, reverse=True))
_WHEN = (
    r"(?=\d|[^，；]*[年月季底])(?:于|在)?(?:20\d\d年)?(?:\d{1,2}月)?"
    r"(?:\d{1,2}日|[上中下]旬|第?[一二三四]季度|[上下]半年)?年?[底末]?之?前?(?:[基全][本面])?"
    r"(?:完成|建成|实现|启用|启动|到位)?|(?:长期|持续|常年|全年|常态化)(?:坚持|推进|实施|开展)|年内完成"
)
"""When a task is due, in the words that stand last in a bracket."""
_CLAUSE = re.compile(rf"\s*(由?)([^；;。]+?)({_ANY_VERB})([，,；;、]|$)")
_SAYS_IT = "[：:]|牵头|负责"
_SHARED = "按职责分工"
_FIRST_LEADS = re.compile(
    r"[，,；;、。\s]*[（(]?(?:排|列|排列)?(?:在)?第一(?:位|个)?(?:的|者)?(?:单位|部门)?(?:为|是)"
    r"牵头(?:责任)?(?:单位|部门)(?:[，,；;、。]?\s*(?:下|以下)同)?[）)]?(?P<end>[）)。]*)$"
)


def line_field(text: str) -> tuple[str, str] | None:
    """The field and the value of “责任单位：市教育局”, without a stop at its end; None for what is
    more than one field, or none.
    """
    found = labelled(text)
    if len(found) != 1 or found[0].label not in ON_A_LINE:
        return None
    value = found[0].value.rstrip("。；;")
    field = FIELD_OF[found[0].label]
    fits = value and len(value) <= _LONGEST and not re.search("[。：]|(?:负责|牵头|配合)$", value)
    if field.endswith("单位") and _timed(value)[2]:  # and when: 责任单位：市水务局，6月底前完成
        return None
    return (field, value) if fits else None


def is_renamed(text: str) -> bool:
    """Whether a line calls its field otherwise than it is printed: 责任部门：市教育局."""
    found = labelled(text)
    return bool(found) and found[0].label not in (*FIELDS[:-1], "完成时限")


def split_inline(paragraph: SourceParagraph, source: Source) -> list[SourceParagraph]:
    """A paragraph whose responsibility runs on after its last stop, or is several on one line, as
    one for each.
    """
    text = paragraph.text
    start = 0 if begins_with_label(text) else label_after_stop(text)
    if not start and not begins_with_label(text):
        return [paragraph]
    found = labelled(text[start:])
    lines = [f"{each.head}{each.value}" for each in found]
    if not found or (len(found) == 1 and not start) or not any(map(line_field, lines)):
        return [paragraph]
    if any(line_field(line) is None and each.label in ON_A_LINE
           for line, each in zip(lines, found, strict=True)):  # fmt: skip
        return [paragraph]
    for each in found[:-1]:
        source.leave(each.sign, paragraph.number, "各项责任之间的标点，改成分行")
    made = [SourceParagraph(line, paragraph.number) for line in lines]
    if start:
        return [paragraph.with_text(text[:start]), *made]
    return [replace(made[0], remarks=paragraph.remarks), *made[1:]]


class Bracket(Struct, frozen=True):
    """A bracket that says who does what stands `before` it. `changed` = it would be printed with
    other punctuation than it has, or behind a stop that stood after it, or none did.
    """

    before: str
    wording: str
    fields: dict[str, str]
    changed: bool = False


def read_bracket(text: str, wanted: str = "") -> Bracket | None:
    """The bracket that a text ends in, worded as `wanted` or in words of its own (括注 or a
    pattern); None where it does not say who is responsible, or not in those words.
    """
    found = ending(text)
    if found is None:
        return None
    if says_who(found.before):
        return None  # 加固堤防。（市水务局牵头）（市财政局配合）
    stops = found.before.endswith(("。", "！", "？", "”"))
    apart = bool(found.after) or not stops
    if apart and not re.search(_SAYS_IT, found.inside):
        return None  # bare units: 成立清淤办（市水务局）
    loose = None
    for wording, fields in _readings(found.inside, found.bracket[0]):
        printed = _printed(wanted or wording, fields)
        if printed == found.bracket:
            return Bracket(found.before, wanted or wording, fields, apart)
        if _solid(printed) == _solid(found.bracket):
            loose = loose or Bracket(found.before, wanted or wording, fields, changed=True)
    return loose


def _solid(text: str) -> str:
    """A bracket without the punctuation that may be other in the rest of the text."""
    return re.sub(r"[，；,;：:\s（）()〔〕【】\[\]]", "", text)


def _readings(inside: str, opening: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The wordings that a bracket may have, and its fields."""
    labels = labelled(inside)
    if labels and _all_fit(labels):
        yield from _of_labels(labels, opening)
        return
    if found := _of_clauses(inside, opening):
        yield found
    units, sign, when = _timed(inside)
    if not are_units(units) or not _convincing(units):
        return
    if when:
        pattern = f"{opening}{{责任单位}}{sign}{{时限}}{_CLOSE[opening]}"
        yield pattern, {"责任单位": units, "时限": when}
    elif opening == "（":
        yield IN_BRACKETS, {"责任单位": units}


def _timed(inside: str) -> tuple[str, str, str]:
    """A bracket's words, the sign and the deadline that it ends in; the last two "" without one."""
    match = re.fullmatch(rf"(.+?)([，,；;])\s*({_WHEN})", inside)
    return (match[1], match[2], match[3]) if match else (inside, "", "")


def _all_fit(labels: Sequence[Labelled]) -> bool:
    """Whether each label is a field, none is given twice, and the values are what they may be."""
    fields = [FIELD_OF.get(each.label, "") for each in labels]
    return len(set(fields)) == len(fields) and all(
        field and _fits(field, each.value) for field, each in zip(fields, labels, strict=True)
    )


def _of_labels(labels: Sequence[Labelled], opening: str) -> Iterator[tuple[str, dict[str, str]]]:
    fields = {FIELD_OF[each.label]: each.value for each in labels}
    usual = all(each.label in (*FIELDS[:-1], "完成时限") for each in labels)
    if opening == "（" and usual and [*fields] == [each for each in FIELDS if each in fields]:
        yield IN_BRACKETS, fields
    pattern = "".join(
        f"{each.label}：{{{FIELD_OF[each.label]}}}{each.sign or '；'}" for each in labels
    )
    yield opening + pattern[:-1] + _CLOSE[opening], fields


def _of_clauses(inside: str, opening: str) -> tuple[str, dict[str, str]] | None:
    """The pattern and the fields of 市教育局牵头，市财政局、市民政局配合，2026年底前完成."""
    inside, end, when = _timed(inside)
    fields: dict[str, str] = {}
    clauses: list[list[str]] = []
    at = 0
    while match := _CLAUSE.match(inside, at):
        before, units, verb, sign = match.groups()
        field = _FIELD_OF_VERB[verb]
        if field in fields or not are_units(units):
            return None
        fields[field] = units.strip()
        clauses.append([before, field, verb, sign])
        at = match.end()
    if not clauses or at < len(inside):
        return None
    if [*fields] == ["牵头单位", "责任单位"] and clauses[1][2].startswith(_SHARED):
        fields = {"牵头单位": fields["牵头单位"], "配合单位": fields["责任单位"]}
        clauses[1][1] = "配合单位"
    pattern = "".join(f"{before}{{{field}}}{verb}{sign}" for before, field, verb, sign in clauses)
    if when:
        pattern, fields = f"{pattern}{end}{{时限}}", {**fields, "时限": when}
    return opening + pattern + _CLOSE[opening], fields


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
    return not field.endswith("单位") or (are_units(value) and not _timed(value)[2])


def _printed(wording: str, fields: Mapping[str, str]) -> str:
    """What the program prints for these fields (`typeset.responsibility.run_in`)."""
    if wording != IN_BRACKETS:
        return fill_pattern(wording, {field: fields.get(field, "") for field in FIELDS})
    if list(fields) in (["责任单位"], ["牵头单位"]):
        return f"（{next(iter(fields.values()))}）"
    shown = {"时限": "完成时限"}
    given = [(field, fields[field]) for field in FIELDS if field in fields]
    return "（" + "；".join(f"{shown.get(f, f)}：{text}" for f, text in given) + "）"


def choose_wording(texts: Iterable[str], *, has_lines: bool) -> str:
    """How the text's responsibility is worded throughout: in the wording that reads most brackets,
    or in one that says all of several; 分行 where lines say it.
    """
    found: dict[str, list[str]] = {}
    for text in texts:
        if reading := read_bracket(text):
            found.setdefault(reading.wording, []).append(text)
    if not found or has_lines:
        return ON_LINES
    bracketed = [text for each in found.values() for text in each]
    ordered = sorted(found, key=lambda wording: -len(found[wording]))
    wordings = [*ordered[:_MOST_WORDINGS], *_joined(ordered)]
    read = {
        each: sum(read_bracket(text, each) is not None for text in bracketed) for each in wordings
    }
    most = max(wordings, key=lambda wording: read[wording])
    lone = most == IN_BRACKETS and len(found[most]) < 2 and "：" not in found[most][0]
    return ON_LINES if lone else most


_MOST_WORDINGS = 6
_WITH_FIELD = r"([^，；、{}（）〔〕【】\[\]]*\{([^{}]+)\}[^，；、{}（）〔〕【】\[\]]*)"


def _joined(wordings: Sequence[str]) -> list[str]:
    """One pattern with what each says, 牵头 first; one that says a field in other words than those
    before it, or in other brackets, is passed over. Empty where there are not two.
    """
    patterns = [each for each in wordings if each != IN_BRACKETS]
    clauses: dict[str, str] = {}
    count = 0
    for pattern in patterns:
        found = re.findall(_WITH_FIELD, pattern)
        if pattern[0] != patterns[0][0] or any(
            clauses.get(f, clause) != clause for clause, f in found
        ):
            continue
        clauses.update((field, clause) for clause, field in found)
        count += 1
    if count < 2:
        return []
    sign = "；" if "；" in patterns[0] else "，"
    parts = [clauses[field] for field in FIELDS if field in clauses]
    return [patterns[0][0] + sign.join(parts) + patterns[0][-1]]


ALL_LABELLED = (
    "（牵头单位：{牵头单位}；责任单位：{责任单位}；配合单位：{配合单位}；"
    "责任领导：{责任领导}；完成时限：{时限}）"
)
"""What a bracket says where the first of its units is to lead and it has labels."""


def are_lines(texts: Sequence[str]) -> bool:
    """Whether a text says who does its tasks on lines of their own rather than in brackets."""
    lines = sum(line_field(text) is not None for text in texts)
    brackets = sum(read_bracket(text) is not None for text in texts)
    return lines > 0 and lines >= brackets


def without_first_leads(text: str) -> str:
    """A text without the remark that the first unit named leads (列第一位者为牵头单位，下同), where
    its responsibility ends in that; "" where it says no such thing.
    """
    match = _FIRST_LEADS.search(text)
    if match is None:
        return ""
    rest = text[: match.start()] + match["end"]
    if "（" in rest and rest.count("（") > rest.count("）"):
        rest += "）"
    return rest if line_field(rest) or read_bracket(rest) else ""


def with_first_leading(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields, the first of the responsible units as the one that leads."""
    units = fields.get("责任单位", "")
    if not units or "牵头单位" in fields:
        return dict(fields)
    first, *others = names_in(units)
    if not others:
        return dict(fields)
    rest = units.partition(first)[2].lstrip("、，, ")
    made = {**fields, "牵头单位": first, "责任单位": rest}
    return {field: made[field] for field in FIELDS if made.get(field)}
