"""Slips where a value begins: quotes and brackets that do not close or hold only a part, signs that
YAML takes for its own, a colon inside a text.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongwen.paper.block_keys import BLOCK_KEYS
from gongwen.paper.characters import HAN
from gongwen.problem import Place
from gongwen.problem_ids import HALF_WIDTH_COLON, QUOTES
from gongwen.source.mistakes.braces import braces_mended
from gongwen.source.mistakes.lines import INDENT_PATTERN, KEY, LONGEST_RUN, MendedLines
from gongwen.source.mistakes.messages import special_start, wide_colon
from gongwen.source.wording import excerpt, quoted

from ... import patterns as re

BLOCK_HEADER = re.compile(r"[|>][+-]?[1-9]?[+-]?[ \t]*(?:[ \t]#.*)?$")
"""| or > and what may stand after it."""
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'', re.DOTALL)
_AFTER_VALUE = re.compile(r"[ \t]*(?:$|[ \t]#)", re.MULTILINE)
_COLON_INSIDE = re.compile(r":(?= |$)")
_PAIR_GOES_ON = re.compile(rf"[，；、][ ]*{HAN}{{1,8}}: ")
_BRACKET = re.compile(r'[\[{]|[\]}]|(?<=[\[{,: ])(?:"[^"\n]*"|\'[^\'\n]*\')')
_WORD = re.compile(r"\w")
_SECOND_KEY = re.compile(rf"(?<=\S)[ \u3000]+({HAN}{{2,6}})$")


def is_sentence(key: str, value: str) -> bool:
    """Whether an item is a text with several colons: 联系电话: 0300-1，联系人: 王刚。 What begins
    with the key of a block is that block.
    """
    if key in BLOCK_KEYS or "#" in value or value[:1] in "\"'[{|>":
        return False
    comma = min((at for at in map(value.find, "，；") if at > 0), default=len(value))
    ends = value.endswith("。") and ": " in value[comma:]
    return ends or bool(_PAIR_GOES_ON.search(value, 1))


def value_begins(state: MendedLines, index: int, column: int, text: str, parent: int) -> int:
    """A scalar or a collection begins here. Returns the index of the line after it, as far as it
    can be told: block texts, quotes and brackets may take several lines.
    """
    if not text:
        return index + 1
    if BLOCK_HEADER.match(text):
        return block_end(state.lines, index, parent)
    if text[0] in "\"'":
        return _quote(state, index, column, text, parent)
    if text[0] in "{｛":
        text = braces_mended(state, index, column, text, parent) or text
    if text[0] in "[{":
        return _bracket(state, index, column, text, parent)
    if text[0] in "*&!@%`|>,]}" or text.startswith("? "):
        state.problems.append(special_start(Place(state.file, index + 1, column + 1), text))
        _quote_whole(state, index, column, text, parent)
    elif colon := _COLON_INSIDE.search(text.split(" #", 1)[0].rstrip(), 1):
        before = text[: colon.start()]
        colons = len(_COLON_INSIDE.findall(text))
        message = f"“{excerpt(text[: colon.end()], 20)}”是文中的冒号，却用了半角冒号"
        message += f"，这一行共有{colons}处" if colons > 1 else ""
        mended = _COLON_INSIDE.sub("：", text).replace("： ", "：")
        hint = wide_colon(state.lines[index][:column] + mended)
        if two := _SECOND_KEY.search(before):
            first = excerpt(before[: two.start()], 10)
            message = f"“{two[1]}:”前面还有“{first}”，一行只能写一个项目"
            hint = f"“{two[1]}”是另一个项目的，另起一行写；是文字的，冒号用全角的“：”"
        state.report(index, column + colon.start(), HALF_WIDTH_COLON, message, hint)
        _quote_whole(state, index, column, text, parent)
    return index + 1


def _quote_whole(state: MendedLines, index: int, column: int, text: str, parent: int) -> None:
    """Mend a text by quoting its first line; the lines that went on with it are blanked."""
    state.lines[index] = state.lines[index][:column] + quoted(text)
    if column == 0 and not state.guessed:
        state.guessed = index + 1  # nothing to tell what the lines below belong to
    for after in range(index + 1, block_end(state.lines, index, parent)):
        match = INDENT_PATTERN.fullmatch(state.lines[after])
        if match is None or match[2] or KEY.fullmatch(match[3]):
            state.guessed = state.guessed or after + 1  # part of the text, or something of its own
            break
        state.lines[after] = ""


def block_end(lines: list[str], index: int, parent: int) -> int:
    """The index of the line after what is indented below a key or dash at `parent`."""
    index += 1
    while index < len(lines):
        line = lines[index]
        if line.strip(" ") and len(line) - len(line.lstrip(" ")) <= parent:
            break
        index += 1
    return index


def _quote(state: MendedLines, index: int, column: int, text: str, parent: int) -> int:
    rest = "\n".join((text, *state.lines[index + 1 : index + LONGEST_RUN]))
    match = _QUOTED.match(rest)
    inner = list(_structured(rest[: match.end()])) if match else []
    if match and not inner:
        if _AFTER_VALUE.match(rest, match.end()):
            return index + match[0].count("\n") + 1
        if "\n" not in match[0]:
            state.report(
                index,
                column,
                QUOTES,
                f"内容以引号开头，引号却只括住了前一部分：{match[0]}",
                f"文中的引号用中文引号“”：{excerpt(_in_chinese(text), 60)}",
            )
            _quote_whole(state, index, column, text, parent)
            return index + 1
    state.report(
        index,
        column,
        QUOTES,
        f"引号只有开头没有结尾：{excerpt(text)}",
        "在内容末尾补上同样的引号；文中的引号用中文引号“”",
        guess=True,
    )
    _quote_whole(state, index, column, text, parent)
    return index + 1


def _in_chinese(text: str) -> str:
    """A text that begins with a straight quote, with Chinese ones in it. Where that leaves nothing
    but marks within a pair, the first and the last quote stood around the whole text.
    """
    text = text.rstrip()
    parts = text.split(text[0])
    if not all(_WORD.search(part) for part in parts[1::2]):
        parts = text[1:].removesuffix(text[0]).split(text[0])
    marks = ("", *("“" if at % 2 else "”" for at in range(1, len(parts))))
    return "".join(mark + part for mark, part in zip(marks, parts, strict=True))


def _structured(text: str) -> Iterator[str]:
    """Lines after the first that look like a key or a list item: a quote rarely runs over them."""
    for line in text.split("\n")[1:]:
        match = INDENT_PATTERN.fullmatch(line)
        if match and (match[2] or KEY.fullmatch(match[3])):
            yield line


def _bracket(state: MendedLines, index: int, column: int, text: str, parent: int) -> int:
    rest = "\n".join((text, *state.lines[index + 1 : index + LONGEST_RUN]))
    depth = 0
    for match in _BRACKET.finditer(rest):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(match[0], 0)
        if depth == 0:
            break
    else:
        return index + 1  # never closed: the parser says so
    after = match.end()
    lines = rest.count("\n", 0, after)
    if lines or _AFTER_VALUE.match(rest, after) or rest[after : after + 2] in (": ", ":\n"):
        return index + lines + 1
    state.problems.append(special_start(Place(state.file, index + 1, column + 1), text))
    _quote_whole(state, index, column, text, parent)
    return index + 1
