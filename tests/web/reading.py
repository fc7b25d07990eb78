"""A web page read back: its tags in their order, and what each kind of them says."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(("meta", "br", "img"))


class Page(HTMLParser):
    """Every tag with its attributes and text; a tag that is not closed in its turn is an error."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str], list[str]]] = []
        self.words: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held: list[str] = []
        self.tags.append((tag, {name: value or "" for name, value in attrs}, held))
        if tag not in VOID:
            self._open.append((tag, held))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        for _, held in self._open:
            held.append(data)
        if not any(tag == "style" for tag, _ in self._open):
            self.words.append(data)

    @property
    def text(self) -> str:
        """All that is read, without blanks and line ends."""
        return "".join("".join(self.words).split())

    def all(self, *names: str) -> list[tuple[str, dict[str, str], str]]:
        return [(tag, attrs, "".join(held)) for tag, attrs, held in self.tags if tag in names]
