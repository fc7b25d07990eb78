"""What a build makes again, what it leaves, what it takes away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen import cli
from gongwen.build import options as asking
from gongwen.build import run as building
from gongwen.build import workers as making
from gongwen.build.options import Options
from gongwen.build.pipeline import Made, Request, make
from gongwen.build.run import build
from gongwen.build.shared import Shared
from gongwen.library.documents import UnknownNameError, chosen, documents_in
from gongwen.problem import Level, as_text
from gongwen.rules import Context, Finding, repeated_words
from tests.clearance import declared
from tests.project import DRAFT, FINAL, ROOT, new_project, outputs, project

DRAFT_FILE = "清淤/清淤（征求意见稿）.docx"
FINAL_FILE = "值班/值班（印发稿）.docx"


def test_documents_are_built_at_their_own_stage(tmp_path: Path) -> None:
    options = project(tmp_path)
    report = build(options)
    assert report.problems == []
    assert sorted(outputs(options)) == [FINAL_FILE, DRAFT_FILE]
    assert sorted(report.built) == [f"output/{FINAL_FILE}", f"output/{DRAFT_FILE}"]


def test_a_second_build_makes_nothing(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    before = {path: path.stat().st_mtime_ns for path in options.output.rglob("*")}
    report = build(options)
    assert (report.built, report.unchanged) == ([], 2)
    assert {path: path.stat().st_mtime_ns for path in options.output.rglob("*")} == before


def test_force_makes_unchanged_files_again_and_no_other_bytes(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    before = outputs(options)
    assert len(build(replace(options, force=True)).built) == 2
    assert outputs(options) == before


def test_a_changed_registry_or_sheet_makes_documents_again(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    registry = options.content / "机构.yaml"
    registry.write_text(registry.read_text("utf-8") + "- 全称: 云溪市林业局\n", "utf-8")
    assert len(build(options).built) == 2
    sheet = options.root / "styles" / "gbt9704.yaml"
    sheet.write_text(sheet.read_text("utf-8") + "\n# 一行说明\n", "utf-8")
    assert len(build(options).built) == 2


def test_only_the_edited_document_is_made_again(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    (options.content / "清淤.yaml").write_text(DRAFT.replace("三条", "四条"), "utf-8")
    assert build(options).built == [f"output/{DRAFT_FILE}"]


@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_deleted_or_damaged_output_is_made_again(tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    options = project(tmp_path)
    build(options)
    before = outputs(options)
    change(options.output / DRAFT_FILE)
    assert build(options).built == [f"output/{DRAFT_FILE}"]
    assert outputs(options) == before


def test_another_stage_has_files_of_its_own(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    report = build(replace(options, stage="征求意见稿"))
    assert sorted(report.built) == ["output/值班/值班（征求意见稿）.docx", f"output/{DRAFT_FILE}"]
    assert FINAL_FILE in outputs(options)
    assert build(options).built == []


def test_a_document_that_goes_on_to_the_next_stage_keeps_the_file_of_the_last(
    tmp_path: Path,
) -> None:
    options = project(tmp_path, 值班=FINAL.replace("稿本: 印发稿", "稿本: 送审稿"))
    build(options)
    (options.content / "值班.yaml").write_text(FINAL, "utf-8")
    assert build(options).removed == []
    assert sorted(outputs(options)) == [FINAL_FILE, "值班/值班（送审稿）.docx"]
    (options.content / "值班.yaml").unlink()
    assert len(build(options).removed) == 2


def test_what_becomes_of_an_earlier_stages_file_makes_nothing_again(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    document = options.content / "清淤.yaml"
    document.write_text(DRAFT.replace("标题", "稿本: 送审稿\n标题"), "utf-8")
    build(options)
    draft = options.output / DRAFT_FILE
    draft.write_bytes(b"with the remarks of a reader")
    assert (build(options).built, build(options).unchanged) == ([], 2)
    draft.unlink()
    assert (build(options).built, build(options).unchanged) == ([], 2)
    draft.with_name("清淤（送审稿）.docx").unlink()
    assert build(options).built == ["output/清淤/清淤（送审稿）.docx"]


def test_an_attachment_no_longer_bound_apart_goes(tmp_path: Path) -> None:
    attached = FINAL + "附件:\n- 标题: 值班表\n  分装: 是\n  正文: 三人一班。\n"
    options = project(tmp_path, 值班=attached)
    build(options)
    apart = "值班/值班（印发稿）附件.docx"
    assert sorted(outputs(options)) == [FINAL_FILE, apart]
    (options.content / "值班.yaml").write_text(attached.replace("  分装: 是\n", ""), "utf-8")
    assert build(options).removed == [f"output/{apart}"]
    assert build(options).unchanged == 1


def test_what_was_made_of_a_deleted_document_goes(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    build(replace(options, stage="征求意见稿"))
    (options.content / "值班.yaml").unlink()
    report = build(options)
    assert sorted(report.removed) == [
        f"output/{FINAL_FILE}",
        "output/值班/值班（征求意见稿）.docx",
    ]
    assert sorted(outputs(options)) == [DRAFT_FILE]
    assert not (options.output / "值班").exists()


def test_an_output_that_someone_edited_is_kept(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    (options.output / FINAL_FILE).write_bytes("领导批改过".encode())
    (options.content / "值班.yaml").unlink()
    assert build(options).kept == [f"output/{FINAL_FILE}"]
    assert outputs(options)[FINAL_FILE] == "领导批改过".encode()


def test_a_refused_document_leaves_the_older_file(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    before = outputs(options)
    source = options.content / "值班.yaml"
    source.write_text(FINAL.replace("成文日期: 2026-04-03\n", ""), "utf-8")
    report = build(options)
    assert report.refused == {"值班.yaml": f"output/{FINAL_FILE}"}
    assert [as_text(problem) for problem in report.problems] == [
        "content/值班.yaml:1:1: 错误 [缺要素] 通知的印发稿缺少“成文日期”\n"
        "    依据：党政机关公文处理工作条例第九条\n"
        "    建议：加一行：成文日期: 2026-08-09"
    ]
    assert outputs(options) == before
    again = build(options)
    assert (again.refused, again.problems) == (report.refused, report.problems)
    source.write_text(FINAL, "utf-8")
    assert build(options).refused == {}


def test_problems_are_told_again_from_the_cache(tmp_path: Path) -> None:
    options = project(tmp_path, 清淤=DRAFT.replace("市水务局", "市水利局"))
    first = build(options)
    assert [problem.rule for problem in first.problems] == ["机构未登记"]
    second = build(options)
    assert second.built == []
    assert second.problems == first.problems


def test_a_file_that_was_missing_is_noticed_when_it_comes(tmp_path: Path) -> None:
    options = project(tmp_path, 清淤=DRAFT + "- 引入: _附则.yaml\n")
    report = build(options)
    assert [problem.rule for problem in report.problems] == ["引用"]
    (options.content / "_附则.yaml").write_text("- 本通知自印发之日起施行。\n", "utf-8")
    report = build(options)
    assert (report.problems, len(report.built)) == ([], 1)


def test_classified_documents_are_refused(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=FINAL + "密级: 秘密\n份号: 000001\n")
    report = build(options)
    assert report.refused == {"值班.yaml": ""}
    assert [(p.rule, p.level, p.line) for p in report.problems] == [("涉密", Level.ERROR, 10)]
    with declared():
        assert build(options).refused == {}


def test_an_output_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=FINAL)
    (options.output / FINAL_FILE).mkdir(parents=True)
    report = build(options)
    assert [(p.rule, p.level, p.file) for p in report.problems] == [
        ("写不进去", Level.ERROR, f"output/{FINAL_FILE}")
    ]
    assert not list(options.output.rglob("*.tmp"))
    (options.output / FINAL_FILE).rmdir()
    assert build(options).problems == []


def test_an_interrupted_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path, 值班=FINAL)
    build(options)
    before = outputs(options)
    (options.content / "值班.yaml").write_text(FINAL.replace("值班制度", "值守制度"), "utf-8")

    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build(options)
    assert outputs(options) == before
    assert len(build(options).built) == 1


def test_workers_make_the_same_bytes(tmp_path: Path) -> None:
    options = project(
        tmp_path, **{f"通知{n}": FINAL.replace("12号", f"{n}号") for n in range(1, 5)}
    )
    build(replace(options, jobs=1))
    one = outputs(options)
    report = build(replace(options, jobs=2, force=True))
    assert len(report.built) == 4
    assert outputs(options) == one


def test_names_with_spaces_and_brackets_are_documents(tmp_path: Path) -> None:
    options = project(tmp_path)
    folder = options.content / "专项 (2026)"
    folder.mkdir()
    (folder / "清淤 [二稿] $1.yaml").write_text(DRAFT, "utf-8")
    report = build(options, ["清淤 [二稿] $1"])
    name = "专项 (2026)/清淤 [二稿] $1/清淤 [二稿] $1（征求意见稿）.docx"
    assert report.built == [f"output/{name}"]


def test_registries_pieces_and_reserved_names_are_no_documents(tmp_path: Path) -> None:
    options = project(tmp_path)
    for name in ("机构-县区.yaml", "发文登记.yaml", "_片段.yaml", ".隐藏.yaml"):
        (options.content / name).write_text("- 一项\n", "utf-8")
    assert [path.stem for path in documents_in(options.content)] == ["值班", "清淤"]


def test_a_name_may_be_a_stem_a_path_or_a_file(tmp_path: Path) -> None:
    options = project(tmp_path)
    file = options.content / "清淤.yaml"
    for name in ("清淤", "清淤.yaml", str(file)):
        assert chosen([name], options.content) == [file]
    with pytest.raises(UnknownNameError, match=r"^content 文件夹里没有“清於”；是不是：清淤$"):
        chosen(["清於"], options.content)


def test_files_that_are_not_read_are_told_once_and_by_name(tmp_path: Path) -> None:
    options = project(tmp_path)
    for name in ("x2.txt", "河道.yaml.txt", "旧文.docx", "_草.txt", "~$旧文.docx", "表.csv"):
        (options.content / name).write_bytes(b"")
    assert [as_text(problem) for problem in build(options).problems] == [
        "content: 提示 [没有读的文件] 文件夹里有程序不读的文件：x2.txt、旧文.docx、河道.yaml.txt\n"
        "    建议：文本文件把后缀改成 .yaml；Word 文件用 make import FILE=… 导入；"
        "不是文稿的移到别处，报审的材料放进名称以“_”开头的文件夹"
    ]
    for name, said in {
        "x2": "content/x2.txt 的后缀不是 .yaml，程序不读：把文件名改成 x2.yaml",
        "河道": "content/河道.yaml.txt 的后缀不是 .yaml，程序不读：把文件名改成 河道.yaml",
        "河道.yaml": "content/河道.yaml.txt 的后缀不是 .yaml，程序不读：把文件名改成 河道.yaml",
        "旧文": "content/旧文.docx 是 Word 文件，程序不直接读："
        "先运行 make import FILE=content/旧文.docx",
    }.items():
        with pytest.raises(UnknownNameError) as caught:
            chosen([name], options.content)
        assert str(caught.value) == said


def test_files_outside_the_content_folder_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "别处").mkdir()
    for name in ("外面.yaml", "清单.txt", "旧文.doc", "别处/远处.yaml", "图.png"):
        (tmp_path / name).write_bytes(b"")
    for name, said in {
        "外面": "外面.yaml 不在 content 文件夹里，程序不读：把它移进 content",
        "外面.yaml": "外面.yaml 不在 content 文件夹里，程序不读：把它移进 content",
        "清单": "清单.txt 的后缀不是 .yaml，程序不读：把文件名改成 清单.yaml，移进 content",
        "旧文": "旧文.doc 是 Word 文件，程序不直接读：先运行 make import FILE=旧文.doc",
        "别处/远处.yaml": "别处/远处.yaml 不在 content 文件夹里，程序不读：把它移进 content",
        "远处": "content 文件夹里没有“远处”",
        "图": "content 文件夹里没有“图”",
    }.items():
        with pytest.raises(UnknownNameError) as caught:
            chosen([name], options.content)
        assert str(caught.value) == said


def test_a_broken_state_file_only_means_building_again(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    (state,) = (tmp_path / ".cache").glob("state-*.json")
    for text in ("", "[]", '{"program": 1}', '{"program": "x", "records": {"": {"a": 3}}}'):
        state.write_text(text, "utf-8")
        assert len(build(options).built) == 2


def test_another_program_builds_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path)
    build(options)
    monkeypatch.setattr(asking, "program_mark", lambda: "另一版程序")
    assert len(build(options).built) == 2


_BUILD = """
import sys
from collections.abc import Iterator
from pathlib import Path
from tests.project import project, outputs
from gongwen.build.options import Options
from gongwen.build.run import build
import hashlib
options = project(Path(sys.argv[1]))
build(options)
for name, content in outputs(options).items():
    print(name, hashlib.sha256(content).hexdigest())
"""


def test_same_bytes_whatever_the_hash_seed_time_zone_and_folder(tmp_path: Path) -> None:
    seen = set()
    for number, (seed, zone) in enumerate((("0", "Asia/Shanghai"), ("4242", "America/New_York"))):
        folder = tmp_path / f"处 {number}"
        folder.mkdir()
        result = subprocess.run(
            [sys.executable, "-c", _BUILD, str(folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        assert result.stdout.count("\n") == 2
        seen.add(result.stdout)
    assert len(seen) == 1


def test_no_output_holds_its_source_or_the_machine(tmp_path: Path) -> None:
    import getpass
    import io
    import zipfile

    options = project(tmp_path)
    build(options)
    found = outputs(options)
    assert found
    for content in found.values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            whole = b"\n".join(archive.read(name) for name in names)
        assert not [name for name in names if "custom" in name.lower()]
        for secret in (str(tmp_path), str(ROOT), ".yaml", "稿本:"):
            assert secret.encode() not in whole
        user = getpass.getuser().encode()
        assert b">" + user + b"<" not in whole


def test_what_the_program_made_itself_counts_as_nobodys_work(tmp_path: Path) -> None:
    """However it was asked for: by the document's own stage, by the command, in another format."""
    options = project(tmp_path, 值班=FINAL.replace("稿本: 印发稿", "稿本: 征求意见稿"))
    source = options.content / "值班.yaml"
    build(options)
    source.write_text(FINAL.replace("抓紧", "尽快").replace("落实", "严格落实"), "utf-8")
    build(options)
    changed = build(replace(options, stage="征求意见稿"))
    assert (changed.kept, changed.built) == (
        [],
        [f"output/{FINAL_FILE}".replace("印发稿", "征求意见稿")],
    )
    source.write_text(FINAL.replace("落实", "抓紧落实"), "utf-8")
    assert build(replace(options, stage="印发稿")).kept == []
    source.write_text(FINAL.replace("落实", "全面落实"), "utf-8")
    assert build(options).kept == []
    assert not [name for name in outputs(options) if "手改" in name]


def test_an_output_that_someone_edited_is_set_aside_before_a_new_one(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=FINAL)
    build(options)
    (options.output / FINAL_FILE).write_bytes("领导批改过".encode())
    report = build(options)
    aside = FINAL_FILE.replace("）.docx", "）（手改）.docx")
    assert (report.built, report.kept) == ([f"output/{FINAL_FILE}"], [f"output/{aside}"])
    assert outputs(options)[aside] == "领导批改过".encode()
    assert build(options).kept == []


def test_a_folder_that_cannot_be_seen_takes_nothing_away(tmp_path: Path) -> None:
    options = project(tmp_path)
    build(options)
    before = outputs(options)
    for path in options.content.iterdir():
        path.unlink()
    assert build(options).removed == []
    assert outputs(options) == before


def test_a_folder_below_that_cannot_be_listed_takes_nothing_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path)
    below = options.content / "防汛"
    below.mkdir()
    (options.content / "值班.yaml").rename(below / "值班.yaml")
    build(options)
    (below / "值班.yaml").unlink()
    monkeypatch.setattr(building, "is_listable", lambda folder: folder != below)
    assert build(options).removed == []
    monkeypatch.undo()
    assert build(options).removed == [f"output/防汛/{FINAL_FILE}"]


def test_refused_documents_are_not_counted_as_unchanged(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=FINAL.replace("成文日期: 2026-04-03\n", ""))
    build(options)
    report = build(options)
    assert (report.unchanged, report.refused) == (0, {"值班.yaml": ""})


def test_two_files_that_want_one_name(tmp_path: Path) -> None:
    options = project(tmp_path)
    (options.content / "值班.yml").write_text(FINAL, "utf-8")
    (options.content / "防汛.YAML").write_text(FINAL.replace("12号", "13号"), "utf-8")
    report = build(options)
    assert [as_text(problem) for problem in report.problems] == [
        "content/值班.yml: 错误 [文件名] 和“值班.yaml”只有后缀不同，会生成同名的文件\n"
        "    建议：删掉一个，或改个名字"
    ]
    assert "防汛/防汛（印发稿）.docx" in outputs(options)


def test_links_out_of_content_and_broken_links_are_told(tmp_path: Path) -> None:
    options = project(tmp_path)
    (tmp_path / "外面.yaml").write_text(FINAL, "utf-8")
    (options.content / "链接.yaml").symlink_to(tmp_path / "外面.yaml")
    (options.content / "断链.yaml").symlink_to(tmp_path / "没有.yaml")
    report = build(options)
    assert [(p.file, p.rule, p.message) for p in report.problems] == [
        ("content/断链.yaml", "文件名", "这个链接指向的文件不在了"),
        ("content/链接.yaml", "文件名", "这个链接指到了内容文件夹外面"),
    ]
    assert len(report.built) == 2
    assert report.refused == {"断链.yaml": "", "链接.yaml": ""}


def test_what_was_made_of_a_document_stands_while_a_link_in_its_place_is_broken(
    tmp_path: Path,
) -> None:
    options = project(tmp_path)
    build(options)
    (options.content / "值班.yaml").unlink()
    (options.content / "值班.yaml").symlink_to(tmp_path / "没有.yaml")
    report = build(options)
    assert not report.removed
    assert report.refused == {"值班.yaml": "output/值班/值班（印发稿）.docx"}
    assert "值班/值班（印发稿）.docx" in outputs(options)


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    options = project(tmp_path)
    name = os.fsencode(options.content) + b"/" + b"\xbb\xb5.yaml"
    try:
        with open(name, "wb") as file:  # noqa: PTH123  a name that no Path literal can hold
            file.write(FINAL.encode())
    except OSError:
        pytest.skip("这个文件系统不收这样的文件名")
    report = build(options)
    assert [(p.file, p.message) for p in report.problems] == [
        ("content/??.yaml", "文件名里有认不出的字符")
    ]
    assert build(options).unchanged == 2


@pytest.mark.parametrize(
    "damage",
    [
        {"inputs": ["甲"]},
        {"inputs": {"甲\0": "乙"}},
        {"outputs": {"../content/值班.yaml": "x"}},
        {"outputs": {"/etc/hosts": "x"}},
        {"problems": [{"rule": "甲"}]},
    ],
)
def test_a_tampered_record_is_never_believed(tmp_path: Path, damage: dict[str, object]) -> None:
    options = project(tmp_path)
    build(options)
    (file,) = (tmp_path / ".cache").glob("state-*.json")
    data = json.loads(file.read_text("utf-8"))
    for records in data["records"].values():
        records["值班.yaml"] |= damage
    file.write_text(json.dumps(data), "utf-8")
    (options.content / "值班.yaml").rename(tmp_path / "值班.yaml")
    source = tmp_path / "content" / "值班.yaml"
    source.write_text(FINAL, "utf-8")
    source.unlink()
    assert build(options).removed == []
    assert sorted(path.name for path in options.content.iterdir()) == ["机构.yaml", "清淤.yaml"]


def test_a_cache_that_cannot_be_written_is_only_a_notice(tmp_path: Path) -> None:
    options = new_project(tmp_path)
    (tmp_path / ".cache").write_text("占着名字的文件", "utf-8")
    report = build(options)
    assert len(report.built) == 2
    assert [(p.rule, p.level) for p in report.problems] == [("缓存", Level.NOTICE)]


def test_a_fault_of_ours_costs_one_document_and_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = project(tmp_path)

    def faulty(request: Request, shared: Shared) -> Made:
        if request.path.stem == "清淤":
            raise ZeroDivisionError("甲")
        return make(request, shared)

    monkeypatch.setattr(making, "make", faulty)
    report = build(options)
    assert report.built == [f"output/{FINAL_FILE}"]
    assert [as_text(problem) for problem in report.problems] == [
        "清淤.yaml: 错误 [程序出错] 程序处理这份文稿时出了错（ZeroDivisionError）\n"
        "    建议：请把 .cache/程序出错.txt 和这份文稿交给维护程序的人"
    ]
    assert "ZeroDivisionError: 甲" in (tmp_path / ".cache" / "程序出错.txt").read_text("utf-8")

    monkeypatch.setattr(cli, "ROOT", tmp_path)
    assert cli.main(["check"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(as_text(report.problems[0]))
    assert said.endswith("\n检查了2份文稿，发现1个错误。\n")


WRONG = "参加人数约300人左右。"


def with_body(options: Options, *paragraphs: str) -> list[str]:
    """What a build says of the draft with such a body."""
    body = "".join(f"- {each}\n" for each in paragraphs)
    text = f"文种: 通知\n标题: 关于做好清淤的通知\n正文:\n{body}"
    (options.content / "清淤.yaml").write_text(text, "utf-8")
    report = build(options, ["清淤"])
    return [f"{each.line} {each.rule}" for each in report.problems]


def test_what_was_wrong_is_told_after_an_edit_elsewhere(tmp_path: Path) -> None:
    options = project(tmp_path)
    assert "5 界限重复" in with_body(options, "请抓好落实。", WRONG)
    assert "6 界限重复" in with_body(options, "请抓好落实。", "请各单位照办。", WRONG)
    assert "4 界限重复" in with_body(options, WRONG, "请抓好落实。")
    assert not any("界限重复" in each for each in with_body(options, "请抓好落实。"))
    twice = with_body(options, "请抓好落实。", WRONG)
    assert twice == with_body(options, "请抓好落实。", WRONG)


def test_sound_passages_are_not_looked_at_again_unless_what_they_depend_on_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path)
    asked: list[list[str]] = []

    def check(context: Context) -> Iterator[Finding]:
        asked.append([passage.text for passage in context.passages])
        return iter(())

    monkeypatch.setattr(repeated_words, "check", check)
    with_body(options, "请抓好落实。", "请各单位照办。")
    with_body(options, "请抓好落实。", "请各单位照办并报告。")
    assert asked[-2:] == [
        ["关于做好清淤的通知", "请抓好落实。", "请各单位照办。"],
        ["请各单位照办并报告。"],
    ]
    registry = options.content / "机构.yaml"
    registry.write_text(registry.read_text("utf-8") + "- 全称: 云溪市林业局\n", "utf-8")
    build(options, ["清淤"])
    assert len(asked[-1]) == 3
    build(replace(options, force=True), ["清淤"])
    assert len(asked[-1]) == 3


def test_the_records_hold_no_text_and_forget_what_is_gone(tmp_path: Path) -> None:
    options = project(tmp_path)
    with_body(options, "请抓好落实。", "请各单位照办。")
    (state,) = (options.root / ".cache").glob("state-*.json")
    before = json.loads(state.read_text("utf-8"))
    with_body(options, "请抓好落实。")
    after = json.loads(state.read_text("utf-8"))
    kept = [
        next(iter(each["records"].values()))["清淤.yaml"]["settled"] for each in (before, after)
    ]
    assert [len(each) % 8 for each in kept] == [0, 0]
    assert len(kept[0]) - len(kept[1]) == 8  # the hash of the paragraph that is gone
    assert "抓好落实" not in state.read_text("utf-8")
