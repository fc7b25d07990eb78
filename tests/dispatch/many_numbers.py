"""The long form, by hand: a thousand numbers taken by two processes in one folder, with and without
a repository, and by two copies of it with a server: `python -m tests.dispatch.many_numbers`, how
many behind it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.dispatch.numbering import each_once, numbers_of, own_office, takers, with_server
from tests.history.test_save import WHO, repository
from tests.project import project


def main(times: int) -> None:
    """Take them, and look at what was given."""
    for way in ("no repository", "one folder", "git and the library", "two copies"):
        with tempfile.TemporaryDirectory() as temporary:
            folder = Path(temporary) / "office"
            folder.mkdir()
            project(folder)
            own_office(folder)
            folders = {"甲": folder, "乙": folder}
            if way != "no repository":
                repository(folder, **WHO)
            if way == "two copies":
                (folder / ".gitignore").write_text("output/\n.cache/\n", encoding="utf-8")
                folders["乙"] = with_server(folder, "乙")[0]
            began = time.monotonic()
            library = "乙" if way == "git and the library" else ""
            each_once(numbers_of(takers(folders, times // 2, library)), times // 2 * 2)
            print(f"{way}: {times // 2 * 2} numbers, none twice, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
