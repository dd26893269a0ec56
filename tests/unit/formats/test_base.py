"""What a format declares, what may be said to it, and what it cannot do without saying so."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.formats import FORMATS
from annotator.formats.base import (
    Format,
    Option,
    ReadOptions,
    WriteOptions,
    write_options,
)
from annotator.formats.export_selection import ExportSelection
from annotator.formats.sources import Source
from tests import bundles

SHADE = Option("shade", "Shade", ("light", "dark"), "light", {"dark": "at night"})
FREE = Option("sign", "Sign", (), ";")


class Reader(Format):
    name, title, endings = "reader", "A reader", (".r",)

    def read(self, source: Source, options: ReadOptions):  # type: ignore[no-untyped-def]
        return None


class Writer(Format):
    name, title, target, options = "writer", "A writer", "folder", (SHADE, FREE)

    def write(self, selection: ExportSelection, to: Path) -> None:
        to.touch()


def test_what_a_format_does_not_override_it_cannot_do(tmp_path: Path) -> None:
    bare = Format()
    assert (bare.can_read, bare.can_write, bare.sniff("a", b"")) == (False, False, 0)
    assert (Reader().can_read, Reader().can_write) == (True, False)
    assert (Writer().can_read, Writer().can_write) == (False, True)
    selection = ExportSelection(bundles.full(), WriteOptions())
    assert (bare.files(selection), bare.losses(selection), bare.is_own(tmp_path)) == ((), (), False)
    for call in (
        lambda: bare.read(Source("a"), ReadOptions()),
        lambda: bare.write(selection, tmp_path),
        lambda: bare.verify(selection, tmp_path),
    ):
        with pytest.raises(NotImplementedError):
            call()


def test_an_export_is_named_after_the_project() -> None:
    assert Reader().default_name("study") == "study.r"
    assert Writer().default_name("study") == "study-writer"
    assert Format.target == "file"


def test_all_goes_by_when_it_is_looked_through() -> None:
    selection = ExportSelection(bundles.full(), WriteOptions())
    Writer().look_through(selection)
    assert selection.n["article"] == len(list(bundles.full().contents))
    assert selection.n["decision"] > 0


def test_what_was_not_said_is_the_default() -> None:
    plain = WriteOptions()
    assert (plain.of(SHADE), plain.overwrite) == ("light", False)
    said = write_options(Writer(), {"shade": "dark", "sign": "any"})
    assert (said.of(SHADE), said.of(FREE), said.overwrite) == ("dark", "any", False)
    assert write_options(Writer(), {}, overwrite=True).overwrite
    assert plain.program.startswith("annotator ")


def test_what_a_format_does_not_know_is_refused_with_what_it_knows() -> None:
    with pytest.raises(WrongUse, match="“reader” can be imported, not exported") as refused:
        write_options(Reader(), {})
    assert "can be written" in refused.value.hint
    with pytest.raises(WrongUse, match="“writer” has no option “colour”") as refused:
        write_options(Writer(), {"colour": "red"})
    assert refused.value.hint == "It has: shade, sign."
    for name, value, hint in (
        ("shade", "grey", "It can be: light, dark."),
        ("shade", 3, "It can be: light, dark."),
    ):
        with pytest.raises(WrongUse, match=f"nothing that “{name}” can be") as refused:
            write_options(Writer(), {name: value})  # type: ignore[dict-item]
        assert refused.value.hint == hint
    with pytest.raises(WrongUse, match="nothing that “sign” can be"):
        write_options(Writer(), {"sign": 3})  # type: ignore[dict-item]


def test_the_shipped_formats_declare_what_they_are() -> None:
    assert {
        one.name: (one.has_proposals, one.asks_for_encoding) for one in FORMATS if one.can_read
    } == {
        "text": (True, True),
        "html": (True, True),
        "csv": (True, True),
        "xlsx": (True, False),
        "json-rows": (True, False),
        "jsonl": (False, False),
        "qdpx": (False, False),
        "qdc": (False, False),
        "docx": (True, False),
        "tables": (False, False),
    }
