"""What stands in a text is never said to lack: the unit that signs beneath the names of
attachments, numbers of orders, people under a role of their own.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from gongwen.problem import Level


def read(text: str) -> tuple[dict[str, Any], list[str]]:
    found = assemble(read_content(text.encode(), ".txt", "旧文.txt"))
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    return tree, [re.sub(r"^第\d+行：", "", problem.message) for problem in found.problems]


def lacking(tree: dict[str, Any]) -> set[str]:
    waived = tree.get("忽略", {})
    assert isinstance(waived, dict)
    return set(waived.get("缺要素", {}))


NOTICE = "关于推荐优秀班级的通知\n各分校：\n请于6月底前推荐。\n"


@pytest.mark.parametrize("under", ["（基建办公室、保卫处）\n", "（云溪校区）\n"])
def test_the_unit_beneath_the_names_of_attachments_is_no_part_of_the_last(under: str) -> None:
    tree, said = read(
        f"{NOTICE}附件：1. 推荐表\n2. 推荐名额分配表\n党委学生工作部\n{under}2026年6月1日\n"
    )
    assert [each["标题"] for each in tree["附件"]] == ["推荐表", "推荐名额分配表"]
    assert tree["正文"][-2:] == ["党委学生工作部", under.strip()]
    assert "发文机关" not in lacking(tree)
    assert "没有认出“发文机关”，“党委学生工作部”像是" in said


def test_the_rest_of_a_name_on_a_line_of_its_own_is_joined_and_told() -> None:
    tree, said = read(
        f"{NOTICE}附件：1. 推荐表\n2. 云溪市优秀班级推荐名额\n分配表\n云溪市教育局\n2026年6月1日\n"
    )
    assert [each["标题"] for each in tree["附件"]] == ["推荐表", "云溪市优秀班级推荐名额分配表"]
    assert "附件说明里的“分配表”前面没有序数，接在了上一个附件的名称后面" in said
    assert tree["发文机关"] == "云溪市教育局"


def test_names_with_numbers_are_not_told() -> None:
    _, said = read(f"{NOTICE}附件：\n1. 推荐表\n2. 名额分配表\n云溪市教育局\n2026年6月1日\n")
    assert not [message for message in said if "前面没有序数" in message]


@pytest.mark.parametrize("number", ["云府令第 12 号", "云政令3号", "云溪市人民政府令第十二号"])
def test_the_number_of_an_order_within_a_notice_is_asked_for(number: str) -> None:
    tree, said = read(
        "云溪市人民政府关于控制扬尘的通告\n云溪市人民政府办公室转载\n"
        f"{number}\n现予发布，自2026年7月1日起施行。\n云溪市人民政府\n2026年6月1日\n"
    )
    assert "发文字号" not in lacking(tree)
    assert f"没有认出“发文字号”，“{number}”像是" in said


@pytest.mark.parametrize("post", ["云溪委员", "国务委员", "县中学校长"])
def test_one_person_alone_under_a_role(post: str) -> None:
    tree, _ = read(
        f"{NOTICE}组长：\n王刚 市教育局局长\n第一副组长：\n王勇 {post}\n成员：\n李明 市财政局科长\n"
        "张强 市公安局科长\n云溪市教育局\n2026年6月1日\n"
    )
    roster = tree["正文"][-1]["名单"]
    assert [role["角色"] for role in roster] == ["组长", "第一副组长", "成员"]
    assert roster[1]["人员"] == [f"王勇 {post}"]


def test_a_line_under_a_role_that_is_nobody_stays_text() -> None:
    tree, _ = read(
        f"{NOTICE}组长：\n主持 全面工作\n副组长：\n由县委 统一安排\n云溪市教育局\n2026年6月1日\n"
    )
    assert all("名单" not in block for block in tree["正文"] if isinstance(block, dict))


def test_a_title_that_import_did_not_find_must_be_written_before_print(tmp_path: Path) -> None:
    source = read_content(
        "各分校：\n请于6月底前推荐优秀班级。\n云溪市教育局\n2026年6月1日\n".encode(),
        ".txt",
        "旧文.txt",
    )
    path = tmp_path / "旧文.yaml"
    path.write_text(assemble(source).text, encoding="utf-8")
    told = process(Request(path, None, ()), Shared(tmp_path, tmp_path)).problems
    of_title = [problem for problem in told if "标题" in problem.message]
    assert [(problem.level, problem.message) for problem in of_title] == [
        (Level.ERROR, "“（缺标题）”还没有填")
    ]
