"""What a document refers to, put in before the model is read: pieces (引入), texts of other
documents (引自), rows of data files; its pictures and its registry, looked up.

Everything put in keeps the places of the file that it came from, and what it refers to itself is
looked up from there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from ..problem import Place, Problem
from ..source.tree import Mapping, Sequence, Value
from .library import DEFAULT_REGISTRY, OFFICE_FILE, Library
from .pictures import VettedPicture
from .resolution import Resolution

WHOLE, ISSUED = "全文", "印发件"
_INHERITED = ("编号", "责任标注", "体例")
_TEXT = ("标题", "题注", "正文", *_INHERITED, "主送", "附件")
_REFERRING = ("责任分工表", "反馈说明", "表单")
_FINAL_ONLY = ("发文字号", "成文日期")


class Resolved(Struct, frozen=True):
    """Data with nothing left in it that stands in another file, and what was wrong on the way:
    `problems` where some of the text is not to be had, `left_out` where it is a picture or the
    registry, which the document is made without. `pictures` by the names that the data has for
    them; `registry` is the file of the 机构表, `office` the 本单位.yaml, None where there is none.
    """

    data: Value
    problems: list[Problem]
    left_out: list[Problem]
    pictures: dict[str, VettedPicture]
    registry: Path | None
    office: Path | None = None


def resolve(data: Value, path: Path, library: Library) -> Resolved:
    """`data`, read from `path`, with all that it refers to. What leads nowhere is a problem; a
    stand-in keeps the model from complaining of it again.
    """
    resolution = Resolution(library)
    at = _At(path, resolution)
    if not isinstance(data, Mapping):
        return Resolved(_value(data, at), resolution.problems, resolution.left_out, {}, None)
    whole = _inner(data, at)
    registry = _registry(data, at)
    office = _standing(OFFICE_FILE, data.place, at, "本单位的情况")
    return Resolved(
        whole, resolution.problems, resolution.left_out, resolution.pictures, registry, office
    )


def _registry(data: Mapping, at: _At) -> Path | None:
    """The registry that the document names; where it names none, the default one if it is there."""
    name, place = data.get("机构表"), data.places.get("机构表", data.place)
    if not (isinstance(name, str) and name.strip()):
        return _standing(DEFAULT_REGISTRY, data.place, at, "机构名录")
    return at.resolution.find_or_leave_out(name, at.path, place, "机构名录")


def _standing(name: str, place: Place, at: _At, what: str) -> Path | None:
    """A file that is used where it is there, beside the document or in the content root."""
    if not at.resolution.library.stands(name, at.path):
        return None
    return at.resolution.find_or_leave_out(name, at.path, place, what)


class _At(Struct, frozen=True):
    """The file that data is from; `trail` are the files, and what of them, that led to it."""

    path: Path
    resolution: Resolution
    trail: tuple[tuple[Path, str], ...] = ()

    def into(self, path: Path, what: str) -> _At:
        return _At(path, self.resolution, (*self.trail, (path, what)))

    def find(self, name: str, place: Place, what: str) -> Path | None:
        return self.resolution.find(name, self.path, place, what)


def _value(value: Value, at: _At) -> Value:
    if isinstance(value, Sequence):
        expanded = [
            pair
            for item, place in zip(value, value.places, strict=True)
            for pair in _items(item, place, at)
        ]
        return _sequence(expanded or [_nothing(value.place)] * bool(value), value.place)
    if isinstance(value, Mapping):
        if "引入" in value:
            piece = _piece(value, at)
            return piece[0] if piece else _sequence([_nothing(value.place)], value.place)
        if "引自" in value:
            parts = _merged(*_quoted(value, at), value, at)
            return parts[0] if len(parts) == 1 else _parts(parts, value.place)
        return _inner(value, at)
    return value


def _items(item: Value, place: Place, at: _At) -> Iterator[tuple[Value, Place]]:
    """What stands in a list for `item`: a piece or several quoted texts are spliced in."""
    spliced = isinstance(item, Mapping) and ("引入" in item or "引自" in item)
    if isinstance(item, Mapping) and "引入" in item:
        piece = _piece(item, at)
        if piece is None:
            return
        value, place = piece
    else:
        value = _value(item, at)
    if spliced and isinstance(value, Sequence):
        yield from zip(value, value.places, strict=True)
    else:
        yield value, place


def _nothing(place: Place) -> tuple[Value, Place]:
    """What stands in for content that is not to be had."""
    return "……", place


def _sequence(pairs: Iterable[tuple[Value, Place]], place: Place) -> Sequence:
    kept = list(pairs)
    return Sequence([value for value, _ in kept], place, [spot for _, spot in kept])


def _parts(parts: Iterable[Mapping], place: Place) -> Sequence:
    return _sequence(((part, part.place) for part in parts), place)


def _inner(data: Mapping, at: _At) -> Mapping:
    """A mapping that is no reference itself, with what is in it expanded."""
    values: dict[str, Value] = {}
    for key, value in data.items():
        if key == "附件":
            values[key] = _attachments(value, at)
        elif key == "行" and isinstance(value, str):
            from .data_files import rows_in_file  # csv and .xlsx, which few documents have

            values[key] = rows_in_file(value, data, at.path, at.resolution)
        elif key == "图" and isinstance(value, str) and value.strip() and not _TEXTS & data.keys():
            values[key] = at.resolution.picture(value, at.path, data.places[key])
        else:
            values[key] = _value(value, at)
    if isinstance(data.get("件"), Sequence):
        return _lifted(data.with_values(values))
    return data.with_values(values)


_TEXTS = frozenset(("文种", "标题", "正文", "节", "章", "条", "任务"))
"""What stands beside one of these is no picture's: that 图 does not belong there is told, and
whether the file is there is not asked.
"""


def _lifted(attachment: Mapping) -> Mapping:
    """An attachment whose texts (件) came with attachments of their own: they become its own."""
    texts, own = attachment["件"], attachment.get("附件")
    lifted: list[tuple[Value, Place]] = []
    kept: list[tuple[Value, Place]] = []
    if isinstance(own, Sequence):
        lifted += zip(own, own.places, strict=True)
    for text, place in zip(texts, texts.places, strict=True) if isinstance(texts, Sequence) else ():
        inner = text.get("附件") if isinstance(text, Mapping) else None
        if isinstance(text, Mapping) and isinstance(inner, Sequence):
            lifted += zip(_owned(inner, text), inner.places, strict=True)
            rest = {key: value for key, value in text.items() if key != "附件"}
            kept.append((text.with_values(rest), place))
        else:
            kept.append((text, place))
    values = {**attachment, "件": _sequence(kept, attachment.places["件"])}
    if lifted:
        values["附件"] = _sequence(lifted, attachment.place)
    return attachment.with_values(values)


def _owned(attachments: Sequence, text: Mapping) -> Iterator[Value]:
    """The attachments of a text, still those of the document that it was quoted out of."""
    for item in attachments:
        made = item
        if isinstance(item, Mapping) and item.origin is None and text.origin is not None:
            made = item.with_values(item)
            made.origin = text.origin
        yield made


def _attachments(value: Value, at: _At) -> Value:
    """Attachments keep their count: several quoted texts become the 件 of one attachment."""
    if isinstance(value, Mapping):
        value = Sequence([value], value.place, [value.place])
    if not isinstance(value, Sequence):
        return value
    pairs: list[tuple[Value, Place]] = []
    for item, place in zip(value, value.places, strict=True):
        if isinstance(item, Mapping) and "引自" in item:
            parts, own = _quoted(item, at)
            if len(parts) > 1:
                values = {"标题": parts[0].get("标题"), **own, "件": _parts(parts, item.place)}
                pairs.append((_lifted(item.with_values(values)), place))
            else:
                pairs += [(part, place) for part in _merged(parts, own, item, at)]
        else:
            pairs += _items(item, place, at)
    return _sequence(pairs, value.place)


def _file(item: Mapping, key: str, at: _At) -> Path | None:
    name, place = item[key], item.places[key]
    if isinstance(name, str) and name.strip():
        return at.find(name, place, "被引用的文件")
    at.resolution.report(place, f"“{key}”后面要写一个文件名", f"写成：{key}: 某文.yaml")
    return None


def _is_circle(source: Path, what: str, place: Place, name: Value, at: _At) -> bool:
    """Whether what is wanted of a file is being put together already; then a problem says so."""
    around = (source, what) in at.trail or (not what and source == at.path.resolve())
    if around:
        message = f"“{name}”绕了一圈又引用到自己"
        at.resolution.report(place, message, "去掉这一圈里的一处引用")
    return around


def _piece(item: Mapping, at: _At) -> tuple[Value, Place] | None:
    """The content of a piece and where it begins; None where there is none to be had."""
    place = item.places["引入"]
    for key in item:
        if key != "引入":
            at.resolution.report(
                item.key_places[key], f"“引入”旁边不能写“{key}”", "引入的内容照原样放在这里"
            )
    source = _file(item, "引入", at)
    if source is None or _is_circle(source, "", place, item["引入"], at):
        return None
    content = at.resolution.data(source)
    if content is None:
        return None
    value = _value(content, at.into(source, ""))
    start = value.place if isinstance(value, Mapping | Sequence) else None
    return value, start or Place(at.resolution.library.shown(source), 1, 1)


def _quoted(item: Mapping, at: _At) -> tuple[list[Mapping], dict[str, Value]]:
    """The parts that `{引自, 取}` stands for, and the keys typed beside it."""
    own = {key: _value(value, at) for key, value in item.items() if key not in ("引自", "取")}
    source = _file(item, "引自", at)
    content = at.resolution.data(source) if source else None
    parts: list[Mapping] = []
    if source and isinstance(content, Mapping):
        parts = _parts_of(content, source, item, at)
    elif content is not None:
        message = f"“{item['引自']}”不是一份公文，不能引自它"
        at.resolution.report(item.places["引自"], message, "清单、片段用“引入”")
    return parts or [_stand_in(item)], own


def _stand_in(item: Mapping) -> Mapping:
    values: dict[str, Value] = {"标题": str(item["引自"]), "正文": "……"}
    places = dict.fromkeys(values, item.place)
    return Mapping(values, item.place, places, places)


def _parts_of(content: Mapping, source: Path, item: Mapping, at: _At) -> list[Mapping]:
    place = item.places.get("取", item.places["引自"])
    wanted = item.get("取") or (ISSUED if "印发件" in content else WHOLE)
    if wanted not in (WHOLE, ISSUED):
        shown = f"，现在是“{wanted}”" if isinstance(wanted, str) else ""
        at.resolution.report(place, f"“取”只能写全文、印发件{shown}")
        return []
    if wanted == ISSUED and content.get("印发件") is None:
        at.resolution.report(place, f"“{item['引自']}”里没有印发件", "改为 取: 全文")
        return []
    what = str(wanted)
    if _is_circle(source, what, item.places["引自"], item["引自"], at):
        return []
    inside = at.into(source, what)
    parts = [_whole(content, inside)] if wanted == WHOLE else []
    issued = _value(content.get("印发件"), inside)
    parts += [
        _inheriting(part, content)
        for part in (issued if isinstance(issued, Sequence) else [issued])
        if isinstance(part, Mapping)
    ]
    if any(_refers(part) for part in parts):
        origin = _inner(content, inside)
        for part in parts:
            part.origin = origin
    return parts


def _refers(value: Value) -> bool:
    """Whether there is a block in it that is made from the document it belongs to."""
    if isinstance(value, Mapping):
        return any(key in value for key in _REFERRING) or any(map(_refers, value.values()))
    return isinstance(value, Sequence) and any(map(_refers, value))


def _whole(content: Mapping, at: _At) -> Mapping:
    """The text of a document as a part. Its number and date go with it once it is final."""
    keys = (*_TEXT, *(_FINAL_ONLY if content.get("稿本") == "印发稿" else ()))
    picked = {key: content[key] for key in keys if key in content}
    values = dict(_inner(content.with_values(picked), at))
    signature = "署名" if "署名" in content else "发文机关"
    part = content.with_values(values)
    if isinstance(content.get(signature), str):
        part["署名"] = content[signature]
        part.key_places["署名"] = content.key_places[signature]
        part.places["署名"] = content.places[signature]
    return part


def _inheriting(part: Mapping, content: Mapping) -> Mapping:
    """A part taken out of its document keeps what it inherits there."""
    handed = {key: content[key] for key in _INHERITED if key in content and key not in part}
    return part.with_values({**part, **handed}, content)


def _merged(parts: list[Mapping], own: dict[str, Value], item: Mapping, at: _At) -> list[Mapping]:
    """The quoted parts with the keys typed beside 引自, which win; `附件: []` leaves those of the
    quoted text out.
    """
    for key in ("标题", "正文"):
        if len(parts) > 1 and key in own:
            message = f"“{item['引自']}”取来{len(parts)}件，不能都用这一个“{key}”"
            at.resolution.report(item.key_places[key], message, f"删掉这里的“{key}”")
    typed = item.with_values(own)
    out = {key for key, value in own.items() if isinstance(value, Sequence) and not value}
    merged = [
        part.with_values(
            {key: value for key, value in {**part, **own}.items() if key not in out}, typed
        )
        for part in parts
    ]
    for part in merged if "正文" in own else ():
        part.origin = None
    return merged
