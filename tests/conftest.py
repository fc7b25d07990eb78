"""What holds for all tests."""

import signal
from collections import Counter

import pytest
from hypothesis import settings

# Speed is measured by benchmarks: a test that fails on a busy machine tells nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# In the background (nohup make test &) Ctrl-C is ignored, and so it would be in the programs that
# tests start and end by it.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was not tested on this machine, one line for each reason."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.getreports("skipped")
        if isinstance(report.longrepr, tuple)
    )
    for reason, count in reasons.items():
        terminalreporter.write_line(f"跳过{count}项：{reason}")
