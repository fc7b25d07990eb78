"""A document is made without a picture or a registry that cannot be had, and that is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats

from ..project import DRAFT, FINAL, ROOT

QUOTING = "文种: 通知\n标题: 关于请看附件的通知\n正文: 请看。\n附件:\n- 引自: 被引.yaml\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{DRAFT}- 图: 无.png\n", ("文.yaml", 8, 6, "引用", "找不到图片“无.png”")),
        (f"{DRAFT}- 图: 坏.png\n", ("文.yaml", 8, 6, "图片不能用", "图片“坏.png”是空文件")),
        (f"{FINAL}印章: {{图: 无.png}}\n", ("文.yaml", 10, 9, "引用", "找不到图片“无.png”")),
        (f"{DRAFT}机构表: 无.yaml\n", ("文.yaml", 8, 6, "引用", "找不到机构名录“无.yaml”")),
        (QUOTING, ("被引.yaml", 8, 6, "引用", "找不到图片“无.png”")),
    ],
    ids=["picture", "broken picture", "seal", "registry", "picture of a quoted text"],
)
def test_the_rest_is_made(text: str, told: tuple[str, int, int, str, str], tmp_path: Path) -> None:
    path = tmp_path / "文.yaml"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "被引.yaml").write_text(f"{DRAFT}- 图: 无.png\n", encoding="utf-8")
    (tmp_path / "坏.png").touch()
    made = process(Request(path, None, (formats()["docx"],)), Shared(ROOT, tmp_path))
    assert told in [(p.file, p.line, p.column, p.rule, p.message) for p in made.problems]
    assert not made.refused
    assert made.outputs


def test_a_text_that_is_not_to_be_had_is_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "文.yaml"
    path.write_text(f"{DRAFT}- 图: 无.png\n- 引入: _无.yaml\n", encoding="utf-8")
    made = process(Request(path, None, (formats()["docx"],)), Shared(ROOT, tmp_path))
    assert [(p.line, p.rule) for p in made.problems] == [(8, "引用"), (9, "引用")]
    assert made.refused
    assert not made.outputs
