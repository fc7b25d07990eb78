"""Words of titles, remembered from run to run: the same with and without what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from gongwen.build.pipeline import Request, make
from gongwen.build.shared import Shared
from gongwen.build.workers import all_made
from gongwen.formats import formats
from gongwen.library.documents import documents_in
from gongwen.paper.seams import cut_anew
from gongwen.storage.cache import program_mark
from gongwen.typeset import dictionary as module
from gongwen.typeset.dictionary import Dictionary

from ..clearance import declared
from ..project import new_project

ROOT = Path(__file__).parents[2]
TEXTS = ("推进城镇人口高质量发展", "防汛抗旱", "设立湿地公园", "ＡＢ一２", "𠮷野家")


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the dictionary itself must not be asked."""

    def ask(text: str) -> Sequence[str]:
        raise AssertionError(text)

    monkeypatch.setattr(module, "cut_anew", ask)


def learnt(file: Path, *texts: str) -> list[list[str]]:
    dictionary = Dictionary(file)
    found = [list(dictionary.cut(text)) for text in texts]
    dictionary.save()
    return found


def test_what_was_said_once_is_not_asked_again(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "folder" / "words"
    first = learnt(file, *TEXTS)
    assert first == [list(cut_anew(text)) for text in TEXTS]
    request.getfixturevalue("refused")
    assert learnt(file, *TEXTS) == first


@given(st.text(min_size=2, max_size=200))
def test_words_are_those_of_the_dictionary(text: str) -> None:
    dictionary = Dictionary()
    assert [list(dictionary.cut(text)) for _ in range(2)] == [list(cut_anew(text))] * 2


def spoilt(file: Path, lengths: list[int]) -> bytes:
    """The file with other lengths for every text."""
    program, known = msgpack.decode(file.read_bytes())
    return msgpack.encode((program, dict.fromkeys(known, lengths)))


@pytest.mark.parametrize("lengths", [[], [3], [4, 4], [0, 4], [-1, 5], [2, 0, 2], [2**63, 1]])
def test_lengths_that_are_not_the_texts_are_passed_over(tmp_path: Path, lengths: list[int]) -> None:
    file = tmp_path / "words"
    assert learnt(file, "防汛抗旱") == [["防汛", "抗旱"]]
    file.write_bytes(spoilt(file, lengths))
    assert learnt(file, "防汛抗旱") == [["防汛", "抗旱"]]


def test_lengths_that_fit_the_text_move_its_words_and_nothing_else(tmp_path: Path) -> None:
    """What somebody with the rights to change the file can do at most."""
    file = tmp_path / "words"
    learnt(file, "防汛抗旱")
    file.write_bytes(spoilt(file, [1, 3]))
    assert learnt(file, "防汛抗旱") == [["防", "汛抗旱"]]


@pytest.mark.parametrize(
    "content", [b"", b"\x92", b"not it", msgpack.encode(["x", [1]]), msgpack.encode({"a": 1})]
)
def test_a_broken_file_is_the_same_as_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "words"
    file.write_bytes(content)
    assert learnt(file, "防汛抗旱") == [["防汛", "抗旱"]]
    assert msgpack.decode(file.read_bytes())[0] == program_mark()


def test_another_programs_file_counts_for_nothing(tmp_path: Path) -> None:
    file = tmp_path / "words"
    learnt(file, "防汛抗旱")
    _, known = msgpack.decode(spoilt(file, [1, 3]))
    file.write_bytes(msgpack.encode(("another", known)))
    assert learnt(file, "防汛抗旱") == [["防汛", "抗旱"]]


def test_it_holds_no_text_and_only_so_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 3)
    file = tmp_path / "words"
    learnt(file, *TEXTS[:3])
    assert not any(text.encode() in file.read_bytes() for text in TEXTS)
    learnt(file, TEXTS[0], TEXTS[3])  # the first is asked for again, so the second goes
    _, known = msgpack.decode(file.read_bytes())
    assert len(known) == 3
    asked: list[str] = []

    def ask(text: str) -> Sequence[str]:
        asked.append(text)
        return cut_anew(text)

    monkeypatch.setattr(module, "cut_anew", ask)
    learnt(file, TEXTS[0], TEXTS[2], TEXTS[3], TEXTS[1], "很" * 200)
    assert asked == [TEXTS[1], "很" * 200]
    assert len(file.read_bytes()) < 300


def test_nothing_is_written_where_nothing_was_learnt(tmp_path: Path) -> None:
    file = tmp_path / "words"
    learnt(file, *TEXTS)
    before = file.stat().st_mtime_ns
    learnt(file, *TEXTS)
    assert file.stat().st_mtime_ns == before


def test_a_file_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    assert learnt(tmp_path / "words", "防汛抗旱") == [["防汛", "抗旱"]]


TITLE = "云溪市人民政府办公室关于推进城镇人口高质量发展和防汛抗旱工作数字化转型的通知"


def titled(root: Path) -> None:
    """A project with titles that are broken."""
    new_project(root)
    for path in documents_in(root / "content"):
        text = path.read_text(encoding="utf-8")
        lines = [
            f"标题: {TITLE}" if line.startswith("标题:") else line for line in text.split("\n")
        ]
        path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("jobs", [1, 2])
def test_documents_are_the_same_with_it_and_without(
    tmp_path: Path, jobs: int, request: pytest.FixtureRequest
) -> None:
    """By one process and by several; the words that these learn are kept too."""
    titled(tmp_path)
    content = tmp_path / "content"
    docx = (formats()["docx"],)
    requests = [Request(path, None, docx) for path in documents_in(content)]
    alone = [Dictionary() for _ in requests]
    without = [
        make(each, Shared(tmp_path, content, _dictionary=own))
        for each, own in zip(requests, alone, strict=True)
    ]
    assert all(made.outputs for made in without)
    first = [made for _, made in all_made(requests, tmp_path, content, jobs)]
    request.getfixturevalue("refused")
    again = [made for _, made in all_made(requests, tmp_path, content, jobs)]
    assert without == first == again


def test_on_a_cleared_computer_nothing_stays(tmp_path: Path) -> None:
    titled(tmp_path)
    content = tmp_path / "content"
    with declared():
        requests = [Request(path, None) for path in documents_in(content)]
        assert all(not made.refused for _, made in all_made(requests, tmp_path, content))
    assert not (tmp_path / ".cache" / "read" / "words").exists()
