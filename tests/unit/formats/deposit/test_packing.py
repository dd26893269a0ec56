"""Packing: dates that an archive can hold, checksums of what went in, a stop in between."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from annotator.errors import Cancelled
from annotator.formats.deposit.packing import Packing, dated, unpacked


@pytest.mark.parametrize(
    ("moment", "there"),
    [
        ("2026-03-01T10:32:07Z", (2026, 3, 1, 10, 32, 7)),
        ("1980-01-01T00:00:00Z", (1980, 1, 1, 0, 0, 0)),
        ("2107-12-31T23:59:59Z", (2107, 12, 31, 23, 59, 59)),
        *((odd, (1980, 1, 1, 0, 0, 0)) for odd in ("", "1979-12-31T23:59:59Z", "2108-01-01T", "x")),
    ],
)
def test_a_moment_that_archives_cannot_hold_is_their_first_day(
    moment: str, there: tuple[int, ...]
) -> None:
    assert dated(moment) == there


def test_what_went_in_comes_out_with_its_checksum(tmp_path: Path) -> None:
    data = b"a line\n" * 100_000
    (tmp_path / "large").write_bytes(data)
    told: list[None] = []
    with Packing(tmp_path / "a.zip", "", lambda: told.append(None)) as packing:
        packing.text("a/b.txt", "Zoë")
        packing.file("large", tmp_path / "large")
    wanted = {"a/b.txt": "Zoë".encode(), "large": data}
    assert packing.sums == {name: hashlib.sha256(one).hexdigest() for name, one in wanted.items()}
    assert len(told) == 3
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert {oct(one.external_attr >> 16) for one in archive.infolist()} == {"0o100644"}
        for name, one in wanted.items():
            with archive.open(name) as entry:
                its_sum = unpacked(entry, tmp_path / "out" / name, lambda: told.append(None))
            assert its_sum == packing.sums[name]
            assert (tmp_path / "out" / name).read_bytes() == one


def test_a_stop_ends_it_between_two_chunks(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"a" * 1_000_000)

    def stop() -> None:
        raise Cancelled("Cancelled.")

    with pytest.raises(Cancelled), Packing(tmp_path / "a.zip", "", stop) as packing:
        packing.file("large", tmp_path / "large")
