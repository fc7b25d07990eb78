"""The benchmark runs, on next to nothing; what it measures is no matter of a test."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks import in_memory, processes, report
from benchmarks.__main__ import (
    COLD,
    LOOP,
    OTHERS,
    SAME,
    STARTED_EACH,
    WARM,
    WATCHED,
    WAYS,
    judged,
    main,
)
from benchmarks.corpus import lengthen, make_project, numbered
from benchmarks.growth import CASES
from benchmarks.peers import pandoc_program
from benchmarks.processes import FailedError, Sample, ended, timed
from benchmarks.report import Figure
from gongwen.build.options import Options
from gongwen.build.run import build
from gongwen.library.documents import documents_in

from ..project import DRAFT, REGISTRY, ROOT

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
    page = tmp_path / "性能.md"
    options = ["--short", "--content", str(content), "--json", str(target), "--docs", str(page)]
    assert main(options) == 0
    said = capsys.readouterr().out
    for table in said.strip().split("\n\n"):
        assert table in page.read_text(encoding="utf-8")
    data = json.loads(target.read_text(encoding="utf-8"))
    measured = {(each["name"], each["documents"]) for each in data["figures"]}
    for documents in ("2份", "2倍长1份"):
        assert {
            (name, documents) for name in (*WAYS.values(), COLD, LOOP, WARM, SAME, WATCHED)
        } <= measured
    assert all(name in said for name, _ in measured)
    for each in data["figures"]:
        others = [WAYS[way] for way in STARTED_EACH]
        assert each["name"] in others or each["milliseconds"] > 0
    assert len(data["targets"]) >= 5
    if pandoc_program():
        assert list(data["pairs"]) == ["清淤1"]
        assert report.PAIRS in said
    assert [each["name"] for each in data["growth"]] == list(CASES)
    assert all(name in said.split(report.GROWTH)[1] for name in CASES)
    ratios = said.split(report.RATIOS)[1].split("\n\n")[0].splitlines()
    assert ratios[0].split() == ["2份", "2倍长1份"]
    for way, line in zip(OTHERS, ratios[1:], strict=True):
        assert line.startswith(WAYS[way])
        if way not in STARTED_EACH:
            assert set(data["ratios"][WAYS[way]]) == {"2份", "2倍长1份"}


def test_ways_make_the_same_documents(content: Path, tmp_path: Path) -> None:
    make_project(tmp_path / "项目", content, 2)
    ways = (in_memory.from_model, in_memory.from_composition)
    model, composition = (way(tmp_path / "项目", tmp_path)() for way in ways)
    assert model == composition
    assert len(set(model)) == 2  # type: ignore[call-overload]


def test_every_example_can_be_measured(tmp_path: Path) -> None:
    """Also those that quote others, which are there under numbers."""
    content = ROOT / "content"
    count = len(documents_in(content))
    made = make_project(tmp_path / "项目", content, count + 1)
    root = tmp_path / "项目"
    done = build(Options(root=root, content=root / "content", output=root / "output"))
    assert (done.made, done.refused) == (count + 1, {})
    assert len(made) == count + 1


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


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="只有 Linux 说得出来")
def test_memory_and_cpu_are_those_of_all_processes_together(tmp_path: Path) -> None:
    one = "x = bytearray(60_000_000); import time; t = time.process_time()\n"
    one += "while time.process_time() - t < 0.3: pass"
    both = f"import subprocess as s, sys; p = [s.Popen([sys.executable, '-c', {one!r}])"
    both += " for _ in range(2)]; [each.wait() for each in p]"
    found = timed(["python3", "-c", both], tmp_path)
    assert found.peak > 110
    assert found.cpu > 0.6


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


def sample(milliseconds: float) -> Sample:
    return Sample(milliseconds / 500, milliseconds / 1000, 10.0)


def figure(name: str, documents: str, milliseconds: float) -> Figure:
    return Figure(name, documents, [sample(milliseconds)])


def test_targets_are_judged_on_the_set_they_speak_of() -> None:
    rendered = [
        figure(WAYS[way], documents, milliseconds * (12 if way == "plain_docxtpl" else 1))
        for documents, milliseconds in (("1份", 5.0), ("100份", 100.0), ("1000份", 1.0))
        for way in WAYS
    ]
    built = [
        *(figure(COLD, "100份", 300.0), figure(LOOP, "100份", 150.0)),
        *(figure(SAME, "100份", 30.0), figure("空的 make", "100份", 4.0)),
        Figure(WATCHED, "1份", [sample(50.0)], is_waiting=True),
    ]
    pairs = {"清淤1": [(sample(20.0), sample(10.0)), (sample(9.0), sample(3.0))]}
    found = [(round(each.measured, 3), each.met) for each in judged(rendered, built, pairs)]
    assert found == [
        *((12.0, True), (1.0, True), (2.0, False)),
        *((26.0, False), (100.0, True), (2.5, False)),
    ]


def test_ratios_are_of_the_same_documents() -> None:
    figures = [
        *(figure("本程序", "1份", 2.0), figure("本程序", "10份", 20.0)),
        *(figure("docxtpl", "1份", 5.0), figure("docxtpl", "10份", 250.0)),
        *(figure("只打包", "1份", 0.5), Figure("只打包", "10份", None)),
    ]
    found = report.ratios(figures, "本程序", ["docxtpl", "只打包"])
    assert found == {"docxtpl": {"1份": 2.5, "10份": 12.5}, "只打包": {"1份": 0.25}}
    assert report.ratios_table(found, ["1份", "10份"]) == (
        "它用的 CPU 是本程序的几倍  1份   10份\n"
        "docxtpl                    2.50  12.50\n"
        "只打包                     0.25  未测"
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
