"""wheels/: the right files for each kind of computer, and nothing that is not what was locked."""

from __future__ import annotations

import hashlib
import shutil
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from gongwen.setup import wheels as offline
from gongwen.setup.pip import SetUpError
from tests.project import ROOT

PLATFORMS = ("manylinux_2_17_x86_64", "manylinux_2_28_aarch64", "win_amd64")
NAMES = [f"yun_xi-1.0-cp313-cp313-{platform}.whl" for platform in PLATFORMS]


def wheel(path: Path) -> str:
    """Make a wheel that holds nothing; its SHA-256."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {
            "METADATA": "Metadata-Version: 2.1\nName: yun-xi\nVersion: 1.0\n",
            "WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {path.stem[11:]}\n",
            "RECORD": "",
        }.items():
            archive.writestr(f"yun_xi-1.0.dist-info/{name}", text)
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose lock names one package, found in a folder instead of on the network."""
    site = tmp_path / "site"
    site.mkdir()
    sums = [wheel(site / name) for name in NAMES]
    lock = "yun-xi==1.0 \\\n" + " \\\n".join(f"    --hash=sha256:{each}" for each in sums) + "\n"
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "requirements.txt").write_text(lock, encoding="utf-8")
    (root / "requirements-dev.txt").write_text(lock, encoding="utf-8")
    (root / "requirements-pandoc.txt").write_text(lock, encoding="utf-8")
    pip = [sys.executable, "-Im", "pip"]
    monkeypatch.setattr(offline, "find_pip", lambda root, log: pip)
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "linux-x86_64")
    for name, value in {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(site),
    }.items():
        monkeypatch.setenv(name, value)
    return root


def wheels(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "wheels").glob("*"))


def test_all_systems_get_their_own(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    offline.fill_wheels(checkout, ["3.13"])
    assert wheels(checkout) == sorted(NAMES)
    assert capsys.readouterr().out == (
        "（1/3）Linux（麒麟、统信、Debian 等），x86-64，Python 3.13\n"
        "（2/3）Linux（麒麟、统信等），arm64（鲲鹏、飞腾），Python 3.13\n"
        "（3/3）Windows，x86-64，Python 3.13\n"
        "wheels/ 已备齐：3个组件，0 MB；每个都与组件清单里登记的校验值一致。\n"
        "把整个文件夹拷到不上网的电脑上，与 build.py 放在一起，再运行 make"
        "（Windows：双击 公文.bat）。\n"
        "那台电脑没有 Python 3.11 或更新版本的，再拷一个 Python，解开成这个文件夹里的 python；\n"
        "从 https://github.com/astral-sh/python-build-standalone/releases 下载：\n"
        "  Linux（麒麟、统信、Debian 等），x86-64："
        "cpython-3.13.…-x86_64-unknown-linux-gnu-install_only.tar.gz\n"
        "  Linux（麒麟、统信等），arm64（鲲鹏、飞腾）："
        "cpython-3.13.…-aarch64-unknown-linux-gnu-install_only.tar.gz\n"
        "  Windows，x86-64：cpython-3.13.…-x86_64-pc-windows-msvc-install_only.tar.gz\n"
        "3.13 也可以换成 3.11、3.12、3.13、3.14 里的另一个；"
        "怎样解开，PDF 要用的怎样带去，见 docs/不上网的电脑.md。\n"
    )


def test_the_page_names_the_pythons_that_the_program_names() -> None:
    page = (ROOT / "docs" / "不上网的电脑.md").read_text(encoding="utf-8")
    assert offline.PYTHON_ADDRESS in page
    assert set(offline.PYTHON_ARCHIVES) == set(offline.SYSTEMS)
    for archive in offline.PYTHON_ARCHIVES.values():
        assert archive in page


def test_what_was_interrupted_or_damaged_is_mended(checkout: Path) -> None:
    offline.fill_wheels(checkout, ["windows", "3.13"])
    assert wheels(checkout) == [NAMES[2]]
    whole = (checkout / "wheels" / NAMES[2]).read_bytes()
    (checkout / "wheels" / NAMES[2]).write_bytes(whole[:100])
    offline.fill_wheels(checkout, ["windows", "linux-x86_64", "3.13"])
    assert wheels(checkout) == sorted([NAMES[0], NAMES[2]])
    assert (checkout / "wheels" / NAMES[2]).read_bytes() == whole


def test_a_file_that_is_not_what_was_locked_is_found(checkout: Path) -> None:
    offline.fill_wheels(checkout, ["windows", "3.13"])
    (checkout / "wheels" / "old_thing-0.9-py3-none-any.whl").write_bytes(b"")
    assert offline.checked(checkout).splitlines()[-1] == (
        "wheels/ 里有1个文件不在组件清单里（多半是以前的版本），可以删掉："
        "old_thing-0.9-py3-none-any.whl"
    )
    (checkout / "wheels" / NAMES[0]).write_bytes(b"PK")
    with pytest.raises(SetUpError) as caught:
        offline.checked(checkout)
    assert str(caught.value) == (
        f"wheels/ 里这些文件与组件清单里登记的校验值不一致，请删掉它们再运行一次：\n  {NAMES[0]}"
    )


def test_a_package_that_a_system_lacks_is_named(checkout: Path) -> None:
    shutil.rmtree(checkout.parent / "site")
    (checkout.parent / "site").mkdir()
    with pytest.raises(SetUpError, match=r"yun-xi==1\.0"):
        offline.fill_wheels(checkout, ["windows", "3.13"])


def test_words_choose_computers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "win-amd64")
    assert len(offline.targets([])) == len(offline.SYSTEMS) * len(offline.PYTHONS)
    assert offline.targets(["3.12", "windows"]) == [offline.Platform("windows", "3.12")]
    with pytest.raises(SetUpError) as caught:
        offline.targets(["win7"])
    assert str(caught.value).splitlines() == [
        "不认识“win7”。",
        "用法：make offline；或 python build.py offline [系统…] [Python 版本…] [pandoc]",
        "系统：linux-x86_64、linux-aarch64、windows；"
        "Python 版本：3.11、3.12、3.13、3.14。都不写就是全部。写上 pandoc 的，把它也备上。",
    ]
    monkeypatch.setattr(sysconfig, "get_platform", lambda: "macosx-14.0-arm64")
    first, *others = offline.targets([])
    assert (first.said, first.options(), len(others)) == ("这台电脑", [], 12)


def test_linux_wheels_run_on_an_old_glibc() -> None:
    for machine in ("x86_64", "aarch64"):
        first, *_, last = offline.platform_tags(f"linux-{machine}")
        assert first == f"manylinux_2_28_{machine}"
        assert last.endswith(machine)


def test_the_lock_brings_pip_along() -> None:
    """A computer whose Python has no pip (Debian without ensurepip) starts with its wheel."""
    lock = Path(__file__).resolve().parents[2] / "requirements.txt"
    assert any(line.startswith("pip==") for line in lock.read_text(encoding="utf-8").splitlines())
