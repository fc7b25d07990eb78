"""The recipes of docs/adding.md, done to the letter on a copy of the project."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.recipes import PAGE, ROOT, follow

FRESH = "已更新 docs/schema/：gongwen.json、registry.json、office.json\n已更新 docs/："


def style(document: Path, name: str) -> str:
    """The definition of a style in a .docx."""
    with zipfile.ZipFile(document) as parts:
        styles = parts.read("word/styles.xml").decode()
    found: list[str] = re.findall(r"<w:style .*?</w:style>", styles, re.DOTALL)
    return next(each for each in found if f'<w:name w:val="{name}"' in each)


def test_each_recipe_is_tried_here() -> None:
    titles = re.findall(r"^## (加.*)$", PAGE, re.MULTILINE)
    source = Path(__file__).read_text("utf-8")
    assert titles
    assert [title for title in titles if f'follow("{title}"' not in source] == []


def test_a_kind(tmp_path: Path) -> None:
    added = follow("加一个文种", tmp_path)
    assert added.written == ["gongwen/kinds/倡议书.yaml", "content/节水倡议.yaml"]
    assert (added.codes, added.said) == (
        [0, 0, 0],
        "生成 output/节水倡议/节水倡议（印发稿）.docx\n生成1个文件。\n" + FRESH + "内容参考.md\n",
    )
    assert '"倡议书"' in (added.root / "docs" / "schema" / "gongwen.json").read_text("utf-8")


def test_without_its_file_the_kind_is_unknown(tmp_path: Path) -> None:
    outcome = follow("加一个文种", tmp_path, without="gongwen/kinds/")
    assert outcome.codes[0] == 1
    assert "[不认识的文种] “倡议书”不是文种" in outcome.said


def test_a_rule(tmp_path: Path) -> None:
    added = follow("加一条规则", tmp_path)
    assert added.said == (
        "content/试一试.yaml:2:5: 警告 [标题感叹号] 标题里有感叹号\n"
        "    依据：本单位公文处理细则\n"
        "    建议：删去“！”\n"
        "检查了1份文稿，发现1个警告。\n" + FRESH + "问题一览.md、规则.md\n"
    )
    assert "\n## 标题感叹号\n" in (added.root / "docs" / "规则.md").read_text("utf-8")


def test_a_format(tmp_path: Path) -> None:
    added = follow("加一种输出格式", tmp_path)
    assert added.codes == [0], added.said
    output = added.root / "output" / "试一试"
    assert sorted(path.suffix for path in output.iterdir()) == [".docx", ".tab"]
    lines = (output / "试一试（征求意见稿）.tab").read_text("utf-8").splitlines()
    assert {"关于做好节水工作的通知", "（征求意见稿）", "一、加强宣传"} <= set(lines)


def test_a_house_style(tmp_path: Path) -> None:
    added = follow("加一套本单位样式", tmp_path)
    assert added.codes == [0], added.said
    document = added.root / "output" / "试一试" / "试一试（征求意见稿）.docx"
    assert '<w:sz w:val="88"/>' in style(document, "发文机关标志")
    assert 'w:ascii="Times New Roman"' in style(document, "Normal")


def test_a_template(tmp_path: Path) -> None:
    added = follow("加一个模板", tmp_path)
    assert added.codes == [0, 0, 0], added.said
    assert (added.root / "output" / "试一试" / "试一试（征求意见稿）.docx").is_file()
    assert "没有模板" not in added.said


def test_without_its_file_the_template_is_missed(tmp_path: Path) -> None:
    outcome = follow("加一个模板", tmp_path, without="cp templates/")
    assert outcome.codes[-1] == 1
    assert "[没有模板] templates 文件夹里没有“本单位文件”模板" in outcome.said


def test_a_skeleton(tmp_path: Path) -> None:
    added = follow("加一个骨架", tmp_path)
    assert added.codes == [0, 0, 0], added.said
    text = (added.root / "content" / "节水评比.yaml").read_text("utf-8")
    assert "- 节: 评选条件\n" in text
    assert "{单位一}" not in text
    added.run("python build.py new 通知 另一份 --with 没有的")
    assert "评比" in added.said.splitlines()[-1]


def test_a_recogniser(tmp_path: Path) -> None:
    added = follow("加一个识别器", tmp_path)
    assert added.codes == [0], added.said
    text = (added.root / "content" / "旧文.yaml").read_text("utf-8")
    assert "- 条目: [随手关紧水龙头。, 一水多用。]\n" in text


def test_without_its_file_the_recogniser_is_missed(tmp_path: Path) -> None:
    follow("加一个识别器", tmp_path, without="gongwen/importer/recognisers/")
    text = (tmp_path / "copy" / "content" / "旧文.yaml").read_text("utf-8")
    assert "●随手关紧水龙头。" in text


def test_a_command(tmp_path: Path) -> None:
    added = follow("加一条命令", tmp_path)
    count = len(
        [p for p in (ROOT / "content").rglob("*.yaml") if not p.stem.startswith(("机构", "_"))]
    )
    assert added.codes == [0, 0]
    assert added.said == f"共{count}份文稿。\n已更新 docs/：命令.md\n"
    added.run("python build.py --help")
    assert "数一数有多少份文稿" in added.said


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_the_code_is_in_our_style(block: str, tmp_path: Path) -> None:
    path = tmp_path / "block.py"
    path.write_text(block, "utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    config = ["--config", str(ROOT / "pyproject.toml"), "--no-cache", str(path)]
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [*ruff, *command, *config], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout
