"""md, odt and txt of a finished document: all of its words, in order, and the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.formats import formats
from gongwen.importer.pieces import SourceTable
from gongwen.importer.reading import read_content, read_file
from gongwen.pandoc import program

ROOT = Path(__file__).parents[2]
DOCUMENT = """\
文种: 通知
稿本: 印发稿
发文机关: [云溪市水务局, 云溪市财政局]
发文字号: 云水发〔2026〕12号
标题: 云溪市水务局关于清淤的通知
主送: 各县（区）水务局
正文:
- 各县*要*做好_清淤_工作，#1 号泵站先行。
- 节: 加强领导
  正文:
  - 节: 明确责任
    接排: 各单位要落实责任。
  - 表:
      列: [单位, 数量]
      行:
      - [{文: 甲, 跨行: 2}, '1|2']
      - ['', '3']
      - [{文: 合计, 跨列: 2}]
    表题: 清淤安排表
- 名单:
  - 角色: 组长
    人员: [王刚 市水务局局长]
成文日期: 2026-03-22
抄送: 市委办公室
印发: {机关: 云溪市水务局办公室, 日期: 2026-03-23}
附件:
- 标题: 安排
  正文: 附件的文字。
"""
WORDS = (
    *("云水发〔2026〕12号", "云溪市水务局关于清淤的通知", "各县（区）水务局："),
    *("各县*要*做好_清淤_工作，#1 号泵站先行。", "一、加强领导", "（一）明确责任。"),
    *("各单位要落实责任。", "清淤安排表", "甲", "1|2", "合计", "王刚", "市水务局局长"),
    *("附件的文字。", "抄送：市委办公室。", "2026年3月23日印发"),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The document in each format, made twice with the same bytes."""
    folder = tmp_path_factory.mktemp("文稿")
    (folder / "content").mkdir()
    (folder / "content" / "清淤.yaml").write_text(DOCUMENT, encoding="utf-8")
    found: list[dict[str, bytes]] = []
    for name in ("一", "二"):
        words = ["build", "--format", "md,odt,txt", "--content", str(folder / "content")]
        assert cli.main([*words, "--output", str(folder / name)]) == 0
        files = sorted((folder / name).rglob("清淤*.*"))
        found.append({path.suffix: path.read_bytes() for path in files if path.is_file()})
    assert found[0] == found[1]
    return found[0]


def in_order(text: str) -> None:
    at = 0
    for word in WORDS:
        assert word in text[at:], word
        at = text.index(word, at)


def test_markdown(made: dict[str, bytes]) -> None:
    text = made[".md"].decode()
    in_order(re.sub(r"\\([*_#.|\[\]])", r"\1", text))
    assert "# 云溪市水务局关于清淤的通知\n" in text
    assert "## 一、加强领导\n" in text
    assert "**（一）明确责任。**各单位" in text
    assert 'rowspan="2"' in text
    assert 'colspan="2"' in text


def test_plain_text(made: dict[str, bytes]) -> None:
    in_order(made[".txt"].decode())


def test_open_document_is_read_back(made: dict[str, bytes]) -> None:
    source = read_content(made[".odt"], ".odt", "清淤.odt")
    assert source.problems == []
    lines = []
    for piece in source.pieces:
        if isinstance(piece, SourceTable):
            lines += [cell.text for row in piece.rows for cell in row if not cell.merged]
        else:
            lines.append(piece.text)
    in_order("\n".join(lines))
    (table,) = (piece for piece in source.pieces if isinstance(piece, SourceTable))
    assert [[(cell.text, cell.merged) for cell in row] for row in table.rows] == [
        [("单位", ""), ("数量", "")],
        [("甲", ""), ("1|2", "")],
        [("甲", "above"), ("3", "")],
        [("合计", ""), ("合计", "left")],
    ]
    looks = {
        piece.text: piece.look for piece in source.pieces if not isinstance(piece, SourceTable)
    }
    assert looks["云溪市水务局关于清淤的通知"].centred
    assert looks["2026年3月22日"].right


def test_markdown_is_read_back(made: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "清淤.md"
    path.write_bytes(made[".md"])
    texts = [getattr(piece, "text", "") for piece in read_file(path, "清淤.md").pieces]
    assert "各县*要*做好_清淤_工作，#1 号泵站先行。" in texts


@pytest.mark.parametrize("suffix", ["md", "odt", "txt"])
def test_without_pandoc(
    suffix: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "find_pandoc", lambda: None)
    together = formats()[suffix].together
    assert together is not None
    said = together.missing(ROOT)
    assert said.startswith(
        f"生成 .{suffix} 要用 pandoc：这台电脑上没有 pandoc。\n请运行 make pandoc-setup"
    )
    assert cli.main(["build", "--format", suffix]) == 2
    assert said in capsys.readouterr().err
