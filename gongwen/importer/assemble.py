"""The pieces of a file to one document: header, text, closing, what follows, imprint."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from ..kinds import kinds
from ..problem import Level, Problem, in_order
from ..problem_ids import UNSURE
from ..secrecy.gate import refuse
from ..word.refusal import RefusedError
from .account import account
from .attendance import read_attendance
from .body import read_body
from .chrome import without_chrome
from .closing import Closing, find_closing, note_of
from .contents_list import fold_contents
from .doubts import tell_doubts, tell_repeated, tell_unbroken
from .downloads import read_downloads
from .fates import Fate, fates, with_doubts
from .frames import without_frames
from .header import Header, read_header
from .imprint import read_imprint
from .kind_of import kind_of, order_title
from .labels import attachment_note, first_label, first_title
from .leaves import leaves
from .missing import waive_missing
from .parts import (
    STAGES,
    Around,
    Setting,
    attachments,
    give_title,
    numbering_fields,
    quoted_titles,
    read_text,
    split_texts,
    within,
)
from .pieces import LeftOut, Piece, Source, SourceParagraph
from .proof import prove
from .reading import read_file
from .tree import Tree, noted
from .web_facts import WebHead, web_facts
from .wording import read_date, read_page_date
from .yaml_writer import write_yaml

_ORDER = (
    *("文种", "格式", "稿本", "稿本标注", "份号", "密级", "保密期限", "紧急程度", "内部标注"),
    *("发文机关", "联合标志", "发文机关标志", "发文字号", "令号", "签发人", "标题", "题注", "主送"),
    *("体例", "编号", "责任标注", "正文", "出席", "请假", "列席", "成文日期", "署名", "签署"),
    *("附注", "公开方式", "抄送", "印发", "网页", "忽略", "印发件", "附件"),
)
_PUBLIC = {
    "此件公开发布": "主动公开",
    "此件依申请公开": "依申请公开",
    "此件不予公开": "不予公开",
}
_TIME_OF_DAY = re.compile(r"\s+\d{1,2}[:：]\d{2}.*")


class Imported(Struct, frozen=True):
    """A document as it was imported: its tree, that tree as YAML, what was left out, what was found
    on the way, and what became of each piece. `unit` is what the numbers in it count: 行 or 段;
    `lines` in which line of the file a number stands, where that is not the same.
    """

    tree: dict[str, Tree]
    text: str
    left_out: tuple[LeftOut, ...]
    problems: list[Problem]
    unit: str
    fates: tuple[Fate, ...] = ()
    lines: dict[int, int] = field(default_factory=dict)


def import_file(path: Path, shown: str, ready: bytes | None = None) -> Imported:
    """The document in a file; `shown` is its name in problems, `ready` the .docx that LibreOffice
    made of it already. Raises RefusedError where the file cannot be read or holds no text,
    ClassifiedError where it may not be worked on here.
    """
    imported = assemble(read_file(path, shown, ready))
    refuse(f"{shown}.yaml", imported.text.encode(), shown)
    return imported


def assemble(source: Source) -> Imported:
    """The document in what a reader made of a file. Raises RefusedError where it has no text."""
    if not any(isinstance(piece, SourceParagraph) for piece in source.pieces):
        raise RefusedError("文件里没有文字", "扫描件、图片里的文字要先识别成文字，再导入")
    everything = list(source.pieces)
    fold_contents(source)
    fields = _Assembly(source).document()
    found = fates(everything, leaves(fields), source)
    tell_unbroken(found, source)
    waive_missing(fields, found, source)
    tell_doubts(found, source, fields)
    tell_repeated(found, source)
    account(everything, fields, source)
    prove(write_yaml(fields), found, source)
    found = with_doubts(found, source)
    tree = {key: fields[key] for key in _ORDER if fields.get(key)}
    head = f"导入自 {source.file}，核对后可以删去这一行"
    text = write_yaml(noted(tree, head))
    problems = in_order(source.problems)
    left_out = tuple(source.left_out)
    return Imported(tree, text, left_out, problems, source.unit, tuple(found), source.lines)


class _Assembly(Struct):
    """One document."""

    source: Source

    def document(self) -> dict[str, Tree]:
        source = self.source
        facts, pieces = web_facts(without_frames(source.pieces), source)
        pieces = without_chrome(pieces, source)
        imprint, pieces = read_imprint(pieces, source)
        linked, pieces = read_downloads(pieces, source)
        header = read_header(pieces, source)
        issuer = header.mark.units[0] if header.mark and len(header.mark.units) == 1 else ""
        label = min(first_label(pieces, header.end), first_title(pieces, header.end))
        closing = find_closing(pieces, header.end, label, issuer)
        end = closing.start if closing else label
        names, main = attachment_note(list(pieces[header.end : end]), source)
        fields = dict(header.fields)
        if header.mark and header.mark.layout == "纪要":
            present, main = read_attendance(main, source)
            fields.update(present)
        fields.update(imprint)
        body = read_body(main, source)
        fields.update(numbering_fields(body, Around()))
        fields["正文"] = body.blocks
        after = self.close(closing, label, pieces, header, fields)
        self.from_page(facts, fields)
        inherited = within(body, Around())
        for name in linked if names else ():
            source.leave(name, 0, "附件的链接，附件说明里已有")
        self.rest(pieces[after:], names or linked, inherited, fields)
        if not body.blocks and "印发件" not in fields:
            fields["正文"] = noted("（缺正文）", "没有找到正文，请补上")
            source.say(UNSURE, Level.WARNING, 0, "没有找到正文", "请补上“正文”")
        self.title(header, fields)
        self.stage(header, fields)
        _drop_repeated_marks(fields)
        return {key: fields[key] for key in _ORDER if fields.get(key)}

    def from_page(self, facts: WebHead, fields: dict[str, Tree]) -> None:
        """网页, and what of the document only the page says."""
        for key, value in facts.document.items():
            found = read_page_date(value) if key == "成文日期" else value
            if found and key not in fields:
                fields[key] = noted(found, f"正文里没有，取自网页上的{key}")
        if facts.page:
            page = dict(facts.page)
            if "发布日期" in page:
                page["发布日期"] = _TIME_OF_DAY.sub("", str(page["发布日期"]))
            fields["网页"] = page

    def close(
        self,
        closing: Closing | None,
        label: int,
        pieces: list[Piece],
        header: Header,
        fields: dict[str, Tree],
    ) -> int:
        """署名, 成文日期 and 附注; where what follows the main text begins."""
        at = closing.end if closing else label
        issuers = list(closing.names) if closing else []
        if closing and closing.date:
            date = read_date(closing.date)
            number = pieces[closing.end - 1].number
            fields["成文日期"] = date
            self.source.leave(closing.date, number, f"日期，改写成 {date}")
        if closing and closing.signatories:
            fields["签署"] = [self.signatory(post, name) for post, name in closing.signatories]
        self.issuer(issuers, header, fields)
        while at < len(pieces) and (note := note_of(pieces[at])):
            public = _PUBLIC.get(note, "")
            if public and "公开方式" not in fields:
                fields["公开方式"] = public
                self.source.leave(f"（{note}）", pieces[at].number, f"写成“公开方式: {public}”")
            elif "附注" not in fields:
                fields["附注"] = note
                self.source.leave("（）", pieces[at].number, "附注的括号，由程序加")
            else:
                break
            at += 1
        return at

    def signatory(self, post: str, name: str) -> Tree:
        """Who signed; one whose name is a picture has a place kept for it."""
        if name:
            return {"职务": post, "姓名": name}
        message = f"“{post}”的姓名是签名章图片，没有文字"
        self.source.say(UNSURE, Level.WARNING, 0, message, "在“签署”里补上姓名")
        return noted({"职务": post, "姓名": "（缺姓名）"}, message)

    def issuer(self, names: list[str], header: Header, fields: dict[str, Tree]) -> None:
        """发文机关 from the signature, else from the mark; the mark stays only where the program
        would print another.
        """
        mark = header.mark
        names = names or (list(mark.units) if mark else [])
        if names:
            fields["发文机关"] = names[0] if len(names) == 1 else [*names]
        if mark is None:
            return
        usual = replace(mark, units=tuple(names)).is_usual
        office = fields.get("署名")
        if mark.layout == "纪要" and office and not usual:  # the office edits and so issues them
            fields["发文机关"] = office
            del fields["署名"]
        if len(names) > 1 and "".join(mark.lines) == f"{names[0]}文件":
            fields["联合标志"] = "主办"
            usual = True
        if usual:
            self.source.leave("".join(mark.lines), 0, "发文机关标志，由程序印")
        else:
            fields["发文机关标志"] = mark.lines[0] if len(mark.lines) == 1 else list(mark.lines)

    def rest(
        self, pieces: list[Piece], names: list[str], around: Around, fields: dict[str, Tree]
    ) -> None:
        """印发件 and 附件 after the main text."""
        if not pieces and not names:
            return
        source = self.source
        quoted = quoted_titles(source.pieces)
        label = first_label(pieces, 0)
        issued = [
            read_text(each, source, around) for each in split_texts(list(pieces[:label]), quoted)
        ]
        last = issued[-1] if issued else None
        holder = last if last and (last.names or not names) else None
        if holder and (holder.names or label < len(pieces)):
            setting = Setting(source, holder.around, quoted)
            holder.tree["附件"] = attachments(list(pieces[label:]), holder.names, setting)
        if names or (label < len(pieces) and not holder):
            own = [] if holder else list(pieces[label:])
            fields["附件"] = attachments(own, names, Setting(source, around, quoted))
        for text in issued:
            give_title(text.tree, source)
        trees: list[Tree] = [text.tree for text in issued]
        if trees:
            fields["印发件"] = trees[0] if len(trees) == 1 else trees

    def title(self, header: Header, fields: dict[str, Tree]) -> None:
        """标题 and 文种."""
        whole = "".join(header.title)
        remark = ""
        if not whole and "令号" in fields:
            header.title = [order_title(fields)]
            remark = "命令不印标题，这是暂写的，便于查找"
        elif not whole:
            header.title = ["（缺标题）"]
            self.source.say(UNSURE, Level.WARNING, 0, "没有找到标题", "请补上“标题”")
        title: Tree = header.title[0] if len(header.title) == 1 else list(header.title)
        fields["标题"] = noted(title, remark)
        layout = header.mark.layout if header.mark else ""
        mark = "".join(header.mark.lines) if header.mark else ""
        kind, sure = kind_of("".join(header.title), mark)
        remark = "" if sure else f"标题里没有文种，暂写“{kind}”"
        if remark:
            self.source.say(UNSURE, Level.WARNING, 0, remark, "改成正确的文种")
        fields["文种"] = noted(kind, remark)
        if layout and layout != kinds()[kind].layout_format:
            fields["格式"] = layout
        if header.note:
            fields["题注"] = header.note
        if header.recipients:
            fields["主送"] = header.recipients

    def stage(self, header: Header, fields: dict[str, Tree]) -> None:
        """稿本: the mark under the title; a text without one is as it was issued."""
        if header.stage in STAGES:
            fields["稿本"] = header.stage
        elif header.stage:
            fields["稿本"] = "征求意见稿"
            fields["稿本标注"] = header.stage
        else:
            fields["稿本"] = "印发稿"


def _drop_repeated_marks(fields: dict[str, Tree]) -> None:
    """An 印发件 prints the document's draft mark by itself."""
    issued = fields.get("印发件", [])
    for each in issued if isinstance(issued, list) else [issued]:
        if isinstance(each, dict) and each.get("稿本") == fields["稿本"]:
            del each["稿本"]
