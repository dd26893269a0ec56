"""Archives that are damaged, would harm or would fill the memory are refused with a sentence."""

from __future__ import annotations

import struct
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from annotator.errors import CannotRead
from annotator.formats import zip_archive
from annotator.formats.zip_archive import checked, head_of_part


def archive(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries:
            target.writestr(name, data)
    return made.getvalue()


def refused(data: bytes) -> str:
    began = time.process_time()
    with pytest.raises(CannotRead) as raised:
        checked(data, "a.xlsx", "a workbook")
    assert time.process_time() - began < 5
    assert "a.xlsx" in str(raised.value)
    return str(raised.value)


def test_a_good_archive_is_given_with_what_is_in_it() -> None:
    made = checked(archive(("a.xml", b"<a/>"), ("b/c.bin", b"x" * 99)), "a.xlsx", "a workbook")
    assert made.read("b/c.bin") == b"x" * 99


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04", b"PK\x05\x06" + bytes(9)])
def test_what_is_no_archive_is_said(data: bytes) -> None:
    assert "is not a whole ZIP archive, so it cannot be a workbook" in refused(data)


def test_a_cut_archive_is_refused() -> None:
    whole = archive(("a.bin", bytes(range(256)) * 40), ("b.bin", b"x"))
    for n in range(4, len(whole), 7):
        refused(whole[:n])


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "a/../../b",
        "/etc/passwd",
        "C:/a",
        "c:a",
        "..",
        "a\\b",
        "..\\a",
        "\\\\host\\a",
        "a\nb",
    ],
)
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert "leads out of it" in refused(archive((name, b"x")))


def test_an_entry_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = archive(("a.bin", b"x"), ("a.bin", b"y"))
    assert "“a.bin” is in it twice" in refused(data)
    assert "twice" in refused(archive(("a.bin", b"x"), ("A.BIN", b"y")))


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("a")
    link.external_attr = 0o120777 << 16
    assert "is a link" in refused(archive((link, b"/etc/passwd")))


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(archive(("a.bin", b"x")))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + at] |= 1
    assert "encrypted" in refused(bytes(data))


def test_a_wrong_sum_is_found() -> None:
    data = bytearray(archive(("a.bin", b"x" * 99)))
    at = data.index(b"PK\x01\x02") + 16
    data[at] ^= 255
    assert "a.bin in it is damaged" in refused(bytes(data))


def test_a_bomb_is_refused_by_what_it_says() -> None:
    assert "would unpack to 60 MB" in refused(archive(("a.bin", bytes(60_000_000))))


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_it_holds() -> None:
    data = bytearray(archive(("a.bin", bytes(60_000_000))))
    for mark, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = data.index(mark) + at
        data[place : place + 4] = struct.pack("<I", 100)
    refused(bytes(data))


def test_a_bomb_in_a_bomb_is_refused() -> None:
    inner = archive(("a.bin", bytes(50_000_000)))
    assert "unpack" in refused(archive(*[(f"{n}.zip", inner * 40) for n in range(9)]))


def test_65536_entries_are_refused() -> None:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for n in range(65_536):
            target.writestr(f"{n}", b"")
    assert "65,536 files are in it (limit 10,000)" in refused(made.getvalue())


def test_bad_xml_in_it_is_named_with_its_place() -> None:
    assert "x/a.rels, line 2: it has a DTD" in refused(archive(("x/a.rels", b"\n<!DOCTYPE a><a/>")))


def test_a_method_that_nobody_knows_is_refused() -> None:
    data = bytearray(archive(("a.bin", b"x" * 99)))
    data[data.index(b"PK\x01\x02") + 10] = 99
    data[data.index(b"PK\x03\x04") + 8] = 99
    assert "damaged" in refused(bytes(data))


def test_the_limits_are_those_that_the_design_names() -> None:
    limits = (zip_archive.MAX_UNPACKED, zip_archive.MAX_RATIO, zip_archive.MAX_ENTRIES)
    assert limits == (500_000_000, 200, 10_000)


def test_the_first_bytes_of_a_part_are_none_where_it_cannot_be_had(tmp_path: Path) -> None:
    place = tmp_path / "a.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("part", b"0123456789")
    assert head_of_part(place, "part", 4) == head_of_part(place.read_bytes(), "part", 4) == b"0123"
    assert head_of_part(place, "other", 4) == b""
    data = place.read_bytes()
    locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    assert locked != data
    assert head_of_part(locked, "part", 4) == head_of_part(data[:30], "part", 4) == b""
    assert head_of_part(tmp_path / "nowhere", "part", 4) == b""
