"""Common words are found by either character as by an index of all of them."""

from __future__ import annotations

from gongwen.lists import likeness


def test_what_stands_beside_a_character_in_common_words() -> None:
    words = likeness.common_words()
    for one in sorted({sign for word in words for sign in word})[::20]:
        assert set(likeness._before(one)) == {word[0] for word in words if word[1] == one}
        assert set(likeness._behind(one)) == {word[1] for word in words if word[0] == one}


def test_characters_by_each_of_their_sounds() -> None:
    lines = [line.split() for line in likeness._lines("字")]
    for sound in ("yi", "zheng", "chang", "xing"):
        assert likeness._by_sound()[sound] == [
            sign for sign, readings, _ in lines if sound in readings.split(",")
        ]
