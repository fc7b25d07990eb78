"""The pictures of an .rtf file, which stand in it as hexadecimal digits or as bytes."""

from __future__ import annotations

from msgspec import Struct, field

from .. import patterns as re
from ..library.pictures import UnusablePictureError
from .picture_files import saved
from .pieces import SourcePicture

_TWIPS_PER_MM = 1440 / 25.4
_OTHERS = {
    **{"wmetafile": "WMF 图片", "emfblip": "EMF 图片", "macpict": "PICT 图片"},
    **{"dibitmap": "位图图片", "wbitmap": "位图图片"},
}


class RtfPicture(Struct):
    """A picture as it is read: what its words say, and its digits or bytes."""

    sizes: dict[str, int] = field(default_factory=dict)
    kind: str = ""
    digits: list[str] = field(default_factory=list)
    content: bytes = b""

    def word(self, word: str, value: int | None) -> None:
        """A word of its group: its format, how large it stands in twips, how far scaled in %."""
        if word in _OTHERS:
            self.kind = _OTHERS[word]
        elif word.startswith("pic") and value is not None:
            self.sizes[word] = value

    def made(self) -> SourcePicture | str:
        """The picture, or what is told of one that cannot be saved."""
        if self.kind:
            return self.kind
        digits = re.sub("[^0-9A-Fa-f]", "", "".join(self.digits))
        content = self.content or bytes.fromhex(digits[: len(digits) // 2 * 2])
        try:
            return saved(content, width=self._mm("picw", "x"), height=self._mm("pich", "y"))
        except UnusablePictureError as error:
            return f"图片（{error.reason}）"

    def _mm(self, side: str, axis: str) -> float:
        scale = self.sizes.get(f"picscale{axis}", 100) / 100
        return max(self.sizes.get(f"{side}goal", 0), 0) / _TWIPS_PER_MM * scale
