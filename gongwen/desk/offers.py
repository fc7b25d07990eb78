"""What the desk offers: commands with the options that a form asks for, and the words of a command
line made of a form that was filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

Shape = Literal["text", "lines", "day", "flag", "choice", "file", "files", "folder"]
FILES: Final = ("file", "files", "folder")
"""The shapes of answers that are files; of a `folder` the command gets the folder they lie in."""
_LONGEST = 4000
"""Characters of one answer: what a person may say of a version, and far less than a command line
holds.
"""


class FormField(Struct, frozen=True):
    """One thing that a form asks for. `flag` is the option that it becomes, "" = an argument that
    stands by its place.
    """

    name: str
    flag: str
    label: str
    shape: Shape = "text"
    choices: tuple[str, ...] = ()
    required: bool = False


class Offer(Struct, frozen=True):
    """A button. `word` is the command, `preset` are options that the button stands for, `again` an
    option and the words of a second button, for those who have read what the first run said.
    `of_document` = it is done with one document, whose name the command takes first; `careful` = it
    cannot be undone, so it takes a second step; `for_all` = it can be done with all documents at
    once; `on_desk` = the desk has a button for it, and not only the menu a line.
    """

    key: str
    rank: int
    label: str
    word: str
    help: str
    fields: tuple[FormField, ...] = ()
    preset: tuple[str, ...] = ()
    again: tuple[str, str] | None = None
    of_document: bool = True
    careful: bool = False
    for_all: bool = False
    on_desk: bool = True

    @property
    def in_two_steps(self) -> bool:
        """Whether its form has to be opened before the button can be pressed."""
        return self.careful or any(field.required for field in self.fields)

    @property
    def has_files(self) -> bool:
        """Whether its form sends files."""
        return any(field.shape in FILES for field in self.fields)


class FormError(Exception):
    """A form that cannot be carried out; the text is for the user."""


def command_line(
    offer: Offer,
    document: str,
    answers: Mapping[str, str],
    files: Mapping[str, Sequence[Path]],
) -> list[str]:
    """The words of the command, for a document by its path below the content root ("" = for all).
    Raises FormError
    where something is missing, or an answer cannot be one.
    """
    words = [offer.word, *offer.preset]
    places: list[str] = []
    passed_over = ""
    for field in offer.fields:
        given = _answers(field, answers.get(field.name, ""), files.get(field.name, ()))
        if not given:
            if field.required:
                raise FormError(f"没有填“{field.label}”")
            passed_over = passed_over or ("" if field.flag else field.label)
        elif not field.flag:
            if passed_over:
                raise FormError(f"填了“{field.label}”的，先填“{passed_over}”")
            places += given
        elif field.shape == "flag":
            words.append(field.flag)
        else:
            words += [f"{field.flag}={each}" for each in given]
    names = [document] if offer.of_document and document else []
    return [*words, "--", *names, *places] if names or places else words


def _answers(field: FormField, said: str, files: Sequence[Path]) -> list[str]:
    if field.shape == "folder":
        return [str(files[0].parent)] if files else []
    if field.shape in FILES:
        return [str(path) for path in files]
    if "\0" in said or len(said) > _LONGEST:
        raise FormError(f"“{field.label}”填的不能用：太长，或者有不是文字的字符")
    if field.shape == "lines":
        return [line.strip() for line in said.splitlines() if line.strip()]
    said = said.strip()
    if field.shape == "choice" and said and said not in field.choices:
        raise FormError(f"“{field.label}”只能是：{'、'.join(field.choices)}")
    return [said] if said else []
