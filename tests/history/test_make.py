"""The make targets of versions pass on exactly what was typed."""

from __future__ import annotations

import pytest

from tests.setup.test_makefile import HOSTILE, Office, office

__all__ = ["office"]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_typed_arrives(office: Office, name: str) -> None:
    for arguments, expected in (
        (["save", f"DOC={name}", f"M={name}"], ["save", f"--message={name}", "--", name]),
        (
            ["save", f"DOC={name}", f"M={name}", f"BY={name}"],
            ["save", f"--message={name}", f"--name={name}", "--", name],
        ),
        (["history", f"DOC={name}", f"SINCE={name}"], ["history", f"--since={name}", "--", name]),
        (["diff", f"DOC={name}"], ["diff", "--", name]),
        (["diff", f"DOC={name}", f"FROM={name}"], ["diff", "--", name, name]),
        (["diff", f"DOC={name}", f"TO={name}"], ["diff", "--", name, "HEAD", name]),
        (["diff", f"DOC={name}", f"NOTE={name}"], ["diff", f"--note={name}", "--", name]),
        (["diff", f"DOC={name}", "PDF=1"], ["diff", "--pdf", "--", name]),
        (["diff", f"DOC={name}", "EACH=1", "NAMES=1"], ["diff", "--each", "--names", "--", name]),
        (["draft", f"DOC={name}", "PDF=1"], ["draft", "--pdf", "--", name]),
        (["draft", f"DOC={name}", f"MARK={name}"], ["draft", f"--watermark={name}", "--", name]),
        (["release", f"DOC={name}"], ["release", "--", name]),
        (["release", f"DOC={name}", "CHECKED=1"], ["release", "--warnings-checked", "--", name]),
        (["verify", f"DOC={name}"], ["verify", "--", name]),
        (["register"], ["register"]),
    ):
        done = office.make(*arguments)
        assert (done.returncode, done.stderr) == (0, "")
        assert office.calls() == [expected]
    assert not (office.root / "pwned").exists()
