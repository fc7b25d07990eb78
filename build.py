"""The command line's entry, `python build.py --help`: goes on inside .venv, set up when missing.

Kept to what Python 3.6 can read, so that an old Python says what is missing instead of failing.
"""

import sys

OLDEST = (3, 11)
KNOWN = ("python3.14", "python3.13", "python3.12", "python3.11")
TOO_OLD = """\
本程序需要 Python 3.11 或更新的版本，这台电脑上的是 {}（{}）。
  Debian 12、Ubuntu 24.04 及以后的系统自带合用的版本；
  Ubuntu 22.04 请运行：sudo apt-get install -y python3.11 python3.11-venv
  Windows 请安装 Python 3.12（python.org），装好后重新打开命令行窗口再试。"""


def newer_python() -> "str | None":
    """The first Python on the search path that is new enough and starts."""
    import subprocess

    test = f"import sys; sys.exit(sys.version_info < {OLDEST})"
    for name in KNOWN:
        try:
            if subprocess.call([name, "-c", test], stderr=subprocess.DEVNULL) == 0:
                return name
        except OSError:
            continue
    return None


def main() -> int:
    """The exit code of the command on the command line."""
    if sys.version_info < OLDEST:
        import subprocess

        python = newer_python()
        if python:
            return subprocess.call([python, __file__, *sys.argv[1:]])
        version = ".".join(str(part) for part in sys.version_info[:3])
        sys.stderr.write(TOO_OLD.format(version, sys.executable) + "\n")
        return 2
    from gongwen.setup.environment import start

    code = start(sys.argv[1:])
    if code is None:
        from gongwen.cli import run

        code = run(sys.argv[1:])
    return code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("\n已中断。\n")
        sys.exit(130)
