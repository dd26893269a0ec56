"""A format of rows written from docs/a-format.md alone: cards of `key: value` lines.

Nobody asked for it; it shows that the page and the public base are enough. It goes through the
same suite as all formats of the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import CannotRead, Where
from annotator.formats import sources
from annotator.formats.decoding import decode
from annotator.formats.rows.grid import GridRow, Table
from annotator.formats.rows.row_format import RowFormat, SourceGrid

if TYPE_CHECKING:
    from annotator.formats.rows.mapping import SourceMap

FIRST = b"%cards\n"


class CardFile(RowFormat):
    """Cards with a blank line between them, an article each; keys are the columns."""

    name = "cards"
    title = "Card file"
    endings = (".cards",)
    asks_for_encoding = True

    def sniff(self, name: str, head: bytes) -> int:
        """Say how surely these are cards: the first line says so."""
        return 95 if head.startswith(FIRST) else 0

    def open(self, data: bytes, name: str, said: SourceMap) -> SourceGrid:
        """Give the table of all keys that cards have."""
        sources.check_is_text(data, name, said.encoding)
        decoded = decode(data, name, said.encoding or None)
        if not decoded.text.startswith(FIRST.decode()):
            raise CannotRead(
                f"{name} is no card file.", "Its first line would be %cards.", Where(file=name)
            )
        keys = dict.fromkeys(key for _, card in _cards(decoded.text, name) for key in card)

        def body() -> Iterator[GridRow]:
            for line, card in _cards(decoded.text, name):
                yield GridRow(line, [card.get(key, "") for key in keys])

        return SourceGrid(
            replace(said, encoding=decoded.encoding),
            table=Table(tuple(keys), (), body),
            encoding=decoded.encoding,
            guessed=decoded.guessed,
            alternatives=decoded.alternatives,
        )


def _cards(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each card with the line that it begins in."""
    card: dict[str, str] = {}
    first = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if number == 1:
            continue
        key, colon, value = line.partition(":")
        if not line.strip():
            if card:
                yield first, card
            card = {}
        elif not colon or not re.fullmatch(r"\w{1,40}", key) or key in card:
            raise CannotRead(
                f"{name}, line {number}: this is no line like “key: value”.",
                "Mend that line.",
                Where(file=name, line=number),
            )
        else:
            first = first if card else number
            card[key] = value.strip()
