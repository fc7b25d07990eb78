"""The same text is told the same, wherever it is checked: every rule's wrong example, as YAML, and
as it stands on paper in the files that offices send.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from html import escape
from pathlib import Path
from types import ModuleType

import pytest

from gongwen import cli, rules
from gongwen.build.pipeline import Outcome, Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.importer.docx_reader import read_docx
from gongwen.importer.pieces import SourceParagraph
from gongwen.importer.text_check import check_text
from gongwen.problem import Problem, as_json
from gongwen.problem_ids import UNSURE
from gongwen.rules import missing_element, pasted_markdown
from tests.rules.test_rules import UNITS

ROOT = Path(__file__).parents[2]
DRAFT = {"文种": "通知", "标题": "关于读书节的通知", "正文": "略。"}
FINAL = DRAFT | {
    "稿本": "印发稿",
    "发文机关": "云溪市教育局",
    "发文字号": "云教发〔2026〕8号",
    "主送": "市科协",
    "成文日期": "2026-06-01",
    "公开属性": "主动公开",
    "印发": "{机关: 云溪市教育局, 日期: 2026-06-02}",
}
READING = (UNSURE, "序数不连续", missing_element.NAME)
"""What import says of its own reading."""


def _excepted() -> set[str]:
    """The rules that docs/核稿.md says of that they cannot tell the same of a file from elsewhere,
    with the reason: what they are about is on no paper, or need not be recognised there.
    """
    text = (ROOT / "docs" / "核稿.md").read_text("utf-8")
    section = text.partition("纸上没有的就查不了")[2].partition("查什么，见")[0]
    words = set(re.split("[、：（）。；\n]", section))
    return {rule.NAME for rule in rules.rules() if rule.NAME in words} - {pasted_markdown.NAME}


EXCEPTED = _excepted()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    content = tmp_path_factory.mktemp("everywhere") / "content"
    content.mkdir()
    (content / "机构.yaml").write_text(UNITS, encoding="utf-8")
    return Shared(ROOT, content)


def _filled(text: str, elements: dict[str, str]) -> str:
    lines = [f"{k}: {v}" for k, v in elements.items() if not re.search(f"^{k}:", text, re.M)]
    return "\n".join([text.rstrip("\n"), *lines, ""])


def _as_yaml(rule: ModuleType, shared: Shared) -> Outcome:
    """The rule's example, as a final text where it speaks of what only that one has."""
    path = shared.content / "文.yaml"
    asks = re.search("成文日期|发文字号|公开属性", rule.WRONG) and "稿本" not in rule.WRONG
    for elements in (FINAL, DRAFT) if asks else (DRAFT,):
        path.write_text(_filled(rule.WRONG, elements), encoding="utf-8")
        outcome = process(Request(path, None, (formats()["docx"],)), shared)
        if outcome.outputs:
            break
    return outcome


def _prints(docx: bytes) -> dict[str, bytes]:
    """What stands on the pages, as files of every kind have it."""
    plain, marked, page = [], [], []
    for piece in read_docx(docx, "文.docx").pieces:
        if isinstance(piece, SourceParagraph):
            plain.append(piece.text)
            marked += [piece.text, ""]
            page.append(f"<p>{escape(piece.text)}</p>")
            continue
        rows = [[cell.text for cell in row] for row in piece.rows]
        plain += ["\t".join(row) for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        marked += [lines[0], "|" + "---|" * len(rows[0]), *lines[1:], ""]
        cells = ("".join(f"<td>{escape(text)}</td>" for text in row) for row in rows)
        page.append(f"<table>{''.join(f'<tr>{each}</tr>' for each in cells)}</table>")
    html = f'<!DOCTYPE html><html><meta charset="utf-8"><body>{"".join(page)}</body></html>'
    texts = {"txt": "\n".join(plain), "md": "\n".join(marked), "html": html}
    return {"docx": docx} | {suffix: text.encode() for suffix, text in texts.items()}


def _said(problems: list[Problem]) -> Counter[tuple[str, str]]:
    """By rule and level; what import says of its own reading left out."""
    return Counter((str(p.rule), str(p.level)) for p in problems if p.rule not in READING)


def _beside(index: int) -> str:
    """Each example is checked as a Word file and as one of the other kinds, by turns. The signs of
    Markdown are no fault in a .md.
    """
    if rules.rules()[index].NAME == pasted_markdown.NAME:
        return "txt"
    return ("txt", "html", "md")[index % 3]


@pytest.mark.parametrize("index", range(len(rules.rules())))
def test_a_fault_on_paper_is_told_as_in_yaml(index: int, shared: Shared, tmp_path: Path) -> None:
    rule = rules.rules()[index]
    if rule.NAME in {*EXCEPTED, missing_element.NAME}:
        pytest.skip("docs/核稿.md 里写着为什么")
    outcome = _as_yaml(rule, shared)
    (docx,) = outcome.outputs.values()
    prints = _prints(docx)
    expected = _said(outcome.problems)
    assert rule.NAME in {name for name, _ in expected}
    for suffix in ("docx", _beside(index)):
        path = tmp_path / f"文.{suffix}"
        path.write_bytes(prints[suffix])
        said = _said(check_text(path, path.name, None, shared))
        assert said == expected, f"{suffix}：查不了的，在 docs/核稿.md 里写明为什么"


def test_few_rules_are_excepted() -> None:
    assert 0 < len(EXCEPTED) < len(rules.rules()) // 3


def test_a_line_that_a_finding_names_is_one_of_the_file(shared: Shared, tmp_path: Path) -> None:
    said = "请各单位高度重视，明确专人负责，于月底以前报送方案。"
    text = f"关于读书节的通知\n\n各县（区）人民政府：\n\n{said}\n\n略。\n\n{said}\n"
    (tmp_path / "文.txt").write_text(text, encoding="utf-8")
    found = check_text(tmp_path / "文.txt", "文.txt", None, shared)
    (twice,) = [problem for problem in found if problem.rule == "文字重复"]
    assert (twice.line, "第5行" in twice.message) == (9, True)


def test_a_number_is_told_as_it_was_typed(shared: Shared, tmp_path: Path) -> None:
    text = "云教发[2026]8号\n\n云溪市教育局关于读书节的通知\n\n市科协：\n\n请落实。\n"
    (tmp_path / "文.txt").write_text(text, encoding="utf-8")
    found = check_text(tmp_path / "文.txt", "文.txt", None, shared)
    (number,) = [problem for problem in found if problem.rule == "发文字号"]
    assert (number.line, number.hint) == (1, "写成“云教发〔2026〕8号”")


def test_every_command_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, elsewhere = tmp_path / "content", tmp_path / "elsewhere"
    for folder in (content, elsewhere):
        folder.mkdir()
        (folder / "机构.yaml").write_text(UNITS, encoding="utf-8")
        for rule in rules.rules()[::4]:
            text = _filled(rule.WRONG, DRAFT)
            (folder / f"{rule.NAME}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("templates", "styles"):
        (tmp_path / name).symlink_to(ROOT / name)
    names = sorted(path.name for path in content.glob("*.yaml") if path.stem != "机构")

    def told(*arguments: str) -> list[tuple[str, int, int, str, str, str]]:
        capsys.readouterr()
        cli.run([*arguments])
        return _placed(json.loads(capsys.readouterr().out))

    checked = told("check", "--format", "json", "--content", "content")
    each = told("check", "--format", "json", "--content", "content", *names)
    outside = told("check", "--format", "json", *(f"elsewhere/{name}" for name in names))
    assert len(checked) > len(names)
    assert each == checked
    assert outside == checked
    from gongwen.build.options import Options
    from gongwen.build.run import build
    from gongwen.history.commit_check import problems_of

    report = build(Options(ROOT, content, tmp_path / "output", jobs=1))
    assert _placed(json.loads(as_json(report.problems))) == checked
    committed = problems_of([f"content/{name}" for name in names], tmp_path)
    assert _placed(json.loads(as_json(committed))) == checked


def _placed(found: list[dict[str, object]]) -> list[tuple[str, int, int, str, str, str]]:
    """What each problem says, and where, whatever folder its file lies in."""
    return sorted(
        (
            Path(str(each["file"])).name,
            int(str(each["line"])),
            int(str(each["column"])),
            str(each["rule"]),
            str(each["level"]),
            str(each["message"]),
        )
        for each in found
    )
