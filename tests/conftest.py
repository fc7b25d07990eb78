"""What holds for all tests."""

import signal
from collections import Counter

import pytest
from hypothesis import settings

from tests import libreoffice
from tests.held_back import held_back

# Speed is measured by benchmarks: a test that fails on a busy machine tells nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# In the background (nohup make test &) Ctrl-C is ignored, and so it would be in the programs that
# tests start and end by it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

PASSES = "现在已能通过，可以从列着它的文件里去掉"


def pytest_configure(config: pytest.Config) -> None:
    """The marks that are ours."""
    config.addinivalue_line(
        "markers", "libreoffice(fonts=True): starts LibreOffice, and looks at pages set in fonts"
    )


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where several processes run the tests, those of a file stay together, for they share what is
    made once for all of them; those that start LibreOffice, the longest, stay together and go
    first.
    """
    for item in items:
        group = item.nodeid.partition("::")[0]
        mark = item.get_closest_marker("libreoffice")
        if mark:
            group = libreoffice.GROUP
            _meet_libreoffice(item, libreoffice.missing(**{"fonts": True, **mark.kwargs}))
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: item.get_closest_marker("libreoffice") is None)


def _meet_libreoffice(item: pytest.Item, missing: str) -> None:
    """Skip a test where something is `missing` for it; let it fail where it is held back here."""
    if missing:
        item.add_marker(pytest.mark.skip(reason=missing))
    elif (held := held_back(item.nodeid)) and libreoffice.version() != libreoffice.MEASURED_WITH:
        item.add_marker(pytest.mark.xfail(reason=held.reason, raises=AssertionError, strict=False))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tested on this machine, and what does not hold on it yet, one line for each
    reason.
    """
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
