"""The words on the pages of a PDF that Qt wrote: what a reader of the paper sees, no more.

Glyphs stand in streams by the numbers of their font; each font says which letters they are.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*)\r?\n?endstream", re.DOTALL)
_RANGE = re.compile(r"<([0-9A-F]+)> <[0-9A-F]+> \[(.*?)\]", re.DOTALL)
_SHOWN = re.compile(r"/(F\d+) [\d.]+ Tf|[-\d.]+ ([-\d.]+) Td|<([0-9A-F]+)> Tj")
_LINE = re.compile(r"\nBT\n(.*?)\nET\n|\n1 0 0 1 0 (-?[\d.]+) cm\n", re.DOTALL)
_CLIP = re.compile(r"\n0 ([\d.]+) m\n[\d.]+ [\d.]+ l\n[\d.]+ ([\d.]+) l\n")


def words_on(path: Path) -> list[str]:
    """Give the words of all pages in the order they are drawn: cell after cell of a table."""
    objects = {int(number): body for number, body in _OBJECT.findall(path.read_bytes())}
    pages = [body for body in objects.values() if b"/Type /Page\n" in body]
    return [word for page in pages for line in _lines(objects, page) for word in line.split()]


def _lines(objects: dict[int, bytes], page: bytes) -> list[str]:
    contents = _stream(objects[_ref(page, b"Contents")])
    fonts = objects[_ref(page, b"Resources")]
    letters_of: dict[str, dict[int, str]] = {}
    for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", fonts):
        letters_of[name.decode()] = _letters(objects, objects[int(number)])
    top, bottom = (float(edge) for edge in _CLIP.findall(contents)[0])
    down: float | None = None  # head and number of a sheet stand before its text is moved
    found = []
    for line, moved in _LINE.findall(contents):
        if moved:
            down = float(moved)
            continue
        font, y, text = "", down or 0.0, ""
        for name, step, glyphs in _SHOWN.findall(line):
            font = name or font
            y -= float(step or 0)
            if glyphs and (
                down is None or top <= y <= bottom
            ):  # what stands beside the page is cut off
                numbers = [int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4)]
                text += "".join(letters_of[font].get(one, "?") for one in numbers)
        found.append(unicodedata.normalize("NFKC", text))
    return found


def _letters(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    table = _stream(objects[_ref(font, b"ToUnicode")])
    for first, codes in _RANGE.findall(table):
        for at, code in enumerate(re.findall(r"<([0-9A-F]+)>", codes)):
            found[int(first, 16) + at] = bytes.fromhex(code).decode("utf-16-be")
    return found


def _ref(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None, name
    return int(found[1])


def _stream(body: bytes) -> str:
    found = _STREAM.search(body)
    assert found is not None
    whole = zlib.decompress(found[1]) if b"/FlateDecode" in body else found[1]
    return whole.decode("latin-1")
