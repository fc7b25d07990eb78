"""What a build makes again, what it leaves, what it takes away."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen import cli
from gongwen.build import options as asking
from gongwen.build import run as building
from gongwen.build import workers as making
from gongwen.build.pipeline import Made, Request, make
from gongwen.build.run import build
from gongwen.build.shared import Shared
from gongwen.problem import Level, as_text
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
