from __future__ import annotations

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from gongwen.problem import Level
from gongwen.problem_ids import GLUED
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping

from .parsed import data, mapping


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("现将方案印发给你们，\n  请认真组织实施。", "现将方案印发给你们，请认真组织实施。"),
        (
            "'现将方案印发给你们，\n  请认真''组织''实施。'",
            "现将方案印发给你们，请认真'组织'实施。",
        ),
        ('"现将方案\n\n  请\\u7532认真\n  组织"', "现将方案\n请甲认真组织"),
        ("'甲\n\n\n  乙'", "甲\n\n乙"),
        ("第1条\n  abc\n  def", "第1条abc def"),
        ("到2026\n  年底", "到2026年底"),
        ("截至\n  2026\n  年", "截至2026年"),
        ("通过\n  APP\n  报送", "通过APP报送"),
        ("“十四五”\n  期间——\n  云溪", "“十四五”期间——云溪"),
        ("カナ\n  かな", "カナかな"),
        ("甲\n\n  乙", "甲\n乙"),
        ('"甲\\\n  乙 \\\n  丙"', "甲乙 丙"),
        (">\n  甲\n  乙\n\n  丙\n  abc\n  def\n", "甲乙\n丙abc def\n"),
        (">-\n  甲  \n  乙\n    丙\n    丁\n  戊\n", "甲乙\n  丙\n  丁\n戊"),
        (">2+\n  甲\n  乙\n\n", "甲乙\n\n"),
    ],
)
def test_a_line_break_beside_a_chinese_character_folds_to_nothing(text: str, value: str) -> None:
    assert mapping(f"键: {text}")["键"] == value
    assert data(f"- {text}") == [value]


NARROW = st.text("ab1 .'\n", min_size=1)


STYLES = st.sampled_from(["plain", "single", "double", ">", ">-", ">+"])


def written(text: str, style: str) -> str:
    lines = text.split("\n")
    if style == "plain":
        return "\n  ".join(lines)
    if style == "single":
        return "'" + text.replace("'", "''").replace("\n", "\n  ") + "'"
    if style == "double":
        return '"' + text.replace("\n", "\n  ") + '"'
    return f"{style}\n" + "".join(f"  {line}\n" for line in lines)


@given(NARROW, STYLES, st.sampled_from(["- {}\n", "- {}\n- c", "键:\n  内: {}\n  外: c\n"]))
def test_narrow_text_folds_as_yaml_has_it(text: str, style: str, frame: str) -> None:
    assume(text.strip() or style != "plain")  # nothing at all is None here
    source = frame.replace("{}", written(text, style))
    try:
        expected = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 (text only)
    except yaml.YAMLError:
        assume(False)
    value, problems = parse(source, "甲.yaml")
    assert [problem for problem in problems if problem.level is Level.ERROR] == []
    assert value == expected


@given(st.text("甲乙，。“", min_size=1), STYLES, st.data())
def test_chinese_text_may_be_broken_anywhere(text: str, style: str, cuts: st.DataObject) -> None:
    broken = "".join(text[i] + ("\n" if cuts.draw(st.booleans()) else "") for i in range(len(text)))
    value, problems = parse(f"键: {written(broken.rstrip(), style)}\n", "甲.yaml")
    assert {problem.rule for problem in problems} <= {GLUED}  # 。 at a line's end is told
    assert isinstance(value, Mapping)
    folded = value["键"]
    assert isinstance(folded, str)
    assert folded.rstrip("\n") == text
