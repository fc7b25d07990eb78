"""The ways in which a document, a file from elsewhere or a history is classified, and the commands
that meet each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from gongwen import cli
from tests.clearance import declared
from tests.history.test_save import git
from tests.project import FINAL, ROOT
from tests.word_files import word_file

HIDDEN = "潜水泵房三号机组暂缓启用"
OPEN = FINAL.replace("值班制度", HIDDEN)
PICTURE = (ROOT / "tests/variants/_印章样图.png").read_bytes()
TABLE = "正文:\n- 表:\n    列: [名称, 密级]\n    行: {file}\n"


def written(folder: Path, text: str, name: str = "甲") -> str:
    """Put a document there."""
    (folder / "content" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name


def with_line(line: str) -> Callable[[Path], str]:
    """The document with one more line."""
    return lambda folder: written(folder, f"{OPEN}{line}\n")


def broken(folder: Path) -> str:
    return written(folder, f"{OPEN}抄送: [某局\n密级：机密\n")


def in_gbk(folder: Path) -> str:
    (folder / "content/甲.yaml").write_bytes(f"{OPEN}密级: 机密\n".encode("gbk"))
    return "甲"


def pasted(folder: Path) -> str:
    text = OPEN.replace("正文: ", "正文: |\n  000001\n  机密★10年  特急\n  ")
    return written(folder, text)


def piece(folder: Path) -> str:
    (folder / "content/_段.yaml").write_text(f"- {HIDDEN}\n- 密级: 机密\n", encoding="utf-8")
    text = FINAL.replace("正文: 各单位要落实值班制度。", "正文:\n- 引入: _段.yaml")
    return written(folder, text)


def quoted(folder: Path) -> str:
    written(folder, f"{OPEN}密级: 绝密\n".replace("12号", "15号"), "_乙")
    return written(folder, FINAL + "附件: [{引自: _乙.yaml, 取: 全文}]\n")


def csv(folder: Path) -> str:
    (folder / "content/表.csv").write_text(f"名称,密级\n{HIDDEN},机密\n", encoding="gbk")
    return written(folder, FINAL.partition("正文")[0] + TABLE.format(file="表.csv"))


def xlsx(folder: Path) -> str:
    book = openpyxl.Workbook()
    for row in (["秘密★1年", None], ["名称", "内容"], ["一", HIDDEN]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(folder / "content/表.xlsx")
    return written(folder, FINAL.partition("正文")[0] + TABLE.format(file="表.xlsx"))


def picture(folder: Path) -> str:
    (folder / "content/机密-位置图.png").write_bytes(PICTURE)
    return written(folder, FINAL.partition("正文")[0] + "正文:\n- 图: 机密-位置图.png\n")


def registry(folder: Path) -> str:
    text = f"# 秘密★5年\n- 全称: {HIDDEN}\n"
    (folder / "content/机构-密.yaml").write_text(text, encoding="utf-8")
    return written(folder, FINAL + "机构表: 机构-密.yaml\n")


def named(folder: Path) -> str:
    return written(folder, OPEN, "（机密）甲")


NOW: dict[str, Callable[[Path], str]] = {
    "密级": with_line("密级: 机密"),
    "空密级": with_line("密级:"),
    "错名": with_line("秘级: 绝密"),
    "读不出": broken,
    "编码": in_gbk,
    "粘贴": pasted,
    "引入": piece,
    "引自": quoted,
    "csv": csv,
    "xlsx": xlsx,
    "图片": picture,
    "名录": registry,
    "文件名": named,
}
"""The ways in which a document is classified now."""


def committed(folder: Path, *names: str) -> None:
    git(folder, "add", *names)
    git(folder, "commit", "--quiet", "-m", "另存")


def was(folder: Path) -> str:
    """A document that is classified no more, and was saved by git when it was."""
    written(folder, f"{OPEN}密级: 机密\n")
    committed(folder, "content")
    written(folder, FINAL)
    committed(folder, "content")
    return written(folder, FINAL.replace("落实", "严格落实"))


def piece_was(folder: Path) -> str:
    name = piece(folder)
    committed(folder, "content")
    (folder / "content/_段.yaml").write_text("- 照旧。\n", encoding="utf-8")
    committed(folder, "content")
    (folder / "content/_段.yaml").write_text("- 照办。\n", encoding="utf-8")
    return name


def renamed_since(folder: Path) -> str:
    written(folder, f"{OPEN}密级: 机密\n", "旧名")
    committed(folder, "content")
    (folder / "content/旧名.yaml").unlink()
    written(folder, OPEN)
    committed(folder, "-A", "content")
    return written(folder, OPEN.replace("落实", "严格落实"))


PAST: dict[str, Callable[[Path], str]] = {
    "以前": was,
    "片段以前": piece_was,
    "改名以前": renamed_since,
}
"""The ways in which a document once was."""


def staged(arrange: Callable[[Path], str]) -> Callable[[Path], str]:
    """The same, and everything is about to be committed."""

    def both(folder: Path) -> str:
        name = arrange(folder)
        git(folder, "add", "-A")
        return name

    return both


def saved(arrange: Callable[[Path], str]) -> Callable[[Path], str]:
    """The same, and everything was committed, and a server is there."""

    def both(folder: Path) -> str:
        name = arrange(folder)
        committed(folder, "-A")
        git(folder, "init", "--quiet", "--bare", str(folder.parent / "服务器"))
        git(folder, "remote", "add", "origin", str(folder.parent / "服务器"))
        return name

    return both


def released(folder: Path) -> str:
    """A document released where that was allowed."""
    name = written(folder, f"{OPEN}密级: 机密\n份号: '000001'\n保密期限: 1年\n公开属性: 不予公开\n")
    with declared():
        assert cli.main(["save", name, "-m", "定稿"]) == 0
        words = ["release", name, "--format", "docx", "--warnings-checked"]
        assert cli.main(words) == 0
    return name


def docx_of(*lines: str, zone: str = "") -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return word_file(body + zone, styles="")


TEXT = ("关于做好泵房检修的通知", "各县（区）人民政府：", f"{HIDDEN}。", "2026年4月3日")
BOX = (
    "<w:p><w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p><w:r>"
    "<w:t>机</w:t></w:r><w:r><w:t>密★10年</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
    "</w:r></w:p>"
)


def foreign(name: str, content: bytes) -> Callable[[Path], str]:
    """A file from elsewhere."""

    def put(folder: Path) -> str:
        (folder / name).write_bytes(content)
        return str(folder / name)

    return put


FILES: dict[str, Callable[[Path], str]] = {
    "docx": foreign("旧.docx", docx_of("000001", "机密★10年", "特急", *TEXT)),
    "docx文本框": foreign("旧.docx", docx_of(*TEXT, zone=BOX)),
    "docx表": foreign("旧.docx", docx_of(*TEXT, zone=BOX.replace("★10年", ""))),
    "html": foreign("旧.html", f"<p>机 密<p>{'<p>'.join(TEXT)}".encode()),
    "txt": foreign("旧.txt", "\r\n".join(("秘密　★　1年", *TEXT)).encode("gbk")),
    "md": foreign("旧.md", "\n\n".join(("**绝密★长期**", *TEXT)).encode()),
    "文件名": foreign("机密★5年.txt", "\n".join(TEXT).encode()),
    "rtf": foreign("旧.rtf", ("{\\rtf1 \\u26426?\\u23494?\\u9733?10\\par " + "x}").encode()),
}


def pdf_of_docx(folder: Path) -> str:
    """A PDF that is to be measured against a .docx beside it."""
    path = Path(folder, FILES["docx"](folder)).with_suffix(".pdf")
    path.write_bytes(b"%PDF-1.4")
    return str(path)


def template(folder: Path) -> str:
    (folder / "templates/旧.docx").write_bytes(docx_of("机密★10年", *TEXT))
    return "旧"


def sheet(folder: Path) -> str:
    (folder / "styles/旧.yaml").write_text(f"# 机密★1年 {HIDDEN}\n基于: gbt9704\n", "utf-8")
    return "旧"


def register_of(folder: Path) -> str:
    text = f"- {{文号: 云政办发〔2026〕3号, 标题: {HIDDEN}, 密级: 机密}}\n"
    (folder / "content/发文登记.yaml").write_text(text, encoding="utf-8")
    return ""


def default_registry(folder: Path) -> str:
    text = f"# 机密★1年\n- 全称: {HIDDEN}\n"
    (folder / "content/机构.yaml").write_text(text, encoding="utf-8")
    return "新"


def all_of(ways: dict[str, Callable[[Path], str]], *words: str) -> list[tuple[Any, ...]]:
    """A case for each way; “甲” among the words stands for what the arrangement names."""
    return [(way, arrange, words) for way, arrange in ways.items()]


both = {**NOW, **PAST}
COPY = str(ROOT / "templates" / "文件.docx")
"""A .docx that holds nothing."""
CASES: dict[str, list[tuple[Any, ...]]] = {
    "archive": [("印发过", released, ("archive", "甲"))],
    "materials": all_of(NOW, "materials", "甲"),
    "recheck": all_of(NOW, "recheck", "甲"),
    "submit": all_of(both, "submit", "甲"),
    "adopt": [
        *all_of(NOW, "adopt", "甲", COPY),
        *all_of(both, "adopt", "甲", COPY, "--from", "HEAD"),
        *all_of({"docx": FILES["docx"]}, "adopt", "值班", "甲"),
    ],
    "build": [*all_of(NOW, "build", "甲"), *all_of(NOW, "build"), *all_of(NOW, "甲")],
    "check": [
        *all_of(NOW, "check", "甲"),
        *all_of(NOW, "check", "--annotate", "甲"),
        *all_of({"docx": FILES["docx"]}, "check", "--annotate", "甲"),
        *all_of({"docx": FILES["docx"], "pdf": pdf_of_docx}, "check", "甲"),
    ],
    "collect": all_of(NOW, "collect", "甲", str(ROOT / "docs" / "adr")),
    "diff": [*all_of(both, "diff", "甲", "HEAD"), *all_of(FILES, "diff", "值班", "甲")],
    "draft": all_of(both, "draft", "甲", "--stage", "送审稿"),
    "history": [*all_of(both, "history", "甲"), *all_of(both, "history", "甲", "--docx")],
    "import": all_of(FILES, "import", "甲", "--registry"),
    "new": [
        ("文件名", lambda _: "机密", ("new", "通知", "甲")),
        ("名录", default_registry, ("new", "通知", "甲")),
    ],
    "pre-commit": [
        *((way, staged(arrange), ("pre-commit",)) for way, arrange in {**NOW, **FILES}.items()),
        ("点名", NOW["密级"], ("pre-commit", "content/甲.yaml")),
    ],
    "distribute": all_of(NOW, "distribute", "甲"),
    "number": [
        *all_of(NOW, "number", "甲", "--series", "云发"),
        ("印发过", released, ("number",)),
    ],
    "overdue": all_of(NOW, "overdue", "甲"),
    "preview": all_of(NOW, "preview", "甲"),
    "push": [(way, saved(arrange), ("push",)) for way, arrange in {**NOW, **PAST, **FILES}.items()],
    "register": [
        ("登记表", register_of, ("register",)),
        *all_of({"印发过": released}, "register"),
        *all_of({"印发过": released}, "register", "--book"),
    ],
    "release": all_of(both, "release", "甲", "--format", "docx", "--warnings-checked"),
    "save": all_of(both, "save", "甲", "-m", "存", "--name", "另一人"),
    "send": all_of(NOW, "send", "甲", "--format", "docx", "--warnings-checked"),
    "settle": all_of(NOW, "settle", "甲"),
    "supervise": all_of(NOW, "supervise", "甲"),
    "styles": [("样式表", sheet, ("styles",))],
    "template": [("模板", template, ("template", "甲"))],
    "textconv": [(way, FILES[way], ("textconv", "甲")) for way in FILES if way.startswith("docx")],
    "verify": [("印发过", released, ("verify", "甲"))],
    "watch": all_of(NOW, "watch", "甲"),
}
