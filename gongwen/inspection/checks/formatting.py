"""Theme faces, which override the named ones, and formatting of single runs instead of styles."""

from __future__ import annotations

from collections.abc import Iterator

from ...problem import Level
from ...problem_ids import DIRECT_FORMATTING, THEME_FONTS
from ..finding import Deviation, Docx, quoted

_SHARE = 0.5
_FEWEST = 5


def check(docx: Docx) -> Iterator[Deviation]:
    """Both are said once for the file."""
    runs = [run for paragraph, _ in docx.body for run in paragraph.runs if run.text.strip()]
    themed = [run.text for run in runs if run.theme_face]
    if themed:
        message = f"中文用的是主题字体，换一台电脑或换主题就变：{quoted(themed)}"
        yield Deviation(
            THEME_FONTS, Level.WARNING, message, "", "选中文字，在字体对话框里选定具体的中文字体"
        )
    direct = [run.text for run in runs if run.direct]
    if len(direct) >= _FEWEST and len(direct) > _SHARE * len(runs):
        message = f"{len(runs)}处文字有{len(direct)}处是逐处设的字体字号，没有用样式"
        hint = "给标题、正文各用一个样式，改一处全文都改"
        yield Deviation(DIRECT_FORMATTING, Level.NOTICE, message, "", hint)
