"""What a computer and a checkout, or an office's folder, need, and whether they have it, for
`doctor`.

Looks only: changes nothing, installs nothing. Works before .venv is there, so what needs a
package is imported where it is used, and its absence is said.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..setup.environment import is_inside, is_ready, is_usable
from ..setup.pip import RUN
from ..setup.place import PACKAGE, holds_program
from ..setup.version import version
from ..setup.wholeness import is_whole, missing
from ..storage.failures import advice, reason
from . import installed, records
from .finding import Diagnosis

OLDEST, NEWEST = (3, 11), (3, 14)
FACES = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")
"""The faces of the style sheet, by the names that Windows and fontconfig know them by."""
_FACE_NAMES = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "方正小标宋_GBK"),
    "仿宋_GB2312": ("FangSong_GB2312",),
    "楷体_GB2312": ("KaiTi_GB2312",),
    "黑体": ("SimHei",),
    "宋体": ("SimSun",),
}


def examine(root: Path) -> Iterator[Diagnosis]:
    """Everything, from what all else needs to what is only good to have."""
    yield from _looked("Python", _python)
    yield from _looked("程序", _program)
    if holds_program(root):
        yield from _looked("运行环境", _environment, root)
    else:
        yield from _looked("组件", installed.components)
        yield from _looked("模板、样式", installed.copies, root)
    yield from _looked("文件夹", _folders, root)
    if _can_work(root):
        yield from _looked("涉密环境的登记", _clearance)
        yield from _looked("文稿", _contents, root)
        yield from _looked("模板", _templates, root)
    yield from _looked("output 文件夹", _output, root)
    yield from _looked("版本记录", records.examine, root)
    if holds_program(root):
        yield from _looked("wheels/", _wheels, root)
    yield from _looked("编辑器", _editor, root)
    if _can_work(root):
        yield from _looked("pandoc", _pandoc)
    yield from _looked("PDF", _pdf, root)


def _looked(
    what: str, look: Callable[..., Diagnosis | Iterable[Diagnosis]], *where: Path
) -> Iterator[Diagnosis]:
    """What a look at one thing finds. Where it fails itself, that is said: whatever is broken here,
    the other things are still to be looked at.
    """
    try:
        found = look(*where)
        yield from (found,) if isinstance(found, Diagnosis) else found
    except OSError as error:
        place = f"{error.filename}：" if error.filename else ""
        yield Diagnosis("提醒", f"{what}没有查成：{place}{reason(error)}", advice(error))
    except Exception as error:
        said = f"{what}没有查成（{type(error).__name__}）"
        yield Diagnosis("提醒", said, "别的都改好了还是这样，请告诉维护程序的人")


def _python() -> Diagnosis:
    version = platform.python_version()
    if sys.version_info[:2] > NEWEST:
        newest = f"{NEWEST[0]}.{NEWEST[1]}"
        return Diagnosis(
            "提醒", f"Python {version}（{sys.executable}）", f"只在 {newest} 及以前的版本上试过"
        )
    return Diagnosis("正常", f"Python {version}（{sys.executable}）")


def _program() -> Diagnosis:
    return Diagnosis("正常", f"程序 gongwen {version() or '版本不明'}（{PACKAGE.parent}）")


def _can_work(root: Path) -> bool:
    """Whether the packages that the program needs are there; an installed one came with them."""
    return not holds_program(root) or (is_inside(root) and is_ready(root, RUN) and is_whole(root))


def _environment(root: Path) -> Iterator[Diagnosis]:
    if not is_usable(root):
        yield Diagnosis(
            "缺少", "运行环境（.venv）还没有建立", "运行 make（没有 make：python build.py setup）"
        )
    elif not is_ready(root, RUN):
        yield Diagnosis(
            "缺少", "运行环境（.venv）与组件清单不一致，或上次没有装完", "运行 make，会自动补齐"
        )
    elif not is_whole(root):
        yield Diagnosis(
            "缺少",
            f"运行环境（.venv）里少了东西：{'、'.join(missing(root))}",
            "运行 make，会自动重新建立；又被删的，在杀毒软件里信任本文件夹",
        )
    else:
        yield Diagnosis("正常", "运行环境（.venv）与组件清单 requirements.txt 一致")


def _folders(root: Path) -> Iterator[Diagnosis]:
    for name, what, pattern in (
        ("content", "文稿", "*.y*ml"),
        ("templates", "模板", "*.docx"),
        ("styles", "样式", "*.yaml"),
    ):
        folder = root / name
        try:
            count = sum(1 for _ in folder.rglob(pattern)) if os.listdir(folder) else 0  # noqa: PTH208
        except FileNotFoundError:
            yield Diagnosis(
                "缺少",
                f"没有 {name} 文件夹（{what}）",
                _again(root, name),
            )
            continue
        except OSError as error:
            yield Diagnosis("缺少", f"{name} 文件夹打不开（{reason(error)}）", "检查读取权限")
            continue
        if not count and name != "content":
            yield Diagnosis("缺少", f"{name} 文件夹里没有{what}", _again(root, name))
        elif not count:
            yield Diagnosis(
                "提醒", "content 文件夹里还没有文稿", "新建一份：make new KIND=通知 DOC=文件名"
            )
        else:
            yield Diagnosis("正常", f"{name} 文件夹：{count}个文件")


def _again(root: Path, name: str) -> str:
    """How to get back what belongs to the program."""
    if holds_program(root):
        return f"从项目里重新取出它：git checkout -- {name}"
    return "运行 make update（没有 make：python build.py update），会补上"


def _clearance() -> Iterator[Diagnosis]:
    """Whether this is a computer for classified work; nothing where nobody has said so."""
    from ..secrecy.clearance import DECLARATION, declared

    found = declared()
    if found.fault:
        at = f"第{found.line}行：" if found.line else ""
        yield Diagnosis("提醒", f"涉密环境的登记 {DECLARATION} 不算数", at + found.fault)
    elif found.by:
        yield Diagnosis("正常", f"涉密计算机：{found.by} {found.day} 登记（{DECLARATION}）")


def _contents(root: Path) -> Iterator[Diagnosis]:
    """What may not be worked on here, the encodings of the texts, and the registries."""
    from ..library.documents import is_registry
    from ..registry.reader import load_registry
    from ..registry.units import EMPTY_REGISTRY
    from ..secrecy.gate import refusal
    from ..source.parse import parse
    from ..source.text_file import read_text

    content = root / "content"
    files = []
    for path in sorted(path for path in content.rglob("*") if path.is_file()):
        inside = path.relative_to(content).as_posix()
        shown = path.relative_to(root).as_posix()
        if refused := refusal(inside, path.read_bytes(), shown):
            yield Diagnosis("提醒", f"{shown}：{refused.message}", refused.hint)
        elif path.suffix in (".yaml", ".yml"):
            files.append(path)
    unreadable = [path for path in files if read_text(path, path.name)[0] is None]
    for path in unreadable:
        (problem, *_) = read_text(path, path.name)[1]
        yield Diagnosis(
            "提醒", f"{path.relative_to(root).as_posix()}：{problem.message}", problem.hint
        )
    if files and not unreadable:
        yield Diagnosis("正常", "文稿的编码都是 UTF-8")
    registries = [path for path in files if is_registry(path) and path not in unreadable]
    if not (content / "机构.yaml").exists():
        example = "示例/机构.yaml"
        how = f"复制 content/{example} 来改" if (content / example).exists() else "照例子写一份"
        yield Diagnosis("提醒", "没有机构名录 content/机构.yaml", f"没有它就不检查单位名称；{how}")
    for path in registries:
        shown = path.relative_to(root).as_posix()
        text, _ = read_text(path, shown)
        data, problems = parse(text or "", shown, EMPTY_REGISTRY)
        registry, more = load_registry(data, shown)
        if found := [*problems, *more]:
            advice = f"第{found[0].line}行：{found[0].message}"
            yield Diagnosis("提醒", f"机构名录 {shown} 有{len(found)}处问题", advice)
        else:
            yield Diagnosis("正常", f"机构名录 {shown}：{len(registry.units)}个机构")
    yield from _office(content, root)


def _office(content: Path, root: Path) -> Iterator[Diagnosis]:
    """What the office says of itself; that it says nothing is no fault."""
    from ..library.library import OFFICE_FILE
    from ..library.own_office import office_of

    if not (content / OFFICE_FILE).is_file():
        return
    office, problems = office_of(content, root)
    shown = f"{content.name}/{OFFICE_FILE}"
    if problems:
        advice = f"第{problems[0].line}行：{problems[0].message}"
        yield Diagnosis("提醒", f"{shown} 有{len(problems)}处问题", advice)
    else:
        yield Diagnosis("正常", f"{shown}：{office.name or '没有写机关'}")


def _templates(root: Path) -> Iterator[Diagnosis]:
    """Of the templates that there must be, those that are not there; all of them missing is told
    by `_folders`.
    """
    from ..kinds import kinds

    there = {path.stem for path in (root / "templates").glob("*.docx")}
    needing: dict[str, list[str]] = {}
    for kind in kinds().values():
        needing.setdefault(kind.layout_format, []).append(kind.name)
    for name, names in needing.items():
        if there and name not in there:
            yield Diagnosis(
                "提醒",
                f"没有“{name}”格式的模板 templates/{name}.docx，{'、'.join(names)}做不出来",
                _again(root, f"templates/{name}.docx"),
            )


def _output(root: Path) -> Diagnosis:
    folder = root / "output"
    place = folder if folder.is_dir() else root
    try:
        with tempfile.NamedTemporaryFile(dir=place, prefix=".", suffix=".tmp"):
            pass
    except OSError as error:
        return Diagnosis(
            "缺少", f"output 文件夹写不进去（{reason(error)}）", "检查写入权限和磁盘空间"
        )
    return Diagnosis("正常", "output 文件夹可以写入")


def _wheels(root: Path) -> Diagnosis:
    wheels = list((root / "wheels").glob("*.whl"))
    if not wheels:
        return Diagnosis(
            "说明", "没有 wheels/ 文件夹：组件从网上安装；给不上网的电脑准备，运行 make offline"
        )
    size = sum(path.stat().st_size for path in wheels) / 1_000_000
    return Diagnosis("正常", f"wheels/：{len(wheels)}个组件，{size:.0f} MB；安装时只用它们，不上网")


def _editor(root: Path) -> Diagnosis:
    home = Path.home()
    places = [home / name / "extensions" for name in (".vscode", ".vscode-oss", ".vscode-server")]
    if any(any(place.glob("redhat.vscode-yaml-*")) for place in places):
        if (root / "docs" / "schema" / "gongwen.json").is_file():
            return Diagnosis("正常", "编辑器：已装 YAML 扩展，会提示和检查项目名")
        return Diagnosis(
            "提醒", "编辑器的提示文件 docs/schema/gongwen.json 不在", "运行 make schema"
        )
    advice = "用 VS Code 或 VSCodium 打开本文件夹，按提示安装推荐的扩展（YAML、中文界面）"
    return Diagnosis("说明", "没有找到编辑器的 YAML 扩展；装了它，写文稿时有提示", advice)


def _pdf(root: Path) -> Iterator[Diagnosis]:
    """LibreOffice and the fonts: one by one where fontconfig knows them, and .venv is there."""
    if not _can_work(root):
        yield _fonts()
        return
    from . import pdf as checkup

    yield checkup.office()
    found = list(checkup.fonts(root))
    yield from found or [_fonts()]


def _pandoc() -> Diagnosis:
    """What reads .odt and .rtf, which most offices never see."""
    from ..pandoc.program import SETUP, VERSION, find_pandoc, lacking

    reason = lacking()
    if not reason:
        return Diagnosis("正常", f"pandoc {VERSION}（{find_pandoc()}）")
    said = f"{reason}：读 .odt、.rtf，生成 .md、.odt、.txt 才要用它"
    return Diagnosis("提醒" if find_pandoc() else "说明", said, f"要用的，{SETUP}")


def _fonts() -> Diagnosis:
    present = _font_names()
    if present is None:
        return Diagnosis("说明", "字体：查不出来（没有 fc-list）；.docx 里写的是国标要求的字体名")
    lacking = [
        face
        for face in FACES
        if not any(name.casefold() in present for name in (face, *_FACE_NAMES[face]))
    ]
    if not lacking:
        return Diagnosis("正常", "公文用的字体都有")
    advice = "没有也能生成 .docx；在打开、打印它的电脑上要有这些字体"
    return Diagnosis("说明", f"这台电脑没有字体：{'、'.join(lacking)}", advice)


def _font_names() -> str | None:
    """The names of the installed fonts, folded, in one text; None where nobody can tell."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
        ) as key:
            count = winreg.QueryInfoKey(key)[1]
            return "\n".join(winreg.EnumValue(key, i)[0] for i in range(count)).casefold()
    if not shutil.which("fc-list"):
        return None
    done = subprocess.run(
        ["fc-list", ":", "family"], stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    return done.stdout.casefold() if done.returncode == 0 else None
