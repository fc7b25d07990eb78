"""Which files are documents, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gongwen.build.run import build
from gongwen.library.documents import UnknownNameError, chosen, documents_in
from gongwen.problem import as_text
from tests.project import DRAFT, FINAL, outputs, project


def test_names_with_spaces_and_brackets_are_documents(tmp_path: Path) -> None:
    options = project(tmp_path)
    folder = options.content / "专项 (2026)"
    folder.mkdir()
    (folder / "清淤 [二稿] $1.yaml").write_text(DRAFT, "utf-8")
    report = build(options, ["清淤 [二稿] $1"])
    name = "专项 (2026)/清淤 [二稿] $1/清淤 [二稿] $1（征求意见稿）.docx"
    assert report.built == [f"output/{name}"]


def test_registries_pieces_and_reserved_names_are_no_documents(tmp_path: Path) -> None:
    options = project(tmp_path)
    for name in ("机构-县区.yaml", "发文登记.yaml", "_片段.yaml", ".隐藏.yaml"):
        (options.content / name).write_text("- 一项\n", "utf-8")
    assert [path.stem for path in documents_in(options.content)] == ["值班", "清淤"]


def test_a_name_may_be_a_stem_a_path_or_a_file(tmp_path: Path) -> None:
    options = project(tmp_path)
    file = options.content / "清淤.yaml"
    for name in ("清淤", "清淤.yaml", str(file)):
        assert chosen([name], options.content) == [file]
    with pytest.raises(UnknownNameError, match=r"^content 文件夹里没有“清於”；是不是：清淤$"):
        chosen(["清於"], options.content)


def test_files_that_are_not_read_are_told_once_and_by_name(tmp_path: Path) -> None:
    options = project(tmp_path)
    for name in ("x2.txt", "河道.yaml.txt", "旧文.docx", "_草.txt", "~$旧文.docx", "表.csv"):
        (options.content / name).write_bytes(b"")
    assert [as_text(problem) for problem in build(options).problems] == [
        "content: 提示 [没有读的文件] 文件夹里有程序不读的文件：x2.txt、旧文.docx、河道.yaml.txt\n"
        "    建议：文本文件把后缀改成 .yaml；Word 文件用 make import FILE=… 导入；"
        "不是文稿的移到别处，报审的材料放进名称以“_”开头的文件夹"
    ]
    for name, said in {
        "x2": "content/x2.txt 的后缀不是 .yaml，程序不读：把文件名改成 x2.yaml",
        "河道": "content/河道.yaml.txt 的后缀不是 .yaml，程序不读：把文件名改成 河道.yaml",
        "河道.yaml": "content/河道.yaml.txt 的后缀不是 .yaml，程序不读：把文件名改成 河道.yaml",
        "旧文": "content/旧文.docx 是 Word 文件，程序不直接读："
        "先运行 make import FILE=content/旧文.docx",
    }.items():
        with pytest.raises(UnknownNameError) as caught:
            chosen([name], options.content)
        assert str(caught.value) == said


def test_files_outside_the_content_folder_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "别处").mkdir()
    for name in ("外面.yaml", "清单.txt", "旧文.doc", "别处/远处.yaml", "图.png"):
        (tmp_path / name).write_bytes(b"")
    for name, said in {
        "外面": "外面.yaml 不在 content 文件夹里，程序不读：把它移进 content",
        "外面.yaml": "外面.yaml 不在 content 文件夹里，程序不读：把它移进 content",
        "清单": "清单.txt 的后缀不是 .yaml，程序不读：把文件名改成 清单.yaml，移进 content",
        "旧文": "旧文.doc 是 Word 文件，程序不直接读：先运行 make import FILE=旧文.doc",
        "别处/远处.yaml": "别处/远处.yaml 不在 content 文件夹里，程序不读：把它移进 content",
        "远处": "content 文件夹里没有“远处”",
        "图": "content 文件夹里没有“图”",
    }.items():
        with pytest.raises(UnknownNameError) as caught:
            chosen([name], options.content)
        assert str(caught.value) == said


def test_two_files_that_want_one_name(tmp_path: Path) -> None:
    options = project(tmp_path)
    (options.content / "值班.yml").write_text(FINAL, "utf-8")
    (options.content / "防汛.YAML").write_text(FINAL.replace("12号", "13号"), "utf-8")
    report = build(options)
    assert [as_text(problem) for problem in report.problems] == [
        "content/值班.yml: 错误 [文件名] 和“值班.yaml”只有后缀不同，会生成同名的文件\n"
        "    建议：删掉一个，或改个名字"
    ]
    assert "防汛/防汛（印发稿）.docx" in outputs(options)


def test_links_out_of_content_and_broken_links_are_told(tmp_path: Path) -> None:
    options = project(tmp_path)
    (tmp_path / "外面.yaml").write_text(FINAL, "utf-8")
    (options.content / "链接.yaml").symlink_to(tmp_path / "外面.yaml")
    (options.content / "断链.yaml").symlink_to(tmp_path / "没有.yaml")
    report = build(options)
    assert [(p.file, p.rule, p.message) for p in report.problems] == [
        ("content/断链.yaml", "文件名", "这个链接指向的文件不在了"),
        ("content/链接.yaml", "文件名", "这个链接指到了内容文件夹外面"),
    ]
    assert len(report.built) == 2
    assert report.refused == {"断链.yaml": "", "链接.yaml": ""}


def test_what_was_made_of_a_document_stands_while_a_link_in_its_place_is_broken(
    tmp_path: Path,
) -> None:
    options = project(tmp_path)
    build(options)
    (options.content / "值班.yaml").unlink()
    (options.content / "值班.yaml").symlink_to(tmp_path / "没有.yaml")
    report = build(options)
    assert not report.removed
    assert report.refused == {"值班.yaml": "output/值班/值班（印发稿）.docx"}
    assert "值班/值班（印发稿）.docx" in outputs(options)


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    options = project(tmp_path)
    name = os.fsencode(options.content) + b"/" + b"\xbb\xb5.yaml"
    try:
        with open(name, "wb") as file:  # noqa: PTH123  a name that no Path literal can hold
            file.write(FINAL.encode())
    except OSError:
        pytest.skip("这个文件系统不收这样的文件名")
    report = build(options)
    assert [(p.file, p.message) for p in report.problems] == [
        ("content/??.yaml", "文件名里有认不出的字符")
    ]
    assert build(options).unchanged == 2
