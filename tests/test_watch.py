"""watch: a real process in a whole checkout; files saved as editors and git save them."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.watching import changed, changes, snapshot
from tests.project import DRAFT, FINAL
from tests.workplace import python_of, surroundings, workplace

WAITING = "正在等候改动，存盘就重新生成；按 Ctrl-C 停止。\n"


class Watch:
    """A running `build.py watch`; its output goes to a file that can be read at any time."""

    def __init__(self, root: Path, *arguments: str) -> None:
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
            )

    def says(self, end: str, within: float = 20.0) -> str:
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
        return self.process.wait(timeout=20)


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

    started = time.monotonic()
    save(content / "清淤.yaml", DRAFT.replace("市水务局", "市水利局"))
    said = watch.says("现有1个警告。\n").splitlines()
    assert said[:2] == [
        "改动：content/清淤.yaml",
        "content/清淤.yaml:7:11: 警告 [机构未登记] 机构名录里没有“市水利局”",
    ]
    assert said[-2:] == ["生成 output/清淤/清淤（征求意见稿）.docx", "现有1个警告。"]
    assert time.monotonic() - started < 1.5

    # A problem that only moves down is not said again.
    save(content / "清淤.yaml", "# 说明\n" + DRAFT.replace("市水务局", "市水利局"))
    assert watch.says("现有1个警告。\n") == (
        "改动：content/清淤.yaml\n生成 output/清淤/清淤（征求意见稿）.docx\n现有1个警告。\n"
    )

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


def test_a_broken_file_is_said_and_watched_on(watch: Watch) -> None:
    watch.says(WAITING)
    file = watch.root / "content" / "清淤.yaml"
    save(file, "文种：通知\n")
    said = watch.says("份未生成。\n")
    assert said.startswith("改动：content/清淤.yaml\ncontent/清淤.yaml:1:")
    save(file, DRAFT)
    assert watch.says("没有问题。\n").endswith(
        "生成 output/清淤/清淤（征求意见稿）.docx\n没有问题。\n"
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
    save(style, style.read_text(encoding="utf-8") + "# 说明\n")
    assert watch.says("没有问题。\n") == (
        "改动：styles/gbt9704.yaml\n"
        "生成 output/值班/值班（印发稿）.docx\n"
        "生成 output/清淤/清淤（征求意见稿）.docx\n"
        "没有问题。\n"
    )
    assert watch.stop() == 130


def test_an_edit_of_the_program_starts_it_again(watch: Watch) -> None:
    watch.says(WAITING)
    module = watch.root / "gongwen" / "kinds" / "__init__.py"
    text = module.read_text(encoding="utf-8")
    save(module, text + "\ndef (:\n")
    said = watch.says("\n", within=5)
    while "还不能用" not in said:
        said += watch.says("\n", within=5)
    assert said.startswith("程序有改动，但还不能用：gongwen/kinds/__init__.py: ")
    save(watch.root / "content" / "清淤.yaml", DRAFT + "    时限: 2026-05\n")
    assert "生成 output/清淤/清淤（征求意见稿）.docx\n" in watch.says("没有问题。\n")
    save(module, text + "\n")
    said = watch.says(WAITING)
    assert said.startswith("程序有改动，重新启动。\n")
    assert "生成 output/清淤/清淤（征求意见稿）.docx\n" in said  # a new program makes all anew
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


def test_a_burst_of_changes_is_one(tmp_path: Path) -> None:
    import threading

    waiting = changes([tmp_path], snapshot([tmp_path]))

    def checkout() -> None:
        for number in range(20):
            (tmp_path / f"{number:02}.yaml").write_text("甲", encoding="utf-8")
            time.sleep(0.02)

    writer = threading.Thread(target=checkout)
    writer.start()
    assert len(next(waiting)) == 20
    writer.join()
