"""git and the library in its place say the same of a repository, and read what the other wrote."""

from __future__ import annotations

import io
import random
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gongwen.history.stores.by_git import ByGit
from gongwen.history.stores.opening import opened
from gongwen.history.stores.store import HistoryError, Store
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
        "commits": store.commits(commits),
        "untouched": [store.is_untouched_since(each, NAMES[:1]) for each in commits],
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
    return done.stdout.decode().splitlines()


@example(seed=1)
@example(seed=2079)  # a text in the place of a picture that has a carriage return
@given(seed=st.integers(0, 100_000))
@settings(max_examples=6)
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


ENDS = ("", "* text=auto eol=lf\n", "* text=auto\n*.yaml eol=crlf\n*.png binary\n")
"""What .gitattributes may say of the ends of lines."""
CHOICES = ("false", "input", "true")


@contextmanager
def as_of(moment: int) -> Iterator[None]:
    """Versions are made by the same person at the same time, whoever makes them."""
    when = {f"GIT_{role}_DATE": f"{moment} +0800" for role in ("AUTHOR", "COMMITTER")}
    names = {f"GIT_{role}_NAME": "甲 某," for role in ("AUTHOR", "COMMITTER")}
    mails = {f"GIT_{role}_EMAIL": "x@yunxi.example" for role in ("AUTHOR", "COMMITTER")}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**when, **names, **mails}.items():
            patch.setenv(name, value)
        yield


def stands(folder: Path) -> dict[str, list[str]]:
    """All that git knows of a repository."""
    return {
        "references": listed(folder, "for-each-ref"),
        "head": listed(folder, "log", "--all", "--format=raw"),
        "index": listed(folder, "ls-files", "-s"),
        "status": listed(folder, "status", "--porcelain", "-z"),
        "fsck": listed(folder, "fsck", "--strict", "--no-dangling"),
        "reflog": listed(folder, "log", "--all", "--walk-reflogs", "--format=%H"),
    }


def kept(store: Store, names: list[str], message: str) -> str:
    """What is said where these files cannot be kept; else ""."""
    try:
        store.commit(names, message, lambda _: None)
    except HistoryError as error:
        return str(error)
    return ""


@example(seed=1)
@given(seed=st.integers(0, 100_000))
@settings(max_examples=3)
def test_both_write_the_same(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    ends, choice = rng.choice(ENDS), rng.choice(CHOICES)
    with tempfile.TemporaryDirectory() as temporary:
        folders = [Path(temporary).resolve() / name for name in ("甲", "乙")]
        for folder in folders:
            folder.mkdir()
            listed(folder, "init", "--quiet", "-b", "main")
            listed(folder, "config", "core.autocrlf", choice)
            listed(folder, "config", "core.safecrlf", "false")
            (folder / ".gitattributes").write_text(ends, encoding="utf-8")
            (folder / ".gitignore").write_text("content/底稿.yaml\n", encoding="utf-8")
        library = opened(folders[1])
        assert library
        stores: tuple[Store, Store] = ByGit(folders[0]), library
        for step in range(10):
            with as_of(1_700_000_000 + 60 * step):
                _one_step(rng.random(), rng.randrange(1 << 30), folders, stores)
                first, second = map(stands, folders)
                assert first == second


def _one_step(what: float, seed: int, folders: list[Path], stores: tuple[Store, Store]) -> None:
    """Do the same in both folders."""
    said: list[object] = []
    for folder, store in zip(folders, stores, strict=True):
        rng = random.Random(seed)  # noqa: S311
        there = sorted(
            path.relative_to(folder).as_posix()
            for path in folder.rglob("*")
            if path.is_file() and not any(part.startswith(".git") for part in path.parts)
        )
        names = rng.sample(WRITTEN, rng.choice((1, 1, 2, 3)))
        if what < 0.1 and store.object_of("HEAD", "commit"):
            tag = f"印发/云政办发〔2026〕{rng.randrange(99)}号"
            if f"refs/tags/{tag}" not in store.references("refs/tags/"):
                store.tag(tag, f"印发\n\n{{\n 一\n}}\n{seed}\n")
                store.set_reference(f"refs/印发留底/{tag}", f"refs/tags/{tag}")
            continue
        if what < 0.2 and store.object_of("HEAD", "commit"):
            _begin_merge(folder, rng)
        for name in names:
            _write(folder / name, rng)
        there = [name for name in there if (folder / name).exists()]
        if what > 0.9 and there:  # called otherwise
            old = rng.choice(there)
            (folder / "content").mkdir(exist_ok=True)
            (folder / old).rename(folder / "content/新名.yaml")
            names += [old, "content/新名.yaml"]
        if what > 0.7:  # somebody else's, and what was begun by git
            (folder / "别的.txt").write_bytes(b"%d\n" % seed)
            subprocess.run([GIT, "-C", str(folder), "add", "别的.txt"], check=True)
        known = listed(folder, "-c", "core.quotepath=false", "ls-files")
        names = [name for name in names if (folder / name).exists() or name in known]
        message = rng.choice(("改", "改 \n\n\n\n说明  \n", "#一\n二"))
        refused = kept(store, names, message) if names else ""
        if refused:  # git has told its index of the files by then
            listed(folder, "reset", "--quiet")
        said.append(refused)
        said.append("/".join(store.last()[1]) if store.object_of("HEAD", "commit") else "")
    assert said[:2] == said[2:]


WRITTEN = ("content/甲.yaml", "content/科室一/乙 丙.yaml", "图.png", "content/底稿.yaml")


def _write(path: Path, rng: random.Random) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    end = rng.choice((b"\n", b"\n", b"\r\n"))
    what = rng.random()
    if what < 0.1:
        path.unlink(missing_ok=True)
    elif path.suffix == ".png":
        path.write_bytes(bytes(rng.randrange(256) for _ in range(40)))
    else:
        path.write_bytes(b"".join(b"- %d" % rng.randrange(99) + end for _ in range(9)))
        path.chmod(0o755 if what < 0.2 else 0o644)


def _begin_merge(folder: Path, rng: random.Random) -> None:
    """Another's version of a file, merged by git as far as it goes."""
    git = [GIT, "-C", str(folder)]
    subprocess.run([*git, "stash", "--quiet"], check=False, capture_output=True)
    subprocess.run([*git, "checkout", "--quiet", "-b", "另一人", "HEAD"], check=True)
    _write(folder / WRITTEN[0], rng)
    subprocess.run([*git, "add", "--all", "content/甲.yaml"], check=False, capture_output=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "另改"], check=True)
    subprocess.run([*git, "checkout", "--quiet", "main"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "也改"], check=True)
    subprocess.run(
        [*git, "merge", "--quiet", "--no-commit", "--no-ff", "另一人"],
        check=False,
        capture_output=True,
    )
    subprocess.run([*git, "branch", "--quiet", "-D", "另一人"], check=True, capture_output=True)
