"""Names of which a part is left out, since a name before them had it."""

from __future__ import annotations

import pytest

from gongwen.registry.units import Registry, UnitReference, read_units, standing_alone

from .test_registry import CLOUD_CITY, loaded, names


@pytest.fixture(scope="module")
def registry() -> Registry:
    found, problems = loaded(CLOUD_CITY)
    assert problems == []
    return found


def test_an_elided_former_name_is_a_former_one(registry: Registry) -> None:
    """市发改委、文化局: 市文化局 is what 市文旅局 was called."""
    present, elided = read_units("市发改委、文化局", registry).references
    assert present.former is False
    assert elided == UnitReference("文化局", registry.find("市文旅局"), former=True)


def test_an_elided_present_name_is_none(registry: Registry) -> None:
    _, elided = read_units("市发改委、文旅局", registry).references
    assert elided == UnitReference("文旅局", registry.find("市文旅局"), former=False)


PLACES = """\
- {全称: 云溪市教育局, 简称: 市教育局}
- {全称: 云溪市科学技术局, 简称: 市科技局}
- {全称: 中共云溪市委党史研究室, 简称: 市委党史研究室}
- {全称: 东湖区妇联}
- {全称: 西湖区妇联}
- {全称: 北山县妇联}
- {全称: 南江县妇联}
"""
THREE_LATER = "市教育局、东湖区妇联、西湖区妇联、北山县妇联"


@pytest.mark.parametrize(
    ("elided", "unit"), [("科技局", "市科技局"), ("党史研究室", "市委党史研究室")]
)
def test_what_stood_before_three_other_places_is_still_known(elided: str, unit: str) -> None:
    registry, _ = loaded(PLACES)
    assert names(read_units(f"{THREE_LATER}、{elided}", registry))[0][-1] == unit


def test_what_stood_before_four_other_places_is_not() -> None:
    """Nobody reads so far back, and time stays linear."""
    registry, _ = loaded(PLACES)
    line = f"{THREE_LATER}、南江县妇联、科技局"
    assert names(read_units(line, registry))[0] == [
        *("市教育局", "东湖区妇联", "西湖区妇联", "北山县妇联", "南江县妇联"),
        None,
    ]


def test_after_a_unit_of_the_party_an_elided_name_is_first_one_of_the_party() -> None:
    registry, _ = loaded(
        "- {全称: 中共云溪市委农村工作办公室, 简称: 市委农办}\n- {全称: 云溪市农办, 简称: 市农办}\n"
        "- {全称: 中共云溪市委统战部, 简称: 市委统战部}\n- {全称: 云溪市教育局, 简称: 市教育局}\n"
    )
    assert names(read_units("市委统战部、农办", registry)) == [["市委统战部", "市委农办"]]
    assert names(read_units("市教育局、农办", registry)) == [["市教育局", "市农办"]]


def test_of_a_former_name_as_much_is_left_out_as_of_a_present_one() -> None:
    """区文化局 for 云溪市云溪区文化局, and not 市云溪区文化局."""
    registry, _ = loaded(
        "- {全称: 云溪市教育局, 简称: 市教育局}\n- {全称: 云溪市云溪区教育局, 简称: 区教育局}\n"
        "- {全称: 云溪市云溪区文化和旅游局, 简称: 区文旅局, 曾用名: [云溪市云溪区文化局]}\n"
    )
    unit = registry.find("区文旅局")
    assert registry.known("区文化局") == UnitReference("区文化局", unit, former=True)
    assert registry.known("市云溪区文化局") is None


def test_a_name_by_itself_is_the_shortest_that_ends_as_it_is_written() -> None:
    registry, _ = loaded(
        "- {全称: 云溪市教育局, 简称: 市教育局}\n- {全称: 云溪市水务局, 简称: 市水务局}\n"
    )
    assert standing_alone("市教育局、水务局", registry) == ("市教育局", "市水务局")
