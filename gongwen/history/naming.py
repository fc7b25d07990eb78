"""What a draft's file name says of its version."""

from __future__ import annotations

from pathlib import Path

from ..build.pipeline import Outcome
from .classified import refuse_past
from .repository import HistoryError, open_repository
from .saving import files_used, is_unsaved
from .versions import versions

UNSAVED = "未保存"


def version_label(path: Path, outcome: Outcome, root: Path) -> str:
    """第3版 2026-04-03: how many versions were kept, and the day of the last; the number is left
    out where older ones were not fetched. 未保存 where the file, or one it uses, was changed since,
    or has no history. Raises ClassifiedError where one of them was classified once.
    """
    try:
        repository = open_repository(root)
        kept = versions(repository.name(path), repository)
        used = files_used(path, outcome)
        within = (file for file in used if file.resolve().is_relative_to(repository.top))
        refuse_past(map(repository.name, within), repository)
        if not kept or is_unsaved(used, repository):
            return UNSAVED
    except HistoryError:
        return UNSAVED
    if repository.is_shallow():
        return kept[0].day
    return f"第{len(kept)}版 {kept[0].day}"
