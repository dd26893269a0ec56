"""Reading an article's rows with the bare driver: the text, spans, parts, attributes, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

QUERIES = (
    "SELECT s.* FROM span s WHERE s.article_id = ?",
    "SELECT p.* FROM span s JOIN part p ON p.span_id = s.id WHERE s.article_id = ?",
    "SELECT t.* FROM span s JOIN attribute t ON t.owner_kind = 'span' AND t.owner_id = s.id"
    " WHERE s.article_id = ?",
    "SELECT l.* FROM link l WHERE l.article_id = ?",
)


def read_rows(connection: sqlite3.Connection, article_id: str) -> tuple[str, list[list[tuple]]]:
    """Give the text and the rows."""
    (origin,) = connection.execute(
        "SELECT id FROM origin WHERE pattern = ?", (f"{article_id[:-6]}%06x",)
    ).fetchone()
    number = origin | int(article_id[-6:], 16)
    (text,) = connection.execute(
        "SELECT x.body FROM article a JOIN text x ON x.sha256 = a.sha256 WHERE a.id = ?", (number,)
    ).fetchone()
    return text, [connection.execute(query, (number,)).fetchall() for query in QUERIES]
