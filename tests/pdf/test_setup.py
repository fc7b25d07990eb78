"""pdf-setup: gets what is missing, checks it, says what it cannot do. No network: apt is faked."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen import cli
from gongwen.pdf import setup
from gongwen.pdf.packages import PACKAGES, Package

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

CONTENT = b"a package\n"
FONTS = Package(
    ("fonts-yunxi",),
    "云溪体",
    ("Yunxi",),
    ("Yunxi-Regular.ttf",),
    "1:2.0-1",
    11_600_000,
    hashlib.sha256(CONTENT).hexdigest(),
)
APT = """#!/bin/sh
echo "$@" >> "{here}/calls"
for word in "$@"; do last=$word; done
case " $* " in
  *" download "*) {download} ;;
  *" install "*) {install} ;;
esac
"""
DPKG = """#!/bin/sh
mkdir -p "$3/usr/share/fonts" && printf font > "$3/usr/share/fonts/Yunxi-Regular.ttf"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder, with one package wanted and LibreOffice there."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(setup, "PACKAGES", (FONTS,))
    monkeypatch.setattr(setup, "find_fonts", lambda root: None)
    monkeypatch.setattr(setup, "find_office", lambda: Path("soffice"))
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    apt(tmp_path)
    return tmp_path


def apt(
    here: Path,
    download: str = 'printf "a package\\n" > fonts-yunxi_1%3a2.0-1_all.deb',
    install: str = "exit 100",
) -> None:
    folder = here / "bin"
    folder.mkdir(exist_ok=True)
    script = APT.format(here=here, download=download, install=install)
    for name, text in (("apt-get", script), ("dpkg-deb", DPKG)):
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)


def run(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = cli.main(["pdf-setup"])
    return code, capsys.readouterr().out


def test_fonts_are_fetched_checked_and_not_fetched_twice(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys) == (
        0,
        "LibreOffice：已有\n"
        "（1/1）云溪体：下载 12 MB……\n"
        "  校验值与清单一致（fonts-yunxi 1:2.0-1）\n"
        "已经备齐，可以运行 make pdf。\n",
    )
    assert [path.name for path in (here / ".fonts").iterdir()] == ["Yunxi-Regular.ttf"]
    (here / "calls").unlink()
    assert run(capsys) == (
        0,
        "LibreOffice：已有\n（1/1）云溪体：已有\n已经备齐，可以运行 make pdf。\n",
    )
    assert not (here / "calls").exists()


def test_a_package_that_was_tampered_with_is_not_used(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apt(here, "echo bad > fonts-yunxi_1%3a2.0-1_all.deb")
    code, out = run(capsys)
    assert code == 2
    assert "  fonts-yunxi 2.0-1 的校验值与清单不一致，没有使用它\n" in out
    assert list((here / ".fonts").iterdir()) == []


def test_another_release_has_another_version(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    apt(here, "echo new > fonts-yunxi_3.0-1_all.deb")
    assert run(capsys) == (
        0,
        "LibreOffice：已有\n"
        "（1/1）云溪体：下载 12 MB……\n"
        "  版本与清单里的不同，已由 apt 按软件源核对\n"
        "已经备齐，可以运行 make pdf。\n",
    )


def test_no_network(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    apt(here, 'echo "E: Failed to fetch" >&2; exit 100')
    assert run(capsys) == (
        2,
        "LibreOffice：已有\n"
        "（1/1）云溪体：下载 12 MB……\n"
        "  没有下载到 fonts-yunxi：E: Failed to fetch\n"
        "  检查网络；软件列表过时的，先运行 sudo apt-get update，再运行一次本命令\n"
        "还没有备齐，照上面的提示办了以后，再运行一次。\n",
    )


def test_a_package_without_the_font(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    setup_package = replace(FONTS, files=("Yunxi-Light.ttf",))
    monkeypatch.setattr(setup, "PACKAGES", (setup_package,))
    code, out = run(capsys)
    assert (code, "  安装包里没有 Yunxi-Light.ttf\n" in out) == (2, True)


def test_without_root_the_one_line_is_said(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "find_office", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    code, out = run(capsys)
    assert code == 2
    assert out.startswith(
        "LibreOffice：没有。安装它要管理员权限，请运行下面这一行：\n"
        "  sudo apt-get install -y --no-install-recommends libreoffice-writer-nogui fontconfig\n"
    )
    assert (here / ".fonts" / "Yunxi-Regular.ttf").exists()
    assert "install" not in (here / "calls").read_text("utf-8").split()


def test_root_installs_it(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "find_office", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    apt(here, install="exit 0")
    code, out = run(capsys)
    assert code == 0
    assert "LibreOffice：正在安装（约下载90 MB）……\nLibreOffice：已装好\n" in out
    first = (here / "calls").read_text("utf-8").splitlines()[0]
    assert first == "install -y --no-install-recommends libreoffice-writer-nogui fontconfig"


def test_an_installation_that_fails_says_why(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "find_office", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    apt(here, install="echo 'E: no space left' >&2; exit 100")
    code, out = run(capsys)
    assert code == 2
    assert "LibreOffice 没有装上：E: no space left\n  详情见 .cache/pdf-setup.log\n" in out
    calls = (here / "calls").read_text("utf-8").splitlines()
    assert [line.split()[0] for line in calls[:3]] == ["install", "update", "install"]


def test_a_system_without_apt(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(here / "nothing"))
    monkeypatch.setattr(setup, "find_office", lambda: None)
    code, out = run(capsys)
    assert code == 2
    assert out.startswith("这个系统没有 apt-get，请自己安装 LibreOffice（Writer）；\n")


def test_the_committed_list_is_well_formed() -> None:
    for package in PACKAGES:
        assert len(package.sha256) == 64
        assert int(package.sha256, 16)
        assert package.size > 1_000_000
        assert package.files
