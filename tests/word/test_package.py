import os
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.word.package import Packer, pack, unpack

from ..compositions import ROOT

PARTS = {"word/document.xml": b"<d/>", "_rels/.rels": b"<r/>", "[Content_Types].xml": b"<t/>"}


def test_content_types_come_first_then_the_rest_by_name() -> None:
    names = zipfile.ZipFile(BytesIO(pack({"a.xml": b"", **PARTS}))).namelist()
    assert names == ["[Content_Types].xml", "_rels/.rels", "a.xml", "word/document.xml"]


def test_entries_carry_no_moment_and_no_machine() -> None:
    for entry in zipfile.ZipFile(BytesIO(pack(PARTS))).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr, entry.extra) == (3, 0o644 << 16, b"")


def test_order_of_the_mapping_does_not_show() -> None:
    assert pack(PARTS) == pack(dict(reversed(PARTS.items())))


@pytest.mark.parametrize("compress", [True, False])
@given(parts=st.dictionaries(st.text("ab/中_[].", min_size=1), st.binary()))
def test_bytes_are_those_of_zipfile(compress: bool, parts: dict[str, bytes]) -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, parts[name])
    assert pack(parts, compress=compress) == buffer.getvalue()


def test_what_packages_have_in_common_makes_the_same_bytes() -> None:
    packer = Packer(PARTS)
    other = {**PARTS, "word/document.xml": b"<other/>"}
    for parts in (PARTS, other, PARTS, other):
        assert packer.pack(parts) == pack(parts)


def test_a_template_is_stored_as_it_is() -> None:
    assert b"<d/>" in pack(PARTS, compress=False)


@given(
    st.dictionaries(st.text("abc/", min_size=1).filter(lambda n: not n.endswith("/")), st.binary())
)
def test_unpack_gives_back_what_was_packed(parts: dict[str, bytes]) -> None:
    assert unpack(pack(parts)) == parts


def test_what_is_no_package_is_refused() -> None:
    with pytest.raises(zipfile.BadZipFile):
        unpack(b"PK but not quite")


_PRINT_HASH = """
import hashlib
from gongwen.word.package import pack
from gongwen.render.render import render
from tests.compositions import ALL, template
ready = template()
for composition in ALL.values():
    print(hashlib.sha256(pack(render(composition, ready))).hexdigest())
"""


def test_same_bytes_whatever_the_hash_seed_and_the_time_zone() -> None:
    printed = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("4242", "America/New_York")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(
            [sys.executable, "-c", _PRINT_HASH],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        printed.add(run.stdout)
    assert len(printed) == 1
    assert len(printed.pop().split()) == 4
