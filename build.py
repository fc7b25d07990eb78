"""The command line's entry, `python build.py --help`: goes on inside .venv, set up when missing.

In an office's own folder, which holds no program, it starts the one that is installed: in .venv,
for this Python, or on the search path. Kept to what Python 3.6 can read, so that an old Python says
what is missing instead of failing.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST = (3, 11)
CARRIED = ("python/bin/python3", "python/python.exe")  # unpacked here where none can be installed
KNOWN = ("python3.14", "python3.13", "python3.12", "python3.11")
TOO_OLD = """\
本程序需要 Python 3.11 或更新的版本，这台电脑上的是 {}（{}）。
  Debian 12、Ubuntu 24.04 及以后的系统自带合用的版本；
  Ubuntu 22.04 请运行：sudo apt-get install -y python3.11 python3.11-venv
  Windows 请安装 Python 3.12（python.org），装好后重新打开命令行窗口再试。
  不能上网、装不了的，把 Python 解开放在这个文件夹的 python 里，
  拷哪个文件，见程序仓库的 docs/不上网的电脑.md。"""
NOT_INSTALLED = """\
没有找到公文程序（gongwen）。请把它装进这个文件夹的 .venv（“程序的地址”换成它的仓库地址）：
  {} -m venv .venv
  {} -m pip install git+程序的地址
装好后再运行刚才的命令。"""


def newer_python() -> "str | None":
    """The first Python that is new enough and starts: carried here, or on the search path."""
    import subprocess

    test = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    for name in [str(HERE / each) for each in CARRIED] + list(KNOWN):
        try:
            if subprocess.call([name, "-c", test], stderr=subprocess.DEVNULL) == 0:
                return name
        except OSError:
            continue
    return None


def own_python() -> Path:
    """Where the interpreter of .venv is, or would be."""
    return HERE / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def start_installed() -> int:
    """The exit code of the installed program, for the office's folder that this file lies in."""
    try:
        from gongwen.__main__ import main as start
    except ModuleNotFoundError as error:
        if error.name != "gongwen":
            raise
        import shutil
        import subprocess

        program = shutil.which("gongwen")
        if program:
            os.chdir(HERE)
            return subprocess.call([program, *sys.argv[1:]])
        own = own_python().relative_to(HERE)
        sys.stderr.write(NOT_INSTALLED.format(Path(sys.executable).name, own) + "\n")
        return 2
    return start(HERE)


def main() -> int:
    """The exit code of the command on the command line."""
    beside = (HERE / "gongwen").is_dir()
    inside = Path(sys.prefix).resolve() == (HERE / ".venv").resolve()
    if sys.executable == str(own_python()) and "PYTHONHOME" not in os.environ:
        inside = True  # though half of .venv may be gone: not once more
    if not beside and not inside and own_python().exists():
        python = str(own_python())
        os.environ.pop("PYTHONHOME", None)  # would lead it to another installation, and back here
        if os.name == "posix":
            os.execv(python, [python, __file__, *sys.argv[1:]])  # noqa: S606 - no shell wanted
        import subprocess

        return subprocess.call([python, __file__, *sys.argv[1:]])
    if sys.version_info < OLDEST:
        import subprocess

        newer = newer_python()
        if newer:
            return subprocess.call([newer, __file__, *sys.argv[1:]])
        version = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write(TOO_OLD.format(version, sys.executable) + "\n")
        return 2
    if not beside:
        return start_installed()
    from gongwen.setup.environment import start

    code = start(sys.argv[1:])
    if code is None:
        try:
            from gongwen.cli import run

            code = run(sys.argv[1:])
        except Exception:
            from gongwen.setup.environment import mended

            code = mended(sys.argv[1:])
            if code is None:
                raise
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("\n已中断。\n")
        sys.exit(130)
