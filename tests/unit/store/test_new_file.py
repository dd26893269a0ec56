"""A project file is made whole or not at all, and says what it is."""

from __future__ import annotations

import errno
import os
import sqlite3
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

import annotator
from annotator import disk
from annotator.errors import AnnotatorError, CannotWrite, DiskFull, ReadOnly, TargetExists
from annotator.store.file import open_file
from annotator.store.new_file import create, made
from annotator.text.normal import RULES_VERSION
from tests import builders as make

CHECKOUT = Path(__file__).resolve().parent.parent.parent.parent


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.annotator"
    create(
        path,
        title="Tïtle",
        scheme=make.scheme(),
        new_id=make.counting_ids("n"),
        now=make.now,
        by="c",
    )
    with open_file(path, who="Ada") as file, file.reader() as reader:
        facts = reader.facts()
        assert (facts.project_id, facts.title, facts.format) == ("n-000001", "Tïtle", 2)
        assert facts.created == make.NOW
        assert facts.program == f"annotator {annotator.__version__}"
        assert reader.scheme() == make.scheme()
        (first,) = reader.steps()
        assert (first.step.act, first.step.by, first.state) == ("new", "c", "done")
        assert first.n_changes == 1
        assert file.project_id == facts.project_id


def test_a_scheme_without_a_date_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "new.annotator"
    create(path, title="", scheme=replace(make.scheme(), created=""), now=make.now)
    with open_file(path) as file, file.reader() as reader:
        assert reader.scheme().created == make.NOW


def test_a_file_that_is_there_is_never_overwritten(tmp_path: Path) -> None:
    for name in ("file", "folder", "link"):
        place = tmp_path / name
        if name == "file":
            place.write_text("precious")
        elif name == "folder":
            place.mkdir()
        else:
            place.symlink_to("nowhere")
        with pytest.raises(TargetExists, match="is there already"):
            create(place, title="", scheme=make.scheme())
    assert (tmp_path / "file").read_text() == "precious"
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "annotator-home",
        "file",
        "folder",
        "link",
    ]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="there is no such folder"):
        create(tmp_path / "no" / "x.annotator", title="", scheme=make.scheme())
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite, match="there is no such folder"):
        create(tmp_path / "file" / "x.annotator", title="", scheme=make.scheme())


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="cannot be made there"):
        create(tmp_path / ("x" * 300 + ".annotator"), title="", scheme=make.scheme())


@pytest.mark.parametrize(
    ("number", "kind", "words", "hint"),
    [
        (errno.ENOSPC, DiskFull, "The disk is full", "Free some space"),
        (errno.EACCES, ReadOnly, "this folder cannot be written", "Choose another folder."),
        (errno.EPERM, ReadOnly, "this folder cannot be written", "Choose another folder."),
        (errno.EROFS, ReadOnly, "this folder cannot be written", "Choose another folder."),
        (errno.ENOTDIR, CannotWrite, "no such folder", "Choose a folder that is there."),
        (errno.EIO, CannotWrite, "cannot be made there", "or a shorter name"),
    ],
)
def test_what_hinders_a_new_file_is_said_and_nothing_is_left(
    tmp_path: Path, number: int, kind: type[AnnotatorError], words: str, hint: str
) -> None:
    place = tmp_path / "new.annotator"

    def write_half() -> None:
        with made(place) as beside:
            beside.write_text("half of it")
            raise OSError(number, "hindered")

    with pytest.raises(kind, match=words) as caught:
        write_half()
    assert type(caught.value) is kind
    assert hint in caught.value.hint
    assert caught.value.where.file == str(place)
    assert [one.name for one in tmp_path.iterdir()] == ["annotator-home"]


@pytest.mark.parametrize(
    ("code", "kind"), [(sqlite3.SQLITE_FULL, DiskFull), (sqlite3.SQLITE_CORRUPT, CannotWrite)]
)
def test_what_sqlite_says_of_a_new_file_is_said_of_the_file(
    tmp_path: Path, code: int, kind: type[AnnotatorError]
) -> None:
    error = sqlite3.OperationalError("in its words")
    error.sqlite_errorcode = code
    words = r"was not made|cannot be made there"
    with pytest.raises(kind, match=words) as caught, made(tmp_path / "new.annotator"):
        raise error
    assert type(caught.value) is kind


def test_what_comes_of_it_is_what_was_written(tmp_path: Path) -> None:
    with made(tmp_path / "new.annotator") as beside:
        assert beside.parent == tmp_path
        assert beside.read_bytes() == b""
        beside.write_text("all of it")
    assert (tmp_path / "new.annotator").read_text() == "all of it"


def test_the_facts_of_a_new_file_say_how_its_texts_are_made(tmp_path: Path) -> None:
    path = make.project_file(tmp_path)
    with sqlite3.connect(path) as connection:
        facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        (uid,) = connection.execute("SELECT uid FROM step").fetchone()
    connection.close()
    assert facts["normaliser"] == str(RULES_VERSION)
    assert facts["unicode"] == unicodedata.unidata_version
    assert set(facts) == {
        *("project_id", "title", "created", "program", "normaliser", "unicode", "sum", "turns"),
    }
    assert uid


def test_a_file_is_never_filled_that_somebody_else_put_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    disk.name_beside(tmp_path / "new.annotator").touch()
    with pytest.raises(TargetExists), made(tmp_path / "new.annotator"):
        raise AssertionError
    assert not (tmp_path / "new.annotator").exists()
