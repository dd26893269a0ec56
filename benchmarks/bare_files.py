"""A bare writer and a bare reader of one exported file: the library of its form, no more.

What they write is what the export holds, parsed beforehand and held in memory; what they read is
kept until all of it is read. Nothing is compared.
"""

from __future__ import annotations

import json
import zipfile
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Write = Callable[[Path], None]
    Read = Callable[[Path], object]

_PROJECT = "project.qde"


def lines(exported: Path) -> tuple[Write, Read]:
    """Give both for a record of JSON in each line."""
    records = _read_lines(exported)

    def write(to: Path) -> None:
        with to.open("w", encoding="utf-8") as file:
            for record in records:
                file.write(json.dumps(record, ensure_ascii=False) + "\n")

    return write, lambda at: _each_line(at)


def _read_lines(at: Path) -> list[object]:
    return [json.loads(line) for line in at.read_text(encoding="utf-8").split("\n")[:-1]]


def _each_line(at: Path) -> None:
    with at.open(encoding="utf-8") as file:
        for line in file:
            json.loads(line)


def document(exported: Path) -> tuple[Write, Read]:
    """Give both for one document of JSON."""
    held = _read_document(exported)

    def write(to: Path) -> None:
        to.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")

    return write, _read_document


def _read_document(at: Path) -> object:
    return json.loads(at.read_text(encoding="utf-8"))


def archive(exported: Path) -> tuple[Write, Read]:
    """Give both for an archive with texts and one XML file: `zipfile` and `ElementTree`."""
    texts, root = _read_archive(exported)

    def write(to: Path) -> None:
        with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as made:
            for name, text in texts.items():
                made.writestr(name, text.encode("utf-8"))
            with made.open(_PROJECT, "w") as file:
                ElementTree.ElementTree(root).write(file, encoding="utf-8")

    return write, _read_archive


def _read_archive(at: Path) -> tuple[dict[str, str], ElementTree.Element]:
    with zipfile.ZipFile(at) as held:
        names = [name for name in held.namelist() if name != _PROJECT]
        texts = {name: held.read(name).decode("utf-8") for name in names}
        with held.open(_PROJECT) as file:
            return texts, ElementTree.parse(file).getroot()  # noqa: S314 - written by us


class _Page(HTMLParser):
    """Keeps what comes, as it comes: tags with their attributes, ends, words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("<", tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("</", tag, []))

    def handle_data(self, data: str) -> None:
        self.found.append(("", data, []))


def page(exported: Path) -> tuple[Write, Read]:
    """Give both for a web page."""
    held = _read_page(exported)

    def write(to: Path) -> None:
        with to.open("w", encoding="utf-8") as file:
            for before, words, attributes in held:
                if before:
                    told = "".join(f' {name}="{escape(one or "")}"' for name, one in attributes)
                    file.write(f"{before}{words}{told}>")
                else:
                    file.write(escape(words))

    return write, _read_page


def _read_page(at: Path) -> list[tuple[str, str, list[tuple[str, str | None]]]]:
    reader = _Page()
    with at.open(encoding="utf-8") as file:
        while piece := file.read(1 << 16):
            reader.feed(piece)
    reader.close()
    return reader.found
