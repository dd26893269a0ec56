"""What holds for each format that reads: what it declares, and what it does with spoilt sources.

The faults are the same for all; a good source of each stands in `tests/readers.py`.
ANNOTATOR_EXAMPLES=2000 spoils each in so many more ways.
"""

from __future__ import annotations

import resource
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import CannotRead
from annotator.formats import extras
from annotator.formats.base import Format, Reading, ReadOptions
from annotator.formats.rows.mapping import TEXT, SourceMap
from annotator.formats.sources import Source
from tests.readers import EVERY, READERS, read, sample_of, spoilt, spoilt_inside

of_each = pytest.mark.parametrize("chosen", READERS, ids=lambda one: one.name)
of_tables = pytest.mark.parametrize(
    "chosen", [one for one in READERS if one.takes_map], ids=lambda one: one.name
)


def read_or_refused(chosen: Format, data: bytes, name: str) -> Reading | CannotRead:
    """Read, or give the sentence; nothing else may be raised, and it may not take long."""
    began = time.process_time()
    found: Reading | CannotRead
    try:
        found = read(chosen, data, name)
    except CannotRead as error:
        found = error
    assert time.process_time() - began < 5
    assert not isinstance(found, CannotRead) or name in str(found)
    return found


@of_each
def test_it_declares_what_menus_and_pages_show(chosen: Format) -> None:
    assert chosen.name.replace("-", "").isalnum()
    assert chosen.title
    assert chosen.endings
    assert all(one.startswith(".") and one == one.lower() for one in chosen.endings)
    assert set(chosen.needs) <= extras.EXTRAS.keys()
    assert chosen.missing() == ()
    has_columns = type(chosen).columns is not Format.columns
    assert chosen.takes_map == has_columns


@of_each
def test_a_good_source_is_known_and_read(chosen: Format) -> None:
    sample = sample_of(chosen.name)
    head = Source(sample.name, data=sample.data).head()
    assert max(EVERY, key=lambda one: one.sniff(sample.name, head)) is chosen
    reading = read(chosen, sample.data, sample.name)
    contents = [*reading.bundle.contents]
    assert (len(contents), reading.refused) == (sample.n, ())
    for content in contents:
        article = content.article
        assert article.text.strip()
        assert article.title
        assert len(article.sha256) == 64
        if chosen.has_proposals:
            assert article.source == sample.name
            assert len(article.raw_sha256) == 64
            assert (content.row is not None) == chosen.takes_map


@of_each
def test_the_same_source_is_read_the_same_twice(chosen: Format) -> None:
    sample = sample_of(chosen.name)
    options = ReadOptions(new_id=lambda: "id", now=lambda: "2026-03-02T10:00:00Z")
    source = Source(sample.name, data=sample.data)
    first, second = (chosen.read(source, options) for _ in range(2))
    assert [*first.bundle.contents] == [*second.bundle.contents]


@of_each
@pytest.mark.parametrize("data", [b"", b"\n", b" \r\n\t", b"\xef\xbb\xbf"], ids=repr)
def test_a_source_with_nothing_in_it_is_refused(chosen: Format, data: bytes) -> None:
    found = read_or_refused(chosen, data, sample_of(chosen.name).name)
    assert isinstance(found, CannotRead)


@of_each
def test_a_cut_source_is_read_in_part_or_refused(chosen: Format) -> None:
    sample = sample_of(chosen.name)
    for n in range(1, len(sample.data), max(1, len(sample.data) // 40)):
        read_or_refused(chosen, sample.data[:n], sample.name)


OTHER_KINDS = {
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "archive": b"PK\x03\x04" + bytes(300),
    "database": b"SQLite format 3\x00" + bytes(300),
    "pdf": b"%PDF-1.7\n" + bytes(range(256)),
    "program": b"\x7fELF" + bytes(range(256)),
    "noise": bytes(range(256)) * 9,
}


@of_each
@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_another_kind_under_its_name_is_refused(chosen: Format, kind: str) -> None:
    found = read_or_refused(chosen, OTHER_KINDS[kind], sample_of(chosen.name).name)
    assert isinstance(found, CannotRead)


@of_each
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-7"])
def test_another_encoding_is_understood_or_refused(chosen: Format, encoding: str) -> None:
    sample = sample_of(chosen.name)
    if sample.data.isascii() or sample.data[:2] != b"PK":
        read_or_refused(chosen, sample.data.decode("utf-8").encode(encoding), sample.name)


@of_each
@pytest.mark.parametrize("byte", [b"\x00", b"\xff", b"\x1a", b"\xed\xa0\x80"], ids=repr)
def test_a_strange_byte_is_replaced_or_refused(chosen: Format, byte: bytes) -> None:
    sample = sample_of(chosen.name)
    middle = len(sample.data) // 2
    found = read_or_refused(chosen, sample.data[:middle] + byte + sample.data[middle:], sample.name)
    if not isinstance(found, CannotRead):
        assert all("\x00" not in one.article.text for one in found.bundle.contents)


@of_each
@given(where=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(1, 255)), max_size=4))
def test_flipped_bytes_raise_nothing_else(chosen: Format, where: list[tuple[int, int]]) -> None:
    sample = sample_of(chosen.name)
    data = sample.data
    for at, by in where:
        data = spoilt(data, at, by)
    read_or_refused(chosen, data, sample.name)


@of_each
@given(part=st.integers(0, 20), at=st.integers(0, 1 << 20), by=st.integers(1, 255))
def test_bytes_that_are_flipped_inside_an_archive_raise_nothing_else(
    chosen: Format, part: int, at: int, by: int
) -> None:
    sample = sample_of(chosen.name)
    read_or_refused(chosen, spoilt_inside(sample, part, at, by), sample.name)


@of_each
@settings(max_examples=settings().max_examples // 3 + 1)
@given(data=st.binary(max_size=2000))
def test_any_bytes_raise_nothing_else(chosen: Format, data: bytes) -> None:
    read_or_refused(chosen, data, sample_of(chosen.name).name)


@of_each
def test_memory_does_not_grow_with_the_faults(chosen: Format) -> None:
    sample = sample_of(chosen.name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for n in range(50):
        read_or_refused(chosen, spoilt(sample.data, n * 97, 255), sample.name)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000


# --- tables -----------------------------------------------------------------------------------


@of_tables
def test_its_columns_are_shown_and_make_the_map_that_reading_uses(chosen: Format) -> None:
    sample = sample_of(chosen.name)
    source = Source(sample.name, data=sample.data)
    shown = chosen.columns(source, ReadOptions())
    assert [one.becomes for one in shown.columns] == ["title", TEXT, "date", "own:desk"]
    assert (shown.n_rows, shown.left_out) == (sample.n, ())
    reading = chosen.read(source, ReadOptions())
    assert reading.map == shown.map
    again = chosen.read(source, ReadOptions(map=shown.map))
    assert again.map == shown.map
    (content,) = again.bundle.contents
    assert (content.article.date, content.article.meta) == ("2026-03-02", {"desk": "00123"})


@of_tables
def test_a_table_without_a_text_names_its_columns(chosen: Format) -> None:
    sample = sample_of(chosen.name)
    source = Source(sample.name, data=sample.data)
    said = SourceMap(fields={"text": "words"})
    with pytest.raises(CannotRead) as raised:
        chosen.read(source, ReadOptions(map=said))
    words = "no column that could be the text. Columns: title, text, date, desk."
    assert words in str(raised.value)
