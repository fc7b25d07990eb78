"""msgspec without `typing_extensions`: all that the program asks of it, and nothing is in the way
of those that do need the latter.
"""

from __future__ import annotations

import subprocess
import sys

from ..project import ROOT

_ASK = """
import sys
from gongwen.setup.lean import load_msgspec
load_msgspec()
assert "typing_extensions" not in sys.modules
load_msgspec()
import msgspec
from gongwen.build.record import Record
record = Record({"a": "1"}, {}, [], False)
assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record
import docx  # takes names from it
print("typing_extensions" in sys.modules)
"""


def asked(*options: str) -> tuple[str, str]:
    """What a Python with these options says of it."""
    done = subprocess.run(
        [sys.executable, *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout, done.stderr


def test_msgspec_is_loaded_alone() -> None:
    assert asked("-c", _ASK) == ("True\n", "")


def test_without_msgspec_nothing_is_said_here() -> None:
    ask = (
        "from gongwen.setup.lean import load_msgspec; load_msgspec()\n"
        "import sys; print('typing_extensions' in sys.modules)"
    )
    assert asked("-S", "-c", ask) == ("False\n", "")
