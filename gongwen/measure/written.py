"""What elements of a 公文 the paragraphs of a .docx are: by their styles, where these are ours,
else by their words and look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .. import patterns as re
from ..word.foreign_paragraphs import DocxParagraph
from .elements import Written

_WORD_NAMES = {
    "Title": "标题",
    "Body Text": "段落",
    "caption": "表题",
    **{f"heading {level}": f"{sign}级标题" for level, sign in enumerate("一二三四五", 1)},
    **{f"toc {level}": f"目录{sign}级" for level, sign in enumerate("一二三", 1)},
}
_OWN = (
    *("发文机关标志", "信函标志", "命令标志", "令号", "主送机关", "标题末", "条目", "条"),
    *("成文日期", "签署日期", "附件标识", "版记尾", "稿本", "稿本末", "标题题注末", "名单"),
)
"""A file with a style of one of these names was made by this program."""
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}〔\d{4}〕\d+号|.{1,12}[\[（(【]\d{4}[\]）)】]第?\d+号")
_DATE = re.compile(r"(?:\d{4}|[〇零○O一二三四五六七八九]{4})年.{1,3}月.{1,3}日")
_LEVELS = (
    ("一级标题", re.compile(r"[一二三四五六七八九十]{1,3}、")),
    ("二级标题", re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")),
)
_LABEL = re.compile(r"附件[\d０-９一二三四五六七八九十]{0,2}[:：]?")
_TITLE_SIZE = 20
_LONGEST_HEADING = 40
_RED = re.compile(r"(?:[C-F][0-9A-F])(?:[0-3][0-9A-F]){2}|red", re.IGNORECASE)


def is_ours(paragraphs: Iterable[DocxParagraph]) -> bool:
    """Whether this program made the file: its styles then say what each paragraph is."""
    return any(paragraph.style in _OWN for paragraph in paragraphs)


def roles_of(paragraphs: Sequence[DocxParagraph]) -> list[str]:
    """The element that each paragraph is; "" = not known."""
    return list(_by_style(paragraphs) if is_ours(paragraphs) else _by_look(paragraphs))


def written(paragraphs: Sequence[DocxParagraph]) -> list[Written]:
    """Each paragraph that has text, with the element it is."""
    ours = is_ours(paragraphs)
    return [
        Written(
            role,
            _words(paragraph, role),
            paragraph.table,
            paragraph.in_head,
            paragraph.in_header,
            ours and paragraph.own_pitch,
            ours and paragraph.own_room,
            ours and paragraph.alignment == "left",
            paragraph.pictures,
            ours and paragraph.shows_changes,
            ours and paragraph.own_spacing,
        )
        for paragraph, role in zip(paragraphs, roles_of(paragraphs), strict=True)
        if paragraph.text.strip()
    ]


def _words(paragraph: DocxParagraph, role: str) -> str:
    """The text without blanks; of a line of contents without the page number, which stands beyond
    the dots.
    """
    text = paragraph.text.rpartition("\t")[0] if role.startswith("目录") else ""
    return "".join((text or paragraph.text).split())


def _by_style(paragraphs: Sequence[DocxParagraph]) -> Iterator[str]:
    return (_WORD_NAMES.get(paragraph.style, paragraph.style) for paragraph in paragraphs)


def is_red(colour: str) -> bool:
    """Whether a colour of Word (RRGGBB) is a red as marks and rules have it."""
    return bool(_RED.fullmatch(colour))


def _by_look(paragraphs: Sequence[DocxParagraph]) -> Iterator[str]:
    """Best effort, reading on from the top: the mark, the number, the title, then text."""
    seen_title = False
    past_recipients = False
    for paragraph in paragraphs:
        text = "".join(paragraph.text.split())
        size = paragraph.size or 0
        centred = paragraph.alignment == "center"
        if not text:
            yield ""
        elif paragraph.table >= 0:
            yield "表文"
        elif not seen_title and any(is_red(run.colour) for run in paragraph.runs) and size > 22:
            yield "发文机关标志"
        elif not seen_title and _NUMBER.fullmatch(text):
            yield "发文字号"
        elif size >= _TITLE_SIZE and centred and not past_recipients:
            seen_title = True
            yield "标题"
        elif _LABEL.fullmatch(text):
            yield "附件标识"
        elif seen_title and not past_recipients:
            past_recipients = True
            yield "主送机关" if text.endswith(("：", ":")) else _of_text(text)
        elif _DATE.fullmatch(text):
            yield "日期"
        else:
            yield _of_text(text) if past_recipients and not centred else ""


def _of_text(text: str) -> str:
    for role, marker in _LEVELS:
        if marker.match(text) and len(text) <= _LONGEST_HEADING:
            return role
    return "段落" if len(text) > 30 else ""
