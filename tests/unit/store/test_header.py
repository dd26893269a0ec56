"""A file's first bytes tell what it is, before SQLite sees it; what is no project is told."""

from __future__ import annotations

import errno
import os
import struct
import zipfile
from pathlib import Path

import pytest

from annotator.errors import (
    CannotOpen,
    DamagedProject,
    ForeignFile,
    IncompleteProject,
    MissingProject,
    NewerProject,
)
from annotator.store import header
from annotator.store.header import (
    LARGEST_BYTES,
    forget_open,
    has_open_journal,
    look,
    remember_open,
)
from annotator.store.schema import FORMAT
from tests import builders as make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make.project_file(tmp_path)


def _changed(path: Path, at: int, data: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[at : at + len(data)] = data
    path.write_bytes(whole)


def test_a_project_is_known_through_a_link_too(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(path)
    facts = look(link)
    found = path.stat()
    assert (facts.path, facts.has_journal) == (path.resolve(), False)
    assert facts.identity == (found.st_dev, found.st_ino)


@pytest.mark.parametrize(
    ("at", "data", "kind", "words"),
    [
        (0, b"SQLite format 4\0", ForeignFile, "is not an Annotator project"),
        (18, b"\2", ForeignFile, "of another program"),
        (19, b"\2", ForeignFile, "of another program"),
        (56, struct.pack(">I", 2), ForeignFile, "of another program"),
        (68, struct.pack(">I", 7), ForeignFile, "of another program"),
        (
            60,
            struct.pack(">i", FORMAT + 1),
            NewerProject,
            f"format {FORMAT + 1}, .* to {FORMAT}",
        ),
        (60, struct.pack(">i", 2**31 - 1), NewerProject, "written by a newer"),
        (60, struct.pack(">i", 0), DamagedProject, "its format number is 0"),
        (60, struct.pack(">i", -1), DamagedProject, "its format number is -1"),
    ],
)
def test_each_number_of_the_first_page_is_looked_at(
    path: Path, at: int, data: bytes, kind: type[CannotOpen], words: str
) -> None:
    _changed(path, at, data)
    with pytest.raises(kind, match=words) as caught:
        look(path)
    assert type(caught.value) is kind
    assert caught.value.where.file == str(path)


def test_pages_that_are_missing_or_too_many_are_counted(path: Path) -> None:
    whole = path.read_bytes()
    (size,) = struct.unpack_from(">H", whole, 16)
    n = len(whole) // size
    path.write_bytes(whole[: -2 * size])
    with pytest.raises(IncompleteProject, match=f"2 of {n} pages are missing"):
        look(path)
    path.write_bytes(whole + bytes(size))
    with pytest.raises(DamagedProject, match="added at its end"):
        look(path)
    path.write_bytes(whole[:28] + bytes(4) + whole[32:])
    with pytest.raises(DamagedProject, match="added at its end"):
        look(path, may_be_longer=True)
    path.write_bytes(whole[:511])
    with pytest.raises(IncompleteProject, match="most of it is missing"):
        look(path)
    path.write_bytes(whole[:512])
    with pytest.raises(IncompleteProject, match=f"{n} of {n} pages"):
        look(path)


def test_with_a_journal_beside_it_length_and_format_wait(path: Path) -> None:
    journal = path.with_name(f"{path.name}-journal")
    journal.touch()
    assert not has_open_journal(path)
    assert not look(path).has_journal
    journal.write_bytes(b"x")
    assert has_open_journal(path)
    path.write_bytes(path.read_bytes() + bytes(4096))
    _changed(path, 60, struct.pack(">i", FORMAT + 3))
    assert look(path).has_journal


def test_a_file_that_is_open_here_is_not_read_a_second_time(path: Path) -> None:
    identity = look(path).identity
    remember_open(identity)
    remember_open(identity)
    forget_open(identity)
    size = path.stat().st_size
    path.write_bytes(b"x" * size)
    assert look(path).identity == identity
    forget_open(identity)
    with pytest.raises(ForeignFile):
        look(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 x", "a PDF file"),
        (b"\xd0\xcf\x11\xe0 x", "an old Word or Excel file"),
        (b"\x1f\x8b\x08 x", "a compressed file"),
        (b"\x89PNG x", "a picture"),
        (b"\xff\xd8\xff x", "a picture"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "a web page"),
        (b"<HTML>", "a web page"),
        ("Grüße".encode(), "a text"),
        (b"\xff\xfea\0", "a text"),
        (b"a" * 4095 + "é".encode(), "a text"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_looks_like(
    tmp_path: Path, data: bytes, words: str
) -> None:
    place = tmp_path / "other.annotator"
    place.write_bytes(data)
    with pytest.raises(ForeignFile, match=f"it looks like {words}") as caught:
        look(place)
    is_readable = words in {"a text", "a web page"}
    hint = "Use Import to read it." if is_readable else "Pick a file that Annotator made."
    assert caught.value.hint == hint


@pytest.mark.parametrize("data", [b"a\0b", b"\xc3\x28 no text", b"a" * 100 + b"\xff" * 8])
def test_bytes_that_look_like_nothing_are_just_no_project(tmp_path: Path, data: bytes) -> None:
    place = tmp_path / "other.annotator"
    place.write_bytes(data)
    with pytest.raises(ForeignFile, match=r"is not an Annotator project\.$") as caught:
        look(place)
    assert caught.value.hint == "Pick a file that Annotator made."


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("word/document.xml", "a Word document"),
        ("[Content_Types].xml", "a Word, Excel or PowerPoint document"),
        ("project.qde", "a REFI-QDA project"),
        ("some.txt", "a ZIP archive"),
    ],
)
def test_a_zip_is_named_for_what_is_in_it(tmp_path: Path, inside: str, words: str) -> None:
    place = tmp_path / "other.annotator"
    with zipfile.ZipFile(place, "w") as made:
        made.writestr(inside, "x")
    with pytest.raises(ForeignFile, match=f"it looks like {words}"):
        look(place)


def test_what_is_no_file_is_said_at_once(tmp_path: Path, path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (tmp_path, loop, pipe, Path(os.devnull)):
        with pytest.raises(MissingProject, match="is not a file"):
            look(place)
    for missing in (tmp_path / "no", path / "inside", Path("a\0b")):
        with pytest.raises(MissingProject, match="was not found"):
            look(missing)
    path.write_bytes(b"")
    with pytest.raises(ForeignFile, match="is empty"):
        look(path)


def test_a_file_that_is_too_large_is_not_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(header, "LARGEST_BYTES", path.stat().st_size)
    look(path)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(ForeignFile, match="too large to be a project"):
        look(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said(path: Path) -> None:
    path.chmod(0)
    with pytest.raises(MissingProject, match="You may not read"):
        look(path)


def test_the_smallest_sizes_are_told_apart(path: Path) -> None:
    whole = path.read_bytes()
    for data, kind, words in (
        (b"", ForeignFile, "is empty"),
        (whole + b"x", DamagedProject, "added at its end"),
        (whole[:-1], IncompleteProject, "1 of"),
    ):
        path.write_bytes(data)
        with pytest.raises(kind, match=words) as caught:
            look(path)
        assert type(caught.value) is kind
        assert caught.value.where.file == str(path)
        assert caught.value.hint


def test_a_file_as_large_as_may_be_is_looked_at_and_a_larger_one_is_not(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(LARGEST_BYTES)
    with pytest.raises(DamagedProject, match="added at its end"):
        look(path)
    with path.open("r+b") as file:
        file.truncate(LARGEST_BYTES + 1)
    with pytest.raises(ForeignFile, match="too large to be a project"):
        look(path)


def test_pages_of_64_kilobytes_are_counted_as_such(path: Path) -> None:
    whole = path.read_bytes()
    _changed(path, 16, struct.pack(">H", 1))
    _changed(path, 28, struct.pack(">I", 9))
    with pytest.raises(IncompleteProject, match=f"{9 - len(whole) // 65536} of 9 pages"):
        look(path)
    path.write_bytes(path.read_bytes().ljust(9 * 65536, b"\0"))
    assert look(path).path == path
    _changed(path, 16, struct.pack(">H", 0))
    assert look(path).path == path


def test_a_length_that_another_program_left_unsaid_is_not_held_against_it(path: Path) -> None:
    """Old versions of SQLite write the file without the number of its pages."""
    _changed(path, 92, struct.pack(">I", 0))
    path.write_bytes(path.read_bytes() + bytes(4096))
    assert look(path).path == path


@pytest.mark.parametrize("what", ["resolve", "stat", "open"])
def test_what_may_not_be_read_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patched:
        patched.setattr(os if what == "open" else Path, what, refuse)
        with pytest.raises(MissingProject, match=r"You may not read “study\.annotator”") as caught:
            look(path)
    assert caught.value.where.file == str(path)


def test_what_becomes_a_pipe_while_one_looks_is_not_a_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = os.pipe()
    monkeypatch.setattr(os, "open", lambda *_: ends[0])
    with pytest.raises(MissingProject, match="is not a file"):
        look(path)
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(ends[0])
    os.close(ends[1])


def test_no_handle_is_left_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    closed: list[int] = []
    plain_open, plain_close = os.open, os.close
    monkeypatch.setattr(os, "open", lambda *a: opened.append(plain_open(*a)) or opened[-1])
    monkeypatch.setattr(os, "close", lambda one: closed.append(one) or plain_close(one))
    look(path)
    assert len(opened) == 1
    path.write_bytes(b"x")
    with pytest.raises(ForeignFile):
        look(path)
    assert len(opened) == 2
    assert closed == opened
