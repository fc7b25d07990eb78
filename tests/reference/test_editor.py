"""What an editor with the YAML extension shows: asked of the language server that it runs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongwen.kinds import kinds
from gongwen.library.offered_skeletons import skeletons
from gongwen.library.skeleton import Fillings, new_document
from gongwen.reference.schema import schemas, stale
from tests.language_server import NO_NODE, NPM, ROOT, LanguageServer, lacking_server

MODELINE = "# yaml-language-server: $schema=../docs/schema/gongwen.json\n"


def editor_settings() -> dict[str, Any]:
    """.vscode/settings.json as the extension hands it on: by section, nested at the first dot."""
    text = (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")
    plain = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    yaml = {key[5:]: value for key, value in plain.items() if key.startswith("yaml.")}
    yaml["schemaStore"] = {"enable": yaml.pop("schemaStore.enable")}
    return {"yaml": {**yaml, "validate": True, "hover": True, "completion": True}}


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """An editor with a checkout open; the server is fetched once where npm can."""
    if lacking := lacking_server():
        pytest.skip(lacking)
    folder = tmp_path_factory.mktemp("公文")
    (folder / "content").mkdir()
    target = folder / "docs" / "schema"
    target.mkdir(parents=True)
    for name, schema in schemas().items():
        (target / name).write_text(json.dumps(schema), encoding="utf-8")
    with LanguageServer(folder, editor_settings()) as server:
        yield server


def told(editor: LanguageServer, name: str, text: str) -> list[tuple[int, str]]:
    """The lines (from 1) and texts of what the editor underlines."""
    found = editor.open(f"content/{name}", text)
    return [(each["range"]["start"]["line"] + 1, each["message"]) for each in found]


def test_keys_are_completed_in_the_order_of_writing(editor: LanguageServer) -> None:
    editor.open("content/续写.yaml", MODELINE + "文种: 通知\n\n")
    offered = [
        item for item in editor.complete("content/续写.yaml", 2, 0) if "sortText" not in item
    ]
    labels = [item["label"] for item in offered]
    assert labels[:6] == ["稿本", "标题", "发文机关", "主送", "正文", "印发件"]
    assert "文种" not in labels  # typed already
    assert all(re.search("[一-龥]", item["documentation"]) for item in offered)


def test_values_are_completed(editor: LanguageServer) -> None:
    editor.open("content/选值.yaml", MODELINE + "文种: \n稿本: \n")
    assert {item["label"] for item in editor.complete("content/选值.yaml", 1, 4)} == set(kinds())
    stages = [item["label"] for item in editor.complete("content/选值.yaml", 2, 4)]
    assert stages == ["征求意见稿", "送审稿", "印发稿"]


def test_blocks_and_their_keys_are_completed(editor: LanguageServer) -> None:
    text = MODELINE + "文种: 通知\n标题: 关于防汛的通知\n正文:\n- 任务: 清淤\n  责\n- \n"
    editor.open("content/内容块.yaml", text)
    keys = [item["label"] for item in editor.complete("content/内容块.yaml", 5, 3)]
    assert keys[:3] == ["内容", "目标", "措施"]
    assert {"牵头单位", "责任单位", "配合单位", "时限"} <= set(keys)
    assert not {"节", "名单", "标题"} & set(keys)
    blocks = {item["label"] for item in editor.complete("content/内容块.yaml", 6, 2)}
    assert {"节", "领句", "条目", "任务", "名单", "职责", "阶段", "表", "图", "引入"} <= blocks
    assert not {label for label in blocks if re.fullmatch("[A-Za-z]+", label)}


def test_hover_explains_in_chinese(editor: LanguageServer) -> None:
    editor.open("content/说明.yaml", MODELINE + "文种: 通知\n标题: 甲\n正文:\n- 任务: 清淤\n")
    meaning = schemas()["gongwen.json"]["$defs"]["Task"]["properties"]["任务"]["description"]
    assert editor.hover("content/说明.yaml", 4, 3).startswith(f"#### 内容块：任务\n\n{meaning}\n")


def test_slips_are_underlined(editor: LanguageServer) -> None:
    text = MODELINE + (
        "文种: 通知\n标题: 甲\n稿本: 定稿\n标体: 乙\n正文:\n- 任务: 甲\n  责任单元: 市水务局\n"
    )
    assert sorted(told(editor, "错字.yaml", text)) == [
        (4, '值无效。允许的值："征求意见稿", "送审稿", "印发稿"。'),
        (5, "属性 标体 不被允许。"),
        (8, "属性 责任单元 不被允许。"),
    ]


def test_what_an_editor_takes_for_a_number_is_text(editor: LanguageServer) -> None:
    text = MODELINE + (
        "文种: 通知\n标题: 2026\n份号: 000001\n主送: true\n成文日期: 2026.8\n"
        "印发: {机关: 1, 日期: 2026-08-09, 份数: 120}\n反馈: {电话: 12345678, 轮次: 2}\n"
        "正文:\n- 2026\n- 节: 3\n  接排: true\n- 条目: [1, false, 甲]\n"
        "- 任务: 5\n  时限: 2027\n- 表: {列: [甲, 1], 行: [[1, 2.5], [true, 乙]], 宽: [1, 2]}\n"
    )
    assert told(editor, "数.yaml", text) == []
    assert told(editor, "一段.yaml", MODELINE + "文种: 通知\n标题: 甲\n正文: 2026\n") == []


def test_every_new_document_and_every_example_is_clean(editor: LanguageServer) -> None:
    for kind in kinds().values():
        text = new_document(kind, (), Fillings(), "../docs/schema/gongwen.json")
        assert told(editor, f"新{kind.name}.yaml", text) == []
    for name in skeletons():
        text = new_document(kinds()["通知"], [name], Fillings(), "../docs/schema/gongwen.json")
        assert told(editor, f"新{name}.yaml", text) == []
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        name = path.relative_to(ROOT / "content").as_posix()
        assert told(editor, name, path.read_text(encoding="utf-8")) == [], name


def test_without_the_first_line_the_name_decides(editor: LanguageServer) -> None:
    wrong = "- 全称: 云溪市水务局\n  简成: 市水务局\n"
    assert told(editor, "专项/无首行.yaml", "文种: 通知\n标题: 甲\n标体: 乙\n") == [
        (3, "属性 标体 不被允许。")
    ]
    for name in ("专项/机构.yaml", "专项/机构-区县.yaml"):
        assert told(editor, name, wrong) == [(2, "属性 简成 不被允许。")]
    assert told(editor, "_片段.yaml", "- 节: 甲\n") == []
    assert told(editor, "发文登记.yaml", "- 随便: 甲\n") == []


def keys_in(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema describes, with what it says of it."""
    if isinstance(node, dict):
        for name, each in node.get("properties", {}).items():
            yield name, each
        for each in node.values():
            yield from keys_in(each)
    elif isinstance(node, list):
        for each in node:
            yield from keys_in(each)


@pytest.mark.parametrize("name", schemas())
def test_every_key_has_a_description_in_chinese(name: str) -> None:
    found = list(keys_in(schemas()[name]))
    assert len(found) > 5
    for key, schema in found:
        assert re.search("[一-龥]", schema.get("description", "")), key


def test_no_text_refuses_a_number() -> None:
    """Where any text may stand, so may what an editor takes for a number, in lists as well."""

    def check(node: Any, path: str) -> None:
        if isinstance(node, dict):
            free = node.get("type") == "string" and not {"enum", "const"} & node.keys()
            assert not free or path.endswith(("/引自", "/引入")), path
            for name, each in node.items():
                check(each, f"{path}/{name}")
        elif isinstance(node, list) and not path.endswith("/type"):
            for index, each in enumerate(node):
                check(each, f"{path}/{index}")

    for name, schema in schemas().items():
        check(schema, name)


def test_no_english_name_of_the_model_shows() -> None:
    for schema in schemas().values():
        titles = re.findall(r'"title": "([^"]*)"', json.dumps(schema, ensure_ascii=False))
        assert titles
        assert not [title for title in titles if re.search("[A-Za-z]", title)]


def test_the_files_for_editors_are_up_to_date() -> None:
    assert stale(ROOT / "docs" / "schema") == []


def test_editor_settings_are_few_and_recommend_what_speaks_chinese() -> None:
    """The server tells in the language of the editor, which is Chinese with the language pack."""
    text = (ROOT / ".vscode/extensions.json").read_text(encoding="utf-8")
    extensions = json.loads(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))
    wanted = ["redhat.vscode-yaml", "ms-ceintl.vscode-language-pack-zh-hans"]
    assert extensions == {"recommendations": wanted}
    text = (ROOT / ".vscode/settings.json").read_text(encoding="utf-8")
    assert '"redhat.telemetry.enabled": false' in text


def stand_in(folder: Path, *programs: str) -> dict[str, str]:
    """Programs that a shell takes for node and npm; npm notes its call, and installs by the lock
    unless there is a file `fail`.
    """
    (folder / "bin").mkdir()
    for name in programs:
        file = folder / "bin" / name
        file.write_text(
            '#!/bin/sh\necho "$@" >> calls\n[ ! -e fail ] || { echo 网络不通 >&2; exit 1; }\n'
            "/bin/mkdir -p node_modules\n"
            "/bin/cp package-lock.json node_modules/.package-lock.json\n",
            encoding="utf-8",
        )
        file.chmod(0o755)
    lock = {"packages": {"": {}, "node_modules/yaml-language-server": {"version": "1.0"}}}
    (folder / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    return {"PATH": str(folder / "bin")}


@pytest.mark.skipif(os.name == "nt", reason="stand-ins that only a shell can run")
def test_the_server_is_fetched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", stand_in(tmp_path, "node", "npm")["PATH"])
    calls = tmp_path / "calls"
    for _ in range(2):
        assert lacking_server(tmp_path) == ""
        assert calls.read_text(encoding="utf-8").splitlines() == [" ".join(NPM)]
    lock = tmp_path / "package-lock.json"
    lock.write_text(lock.read_text(encoding="utf-8").replace("1.0", "1.1"), encoding="utf-8")
    assert lacking_server(tmp_path) == ""
    assert len(calls.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="stand-ins that only a shell can run")
@pytest.mark.parametrize(
    ("programs", "reason"),
    [
        ([], "没有 Node.js"),
        (["node"], "没有 npm"),
        (["node", "npm"], "网络不通"),
    ],
)
def test_without_a_server_one_line_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: list[str], reason: str
) -> None:
    monkeypatch.setenv("PATH", stand_in(tmp_path, *programs)["PATH"])
    (tmp_path / "fail").touch()
    said = lacking_server(tmp_path)
    assert reason in said
    assert "不测编辑器里的提示" in said
    assert "\n" not in said


def test_the_npm_lock_has_hashes_and_names_no_registry() -> None:
    text = (ROOT / "tests/editor/package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert len(packages) > 10
    for name, package in packages.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_every_example_begins_with_the_line_for_editors() -> None:
    for path in sorted((ROOT / "content").rglob("*.yaml")):
        first, _, _ = path.read_text(encoding="utf-8").partition("\n")
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, path.name
        target = (path.parent / match[1]).resolve()
        assert target.is_relative_to(Path(ROOT, "docs", "schema"))
        assert target.is_file()


def test_what_is_skipped_is_said_once(tmp_path: Path) -> None:
    """By a run of its own, on a machine that seems to have no Node.js."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "tests/reference/test_editor.py",
            "-k",
            "completed or hover",
        ],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout
    said = [line for line in done.stdout.splitlines() if "Node.js" in line]
    assert said == [f"跳过4项：{NO_NODE}"]
