"""The five published documents, as YAML, hold every line of their sources when built."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, make
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.problem import Level
from tests import docx_reading

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SOURCES = {
    "咸宁科普联席会议": "000_d3ee48193c8303ca.txt",
    "鄂州实施方案": "001_f5580afe9b9db9fb.txt",
    "柳州征求意见": "002_a5af24981c390dca.txt",
    "昌吉创建方案": "003_ddab822237303eb4.txt",
    "常州工作要点": "004_0e3e4cb8706f164e.txt",
}
NOT_ON_PAPER = {
    "鄂州实施方案": {
        3: "网页上的索引号、文号",
        4: "网页上的发布机构、发布日期",
        5: "网页上的信息分类、有效性",
        288: "网页页脚",
    }
}
MENDED = {
    "咸宁科普联席会议": (28, "三、联席会议的工作制度"),  # the source lost its “三、”
    "鄂州实施方案": (143, "全民科学素质行动重点任务责任分工"),  # the source clips the title
}

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="没有 ../shared：照录的真实公文不在这里"
)


def folded(text: str) -> str:
    """Without white space, and with half- and full-width punctuation alike."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def built(name: str) -> bytes:
    content = SHARED / "content"
    request = Request(content / f"{name}.yaml", None, (formats()["docx"],))
    made = make(request, Shared(ROOT, content))
    errors = [problem for problem in made.problems if problem.level is Level.ERROR]
    assert not errors
    (output,) = made.outputs.values()
    return output


@pytest.mark.parametrize("name", SOURCES)
def test_every_line_of_the_source_is_on_paper_in_order(name: str) -> None:
    source = (SHARED / "seeds" / SOURCES[name]).read_text(encoding="utf-8")
    paper = folded(docx_reading.text(built(name)))
    skipped = NOT_ON_PAPER.get(name, {})
    position = checked = 0
    for number, line in enumerate(source.splitlines(), 1):
        wanted = folded(line)
        if not wanted or number in skipped:
            continue
        found = paper.find(wanted, position)
        assert found >= 0, f"第{number}行不在纸上（或次序不对）：{line.strip()[:60]}"
        position = found + len(wanted)
        checked += 1
    assert checked > 30


@pytest.mark.parametrize("name", MENDED)
def test_what_the_source_lost_is_printed_right(name: str) -> None:
    number, right = MENDED[name]
    lines = (SHARED / "seeds" / SOURCES[name]).read_text(encoding="utf-8").splitlines()
    assert folded(right) not in folded(lines[number - 1])
    assert folded(right) in folded(docx_reading.text(built(name)))
