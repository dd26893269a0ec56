"""What waits on the disk comes back as it was, wherever it lies."""

import io
import os
import tempfile
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.spool import Spool, SpooledFile, SpooledRows, SpooledTexts


def test_blocks_of_bytes_come_back_in_order_wherever_they_lie(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    blocks = [bytes([n]) * (n + 1) for n in range(100)]
    for most in (0, 500, 10**6):
        spool = Spool(most)
        assert not spool
        for one in blocks:
            spool.add(one)
        assert len(spool) == 100
        # Twice at once: each goes on where it was.
        assert [*zip(spool, spool, strict=True)] == [*zip(blocks, blocks, strict=True)]
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: (_ for _ in ()).throw(OSError()))
    spool = Spool(0)
    for one in blocks:
        spool.add(one)
    assert [*spool] == blocks


@given(
    texts=st.lists(st.text(st.characters(), max_size=30), max_size=20),
    most=st.sampled_from([0, 25, 10**6]),
)
def test_texts_are_the_same_wherever_they_lie(texts: list[str], most: int) -> None:
    spooled, plain = SpooledTexts(most), dict[str, str]()
    for text in ("\ud83d no half is lost", "🚢 e\u0301 \u200cمی‌رود\u2028", *texts):
        key = repr(text)
        spooled[key] = text
        spooled[key] = "what comes later"
        plain.setdefault(key, text)
    assert [*spooled.items()] == [*plain.items()]
    assert len(spooled) == len(plain)
    held = [key for key in spooled if not spooled.is_spooled(key)]
    assert sum(len(plain[key]) for key in held) <= most
    assert most or not any(plain[key] for key in held)


def test_the_blocks_of_a_spool_are_read_as_one_file() -> None:
    data = bytes(range(256)) * 40
    for size in (1, 7, 4096):
        spool = Spool(most=3_000)
        for at in range(0, len(data), size):
            spool.add(data[at : at + size])
        assert sum(spool.sizes()) == len(data)
        one, other = (io.BufferedReader(SpooledFile(spool), 100) for _ in "12")
        assert one.read() == data
        assert one.read() == b""
        for at in (5_000, 0, 2_999, len(data) - 3, len(data), len(data) + 9):
            one.seek(at)
            assert (one.tell(), one.read(300)) == (at, data[at : at + 300])
        assert one.seek(-5, os.SEEK_END) == len(data) - 5
        assert one.seek(2, os.SEEK_CUR) == len(data) - 3
        assert other.readline() == data[: data.index(b"\n") + 1]  # each has its own place
    assert SpooledFile(Spool()).read() == b""


class _Row(NamedTuple):
    name: str
    n: int | None


@given(st.integers(0, 650))
def test_rows_come_back_in_order_and_by_their_number(n: int) -> None:
    rows = SpooledRows(_Row)
    plain = [_Row(f"ü 🚢 {one}", one if one % 3 else None) for one in range(n)]
    for one in plain:
        rows.add(*one)
    assert len(rows) == n
    assert [*rows] == plain == [rows[one] for one in range(n)]
    assert rows[-3:] == plain[-3:]
    assert rows[190:210] == plain[190:210]
    for one in (n, -n - 1):
        with pytest.raises(IndexError):
            rows[one]
    if n:
        assert rows[-1] == plain[-1]
    # Two that go through them at once, and one more row meanwhile.
    several = zip(rows, rows, strict=True)
    assert all(one == other for one, other in several)
    rows.add("last", 0)
    assert rows[len(rows) - 1] == _Row("last", 0)


def test_what_was_cut_off_on_the_disk_is_no_part_of_a_block(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real: Any = tempfile.TemporaryFile

    class Full:
        """A disk that takes but the first half of every third block."""

        def __init__(self) -> None:
            self._file, self._n = real(buffering=0), 0

        def __getattr__(self, name: str) -> Any:
            return getattr(self._file, name)

        def write(self, block: bytes) -> int:
            self._n += 1
            return int(self._file.write(block[: len(block) // 2] if self._n % 3 == 0 else block))

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    spool, blocks = Spool(0), [bytes([n]) * (n + 2) for n in range(50)]
    for one in blocks:
        spool.add(one)
    assert [*spool] == blocks
    assert [*spool.sizes()] == [*map(len, blocks)]
    assert SpooledFile(spool).read() == b"".join(blocks)
