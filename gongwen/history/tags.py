"""Tags with a message as git keeps them, and of those of releases whether they are all here.

git forgets a deleted tag. So a release keeps a second reference to what its tag points to, out of
the way of `git tag -d`: what has one and no tag was deleted. It stays in this copy; in others only
what git says of how they were fetched can tell.
"""

from __future__ import annotations

from .repository import HistoryError, Repository

KEPT = "refs/印发留底/"
"""Below which the second references stand."""


def make_tag(tag: str, message: str, repository: Repository) -> None:
    """A tag at HEAD with a message, kept to the letter. Raises HistoryError where it fails."""
    feed = message.encode()
    done = repository.run("tag", "-a", "--cleanup=verbatim", "-F", "-", tag, feed=feed)
    if done.returncode:
        raise HistoryError(done.stderr.decode("utf-8", "replace").strip())


def tagged_messages(below: str, prefix: str, repository: Repository) -> list[tuple[str, str]]:
    """The references below `below` with the messages of their tags, by name; of each name `prefix`
    is taken off.
    """
    printed = repository.text("for-each-ref", "--format=%(refname)%00%(contents)%00%01", below)
    found = []
    for record in printed.split("\x01"):
        name, _, message = record.strip("\n").partition("\0")
        if name:
            found.append((name.removeprefix(prefix), message.removesuffix("\0")))
    return found


def keep_reference(tag: str, repository: Repository) -> None:
    """Remember a tag that was just made."""
    repository.run("update-ref", f"{KEPT}{tag}", f"refs/tags/{tag}")


def keep_missing_reference(tag: str, repository: Repository) -> None:
    """The same for a tag whose release was killed between the two steps; one that is remembered
    already, or not there, is left alone.
    """
    repository.run("update-ref", f"{KEPT}{tag}", f"refs/tags/{tag}", "")


def deleted_tags(repository: Repository) -> dict[str, str]:
    """The tags of releases made here that are gone, and how each is had back."""
    kept, here = _listed(KEPT, repository), _listed("refs/tags/", repository)
    return {
        tag: f"git update-ref refs/tags/{tag} {kept[tag]}" for tag in sorted(kept.keys() - here)
    }


def changed_tags(repository: Repository) -> set[str]:
    """The tags of releases made here that are no longer what they were."""
    kept, here = _listed(KEPT, repository), _listed("refs/tags/", repository)
    return {tag for tag, made in kept.items() if here.get(tag, made) != made}


def not_all_fetched(repository: Repository) -> str:
    """What is to be said where this copy was fetched without the tags of others; else ""."""
    remotes = repository.text("remote").splitlines()
    without = [
        name
        for name in remotes
        if repository.text("config", f"remote.{name}.tagOpt") == "--no-tags"
    ]
    if without:
        return (
            f"这里取 {without[0]} 时不取标签，别人印发的可能没有取来：git fetch --tags {without[0]}"
        )
    if remotes and repository.is_shallow():
        return "这里只取来了近期的版本，以前印发的可能没有取来：git fetch --unshallow --tags"
    return ""


def _listed(prefix: str, repository: Repository) -> dict[str, str]:
    """The references below `prefix` by the rest of their names, with what they point to."""
    printed = repository.text("for-each-ref", "--format=%(objectname) %(refname)", prefix)
    found = (line.partition(" ") for line in printed.splitlines())
    return {name.removeprefix(prefix): made for made, _, name in found}
