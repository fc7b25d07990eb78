"""A LibreOffice that is kept running, so that a document just saved is a PDF in half a second.

A run that is asked to convert a file ends when it has, unless a document is open in it. So the
first run, which stays, also opens an empty text (`-o`); each later run of the same profile finds
it, hands its files over and ends when they are converted. Nothing but the command line of
LibreOffice is used for it (docs/adr/0049). Where the program is killed, and can end nothing any
more, a shell that waits for its end (`_guard`) ends the run. On Windows, where such a program
cannot be ended with all that it has started, each document has a run of its own, as in a build.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from ..storage.files import write_atomically
from . import office
from .conversion import Failure, convert_all, environment_of, whole_pdf
from .finish import in_chinese, the_office
from .fonts import Fonts, find_fonts
from .misreadings import ALL
from .render_copy import copied

_SCRATCH: Final = Path(".cache") / "pdf"
_START: Final = 60.0
"""Seconds that the first run may take before it answers."""
_EACH: Final = 20.0
"""Seconds that a document may take before the warm run is given up, and it is tried alone."""
_MOST: Final = 200
"""Documents after which a new one is started: a long run grows."""
_GUARD: Final = 'read -r _; kill -s KILL -- "-$1"; rm -rf -- "$2"'
"""What waits until the other end of its input is closed, as at the end of the program, and then
ends the processes of a group and takes a folder away.
"""
_FIRST: Final = "first.txt"
_OPEN: Final = "open.txt"


class WarmOffice:
    """PDFs one at a time, by a run that stays; where that fails, by one of their own. `close` ends
    it. For one thread after the other: whoever comes meanwhile waits.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._guard: subprocess.Popen[bytes] | None = None
        self._folder: Path | None = None
        self._done = 0
        self._fonts: Fonts | None = None

    @property
    def is_warm(self) -> bool:
        """Whether the run that stays is there."""
        return self._process is not None and self._process.poll() is None

    def warm_up(self) -> None:
        """Start the run that stays, where there is a LibreOffice and it is not running; and try how
        that reads a document, where nobody has yet.
        """
        with self._turn:
            the_office(self.root, self._known_fonts())
            self._start()

    def pdf(self, draft: bytes) -> bytes | Failure:
        """The PDF of a .docx, or why there is none."""
        with self._turn:
            fonts = self._known_fonts()
            found = the_office(self.root, fonts)
            if found is None:
                return Failure("没有找到 LibreOffice", "运行 make pdf-setup")
            copy = copied(draft, found.misread or ALL)
            if self._done >= _MOST:
                self._end()
            content = self._converted(copy) if self._start() else None
            if content is None:
                configuration = fonts.configuration if fonts else None
                scratch = self.root / _SCRATCH
                alone = convert_all({"1": copy}, found.program, configuration, scratch)["1"]
                return alone if isinstance(alone, Failure) else in_chinese(alone)
            return in_chinese(content)

    def close(self) -> None:
        """End the run, and take its folder away."""
        with self._turn:
            self._end()

    def _known_fonts(self) -> Fonts | None:
        """The fonts that were there when the run started: it sees no others, and to look for them
        anew takes longer than a short document.
        """
        if self._fonts is None or not self.is_warm:
            self._fonts = find_fonts(self.root)
        return self._fonts

    def _start(self) -> bool:
        """Whether the run that stays is there, or could be started."""
        if self.is_warm:
            return True
        self._end()
        program = office.find_office()
        if program is None or os.name != "posix":
            return False
        (self.root / _SCRATCH).mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(dir=self.root / _SCRATCH, prefix="warm-")).resolve()
        office.write_profile(self._folder / "profile")
        for name in (_FIRST, _OPEN):
            write_atomically(self._folder / name, b"\n")
        results = self._folder / "results"
        results.mkdir()
        command = self._command(program, results, self._folder / _FIRST)
        self._process = self._popen([*command, "-o", str(self._folder / _OPEN)])
        self._guard = subprocess.Popen(
            ["/bin/sh", "-c", _GUARD, "sh", str(self._process.pid), str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is no end of it
        )
        deadline = time.monotonic() + _START
        while whole_pdf(results / "first.pdf") is None:
            time.sleep(0.02)
            if not self.is_warm or time.monotonic() > deadline:
                self._end()
                return False
        return True

    def _converted(self, copy: bytes) -> bytes | None:
        """The PDF by the run that stays; None, and no such run any more, where it did not do it."""
        folder, program = self._folder, office.find_office()
        if folder is None or program is None:
            return None
        self._done += 1
        source, results = folder / f"{self._done}.docx", folder / f"results-{self._done}"
        write_atomically(source, copy)
        results.mkdir()
        errand = self._popen(self._command(program, results, source))
        patience = threading.Timer(_EACH, errand.kill)
        patience.start()
        try:
            errand.wait()  # with a limit of its own it would look for the end 20 times a second
        finally:
            patience.cancel()
            office.stop(errand)
        content = whole_pdf(results / f"{self._done}.pdf")
        shutil.rmtree(results, ignore_errors=True)
        source.unlink(missing_ok=True)
        if content is None:
            self._end()
        return content

    def _command(self, program: Path, results: Path, file: Path) -> list[str]:
        folder = results.parent
        return office.command_of(program, folder / "profile", results, [file])

    def _popen(self, command: list[str]) -> subprocess.Popen[bytes]:
        folder = self._folder
        assert folder is not None  # noqa: S101 - both callers made it
        fonts = self._known_fonts()
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment_of(folder, fonts.configuration if fonts else None),
            cwd=folder,
            start_new_session=True,
            preexec_fn=office.limit(office.LIMITS, _MOST) if os.name == "posix" else None,  # noqa: PLW1509
        )

    def _end(self) -> None:
        if self._guard is not None:  # before the group that it would end may be another's
            office.stop(self._guard)
            if self._guard.stdin is not None:
                self._guard.stdin.close()
        if self._process is not None:
            office.stop(self._process)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._process, self._guard, self._folder, self._done = None, None, None, 0
