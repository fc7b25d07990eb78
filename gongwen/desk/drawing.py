"""The pages of a document: its real PDF, and pictures of that."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

import pypdfium2
from msgspec import Struct

from ..pdf.conversion import Failure
from ..pdf.preview import pages_as_png
from ..pdf.warm import WarmOffice
from .cards import Card

_PICTURES: Final = 120
"""Pictures of pages that are kept, some 60 KB each."""
_DPI: Final = 110
_QUICK: Final = 1
"""How hard zlib tries: what travels within one machine need not be small."""


class DrawnFile(Struct, frozen=True):
    """A PDF. `digest` names it in addresses; `draft` is a hash of the .docx that it was made of."""

    name: str
    digest: str
    draft: str
    pages: int
    content: bytes


class Drawn(Struct, frozen=True):
    """The PDFs of a document; `fault` is why there are none, or only old ones."""

    files: tuple[DrawnFile, ...] = ()
    fault: str = ""

    @property
    def mark(self) -> str:
        """Changes when what is shown does."""
        return self.fault + "".join(each.digest for each in self.files)


class Drawer:
    """Draws documents with a LibreOffice that is kept running."""

    def __init__(self, root: Path) -> None:
        self.office = WarmOffice(root)
        self._pdfium = threading.Lock()  # the library is for one thread at a time
        self._closed = False
        self._pictures: OrderedDict[tuple[str, int], bytes] = OrderedDict()

    def drawn(self, card: Card, before: Drawn | None = None) -> Drawn:
        """The PDFs of a document that was read with its drafts; a file that is made of the same as
        `before` is that one.
        """
        old = before.files if before else ()
        if card.is_classified:
            return Drawn(fault="涉密，这台电脑不能处理。")
        if not card.drafts:
            kept = "下面还是改坏以前的样子。" if old else ""
            return Drawn(old, f"文稿现在排不出来，先改好错误。{kept}")
        known = {each.draft: each for each in old}
        files = []
        for tail, draft in card.drafts.items():
            digest = hashlib.sha256(draft).hexdigest()
            if digest in known:
                files.append(known[digest])
                continue
            made = self.office.pdf(draft)
            if isinstance(made, Failure):
                return Drawn(fault=f"{made.reason}；{made.advice}")
            files.append(
                DrawnFile(
                    f"{Path(card.name).name}{tail}",
                    hashlib.sha256(made).hexdigest()[:32],
                    digest,
                    self._count(made),
                    made,
                )
            )
        return Drawn(tuple(files))

    def close(self) -> None:
        """End LibreOffice; nobody is let into pdfium any more, which ends with the program."""
        self.office.close()
        with self._pdfium:
            self._closed = True

    def picture(self, file: DrawnFile, page: int) -> bytes | None:
        """A page, counted from 1, as a PNG; None at the end of the desk."""
        key = file.digest, page
        with self._pdfium:
            if self._closed:
                return None
            if key not in self._pictures:
                pictures = pages_as_png(file.content, range(page, page + 1), _DPI, _QUICK)
                self._pictures[key] = next(pictures)[1]
                while len(self._pictures) > _PICTURES:
                    self._pictures.popitem(last=False)
            self._pictures.move_to_end(key)
            return self._pictures[key]

    def _count(self, content: bytes) -> int:
        with self._pdfium:
            if self._closed:
                return 0
            document = pypdfium2.PdfDocument(content)
            try:
                return len(document)
            finally:
                document.close()
