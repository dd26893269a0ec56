"""Damage that changes what a project says is told, all of it; a sound file is never accused.

`python -m tests.crash.damage` breaks 1,000 files by one bit and 600 by mixing two states, and opens
sound ones; TORTURE multiplies these numbers (CI takes a share by test_told.py). What it prints goes
to docs/torture.md.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.errors import AnnotatorError, CannotOpen
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.store.check import check
from annotator.store.file import open_file

PAGE = 4096
TOLD_S = 10.0
"""So soon after opening it is told."""
_NOBODYS = frozenset({"_sqlite_migrations"})
"""What no part of the program reads: when a table was made."""


@dataclass
class Told:
    """How many files changed what the project says, and of how many that was said."""

    n: int = 0
    changed: int = 0
    told: int = 0
    slowest_s: float = 0.0
    missed: list[str] = field(default_factory=list)
    by: Counter[str] = field(default_factory=Counter)

    def line(self, what: str) -> str:
        """Give the figures as a line."""
        return (
            f"{what}: {self.n} files, {self.changed} said something else, {self.told} of these"
            f" told, slowest {self.slowest_s:.2f} s; {dict(self.by)}"
        )


# --- a project with something in every table ------------------------------------------------------


def rich_project(folder: Path, n_articles: int = 30) -> Path:
    """Make a project that was worked on: codings, actors, notes, samples, steps of every state."""
    path = folder / "study.annotator"
    texts = folder / "texts"
    texts.mkdir()
    for n in range(n_articles):
        words = " ".join(f"Speaker{n} said that item {n * 100 + k} is new." for k in range(40))
        (texts / f"{n:03}.txt").write_text(f"Title {n}\n\nBy Author {n}\n\n{words}\n")
    with Project.create(path, coder=Coder("coder-1", "Ada")) as project:
        project.import_sources([texts])
        ids = [one.id for one in project.articles()]
        for n, article in enumerate(ids[:-4]):
            body = project.page(article).text
            at = body.index("Speaker")
            said = body.index("said", at)
            end = body.index(".", said)
            actor = project.actor(f"Speaker {n}", "person", [f"S{n}"]).id
            speaker = project.mark(article, "speaker", (at, said - 1), actor=actor).id
            cue = project.mark(article, "cue", (said, said + 4)).id
            claim = project.mark(article, "claim", (said + 10, end)).id
            project.link(claim, "said_by", speaker)
            project.link(claim, "cued_by", cue)
            project.note(claim, f"Look at this again, {n}.")
            project.state(article, "done" if n % 2 else "progress")
        project.undo()
        project.undo()
        project.note(ids[0], "What was undone is dropped now.")
        project.suggest(articles=ids[-4:], model=False)
        project.undo()
    shutil.rmtree(texts)
    return path


# --- what a project says --------------------------------------------------------------------------


def content_of(path: Path) -> str:
    """Give a checksum of all that stands in the tables, read without Annotator; "" = unreadable."""
    found = hashlib.sha256()
    try:
        uri = f"{path.as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.text_factory = bytes
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
            ).fetchall():
                if name.decode() in _NOBODYS:
                    continue
                rows = connection.execute(f"SELECT * FROM {name.decode()}").fetchall()
                found.update(name + repr(sorted(map(repr, rows))).encode())
            for setting in ("user_version", "application_id", "encoding"):
                found.update(repr(connection.execute(f"PRAGMA {setting}").fetchone()).encode())
    except (sqlite3.Error, UnicodeError):
        return ""
    return found.hexdigest()


def is_told(path: Path) -> str:
    """Give where damage is told: at opening, or by the check after it; "" = nowhere."""
    try:
        open_file(path, read_only=True).close()
    except CannotOpen:
        return "opening"
    try:
        return "" if check(path).ok else "check"
    except CannotOpen:
        return "check"


def look(told: Told, place: Path, sound: frozenset[str], name: str) -> None:
    """Judge one damaged file."""
    told.n += 1
    content = content_of(place)
    if content in sound:
        return
    told.changed += 1
    begun = time.process_time()  # what else the machine does is not counted
    by = is_told(place)
    told.slowest_s = max(told.slowest_s, time.process_time() - begun)
    if by:
        told.told += 1
        told.by[by] += 1
    else:
        told.missed.append(name)


# --- the ways of damage ---------------------------------------------------------------------------


def flips(path: Path, n_changed: int, seed: int = 0) -> Told:
    """Turn single bits round, until so many of them changed what the project says."""
    sound, told = path.read_bytes(), Told()
    known = frozenset({content_of(path)})
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    place = path.with_name("flipped.annotator")
    while told.changed < n_changed:
        at, bit = chance.randrange(len(sound)), chance.randrange(8)
        whole = chance.random() < 0.2
        damaged = bytearray(sound)
        damaged[at] ^= chance.randrange(1, 256) if whole else 1 << bit
        place.write_bytes(damaged)
        look(told, place, known, f"byte {at} is {damaged[at]:#x} instead of {sound[at]:#x}")
    place.unlink()
    return told


def states(path: Path, chance: random.Random) -> Iterator[tuple[str, bytes, bytes]]:
    """Give the file before and after step upon step of different kinds."""
    acts: list[tuple[str, Callable[[Project, list[str]], object]]] = [
        ("mark", lambda p, ids: p.mark(chance.choice(ids), "entity", (0, 5))),
        ("note", lambda p, ids: p.note(chance.choice(ids), f"n {chance.random()}")),
        ("undo", lambda p, ids: p.undo()),
        ("redo", lambda p, ids: p.redo()),
        ("actor", lambda p, ids: p.actor(f"Name {chance.random()}", "person", ["x", "y"])),
        ("state", lambda p, ids: p.state(chance.choice(ids), chance.choice(["done", "to do"]))),
        ("undo many", lambda p, ids: p.undo(p.steps()[min(4, len(p.steps()) - 1)].step.number)),
        ("redo all", lambda p, ids: p.redo(10_000_000)),
        ("suggest", lambda p, ids: p.suggest(articles=[chance.choice(ids)], model=False)),
    ]
    while True:
        name, act = chance.choice(acts)
        before = path.read_bytes()
        with (
            contextlib.suppress(AnnotatorError),
            Project.open(path, coder=Coder("coder-1", "Ada")) as project,
        ):
            act(project, [one.id for one in project.articles()])
        after = path.read_bytes()
        if after != before:
            yield name, before, after


def mixes(path: Path, n: int, seed: int = 0) -> Told:
    """Mix the pages of two states of one project, as a copy that was made during a step does."""
    told = Told()
    chance = random.Random(seed)  # noqa: S311 - the same damage each time
    place = path.with_name("mixed.annotator")
    for name, before, after in states(path, chance):
        known = frozenset(_contents(place, before, after))
        for _ in range(min(4, n - told.n)):
            share = chance.choice((0.1, 0.5, 0.9))
            longest = max(len(before), len(after))
            mixed = b"".join(
                (after if chance.random() < share else before)[at : at + PAGE]
                or (before + bytes(longest))[at : at + PAGE]
                for at in range(0, chance.choice((len(before), len(after))), PAGE)
            )
            place.write_bytes(mixed)
            look(told, place, known, f"{name}, {told.n}")
        if told.n >= n:
            break
    place.unlink()
    return told


def _contents(place: Path, *states: bytes) -> Iterator[str]:
    for content in states:
        place.write_bytes(content)
        yield content_of(place)


def false_alarms(path: Path, n: int, seed: int = 0) -> Told:
    """Open sound states of a project, each after another step."""
    told = Told()
    chance = random.Random(seed)  # noqa: S311 - the same steps each time
    place = path.with_name("sound.annotator")
    for name, _, after in states(path, chance):
        told.n += 1
        place.write_bytes(after)
        if by := is_told(place):
            told.missed.append(f"{name} is accused: {by}: {check(place).problems}")
        if told.n >= n:
            break
    place.unlink()
    return told


def main() -> int:
    """Run all, print the figures; 1 where anything was not told or a sound file was accused."""
    times = float(os.environ.get("TORTURE", "1"))
    seed = int(os.environ.get("TORTURE_SEED", "1"))
    is_wrong = False
    for what, way, n in (
        ("flips", flips, 1_000),
        ("torn mixes", mixes, 600),
        ("sound", false_alarms, 1_000),
    ):
        with tempfile.TemporaryDirectory() as folder:
            told = way(rich_project(Path(folder), 12), max(1, round(n * times)), seed)
        print(told.line(what), *told.missed, sep="\n", flush=True)  # noqa: T201
        is_wrong = is_wrong or bool(told.missed)
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main())
