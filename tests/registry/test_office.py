"""本单位.yaml: what an office says of itself, and the registry as that office uses it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.problem import Place, as_text
from gongwen.registry.near_names import nearest_names
from gongwen.registry.office import EMPTY_OFFICE, OfficeWaiver, OwnOffice
from gongwen.registry.office_reader import load_office
from gongwen.registry.reader import load_registry
from gongwen.registry.series import CodeSeries, code_for, series_for
from gongwen.registry.units import Registry, read_units
from gongwen.registry.with_office import with_office
from gongwen.source.parse import parse

FILE = "本单位.yaml"


def loaded(text: str) -> tuple[OwnOffice, list[str]]:
    data, problems = parse(text, FILE, EMPTY_OFFICE)
    office, more = load_office(data, FILE)
    return office, [as_text(each) for each in (*problems, *more)]


def office(text: str) -> OwnOffice:
    found, problems = loaded(text)
    assert problems == []
    return found


def registry(text: str) -> Registry:
    found, problems = load_registry(parse(text, "机构.yaml")[0], "机构.yaml")
    assert problems == []
    return found


def test_all_that_an_office_may_say() -> None:
    text = """\
机关: 云溪市数据局
代字: [{字: 云数发, 用途: 文件}, {字: 云数函, 用途: 信函、批复, 起号: 第24号, 起号年份: 2026年}]
印发机关: 云溪市数据局办公室
抄送: [市委办公室, 市人大常委会办公室]
联系人: 张三
电话: 0000-0000000
地址: 滨河路1号
上级: 江州市人民政府、江州市数据局
归档年度: [2021, 2023—2024]
核稿放过:
- {规则: 角色未设, 理由: 另有规定}
- {规则: 机构未登记, 要素: 志愿服务联盟, 理由: 不是机关}
发文办理: 是
"""
    assert office(text) == OwnOffice(
        "云溪市数据局",
        (CodeSeries("云数发", ("文件",)), CodeSeries("云数函", ("信函", "批复"), 24, 2026)),
        "云溪市数据局办公室",
        "市委办公室、市人大常委会办公室",
        "张三",
        "0000-0000000",
        "滨河路1号",
        ("江州市人民政府", "江州市数据局"),
        (2021, 2023, 2024),
        (
            OfficeWaiver("角色未设", "", "另有规定", Place(FILE, 11, 8)),
            OfficeWaiver("机构未登记", "志愿服务联盟", "不是机关", Place(FILE, 12, 8)),
        ),
        True,
        Place(FILE, 1, 1),
    )
    assert office("机关:\n代字:\n归档年度: 2024\n").archived_years == (2024,)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("代字: 云政办发", ["云政办发"]),
        ("代字: 云政发、云政函", ["云政发", "云政函"]),
        ("代字: [云政发, {字: 云政函, 用途: 信函}]", ["云政发", "云政函"]),
        ("代字: {字: 云政函}", ["云政函"]),
    ],
)
def test_series_are_read_alike_of_an_office_and_of_a_unit(typed: str, codes: list[str]) -> None:
    assert [each.code for each in office(typed).series] == codes
    unit = registry(f"- 全称: 云溪市人民政府\n  {typed}\n").units[0]
    assert [each.code for each in unit.series] == codes
    assert unit.document_code == codes[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("代子: 云数发\n", "1:1: 错误 [不认识的项目] 不认识“代子”这个项目\n    建议：是不是“代字”"),
        (
            "代字: 云政办发〔2026〕8号\n",
            "1:5: 错误 [写法不对] “代字”只写机关代字，不带年份和序号，现在是“云政办发〔2026〕8号”\n"
            "    建议：写成：云政办发",
        ),
        (
            "代字: [云政发, {字: 云政发}]\n",
            "1:15: 错误 [写法不对] 代字“云政发”写了两遍\n    建议：删掉一处",
        ),
        (
            "代字: [{字: 云政函, 起号: 二十}]\n",
            "1:19: 错误 [写法不对] “起号”写序号，如：24，现在是“二十”",
        ),
        (
            "归档年度: [23, 2024]\n",
            "1:8: 错误 [写法不对] “归档年度”写四位的年份，如：2026，现在是“23”",
        ),
        (
            "归档年度: 2025-2023\n",
            "1:7: 错误 [写法不对] “归档年度”先后颠倒了，现在是“2025-2023”\n"
            "    建议：写成：2023—2025",
        ),
        (
            "核稿放过:\n- 规则: 角色未设\n",
            "2:3: 错误 [缺少的项目] “核稿放过”第1项缺少“理由”\n    建议：加一行：理由: ……",
        ),
        (
            "- 机关: 云溪市数据局\n",
            "1:1: 错误 [不是本单位的情况] 本单位的情况要写成一组“项目: 内容”，一行一项\n"
            "    建议：如：机关: 云溪市数据局；机构名录另写在 机构.yaml 里",
        ),
        (
            "",
            " 错误 [空文件] 文件是空的\n"
            "    建议：写上本单位的名称，如：机关: 云溪市数据局；用不着的，删掉这个文件",
        ),
    ],
)
def test_a_fault_is_told_and_the_rest_holds(text: str, said: str) -> None:
    assert loaded(text)[1] == [f"{FILE}:{said}"]
    if text and not text.startswith("-"):
        assert loaded(f"{text}机关: 云溪市数据局\n")[0].name == "云溪市数据局"


@given(st.text(alphabet="机关代字抄送上级:：- \n[]{},，、甲2026〔〕号是", max_size=60))
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    found, problems = loaded(text)
    assert isinstance(found, OwnOffice)
    assert all(each.startswith(FILE) for each in problems)


def test_a_document_takes_the_series_for_it() -> None:
    series = office(
        "代字: [{字: 云政发, 用途: 文件}, {字: 云政函, 用途: 信函}, {字: 云政规, 用途: 规范性文件},"
        " {字: 云政请, 用途: 请示、报告}]"
    ).series
    assert code_for(series, "通知", "文件") == "云政发"
    assert code_for(series, "函", "信函") == "云政函"
    assert code_for(series, "请示", "文件") == "云政请"
    assert code_for(series, "通知", "文件", is_normative=True) == "云政规"
    only_letters = (CodeSeries("云政函", ("信函",)),)
    assert series_for(only_letters, "通知", "文件") is None
    assert code_for(only_letters, "通知", "文件") == ""
    assert code_for((CodeSeries("云政办发"),), "函", "信函") == "云政办函"
    assert code_for((CodeSeries("云政办函"),), "函", "信函") == "云政办函"


UNITS = """\
- {全称: 临河区人民政府, 简称: 区政府, 代字: 临政发}
- {全称: 临河区教育局, 简称: 区教育局}
"""


def test_the_office_and_those_above_it_are_known_without_an_entry() -> None:
    own = office(
        "机关: 临河区数据局\n代字: 临数发\n印发机关: 临河区数据局办公室\n上级: 江州市人民政府"
    )
    found = with_office(registry(UNITS), own)
    assert [unit.full_name for unit in found.units] == ["临河区人民政府", "临河区教育局"]
    line = "江州市人民政府、区教育局，临河区数据局"
    assert all(each.unit for each in read_units(line, found).references)
    data = found.find("临河区数据局")
    assert data is not None
    assert (data.document_code, data.rank) == ("临数发", 0)
    assert found.places_above == ("江州市", "中共江州市", "共青团江州市")


def test_the_series_of_the_office_go_before_those_of_its_entry() -> None:
    own = office("机关: 临河区人民政府\n代字: [临政发, {字: 临政函, 用途: 信函}]")
    unit = with_office(registry(UNITS), own).find("区政府")
    assert unit is not None
    assert [each.code for each in unit.series] == ["临政发", "临政函"]
    untold = with_office(registry(UNITS), office("机关: 临河区人民政府")).find("区政府")
    assert untold is not None
    assert untold.document_code == "临政发"


def test_a_place_of_which_there_are_units_is_no_place_above() -> None:
    own = office("机关: 临河区教育局\n上级: 临河区人民政府、中共临河区委")
    assert with_office(registry(UNITS), own).places_above == ("中共临河区", "共青团临河区")


def test_the_government_of_another_place_is_not_this_one_misspelt() -> None:
    units = registry("- 全称: 临河区人民政府\n- 全称: 云溪市人民政府\n")
    assert nearest_names("江州市人民政府", units) == ()
    assert nearest_names("临何区人民政府", units) == ("临河区人民政府",)
    assert nearest_names("云奚市人民政府", units) == ("云溪市人民政府",)
