"""The version, of a checkout and of an installed program."""

from __future__ import annotations

import tomllib
from pathlib import Path

from gongwen.setup.version import version
from tests.installed import install
from tests.project import ROOT


def test_of_this_checkout() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert version() == stated["project"]["version"]


def test_of_an_installed_program(tmp_path: Path) -> None:
    install(tmp_path, "3.4.5")
    assert version(tmp_path / "gongwen") == "3.4.5"


def test_a_checkout_is_not_taken_for_another_that_is_installed(tmp_path: Path) -> None:
    install(tmp_path, "3.4.5")
    for name, expected in (("gongwen", "1.2.3"), ("another", "3.4.5")):
        (tmp_path / "pyproject.toml").write_text(
            f'[project]\nname = "{name}"\nversion = "1.2.3"\n', encoding="utf-8"
        )
        assert version(tmp_path / "gongwen") == expected


def test_of_a_folder_that_was_copied(tmp_path: Path) -> None:
    (tmp_path / "gongwen").mkdir()
    assert version(tmp_path / "gongwen") == ""
