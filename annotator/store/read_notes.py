"""Notes for lists: all of a project in one query, with what they are about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import repeat
from typing import TYPE_CHECKING

from annotator.model.fast_values import fast_maker
from annotator.model.rows import note_from_row
from annotator.model.span import Note, Owner
from annotator.store.lists.columns import NumberedTitle
from annotator.store.read_pages import Texts, Times, rows_of
from annotator.store.rows_sql import FORMS
from annotator.text.ranges import Range

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from annotator.store.uids import Uids

_LINES = (
    "SELECT {columns}, CASE t.owner_kind WHEN 'article' THEN t.owner_id ELSE s.article_id END,"
    " coalesce(s.quote, c.name, ''), s.start, s.\"end\", s.layer_id,"
    " coalesce(s.type, ''), coalesce(k.type, '')"
    " FROM note t"
    " LEFT JOIN link k ON t.owner_kind = 'link' AND k.id = t.owner_id"
    " LEFT JOIN span s ON s.id ="
    " CASE t.owner_kind WHEN 'span' THEN t.owner_id WHEN 'link' THEN k.source_id END"
    " LEFT JOIN actor c ON t.owner_kind = 'actor' AND c.id = t.owner_id"
    " ORDER BY t.id"
)
_LAST = 1 << 63
_BLOCK = 500
"""So many rows the processor still has at hand when they become notes."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note with its article (None for one on an actor or the scheme) and the notes that answer.

    `words` are those of the span, of the claim that a link starts at, or the actor's name; `at` is
    where they stand, `layer_id` whose they are, `type` that of the span, `link` that of a link.
    """

    note: Note
    article_id: str | None = None
    title: str = ""
    words: str = ""
    at: Range | None = None
    layer_id: str = ""
    type: str = ""
    link: str = ""
    answers: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it asks something that nobody has answered."""
        return self.note.question and not self.answers


_notes, _lines = fast_maker(Note), fast_maker(NoteLine)
_NOWHERE = NumberedTitle(None, "")


def notes_beside(connection: sqlite3.Connection, uids: Uids) -> tuple[Note, ...]:
    """Give the notes on actors and the scheme, by their ids."""
    rest = "0 FROM note t WHERE t.owner_kind IN ('actor', 'scheme')"
    found = (note_from_row(row) for row, _ in rows_of(connection, FORMS["note"], uids, rest))
    return tuple(sorted(found, key=lambda one: one.id))


def note_of(connection: sqlite3.Connection, uids: Uids, note_id: str) -> Note | None:
    """Give the note of this id, or None."""
    rest = f"0 FROM note t WHERE t.id = {uids.number(note_id):d}"
    found = rows_of(connection, FORMS["note"], uids, rest)
    return note_from_row(found[0][0]) if found else None


def note_lines(
    connection: sqlite3.Connection,
    uids: Uids,
    headings: Callable[[Iterable[int]], Mapping[int, NumberedTitle]],
) -> list[NoteLine]:
    """Give all notes with their places, those in articles first, in the order they came in.

    `headings` gives those of articles, which take longer than the notes to look up each time.
    Column by column, not by `note_from_row`: there are thousands, read anew when one is written.
    """
    columns = ", ".join(f't."{name}"' for name in FORMS["note"].names)
    cursor = connection.execute(_LINES.format(columns=columns))
    texts, times = Texts(uids), Times()
    ranks: list[int] = []
    answers: dict[str, list[str]] = {}
    found: list[NoteLine] = []
    while rows := cursor.fetchmany(_BLOCK):
        ids, kinds, owners, words, bys, at, asks, answered, later, *where = zip(*rows, strict=True)
        articles, quotes, starts, ends, layers, types, links = where
        some = [*{one for one in articles if one is not None}]
        known, here = headings(some), dict(zip(some, uids.texts(some), strict=True))
        numbers, titles = zip(*(known.get(one, _NOWHERE) for one in articles), strict=True)
        names = uids.texts(ids)
        notes = _notes(
            zip(
                names,
                map({one: Owner(one) for one in {*kinds}}.__getitem__, kinds),
                [one if isinstance(one, str) else here.get(one) or texts[one] for one in owners],
                words,
                map(texts.__getitem__, bys),
                map(times.__getitem__, at),
                map(bool, asks),
                map(texts.__getitem__, answered),
                map(bool, later),
                strict=True,
            )
        )
        found += _lines(
            zip(
                notes,
                [here[one] if one in known else None for one in articles],
                titles,
                quotes,
                [None if one is None else Range(one, ends[n]) for n, one in enumerate(starts)],
                ["" if one is None else texts[one] for one in layers],
                types,
                links,
                repeat(()),
            )
        )
        ranks += [_LAST if one is None else one for one in numbers]
        for name, question in zip(names, answered, strict=True) if any(answered) else ():
            if question is not None:
                answers.setdefault(texts[question] or "", []).append(name)
    lines = [found[n] for n in sorted(range(len(found)), key=ranks.__getitem__)]
    return _with_answers(lines, answers) if answers else lines


def _with_answers(lines: list[NoteLine], answers: Mapping[str, list[str]]) -> list[NoteLine]:
    told = ((line, answers.get(line.note.id)) for line in lines)
    return [line if ids is None else replace(line, answers=tuple(ids)) for line, ids in told]
