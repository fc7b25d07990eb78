"""All documents of a build to PDF in one run of LibreOffice; one that it cannot do is singled out.

LibreOffice takes the files in order, so the first one without a PDF is where it stopped: that one
is tried alone, and the others go on in a run of their own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from ..storage.files import write_atomically
from . import office
from .office import OfficeRun

_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "WINDIR", "PROGRAMFILES")
_ENOUGH = 2
"""So many failures with nothing converted between them mean LibreOffice itself."""


class Failure(Struct, frozen=True):
    """Why there is no PDF, in Chinese; `advice` what to do."""

    reason: str
    advice: str


def convert_all(
    drafts: Mapping[str, bytes], program: Path, fonts: Path | None, scratch: Path
) -> dict[str, bytes | Failure]:
    """A whole PDF, or why not, for each .docx of `drafts` (by any name).

    `fonts` is a fontconfig file; `scratch` a folder for a temporary one of our own, so that two
    builds at once do not meet.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(
        dir=scratch, prefix="pdf-", ignore_cleanup_errors=True
    ) as name:
        return _Conversion(Path(name), program, fonts).all_of(drafts)


class _Conversion(Struct):
    """One build's conversion in a folder of its own."""

    folder: Path
    program: Path
    fonts: Path | None
    runs: int = 0

    def all_of(self, drafts: Mapping[str, bytes]) -> dict[str, bytes | Failure]:
        sources = {}
        for number, (name, content) in enumerate(drafts.items(), 1):
            sources[name] = self.folder / f"{number}.docx"  # a name that no system takes amiss
            write_atomically(sources[name], content)
        made: dict[str, bytes | Failure] = {}
        waiting = list(drafts)
        in_vain = 0
        while waiting:
            done, run = self._run({name: sources[name] for name in waiting})
            made.update(done)
            left = [name for name in waiting if name not in done]
            if not left:
                break
            if len(waiting) > 1 and not run.hung:
                again, run = self._run({left[0]: sources[left[0]]})
                done.update(again)
                made.update(again)
            if left[0] not in made:
                made[left[0]] = _failure(run)
            in_vain = 0 if done else in_vain + 1
            waiting = left[1:]
            if in_vain == _ENOUGH:
                made.update(dict.fromkeys(waiting, _failure(run)))
                break
        return {name: made[name] for name in drafts}

    def _run(self, sources: Mapping[str, Path]) -> tuple[dict[str, bytes], OfficeRun]:
        """The whole PDFs of one run, and how it ended."""
        self.runs += 1
        profile = self.folder / f"profile-{self.runs}"
        results = self.folder / f"results-{self.runs}"
        results.mkdir()
        office.write_profile(profile)
        run = office.convert(
            self.program,
            list(sources.values()),
            folder=results,
            profile=profile,
            environment=environment_of(self.folder, self.fonts),
            limits=office.LIMITS,
        )
        found = {}
        for name, source in sources.items():
            content = whole_pdf(results / f"{source.stem}.pdf")
            if content is not None:
                found[name] = content
        shutil.rmtree(profile, ignore_errors=True)
        return found, run


def environment_of(folder: Path, fonts: Path | None) -> dict[str, str]:
    """Little of the user's: nothing of a desktop, a home and a temporary folder of our own."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    home = str(folder.resolve())
    ours = {"HOME": home, "TMPDIR": home, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    if fonts:
        ours["FONTCONFIG_FILE"] = str(fonts.resolve())
    return kept | ours


def whole_pdf(path: Path) -> bytes | None:
    """The content of a PDF that was written to its end."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    whole = content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]
    return content if whole else None


def _failure(run: OfficeRun) -> Failure:
    if run.hung:
        return Failure(
            "LibreOffice 转换它时停住不动，已经中止",
            "再运行一次；仍然这样，用 Word 或 WPS 打开 .docx，另存为 PDF",
        )
    said = f"：{run.said}" if run.said and run.code else ""
    return Failure(
        f"LibreOffice 没有转出完整的 PDF（退出码{run.code}{said}）",
        "再运行一次；仍然这样，运行 make doctor 看看缺什么，或者用 Word、WPS 打开 .docx 另存为 PDF",
    )
