"""watch: a real process in a whole checkout; files saved as editors and git save them."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from watchdog.observers import Observer

from gongwen.problem import Level, Problem
from gongwen.problem_ids import ProblemId
from gongwen.watch import changes as looking
from gongwen.watch import notices as told
from gongwen.watch.changes import (
    LONGEST_SETTLE,
    POLL,
    SETTLE,
    changed,
    changes,
    pause_after,
    snapshot,
)
from gongwen.watch.news import ToldAtScreen, hand_over, taken_over
from tests.project import DRAFT, FINAL
from tests.workplace import python_of, surroundings, workplace

WAITING = "正在等候改动，存盘就重新生成；按 Ctrl-C 停止。\n"


class Watch:
    """A running `build.py watch`; its output goes to a file that can be read at any time."""

    def __init__(self, root: Path, *arguments: str, in_background: bool = False) -> None:
        self.root = root
        self.log = root / "said.log"
        self.read = 0
        with self.log.open("wb") as stream:
            self.process = subprocess.Popen(
                [python_of(root), "build.py", "watch", *arguments],
                cwd=root,
                env=surroundings(),
                stdout=stream,
                stderr=subprocess.STDOUT,
                preexec_fn=_ignore_ctrl_c if in_background else None,  # noqa: PLW1509
            )

    def says(self, end: str, within: float = 120.0) -> str:
        """What has been printed since last asked, once it ends with `end`."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            text = self.log.read_text(encoding="utf-8")[self.read :]
            if text.endswith(end):
                self.read += len(text)
                return text
            time.sleep(0.01)
        pytest.fail(f"waited for {end!r}, there was only: {text!r}")

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=120)


def _ignore_ctrl_c() -> None:
    """What a shell has done for what it starts in the background: nohup make watch &."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    workplace(tmp_path)
    running = Watch(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()


def save(path: Path, text: str) -> None:
    """As editors save: a temporary file beside it, then a rename."""
    temporary = path.with_name(f".{path.name}.swp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def test_a_morning_of_watching(watch: Watch) -> None:
    content = watch.root / "content"
    first = watch.says(WAITING)
    assert first == (
        "生成 output/值班/值班（印发稿）.docx\n"
        "生成 output/清淤/清淤（征求意见稿）.docx\n"
        f"没有问题。{WAITING}"
    )

    save(content / "清淤.yaml", DRAFT.replace("市水务局", "市水利局"))
    said = watch.says("现有1个警告。\n").splitlines()
    assert said[:2] == [
        "改动：content/清淤.yaml",
        "content/清淤.yaml:7:11: 警告 [机构未登记] 机构名录里没有“市水利局”",
    ]
    assert said[-2:] == ["生成 output/清淤/清淤（征求意见稿）.docx", "现有1个警告。"]

    # A problem that only moves down is not said again, nor is a file that is what it was.
    save(content / "清淤.yaml", "# 说明\n" + DRAFT.replace("市水务局", "市水利局"))
    assert watch.says("一样。\n") == "改动：content/清淤.yaml\n生成的文件和原来一样。\n"

    # Several at once, as git writes them.
    save(content / "清淤.yaml", DRAFT)
    (content / "值班.yaml").unlink()
    (content / "新.yaml").write_text(FINAL, encoding="utf-8")
    assert watch.says("没有问题。\n") == (
        "改动：content/值班.yaml、content/新.yaml、content/清淤.yaml\n"
        "已解决 content/清淤.yaml: [机构未登记] 机构名录里没有“市水利局”\n"
        "生成 output/新/新（印发稿）.docx\n"
        "生成 output/清淤/清淤（征求意见稿）.docx\n"
        "删除 output/值班/值班（印发稿）.docx（文稿已不在）\n"
        "没有问题。\n"
    )

    assert watch.stop() == 130
    assert watch.says("已停止。\n") == "\n已停止。\n"


def test_in_the_background_it_is_ended_by_another_signal(tmp_path: Path) -> None:
    workplace(tmp_path)
    watch = Watch(tmp_path, in_background=True)
    try:
        watch.says(WAITING)
        watch.process.send_signal(signal.SIGINT)
        save(tmp_path / "content" / "清淤.yaml", DRAFT + "    时限: 2026-05\n")
        watch.says("没有问题。\n")  # it goes on
        watch.process.terminate()
        assert watch.process.wait(timeout=20) == 130
        assert watch.says("已停止。\n") == "\n已停止。\n"
    finally:
        watch.process.kill()
        watch.process.wait()


def test_a_broken_file_is_said_and_watched_on(watch: Watch) -> None:
    watch.says(WAITING)
    file = watch.root / "content" / "清淤.yaml"
    save(file, "文种：通知\n")
    said = watch.says("份未生成。\n")
    assert said.startswith("改动：content/清淤.yaml\ncontent/清淤.yaml:1:")
    save(file, DRAFT)
    assert watch.says("没有问题。\n").startswith(
        "改动：content/清淤.yaml\n已解决 content/清淤.yaml: "
    )
    assert watch.stop() == 130


def test_registry_and_style_affect_what_uses_them(watch: Watch) -> None:
    watch.says(WAITING)
    registry = watch.root / "content" / "机构.yaml"
    text = registry.read_text(encoding="utf-8")
    save(registry, text.replace("市水务局", "市河道局"))
    said = watch.says("个警告。\n")
    assert said.startswith("改动：content/机构.yaml\n")
    assert "机构名录里没有“市水务局”" in said
    save(registry, text)
    watch.says("没有问题。\n")
    style = watch.root / "styles" / "gbt9704.yaml"
    text = style.read_text(encoding="utf-8")
    save(style, text + "# 说明\n")
    assert watch.says("一样。\n") == "改动：styles/gbt9704.yaml\n生成的文件和原来一样。\n"
    save(style, text.replace("段后: 1行}      # 后面", "段后: 2行}      # 后面"))
    assert watch.says("没有问题。\n") == (
        "改动：styles/gbt9704.yaml\n"
        "生成 output/值班/值班（印发稿）.docx\n"
        "生成 output/清淤/清淤（征求意见稿）.docx\n"
        "没有问题。\n"
    )
    assert watch.stop() == 130


def test_an_edit_of_the_program_starts_it_again(watch: Watch) -> None:
    watch.says(WAITING)
    text = watch.root / "content" / "清淤.yaml"
    save(text, DRAFT.replace("市水务局", "市水利局"))
    watch.says("现有1个警告。\n")
    module = watch.root / "gongwen" / "kinds" / "__init__.py"
    sound = module.read_text(encoding="utf-8")
    broken = len(sound.splitlines()) + 2
    save(module, sound + "\ndef (:\n")
    assert watch.says("重新启动。\n") == (
        f"程序有改动，但还不能用：gongwen/kinds/__init__.py 第{broken}行写得不对。"
        "改好存盘，就自动重新启动。\n"
    )
    # Another file of the program does not hide the first, and nothing is made meanwhile.
    kind = watch.root / "gongwen" / "kinds" / "函.yaml"
    sound_kind = kind.read_text(encoding="utf-8")
    save(kind, sound_kind + "盖章：否\n")
    said = watch.says("重新启动。\n")
    assert said.count("\n") == 1
    assert f"__init__.py 第{broken}行写得不对；gongwen/kinds/函.yaml 第" in said
    # The texts go on being made by the program as it was.
    save(text, DRAFT.replace("市水务局", "市水利局") + "    时限: 2026-05\n")
    assert watch.says("现有1个警告。\n") == (
        "改动：content/清淤.yaml\n生成 output/清淤/清淤（征求意见稿）.docx\n现有1个警告。\n"
    )
    save(module, sound + "\n")
    watch.says("改好存盘，就自动重新启动。\n")
    save(kind, sound_kind)
    # The new program finds the same and makes the same: neither is said again.
    assert watch.says(WAITING) == f"程序有改动，重新启动。\n现有1个警告。{WAITING}"
    assert not list((watch.root / ".cache").glob("watch-*"))
    save(text, DRAFT)
    assert watch.says("没有问题。\n").splitlines()[1].startswith("已解决 content/清淤.yaml: ")
    assert watch.stop() == 130


def test_what_a_new_program_does_otherwise_is_said(watch: Watch) -> None:
    watch.says(WAITING)
    kind = watch.root / "gongwen" / "kinds" / "通知.yaml"
    save(kind, kind.read_text(encoding="utf-8") + "还需要: [签发人]\n")
    said = watch.says(WAITING)
    assert said.startswith("程序有改动，重新启动。\ncontent/值班.yaml:")
    assert "生成" not in said.replace("存盘就重新生成", "").replace("未生成", "")
    assert watch.stop() == 130


def test_a_program_that_cannot_be_loaded_is_waited_for(watch: Watch) -> None:
    watch.says(WAITING)
    module = watch.root / "gongwen" / "paper" / "numbering.py"
    sound = module.read_text(encoding="utf-8")
    save(module, sound + "raise ValueError\n")
    line = len(sound.splitlines()) + 1
    assert watch.says("改好存盘，就自动重新启动。\n") == (
        "程序有改动，重新启动。\n"
        f"程序还不能用：gongwen/paper/numbering.py 第{line}行出了错。改好存盘，就自动重新启动。\n"
    )
    save(module, sound)
    assert watch.says(WAITING) == f"没有问题。{WAITING}"
    assert watch.stop() == 130


def test_only_what_changed_of_the_program_is_looked_at(watch: Watch) -> None:
    """To compile all of it would take half a second of each restart."""
    watch.says(WAITING)
    unused = watch.root / "gongwen" / "kinds" / "unused.py"
    save(unused, "def (:\n")
    watch.says("改好存盘，就自动重新启动。\n")
    watch.process.kill()
    watch.process.wait()
    again = Watch(watch.root)
    try:
        again.says(WAITING)
        save(
            watch.root / "gongwen" / "registry/titles.py",
            "#\n" + _text(watch.root, "registry/titles.py"),
        )
        assert again.says(WAITING).startswith("程序有改动，重新启动。\n")
        assert again.stop() == 130
    finally:
        again.process.kill()
        again.process.wait()


def _text(root: Path, module: str) -> str:
    return (root / "gongwen" / module).read_text(encoding="utf-8")


REGISTRY_PROBLEMS = DRAFT.replace("市水务局", "市水利局、市林业局")


@pytest.mark.parametrize("way", ["removed", "broken"])
def test_problems_that_cannot_be_looked_for_are_not_solved(watch: Watch, way: str) -> None:
    watch.says(WAITING)
    text = watch.root / "content" / "清淤.yaml"
    save(text, REGISTRY_PROBLEMS)
    watch.says("现有2个警告。\n")
    registry = watch.root / "content" / "机构.yaml"
    names = registry.read_text(encoding="utf-8")
    unseen = "content/机构.yaml 现在读不全，原有的2个问题改没改好，还看不出来。\n"
    if way == "removed":
        registry.unlink()
        said = watch.says("没有问题。\n")
        gone = "content/机构.yaml 已不在，靠它检查的单位名称现在不检查。\n"
        assert said == f"改动：content/机构.yaml\n{gone}{unseen}没有问题。\n"
    else:
        save(registry, names + "甲：\n")
        said = watch.says("现有1个错误。1份未生成。\n")
        assert said.startswith("改动：content/机构.yaml\ncontent/机构.yaml:")
        assert unseen in said
        assert "已解决" not in said
    # One is mended meanwhile; the other is found again, and not said again.
    save(text, REGISTRY_PROBLEMS.replace("市水利局", "市水务局"))
    assert "已解决" not in watch.says("。\n")
    save(registry, names)
    said = watch.says("现有1个警告。\n")
    assert "已解决 content/清淤.yaml: [机构未登记] 机构名录里没有“市水利局”\n" in said
    assert "市林业局" not in said
    assert watch.stop() == 130


def test_problems_of_a_text_that_cannot_be_read_are_not_solved(watch: Watch) -> None:
    watch.says(WAITING)
    text = watch.root / "content" / "清淤.yaml"
    save(text, REGISTRY_PROBLEMS)
    watch.says("现有2个警告。\n")
    save(text, REGISTRY_PROBLEMS.replace("文种: 通知", "文种: [通知"))
    said = watch.says("份未生成。\n")
    assert "content/清淤.yaml 现在读不全，原有的2个问题改没改好，还看不出来。\n" in said
    assert "已解决" not in said
    save(text, REGISTRY_PROBLEMS)
    said = watch.says("现有2个警告。\n")
    assert said.count("已解决") == 1  # the bracket
    assert "市林业局" not in said
    text.unlink()
    said = watch.says("没有问题。\n")
    assert "content/清淤.yaml 已不在，原有的2个问题不再列出。\n" in said
    assert "已解决" not in said
    assert watch.stop() == 130


def test_a_name_that_goes_is_waited_for(tmp_path: Path) -> None:
    workplace(tmp_path)
    watch = Watch(tmp_path, "清淤")
    try:
        assert watch.says(WAITING) == (
            f"生成 output/清淤/清淤（征求意见稿）.docx\n没有问题。{WAITING}"
        )
        (tmp_path / "content" / "清淤.yaml").unlink()
        assert watch.says("\n").startswith("content 文件夹里没有“清淤”")
        save(tmp_path / "content" / "清淤.yaml", DRAFT + "    时限: 2026-05\n")
        assert "生成 output/清淤/清淤（征求意见稿）.docx\n" in watch.says("没有问题。\n")
        assert watch.stop() == 130
    finally:
        watch.process.kill()
        watch.process.wait()


def test_snapshots_notice_every_way_of_saving(tmp_path: Path) -> None:
    file = tmp_path / "甲.yaml"
    file.write_text("一", encoding="utf-8")
    known = os.stat(file).st_mtime_ns  # noqa: PTH116
    before = snapshot([tmp_path])
    save(file, "二")
    os.utime(file, ns=(known, known))  # same size, same time: only the file's number tells
    assert changed(before, snapshot([tmp_path])) == [file]
    before = snapshot([tmp_path])
    for name in (".甲.yaml.swp", "~$甲.docx", "甲.yaml~", "4913.tmp"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert changed(before, snapshot([tmp_path])) == []
    assert snapshot([file, tmp_path / "没有"]) == before


class Clock:
    """A time that goes on only while it is waited for. One of `files` is written each time."""

    def __init__(self, files: Iterator[Path]) -> None:
        self.now = 0.0
        self.files = files

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        for file in islice(self.files, 1):
            file.write_text("甲", encoding="utf-8")


def test_a_burst_of_changes_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = (tmp_path / f"{number:02}.yaml" for number in range(20))
    monkeypatch.setattr("gongwen.watch.changes.time", Clock(written))
    assert len(next(changes([tmp_path], snapshot([tmp_path])))) == 20


def test_changes_without_end_are_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(tmp_path / f"{number}.yaml" for number in count())
    monkeypatch.setattr("gongwen.watch.changes.time", clock)
    waiting = changes([tmp_path], snapshot([tmp_path]))
    assert len(next(waiting)) > 20
    assert POLL + LONGEST_SETTLE <= clock.now < POLL + LONGEST_SETTLE + 2 * SETTLE
    assert next(waiting)


def test_what_was_told_is_handed_over_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGWEN_WATCH", raising=False)
    assert taken_over(tmp_path) is None
    problem = Problem(ProblemId("某"), Level.WARNING, "甲.yaml", 0, 0, "乙")
    told = ToldAtScreen((problem,), (problem,), frozenset({"甲.yaml"}))
    hand_over(told, tmp_path)
    assert taken_over(tmp_path) == told
    assert taken_over(tmp_path) is None
    assert not list((tmp_path / ".cache").iterdir())


@pytest.mark.parametrize("named", ["../秘", "", "1"])
def test_what_was_not_handed_over_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "watch-1.json").write_bytes(b'{"problems": 3}')
    monkeypatch.setenv("GONGWEN_WATCH", named)
    assert taken_over(tmp_path) is None


def test_a_notice_of_the_system_is_heeded_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "POLL", 300.0)  # no look of its own
    (tmp_path / "单独.txt").write_text("一", encoding="utf-8")
    folder = tmp_path / "content"
    (folder / "内").mkdir(parents=True)
    folders = [folder, tmp_path / "没有", tmp_path / "单独.txt"]
    found = changes(folders, snapshot(folders), told.notices(folders))
    for file in (folder / "甲.yaml", folder / "内" / "乙.yaml"):
        save(file, "文种: 通知\n")
        assert next(found) == [file]


def test_reading_is_no_notice(tmp_path: Path) -> None:
    """A build reads what is watched: it would be followed by a look each time."""
    file = tmp_path / "甲.yaml"
    file.write_text("一", encoding="utf-8")
    event = told.notices([tmp_path])
    assert not event.wait(0.3)
    file.read_text(encoding="utf-8")
    list(tmp_path.iterdir())
    assert not event.wait(0.3)
    file.write_text("二", encoding="utf-8")
    assert event.wait(20)


@pytest.mark.parametrize("step", ["start", "schedule"])
def test_where_the_system_gives_no_notices_changes_are_found_by_looking(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No watch left to give (ENOSPC), no inotify at all: and on network drives none ever comes."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(Observer, step, refused)
    event = told.notices([tmp_path])
    found = changes([tmp_path], snapshot([tmp_path]), event)
    save(tmp_path / "甲.yaml", "文种: 通知\n")
    assert next(found) == [tmp_path / "甲.yaml"]
    assert not event.is_set()


@pytest.mark.parametrize(("look", "pause"), [(0.0005, 0.2), (0.03, 3.0), (2.0, 5.0)])
def test_looking_takes_a_hundredth_of_a_processor(look: float, pause: float) -> None:
    assert pause_after(look) == pytest.approx(pause)
