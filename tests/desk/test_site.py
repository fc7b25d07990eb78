"""The pages of the desk by their text, and what their buttons do."""

from __future__ import annotations

import errno
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import pytest

from gongwen.desk import board, site
from gongwen.desk.jobs import DeskJob, Jobs
from gongwen.desk.site import plain
from tests.desk.opened import OWN, Opened, until
from tests.project import DRAFT, FINAL, ROOT

HOSTILE = """\
文种: 通知
标题: '<script>alert(1)</script>关于"防汛"&''值班''的通知<img src=x onerror=alert(2)>'
正文: 各单位要落实值班制度。
"""
CLASSIFIED = "文种: 通知\n密级: 机密\n标题: 关于某某的通知\n正文: 内容。\n"
LEDGER = """\
文件: 清淤
各轮:
- {轮次: 2, 函: 函, 截止: 2026-05-06, 单位: [{单位: 市教育局, 状态: 有意见}, {单位: 市财政局}]}
意见:
- {单位: 市教育局, 意见: 改}
- {单位: 市教育局, 意见: 删, 采纳: 采纳}
"""
WRONG = "文种: 通知\n标提: 关于清淤的通知\n正文: 内容。\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        folder = tmp_path_factory.mktemp("desk") / "公 文"
        documents = {"清淤": DRAFT, "值班": FINAL, "敌意": HOSTILE, "方案": CLASSIFIED, "改": WRONG}
        opened = Opened(folder, ledgers={"清淤": LEDGER}, **documents)
        opened.enter()
        yield opened
        opened.close()


class _Tags(HTMLParser):
    """The tags of a page with what they hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def page(desk: Opened, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_list_tells_where_each_document_stands(desk: Opened) -> None:
    text = page(desk, "/")
    assert "共5份。" in text
    for said in ("关于开展河道清淤工作的通知", "云政办发〔2026〕12号", "印发稿"):
        assert said in text
    for said in ("征求意见稿", "不能生成", "没有问题"):
        assert said in text


def test_a_classified_document_is_named_and_nothing_more(desk: Opened) -> None:
    assert "关于某某" not in page(desk, "/")
    text = page(desk, "/document/方案")
    assert "关于某某" not in text
    assert "这台电脑不能处理" in text
    assert "/do/" not in text
    assert "<img" not in text


def test_a_hostile_title_stays_a_text(desk: Opened) -> None:
    for address in ("/", "/document/敌意"):
        tags = _Tags(page(desk, address)).found
        scripts = [held for tag, held in tags if tag == "script"]
        assert scripts == [{"src": "/static/desk.js", "defer": None}]
        assert not any(held.get("src") == "x" for _, held in tags)
        assert not any(name.startswith("on") for _, held in tags for name in held)
        assert "&lt;script&gt;alert(1)" in page(desk, address)
    assert plain("甲\u202e乙\x07") == "甲\ufffd乙\ufffd"


def test_problems_lead_to_their_lines(desk: Opened) -> None:
    text = page(desk, "/document/改")
    assert "第2行" in text
    desk.shown.clear()
    form = {"what": "line", "document": "改", "file": "content/改.yaml", "line": "2"}
    assert desk.post("/open", form).status_code == 303
    assert desk.shown == [(desk.content / "改.yaml", 2)]


@pytest.mark.parametrize(
    "file",
    ["../../etc/passwd", "/etc/passwd", "content/../templates", "content/机构.yaml", "", "content",
     "content/清淤.yaml/../../output", "styles/../build.py"],
)  # fmt: skip
def test_only_files_that_problems_name_are_opened(desk: Opened, file: str) -> None:
    desk.shown.clear()
    for what in ("line", "output"):
        form = {"what": what, "document": "清淤", "file": file, "line": "1"}
        assert desk.post("/open", form).status_code == 404
    assert desk.shown == []


@pytest.mark.parametrize("name", ["../content", "..", "", "/etc", "没有", "清淤.yaml", "%2e%2e"])
def test_what_is_no_document_is_not_found(desk: Opened, name: str) -> None:
    assert desk.get(f"/document/{name}").status_code == 404
    if name:
        state = desk.client.get("/state", query_string={"document": name}, headers=OWN)
        assert state.status_code == 404
        assert desk.post("/do/build", {"document": name}).status_code == 404
    for key in ("release", "diff"):
        assert desk.post(f"/do/{key}", {"document": name}).status_code == 404
    assert desk.post("/open", {"what": "folder", "document": name}).status_code == 404
    assert desk.post("/do/../build", {"document": "清淤"}).status_code == 404
    assert desk.post("/do/watch", {"document": "清淤"}).status_code == 404


def test_pages_are_pictures_of_the_pdf(desk: Opened) -> None:
    page(desk, "/document/清淤")
    until(lambda: desk.board.drawn("清淤"))
    addresses = re.findall(r'src="(/page/\w+/\d+\.png)"', page(desk, "/document/清淤"))
    assert len(addresses) == 2
    picture = desk.get(addresses[0])
    assert picture.mimetype == "image/png"
    assert picture.data.startswith(b"\x89PNG")
    digest = addresses[0].split("/")[2]
    for wrong in (f"/page/{digest}/0.png", f"/page/{digest}/3.png", f"/page/{'0' * 32}/1.png"):
        assert desk.get(wrong).status_code == 404


def test_a_button_does_what_the_command_does(desk: Opened) -> None:
    said = desk.done(desk.post("/do/build", {"document": "清淤"}))
    assert "生成 output/清淤/清淤（征求意见稿）.docx" in said
    assert (desk.output / "清淤" / "清淤（征求意见稿）.docx").is_file()
    assert "打开 <bdi>清淤（征求意见稿）.docx</bdi>" in page(desk, "/document/清淤")
    desk.shown.clear()
    for what, there in (("output", "清淤（征求意见稿）.docx"), ("folder", "")):
        form = {"what": what, "document": "清淤", "file": there}
        assert desk.post("/open", form).status_code == 303
        assert desk.shown.pop() == (desk.output / "清淤" / there, 0)


def test_what_a_button_stands_for_is_part_of_the_command(desk: Opened) -> None:
    answer = desk.post("/do/build-2", {"document": "清淤"})
    assert "清淤（送审稿）.docx" in desk.done(answer)
    text = page(desk, answer.headers["Location"])
    assert "python build.py build --stage=送审稿" in text.replace("&#39;", "")


def test_a_classified_document_is_refused_by_the_command_too(desk: Opened) -> None:
    assert "[涉密]" in desk.done(desk.post("/do/build", {"document": "方案"}))
    assert not (desk.output / "方案").exists()


def test_a_new_document_of_a_kind_with_parts(desk: Opened) -> None:
    form = {"kind": "函", "name": "专项/复函", "skeletons": ["名单", "任务"]}
    answer = desk.post("/do/new", form)
    assert "已新建 content/专项/复函.yaml" in desk.done(answer)
    until(lambda: "专项/复函" in desk.board.names())
    assert "/document/%E4%B8%93%E9%A1%B9/%E5%A4%8D%E5%87%BD" in page(
        desk, answer.headers["Location"]
    )
    written = (desk.content / "专项" / "复函.yaml").read_text(encoding="utf-8")
    assert "文种: 函" in written and "名单:" in written and "任务:" in written
    assert "没有写文件名" in desk.done(desk.post("/do/new", {"kind": "函"}))
    assert "指到了别处" in desk.done(desk.post("/do/new", {"kind": "函", "name": "../外面"}))


def test_files_that_are_dropped_are_imported(desk: Opened) -> None:
    text = "关于开展防火检查的通知\n各镇街：\n请于5月底前完成检查。\n".encode()
    form = {"files": [(BytesIO(text), "../../防火检查.txt"), (BytesIO(text), "防火检查.txt")]}
    said = desk.done(desk.post("/do/import", form))
    assert "已导入 防火检查.yaml" in said
    assert "已导入 防火检查（2）.yaml" in said
    until(lambda: "防火检查" in desk.board.names())


def test_a_classified_file_is_refused_before_it_is_written(desk: Opened) -> None:
    before = sorted(desk.root.rglob("*.txt"))
    secret = (BytesIO("机密★10年\n关于某某的通知\n".encode()), "来文.txt")
    answer = desk.post("/do/import", {"files": [secret]})
    assert answer.status_code == 409
    assert "标了密级" in answer.get_data(as_text=True)
    assert sorted(desk.root.rglob("*.txt")) == before
    sent = desk.post("/do/build", {"document": "清淤", "files": [(BytesIO(b"a"), "a.txt")]})
    assert sent.status_code == 404  # a form that asks for no files


def test_what_the_command_would_not_take_is_told(desk: Opened) -> None:
    assert desk.post("/do/collect", {"document": "清淤"}).status_code == 409
    long = desk.post("/do/save", {"document": "清淤", "message": "长" * 5000})
    assert "填的不能用" in long.get_data(as_text=True)
    option = desk.done(desk.post("/do/save", {"document": "清淤", "message": "--force"}))
    assert "不认识的选项" not in option


def test_every_control_has_a_name(desk: Opened) -> None:
    """What a screen reader says of it: a label, or its own words."""
    for address in ("/", "/begin", "/document/清淤"):
        text = page(desk, address)
        tags = _Tags(text).found
        labelled = {held.get("for") for tag, held in tags if tag == "label"}
        for tag, held in tags:
            if tag in ("input", "select", "textarea") and held.get("type") != "hidden":
                assert held["id"] in labelled, held
            if tag == "img":
                assert held["alt"]
        identifiers = [held["id"] for _, held in tags if "id" in held]
        assert len(set(identifiers)) == len(identifiers)
        assert sum(tag == "h1" for tag, _ in tags) == 1
        assert {"header", "nav", "main"} <= {tag for tag, _ in tags}
        assert 'lang="zh-CN"' in text and 'aria-live="polite"' in text


def test_a_disk_that_is_full_is_told(desk: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(desk.root / ".cache" / "甲"))

    monkeypatch.setattr(site, "kept", full)
    answer = desk.post("/do/import", {"files": (BytesIO("关于值班的通知".encode()), "甲.txt")})
    assert answer.status_code == 500
    assert ".cache/甲：磁盘满了" in answer.get_data(as_text=True)


def test_stopping(desk: Opened) -> None:
    assert "已经停下" in desk.post("/stop").get_data(as_text=True)
    assert desk.stopped


def test_how_far_a_round_has_come_is_a_line(desk: Opened) -> None:
    assert "第2轮，截止2026年5月6日，已复1个、未复1个，未办意见1条" in page(desk, "/")


def test_who_tells_the_mark_that_is_shown_is_answered_when_there_is_another(desk: Opened) -> None:
    until(lambda: desk.board.is_read("清淤"))
    shown = desk.board.mark("清淤")
    started = time.monotonic()
    threading.Timer(0.1, lambda: desk.board._changed("清淤")).start()
    assert desk.get(f"/state?document=清淤&mark={shown}").json != {"mark": shown}
    assert time.monotonic() - started < site._PATIENCE
    assert desk.get("/state?document=清淤&mark=别的").json == {"mark": desk.board.mark("清淤")}


def test_a_saved_document_is_seen(tmp_path: Path) -> None:
    desk = Opened(tmp_path / "office")
    try:
        desk.enter()
        before = desk.get("/state?document=清淤").json
        until(lambda: desk.board.drawn("清淤"))
        path = desk.content / "清淤.yaml"
        path.write_text(DRAFT.replace("河道", "湖泊"), encoding="utf-8")
        until(lambda: "湖泊" in desk.board.card("清淤").title)
        until(lambda: desk.get("/state?document=清淤").json != before)
        path.write_text("文种: [", encoding="utf-8")
        until(lambda: desk.board.card("清淤").refused)
        until(lambda: (drawn := desk.board.drawn("清淤")) and "改坏以前" in drawn.fault)
        path.unlink()
        until(lambda: "清淤" not in desk.board.names())
        assert desk.get("/document/清淤").status_code == 404
    finally:
        desk.close()


def test_a_folder_that_is_gone_for_a_moment_is_told_and_nothing_saved_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Opened(tmp_path, 清淤=DRAFT)
    opened.enter()
    folder_gone = OSError(errno.EIO, "Input/output error", str(opened.content))
    with monkeypatch.context() as patch:
        patch.setattr(board, "survey", Mock(side_effect=folder_gone))
        (opened.content / "清淤.yaml").write_text(DRAFT.replace("清淤", "疏浚"), encoding="utf-8")
        opened.board.look_again()
        until(lambda: "content：" in page(opened, "/"))
        assert "关于开展河道清淤工作的通知" in page(opened, "/")
    until(lambda: "关于开展河道疏浚工作的通知" in page(opened, "/"))
    assert "content：" not in page(opened, "/")
    opened.close()


def test_a_command_that_waits_keeps_the_files_that_were_sent_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go, seen = threading.Event(), []

    def carry_out(_: Jobs, job: DeskJob) -> int:
        may_go.wait()
        seen.append(job.folder is not None and job.folder.is_dir())
        return 0

    monkeypatch.setattr(Jobs, "_carry_out", carry_out)
    jobs = Jobs((), tmp_path)
    folders = [tmp_path / str(number) for number in range(40)]
    for folder in folders:
        folder.mkdir()
        jobs.put("导入", "", ["import"], folder=folder)
    may_go.set()
    until(lambda: len(seen) == len(folders))
    assert all(seen)
    jobs.close()
    assert not any(folder.is_dir() for folder in folders)


def test_a_command_that_cannot_be_started_does_not_stop_the_others(tmp_path: Path) -> None:
    jobs = Jobs((sys.executable,), tmp_path)
    wrong, right = jobs.put("甲", "", ["\0"]), jobs.put("乙", "", ["-c", "print('好')"])
    until(lambda: right.code is not None)
    assert (wrong.code, right.code, right.said) == (2, 0, "好\n")
    assert "没有做成" in wrong.said
    jobs.close()


def test_what_went_out_is_told_in_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "office").mkdir()
    subprocess.run(["git", "init", "-q", str(tmp_path / "office")], check=True)
    warned = FINAL.replace("值班制度。", "值班制度,报送值班表。")
    desk = Opened(tmp_path / "office", 值班=warned)
    try:
        desk.enter()
        desk.done(desk.post("/do/save", {"document": "值班", "message": "定稿", "person": "张三"}))
        desk.done(desk.post("/do/submit", {"document": "值班", "on": "2026-04-02"}))
        until(lambda: "2026-04-02" in page(desk, "/"))
        answer = desk.post("/do/release", {"document": "值班", "format": "docx"})
        assert "半角标点" in desk.done(answer)
        assert "警告都核对过了，照样印发" in page(desk, answer.headers["Location"])
        again = desk.post(answer.headers["Location"].replace("work", "again"))
        assert "已印发 云政办发〔2026〕12号" in desk.done(again)
        assert "照样印发" not in page(desk, again.headers["Location"])
        until(lambda: "已印发 云政办发〔2026〕12号" in page(desk, "/"))
    finally:
        desk.close()
