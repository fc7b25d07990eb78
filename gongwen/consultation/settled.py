"""What was decided: counted, checked, and found again by the clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..document.values import Moment
from ..problem import Level, Problem, problem_at
from ..problem_ids import CONSULTATION
from .clauses import SentVersion
from .ledger import AskedUnit, Comment, Ledger

_FINAL, _FOR_APPROVAL = "印发稿", "送审稿"
_MANY = 5
"""More than this that wait for a decision are told in one."""
_TO_DECIDE = "填“采纳”：采纳、部分采纳、未采纳"


class Counts(Struct, frozen=True):
    """The numbers of a consultation, over all rounds: units by their last state."""

    asked: int
    replied: int
    none: int
    silent: int
    deemed: int
    comments: int
    adopted: int
    partly: int
    refused: int
    undecided: int
    is_public: bool = False

    @property
    def said(self) -> str:
        """The paragraph at the head of the table."""
        more = f"，其中逾期视为无意见{self.deemed}个" if self.deemed else ""
        units = (
            f"共征求{self.asked}个单位的意见，{self.replied}个单位作了答复，"
            f"其中无意见{self.none}个；未答复{self.silent}个{more}。"
        )
        left = f"，尚未办理{self.undecided}条" if self.undecided else ""
        return (
            ("向社会公开征求意见。" if self.is_public else units)
            + f"收到意见建议{self.comments}条，采纳{self.adopted}条，部分采纳{self.partly}条，"
            + f"未采纳{self.refused}条{left}。"
        )


def standing_comments(ledger: Ledger) -> list[Comment]:
    """The comments that were not taken back."""
    return [each for each in ledger.comments if not each.withdrawn]


def last_states(ledger: Ledger) -> dict[str, AskedUnit]:
    """Each unit as the last round in which it was asked has it."""
    return {each.unit: each for round_ in ledger.rounds for each in round_.units}


def counts(ledger: Ledger) -> Counts:
    """The counts of a ledger."""
    units = list(last_states(ledger).values())
    asked = [each for each in units if not each.unasked]
    comments = standing_comments(ledger)
    told = {
        word: sum(e.adopted == word for e in comments) for word in ("采纳", "部分采纳", "未采纳")
    }
    replied = [each for each in asked if each.state in ("有意见", "书面无意见")]
    return Counts(
        asked=len(asked),
        replied=len(replied),
        none=sum(each.state == "书面无意见" for each in replied),
        silent=len(asked) - len(replied),
        deemed=sum(each.state == "逾期视为无意见" for each in asked),
        comments=len(comments),
        adopted=told["采纳"],
        partly=told["部分采纳"],
        refused=told["未采纳"],
        undecided=len(comments) - sum(told.values()),
        is_public=not units,
    )


def by_clause(comments: Sequence[Comment], sent: SentVersion) -> list[Comment]:
    """The comments in the order of the version that was sent, those of one clause together; what
    could not be tied comes last.
    """
    order = {place: at for at, place in enumerate(dict.fromkeys(c.place for c in sent.clauses))}
    return sorted(comments, key=lambda each: (order.get(each.clause, len(order)), each.number))


def alike(comments: Sequence[Comment]) -> Iterator[list[Comment]]:
    """Comments of several units on one clause that say nearly the same."""
    from difflib import SequenceMatcher

    left = [each for each in comments if each.clause]
    while left:
        first, *left = left
        group = [first]
        for each in list(left):
            ratio = SequenceMatcher(None, first.words, each.words, autojunk=False).ratio()
            if each.clause == first.clause and each.unit != first.unit and ratio >= _ALIKE:
                group.append(each)
                left.remove(each)
        if len(group) > 1:
            yield group


_ALIKE = 0.7


def settled_by_place(ledger: Ledger) -> dict[str, list[str]]:
    """For a 对照表: what was adopted of the comments on each clause that was sent, by
    its place there: 采纳市财政局意见（意见3）.
    """
    found: dict[str, list[str]] = {}
    for each in standing_comments(ledger):
        if each.clause and each.adopted in ("采纳", "部分采纳"):
            said = f"{each.adopted}{each.unit}意见（意见{each.number}）"
            found.setdefault(each.clause, []).append(said)
    return found


def problems(
    ledger: Ledger, stage: str, sent: SentVersion, now: SentVersion | None
) -> Iterator[Problem]:
    """What stands against the ledger at a 稿本; `now` is the document as it stands, None = it
    cannot be set.
    """
    standing = standing_comments(ledger)
    undecided = [each for each in standing if each.adopted is None]
    if len(undecided) > _MANY:
        level = Level.NOTICE if stage == "征求意见稿" else Level.WARNING
        numbers = "、".join(str(each.number) for each in undecided)
        said = f"还有{len(undecided)}条意见没有办理：意见{numbers}"
        yield _problem(undecided[0], "意见", level, said, _TO_DECIDE)
    for each in standing:
        if each.adopted is not None or len(undecided) <= _MANY:
            yield from _of_comment(each, stage)
    same = [each for each in standing if now is not None and _is_as_sent(each, sent, now)]
    if len(same) > _MANY:
        places = "、".join(f"意见{each.number}（{each.clause}）" for each in same)
        said = f"有{len(same)}条意见采纳或者部分采纳了，所在的条款和送出时一样：{places}"
        yield _problem(
            same[0], "采纳", Level.NOTICE, said, "还没有改的，改好；改在别处的，写：改在: 第×条"
        )
    else:
        yield from map(_of_text, same)
    for round_ in ledger.rounds:
        for unit in round_.units:
            yield from _of_unit(unit, ledger, round_.deadline, round_.number)


def _problem(element: Comment | AskedUnit, key: str, level: Level, said: str, hint: str) -> Problem:
    return problem_at(element.place(key), CONSULTATION, level, said, hint=hint)


def _of_comment(each: Comment, stage: str) -> Iterator[Problem]:
    name = f"意见{each.number}（{each.unit}）"
    if each.adopted is None:
        level = Level.NOTICE if stage == "征求意见稿" else Level.WARNING
        yield _problem(each, "意见", level, f"{name}还没有办理", _TO_DECIDE)
        return
    if each.adopted != "采纳" and not each.why:
        hint = "填“理由”；部分采纳的写明采纳了什么"
        yield _problem(each, "采纳", Level.WARNING, f"{name}{each.adopted}，没有写理由", hint)
    if each.talks != "未达成一致":
        return
    if stage == _FINAL:
        hint = "协商一致后再印发，改“协商情况”"
        yield _problem(each, "协商情况", Level.ERROR, f"{name}还没有达成一致，不能印发", hint)
    elif stage == _FOR_APPROVAL and not (each.sides and each.proposal):
        hint = "填“各方理据”和“办理建议”，一并报审"
        said = f"{name}没有达成一致，要列明各方理据，提出办理建议"
        yield _problem(each, "协商情况", Level.WARNING, said, hint)


def _is_as_sent(each: Comment, sent: SentVersion, now: SentVersion) -> bool:
    """Whether a comment was adopted and its clause stands word for word as it was sent."""
    if each.adopted not in ("采纳", "部分采纳") or not each.clause or each.met_in:
        return False
    then = {clause.folded for clause in sent.clauses if clause.place == each.clause}
    return bool(then) and then <= {clause.folded for clause in now.clauses}


def _of_text(each: Comment) -> Problem:
    said = f"意见{each.number}（{each.unit}）{each.adopted}了，{each.clause}和送出时一样"
    return _problem(each, "采纳", Level.NOTICE, said, "改在别处的，写：改在: 第×条")


def _of_unit(
    unit: AskedUnit, ledger: Ledger, deadline: Moment | None, number: int
) -> Iterator[Problem]:
    own = [e for e in standing_comments(ledger) if e.unit == unit.unit and e.round == number]
    if unit.state == "有意见" and not own:
        said = f"{unit.unit}的状态是有意见，台账里没有它的意见"
        yield _problem(unit, "状态", Level.WARNING, said, "补上意见，或改状态")
    if unit.state != "有意见" and own:
        said = f"{unit.unit}的状态是{unit.state}，台账里有它的意见{len(own)}条"
        yield _problem(unit, "状态", Level.WARNING, said, "状态改成 有意见")
    if unit.state == "逾期视为无意见" and unit.must_reply:
        said = f"{unit.unit}{unit.must_reply}，逾期也不能视为无意见"
        yield _problem(unit, "状态", Level.WARNING, said, "催它书面答复")
    late = deadline is not None and unit.received is not None and unit.received > deadline
    if late and not unit.late:
        yield _problem(unit, "收到", Level.NOTICE, f"{unit.unit}过了截止日期才答复", "写：迟复: 是")
