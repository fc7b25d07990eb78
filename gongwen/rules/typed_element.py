"""手写要素：附件说明、署名、成文日期、附注、稿本标记、主送、抄送、印发写进了正文或标题；没写体例，正文却分了章、条。

这些由程序按标准的位置排印；写进正文，就会印两遍，或者印在不该印的地方。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.blocks import Prose
from ..document.meant_dates import meant_date
from ..document.parts import Document, IssuedText, Numbered
from ..document.tree import blocks_of, parts_of
from ..document.values import one_line
from ..paper.attachment_note import AttachmentNote
from ..paper.element_lines import DRAFT_MARK, PRINTED, element_of_line
from ..paper.recipients import is_recipients
from ..paper.unit_names import is_unit
from ..problem import Level, Place
from ..registry.units import read_units
from . import Context, Finding

NAME = "手写要素"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
标题: 关于办好读书节的通知（征求意见稿）
正文: |
  各县（区）人民政府，市政府各部门：
  请认真抓好落实。
  附件：1.书目
  2026年4月8日
"""
RIGHT = """\
标题: 关于办好读书节的通知
主送: 各县（区）人民政府，市政府各部门
正文: 请认真抓好落实。
附件:
- {标题: 书目, 另附: 是}
"""

_ANYWHERE = ("稿本标记", "抄送机关", "主送机关")
"""What no text of its own is, an attachment's neither."""
_LONGEST = 60
_BODY = (
    r"^[^\d在到对把将被为的]+(?:政府|局|委员会|委|厅|办公室|办|院|公司|部门|单位|"
    r"办事处|机构|企业|学校|管委会|中心)$"
)
_NAMED = "《[^《》]*》"
"""The name of another file: its （征求意见稿） is part of the name."""
_ARTICLE = r"第[一二三四五六七八九十百零〇]+[章条][ \u3000]+"


def check(context: Context) -> Iterator[Finding]:
    """Paragraphs and titles that hold what the program sets by itself."""
    document = context.document
    for part in parts_of(document):
        yield from _in_title(part, context)
        yield from _in_text(part, context)


def _in_title(part: Numbered, context: Context) -> Iterator[Finding]:
    """Under an attachment's title the mark is printed only where the attachment asks for it."""
    printed = isinstance(part, Document | IssuedText) or getattr(part, "draft_stage", None)
    title = one_line(getattr(part, "title", None) or "") if printed else ""
    if match := re.search(DRAFT_MARK, re.sub(_NAMED, lambda named: "〇" * len(named[0]), title)):
        yield Finding(
            context.spot(part.place("标题"), title, match.start()),
            f"标题里写了“{match[0]}”，程序会另外印一次",
            hint=f"从标题里删掉；要印这个标记，写：稿本: {match[0][1:-1]}",
            element=match[0],
        )


def _in_text(part: Numbered, context: Context) -> Iterator[Finding]:
    blocks = [block for block in blocks_of(part.body) if isinstance(block, Prose)]
    paragraphs = [(block.text.strip(), block.place()) for block in blocks]
    signers = _signers(context) if isinstance(part, Document) else frozenset()
    yield from _articles(part, paragraphs, context)
    yield from _attachment_notes(part, paragraphs, context)
    for text, place in paragraphs:
        spot = context.spot(place, text, 0)
        element = element_of_line(text)
        if "".join(text.split()) in signers:
            known = context.document.issuer is not None
            hint = "删掉这一段" if known else "写：发文机关: ……，删掉这一段"
            yield _finding(spot, text, "署名", hint)
        elif element in _ANYWHERE or (element and isinstance(part, Document)):
            yield _finding(spot, text, element, _instead(element, text, context.document))
    if isinstance(part, Document) and part.recipients is None and part.body and paragraphs:
        text, place = paragraphs[0]
        if (mark := text[-1:]) in "；;，,。.、" and len(text) > 4 and _are_recipients(text[:-1]):
            yield Finding(
                context.spot(place, text, len(text) - 1),
                f"主送机关“{text}”后面用了“{mark}”",
                hint="主送机关后面用“：”",
                element="主送机关",
            )
            return
        if isinstance(part.body[0], Prose) and len(paragraphs) > 1 and is_recipients(text):
            spot = context.spot(place, text, 0)
            yield _finding(spot, text, "主送机关", "写：主送: ……（不用冒号），删掉这一段")


def _are_recipients(text: str) -> bool:
    """Whether a first line is nothing but units, parted by 、 and ，."""
    names = [name for name in re.split("[、，]", text) if name]
    bodies = all(is_unit(name) and re.search(_BODY, name) for name in names)
    return bool(names) and bodies and len(text) <= _LONGEST


def _instead(element: str, text: str, document: Document) -> str:
    """What to write for a paragraph that is an element."""
    if element == "印发机关和印发日期" and (printed := re.fullmatch(PRINTED, text)):
        return f"写：印发: {{机关: {printed[1].strip()}, 日期: ……}}，删掉这一段"
    if element == "附注":
        return "写：附注: ……（或公开属性: 主动公开），删掉这一段"
    if element == "稿本标记":
        return f"写：稿本: {text[1:-1]}，删掉这一段"
    if element == "成文日期":
        if document.issue_date is not None:
            return f"“成文日期”已经写了{document.issue_date}，核对后删掉这一段"
        return f"写：成文日期: {meant_date(text) or '2026-04-08'}，删掉这一段"
    return f"写：{element.removesuffix('机关')}: ……，删掉这一段"


def _attachment_notes(
    part: Numbered, paragraphs: list[tuple[str, Place]], context: Context
) -> Iterator[Finding]:
    """Each 附件说明 with all of its lines, and what to write for it."""
    note = AttachmentNote()
    notes: list[tuple[list[str], int, int]] = []  # the names, the first paragraph and the last
    for at, (text, _) in enumerate(paragraphs):
        if note.begins(text) or note.goes_on(text):
            same = notes and notes[-1][0] is note.names
            notes[-1 if same else len(notes) :] = [(note.names, notes[-1][1] if same else at, at)]
    known = {one_line(each.title) for each in getattr(part, "attachments", ()) if each.title}
    for names, first, last in notes:
        text, place = paragraphs[first]
        lines = "这一段" if first == last else f"这{last - first + 1}行"
        if names and known.issuperset(names):
            hint = f"“附件”里已经写了，删掉{lines}"
        else:
            typed = ", ".join(f"{{标题: {name}, 另附: 是}}" for name in names or ["……"])
            hint = f"删掉{lines}，写：附件: [{typed}]"
            hint += "；附件的文字写在这份文稿里的，把“另附: 是”换成“正文: ……”"
        yield _finding(context.spot(place, text, 0), text, "附件说明", hint)


def _articles(
    part: Numbered, paragraphs: list[tuple[str, Place]], context: Context
) -> Iterator[Finding]:
    """The first of several paragraphs that are chapters and articles, in a part that is not set
    in articles. One alone may be quoted.
    """
    found = [
        (text, place, match) for text, place in paragraphs if (match := re.match(_ARTICLE, text))
    ]
    if part.articles or len(found) < 2:
        return
    text, place, match = found[0]
    yield Finding(
        context.spot(place, text, 0),
        f"“{match[0].strip()}”这样的章、条只在条款体例里编排，现在当作一段文字印出来",
        hint="在这份文稿（或这个附件）的“标题”下面加一行：体例: 条款",
        element="条款",
    )


def _signers(context: Context) -> frozenset[str]:
    """The names that a unit may sign by: the issuers', or any unit's where none is said."""
    issuer = context.document.issuer
    if issuer is None:
        return frozenset(unit.full_name for unit in context.registry.units)
    references = read_units(issuer, context.registry).references
    written = [each.written for each in references]
    return frozenset((*written, *(n for each in references if each.unit for n in each.unit.names)))


def _finding(spot: Place, text: str, what: str, hint: str) -> Finding:
    shown = text if len(text) <= 14 else text[:14] + "……"
    return Finding(spot, f"正文里有一段“{shown}”，是{what}，应由程序排印", hint=hint, element=what)
