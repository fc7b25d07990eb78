"""A file's bytes to text, and the characters that have no business in it."""

from __future__ import annotations

from pathlib import Path

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import (
    CONTROL_CHARACTER,
    ENCODING,
    FILE_UNREADABLE,
    INVISIBLE_CHARACTER,
    PRIVATE_CHARACTER,
    ProblemId,
)
from gongwen.source.file_kinds import OFFICE, encoding_of, is_binary, kind_of_file

from .. import patterns as re

_MOST_BYTES = 8 * 1024 * 1024
_UTF8_HINT = "另存为 UTF-8：记事本、WPS 文字或编辑器的“另存为”里，“编码”选 UTF-8"

_SUSPECT = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ud800-\udfff"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff\U000f0000-\U0010ffff]"
    "|["
    + "".join(chr(plane << 16 | low) for plane in range(1, 15) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_NAMES = {
    0x200B: "零宽空格",
    0xFEFF: "字节顺序标记",
    0x200C: "零宽不连字",
    0x200D: "零宽连字",
    0x200E: "从左到右的标记",
    0x200F: "从右到左的标记",
    0xAD: "软连字符",
    0x2028: "行分隔符",
    0x2029: "段分隔符",
    0x0C: "分页符",
    0x0B: "竖向制表符",
}
"""What the likely ones are called; the others go by their codes."""
_HARMLESS = "可能是从网页或别的软件粘贴来的"


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """The text of a UTF-8 file, line ends as \\n and without a byte order mark; or None and why.

    `file` is the name shown in problems.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return None, [_whole(file, FILE_UNREADABLE, "没有这个文件", "看看文件名是否打错")]
    except IsADirectoryError:
        return None, [_whole(file, FILE_UNREADABLE, "这是文件夹，不是文件", "写明其中的文件名")]
    except OSError:
        return None, [
            _whole(file, FILE_UNREADABLE, "文件打不开", "看看有没有读取权限，或被别的软件占用")
        ]
    if len(content) > _MOST_BYTES:
        limit = _MOST_BYTES // 1024 // 1024
        return None, [
            _whole(file, FILE_UNREADABLE, f"文件超过{limit}兆字节", "图片另存，文中只写图片的路径")
        ]
    try:
        if not is_binary(content):
            return normal(content.decode("utf-8-sig")), []
    except UnicodeDecodeError as error:
        return None, [_not_utf8(content, error, file)]
    return None, [_no_text(content, file)]


def normal(text: str) -> str:
    """The text with \\n line ends and without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _whole(file: str, rule: ProblemId, message: str, hint: str) -> Problem:
    return problem_at(Place(file), rule, Level.ERROR, message, hint=hint)


def _no_text(content: bytes, file: str) -> Problem:
    place = Place(file, 1, 1)
    what = kind_of_file(content)
    hint = "文稿要用记事本、WPS 文字等另存的纯文本；图片在文中写路径，不要只改扩展名"
    if what == OFFICE:
        hint = "用 import 命令导入 .docx，不要只改扩展名"
    message = f"这是{what}，不是文本文件"
    return problem_at(place, ENCODING, Level.ERROR, message, hint=hint)


def _not_utf8(content: bytes, error: UnicodeDecodeError, file: str) -> Problem:
    if encoding := encoding_of(content):
        message = f"文件的编码是 {encoding}，程序只读 UTF-8"
        return problem_at(Place(file, 1, 1), ENCODING, Level.ERROR, message, hint=_UTF8_HINT)
    before = error.object[: error.start].decode("utf-8")
    place = Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    return problem_at(
        place,
        ENCODING,
        Level.ERROR,
        "从这里起有读不出的字节，文件不是完好的 UTF-8 文本",
        hint=f"从这里起核对文字，重新输入损坏的字；或从原稿{_UTF8_HINT}",
    )


def suspect_characters(text: str, file: str) -> tuple[str, list[Problem]]:
    """The text with every character XML or YAML cannot hold replaced (so that reading can go on),
    and a problem for the first of each such character in a line. Level 警告: characters that pass.
    """
    problems: list[Problem] = []
    seen: set[tuple[int, str]] = set()
    if _is_plain(text):
        return text, problems
    replaced = list(text)
    line, line_start, upto = 1, 0, 0
    for match in re.finditer(_SUSPECT, text):
        character, spot = match[0], match.start()
        line += text.count("\n", upto, spot)
        line_start, upto = text.rfind("\n", 0, spot) + 1, spot
        problem = _of_character(character, Place(file, line, spot - line_start + 1))
        if problem.level is Level.ERROR:
            replaced[spot] = "□"
        if (line, character) not in seen:
            seen.add((line, character))
            problems.append(problem)
    return "".join(replaced), problems


def _is_plain(text: str) -> bool:
    """Whether no character of a text is suspect, as far as can be seen at a glance: line ends, tabs
    and wide blanks aside, all that Python would print is harmless but for two.
    """
    printed = text.replace("\n", "").replace("\t", "").replace("\u3000", "")
    return printed.isprintable() and not ("\ufffc" in text or "\ufffd" in text)


def unfit_characters(value: str) -> str:
    """The characters of a value that no document can hold, by their codes: U+0001、U+FFFE; "" for
    none. For what is not the file's own text: escapes, cells of a spreadsheet.
    """
    if _is_plain(value):
        return ""
    found = dict.fromkeys((*re.findall(_SUSPECT, value), *("\r" if "\r" in value else "")))
    nowhere = Place("")
    unfit = [each for each in found if _of_character(each, nowhere).level is Level.ERROR]
    return "、".join(f"U+{ord(each):04X}" for each in unfit)


def _of_character(character: str, place: Place) -> Problem:
    code = ord(character)
    name = f"U+{code:04X}"
    called = _NAMES.get(code, name)
    if 0xE000 <= code <= 0xF8FF or (0xF0000 <= code <= 0x10FFFD and code & 0xFFFE != 0xFFFE):
        return problem_at(
            place,
            PRIVATE_CHARACTER,
            Level.WARNING,
            f"这里是自造字或符号字体的字（{name}），换一台电脑可能显示成别的字或空白",
            hint="改用通行的字或符号；生僻字查清它的统一编码再输入",
        )
    if character == "\ufffd":
        return problem_at(
            place,
            PRIVATE_CHARACTER,
            Level.WARNING,
            f"这里的字已经丢失，只剩乱码记号（{name}）",
            hint="对照原稿补上这个字",
        )
    if (
        code == 0xAD
        or 0x200B <= code <= 0x200F
        or 0x202A <= code <= 0x202E
        or 0x2060 <= code <= 0x2064
    ):
        return problem_at(
            place,
            INVISIBLE_CHARACTER,
            Level.WARNING,
            f"这里有看不见的字符（{called}），{_HARMLESS}",
            hint="把光标放在这里，删去它，或把前后几个字重新输入",
        )
    if code in (0x0B, 0x0C, 0x85, 0x2028, 0x2029):
        return problem_at(
            place,
            CONTROL_CHARACTER,
            Level.ERROR,
            f"这里有看不见的换行符或分页符（{called}），{_HARMLESS}",
            hint="删去它；要换行，就按回车键",
        )
    return problem_at(
        place,
        CONTROL_CHARACTER,
        Level.ERROR,
        f"这里有不能出现在文字里的控制字符（{called}），{_HARMLESS}",
        hint="把光标放在这里，删去它，或把前后几个字重新输入",
    )
