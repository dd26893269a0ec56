"""Seals on what suggesters wrote: no history has a second copy of it, so a checksum stands beside.

Behind the stamp of an article on a suggester's layer stands the checksum of all rows that the
suggester has there; the layers themselves have theirs among the facts about the file. What was
written before there were seals has none, and is taken for sound.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator

from annotator.language import tr
from annotator.store.derived import LAYERS, STAMP, has_table
from annotator.store.write import put_meta

FACT = "suggesters"
"""Under this name the checksum of suggesters' layers stands among the facts."""
_SPANS = f"SELECT id FROM span WHERE article_id = :article AND layer_id IN ({LAYERS})"
_LINKS = f"SELECT id FROM link WHERE article_id = :article AND layer_id IN ({LAYERS})"
_OF_ARTICLE = (
    f"SELECT layer_id, * FROM span WHERE article_id = :article AND layer_id IN ({LAYERS})",
    f"SELECT layer_id, * FROM link WHERE article_id = :article AND layer_id IN ({LAYERS})",
    *(
        f"SELECT s.layer_id, t.* FROM {table} t JOIN span s ON s.id = t.{column}"
        f" WHERE t.{column} IN ({_SPANS})"
        for table, column in (("part", "span_id"), ("refers", "span_id"), ("reason", "owner_id"))
    ),
    "SELECT s.layer_id, t.* FROM attribute t JOIN span s ON s.id = t.owner_id"
    f" WHERE t.owner_kind = 'span' AND t.owner_id IN ({_SPANS})",
    "SELECT s.layer_id, t.* FROM attribute t JOIN link s ON s.id = t.owner_id"
    f" WHERE t.owner_kind = 'link' AND t.owner_id IN ({_LINKS})",
)


def unseal(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    """Take the seals off what suggesters wrote in articles, before it is written anew."""
    sql = f"UPDATE suggested SET stamp = {STAMP} WHERE article_id = ?"
    connection.executemany(sql, ((one,) for one in articles))


def seal(connection: sqlite3.Connection, articles: Iterable[int] | None = None) -> None:
    """Put the seals on what suggesters wrote in articles (None = in all that have one)."""
    if not has_table(connection, "suggested"):
        return
    if articles is None:
        sql = "SELECT DISTINCT article_id FROM suggested WHERE instr(stamp, ' ')"
        articles = [one for (one,) in connection.execute(sql).fetchall()]
    for article in articles:
        found = _sums(connection, article)
        connection.executemany(
            f"UPDATE suggested SET stamp = {STAMP} || ' ' || ?"
            " WHERE article_id = ? AND layer_id = ?",
            [(total, article, layer) for layer, total in found.items()],
        )


def seal_layers(connection: sqlite3.Connection) -> None:
    """Keep the checksum of suggesters' layers, when one of them was written."""
    put_meta(connection, {FACT: _of_layers(connection)})


def wrong_suggestions(connection: sqlite3.Connection) -> Iterator[str]:
    """Give a sentence for what suggesters wrote and does not fit its seal."""
    facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if FACT in facts and facts[FACT] != _of_layers(connection):
        yield tr("The layer of a suggester was changed.")
    if not has_table(connection, "suggested"):
        return
    seals: dict[int, list[tuple[int, str]]] = {}
    for article, layer, stamp in connection.execute(
        "SELECT article_id, layer_id, stamp FROM suggested"
    ).fetchall():
        seals.setdefault(article, []).append((layer, stamp))
    for article, sealed in seals.items():
        found = _sums(connection, article)
        for layer, stamp in sealed:
            total = stamp.partition(" ")[2]
            if total and total != found.get(layer):
                yield tr("What was suggested in an article was changed; let it be suggested anew.")


def _of_layers(connection: sqlite3.Connection) -> str:
    rows = connection.execute(f"SELECT * FROM layer WHERE id IN ({LAYERS}) ORDER BY id").fetchall()
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def _sums(connection: sqlite3.Connection, article: int) -> dict[int, str]:
    """Give the checksum of an article's suggestions by layer."""
    sql = f"SELECT layer_id, {STAMP} FROM suggested WHERE article_id = ?"
    stamps = connection.execute(sql, (article,)).fetchall()
    totals = {layer: zlib.crc32(f"{article} {layer} {stamp}".encode()) for layer, stamp in stamps}
    for sql in _OF_ARTICLE:
        for layer, *cells in sorted(
            connection.execute(sql, {"article": article}).fetchall(), key=repr
        ):
            totals[layer] = zlib.crc32(repr(cells).encode(), totals.get(layer, 0))
    return {layer: f"{total:08x}" for layer, total in totals.items()}
