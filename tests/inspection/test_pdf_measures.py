"""PDFs that other programs made of our .docx: what is measured against, what is found, what is said
where it is not.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.build.shared import Shared
from gongwen.cli import main
from gongwen.commands import self_check
from gongwen.inspection.pdf_measures import Proof, as_csv, as_table, proof_of
from gongwen.inspection.pdf_plan import NoPlanError, ProjectPlaces, plan_of
from gongwen.measure.reader import font_name
from gongwen.pdf.conversion import Failure
from gongwen.pdf.finish import converted, the_office
from gongwen.pdf.fonts import find_fonts
from gongwen.sheet.families import face_of
from tests import other_programs
from tests.project import FINAL, ROOT, project

SAMPLES = ROOT / "gongwen" / "inspection" / "samples"
NAMES = [f"{path.stem}（印发稿）" for path in sorted(SAMPLES.glob("自检*.yaml"))]
LETTER, SIDEWAYS = NAMES[2], NAMES[6]


def render_pdfs(files: dict[str, bytes]) -> dict[str, bytes]:
    """The PDF of each .docx, by LibreOffice."""
    fonts = find_fonts(ROOT)
    made = converted(files, ROOT, fonts, the_office(ROOT, fonts))
    return {name: pdf for name, pdf in made.items() if not isinstance(pdf, Failure)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and the PDFs of them."""
    output = tmp_path_factory.mktemp("pdfs")
    assert main(["self-check", "--output", str(output)]) == 0
    folder = output / self_check.FOLDER
    files = {path.stem: path.read_bytes() for path in folder.glob("*.docx")}
    for name, pdf in render_pdfs(files).items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    return folder


def places(folder: Path) -> ProjectPlaces:
    return ProjectPlaces(ROOT, folder / "content", folder / "output")


def proof(pdf: Path) -> Proof:
    return proof_of(pdf, plan_of(pdf, "", places(pdf.parent)))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_is_measured_against_the_docx_beside_it(name: str, made: Path) -> None:
    found = proof(made / f"{name}.pdf")
    assert found.unmeasured == ()
    assert [line for line in found.measures if not line.right] == []
    assert len(found.measures) > 40
    assert "LibreOffice" in found.producer


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "names": other_programs.named_by_windows,
    "scaled": lambda pdf: other_programs.rewritten(pdf, other_programs.by_the_line),
    "filled": lambda pdf: other_programs.rewritten(pdf, other_programs.filled_rules),
    "backwards": lambda pdf: other_programs.rewritten(pdf, other_programs.backwards),
    "all": lambda pdf: other_programs.rewritten(
        other_programs.named_by_windows(pdf),
        other_programs.by_the_line,
        other_programs.filled_rules,
    ),
}


@pytest.mark.libreoffice
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", NAMES)
def test_what_other_programs_write_otherwise_measures_the_same(
    name: str, change: str, made: Path, tmp_path: Path
) -> None:
    ours = (made / f"{name}.pdf").read_bytes()
    theirs = CHANGES[change](ours)
    assert theirs != ours
    (tmp_path / f"{name}.pdf").write_bytes(theirs)
    shutil.copy(made / f"{name}.docx", tmp_path)
    found, wanted = proof(tmp_path / f"{name}.pdf"), proof(made / f"{name}.pdf")
    assert [line for line in found.measures if not line.right] == []
    if change == "backwards":  # what stands beside several lines cannot be told from them
        kinds = ("表文", "表文居中", "表头", "联合标志字", "7.2.4 “文件”", "7.2.4 发文机关标志颜色")
        assert [line for line in found.unmeasured if not line.startswith(kinds)] == []
        return
    assert found.unmeasured == ()
    assert {(line.clause, line.name, line.places) for line in found.measures} == {
        (line.clause, line.name, line.places) for line in wanted.measures
    }


@pytest.mark.libreoffice
def test_a_pdf_of_another_text_is_told(made: Path, tmp_path: Path) -> None:
    shutil.copy(made / f"{LETTER}.docx", tmp_path / "甲.docx")
    shutil.copy(made / f"{SIDEWAYS}.pdf", tmp_path / "甲.pdf")
    found = proof(tmp_path / "甲.pdf")
    assert found.unmeasured != ()
    assert "没有量" in as_table(found)


@pytest.mark.libreoffice
def test_the_command_prints_tables(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = made / f"{LETTER}.pdf"
    assert main(["check", str(pdf)]) == 0
    out = capsys.readouterr().out
    assert "都合。" in out.splitlines()[0]
    assert "  合  10.1 信函标志上边缘距纸上边：应为30毫米" in out
    assert main(["check", str(pdf), "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert one["sheet"] == "gbt9704"
    assert {line["clause"] for line in one["measures"]} >= {"10.1", "7.3.1"}
    assert main(["check", str(pdf), "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert len(rows) == len(one["measures"]) + 1
    assert {row[-1] for row in rows[1:]} == {"合"}


# ---- finding the plan


def write_docx(folder: Path, made: str) -> Path:
    shared = Shared(folder, folder / "content")
    (folder / made).parent.mkdir(parents=True, exist_ok=True)
    content = build_simple(shared)
    (folder / made).write_bytes(content)
    return folder / made


def build_simple(shared: Shared) -> bytes:
    from gongwen.build.pipeline import Request, process
    from gongwen.formats import formats

    path = next(shared.content.glob("值班.yaml"))
    outcome = process(Request(path, None, (formats()["docx"],)), shared)
    return next(iter(outcome.outputs.values()))


def planned(folder: Path, pdf: str, against: str = "") -> str:
    return plan_of(folder / pdf, against, places(folder)).file.removeprefix(folder.as_posix())


def test_the_docx_is_found_beside_the_pdf_or_among_what_was_made(tmp_path: Path) -> None:
    project(tmp_path, 值班=FINAL)
    made = write_docx(tmp_path, "output/值班/值班（印发稿）.docx")
    assert planned(tmp_path, "值班（印发稿）.pdf") == "/output/值班/值班（印发稿）.docx"
    assert planned(tmp_path, "扫描.pdf", "值班") == "/output/值班/值班（印发稿）.docx"
    assert planned(tmp_path, "扫描.pdf", str(made)) == "/output/值班/值班（印发稿）.docx"
    write_docx(tmp_path, "值班（印发稿）.docx")
    assert planned(tmp_path, "值班（印发稿）.pdf") == "/值班（印发稿）.docx"


def test_the_sheet_is_that_of_the_document(tmp_path: Path) -> None:
    project(tmp_path, 值班=f"样式: 紧凑版面\n{FINAL}")
    write_docx(tmp_path, "output/值班/值班（印发稿）.docx")
    own = ProjectPlaces(tmp_path, tmp_path / "content", tmp_path / "output")
    plan = plan_of(tmp_path / "值班（印发稿）.pdf", "", own)
    assert (plan.sheet, plan.norm.rows, round(plan.norm.top)) == ("紧凑版面", 24, 35)


@pytest.mark.parametrize(
    ("against", "told"),
    [
        ("", "找不到与“甲.pdf”对照的 .docx；PDF 的名称要与导出它的 .docx 一样"),
        ("没有.docx", "没有“没有.docx”这个文件"),
        ("没有", "文件夹里没有“没有”"),
        ("值班", "找不到与“值班”对照的 .docx；先生成：make DOC=值班"),
    ],
)
def test_where_there_is_no_plan_it_is_said_what_to_do(
    against: str, told: str, tmp_path: Path
) -> None:
    project(tmp_path, 值班=FINAL)
    with pytest.raises(NoPlanError) as raised:
        plan_of(tmp_path / "甲.pdf", against, places(tmp_path))
    assert told in str(raised.value)


def test_several_files_of_one_name_are_told(tmp_path: Path) -> None:
    project(tmp_path, 值班=FINAL)
    for made in ("output/值班/值班（印发稿）.docx", "output/旧/值班（印发稿）.docx"):
        write_docx(tmp_path, made)
    with pytest.raises(NoPlanError) as raised:
        plan_of(tmp_path / "值班（印发稿）.pdf", "", places(tmp_path))
    assert "有2个" in str(raised.value)


def test_a_pdf_that_cannot_be_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, 值班=FINAL)
    write_docx(tmp_path, "坏.docx")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    assert main(["check", str(tmp_path / "坏.pdf")]) == 1
    assert "打不开这个 PDF" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "甲.pdf", "值班"],
        ["check", "甲.pdf", "--format", "sarif"],
        ["check", "--against", "值班"],
    ],
)
def test_what_cannot_go_together_is_told(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "PDF" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "name", "face"),
    [
        (b"BCDEEE+FangSong_GB2312", "FangSong_GB2312", "仿宋"),
        ("BCDEEE+仿宋_GB2312".encode("gbk"), "仿宋_GB2312", "仿宋"),
        ("楷体_GB2312".encode(), "楷体_GB2312", "楷体"),
        (b"FZXBSJW--GB1-0", "FZXBSJW--GB1-0", "小标宋"),
        (b"ABCDEF+FZKTK--GBK1-0", "FZKTK--GBK1-0", "楷体"),
        (b"ABCDEF+FZFSK--GBK1-0", "FZFSK--GBK1-0", "仿宋"),
        (b"ABCDEF+FZHTK--GBK1-0", "FZHTK--GBK1-0", "黑体"),
        (b"ABCDEF+FZXBSK--GBK1-0", "FZXBSK--GBK1-0", "小标宋"),
        (b"BCDFEE+SimSun", "SimSun", "宋体"),
        ("BCDFEE+方正小标宋简体".encode("gbk"), "方正小标宋简体", "小标宋"),
        (b"TimesNewRomanPSMT", "TimesNewRomanPSMT", "TimesNewRomanPSMT"),
    ],
)
def test_fonts_are_known_by_the_names_that_other_programs_write(
    written: bytes, name: str, face: str
) -> None:
    assert (font_name(written), face_of(font_name(written))) == (name, face)


def test_no_cell_is_taken_for_a_formula() -> None:
    proof = Proof("甲.pdf", "甲.docx", "gbt9704", "=HYPERLINK()", 1, (), ("页码：没有找到",))
    assert as_csv([proof]).splitlines()[1].split(",")[1] == "'=HYPERLINK()"


# ---- samples


@pytest.mark.libreoffice
def test_samples_are_written_then_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / self_check.FOLDER
    words = ["self-check", "--output", str(tmp_path)]
    assert main(words) == 0
    samples = sorted(folder.glob("*.docx"))
    assert len(samples) == 7
    assert "另存为 PDF" in capsys.readouterr().out
    pdfs = render_pdfs({each.stem: each.read_bytes() for each in samples[:-1]})
    for name, pdf in pdfs.items():
        (folder / f"{name}.pdf").write_bytes(pdf)
    assert main(words) == 0
    out = capsys.readouterr().out
    assert out.count("都合。") == 6
    assert f"还没有 PDF 的：{samples[-1].name}" in out
    rows = list(csv.reader(io.StringIO((folder / self_check.RESULT).read_text("utf-8-sig"))))
    assert len({row[0] for row in rows[1:]}) == 6


def test_samples_have_no_place_where_a_document_has_their_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project(tmp_path, 自检=FINAL)
    words = ["self-check", "--content", str(tmp_path / "content"), "--output", str(tmp_path / "o")]
    assert main(words) == 2
    assert "改个名称" in capsys.readouterr().err
