"""The data files of 文种: read as they stand, and every slip in one told with its place."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen.kinds import USUAL_KIND, Kind, kind_names, kinds, required
from gongwen.kinds.reader import read_kinds
from gongwen.problem import Problem, as_text

ROOT = Path(__file__).parents[2]
WHOLE = """\
格式: 信函
上行: 是
盖章: 否
不需要: [主送, 印发]
还需要: [签发人]
主送给: '{地方}人民政府'
也可上行: 是
标题结尾: [倡议]
近似结尾: [呼吁]
标题: 从简
按年编号: 是
骨架: |
  标题: （倡议的事项）倡议书

  正文:
  - （写明缘由。）
"""


def read(text: str, folder: Path) -> tuple[Kind, list[Problem]]:
    (folder / "倡议书.yaml").write_text(text, encoding="utf-8")
    found = read_kinds(folder)
    assert list(found) == ["倡议书"]
    return found["倡议书"], found["倡议书"].problems


def test_everything_that_a_file_may_say(tmp_path: Path) -> None:
    kind, problems = read(WHOLE, tmp_path)
    assert problems == []
    spared, more = ("主送", "印发"), ("签发人",)
    assert kind == Kind(
        name="倡议书",
        layout_format="信函",
        upward=True,
        sealed=False,
        spared=spared,
        more=more,
        addressed_to="{地方}人民政府",
        problems=[],
        sometimes_upward=True,
        title_endings=("倡议书", "倡议"),
        near_endings=("呼吁",),
        title_form="从简",
        numbered_by_year=True,
        skeleton="标题: （倡议的事项）倡议书\n\n正文:\n- （写明缘由。）",
    )
    assert required(kind, "征求意见稿") == ("标题", "正文")
    assert required(kind, "送审稿") == ("标题", "正文", "发文机关")
    last = ("标题", "正文", "发文机关", "发文字号", "成文日期", "署名", "签发人")
    assert required(kind, "印发稿") == last


def test_what_a_file_does_not_say(tmp_path: Path) -> None:
    kind, problems = read("格式: 文件\n", tmp_path)
    assert problems == []
    assert kind == Kind("倡议书", "文件", False, True, (), (), "", [], title_endings=("倡议书",))
    assert required(kind, "印发稿")[-1] == "印发"
    assert "印发" not in required(kind, "印发稿", "信函")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "格式: 文牛\n盖章: 否\n",
            ":1:5: 错误 [写法不对] “格式”只能写文件、信函、命令、纪要，现在是“文牛”\n"
            "    建议：是不是“文件”",
        ),
        (
            "盖章: 不\n格式: 文件\n",
            ":1:5: 错误 [写法不对] “盖章”只能写“是”或“否”，现在是“不”\n    建议：是不是“否”",
        ),
        (
            "上行: 是\n格氏: 文件\n",
            ":2:1: 错误 [不认识的项目] 不认识“格氏”这个项目\n    建议：是不是“格式”",
        ),
        (
            "落款: 有\n",
            ":1:1: 错误 [不认识的项目] 不认识“落款”这个项目\n"
            "    建议：这里可以写：格式、上行、盖章、不需要、还需要、主送给、也可上行、"
            "标题结尾、近似结尾、标题、按年编号、骨架、起草稿本",
        ),
        (
            "不需要: [主送机关, 印发]\n",
            ":1:7: 错误 [写法不对] “不需要”第1项只能写标题、正文、主送、发文机关、发文字号、"
            "成文日期、署名、印发，现在是“主送机关”\n    建议：是不是“主送”",
        ),
        (
            "还需要: 签发人\n",
            ":1:6: 错误 [写法不对] “还需要”要写成列表（每项一行，以“- ”开头），现在是“签发人”\n"
            "    建议：写成：- 签发人",
        ),
        (
            "- 格式: 文件\n",
            ":1:1: 错误 [写法不对] 文种的数据要写成一组“项目: 内容”，现在是一个列表\n"
            "    建议：不分条，去掉“格式”前面的横线",
        ),
        (
            "格式: 信函\n格式: 文件\n",
            ":2:1: 错误 [重复的项目] “格式”写了两次，前一次在第1行\n"
            "    建议：两处合成一处，删去另一处",
        ),
    ],
)
def test_a_slip_in_a_file_is_told(text: str, told: str, tmp_path: Path) -> None:
    _, problems = read(text, tmp_path)
    assert [as_text(problem) for problem in problems] == [f"gongwen/kinds/倡议书.yaml{told}"]


def test_the_rest_of_a_file_with_a_slip_is_read(tmp_path: Path) -> None:
    kind, problems = read("格式: 文牛\n盖章: 否\n不需要: [主送, 印法]\n", tmp_path)
    assert len(problems) == 2
    assert (kind.layout_format, kind.sealed, kind.spared) == ("文件", False, ("主送",))


def test_no_two_kinds_have_titles_of_one_ending(tmp_path: Path) -> None:
    (tmp_path / "倡议书.yaml").write_text("盖章: 否\n标题结尾: [倡议, 号召]\n", encoding="utf-8")
    (tmp_path / "呼吁.yaml").write_text("近似结尾: [倡议]\n", encoding="utf-8")
    (tmp_path / "号召.yaml").write_text("格式: 文件\n", encoding="utf-8")
    problems = [problem for kind in read_kinds(tmp_path).values() for problem in kind.problems]
    assert [as_text(problem) for problem in problems] == [
        "gongwen/kinds/倡议书.yaml:2:7: 错误 [写法不对] “标题结尾”里的“号召”，文种“号召”已经有了\n"
        "    建议：两处只留一处",
        "gongwen/kinds/呼吁.yaml:1:7: 错误 [写法不对] “近似结尾”里的“倡议”，文种“倡议书”已经有了\n"
        "    建议：两处只留一处",
    ]


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "倡议书.yaml").write_bytes("格式: 文件".encode("gb18030"))
    found = read_kinds(tmp_path)["倡议书"]
    assert [problem.rule for problem in found.problems] == ["编码"]
    assert found.sealed


def test_the_files_of_the_program_are_right() -> None:
    assert [problem for kind in kinds().values() for problem in kind.problems] == []
    assert tuple(kinds()) == kind_names()
    assert USUAL_KIND in kinds()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The project with two documents, and a slip in the file of the kind of one of them."""
    for name in ("gongwen", "templates", "styles"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "content").mkdir()
    for kind in ("函", "通知"):
        text = f"文种: {kind}\n标题: 关于做好节水工作的{kind}\n正文: 请认真落实。\n"
        (tmp_path / "content" / f"{kind}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "gongwen/kinds/函.yaml").write_text("格式: 信涵\n", encoding="utf-8")
    (tmp_path / "gongwen/kinds/公报.yaml").write_text("盖章: 不\n", encoding="utf-8")
    return tmp_path


def run(office: Path, *words: str) -> tuple[int, str]:
    start = "import sys; from gongwen.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", start, *words],
        cwd=office,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr + done.stdout


LETTER = (
    "gongwen/kinds/函.yaml:1:5: 错误 [写法不对] “格式”只能写文件、信函、命令、纪要，现在是“信涵”\n"
    "    建议：是不是“信函”\n"
)
BULLETIN = (
    "gongwen/kinds/公报.yaml:1:5: 错误 [写法不对] “盖章”只能写“是”或“否”，现在是“不”\n"
    "    建议：是不是“否”\n"
)


def test_a_build_tells_each_once_and_refuses_the_documents_of_that_kind(office: Path) -> None:
    code, said = run(office)
    assert code == 1
    assert said.startswith(LETTER) or said.startswith(BULLETIN)
    assert said.count(LETTER) == said.count(BULLETIN) == 1
    assert "生成 output/通知/通知（征求意见稿）.docx\n" in said
    assert "未生成 函.yaml" in said
    again, repeated = run(office)
    assert (again, repeated.count(LETTER), repeated.count(BULLETIN)) == (1, 1, 1)


def test_a_check_tells_each_once(office: Path) -> None:
    code, said = run(office, "check")
    assert (code, said.count(LETTER), said.count(BULLETIN)) == (1, 1, 1)
    assert run(office, "check", "通知") == (0, "检查了1份文稿，没有发现问题。\n")
    assert run(office, "check", "函") == (1, f"{LETTER}检查了1份文稿，发现1个错误。\n")
