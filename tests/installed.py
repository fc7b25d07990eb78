"""A stand-in for the program installed by pip: its package, and what pip writes down beside it, in
a folder outside of the office's.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.project import ROOT, copy_program
from tests.workplace import surroundings

_START = (
    "import sys; from pathlib import Path; from gongwen import cli;"
    "cli.ROOT = Path(sys.argv[1]); sys.exit(cli.main(sys.argv[2:]))"
)


def install(packages: Path, version: str, *required: str) -> None:
    """Put today's program there as this version, in the place of another one. It carries what a new
    office's folder gets.
    """
    for old in packages.glob("gongwen*"):
        shutil.rmtree(old)
    copy_program(packages / "gongwen")
    for name in ("templates", "styles"):
        shutil.copytree(ROOT / name, packages / "gongwen" / "base" / name)
    about = packages / f"gongwen-{version}.dist-info"
    about.mkdir()
    lines = ["Metadata-Version: 2.1", "Name: gongwen", f"Version: {version}"]
    lines += [f"Requires-Dist: {each}" for each in required]
    (about / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")


def start_installed(
    packages: Path, office: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the program in the folder `packages` for an office's folder, to its end."""
    return subprocess.run(
        [sys.executable, "-c", _START, str(office), *arguments],
        cwd=office,
        env={**surroundings(), "PYTHONPATH": str(packages)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
