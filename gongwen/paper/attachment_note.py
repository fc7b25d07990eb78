"""附件说明 typed into a text as on paper: 附件：1.甲, and on the lines under it 2.乙.

What it lists keeps the numbers it was typed with: they are no markers of the text around.
"""

from __future__ import annotations

from msgspec import Struct, field

from .. import patterns as re

_HEAD = r"附件(?P<number>\d{0,2})[：:]\s*(?P<text>.*)"
_NAME = r"(?P<number>\d{1,2})\s*[.．、]\s*(?P<text>\S.*)"
_STOPS = ("。", "！", "？", "；", "：", "，")


class AttachmentNote(Struct):
    """The note that the lines read so far are in, if they are. `names` are those it lists."""

    names: list[str] = field(default_factory=list)
    is_open: bool = False
    _wrapped: str = ""

    def begins(self, line: str) -> bool:
        """Whether a note begins with this line; 附件2：乙 goes on with the one that is open."""
        head = re.match(_HEAD, line, re.ASCII)
        if head is None:
            return False
        if not (self.is_open and head["number"] == str(len(self.names) + 1)):
            self.names = []
        self.is_open, self._wrapped = True, ""
        self._add(head["text"])
        return True

    def goes_on(self, line: str) -> bool:
        """Whether the open note goes on with this line, or may do so with the next one (a name
        that was wrapped); else it is over.
        """
        if not self.is_open:
            return False
        named = re.match(_NAME, line, re.ASCII)
        if named and int(named["number"]) == len(self.names) + 1:
            if self.names:
                self.names[-1] += self._wrapped
            self._wrapped = ""
            self._add(line)
            return True
        self.is_open = not (self._wrapped or named or line.endswith(_STOPS))
        self._wrapped = line
        return False

    def _add(self, text: str) -> None:
        """The names in a line: 1.甲, or several with blanks between."""
        while text:
            named = re.match(_NAME, text, re.ASCII)
            number = len(self.names) + 1
            if named and int(named["number"]) == number:
                text = named["text"]
            following = re.search(rf"[\s；;，、]+(?={number + 1}\s*[.．、](?!\d))", text)
            self.names.append(text[: following.start()] if following else text)
            text = text[following.end() :] if following else ""
