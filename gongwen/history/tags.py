"""Tags with a message as git keeps them, and of those of releases whether they are all here.

git forgets a deleted tag. So a release keeps a second reference to what its tag points to, out of
the way of `git tag -d`: what has one and no tag was deleted. It stays in this copy; in others only
what git says of how they were fetched can tell.
"""

from __future__ import annotations

from .repository import Repository

KEPT = "refs/印发留底/"
"""Below which the second references stand."""


def tagged_messages(below: str, prefix: str, repository: Repository) -> list[tuple[str, str]]:
    """The references below `below` with the messages of their tags, by name; of each name `prefix`
    is taken off.
    """
    told = repository.store.messages(below).items()
    return [(name.removeprefix(prefix), message) for name, message in told]


def keep_reference(tag: str, repository: Repository) -> None:
    """Remember a tag that was just made."""
    repository.store.set_reference(f"{KEPT}{tag}", f"refs/tags/{tag}")


def keep_missing_reference(tag: str, repository: Repository) -> None:
    """The same for a tag whose release was killed between the two steps; one that is remembered
    already, or not there, is left alone.
    """
    here = repository.store.references(f"refs/tags/{tag}")
    if here and not repository.store.references(f"{KEPT}{tag}"):
        keep_reference(tag, repository)


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
    remotes = repository.store.remotes()
    without = [
        name for name in remotes if repository.store.setting(f"remote.{name}.tagOpt") == "--no-tags"
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
    found = repository.store.references(prefix)
    return {name.removeprefix(prefix): made for name, made in found.items()}
