"""What git is told to ignore is not in the repository: a program unpacked beside it stays out."""

from __future__ import annotations

import subprocess

import pytest

from tests.project import ROOT


def test_nothing_that_is_ignored_is_kept() -> None:
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "--cached", "--ignored", "--exclude-standard", "-z"],
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("不在 git 仓库里")
    assert [name for name in listed.stdout.split("\0") if name] == []
