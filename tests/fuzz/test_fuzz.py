"""Whatever is typed or given costs little: it is made, or refused by a sentence that says where.
Some seconds of what `make fuzz` and `make kill` do for minutes.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path
from random import Random

import pytest
from openpyxl import Workbook

if sys.platform != "linux":
    pytest.skip("要 Linux 的进程限额", allow_module_level=True)

from gongwen.elements.element import Element

from . import kills
from .campaigns import LARGEST, Case, documents, files, foreign, run, shapes
from .children import CRASHED, LARGE, SLOW, fate_of
from .originals import originals
from .projects import BUILT, REFUSED, Place, document_files, plain
from .shapes import FORMS, PIECES, SHAPES, places_of

HEAD = "文种: 通知\n标题: 关于做好防汛值班工作的通知\n"
SENTENCE = "各单位要认真落实防汛值班制度，遇有险情立即报告市防汛办。"
TO = f"{HEAD}正文: 略。\n主送: "
TABLE = f"{HEAD}正文:\n- 表:\n    列: [甲, 乙]\n    行: "


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    made = Place(tmp_path_factory.mktemp("项目"))
    made.built((HEAD + "正文: 略。\n").encode())()
    return made


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("文种: 通知\n标题: 通知\n" + f"  {SENTENCE}\n" * 2000, REFUSED, "缺少的项目 写法不对"),
        (f"文种: 通知\n标题: 关于{'防汛抗旱' * 800}的通知\n正文: 略。\n", REFUSED, "写法不对"),
        (f"{HEAD}正文: {'（' * 20_000}\n", BUILT, ""),
        (f"{HEAD}正文: {'（' * 20_001}\n", REFUSED, "写法不对"),
        (f"{HEAD}正文: {'《甲' * 10_000}\n", BUILT, ""),
        (f"{TO}{'、'.join(f'第{n}局' for n in range(20_000))}\n", REFUSED, "写法不对"),
        (f"{TO}{'、'.join(f'第{n}局' for n in range(500))}\n", BUILT, ""),
        (f"{HEAD}正文: |\n" + "  甲乙。\n" * 20_000, BUILT, ""),
        (f"{HEAD}正文:\n- 条目:\n" + "  - 甲乙。\n" * 10_000, BUILT, ""),
        (f"{HEAD}正文:\n" + "- 甲\n" * 100_001, REFUSED, "不是公文"),
        (f"{TABLE}|\n" + "      甲｜乙\n" * 5000, BUILT, ""),
        (f"{TABLE}|\n" + "      甲｜乙\n" * 5001, REFUSED, "写法不对"),
        (f"{TABLE}|\n      甲{'｜乙' * 100_000}\n", REFUSED, "写法不对"),
        (f"{TABLE}逗号.csv\n", REFUSED, "引用"),
        (f"{TABLE}远格.xlsx\n", REFUSED, "引用"),
    ],
    ids=itertools.count(),
)
def test_absurd_lengths(place: Place, text: str, kind: str, said: str) -> None:
    (place.content / "逗号.csv").write_text("甲" + "," * 100_000 + "乙\n甲\n", encoding="utf-8")
    book = Workbook()
    assert book.active is not None
    book.active["XFD1"] = "甲"
    book.save(place.content / "远格.xlsx")
    fate = fate_of(place.built(text.encode()))
    assert (fate.kind, fate.said) == (kind, said)


def test_values_and_files_of_absurd_shapes(place: Place) -> None:
    random = Random(1)  # noqa: S311  the same ones each time
    for cases in (shapes(950, random), shapes(10_000, random), files(LARGEST // 10, random)):
        tally = run(cases, place, 2)
        assert tally.counts.total() > 0
        assert not tally.bad, tally.bad[0]


def test_every_key_is_given_absurd_values() -> None:
    """A key that no example and no variant has gets one in the folder documents/, beside this."""

    def keys_of(element: type[Element]) -> set[str]:
        below = (keys_of(each) for each in element.__subclasses__())
        ours = element.of_document and element.__module__.startswith("gongwen.")
        return set(element.known_keys() if ours else ()).union(*below)

    typed = {path[-1] for file in document_files() for path in places_of(plain(file))}
    assert keys_of(Element) - typed == set()
    assert len(typed & keys_of(Element)) > 85
    assert len(SHAPES) > 35
    assert len(FORMS) * len(PIECES) > 150


def test_damaged_documents_and_foreign_files(place: Place) -> None:
    random = Random(2)  # noqa: S311  the same ones each time
    for cases in (documents(random), foreign(originals()[:16], random)):
        tally = run(cases, place, 2, together=40)
        assert tally.counts.total() >= 40
        assert not tally.bad, tally.bad[0]


def test_a_bad_end_is_seen(place: Place) -> None:
    def endless() -> tuple[str, str]:
        while True:
            pass

    def hungry() -> tuple[str, str]:
        return BUILT, str(len(bytearray(1 << 31)))

    def broken() -> tuple[str, str]:
        raise ValueError("坏了")

    assert fate_of(endless, seconds=1).kind == SLOW
    assert fate_of(hungry).kind == LARGE
    assert fate_of(broken).kind == CRASHED
    tally = run([Case("坏", b"", ".docx"), Case("好", b"", ".txt")], place, 9, together=2)
    assert tally.counts.total() == 2
    assert not tally.bad


def test_kills_do_no_harm() -> None:
    found = kills.run(1, 3)
    for deed in kills.DEEDS:
        assert any(name.startswith(deed.name) for name in found.counts)
    assert found.faults == []


def test_harm_is_seen(tmp_path: Path) -> None:
    """A file that is written in place is half there after some kill."""
    path = tmp_path / "文.txt"

    def work() -> None:
        with path.open("w", encoding="utf-8") as stream:
            stream.write("甲" * 100_000)
            stream.flush()
            os.chmod(path, 0o600)  # noqa: PTH101  a moment at which it may be killed
            stream.write("乙")

    sizes = set()
    moment = 1
    while kills.killed_at(work, moment, tmp_path):
        sizes.add(path.stat().st_size if path.exists() else -1)
        moment += 1
    assert moment > 2
    assert sizes == {-1, 300_000}
