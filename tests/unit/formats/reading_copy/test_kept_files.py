"""Reading copies as they were: what changes in them is seen in a comparison of files.

`ANNOTATOR_KEEP=1` writes the files anew; look at the difference before it is kept.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from annotator.formats.reading_copy import word
from annotator.formats.reading_copy.page import ReadingPage
from annotator.formats.reading_copy.paper import texts_of
from tests import bundles, exports
from tests.unit.formats.test_docx import WORD

KEPT = Path(__file__).parents[3] / "data" / "reading_copy"


def page(_folder: Path) -> str:
    whole = ReadingPage(bundles.full())
    return "\n".join(map(whole.article, bundles.full().contents))


def paper(_folder: Path) -> str:
    return "\n".join(one.html.partition("<body>")[2] for one in texts_of(bundles.full()))


def in_word(folder: Path) -> str:
    exports.write(WORD, bundles.full(), folder / "out.docx")
    with zipfile.ZipFile(folder / "out.docx") as file:
        return "\n".join(file.read(name).decode() for name in (word.MAIN, word.COMMENTS))


@pytest.mark.parametrize(
    ("name", "made"), [("page.html", page), ("paper.html", paper), ("word.xml", in_word)]
)
def test_a_copy_of_one_of_everything_is_as_it_was(name: str, made, tmp_path: Path) -> None:
    found = made(tmp_path)
    if os.environ.get("ANNOTATOR_KEEP"):
        (KEPT / name).write_text(found, encoding="utf-8", newline="")
    assert found == (KEPT / name).read_bytes().decode("utf-8")
