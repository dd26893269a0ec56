"""Word files of ours: their names, and whose they are; all else is held by `test_docx`."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection
from annotator.formats.reading_copy import word
from annotator.formats.reading_copy.word_files import is_ours, seen
from annotator.model.bundle import Content
from tests import bundles

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_named_by_number_and_title_in_plain_letters() -> None:
    selection = ExportSelection(bundles.full(), WriteOptions())
    one = bundles.article("T", title="../Ünï " + "long " * 40)
    name = seen(selection, 7, Content(one))
    assert name.startswith("00007-Uni-long-long")
    assert len(name) <= 80
    assert seen(selection, 8, Content(bundles.article("T", title="گفت"))) == "00008.docx"


def test_what_marks_line_ends_alone_is_counted() -> None:
    selection = ExportSelection(bundles.full(), WriteOptions())
    one = bundles.article("a\n\nb")
    both = bundles.span(one, "s1", "claim", (0, 1), (1, 3))
    ends = bundles.span(one, "s2", "claim", (1, 2))
    seen(selection, 1, Content(one, spans=(both, ends)))
    assert (selection.n["span.no words"], selection.n["part.no words"]) == (1, 2)
    assert selection.n["part.several"] == 2


def test_a_file_is_ours_by_what_it_says_of_itself(tmp_path: Path) -> None:
    at = tmp_path / "a.docx"
    with zipfile.ZipFile(at, "w") as file:
        file.writestr(word.APP, word.fixed_parts()[word.APP])
    assert is_ours(at)
    with zipfile.ZipFile(at, "w") as file:
        file.writestr(word.APP, "<Application>Microsoft Word</Application>")
    assert not is_ours(at)
