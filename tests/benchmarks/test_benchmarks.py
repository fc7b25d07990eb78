"""The benchmark runs, on next to nothing; what it measures is no matter of a test."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks import in_memory, processes, report
from benchmarks.__main__ import COLD, OTHERS, SAME, WARM, WATCHED, WAYS, judged, main
from benchmarks.corpus import lengthen, make_project, numbered
from benchmarks.growth import CASES
from benchmarks.processes import FailedError, Sample, ended, timed
from benchmarks.report import Figure

from ..project import DRAFT, REGISTRY

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="没有 make")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "机构.yaml").write_text(REGISTRY, encoding="utf-8")
    (folder / "清淤.yaml").write_text(DRAFT, encoding="utf-8")
    return folder


def test_everything_is_measured(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "速度.json"
    options = ["--content", str(content), "--sizes", "2", "--times", "3", "--runs", "1"]
    assert main([*options, "--growth", "0.01", "--json", str(target)]) == 0
    said = capsys.readouterr().out
    data = json.loads(target.read_text(encoding="utf-8"))
    measured = {(each["name"], each["documents"]) for each in data["figures"]}
    for documents in ("2份", "3倍长1份"):
        assert {
            (name, documents) for name in (*WAYS.values(), COLD, WARM, SAME, WATCHED)
        } <= measured
    assert all(name in said for name, _ in measured)
    for each in data["figures"]:
        assert each["name"] == WAYS["pandoc"] or each["milliseconds"] > 0
    assert len(data["targets"]) >= 3
    assert [each["name"] for each in data["growth"]] == list(CASES)
    assert all(name in said.split(report.GROWTH)[1] for name in CASES)
    ratios = said.split(report.RATIOS)[1].split("\n\n")[0].splitlines()
    assert ratios[0].split() == ["2份", "3倍长1份"]
    for way, line in zip(OTHERS, ratios[1:], strict=True):
        assert line.startswith(WAYS[way])
        if way != "pandoc":
            assert set(data["ratios"][WAYS[way]]) == {"2份", "3倍长1份"}


def test_ways_make_the_same_documents(content: Path, tmp_path: Path) -> None:
    make_project(tmp_path / "项目", content, 2)
    ways = (in_memory.from_model, in_memory.from_composition)
    model, composition = (way(tmp_path / "项目", tmp_path)() for way in ways)
    assert model == composition
    assert len(set(model)) == 2  # type: ignore[call-overload]


def test_documents_are_distinct_and_longer() -> None:
    data = {"标题": "关于清淤的通知", "正文": ["请抓紧。", {"节": "要求"}]}
    assert numbered(data, 7) == {
        "标题": "关于清淤的通知",
        "正文": ["请抓紧（之7）。", {"节": "要求"}],
    }
    lengthen(data, 2)
    assert data["正文"] == ["请抓紧。", {"节": "要求"}] * 2


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no such"):
        timed(["sh", "-c", "echo no such; exit 3"], tmp_path)


def test_peak_memory_is_that_of_the_command_measured(tmp_path: Path) -> None:
    """Not of the one that starts it, where that is small."""
    grown = [*("python3", "-c"), "x = bytearray(80_000_000); print(len(x))"]
    assert timed(grown, tmp_path).peak > 76


@pytest.mark.parametrize("ignored", ["INT", "INT TERM"])
def test_a_command_in_the_background_is_ended(tmp_path: Path, ignored: str) -> None:
    """There SIGINT is ignored, which what it starts inherits."""
    with subprocess.Popen(
        ["sh", "-c", f"trap '' {ignored}; echo ready; while :; do sleep 1; done"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        assert ended(process, within=0.3).ru_maxrss > 0
    assert process.returncode < 0


def figure(name: str, documents: str, milliseconds: float) -> Figure:
    return Figure(name, documents, [Sample(milliseconds / 1000, 10.0)])


def test_targets_are_judged_on_the_largest_set() -> None:
    rendered = [
        figure(WAYS[way], documents, milliseconds)
        for documents, milliseconds in (("1份", 5.0), ("100份", 100.0), ("10倍长1份", 50.0))
        for way in WAYS
        if way != "plain_docxtpl"
    ]
    rendered += [figure(WAYS["plain_docxtpl"], "1份", 5.0)]
    rendered += [figure(WAYS["plain_docxtpl"], "100份", 1200.0)]
    built = [
        figure(SAME, "100份", 30.0),
        figure("空的 make", "100份", 4.0),
        figure(WARM, "1份", 6.0),
    ]
    found = [(round(target.measured, 3), target.met) for target in judged(rendered, built)]
    assert found == [(12.0, True), (12.0, True), (26.0, False), (6.0, False)]


def test_ratios_are_of_the_same_documents() -> None:
    figures = [
        *(figure("本程序", "1份", 2.0), figure("本程序", "10份", 20.0)),
        *(figure("docxtpl", "1份", 5.0), figure("docxtpl", "10份", 250.0)),
        *(figure("只打包", "1份", 0.5), Figure("只打包", "10份", None)),
    ]
    found = report.ratios(figures, "本程序", ["docxtpl", "只打包"])
    assert found == {"docxtpl": {"1份": 2.5, "10份": 12.5}, "只打包": {"1份": 0.25}}
    assert report.ratios_table(found, ["1份", "10份"]) == (
        "它用的时间是本程序的几倍  1份   10份\n"
        "docxtpl                   2.50  12.50\n"
        "只打包                    0.25  未测"
    )


def test_the_table_is_aligned_for_chinese() -> None:
    figures = [figure("本程序", "1份", 1.234), figure("docxtpl", "1份", 123.4)]
    figures.append(Figure("pandoc", "1份", None))
    assert report.table("在内存中", figures) == (
        "在内存中  1份\n本程序    1.23 毫秒 10 兆\ndocxtpl   123 毫秒 10 兆\npandoc    未测"
    )


def test_how_much_longer_twice_the_length_takes() -> None:
    found = [
        {"name": "导入文本（页）", "length": 20, "milliseconds": 40.0, "twice": 81.0},
        {"name": "一行单位（家）", "length": 6000, "milliseconds": 0.0, "twice": 0.1},
    ]
    assert report.growth_table(found) == (
        "越长越慢吗      长度  用时       两倍长     倍数\n"
        "导入文本（页）  20    40.0 毫秒  81.0 毫秒  2.0\n"
        "一行单位（家）  6000  0.0 毫秒   0.1 毫秒"
    )


def test_processes_imports_nothing_of_the_program() -> None:
    """It would count as the peak memory of everything it starts."""
    source = Path(processes.__file__).read_text(encoding="utf-8")
    assert "gongwen" not in source
