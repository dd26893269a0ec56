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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(OSError, match=r"no file|directory"):
            disk.read_plain(place, 10)
    (tmp_path / "file").write_bytes(b"0123456789")
    assert disk.read_plain(tmp_path / "file", 3) == b"0123"
    assert disk.read_small(tmp_path / "file") == b"0123456789"
    with (tmp_path / "hole").open("wb") as file:
        file.truncate(20_000_000)
    with pytest.raises(OSError, match="too large"):
        disk.read_small(tmp_path / "hole")


@pytest.mark.skipif(os.name == "nt", reason="no way to ask whether a process lives")
def test_what_a_killed_run_left_half_written_goes_and_what_others_write_stays(tmp_path) -> None:
    import platform
    import subprocess
    import sys
    import zlib

    child = subprocess.run(
        [sys.executable, "-c", f"from annotator import disk; from pathlib import Path\n"
         f"print(disk.name_beside(Path({str(tmp_path)!r}) / 'a.xlsx'))"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    left = Path(child.stdout.strip())
    left.write_text("half")
    (tmp_path / left.name.replace(left.suffix, "-folder")).mkdir()
    own = disk.name_beside(tmp_path / "b.csv")
    here = f"{zlib.crc32(platform.node().encode()):08x}"
    elsewhere = tmp_path / left.name.replace(here, "0" * 8)
    others = [own, elsewhere, tmp_path / ".~new-mine", tmp_path / ".~new-draft-1-2.txt"]
    for one in others:
        one.write_text("x")
    disk.clear_left_behind(tmp_path)
    assert not left.exists()
    assert all(one.exists() for one in others)
    disk.clear_left_behind(tmp_path / "nowhere")
