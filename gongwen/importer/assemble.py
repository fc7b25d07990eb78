"""The pieces of a file to one document: header, text, closing, what follows, imprint."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..kinds import kinds
from ..problem import Level, Problem, in_order
from ..problem_ids import UNSURE
from ..secrecy.gate import refuse
from ..word.refusal import RefusedError
from .account import account
from .after_date import After, last_publicity, read_after, with_parted_dates
from .attendance import read_attendance
from .body import read_body
from .broken_lines import join_broken
from .chrome import without_chrome
from .closing import Closing
from .closing_fields import closing_of_main_text, write_closing
from .contents_list import fold_contents
from .doubts import tell_doubts, tell_repeated
from .doubts_in_rows import tell_rows
from .downloads import read_downloads, without_suffixes
from .drawn_lines import without_drawn_lines
from .drawn_tables import read_drawn_tables
from .fates import Fate, fates, shortened, with_doubts
from .frames import without_frames
from .full_width import with_full_width
from .header import read_header, with_parted_title
from .header_found import Header
from .imprint import read_imprint
from .items_on_a_line import tell_items_on_a_line
from .kind_of import kind_of, order_title
from .labels import (
    attachment_note,
    first_label,
    first_title,
    parted_label,
    with_parted_labels,
    with_short_labels,
)
from .leaves import leaves
from .links import tell_links
from .lone_numbers import join_lone_numbers
from .loose_labels import with_signs
from .markdown_signs import read_signs
from .misread_numbers import mend_numbers
from .missing import waive_missing
from .page_foot import without_foot
from .page_head import without_headline, without_lines_above, without_repeated_title
from .pages import without_pages
from .parts import (
    STAGES,
    Around,
    PartSetting,
    Text,
    attachments,
    give_title,
    has_own_number,
    is_document,
    numbering_fields,
    quoted_titles,
    read_text,
    split_texts,
    within,
)
from .pictures import place_seals, tell_pictures
from .pieces import LeftOut, Piece, Source, SourceParagraph, SourcePicture
from .processing_sheet import without_sheet
from .proof import prove
from .reading import read_file
from .remarks import write_remarks
from .seal_words import without_seal_words
from .spread_out import close_figures, close_signs, close_up
from .template_tags import tell_tags
from .titled_table import title_from_table
from .touching_numbers import part_numbers
from .tree import Noted, Tree, noted, plain
from .unbroken import break_lines
from .web_facts import WebHead, web_facts
from .wording import NO_TITLE, folded, is_unit, read_page_date
from .wrapped import join_lines
from .yaml_writer import write_yaml

_ORDER = (
    *("文种", "格式", "稿本", "稿本标注", "份号", "密级", "保密期限", "紧急程度", "内部标注"),
    *("发文机关", "联合标志", "发文机关标志", "发文字号", "令号", "签发人", "标题", "题注", "主送"),
    *("体例", "编号", "责任标注", "正文", "出席", "请假", "列席", "成文日期", "署名", "签署"),
    *("印章", "附注", "公开属性", "抄送", "印发", "网页", "忽略", "印发件", "附件"),
)


class Imported(Struct, frozen=True):
    """A document as it was imported: its tree, that tree as YAML, what was left out, what was found
    on the way, and what became of each piece. `unit` is what the numbers in it count: 行 or 段;
    `lines` in which line of the file a number stands, where that is not the same;
    `is_attachment` = the file is an attachment alone, which has no elements of its own.
    """

    tree: dict[str, Tree]
    text: str
    left_out: tuple[LeftOut, ...]
    problems: list[Problem]
    unit: str
    fates: tuple[Fate, ...] = ()
    pictures: tuple[SourcePicture, ...] = ()
    lines: dict[int, int] = field(default_factory=dict)
    is_attachment: bool = False

    @property
    def is_kind_known(self) -> bool:
        """Whether 文种 was read, and not picked because the title names none."""
        return not isinstance(self.tree["文种"], Noted)


def import_file(
    path: Path, shown: str, ready: bytes | None = None, *, as_typed: bool = False
) -> Imported:
    """The document in a file; `shown` is its name in problems, `ready` the .docx that LibreOffice
    made of it already. Raises RefusedError where the file cannot be read or holds no text,
    ClassifiedError where it may not be worked on here.
    """
    imported = assemble(read_file(path, shown, ready), as_typed=as_typed)
    refuse(f"{shown}.yaml", imported.text.encode(), shown)
    return imported


def assemble(source: Source, *, as_typed: bool = False) -> Imported:
    """The document in what a reader made of a file; `as_typed` = its slips are left to the rules.
    Raises RefusedError where it has no text.
    """
    title_from_table(source)
    if not source.pieces:
        raise RefusedError("文件里没有文字", "扫描件、图片里的文字要先识别成文字，再导入")
    everything = list(source.pieces)
    if not as_typed:
        close_up(source)
        close_signs(source)
        with_full_width(source)
        mend_numbers(source)
        with_signs(source)
    read_drawn_tables(source)
    if not as_typed or source.file.endswith(".md"):  # in a text they would be printed
        read_signs(source)
    without_drawn_lines(source)
    part_numbers(source)
    fold_contents(source)
    join_lines(source, without_pages(source))
    close_figures(source)
    join_lone_numbers(source)
    break_lines(source)
    join_broken(source)
    tell_items_on_a_line(source)
    fields = _Assembly(source).document()
    found = fates(everything, leaves(fields), source)
    waive_missing(fields, found, source)
    tell_doubts(found, source, fields)
    tell_rows(found, source)
    tell_repeated(found, source)
    tell_tags(everything, source)
    tell_links(found, source)
    tell_pictures(source)
    write_remarks(everything, found, fields, source)
    account(everything, fields, source)
    prove(write_yaml(fields), found, source)
    found = with_doubts(found, source)
    tree = {key: fields[key] for key in _ORDER if fields.get(key)}
    head = f"导入自 {source.file}，核对后可以删去这一行"
    text = write_yaml(noted(tree, head))
    left_out, pictures = tuple(source.left_out), tuple(source.saved)
    told = in_order(source.problems)
    return Imported(
        tree=tree,
        text=text,
        left_out=left_out,
        problems=told,
        unit=source.unit,
        fates=tuple(found),
        pictures=pictures,
        lines=source.lines,
        is_attachment=source.is_attachment,
    )


class _Assembly(Struct):
    """One document."""

    source: Source

    def document(self) -> dict[str, Tree]:
        source = self.source
        facts, pieces = web_facts(without_frames(source.pieces, source), source)
        pieces = without_foot(without_chrome(pieces, source), source)
        named = str(facts.document.get("标题", "")) or source.named
        pieces = without_lines_above(pieces, named, source)
        pieces = with_parted_title(pieces, source)
        above, pieces = without_repeated_title(pieces, source)
        pieces = without_headline(pieces, source)
        pieces = with_parted_dates(without_seal_words(pieces, source))
        pieces = without_sheet(pieces, source)
        imprint, pieces = read_imprint(pieces, source)
        public, pieces = last_publicity(pieces, source)
        linked, pieces = read_downloads(pieces, source)
        if pieces and (both := parted_label(pieces[0])):
            pieces[:1] = both
        header = read_header(pieces, source)
        header.issuer = header.issuer or ("" if header.named else above)
        header.end = _without_body_label(pieces, header.end, source)
        self.layout_of_mark(header, imprint)
        issuer = header.named
        label = min(first_label(pieces, header.end), first_title(pieces, header.end))
        closing = closing_of_main_text(pieces, header.end, label, issuer, source)
        end = closing.start if closing else label
        names, main = attachment_note(list(pieces[header.end : end]), source)
        fields = dict(header.fields)
        if "".join(header.title).endswith("纪要") or (header.mark and header.mark.layout == "纪要"):
            present, main = read_attendance(main, source)
            fields.update(present)
        fields.update(public | imprint)
        if closing:
            place_seals(fields, pieces[closing.start : closing.end], len(closing.names), source)
        body = read_body(main, source, pieces[header.end - 1].number if header.end else -1)
        fields.update(numbering_fields(body, Around()))
        fields["正文"] = body.blocks
        write_closing(closing, pieces, header, fields, source)
        at = closing.end if closing else label
        after = After(pieces[at:])
        if closing and closing.date:
            at = self.name_below(closing, at, pieces, fields)
            rest = with_parted_labels(with_short_labels(pieces[at:]), 0)
            after = read_after(rest, quoted_titles(source.pieces), imprint, source)
            fields.update(after.fields)
            names = names or after.names
        self.from_page(facts, header, fields)
        inherited = within(body, Around())
        for name in linked if names else ():
            source.leave(name, 0, "附件的链接，附件说明里已有")
        names = without_suffixes(names, source)
        self.rest(after.pieces, names or linked, inherited, fields, folded("".join(header.title)))
        if not body.blocks and "印发件" not in fields:
            fields["正文"] = noted("（缺正文）", "没有找到正文，请补上")
            source.say(UNSURE, Level.WARNING, 0, "没有找到正文", "请补上“正文”")
        self.title(header, fields)
        self.stage(header, fields, main[:_HEAD_LINES])
        self.tell_turned(fields)
        _drop_repeated_marks(fields)
        for key in ("成文日期", "标题"):
            if after.remarks and key in fields:
                fields[key] = noted(fields[key], *after.remarks)
                break
        return {key: fields[key] for key in _ORDER if fields.get(key)}

    def tell_turned(self, fields: dict[str, Tree]) -> None:
        """Tell of pages that lie sideways where no attachment does."""
        attached = str([fields.get(key) for key in ("附件", "印发件")])
        if self.source.turned and "横排" not in attached:
            number = self.source.turned[0].start
            said = "从这里起的页横放着，没有照着做，只有整个附件能横放"
            hint = "要横放的，写成附件，加上：横排: 是"
            self.source.say(UNSURE, Level.NOTICE, number, said, hint)

    def layout_of_mark(self, header: Header, imprint: dict[str, Tree]) -> None:
        """A bare name at the head is a letter's, but a letter has no 印发 at its end (10.1)."""
        mark = header.mark
        if mark is None or mark.layout not in ("信函", "文件") or mark.lines != mark.units:
            return
        if mark.layout == "信函" and "印发" in imprint:
            header.mark = mark = replace(mark, layout="文件")
        if mark.layout == "文件":
            said = f"红头只有机关名称“{mark.lines[0]}”，没有“文件”二字，照原样写在“发文机关标志”里"
            hint = "要印“文件”二字的，删去“发文机关标志”；是信函的，改写：格式: 信函"
            self.source.say(UNSURE, Level.NOTICE, 0, said, hint)

    def from_page(self, facts: WebHead, header: Header, fields: dict[str, Tree]) -> None:
        """网页, and what of the document only the page says."""
        named = facts.document.pop("标题", "")
        if named and not header.title:
            header.title = [named]
            said = f"标题“{named}”取自网页上的信息，正文上面没有标题"
            self.source.say(UNSURE, Level.NOTICE, 0, said, "对照原文核对")
        for key, value in facts.document.items():
            found = read_page_date(value) if key == "成文日期" else value
            if found and key not in fields:
                fields[key] = noted(found, f"正文里没有，取自网页上的{key}")
        if facts.page:
            fields["网页"] = facts.page

    def name_below(
        self, closing: Closing, at: int, pieces: list[Piece], fields: dict[str, Tree]
    ) -> int:
        """Where what follows begins, behind the name of who issues where it stands under the date
        and none above; this is said.
        """
        name = pieces[at] if at < len(pieces) else None
        if closing.names or closing.signatories or "发文机关" in fields:
            return at
        if not isinstance(name, SourceParagraph) or not is_unit(name.text):
            return at
        fields["发文机关"] = name.text
        said = f"日期下面的“{name.text}”当作署名，印在日期上面"
        self.source.say(UNSURE, Level.NOTICE, name.number, said, "对照原文核对“发文机关”")
        return at + 1

    def tell_others(self, texts: list[list[Piece]], quoted: set[str], title: str) -> None:
        """Say where another document begins that this one, by its `title` and by the titles that it
        has in 《》, neither names nor forwards.
        """
        for text in texts:
            first = text[0]
            if not isinstance(first, SourceParagraph) or not is_document(text):
                continue
            lines = [each.text for each in text[:3] if isinstance(each, SourceParagraph)]
            named = ["".join(map(folded, lines[:many])) for many in (1, 2, 3)]
            if any(name in quoted or name in title for name in named):
                continue
            own = "文号、主送" if has_own_number(text, 0) else "主送或者落款"
            said = f"从“{shortened(first.text)}”起像是另一份公文（有自己的{own}），写成了印发件"
            hint = "不是附在后面的，把原文分成几个文件，分别导入"
            self.source.say(UNSURE, Level.WARNING, first.number, said, hint)

    def rest(
        self,
        pieces: list[Piece],
        names: list[str],
        around: Around,
        fields: dict[str, Tree],
        title: str,
    ) -> None:
        """印发件 and 附件 after the main text of the document with this `title`."""
        if not pieces and not names:
            return
        source = self.source
        quoted = quoted_titles(source.pieces)
        label = first_label(pieces, 0)
        texts = split_texts(list(pieces[:label]), quoted)
        self.tell_others(texts, quoted, title)
        issued = [read_text(each, source, around) for each in texts]
        if label == len(pieces) and (found := _named(issued, names)):
            fields["附件"] = found
            self.unlabelled(names)
            return
        last = issued[-1] if issued else None
        holder = last if last and (last.names or not names) else None
        if holder and (holder.names or label < len(pieces)):
            setting = PartSetting(source, holder.around, quoted)
            holder.tree["附件"] = attachments(list(pieces[label:]), holder.names, setting)
        if names or (label < len(pieces) and not holder):
            own = [] if holder else list(pieces[label:])
            fields["附件"] = attachments(own, names, PartSetting(source, around, quoted))
        for text in issued:
            give_title(text.tree, source)
            title = str(plain(text.tree["标题"]))
            if title in names:
                said = f"“{title}”在附件说明里有，落款后面的同一篇没有“附件”标识，写成了印发件"
                hint = f"是附件的，移到“附件”里，换掉“另附”；不是的，从“附件”里删去“{title}”"
                source.say(UNSURE, Level.NOTICE, 0, said, hint)
        trees: list[Tree] = [text.tree for text in issued]
        if trees:
            fields["印发件"] = trees[0] if len(trees) == 1 else trees

    def unlabelled(self, names: list[str]) -> None:
        """Attachments whose text has no label above it."""
        shown = "、".join(names)
        said = f"落款后面的文字没有“附件”标识，标题与附件说明里的相同，当作附件：{shown}"
        self.source.say(UNSURE, Level.NOTICE, 0, said, "不印“附件”二字的，改成“印发件”")

    def title(self, header: Header, fields: dict[str, Tree]) -> None:
        """标题 and 文种."""
        whole = "".join(header.title)
        remark = ""
        if not whole and "令号" in fields:
            header.title = [order_title(fields)]
            remark = "命令不印标题，这是暂写的，便于查找"
        elif not whole and header.mark and header.mark.layout == "纪要":
            header.title = ["".join(header.mark.lines)]
            remark = "原文红头下面没有标题，这是红头上的字"
            self.source.say(UNSURE, Level.NOTICE, 0, "纪要没有标题，暂写红头上的字", "核对“标题”")
        elif not whole:
            header.title = [NO_TITLE]
            self.source.say(UNSURE, Level.WARNING, 0, "没有找到标题", "请补上“标题”")
        if self.source.is_wrapped:
            header.title = [whole or header.title[0]]
        if marked := _MARKED.fullmatch("".join(header.title)):
            header.title = [line.strip("《》") for line in header.title]
            said = f"标题外面的书名号“《》”没有写进文稿：{shortened(marked[0])}"
            self.source.leave("《》", 0, "标题外面的书名号")
            self.source.say(UNSURE, Level.NOTICE, 0, said, "要印书名号的，在“标题”里补上")
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

    def stage(self, header: Header, fields: dict[str, Tree], first: list[Piece]) -> None:
        """稿本: the mark under the title; a text without one is as it was issued, unless one of its
        `first` lines may be such a mark, which is told.
        """
        if header.stage in STAGES:
            fields["稿本"] = header.stage
        elif header.stage:
            fields["稿本"] = "征求意见稿"
            fields["稿本标注"] = header.stage
        else:
            fields["稿本"] = "印发稿"
            for piece in first:
                if isinstance(piece, SourceParagraph) and _MAY_MARK.fullmatch(piece.text):
                    said = f"稿本写作“印发稿”，标题下面的“{shortened(piece.text)}”像是稿本标记"
                    hint = "是的，改写“稿本”，从正文里删去这一行"
                    self.source.say(UNSURE, Level.WARNING, piece.number, said, hint)


def _without_body_label(pieces: list[Piece], at: int, source: Source) -> int:
    """Where the text begins, without the word 正文： typed before it."""
    piece = pieces[at] if at < len(pieces) else None
    match = _BODY_LABEL.match(piece.text) if isinstance(piece, SourceParagraph) else None
    if match is None or not isinstance(piece, SourceParagraph):
        return at
    rest = piece.text[match.end() :]
    source.leave(match[0], piece.number, "“正文”二字，不是公文的内容")
    if rest:
        pieces[at] = piece.with_text(rest)
    return at if rest else at + 1


_HEAD_LINES = 3
_MAY_MARK = re.compile(r"[^。；！？]{0,14}(?:征求意见|送审|讨论|审议|代拟|送签)稿[^。；！？]{0,16}")
_MARKED = re.compile("《[^《》]+》")
_BODY_LABEL = re.compile(r"[【\[]?\s*正\s*文(?:内容)?\s*(?:[】\]]\s*[：:]?|[：:]|$)\s*")


def _named(texts: list[Text], names: list[str]) -> list[Tree]:
    """The texts as attachments, where each is one that 附件说明 names, in its order; what is only
    named is 另附. Empty where a text is another.
    """
    by_name = {folded(str(plain(text.tree.get("标题", "")))): text for text in texts}
    known = [folded(name) for name in names]
    if not texts or not set(by_name) <= set(known) or any(text.names for text in texts):
        return []
    return [
        by_name[key].tree if key in by_name else {"标题": name, "另附": "是"}
        for key, name in zip(known, names, strict=True)
    ]


def _drop_repeated_marks(fields: dict[str, Tree]) -> None:
    """An 印发件 prints the document's draft mark by itself."""
    issued = fields.get("印发件", [])
    for each in issued if isinstance(issued, list) else [issued]:
        if isinstance(each, dict) and each.get("稿本") == fields["稿本"]:
            del each["稿本"]
