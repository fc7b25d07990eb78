"""Classified text: no file that has a 密级 is worked on, under whose name ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.problem import as_digest

from ..project import ROOT

TEXT = "文种: 通知\n标题: 关于开展保密检查的通知\n正文: 检查安排另行通知。\n份号: 000001\n"
QUOTING = "文种: 通知\n标题: 关于开展检查的通知\n正文: 请配合。\n"


def refused(folder: Path, name: str, *, cleared: bool) -> list[tuple[str, int, str]] | None:
    """What is said of secrecy where the document is refused for it; None where it is not."""
    request = Request(folder / name, None, (), classified_allowed=cleared)
    checked = process(request, Shared(ROOT, folder))
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
    message = "引用的“密.yaml”标了密级（机密），不在这台电脑上生成"
    assert refused(tmp_path, "引.yaml", cleared=False) == [("密.yaml", 5, message)]
    assert refused(tmp_path, "引.yaml", cleared=True) is None


def test_a_level_left_empty_is_refused_everywhere(tmp_path: Path) -> None:
    (tmp_path / "空.yaml").write_text(TEXT + "密级:\n", encoding="utf-8")
    (tmp_path / "引.yaml").write_text(
        QUOTING + "附件: [{引自: 空.yaml, 取: 全文}]\n", encoding="utf-8"
    )
    said = "写了“密级”，后面是空的，不知道能不能在这台电脑上处理"
    for cleared in (False, True):
        assert refused(tmp_path, "空.yaml", cleared=cleared) == [("空.yaml", 5, f"文件{said}")]
        assert refused(tmp_path, "引.yaml", cleared=cleared) == [
            ("空.yaml", 5, f"引用的“空.yaml”{said}")
        ]


def test_a_wrong_level_is_told_as_classified_too(tmp_path: Path) -> None:
    (tmp_path / "错.yaml").write_text(TEXT + "密级: 绝 密\n", encoding="utf-8")
    message = "文件标了密级（绝 密），不在这台电脑上生成"
    assert refused(tmp_path, "错.yaml", cleared=False) == [("错.yaml", 5, message)]


def test_it_is_said_before_all_that_would_have_to_be_mended(tmp_path: Path) -> None:
    """Nobody is to be led to write on, and only then told to stop."""
    text = "文种: 通知\n稿本: 印发稿\n标题: 关于保密检查的通知\n密级: 秘密\n正文: 另行通知。\n"
    (tmp_path / "密.yaml").write_text(text, encoding="utf-8")
    request = Request(tmp_path / "密.yaml", None, (), classified_allowed=False)
    problems = process(request, Shared(ROOT, tmp_path)).problems
    first, *_ = as_digest(problems)
    assert first == (
        "密.yaml:4:5: 错误 [涉密] 文件标了密级（秘密），不在这台电脑上生成\n"
        "    依据：涉密文件只能在涉密计算机上处理\n"
        "    建议：在涉密计算机上用 make 涉密环境（或 python build.py --涉密环境）；"
        "不涉密就删掉“密级”"
    )
    assert {"缺要素", "密级标注"} <= {problem.rule for problem in problems[1:]}
