"""diff: a document's versions compared, with real git in a small project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.build.pipeline import Outcome, Request, process
from gongwen.build.shared import Shared
from gongwen.history import versions_to_compare
from gongwen.word.package import unpack
from gongwen.word.wordml import DOCUMENT, parse
from tests.docx_reading import text
from tests.history.test_save import alone, edit, git, office, run
from tests.project import project
from tests.tracked import W, form, resolve

__all__ = ["alone", "office"]


def redlined(folder: Path, name: str = "清淤") -> Path:
    return folder / "output" / name / f"{name}（花脸稿）.docx"


def test_the_working_copy_against_what_was_saved(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    run(capsys, "build", "清淤")
    before = unpack(office / "output/清淤/清淤（征求意见稿）.docx")
    edit(office, "汛期前完成主城区三条河道的清淤。", "主汛期前完成主城区5条河道的清淤。")
    out, err = run(capsys, "diff", "清淤")
    assert err == ""
    assert out.splitlines() == [
        "旧：2026-04-03 程一诺 初稿",
        "新：未保存的改动",
        "1. 【一、（一）】修改",
        "   （一）〔增：主〕汛期前完成主城区〔删：三条〕〔增：5条〕河道的清淤。",
        "生成 output/清淤/清淤（花脸稿）.docx",
        "生成 output/清淤/清淤（花脸稿 打印）.docx",
        "生成 output/清淤/清淤（修改对照表）.docx",
        "生成 output/清淤/清淤（修改对照）.html",
    ]
    run(capsys, "build", "清淤")
    after = unpack(office / "output/清淤/清淤（征求意见稿）.docx")
    parts = unpack(redlined(office))
    root = parse(parts[DOCUMENT])
    assert form(resolve(root, accept=True), parts) == form(parse(after[DOCUMENT]), after)
    assert form(resolve(root, accept=False), parts) == form(parse(before[DOCUMENT]), before)
    mark = next(root.iter(W + "ins"))
    assert (mark.get(W + "author"), mark.get(W + "date")) == ("起草单位", None)
    page = (office / "output/清淤/清淤（修改对照）.html").read_text(encoding="utf-8")
    assert "<del>三条</del>" in page
    table = (office / "output/清淤/清淤（修改对照表）.docx").read_bytes()
    assert "（一）汛期前完成主城区三条河道的清淤。" in text(table)
    run(capsys, "save", "清淤", "-m", "改数")
    run(capsys, "diff", "清淤", "HEAD~1", "HEAD")
    mark = next(parse(unpack(redlined(office))[DOCUMENT]).iter(W + "ins"))
    assert mark.get(W + "date") == "2026-04-03T09:00:00Z"
    assert run(capsys, "diff", "清淤", "HEAD")[0].endswith("两版印出来没有不同。\n")


def test_what_stands_is_worked_on_once(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "三条", "五条")
    asked: list[Path] = []

    def counted(request: Request, shared: Shared) -> Outcome:
        asked.append(request.path)
        return process(request, shared)

    monkeypatch.setattr(versions_to_compare, "process", counted)
    run(capsys, "diff", "清淤")
    assert [path.is_relative_to(office) for path in asked] == [True, False]  # and the old version


def test_after_saving_it_is_the_version_before(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, err = run(capsys, "diff", "清淤", code=2)
    assert err == "清淤 还没有保存过，没有旧的一版可以比较\n"
    run(capsys, "save", "清淤", "-m", "初稿")
    _, err = run(capsys, "diff", "清淤", code=2)
    assert err == "清淤 只保存过这一版，没有更早的可以比较\n"
    edit(office, "三条", "五条")
    run(capsys, "save", "清淤", "-m", "改数")
    out, _ = run(capsys, "diff", "清淤")
    assert out.splitlines()[:3] == [
        "旧：2026-04-03 程一诺 初稿",
        "新：2026-04-03 程一诺 改数",
        "1. 【一、（一）】修改",
    ]


def test_a_file_that_a_document_uses(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    piece = office / "content/_片段.yaml"
    piece.write_text("- 每月通报1次。\n", encoding="utf-8")
    edit(office, "- 节: 工作安排", "- 引入: _片段.yaml\n- 节: 工作安排")
    run(capsys, "save", "清淤", "-m", "初稿")
    piece.write_text("- 每季度通报1次。\n", encoding="utf-8")
    out, _ = run(capsys, "diff", "清淤")
    assert out.splitlines()[:2] == ["旧：2026-04-03 程一诺 初稿", "新：未保存的改动"]
    run(capsys, "save", "清淤", "-m", "改片段")
    out, _ = run(capsys, "diff", "清淤")
    assert out.splitlines()[:2] == [
        "旧：2026-04-03 程一诺 初稿",
        "新：2026-04-03 程一诺 改片段",
    ]
    out, _ = run(capsys, "history", "清淤")
    assert out.splitlines()[1] == "    改了_片段.yaml：每月→每季度"
    registry = office / "content/机构.yaml"
    kept = registry.read_text(encoding="utf-8")
    registry.write_text(kept + "- 全称: 云溪市某局\n", encoding="utf-8")
    git(office, "commit", "-qam", "名录")
    assert "名录" not in run(capsys, "history", "清淤")[0]


def test_a_renamed_document_and_a_stage(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    (office / "content/清淤.yaml").rename(office / "content/河道.yaml")
    edit(office, "文种: 通知", "文种: 通知\n稿本: 送审稿\n主送: 市水务局\n发文机关: 市政府", "河道")
    run(capsys, "save", "河道", "-m", "送审")
    out, _ = run(capsys, "diff", "河道", "征求意见稿", "送审稿")
    assert "【稿本标注】" not in out
    assert "两稿稿本不同，随稿本增减的稿本标注没有列。\n" in out
    out, _ = run(capsys, "diff", "河道", "2026-04-03")
    assert "旧：2026-04-03 程一诺 送审" in out
    _, err = run(capsys, "diff", "河道", "2026-04-01", code=2)
    assert err == "2026-04-01 及以前没有保存过这份文稿\n"
    _, err = run(capsys, "diff", "河道", "没有的标签", code=2)
    assert err.startswith("找不到“没有的标签”这一版；可以写：版本号")


def test_what_a_stage_brings_is_no_revision(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", "清淤", "-m", "征求意见")
    edit(office, "三条河道", "五条河道")
    edit(
        office, "文种: 通知\n", "文种: 通知\n稿本: 印发稿\n发文机关: 云溪市水务局\n主送: 市水务局\n"
        "发文字号: 云水发〔2026〕5号\n成文日期: 2026-04-12\n抄送: 市委办公室\n"
        "印发: {机关: 云溪市水务局, 日期: 2026-04-12}\n",
    )  # fmt: skip
    out, _ = run(capsys, "diff", "清淤")
    named = "发文机关标志、发文字号、稿本标注、成文日期、版记"
    assert f"两稿稿本不同，随稿本增减的{named}没有列。" in out
    rows = [line for line in out.splitlines() if re.match(r"\d+\. ", line)]
    assert [row.split("】")[0] for row in rows] == ["1. 【主送机关", "2. 【一、（一）", "3. 【署名"]
    table = text((office / "output/清淤/清淤（修改对照表）.docx").read_bytes())
    assert f"（两稿稿本不同，随稿本增减的{named}没有列）" in table


def test_two_files_without_git(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "bare"
    folder.mkdir()
    project(folder)
    monkeypatch.setattr(cli, "ROOT", folder)
    old = tmp_path / "旧稿.yaml"
    old.write_bytes((folder / "content/清淤.yaml").read_bytes())
    edit(folder, "市水务局", "市教育局")
    out, _ = run(capsys, "diff", "清淤", str(old))
    assert "责任单位：市〔删：水务局〕〔增：教育局〕" in out
    _, err = run(capsys, "diff", "清淤", "HEAD", code=2)
    assert err.endswith("没有 git，可以比较两个文件：diff 名称 旧文件\n")


def test_an_old_version_that_cannot_be_read(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, "文种: 通知", "文种: 通知\n旧项目: 早先的写法")
    run(capsys, "save", "清淤", "-m", "旧写法")
    edit(office, "旧项目: 早先的写法\n", "")
    _, err = run(capsys, "diff", "清淤", "HEAD", code=1)
    assert err.startswith("“2026-04-03 程一诺 旧写法”这一版排不出来：\n")
    assert "旧项目" in err
    assert git(office, "status", "--porcelain", "content").strip().startswith("M")


def test_a_word_file_against_the_document(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    run(capsys, "build", "清淤")
    word = tmp_path / "旧稿.docx"
    word.write_bytes((office / "output/清淤/清淤（征求意见稿）.docx").read_bytes())
    assert run(capsys, "diff", "清淤", str(word))[0] == (
        "旧：旧稿.docx\n新：清淤.yaml\n两版印出来没有不同。\n"
    ).replace("清淤.yaml", "未保存的改动")
    edit(office, "市水务局", "市教育局")
    out, err = run(capsys, "diff", "清淤", str(word))
    assert "责任单位：市〔删：水务局〕〔增：教育局〕" in out
    assert err == ""
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"not a zip")
    _, err = run(capsys, "diff", "清淤", str(bad), code=1)
    assert err.startswith("“坏.docx”读不出来：")


def test_a_change_cites_a_comment(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "市水务局", "市教育局")
    out, _ = run(capsys, "diff", "清淤", "HEAD", "--note", "1=采纳市财政局意见3")
    assert out.splitlines()[-1] == (
        "序号1的依据已写进修改对照表；对照表每次重新生成，再比较时也要再写上"
    )
    table = (office / "output/清淤/清淤（修改对照表）.docx").read_bytes()
    assert "采纳市财政局意见3" in text(table)
    edit(office, "三条", "五条")
    both = "2=采纳市教育局意见1；1=采纳市财政局意见3"
    out, _ = run(capsys, "diff", "清淤", "--each", "--note", both)
    assert "\n序号1、2的依据已写进修改对照表；" in out
    table = (office / "output/清淤/清淤（修改对照表）.docx").read_bytes()
    assert "修改；采纳市教育局意见1" in text(table)
    edit(office, "五条", "三条")
    _, err = run(capsys, "diff", "清淤", "--note", "2=采纳", code=2)
    assert err == "--note：没有序号2，一共1行\n"
    _, err = run(capsys, "diff", "清淤", "--note", "采纳", code=2)
    assert err == "--note：“采纳”要写成 序号=说明，如 3=采纳市财政局意见3\n"
    assert "说明" not in run(capsys, "diff", "清淤")[0]
    edit(office, "市教育局", "市水务局")
    out, err = run(capsys, "diff", "清淤", "HEAD", "--note", "1=采纳", code=2)
    assert out.endswith("两版印出来没有不同。\n")
    assert err == "--note：没有改动，说明没有地方写\n"


def test_single_edits_and_persons_where_asked_for(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By default a task is one row with all its lines, and the marks bear the drafting unit."""
    edit(office, "文种: 通知", "文种: 通知\n发文机关: [市水务局, 教育局]")
    run(capsys, "save", "清淤", "-m", "初稿")
    edit(office, "三条", "五条")
    edit(office, "责任单位: 市水务局", "责任单位: 市教育局")
    out, _ = run(capsys, "diff", "清淤")
    assert [line[:3] for line in out.splitlines() if "】修改" in line] == ["1. ", "   "]
    assert "程一诺" not in text((office / "output/清淤/清淤（修改对照表）.docx").read_bytes())
    mark = next(parse(unpack(redlined(office))[DOCUMENT]).iter(W + "ins"))
    assert mark.get(W + "author") == "市水务局、市教育局"
    out, _ = run(capsys, "diff", "清淤", "--each", "--names", "--note", "2=采纳市财政局意见3")
    assert [line[:3] for line in out.splitlines() if "】修改" in line] == ["1. ", "2. "]
    table = text((office / "output/清淤/清淤（修改对照表）.docx").read_bytes())
    assert "修改；采纳市财政局意见3" in table
    assert "程一诺 初稿" in table
    mark = next(parse(unpack(redlined(office))[DOCUMENT]).iter(W + "ins"))
    assert mark.get(W + "author") == "程一诺"


def test_another_style_sheet_is_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No mark tracks a change of styles (17.7)."""
    run(capsys, "save", "清淤", "-m", "初稿")
    sheet = office / "styles/本单位.yaml"
    sheet.write_text(
        "基于: gbt9704\n样式:\n  段落: {字号: {值: 小四, 依据: 本单位公文处理细则}}\n",
        encoding="utf-8",
    )
    edit(office, "文种: 通知", "文种: 通知\n样式: 本单位")
    edit(office, "三条", "五条")
    out, _ = run(capsys, "diff", "清淤")
    assert "\n两版用的样式不同：花脸稿按新的样式排，拒绝全部修订后，文字是旧的，" in out
