"""number: taken, kept for later, given up; by two at once, in one folder and in several copies."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.history import turn
from gongwen.history.register import bracketed
from tests.dispatch.numbering import (
    LETTER,
    NOTICE,
    each_once,
    numbers_of,
    own_office,
    takers,
    with_server,
)
from tests.history.test_save import alone, edit, git, office, run
from tests.project import FINAL

__all__ = ["alone", "office"]


IN_BOTH = {
    "test_the_next_number_is_written_in_and_stays",
    "test_kept_for_later_and_given_up",
    "test_without_a_repository_and_with_one_later",
}
"""Tests of what git and the library do each in its own way."""


@pytest.fixture
def taking(request: pytest.FixtureRequest, office: Path, alone: str) -> Path:
    """An office with 代字 云水发 and documents of its own."""
    if alone == "library" and request.node.originalname not in IN_BOTH:
        pytest.skip("与用哪一个无关，或者只有 git 能推送")
    own_office(office, 甲=NOTICE, 乙=NOTICE, 函=LETTER)
    return office


def text_of(folder: Path, name: str) -> str:
    return (folder / "content" / f"{name}.yaml").read_text(encoding="utf-8")


def take(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> tuple[str, str]:
    return run(capsys, "number", *words, "--on", "2026-04-03", code=code)


def test_the_next_number_is_written_in_and_stays(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take(capsys, "甲") == ("取号 云水发〔2026〕1号，写在 content/甲.yaml 第3行\n", "")
    key = "发文机关: 云溪市水务局  # 牵头的\n"
    assert text_of(taking, "甲") == NOTICE.replace(key, f"{key}发文字号: 云水发〔2026〕1号\n")
    assert take(capsys, "甲")[0] == "早已取了 云水发〔2026〕1号，写在 content/甲.yaml 第3行\n"
    assert take(capsys, "乙")[0].startswith("取号 云水发〔2026〕2号")
    assert take(capsys, "函")[0].startswith("取号 云水函〔2026〕1号")


def test_a_number_taken_but_not_written_in_is_written_in_at_the_next_try(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(capsys, "甲")
    own_office(taking, 甲=NOTICE.replace("主送", "发文字号: 云水发〔2026〕 号\n主送"))
    assert take(capsys, "甲")[0] == "早已取了 云水发〔2026〕1号，写在 content/甲.yaml 第4行\n"
    assert "发文字号: 云水发〔2026〕1号\n" in text_of(taking, "甲")


def test_the_series_follows_what_a_document_is(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_office(taking, 丁=NOTICE + "规范性文件: 是\n")
    purposes = "[{字: 云水发, 用途: 文件}, {字: 云水规, 用途: 规范性文件, 起号: 3}]"
    own = f"机关: 云溪市水务局\n代字: {purposes}\n"
    (taking / "content/本单位.yaml").write_text(own, encoding="utf-8")
    assert take(capsys, "丁")[0].startswith("取号 云水规〔2026〕3号")
    assert take(capsys, "甲")[0].startswith("取号 云水发〔2026〕1号")


def test_series_that_began_before(taking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    began = "[{字: 云水发, 起号: 24, 起号年份: 2026}, {字: 云水规, 起号: 3}]"
    own = f"机关: 云溪市水务局\n代字: {began}\n"
    (taking / "content/本单位.yaml").write_text(own, encoding="utf-8")
    assert take(capsys, "甲")[0].startswith("取号 云水发〔2026〕24号")
    assert take(capsys, "乙", "--series", "云水规")[0].startswith("取号 云水规〔2026〕3号")
    own_office(taking, 丙=NOTICE + "成文日期: 2027-01-04\n")
    (taking / "content/本单位.yaml").write_text(own, encoding="utf-8")
    assert take(capsys, "丙")[0].startswith("取号 云水发〔2027〕1号")
    told = take(capsys)[0].splitlines()
    assert [line for line in told if "空号" in line] == ["  空号：1至11"]  # of 云政办发


def test_what_is_known_anywhere_is_not_free(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = "- {文号: 云水发〔2026〕7号, 标题: 手工登记的}\n"
    (taking / "content/发文登记.yaml").write_text(listed, encoding="utf-8")
    typed = NOTICE.replace("主送", "发文字号: 云水发[2026]9号\n主送")
    own_office(taking, 写着=typed)
    assert take(capsys, "甲")[0].startswith("取号 云水发〔2026〕10号")
    assert take(capsys)[0] == (
        "云政办发〔2026〕：用到12号，下一个是 云政办发〔2026〕13号\n"
        "  空号：1至11\n"
        "  文稿里写着，没有取号：云政办发〔2026〕12号 值班\n"
        "云水发〔2026〕：用到10号，下一个是 云水发〔2026〕11号\n"
        "  空号：1至6、8\n"
        "  文稿里写着，没有取号：云水发〔2026〕9号 写着\n"
        "  已取号，没有印发：云水发〔2026〕10号 甲\n"
    )
    assert take(capsys, "写着")[0].startswith("取号 云水发〔2026〕9号")
    own_office(taking, 乙=NOTICE.replace("主送", "发文字号: 云水发〔2026〕7号\n主送"))
    assert take(capsys, "乙", code=1)[1] == (
        "没有取号，云水发〔2026〕7号 已经印发：手工登记的；"
        "文稿里写着的，删掉“发文字号”那一行再取号\n"
    )


@pytest.mark.parametrize(
    "typed",
    [
        *("云水发[2026]第009号", "〔2026〕云水发9号", "云水发 (2026) 9 号", "云水发2026-9号"),
        *("云水发【2026】9", "云水发﹝2026﹞9号", "云水发〔２０２６〕９号"),
    ],
)
def test_numbers_as_other_offices_type_them(
    typed: str, taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bracketed(typed) == "云水发〔2026〕9号"
    listed = f'- {{文号: "{typed}", 标题: 手工登记的}}\n'
    (taking / "content/发文登记.yaml").write_text(listed, encoding="utf-8")
    assert take(capsys, "甲")[0].startswith("取号 云水发〔2026〕10号")
    (taking / "content/发文登记.yaml").unlink()
    own_office(taking, 写着=NOTICE.replace("主送", f'发文字号: "{typed}"\n主送'))
    assert "云水发〔2026〕9号 写着" in take(capsys)[0]


@pytest.mark.parametrize(
    "number", ["第18期", "2026年第3号", "云水发〔2026〕9-1号", "〔2026〕云01民初5号"]
)
def test_what_is_no_such_number_stays_as_it_is(number: str) -> None:
    assert bracketed(number) == number


def test_kept_for_later_and_given_up(taking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reserve = ("--reserve", "2", "--series", "云水发")
    assert take(capsys, *reserve, code=1)[1].startswith("没有预留，请写明理由")
    assert take(capsys, *reserve, "--reason", "局务会")[0] == (
        "预留 云水发〔2026〕1号（局务会）\n预留 云水发〔2026〕2号（局务会）\n"
    )
    assert take(capsys, "--void", "云水发[2026]2号", "--reason", "不发了")[0] == (
        "作废 云水发〔2026〕2号（不发了）\n"
    )
    assert take(capsys, "甲")[0].startswith("取号 云水发〔2026〕3号")
    assert take(capsys, "乙", "--use", "云水发(2026)1号")[0].startswith("取号 云水发〔2026〕1号")
    assert take(capsys, "函", "--use", "云水发〔2026〕3号", code=1)[1].startswith(
        "没有取号，云水发〔2026〕3号 取给了：甲；"
    )
    _, err = take(capsys, "--void", "云水发〔2026〕3号", "--reason", "退文")
    assert err == "“甲”里的文号没有动；还要发的，另取一个号：make number DOC=甲\n"
    assert take(capsys, "甲")[0].startswith("取号 云水发〔2026〕4号")
    assert "作废：云水发〔2026〕2号（不发了）" in take(capsys)[0]
    assert take(capsys, "--void", "云水发〔2026〕2号", "--reason", "又", code=1)[1] == (
        "云水发〔2026〕2号 早已作废（不发了）\n"
    )
    assert take(capsys, "--void", "云水发〔2026〕99号", "--reason", "又", code=1)[1].startswith(
        "没有作废，“云水发〔2026〕99号”没有取过"
    )


def test_release_looks_at_what_was_taken(taking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take(capsys, "--reserve", "1", "--series", "云政办发", "--reason", "市长办公会")
    edit(taking, "12号", "13号", "值班")
    run(capsys, "save", "值班", "-m", "定稿")
    release = ("release", "值班", "--format", "docx", "--warnings-checked")
    _, err = run(capsys, *release, code=1)
    assert err == (
        "没有印发，云政办发〔2026〕13号 是预留的（市长办公会）；"
        "给这一份用：make number DOC=值班 NO=云政办发〔2026〕13号\n"
    )
    take(capsys, "--void", "云政办发〔2026〕13号", "--reason", "错了")
    assert "已经作废（错了）" in run(capsys, *release, code=1)[1]
    take(capsys, "值班", "--use", "云政办发〔2026〕13号")
    assert run(capsys, *release)[0].startswith("已印发 云政办发〔2026〕13号")
    assert "下一个是 云政办发〔2026〕14号" in run(capsys, "register")[0]
    own_office(taking, 丙=FINAL.replace("12号", "13号"))
    assert "已经印发" in take(capsys, "丙", code=1)[1]


def test_a_number_that_another_document_has_is_not_released(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    take(capsys, "值班")
    own_office(taking, 冒用=FINAL)
    run(capsys, "save", "冒用", "-m", "定稿")
    _, err = run(capsys, "release", "冒用", "--format", "docx", "--warnings-checked", code=1)
    assert err.startswith("没有印发，云政办发〔2026〕12号 取给了“值班”（程一诺，")
    (taking / "content/值班.yaml").unlink()
    run(capsys, "release", "冒用", "--format", "docx", "--warnings-checked")


def test_no_number_without_a_series(taking: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(capsys, "清淤", code=0)[0].startswith("取号 云水发〔2026〕1号")
    own_office(taking, 丁=NOTICE.replace("云溪市水务局  #", "云溪市教育局  #"))
    _, err = take(capsys, "丁", code=1)
    assert err.startswith("没有取号，不知道市教育局的代字：在 本单位.yaml 里写“代字: 云政办发”")
    assert "SERIES=代字" in err
    own_office(taking, 纪要="文种: 纪要\n标题: 局务会议纪要\n正文: 会议指出，要抓落实。\n")
    assert take(capsys, "纪要", code=1)[1].startswith("没有取号，纪要编期号")


def test_a_document_that_cannot_be_changed_in_place_takes_no_number(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_office(taking, 坏="文种: 通知\n标题: [\n")
    take(capsys, "坏", code=1)
    assert "云水发" not in take(capsys)[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("甲", "--void", "云水发〔2026〕1号"), "一次只做一件：--void、名称不能一起写\n"),
        (
            ("--use", "云水发〔2026〕1号"),
            "用指定的号，要写明给哪一份：make number DOC=文件名 NO=文号\n",
        ),
        (("--reserve", "0", "--series", "云水发"), "一次预留1至50个号\n"),
    ],
)
def test_words_that_do_not_go_together(
    taking: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert take(capsys, *words, code=2)[1] == said


def test_without_a_repository_and_with_one_later(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.move(taking / ".git", taking.parent / "aside")
    take(capsys, "甲", "--name", "沈小舟")
    (kept,) = (taking / "content/_文号").glob("*.json")
    assert kept.name == "云水发〔2026〕1号-1.json"
    said = json.loads(kept.read_text(encoding="utf-8"))
    assert (said["文号"], said["谁"], said["文稿"]) == ("云水发〔2026〕1号", "沈小舟", "甲")
    shutil.move(taking.parent / "aside", taking / ".git")
    assert take(capsys, "乙")[0].startswith("取号 云水发〔2026〕2号")
    shutil.rmtree(taking / "content/_文号")
    assert take(capsys)[0].count("已取号") == 2
    (taking / "content/_文号").mkdir()
    (taking / "content/_文号/云水发〔2026〕9号-1.json").write_text("{", encoding="utf-8")
    assert "云水发〔2026〕9号-1.json 读不出来" in take(capsys, "函", code=1)[1]


def test_who_was_cut_off_is_freed_by_a_person(
    taking: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "PATIENCE", 0.2)
    lock = taking / ".git" / turn.NUMBERING.file
    held = {"谁": "沈小舟", "电脑": "二楼打印室", "何时": "2026-04-03 09:00:00"}
    lock.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    _, err = take(capsys, "甲", code=1)
    who = "沈小舟（电脑 二楼打印室，2026-04-03 09:00:00 起）"
    assert err == (
        f"{who}正在取号，等了0秒还没有取完；这次没有取号\n"
        "    建议：等他取完，再试一次；他那里没有在取号的，是中断时留下的："
        "运行 make number UNLOCK=1（没有 make：python build.py number --unlock），再试一次\n"
    )
    assert take(capsys, "--unlock")[0] == f"已解锁：是{who}留下的\n"
    assert take(capsys, "--unlock")[0] == "没有锁着\n"
    with turn.turn(taking / ".git", "沈小舟", turn.NUMBERING):
        assert take(capsys, "--unlock", code=1)[1].startswith("没有解锁：沈小舟")
    take(capsys, "甲")


@pytest.mark.parametrize("other", ["git", "library"])
def test_two_who_take_at_once_in_one_folder(taking: Path, other: str) -> None:
    library = "寅" if other == "library" else ""
    each_once(numbers_of(takers({"子": taking, "寅": taking}, 3, library)), 6)


def test_two_who_take_at_once_without_a_repository(taking: Path) -> None:
    shutil.rmtree(taking / ".git")
    each_once(numbers_of(takers({"子": taking, "寅": taking}, 3)), 6)


def test_two_copies_that_take_at_once(taking: Path) -> None:
    (clone,) = with_server(taking, "寅")
    each_once(numbers_of(takers({"子": taking, "寅": clone}, 3)), 6)


def test_taken_while_the_server_is_away(
    taking: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (clone,) = with_server(taking, "沈小舟")
    server, away = taking.parent / "server.git", taking.parent / "away.git"
    server.rename(away)
    out, err = take(capsys, "甲")
    assert out.startswith("取号 云水发〔2026〕1号")
    assert err.startswith("云水发〔2026〕1号 只是预留：连不上本单位的服务器（fatal: ")
    assert "没有推送，还不算数：云水发〔2026〕1号" in take(capsys)[0]
    take(capsys, "--void", "云水发〔2026〕1号", "--reason", "错了")
    take(capsys, "甲", "--use", "云水发〔2026〕1号")
    take(capsys, "函")
    away.rename(server)
    monkeypatch.setattr(cli, "ROOT", clone)
    assert take(capsys, "乙") == ("取号 云水发〔2026〕1号，写在 content/乙.yaml 第3行\n", "")
    monkeypatch.setattr(cli, "ROOT", taking)
    out, err = run(capsys, "push", code=1)
    assert "这些号现在算数了：云水函〔2026〕1号\n" in out
    assert err.startswith("云水发〔2026〕1号 别人先取了（取给了“乙”，沈小舟，")
    assert err.endswith("），这里取的不算；另取一个号：make number DOC=甲\n")
    run(capsys, "save", "甲", "-m", "定稿")
    assert take(capsys, "甲") == ("取号 云水发〔2026〕2号，写在 content/甲.yaml 第3行\n", "")
    assert "别人先取了" not in "".join(take(capsys))
    monkeypatch.setattr(cli, "ROOT", clone)
    take(capsys, "--void", "云水发〔2026〕1号", "--reason", "不发了")
    took = [line for line in take(capsys)[0].splitlines() if "云水发" in line]
    assert took[1:] == [
        "  作废：云水发〔2026〕1号（不发了）",
        "  已取号，没有印发：云水发〔2026〕2号 甲",
    ]


def test_a_number_that_the_server_has_not_is_not_released(
    taking: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_server(taking)
    server, away = taking.parent / "server.git", taking.parent / "away.git"
    server.rename(away)
    take(capsys, "值班")
    run(capsys, "save", "清淤", "-m", "存", code=2)
    release = ("release", "值班", "--format", "docx", "--warnings-checked")
    assert run(capsys, *release, code=1)[1] == (
        "没有印发，云政办发〔2026〕12号 还没有推送到服务器，别人可能也取了这个号："
        "先运行 make push\n"
    )
    away.rename(server)
    run(capsys, "push")
    assert run(capsys, *release)[0].startswith("已印发 云政办发〔2026〕12号")
    assert git(taking, "ls-remote", "--tags", "origin").count("取号/") == 1


def test_what_was_taken_before_there_was_a_server_goes_there(
    taking: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    take(capsys, "甲")
    (clone,) = with_server(taking, "沈小舟")
    monkeypatch.setattr(cli, "ROOT", clone)
    own_office(clone, 甲=NOTICE)
    take(capsys, "乙")
    assert "云水发〔2026〕1号" in text_of(clone, "乙")
    monkeypatch.setattr(cli, "ROOT", taking)
    take(capsys, "函")
    assert take(capsys, code=1)[1].startswith("云水发〔2026〕1号 别人先取了（取给了“乙”")
    assert take(capsys, "甲")[0].startswith("取号 云水发〔2026〕2号")
