"""A LibreOffice that is kept running makes the pages that a run of its own makes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from gongwen.build.run import build
from gongwen.pdf import warm
from gongwen.pdf.conversion import Failure
from gongwen.pdf.finish import finish_all
from gongwen.pdf.fonts import Fonts
from gongwen.pdf.misreadings import ALL
from gongwen.pdf.probe import Office
from gongwen.pdf.warm import WarmOffice
from tests.desk.opened import until
from tests.project import ROOT, project

pytestmark = pytest.mark.libreoffice(fonts=False)


@pytest.fixture
def drafts(tmp_path: Path) -> list[bytes]:
    options = project(tmp_path)
    build(options)
    return [path.read_bytes() for path in sorted(options.output.rglob("*.docx"))]


def pixels(content: bytes | Failure | None) -> list[bytes]:
    assert isinstance(content, bytes)
    document = pypdfium2.PdfDocument(content)
    return [bytes(page.render(scale=1).buffer) for page in document]


def test_its_pages_are_those_of_a_build(tmp_path: Path, drafts: list[bytes]) -> None:
    office = WarmOffice(tmp_path)
    try:
        kept = [pixels(office.pdf(draft)) for draft in (*drafts, drafts[0])]
        assert office.is_warm
        cold = finish_all({f"{n}.pdf": draft for n, draft in enumerate(drafts)}, tmp_path)
        alone = [pixels(each.content) for each in cold.values()]
        assert kept == [*alone, alone[0]]
    finally:
        office.close()
    assert not office.is_warm
    assert list((tmp_path / ".cache" / "pdf").glob("warm-*")) == []


@pytest.mark.skipif(os.name != "posix", reason="nothing is kept running on Windows")
def test_one_that_died_or_hangs_costs_no_document(
    tmp_path: Path, drafts: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = WarmOffice(tmp_path)
    try:
        for harm in (signal.SIGKILL, signal.SIGSTOP):
            office.warm_up()
            assert office._process is not None
            monkeypatch.setattr(warm, "_EACH", 1.0 if harm == signal.SIGSTOP else 60.0)
            os.killpg(office._process.pid, harm)
            assert len(pixels(office.pdf(drafts[0]))) == 1
    finally:
        office.close()


KEEPER = """\
import sys, time
from pathlib import Path
from gongwen.pdf.fonts import Fonts
from gongwen.pdf.misreadings import ALL
from gongwen.pdf.probe import Office
from gongwen.pdf.warm import WarmOffice
office = WarmOffice(Path(sys.argv[1]))
office.warm_up()
print(office._process.pid, flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(os.name != "posix", reason="nothing is kept running on Windows")
def test_nothing_is_left_of_it_where_the_program_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT
    ) as keeper:
        assert keeper.stdout is not None
        group = int(keeper.stdout.readline())
        os.killpg(group, 0)  # it runs
        keeper.kill()
    until(lambda: not is_running(group))
    until(lambda: not list((tmp_path / ".cache" / "pdf").glob("warm-*")))


def is_running(group: int) -> bool:
    """Whether a process of a group is there that is no zombie: where nobody reaps, those stay."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return any(_is_of(each, group) for each in Path("/proc").glob("[0-9]*/stat"))


def _is_of(stat: Path, group: int) -> bool:
    try:
        state, _, own = stat.read_text().rpartition(") ")[2].split()[:3]
    except OSError:  # it has just ended
        return False
    return int(own) == group and state != "Z"


def test_fonts_are_looked_for_once_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []
    monkeypatch.setattr(WarmOffice, "is_warm", True)
    monkeypatch.setattr(WarmOffice, "_start", lambda _: True)
    monkeypatch.setattr(WarmOffice, "_converted", lambda _, copy: copy)

    def find(root: Path) -> Fonts:
        looked.append(root)
        return Fonts(root, frozenset(), ())

    monkeypatch.setattr(warm, "find_fonts", find)
    monkeypatch.setattr(warm, "the_office", lambda root, fonts: Office(root, ALL))
    office = WarmOffice(tmp_path)
    for content in (b"1", b"2"):
        assert office.pdf(content) == content
    assert looked == [tmp_path]
