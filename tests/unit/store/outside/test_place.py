"""Where the file that was opened is now."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from annotator.store.outside import place
from annotator.store.outside.place import Whereabouts, find_file, gone, identity_at


@pytest.fixture(params=["the system tells", "folders are looked through"])
def opened(request, tmp_path: Path, monkeypatch):
    """A file that is open; on some systems nobody tells where it went."""
    if request.param != "the system tells":
        monkeypatch.setattr(place, "_HANDLES", tmp_path / "no such folder")
    elif not place._HANDLES.is_dir():
        pytest.skip("this system does not tell")
    folder = tmp_path / "study"
    folder.mkdir()
    path = folder / "x.annotator"
    path.write_bytes(b"x")
    with path.open("rb") as handle:
        yield path, (os.fstat(handle.fileno()).st_dev, os.fstat(handle.fileno()).st_ino)


def test_a_file_that_stayed_is_here(opened) -> None:
    path, identity = opened
    assert find_file(path, identity).what is Whereabouts.HERE


@pytest.mark.parametrize("to", ["y.annotator", "inner/x.annotator", "../other/x.annotator"])
def test_a_moved_file_is_found(opened, to: str) -> None:
    path, identity = opened
    new = path.parent / to
    new.parent.mkdir(exist_ok=True)
    path.rename(new)
    found = find_file(path, identity)
    assert found.what is Whereabouts.MOVED
    assert identity_at(found.at) == identity
    words = "renamed to “y.annotator”" if to == "y.annotator" else "moved to the folder"
    assert words in gone(path, found).message


def test_a_file_that_comes_back_while_it_is_looked_for_is_here(opened, monkeypatch) -> None:
    path, identity = opened
    away = path.rename(path.with_name("y.annotator"))

    def looks(wanted: tuple[int, int]) -> Path | None:
        away.rename(path)
        return path if wanted == identity else None

    monkeypatch.setattr(place, "_by_handle", looks)
    assert find_file(path, identity).what is Whereabouts.HERE


def test_a_moved_folder_takes_the_file_along(opened) -> None:
    path, identity = opened
    path.parent.rename(path.parent.with_name("elsewhere"))
    found = find_file(path, identity)
    assert found.what is Whereabouts.MOVED
    assert found.at is not None
    assert found.at.parent.name == "elsewhere"


def test_a_deleted_file_is_nowhere(opened) -> None:
    path, identity = opened
    path.unlink()
    found = find_file(path, identity)
    assert (found.what, found.at) == (Whereabouts.DELETED, None)
    assert gone(path, found).message == "“x.annotator” was deleted."
    shutil.rmtree(path.parent)
    assert gone(path, found).message == "The folder of “x.annotator” was deleted or moved away."


def test_a_replaced_file_is_told_from_one_that_was_moved(opened) -> None:
    path, identity = opened
    other = path.with_name("other")
    other.write_bytes(b"y")
    other.replace(path)
    found = find_file(path, identity)
    assert (found.what, found.at) == (Whereabouts.REPLACED, None)
    assert "put another file in the place" in gone(path, found).message


def test_a_replaced_file_that_was_put_aside_is_found_too(opened) -> None:
    path, identity = opened
    aside = path.rename(path.with_name("x (conflict).annotator"))
    path.write_bytes(b"y")
    found = find_file(path, identity)
    assert (found.what, found.at) == (Whereabouts.REPLACED, aside)


def test_what_was_put_into_the_trash_is_deleted(opened) -> None:
    path, identity = opened
    trash = path.parent / ".Trash-1000"
    trash.mkdir()
    path.rename(trash / path.name)
    assert find_file(path, identity).what is Whereabouts.DELETED
