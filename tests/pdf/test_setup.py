"""pdf-setup: gets what is missing, checks it, says what it cannot do. No network: apt is faked."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.pdf import faces, setup
from gongwen.pdf.packages import FONT_SETS, FontFile, FontSet, FontSource

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

REGULAR = "Yunxi-Regular.ttf"
FILES = (FontFile(REGULAR, "Yunxi-Regular"),)
FONTS = FontSet("云溪体", (FontSource(("fonts-yunxi",), "yunxi", FILES, ("Yunxi",)),))
MOVED = FontSet(
    "云溪体", (FontSource(("fonts-yunxi", "fonts-yunxi2"), "yunxi", FILES, ("Yunxi",)),)
)
# It keeps its packages in archive/: NAME.deb lists the fonts in it, NAME.offer is what the index
# says of it, NAME.gone has the download fail.
APT = """#!/bin/sh
echo "$@" >> "{here}/calls"
for word in "$@"; do last=$word; done
offer="{here}/archive/$last.offer"
case " $* " in
  *" --print-uris "*) cat "$offer" ;;
  *" download "*)
    if [ -e "{here}/archive/$last.gone" ]; then echo "E: Failed to fetch" >&2; exit 100; fi
    set -- $(cat "$offer"); cp "{here}/archive/$last.deb" "$2" ;;
  *" install "*) {install} ;;
  *" update "*) {update} ;;
esac
"""
# What a package depends on is in NAME.depends, what a search finds in the file `search`.
CACHE = """#!/bin/sh
for word in "$@"; do last=$word; done
case " $* " in
  *" depends "*) cat "{here}/archive/$last.depends" 2>/dev/null ;;
  *" search "*) cat "{here}/archive/search" 2>/dev/null ;;
esac
"""
# It sees the face in the file whose name is in `held`.
SCAN = """#!/bin/sh
shift 2
read -r held <"{here}/archive/held" || exit 0
for file in "$@"; do
  [ "${{file##*/}}" != "$held" ] || printf 'Yunxi-Regular\\t%s\\n' "$file"
done
"""
DPKG = """#!/bin/sh
mkdir -p "$3/usr/share/fonts"
while read -r name; do printf font > "$3/usr/share/fonts/$name"; done < "$2"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder, with one set of fonts wanted and LibreOffice there."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(setup, "FONT_SETS", (FONTS,))
    monkeypatch.setattr(setup, "find_fonts", lambda root: None)
    monkeypatch.setattr(setup, "find_office", lambda: Path("soffice"))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    apt(tmp_path)
    offered(tmp_path, "fonts-yunxi", REGULAR)
    return tmp_path


def apt(here: Path, install: str = "exit 100", update: str = ":") -> None:
    folder = here / "bin"
    folder.mkdir(exist_ok=True)
    script = APT.format(here=here, install=install, update=update)
    scripts = {
        "apt-get": script,
        "dpkg-deb": DPKG,
        "apt-cache": CACHE.format(here=here),
        "fc-scan": SCAN.format(here=here),
    }
    for name, text in scripts.items():
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)


def offered(here: Path, package: str, *fonts: str, size: int = 11_600_000) -> Path:
    """Have apt offer `package` with these fonts in it; the package's file."""
    archive = here / "archive" / f"{package}.deb"
    archive.parent.mkdir(exist_ok=True)
    archive.write_text("".join(f"{font}\n" for font in fonts), "utf-8")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_suffix(".offer").write_text(
        f"'http://yunxi.invalid/f.deb' {package}_1%3a2.0-1_all.deb {size} SHA256:{digest}\n",
        "utf-8",
    )
    return archive


def run(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = cli.main(["pdf-setup"])
    return code, capsys.readouterr().out


def calls(here: Path) -> list[str]:
    return (here / "calls").read_text("utf-8").splitlines()


READY = "已经备齐，可以运行 make pdf。\n"
NOT_READY = "还没有备齐，照上面的提示办了以后，再运行一次。\n"
NOWHERE = (
    "  没有得到云溪体。检查网络；软件列表过时的，先运行 sudo apt-get update；"
    "然后再运行一次本命令。\n"
    "  也可以自己找来这些字体文件，放进 .fonts 文件夹：Yunxi-Regular.ttf\n"
)


def test_fonts_are_fetched_checked_and_not_fetched_twice(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys) == (
        0,
        "LibreOffice：已有\n"
        "（1/1）云溪体：\n"
        "  fonts-yunxi：下载 12 MB……\n"
        f"  校验值与软件源登记的一致\n{READY}",
    )
    assert [path.name for path in (here / ".fonts").iterdir()] == [REGULAR]
    (here / "calls").unlink()
    assert run(capsys) == (0, f"LibreOffice：已有\n（1/1）云溪体：已有\n{READY}")
    assert not (here / "calls").exists()


def test_a_package_that_was_tampered_with_is_not_used(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "archive" / "fonts-yunxi.deb").write_text(f"{REGULAR}\nbad\n", "utf-8")
    code, out = run(capsys)
    assert code == 2
    assert "  fonts-yunxi：下载到的与软件源登记的校验值不一致，没有使用它\n" in out
    assert list((here / ".fonts").iterdir()) == []


def test_a_package_without_a_strong_hash_is_not_used(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offer = here / "archive" / "fonts-yunxi.offer"
    offer.write_text("'http://yunxi.invalid/f.deb' f.deb 9 MD5Sum:0123456789abcdef\n", "utf-8")
    assert run(capsys)[0] == 2
    assert not any(line.endswith("download fonts-yunxi") for line in calls(here))


@pytest.mark.parametrize(
    "first",
    [
        pytest.param((), id="empty, left behind when the fonts moved"),
        pytest.param(("Yunxi-Bold.ttf",), id="other fonts"),
    ],
)
def test_where_a_package_does_not_hold_the_fonts_the_next_does(
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    first: tuple[str, ...],
) -> None:
    monkeypatch.setattr(setup, "FONT_SETS", (MOVED,))
    offered(here, "fonts-yunxi", *first, size=6412)
    offered(here, "fonts-yunxi2", REGULAR)
    assert run(capsys) == (
        0,
        "LibreOffice：已有\n"
        "（1/1）云溪体：\n"
        "  fonts-yunxi：下载 1 MB……\n"
        "  fonts-yunxi：这个版本里没有 Yunxi-Regular.ttf\n"
        "  fonts-yunxi2：下载 12 MB……\n"
        f"  校验值与软件源登记的一致\n{READY}",
    )
    assert [path.name for path in (here / ".fonts").iterdir()] == [REGULAR]


def test_a_package_that_the_system_does_not_have_is_passed_over(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "FONT_SETS", (MOVED,))
    offered(here, "fonts-yunxi2", REGULAR)
    (here / "archive" / "fonts-yunxi.offer").unlink()
    code, out = run(capsys)
    assert code == 0
    assert "  fonts-yunxi：软件源里没有这个包\n  fonts-yunxi2：下载 12 MB……\n" in out


def test_an_empty_package_names_the_one_that_the_fonts_moved_to(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offered(here, "fonts-yunxi")
    offered(here, "fonts-yunxi-next", REGULAR)
    (here / "archive" / "fonts-yunxi.depends").write_text(
        "fonts-yunxi\n  Depends: libc6\n  Depends: fonts-yunxi-next\n", "utf-8"
    )
    code, out = run(capsys)
    assert code == 0
    assert out.count("下载 12 MB") == 2
    assert "libc6" not in out
    assert [path.name for path in (here / ".fonts").iterdir()] == [REGULAR]


def test_a_package_of_another_name_is_looked_for_at_last(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offered(here, "ttf-yunxi-all", REGULAR)
    (here / "archive" / "fonts-yunxi.offer").unlink()
    (here / "archive" / "search").write_text(
        "yunxi-tools - for Yunxi\nttf-yunxi-all - the Yunxi fonts\n", "utf-8"
    )
    assert run(capsys)[0] == 0
    assert [path.name for path in (here / ".fonts").iterdir()] == [REGULAR]
    assert not any("yunxi-tools" in line for line in calls(here))


def test_a_font_is_known_by_its_face_where_its_file_is_called_otherwise(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    offered(here, "fonts-yunxi", "yunxi-r.otf", "yunxi-b.otf")
    (here / "archive" / "held").write_text("yunxi-r.otf\n", "utf-8")
    assert run(capsys)[0] == 0
    assert [path.name for path in (here / ".fonts").iterdir()] == ["yunxi-r.otf"]


def test_fonts_that_are_nowhere_are_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offered(here, "fonts-yunxi")
    assert run(capsys) == (
        2,
        "LibreOffice：已有\n"
        "（1/1）云溪体：\n"
        "  fonts-yunxi：下载 12 MB……\n"
        "  fonts-yunxi：这个版本里没有 Yunxi-Regular.ttf\n"
        f"{NOWHERE}{NOT_READY}",
    )


def test_no_network(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "archive" / "fonts-yunxi.gone").touch()
    assert run(capsys) == (
        2,
        "LibreOffice：已有\n"
        "（1/1）云溪体：\n"
        "  fonts-yunxi：下载 12 MB……\n"
        "  fonts-yunxi：没有下载到（E: Failed to fetch）\n"
        f"{NOWHERE}{NOT_READY}",
    )


def test_a_new_system_gets_its_list_of_packages_first(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    offer = here / "archive" / "fonts-yunxi.offer"
    offer.rename(offer.with_suffix(".later"))
    apt(here, update=f'mv "{offer.with_suffix(".later")}" "{offer}"')
    assert run(capsys)[0] == 0
    assert sum(line == "update" for line in calls(here)) == 1


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
    assert not any(line.startswith("install") for line in calls(here))


def test_root_installs_it(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "find_office", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    apt(here, install="exit 0")
    code, out = run(capsys)
    assert code == 0
    assert "LibreOffice：正在安装（约下载90 MB）……\nLibreOffice：已装好\n" in out
    assert (
        calls(here)[0] == "install -y --no-install-recommends libreoffice-writer-nogui fontconfig"
    )


def test_an_installation_that_fails_says_why(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(setup, "find_office", lambda: None)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    apt(here, install="echo 'E: no space left' >&2; exit 100")
    code, out = run(capsys)
    assert code == 2
    assert "LibreOffice 没有装上：E: no space left\n  详情见 .cache/pdf-setup.log\n" in out
    assert [line.split()[0] for line in calls(here)[:3]] == ["install", "update", "install"]


def test_a_system_without_apt(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(here / "nothing"))
    monkeypatch.setattr(setup, "find_office", lambda: None)
    code, out = run(capsys)
    assert code == 2
    assert out.startswith("这个系统没有 apt-get，请自己安装 LibreOffice（Writer）；\n")


def test_every_font_that_may_be_fetched_may_stand_in() -> None:
    known = {name for group in faces.GROUPS for name in group.free}
    for source in (source for wanted in FONT_SETS for source in wanted.sources):
        assert source.files
        assert all(name.startswith(setup._OF_FONTS) for name in source.packages)
        assert known & set(source.families), source.packages
