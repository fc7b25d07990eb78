"""Files that hold the returned ones: a mail with what was attached to it, a packed folder."""

from __future__ import annotations

import email
import io
import zipfile
import zlib
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from pathlib import Path, PurePosixPath
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..storage.files import write_atomically
from ..word.refusal import LARGEST_FILE

_MOST: Final = 300
"""Files in one that holds others."""
_LARGEST: Final = 4 * LARGEST_FILE
"""Bytes of all of them together."""
_LONGEST_ENDING: Final = 8
PACKED: Final = (".eml", ".zip")
_NOT_TO_BE_OPENED: Final = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),  # the last: a password
    *(ValueError, LookupError, OSError),
)


class TooMuchError(Exception):
    """What is packed is more than anybody means; the text says what."""


class ReturnedFile(Struct, frozen=True):
    """A returned file: where it lies, how it is shown, and what else may name its unit, each with
    where that stood. `fault` is why it could not be opened, "" = it could.
    """

    path: Path
    shown: str
    names: tuple[tuple[str, str], ...] = ()
    fault: str = ""

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.shown).suffix.lower()


def named(path: Path, shown: str) -> ReturnedFile:
    """A file whose unit its own name, or that of the folder it lies in, may say."""
    whole = PurePosixPath(shown)
    above = [(each, "文件夹名") for each in reversed(whole.parts[:-1])]
    return ReturnedFile(path, shown, ((whole.stem, "文件名"), *above))


def opened(file: ReturnedFile, inner: Path) -> Iterator[ReturnedFile]:
    """The files that one holds, written below `inner`; itself where it holds none."""
    content = file.path.read_bytes()
    try:
        parts = list(_of_mail(content) if file.suffix == ".eml" else _of_zip(content))
    except TooMuchError as error:
        yield ReturnedFile(file.path, file.shown, file.names, f"解不开：{error}；请解压后再收")
        return
    except _NOT_TO_BE_OPENED:
        fault = "解不开：设了密码、用了别的压缩方法，或者文件坏了；请解压后再收"
        yield ReturnedFile(file.path, file.shown, file.names, fault)
        return
    sender = _sender(content) if file.suffix == ".eml" else ()
    for number, (name, held) in enumerate(parts, 1):
        ending = re.sub(r"[^\w.]", "", PurePosixPath(name).suffix)[:_LONGEST_ENDING]
        target = inner / f"{len(list(inner.iterdir()))}-{number}{ending}"
        write_atomically(target, held)
        found = named(target, f"{file.shown}/{name}")
        yield ReturnedFile(target, found.shown, (*found.names, *sender))


def _of_mail(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The text of a mail, and what was attached to it."""
    mail = email.message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("plain", "html")) if isinstance(mail, EmailMessage) else None
    if body is not None and (text := str(body.get_content())).strip():
        suffix = ".html" if body.get_content_subtype() == "html" else ".txt"
        yield f"正文{suffix}", text.encode()
    attached = mail.iter_attachments() if isinstance(mail, EmailMessage) else ()
    for number, each in enumerate(attached, 1):
        held = _held(each)
        if held is not None:
            yield _plain(each.get_filename() or f"附件{number}"), held


def _held(part: Message) -> bytes | None:
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else None


def _sender(content: bytes) -> tuple[tuple[str, str], ...]:
    mail = email.message_from_bytes(content, policy=policy.default)
    name = str(mail.get("From", "")).partition("<")[0].strip(' "')
    return ((name, "发件人"),) if name else ()


def _of_zip(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a packed folder. Raises TooMuchError where there is more than can be meant."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = [each for each in package.infolist() if not each.is_dir()]
        if len(files) > _MOST or sum(each.file_size for each in files) > _LARGEST:
            raise TooMuchError("里面的文件太多或者太大")
        left = _LARGEST
        for each in files:
            with package.open(each) as held:
                read = held.read(left + 1)
            left -= len(read)
            if left < 0:
                raise TooMuchError("里面的文件太大")
            yield _plain(_name_in(each)), read


def _name_in(info: zipfile.ZipInfo) -> str:
    """The name of a packed file; those of Chinese Windows say nothing of how they are written."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _plain(name: str) -> str:
    """A name without what would lead out of its folder."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "附件"
