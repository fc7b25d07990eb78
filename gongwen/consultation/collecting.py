"""收意见: the files of a folder put into the ledger. Nothing is dropped: what cannot be read or
tied is said, with its file and place; what was decided stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from ..build.pipeline import Request, process
from ..build.shared import Shared
from ..document.values import Moment, as_lines
from ..history.repository import HistoryError, Repository
from ..history.versions_to_compare import VersionsToCompare
from ..paper.words import in_book_marks
from ..registry.units import Registry
from ..source.edit.changes import AddEntry, Change, Data, InsertItem, Remove, SetText
from ..source.parse import parse
from ..source.tree import Value
from ..storage.files import write_atomically
from .about import other_document
from .clauses import SentVersion, clauses_of
from .ledger import (
    AskedUnit,
    Ledger,
    Round,
    ledger_path,
    not_consulted,
    read_ledger,
    refuse_classified,
)
from .ledger_text import changed, put
from .merging import Merged, Offered, merged
from .reading import read_replies
from .replies import RawComment, Reply
from .tying import Tie, tied
from .whose import units_of

_CORRECTED = ("更正", "补正", "修正", "重报")


class Collected(Struct):
    """What was read: a line for each unit that answered, what has to be looked at, and whether the
    ledger was changed.
    """

    ledger: Path
    changed: bool = False
    units: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    files: int = 0


class _Collecting(Struct):
    """The ledger while it is worked on, and the changes to be made."""

    ledger: Ledger
    data: Value
    at: int
    sent: SentVersion
    on: Moment
    report: Collected
    changes: list[Change] = field(default_factory=list)
    inserted: int = 0
    number: int = 0

    @property
    def round(self) -> Round:
        return self.ledger.rounds[self.at]

    def set(self, path: tuple[str | int, ...], value: str) -> None:
        """A value of the program's own at a key."""
        self.changes.append(put(self.data, path, value))


def sent_version(ledger: Ledger, tag: str, desk: VersionsToCompare) -> SentVersion:
    """The draft of a ledger as it was sent. Raises HistoryError or UnreadableError."""
    path = desk.content / f"{ledger.document}.yaml"
    if desk.repository is None or desk.repository.commit_of(f"refs/tags/{tag}") is None:
        raise HistoryError(f"标签 {tag} 不在，送出的那一版取不到：git fetch --tags")
    side = desk.of_commit(f"refs/tags/{tag}", path)
    files = side.files.values()
    return clauses_of([each for each, _ in files], [template.sheet for _, template in files])


def collect(
    name: str, folder: Path, shared: Shared, repository: Repository, on: Moment
) -> Collected:
    """Read a folder into the ledger of the document `name` (its path below the content root,
    without suffix). Raises HistoryError, LedgerError, ClassifiedError or OSError.
    """
    refuse_classified(name, shared)
    content = shared.content
    path = ledger_path(name, content)
    if not path.is_file():
        raise HistoryError(not_consulted(name, content))
    ledger, text = read_ledger(path, path.relative_to(content.parent).as_posix())
    if not ledger.rounds:
        raise HistoryError(f"{path.name} 里没有“各轮”，先运行 make send")
    registry = _registry(name, shared)
    report = Collected(path)
    tag = ledger.rounds[-1].tag
    sent = sent_version(ledger, tag, VersionsToCompare(shared, repository))
    desk = _Collecting(ledger, parse(text, path.name)[0], len(ledger.rounds) - 1, sent, on, report)
    desk.number = max((each.number for each in ledger.comments), default=0)
    by_unit: defaultdict[str, list[Reply]] = defaultdict(list)
    titles = _titles(ledger, sent)
    files: set[Path] = set()
    for file, reply in read_replies(folder, sent):
        files.add(file)
        if other := other_document(reply.about, titles):
            report.problems += _not_ours(reply, other, titles)
            continue
        units, said = units_of(reply, [each.unit for each in desk.round.units], registry)
        if said:
            report.problems.append(f"{reply.file}：{said}")
        report.problems += [_said(reply.file, each.row, each.said) for each in reply.faults]
        for unit in filter(None, units):
            by_unit[unit].append(reply)
        if not any(units):
            report.problems += [
                _said(reply.file, each.row, f"没有记进台账的意见：“{each.words}”")
                for each in reply.comments
            ]
    report.files = len(files)
    _number_those_typed(desk)
    for unit, replies in by_unit.items():
        _unit(unit, replies, desk)
    if desk.changes:
        made = changed(text, desk.changes, path.name)
        report.changed = made != text
        write_atomically(path, made.encode(), lasting=True)
    return report


def _titles(ledger: Ledger, sent: SentVersion) -> list[str]:
    """What was sent is called: its title, and that of each text in it."""
    named = (each.text for each in sent.clauses if each.place.endswith("标题"))
    return [title for title in (ledger.title, *named) if title]


def _not_ours(reply: Reply, other: str, titles: Sequence[str]) -> Iterator[str]:
    """What there is to say of a reply that is about another document."""
    yield (
        f"{reply.file}：说的是{in_book_marks(other)}，不是送出的{in_book_marks(titles[0])}，没有收；"
        "是这一份的，改正文件里的名称再收"
    )
    for each in reply.comments:
        yield _said(reply.file, each.row, f"没有记进台账的意见：“{each.words}”")


def _registry(name: str, shared: Shared) -> Registry:
    return process(Request(shared.content / f"{name}.yaml", None), shared).registry


def _said(file: str, row: str, said: str) -> str:
    return f"{file} {row}：{said}" if row else f"{file}：{said}"


def _number_those_typed(desk: _Collecting) -> None:
    """Comments that a person typed get their number."""
    for index, each in enumerate(desk.ledger.comments):
        if not each.number:
            desk.number += 1
            desk.set(("意见", index, "编号"), str(desk.number))


def _unit(unit: str, replies: Sequence[Reply], desk: _Collecting) -> None:
    """What one unit answered, in all the files that came from it."""
    report = desk.report
    texts = [each for each in replies if each.sort != "扫描件"]
    scans = [each.file for each in replies if each.sort == "扫描件"]
    corrected = [each for each in texts if any(word in each.file for word in _CORRECTED)]
    standing = corrected or texts
    if corrected and len(texts) > len(corrected):
        others = "、".join(each.file for each in texts if each not in corrected)
        report.problems.append(f"{unit}：有更正的答复，{others} 不再算")
    elif len({each.file for each in texts if each.sort == "反馈表"}) > 1:
        names = "、".join(dict.fromkeys(each.file for each in texts))
        report.problems.append(
            f"{unit}：有几份反馈表（{names}），都收了；以一份为准的，移走别的再收"
        )
    offered = [_offered(raw, reply, desk) for reply in standing for raw in reply.comments]
    own = [
        (index, each)
        for index, each in enumerate(desk.ledger.comments)
        if each.unit == unit and each.round == desk.round.number
    ]
    found = merged(offered, own, {each.file for each in texts})
    _write_comments(unit, found, desk)
    state = ""
    if texts:
        state = "有意见" if offered else "书面无意见" if any(r.none for r in standing) else ""
    left = [each for pair in own if pair not in found.gone and not (each := pair[1]).withdrawn]
    if state == "书面无意见" and left:
        numbers = "、".join(str(each.number) for each in left)
        report.problems.append(
            f"{unit}：这次说无意见，台账里原来的意见{numbers}还在；不再算的，在那一条下写：撤回: 是"
        )
    _write_unit(unit, state, texts, scans, desk)
    if texts:
        count = f"{len(offered)}条" if offered else ""
        shown = "、".join(dict.fromkeys(each.file for each in texts))
        report.units.append(f"{unit}：{state or '没有认出意见'}{count}（{shown}）")
        if not state:
            report.problems.append(
                f"{unit}：没有认出意见，也没有认出“无意见”，要人看：在办理表里填上（{shown}）"
            )
    else:
        report.problems.append(
            f"{unit}：只有扫描件（{'、'.join(scans)}），要人看：在办理表里填上单位和意见"
        )


def _offered(raw: RawComment, reply: Reply, desk: _Collecting) -> Offered:
    report = desk.report
    tie = _tie(raw, desk.sent)
    source = f"{reply.file} {raw.row}".strip()
    if tie.clause is None:
        report.problems.append(_said(reply.file, raw.row, f"没有对上条款：{tie.why}"))
    elif tie.why:
        report.problems.append(_said(reply.file, raw.row, tie.why))
    clause = tie.clause
    written = raw.written if clause is None or raw.written != clause.place else ""
    quoted = raw.quoted or tie.quoted or (clause.text if clause else "")
    return Offered(
        words=raw.words,
        clause=clause.place if clause else "",
        written=written,
        quoted=quoted,
        grounds=raw.grounds,
        source=source,
        file=reply.file,
    )


def _tie(raw: RawComment, sent: SentVersion) -> Tie:
    if raw.place:
        found = [each for each in sent.clauses if each.place == raw.place]
        return Tie(found[0] if found else None, raw.quoted)
    return tied(raw.written, raw.quoted, raw.words, sent)


def _write_comments(unit: str, found: Merged, desk: _Collecting) -> None:
    report = desk.report
    for each in found.new:
        desk.number += 1
        desk.inserted += 1
        entry = _entry(desk.number, unit, desk.round.number, each)
        if desk.ledger.comments:
            desk.changes.append(InsertItem(("意见",), len(desk.ledger.comments), entry))
        elif desk.inserted == 1:
            desk.changes.append(AddEntry((), "意见", [entry]))
        else:
            last = next(c for c in desk.changes if isinstance(c, AddEntry) and c.key == "意见")
            assert isinstance(last.value, list)  # noqa: S101  made above
            last.value.append(entry)
    for index, comment, each in found.changed:
        path = ("意见", index)
        desk.set((*path, "更正前"), comment.words)
        desk.set((*path, "意见"), each.words)
        desk.set((*path, "出处"), each.source)
        decided = f"，原来写了{comment.adopted}，看看还合不合适" if comment.adopted else ""
        report.problems.append(
            f"{unit} 意见{comment.number}更正了：“{comment.words}”改成“{each.words}”{decided}"
        )
    for index, comment in found.back:
        desk.changes.append(Remove(("意见", index, "撤回")))
        report.problems.append(
            f"{unit} 意见{comment.number}又写上了，不再算撤回：“{comment.words}”"
        )
    for index, comment in found.gone:
        desk.set(("意见", index, "撤回"), "是")
        report.problems.append(
            f"{unit} 意见{comment.number}在更正的答复里没有了：“{comment.words}”"
        )


def _entry(number: int, unit: str, round_: int, each: Offered) -> Data:
    said: dict[str, Data] = {"编号": str(number), "单位": unit, "轮次": str(round_)}
    for key, value in (
        ("条款", each.clause),
        ("所写位置", each.written),
        ("原文", each.quoted),
        ("意见", each.words),
        ("理由依据", each.grounds),
        ("出处", each.source),
    ):
        if value:
            said[key] = value
    return {**said, "采纳": None, "理由": None}


def _write_unit(
    unit: str, state: str, texts: Sequence[Reply], scans: Sequence[str], desk: _Collecting
) -> None:
    """The state of a unit; one that was not asked gets an entry of its own."""
    on, report = desk.on, desk.report
    files = list(dict.fromkeys(each.file for each in texts))
    number = next((each.number for each in texts if each.number), "")
    late = desk.round.deadline is not None and on > desk.round.deadline
    index = next((i for i, each in enumerate(desk.round.units) if each.unit == unit), None)
    where = ("各轮", desk.at, "单位")
    if index is None:
        report.problems.append(f"{unit}：没有征求它的意见，照样收了")
        entry: dict[str, Data] = {"单位": unit, "状态": state or "未复", "收到": on.iso}
        entry |= {"未征求": "是"} | ({"迟复": "是"} if late else {})
        entry |= {"回复文件": list(files)} if files else {}
        entry |= {"盖章件": "、".join(scans)} if scans else {}
        if desk.round.units:
            desk.changes.append(InsertItem(where, len(desk.round.units), entry))
        else:
            _first_unit(desk, entry)
        return
    known, path = desk.round.units[index], (*where, index)
    if state and known.state != state:
        desk.set((*path, "状态"), state)
    if known.received is None and files:
        desk.set((*path, "收到"), on.iso)
        if late:
            desk.set((*path, "迟复"), "是")
            report.problems.append(f"{unit}：过了截止日期（{desk.round.deadline}）才到")
    if number and not known.number:
        desk.set((*path, "收文号"), number)
    if scans and not known.stamped:
        desk.set((*path, "盖章件"), "、".join(scans))
    _write_files(known, path, files, desk)


def _first_unit(desk: _Collecting, entry: Data) -> None:
    path = ("各轮", desk.at)
    for change in desk.changes:
        if isinstance(change, AddEntry) and (change.path, change.key) == (path, "单位"):
            assert isinstance(change.value, list)  # noqa: S101  made below
            change.value.append(entry)
            return
    desk.changes.append(AddEntry(path, "单位", [entry]))


def _write_files(
    known: AskedUnit, path: tuple[str | int, ...], files: Sequence[str], desk: _Collecting
) -> None:
    there = as_lines(known.files) if known.files else ()
    new = [each for each in files if each not in there]
    if not new:
        return
    if not there:
        desk.changes.append(AddEntry(path, "回复文件", list(new)))
    elif isinstance(known.files, str):
        desk.changes.append(SetText((*path, "回复文件"), "、".join((known.files, *new))))
    else:
        desk.changes += [InsertItem((*path, "回复文件"), len(there), each) for each in new]
