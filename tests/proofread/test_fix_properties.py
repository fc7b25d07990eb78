"""Mending, of any document: what was wrong is right, and every other character is as it was."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongwen import cli
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.proofread.files import mended_file

ROOT = Path(__file__).parents[2]
FAULTS = {
    "请抓好落实,按时报送。": "请抓好落实，按时报送。",
    "各单位(含所属)参加。": "各单位（含所属）参加。",
    "建设 书香云溪，抓好落实。": "建设书香云溪，抓好落实。",
    "请抓好落实，，按时报送。": "请抓好落实，按时报送。",
    "于2026年01月05日报送。": "于2026年1月5日报送。",
    "按照云政办发[2025]第08号办理。": "按照云政办发〔2025〕8号办理。",
    "建书屋１２家。": "建书屋12家。",
    "按照云政办发〔2025〕8号《读书办法》办理。": "按照《读书办法》（云政办发〔2025〕8号）办理。",
    "参照《读书办法》云政办发〔2025〕8号办理。": "参照《读书办法》（云政办发〔2025〕8号）办理。",
    "请抓好落实。": "请抓好落实。",
    "用好 AI 工具，8:30开始。": "用好 AI 工具，8:30开始。",
    "- 不是列表；#不是注解。": "- 不是列表；#不是注解。",
}
MENDED = {"半角标点", "标点重复", "日期写法", "全角数字字母", "引文写法", "引用文号", "多余空格"}
"""The rules whose findings in these sentences are gone."""
FORMS = (
    "- {0}   # 注解,不改",
    "- '{0}'",
    '- "{0}" # 注',
    "- |\n  {0}\n\n  {0}",
    "- 节: 加强领导\n  正文:\n  - {0}",
    "- 表:\n    列: [项目, 内容]\n    行:\n    - [甲, '{0}']   # 一行,一行",
    "- 条目:\n  - '{0}'\n  - {{文: '{0}'}}",
    "- 名单:\n  - 组长: 王 刚 副市长 # 姓名,不改",
)
HEAD = "# 读书节,不要删\n文种: 通知\n标题: 关于办好读书节的通知\n正文:\n"
DOCUMENTS = st.lists(
    st.tuples(st.sampled_from(FORMS), st.sampled_from(sorted(FAULTS))), min_size=1, max_size=6
)


def _text(blocks: list[tuple[str, str]]) -> str:
    return HEAD + "".join(f"{form.format(words)}\n" for form, words in blocks if _fits(form, words))


def _fits(form: str, words: str) -> bool:
    """Whether the words can be typed so: what begins with a sign of YAML needs quotes."""
    return not (words.startswith("-") and "'" not in form and '"' not in form and "|" not in form)


@given(DOCUMENTS)
@example([(form, words) for form in FORMS for words in list(FAULTS)[:3]])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_document(tmp_path: Path, blocks: list[tuple[str, str]]) -> None:
    path = tmp_path / "文.yaml"
    typed = _text(blocks)
    path.write_text(typed, encoding="utf-8")
    made = mended_file(path, "文.yaml")
    assert made is not None
    assert made.left == ()
    assert made.after == _text([(form, FAULTS[words]) for form, words in blocks])
    path.write_text(made.after, encoding="utf-8")
    again = mended_file(path, "文.yaml")
    assert again is not None
    assert again.after == made.after
    found = process(Request(path, None), Shared(ROOT, tmp_path)).problems
    assert [p.message for p in found if p.rule in MENDED and "不是列表" not in p.message] == []


def _applied(text: str, diff: str) -> str:
    """The text with a diff of one line of context applied, as `patch` does."""
    lines, made, at = text.splitlines(keepends=True), [], 0
    for line in diff.splitlines(keepends=True)[2:]:
        if head := re.match(r"@@ -(\d+)", line):
            made += lines[at : int(head[1]) - 1]
            at = int(head[1]) - 1
        elif line[0] == "+":
            made.append(line[1:])
        else:
            made += [lines[at]] if line[0] == " " else []
            at += 1
    return "".join([*made, *lines[at:]])


def test_what_is_shown_is_what_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    monkeypatch.chdir(tmp_path)
    path = content / "读书节.yaml"
    typed = _text([(form, words) for form in FORMS for words in FAULTS])
    path.write_text(typed, encoding="utf-8")
    cli.run(["check", "--diff", "--content", str(content), "读书节"])
    diff = capsys.readouterr().out
    assert path.read_text("utf-8") == typed
    cli.run(["check", "--fix", "--content", str(content), "读书节"])
    assert path.read_text("utf-8") == _applied(typed, diff) != typed


def test_another_document_that_is_quoted_and_tables_that_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    monkeypatch.chdir(tmp_path)
    (content / "办法.yaml").write_text(
        "文种: 通知\n标题: 读书办法\n正文: 请抓好落实,按时报送。  # 注\n", encoding="utf-8"
    )
    (content / "经费.csv").write_text("项目,内容\n\n甲,请抓好(含所属)落实。\n", encoding="utf-8")
    (content / "读书节.yaml").write_text(
        "文种: 通知\n标题: 关于办好读书节的通知\n正文:\n- 请落实。\n"
        "- 表: {列: [项目, 内容], 行: 经费.csv}\n附件:\n- 引自: 办法.yaml\n",
        encoding="utf-8",
    )
    table = (content / "经费.csv").read_bytes()
    cli.run(["check", "--fix", "--content", str(content), "读书节"])
    said = capsys.readouterr()
    assert "改好 content/办法.yaml（1行）" in said.out
    assert (
        "经费.csv: 第3行第2列的“请抓好(含所属)落实。”，在表格文件里改成“请抓好（含所属）落实。”"
        in said.err
    )
    assert (content / "经费.csv").read_bytes() == table
    assert "请抓好落实，按时报送。  # 注" in (content / "办法.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        (
            "文种：通知\n标题：关于办好读书节的通知\n主送：【市教育局，市科协】\n正文：\n"
            "－　节：加强领导\n　　正文：请抓好落实。\n－　请报送：材料。\n",
            "文种: 通知\n标题: 关于办好读书节的通知\n主送: [市教育局, 市科协]\n正文:\n"
            "-   节: 加强领导\n    正文: 请抓好落实。\n-   请报送：材料。\n",
        ),
        (
            "文种：通知\n标题：关于办好读书节的通知\n正文：｜\n  一、甲\n  标题：照印。\n附注：略\n",  # noqa: E501
            "文种: 通知\n标题: 关于办好读书节的通知\n正文: |\n  一、甲\n  标题：照印。\n附注: 略\n",
        ),
        (
            "＃ 注\n文种:通知\n标题:关于办好读书节的通知\n正文:\n—请落实。\n—请报送。\n",
            "# 注\n文种: 通知\n标题: 关于办好读书节的通知\n正文:\n- 请落实。\n- 请报送。\n",
        ),
        (
            "文种: 通知\n标题: 关于办好读书节的通知\n正文:\n- 表：\n    列：【甲、乙】\n    行：\n"
            "    - 【一，二】\n",
            "文种: 通知\n标题: 关于办好读书节的通知\n正文:\n- 表:\n    列: [甲, 乙]\n    行:\n"
            "    - [一, 二]\n",
        ),
    ],
)
def test_signs_of_yaml_in_full_width(tmp_path: Path, typed: str, right: str) -> None:
    path = tmp_path / "文.yaml"
    path.write_text(typed, encoding="utf-8")
    made = mended_file(path, "文.yaml")
    assert made is not None
    assert made.after == right


@pytest.mark.parametrize(
    "text",
    [
        "文种: 通知\n标题: 关于办好读书节的通知\n正文:\n- 联系人：张三：甲\n- ——读书赋\n",
        "文种: 通知\n标题: [甲\n正文: 乙\n",
    ],
)
def test_what_is_readable_or_more_than_signs_stays(tmp_path: Path, text: str) -> None:
    path = tmp_path / "文.yaml"
    path.write_text(text, encoding="utf-8")
    made = mended_file(path, "文.yaml")
    assert made is not None
    assert made.after == text
