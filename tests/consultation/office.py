"""An office that asks for comments: a draft, the letter that encloses it, a registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen import cli
from tests.history.test_save import WHO, repository, run
from tests.made_once import MadeOnce
from tests.project import project

REGISTRY = """\
- 全称: 云溪市人民政府
  简称: 市政府
  类别: 政府
- 全称: 云溪市人民政府办公室
  简称: 市政府办
  类别: 政府
- 全称: 云溪市教育局
  简称: 市教育局
  类别: 政府
- 全称: 云溪市财政局
  简称: 市财政局
  类别: 政府
- 全称: 云溪市水务局
  简称: 市水务局
  类别: 政府
  代字: 云水发
- 全称: 云溪市民政局
  简称: 市民政局
  类别: 政府
- 全称: 溪东区人民政府
  简称: 溪东区政府
  类别: 区县
- 全称: 溪西区人民政府
  简称: 溪西区政府
  类别: 区县
- 全称: 各县（区）人民政府
  简称: 各县（区）政府
  类别: 区县
  包含: 溪东区政府、溪西区政府
"""
DRAFT = """\
文种: 通知
标题: 云溪市人民政府办公室关于开展河道清淤工作的通知
发文机关: 云溪市人民政府办公室
主送: 各县（区）人民政府，市教育局、市财政局、市水务局、市民政局
正文:
- 为提升河道行洪能力，保障防洪安全，现就开展河道清淤工作有关事项通知如下。
- 节: 总体要求
  正文:
  - 坚持属地管理、分级负责，统筹清淤与生态修复，2026年汛期前完成主城区三条河道清淤。
- 节: 主要任务
  正文:
  - 节: 摸清底数
    接排: 市水务局牵头排查河道淤积情况，4月底前建立清单。
  - 节: 实施清淤
    接排: 采用机械清淤与人工清淤相结合的方式，淤泥运至指定地点处置。
- 节: 保障措施
  正文:
  - 节: 落实资金
    接排: 所需资金由市、区两级财政按3∶7的比例承担。
  - 节: 加强宣传
    接排: 组织学校开展河道保护宣传教育。
  - 职责:
    - 单位: 市水务局
      内容: 负责河道清淤的组织实施和质量监督。
"""
LETTER = """\
文种: 函
稿本: 印发稿
发文机关: 云溪市水务局
发文字号: 云水函〔2026〕5号
标题: 云溪市水务局关于征求《云溪市人民政府办公室关于开展河道清淤工作的通知（征求意见稿）》意见的函
主送: 各县（区）人民政府，市教育局、市财政局、市水务局、市民政局
正文:
- 我局研究起草了《云溪市人民政府办公室关于开展河道清淤工作的通知（征求意见稿）》，请研究。
- 反馈说明: 是
成文日期: 2026-04-03
公开属性: 不予公开
附件:
- 引自: 清淤.yaml
  稿本: 征求意见稿
- 标题: 意见反馈表
  表单: 意见反馈表
反馈:
  截止: 2026-04-15
  逾期: 视为无意见
  联系人: 程一诺
  电话: 0300-8866216
  邮箱: shuiwu@yunxi.example
"""
ASKED = ("溪东区政府", "溪西区政府", "市教育局", "市财政局", "市水务局", "市民政局")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, in git, with nothing saved."""
    folder = tmp_path / "office"
    folder.mkdir()
    project(folder, 清淤=DRAFT, 征求意见函=LETTER)
    (folder / "content/机构.yaml").write_text(REGISTRY, encoding="utf-8")
    repository(folder, **WHO)
    (folder / ".gitignore").write_text("output/\n.cache/\n", encoding="utf-8")
    monkeypatch.setattr(cli, "ROOT", folder)
    return folder


@pytest.fixture
def sent(office: Path, once: MadeOnce, capsys: pytest.CaptureFixture[str]) -> Path:
    """The same after the letter went out."""

    def send() -> None:
        run(capsys, "save", "征求意见函", "-m", "征求意见")
        run(
            capsys, "send", "征求意见函", "--format", "docx", "--on", "2026-04-03",
            "--warnings-checked",
        )  # fmt: skip

    once("consultation: sent", office, send)
    return office
