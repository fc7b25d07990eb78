"""取号的记录: which number was taken, kept for later or given up, for what, by whom.

A record is one step in the life of a number and is never changed: what becomes of the number later
is a record of its own, the next step. So the first who has a step has it, and two who reach for one
number at once are told apart by whoever keeps the records: the repository (a reference that must
not be there yet), the office's server (`claim_exchange`), or, without a history, a file that must
not be there yet. With a repository they are no files: a branch, or an old version taken out, would
forget them.
"""

from __future__ import annotations

import platform
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from .. import patterns as re
from ..storage.files import write_new
from .repository import HistoryError, Repository

TAGS = "取号/"
"""What the names of records begin with that count for all; each is a tag of the record's text."""
PENDING = "refs/取号待推送/"
"""Below which those stand that the office's server has not seen, or refused: another was first."""
FOLDER = "_文号"
"""The folder of content/ where they lie without a repository."""

State = Literal["取用", "预留", "作废"]


class Claim(Struct, frozen=True, rename={
    "number": "文号", "state": "状态", "document": "文稿", "reason": "理由", "person": "谁",
    "computer": "电脑", "when": "何时", "mark": "编码", "step": "第几次", "before": "接着",
}):  # fmt: skip
    """A step of a number. `document` is its path below content/ without suffix, "" = none; `when`
    local time; `mark` tells two records apart that say the same, and `before` is that of the step
    before this one.
    """

    number: str
    state: State
    document: str
    reason: str
    person: str
    computer: str
    when: str
    mark: str
    step: int = 1
    before: str = ""

    @property
    def name(self) -> str:
        """What it is kept as: the number and the step, as git allows names."""
        safe = re.sub(r"[\s~^:?*\[\\/\x00-\x1f\x7f]|\.\.|@\{|^[-.]", "-", self.number)
        return f"{safe}-{self.step}"


class Claims(Struct, frozen=True):
    """What became of the numbers. `standing` is the last step of each. Of those in `pending` the
    office's server has not heard yet; those in `lost` were taken here, and by somebody else before
    the server heard of it: here is what was meant.
    """

    standing: dict[str, Claim]
    pending: frozenset[str] = frozenset()
    lost: dict[str, Claim] = {}

    def of_document(self, document: str) -> list[Claim]:
        """The numbers that a document has."""
        found = self.standing.values()
        return [each for each in found if each.state == "取用" and each.document == document]


class ClaimStep(Struct, frozen=True):
    """What is to become of a number, and why; `document` as `Claim` has it."""

    state: State
    number: str
    document: str = ""
    reason: str = ""


def new_claim(step: ClaimStep, person: str, before: Claim | None) -> Claim:
    """The record of a step; `before` is that of the step before it."""
    return Claim(
        number=step.number,
        state=step.state,
        document=step.document,
        reason=step.reason,
        person=person,
        computer=platform.node(),
        when=datetime.now().isoformat(" ", "seconds"),
        mark=secrets.token_hex(8),
        step=before.step + 1 if before else 1,
        before=before.mark if before else "",
    )


def read_claims(repository: Repository | None, content: Path | None) -> Claims:
    """All that is known here; without `content`, all that the repository has. Raises HistoryError
    for a record that cannot be read.
    """
    kept = _in_files(content) if content else {}
    waiting: dict[str, Claim] = {}
    if repository:
        kept |= _below(f"refs/tags/{TAGS}", repository)
        waiting = _below(PENDING, repository)
    lost = {
        each.number: each
        for name, each in waiting.items()
        if name in kept and kept[name].mark != each.mark
    }
    open_ = [each for name, each in waiting.items() if name not in kept and each.number not in lost]
    standing: dict[str, Claim] = {}
    for each in sorted((*kept.values(), *open_), key=lambda claim: claim.step):
        last = standing.get(each.number)
        if each.before == (last.mark if last else ""):  # else what it goes on from was lost
            standing[each.number] = each
    return Claims(standing, frozenset(each.number for each in open_), lost)


def keep_claim(claim: Claim, repository: Repository | None, content: Path) -> bool:
    """Keep a record where nobody has this step of the number yet: whether it is ours. Raises
    HistoryError, OSError.
    """
    if repository is None:
        try:
            write_new(content / FOLDER / f"{claim.name}.json", written(claim))
        except FileExistsError:
            return False
        return True
    made = repository.store.put_content(written(claim))
    return keep_reference(f"refs/tags/{TAGS}{claim.name}", made, repository)


def keep_files_too(repository: Repository, content: Path) -> None:
    """Have what was taken before there was a repository in it too, for other copies of it."""
    files = list(_files(content))
    here = repository.store.references(f"refs/tags/{TAGS}".rstrip("/")) if files else {}
    for path in files:
        name = f"refs/tags/{TAGS}{path.stem}"
        if name not in here:
            keep_reference(name, repository.store.put_content(path.read_bytes()), repository)


def keep_pending(claim: Claim, repository: Repository) -> None:
    """Keep a record until the office's server can be asked. Raises HistoryError."""
    made = repository.store.put_content(written(claim))
    repository.store.set_reference(f"{PENDING}{claim.name}", made)


def keep_reference(name: str, made: str, repository: Repository) -> bool:
    """Have a reference that nobody has yet: whether it is ours. Raises HistoryError."""
    store = repository.store
    try:
        store.set_reference(name, made, new=True)
    except HistoryError:
        if not store.references(name):
            raise
    return store.references(name).get(name) == made


def written(claim: Claim) -> bytes:
    """A record as it is kept, for people to read too."""
    return msgspec.json.format(msgspec.json.encode(claim), indent=1) + b"\n"


def _below(prefix: str, repository: Repository) -> dict[str, Claim]:
    """The records that references stand for, by their names."""
    made = repository.store.references(prefix.rstrip("/"))
    held = repository.store.contents(list(made.values()))
    return {
        name.removeprefix(prefix): _read(content, name)
        for name, content in zip(made, held, strict=True)
    }


def _in_files(content: Path) -> dict[str, Claim]:
    return {path.stem: _read(path.read_bytes(), path.name) for path in _files(content)}


def _files(content: Path) -> Iterator[Path]:
    yield from sorted((content / FOLDER).glob("*.json"))


def _read(content: bytes | None, name: str) -> Claim:
    try:
        return msgspec.json.decode(content or b"", type=Claim)
    except msgspec.DecodeError as error:
        raise HistoryError(
            f"取号的记录 {name} 读不出来（多半是手改过），不知道这个号用了没有；"
            "把它恢复成原来的样子，再试"
        ) from error
