"""new: begin a document."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import patterns as re
from . import USAGE, Button, MisusedError, content_folder

if TYPE_CHECKING:
    from ..library.skeleton import Fillings

HELP = "新建一份文稿"
BUTTONS = (Button(1, "新建一份"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The 文种, the name and the skeletons."""
    from ..library.offered_skeletons import skeletons

    parser.add_argument("kind", nargs="?", default="", metavar="文种", help="通知、函、请示等")
    parser.add_argument("name", nargs="?", default="", metavar="名称", help="文件名，可带子文件夹")
    parser.add_argument(
        "--with",
        dest="skeletons",
        metavar="骨架",
        default="",
        help=f"先放上哪些部分，用逗号隔开：{'、'.join(skeletons())}",
    )
    parser.add_argument("--content", metavar="文件夹", help="写到哪里（缺省 content）")


def run(options: argparse.Namespace) -> int:
    """Write the YAML of a new document, and say what to do next."""
    from ..kinds import kinds
    from ..library.document_name import BadNameError, new_path
    from ..library.documents import name_of
    from ..library.offered_skeletons import FOR, fits, said_of, skeletons
    from ..library.skeleton import beginnings, new_document
    from ..problem import shown_file
    from ..storage.failures import advice, reason
    from ..storage.files import write_all_new

    wanted = [word for word in re.split(r"[,，、\s]+", options.skeletons) if word]
    if options.kind not in kinds() or not options.name.strip():
        raise MisusedError(_which_kind(options.kind, options.name, list(kinds()), skeletons()))
    if unknown := [name for name in wanted if name not in skeletons()]:
        raise MisusedError(f"没有“{unknown[0]}”这个骨架，可以写：{'、'.join(skeletons())}")
    if unfit := [name for name in wanted if not fits(name, options.kind)]:
        fitting = "、".join(said_of(unfit[0], FOR))
        raise MisusedError(f"“{unfit[0]}”这个骨架用于：{fitting}；文种写的是“{options.kind}”")
    if len(clashing := beginnings(dict.fromkeys(wanted))) > 1:
        raise MisusedError(f"{'、'.join(clashing)}只能选一个，另一个请另写一份")
    content = content_folder(options)
    try:
        path = new_path(options.name, content)
    except BadNameError as error:
        print(error, file=sys.stderr)
        return USAGE
    schema = _way(options.root / "docs" / "schema" / "gongwen.json", path.parent)
    fillings = _fillings(path, options)
    text = new_document(kinds()[options.kind], dict.fromkeys(wanted), fillings, schema)
    try:
        write_all_new({path: text.encode()})
    except OSError as error:
        shown = shown_file(path, options.root)
        raise MisusedError(f"写不进去：{shown}：{reason(error)}；{advice(error)}") from error
    name = name_of(path, content)
    quoted = name if re.fullmatch(r"[\w/.（）〔〕《》·—-]+", name) else shlex.quote(name)
    print(f"已新建 {shown_file(path, options.root)}")
    print("接下来：打开它，照“#”后面的说明填写，存盘；再运行")
    print(f"  make DOC={quoted}（没有 make 的电脑：python build.py {quoted}）")
    return 0


def _which_kind(kind: str, name: str, kinds: list[str], skeletons: dict[str, str]) -> str:
    """What may be typed, for a command without a name or of an unknown 文种, and what is wrong."""
    if not kind:
        named = bool(name.strip())
        said = "没有写文种：KIND=通知" if named else "没有写文种和文件名：KIND=通知 DOC=文件名"
    elif kind not in kinds:
        instead = _instead(kind, skeletons)
        said = f"没有“{kind}”这个文种" + (f"；{instead}" if instead else "")
    else:
        said = "没有写文件名：DOC=文件名"
    return "\n".join(
        [
            "用法：make new KIND=通知 DOC=文件名 [WITH=名单,职责]",
            "      python build.py new 通知 文件名 [--with 名单,职责]",
            f"文种有：{'、'.join(kinds)}",
            "可以先放上的部分：",
            *(f"  {about}" for about in skeletons.values()),
            f"{said}（写法见上）",
        ]
    )


def _instead(kind: str, skeletons: dict[str, str]) -> str:
    """What to type where the name of a skeleton, or of nothing, stands for the 文种."""
    from ..kinds import USUAL_KIND
    from ..kinds.meant import meant_kind
    from ..library.offered_skeletons import FOR, said_of

    if kind not in skeletons:
        return meant_kind(kind)
    first = next(iter(said_of(kind, FOR)), USUAL_KIND)
    return f"“{kind}”是可以先放上的部分：KIND={first} WITH={kind}"


def _fillings(path: Path, options: argparse.Namespace) -> Fillings:
    """What stands in the new document of this office: what it says of itself, and units from the
    registry that the document will use.
    """
    from ..library.library import OFFICE_FILE, Library
    from ..library.own_office import office_of
    from ..library.skeleton import fillings_from
    from ..registry.reader import load_registry
    from ..registry.units import Registry
    from ..registry.with_office import with_office
    from ..secrecy.gate import refuse_found

    content = content_folder(options)
    library = Library(content, options.root)
    registry = Registry()
    for folder in (path.parent, content):
        file = folder / "机构.yaml"
        if file.is_file():
            refuse_found(library.read(file).problems)
            registry = load_registry(library.read(file).data, file.name)[0]
            break
    office, problems = office_of(content, options.root, path.parent)
    refuse_found(problems)
    for problem in problems:
        print(f"{OFFICE_FILE} 第{problem.line}行：{problem.message}", file=sys.stderr)
    return fillings_from(with_office(registry, office))


def _way(schema: Path, folder: Path) -> str:
    """The relative path from `folder`, as editors read it; across Windows drives there is none."""
    try:
        return Path(os.path.relpath(schema, folder)).as_posix()
    except ValueError:
        return schema.as_uri()
