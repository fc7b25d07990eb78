"""What Markdown files hold beside text: a head of settings, footnotes, boxes of tasks."""

from __future__ import annotations

from msgspec.structs import replace

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .html_reader import read_html
from .pieces import Piece, Source, SourceParagraph

_SETTINGS = re.compile(r"\ufeff?\s*---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_SETTING = re.compile(r"[\w\u4e00-\u9fff-]{1,30}[ \t]*:(?:[ \t].*)?|[ \t]+.*|-[ \t].*|#.*|[ \t]*")
_NOTE = re.compile(r"^\[\^([^\]\s]{1,20})\]:[ \t]*(.*)$", re.MULTILINE)
_MARK = re.compile(r"\[\^([^\]\s]{1,20})\]")
_TAG = re.compile(r"(?i)</?(?:p|div|center|h[1-6]|b|strong|i|em|u|span|font)(?:\s[^<>]*)?/?>")
_HEADING_TAG = re.compile(r"(?i)\s*<h([1-6])(?:\s[^<>]*)?>")
_TABLE = re.compile(r"(?is)^[ \t]*<table\b[^<]*.*?</table>[ \t]*$", re.MULTILINE)
_TASK = re.compile(r"^([ \t]*[-*+][ \t]+)\[([ xX])\][ \t]+", re.MULTILINE)


def without_settings(text: str, source: Source) -> str:
    """The text without the settings at its head (--- title: … ---), which are told; its line ends
    stay.
    """
    match = _SETTINGS.match(text)
    lines = match[1].split("\n")[:-1] if match else []
    if match is None or not lines or not all(_SETTING.fullmatch(line) for line in lines):
        return text
    if not any(":" in line for line in lines):
        return text
    for number, line in enumerate(lines, 2):
        source.leave(line, number, "Markdown 文件开头的设置")
    said = f"文件开头的设置（{lines[0].strip()[:20]}等{len(lines)}行）没有写进文稿"
    source.say(UNSURE, Level.NOTICE, 2, said, "里面有文稿的内容的，自己补上")
    return "\n" * match[0].count("\n") + text[match.end() :]


def without_tags(text: str, source: Source) -> str:
    """The text without the tags of HTML that stand in it, headings as Markdown has them, which is
    told; rows of tables keep theirs.
    """
    lines, found = text.split("\n"), 0
    for at, line in enumerate(lines):
        if "<" not in line or line.lstrip().startswith("|"):
            continue
        heading = _HEADING_TAG.match(line)
        bare = _TAG.sub("", line)
        if bare == line:
            continue
        found = found or at + 1
        source.leave("".join(_TAG.findall(line)), at + 1, "Markdown 里的网页标签")
        ends = "  "  # a paragraph of HTML does not run on in the next line
        lines[at] = "#" * int(heading[1]) + f" {bare.strip()}" if heading else bare.strip() + ends
    if found:
        said = "文字里的网页标签（<p>、<h1>等）没有写进文稿"
        source.say(UNSURE, Level.NOTICE, found, said, "对照原文核对")
    return "\n".join(lines)


def with_tables_apart(text: str, source: Source) -> tuple[str, dict[int, list[Piece]]]:
    """The text without the tables that stand in it as HTML, whose line ends stay, and these by the
    line that they begin in.
    """
    found: dict[int, list[Piece]] = {}

    def taken(match: re.Match[str]) -> str:
        number = text.count("\n", 0, match.start()) + 1
        inner = read_html(match[0].encode(), source.file)
        found[number] = [replace(piece, number=number) for piece in inner.pieces]
        for left in inner.left_out:
            source.leave(left.text, number, left.why)
        for problem in inner.problems:
            source.say(problem.rule, problem.level, number, problem.message, problem.hint)
        return "\n" * match[0].count("\n")

    return _TABLE.sub(taken, text), found


def with_boxes(text: str) -> str:
    """The text, tasks with boxes before them as they are shown."""
    return _TASK.sub(lambda found: f"{found[1]}{'□' if found[2] == ' ' else '☑'}", text)


def without_notes(text: str) -> tuple[str, dict[str, str]]:
    """The text without its footnotes, whose line ends stay, and the footnotes by their names."""
    return _NOTE.sub("", text), {match[1]: match[2].strip() for match in _NOTE.finditer(text)}


def place_notes(source: Source, notes: dict[str, str]) -> None:
    """Put the footnotes beside the paragraphs that speak of them."""
    met: set[str] = set()
    source.pieces = [_with_notes(piece, notes, met, source) for piece in source.pieces]
    for name in notes.keys() - met:
        source.leave(notes[name], 0, "没有一处提到的脚注")


def _with_notes(piece: Piece, notes: dict[str, str], met: set[str], source: Source) -> Piece:
    if not isinstance(piece, SourceParagraph):
        return piece
    found = [name for name in _MARK.findall(piece.text) if name in notes]
    if not found:
        return piece
    met.update(found)
    text = _MARK.sub(lambda mark: "" if mark[1] in notes else mark[0], piece.text)
    for name in found:
        source.leave(f"[^{name}]", piece.number, "脚注的记号")
    remarks = (*piece.remarks, *(f"脚注：{notes[name]}" for name in found))
    return replace(piece.with_text(text), remarks=remarks)
