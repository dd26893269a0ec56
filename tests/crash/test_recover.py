"""Pages of a project are broken: what stands elsewhere too, and all on other pages, comes back.

TORTURE multiplies how many files are broken. `python -m tests.crash.test_recover` prints figures.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import sqlite3
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import WrongUse
from annotator.store.check import check
from annotator.store.derived import IS_JOURNALED
from annotator.store.recover.pages import Pages
from annotator.store.recover.recovering import Recovery, recover
from annotator.store.rows_sql import TABLES
from tests.crash import damage

if TYPE_CHECKING:
    from tests.tried import Tried

TIMES = float(os.environ.get("TORTURE", "1"))
PAGE = 4096


@dataclass
class Sound:
    """What a sound file holds: the rows that steps made, the texts, and where each step stands."""

    content: bytes
    rows: dict[str, set[object]]
    texts: dict[str, str]
    steps_on: dict[int, set[int]]
    texts_on: dict[str, set[int]]


def rows_of(path: Path) -> dict[str, set[object]]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {
            form.name: {
                *connection.execute(
                    f"{form.select} WHERE {IS_JOURNALED.get(form.name, '1')}"
                ).fetchall()
            }
            for form in TABLES
        }


def texts_of(path: Path) -> dict[str, str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT sha256, body FROM text").fetchall())


def sound_file(path: Path) -> Sound:
    content = path.read_bytes()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (is_there,) = connection.execute(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'step'"
        ).fetchone()
        assert is_there
    return Sound(content, rows_of(path), texts_of(path), *where(content))


def where(content: bytes) -> tuple[dict[int, set[int]], dict[str, set[int]]]:
    """Give on which pages each step and each text stands, further pages left out."""
    pages = Pages(content)
    steps: dict[int, set[int]] = {}
    texts: dict[str, set[int]] = {}
    for number in range(2, pages.n + 1):
        for one in pages.records(number):
            if one is None or one.rowid is None:
                continue
            if len(one.values) == 11:
                steps.setdefault(one.rowid, set()).add(number)
            elif len(one.values) == 3 and isinstance(one.values[0], str):
                texts.setdefault(one.values[0], set()).add(number)
    return steps, texts


def overflowing(content: bytes) -> set[int]:
    """Give the pages that are of no tree: parts of long records, and free ones."""
    pages = Pages(content)
    return {number for number in range(2, pages.n + 1) if not pages.kind(number)}


def broken(sound: Sound, chance: random.Random, n: int) -> tuple[bytes, set[int]]:
    """Give the content with so many pages filled with something else, and which."""
    content = bytearray(sound.content)
    n_pages = len(content) // PAGE
    chosen = set(chance.sample(range(1, n_pages + 1), min(n, n_pages)))
    for number in chosen:
        filler = chance.choice([bytes(PAGE), b"\xff" * PAGE, chance.randbytes(PAGE)])
        content[(number - 1) * PAGE : number * PAGE] = filler
    return bytes(content), chosen


def judge(sound: Sound, place: Path, new: Path, lost_pages: set[int], found: Recovery) -> None:
    """See that what must come back did."""
    assert check(new).ok
    rows, texts = rows_of(new), texts_of(new)
    in_parts = overflowing(sound.content) & lost_pages
    # What of a text stands on a page of its own may be lost; all others are there to the letter.
    kept = {sha for sha, on in sound.texts_on.items() if not on & lost_pages}
    if not in_parts:
        wanted = {sound.texts[sha] for sha in kept if sha in sound.texts}
        assert wanted <= set(texts.values())
    steps_lost = {n for n, on in sound.steps_on.items() if on <= lost_pages}
    if steps_lost:
        assert found.lost
    if steps_lost or in_parts:
        return
    # The history is whole: every row comes back, whatever page it stood on.
    lost_texts = set(sound.texts) - set(texts)
    for name, wanted in sound.rows.items():
        if name in ("layer",):
            wanted = {one for one in wanted if one in rows[name] or one[1] != "suggester"}
        missing = wanted - rows[name]
        if lost_texts and name in ("article", "span", "part", "region"):
            continue  # of articles whose text is lost
        assert not missing, (name, list(missing)[:2])


def recovered(sound: Sound, folder: Path, n_files: int, seed: int) -> int:
    """Break so many files and recover each; give how many came back to the last row and text."""
    chance, n_whole = random.Random(seed), 0  # noqa: S311 - the same damage each time
    place, new = folder / "broken.annotator", folder / "new.annotator"
    for _ in range(n_files):
        content, pages = broken(sound, chance, chance.choice([1, 1, 1, 2, 3, 5, 10, 40]))
        place.write_bytes(content)
        new.unlink(missing_ok=True)
        try:
            found = recover(place, new)
        except WrongUse:
            continue  # nothing that is used was on these pages
        assert place.read_bytes() == content
        judge(sound, place, new, pages, found)
        n_whole += rows_of(new) == sound.rows and texts_of(new) == sound.texts
    return n_whole


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(tmp_path_factory.mktemp("home")))
        return damage.rich_project(tmp_path_factory.mktemp("rich"), 16)


def test_what_is_not_on_a_broken_page_comes_back(rich: Path, tmp_path: Path, tried: Tried) -> None:
    n_files = round(30 * TIMES)
    n_whole = recovered(sound_file(rich), tmp_path, n_files, seed=1)
    tried.count("files with broken pages", recovered=n_files, to_the_last_row=n_whole)
    assert n_whole > 5


@pytest.mark.parametrize("first", [1, 2])
def test_each_page_by_itself(rich: Path, tmp_path: Path, first: int) -> None:
    sound = sound_file(rich)
    place, new = tmp_path / "broken.annotator", tmp_path / "new.annotator"
    for number in range(first, len(sound.content) // PAGE + 1, round(12 / min(TIMES, 12))):
        content = bytearray(sound.content)
        content[(number - 1) * PAGE : number * PAGE] = bytes(PAGE)
        place.write_bytes(content)
        new.unlink(missing_ok=True)
        with contextlib.suppress(WrongUse):
            judge(sound, place, new, {number}, recover(place, new))


@pytest.mark.parametrize("length", [0.95, 0.8, 0.7])
def test_a_file_that_was_cut_off(rich: Path, tmp_path: Path, length: float) -> None:
    place, new = tmp_path / "cut.annotator", tmp_path / "new.annotator"
    content = rich.read_bytes()
    place.write_bytes(content[: int(len(content) * length)])
    found = recover(place, new)
    assert check(new).ok
    assert found.n_articles > 0


def main() -> int:
    """Break files and print how many came back whole."""
    n = round(200 * TIMES)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = sound_file(damage.rich_project(folder))
        n_whole = recovered(sound, folder, n, seed=int(os.environ.get("TORTURE_SEED", "1")))
        sys.stdout.write(json.dumps({"broken": n, "back to the last row and text": n_whole}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
