"""The program's own Python environment, .venv: made from a lock file; commands then run in it.

Runs before anything is installed, so it imports the standard library only; and before every
command, so it imports late what only a set-up needs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..storage.failures import failed_at
from ..storage.failures import reason as why
from .pip import (
    DEVELOPMENT,
    RUN,
    SetUpError,
    find_pip,
    outer_python,
    remove_unasked,
    run_logged,
    venv_python,
    wheel_options,
)
from .streams import guarded, start_anew
from .wholeness import is_whole, missing

ROOT = Path(__file__).resolve().parents[2]
OWN = {
    "setup": "准备运行环境（平时自动做）；setup dev 连测试要用的组件一起准备",
    "test": "运行程序自身的测试（开发人员用）",
    "bench": "测量速度和内存，与别的做法比较（开发人员用）",
    "offline": "下载程序要用的组件到 wheels/，供不上网的电脑安装",
    "clean": "删除生成的文件（output/、.cache/）；content/ 里的文稿不动",
    "lock": "重新锁定组件的版本（开发人员用，需要 uv）",
    "help": "列出全部命令；help 后面写一个命令，看它怎么用",
}
"""The words that are no module of `gongwen.commands`."""
ON_ALL_CORES = ("--numprocesses", "auto", "--dist", "loadgroup", "--no-loadscope-reorder")
"""How tests are run unless the arguments say otherwise (`-n 0`: one after another, in one process);
tests/conftest.py says what stays together, and what goes first.
"""

BROKEN = "运行环境（.venv）里少了东西：{missing}。多半是杀毒软件删的；现在重新建立。"
STILL_BROKEN = """\
组件刚装好又少了：{missing}。
多半是杀毒软件删的：请在它的设置里信任本文件夹（{folder}），再重新运行。"""
NO_START = """\
.venv 里的 Python 启动不了。本文件夹所在的磁盘可能不许运行程序，或者被安全软件拦住；
请把整个文件夹移到别处，再重新运行。"""
NOT_WRITABLE = """\
准备不了运行环境：{said}。"""
NOT_OURS = """\
不能重新建立 .venv 文件夹（{reason}）。
请关闭正在使用它的程序，删除 .venv 文件夹，再重新运行。"""


def start(arguments: list[str]) -> int | None:
    """See to it that the command in `arguments` is carried out inside .venv: its exit code, or
    None where this process is the one to carry it out.

    Sets .venv up first where it is missing or its lock file has changed, but for those that only
    tidy. The words about the environment itself are answered here (`setup [dev]`, `test
    [pytest's arguments]`, `bench [options]`, `offline [systems] [Pythons]`); all other words are
    `gongwen.cli`'s.
    """
    start_anew()
    return guarded(lambda: _start(arguments))


def _start(arguments: list[str]) -> int | None:
    word = arguments[0] if arguments else ""
    rest = arguments[1:]
    if word in ("clean", "lock"):
        return tidy(word, rest)
    develop = word in ("test", "bench") or (word == "setup" and rest == ["dev"])
    locks = [RUN, DEVELOPMENT] if develop else [RUN]
    inside = is_inside(ROOT)
    if word == "doctor" and not (is_ready(ROOT, RUN) and is_usable(ROOT) and is_whole(ROOT)):
        return None  # says what is wrong with .venv, and leaves it so
    try:
        if word == "setup" and rest not in ([], ["dev"]):
            raise SetUpError("用法：python build.py setup [dev]（dev：连测试要用的组件一起安装）")
        ready = is_prepared(ROOT, locks, inside=inside)
        if ready and not is_whole(ROOT):
            give_up(ROOT)
            ready = False
        if not ready:
            if inside:  # set up from outside, so that nothing replaces what is running
                return go_on(outer_python(), [str(ROOT / "build.py"), *arguments])
            prepare(ROOT, locks)
        elif inside and was_made_for_another_python(ROOT):
            forget(ROOT)
            return go_on(outer_python(), [str(ROOT / "build.py"), *arguments])
        if word == "offline":
            from .wheels import fill_wheels

            fill_wheels(ROOT, rest)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\n已中断。下次运行时会接着准备运行环境。", file=sys.stderr)
        return 130
    python = str(venv_python(ROOT))
    if word == "setup":
        print("运行环境已就绪。")
        return 0
    if word == "offline":
        return 0
    if word == "test":
        return go_on(python, ["-m", "pytest", *ON_ALL_CORES, *rest])
    if word == "bench":
        return go_on(python, ["-m", "benchmarks", *rest])
    if not inside:
        try:
            return go_on(python, [str(ROOT / "build.py"), *arguments])
        except OSError:  # it is no program any more; `prepare` sees to it that the next one is
            forget(ROOT)
            return go_on(outer_python(), [str(ROOT / "build.py"), *arguments])
    return None


def mended(arguments: list[str]) -> int | None:
    """The exit code of the command in a .venv that is made anew, where something of this one was
    what it failed of; None where nothing of it is missing.
    """
    if not is_inside(ROOT) or not missing(ROOT):
        return None
    give_up(ROOT)
    return go_on(outer_python(), [str(ROOT / "build.py"), *arguments])


def is_prepared(root: Path, locks: Sequence[str], *, inside: bool = False) -> bool:
    """Whether .venv was set up from these and has a Python (as it has where this one is it)."""
    return all(is_ready(root, lock) for lock in locks) and (inside or is_usable(root))


def give_up(root: Path) -> None:
    """Say what is missing of .venv, and have the next set-up make it from nothing."""
    print(BROKEN.format(missing="、".join(missing(root))), file=sys.stderr)
    forget(root)


def tidy(word: str, rest: list[str], root: Path = ROOT) -> int:
    """The exit code of a command that takes nothing and needs no .venv."""
    from . import tidy as tidying

    if rest:
        print(f"用法：python build.py {word}\n{OWN[word]}")
        return 0 if rest in (["-h"], ["--help"]) else 2
    return tidying.clean(root) if word == "clean" else tidying.lock(root)


def go_on(python: str, arguments: Sequence[str]) -> int:
    """Become `python` with `arguments`; where the system cannot (Windows), wait for its exit."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.environ.pop("PYTHONHOME", None)  # would lead .venv's Python to another installation
    if os.name == "posix":
        os.execv(python, [python, *arguments])  # noqa: S606 - a fixed program, no shell wanted
    import subprocess

    return subprocess.call([python, *arguments])


# The state of .venv, told by marks inside it. `.ready-<lock>` holds the Python it was made for
# and the lock file as it was installed, and is written last; `.unfinished` stands from before
# the first change until after the last one.


def is_inside(root: Path) -> bool:
    """Whether this very process runs in .venv."""
    if sys.executable == str(venv_python(root)):  # says so even under a stray PYTHONHOME
        return True
    try:
        return Path(sys.prefix).samefile(root / ".venv")
    except OSError:
        return False


def is_usable(root: Path) -> bool:
    """Whether .venv has an interpreter whose base installation is still there."""
    try:
        settings = (root / ".venv" / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    pairs = (line.partition("=") for line in settings.splitlines())
    homes = [value.strip() for key, _, value in pairs if key.strip() == "home"]
    python = venv_python(root)
    starts = os.access(python, os.X_OK) and python.stat().st_size > 0
    return starts and bool(homes) and Path(homes[0]).is_dir()


def is_ready(root: Path, lock: str) -> bool:
    """Whether .venv holds exactly what the lock file now names."""
    if unfinished_mark(root).exists():
        return False
    try:
        _, _, installed = ready_mark(root, lock).read_bytes().partition(b"\n")
        return installed == (root / lock).read_bytes()
    except OSError:
        return False


def was_made_for_another_python(root: Path) -> bool:
    """Whether .venv's interpreter was exchanged under it, as by a new release of the system."""
    tag, _, _ = ready_mark(root, RUN).read_bytes().partition(b"\n")
    return tag.decode() != sys.implementation.cache_tag


def ready_mark(root: Path, lock: str) -> Path:
    """The file that says that `lock` is installed."""
    return root / ".venv" / f".ready-{Path(lock).stem}"


def unfinished_mark(root: Path) -> Path:
    """The file that says that a set-up began and has not ended."""
    return root / ".venv" / ".unfinished"


def forget(root: Path) -> None:
    """Have the next set-up make .venv from nothing."""
    unfinished_mark(root).touch()


# Setting up.


def prepare(root: Path, locks: Sequence[str]) -> None:
    """Bring .venv to the state of `locks`, in their order. Raises SetUpError in Chinese.

    A .venv that a set-up left half-way is made anew; a sound one only gets what changed.
    """
    from .turn import turn

    try:
        with turn(root) as waited:
            if not (waited and is_prepared(root, locks) and is_whole(root)):
                _prepare(root, locks)
    except OSError as error:
        raise SetUpError(NOT_WRITABLE.format(said=failed_at(error, root))) from error


def _prepare(root: Path, locks: Sequence[str]) -> None:
    import shutil

    from ..storage.files import write_atomically

    print("正在准备运行环境（只在第一次或组件更新后需要，约一两分钟）……", file=sys.stderr)
    folder = root / ".venv"
    log = root / ".cache" / "setup.log"
    try:
        if folder.exists() and (unfinished_mark(root).exists() or not interpreter_tag(root)):
            shutil.rmtree(folder)
        folder.mkdir(exist_ok=True)
        unfinished_mark(root).touch()
    except OSError as error:
        raise SetUpError(NOT_OURS.format(reason=why(error))) from error
    log.unlink(missing_ok=True)
    if not is_usable(root):
        make = [outer_python(), "-m", "venv", "--without-pip", str(folder)]
        if run_logged(make, log) != 0:
            raise SetUpError(reason(root, RUN, log))
    pip = find_pip(root, log)
    tag = interpreter_tag(root)
    if not tag:
        raise SetUpError(NO_START)
    for lock in locks:
        content = (root / lock).read_bytes()
        log.unlink(missing_ok=True)
        install = [
            *pip,
            "install",
            *wheel_options(root),
            "--require-hashes",
            "-r",
            str(root / lock),
        ]
        if not is_installed(root, lock, content) and run_logged(install, log) != 0:
            raise SetUpError(reason(root, lock, log))
        write_atomically(ready_mark(root, lock), tag + b"\n" + content)
    remove_unasked(root, pip, log)
    if lost := missing(root):
        raise SetUpError(STILL_BROKEN.format(missing="、".join(lost), folder=root))
    unfinished_mark(root).unlink()


def interpreter_tag(root: Path) -> bytes:
    """The kind of Python in .venv, as b"cpython-311"; empty where it is too old or broken."""
    import subprocess

    ask = "import sys; print(sys.version_info >= (3, 11) and sys.implementation.cache_tag or '')"
    if not is_usable(root):
        return b""
    try:
        answer = subprocess.run(
            [str(venv_python(root)), "-Ic", ask],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    except OSError:
        return b""
    return answer.stdout.strip()


def is_installed(root: Path, lock: str, content: bytes) -> bool:
    """Whether a mark from an earlier set-up already stands for this very lock file."""
    try:
        return ready_mark(root, lock).read_bytes().partition(b"\n")[2] == content
    except OSError:
        return False


def reason(root: Path, lock: str, log: Path) -> str:
    """Why the command that wrote `log` failed, in Chinese."""
    from .pip_failure import explain_failure

    said = log.read_text(encoding="utf-8", errors="replace")
    return explain_failure(
        said,
        lock=lock,
        from_wheels=bool(wheel_options(root)),
        log=log.relative_to(root).as_posix(),
    )
