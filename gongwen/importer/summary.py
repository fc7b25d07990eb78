"""What came of importing many files: one page, a file a line, for the officer who checks them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from ..problem import Problem
from .assemble import Imported
from .fates import PieceOutcome, shortened
from .pieces import LeftOut, is_gone
from .tree import Tree, plain
from .wording import NO_TITLE

NAME = "导入情况"
_ELEMENTS = (
    *("发文机关", "发文字号", "令号", "签发人", "标题", "主送", "成文日期", "署名", "签署", "附注"),
    *("抄送", "印发", "网页"),
)
_COUNTED = {
    **{"节": "节", "任务": "项任务", "条目": "组条目", "阶段": "组阶段", "职责": "组职责"},
    **{"名单": "份名单", "表": "张表", "图": "幅图", "章": "章", "条": "条"},
}
_SHOWN = 3


class Row(Struct, frozen=True):
    """What came of one file. `name` is the file's, `made` that of its YAML below the content root,
    "" where there is none; `failed` = there is none, or something of the file was lost.
    """

    name: str
    made: str = ""
    recognised: str = ""
    to_check: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    failed: bool = False


def row_of(name: str, made: str, imported: Imported, *, failed: bool) -> Row:
    """The row of a file that was imported."""
    to_check = tuple(_to_check(imported.problems))
    return Row(name, made, recognised(imported), to_check, tuple(gone(imported)), failed)


def gone(imported: Imported) -> Iterator[str]:
    """What of the file is nowhere, neither in the YAML nor on paper, a reason each."""
    found: dict[str, list[LeftOut]] = {}
    for each in imported.left_out:
        if is_gone(each.why):
            found.setdefault(each.why, []).append(each)
    for why, several in found.items():
        shown = "、".join(f"“{shortened(each.text)}”" for each in several[:_SHOWN])
        more = "等" if len(several) > _SHOWN else ""
        yield f"{why}，{len(several)}处：{shown}{more}"


def recognised(imported: Imported) -> str:
    """What was recognised, in a few words: 通知：发文字号、标题、主送；3节、2任务；附件1个."""
    tree = imported.tree
    elements = [key for key in _ELEMENTS if key in tree and plain(tree[key]) != NO_TITLE]
    blocks = Counter(_blocks(tree))
    words = [f"{blocks[key]}{what}" for key, what in _COUNTED.items() if blocks[key]]
    parts = ["、".join(elements), "、".join(words)]
    issued = tree.get("印发件")
    if issued:
        parts.append(f"印发件{len(issued) if isinstance(issued, list) else 1}个")
    attached = tree.get("附件")
    if isinstance(attached, list):
        parts.append(f"附件{len(attached)}个")
    return f"{plain(tree['文种'])}：{'；'.join(filter(None, parts))}"


def _blocks(tree: Tree) -> Iterator[str]:
    """The key of every block that is counted."""
    value = plain(tree)
    if isinstance(value, list):
        for item in value:
            yield from _blocks(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in _COUNTED:
                yield key
            yield from _blocks(inner)


def _to_check(problems: Iterable[Problem]) -> Iterator[str]:
    for problem in problems:
        yield problem.message + (f"（{problem.hint}）" if problem.hint else "")


def counts(imported: Imported) -> str:
    """How many pieces were recognised, doubted, left out; those that are none are not named."""
    found = Counter(fate.outcome for fate in imported.fates)
    said = "、".join(f"{outcome}{found[outcome]}处" for outcome in PieceOutcome if found[outcome])
    return f"文字{len(imported.fates)}处，{said}"


def page(rows: Sequence[Row], folder: str) -> str:
    """The page as HTML, whole in itself; it stands in `folder` below the content root, "." = in
    the root itself.
    """
    done = sum(bool(row.made) for row in rows)
    checked = sum(bool(row.made and row.to_check) for row in rows)
    head = (
        f"共{len(rows)}份，导入{done}份，其中{checked}份有要核对的；没有导入{len(rows) - done}份。"
    )
    lines = "\n".join(_line(row, folder) for row in rows)
    return _PAGE.format(title=NAME, head=escape(head), lines=lines)


def _line(row: Row, folder: str) -> str:
    made = row.made if folder == "." else row.made.removeprefix(f"{folder}/")
    link = f'<a href="{escape(quote(made))}">{escape(made)}</a>' if made else "没有导入"
    lists = (_list(row.to_check), _list(row.left_out))
    cells = (escape(row.name), link, escape(row.recognised), *lists)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _list(lines: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<ul>{items}</ul>" if items else ""


def free_name(folder: Path) -> Path:
    """Where the page goes: what an earlier import wrote stays."""
    found, count = folder / f"{NAME}.html", 1
    while found.exists():
        count += 1
        found = folder / f"{NAME}{count}.html"
    return found


_PAGE = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font-family: 仿宋, FangSong, 宋体, SimSun, serif; margin: 2em; line-height: 1.6; }}
table {{ border-collapse: collapse; }}
td, th {{ border: 1px solid #888; padding: 4px 8px; vertical-align: top; text-align: left; }}
ul {{ margin: 0; padding-left: 1.2em; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{head}</p>
<table>
<tr><th>原来的文件</th><th>文稿</th><th>认出了什么</th><th>要核对什么</th><th>略去了什么</th></tr>
{lines}
</table>
</body>
</html>
"""
