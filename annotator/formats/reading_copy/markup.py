"""Pieces of HTML: words made safe, elements, tables. Nothing is known of articles."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from annotator.formats.safe_xml import writable
from annotator.text.script import first_direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GENERATOR = "Annotator reading copy"
"""By this a file says that it is ours."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
"""What a page of ours lets a browser do: show it, and no more."""
OWN = "auto"
"""The `dir` of words whose direction is their own."""
_TAG = re.compile("<[^>]*>")


def words(text: str) -> str:
    """Give words as they stand between tags; a lone CR would be read as a line end."""
    return escape(writable(text), quote=False).replace("\r", "&#13;")


def quoted(text: str) -> str:
    """Give words as they stand in an attribute."""
    return escape(writable(text)).replace("\r", "&#13;").replace("\n", "&#10;")


def tag(name: str, inside: str, **attributes: str | None) -> str:
    """Give an element around what is HTML already; attributes that are None are left out.

    `class_` is class, and `_` in a name stands for `-`. Which direction is `OWN` is said: Qt, which
    lays out what is for paper, would take that of the window.
    """
    if attributes.get("dir") == OWN:
        attributes["dir"] = _direction_of(inside)
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{quoted(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{inside}</{name}>"


def _direction_of(inside: str) -> str:
    return "ltr" if inside.isascii() else first_direction(unescape(_TAG.sub("", inside)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = ()) -> str:
    """Give a table of cells that are HTML already; `numbers` are the columns that hold figures."""
    right = frozenset(numbers)

    def line(cells: Sequence[str], name: str) -> str:
        return tag(
            "tr",
            "".join(
                tag(name, cell, class_="n" if at in right else None, dir=OWN)
                for at, cell in enumerate(cells)
            ),
        )

    top = tag("thead", line([words(one) for one in head], "th")) if head else ""
    body = "\n".join(line(row, "td") for row in rows)
    return tag("table", f"{top}\n<tbody>\n{body}\n</tbody>")


def opening(title: str, style: str, generator: str, *, language: str, direction: str) -> str:
    """Give the beginning of a page, up to the start of its body."""
    return (
        f'<!DOCTYPE html>\n<html lang="{quoted(language)}" dir="{direction}">\n<head>\n'
        f'<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="generator" content="{quoted(generator)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{words(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )


CLOSING = "</body>\n</html>\n"
