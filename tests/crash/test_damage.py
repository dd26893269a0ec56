"""Single bytes and whole pages go wrong: a sentence or no harm, never a traceback or a hang.

ANNOTATOR_FLIPS sets how many files are damaged (300 unless told otherwise).
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from annotator.errors import AnnotatorError, CannotOpen
from annotator.model.layer import State
from annotator.store.check import check
from annotator.store.file import open_file
from tests import builders as make

FLIPS = int(os.environ.get("ANNOTATOR_FLIPS", "300"))
LOTS = 4


def rich_project(folder: Path) -> Path:
    """Make a project with something in every table and steps of every state."""
    step, known = make.small_corpus()
    article = known["article"]
    spans = [make.span(article, "entity", (at, at + 4), id=f"span-{at:03}") for at in range(60)]
    path = make.project_file(
        folder,
        step,
        make.adding(*spans),
        make.adding(make.region(article, "headline", (0, 23)), make.note(article, "a note")),
        make.adding(make.progress(article, State.IN_PROGRESS)),
        make.removing(*spans[:5]),
    )
    with make.opened(path) as project:
        project.journal.undo()
        project.journal.apply(make.changing(known["cue"], known["cue"]))
        project.journal.apply(make.removing(*spans[5:9]))
        project.journal.undo()
    return path


def told(path: Path) -> tuple[str | None, str]:
    """Give the sentence of opening, reading or checking the file, and all that could be read."""
    try:
        with open_file(path, read_only=True) as file, file.reader() as reader:
            content = make.digest(reader) + repr(reader.facts()) + repr(reader.steps())
    except CannotOpen as problem:
        return problem.message, ""
    try:
        health = check(path)
    except CannotOpen as problem:
        return problem.message, content
    return None if health.ok else health.problems[0], content


@pytest.mark.parametrize("lot", range(LOTS))
def test_flipped_bytes_are_told_or_do_no_harm(tmp_path: Path, lot: int) -> None:
    path = rich_project(tmp_path)
    sound = path.read_bytes()
    nothing, content = told(path)
    assert nothing is None
    chance = random.Random(lot)  # noqa: S311 - the same damage each time
    folder = tmp_path / "damaged"
    folder.mkdir()
    n_told = 0
    for _ in range(FLIPS // LOTS):
        at = chance.randrange(len(sound))
        flipped = bytearray(sound)
        flipped[at] ^= 1 << chance.randrange(8)
        place = folder / "x.annotator"
        place.write_bytes(flipped)
        sentence, read = told(place)
        assert sentence is not None or read == content, f"byte {at} changed what is read"
        n_told += sentence is not None
        assert sentence is None or sentence.endswith(".")
        assert place.read_bytes() == flipped
        assert [one.name for one in folder.iterdir()] == ["x.annotator"]
    assert n_told > 0


def test_zeroed_pages_are_told_or_do_no_harm(tmp_path: Path) -> None:
    path = rich_project(tmp_path)
    sound = path.read_bytes()
    _, content = told(path)
    for at in range(0, len(sound), 4096):
        for filler in (b"\0", b"\xff"):
            path.write_bytes(sound[:at] + filler * 4096 + sound[at + 4096 :])
            sentence, read = told(path)
            assert sentence is not None or read == content, f"page at {at}"


def test_swapped_pages_are_told(tmp_path: Path) -> None:
    path = rich_project(tmp_path)
    sound = path.read_bytes()
    pages = [sound[at : at + 4096] for at in range(0, len(sound), 4096)]
    _, content = told(path)
    for first in range(1, len(pages) - 1):
        mixed = [*pages]
        mixed[first], mixed[first + 1] = mixed[first + 1], mixed[first]
        path.write_bytes(b"".join(mixed))
        sentence, read = told(path)
        assert sentence is not None or read == content, f"page {first}"


def test_a_damaged_file_that_still_opens_takes_a_step_or_says_why_not(tmp_path: Path) -> None:
    path = rich_project(tmp_path)
    sound = path.read_bytes()
    chance = random.Random(7)  # noqa: S311 - the same damage each time
    _, known = make.small_corpus()
    extra = make.adding(make.span(known["article"], "entity", "line", id="span-900"))
    n_refused = n_done = 0
    for _ in range(40):
        flipped = bytearray(sound)
        for _ in range(20):
            flipped[chance.randrange(4096, len(sound))] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        try:
            with make.opened(path) as project:
                project.journal.apply(extra)
                project.journal.undo()
                n_done += 1
        except AnnotatorError as problem:
            n_refused += 1
            assert problem.message.endswith(".")  # noqa: PT017 - either may happen
    assert n_refused + n_done == 40
