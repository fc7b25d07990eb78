"""A 文种, a rule, an output format, a house style and a recogniser: each is one new file.

All five are added to a copy of the project, as docs/adding.md has them; a document is checked and
built with them, and what was built is imported. Nothing else changes but what is generated.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.recipes import STEP, Outcome, copied, recipe

FILES = {
    "加一个文种": "gongwen/kinds/倡议书.yaml",
    "加一条规则": "gongwen/rules/exclamation_mark.py",
    "加一种输出格式": "gongwen/formats/tabbed.py",
    "加一套本单位样式": "styles/本单位.yaml",
    "加一个识别器": "gongwen/importer/recognisers/bullets.py",
}
DOCUMENT = """\
文种: 倡议书
样式: 本单位
稿本: 印发稿
发文机关: 云溪市人民政府办公室
标题: 云溪市人民政府办公室节水有我！全民节水倡议书
正文: |
  为了节约用水，我们倡议：
  ●随手关紧水龙头。
  ●一水多用。
成文日期: 2026-03-22
"""
MADE = ("content/", "output/", ".cache/")
"""What the office writes and what is made of it: no part of the program."""
GENERATED = ("docs/",)


class Added:
    """The copy with the five files, and what it was before."""

    def __init__(self, folder: Path) -> None:
        self.outcome: Outcome = copied(folder)
        self.root = self.outcome.root
        self.before = self.files()
        for title, name in FILES.items():
            step = next(step for step in STEP.finditer(recipe(title)) if step["path"] == name)
            (self.root / name).write_text(step["text"], "utf-8")
        (self.root / "content" / "节水.yaml").write_text(DOCUMENT, "utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file by its place, but for Python's own."""
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }

    def run(self, *words: str) -> tuple[int, str]:
        """The exit code of a command, and what it said."""
        self.outcome.said = ""
        self.outcome.run(f"python build.py {' '.join(words)}")
        return self.outcome.codes[-1], self.outcome.said


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Added:
    return Added(tmp_path_factory.mktemp("five"))


def test_the_rule_speaks_and_the_kind_and_the_style_are_known(added: Added) -> None:
    assert added.run("check", "节水") == (
        0,
        "content/节水.yaml:5:5: 警告 [标题感叹号] 标题里有感叹号\n"
        "    依据：本单位公文处理细则\n"
        "    建议：删去“！”\n"
        "content/节水.yaml:8:3: 警告 [粘贴的记号] “●”是项目符号，会照原样印，这样的共2处\n"
        "    依据：惯例\n"
        "    建议：删去行首的符号，要编号的，照前后各段的层次写成“（一）”“1.”，或者写成“- 条目:”\n"
        "检查了1份文稿，发现2个警告。\n",
    )


def test_the_document_is_built_in_the_style_and_the_format(added: Added) -> None:
    code, said = added.run("节水", "--format", "docx,tab")
    assert code == 0, said
    made = added.root / "output" / "节水" / "节水（印发稿）.docx"
    with zipfile.ZipFile(made) as parts:
        assert '<w:sz w:val="88"/>' in parts.read("word/styles.xml").decode()
    lines = made.with_suffix(".tab").read_text("utf-8").splitlines()
    assert {"●一水多用。", "云溪市人民政府办公室"} <= {line.strip() for line in lines}


def test_what_was_built_is_imported_as_the_kind_and_by_the_recogniser(added: Added) -> None:
    added.run("节水")
    assert added.run("import", "output/节水/节水（印发稿）.docx", "--output", "导入")[0] == 0
    text = (added.root / "content" / "导入.yaml").read_text("utf-8")
    assert text.splitlines()[1] == "文种: 倡议书"
    assert "- 条目: [随手关紧水龙头。, 一水多用。]\n" in text


def test_a_new_document_of_the_kind_is_offered(added: Added) -> None:
    code, said = added.run("new", "倡议书", "又一份")
    assert code == 0, said
    assert "文种: 倡议书\n" in (added.root / "content" / "又一份.yaml").read_text("utf-8")


def test_what_is_generated_is_made_again_and_nothing_else_has_changed(added: Added) -> None:
    assert added.run("schema", "--check")[0] == 1
    assert added.run("docs", "--check")[0] == 1
    assert [added.run(*words)[0] for words in (["schema"], ["docs"])] == [0, 0]
    assert [added.run(word, "--check") for word in ("schema", "docs")] == [(0, ""), (0, "")]
    after = added.files()
    own = {name for name in after if not name.startswith(MADE)}
    changed = {name for name in own if after[name] != added.before.get(name)}
    assert {name for name in changed if not name.startswith(GENERATED)} == {*FILES.values()}
    assert {*added.before} - {*after} == set()
    assert changed - {*FILES.values()} <= {*added.before}, "a page is new"
