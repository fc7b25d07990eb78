"""Conversion: one run for all, the bad one singled out, nothing half-written, within limits."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from gongwen import cli
from gongwen.build.options import Options
from gongwen.build.run import build
from gongwen.pdf import finish as pdf_finish
from gongwen.pdf import office
from gongwen.pdf.conversion import Failure, convert_all
from tests import fake_office
from tests.project import FINAL, outputs, project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")

CRASHED = (
    "再运行一次；仍然这样，运行 make doctor 看看缺什么，或者用 Word、WPS 打开 .docx 另存为 PDF"
)
HUNG = Failure(
    "LibreOffice 转换它时停住不动，已经中止",
    "再运行一次；仍然这样，用 Word 或 WPS 打开 .docx，另存为 PDF",
)
DRAFTS = {name: name.encode() for name in ("甲", "乙", "丙", "丁")}


def pdf(number: int) -> bytes:
    return f"%PDF-1.7\n{number}\n%%EOF\n".encode()


def convert(folder: Path, drafts: dict[str, bytes] = DRAFTS) -> dict[str, bytes | Failure]:
    program = office.find_office()
    assert program
    return convert_all(drafts, program, None, folder / "scratch")


def let_time_pass(monkeypatch: pytest.MonkeyPatch, later: Callable[[float], float]) -> None:
    """A clock of our own for the wait: `later` is what it shows next, by what it showed last."""
    shown = [0.0]

    def monotonic() -> float:
        shown[0] = later(shown[0])
        return shown[0]

    monkeypatch.setattr(office, "time", SimpleNamespace(monotonic=monotonic))


def test_one_run_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = fake_office.install(tmp_path / "bin", monkeypatch)
    assert convert(tmp_path) == {"甲": pdf(1), "乙": pdf(2), "丙": pdf(3), "丁": pdf(4)}
    assert fake_office.converted(fake) == [["1", "2", "3", "4"]]
    assert list((tmp_path / "scratch").iterdir()) == []


def test_the_one_that_fails_is_singled_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = '[ "$number" = 2 ] && { echo "Error: cannot" >&2; exit 3; }'
    fake = fake_office.install(tmp_path / "bin", monkeypatch, body)
    assert convert(tmp_path) == {
        "甲": pdf(1),
        "乙": Failure("LibreOffice 没有转出完整的 PDF（退出码3：Error: cannot）", CRASHED),
        "丙": pdf(3),
        "丁": pdf(4),
    }
    assert fake_office.converted(fake) == [["1", "2", "3", "4"], ["2"], ["3", "4"]]


def test_a_missing_java_is_not_the_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_office.install(tmp_path / "bin", monkeypatch, "echo 'Warning: javaldx' >&2; exit 137")
    made = convert(tmp_path)["甲"]
    assert made == Failure("LibreOffice 没有转出完整的 PDF（退出码137）", CRASHED)


def test_one_that_fails_among_others_only_is_made_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = '[ "$number" = 3 ] && [ ! -e "$here/once" ] && { touch "$here/once"; exit 1; }'
    fake_office.install(tmp_path / "bin", monkeypatch, body)
    assert convert(tmp_path) == {"甲": pdf(1), "乙": pdf(2), "丙": pdf(3), "丁": pdf(4)}


def test_a_half_written_pdf_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = """[ "$number" = 4 ] && { printf '%%PDF-1.7 half' > "$out/4.pdf"; exit 0; }"""
    fake_office.install(tmp_path / "bin", monkeypatch, body)
    made = convert(tmp_path)
    assert made["丁"] == Failure("LibreOffice 没有转出完整的 PDF（退出码0）", CRASHED)
    assert [made[name] for name in "甲乙丙"] == [pdf(1), pdf(2), pdf(3)]


def test_a_hang_is_ended_with_all_its_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = '[ "$number" = 2 ] && { sleep 3600 & echo $! > "$here/pid"; wait; }'
    fake = fake_office.install(tmp_path / "bin", monkeypatch, body)

    def hangs() -> bool:
        pid = fake / "pid"
        if not (pid.exists() and pid.read_text("utf-8").strip()):
            return False
        status = Path("/proc") / pid.read_text("utf-8").strip() / "stat"
        return status.exists() and status.read_text("utf-8").split()[2] != "Z"

    let_time_pass(monkeypatch, lambda now: now + office.LIMITS.each if hangs() else now)
    assert convert(tmp_path) == {"甲": pdf(1), "乙": HUNG, "丙": pdf(3), "丁": pdf(4)}
    assert fake_office.converted(fake) == [["1", "2", "3", "4"], ["3", "4"]]
    assert not hangs()


def test_a_slow_run_that_gets_on_is_not_a_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each file takes nearly as long as one may."""
    fake_office.install(tmp_path / "bin", monkeypatch, "sleep 0.2")
    scratch = tmp_path / "scratch"
    each = office.LIMITS.each * 0.9
    let_time_pass(monkeypatch, lambda now: each * sum(1 for _ in scratch.rglob("*.pdf")))
    assert all(isinstance(made, bytes) for made in convert(tmp_path).values())


def test_an_office_that_never_works_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = fake_office.install(tmp_path / "bin", monkeypatch, "exit 77")
    drafts = {str(number): b"" for number in range(20)}
    failure = Failure("LibreOffice 没有转出完整的 PDF（退出码77）", CRASHED)
    assert convert(tmp_path, drafts) == dict.fromkeys(drafts, failure)
    assert len(fake_office.converted(fake)) == 4


def test_limits_hold_in_the_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = 'ulimit -v > "$here/memory"; ulimit -c > "$here/core"; ulimit -t > "$here/seconds"'
    fake = fake_office.install(tmp_path / "bin", monkeypatch, body)
    monkeypatch.setattr(office, "LIMITS", office.Limits(start=0.4, each=0.6))
    monkeypatch.setattr(office, "_wait", lambda process, folder, limits: bool(process.wait()))
    convert(tmp_path, {"甲": b""})
    assert (fake / "memory").read_text("utf-8") == f"{(4 << 30) // 1024}\n"
    assert (fake / "core").read_text("utf-8") == "0\n"
    assert (fake / "seconds").read_text("utf-8") == "2\n"


def test_the_child_sees_nothing_of_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = fake_office.install(tmp_path / "bin", monkeypatch, 'env > "$here/env"')
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("HOME", "/somewhere")
    convert(tmp_path, {"甲": b""})
    seen = dict(line.partition("=")[::2] for line in (fake / "env").read_text("utf-8").splitlines())
    assert "DISPLAY" not in seen
    assert seen["HOME"] == seen["TMPDIR"]
    assert seen["HOME"].startswith(str(tmp_path / "scratch"))


def test_two_conversions_at_once_do_not_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = 'sleep 0.2; cat "$file" > "$here/$$-$number"'
    fake = fake_office.install(tmp_path / "bin", monkeypatch, body)
    made: dict[str, dict[str, bytes | Failure]] = {}

    def one(name: str) -> None:
        made[name] = convert(tmp_path, {name: name.encode()})

    threads = [threading.Thread(target=one, args=(name,)) for name in ("甲", "乙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == {"甲": {"甲": pdf(1)}, "乙": {"乙": pdf(1)}}
    texts = {path.read_text("utf-8") for path in fake.iterdir() if path.name.endswith("-1")}
    assert texts == {"甲", "乙"}


# ---- in a build


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    """A project of two documents and no fonts to be told of."""
    monkeypatch.setattr(pdf_finish, "find_fonts", lambda root: None)
    options = project(tmp_path / "p", 甲=FINAL, 乙=FINAL.replace("防汛", "抗旱"))
    return replace(options, formats=("docx", "pdf"))


def pdf_problems(options: Options) -> tuple[list[tuple[str, str, str]], bool]:
    report = build(options)
    found = [
        (problem.file, str(problem.rule), problem.message)
        for problem in report.problems
        if problem.rule == "转换失败"
    ]
    return found, report.lost


def test_a_build_makes_both_and_then_neither(
    here: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = fake_office.install(tmp_path / "bin", monkeypatch)
    report = build(here)
    assert sorted(outputs(here)) == sorted(
        f"{name}/{name}（印发稿）.{suffix}" for name in "甲乙" for suffix in ("docx", "pdf")
    )
    assert (report.lost, report.refused) == (False, {})
    again = build(here)
    assert (again.built, again.unchanged) == ([], 2)
    assert fake_office.converted(fake) == [["1"], ["1", "2"]]  # the probe, then both at once


def test_the_docx_is_the_same_with_and_without_pdf(
    here: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office.install(tmp_path / "bin", monkeypatch)
    build(replace(here, formats=("docx",)))
    alone = outputs(here)
    build(replace(here, force=True))
    assert {name: outputs(here)[name] for name in alone} == alone


def test_a_pdf_that_fails_leaves_the_old_one_and_is_tried_again(
    here: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office.install(tmp_path / "bin", monkeypatch)
    build(here)
    before = outputs(here)
    text = (here.content / "乙.yaml").read_text("utf-8").replace("值班制度", "值守制度")
    (here.content / "乙.yaml").write_text(text, "utf-8")
    fake_office.install(tmp_path / "bin", monkeypatch, "exit 5")
    failed = (
        "output/乙/乙（印发稿）.pdf",
        "转换失败",
        "LibreOffice 没有转出完整的 PDF（退出码5）",
    )
    assert pdf_problems(here) == ([failed], True)
    after = outputs(here)
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["乙/乙（印发稿）.docx"]
    assert pdf_problems(here) == ([failed], True)
    fake_office.install(tmp_path / "bin", monkeypatch)
    assert pdf_problems(here) == ([], False)


def test_files_of_a_deleted_document_go_in_whatever_way_they_were_made(
    here: Options, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_office.install(tmp_path / "bin", monkeypatch)
    build(here)
    text = (here.content / "乙.yaml").read_text("utf-8").replace("值班制度", "值守制度")
    (here.content / "乙.yaml").write_text(text, "utf-8")
    only_docx = replace(here, formats=("docx",))
    build(only_docx)
    (here.content / "乙.yaml").unlink()
    report = build(only_docx)
    assert (sorted(report.removed), report.kept) == (
        ["output/乙/乙（印发稿）.docx", "output/乙/乙（印发稿）.pdf"],
        [],
    )


def test_a_failed_pdf_makes_the_command_fail(
    here: Options,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fake_office.install(tmp_path / "bin", monkeypatch, '[ "$number" = 1 ] && exit 5')
    monkeypatch.setattr(cli, "ROOT", here.root)
    assert cli.main(["build", "--format", "docx,pdf"]) == 1
    assert (
        "output/乙/乙（印发稿）.pdf: 错误 [转换失败] LibreOffice 没有转出完整的 PDF（退出码5）\n"
        f"    建议：{CRASHED}\n"
    ) in capsys.readouterr().err


def test_without_an_office_two_lines_say_what_to_run(
    here: Options, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    monkeypatch.setattr(cli, "ROOT", here.root)
    assert cli.main(["build", "--format", "pdf"]) == 2
    assert capsys.readouterr() == (
        "",
        "生成 PDF 要用 LibreOffice 和字体，这台电脑上没有 LibreOffice。\n"
        "请运行：make pdf-setup（没有 make：python build.py pdf-setup）\n",
    )
    assert outputs(here) == {}
