"""The ways into the program: each takes a file and a folder to work in, and gives what it read.

A new reader of texts joins by itself, from the list of formats; another door by one line.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator import settings as settings_file
from annotator.formats import READERS, reader_named
from annotator.formats.base import ReadOptions
from annotator.formats.rows.mapping import read_map
from annotator.formats.sources import Source
from annotator.model.layer import Coder
from annotator.model.scheme_edits.ready import scheme_in
from annotator.project import Project
from annotator.store.check import check
from annotator.text.word_lists import lay_over

CODER = Coder("coder-hostile", "Ada")


@dataclass(frozen=True, slots=True)
class Door:
    """One way in, and the kinds of files that come to it (`files.KINDS`; empty = all)."""

    name: str
    open: Callable[[Path, Path], str]
    kinds: frozenset[str]
    takes_over: tuple[str, ...] = ()
    """Parts of names of what this door may take away beside a file that it opens to write."""


def _opened(file: Path, _room: Path) -> str:
    with Project.open(file, coder=CODER) as project:
        spans = sum(1 for page in project.pages() for _ in page.spans())
        return f"{project.title} {spans}"


def _read_only(file: Path, _room: Path) -> str:
    with Project.open(file, coder=CODER, read_only=True) as project:
        return " ".join(str(entry) for entry in project.articles())


def _checked(file: Path, _room: Path) -> str:
    return " ".join(check(file).problems)


def _recovered(file: Path, room: Path) -> str:
    return " ".join(Project.recover(file, room / "new.annotator").lost)


def _merged(file: Path, room: Path) -> str:
    with _fresh(room) as project:
        report = project.merge(file)
        return " ".join([*map(str, report.refused), *map(str, report.problems)])


def _imported(file: Path, room: Path) -> str:
    with _fresh(room) as project:
        report = project.import_sources([file])
        texts = [project.article(entry.id).text for entry in project.articles()]
        return " ".join([*(one.reason for one in report.refused), *texts])


def _as_format(name: str) -> Callable[[Path, Path], str]:
    def read(file: Path, _room: Path) -> str:
        reading = reader_named(name).read(Source.of_path(file), ReadOptions())
        texts = [one.article.text[:500] for one in reading.bundle.contents]
        return " ".join([*(one.reason for one in reading.refused), *texts])

    return read


def _scheme(file: Path, room: Path) -> str:
    with _fresh(room) as project:
        return str(project.set_scheme(scheme_in(file).scheme))


def _map(file: Path, _room: Path) -> str:
    return str(read_map(file.read_bytes(), file.name))


def _word_lists(file: Path, room: Path) -> str:
    folder = room / "words"
    folder.mkdir(exist_ok=True)
    shutil.copyfile(file, folder / "en.toml")
    return " ".join(lay_over(folder))


def _settings(file: Path, room: Path) -> str:
    place = room / "settings.json"
    shutil.copyfile(file, place)
    found = settings_file.read(place)
    settings_file.save(found.settings.with_coder("Ada"), place)
    return " ".join(found.notes)


def _fresh(room: Path) -> Project:
    return Project.create(room / "own.annotator", coder=CODER)


ANY: frozenset[str] = frozenset()
PROJECTS = frozenset({"no-file", "project", "rows", "name"})
TEXTS = frozenset({"no-file", "text", "page", "json", "table", "archive", "markup", "name"})
TABLES_OF_WORDS = frozenset({"toml", "no-file"})

DOORS = (
    # A lock that nobody holds, and a journal that says nothing: a power cut leaves such ones.
    Door("open", _opened, PROJECTS, (".~lock.", "-journal")),
    Door("read only", _read_only, PROJECTS),
    Door("check", _checked, PROJECTS),
    Door("recover", _recovered, PROJECTS),
    Door("merge", _merged, PROJECTS | {"json"}),
    Door("import", _imported, TEXTS),
    *(Door(f"as {one.name}", _as_format(one.name), TEXTS) for one in READERS),
    Door("scheme", _scheme, TABLES_OF_WORDS),
    Door("map", _map, frozenset({"toml"})),
    Door("word lists", _word_lists, frozenset({"toml"})),
    Door("settings", _settings, frozenset({"json", "settings"})),
)
