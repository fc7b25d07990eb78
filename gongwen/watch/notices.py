"""The system's own notices that something changed in a folder: a reason to look at once.

They are only that. Network drives send none, a folder may be put in another's place, the system may
have no more watches to give: so what changed is looked for in any case (`changes`), and where no
notice comes it is merely found a little later.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

_ONLY_READ = (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE)


class _Teller(FileSystemEventHandler):
    """Sets `told` at each event but those of mere reading, of which a build makes many."""

    def __init__(self, told: threading.Event) -> None:
        self._told = told

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _ONLY_READ:
            self._told.set()


def notices(folders: Iterable[Path]) -> threading.Event:
    """An event that is set whenever the system says that something changed in the folders, from now
    on to the end of the process. Files among the folders are left out.
    """
    told = threading.Event()
    observer = Observer()
    observer.daemon = True
    teller = _Teller(told)
    with contextlib.suppress(OSError):
        observer.start()
        for folder in folders:
            if folder.is_dir():
                with contextlib.suppress(OSError):
                    observer.schedule(teller, str(folder), recursive=True)
    return told
