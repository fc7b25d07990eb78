"""A desk on a small project, asked without a network; its PDFs are blank pages unless a test has
LibreOffice make them.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pypdfium2
from werkzeug.test import Client, TestResponse

from gongwen.commands.desk import offers
from gongwen.consultation.ledger import ledger_path
from gongwen.desk.board import Board
from gongwen.desk.drawing import Drawer
from gongwen.desk.guard import Guard
from gongwen.desk.jobs import Jobs
from gongwen.desk.site import Openers, Site
from tests.project import project

PORT = 8765
OWN = {"Host": f"127.0.0.1:{PORT}", "Origin": f"http://127.0.0.1:{PORT}"}
PATIENCE = 120
"""Seconds that a slow machine may take for anything."""


def until(holds: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)


def blank_pdf(pages: int = 2) -> bytes:
    """A PDF of A4 pages with nothing on them."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(595, 842)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


class Opened:
    """A desk without its server, and its one browser, which has entered."""

    def __init__(
        self, folder: Path, ledgers: Mapping[str, str] | None = None, **documents: str
    ) -> None:
        options = project(folder, **documents)
        for name, text in (ledgers or {}).items():
            ledger = ledger_path(name, options.content)
            ledger.parent.mkdir(exist_ok=True)
            ledger.write_text(text, encoding="utf-8")
        self.root, self.content, self.output = folder, options.content, options.output
        self.drawer = Drawer(folder)
        self.drawer.office.pdf = lambda draft: blank_pdf()  # type: ignore[method-assign]
        self.board = Board(folder, options.content, self.drawer)
        self.jobs = Jobs((sys.executable, "-m", "gongwen"), folder, self.board.look_again)
        self.guard = Guard(PORT)
        self.shown: list[tuple[Path, int]] = []
        self.stopped = False
        self.client = Client(
            Site(
                self.board,
                self.drawer,
                self.jobs,
                offers=[each for each in offers({}) if each.on_desk],
                guard=self.guard,
                output=options.output,
                openers=Openers(self._at_line, self._at_path),
                stop=self._stop,
            )
        )
        self.board.start()
        until(lambda: self.board.names() and all(map(self.board.is_read, self.board.names())))

    def _at_line(self, path: Path, line: int) -> str:
        self.shown.append((path, line))
        return ""

    def _at_path(self, path: Path) -> str:
        return self._at_line(path, 0)

    def _stop(self) -> None:
        self.stopped = True

    def close(self) -> None:
        self.board.close()
        self.jobs.close()

    def enter(self) -> TestResponse:
        return self.client.get("/enter", query_string={"key": self.guard.key}, headers=OWN)

    def get(self, address: str, **headers: str) -> TestResponse:
        return self.client.get(address, headers={**OWN, **headers})

    def post(self, address: str, data: Mapping[str, object] | None = None) -> TestResponse:
        return self.client.post(address, data=data or {}, headers=OWN)

    def done(self, response: TestResponse) -> str:
        """What a command said that a button started, when it has ended."""
        assert response.status_code == 303, response.get_data(as_text=True)
        number = int(response.headers["Location"].rpartition("/")[2])
        job = self.jobs.find(number)
        assert job is not None
        until(lambda: job.code is not None)
        return job.said
