"""From a document and an edited copy of it to what would be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from .. import patterns as re
from ..secrecy.gate import refuse
from ..storage.files import write_atomically
from .adopting import adopt
from .copy import Copy
from .differences import differences, with_only
from .report import Adoption
from .standing import Setting, raw_bytes
from .units import CopyUnit
from .versions import carried_over, is_of, of_copy


class NotAdoptedError(Exception):
    """Why nothing of a copy can be adopted; the text, in Chinese, is for the user."""


def plan(
    setting: Setting, copy: Copy, only: str = "", earlier: Sequence[CopyUnit] | None = None
) -> Adoption:
    """What would become of the document. `only` are the numbers of the differences to adopt
    (1,3-5), "" = all; `earlier` is what the version printed that the copy was made of, None = the
    document as it stands. Raises NotAdoptedError, or NotSetError where it cannot be set.
    """
    base = of_copy(setting, copy.units)
    like = base.units if earlier is None else earlier
    if not is_of(like, copy.units):
        raise NotAdoptedError(
            f"改稿不像是由 {setting.path.name} 生成的：大半段落不同。"
            "别处来的文件用 make import 导入；由以前的一版生成的，加 FROM=版本"
        )
    met: list[str] = []
    if earlier is not None:
        units, conflicts = carried_over(earlier, copy.units, base.units)
        met = ["／".join(earlier[n].text for n in each.old if n >= 0) for each in conflicts]
        copy = replace(copy, units=units)
    found = differences(base.units, copy.units)
    numbers = numbers_in(only, len(found)) if only else list(range(1, len(found) + 1))
    chosen = [found[n - 1] for n in numbers]
    wanted = copy.units
    if len(chosen) < len(found):
        wanted = with_only(base.units, copy.units, chosen)
    adopted = adopt(base, wanted)
    return Adoption(base, copy, len(found), chosen, numbers, adopted, wanted, met)


def write(adoption: Adoption) -> list[Path]:
    """Write what is adopted; which files. Raises ClassifiedError, and then writes nothing."""
    texts = adoption.adopted.texts
    made = {path: raw_bytes(path, text) for path, text in texts.items()}
    for path, content in made.items():
        refuse(path.name, content, path.name)
    for path, content in made.items():
        write_atomically(path, content)
    return list(texts)


def numbers_in(typed: str, count: int) -> list[int]:
    """1,3-5 → 1 3 4 5. Raises NotAdoptedError for what is no number of a difference."""
    found: set[int] = set()
    for part in re.split(r"[,，、;；\s]+", typed.strip()):
        match = re.fullmatch(r"(\d+)(?:[-—~～至到](\d+))?", part)
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if not 1 <= first <= last <= count:
            have = f"改动的序号是1到{count}，如 1,3-5" if count else "一处改动也没有"
            raise NotAdoptedError(f"--only：“{part}”不对，{have}")
        found.update(range(first, last + 1))
    return sorted(found)
