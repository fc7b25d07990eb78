"""git, started in one way. `doctor` asks it before anything is installed: standard library only."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def run_git(
    folder: Path, *arguments: str, feed: bytes | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, with paths taken literally, printed as they are, and all it says in
    English. Raises OSError where there is no git.
    """
    return subprocess.run(
        ["git", "--literal-pathspecs", "-c", "core.quotepath=false", *arguments],
        cwd=folder,
        input=feed,
        stdin=subprocess.DEVNULL if feed is None else None,
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


def git(folder: Path, *arguments: str) -> str | None:
    """What git prints, without the last line end; None where it fails or is not installed."""
    try:
        done = run_git(folder, *arguments)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace").removesuffix("\n")
