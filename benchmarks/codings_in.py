"""Both sides of codings coming in: an export read into a fresh project, and a bare reader of it.

The bare side parses the same file with `json`, or with `zipfile` and `ElementTree`, keeps what it
found in memory and inserts it into bare tables in one commit: texts, articles, spans with their
parts and values, links. It checks nothing, matches nothing, and keeps no history.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from annotator.project import Project
from benchmarks.place import made_once
from benchmarks.projects import CODER
from benchmarks.timing import collector_still, processor_seconds_of
from benchmarks.verb_memory import most_memory

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.place import Place

_ENDINGS = {"jsonl": ".jsonl", "qdpx": ".qdpx"}
_TABLES = (
    "text (sha256 TEXT PRIMARY KEY, body TEXT)",
    "article (id INTEGER PRIMARY KEY, uid TEXT, sha256 TEXT, title TEXT)",
    "span (id INTEGER PRIMARY KEY, uid TEXT, article INTEGER, layer TEXT, type TEXT)",
    "part (span INTEGER, at INTEGER, until INTEGER)",
    "attribute (owner INTEGER, name TEXT, value TEXT)",
    "link (id INTEGER PRIMARY KEY, uid TEXT, type TEXT, source INTEGER, target INTEGER)",
)
_PART = " of "
"""Stands in the description of a selection that is a part of a span: part 1 of 2 of ID."""


@dataclass(slots=True)
class _Rows:
    """What a bare reader found, as rows."""

    text: list[tuple[str, str]] = field(default_factory=list)
    article: list[tuple[int, str, str, str]] = field(default_factory=list)
    span: list[tuple[int, str, int, str, str]] = field(default_factory=list)
    part: list[tuple[int, int, int]] = field(default_factory=list)
    attribute: list[tuple[int, str, str]] = field(default_factory=list)
    link: list[tuple[int, str, str, int, int]] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def add_article(self, uid: str, title: str, text: str) -> None:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.text.append((sha256, text))
        self.article.append((len(self.article), uid, sha256, title))

    def add_span(self, uid: str, layer: str, kind: str) -> int:
        number = self.numbers[uid] = len(self.span)
        self.span.append((number, uid, len(self.article) - 1, layer, kind))
        return number

    def add_link(self, uid: str, kind: str, source: str, target: str) -> None:
        ends = self.numbers[source], self.numbers[target]
        self.link.append((len(self.link), uid, kind, *ends))


def exported(place: Place, name: str) -> Path:
    """Give an export of the whole project: written once, before anything is timed."""

    def make(to: Path) -> None:
        with Project.open(place.project, coder=CODER, read_only=True) as project:
            project.export(name, to)

    return made_once(place.folder / f"to-come-in{_ENDINGS[name]}", make)


def ours(place: Place, name: str) -> Callable[[], list[float]]:
    """Give the work: the file into a fresh project, as one step with its history."""
    at, path = exported(place, name), place.folder / f"came-in-{name}.annotator"

    def work() -> list[float]:
        path.unlink(missing_ok=True)
        with Project.create(path, coder=CODER) as project, collector_still():
            return [processor_seconds_of(lambda: project.import_sources([at]))]

    return work


def most_memory_of(place: Place, name: str) -> Callable[[], list[float]]:
    """Give the work: the same in a process of its own, of which the most memory is what counts."""
    at, path = exported(place, name), place.folder / f"memory-{name}.annotator"

    def work() -> list[float]:
        path.unlink(missing_ok=True)
        with Project.create(path, coder=CODER):
            pass
        return most_memory(place, "import", str(path), str(at))

    return work


def bare(place: Place, name: str) -> Callable[[], list[float]]:
    """Give the work: the file parsed, kept in memory, inserted into bare tables."""
    at, path = exported(place, name), place.folder / f"bare-{name}.sqlite"
    parse = _parse_project if name == "qdpx" else _parse_lines

    def work() -> list[float]:
        path.unlink(missing_ok=True)
        with collector_still():
            return [processor_seconds_of(lambda: _insert(parse(at), path))]

    return work


def _insert(rows: _Rows, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = EXTRA")
    for table in _TABLES:
        connection.execute(f"CREATE TABLE {table}")
        name = table.partition(" ")[0]
        found = getattr(rows, name)
        places = ", ".join("?" * len(found[0])) if found else "NULL"
        connection.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({places})", found)  # noqa: S608 - names of ours
    connection.commit()
    connection.close()


def _parse_lines(at: Path) -> _Rows:
    rows = _Rows()
    with at.open(encoding="utf-8") as file:
        for line in file:
            one: dict[str, Any] = json.loads(line)
            match one["kind"]:
                case "article":
                    rows.add_article(one["id"], one["title"], one["text"])
                case "span":
                    number = rows.add_span(one["id"], one["layer"], one["type"])
                    rows.part += [(number, start, end) for start, end in one["parts"]]
                    rows.attribute += [(number, *x) for x in one["attributes"].items()]
                case "link":
                    rows.add_link(one["id"], one["type"], one["from"], one["to"])
    return rows


def _parse_project(at: Path) -> _Rows:
    rows, codes = _Rows(), {}
    with zipfile.ZipFile(at) as archive, archive.open("project.qde") as file:
        for _, one in ElementTree.iterparse(file, ("end",)):  # noqa: S314 - written by us
            tag = one.tag.rpartition("}")[2]
            if tag == "CodeBook":
                codes = dict(_codes(one[0], ()))
            elif tag == "TextSource":
                _add_source(rows, one, codes, archive)
                one.clear()
            elif tag == "Link":
                ends = one.attrib["originGUID"], one.attrib["targetGUID"]
                rows.add_link(one.attrib["guid"], one.attrib["name"], *ends)
    return rows


def _codes(above: ElementTree.Element, path: tuple[str, ...]):  # type: ignore[no-untyped-def]  # pairs
    for one in above:
        if one.tag.endswith("}Code"):
            own = (*path, one.attrib["name"])
            yield one.attrib["guid"], own
            yield from _codes(one, own)


def _add_source(
    rows: _Rows,
    one: ElementTree.Element,
    codes: dict[str, tuple[str, ...]],
    archive: zipfile.ZipFile,
) -> None:
    inner = one.attrib["plainTextPath"].rpartition("/")[2]
    text = archive.read(f"sources/{inner}").decode("utf-8")
    rows.add_article(one.attrib["guid"], one.attrib["name"], text)
    for each in one:
        if not each.tag.endswith("}PlainTextSelection"):
            continue
        said, uid = each.findtext("{*}Description") or "", each.attrib["guid"]
        whole = said.partition("\n")[0].rpartition(_PART)[2] if said.startswith("part ") else uid
        number = rows.numbers.get(whole)
        if number is None:
            code = codes[each.find("{*}Coding/{*}CodeRef").attrib["targetGUID"]]  # type: ignore[union-attr]  # written by us
            number = rows.add_span(whole, each.attrib["creatingUser"], code[0])
            if code[1:]:
                rows.attribute.append((number, *code[1:]))
        rows.numbers[uid] = number
        rows.part.append(
            (number, int(each.attrib["startPosition"]), int(each.attrib["endPosition"]))
        )
