"""doctor looks at everything, whatever is broken: it says so and goes on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.checkup.computer import examine
from gongwen.checkup.finding import Diagnosis
from tests.project import project

pytestmark = pytest.mark.skipif(os.name == "nt", reason="breaks things as Unix can")


def instead(name: str, content: bytes | None = b"\x00\xff") -> Callable[[Path], None]:
    """A file where something else belongs; None = a folder."""

    def spoil(root: Path) -> None:
        path = root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if content is None else path.write_bytes(content)

    return spoil


def looping(name: str) -> Callable[[Path], None]:
    def spoil(root: Path) -> None:
        instead(name)(root)
        (root / name).unlink()
        (root / name).symlink_to(Path(name).name)

    return spoil


KINDS: dict[str, Callable[[Path], None]] = {
    **{f"{name} is a file": instead(name) for name in (
        "content", "templates", "styles", "output", ".cache", "wheels", "docs", ".git", ".fonts",
        ".venv",
    )},
    **{f"{name} is a folder": instead(name, None) for name in (
        "content/机构.yaml", "content/值班.yaml", "content/机构-乙.yaml", "templates/文件.docx",
        "styles/gbt9704.yaml", ".git", "wheels/a-1.whl", "content/发文登记.yaml",
    )},
    **{f"{name} goes in a circle": looping(name) for name in (
        "content", "content/机构.yaml", "templates", "styles", "output", ".git", "wheels",
        "content/甲.yaml",
    )},
    **{f"{name} is no such thing": instead(name) for name in (
        "content/机构.yaml", "content/甲.yaml", "templates/文件.docx", "styles/gbt9704.yaml",
        "styles/乙.yaml", ".gongwen.json", ".venv/pyvenv.cfg",
    )},
    "a name that is no text": instead(os.fsdecode(b"content/\xff\xfe.yaml")),
}  # fmt: skip


def test_there_are_many() -> None:
    assert len(KINDS) > 30


@pytest.mark.parametrize("kind", KINDS)
def test_doctor_goes_on(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    root = tmp_path / "office"
    root.mkdir()
    project(root)
    KINDS[kind](root)
    found = list(examine(root))
    assert {each.state for each in found} <= {"正常", "说明", "提醒", "缺少"}
    last = "PDF没有查成" if kind == ".cache is a file" else "字体"
    assert any(last in each.said for each in found)


def test_what_fails_itself_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project(tmp_path)

    def broken(_: Path) -> Diagnosis:
        raise ImportError("lxml")

    def full(_: Path) -> Diagnosis:
        raise OSError(28, "No space left on device", "/云溪")

    monkeypatch.setattr("gongwen.checkup.computer._contents", broken)
    monkeypatch.setattr("gongwen.checkup.computer._templates", full)
    found = list(examine(tmp_path))
    assert (
        Diagnosis("提醒", "文稿没有查成（ImportError）", "别的都改好了还是这样，请告诉维护程序的人")
        in found
    )
    assert Diagnosis("提醒", "模板没有查成：/云溪：磁盘满了", "腾出空间，再试一次") in found
