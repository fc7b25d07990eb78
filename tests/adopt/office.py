"""A document with one of everything, made and edited as a secretary does it in Word."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

from gongwen.adopt.copy import copy_of
from gongwen.adopt.planning import plan
from gongwen.adopt.report import Adoption
from gongwen.adopt.standing import Setting
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats
from tests.project import ROOT

PLAN = """\
# 起草：市水务局
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕12号
标题:   # 分两行
- 云溪市人民政府办公室关于印发
- 云溪市节约用水工作方案的通知
主送: 各县（区）人民政府，市政府各部门
正文: |
  《云溪市节约用水工作方案》已经市政府同意，现印发给你们。
  请认真组织实施。
成文日期: 2026-04-03
印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-04}

印发件:
  标题: 云溪市节约用水工作方案
  正文:
  - 节: 总体要求
    接排: "坚持节水优先，落实最严格的水资源管理制度。"
  # 任务都在这里
  - 节: 重点任务
    正文:
    - 任务: 开展管网改造
      内容: 更换老旧管网，
        降低漏损率。
      责任单位: 市水务局、市财政局   # 牵头的在前
      时限: 2026-12

    - 任务: 推广节水器具
      内容: 公共机构全部更换节水器具。
      责任单位: '市机关事务局'
      时限: 2027-06
    - 引入: _保障.yaml
  - 节: 指标
    正文:
    - 表:
        列: [指标, 单位, 2026年]
        行:
        - [万元产值用水量, 立方米, '32']
        - [管网漏损率, '%', '9']
      表题: 主要指标
    - 表:
        列: [县区, 水量]
        行: |
          溪东区｜120
          溪西区｜95
    - 表: {列: [项目, 金额], 行: 资金.csv}
  - 节: 组织领导
    正文:
    - 名单:
      - 角色: 组长
        人员: [王建国 市政府副市长]
      - 角色: 成员
        人员:
        - 李明 市水务局局长
        - 陈晓东 市财政局局长
        # 新来的
        - 赵丽华 市教育局局长
    - 条目:
      - 每月调度一次工作进展。
      - 每季度通报一次完成情况。
      - 年底组织考核。
  附件:
  - 标题: 责任分工表
    正文:
    - 责任分工表: {取自: 印发件, 列: [序号, 重点任务, 责任单位, 时限]}
"""
PIECE = """\
- 任务: 加强宣传
  内容: 在全社会倡导节约用水。
  责任单位: 市教育局
  时限: 长期坚持
"""
CSV = "项目,金额\n管网,300\n器具,80\n"
UNITS = """\
- {全称: 云溪市人民政府办公室, 简称: 市政府办, 代字: 云政办发}
- {全称: 云溪市水务局, 简称: 市水务局}
- {全称: 云溪市财政局, 简称: 市财政局}
- {全称: 云溪市教育局, 简称: 市教育局}
- {全称: 云溪市机关事务局, 简称: 市机关事务局}
"""


def office(folder: Path) -> Setting:
    """The document in a content root of its own."""
    content = folder / "content"
    content.mkdir()
    for name, text in (("节水.yaml", PLAN), ("_保障.yaml", PIECE), ("资金.csv", CSV),
                       ("机构.yaml", UNITS)):  # fmt: skip
        (content / name).write_bytes(text.encode())
    return Setting(Shared(ROOT, content), content / "节水.yaml")


def built(setting: Setting) -> bytes:
    made = process(Request(setting.path, setting.stage, (formats()["docx"],)), setting.shared)
    assert not made.refused, made.problems
    return next(iter(made.outputs.values()))


class Word:
    """The document open in a word processor."""

    def __init__(self, content: bytes) -> None:
        self.file = docx.Document(io.BytesIO(content))
        self.body: Any = self.file.element.body

    def paragraphs(self) -> list[Any]:
        return list(self.body.iter(qn("w:p")))

    def text(self, paragraph: Any) -> str:
        return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))

    def find(self, words: str, which: int = 0) -> Any:
        found = [each for each in self.paragraphs() if words in self.text(each)]
        return found[which]

    def replace(self, old: str, new: str, which: int = 0) -> None:
        """Other words in the paragraph that has the old ones."""
        nodes = [node for node in self.body.iter(qn("w:t")) if old in (node.text or "")]
        nodes[which].text = nodes[which].text.replace(old, new, 1)

    def delete(self, words: str, which: int = 0) -> None:
        paragraph = self.find(words, which)
        paragraph.getparent().remove(paragraph)

    def delete_row(self, words: str, which: int = 0) -> None:
        row = next(self.find(words, which).iterancestors(qn("w:tr")))
        row.getparent().remove(row)

    def move_behind(self, words: str, *moved: str) -> None:
        """Paragraphs cut and put behind another, in order."""
        at = self.find(words)
        for each in moved:
            paragraph = self.find(each)
            at.addnext(paragraph)
            at = paragraph

    def add_behind(self, words: str, new: str, which: int = 0) -> None:
        """A paragraph of the same look."""
        from copy import deepcopy

        paragraph = self.find(words, which)
        made = deepcopy(paragraph)
        self.put(made, new)
        paragraph.addnext(made)

    def add_row_behind(self, words: str, cells: list[str], which: int = 0) -> None:
        from copy import deepcopy

        row = next(self.find(words, which).iterancestors(qn("w:tr")))
        made = deepcopy(row)
        for cell, text in zip(made.iter(qn("w:tc")), cells, strict=True):
            self.put(next(cell.iter(qn("w:p"))), text)
        row.addnext(made)

    def put(self, paragraph: Any, text: str) -> None:
        """All of a paragraph's words, tabs between the parts of them."""
        first, *others = paragraph.findall(qn("w:r"))
        for run in others:
            paragraph.remove(run)
        for node in list(first):
            if node.tag != qn("w:rPr"):
                first.remove(node)
        for number, part in enumerate(text.split("\t")):
            if number:
                first.append(first.makeelement(qn("w:tab")))
            node = first.makeelement(qn("w:t"))
            node.text = part
            first.append(node)

    def saved(self) -> bytes:
        stream = io.BytesIO()
        self.file.save(stream)
        return stream.getvalue()


def adopted(setting: Setting, edit: Callable[[Word], None], only: str = "") -> Adoption:
    """What adopting a copy edited in one way would do."""
    word = Word(built(setting))
    edit(word)
    return plan(setting, copy_of(word.saved()), only)
