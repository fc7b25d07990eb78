"""Any edits of a built .docx: what is said to be adopted is what the document then prints, and the
YAML has nothing else otherwise.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gongwen.adopt.copy import copy_of
from gongwen.adopt.differences import differences
from gongwen.adopt.planning import plan, write
from gongwen.adopt.report import Adoption, report
from gongwen.adopt.standing import Setting, stand
from gongwen.build.shared import Shared
from gongwen.library.documents import documents_in
from gongwen.pdf.office import find_office
from tests.project import ROOT

from .office import Word, built, office

SHOWN = ROOT / "content"
NEW = ("要加强组织领导，形成合力。", "市审计局配合做好监督检查。", "（九）开展专项审计。")
WORDS = ("新的", "某", "", "市审计局", "2029", "：", "“试点”", "a: b #c")


def edit_at_random(word: Word, chance: Random, count: int) -> None:
    """Words, paragraphs and rows as they come."""
    for _ in range(count):
        paragraph = chance.choice([each for each in word.paragraphs() if word.text(each).strip()])
        row = next(paragraph.iterancestors(qn("w:tr")), None)
        what = chance.choice(("words", "words", "words", "gone", "come"))
        texts = [node for node in paragraph.iter(qn("w:t")) if node.text]
        if what == "words" or not texts:
            node = chance.choice(texts)
            start = chance.randrange(len(node.text))
            end = min(len(node.text), start + chance.randint(0, 4))
            node.text = node.text[:start] + chance.choice(WORDS) + node.text[end:]
        elif what == "gone":
            (paragraph if row is None else row).getparent().remove(
                paragraph if row is None else row
            )
        elif row is None:
            word.add_behind(word.text(paragraph), chance.choice(NEW))


def comments_in(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if line.strip().startswith("#")]


def holds(setting: Setting, adoption: Adoption) -> None:
    """What is said of an adoption is true of the files as they then are."""
    said = list(report(adoption))
    before = {path: path.read_text(encoding="utf-8") for path in adoption.adopted.texts}
    write(adoption)
    now = stand(Setting(setting.shared, setting.path, adoption.base.setting.stage,
                        adoption.base.setting.tail), {})  # fmt: skip
    assert [unit.text for unit in now.units] == [unit.text for unit in adoption.adopted.units]
    left = differences(now.units, adoption.wanted)
    still_open = {n for each in left for n in each.new}
    for number, each in enumerate(adoption.chosen):
        if number in adoption.adopted.done and each.kind != "删":
            assert not set(each.new) & still_open
    assert sum("没有过录：" in line for line in said) == len(adoption.chosen) - len(
        adoption.adopted.done
    )
    if not any(each.kind == "删" for each in adoption.chosen):
        for path, text in before.items():
            assert comments_in(path.read_text(encoding="utf-8")) == comments_in(text)


@given(st.integers(0, 10**6), st.integers(1, 4))
@settings(max_examples=12)
def test_what_is_adopted_is_printed(tmp_path_factory: pytest.TempPathFactory, seed: int, count: int,
                                    ) -> None:  # fmt: skip
    setting = office(tmp_path_factory.mktemp("office"))
    word = Word(built(setting))
    edit_at_random(word, Random(seed), count)  # noqa: S311
    holds(setting, plan(setting, copy_of(word.saved())))


@pytest.mark.parametrize("path", documents_in(SHOWN), ids=lambda path: path.stem)
def test_the_examples_take_words_back(tmp_path: Path, path: Path) -> None:
    """A word put into eight long paragraphs, wherever they come from: all of it comes back, into
    one line of the files each, and nothing else is otherwise.
    """
    content = tmp_path / "content"
    shutil.copytree(SHOWN, content)
    setting = Setting(Shared(ROOT, content), content / path.relative_to(SHOWN))
    word = Word(built(setting))
    long = [
        max(nodes, key=lambda node: len(node.text or ""))
        for each in word.paragraphs()
        if next(each.iterancestors(qn("w:tr")), None) is None
        and (nodes := list(each.iter(qn("w:t"))))
        and len(word.text(each)) >= 25
    ]
    chosen = Random(path.stem).sample(long, min(8, len(long)))  # noqa: S311
    for node in chosen:
        middle = len(node.text) // 2
        node.text = f"{node.text[:middle]}试改{node.text[middle:]}"
    adoption = plan(setting, copy_of(word.saved()))
    assert adoption.is_whole, list(report(adoption))
    assert len(adoption.chosen) == len(chosen) >= 3
    old = "\n".join(each.read_text(encoding="utf-8") for each in adoption.adopted.texts)
    new = "\n".join(adoption.adopted.texts.values())
    assert new.replace("试改", "") == old
    assert new.count("试改") == len(chosen)


@pytest.mark.libreoffice
def test_a_copy_saved_by_another_program(tmp_path: Path) -> None:
    setting = office(tmp_path)
    word = Word(built(setting))
    word.replace("认真组织实施", "抓好落实")
    word.replace("2026年12月底前", "2026年10月底前")
    word.delete("陈晓东")
    word.add_behind("每月调度", "（二）每月报送一次数据。")
    word.put(word.find("95"), "98")
    (tmp_path / "改稿.docx").write_bytes(word.saved())
    office_program = find_office()
    assert office_program
    subprocess.run(
        [str(office_program), "--headless", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
         "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "saved"),
         str(tmp_path / "改稿.docx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    adoption = plan(setting, copy_of((tmp_path / "saved" / "改稿.docx").read_bytes()))
    assert adoption.is_whole, list(report(adoption))
    assert len(adoption.chosen) == 5
    holds(setting, adoption)
