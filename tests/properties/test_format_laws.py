"""Laws of formats: what goes out comes back the same, whatever the texts hold."""

from __future__ import annotations

import csv
import random
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.errors import CannotRead
from annotator.formats import by_name
from annotator.formats.base import ReadOptions, WriteOptions
from annotator.formats.corpus.csv_files import dialect_of
from annotator.formats.decoding import decode
from annotator.formats.jsonl import JsonLines
from annotator.formats.plain_text import PlainText
from annotator.formats.safe_xml import writable
from annotator.formats.sources import Source
from annotator.formats.tables import Tables
from annotator.model.scheme_edits.codes import STEP
from annotator.text.csv_text import guarded, rows_of, unguarded
from annotator.text.normal import normalise
from tests import bundles, exports

if TYPE_CHECKING:
    import pytest

    from annotator.model.bundle import Bundle

NUMBER = re.compile("-?[0-9]+")
FEW = settings(max_examples=settings().max_examples // 3)
"""Such a bundle is a whole project; each takes its time."""


def _written(bundle: Bundle, folder: Path, name: str) -> bytes:
    at = folder / name
    exports.write(JsonLines(), bundle, at)
    found = at.read_bytes()
    assert exports.read_back(JsonLines(), bundle, at) == ()
    at.unlink()
    return found


def _read(data: bytes) -> Bundle:
    return JsonLines().read(Source("x.jsonl", data=data), ReadOptions()).bundle


@given(bundle=bundles.bundles())
def test_jsonl_that_is_read_and_written_again_has_the_same_bytes(
    bundle: Bundle, tmp_path: Path
) -> None:
    once = _written(bundle, tmp_path, "once.jsonl")
    again = _read(once)
    assert bundles.without_own_ids(again) == bundles.without_own_ids(bundle)
    assert _written(again, tmp_path, "again.jsonl") == once


@FEW
@given(bundle=bundles.bundles(), made_for=st.sampled_from(["standard", "nvivo"]))
def test_refi_qda_gives_back_texts_and_what_is_marked_whoever_it_was_made_for(
    bundle: Bundle, made_for: str, tmp_path: Path
) -> None:
    assume([*bundle.contents])
    chosen, at = by_name("qdpx"), tmp_path / "a.qdpx"
    exports.write(chosen, bundle, at, WriteOptions({"for": made_for}))
    found = chosen.read(Source("a.qdpx", data=at.read_bytes()), ReadOptions()).bundle
    at.unlink()
    labels = {one.name: one.label.split(STEP)[0] for one in found.scheme.types}  # type: ignore[union-attr]
    marked = {
        one.article.text: sorted((labels[x.type], x.parts, x.quotes) for x in one.spans)
        for one in found.contents
    }
    wanted = {
        writable(one.article.text): sorted(
            (x.type, x.parts, tuple(map(writable, x.quotes))) for x in one.spans
        )
        for one in bundle.contents
        if one.article.text.strip()
    }
    assert marked == wanted
    assert sum(len(one.links) for one in found.contents) == sum(
        len(one.links) for one in bundle.contents
    )


@FEW
@given(bundle=bundles.bundles(), seed=st.integers(0, 1000))
def test_a_damaged_jsonl_file_is_refused_with_a_sentence(
    bundle: Bundle, seed: int, tmp_path: Path
) -> None:
    data = bytearray(_written(bundle, tmp_path, "sound.jsonl"))
    chance = random.Random(seed)  # noqa: S311 - damage, not secrets
    for _ in range(chance.randint(1, 3)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    damaged = bytes(data[: chance.randint(1, len(data))] if seed % 2 else data)
    with suppress(CannotRead):
        read = _read(damaged)
        assert bundles.without_own_ids(read) == bundles.without_own_ids(bundle)


@FEW
@given(
    bundle=bundles.bundles(),
    preset=st.sampled_from(("r", "excel")),
    separator=st.sampled_from((";", ",", "\t")),
)
def test_tables_read_back_as_they_were_meant(
    bundle: Bundle, preset: str, separator: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("tables") / "out"
    options = WriteOptions({"preset": preset, "separator": separator})
    exports.write(Tables(), bundle, folder, options)
    assert exports.read_back(Tables(), bundle, folder, options) == ()
    dialect = dialect_of(options)
    tables = []
    for name in ("articles", "spans"):
        at = folder / f"{name}.csv"
        with at.open(encoding=dialect.encoding, newline="") as file:
            tables.append(list(rows_of(file, dialect)))
    articles, spans = tables
    texts = {row[0]: row[articles[0].index("text")] for row in articles[1:]}
    assert texts == {one.article.id: one.article.text for one in bundle.contents}
    parts, words = spans[0].index("parts"), spans[0].index("text")
    for row in spans[1:]:
        places = [tuple(map(int, part.split("-"))) for part in row[parts].split(";")]
        assert row[words] == " […] ".join(texts[row[1]][a:b] for a, b in places)


@FEW
@given(bundle=bundles.bundles())
def test_no_cell_for_excel_starts_like_a_formula(
    bundle: Bundle, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("tables") / "out"
    exports.write(Tables(), bundle, folder, WriteOptions({"preset": "excel"}))
    for at in folder.glob("*.csv"):
        with at.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter=";"):
                odd = [cell for cell in row if cell[:1] in tuple("=+-@\t\r")]
                assert [cell for cell in odd if not NUMBER.fullmatch(cell)] == []


@given(text=st.text())
def test_taking_the_guard_off_gives_the_text_back(text: str) -> None:
    for one in (text, f"={text}", f"'={text}", f"''-{text}", f"\r{text}"):
        assert unguarded(guarded(one)) == one
        assert guarded(one)[:1] not in tuple("=+-@\t\r")


@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_text_or_refused_with_a_sentence(data: bytes) -> None:
    with suppress(CannotRead):
        reading = PlainText().read(Source("x.txt", data=data), ReadOptions())
        (content,) = reading.bundle.contents
        assert content.article.text == normalise(content.article.text).text
        assert reading.encoding


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])),
    encoding=st.sampled_from(("utf-8", "utf-16-le", "utf-32-be", "gb18030", "utf-7")),
)
def test_a_declared_encoding_gives_the_text_back(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    read = decode(data, "x.txt", encoding)
    if read.encoding == encoding:
        assert read.text == text
