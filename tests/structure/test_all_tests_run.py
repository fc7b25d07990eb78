"""pytest looks into every folder that holds tests."""

from __future__ import annotations

from fnmatch import fnmatch

import pytest

from ..project import ROOT


def test_no_folder_of_tests_is_passed_over(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    folders = {
        part
        for path in (ROOT / "tests").rglob("test_*.py")
        for part in path.relative_to(ROOT).parent.parts
    }
    assert {"build", "typeset"} <= folders
    assert [name for name in folders for each in left_out if fnmatch(name, each)] == []
