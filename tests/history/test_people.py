"""Each edit under the one who made it: branches that were merged, registries that others change."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from gongwen.history.kept_lines import places_of, words_at
from gongwen.history.registry_changes import may_show
from tests.history.test_save import alone, edit, git, office, run

__all__ = ["alone", "office"]

TEXT = """\
文种: 通知
标题: 关于清理河道的通知
发文机关: 云溪市水务局
正文:
- 节: 清淤
  正文:
  - 清理三条河道。
  - 每月通报一次进度。
  - 每月报送一次数据。
- 节: 养护
  正文:
  - 养护五座闸门。
  - 每季度检查一次设施。
  - 每季度公布一次名单。
"""


def save(office: Path, who: str, message: str, *names: str) -> str:
    """What `who` keeps by git alone: the commit."""
    git(office, "add", "-A", *names)
    author = ("-c", f"user.name={who}", "-c", "user.email=x@yunxi.example")
    git(office, *author, "commit", "--quiet", "-m", message)
    return git(office, "rev-parse", "HEAD").strip()


def merge(office: Path, who: str, branch: str) -> None:
    author = ("-c", f"user.name={who}", "-c", "user.email=x@yunxi.example")
    git(office, *author, "merge", "--quiet", "--no-ff", "-m", "合并", branch)


def told(said: str) -> list[str]:
    """Person, message and change of each version."""
    lines = said.splitlines()
    return [
        f"{' '.join(head.split('  ')[2::2])}：{change.strip()}"
        for head, change in zip(lines[::2], lines[1::2], strict=True)
    ]


@pytest.fixture
def river(office: Path) -> Path:
    (office / "content/清淤.yaml").write_text(TEXT, encoding="utf-8")
    save(office, "甲", "初稿")
    return office


def two_edits(river: Path) -> None:
    git(river, "checkout", "--quiet", "-b", "另一人")
    edit(river, "五座闸门", "八座闸门")
    save(river, "乙", "改养护")
    git(river, "checkout", "--quiet", "main")
    edit(river, "三条河道", "四条河道")
    save(river, "甲", "改清淤")


def test_each_edit_stands_under_the_one_who_made_it(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_edits(river)
    merge(river, "丙", "另一人")
    said = told(run(capsys, "history", "清淤")[0])
    assert sorted(said) == [
        "乙 改养护：五座→八座",
        "甲 初稿：第一版（征求意见稿）",
        "甲 改清淤：三条→四条",
    ]
    edit(river, "四条河道", "六条河道")
    out, _ = run(capsys, "diff", "清淤")
    assert "四条" in out
    assert "六条" in out
    assert "闸门" not in out
    said = run(capsys, "history", "清淤")[0].splitlines()
    assert said[:2] == ["未保存  征求意见稿", "    四条→六条"]
    save(river, "丙", "六条")
    assert told(run(capsys, "history", "清淤")[0])[0] == "丙 六条：四条→六条"


def test_what_a_merge_itself_says(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_edits(river)
    author = ("-c", "user.name=丙", "-c", "user.email=x@yunxi.example")
    git(river, *author, "merge", "--quiet", "--no-ff", "--no-commit", "另一人")
    edit(river, "每月报送一次", "每周报送一次")
    save(river, "丙", "合并，改报送")
    said = told(run(capsys, "history", "清淤")[0])
    assert said[0] == "丙 合并，改报送：每月→每周"
    assert sorted(said[1:]) == [
        "乙 改养护：五座→八座",
        "甲 初稿：第一版（征求意见稿）",
        "甲 改清淤：三条→四条",
    ]


def test_a_conflict_settled_by_a_third_wording(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(river, "checkout", "--quiet", "-b", "另一人")
    edit(river, "三条河道", "四条河道")
    save(river, "乙", "四条")
    git(river, "checkout", "--quiet", "main")
    edit(river, "三条河道", "五条河道")
    save(river, "甲", "五条")
    (river / "content/清淤.yaml").write_text(TEXT.replace("三条", "九条"), encoding="utf-8")
    git(river, "add", "-A")
    tree = git(river, "write-tree").strip()
    author = ("-c", "user.name=丙", "-c", "user.email=x@yunxi.example")
    made = git(river, *author, "commit-tree", tree, "-p", "main", "-p", "另一人", "-m", "定九条")
    git(river, "reset", "--quiet", "--hard", made.strip())
    assert told(run(capsys, "history", "清淤")[0])[0] == "丙 定九条：五条→九条"


def test_a_rename_on_one_side(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(river, "checkout", "--quiet", "-b", "另一人")
    (river / "content/清淤.yaml").rename(river / "content/河道.yaml")
    save(river, "乙", "改名")
    git(river, "checkout", "--quiet", "main")
    edit(river, "三条河道", "四条河道")
    save(river, "甲", "四条")
    merge(river, "丙", "另一人")
    assert sorted(told(run(capsys, "history", "河道")[0])) == [
        "乙 改名：原名“清淤.yaml”",
        "甲 初稿：第一版（征求意见稿）",
        "甲 四条：三条→四条",
    ]


def test_another_document_of_a_name_that_was_given_up(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (river / "content/清淤.yaml").rename(river / "content/旧的.yaml")
    save(river, "甲", "归档")
    other = "文种: 通知\n标题: 关于做好防汛值守的通知\n发文机关: 市应急局\n正文: 加强值守。\n"
    (river / "content/清淤.yaml").write_text(other, encoding="utf-8")
    save(river, "乙", "另一份")
    assert told(run(capsys, "history", "清淤")[0]) == ["乙 另一份：第一版（征求意见稿）"]
    assert [each[:4] for each in told(run(capsys, "history", "旧的")[0])] == ["甲 归档", "甲 初稿"]


def marks(river: Path) -> set[tuple[str, str]]:
    file = next((river / "output").rglob("*（花脸稿）.docx"))
    document = zipfile.ZipFile(file).read("word/document.xml").decode()
    found = re.findall(r'<w:(?:ins|del) [^>]*?w:author="([^"]*)"[^>]*?w:date="([^"]*)"', document)
    return {(who, when[:10]) for who, when in found}


def test_a_mark_names_nobody_who_only_touched_the_registry(
    river: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(river, "三条河道", "四条河道")
    save(river, "甲", "四条")
    registry = river / "content/机构.yaml"
    text = registry.read_text(encoding="utf-8")
    registry.write_text(text + "- 全称: 云溪市气象台\n", encoding="utf-8")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-05-06T09:00:00+08:00")
    save(river, "丁", "名录")
    registry.write_text(text + "- 全称: 云溪市气象局\n", encoding="utf-8")
    save(river, "丁", "名录")
    out, _ = run(capsys, "diff", "清淤", "HEAD~3", "HEAD", "--names")
    assert "新：2026-04-03 甲 四条" in out.splitlines()
    assert marks(river) == {("甲", "2026-04-03")}
    out, _ = run(capsys, "diff", "清淤", "--names")
    assert out.splitlines()[:2] == ["旧：2026-04-03 甲 初稿", "新：2026-04-03 甲 四条"]
    assert marks(river) == {("甲", "2026-04-03")}


def test_marks_of_a_merge_name_those_who_wrote(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two_edits(river)
    merge(river, "丙", "另一人")
    run(capsys, "diff", "清淤", "HEAD~1^", "HEAD", "--names")
    assert {who for who, _ in marks(river)} <= {"甲、乙", "乙、甲"}


def test_a_piece_that_is_no_longer_used(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    piece = river / "content/_片段.yaml"
    piece.write_text("- 各区要落实责任。\n", encoding="utf-8")
    edit(river, "正文:\n- 节: 清淤", "正文:\n- 引入: _片段.yaml\n- 节: 清淤")
    save(river, "甲", "用片段")
    piece.write_text("- 各县要落实责任。\n", encoding="utf-8")
    save(river, "乙", "改片段")
    edit(river, "- 引入: _片段.yaml\n", "")
    save(river, "丙", "不用片段")
    for _ in range(2):
        said = told(run(capsys, "history", "清淤")[0])
        assert said[1].startswith("乙 改片段：改了_片段.yaml：各区")
        assert [each[:1] for each in said] == ["丙", "乙", "甲", "甲"]


def test_what_is_kept_holds_no_words(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two_edits(river)
    merge(river, "丙", "另一人")
    first = run(capsys, "history", "清淤")[0]
    lines, past = sorted((river / ".cache/history").iterdir())
    assert len(json.loads(lines.read_bytes())["lines"]) == 3
    assert len(json.loads(past.read_bytes())["pasts"][0][1]) == 4
    for file in (lines, past):
        assert not re.search("[三四五八]|河道|闸门|[甲乙丙]", file.read_text(encoding="utf-8"))
    assert run(capsys, "history", "清淤")[0] == first


def test_what_is_kept_is_used_and_not_trusted_too_far(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(river, "三条河道", "四条河道")
    save(river, "甲", "四条")
    first = run(capsys, "history", "清淤")[0]
    (file,) = (river / ".cache/history").glob("*-lines.json")
    kept = json.loads(file.read_bytes())
    _, key = kept["lines"]  # after the first version, which is kept too
    file.write_text(json.dumps(kept | {"lines": {key: [[0, 0, 2]]}}), encoding="utf-8")
    assert told(run(capsys, "history", "清淤")[0])[0] == "甲 四条：稿本"
    for places in ([[9, 0, 2]], [[1, 99999, 2]], [[1, -3, 2]]):
        file.write_text(json.dumps(kept | {"lines": {key: places}}), encoding="utf-8")
        assert run(capsys, "history", "清淤")[0] == first
    file.write_text("{", encoding="utf-8")
    assert run(capsys, "history", "清淤")[0] == first


@pytest.mark.parametrize(
    "then", ["another file", "a merge", "renamed", "older", "broken", "another program"]
)
def test_the_kept_past_is_what_git_would_say(
    river: Path, capsys: pytest.CaptureFixture[str], then: str
) -> None:
    two_edits(river)
    run(capsys, "history", "清淤")
    name = "清淤"
    if then == "another file":
        (river / "content/_备用.yaml").write_text("- 备用。\n", encoding="utf-8")
        save(river, "丁", "别的")
    elif then == "a merge":
        merge(river, "丙", "另一人")
    elif then == "renamed":
        git(river, "mv", "content/清淤.yaml", f"content/{(name := '疏浚')}.yaml")
        save(river, "丁", "改名")
    elif then == "older":
        git(river, "reset", "--quiet", "--hard", "HEAD~1")
    else:
        (file,) = (river / ".cache/history").glob("*-past.json")
        kept = json.loads(file.read_bytes())
        used, nodes = kept["pasts"][0]
        other = kept | {"program": "别的", "pasts": [[used, nodes[:1]]]}
        file.write_text("{" if then == "broken" else json.dumps(other), encoding="utf-8")
    said = [run(capsys, "history", name)[0] for _ in range(2)]
    shutil.rmtree(river / ".cache/history")
    assert said == [run(capsys, "history", name)[0]] * 2


def test_the_kept_past_lets_no_secret_through(
    river: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "history", "清淤")
    piece = river / "content/_片段.yaml"
    piece.write_text("秘密★1年\n", encoding="utf-8")
    save(river, "甲", "片段")
    piece.write_text("- 各区要落实责任。\n", encoding="utf-8")
    save(river, "甲", "片段改好")
    run(capsys, "history", "清淤")
    edit(river, "正文:\n- 节: 清淤", "正文:\n- 引入: _片段.yaml\n- 节: 清淤")
    assert "秘密" in run(capsys, "history", "清淤", code=1)[1]


def test_a_style_sheet_that_changed(river: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(river, "三条河道", "四条河道")
    save(river, "甲", "四条")
    run(capsys, "history", "清淤")
    (file,) = (river / ".cache/history").glob("*-lines.json")
    kept = json.loads(file.read_bytes())
    kept["lines"] = {key: [[0, 0, 2]] for key in kept["lines"]}
    file.write_text(json.dumps(kept), encoding="utf-8")
    sheet = river / "styles/gbt9704.yaml"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")
    assert told(run(capsys, "history", "清淤")[0])[0] == "甲 四条：三条→四条"


def test_places_give_the_line_again() -> None:
    texts = ["加删“”", "清理三条河道，通报2次。", "清理四条河道"]
    for line in ("三条→四条", "加“河道”", ""):
        places = places_of(line, [*texts, "→"])
        assert places is not None
        assert words_at(places, [*texts, "→"]) == line
    assert places_of("五条", texts) is None


REGISTRY = """\
- 全称: 云溪市水务局
  简称: 市水务局
  类别: 政府
  代字: 云水
- 全称: 云溪市教育局
  别名: [市教委]
  曾用名: [{名: 云溪市教育委员会, 止: 2019-03}]
"""


@pytest.mark.parametrize(
    ("old", "new", "words", "shows"),
    [
        ("云水", "云水务", "市教育局负责。", False),
        ("云水", "云水务", "市水务局负责。", True),
        ("云水", "云水务", "市教育局、水务局负责。", True),
        ("市教委", "教委", "市水务局负责。政府", False),
        ("市教委", "教委", "市教委负责。", True),
        ("2019-03", "2020-03", "原市教育委员会负责。", True),
        ("- 全称: 云溪市水务局", "- 全称: 云溪市河湖局", "市河湖局负责。", True),
        ("- 全称: 云溪市水务局", "# 水务\n- 全称: 云溪市水务局", "市教育局负责。", False),
    ],
)
def test_whether_a_registry_may_show(old: str, new: str, words: str, shows: bool) -> None:
    assert old in REGISTRY
    assert may_show(REGISTRY.encode(), REGISTRY.replace(old, new, 1).encode(), words) is shows
