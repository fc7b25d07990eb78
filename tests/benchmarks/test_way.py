"""How the way of a build is counted: on a small house of three rooms."""

from benchmarks.way import Call, counted, first_calls, going_on, moves_of, room_of

_FLOOR = {"gongwen/build": 3, "gongwen/library": 2, "gongwen/paper": 1}
_RUN = ("gongwen/build/run.py", "build")
_READ = ("gongwen/library/library.py", "read")
_LINES = ("gongwen/paper/words.py", "lines_of")
_WRITE = ("gongwen/build/run.py", "write")
_BLANK = ("gongwen/paper/words.py", "is_blank")
_CALLS = [
    Call(None, _RUN),
    Call(_RUN, _READ),
    Call(_READ, _LINES),
    Call(_RUN, _WRITE),
    Call(_WRITE, _LINES),  # known by now: no second visit
    Call(_WRITE, _BLANK),
    Call(_BLANK, _RUN),  # what was handed down is called
]


def test_each_function_is_on_the_way_once_with_who_called_it_first() -> None:
    assert first_calls(_CALLS) == [Call(None, _RUN), *_CALLS[1:4], _CALLS[5]]


def test_a_question_that_is_answered_on_the_spot_is_not_on_the_way() -> None:
    way = going_on(_CALLS, room_of)
    assert _LINES not in [call.called for call in way]
    assert [call.called for call in way] == [_RUN, _READ, _WRITE, _BLANK]


def test_moves_climbs_returns_and_calls_upwards_are_counted() -> None:
    way = [*first_calls(_CALLS), _CALLS[6]]
    assert [call.called for call in moves_of(way, room_of)] == [
        _RUN, _READ, _LINES, _WRITE, _BLANK, _RUN,
    ]  # fmt: skip
    assert counted(way, room_of, _FLOOR) == {
        "floors": 3, "functions": 6, "moves": 5, "climbs": 2, "returns": 3, "up": 1,
    }  # fmt: skip
