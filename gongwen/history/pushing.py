"""What an office saved and released, taken to its own server: the branch it is on and the tags of
releases, of what was sent out and of what was archived, and nothing else.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..setup.place import holds_program
from . import archived, claims, program, register, sent
from .claim_exchange import exchange
from .classified import refuse_files
from .repository import DETACHED, HistoryError, Repository
from .stores.by_git import ByGit
from .stores.store import Store

_CHOSEN = "gongwen.remote"
"""The setting, of this repository alone, that says which server is the office's own."""
_NEEDS_GIT = (
    "推送要用 git，这台电脑上没有；保存、看历史、印发不用它。"
    "要推送的，先装 git：sudo apt-get install -y git；Windows 从 git-scm.com 下载"
)


class Pushed(Struct, frozen=True):
    """Where it went, and what: the branch, how many tags; `missing` are tags of releases that the
    server has and this copy has not, `counting` the numbers taken while it could not be reached.
    """

    remote: str
    address: str
    branch: str
    tags: int
    missing: tuple[str, ...]
    counting: tuple[str, ...]


def push(root: Path, remote: str, repository: Repository) -> Pushed:
    """Push to `remote`, "" = the office's own. Raises HistoryError where there is none, or it does
    not take what is pushed; ClassifiedError where something of it may not leave.
    """
    store = repository.store
    if not isinstance(store, ByGit):
        raise HistoryError(_NEEDS_GIT)
    branch = repository.branch()
    if not branch:
        raise HistoryError(f"没有推送：{DETACHED}")
    remote = _own_remote(root, remote, store)
    counting = _numbers(remote, repository)
    kinds = (register.TAGS, program.TAGS, sent.TAGS, archived.TAGS)
    below = [store.references(f"refs/tags/{each}") for each in kinds]
    tags = [name.removeprefix("refs/tags/") for found in below for name in found]
    references = [f"refs/heads/{branch}", *(f"refs/tags/{tag}" for tag in tags)]
    documents = [root / "content", root / "output"] if holds_program(root) else []
    where = ["--", *map(repository.name, documents)] if documents else []
    asked = (*references, "--not", f"--remotes={remote}", *where)
    refuse_files(store.listed_objects(*asked), repository)
    done = store.run(
        *("-c", "push.followTags=false", "-c", "push.recurseSubmodules=no"),
        *("push", "--porcelain", "--no-force", remote),
        *(f"{each}:{each}" for each in references),
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
        raise HistoryError(f"没有推送：{_reason(said, remote, branch)}")
    listed = store.text("ls-remote", "--tags", "--refs", remote, f"refs/tags/{register.TAGS}*")
    there = {line.partition("refs/tags/")[2] for line in listed.splitlines()}
    address = store.text("remote", "get-url", "--push", "--all", remote)
    shown = "、".join(address.splitlines())
    return Pushed(remote, shown, branch, len(tags), tuple(sorted(there - set(tags))), counting)


def _numbers(remote: str, repository: Repository) -> tuple[str, ...]:
    """Tell the server of the numbers that were taken while it could not be reached: those that
    count now. Raises HistoryError.
    """
    references = repository.store.references
    if not (references(claims.PENDING.rstrip("/")) or references(f"refs/tags/{claims.TAGS}"[:-1])):
        return ()
    before = claims.read_claims(repository, None).pending
    if said := exchange(remote, repository):
        raise HistoryError(f"没有推送：取号的记录送不到 {remote}；看看网络、地址和权限\n{said}")
    after = claims.read_claims(repository, None)
    return tuple(sorted(before - after.pending - after.lost.keys()))


def _own_remote(root: Path, asked: str, store: ByGit) -> str:
    """The server asked for, which is then known; the one that was; or the only one there is. A copy
    of the program came from a server that is not the office's, so there it has to be named once.
    """
    known = store.remotes()
    listed = "、".join(f"{name}（{store.text('remote', 'get-url', name)}）" for name in known)
    if not known:
        raise HistoryError(
            "还没有服务器可以推送，请管理员先设：git remote add origin 本单位仓库的地址"
        )
    chosen = asked or known_remote(root, store)
    if not chosen:
        raise HistoryError(
            f"请写明哪一个是本单位的（只需一次）：python build.py push --remote 名称；有：{listed}"
        )
    if chosen not in known:
        raise HistoryError(f"没有“{chosen}”这个服务器；有：{listed}")
    if asked:
        store.set_setting(_CHOSEN, asked)
    return chosen


def known_remote(root: Path, store: Store) -> str:
    """The office's own server as far as that is known: the one that was named, or the only one of a
    folder that holds no program; "" = none.
    """
    named = store.setting(_CHOSEN)
    known = store.remotes()
    if named or not known or len(known) > 1 or holds_program(root):
        return named
    return known[0]


def _reason(said: str, remote: str, branch: str) -> str:
    """Why a push failed, in Chinese, and what to do."""
    if "[rejected]" in said and "refs/tags/" in said and "already exists" in said:
        return (
            "服务器上有同名而内容不同的标签，同一个文号可能印发了两次；"
            f"先看：git fetch {remote} --tags，再 make register\n{said.strip()}"
        )
    if "[rejected]" in said:
        return f"别人先推送过，先取来合并：git pull {remote} {branch}，再推送"
    return f"{remote} 没有收下；看看网络、地址和权限\n{said.strip()}"
