"""A REFI-QDA project that comes in takes no more memory where it has more articles."""

from __future__ import annotations

import gc
import tracemalloc
from typing import TYPE_CHECKING

from annotator.formats.refi import bundle_in
from annotator.spool import Spool
from tests.refi_foreign import ForeignProject, element, note, read, refers

if TYPE_CHECKING:
    import pytest

_WORDS = ("minister", "said", "She", "left", "over there")


def made(n_articles: int) -> bytes:
    """Give a project with marks, links, notes and cases on each article."""
    project, chosen = ForeignProject(), dict[str, list[str]]()
    for n in range(n_articles):
        title = f"Text {n}"
        text = f"The minister {n} said it. She left for the town over there."
        project.text(title, text, [(one, "a") for one in _WORDS], refers("NoteRef", title, project))
        ends = [project.id(f"selection {title} {one} anna") for one in _WORDS]
        chosen.setdefault("refs", []).extend(
            element("SelectionRef", targetGUID=one) for one in ends
        )
        chosen.setdefault("Notes", []).append(note(title, f"about {n}, in some words", project))
        chosen.setdefault("Links", []).extend(
            element("Link", guid=project.id(f"{one} link"), name="to", originGUID=ends[0],
                    targetGUID=one)
            for one in ends[1:]
        )  # fmt: skip
    refs = chosen.pop("refs")
    project.rest = {**chosen, "Cases": [element("Case", *refs, guid=project.id("c"), name="C")]}
    return project.data()


def held_bytes(data: bytes) -> int:
    """Give what a reading takes when all has been read and gone by, beside the file."""
    reading = None
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    reading = read(data)
    n = sum(len(one.spans) + len(one.links) + len(one.notes) for one in reading.bundle.contents)
    assert n % 10 == 0  # 5 marks, 4 links, a note of each article
    gc.collect()
    return tracemalloc.get_traced_memory()[0] - before


def test_an_article_with_its_marks_takes_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_in, "_IN_MEMORY", 0)
    monkeypatch.setattr(Spool.__init__, "__defaults__", (0,))  # to the disk with all
    few, many = made(30), made(130)
    held_bytes(few)  # what is found out once stays
    tracemalloc.start()
    try:
        of_few, of_many = held_bytes(few), held_bytes(many)
    finally:
        tracemalloc.stop()
    # Its checksum, three blocks on the disk, and of each mark in which case it occurs: 12 bytes.
    assert of_many - of_few < 100 * 200
