"""What is certainly wrong is mended in place, in the file it was typed in; all else stays."""
# ruff: noqa: E501  what is typed stands in one piece

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen import cli
from gongwen.proofread.words import mended
from tests.proofread.folder import laid_down


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("请抓好落实,按时报送.", "请抓好落实，按时报送。"),
        ("各单位(含所属)参加;请假须报告。", "各单位（含所属）参加；请假须报告。"),
        ("建设 书香云溪，抓好落实。", "建设书香云溪，抓好落实。"),
        ("请抓好落实，，按时报送。。", "请抓好落实，按时报送。"),
        ("于2026年01月05日报送。", "于2026年1月5日报送。"),
        ("按照云政办发[2025]第08号文件办理。", "按照云政办发〔2025〕8号文件办理。"),
        ("按照云政办发（2025）8号文件办理。", "按照云政办发〔2025〕8号文件办理。"),
        ("建书屋１２家。", "建书屋12家。"),
        ("共３．５万册。", "共3.5万册。"),
        ("到 2026 年底，建书屋12 家，投入3. 5万元。", "到 2026年底，建书屋12家，投入3.5万元。"),
        ("联系人:王刚，请抓好落实。", "联系人：王刚，请抓好落实。"),
    ],
)
def test_mends(typed: str, right: str) -> None:
    assert mended(typed) == right
    assert mended(right) == right


@pytest.mark.parametrize(
    "text",
    [
        "邮箱yunxi@example.cn，网址https://example.cn/a?b=1;c=2。", "8:30开始，比分3:2，完成98.5%。",
        "用好 AI 工具，抓好落实。", "《中央办公厅 国务院办公厅关于加强阅读的意见》要求抓好落实。",
        "第三条 本办法自印发之日起施行，请落实。", "（2025）云0102民初8号判决书另发。",
        "市委宣传部 市教育局", "读书……好。", "10月10日、20日。", "2026年10月20日。", "“读书”“藏书”",
        "电话0719-8888-6666。", "GB/T 9704-2012。", "第1.2版。", "1,200人。", "张 明 市长",
        "他说：“好！”", "（一）加强领导。", "12:00—13:00", "云政办发〔2025〕8号。",
    ],
)  # fmt: skip
def test_lets_stand(text: str) -> None:
    assert mended(text) == text


TEXT = """\
# 读书节（不要删）
文种: 通知
标题: 关于办好读书节的通知
发文字号: 云政办发[2026]8号   # 文号
正文:
- 请抓好落实,按时报送.   # 备注
- {引入: _片段.yaml}
"""
MENDED = TEXT.replace("落实,按时报送.", "落实，按时报送。").replace("[2026]", "〔2026〕")
PIECE = "- 于2026年01月05日报送,不得迟报。\n"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return laid_down(tmp_path, TEXT, PIECE, monkeypatch)


def _check(content: Path, *options: str) -> int:
    return cli.run(["check", *options, "--content", str(content), "读书节"])


def test_the_files_that_a_text_came_from(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _check(content, "--fix", "--diff")
    shown = capsys.readouterr().out
    assert "+- 请抓好落实，按时报送。   # 备注" in shown
    assert "+- 于2026年1月5日报送，不得迟报。" in shown
    assert (content / "读书节.yaml").read_text("utf-8") == TEXT
    _check(content, "--fix")
    said = capsys.readouterr().out
    assert "改好 content/读书节.yaml（2行）" in said
    assert "改好 content/_片段.yaml（1行）" in said
    assert (content / "读书节.yaml").read_text("utf-8") == MENDED
    assert (content / "_片段.yaml").read_text("utf-8") == "- 于2026年1月5日报送，不得迟报。\n"
    _check(content, "--fix")
    assert "没有一定要改的" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_told(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = TEXT.replace("正文:", "主送: 市教育局:\n正文:")
    (content / "读书节.yaml").write_text(typed, encoding="utf-8")
    assert _check(content, "--fix") == 1
    said = capsys.readouterr()
    assert "content/读书节.yaml 还读不出来，没有改；先改好检查说的错误，再运行一次" in said.err
    assert "没有一定要改的" not in said.out
    assert (content / "读书节.yaml").read_text("utf-8") == typed


@pytest.mark.parametrize(
    "typed",
    [
        "文种：通知\n标题：关于办好读书节的通知\n正文：请抓好落实。\n",
        "文种：通知\n标题：关于办好读书节的通知\n正文：\n- 节：加强领导\n  正文：请抓好落实。\n- 请报送。\n",
    ],
)
def test_colons_that_a_replacement_made_full_width(content: Path, typed: str) -> None:
    (content / "读书节.yaml").write_text(typed, encoding="utf-8")
    assert _check(content) == 1
    _check(content, "--fix")
    right = (content / "读书节.yaml").read_text("utf-8")
    assert right == typed.replace("：\n", ":\n").replace("：", ": ")
    assert _check(content) == 0


@pytest.mark.parametrize("blank", ["\xa0", "\u3000", "\u2003", ""])
def test_blanks_behind_the_colons_that_are_none_to_yaml(content: Path, blank: str) -> None:
    right = "文种: 通知\n标题: 关于办好读书节的通知\n正文: |\n  请抓好落实。\n附注: 此件公开发布\n"
    indent = {"": "  ", "\u3000": "\u3000"}.get(blank, blank * 2)
    typed = right.replace(": ", f":{blank}").replace("\n  ", f"\n{indent}")
    (content / "读书节.yaml").write_text(typed, encoding="utf-8")
    assert _check(content) == 1
    _check(content, "--fix")
    assert (content / "读书节.yaml").read_text("utf-8") == right


def test_line_ends_stay(content: Path) -> None:
    (content / "读书节.yaml").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    _check(content, "--fix")
    expected = MENDED.replace("\n", "\r\n")
    assert (content / "读书节.yaml").read_bytes() == expected.encode("utf-8-sig")


def test_classified_text_is_left_alone(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = TEXT.replace("文种: 通知", "文种: 通知\n密级: 秘密")
    (content / "读书节.yaml").write_text(secret, encoding="utf-8")
    _check(content, "--fix")
    assert "涉密" in capsys.readouterr().err
    assert (content / "读书节.yaml").read_text("utf-8") == secret
