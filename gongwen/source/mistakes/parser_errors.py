"""What the YAML parser says in English, said in Chinese, at the place where the slip stands."""

from __future__ import annotations

import contextlib

import yaml
from msgspec import Struct

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import (
    BRACKETS,
    ESCAPE,
    INDENT,
    QUOTES,
    SPECIAL_START,
    SYNTAX,
    TAB_INDENT,
    ProblemId,
)
from gongwen.source.mistakes.columns import misplaced_key
from gongwen.source.wording import blanks, excerpt, quoted

from ... import patterns as re


class _Translation(Struct, frozen=True):
    """Said when every one of `words` is in the parser's message. `at_start`: the slip stands where
    the construct began, not where the parser gave up. `{end}` in the message is that line.
    """

    words: tuple[str, ...]
    rule: ProblemId
    message: str
    hint: str
    at_start: bool = False


_SPECIAL = "内容以程序另有用途的符号开头，读不成文字"
_SPECIAL_HINT = "把整句放进英文单引号里：{whole}"
_INDENT_HINT = "与{near}左边对齐；是上一行的下一层，就比它多缩进两个半角空格"

_LEVELLED = re.compile(r"[ ]*(?P<dash>(?:-[ ]+)*)(?P<key>[^\s:#-][^:]*)(?P<colon>:(?=[ ]|$))?")
_FAR = 60
_WHOLE = 60

# The first that fits is said. The wording is that of libyaml and of PyYAML's own scanner.
_TRANSLATIONS = (
    _Translation(
        ("simple key", "could not find expected ':'"),
        SYNTAX,
        "这一行不像“项目: 内容”，前面也没有表示一条的横线",
        "是项目名，就补上半角冒号和空格；是正文的一段，就{paragraph}",
        at_start=True,
    ),
    _Translation(
        ("mapping values are not allowed",),
        SYNTAX,
        "这里不能有“半角冒号加空格”：要么是文中的冒号，要么是缩进与上一行不合",
        "文中的冒号用全角的“：”；是项目名，就与同一层的项目名左边对齐",
    ),
    _Translation(
        ("sequence entries are not allowed",),
        SYNTAX,
        "这里不能有表示一条的横线",
        "各条另起一行写在项目名的下面；文中的横线用“—”",
    ),
    _Translation(
        ("mapping keys are not allowed",),
        SPECIAL_START,
        "内容以“? ”开头，这个符号另有用途，程序没有把它当作文字",
        "文中的问号用全角的“？”",
    ),
    _Translation(
        ("quoted scalar", "unexpected end of stream"),
        QUOTES,
        "引号只有开头没有结尾",
        "在内容末尾补上同样的引号；文中的引号用中文引号“”",
        at_start=True,
    ),
    _Translation(
        ("quoted scalar", "unexpected document"),
        QUOTES,
        "引号只有开头没有结尾，到第{end}行的“---”或“...”仍没有结束",
        "在内容末尾补上同样的引号；文中的引号用中文引号“”",
        at_start=True,
    ),
    _Translation(
        ("unknown escape",),
        ESCAPE,
        "英文双引号里的反斜线“\\”另有用途，这里读不出来",
        "改用英文单引号，反斜线就是反斜线",
    ),
    _Translation(
        ("hexadecimal number",),
        ESCAPE,
        "英文双引号里的反斜线“\\”另有用途，这里读不出来",
        "改用英文单引号，反斜线就是反斜线",
    ),
    _Translation(
        ("hexdecimal number",),
        ESCAPE,
        "英文双引号里的反斜线“\\”另有用途，这里读不出来",
        "改用英文单引号，反斜线就是反斜线",
    ),
    _Translation(
        ("invalid unicode character escape",),
        ESCAPE,
        "英文双引号里用反斜线“\\”写的字符代码不是一个字符",
        "直接打出这个字，或改用英文单引号",
    ),
    _Translation(
        ("indentation indicator",),
        SYNTAX,
        "“|”后面的数字不对，只能是1到9",
        "删去数字，只留“|”",
    ),
    _Translation(
        ("chomping or indentation",),
        SPECIAL_START,
        "“|”或“>”后面紧跟着文字，读不成多行文字",
        "“|”后面换行，文字从下一行起，比上一层多缩进两个半角空格",
        at_start=True,
    ),
    _Translation(
        ("block scalar", "comment or line break"),
        SPECIAL_START,
        "“|”或“>”后面紧跟着文字，读不成多行文字",
        "“|”后面换行，文字从下一行起，比上一层多缩进两个半角空格",
        at_start=True,
    ),
    _Translation(
        ("tab character",),
        TAB_INDENT,
        "这一行的缩进用了制表符（Tab 键），读不出层次",
        "缩进只用半角空格，每层两个",
    ),
    _Translation(
        ("'\\t'",),
        TAB_INDENT,
        "这一行用了制表符（Tab 键），读不出层次",
        "缩进只用半角空格，每层两个",
    ),
    _Translation(
        ("flow sequence",),
        BRACKETS,
        "方括号“[”没有配对的“]”，或各项之间不是半角逗号（读到第{end}行）",
        "写成 [甲, 乙]，用半角的方括号和逗号；若本是文字，用中文的括号",
        at_start=True,
    ),
    _Translation(
        ("flow mapping",),
        BRACKETS,
        "花括号“{{”没有配对的“}}”，或各项之间不是半角逗号（读到第{end}行）",
        "写成 {姓名: 张三, 电话: 1234}，用半角的花括号、冒号和逗号；若本是文字，用中文的括号",
        at_start=True,
    ),
    _Translation(("cannot start any token",), SPECIAL_START, _SPECIAL, _SPECIAL_HINT),
    _Translation(("an alias",), SPECIAL_START, _SPECIAL, _SPECIAL_HINT, at_start=True),
    _Translation(("an anchor",), SPECIAL_START, _SPECIAL, _SPECIAL_HINT, at_start=True),
    _Translation(("a tag",), SPECIAL_START, _SPECIAL, _SPECIAL_HINT, at_start=True),
    _Translation(("tag handle",), SPECIAL_START, _SPECIAL, _SPECIAL_HINT),
    _Translation(("node content",), SPECIAL_START, _SPECIAL, _SPECIAL_HINT),
    _Translation(("directive",), SPECIAL_START, _SPECIAL, _SPECIAL_HINT, at_start=True),
    _Translation(
        ("<document start>",),
        SYNTAX,
        "单独一行的“---”或“...”表示文件到此为止，后面的内容读不到",
        "删去这样的行；文中的省略号用“……”",
    ),
    _Translation(
        ("block collection",),
        INDENT,
        "这一行与上面各条没有左边对齐，或者缺少表示一条的横线",
        "与{near}左边对齐；是上一条的下一层，就比它多缩进两个半角空格",
    ),
    _Translation(
        ("block mapping",), INDENT, "这一行与上面的项目名没有对齐，读不出层次", _INDENT_HINT
    ),
)

_UNKNOWN = _Translation(
    (), SYNTAX, "从这里起读不出结构", "看看这一行和上一行的缩进、冒号、引号和括号是否成对、对齐"
)


def syntax_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """The parser's complaint about `text` in Chinese; never a word of its English."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return problem_at(
            Place(file), SYNTAX, Level.ERROR, "从某处起读不出结构", hint=_UNKNOWN.hint
        )
    said = f"{error.context or ''} {error.problem or ''}".lower()
    end = error.problem_mark
    lines = text.split("\n")
    levels = "mapping values are not allowed" in said or "block mapping" in said
    levels = levels or "block collection" in said
    stopped = end.line if end and levels and end.line < len(lines) else -1
    if stopped >= 0 and (misplaced := misplaced_key(lines, stopped, file)):
        return misplaced
    found = _not_level(said, end, text) or next(
        (t for t in _TRANSLATIONS if all(word in said for word in t.words)), _UNKNOWN
    )
    mark = (error.context_mark if found.at_start else None) or end
    if "node content" in said and end and not text[end.index :].strip():
        unclosed = _unclosed(text)
        if unclosed:
            mark = unclosed
            found = _of_bracket(text[mark.index])
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    message = found.message.format(end=end.line + 1 if end else place.line)
    if found is _DEEPER and end:
        line = lines[end.line]
        place = Place(file, end.line + 1, len(line) - len(line.lstrip(" ")) + 1)
    hint = found.hint.replace("{near}", _nearest_line(end, text))
    hint = hint.replace("{paragraph}", _as_paragraph(mark, text))
    if mark:
        rest = text[mark.index :].partition("\n")[0].strip()
        hint = hint.replace("{whole}", quoted(excerpt(rest, _WHOLE)))
    return problem_at(place, found.rule, Level.ERROR, message, hint=hint)


_DEEPER = _Translation(
    (), INDENT, "这一行缩进得比上面的项目名深，接在了上一行的后面，读不出层次", _INDENT_HINT
)
_OUTSIDE = _Translation(
    (),
    INDENT,
    "这一行与上面的项目名没有对齐，读不出层次",
    "删去{near}前面多的空格，与这一行左边对齐",
)
_DASH_OFF = _Translation(
    (), INDENT, "这一行与上面各条没有左边对齐，读不出层次", _INDENT_HINT.replace("上一行", "上一条")
)


_TEXT_OFF = _Translation(
    (), INDENT, "这一行与上面的文字没有左边对齐，读不成同一项的内容", "{paragraph}"
)


def _unclosed(text: str) -> yaml.Mark | None:
    """Where the last bracket stands that is open when the text ends."""
    opened: list[yaml.Mark] = []
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token.start_mark)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
                opened.pop()
    return opened[-1] if opened else None


def _of_bracket(bracket: str) -> _Translation:
    words = "flow sequence" if bracket == "[" else "flow mapping"
    return next(each for each in _TRANSLATIONS if each.words == (words,))


def _not_level(said: str, mark: yaml.Mark | None, text: str) -> _Translation | None:
    """What the parser says in other words of a line that does not stand level with those above."""
    lines = text.split("\n")
    if mark is None or mark.line >= len(lines):
        return None
    line = lines[mark.line]
    levelled = _LEVELLED.match(line)
    if "mapping values are not allowed" in said:
        if levelled is None or levelled["dash"] or line[:1] != " ":
            return None
        return _DEEPER if levelled.start("colon") == mark.column else None
    if "<document start>" in said:
        ended = any(each[:3] in ("---", "...") for each in lines[: mark.line + 1])
        return None if ended else _OUTSIDE
    if "block mapping" in said and levelled and levelled["dash"]:
        return _DASH_OFF
    if "block mapping" in said and levelled and not levelled["colon"]:
        return _TEXT_OFF
    return None


def _as_paragraph(mark: yaml.Mark | None, text: str) -> str:
    """How to make a paragraph of a line: an item of the list above, or a line of its text."""
    lines = text.split("\n")
    for above in range((mark.line if mark else 0) - 1, -1, -1):
        match = _LEVELLED.match(lines[above])
        if match and match["dash"]:
            return f"在前面加“- ”，与第{above + 1}行“{excerpt(match['key'])}”的横线左边对齐"
        if match and match["colon"]:
            wide = blanks(match.start("key") + 2)
            if lines[above][match.end() :].lstrip().startswith("|"):
                return f"在前面空{wide}格，与第{above + 1}行“{match['key']}”下面的文字左边对齐"
            return f"在第{above + 1}行“{match['key']}:”后面加 |，文字都从下一行起，每行前空{wide}格"
    return "在前面加“- ”，与上一段的横线左边对齐"


def _nearest_line(mark: yaml.Mark | None, text: str) -> str:
    """The line above that the one at `mark` was most likely to stand level with, by number and
    key: a list item with an item, a key with a key.
    """
    lines = text.split("\n")
    index = mark.line if mark else 0
    line = _LEVELLED.match(lines[index]) if index < len(lines) else None
    found: list[tuple[int, int, str]] = []
    for above in range(index - 1, max(index - _FAR, -1), -1):
        match = _LEVELLED.match(lines[above])
        if line is None or match is None or not match["dash" if line["dash"] else "colon"]:
            continue
        column = match.start("dash" if line["dash"] else "key")
        off = abs(column - line.start("dash" if line["dash"] else "key"))
        found.append((off, index - above, match["key"]))
    if line is None or not found:
        return "同一层的各行"
    _, distance, key = min(found)
    return f"第{index - distance + 1}行“{excerpt(key)}”" + ("的横线" if line["dash"] else "")
