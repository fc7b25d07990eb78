"""A house style with every measure of 版面, and the main ones of styles, set to something else,
and documents that use them.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats
from tests.breakages import DOCUMENTS as SIMPLE
from tests.clearance import declared
from tests.project import ROOT

NAME = "本局"
HOUSE = """\
基于: gbt9704
版面:
  纸宽: 205毫米
  纸高: 280毫米
  天头: 34毫米
  订口: 30毫米
  切口: 23毫米
  地脚: 32毫米
  文字上伸: 3.5毫米
  文字下伸: 1.5毫米
  每页行数: "21"
  每行字数: "26"
  页脚距: 23毫米
  页眉距: 24毫米
  信函页脚距: 18毫米
  信函首页地脚: 23毫米
  印章宽: 38毫米
  对称页边: 是
  版记位置: 双页
  空页眉距: 12毫米
  横排页眉页脚距: 8毫米
  制表位: 24磅
  签发人右空: 1.5字
  签发人间距: 2字
  附件说明左空: 3字
  署名右空: 3字
  成文日期右移: 2.5字
  成文日期右空: 5字
  职务距签名: 3字
  出席左空: 3字
  名单左空: 3字
  名单间距: 2字
  印章间距: 4磅
  每排印章数: "2"
  印章高出日期: 2.2行
  签名章宽: 4.5字
  签名章高: 2.5行
  签名章间距: 1.5行
  最密行距: 0.95行
  最疏行距: 1.06行
  标注最密行距: 17磅
  联合标志最小: 26磅
  标志最窄: 75%
  行末字距: 0.3磅
样式:
  基准: {字号: 16.5磅}
  发文机关标志: {字号: 42磅}
  联合标志: {字号: 42磅}
  联合标志字: {字号: 42磅}
  无线表格: {单元格上边距: 文字上伸+35毫米-3行-11.09磅}
  标题: {字号: 23磅}
  段落: {首行缩进: 3字}
  条目: {首行缩进: 3字}
  条: {首行缩进: 3字}
  责任: {首行缩进: 3字}
  一级标题: {首行缩进: 3字}
  二级标题: {首行缩进: 3字}
  三级标题: {首行缩进: 3字}
  签署: {右缩进: 5字}
  表文: {字号: 五号, 行距: 17磅}
  表隔字: {字距: 210缇}
  公文表格: {单元格边距: 100缇, 单元格上边距: 40缇, 单元格下边距: 70缇}
  抄送机关: {字号: 13磅}
  印发机关: {字号: 13磅}
  单页页脚: {字号: 13磅, 行距: 19磅}
"""

_VARIANTS = ROOT / "tests" / "variants"
_USED = (
    "联合-三家盖章",
    "联合-三家不盖章",
    "印章-图",
    "印章-联合图",
    "签名章-图",
    "上行文-签发人二人",
    "纪要-专题会议",
    "命令-令",
    "横排-在中",
    "文件-全要素",
    "署名-短名称不盖章",
    "署名-长名称不盖章",
)
_FORM = """\
文种: 通知
标题: 关于征求防汛应急预案意见的通知
主送: 各县（区）人民政府
反馈: {截止: 2026-05-20, 方式: 书面文件, 联系人: 周敏, 电话: 0990-8800123}
正文:
- 现征求意见。
- 反馈说明: 是
附件: [{标题: 防汛应急预案意见反馈表, 表单: 意见反馈表}]
"""
_ROSTER = """\
文种: 通知
标题: 关于成立防汛工作领导小组的通知
主送: 各县（区）人民政府
正文:
- 领导小组组成人员如下。
- 名单:
  - {角色: 组长, 人员: [王刚 市政府副市长]}
  - 角色: 副组长
    人员:
    - 林志远 市政府副秘书长，市水务局党组书记、局长，市河长制工作领导小组办公室主任（兼）
    - 周敏 市教育局局长
"""
_PUSHED = f"""\
文种: 通知
稿本: 印发稿
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕3号
成文日期: 2026-08-09
标题: 关于开展节水工作的通知
主送: 市教育局
正文: [{"一" * 249}]
"""
_JOINT = """\
文种: 通知
稿本: 印发稿
发文机关: 云溪市教育局、云溪市财政局
发文字号: 云教发〔2026〕3号
成文日期: 2026-08-09
标题: 关于开展节水工作的通知
主送: 市教育局
正文: 请遵照执行。
"""
_MANY = _JOINT.replace(
    "云溪市财政局", "、".join(f"云溪市第{n}中学" for n in "一二三四五六七八九十")
)
_LETTER = f"""\
文种: 函
发文机关: 云溪市教育局
发文字号: 云教函〔2026〕3号
成文日期: 2026-08-09
标题: 关于商请支持节水工作的函
主送: 市财政局
抄送: 市审计局
正文: [{"二" * 150}, {"三" * 400}]
稿本: 印发稿
"""
DOCUMENTS = {
    **{name: text for name, text in SIMPLE.items() if name != "上行文"},
    "反馈表": _FORM,
    "信函两页": _LETTER,
    "名单": _ROSTER,
    **{name: (_VARIANTS / f"{name}.yaml").read_text(encoding="utf-8") for name in _USED},
}

"""Documents whose pages are measured."""
ALL = {
    **DOCUMENTS,
    "字行推开": _PUSHED,
    "联合-短名称": _JOINT,
    "联合-许多": _MANY,
    **{
        name: (_VARIANTS / f"{name}.yaml").read_text(encoding="utf-8")
        for name in ("命令-标注", "版记-署名在页首", "行末-不分开")
    },
}
"""And those that show how far lines give way for a signature (7.3.5.5), or for a mark (10.2)."""


def project(folder: Path) -> Shared:
    """The documents' root: templates, sheets, registry and pictures."""
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, folder / name)
    (folder / "styles" / f"{NAME}.yaml").write_text(HOUSE, encoding="utf-8")
    content = folder / "content"
    content.mkdir()
    for path in (_VARIANTS / "机构.yaml", *_VARIANTS.glob("*.png")):
        shutil.copy(path, content)
    return Shared(folder, content)


def build(name: str, sheet: str, shared: Shared) -> bytes:
    """The .docx of a document, set by a sheet."""
    path = shared.content / f"{name}.{sheet}.yaml"
    path.write_text(f"{ALL[name]}样式: {sheet}\n", encoding="utf-8")
    with declared():
        outcome = process(Request(path, None, (formats()["docx"],)), shared)
    assert not outcome.refused, (name, [each.message for each in outcome.problems])
    return next(iter(outcome.outputs.values()))
