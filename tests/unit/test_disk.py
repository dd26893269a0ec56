"""What is written whole or not at all: what stood there stays until the new one is complete."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest

from annotator import disk


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name != "annotator-home")


def test_what_was_written_beside_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    place.write_text("old", encoding="utf-8")
    with disk.whole(place) as beside:
        assert (beside.parent, beside.suffix) == (tmp_path, ".txt")
        assert beside.name.startswith(".")
        beside.write_text("new", encoding="utf-8")
        assert place.read_text(encoding="utf-8") == "old"
    assert place.read_text(encoding="utf-8") == "new"
    assert _names(tmp_path) == ["a.txt"]


@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()])
def test_whatever_goes_wrong_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, problem: BaseException
) -> None:
    place = tmp_path / "a.annotator"
    place.write_text("old", encoding="utf-8")

    def write() -> None:
        with disk.whole(place) as beside:
            beside.write_text("half", encoding="utf-8")
            beside.with_name(f"{beside.name}-journal").write_text("half", encoding="utf-8")
            raise problem

    with pytest.raises(type(problem)):
        write()
    assert place.read_text(encoding="utf-8") == "old"
    assert _names(tmp_path) == ["a.annotator"]


def test_a_file_that_came_to_be_meanwhile_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    for has_links in (True, False):
        if not has_links:
            monkeypatch.setattr(os, "link", no_links)
        place = tmp_path / f"{has_links}.txt"
        with disk.whole(place, replaces=False) as beside:
            beside.write_text("mine", encoding="utf-8")
        assert place.read_text(encoding="utf-8") == "mine"
        with pytest.raises(FileExistsError), disk.whole(place, replaces=False) as beside:
            beside.write_text("theirs", encoding="utf-8")
        assert place.read_text(encoding="utf-8") == "mine"
    assert _names(tmp_path) == ["False.txt", "True.txt"]


def test_a_folder_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    for n in (1, 2):
        with disk.whole(place) as beside:
            beside.mkdir()
            (beside / f"{n}.csv").write_text("x", encoding="utf-8")
    assert _names(tmp_path) == ["tables"]
    assert _names(place) == ["2.csv"]


def test_a_file_never_takes_the_place_of_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "tables"
    (place / "mine").mkdir(parents=True)
    with pytest.raises(OSError, match="tables"):
        disk.write_whole(place, "x")
    assert _names(place) == ["mine"]


def test_a_folder_that_cannot_be_put_in_place_brings_the_old_one_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "tables"
    (place / "old").mkdir(parents=True)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if target == place and not self.name.endswith("-old"):
            raise OSError(errno.EACCES, "no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="no"), disk.whole(place) as beside:
        beside.mkdir()
    assert _names(tmp_path) == ["tables"]
    assert _names(place) == ["old"]


@pytest.mark.skipif(os.name == "nt", reason="rights of this kind are not there")
def test_a_private_file_is_private(tmp_path: Path) -> None:
    disk.write_whole(tmp_path / "a.json", "{}\n", mode=0o600)
    disk.write_whole(tmp_path / "b.toml", "é\n")
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600
    assert (tmp_path / "b.toml").read_bytes() == b"\xc3\xa9\n"


def test_a_full_disk_is_known_by_its_number() -> None:
    assert disk.is_full(OSError(errno.ENOSPC, ""))
    assert disk.is_full(OSError(errno.EDQUOT, ""))
    assert not disk.is_full(OSError(errno.EACCES, ""))
    assert not disk.is_full(ValueError())


def test_a_disk_that_fails_is_told_from_a_file_that_is_not_there() -> None:
    assert disk.is_failing(OSError(errno.EIO, ""))
    assert disk.is_failing(OSError(errno.ENOSPC, ""))
    assert not disk.is_failing(FileNotFoundError(errno.ENOENT, ""))
    assert not disk.is_failing(OSError("no number"))


def test_a_checksum_is_that_of_the_whole_file(tmp_path: Path) -> None:
    data = b"ab" * 100_000
    (tmp_path / "a").write_bytes(data)
    assert disk.sha256_of(tmp_path / "a") == hashlib.sha256(data).hexdigest()
