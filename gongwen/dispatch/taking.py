"""取号: a number taken, kept for later or given up, and written into the document it is for."""

from __future__ import annotations

import contextlib
import getpass
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from .. import patterns as re
from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..history.claim_exchange import exchange, offer
from ..history.claims import FOLDER, ClaimStep, keep_claim, keep_files_too, new_claim
from ..history.number_book import TYPED, NumberBook, is_there, number_book, said_lost
from ..history.pushing import known_remote
from ..history.register import bracketed
from ..history.repository import HistoryError, Repository
from ..history.saving import person
from ..history.turn import NUMBERING, freed, turn
from ..library.documents import name_of
from ..library.library import DEFAULT_REGISTRY, OFFICE_FILE, Library
from ..registry.series import CodeSeries
from ..secrecy.gate import refuse_found
from .series_of import Wanted, series_of
from .written_number import with_number, write_number

_WELL_FORMED = re.compile(r"[^\d\s〔〕]+〔\d{4}〕[1-9]\d*号")


class NumberDesk(Struct, frozen=True):
    """Where numbers are taken: `repository` is None where there is none; `day` is ISO 8601."""

    shared: Shared
    repository: Repository | None
    person: str
    day: str

    @property
    def content(self) -> Path:
        return self.shared.content

    @property
    def remote(self) -> str:
        """The office's own server, "" = none."""
        repository = self.repository
        return known_remote(self.shared.root, repository.store) if repository else ""

    @property
    def lock_folder(self) -> Path:
        """Where the file lies that keeps two from taking a number at once."""
        return self.repository.store.git_folder if self.repository else self.content / FOLDER


class Taken(Struct, frozen=True):
    """What was done: the number; the document it was written into, where it was; `before` = it was
    taken some time before. `waits` is why the office's server does not know of it, "" = it does,
    or there is none.
    """

    number: str
    file: str = ""
    line: int = 0
    before: bool = False
    waits: str = ""
    remarks: tuple[str, ...] = ()


def person_of(repository: Repository | None, given: str) -> str:
    """Who takes a number: as given, as versions have it, or as the computer calls them."""
    known = given.strip() or (person(repository) if repository else "")
    if known:
        return known
    with contextlib.suppress(OSError, KeyError):
        return getpass.getuser()
    return ""


def take(path: Path, desk: NumberDesk, *, code: str = "", number: str = "") -> Taken:
    """Give a document the next number of its series, or of the series `code`, or `number` (one that
    was kept for later, given up, or passed over), and write it in. One that has its number keeps
    it. Raises HistoryError, ClassifiedError, OSError.
    """
    outcome = process(Request(path, None), desk.shared)
    refuse_found(outcome.problems)
    name = name_of(path, desk.content)
    with _counting(desk) as said:
        book = _book(desk)
        wanted = bracketed(number) if number else _typed(outcome, name, book)
        if wanted and not _WELL_FORMED.fullmatch(wanted):
            raise HistoryError(f"“{number}”不是文号，写成：云政发〔2026〕16号")
        own = [each.number for each in book.claims.of_document(name)]
        if own and not (number and wanted not in own):
            have = wanted if wanted in own else own[-1]
            if wanted in ("", have):
                waits = said.waits if have in book.claims.pending else ""
                return _written(path, have, desk, waits, before=True)
        if wanted:
            _refuse_held(wanted, path, book, desk, is_asked=bool(number))
            with_number(path, wanted, desk.shared)
            if not _keep(ClaimStep("取用", wanted, name), book, desk, said):
                raise HistoryError(f"没有取号，{wanted} 刚才别人取了；再试一次看看")
            return _written(path, wanted, desk, said.waits, before=False)
        series = series_of(outcome, Wanted(code, desk.day))
        while True:
            next_ = f"{series.code}〔{series.year}〕{book.next(series.series, series.year)}号"
            with_number(path, next_, desk.shared)
            if _keep(ClaimStep("取用", next_, name), book, desk, said):
                return _written(path, next_, desk, said.waits, before=False)
            book = _book(desk)


def reserve(desk: NumberDesk, code: str, count: int, reason: str) -> list[Taken]:
    """Keep the next numbers of a series, of the year of the day, for later, with the reason. Raises
    as `take`.
    """
    if not reason.strip():
        raise HistoryError("没有预留，请写明理由：M=理由（没有 make：--reason 理由）")
    found: list[Taken] = []
    with _counting(desk) as said:
        book = _book(desk)
        series, year = known_series(code, desk), int(desk.day[:4])
        while len(found) < count:
            number = f"{code}〔{year}〕{book.next(series, year)}号"
            if _keep(ClaimStep("预留", number, "", reason.strip()), book, desk, said):
                found.append(Taken(number, waits=said.waits))
            book = _book(desk)
    return found


def give_up(number: str, reason: str, desk: NumberDesk) -> Taken:
    """作废: a number that no document is to have, with the reason. Raises as `take`."""
    wanted = bracketed(number)
    if not reason.strip():
        raise HistoryError("没有作废，请写明理由：M=理由（没有 make：--reason 理由）")
    with _counting(desk) as said:
        book = _book(desk)
        held = book.holder(wanted)
        if held is None or not held.parsed:
            raise HistoryError(f"没有作废，“{number}”没有取过；取过的号：make number")
        if held.source == "作废":
            raise HistoryError(f"{wanted} 早已作废（{held.reason}）")
        if held.source not in ("取用", "预留", TYPED):
            raise HistoryError(
                f"没有作废，{wanted} 已经印发：{held.title or held.document}；"
                "印发过的文件要废止的，另发文件"
            )
        step = ClaimStep("作废", wanted, held.document, reason.strip())
        if not _keep(step, book, desk, said):
            raise HistoryError(f"没有作废，{wanted} 刚才别人动过；再试一次看看")
        remarks: tuple[str, ...] = ()
        if held.document and is_there(held.document, desk.content):
            again = f"make number DOC={held.document}"
            remarks = (f"“{held.document}”里的文号没有动；还要发的，另取一个号：{again}",)
        return Taken(wanted, waits=said.waits, remarks=remarks)


def unlock(desk: NumberDesk) -> str:
    """Free what somebody left behind: whose it was, "" where nothing is locked. Raises
    HistoryError.
    """
    return freed(desk.lock_folder, NUMBERING)


def known_series(code: str, desk: NumberDesk) -> CodeSeries:
    """A series by its 代字, as 机构.yaml and 本单位.yaml have it; one that they have not begins
    at 1.
    """
    library = Library(desk.content, desk.shared.root)
    paths = (desk.content / DEFAULT_REGISTRY, desk.content / OFFICE_FILE)
    listed, office = (path if path.is_file() else None for path in paths)
    registry, problems = desk.shared.registry(listed, library, office)
    refuse_found(problems)
    units = (*registry.units, *registry.beside)
    found = (each for unit in units for each in unit.series if each.code == code)
    return next(found, CodeSeries(code))


class _Waiting(Struct):
    """Why the office's server does not know of what was done; "" = it does, or there is none."""

    waits: str = ""


@contextlib.contextmanager
def _counting(desk: NumberDesk) -> Iterator[_Waiting]:
    """Nobody else takes a number meanwhile in this folder, and what others took is known."""
    desk.lock_folder.mkdir(parents=True, exist_ok=True)
    with turn(desk.lock_folder, desk.person, NUMBERING):
        said = _Waiting()
        if desk.repository:
            keep_files_too(desk.repository, desk.content)
        if desk.repository and desk.remote:
            said.waits = exchange(desk.remote, desk.repository)
        yield said


def _book(desk: NumberDesk) -> NumberBook:
    return number_book(desk.repository, desk.content)


def _keep(step: ClaimStep, book: NumberBook, desk: NumberDesk, said: _Waiting) -> bool:
    """Keep the record of a step: whether that was possible, and nobody else was first."""
    claim = new_claim(step, desk.person, book.claims.standing.get(step.number))
    if desk.repository is None or not desk.remote:
        return keep_claim(claim, desk.repository, desk.content)
    became = offer(claim, desk.remote, desk.repository, reached=not said.waits)
    if became == "pending":
        said.waits = said.waits or "服务器没有收下"
    return became != "another's"


def _typed(outcome: Outcome, name: str, book: NumberBook) -> str:
    """The whole number that stands in the document, "" where none does, or where it has to have
    another: it was given up, or others had it first.
    """
    document = outcome.document
    typed = bracketed(document.document_number or "") if document else ""
    if not _WELL_FORMED.fullmatch(typed):
        return ""
    lost = book.claims.lost.get(typed)
    held = book.claims.standing.get(typed)
    is_gone = held is not None and held.state == "作废" and held.document == name
    return "" if is_gone or (lost is not None and lost.document == name) else typed


def _refuse_held(
    number: str, path: Path, book: NumberBook, desk: NumberDesk, *, is_asked: bool
) -> None:
    """Raises HistoryError where a number is another document's, or, where nobody asked for it in so
    many words, is kept or was given up.
    """
    name = name_of(path, desk.content)
    if number in book.claims.lost and book.claims.lost[number].document == name:
        raise HistoryError(said_lost(number, book.claims))
    held = book.holder(number)
    names = {name, desk.repository.name(path)} if desk.repository else {name}
    if held is None or (held.document in names and held.source not in ("预留", "作废")):
        return
    taken = held.source == "取用" and not is_there(held.document, desk.content)
    if taken or (held.source in ("预留", "作废") and is_asked):
        return
    what = held.title or held.document or held.reason
    how = {"取用": "取给了", "预留": "是预留的", "作废": "已经作废", TYPED: "写在"}
    said = how.get(held.source, "已经印发")
    use = f"；确实要用：make number DOC={name} NO={number}"
    raise HistoryError(
        f"没有取号，{number} {said}：{what}"
        + (use if held.source in ("预留", "作废") else "；文稿里写着的，删掉“发文字号”那一行再取号")
    )


def _written(path: Path, number: str, desk: NumberDesk, waits: str, *, before: bool) -> Taken:
    """Write a number that was taken into its document, where it is not there yet."""
    file, line = write_number(path, number, desk.shared)
    return Taken(number, file, line, before, waits)
