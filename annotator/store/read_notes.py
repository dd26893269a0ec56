"""Notes for lists: all of a project in one query, with what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.rows import note_from_row
from annotator.store.read_pages import rows_of
from annotator.store.rows_sql import FORMS
from annotator.text.ranges import Range

if TYPE_CHECKING:
    import sqlite3

    from annotator.model.span import Note
    from annotator.store.uids import Uids

_PLACES = (
    "a.id, coalesce(a.title, ''), coalesce(s.quote, c.name, ''), s.start, s.\"end\", s.layer_id,"
    " coalesce(s.type, ''), coalesce(k.type, '')"
    " FROM note t"
    " LEFT JOIN link k ON t.owner_kind = 'link' AND k.id = t.owner_id"
    " LEFT JOIN span s ON s.id ="
    " CASE t.owner_kind WHEN 'span' THEN t.owner_id WHEN 'link' THEN k.source_id END"
    " LEFT JOIN article a ON a.id ="
    " CASE t.owner_kind WHEN 'article' THEN t.owner_id ELSE s.article_id END"
    " LEFT JOIN actor c ON t.owner_kind = 'actor' AND c.id = t.owner_id"
    " ORDER BY a.number IS NULL, a.number, t.id"
)


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


def note_lines(connection: sqlite3.Connection, uids: Uids) -> list[NoteLine]:
    """Give all notes with their places, those in articles first, in the order they came in."""
    form = FORMS["note"]
    columns = ", ".join(f't."{name}"' for name in form.names)
    n = len(form.names)
    cells = connection.execute(f"SELECT {columns}, {_PLACES}").fetchall()
    notes = [note_from_row(form.row(one[:n], uids.text)) for one in cells]
    answers: dict[str, list[str]] = {}
    for note in notes:
        if note.answer_to is not None:
            answers.setdefault(note.answer_to, []).append(note.id)
    found: list[NoteLine] = []
    for note, (article, title, words, start, end, layer, kind, link) in zip(
        notes, (one[n:] for one in cells), strict=True
    ):
        found.append(
            NoteLine(
                note,
                None if article is None else uids.text(article),
                title,
                words,
                None if start is None else Range(start, end),
                "" if layer is None else uids.text(layer),
                kind,
                link,
                tuple(answers.get(note.id, ())),
            )
        )
    return found
