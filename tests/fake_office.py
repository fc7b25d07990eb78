"""A stand-in for LibreOffice: a script called soffice, on the search path."""

from __future__ import annotations

from pathlib import Path

import pytest

SCRIPT = """#!/bin/sh
here=$(dirname "$0")
echo "$@" >> "$here/calls"
while [ $# -gt 0 ]; do
  case $1 in
    --outdir) out=$2; shift ;;
    *.docx) files="$files $1" ;;
  esac
  shift
done
for file in $files; do
  number=$(basename "$file" .docx)
  {body}
  printf '%%PDF-1.7\\n%s\\n%%%%EOF\\n' "$number" > "$out/$number.pdf"
done
"""


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, body: str = ":") -> Path:
    """Put the script first on the search path; the folder it is in, with `calls` to look at.

    `body` is shell, run for each file before its PDF is written: $number, $out, $here.
    """
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    folder.mkdir(exist_ok=True)
    script = folder / "soffice"
    script.write_text(SCRIPT.replace("{body}", body), encoding="utf-8")
    script.chmod(0o755)
    return folder


def converted(folder: Path) -> list[list[str]]:
    """The files that each run was given, by their numbers."""
    lines = (folder / "calls").read_text("utf-8").splitlines()
    return [[Path(word).stem for word in line.split() if word.endswith(".docx")] for line in lines]
