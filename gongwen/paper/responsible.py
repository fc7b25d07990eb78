"""Who does a task, as paper says it: labels (责任单位：), and brackets at the end of a text."""

from __future__ import annotations

from msgspec import Struct

from .. import patterns as re

_WORDS = {
    "牵头单位": ("牵头单位", "牵头部门", "主办单位", "主办部门", "主责单位"),
    "责任单位": ("责任单位", "责任部门", "负责单位", "负责部门", "承办单位", "落实单位"),
    "配合单位": ("配合单位", "配合部门", "协办单位", "协同单位", "参与单位", "参加单位"),
    "责任领导": ("责任领导", "牵头领导"),
    "时限": ("完成时限", "完成时间", "完成期限", "时限"),
}
FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
"""The fields of a task by what paper calls them."""
_WITHOUT_FIELD = ("指导单位", "指导部门", "监督单位", "责任人", "责任科室", "参与部门")
"""What is said of a task besides, and has no field."""
_LABELLED = (
    f"({'|'.join(sorted((*FIELD_OF, *_WITHOUT_FIELD), key=len, reverse=True))})[ \\u3000]?[：:]"
)
_BRACKET = (
    r"(?P<before>.*)(?P<bracket>（(?P<round>(?:[^（）]|（[^（）]*）)*)）|\((?P<half>[^()]*)\)"
    r"|[〔【\[](?P<other>[^〔〕【】\[\]]*)[〕】\]])(?P<after>[。；;]?)"
)
_SAYS = "部门|单位|负责|牵头"
_SIGNS = "；;，,。、"
_STOPS = ("。", "！", "？")


class Labelled(Struct, frozen=True):
    """A label, what stands behind it, and the sign before the next label; `head` is the label with
    its colon, as typed.
    """

    head: str
    label: str
    value: str
    sign: str = ""


def labelled(text: str) -> tuple[Labelled, ...]:
    """The labels of a text that is nothing but labels and what stands behind each; none where it
    is anything else.
    """
    matches = list(re.finditer(_LABELLED, text))
    if not matches or matches[0].start():
        return ()
    found = []
    for at, match in enumerate(matches):
        end = matches[at + 1].start() if at + 1 < len(matches) else len(text)
        whole = text[match.end() : end].strip()
        value = whole.rstrip(_SIGNS).strip() if end < len(text) else whole
        if not value:
            return ()
        found.append(Labelled(match[0], match[1], value, whole[len(value) :].strip()))
    return tuple(found)


def begins_with_label(text: str) -> bool:
    """Whether a text begins with a label: 责任单位：市教育局."""
    return re.match(_LABELLED, text) is not None


def has_label(text: str) -> bool:
    """Whether a label stands anywhere in a text."""
    return re.search(_LABELLED, text) is not None


def label_after_stop(text: str) -> int:
    """Where the first label stands that follows the end of a sentence; 0 where there is none."""
    starts = (match.start() for match in re.finditer(_LABELLED, text))
    return next((at for at in starts if text[:at].rstrip().endswith(_STOPS)), 0)


class EndBracket(Struct, frozen=True):
    """A bracket behind the last words of a text, the bracket whole and what stands in it, and the
    stop that may follow it.
    """

    before: str
    bracket: str
    inside: str
    after: str


def ending(text: str) -> EndBracket | None:
    """The bracket that a text ends in; None where it ends otherwise."""
    match = re.fullmatch(_BRACKET, text, re.DOTALL)
    if match is None or not match["before"].strip():
        return None
    inside = next(each for each in match.group("round", "half", "other") if each is not None)
    return EndBracket(match["before"].rstrip(), match["bracket"], inside, match["after"])


def says_who(text: str) -> bool:
    """Whether a text ends in a bracket that says who does it, in whatever words."""
    found = ending(text)
    return found is not None and re.search(_SAYS, found.inside) is not None
