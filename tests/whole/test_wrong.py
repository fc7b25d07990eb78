"""A folder of wrong inputs, and exactly what `check` says of each.

`名.txt` beside `名.yaml` is the printed text of every problem. GOLDEN_UPDATE=1 writes it anew:
read what has changed, as someone would who has never seen YAML.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen import problem_ids as ids
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.library.documents import is_registry
from gongwen.problem import Problem, as_text

from .. import pictures
from ..project import declared_ids, with_looks

WRONG = Path(__file__).parents[1] / "wrong"
SOUND = "文种: 通知\n标题: 关于办好云溪市读书节的通知\n正文: 请认真抓好落实。\n"

HELPERS = {
    "坏.png": b"\x89PNG\r\n",
    "印章.png": (WRONG.parent / "variants" / "_印章样图.png").read_bytes(),
    "横照.jpg": pictures.jpeg()[:20] + pictures.turned(6) + pictures.jpeg()[20:],
}
"""Other files that the inputs speak of."""

RECIPES: dict[str, Callable[[], bytes]] = {
    "编码-GBK": lambda: SOUND.encode("gb18030"),
    "编码-GBK-回车换行": lambda: f"# 稿\n{SOUND}".replace("\n", "\r\n").encode("gb18030"),
    "编码-Big5": lambda: "文種: 通知\n標題: 關於辦好讀書節的通知\n正文: 請抓好落實。".encode(
        "big5"
    ),
    "编码-UTF16": lambda: SOUND.encode("utf-16"),
    "编码-UTF16-没有标记": lambda: SOUND.encode("utf-16-le"),
    "编码-其实是图片": lambda: HELPERS["印章.png"],
    "编码-其实是损坏的图片": lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(99),
    "编码-其实是PDF": lambda: b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "编码-其实是程序": lambda: b"MZ\x90\0\3\0\0\0" + bytes(99),
    "编码-损坏": lambda: SOUND.encode() + "附注: 此件公开发布".encode()[:-2] + b"\n",
    "编码-其实是Word文件": lambda: b"PK\x03\x04" + bytes(100),
    "文件太大": lambda: SOUND.encode() + b"# " + b"x" * (8 * 1024 * 1024),
    "控制字符": lambda: SOUND.replace("认真", "认\x08真\x0b").encode(),
    "看不见的字符": lambda: SOUND.replace("认真", "认\u200b真").encode(),
    "自造字": lambda: SOUND.replace("认真", "认\ue000\ufffd真").encode(),
    "制表符缩进": lambda: SOUND.replace("正文: ", "正文:\n\t- ").encode(),
    "合并冲突": lambda: SOUND.replace(
        "正文", f"{'<' * 7} HEAD\n主送: 市教育局\n{'=' * 7}\n主送: 市水务局\n{'>' * 7} 张明远\n正文"
    ).encode(),
}
"""What git or an editor would spoil is made here."""

NAMES = sorted({path.stem for path in WRONG.glob("*.yaml") if not is_registry(path)} | set(RECIPES))

OUTSIDE_CHECK = {
    "生成、转 PDF 时才有": (
        *(ids.CACHE_UNWRITABLE, ids.UNWRITABLE, ids.PROGRAM_FAULT),
        *(ids.CONVERSION_FAILED, ids.OFFICE_UNKNOWN, ids.STAND_IN_FONT, ids.MISSING_GLYPH),
        ids.NOT_FOR_PUBLIC,  # tests/build/test_for_public.py
    ),
    "说的是模板、样式表，不是文稿": (ids.TEMPLATE_FAULT, ids.SHEET_FAULT, ids.AGAINST_STANDARD),
    "还没有读到文件，或者几份在一起才有，由列出文稿的命令报告": (
        *(ids.BAD_FILE_NAME, ids.UNREAD_FILE, ids.SAME_NUMBER),
    ),
    "说的是台账，由 settle 报告": (ids.CONSULTATION,),
    "要有 本单位.yaml 才有，tests/registry/ 里查": (ids.NOT_AN_OFFICE,),
    "要有本单位的词表才有，tests/lists/ 里查": (ids.WORD_TABLE,),
    "导入时才有": (
        *(ids.UNSURE, ids.LEFT_OUT, ids.TRACKED_CHANGES, ids.REMARKS, ids.WRONG_NUMBER),
    ),
    "只在查 .docx 时有": (
        *(ids.NOT_A_DOCX, ids.NOT_MEASURED, ids.PAGE_MEASURES, ids.THEME_FONTS),
        *(ids.DIRECT_FORMATTING, ids.FACES_AND_SIZES, ids.LINE_PITCH, ids.PAGE_NUMBERS),
        *(ids.PAGE_SETUP, ids.DOCUMENT_GRID, ids.BLANK_PARAGRAPHS, ids.BLANKS_FOR_LAYOUT),
    ),
}
"""The problems that the check of one document cannot raise, by the reason."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """A content folder with every wrong input in it."""
    content = tmp_path_factory.mktemp("wrong") / "content"
    shutil.copytree(WRONG, content)
    for name, helper in HELPERS.items():
        (content / name).write_bytes(helper)
    for name, recipe in RECIPES.items():
        (content / f"{name}.yaml").write_bytes(recipe())
    return Shared(with_looks(content.parent), content)


def said(name: str, shared: Shared) -> list[Problem]:
    return process(Request(shared.content / f"{name}.yaml", None), shared).problems


@pytest.mark.parametrize("name", NAMES)
def test_what_is_said(name: str, shared: Shared) -> None:
    text = "".join(f"{as_text(problem)}\n" for problem in said(name, shared))
    golden = WRONG / f"{name}.txt"
    if os.environ.get("GOLDEN_UPDATE") == "1":
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
    assert text


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(RECIPES)))
def test_line_ends_change_nothing(
    name: str, shared: Shared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = tmp_path_factory.getbasetemp() / "crlf" / "content"
    if not content.exists():
        shutil.copytree(shared.content, content)
        with_looks(content.parent)
    typed = (WRONG / f"{name}.yaml").read_text(encoding="utf-8")
    (content / f"{name}.yaml").write_bytes(typed.rstrip("\n").replace("\n", "\r\n").encode())
    assert said(name, Shared(content.parent, content)) == said(name, shared)


def test_every_golden_has_its_input() -> None:
    assert sorted(path.stem for path in WRONG.glob("*.txt")) == NAMES


def test_every_problem_is_reached(shared: Shared) -> None:
    reached = {problem.rule for name in NAMES for problem in said(name, shared)}
    outside = {each for group in OUTSIDE_CHECK.values() for each in group}
    reachable = {*declared_ids().values()} - outside  # a rule's own: by the example in its file
    assert reachable - reached == set()
    assert outside & reached == set()
