"""doctor: what is there, and what to do about what is not."""

from __future__ import annotations

import argparse

from . import FAILED, Button

HELP = "体检：缺什么、怎么办"
BUTTONS = (Button(110, "体检"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(options: argparse.Namespace) -> int:
    """Say all; 1 where something is not there without which nothing works."""
    from ..checkup.computer import examine

    lacking = reminders = 0
    for finding in examine(options.root):
        print(f"[{finding.state}] {finding.said}")
        if finding.advice:
            print(f"       → {finding.advice}")
        lacking += finding.state == "缺少"
        reminders += finding.state == "提醒"
    if lacking:
        print(f"有{lacking}项缺了就不能用，请先照“→”办；另有{reminders}项提醒。")
        return FAILED
    print("可以使用。" + (f"有{reminders}项提醒，不妨碍生成文件。" if reminders else ""))
    return 0
