"""What holds for all tests."""

import compileall
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import settings

from gongwen.pdf.second_office import second_office
from tests import libreoffice
from tests.made_once import MadeOnce
from tests.project import ROOT

# Speed is measured by benchmarks: a test that fails on a busy machine tells nothing. A property is
# tried a few times in every run, and often by `python build.py test --hypothesis-profile=long`.
settings.register_profile("short", deadline=None, max_examples=25)
settings.register_profile("long", deadline=None, max_examples=1000)
settings.load_profile("short")

# Many tests start the program, some in copies of it: where Python may keep nothing, each of them
# would compile hundreds of modules.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# In the background (nohup make test &) Ctrl-C is ignored, and so it would be in the programs that
# tests start and end by it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

PASSES = "现在已能通过，可以从列着它的文件里去掉"
ONLY_ONE = "只量了装着的一个 LibreOffice；另一个没有备（python build.py pdf-setup --second）"


def pytest_configure(config: pytest.Config) -> None:
    """The marks that are ours; the program compiled, once for all processes."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(ROOT / "gongwen", quiet=2)
    config.addinivalue_line(
        "markers", "libreoffice(fonts=True): starts LibreOffice, and looks at pages set in fonts"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `engine` is run for each LibreOffice."""
    if "engine" in metafunc.fixturenames:
        engines = libreoffice.engines()
        names = [engine.version or "no LibreOffice" for engine in engines]
        metafunc.parametrize("engine", engines, ids=names, scope="session")


@pytest.hookimpl(wrapper=True, tryfirst=True)  # before xdist reads the groups, after all others
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Where several processes run the tests, those of a file stay together, for they share what is
    made once for all of them; those that start one LibreOffice, the longest, stay together and go
    first.
    """
    ranks: dict[str, int] = {}
    for item in items:
        group = item.nodeid.partition("::")[0]
        mark = item.get_closest_marker("libreoffice")
        if mark:
            group = _engine_of(item).group
            ranks.setdefault(group, len(ranks))
            missing = libreoffice.missing(**{"fonts": True, **mark.kwargs})
            if missing:
                item.add_marker(pytest.mark.skip(reason=missing))
        item.add_marker(pytest.mark.xdist_group(group))
    yield

    def order(item: pytest.Item) -> tuple[int, str]:
        if item.get_closest_marker("libreoffice") is None:
            return len(ranks), ""
        return ranks[_engine_of(item).group], item.nodeid.partition("::")[0]

    items.sort(key=order)


def _engine_of(item: pytest.Item) -> libreoffice.Engine:
    """The LibreOffice that a test starts; the installed one where it does not say."""
    given = getattr(item, "callspec", None)
    engine: libreoffice.Engine = (given.params if given else {}).get(
        "engine", libreoffice.engines()[0]
    )
    return engine


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """What many tests begin with is made once."""
    return MadeOnce(tmp_path_factory.mktemp("once"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tested on this machine, and what does not hold yet, one line for each reason."""
    skipped = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple)
    )
    for reason, count in skipped.items():
        terminalreporter.write_line(f"跳过{count}项：{reason}")
    failing = Counter(report.wasxfail for report in terminalreporter.getreports("xfailed"))
    for reason, count in failing.items():
        terminalreporter.write_line(f"留待处理{count}项：{reason}")
    passing = Counter(report.wasxfail for report in terminalreporter.getreports("xpassed"))
    for reason, count in passing.items():
        terminalreporter.write_line(f"留待处理的{count}项{PASSES}：{reason}")
    passed = terminalreporter.getreports("passed")
    if any("libreoffice" in each.keywords for each in passed) and not second_office(ROOT):
        terminalreporter.write_line(ONLY_ONE)
