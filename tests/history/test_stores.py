"""git and the library in its place say the same of a repository, and read what the other wrote."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongwen.history.stores.by_git import ByGit
from gongwen.history.stores.opening import opened
from gongwen.history.stores.store import Store
from tests.history.invented import NAMES, invent
from tests.history.stores import GIT


@contextmanager
def both(folder: Path) -> Iterator[tuple[Store, Store]]:
    library = opened(folder)
    assert library
    yield ByGit(folder.resolve()), library


def everything(store: Store, commits: list[str], merges: list[str]) -> dict[str, object]:
    """What the program may ever ask."""
    specs = [f"{commit}:{name}" for commit in commits for name in (*NAMES, "content", "没有")]
    ids = store.ids(specs)
    tags = [f"{tag}^{{commit}}:{NAMES[0]}" for tag in store.references("refs/tags/")]
    answers: dict[str, object] = {
        "top": store.top,
        "folder": store.git_folder,
        "branch": store.branch(),
        "shallow": store.is_shallow(),
        "merging": store.is_merging(),
        "ids": ids,
        "contents": store.contents([each or "-" for each in ids]),
        "named": store.contents([*specs[:200], *tags]),
        "objects": [store.object_of(each, "commit") for each in ("HEAD~1", "main", "无", "-x")],
        "trees": [store.object_of(commit, "tree") for commit in commits[:5]],
        "archive": [packed(store.archive(commit)) for commit in commits[:3]],
        "of a folder": packed(store.archive(f"{commits[0]}:content")),
        "of none": store.archive(f"{commits[0]}:没有"),
        "ancestors": store.ancestors("HEAD"),
        "references": store.references("refs/tags/印发/"),
        "messages": store.messages("refs/tags/印发/"),
        "by hand": store.written_by_hand(merges, NAMES),
        "changed": store.changed([*NAMES, "content"]),
        "deleted": store.deleted("content"),
        "last": store.last(),
    }
    for name in NAMES:
        answers[f"log {name}"] = store.log("HEAD", [name])
        answers[f"follow {name}"] = store.follow("HEAD", name)
        answers[f"past {name}"] = sorted(
            each
            for each in store.past_files("HEAD", [name])
            if each[1] == name  # folders too
        )
    answers["log"] = store.log("HEAD", NAMES)
    return answers


def packed(archive: bytes | None) -> list[tuple[str, int, bytes, str]] | None:
    if archive is None:
        return None
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened_archive:
        return sorted(
            (
                each.name,
                each.mode & 0o100 if each.isfile() else 0,
                opened_archive.extractfile(each).read() if each.isfile() else b"",  # type: ignore[union-attr]
                each.linkname,
            )
            for each in opened_archive
            if not each.isdir()
        )


def listed(folder: Path, *asked: str) -> list[str]:
    done = subprocess.run([GIT, "-C", str(folder), *asked], capture_output=True, check=True)
    return done.stdout.decode().split()


@example(seed=1)
@given(seed=st.integers(0, 100_000))
@settings(max_examples=12)
def test_both_say_the_same(seed: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        invent(folder, seed)
        commits = listed(folder, "rev-list", "--all")
        merges = listed(folder, "rev-list", "--all", "--min-parents=2")
        (folder / NAMES[0]).parent.mkdir(exist_ok=True)
        (folder / NAMES[0]).write_bytes(b"other\n")
        (folder / "content/新.yaml").write_bytes(b"new\n")
        (folder / NAMES[1]).unlink(missing_ok=True)
        with both(folder) as (by_git, by_library):
            expected = everything(by_git, commits, merges)
            found = everything(by_library, commits, merges)
        for what, answer in expected.items():
            assert (what, found[what]) == (what, answer)
