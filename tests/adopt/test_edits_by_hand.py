"""Edits as a leader's office makes them by hand: a task typed below the last one of a section, one
written anew, a form filled in, an attachment taken out, a heading run into its paragraph.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from gongwen.adopt.report import report
from gongwen.adopt.standing import Setting
from gongwen.build.shared import Shared
from tests.project import ROOT

from .office import Word, adopted

NOTICE = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市体育局
发文字号: 云体发〔2026〕6号
标题: 云溪市体育局关于做好全民健身场地开放工作的通知
主送: 各县（区）体育局
正文:
- 为方便群众健身，现就场地开放有关事项通知如下：
- 节: 扩大开放
  正文:
  - 任务: 开放学校场馆
    内容: 双休日向居民开放。   # 与教育局商定
    责任单位: 市体育局
    时限: 2026-06
  - 任务: 开放公园绿地
    内容: 早晚向居民开放。
    责任单位: 市园林局
    时限: 2026-07
- 节: 加强保障
  正文:
  - 任务: 配备指导员
    内容: 每个场地不少于1名。
    责任单位: 市体育局
    时限: 2026-09
附件:
- 标题: 开放须知
  正文: |
    一、开放时间
    每天6时至21时。
    二、收费
    一律免费。
- 标题: 场地统计表
  正文:
  - 表:
      列: [县区, 应开放, 已开放]
      行:
      - [溪东区, '12', '']
      - [溪西区, '9', '']
- 标题: 指导员登记表
  正文:
  - 表:
      列: [姓名, 场地, 电话]
      行: |
        ｜甲｜一号馆｜｜
        ｜乙｜二号馆｜｜
成文日期: 2026-05-08
"""


def _notice(folder: Path) -> Setting:
    content = folder / "content"
    content.mkdir()
    (content / "场地.yaml").write_text(NOTICE, encoding="utf-8")
    return Setting(Shared(ROOT, content), content / "场地.yaml")


def _row(word: Word, words: str) -> Any:
    rows = word.body.iter(qn("w:tr"))
    return next(each for each in rows if words in "".join(map(word.text, each.iter(qn("w:p")))))


def _fill(word: Word, words: str, cells: list[str]) -> None:
    row = _row(word, words)
    for cell, text in zip(row.iter(qn("w:tc")), cells, strict=True):
        paragraph = next(cell.iter(qn("w:p")))
        if paragraph.find(qn("w:r")) is None:
            paragraph.append(paragraph.makeelement(qn("w:r")))
        word.put(paragraph, text)


def _last_task(word: Word) -> None:
    """Below the last task of the first section, before the next heading."""
    at = word.find("2026年7月底前")
    for like, text in (
        ("开放学校场馆", "（三）开放河岸。早晚各开放两小时。"),
        ("责任单位：", "责任单位：市园林局"),
        ("2026年6月底前", "完成时限：2026年8月底前"),
    ):
        made = deepcopy(word.find(like))
        word.put(made, text)
        at.addnext(made)
        at = made


def _anew(word: Word) -> None:
    word.put(word.find("配备指导员"), "（一）落实经费。所需资金由本级预算安排。")


def _run_in(word: Word) -> None:
    word.delete("一、开放时间")
    word.put(word.find("每天6时至21时"), "一、开放时间。每天7时至22时。")


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        pytest.param(
            _last_task, "    时限: 2026-07\n",
            "    时限: 2026-07\n  - 任务: 开放河岸\n    内容: 早晚各开放两小时。\n"
            "    责任单位: 市园林局\n    时限: 2026-08\n", id="the last task of a section",
        ),
        pytest.param(
            _anew, "任务: 配备指导员\n    内容: 每个场地不少于1名。",
            "任务: 落实经费\n    内容: 所需资金由本级预算安排。", id="a task written anew",
        ),
        pytest.param(
            lambda w: _fill(w, "溪西区", ["溪西区", "9", "7"]),
            "[溪西区, '9', '']", "[溪西区, '9', '7']", id="an empty cell of a list filled in",
        ),
        pytest.param(
            lambda w: _fill(w, "二号馆", ["乙", "二号馆", "8801"]),
            "｜乙｜二号馆｜｜", "｜乙｜二号馆｜8801｜", id="an empty cell of a line filled in",
        ),
        pytest.param(
            lambda w: _fill(w, "溪东区", ["溪东区", "", "12"]),
            "[溪东区, '12', '']", "[溪东区, '', '12']", id="words put into the next cell",
        ),
        pytest.param(
            _run_in, "一、开放时间\n    每天6时至21时。", "一、开放时间。每天7时至22时。",
            id="a heading run into its paragraph",
        ),
    ],
)  # fmt: skip
def test_an_edit_by_hand(tmp_path: Path, edit: Callable[[Word], None], old: str, new: str) -> None:
    setting = _notice(tmp_path)
    adoption = adopted(setting, edit)
    assert adoption.is_whole, "\n".join(report(adoption))
    assert NOTICE.count(old) == 1
    assert adoption.adopted.texts == {setting.path: NOTICE.replace(old, new)}
    assert "序号由程序排" not in "\n".join(report(adoption))


def test_a_task_moves_to_another_section_with_its_comment(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        at = word.find("2026年9月底前")
        for words in ("开放学校场馆", "责任单位：市体育局", "2026年6月底前"):
            paragraph = word.find(words)
            at.addnext(paragraph)
            at = paragraph

    setting = _notice(tmp_path)
    adoption = adopted(setting, edit)
    task = NOTICE[NOTICE.index("  - 任务: 开放学校") : NOTICE.index("  - 任务: 开放公园")]
    text = NOTICE.replace(task, "").replace("    时限: 2026-09\n", f"    时限: 2026-09\n{task}")
    assert "# 与教育局商定" in task
    assert adoption.adopted.texts == {setting.path: text}
    assert adoption.is_whole, "\n".join(report(adoption))


def test_a_table_that_goes_with_its_attachment_is_not_called_left(tmp_path: Path) -> None:
    def edit(word: Word) -> None:
        for words in ("附件2", "2.场地统计表"):
            word.delete(words)
        word.delete("场地统计表")
        table = _row(word, "溪西区").getparent()
        table.getparent().remove(table)

    adoption = adopted(_notice(tmp_path), edit)
    said = "\n".join(report(adoption))
    assert adoption.is_whole, said
    assert "场地统计表" not in next(iter(adoption.adopted.texts.values()))
    assert "增减不过录" not in said
    assert "如“附件2”，改稿里是“附件3”" in said or "如“2.指导员登记表”" in said
