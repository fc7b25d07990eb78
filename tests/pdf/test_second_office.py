"""A second LibreOffice: its own packages and what is missing, unpacked, led to its own parts. No
network: apt is faked, and so is what it unpacks.
"""

from __future__ import annotations

import hashlib
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from gongwen import cli
from gongwen.pdf import second_office as second
from gongwen.pdf.apt import Apt, AptOffer
from gongwen.pdf.apt import offers as offers_of
from gongwen.pdf.second_office import second_office

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Debian has another one")

MACHINE = f"{platform.machine()}-linux-gnu"
APT = """#!/bin/sh
echo "$@" >> "{here}/calls"
case " $* " in
  *" indextargets "*) printf '%s\\n' http://yunxi.invalid/debian-security/ {mirror} ;;
  *" update "*) {update} ;;
  *" install "*) printf 'Inst %s (1 Debian)\\n' {packages} ;;
  *" --print-uris "*)
    for name in {packages}; do case " $* " in *" $name "*|*" $name") cat "{here}/$name.offer" ;;
    esac; done ;;
  *" download "*)
    for name in {packages}; do case " $* " in *" $name "*|*" $name") cp "{here}/$name.deb" . ;;
    esac; done ;;
esac
"""
QUERY = "#!/bin/sh\nprintf '%s installed\\n' libc6 ure\n"
# What is in each package, whatever its name: a program, settings, links, libraries.
DPKG = """#!/bin/sh
program="$3/usr/lib/libreoffice/program"; share="$3/usr/lib/libreoffice/share"
libraries="$3/usr/lib/{machine}"
mkdir -p "$program" "$share/.registry" "$share/registry" "$3/etc/libreoffice" "$libraries"
printf '#!/bin/sh\\n{start}\\n' > "$program/soffice"; chmod +x "$program/soffice"
echo 'A=file:///usr/lib/libreoffice/x:file:///etc/libreoffice/y' > "$program/fundamentalrc"
ln -sf /etc/libreoffice/registry/main.xcd "$share/registry/main.xcd"
echo registry > "$share/.registry/main.xcd"
ln -sf /usr/lib/libreoffice/program/soffice "$share/link"
for name in libc.so.6 libuno_sal.so.3 libyunxi.so.1; do echo > "$libraries/$name"; done
"""
PACKAGES = ("libreoffice-writer-nogui", "ure", "libyunxi1", "libc6")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder on Debian 12, whose apt offers all that is wanted."""
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setattr(second, "_debian", lambda: "12")
    monkeypatch.setattr(second, "_KEYRING", tmp_path / "keyring.gpg")
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    (tmp_path / "keyring.gpg").touch()
    for package in PACKAGES:
        (tmp_path / f"{package}.deb").write_text(package, "utf-8")
        digest = hashlib.sha256(package.encode()).hexdigest()
        (tmp_path / f"{package}.offer").write_text(
            f"'http://yunxi.invalid/{package}' {package}_1_all.deb 9 SHA256:{digest}\n", "utf-8"
        )
    fake(tmp_path)
    return tmp_path


def fake(
    here: Path,
    update: str = ":",
    mirror: str = "http://yunxi.invalid/debian/",
    packages: tuple[str, ...] = PACKAGES,
    start: str = "echo LibreOffice 25.2",
) -> None:
    apt = APT.format(here=here, update=update, mirror=mirror, packages=" ".join(packages))
    # The file that apt writes has the version in its name.
    apt = apt.replace('cp "', 'cp -f "').replace('.deb" .', '.deb" "./${name}_1_all.deb"')
    scripts = {
        "apt-get": apt,
        "dpkg-query": QUERY,
        "dpkg-deb": DPKG.format(machine=MACHINE, start=start),
    }
    folder = here / "bin"
    folder.mkdir(exist_ok=True)
    for name, text in scripts.items():
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)


def run(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = cli.main(["pdf-setup", "--second"])
    return code, capsys.readouterr().out


def test_it_is_unpacked_and_starts(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys) == (
        0,
        "另一个 LibreOffice（bookworm-backports）：正在下载、解开，不安装……\n"
        "另一个 LibreOffice：已备好（.office/）\n",
    )
    program = second_office(here)
    assert program is not None
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == "LibreOffice 25.2\n"
    (here / "calls").unlink()
    assert run(capsys) == (0, "另一个 LibreOffice：已有（.office/）\n")
    assert not (here / "calls").exists()


def test_it_has_its_own_packages_and_those_that_are_missing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys)
    asked = next(line for line in (here / "calls").read_text().splitlines() if "uris" in line)
    assert asked.split()[-3:] == ["libreoffice-writer-nogui", "ure", "libyunxi1"]


def test_it_is_led_to_its_own_parts(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys)
    root = here / ".office" / "root"
    home = root / "usr" / "lib" / "libreoffice"
    settings = (home / "program" / "fundamentalrc").read_text("utf-8")
    assert settings == f"A=file://{home}/x:file://{root}/etc/libreoffice/y\n"
    assert (home / "share" / "link").resolve() == home / "program" / "soffice"
    registry = home / "share" / "registry" / "main.xcd"
    assert (registry.is_symlink(), registry.read_text("utf-8")) == (False, "registry\n")


def test_libraries_that_the_system_has_are_left_to_it_but_for_its_own(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys)
    kept = {path.name for path in (here / ".office/root/usr/lib" / MACHINE).iterdir()}
    assert kept == {"libuno_sal.so.3", "libyunxi.so.1"}


def test_apt_has_only_the_signed_lists_of_these_suites(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lists: list[str] = []

    def offers(apt: Apt, packages: list[str]) -> list[AptOffer]:
        place = next(each for each in apt.options if "sourcelist=" in each).partition("=")[2]
        lists.append(Path(place).read_text("utf-8"))
        return offers_of(apt, packages)

    monkeypatch.setattr(second, "offers", offers)
    assert run(capsys)[0] == 0
    signed = f"deb [signed-by={here / 'keyring.gpg'}] http://yunxi.invalid/debian/"
    assert lists == [f"{signed} bookworm main\n{signed} bookworm-backports main\n"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"update": "exit 100"}, "下载不到软件列表"),
        ({"mirror": ""}, "没有 Debian 的软件源，或者没有它的签名公钥"),
        ({"packages": ("libyunxi1",)}, "bookworm-backports 里没有 libreoffice-writer-nogui"),
        ({"start": "exit 3"}, "解开的 LibreOffice 启动不了"),
    ],
    ids=["no lists", "no mirror", "no package", "does not start"],
)
def test_what_fails_is_said_and_leaves_none(
    here: Path, capsys: pytest.CaptureFixture[str], wrong: dict[str, str], said: str
) -> None:
    fake(here, **wrong)  # type: ignore[arg-type]  # one of its options
    code, out = run(capsys)
    assert code == 2
    assert f"没有备好：{said}\n  详情见 .cache/second-office.log\n" in out
    assert second_office(here) is None
    fake(here)
    assert run(capsys)[0] == 0


def test_what_was_tampered_with_is_not_used(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "libyunxi1.deb").write_text("bad", "utf-8")
    code, out = run(capsys)
    assert code == 2
    assert "下载到的与软件源登记的校验值不一致，没有使用它" in out
    assert not (here / ".office").exists()


@pytest.mark.parametrize("version", ["", "11", "24"])
def test_other_systems_are_told_that_there_is_none(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: str
) -> None:
    monkeypatch.setattr(second, "_debian", lambda: version)
    assert run(capsys) == (
        2,
        "另一个 LibreOffice：只在 Debian 12、13 上有现成的来源，这里没有备，测试只用装着的一个\n",
    )
    assert not (here / "calls").exists()
