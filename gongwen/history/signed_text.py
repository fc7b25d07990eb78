"""签发稿: the text that went up to be signed, and what a 印发稿 has otherwise than it (条例 25).

Both are set as final texts without what is only settled by the signature, 发文字号, 成文日期, 份号
and 版记, and compared as they print; so neither the stage nor where in the files a thing stands
makes a difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from .. import patterns as re
from .. import rules
from ..build.pipeline import Outcome, set_pages
from ..build.shared import Shared
from ..document.parts import Document, IssuedText
from ..document.values import as_lines
from ..problem import as_text
from ..registry.units import read_units
from ..revision.change import Change
from ..revision.comparison import Files, changes_of
from ..typeset.job import FINAL
from .sent import SIGNED_TEXT, Sending, last_submitted
from .versions import former_names
from .versions_to_compare import UnreadableError, VersionsToCompare

_STAGE: Final = re.compile("[（(](?:征求意见稿|送审稿|签发稿|报批稿|讨论稿|代拟稿|送签稿)[）)]")
_MARKS: Final = frozenset("，。、；：？！“”‘’（）《》〈〉【】—…·,;:?!\"'() \t\n　")
_NUMERAL: Final = frozenset("0123456789一二三四五六七八九十百千万亿零〇两.%％")
_SHOWN: Final = 60


class Against(Struct, frozen=True):
    """What a document has otherwise than its 签发稿: `refused` has to be seen again by the one who
    signed, `told` need not, but a person should look at it.
    """

    sending: Sending
    refused: tuple[str, ...]
    told: tuple[str, ...]


def against_signed(path: Path, desk: VersionsToCompare) -> Against | None:
    """A document as it stands held against what went up last; None where it never went up. Raises
    HistoryError or UnreadableError.
    """
    repository = desk.repository
    if repository is None:
        return None
    sending = last_submitted(former_names(repository.name(path), repository), repository)
    if sending is None:
        return None
    was, now = desk.submitted(sending, path), desk.of_now(path)
    refused = list(_facts(was, now))
    told = list(_settled_later(was, now))
    first, second = (_files(each, desk.shared) for each in (was, now))
    for change in changes_of(first, second):
        (told if _is_slight(change) else refused).append(_said(change))
    return Against(sending, tuple(refused), tuple(told))


def signed_too_early(document: Document, sending: Sending) -> str:
    """What is to be said where all signatures are older than what went up last; else ""."""
    signed = document.handling.signed if document.handling else ()
    days = [each.date for each in signed if each.date]
    if not days or max(days).iso >= sending.record.day:
        return ""
    return f"签发日期{max(days)}，最后一次送签在{sending.record.day}：重新签发后改签发日期"


def _files(outcome: Outcome, shared: Shared) -> Files:
    """The document on its pages, without what is settled after the signature."""
    document, kind, template = outcome.document, outcome.kind, outcome.template
    if document is None or kind is None or template is None:
        said = "\n".join(map(as_text, outcome.problems))
        raise UnreadableError(f"“{SIGNED_TEXT}”这一版排不出来：\n{said}")
    look, _, _ = shared.look_of(document, kind)
    if look is None:
        raise UnreadableError(f"“{SIGNED_TEXT}”这一版的样式或模板没有了")
    context = rules.Context(_as_signed(document), FINAL, kind, outcome.registry)
    pages, _ = set_pages(context, outcome.pictures, look, shared)
    return {each.tail: (each.composition, template) for each in pages}


def _as_signed(document: Document) -> Document:
    texts = tuple(_without_stage(each) for each in document.issued_texts)
    return document.copy(
        draft_stage=FINAL, draft_mark=None, draft_number=None, clean_proof=False,
        document_number=None, order_number=None, issue_date=None, copy_number=None,
        copies_to=None, printing=None, signer=None, seal="不加盖", issued_texts=texts,
    )  # fmt: skip


def _without_stage(text: IssuedText) -> IssuedText:
    return text.copy(draft_stage=None)


def _facts(was: Outcome, now: Outcome) -> Iterator[str]:
    """What was signed along with the text, whether it prints or not."""
    before, after = was.document, now.document
    if before is None or after is None:
        return
    pairs = {
        "文种": (before.kind, after.kind),
        "密级": (before.classification, after.classification),
        "保密期限": (before.classification_period, after.classification_period),
        "紧急程度": (before.urgency, after.urgency),
        "公开属性": (before.publicity, after.publicity),
    }
    for name, (old, new) in pairs.items():
        if old != new:
            yield f"{name}：{old or '没有写'}→{new or '没有写'}"
    old_signer, new_signer = (as_lines(each.signer or ()) for each in (before, after))
    if old_signer and old_signer != new_signer:
        yield f"签发人：{'、'.join(old_signer)}→{'、'.join(new_signer) or '没有写'}"


def _settled_later(was: Outcome, now: Outcome) -> Iterator[str]:
    """What may change after the signature, but not unseen."""
    before, after = was.document, now.document
    if before is None or after is None:
        return
    old, new = (
        read_units(each.copies_to, outcome.registry).text if each.copies_to else ""
        for each, outcome in ((before, was), (after, now))
    )
    if old != new:
        yield f"抄送：{old or '没有'}→{new or '没有'}"
    if after.signer and not before.signer:
        yield f"签发人：送签时没有写，现在是{'、'.join(as_lines(after.signer))}"


def _is_slight(change: Change) -> bool:
    """Whether a change is of a mere mark, of a 稿本 in brackets, or of the layout alone."""
    if change.kind == "格式":
        return True
    return change.kind == "修改" and _bare(change.old) == _bare(change.new)


def _bare(text: str) -> str:
    """The words without their marks; a mark between two numerals stays, for it makes the number
    what it is (3.5, 3：7, 三、五).
    """
    text = _STAGE.sub("", text)
    kept = []
    for at, character in enumerate(text):
        around = text[max(at - 1, 0) : at], text[at + 1 : at + 2]
        if character not in _MARKS or all(each and each in _NUMERAL for each in around):
            kept.append(character)
    return "".join(kept)


def _said(change: Change) -> str:
    """【二、（一）】修改：4月底前→5月底前."""
    changed = [piece for piece in change.pieces if piece.changed]
    words = "；".join(_pair(piece.old, piece.new) for piece in changed[:3])
    if len(changed) > 3:
        words += f"；另有{len(changed) - 3}处"
    note = f"（{change.note}）" if change.note else ""
    return f"【{change.shown_place}】{change.kind}{note}{'：' if words else ''}{words}"


def _pair(old: str, new: str) -> str:
    old, new = (_short(text) for text in (old, new))
    if old and new:
        return f"“{old}”→“{new}”"
    return f"增加“{new}”" if new else f"删去“{old}”"


def _short(text: str) -> str:
    plain = text.replace("\n", "／").replace("\t", "　").strip()
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}……"
