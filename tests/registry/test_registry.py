"""The unit registry, and units written as on paper."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.long_texts import registry_text
from gongwen.problem import Place, Problem
from gongwen.registry.near_names import nearest_names
from gongwen.registry.reader import CATEGORIES, load_registry
from gongwen.registry.units import (
    FormerName,
    Registry,
    Unit,
    UnitList,
    UnitReference,
    expand,
    read_units,
)
from gongwen.source.parse import parse
from tests.steps import growth

SHARED = Path(__file__).resolve().parents[2].parent / "shared"

CLOUD_CITY = """\
- {全称: 中共云溪市委宣传部, 简称: 市委宣传部, 类别: 党委}
- {全称: 中共云溪市委机构编制委员会办公室, 简称: 市委编委办, 类别: 党委}
- {全称: 云溪市人民政府办公室, 简称: 市政府办, 代字: 云政办发, 类别: 政府}
- {全称: 云溪市发展和改革委员会, 简称: 市发改委, 类别: 政府}
- {全称: 云溪市教育局, 简称: 市教育局, 类别: 政府}
- 全称: 云溪市文化和旅游局
  简称: 市文旅局
  别名: [市文化旅游局]
  曾用名: [{名: 云溪市文化局, 止: 2019-03}, 市旅游局]
  类别: 政府
- {全称: 云溪市科学技术协会, 简称: 市科协, 类别: 群团}
- {全称: 共青团云溪市委员会, 简称: 团市委, 类别: 群团}
- {全称: 云溪市妇女联合会, 简称: 市妇联, 类别: 群团}
- {全称: 市委统战部（市民宗委、市侨办）, 类别: 党委}
- {全称: 各辖市, 类别: 区县}
- {全称: 各辖市、区科协, 类别: 群团}
- {全称: 东湖区, 类别: 区县}
- {全称: 西湖区, 类别: 区县}
- {全称: 各区, 包含: 东湖区、西湖区, 类别: 区县}
- {全称: 读书节成员单位, 包含: [市文旅局, 各区, 市科协, 东湖区], 类别: 议事协调机构}
"""


def loaded(text: str) -> tuple[Registry, list[Problem]]:
    data, problems = parse(text, "机构.yaml")
    assert problems == []
    return load_registry(data, "机构.yaml")


@pytest.fixture(scope="module")
def registry() -> Registry:
    found, problems = loaded(CLOUD_CITY)
    assert problems == []
    return found


def names(units: UnitList) -> list[list[str | None]]:
    return [
        [each.unit.short_name if each.unit else None for each in group] for group in units.groups
    ]


def test_a_unit_and_its_names(registry: Registry) -> None:
    unit = registry.find("市文旅局")
    assert unit == Unit(
        "云溪市文化和旅游局",
        "市文旅局",
        ("市文化旅游局",),
        (FormerName("云溪市文化局", "2019-03"), FormerName("市旅游局", "")),
        "政府",
        (),
        "",
        6,
        Place("机构.yaml", 6, 3),
    )
    for name in ("云溪市文化和旅游局", "市文化旅游局", "云溪市文化局", " 市旅游局\u3000"):
        assert registry.find(name) is unit
    assert registry.known("市文化局") == UnitReference("市文化局", unit, former=True)
    assert registry.find("区文化局") is None
    assert registry.find("") is None
    office = registry.find("市政府办")
    assert office is not None
    assert office.document_code == "云政办发"
    district = registry.find("东湖区")
    assert district is not None
    assert district.short_name == "东湖区"


@pytest.mark.parametrize(
    ("written", "text", "units"),
    [
        (
            "市委宣传部，市发改委、教育局，市科协等：",
            "市委宣传部，市发改委、教育局，市科协等",
            [["市委宣传部"], ["市发改委", "市教育局"], ["市科协"]],
        ),
        ("市教育局,市科协。", "市教育局，市科协", [["市教育局"], ["市科协"]]),
        ("市教育局 、 市科协", "市教育局、市科协", [["市教育局", "市科协"]]),
        ("市发改委、编委办", "市发改委、编委办", [["市发改委", "市委编委办"]]),
        ("市委宣传部、政府办", "市委宣传部、政府办", [["市委宣传部", "市政府办"]]),
        ("市委宣传部、编委办", "市委宣传部、编委办", [["市委宣传部", "市委编委办"]]),
        ("团市委、妇联", "团市委、妇联", [["团市委", "市妇联"]]),
        ("云溪市教育局、文化局", "云溪市教育局、文化局", [["市教育局", "市文旅局"]]),
        ("教育局、市科协", "教育局、市科协", [[None, "市科协"]]),
        ("各辖市、区科协", "各辖市、区科协", [["各辖市、区科协"]]),
        (
            "市教育局，各辖市、区科协",
            "市教育局，各辖市、区科协",
            [["市教育局"], ["各辖市、区科协"]],
        ),
        ("各辖市、区文联", "各辖市、区文联", [["各辖市", None]]),
        (
            "市委统战部(市民宗委、市侨办)、市科协",
            "市委统战部(市民宗委、市侨办)、市科协",
            [["市委统战部（市民宗委、市侨办）", "市科协"]],
        ),
        ("市甲局（市乙局、丙局）、科协", "市甲局（市乙局、丙局）、科协", [[None, "市科协"]]),
        ("市甲局（市乙局、科协", "市甲局（市乙局、科协", [[None, "市科协"]]),
        ("、市教育局、，，市科协、", "市教育局，市科协", [["市教育局"], ["市科协"]]),
        ("市科协、等", "市科协等", [["市科协"]]),
        ("市科协，等。", "市科协等", [["市科协"]]),
        ([["市科协"], ["等"]], "市科协等", [["市科协"]]),
        ("市科协等单位", "市科协等单位", [[None]]),
        ("等", "等", [[None]]),
        ("", "", []),
        (["市教育局", "市甲、乙局"], "市教育局、市甲、乙局", [["市教育局", None]]),
        (
            [["市教育局", "科协"], ["团市委"]],
            "市教育局、科协，团市委",
            [["市教育局", "市科协"], ["团市委"]],
        ),
        (["市教育局", "等"], "市教育局等", [["市教育局"]]),
        ((("市教育局",), ("市科协等",)), "市教育局，市科协等", [["市教育局"], ["市科协"]]),
        ([], "", []),
        (None, "", []),
    ],
)
def test_units_as_on_paper(
    registry: Registry, written: object, text: str, units: list[list[str | None]]
) -> None:
    found = read_units(written, registry)
    assert found.text == text
    assert names(found) == units
    assert found.is_open == (text.endswith("等") and text != "等")


def test_a_district_elides_too() -> None:
    district, _ = loaded(
        "- {全称: 东湖区教育局, 简称: 区教育局}\n- {全称: 东湖区科协, 简称: 区科协}\n"
        "- {全称: 中共东湖区委办公室, 简称: 区委办}\n- {全称: 各街道}\n- {全称: 各镇}\n"
    )
    assert names(read_units("区教育局、科协", district)) == [["区教育局", "区科协"]]
    assert names(read_units("东湖区科协、教育局", district)) == [["区科协", "区教育局"]]
    assert names(read_units("各镇、街道", district)) == [["各镇", "各街道"]]


def test_a_former_name_is_marked(registry: Registry) -> None:
    first, second = read_units("云溪市文化局、市文旅局", registry).references
    assert (first.written, first.former, second.former) == ("云溪市文化局", True, False)
    assert first.unit is second.unit


def test_a_name_still_borne_goes_before_a_former_one() -> None:
    found, problems = loaded("- {全称: 甲局, 曾用名: {名: 乙局}}\n- {全称: 乙局}\n")
    assert problems == []
    unit = found.find("乙局")
    assert unit is not None
    assert unit.full_name == "乙局"


def test_collectives_expand(registry: Registry) -> None:
    def expanded(name: str) -> list[str]:
        unit = registry.find(name)
        assert unit is not None
        return [each.short_name for each in expand(unit, registry)]

    assert expanded("读书节成员单位") == ["市文旅局", "东湖区", "西湖区", "市科协"]
    assert expanded("市科协") == ["市科协"]
    (unknown,) = read_units("市甲局", registry).references
    assert expand(unknown, registry) == ()


def test_collectives_in_a_circle_end() -> None:
    found, _ = loaded(
        "- {全称: 甲组, 包含: 乙组、丙局}\n- {全称: 乙组, 包含: 甲组}\n- {全称: 丙局}\n"
    )
    assert [unit.full_name for unit in expand(found.units[0], found)] == ["丙局"]


def test_nearest_names(registry: Registry) -> None:
    assert nearest_names("市文化旅局", registry) == ("市文化旅游局",)
    assert nearest_names("市教育厅", registry, 1) == ("市教育局",)
    assert nearest_names("ABC", registry) == ()


def test_a_document_in_place_of_a_registry() -> None:
    found, problems = loaded("文种: 通知\n标题: 关于办好读书节的通知\n")
    assert found.units == ()
    assert [(p.rule, p.level, p.line, p.message, p.hint) for p in problems] == [
        (
            "不是机构名录",
            "错误",
            1,
            "机构名录要写成列表（每个机构以“- ”开头），这里是一组“项目: 内容”",
            "每个机构一项：- 全称: 云溪市科学技术局；"
            "如果这是一份公文，文件名不能叫 机构.yaml 或 机构-×××.yaml",
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 简称: 甲", (1, 3, "缺少的项目", "第1个机构里缺少“全称”", "加一行：全称: ……")),
        (
            "- 甲局",
            (
                1,
                3,
                "写法不对",
                "第1个机构要写成一组“项目: 内容”，现在是“甲局”",
                "写成：- {全称: 甲局}",
            ),
        ),
        (
            "- {全称: 甲局}\n-",
            (2, 2, "空值", "第2个机构是空的", "填上内容；不需要就把这一行删掉"),
        ),
        (
            "- 全称: [甲局]",
            (
                *(1, 7, "写法不对", "“全称”要写一段文字，现在是一个列表"),
                "不分条，各项合成一段，写在冒号后面",
            ),
        ),
        (
            "- 云溪市教育局: 市教育局",
            (
                *(1, 3, "写法不对", "“云溪市教育局”写在了项目名的位置"),
                "写成：{全称: 云溪市教育局, 简称: 市教育局}",
            ),
        ),
        (
            "- 全称: 甲局\n  别名: [[乙]]",
            (2, 8, "写法不对", "“别名”第1项要写一段文字，现在是一个列表", ""),
        ),
        (
            "- 全称: 甲局\n  代号: 甲发",
            (2, 3, "不认识的项目", "不认识“代号”这个项目", "是不是“代字”"),
        ),
        (
            "- 全称: 甲局\n  电话: 1",
            (
                *(2, 3, "不认识的项目", "不认识“电话”这个项目"),
                "这里可以写：简称、别名、曾用名、类别、代字、包含、分送份数",
            ),
        ),
        (
            "- 全称: 甲局\n  类别: 政府部门",
            (
                *(2, 7, "写法不对"),
                f"“类别”只能写{'、'.join(CATEGORIES)}，现在是“政府部门”",
                "是不是“政府”",
            ),
        ),
        (
            "- 全称: 甲局\n  曾用名: [{止: 2019}]",
            (2, 9, "缺少的项目", "“曾用名”第1项缺少“名”", "加一行：名: ……"),
        ),
        (
            "- 全称: 甲局\n  曾用名: {名: 乙局, 至: 2019-03}",
            (2, 16, "不认识的项目", "不认识“至”这个项目", "这里可以写：止"),
        ),
        (
            "- 全称:\n  简称: 甲",
            (1, 6, "空值", "“全称”是空的", "填上内容；不需要就把这一行删掉"),
        ),
        (
            "- 全称: 甲局\n- 全称: 乙局\n  别名: [丙局, 甲局]",
            (
                *(3, 12, "机构重名", "“甲局”已经是第1个机构“甲局”的名称"),
                "同一个名称只能归一个机构：改掉一处，或把重复的一项删掉",
            ),
        ),
        (
            "- 全称: 市教育局\n- 全称: 各局\n  包含: 市教育厅",
            (
                *(3, 7, "包含的机构未登记", "“各局”包含的“市教育厅”没有登记"),
                "是不是“市教育局”",
            ),
        ),
    ],
)
def test_faults_of_a_registry(text: str, expected: tuple[int, int, str, str, str]) -> None:
    _, problems = loaded(text + "\n")
    assert [(p.line, p.column, p.rule, p.message, p.hint) for p in problems] == [expected]
    assert problems[0].file == "机构.yaml"


def test_a_faulty_entry_leaves_the_others() -> None:
    found, problems = loaded("- {简称: 甲}\n- {全称: 乙局, 类别: 机关}\n")
    assert [(unit.full_name, unit.category, unit.rank) for unit in found.units] == [
        ("乙局", "其他", 2)
    ]
    assert [p.rule for p in problems] == ["缺少的项目", "写法不对"]


WRITTEN = st.lists(
    st.sampled_from(
        [
            "市教育局",
            "科协",
            "市甲局",
            "各辖市、区科协",
            "、",
            "，",
            ",",
            "等",
            "（",
            "）",
            " ",
            "：",
        ]
    ),
    max_size=12,
).map("".join)


@given(st.text(max_size=60) | WRITTEN)
def test_the_parts_joined_are_the_text(written: str) -> None:
    registry, _ = loaded(CLOUD_CITY)
    units = read_units(written, registry)
    joined = "，".join("、".join(each.written for each in group) for group in units.groups)
    assert units.text == joined + "等" * units.is_open
    assert all(each.written for each in units.references)
    assert all(units.groups)
    # Nothing but blanks, empty places and the close is lost.
    gone = str.maketrans("", "", "、，,：:。")
    assert "".join(units.text.translate(gone).split()) == "".join(
        "".join(c for c in written if c not in "\u200b\ufeff" and not 0x2000 <= ord(c) < 0x200C)
        .translate(gone)
        .split()
    )
    again = read_units(units.text, registry)
    assert (again.text, again.is_open) == (units.text, units.is_open)


@given(st.recursive(st.none() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4)))
def test_anything_in_a_list_is_read(written: object) -> None:
    registry, _ = loaded(CLOUD_CITY)
    units = read_units(written, registry)
    assert all(units.groups)


def test_work_is_linear_in_the_text() -> None:
    registry, _ = loaded(registry_text(200))
    line = "市1局、第5管理局，未登记的局、（"
    assert growth(lambda count: lambda: read_units(line * count, registry), 200) < 2.3


@pytest.mark.parametrize("name", ["常州", "昌吉", "鄂州", "柳州", "咸宁"])
def test_the_registries_of_published_documents_load(name: str) -> None:
    path = SHARED / "content" / f"机构-{name}.yaml"
    if not path.is_file():
        pytest.skip("没有 shared/content，略过")
    registry, problems = loaded(path.read_text(encoding="utf-8"))
    assert problems == []
    assert len(registry.units) > 30
