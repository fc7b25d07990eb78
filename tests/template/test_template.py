"""The contract between templates, sheets and what a composition may hold."""

import re
import shutil
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, nodes
from lxml import etree

from gongwen.render.render import render
from gongwen.template.fault import TemplateFaultError
from gongwen.template.ladder import copy_ladder, ladder_of
from gongwen.template.part import compile_part, render_part
from gongwen.template.ready import load_template
from gongwen.template.stamp import UnknownStyleError, stamp
from gongwen.template.style_parts import style_id
from gongwen.template.text import describe
from gongwen.template.tidy import tidied, tidy
from gongwen.word.package import pack, unpack
from gongwen.word.wordml import DOCUMENT, SETTINGS, STYLES, W, parse

from ..compositions import FULL, ROOT, SMALL, TEMPLATE, sheet_named, template
from ..compositions import STYLES as FOLDER_OF_STYLES

GOLDENS = Path(__file__).parents[1] / "goldens" / "templates"
TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))

NAMES = {"版头", "主体", "版记"}
ATTRIBUTES = {
    *("标注", "联合", "标志", "标志尾", "发文字号", "签发人", "要素"),
    *("样式", "文字", "整段", "首样式", "首句", "余文", "字串", "行", "格", "段"),
    *("主送", "抄送", "印发机关", "印发日期", "份数"),
}

BODY_STYLES = {
    *(
        "标题",
        "标题题注",
        "稿本",
        "主送机关",
        "段落",
        "一级标题",
        "二级标题",
        "三级标题",
        "四级标题",
    ),
    *(
        "五级标题",
        "条目",
        "责任",
        "名单",
        "表题",
        "表单位",
        "表格",
        "表注",
        "图",
        "图题",
        "章",
        "节",
    ),
    *("条", "附件说明", "附件说明续", "署名", "盖章署名", "署名续", "成文日期", "附注", "签署"),
    *("印发件标题", "附件标识", "附件标题", "件标题", "件文号", "令号", "出席", "份号", "密级"),
    *("紧急程度", "表单题", "版记尾"),
}
"""What typesetting puts into the body of a document."""


def changed(part: str, old: str, new: str, folder: Path) -> Path:
    """A copy of the template with one replacement in one part."""
    parts = unpack(TEMPLATE)
    text = parts[part].decode()
    assert old in text
    parts[part] = text.replace(old, new, 1).encode()
    path = folder / "templates" / "改.docx"
    path.parent.mkdir()
    path.write_bytes(pack(parts))
    return path


def fault(path: Path) -> TemplateFaultError:
    with pytest.raises(TemplateFaultError) as caught:
        load_template(path, sheet_named("gbt9704"))
    return caught.value


def test_a_template_without_a_page_is_told(tmp_path: Path) -> None:
    (section,) = re.findall(
        r"<w:sectPr.*</w:sectPr>", unpack(TEMPLATE)[DOCUMENT].decode(), re.DOTALL
    )
    told = fault(changed(DOCUMENT, section, "", tmp_path)).problem
    assert told.message == "模板没有版面设置（sectPr）"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_reads_as_reviewed(path: Path) -> None:
    golden = GOLDENS / f"{path.stem}.txt"
    assert describe(path) == golden.read_text(encoding="utf-8"), (
        f"{path.name} 与审阅过的 {golden.relative_to(ROOT)} 不一致；"
        "确认改动无误后运行 python build.py template --update"
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_is_tidy(path: Path) -> None:
    assert tidied(unpack(path), sheet_named("gbt9704")) == path.read_bytes(), (
        f"{path.name} 没有整理过，或样式表改了以后没有重新盖到模板上；运行 make template"
    )
    with zipfile.ZipFile(path) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_styles_are_those_of_the_sheet(path: Path) -> None:
    sheet = sheet_named("gbt9704")
    parts = unpack(path)
    ids = {str(node.get(W + "styleId")) for node in parse(parts[STYLES]).iter(W + "style")}
    assert ids == {style_id(style) for style in sheet.styles.values()}
    used = {
        str(node.get(W + "val"))
        for name, content in parts.items()
        if name.startswith("word/") and name.endswith(".xml")
        for node in parse(content).iter(W + "pStyle", W + "rStyle", W + "tblStyle")
    }
    assert used <= ids


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_tags_are_names_a_composition_has(path: Path) -> None:
    ready = load_template(path, sheet_named("gbt9704"))
    for part in (ready.body, *ready.furniture.values()):
        tree = Environment(autoescape=True).parse(part.source)
        loaded = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        stored = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
        assert loaded - stored <= NAMES
        assert {node.attr for node in tree.find_all(nodes.Getattr)} <= ATTRIBUTES


def test_there_is_a_sample_for_every_style_of_a_body() -> None:
    samples = template().body.samples
    assert set(samples["主体"]) >= BODY_STYLES
    assert set(samples["段"]) >= {"表文", "表文居中", "表头"}
    assert samples["主体"]["段落"] >= {"", "领句", "一级接排", "二级接排", "三级接排", "四级接排"}
    assert set(samples["签发人"]) == {"签发人", "签发人首行", "签发人中行", "签发人末行"}


def test_every_title_line_has_its_twin_with_a_blank_line_under_it() -> None:
    styles = sheet_named("gbt9704").styles
    for key in ("标题", "印发件标题", "附件标题", "件标题", "稿本", "标题题注", "件文号"):
        assert styles[f"{key}末"].based_on == key
        assert styles[f"{key}末"].measures["段后"].value == 579


# ---- the ladder of 主体, which all templates share ----------------------------------------


def ladder_text(path: Path) -> list[bytes]:
    body = parse(unpack(path)[DOCUMENT]).find(W + "body")
    assert body is not None
    return [etree.tostring(node) for node in ladder_of(body)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_every_template_has_the_same_ladder(path: Path) -> None:
    assert len(ladder_text(TEMPLATE)) > 100
    assert ladder_text(path) == ladder_text(TEMPLATE), (
        f"{path.name} 的“主体”与 文件.docx 不同；运行 python build.py template --ladder"
    )


def test_a_ladder_is_copied_from_the_source(tmp_path: Path) -> None:
    shutil.copytree(FOLDER_OF_STYLES, tmp_path / "styles")
    source, target = tmp_path / "templates" / "文件.docx", tmp_path / "templates" / "信函.docx"
    source.parent.mkdir()
    parts = unpack(TEMPLATE)
    new = parts[DOCUMENT].replace("段.样式 == '图题'".encode(), "段.样式 == '图名'".encode())
    assert new != parts[DOCUMENT]
    source.write_bytes(pack({**parts, DOCUMENT: new}))
    letter = (ROOT / "templates" / "信函.docx").read_bytes()
    target.write_bytes(letter)
    assert copy_ladder(source, target)
    assert ladder_text(target) == ladder_text(source)
    assert not copy_ladder(source, target)
    assert copy_ladder(TEMPLATE, target)
    assert target.read_bytes() == letter  # what stands around the ladder is untouched


# ---- stamping -----------------------------------------------------------------------------


def test_no_custom_style_takes_the_chinese_name_of_a_built_in() -> None:
    names = {style.name for style in sheet_named("gbt9704").styles.values()}
    assert not names & {
        *("正文", "标题", "副标题", "页脚", "页眉", "页码", "日期", "签名", "称呼", "题注", "目录"),
        *(f"标题 {level}" for level in range(1, 10)),
    }


def test_every_named_face_is_set_for_all_scripts() -> None:
    for node in parse(unpack(TEMPLATE)[STYLES]).iter(W + "rFonts"):
        assert {W + name for name in ("ascii", "hAnsi", "eastAsia", "cs")} <= set(node.attrib)
        assert not [name for name in node.attrib if "heme" in str(name)]


def test_punctuation_is_not_squeezed() -> None:
    """Word saves squeezed punctuation into a template by itself; 28 characters a line forbid it."""
    sheet = sheet_named("gbt9704")
    parts = unpack(TEMPLATE)
    squeezed = parts[SETTINGS].replace(b"doNotCompress", b"compressPunctuation")
    assert squeezed != parts[SETTINGS]
    assert (
        b'characterSpacingControl w:val="doNotCompress"'
        in stamp({**parts, SETTINGS: squeezed}, sheet)[SETTINGS]
    )


def test_a_template_touched_up_is_put_right() -> None:
    sheet = sheet_named("gbt9704")
    parts = unpack(TEMPLATE)
    touched = dict(parts)
    touched[STYLES] = parts[STYLES].replace(b'w:line="579"', b'w:line="560"')
    touched[SETTINGS] = parts[SETTINGS].replace(b"<w:evenAndOddHeaders/>", b"")
    touched[DOCUMENT] = parts[DOCUMENT].replace(b'w:linePitch="579"', b'w:linePitch="312"')
    assert all(touched[name] != parts[name] for name in (STYLES, SETTINGS, DOCUMENT))
    assert stamp(touched, sheet) == stamp(parts, sheet)


def test_style_ids_made_up_by_word_are_followed_by_name() -> None:
    sheet = sheet_named("gbt9704")
    parts = unpack(TEMPLATE)
    renumbered = {
        **parts,
        STYLES: parts[STYLES].replace(b'w:styleId="BodyText"', b'w:styleId="a7"'),
        DOCUMENT: parts[DOCUMENT].replace(b'"BodyText"', b'"a7"'),
    }
    assert renumbered[DOCUMENT] != parts[DOCUMENT]
    assert stamp(renumbered, sheet)[DOCUMENT] == stamp(parts, sheet)[DOCUMENT]


def test_a_style_that_the_sheet_lacks_is_refused() -> None:
    parts = unpack(TEMPLATE)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b'"BodyText"', b'"Quote"', 1)
    with pytest.raises(UnknownStyleError, match="Quote"):
        stamp(parts, sheet_named("gbt9704"))


# ---- the keeper of a template is told what to mend ----------------------------------------


def test_fault_unknown_style(tmp_path: Path) -> None:
    path = changed(DOCUMENT, '"BodyText"', '"Quote"', tmp_path)
    problem = fault(path).problem
    assert (problem.file, problem.message) == (
        "templates/改.docx",
        "模板用了样式表里没有的样式“Quote”",
    )


def test_fault_tag_not_closed(tmp_path: Path) -> None:
    path = changed(DOCUMENT, "{{ 版记.抄送 }}。", "{{ 版记.抄送 。", tmp_path)
    assert fault(path).problem.message == "模板的标签没有写完：“抄送：{{ 版记.抄送 。”"


def test_fault_words_beside_a_paragraph_tag(tmp_path: Path) -> None:
    path = changed(DOCUMENT, "{%p if 版记 %}", "版记从这里起{%p if 版记 %}", tmp_path)
    assert fault(path).problem.message == (
        "模板的“版记从这里起{%p if 版记 %}”里，{%p、{%tr、{%tc 标签要自成一段，旁边不能有别的字"
    )


def test_fault_tracked_changes(tmp_path: Path) -> None:
    path = changed(DOCUMENT, "<w:r>", '<w:del w:id="1" w:author="甲"/><w:r>', tmp_path)
    assert fault(path).problem.message == "模板里有没有接受的修订"


def test_fault_loop_not_closed(tmp_path: Path) -> None:
    path = changed(
        DOCUMENT,
        "{%p if 版记 %}",
        "{%p if 版记 %}</w:t></w:r></w:p><w:p><w:r><w:t>{%p if 版头 %}",
        tmp_path,
    )
    message = fault(path).problem.message
    assert message.startswith("模板的标签写得不对，在“")
    assert message.endswith("附近：少了 endif 或 endfor")


def test_fault_logic_in_a_template(tmp_path: Path) -> None:
    path = changed(DOCUMENT, "{{ 版记.份数 }}", "{{ 版记.份数|upper }}", tmp_path)
    assert fault(path).problem.message == (
        "模板里只能用 for、if 和取值，不能用“{{ 版记.份数|upper }}{% endif %}”里的写法（Filter）"
    )


def test_fault_name_that_does_not_exist(tmp_path: Path) -> None:
    path = changed(DOCUMENT, "{{ 版记.份数 }}", "{{ 版记.册数 }}", tmp_path)
    ready = load_template(path, sheet_named("gbt9704"))
    with pytest.raises(TemplateFaultError) as caught:
        render(FULL, ready)
    assert caught.value.problem.message == (
        "模板的标签用了没有的名称，在“{{ 版记.册数 }}{% endif %}”：没有“册数”"
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{{ 主体 }}", "“主体”不是文字，不能直接印出来，要用 for 一项一项地取"),
        ("{{ 版记 }}", "“版记”不是文字，不能直接印出来，要写明取它的哪一项"),
        ("{% for 字 in 版记.份数 %}{{ 字 }}{% endfor %}", "“版记.份数”不是一列，不能用 for 去取"),
    ],
)
def test_fault_what_is_no_text(written: str, said: str, tmp_path: Path) -> None:
    path = changed(DOCUMENT, "{{ 版记.份数 }}", written, tmp_path)
    ready = load_template(path, sheet_named("gbt9704"))
    with pytest.raises(TemplateFaultError) as caught:
        render(FULL, ready)
    problem = caught.value.problem
    assert problem.file == "templates/改.docx"
    assert problem.message.startswith(f"模板的标签用错了名称，在“{written}"[:40])
    assert problem.message.endswith(f"：{said}")
    assert problem.hint == "照 templates/文件.docx 里的写法改"


def test_fault_no_sample_for_a_style(tmp_path: Path) -> None:
    path = changed(DOCUMENT, "段.样式 == '稿本末'", "段.样式 == '其他'", tmp_path)
    ready = load_template(path, sheet_named("gbt9704"))
    with pytest.raises(TemplateFaultError) as caught:
        render(SMALL, ready)
    assert caught.value.problem.message == ("模板没有样式“稿本末”的样例段落（在“主体”的循环里）")


def test_fault_not_a_docx(tmp_path: Path) -> None:
    path = tmp_path / "templates" / "改.docx"
    path.parent.mkdir()
    path.write_bytes(b"not a zip")
    assert fault(path).problem.message == "模板打不开：templates/改.docx"
    path.write_bytes(pack({"a.xml": b"<a/>"}))
    assert fault(path).problem.message.startswith("模板不是完好的 .docx：")


@pytest.mark.parametrize(
    "reach",
    [
        "{{ 甲.__class__ }}",
        "{{ 甲.__dict__ }}",
        "{{ ''.__class__ }}",
        "{{ 甲.乙.upper() }}",
        "{{ 甲['乙'] }}",
        "{{ 甲.乙.upper }}",
        "{{ self }}",
        "{{ loop }}",
        "{% set 丙 = 甲 %}",
        "{% include '/etc/hostname' %}",
    ],
)
def test_templates_cannot_reach_python(reach: str) -> None:
    root = parse(
        f'<w:body xmlns:w="{W[1:-1]}"><w:p><w:r><w:t>{reach}</w:t></w:r></w:p></w:body>'.encode()
    )
    with pytest.raises(TemplateFaultError):
        render_part(compile_part(root, "改.docx"), {"甲": SimpleNamespace(乙="x")})


# ---- tidying what Word saved --------------------------------------------------------------


def as_word_saves_it(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Our template with the marks Word leaves: rsids, spelling, bookmarks, split runs, direct
    formatting, an accepted insertion, a deletion, settings, theme and web parts of its own.
    """
    root = parse(parts[DOCUMENT])
    for number, node in enumerate(root.iter(W + "p")):
        node.set(W + "rsidR", f"00A{number:05X}")
        node.insert(1, etree.Element(W + "proofErr", {W + "type": "spellStart"}))
        node.append(etree.Element(W + "bookmarkStart", {W + "id": "0", W + "name": "_GoBack"}))
        node.append(etree.Element(W + "bookmarkEnd", {W + "id": "0"}))
    for run in list(root.iter(W + "r")):
        text = run.find(W + "t")
        if text is None or not text.text or len(text.text) < 6:
            continue
        other = parse(etree.tostring(run))
        half = other.find(W + "t")
        assert half is not None
        half.text, text.text = text.text[4:], text.text[:4]
        run.addnext(other)
        properties = run.find(W + "rPr")
        if properties is None:
            properties = etree.Element(W + "rPr")
            run.insert(0, properties)
        properties.append(etree.Element(W + "rFonts", {W + "hint": "eastAsia"}))
        properties.append(etree.Element(W + "lang", {W + "eastAsia": "zh-CN"}))
    first = next(root.iter(W + "r"))
    inserted = etree.Element(W + "ins", {W + "id": "1", W + "author": "某人"})
    first.addprevious(inserted)
    inserted.append(first)
    deleted = etree.Element(W + "del", {W + "id": "2", W + "author": "某人"})
    gone = etree.SubElement(etree.SubElement(deleted, W + "r"), W + "delText")
    gone.text = "旧字"
    inserted.addnext(deleted)
    saved = {**parts, DOCUMENT: etree.tostring(root)}
    saved["word/webSettings.xml"] = b"<w/>"
    saved["docProps/custom.xml"] = b"<c/>"
    saved["customXml/item1.xml"] = b"<c/>"
    return saved


def test_tidying_undoes_what_word_leaves(tmp_path: Path) -> None:
    shutil.copytree(FOLDER_OF_STYLES, tmp_path / "styles")
    path = tmp_path / "templates" / "存.docx"
    path.parent.mkdir()
    original = TEMPLATE.read_bytes()
    path.write_bytes(pack(as_word_saves_it(unpack(original))))
    assert len(unpack(path)[DOCUMENT]) > len(unpack(TEMPLATE)[DOCUMENT])
    tidy(path)
    assert describe(path) == describe(TEMPLATE)
    assert path.read_bytes() == original


def test_what_leaves_the_grid_leaves_it_with_its_characters() -> None:
    """Whether a program takes the switch of a paragraph to be of its lines or of its characters
    too, those are as wide.
    """
    root = parse(stamp(unpack(TEMPLATE.read_bytes()), sheet_named("gbt9704"))[STYLES])
    found = 0
    for style in root.iter(W + "style"):
        of_lines = [each.get(W + "val") for each in style.iterfind(f"{W}pPr/{W}snapToGrid")]
        of_characters = [each.get(W + "val") for each in style.iterfind(f"{W}rPr/{W}snapToGrid")]
        assert of_characters == of_lines
        found += len(of_lines)
    assert found > 10
