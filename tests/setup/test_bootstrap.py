"""The first start: an environment that is whole or not there, and plain words when it fails."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import venv
from pathlib import Path

import pytest

from gongwen.setup import environment, pip
from gongwen.setup.pip_failure import explain_failure

HERE = Path(__file__).resolve().parents[2]
TAG = (sys.implementation.cache_tag or "").encode()
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)
OLD_PYTHONS = ["python3.6", "python3.7", "python3.8", "python3.9", "python3.10"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout without .venv, whose locks name nothing and so need no network."""
    shutil.copy(HERE / "build.py", tmp_path / "build.py")
    (tmp_path / "gongwen").mkdir()
    shutil.copy(HERE / "gongwen/__init__.py", tmp_path / "gongwen")
    for room in ("setup", "storage"):
        shutil.copytree(HERE / "gongwen" / room, tmp_path / "gongwen" / room)
    (tmp_path / "gongwen/cli.py").write_text(
        "import sys\n\n\ndef run(arguments):\n"
        "    print(sys.prefix, arguments)\n    return len(arguments)\n",
        encoding="utf-8",
    )
    (tmp_path / "requirements.txt").write_text("# nothing\n", encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text("# nothing more\n", encoding="utf-8")
    return tmp_path


def build(
    checkout: Path, *arguments: str, python: str = BASE_PYTHON, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run build.py as a person would, outside any environment."""
    keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [python, "build.py", *arguments],
        cwd=checkout,
        env={**keep, "PYTHONIOENCODING": "utf-8", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def make_ready(checkout: Path) -> None:
    venv.create(checkout / ".venv", symlinks=True)
    for lock in (pip.RUN, pip.DEVELOPMENT):
        content = (checkout / lock).read_bytes()
        environment.ready_mark(checkout, lock).write_bytes(TAG + b"\n" + content)


def test_the_first_start_sets_up_and_goes_on_inside(checkout: Path) -> None:
    done = build(checkout, "check", "甲 乙.yaml", PYTHONHOME="", PIP_USER="1")
    assert done.stderr == "正在准备运行环境（只在第一次或组件更新后需要，约一两分钟）……\n"
    assert done.stdout == f"{checkout / '.venv'} ['check', '甲 乙.yaml']\n"
    assert done.returncode == 2
    assert environment.is_ready(checkout, pip.RUN)
    assert not environment.is_ready(checkout, pip.DEVELOPMENT)
    again = build(checkout, "check")
    assert (again.returncode, again.stderr) == (1, "")
    setup = build(checkout, "setup", "dev")
    assert (setup.returncode, setup.stdout) == (0, "运行环境已就绪。\n")
    assert environment.is_ready(checkout, pip.DEVELOPMENT)
    assert environment.is_ready(checkout, pip.RUN)


def test_cleaning_needs_no_environment_and_leaves_the_texts(checkout: Path) -> None:
    elsewhere = checkout / "别处"
    for name in ("output/甲", ".cache/make", "content", "别处"):
        (checkout / name).mkdir(parents=True)
    (checkout / "content/甲.yaml").touch()
    (elsewhere / "乙.docx").touch()
    for _ in range(2):
        done = build(checkout, "clean")
        said = "已删除 output/ 和 .cache/；content/ 里的文稿没有动。\n"
        assert (done.returncode, done.stdout, done.stderr) == (0, said, "")
        assert not (checkout / ".venv").exists()
        left = {path.name for path in checkout.iterdir()}
        assert not {"output", ".cache"} & left
        assert (checkout / "content/甲.yaml").exists()
        (checkout / "output").symlink_to(elsewhere)
    assert (elsewhere / "乙.docx").exists()  # a link goes, not what it leads to


def test_words_that_tidy_take_nothing(checkout: Path) -> None:
    (checkout / "output").mkdir()
    asked, wrong = build(checkout, "clean", "--help"), build(checkout, "clean", "content")
    assert (asked.returncode, wrong.returncode) == (0, 2)
    said = f"用法：python build.py clean\n{environment.OWN['clean']}\n"
    assert asked.stdout == wrong.stdout == said
    assert (checkout / "output").exists()


@pytest.mark.skipif(os.name == "nt", reason="a stand-in for uv that only a shell can run")
def test_locking_asks_uv(checkout: Path) -> None:
    alone = build(checkout, "lock", PATH="")
    assert (alone.returncode, alone.stderr) == (2, "没有找到 uv，请先安装：pip install uv\n")
    uv = checkout / "bin/uv"
    uv.parent.mkdir()
    uv.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    uv.chmod(0o755)
    done = build(checkout, "lock", PATH=f"{uv.parent}:{os.environ['PATH']}")
    assert done.returncode == 0
    asked = [line.split()[-3:] for line in done.stdout.splitlines()]
    assert asked == [
        ["requirements.in", "-o", "requirements.txt"],
        ["requirements-dev.in", "-o", "requirements-dev.txt"],
        ["requirements-pandoc.in", "-o", "requirements-pandoc.txt"],
    ]
    assert "--generate-hashes" in done.stdout


def test_a_sound_environment_is_used_as_it_is(checkout: Path) -> None:
    make_ready(checkout)
    inside = str(pip.venv_python(checkout))
    for python in (BASE_PYTHON, inside):
        done = build(checkout, python=python)
        assert (done.stdout, done.stderr) == (f"{checkout / '.venv'} []\n", "")


def test_a_changed_lock_is_installed_again(checkout: Path) -> None:
    make_ready(checkout)
    assert environment.is_ready(checkout, pip.RUN)
    witness = checkout / ".venv/kept"
    witness.touch()
    (checkout / pip.RUN).write_text("# changed\n", encoding="utf-8")
    assert not environment.is_ready(checkout, pip.RUN)
    assert environment.is_ready(checkout, pip.DEVELOPMENT)
    done = build(checkout, python=str(pip.venv_python(checkout)))
    assert done.stderr.startswith("正在准备运行环境")
    assert done.stdout == f"{checkout / '.venv'} []\n"
    assert environment.is_ready(checkout, pip.RUN)
    assert witness.exists()


def test_an_unfinished_environment_is_made_anew(checkout: Path) -> None:
    make_ready(checkout)
    witness = checkout / ".venv/left-over"
    witness.touch()
    environment.unfinished_mark(checkout).touch()
    assert not environment.is_ready(checkout, pip.RUN)
    assert build(checkout).stdout == f"{checkout / '.venv'} []\n"
    assert not witness.exists()
    assert not environment.unfinished_mark(checkout).exists()


def test_an_environment_of_another_python_is_made_anew(checkout: Path) -> None:
    make_ready(checkout)
    mark = environment.ready_mark(checkout, pip.RUN)
    mark.write_bytes(mark.read_bytes().replace(TAG, b"cpython-310", 1))
    done = build(checkout, python=str(pip.venv_python(checkout)))
    assert done.stdout == f"{checkout / '.venv'} []\n"
    assert mark.read_bytes().startswith(TAG + b"\n")


def test_an_environment_whose_python_is_gone_is_made_anew(checkout: Path) -> None:
    make_ready(checkout)
    python = pip.venv_python(checkout)
    python.unlink()
    python.symlink_to("/no/such/python")
    assert build(checkout).stdout == f"{checkout / '.venv'} []\n"


def test_an_installation_that_fails_leaves_nothing_that_passes_as_ready(checkout: Path) -> None:
    (checkout / "wheels").mkdir()
    (checkout / "wheels/other-1.0-py3-none-any.whl").write_bytes(b"")
    lock = "jinja2==3.1.6 --hash=sha256:" + "0" * 64 + "\n"
    (checkout / pip.RUN).write_text(lock, encoding="utf-8")
    done = build(checkout, "check")
    assert done.returncode == 2
    assert done.stdout == ""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.stderr.splitlines()[1:] == [
        f"wheels/ 文件夹里没有这台电脑（{sysconfig.get_platform()}，Python {version}）"
        "要用的组件：jinja2==3.1.6。",
        "请在系统和 Python 版本相同、能上网的电脑上运行 make offline，把得到的 wheels/ 整个拷来；",
        "这台电脑能上网的，删掉 wheels/ 再运行即可。",
    ]
    assert environment.unfinished_mark(checkout).exists()
    assert not environment.is_ready(checkout, pip.RUN)


def test_no_network_is_said_in_chinese(checkout: Path) -> None:
    lock = "jinja2==3.1.6 --hash=sha256:" + "0" * 64 + "\n"
    (checkout / pip.RUN).write_text(lock, encoding="utf-8")
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "1",
        "PIP_NO_CACHE_DIR": "1",
    }
    done = build(checkout, **nowhere)
    assert done.returncode == 2
    assert done.stderr.splitlines()[1] == (
        "下载程序要用的组件时连不上网络。请检查网络或代理后重新运行；"
        "已经装好的部分会重新安装，不会留下半套环境。"
    )
    assert "wheels/" in done.stderr


def test_an_interrupted_set_up_ends_cleanly_and_is_not_ready(checkout: Path) -> None:
    lock = "jinja2==3.1.6 --hash=sha256:" + "0" * 64 + "\n"
    (checkout / pip.RUN).write_text(lock, encoding="utf-8")
    process = subprocess.Popen(
        [BASE_PYTHON, "build.py"],
        cwd=checkout,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 120
    while not environment.unfinished_mark(checkout).exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C reaches everything in the foreground
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert said.endswith("\n已中断。下次运行时会接着准备运行环境。\n")
    assert "Traceback" not in said
    assert not environment.is_ready(checkout, pip.RUN)


def test_tests_run_on_all_cores_unless_the_arguments_say_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def go_on(python: str, words: list[str]) -> int:
        asked.extend(words)
        return 0

    monkeypatch.setattr(environment, "is_ready", lambda root, lock: True)
    monkeypatch.setattr(environment, "is_usable", lambda root: True)
    monkeypatch.setattr(environment, "was_made_for_another_python", lambda root: False)
    monkeypatch.setattr(environment, "go_on", go_on)
    assert environment.start(["test", "-n", "0", "tests/paper"]) == 0
    assert asked[:4] == ["-m", "pytest", "--numprocesses", "auto"]
    assert asked[-3:] == ["-n", "0", "tests/paper"]


def test_without_any_pip_one_apt_line_is_given(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pip, "run_logged", lambda command, log: 1)
    with pytest.raises(pip.SetUpError) as caught:
        pip.find_pip(checkout, checkout / "log")
    minor = sys.version_info.minor
    assert str(caught.value).splitlines() == [
        "这台电脑的 Python 缺少建立环境要用的 venv 组件。请运行下面这一行，再重新运行刚才的命令：",
        f"  sudo apt-get install -y python3-venv python3.{minor}-venv",
        "上不了网的电脑，也可以把 pip 的安装包（pip-….whl）放进 wheels/ 文件夹。",
    ]


def test_a_wheel_of_pip_stands_in_for_ensurepip(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pip, "run_logged", lambda command, log: 1)
    wheel = checkout / "wheels/pip-26.3-py3-none-any.whl"
    wheel.parent.mkdir()
    wheel.touch()
    python = str(pip.venv_python(checkout))
    found = pip.find_pip(checkout, checkout / "log")
    assert found == [python, "-I", str(wheel / "pip")]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("OSError: [Errno 28] No space left on device", "磁盘空间不够"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE", "下载到的组件与 requirements.txt 里"),
        ("ReadTimeoutError: Read timed out.", "下载程序要用的组件时连不上网络"),
        ("ERROR: No matching distribution found for lxml==6.1.3\n", "找不到这台电脑"),
    ],
)
def test_what_pip_said_is_put_plainly(said: str, answer: str) -> None:
    text = explain_failure(said, lock="requirements.txt", from_wheels=False, log="setup.log")
    assert text.startswith(answer)


def test_what_is_not_understood_is_shown() -> None:
    said = "\n".join(f"line {number}" for number in range(10))
    text = explain_failure(said, lock="requirements.txt", from_wheels=False, log=".cache/setup.log")
    assert text.splitlines() == [
        "运行环境没有装好。下面是安装程序最后的几行话，全文在 .cache/setup.log：",
        *(f"  line {number}" for number in range(2, 10)),
    ]


@pytest.mark.parametrize("name", OLD_PYTHONS)
def test_an_old_python_is_told_what_is_missing(checkout: Path, name: str) -> None:
    """Where the machine has one; build.py must not need a newer grammar than it speaks of."""
    ask = f"import sys; sys.version_info[:2] == {(3, int(name[8:]))} and print(sys.executable)"
    try:
        found = subprocess.run([name, "-c", ask], stdout=subprocess.PIPE, check=False).stdout
    except OSError:
        found = b""
    if not found:
        pytest.skip(f"{name} is not on this machine")
    done = build(checkout, python=found.decode().strip(), PATH="/nowhere")
    assert done.returncode == 2
    assert done.stderr.startswith("本程序需要 Python 3.11 或更新的版本，这台电脑上的是 " + name[6:])
    carried = checkout / "python" / "bin" / "python3"
    carried.parent.mkdir(parents=True)
    carried.write_text(f'#!/bin/sh\nexec "{BASE_PYTHON}" "$@"\n', encoding="utf-8")
    carried.chmod(0o755)
    done = build(checkout, "check", python=found.decode().strip(), PATH="/nowhere")
    assert done.stdout == f"{checkout / '.venv'} ['check']\n"


def test_build_py_keeps_to_the_grammar_of_python_3_6() -> None:
    import ast

    ast.parse((HERE / "build.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def pins(lock: str) -> dict[str, str]:
    """Each package of a lock file with its version and hashes, as they stand."""
    text = (HERE / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    return {entry.partition("==")[0]: re.sub(r"\s*# .*", "", entry).strip() for entry in entries}


def test_the_development_lock_holds_the_run_lock() -> None:
    run, development = pins("requirements.txt"), pins("requirements-dev.txt")
    assert len(run) >= 6
    assert {name: development[name] for name in run} == run


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_locks_hold_what_is_asked_for_with_hashes_and_no_address(name: str) -> None:
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*-(?!-hash=sha256:[0-9a-f]{64})", text, re.MULTILINE)
    locked = pins(f"{name}.txt")
    assert all("--hash=sha256:" in entry for entry in locked.values())
    asked = (HERE / f"{name}.in").read_text(encoding="utf-8")
    wanted = {found.lower() for found in re.findall(r"^\w[\w.-]*", asked, re.MULTILINE)}
    assert len(wanted) >= 5
    assert wanted <= set(locked)
