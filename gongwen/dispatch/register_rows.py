"""What 发文登记簿 says of each number, as the document had it when it was released."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ..document.values import read_moment
from ..history.archived import records
from ..history.effects import effects
from ..history.number_book import UNRELEASED, NumberBook
from ..history.register import NumberEntry, deleted, releases
from ..history.repository import Repository
from ..registry.units import Registry, read_units
from ..secrecy.gate import read_or_refuse
from ..source.parse import parse
from ..source.tree import Mapping, Sequence, Value

COLUMNS = (
    "文号", "标题", "密级", "签发人", "签发日期", "成文日期", "主送", "份数", "分送", "公开属性",
    "归档号", "废止修改",
)  # fmt: skip
"""What the program fills in as far as it knows; people fill in the rest."""
ALSO_CALLED = {
    "文号": ("发文字号", "发文号", "公文字号", "文件字号", "文件号", "文件编号"),
    "标题": (
        "文件标题",
        "公文标题",
        "题名",
        "文件题名",
        "文件名称",
        "公文名称",
        "事由",
        "文件题目",
    ),
    "签发人": ("签发领导", "签发"),
    "主送": ("主送机关", "主送单位", "受文单位", "发往单位", "发往机关"),
    "份数": ("印数", "印发份数", "印制份数"),
    "归档号": ("档号", "卷号", "归档"),
}
"""What offices put over a column in the place of its head, the likeliest first."""
_NOBODY = Registry()


class RegisterRow(Struct, frozen=True):
    """A row: the number, and what is known of it by the name of the column."""

    number: str
    cells: dict[str, str]


def register_rows(
    book: NumberBook, repository: Repository | None, content: Path
) -> list[RegisterRow]:
    """The rows by 代字, year and ordinal; of numbers that were only typed in a document there are
    none. Raises HistoryError, ClassifiedError, OSError.
    """
    commits = dict(releases(repository)) if repository else {}
    done = effects([*commits.items(), *deleted(repository)]) if repository else {}
    archived = {each.release: each.number for _, each in records(repository)} if repository else {}
    rows = []
    for entry in book.entries:
        if entry.source == "文稿":
            continue
        manifest = commits.get(entry.source)
        cells = {"文号": entry.number, "标题": entry.title, "成文日期": day_printed(entry.date)}
        cells["废止修改"] = done.get(entry.number, "")
        if manifest and repository:
            cells["密级"] = str(manifest.get("密级") or "")
            cells["归档号"] = archived.get(entry.source, "")
            cells |= _facts(repository.content(manifest["提交"], manifest["文稿"]) or b"")
        elif entry.source in UNRELEASED:
            cells |= _of_unreleased(entry, content)
        rows.append(RegisterRow(entry.number, {key: each for key, each in cells.items() if each}))
    return rows


def _of_unreleased(entry: NumberEntry, content: Path) -> dict[str, str]:
    """Of a number that is only taken: the document that it is for as it stands; else what became of
    the number.
    """
    path = content / f"{entry.document}.yaml"
    if entry.source == "取用" and path.is_file():
        held = read_or_refuse(path, path.name)
        data, _ = parse(held.decode("utf-8-sig", "replace"), path.name)
        title = _text(data.get("标题")) if isinstance(data, Mapping) else ""
        return {**_facts(held), "标题": f"{title}（没有印发）"}
    why = f"：{entry.reason}" if entry.reason else ""
    return {"标题": f"（{entry.source}{why}）"}


def _facts(held: bytes) -> dict[str, str]:
    """What a document says of itself, whose text was read."""
    data, _ = parse(held.decode("utf-8-sig", "replace"), "")
    if not isinstance(data, Mapping):
        return {}
    printing, handling = data.get("印发"), data.get("办理")
    disclosure = data.get("公开属性", data.get("公开方式"))
    if isinstance(disclosure, Mapping):
        disclosure = disclosure.get("属性")
    return {
        "主送": read_units(data.get("主送"), _NOBODY).text,
        "分送": read_units(data.get("抄送"), _NOBODY).text,
        "份数": _text(printing.get("份数")) if isinstance(printing, Mapping) else "",
        "公开属性": _text(disclosure),
        "签发人": "、".join(_signed(handling, "姓名")) or _text(data.get("签发人")),
        "签发日期": "、".join(dict.fromkeys(map(day_printed, _signed(handling, "日期")))),
        "成文日期": day_printed(_text(data.get("成文日期"))),
    }


def _signed(handling: Value, key: str) -> Iterator[str]:
    """Names, or days, of those who signed a document for printing."""
    steps = handling.get("签发") if isinstance(handling, Mapping) else None
    for step in steps if isinstance(steps, Sequence) else [steps]:
        if isinstance(step, str) and key == "姓名":
            yield step
        elif isinstance(step, Mapping) and (said := _text(step.get(key))):
            yield said


def _text(value: Value) -> str:
    if isinstance(value, Sequence):
        return "".join(each for each in value if isinstance(each, str))
    return value.strip() if isinstance(value, str) else ""


def day_printed(typed: str) -> str:
    """A day as it is printed; what is none stays as it was typed."""
    try:
        moment = read_moment(typed) if typed else None
    except ValueError:
        return typed
    return str(moment) if moment else typed
