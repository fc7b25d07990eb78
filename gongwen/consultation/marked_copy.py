"""A copy of the draft that came back with changes, tracked or not, and with Word's comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from lxml import etree
from msgspec import Struct, field

from .. import patterns as re
from ..importer.pieces import same_width
from ..revision.words import pieces
from ..word.comments import comments_of
from ..word.foreign_package import ForeignPackage
from ..word.wordml import W
from .clauses import SentClause, SentVersion
from .replies import RawComment

_SIGNS = {W + "tab": "\t", W + "noBreakHyphen": "-"}
_SHARE: Final = 0.5
"""So much of what was sent a copy of it holds, word for word or nearly."""
_LEAST: Final = 8
_FEWEST: Final = 3
_GONE: Final = "删去这一段"
_ALIKE: Final = 0.5
_CONTEXT: Final = 6
"""Characters around changed words by which they are found again."""
_TO_MARK: Final = 14
"""A mark no further away than this ends them instead, so that no word is cut."""
_LABEL: Final = re.compile(r"附件[\d\-]*")
"""What stands over an attachment; the places of clauses count these."""
_BREAK: Final = re.compile("[，。；：！？]")


class CopiedParagraph(Struct):
    """A paragraph as it was before its tracked changes, and as it is with them."""

    number: int
    old: str = ""
    new: str = ""
    people: dict[str, None] = field(default_factory=dict)
    remarks: list[tuple[str, str, str]] = field(default_factory=list)
    """Word's comments on it: who, on which words, what."""


def paragraphs_of(package: ForeignPackage) -> list[CopiedParagraph]:
    """The paragraphs of a Word file in order, those in tables too."""
    found: dict[etree._Element, CopiedParagraph] = {}
    for number, node in enumerate(package.body.iter(W + "p"), 1):
        paragraph = found[node] = CopiedParagraph(number)
        for each in node.iter(W + "t", W + "delText", *_SIGNS):
            _add(paragraph, each, _SIGNS.get(str(each.tag)) or each.text or "")
    alone = []
    for comment in comments_of(package):
        remark = comment.author, comment.about, "\n".join(comment.said)
        if comment.paragraph is None:  # hung on nothing that is still there
            alone.append(CopiedParagraph(0, remarks=[remark]))
        else:
            found[comment.paragraph].remarks.append(remark)
    return [*found.values(), *alone]


def _add(paragraph: CopiedParagraph, node: etree._Element, text: str) -> None:
    gone = come = ""
    for above in node.iterancestors():
        if above.tag in (W + "del", W + "moveFrom"):
            gone = above.get(W + "author") or "某人"
        elif above.tag in (W + "ins", W + "moveTo"):
            come = above.get(W + "author") or "某人"
        elif above.tag == W + "p":
            break
    if not come:
        paragraph.old += text
    if not gone:
        paragraph.new += text
    paragraph.people |= dict.fromkeys(filter(None, (gone, come)))


def is_copy(paragraphs: Sequence[CopiedParagraph], sent: SentVersion) -> bool:
    """Whether a file is the draft that was sent: half of its longer clauses stand there."""
    long = [each.folded for each in sent.clauses if len(each.folded) >= _LEAST]
    there = {same_width(text) for each in paragraphs for text in (each.old, each.new)}
    return bool(long) and sum(each in there for each in long) >= _SHARE * len(long)


def is_excerpt(paragraphs: Sequence[CopiedParagraph], sent: SentVersion) -> bool:
    """Whether a file is a part of the draft: half of its longer paragraphs are clauses of it."""
    ours = {each.folded for each in sent.clauses if len(each.folded) >= _LEAST}
    theirs = [text for each in paragraphs if len(text := same_width(each.old)) >= _LEAST]
    there = sum(each in ours for each in theirs)
    return there >= _FEWEST and there >= _SHARE * len(theirs)


def comments_in(
    paragraphs: Sequence[CopiedParagraph], sent: SentVersion, *, whole: bool = True
) -> Iterator[RawComment]:
    """What was changed against what was sent, and what was remarked, in the order of paper; what is
    not there is taken out only where the `whole` draft came back.
    """
    kept = [each for each in paragraphs if each.old.strip() or each.new.strip()]
    theirs = [same_width(each.new) for each in kept]
    ours = [each.folded for each in sent.clauses]
    at: dict[int, SentClause] = {}
    made: list[tuple[int, RawComment]] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            at |= {j1 + n: sent.clauses[i1 + n] for n in range(i2 - i1)}
        else:
            found = _changes(sent.clauses[i1:i2], kept[j1:j2], (i1, j1), sent, at)
            made += [pair for pair in found if whole or pair[1].words != _GONE]
    for index, each in enumerate(kept):
        clause = at.get(index)
        made += [(index, _remark(remark, each, clause)) for remark in each.remarks]
    for each in paragraphs:
        if each not in kept:
            made += [(len(kept), _remark(remark, each, None)) for remark in each.remarks]
    yield from (comment for _, comment in sorted(made, key=lambda pair: pair[0]))


def _changes(
    ours: Sequence[SentClause],
    theirs: Sequence[CopiedParagraph],
    start: tuple[int, int],
    sent: SentVersion,
    at: dict[int, SentClause],
) -> Iterator[tuple[int, RawComment]]:
    """The changes of one stretch: paragraphs that are alike are changed, others gone or new."""
    left = list(ours)
    for offset, each in enumerate(theirs):
        best = max(left, key=lambda clause: _alike(clause, each), default=None)
        index = start[1] + offset
        if best is not None and _alike(best, each) >= _ALIKE:
            left.remove(best)
            at[index] = best
            if same_width(best.text) != same_width(each.new):
                yield index, _changed(best, each)
        elif each.new.strip() and not _LABEL.fullmatch(same_width(each.new)):
            before = at.get(index - 1) or (sent.clauses[start[0] - 1] if start[0] else None)
            words = f"增加一段：“{each.new.strip()}”"
            where = before.place if before else ""
            yield index, RawComment(words, _row(each), place=where, written=where)
    for clause in left:
        yield start[1], RawComment(_GONE, "全文", quoted=clause.text, place=clause.place)


def _alike(clause: SentClause, paragraph: CopiedParagraph) -> float:
    ours = clause.folded
    theirs = [same_width(paragraph.old), same_width(paragraph.new)]
    if ours == theirs[0]:
        return 1.0
    return max(SequenceMatcher(None, ours, each, autojunk=False).ratio() for each in theirs)


def _changed(clause: SentClause, paragraph: CopiedParagraph) -> RawComment:
    said = []
    found = pieces(clause.text, paragraph.new.strip())
    for index, piece in enumerate(found):
        if not piece.changed:
            continue
        before = _before(found[index - 1].old) if index else ""
        after = _after(found[index + 1].old) if index + 1 < len(found) else ""
        if piece.old and piece.new:
            said.append(f"将“{before}{piece.old}{after}”改为“{before}{piece.new}{after}”")
        elif piece.old:
            said.append(f"删去“{before}{piece.old}{after}”中的“{piece.old}”")
        else:
            said.append(f"“{before}{after}”改为“{before}{piece.new}{after}”")
    by = f"（{'、'.join(paragraph.people)}修改）" if paragraph.people else ""
    words = "；".join(said) + f"。这一段改为：“{paragraph.new.strip()}”"
    return RawComment(words, _row(paragraph) + by, quoted=clause.text, place=clause.place)


def _before(text: str) -> str:
    """The words before a change that show which is meant, from the last mark on where it is near:
    cut by number, they would begin within a word.
    """
    words = _BREAK.split(text)[-1]
    return words if len(words) <= _TO_MARK else words[-_CONTEXT:]


def _after(text: str) -> str:
    """The words after a change, as far as the next mark where it is near."""
    words = _BREAK.split(text)[0]
    return words if len(words) <= _TO_MARK else words[:_CONTEXT]


def _remark(
    remark: tuple[str, str, str], paragraph: CopiedParagraph, clause: SentClause | None
) -> RawComment:
    who, on, words = remark
    row = f"{_row(paragraph)}批注（{who}）" if who else f"{_row(paragraph)}批注"
    place = clause.place if clause else ""
    return RawComment(words.strip(), row, quoted=on or (clause.text if clause else ""), place=place)


def _row(paragraph: CopiedParagraph) -> str:
    return f"第{paragraph.number}段" if paragraph.number else ""
