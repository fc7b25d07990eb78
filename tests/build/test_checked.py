"""check says of documents that did not change what it said last time."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen import cli
from gongwen.build import workers
from gongwen.build.pipeline import Request
from tests.project import project


@pytest.fixture
def looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that are looked at again, in a project of their own."""
    project(tmp_path)
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    found: list[str] = []
    make = workers.make_or_tell

    def noted(request: Request, shared: object) -> object:
        found.append(request.path.stem)
        return make(request, shared)  # type: ignore[arg-type]

    monkeypatch.setattr(workers, "make_or_tell", noted)
    return found


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    cli.main(["check", *words])
    return capsys.readouterr().out


def test_only_what_changed_is_looked_at(
    tmp_path: Path, looked_at: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "content/值班.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "主送单位: 各处\n", encoding="utf-8")
    first = said(capsys)
    assert "主送单位" in first
    every = sorted(looked_at)
    looked_at.clear()
    assert said(capsys) == first
    assert looked_at == []
    path.write_text(text, encoding="utf-8")
    assert "主送单位" not in said(capsys)
    assert looked_at == ["值班"]
    looked_at.clear()
    said(capsys, "--stage", "送审稿", "值班")
    assert looked_at == ["值班"]
    looked_at.clear()
    registry = tmp_path / "content/机构.yaml"
    registry.write_bytes(registry.read_bytes() + b"\n# \n")
    said(capsys)
    assert sorted(looked_at) == every


def test_what_is_kept_may_be_broken(
    tmp_path: Path, looked_at: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    first = said(capsys)
    (file,) = (tmp_path / ".cache").glob("check-*.json")
    file.write_text("{", encoding="utf-8")
    looked_at.clear()
    assert said(capsys) == first
    assert looked_at
