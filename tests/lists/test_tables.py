"""The tables of words: well formed, enough, and an office adds rows of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.document.values import read_moment
from gongwen.lists import columns, read_own_tables
from gongwen.lists.office import LEVELS

from ..project import with_looks

DRAFT = """\
文种: 通知
标题: 关于做好取暖工作的通知
正文:
- 各地要认真布署，其它事项另行通知，惠民卡要发到位。
"""
TABLES = read_own_tables()


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_whole(name: str) -> None:
    key = columns()[name][0]
    rows = TABLES[name]
    assert Counter(row[key] for row in rows).most_common(1)[0][1] == 1
    for row in rows:
        assert len(row[key]) >= 2
        assert all(value == value.strip() for value in row.values())
        assert row.get("级别", "提示") in LEVELS
        for column in ("止", "废止", "日期"):
            if row.get(column):
                assert read_moment(row[column])
        longer = row.get("例外", "")
        assert all(row[key] in each for each in longer.split("、") if each), row


@pytest.mark.parametrize(("name", "least"), [("易错词", 300), ("国家机构旧名", 50), ("会议", 40)])
def test_there_are_enough_rows_with_their_source(name: str, least: int) -> None:
    assert len(TABLES[name]) >= least
    assert all(row["出处"] for row in TABLES[name])


@pytest.mark.parametrize("name", ["易错词", "规范提法", "规范简称"])
def test_what_is_right_is_not_wrong_by_another_row(name: str) -> None:
    wrong = {row["错"] for row in TABLES[name]}
    for row in TABLES[name]:
        assert row["对"] != row["错"]
        assert wrong.isdisjoint(row["对"].split("、"))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "取暖.yaml").write_text(DRAFT, encoding="utf-8")
    with_looks(tmp_path)
    return folder


def told(content: Path, table: str = "", encoding: str = "utf-8") -> list[tuple[str, str]]:
    """What is found about words, with an office's table."""
    if table:
        (content / "_核稿").mkdir(exist_ok=True)
        (content / "_核稿" / "易错词.csv").write_bytes(table.encode(encoding))
    made = process(Request(content / "取暖.yaml", None), Shared(content.parent, content))
    about = ("易错词", "核稿词表")
    return [(str(each.level), each.message) for each in made.problems if each.rule in about]


OWN = [
    ("错误", "“地要认真布署，其它事”里写了“布署”"),
    ("警告", "“真布署，其它事项另行”里写了“其它”"),
]


def test_the_programs_own_words_are_found(content: Path) -> None:
    assert told(content) == OWN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_an_office_adds_words_in_a_spreadsheet(content: Path, encoding: str) -> None:
    table = "错,对,级别,例外,出处\n惠民卡,惠民一卡通,提示,,本单位\n"
    assert told(content, table, encoding) == [
        *OWN,
        ("提示", "“行通知，惠民卡要发到位”里写了“惠民卡”"),
    ]


def test_an_office_takes_a_word_out_of_use(content: Path) -> None:
    assert told(content, "错,对,级别\n其它,其他,不查\n") == OWN[:1]


def test_an_office_changes_how_much_a_word_weighs(content: Path) -> None:
    assert told(content, "错,对,级别\n其它,其他,提示\n布署,部署,不查\n") == [("提示", OWN[1][1])]


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("错误,对\n惠民卡,一卡通\n", "“易错词.csv”的第一行要写列名，没有“错”这一列"),
        ("错,对,说明\n惠民卡,一卡通,x\n", "“易错词.csv”的第一行要写列名，不认识“说明”这一列"),
        ("错,对,级别\n惠民卡,一卡通,严重\n", "第2行的“级别”写的是“严重”"),
        ("错,对\n卡,一卡通\n", "第2行的“错”只有1个字"),
    ],
)
def test_what_is_wrong_in_an_offices_table_is_said(content: Path, table: str, message: str) -> None:
    assert sorted(told(content, table)) == sorted([*OWN, ("警告", message)])


def test_a_build_depends_on_the_tables_of_the_office(content: Path) -> None:
    made = process(Request(content / "取暖.yaml", None), Shared(content.parent, content))
    assert content / "_核稿" / "易错词.csv" in made.used
