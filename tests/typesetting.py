"""Help for the tests of `gongwen.typeset`: YAML in, what stands on paper out."""

from __future__ import annotations

from textwrap import dedent

from msgspec.structs import replace

from gongwen.composition import Block, Composition, Geometry, Paragraph, Table
from gongwen.document.read import read_document
from gongwen.kinds import kinds
from gongwen.registry.reader import load_registry
from gongwen.source.parse import parse
from gongwen.typeset import Job, Typeset, measures_of, typeset

from .compositions import sheet_named

MEASURES = replace(
    measures_of(sheet_named("gbt9704")),
    character=300.0,
    width=8400,
    landscape_width=12600,
    table_character=280.0,
    title_character=418.0,
    cell_margin=160,
)
"""Round numbers: 28 characters of 300 twips, 20 of a title."""

REGISTRY = """
- {全称: 云溪市人民政府, 简称: 市政府, 代字: 云政发}
- {全称: 云溪市人民政府办公室, 简称: 市政府办公室, 代字: 云政办发}
- {全称: 中共云溪市委宣传部, 简称: 市委宣传部}
- {全称: 云溪市教育局, 简称: 市教育局, 代字: 云教发}
- {全称: 云溪市科学技术局, 简称: 市科技局}
- {全称: 云溪市财政局, 简称: 市财政局}
- {全称: 云溪市科学技术协会, 简称: 市科协}
"""


def job_of(yaml: str, stage: str = "征求意见稿") -> Job:
    """A job for a document, unless the YAML sets 稿本; 文种, 标题 and 正文 are supplied."""
    text = dedent(yaml)
    for key, line in (("文种:", "文种: 通知"), ("标题:", "标题: 关于开展节水工作的通知")):
        if not any(each.startswith(key) for each in text.splitlines()):
            text = f"{line}\n{text}"
    if not any(each.startswith(("正文:", "印发件:")) for each in text.splitlines()):
        text += "\n正文: 请遵照执行。\n"
    if not any(each.startswith("稿本:") for each in text.splitlines()):
        text = f"稿本: {stage}\n{text}"
    data, problems = parse(text, "稿.yaml")
    assert problems == []
    document, problems = read_document(data, "稿.yaml")
    assert document is not None, problems
    registry, _ = load_registry(parse(REGISTRY, "机构.yaml")[0], "机构.yaml")
    return Job(document, document.draft_stage, kinds()[document.kind], registry, MEASURES, {})


def all_of(yaml: str, stage: str = "征求意见稿") -> list[Typeset]:
    return typeset(job_of(yaml, stage))


def main_of(yaml: str, stage: str = "征求意见稿") -> Composition:
    return all_of(yaml, stage)[0].composition


def blocks_of(yaml: str, stage: str = "征求意见稿") -> list[Block]:
    return [block for section in main_of(yaml, stage).sections for block in section.blocks]


def shown(blocks: list[Block]) -> list[str]:
    """Paragraphs as “样式|文”, table rows as “表|cell|cell”; tabs as →, line breaks as ↵."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(f"{block.style}|{block.text}")
        else:
            lines += ["表|" + "|".join(cells) for cells in cells_of(block)]
    return [line.replace("\t", "→").replace("\n", "↵") for line in lines]


def cells_of(table: Table) -> list[list[str]]:
    """The texts of a table's cells; paragraphs within one are parted by /."""
    return [["/".join(p.text for p in cell.paragraphs) for cell in row] for row in table.rows]


def lines_of(yaml: str, stage: str = "征求意见稿") -> list[str]:
    """All of the document itself as lines."""
    return shown(blocks_of(yaml, stage))


def body_lines(body: str, more: str = "") -> list[str]:
    """The lines of a 正文 alone, styles included: title and draft mark are left out."""
    indented = "\n".join("  " + line for line in dedent(body).strip("\n").splitlines())
    return lines_of(f"{dedent(more)}\n正文:\n{indented}\n")[2:]


def paragraphs_in(blocks: list[Block], style: str) -> list[Paragraph]:
    return [block for block in blocks if isinstance(block, Paragraph) and block.style == style]


def geometry_of(block: Block) -> Geometry:
    assert isinstance(block, Paragraph)
    assert block.geometry is not None
    return block.geometry


def table_in(blocks: list[Block]) -> Table:
    return next(block for block in blocks if isinstance(block, Table))
