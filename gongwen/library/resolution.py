"""One pass over a document's data, in which everything that it refers to is put in or looked up."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import BAD_REFERENCE, TURNED_PICTURE, UNUSABLE_PICTURE
from ..source.tree import Value
from .library import Library
from .pictures import UnusablePictureError, VettedPicture, read_picture


class Resolution(Struct):
    """What is gathered on the way: problems at the places that refer, and the pictures by the names
    that the data then has. What is wrong in a file that is used twice is noted twice; `in_order`
    tells it once. `left_out` are the problems of what the rest of the document can be read and
    made without.
    """

    library: Library
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    pictures: dict[str, VettedPicture] = field(default_factory=dict)

    def report(
        self, place: Place, message: str, hint: str = "", level: Level = Level.ERROR
    ) -> None:
        """Note that a reference at `place` leads nowhere, or may not lead where it is meant to."""
        self.problems.append(problem_at(place, BAD_REFERENCE, level, message, hint=hint))

    def find(self, name: str, beside: Path, place: Place, what: str) -> Path | None:
        """The file that `name`, typed at `place`, means; where there is none, that is noted."""
        return self._found(name, beside, place, what, self.problems)

    def find_or_leave_out(self, name: str, beside: Path, place: Place, what: str) -> Path | None:
        """The same, of a file that the rest of the document can do without."""
        return self._found(name, beside, place, what, self.left_out)

    def _found(
        self, name: str, beside: Path, place: Place, what: str, problems: list[Problem]
    ) -> Path | None:
        found = self.library.find(name, beside, what)
        if isinstance(found, Path):
            refused = self.library.refusal(found)
            self.problems += [refused] if refused else []
            return None if refused else found
        problems.append(
            problem_at(place, BAD_REFERENCE, Level.ERROR, found.message, hint=found.hint)
        )
        return None

    def data(self, path: Path) -> Value:
        """The data of a YAML file; None where it cannot be read."""
        file = self.library.read(path)
        self.problems += file.problems
        return file.data

    def picture(self, typed: str, beside: Path, place: Place) -> str:
        """What a picture is called from here on: by its path from the content root, since a quoted
        text comes to stand elsewhere. As typed where it cannot be had.
        """
        found = self.find_or_leave_out(typed, beside, place, "图片")
        if found is None:
            return typed
        name = found.relative_to(self.library.root.resolve()).as_posix()
        if name not in self.pictures:
            try:
                picture = self.pictures[name] = read_picture(found)
                if picture.turned:
                    message = f"图片“{typed}”没有转正，公文里照存的样子放，可能是横着的"
                    hint = "在画图软件里打开它，转正以后另存"
                    self.problems.append(
                        problem_at(place, TURNED_PICTURE, Level.WARNING, message, hint=hint)
                    )
            except UnusablePictureError as error:
                message = f"图片“{typed}”{error.reason}"
                self.left_out.append(
                    problem_at(place, UNUSABLE_PICTURE, Level.ERROR, message, hint=error.hint)
                )
        return name
