"""What is no project file of ours is refused with a sentence, fast, and never written."""

from __future__ import annotations

import io
import os
import socket
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest

from annotator.errors import (
    DamagedProject,
    ForeignFile,
    LockedProject,
    MissingProject,
    NewerProject,
)
from annotator.store.file import open_file
from tests import builders as make
from tests.crash.refusing import refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    step, _ = make.small_corpus()
    return make.project_file(tmp_path, step)


# --- no file ------------------------------------------------------------------------------------


def test_a_missing_file(tmp_path: Path) -> None:
    refused(tmp_path / "no.annotator", MissingProject, "“no.annotator” was not found")


def test_a_path_through_a_file(path: Path) -> None:
    with pytest.raises(MissingProject, match="was not found"):
        open_file(path / "x.annotator")


def test_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "folder.annotator"
    place.mkdir()
    refused(place, MissingProject, "is not a file")


def test_a_pipe(tmp_path: Path) -> None:
    place = tmp_path / "pipe.annotator"
    os.mkfifo(place)
    refused(place, MissingProject, "is not a file")


def test_a_device(tmp_path: Path) -> None:
    place = tmp_path / "zero.annotator"
    place.symlink_to("/dev/zero")
    refused(place, MissingProject, "is not a file")


def test_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "s.annotator"
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("s.annotator")
        refused(place, MissingProject, "is not a file")


def test_links_that_go_round(tmp_path: Path) -> None:
    first, second, own = (tmp_path / name for name in ("a.annotator", "b.annotator", "c.annotator"))
    first.symlink_to(second)
    second.symlink_to(first)
    own.symlink_to(own)
    for place in (first, own):
        with pytest.raises(MissingProject, match=r"is not a file|was not found"):
            open_file(place)


def test_a_link_to_a_project_opens_the_project(path: Path) -> None:
    link = path.with_name("link.annotator")
    link.symlink_to(path)
    with open_file(link, who="Ada") as file:
        assert file.path == path.resolve()
        with pytest.raises(LockedProject):
            open_file(path, who="Bo")


def test_a_name_with_signs_that_turn_the_line_is_made_visible(tmp_path: Path) -> None:
    with pytest.raises(MissingProject, match="<202E>") as caught:
        open_file(tmp_path / "a\u202etxt\n.annotator")
    assert "\n" not in caught.value.message


def test_odd_names_open(tmp_path: Path) -> None:
    for name in ("a?mode=memory#x.annotator", "100 %41 é ذ.annotator", " .annotator"):
        made = make.project_file(tmp_path, name=name)
        with make.opened(made) as project:
            assert project.reader.last_steps().number == 1


# --- other files --------------------------------------------------------------------------------


def zipped(*names: str) -> bytes:
    """Give a zip file with these names in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 400)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (zipped("[Content_Types].xml", "word/document.xml"), "looks like a Word"),
        (zipped("a.txt"), "looks like a ZIP archive"),
        (b"%PDF-1.7\n" + b"x" * 600, "looks like a PDF"),
        (b"Dear all,\n\xe2\x80\x9cwe will\xe2\x80\x9d " * 40, "looks like a text"),
        (b"short", "looks like a text"),
        (b"\xff\xfeh\x00i\x00" * 200, "looks like a text"),
        (b"<!DOCTYPE html><html>" + b" " * 600, "looks like a web page"),
        (bytes(range(256)) * 4, "is not an Annotator project[.]"),
        (b"\x00" * 5000, "is not an Annotator project[.]"),
        (b"SQLite format 2\x00" + b"x" * 600, "is not an Annotator project"),
    ],
)
def test_files_of_other_kinds_are_named(tmp_path: Path, content: bytes, words: str) -> None:
    place = tmp_path / "x.annotator"
    place.write_bytes(content)
    refused(place, ForeignFile, words)


def test_a_file_larger_than_any_project(tmp_path: Path) -> None:
    place = tmp_path / "x.annotator"
    with place.open("wb") as handle:
        handle.truncate(9 * 1024**3)
    with pytest.raises(ForeignFile, match="too large"):
        open_file(place)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    place = tmp_path / "x.annotator"
    with sqlite3.connect(place) as other:
        other.execute("CREATE TABLE meta (a)")
    other.close()
    refused(place, ForeignFile, "is a database of another program")


def altered(path: Path, at: int, content: bytes) -> None:
    """Write some bytes into the file."""
    held = bytearray(path.read_bytes())
    held[at : at + len(content)] = content
    path.write_bytes(held)


@pytest.mark.parametrize(
    ("at", "content"),
    [(18, b"\x02\x02"), (18, b"\x02\x01"), (56, b"\0\0\0\2"), (56, b"\0\0\0\3"), (68, b"XXXX")],
)
def test_headers_that_are_not_ours(path: Path, at: int, content: bytes) -> None:
    altered(path, at, content)
    refused(path, ForeignFile, "is a database of another program")


def test_a_wal_file_and_a_utf_16_file_made_by_sqlite(tmp_path: Path) -> None:
    for name, settings in (
        ("wal", ("journal_mode = wal",)),
        ("utf16", ("encoding = 'UTF-16le'",)),
    ):
        place = tmp_path / f"{name}.annotator"
        other = sqlite3.connect(place)
        for setting in (*settings, "application_id = 0x414E4E4F", "user_version = 2"):
            other.execute(f"PRAGMA {setting}")
        other.execute("CREATE TABLE meta (a)")
        other.commit()
        other.close()
        refused(place, ForeignFile, "is a database of another program")


@pytest.mark.parametrize("number", [3, 5, 2**31 - 1])
def test_a_newer_format(path: Path, number: int) -> None:
    altered(path, 60, struct.pack(">i", number))
    error = refused(path, NewerProject, f"newer Annotator .format {number}, this one reads up to 2")
    assert error.hint == "Update Annotator to open it; nothing was changed."


@pytest.mark.parametrize("number", [0, -1, -(2**31)])
def test_a_format_number_that_never_was(path: Path, number: int) -> None:
    altered(path, 60, struct.pack(">i", number))
    refused(path, DamagedProject, "its format number is")


def test_a_newer_format_behind_a_journal_is_seen_after_rolling_back(path: Path) -> None:
    altered(path, 60, struct.pack(">i", 7))
    path.with_name(f"{path.name}-journal").write_bytes(b"not a journal" * 100)
    with pytest.raises(NewerProject):
        open_file(path, who="Ada")
