"""Which version of the program this is."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def version(package: Path = _PACKAGE) -> str:
    """The version of the program in the folder `package`: what a checkout's pyproject.toml beside
    it says, or what pip has written down beside it; "" where neither is there.

    Another gongwen that happens to be installed as well is not asked.
    """
    import tomllib
    from importlib.metadata import distributions

    try:
        text = (package.parent / "pyproject.toml").read_text(encoding="utf-8")
        project = tomllib.loads(text).get("project", {})
    except (OSError, ValueError):
        project = {}
    if project.get("name") == "gongwen":
        return str(project.get("version", ""))
    installed = distributions(name="gongwen", path=[str(package.parent)])
    return next((each.version for each in installed), "")
