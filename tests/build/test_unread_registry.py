"""A registry of which nothing can be read, or in which something is left empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.build.pipeline import Outcome, Request, process
from gongwen.build.shared import Shared
from gongwen.document.parts import DraftStage
from tests.project import FINAL, REGISTRY, project


def outcome(folder: Path, registry: bytes, stage: DraftStage | None = None) -> Outcome:
    options = project(folder, 值班=FINAL)
    (options.content / "机构.yaml").write_bytes(registry)
    shared = Shared(options.root, options.content)
    return process(Request(options.content / "值班.yaml", stage), shared)


UNREAD = ("- 全称: [甲".encode(), REGISTRY.encode("gb18030"), b"\x00\xff", b"", "甲: 乙".encode())


@pytest.mark.parametrize("registry", UNREAD)
def test_a_final_text_is_refused_and_a_draft_is_made(registry: bytes, tmp_path: Path) -> None:
    for name, stage, refused in (("甲", None, True), ("乙", "送审稿", False)):
        folder = tmp_path / name
        folder.mkdir()
        made = outcome(folder, registry, stage)  # type: ignore[arg-type]
        assert made.refused is refused
        assert any(problem.file == "content/机构.yaml" for problem in made.problems)


def test_one_wrong_unit_refuses_nothing(tmp_path: Path) -> None:
    made = outcome(tmp_path, f"{REGISTRY}- 简称: 无名\n".encode())
    assert not made.refused
    assert any(problem.file == "content/机构.yaml" for problem in made.problems)


def test_an_empty_registry_is_told_what_belongs_into_it(tmp_path: Path) -> None:
    (problem,) = [each for each in outcome(tmp_path, b"").problems if each.rule == "空文件"]
    assert (
        problem.hint == "每个机构写一项，如：- 全称: 云溪市科学技术局；用不着名录的，删掉这个文件"
    )


def test_optional_keys_of_a_unit_may_be_empty(tmp_path: Path) -> None:
    empty = "- 全称: 云溪市科技局\n  简称:\n  别名: []\n  曾用名:\n  代字: ''\n  包含: []\n"
    assert outcome(tmp_path, f"{REGISTRY}{empty}".encode()).problems == []


def test_a_picture_where_none_belongs_is_one_problem(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=f"{FINAL}图: 甲.png\n")
    shared = Shared(options.root, options.content)
    found = process(Request(options.content / "值班.yaml", None), shared).problems
    assert [(each.line, each.rule) for each in found] == [(10, "不认识的项目")]
