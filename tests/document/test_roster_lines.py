"""Posts that stand alone in a roster, and names that run into their posts."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from tests.project import ROOT, project

ALONE = (
    *("江北区区长", "常务副市长", "党组书记", "党委书记", "支部书记", "宣传部部长", "国资委主任"),
    *("方案组组长", "应急组组长", "安保组组长", "常务副主任", "市委常委、常务副市长", "云溪市市长"),
)
RUN_ON = {
    "张伟市财政局副局长": "在姓名后面空一格：张伟 市财政局副局长",
    "欧阳建国市教育局局长": "在姓名后面空一格：欧阳建国 市教育局局长",
    "赵刚副主任": "在姓名后面空一格，如：赵刚 副主任；只写职务的，不用改",
    "王小红县委副书记": "在姓名后面空一格，如：王小红 县委副书记；只写职务的，不用改",
    "王刚，市教育局局长": "空一格写职务：王刚 市教育局局长",
    "王  刚，市委常委、常务副市长": "空一格写职务：王刚 市委常委、常务副市长",
    "欧阳 明：市教育局局长": "空一格写职务：欧阳明 市教育局局长",
    "王刚， 市委常委、市委秘书长": "只空一格：王刚 市委常委、市委秘书长",
    "王刚 ，市委常委": "只空一格：王刚 市委常委",
    "马超市市场监管局局长": "在姓名后面空一格：马超 市市场监管局局长",
    "马超市统计局总统计师": "在姓名后面空一格：马超 市统计局总统计师",
    "陈 强市教育局科长": "在姓名后面空一格：陈强 市教育局科长",
    "江 涛、李 明": "一人一项：[江涛, 李明]",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    folder = tmp_path_factory.mktemp("roster")
    options = project(folder)
    registry = ROOT / "content/示例/机构.yaml"
    (options.content / "机构.yaml").write_bytes(registry.read_bytes())
    return Shared(folder, options.content)


def hints(line: str, shared: Shared) -> list[str]:
    """What 人员写法 says to do about one line of a roster."""
    path = shared.content / "名单.yaml"
    roster = f'正文:\n- 名单:\n  - 角色: 成员\n    人员:\n    - "{line}"\n'
    path.write_text(f"文种: 通知\n标题: 关于名单的通知\n{roster}", encoding="utf-8")
    problems = process(Request(Path(path), None), shared).problems
    return [each.hint for each in problems if each.rule == "人员写法"]


@pytest.mark.parametrize("line", ALONE)
def test_a_post_may_stand_alone(line: str, shared: Shared) -> None:
    assert hints(line, shared) == []


@pytest.mark.parametrize("line", RUN_ON)
def test_a_name_that_runs_into_its_post(line: str, shared: Shared) -> None:
    assert hints(line, shared) == [RUN_ON[line]]
