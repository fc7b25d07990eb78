"""Where one text ends and the next begins: 附件说明, attachments, and the texts within them."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..kinds import kind_names
from ..paper.recipients import are_addressed, is_recipients
from ..paper.words import with_stage
from ..problem import Level
from ..problem_ids import UNSURE, WRONG_NUMBER
from .body import Body, read_body
from .closing import find_closing, note_of
from .contents_list import CONTENTS
from .document_numbers import NUMBER, is_unnumbered, number_line
from .header_found import Header
from .header_recipients import read_recipients
from .header_title import read_title
from .labels import TITLE_SIZE, attachment_note, is_label, label_depth, label_number
from .mark import find_mark
from .markers import DEFAULT_LAYOUT, MarkerScheme, first_marker, first_number
from .pieces import Piece, Source, SourceParagraph
from .responsibility import ON_LINES
from .tree import Tree, noted
from .typed_dates import tell_typed_date
from .wording import (
    DOCUMENT_NOUNS,
    NO_TITLE,
    folded,
    is_title_like,
    is_unit,
    read_date,
    read_signed_date,
)

STAGES = ("征求意见稿", "送审稿", "印发稿")
_TITLE_STYLES = re.compile(r"(?:印发件|附件|件)标题末?|Title")


class Around(Struct, frozen=True):
    """What a text inherits from the one around it."""

    layout: MarkerScheme = DEFAULT_LAYOUT
    wording: str = ON_LINES
    articles: bool = False


def numbering_fields(body: Body, around: Around) -> dict[str, Tree]:
    """编号, 责任标注 and 体例 of a text where they are not those around it."""
    fields: dict[str, Tree] = {}
    layout = body.layout
    if layout.articles:
        fields["体例"] = "条款"
    elif body.is_numbered and (
        around.articles
        or (layout.samples, layout.continuous) != (around.layout.samples, around.layout.continuous)
    ):
        scheme: dict[str, Tree] = {"层次": list(layout.samples)}
        if layout.continuous:
            scheme["连续"] = [str(level) for level in layout.continuous]
        fields["编号"] = scheme
    if body.wording not in ("", around.wording):
        fields["责任标注"] = body.wording
    return fields


def within(body: Body, around: Around) -> Around:
    """What the texts in a text inherit."""
    keeps = body.layout.articles or not body.is_numbered
    layout = around.layout if keeps else body.layout
    articles = body.layout.articles or (around.articles and not body.is_numbered)
    return Around(layout, body.wording or around.wording, articles)


class Text(Struct, frozen=True):
    """A part as a tree, the names of its attachments, and what these inherit."""

    tree: dict[str, Tree]
    names: list[str]
    around: Around


def read_text(pieces: list[Piece], source: Source, around: Around, known: str = "") -> Text:
    """One text with a title of its own; `known` is what 附件说明 calls it."""
    header = Header()
    at = read_title(pieces, _own_mark(pieces, header, source), header, source, known)
    _tell_signed_title(header.title, pieces[0].number if pieces else 0, source)
    tree: dict[str, Tree] = {}
    number = pieces[at] if at < len(pieces) else None
    if isinstance(number, SourceParagraph) and NUMBER.fullmatch(number.text):
        header.fields["发文字号"] = number.text
        at += 1
    _tell_signature(pieces[at : at + 2], source)
    at = read_recipients(pieces, at, header, source, only_known=True)
    end, closing_fields = _closing(pieces, at, source, is_draft=bool(header.stage))
    names, rest = attachment_note(list(pieces[at:end]), source)
    body = read_body(rest, source, pieces[at - 1].number if at else -1)
    title: Tree = header.title[0] if len(header.title) == 1 else list(header.title)
    if title:
        tree["标题"] = title
    if header.stage in STAGES:
        tree["稿本"] = header.stage
    tree.update(header.fields)
    if header.note or (header.stage and header.stage not in STAGES):
        tree["题注"] = header.note or f"（{header.stage}）"
    if header.recipients:
        tree["主送"] = header.recipients
    tree.update(numbering_fields(body, around))
    if body.blocks:
        tree["正文"] = body.blocks
    tree.update(closing_fields)
    return Text(tree, names, within(body, around))


def _tell_signed_title(title: list[str], number: int, source: Source) -> None:
    """Say so where the last line of a title is a unit, and those above it are whole."""
    whole = DOCUMENT_NOUNS.search("".join(title[:-1])) is not None
    if whole and is_unit(title[-1]) and DOCUMENT_NOUNS.search(title[-1]) is None:
        said = f"标题的最后一行“{title[-1]}”像是署名，照原样写在“标题”里"
        hint = "是署名的，写进“署名”印在文末，或者写成“题注”，从“标题”里删去"
        source.say(UNSURE, Level.NOTICE, number, said, hint)


def _tell_signature(pieces: list[Piece], source: Source) -> None:
    """Say so where a name and a date, or a date alone, stand between a title and its text."""
    lines = [piece for piece in pieces if isinstance(piece, SourceParagraph)]
    dated = [_DATED.fullmatch(line.text) is not None for line in lines]
    under = lines[:1] if dated[:1] == [True] else lines[:2] if dated[1:] == [True] else []
    if not under or (len(under) > 1 and not is_unit(under[0].text)):
        return
    shown = "”“".join(line.text for line in under)
    said = f"标题下面的“{shown}”像是署名、日期，照原样写成了正文"
    hint = "写成“题注”印在标题下面；或者写成“署名”“成文日期”印在文末"
    source.say(UNSURE, Level.NOTICE, under[0].number, said, hint)


_DATED = re.compile(r"[（(]?\s*\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?\s*[）)]?")


def _own_mark(pieces: list[Piece], header: Header, source: Source) -> int:
    """Where the title begins of a text that was issued under a mark and number of its own: the mark
    is no title, and no text in another prints it, which is told.
    """
    mark = find_mark(pieces, 0, NUMBER)
    after = pieces[mark.used] if mark and mark.used < len(pieces) else None
    if mark is None or not isinstance(after, SourceParagraph):
        return 0
    number = number_line(after.text)
    if number is None and not is_unnumbered(after.text):
        return 0
    for piece in pieces[: mark.used]:
        if isinstance(piece, SourceParagraph):
            source.leave(piece.text, piece.number, "附在后面的公文的发文机关标志，不印")
    said = f"附在后面的公文有自己的红头“{''.join(mark.lines)}”，没有写进文稿"
    source.say(UNSURE, Level.NOTICE, pieces[0].number, said, "要印红头的，另存成一份文稿")
    if number:
        header.fields["发文字号"] = number.number
    source.leave(after.text, after.number, "附在后面的公文的发文字号")
    return mark.used + 1


def _closing(
    pieces: list[Piece], low: int, source: Source, *, is_draft: bool
) -> tuple[int, dict[str, Tree]]:
    """Where the body of a part ends, and the signature and date that it carries; a draft has no
    date yet.
    """
    end = len(pieces)
    closing = find_closing(pieces, low, end)
    while closing and closing.date and closing.end < end:
        closing = find_closing(pieces, closing.end, end)
    if closing is None or closing.signatories or closing.start <= low:
        return end, {}
    if not (closing.date or is_draft):
        return end, {}
    fields: dict[str, Tree] = {}
    if closing.names:
        fields["署名"] = closing.names[0] if len(closing.names) == 1 else list(closing.names)
    if not closing.date:
        return closing.start, fields
    date = pieces[closing.end - 1]
    if day := read_signed_date(closing.date):
        source.leave(closing.date, date.number, f"日期，改写成 {day}")
        tell_typed_date(closing.date, day, date.number, source)
        fields["成文日期"] = day
    else:
        source.leave(closing.date, date.number, "不全的日期")
        said = f"日期“{closing.date}”不全，没有写进文稿"
        source.say(UNSURE, Level.NOTICE, date.number, said, "定了日期，写在“成文日期”里")
    return closing.start, fields


def split_texts(pieces: list[Piece], quoted: set[str]) -> list[list[Piece]]:
    """The texts that stand one after another, each from its title on."""
    starts = [0]
    for at in range(1, len(pieces)):
        if at - starts[-1] > 1 and _starts_text(pieces, at, starts[-1], quoted):
            starts.append(at)
    ends = [*starts[1:], len(pieces)]
    return [pieces[low:high] for low, high in zip(starts, ends, strict=True) if high > low]


def _starts_text(pieces: list[Piece], at: int, start: int, quoted: set[str]) -> bool:
    piece, before, first = pieces[at], pieces[at - 1], pieces[start]
    if not isinstance(piece, SourceParagraph):
        return False
    style = piece.look.style
    if style == CONTENTS:
        return False
    if _TITLE_STYLES.fullmatch(style):
        return not (isinstance(before, SourceParagraph) and before.look.style == style) or (
            piece.look.new_page
        )
    if not is_title_like(piece.text) or first_marker(piece.text) or is_label(piece):
        return False
    if _begins_afresh(pieces, at, start) or has_own_number(pieces, at):
        return True
    if _is_quoted(pieces, at, quoted) and not _is_quoted(pieces, at - 1, quoted, at):
        return True
    if piece.look.blank >= 3 and not piece.look.right and at + 1 < len(pieces):
        return not note_of(piece) and not read_date(piece.text)
    if not isinstance(first, SourceParagraph) or not first.look.centred or not piece.look.centred:
        return False
    alike = first.look.size == piece.look.size and first.look.bold == piece.look.bold
    goes_on = isinstance(before, SourceParagraph) and before.look.centred
    return alike and (piece.look.size >= TITLE_SIZE or piece.look.bold) and not goes_on


def _begins_afresh(pieces: list[Piece], at: int, start: int) -> bool:
    """Whether numbers begin again right under a line that could be a title, after they had got
    further than one in the text before: a second 一、 or 第一条.
    """
    piece, after = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(piece, SourceParagraph) or not isinstance(after, SourceParagraph):
        return False
    found = first_number(after.text)
    if found is None or found[1] != 1 or found[0] not in _FRESH:
        return False
    before = [
        number
        for each in pieces[start:at]
        if isinstance(each, SourceParagraph)
        and (number := first_number(each.text))
        and number[0] == found[0]
    ]
    return (
        len(before) > 1 and len(piece.text) >= 4 and DOCUMENT_NOUNS.search(piece.text) is not None
    )


def has_own_number(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a title of up to three lines begins here with a 发文字号 of its own below, and 主送
    under that: another document.
    """
    for below in range(at + 1, min(at + 4, len(pieces) - 1)):
        line, after = pieces[below], pieces[below + 1]
        before = pieces[below - 1]
        if not isinstance(line, SourceParagraph) or not isinstance(before, SourceParagraph):
            return False
        if not NUMBER.fullmatch(line.text):
            continue
        titled = DOCUMENT_NOUNS.search(before.text) is not None
        return titled and isinstance(after, SourceParagraph) and is_recipients(after.text)
    return False


def is_document(pieces: Sequence[Piece]) -> bool:
    """Whether a text is a document of its own: by its number, or by a title that is a 文种 with
    主送 under it or a date of its own at its end.
    """
    if has_own_number(pieces, 0):
        return True
    for at, piece in enumerate(pieces[:_TITLE_LINES]):
        if not isinstance(piece, SourceParagraph):
            return False
        if not piece.text.endswith(kind_names()):
            continue
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        addressed = isinstance(below, SourceParagraph) and are_addressed(below.text)
        closing = find_closing(pieces, at + 1, len(pieces))
        return addressed or bool(closing and closing.date and closing.names)
    return False


_TITLE_LINES = 3
_FRESH = ("第一章", "第一条", "一、")


def _is_quoted(pieces: list[Piece], at: int, quoted: set[str], before: int = 0) -> bool:
    """Whether the lines from `at` on are a title that the document names in 《》; with `before`,
    one that reaches that line.
    """
    whole = ""
    for each in range(at, min(at + 4, len(pieces))):
        piece = pieces[each]
        if not isinstance(piece, SourceParagraph):
            return False
        whole += folded(piece.text)
        if whole in quoted and each >= before:
            return True
    return False


def quoted_titles(pieces: Sequence[Piece]) -> set[str]:
    """Every name that the document gives in 《》, folded for comparing."""
    found: set[str] = set()
    for piece in pieces:
        if isinstance(piece, SourceParagraph):
            found |= {folded(name) for name in re.findall(r"《([^《》]{6,80})》", piece.text)}
    return found


class PartSetting(Struct, frozen=True):
    """What reading an attachment needs beside its own pieces."""

    source: Source
    around: Around
    quoted: set[str]


def attachments(
    pieces: list[Piece], names: list[str], setting: PartSetting, depth: int = 0
) -> list[Tree]:
    """The attachments from the first label on, those of attachments (附件1-1) within them; what is
    only named is 另附.
    """
    labels = [(at, label_depth(piece)) for at, piece in enumerate(pieces) if is_label(piece)]
    least = max(depth, min((deep for _, deep in labels), default=depth))
    starts = [at for at, deep in labels if deep <= least]
    places = _places(pieces, starts, names)
    found: dict[int, Tree] = {
        place: {"标题": name, "另附": "是"} for place, name in enumerate(names)
    }
    for order, low in enumerate(starts):
        high = [*starts, len(pieces)][order + 1]
        label = pieces[low]
        text = label.text if isinstance(label, SourceParagraph) else ""
        setting.source.leave(text, label.number, "附件标识，由程序加")
        if text and not re.match(r"附\s*件", text):
            said = f"“{text}”当作附件，印成“附件”"
            setting.source.say(UNSURE, Level.NOTICE, label.number, said, "对照原文核对")
        place = places[order]
        known = names[place] if place < len(names) else ""
        made = _attachment(pieces[low + 1 : high], known, label.number, setting, depth)
        labels_within = (at for at in range(low + 1, high) if is_label(pieces[at]))
        own = pieces[low : next(labels_within, high)]  # without attachments of its own
        found[place] = _turned(made, own, setting.source)
    printed = sorted(found)
    for low, place in zip(starts, places, strict=True):
        _tell_number(pieces[low], printed.index(place) + 1, len(printed), setting.source)
    return [found[place] for place in printed]


def _turned(tree: Tree, pieces: Sequence[Piece], source: Source) -> Tree:
    """An attachment whose pages all lie sideways says so; where some do, that is told."""
    on_side = [any(piece.number in each for each in source.turned) for piece in pieces]
    if isinstance(tree, dict) and on_side and all(on_side):
        return {"标题": tree["标题"], "横排": "是", **tree}
    if any(on_side):
        number = pieces[on_side.index(True)].number
        said = "从这里起的页横放着，没有照着做"
        source.say(UNSURE, Level.NOTICE, number, said, "整个附件横放的，在这个附件里写：横排: 是")
    return tree


def _places(pieces: Sequence[Piece], starts: Sequence[int], names: Sequence[str]) -> list[int]:
    """Which of the attachments, from 0, each label begins: by its number, or by the title under it
    where that is one of `names`; by their order where these do not tell them apart.
    """
    known = [folded(name) for name in names]
    titles = [folded(_text(pieces[low + 1])) if low + 1 < len(pieces) else "" for low in starts]
    by_number = [label_number(pieces[low]) - 1 for low in starts]
    by_title = [known.index(title) if title in known else -1 for title in titles]
    for found in (by_number, by_title):
        rises = all(before < after for before, after in pairwise(found))
        if found and rises and found[0] >= 0 and (not names or found[-1] < len(names)):
            return found
    return list(range(len(starts)))


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _tell_number(label: Piece, printed: int, count: int, source: Source) -> None:
    """Say so where the number of an attachment is not the one that its label has."""
    typed = label_number(label)
    if typed and typed != printed:
        new = f"附件{printed}" if count > 1 else "附件"
        said = f"“{_text(label)}”印出来是“{new}”"
        hint = "附件不全的，在“附件”里照次序补上，没有内容的写：另附: 是"
        source.say(WRONG_NUMBER, Level.WARNING, label.number, said, hint)


def _attachment(
    pieces: list[Piece], known: str, number: int, setting: PartSetting, depth: int
) -> Tree:
    source = setting.source
    nested = next((at for at, piece in enumerate(pieces) if is_label(piece)), len(pieces))
    read = [
        read_text(each, source, setting.around, known if order == 0 else "")
        for order, each in enumerate(split_texts(pieces[:nested], setting.quoted))
    ]
    names = [name for text in read for name in text.names]
    if names or nested < len(pieces):
        around = read[-1].around if read else setting.around
        inner = replace(setting, around=around)
        holder = read[-1].tree if read else {}
        holder["附件"] = attachments(pieces[nested:], names, inner, depth + 1)
    if len(read) == 1:
        if not known:
            give_title(read[0].tree, source)
        return _single(read[0].tree, known, number, source)
    if not read:
        return give_title({"标题": known} if known else {}, source)
    for each in read:
        give_title(each.tree, source)
    titles = [_joined(text.tree.get("标题")) for text in read]
    return _of_several(known or (titles[0] if titles else "附件"), [text.tree for text in read])


def _of_several(title: str, texts: list[dict[str, Tree]]) -> dict[str, Tree]:
    """An attachment that holds texts (件). What is attached to one of them is the attachment's own:
    only a whole attachment has attachments (附件1-1).
    """
    own = [each for text in texts for each in _items(text.pop("附件", []))]
    made: dict[str, Tree] = {"标题": title, "件": list(texts)}
    if own:
        made["附件"] = own
    return made


def _items(trees: Tree) -> list[Tree]:
    return trees if isinstance(trees, list) else []


def give_title(tree: dict[str, Tree], source: Source) -> dict[str, Tree]:
    """A text must have a title; a place is kept for one that has none."""
    if "标题" not in tree:
        rest = dict(tree)
        tree.clear()
        tree["标题"] = noted(NO_TITLE, "原文这里没有标题，请补上")
        tree.update(rest)
        source.say(UNSURE, Level.WARNING, 0, "有一个附件或者落款后面的文字没有标题", "请补上标题")
    return tree


def _joined(title: Tree | None) -> str:
    return "".join(map(str, title)) if isinstance(title, list) else str(title or "")


def _single(tree: dict[str, Tree], known: str, number: int, source: Source) -> Tree:
    """An attachment of one text, whose title and name in 附件说明 should be the same."""
    title = _joined(tree.get("标题"))
    stage = tree.get("稿本")
    named = with_stage(title, stage if isinstance(stage, str) else None)
    if not known or folded(known) in (folded(title), folded(named)):
        return tree
    if not title:
        return {"标题": known, **tree}
    like = difflib.SequenceMatcher(None, folded(title), folded(known)).ratio()
    message = f"附件的标题是“{title}”，附件说明里是“{known}”"
    if like < 0.75:
        return _of_several(known, [tree])
    longer = known if len(known) >= len(title) else title
    source.say(UNSURE, Level.WARNING, number, message, f"已经写成“{longer}”，请核对")
    source.leave(title, number, "附件标题，与附件说明不同，见问题")
    rest = {key: value for key, value in tree.items() if key != "标题"}
    return {"标题": noted(longer, message), **rest}
