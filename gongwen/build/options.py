"""What is asked of a build, and what its files are called."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..document.parts import DraftStage
from ..formats import formats
from ..problem import shown_file
from ..secrecy.clearance import is_cleared
from ..storage.cache import program_mark
from .for_public import PUBLIC_MARK
from .record import State, state_of


class Options(Struct, frozen=True):
    """The common options. `root` is the project's folder; `jobs` 0 = by the number of documents;
    `public` = the versions for the public.
    """

    root: Path
    content: Path
    output: Path
    stage: DraftStage | None = None
    formats: tuple[str, ...] = ("docx",)
    jobs: int = 0
    force: bool = False
    public: bool = False

    @property
    def key(self) -> str:
        """What was asked, for the records: what was made for something else does not count."""
        classified = "涉密环境" if is_cleared() else ""
        public = PUBLIC_MARK if self.public else ""
        return "|".join((self.stage or "", ",".join(self.formats), classified, public))

    def name_of(self, path: Path) -> str:
        """A document in the records: from the content root."""
        return path.relative_to(self.content).as_posix()

    def target(self, path: Path, tail: str) -> str:
        """Where an output of a document goes, from the output folder."""
        return (Path(self.name_of(path)).with_suffix("") / f"{path.stem}{tail}").as_posix()

    def shown(self, name: str) -> str:
        """A file of the output folder as the user sees it."""
        return shown_file(self.output / name, self.root)


def state_for(options: Options) -> State:
    """What is known of the builds into this output folder."""
    return state_of(options.root, options.content, options.output, program_mark())


def tools_of(options: Options) -> list[Path]:
    """The files that every document depends on in the formats asked for, brought up to date."""
    chosen_formats = [formats()[name] for name in options.formats]
    return [
        file
        for each in chosen_formats
        if each.together
        for file in each.together.inputs(options.root)
    ]
