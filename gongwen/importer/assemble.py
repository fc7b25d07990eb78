"""The pieces of a file to one document: header, text, closing, what follows, imprint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..kinds import kinds
from ..problem import Level, Problem, in_order
from .account import account
from .body import read_body
from .chrome import web_facts, without_chrome
from .closing import Closing, find_closing, note_of
from .header import Header, read_header
from .imprint import read_imprint
from .labels import attachment_note, first_label, first_title
from .parts import (
    STAGES,
    UNSURE,
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
from .pieces import LeftOut, Paragraph, Piece, Source
from .reading import read_file
from .refusal import RefusedError
from .tree import Tree, noted
from .wording import read_date
from .yaml_writer import write_yaml

_ORDER = (
    *("文种", "稿本", "稿本标注", "份号", "密级", "保密期限", "紧急程度", "内部标注", "发文机关"),
    *(
        "发文机关标志",
        "发文字号",
        "令号",
        "签发人",
        "标题",
        "题注",
        "主送",
        "体例",
        "编号",
        "责任标注",
    ),
    *("正文", "成文日期", "署名", "签署", "附注", "公开方式", "抄送", "印发", "网页", "忽略"),
    *("印发件", "附件"),
)
_PUBLIC = {
    "此件公开发布": "主动公开",
    "此件依申请公开": "依申请公开",
    "此件不予公开": "不予公开",
}
_KIND = re.compile(
    r"(决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|复函|函|纪要)(?:[（(][^（）()]*[）)])?$"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A document as it was imported: its tree, that tree as YAML, what was left out, and what was
    found on the way. `unit` is what the numbers in it count: 行 or 段.
    """

    tree: dict[str, Tree]
    text: str
    left_out: tuple[LeftOut, ...]
    problems: list[Problem]
    unit: str


def import_file(path: Path, shown: str) -> Imported:
    """The document in a file; `shown` is its name in problems. Raises RefusedError where the file
    cannot be read or holds no text.
    """
    return assemble(read_file(path, shown))


def assemble(source: Source) -> Imported:
    """The document in what a reader made of a file. Raises RefusedError where it has no text."""
    if not any(isinstance(piece, Paragraph) for piece in source.pieces):
        raise RefusedError("文件里没有文字", "扫描件、图片里的文字要先识别成文字，再导入")
    everything = list(source.pieces)
    tree = _Assembly(source).document()
    account(everything, tree, source)
    head = f"导入自 {source.file}，核对后可以删去这一行"
    text = write_yaml(noted(tree, head))
    return Imported(tree, text, tuple(source.left_out), in_order(source.problems), source.unit)


@dataclass(slots=True)
class _Assembly:
    """One document."""

    source: Source

    def document(self) -> dict[str, Tree]:
        source = self.source
        facts, pieces = web_facts(without_chrome(source.pieces, source), source)
        imprint, pieces = read_imprint(pieces, source)
        header = read_header(pieces, source)
        issuer = _issuer_of_mark(header)
        label = min(first_label(pieces, header.end), first_title(pieces, header.end))
        closing = find_closing(pieces, header.end, label, issuer)
        end = closing.start if closing else label
        names, main = attachment_note(list(pieces[header.end : end]), source)
        body = read_body(main, source)
        fields = dict(header.fields)
        fields.update(imprint)
        fields.update(numbering_fields(body, Around()))
        fields["正文"] = body.blocks
        after = self.close(closing, label, pieces, fields)
        if number := facts.pop("发文字号", ""):
            if "发文字号" in fields:
                source.leave(str(number), 0, "网页上的文号，正文里另有")
            else:
                fields["发文字号"] = noted(number, "正文里没有，取自网页上的文号")
        if facts:
            fields["网页"] = facts
        inherited = within(body, Around())
        self.rest(pieces[after:], names, inherited, fields)
        if not body.blocks and "印发件" not in fields:
            fields["正文"] = noted("（缺正文）", "没有找到正文，请补上")
            source.say(UNSURE, Level.WARNING, 0, "没有找到正文", "请补上“正文”")
        self.title(header, fields)
        self.stage(header, fields)
        _drop_repeated_marks(fields)
        _required(fields)
        return {key: fields[key] for key in _ORDER if fields.get(key)}

    def close(
        self, closing: Closing | None, label: int, pieces: list[Piece], fields: dict[str, Tree]
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
            fields["签署"] = [{"职务": post, "姓名": name} for post, name in closing.signatories]
        self.issuer(issuers, fields)
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

    def issuer(self, names: list[str], fields: dict[str, Tree]) -> None:
        """发文机关 from the signature, else from the mark; the mark stays only where the program
        would print another.
        """
        typed = fields.get("发文机关标志", "")
        if isinstance(typed, list):
            whole = "".join(map(str, typed))
            if len(names) == 1 and whole in (f"{names[0]}文件", f"{names[0]}令"):
                self.source.leave(whole, 0, "发文机关标志，由程序印")
                del fields["发文机关标志"]
            if not names:
                names = [re.sub("(?:文件|令|会议纪要)$", "", "".join(map(str, typed)))]
                self.source.leave("文件", 0, "发文机关标志，由程序印")
            fields["发文机关"] = names[0] if len(names) == 1 else list(names)
            return
        mark = str(typed)
        if not names and mark:
            bare = re.sub("(?:文件|令|会议纪要)$", "", mark)
            names = [bare]
            self.source.leave(mark.removeprefix(bare), 0, "发文机关标志，由程序印")
            if mark in (f"{bare}文件", f"{bare}令"):
                del fields["发文机关标志"]
        elif len(names) == 1 and mark in (f"{names[0]}文件", f"{names[0]}令"):
            self.source.leave(mark, 0, "发文机关标志，由程序印")
            del fields["发文机关标志"]
        if names:
            fields["发文机关"] = names[0] if len(names) == 1 else list(names)

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
        issued = fields.get("印发件")
        if not whole and isinstance(issued, dict) and "令号" in fields:
            title = issued.get("标题", "")
            name = "".join(map(str, title)) if isinstance(title, list) else str(title)
            header.title = [f"关于公布《{name}》的令"]
        elif not whole:
            header.title = ["（缺标题）"]
            self.source.say(UNSURE, Level.WARNING, 0, "没有找到标题", "请补上“标题”")
        fields["标题"] = header.title[0] if len(header.title) == 1 else list(header.title)
        kind, sure = _kind("".join(header.title), "令号" in fields)
        remark = "" if sure else f"标题里没有文种，暂写“{kind}”"
        if remark:
            self.source.say(UNSURE, Level.WARNING, 0, remark, "改成正确的文种")
        fields["文种"] = noted(kind, remark)
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


def _issuer_of_mark(header: Header) -> str:
    typed = header.fields.get("发文机关标志", "")
    mark = "".join(map(str, typed)) if isinstance(typed, list) else str(typed)
    return re.sub("(?:文件|令|会议纪要)$", "", mark)


def _kind(title: str, order: bool) -> tuple[str, bool]:
    """The 文种 that a title ends in, and whether it does."""
    if order:
        return "命令", True
    match = _KIND.search(title)
    if match is None:
        return ("函", False) if title.endswith("答复") else ("通知", False)
    name = {"令": "命令", "复函": "函"}.get(match[1], match[1])
    return (name, True) if name in kinds() else ("通知", False)


def _required(fields: dict[str, Tree]) -> None:
    """An imported text in print that lacks an element is as it is: the waiver says so."""
    kind = fields["文种"]
    name = str(kind if isinstance(kind, str) else getattr(kind, "value", ""))
    if fields.get("稿本") != "印发稿":
        return
    present = {**fields, "署名": fields.get("署名") or fields.get("发文机关") or fields.get("签署")}
    missing = [each for each in kinds()[name].elements["印发稿"] if not present.get(each)]
    missing = [each for each in missing if each not in ("标题", "正文")]
    if missing:
        reasons: dict[str, Tree] = dict.fromkeys(missing, "导入的原文没有这一项")
        fields["忽略"] = noted({"缺要素": reasons}, "补上缺的要素以后，删去对应的行")
