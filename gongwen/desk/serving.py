"""The desk from its opening to its end: a server on this machine's own address, for one person."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import webbrowser
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from .board import Board
from .drawing import Drawer
from .guard import Guard
from .jobs import Jobs
from .offers import Offer
from .opening import open_at, open_path
from .site import Openers, Site
from .uploads import FOLDER

_HOST: Final = "127.0.0.1"
_ENDS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Opening(Struct, frozen=True):
    """What a desk is opened with. `program` are the words that start a command; `port` 0 = any."""

    root: Path
    content: Path
    output: Path
    program: tuple[str, ...]
    offers: tuple[Offer, ...]
    port: int = 0
    browser: bool = True


class _Quiet(WSGIRequestHandler):
    """A handler that does not print every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's word
        pass


class Desk:
    """An open desk: the server with all that works behind it. Raises OSError for a port that is
    taken.
    """

    def __init__(self, opening: Opening) -> None:
        self.drawer = Drawer(opening.root)
        self.board = Board(opening.root, opening.content, self.drawer)
        self.jobs = Jobs(opening.program, opening.root, self.board.look_again)
        self._holder: list[Site] = []
        self.server: BaseWSGIServer = make_server(
            _HOST, opening.port, self._answer, threaded=True, request_handler=_Quiet
        )
        self.guard = Guard(self.server.server_port)
        self._holder.append(
            Site(
                self.board,
                self.drawer,
                self.jobs,
                offers=opening.offers,
                guard=self.guard,
                output=opening.output,
                openers=Openers(open_at, open_path),
                stop=self.stop,
            )
        )
        self._root = opening.root

    def _answer(self, environ: Any, start_response: Any) -> Any:
        return self._holder[0](environ, start_response)

    def serve(self) -> None:
        """Answer until `stop` is called; what was started is ended then."""
        threading.Thread(target=self.drawer.office.warm_up, daemon=True).start()
        self.board.start()
        try:
            self.server.serve_forever(poll_interval=0.1)
        finally:
            self.board.close()
            self.jobs.close()
            self.drawer.close()
            self.server.server_close()
            shutil.rmtree(self._root / FOLDER, ignore_errors=True)

    def stop(self) -> None:
        """Have `serve` end; from any thread."""
        threading.Thread(target=self.server.shutdown, daemon=True).start()


def serve(opening: Opening) -> None:
    """Open a desk, say where, show it in the browser, and serve until it is stopped from the page,
    by Ctrl-C or by the end of its window. Raises OSError for a port that is taken.
    """
    desk = Desk(opening)
    for name in _ENDS:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: desk.stop())
    print(f"文稿办理开在这里（只有这台电脑上、第一个打开它的浏览器能用）：\n  {desk.guard.address}")
    print("用完了，按页面上的“停止文稿办理”，或者在这里按 Ctrl-C。", flush=True)
    if opening.browser and _has_screen():
        threading.Thread(target=webbrowser.open, args=(desk.guard.address,), daemon=True).start()
    desk.serve()
    print("已停止。", flush=True)


def _has_screen() -> bool:
    """Whether a browser has where to show itself: without one, a terminal's browser would be
    started in the place of this text.
    """
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
