"""What people call an element whose key is another: each is led to the key of the place."""

from __future__ import annotations

import pytest

from gongwen.document.blocks import PlanStage, Section, Task
from gongwen.document.parts import Document
from gongwen.document.rosters import Role
from gongwen.elements.element import Element
from gongwen.elements.faults import meant_key, other_names


def models(model: type[Element]) -> list[type[Element]]:
    return [each for inner in model.__subclasses__() for each in (inner, *models(inner))]


def keys(model: type[Element]) -> list[str]:
    return [field.key for field in model.fields.values() if field.key]


@pytest.mark.parametrize("typed", other_names())
def test_every_name_leads_to_the_first_key_there_is(typed: str) -> None:
    led = set()
    for model in models(Element):
        known = keys(model)
        if typed in known:
            continue
        meant = meant_key(typed, known)
        wanted = [key for key in other_names()[typed] if key in known]
        assert meant == (wanted[0] if wanted else "")
        led.add(meant)
    assert led >= set(other_names()[typed][:1])
    assert set(other_names()[typed]) <= {key for model in models(Element) for key in keys(model)}


@pytest.mark.parametrize(
    ("model", "typed", "meant"),
    [
        (Document, "文号", "发文字号"),
        (Document, "落款", "署名"),
        (Document, "主送机关", "主送"),
        (Document, "日期", "成文日期"),
        (Document, "责任部门", ""),
        (Section, "牵头部门", "牵头单位"),
        (Task, "责任部门", "责任单位"),
        (Task, "完成时限", "时限"),
        (Task, "目标任务", "目标"),
        (PlanStage, "开始时间", "起"),
        (Role, "成员单位", "单位"),
    ],
)
def test_the_place_decides(model: type[Element], typed: str, meant: str) -> None:
    assert meant_key(typed, keys(model)) == meant


def test_no_line_of_the_list_is_malformed() -> None:
    assert len(other_names()) > 100
    assert all(typed and meant for typed, meant in other_names().items())
