"""Places where no export can be written: each format says so, and leaves what was there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from annotator import disk, formats
from annotator.errors import CannotWrite, DiskFull
from annotator.formats.base import WriteOptions
from annotator.formats.export import export
from tests import bundles

AGAIN = WriteOptions(overwrite=True)
WRITES = [one.name for one in formats.every() if one.can_write and not one.missing()]
QUICK = [one for one in WRITES if one != "docbin"]
"""That one starts spaCy for each export: seconds, through the very same doors."""
FAILING = {
    errno.ENOSPC: "is full",
    errno.EIO: "cannot be written",
    errno.EROFS: "cannot be written",
    errno.EACCES: "cannot be written",
}
"""A full disk, a stick that is pulled out, one that may only be read, a file open elsewhere."""


@pytest.mark.parametrize("name", QUICK)
def test_a_place_that_takes_no_export_is_said_and_the_one_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    chosen = formats.by_name(name)
    to = tmp_path / chosen.default_name("study")
    export(bundles.small(), chosen, to, AGAIN)
    before = _held(tmp_path)
    for number, words in FAILING.items():

        def fail(*_: object, number: int = number, **__: object) -> None:
            raise OSError(number, "the disk says no")

        with monkeypatch.context() as failing:
            failing.setattr(disk, "take_place", fail)
            with pytest.raises(CannotWrite, match=words) as caught:
                export(bundles.full(), chosen, to, AGAIN)
        assert isinstance(caught.value, DiskFull) == (number == errno.ENOSPC)
        assert to.name in str(caught.value)
        assert caught.value.hint
        assert _held(tmp_path) == before


@pytest.mark.parametrize("name", WRITES)
def test_what_is_not_ours_stays(tmp_path: Path, name: str) -> None:
    chosen = formats.by_name(name)
    mine, folder = (tmp_path / f"{one}-{chosen.default_name('study')}" for one in ("a", "b"))
    mine.write_bytes(b"my own notes")
    folder.mkdir()
    (folder / "thesis.txt").write_text("years", encoding="utf-8")
    before = _held(tmp_path)
    for to in (mine, folder):
        with pytest.raises(CannotWrite, match="is no earlier export: it stays"):
            export(bundles.small(), chosen, to, AGAIN)
    assert _held(tmp_path) == before


def _held(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
