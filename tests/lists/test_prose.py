"""The model of official prose: how it is packed and read, and what it finds unlikely."""

from zlib import crc32

import pytest

from benchmarks.proofreading.counting import LEAST, counted, packed
from gongwen.lists import prose
from gongwen.lists.likeness import common_words, distance, sounding_alike
from gongwen.lists.unlikely import Mistyping, suspects
from gongwen.paper.characters import is_han

_LARGEST = 4 << 20


@pytest.mark.parametrize(
    ("text", "as_counted"),
    [
        ("全面推进“放管服”改革。", "。全面推进放管服改革。"),
        ("2026年3月，共12.5%", "。0年0月，共0。"),
        ("各县（区）：《办法》", "。各县。区。办法。"),
    ],
)
def test_what_is_counted(text: str, as_counted: str) -> None:
    """Figures count as one sign, quotes as none; each sign is found again in the text."""
    assert prose.as_counted(text) == as_counted
    places = prose.where_counted(text)
    assert len(places) == len(as_counted)
    assert [text[at] for at in places[1:-1] if is_han(text[at])] == [
        each for each in as_counted if is_han(each)
    ]


def test_what_is_packed_is_read() -> None:
    """Each run that was counted often enough has its level, and hardly another one has any."""
    texts = [f"云溪市{each}节水方案已经落实" for each in "东西南北中上下左右"]
    levels = counted(texts)
    numbers = packed(levels)
    size = len(numbers) // 2 // prose.PARTS
    for hash_, wanted in levels.items():
        several = [numbers[2 * at] | numbers[2 * at + 1] << 8 for at in prose.places(hash_, size)]
        found = several[0] ^ several[1] ^ several[2]
        assert found == (hash_ & prose.CHECK) << prose.LEVEL_BITS | wanted
    assert levels[crc32("节水".encode())] == len(texts).bit_length()
    assert LEAST[4] > LEAST[1]


def test_the_file() -> None:
    """It has three equal parts, is not larger than it may be, and knows what any law has."""
    size = prose.FILE.stat().st_size
    assert size % (2 * prose.PARTS) == 0
    assert size < _LARGEST
    assert prose.level("应当") > prose.level("人民政府") > prose.level("主管部门应当") == 0
    assert prose.level("应挡") < prose.level("应当") - 5


def test_likelihood() -> None:
    """A text is likelier than the same with a wrong character."""
    right, wrong = prose.as_counted("切实加强组织领导"), prose.as_counted("切实加强组织零导")
    assert prose.likelihood(right, 1, 9) > prose.likelihood(wrong, 1, 9) + 10


def test_words_that_sound_alike() -> None:
    """The groups are those that the words and the readings make."""
    words, alike = common_words(), sounding_alike()
    for word, group in alike.items():
        assert word in group
        assert set(group) <= words.keys()
        assert all(distance(word[at], each[at]) == 0 for each in group for at in (0, 1))


@pytest.mark.parametrize(
    ("text", "mistyping", "typed", "right"),
    [
        ("要加强组只领导和统筹协调。", Mistyping.LIKE, "只", "织"),
        ("坚持严格规范公证文明执法。", Mistyping.WORD, "公证", "公正"),
        ("压紧压实任责，确保实效。", Mistyping.TURNED, "任责", "责任"),
    ],
)
def test_suspects(text: str, mistyping: Mistyping, typed: str, right: str) -> None:
    """The likeliest change is what was meant; what was meant has none."""
    counted_text = prose.as_counted(text)
    best = max(suspects(counted_text), key=lambda each: each.gain)
    assert (best.mistyping, best.typed, best.right) == (mistyping, typed, right)
    mended = counted_text[: best.at] + right + counted_text[best.at + len(typed) :]
    assert max((each.gain for each in suspects(mended)), default=0) < best.gain // 2


@pytest.mark.parametrize("text", ["市县配套1.2亿元。", "省市分担，市区共建。", "由区镇两级负责。"])
def test_names_of_levels_side_by_side(text: str) -> None:
    """市县 is no 实现, however seldom it is counted where it stands."""
    assert [each.typed for each in suspects(prose.as_counted(text))] == []
