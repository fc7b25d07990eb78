"""The records of numbers between copies of the repository, by the office's own server.

The server takes a tag of a name only once: whose record comes first has the number. So every copy
asks it before it takes a number, and tells it of what was taken meanwhile; where it cannot be
reached, what is taken waits.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .. import patterns as re
from .claims import (
    PENDING,
    TAGS,
    Claim,
    keep_pending,
    keep_reference,
    written,
)
from .register import TAGS as RELEASES
from .repository import Repository
from .stores.by_git import ByGit

_OURS = f"refs/tags/{TAGS}"
_SLOW = ("-c", "http.lowSpeedLimit=1000", "-c", "http.lowSpeedTime=15")
"""A server that says nothing for so long (in seconds) is not there."""


class _Server(Struct, frozen=True):
    store: ByGit
    remote: str

    def listed(self) -> dict[str, str] | str:
        """The ids of the tags of numbers and releases there, by full names; why not, where it
        cannot be reached.
        """
        asked = (f"{_OURS}*", f"refs/tags/{RELEASES}*")
        done = self.store.run(*_SLOW, "ls-remote", "--refs", self.remote, *asked)
        if done.returncode:
            return _fault(done.stderr.decode("utf-8", "replace"))
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        pairs = (line.partition("\t") for line in lines)
        return {name: made for made, _, name in pairs}

    def fetch(self) -> None:
        """Have all of them here. What counts is the server's word; a release made here stays."""
        both = (f"+{_OURS}*:{_OURS}*", f"refs/tags/{RELEASES}*:refs/tags/{RELEASES}*")
        self.store.run(*_SLOW, "fetch", "--no-tags", "--quiet", self.remote, *both)

    def push(self, records: dict[str, str]) -> str:
        """Offer records (ids by full names of tags); what the server says against any of them."""
        done = self.store.run(
            *_SLOW, "-c", "push.followTags=false", "push", "--porcelain",
            "--no-force", self.remote, *(f"{made}:{name}" for name, made in records.items()),
        )  # fmt: skip
        told = (done.stdout + done.stderr).decode("utf-8", "replace")
        return _fault(told) if done.returncode else ""


def _fault(said: str) -> str:
    """The line that tells most of what git says."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "!", "ssh:"))]
    return (telling or lines or ["没有回音"])[0]


def exchange(remote: str, repository: Repository) -> str:
    """Learn from the server what others took, and tell it of what was taken here: why that could
    not be done, "" = it was. `remote` is the office's own server. Raises HistoryError.
    """
    if not isinstance(repository.store, ByGit):
        return "这台电脑上没有 git，连不了服务器"
    server = _Server(repository.store, remote)
    said = ""
    for _ in range(_ROUNDS):
        there = server.listed()
        if isinstance(there, str):
            return there
        _learn(there, server, repository)
        offered = _next_offers(there, repository)
        if not offered:
            return ""
        said = server.push(offered)
    return said


_ROUNDS = 12
"""A number seldom has more than three steps, which are offered one by one."""


def _learn(there: dict[str, str], server: _Server, repository: Repository) -> None:
    """Have what the server has. What was kept here under the name of another's record, as before
    there was a server, is kept aside.
    """
    store = repository.store
    here = store.references("refs/tags")
    for name in sorted(there.keys() & here.keys()):
        if name.startswith(_OURS) and here[name] != there[name]:
            store.set_reference(f"{PENDING}{name.removeprefix(_OURS)}", here[name])
    if any(here.get(name) != made for name, made in there.items()):
        server.fetch()


def _next_offers(there: dict[str, str], repository: Repository) -> dict[str, str]:
    """The first step of each number that the server has not heard of: later ones have to wait, for
    another may have been first.
    """
    store = repository.store
    waiting = {
        f"{_OURS}{name.removeprefix(PENDING)}": made
        for name, made in store.references(PENDING.rstrip("/")).items()
    }
    here = store.references(_OURS.rstrip("/"))
    lost = {_number(name) for name, made in waiting.items() if there.get(name, made) != made}
    found: dict[str, tuple[int, str, str]] = {}
    for name, made in {**waiting, **here}.items():
        number = _number(name)
        if name in there or number in lost:
            continue
        step = int(name.rpartition("-")[2])
        if number not in found or step < found[number][0]:
            found[number] = (step, name, made)
    return {name: made for _, name, made in found.values()}


def _number(name: str) -> str:
    return re.sub(r"-\d+$", "", name)


def offer(
    claim: Claim, remote: str, repository: Repository, *, reached: bool
) -> Literal["kept", "pending", "another's"]:
    """Have the server keep one more record, or, where it cannot be reached, keep that until it can.
    Raises HistoryError.
    """
    store = repository.store
    if not isinstance(store, ByGit) or not reached:
        keep_pending(claim, repository)
        return "pending"
    server, name = _Server(store, remote), f"{_OURS}{claim.name}"
    made = store.put_content(written(claim))
    if server.push({name: made}):
        there = server.listed()
        if isinstance(there, str) or name not in there:
            keep_pending(claim, repository)
            return "pending"
        if there[name] != made:
            _learn(there, server, repository)
            return "another's"
    keep_reference(name, made, repository)
    return "kept"
