"""An office that uses 发文办理: a notice, a letter, a joint document and a 规范性文件, each with
what the way of such a one asks for.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen import cli
from tests.history.test_save import WHO, new_computer, repository
from tests.project import project

REGISTRY = """\
- 全称: 云溪市人民政府
  简称: 市政府
  类别: 政府
- 全称: 云溪市人民政府办公室
  简称: 市政府办
  类别: 政府
  代字: 云政办发
- 全称: 云溪市教育局
  简称: 市教育局
  类别: 政府
- 全称: 云溪市财政局
  简称: 市财政局
  类别: 政府
- 全称: 云溪市司法局
  简称: 市司法局
  类别: 政府
- 全称: 云溪市文化和旅游局
  简称: 市文旅局
  类别: 政府
"""
NOTICE = """\
文种: 通知
稿本: 送审稿
标题: 云溪市人民政府办公室关于做好城区内涝隐患排查的通知
发文机关: 云溪市人民政府办公室
主送: 市教育局、市财政局
正文:
- 为做好汛前准备，现就城区内涝隐患排查有关事项通知如下。
- 节: 排查范围
  接排: 主城区下穿通道、地下车库和低洼院落，4月底前建立清单。
- 节: 落实责任
  接排: 第三、五排查组各明确一名负责人，按1∶2的比例落实资金3.5万元。
公开属性: 主动公开
抄送: 市文旅局
办理:
  拟稿: {单位: 应急科, 姓名: 程一诺, 电话: 0300-8866216, 日期: 2026-03-28}
  核稿: {姓名: 陆知远, 日期: 2026-03-29}
  会签: [市司法局, {单位: 市财政局, 意见: 同意, 姓名: 何清, 日期: 2026-03-30}]
"""
LETTER = """\
文种: 函
稿本: 送审稿
标题: 云溪市教育局关于商请支持校园书香建设的函
发文机关: 云溪市教育局
主送: 市文旅局
正文: 为推进校园书香建设，商请贵局支持图书配送。
公开属性: {属性: 不予公开, 理由: 属于内部事务信息}
办理: {拟稿: 孟晚, 核稿: 顾行}
"""
JOINT = """\
文种: 通知
稿本: 送审稿
标题: 云溪市教育局 云溪市财政局 云溪市文化和旅游局关于开展研学旅行的通知
发文机关: 云溪市教育局、云溪市财政局、云溪市文化和旅游局
主送: 市司法局
正文: 请各单位配合开展研学旅行。
公开属性: 主动公开
办理: {拟稿: 孟晚, 会签: [市财政局, 市文旅局]}
"""
RULES = """\
文种: 通知
稿本: 送审稿
标题: 云溪市人民政府办公室关于印发云溪市公共场所母婴设施管理办法的通知
发文机关: 云溪市人民政府办公室
主送: 市教育局、市财政局
正文: 《云溪市公共场所母婴设施管理办法》已经市政府第32次常务会议审议通过，现予印发，请认真执行。
印发件:
  标题: 云溪市公共场所母婴设施管理办法
  体例: 条款
  正文:
  - 条: 为了规范公共场所母婴设施的建设和管理，制定本办法。
  - 条:
    - 本办法自2026年6月1日起施行，有效期5年。
    - 《云溪市母婴室管理规定》（云政办发〔2021〕8号）同时废止。
公开属性: 主动公开
规范性文件: 是
规范性文件编号: YXGF-2026-003
施行日期: 2026-06-01
有效期: 5年
审议: {会议: 市政府第32次常务会议, 日期: 2026-05-08}
废止: 云政办发〔2021〕8号
材料:
- {材料: 征求意见, 文件: 采纳情况.txt}
- {材料: 合法性审核, 文件: 合法性审核意见.txt, 单位: 市司法局, 日期: 2026-04-20, 结论: 合法}
- {材料: 公平竞争审查, 不需要: 不涉及经营主体的经济活动}
- {材料: 解读, 文件: 解读稿.yaml}
"""
EXPLAINED = """\
文种: 通知
标题: 《云溪市公共场所母婴设施管理办法》政策解读
正文: 办法共两条，主要规定母婴设施的建设和管理。
"""


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on a new computer, with git."""
    new_computer(monkeypatch, tmp_path)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, in git, with nothing saved."""
    folder = tmp_path / "office"
    folder.mkdir()
    begin(folder)
    monkeypatch.setattr(cli, "ROOT", folder)
    return folder


def begin(folder: Path) -> None:
    """Put the documents and what they use into an empty folder."""
    project(folder, 排查=NOTICE, 商请函=LETTER, 研学=JOINT, 母婴=RULES, 解读稿=EXPLAINED)
    (folder / "content/机构.yaml").write_text(REGISTRY, encoding="utf-8")
    (folder / "content/采纳情况.txt").write_text("征求意见及采纳情况\n", encoding="utf-8")
    (folder / "content/合法性审核意见.txt").write_text("合法。\n", encoding="utf-8")
    repository(folder, **WHO)
    (folder / ".gitignore").write_text("output/\n.cache/\n", encoding="utf-8")
