"""Classified text: no file that bears a mark is worked on, under whose name ever, and nothing of it
is told.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.problem import as_digest

from ..clearance import declared
from ..project import ROOT

TEXT = "文种: 通知\n标题: 关于开展保密检查的通知\n正文: 检查安排另行通知。\n份号: 000001\n"
QUOTING = "文种: 通知\n标题: 关于开展检查的通知\n正文: 请配合。\n"
SAID = "文件标了密级（机密），这台电脑不能处理"


def refused(folder: Path, name: str) -> list[tuple[str, int, str]] | None:
    """What is said of secrecy where the document is refused for it; None where it is not."""
    checked = process(Request(folder / name, None), Shared(ROOT, folder))
    said = [(p.file, p.line, p.message) for p in checked.problems if p.rule == "涉密"]
    if checked.document is not None and not checked.refused:
        assert not said
        return None
    return said


@pytest.mark.parametrize(
    "quoting",
    [
        "印发件: {引自: 密.yaml, 取: 全文}",
        "附件: [{引自: 密.yaml, 取: 全文}]",
        "附件: [{标题: 材料, 件: [{引自: 中间.yaml}]}]",
    ],
)
def test_what_quotes_a_classified_text_is_classified(quoting: str, tmp_path: Path) -> None:
    (tmp_path / "密.yaml").write_text(TEXT + "密级: 机密\n", encoding="utf-8")
    (tmp_path / "中间.yaml").write_text(
        QUOTING + "印发件: {引自: 密.yaml, 取: 全文}\n", encoding="utf-8"
    )
    (tmp_path / "引.yaml").write_text(f"{QUOTING}{quoting}\n", encoding="utf-8")
    assert refused(tmp_path, "引.yaml") == [("密.yaml", 5, SAID)]
    with declared():
        assert refused(tmp_path, "引.yaml") is None


@pytest.mark.parametrize("level", ["", " 内部", " 无"])
def test_a_level_that_is_none_is_refused_everywhere(level: str, tmp_path: Path) -> None:
    (tmp_path / "空.yaml").write_text(f"{TEXT}密级:{level}\n", encoding="utf-8")
    (tmp_path / "引.yaml").write_text(
        QUOTING + "附件: [{引自: 空.yaml, 取: 全文}]\n", encoding="utf-8"
    )
    said = "“密级”后面写的不是秘密、机密、绝密，不知道这台电脑能不能处理它"
    assert refused(tmp_path, "空.yaml") == [("空.yaml", 5, said)]
    assert refused(tmp_path, "引.yaml") == [("空.yaml", 5, said)]
    with declared():
        assert refused(tmp_path, "空.yaml") == [("空.yaml", 5, said)]


def test_nothing_else_is_told_of_a_classified_text(tmp_path: Path) -> None:
    text = "文种: 通知\n稿本: 印发稿\n标题: 关于某事的通知\n密级: 秘密\n正文: 见  附件，，略。\n"
    (tmp_path / "密.yaml").write_text(text, encoding="utf-8")
    checked = process(Request(tmp_path / "密.yaml", None), Shared(ROOT, tmp_path))
    assert checked.refused
    assert list(as_digest(checked.problems)) == [
        "密.yaml:4:5: 错误 [涉密] 文件标了密级（秘密），这台电脑不能处理\n"
        "    依据：涉密文件只能在涉密计算机上处理\n"
        "    建议：移到涉密计算机上处理（怎样登记涉密计算机，运行 make 涉密环境 会说）；"
        "确实不涉密的，删掉这处标注"
    ]
