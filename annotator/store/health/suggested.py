"""Seals on what suggesters wrote: no history has a second copy of it, so a checksum stands beside.

Behind the stamp of an article on a suggester's layer stands the checksum of all rows that the
suggester has there; the layers themselves have theirs among the facts about the file, and so have
all these stamps together: of articles that are each as they once were, too, some may be older than
the others. What was written before there were seals has none, and is taken for sound.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from annotator.language import tr
from annotator.store.derived import LAYERS, STAMP, has_table
from annotator.store.write import put_meta

_LAYERS_FACT, _ALL_FACT = "suggesters", "suggested"
FACTS = frozenset({_LAYERS_FACT, _ALL_FACT})
"""Under these names the checksums of suggesters' layers and stamps stand among the facts."""
_NAMED = 500
"""So many articles are named in a question; of more all are gone through."""
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
_STAMPS = "SELECT article_id, layer_id, stamp FROM suggested t WHERE {which}"
_OF_NO_STAMP = tuple(
    f"SELECT article_id, layer_id, count(*), sum(id) FROM {table} t WHERE {{which}}"
    f" AND layer_id IN ({LAYERS}) AND NOT EXISTS (SELECT 1 FROM suggested s"
    " WHERE s.layer_id = t.layer_id AND s.article_id = t.article_id) GROUP BY 1, 2"
    for table in ("span", "link")
)
"""What stands on a suggester's layer in an article that it is not said to have read."""


@contextmanager
def unsealed(connection: sqlite3.Connection, articles: Collection[int]) -> Iterator[None]:
    """Take the seals off what suggesters wrote in articles, while it is written anew."""
    with summed(connection, articles):
        sql = f"UPDATE suggested SET stamp = {STAMP} WHERE article_id = ?"
        connection.executemany(sql, ((one,) for one in articles))
        yield
        _seal(connection, articles)


def seal_again(connection: sqlite3.Connection, articles: Collection[int] | None = None) -> None:
    """Seal suggestions that changed with what they rest on (None = all that have a seal)."""
    if not has_table(connection, "suggested"):
        return
    if articles is None:
        sql = "SELECT DISTINCT article_id FROM suggested WHERE instr(stamp, ' ')"
        articles = [one for (one,) in connection.execute(sql).fetchall()]
    with summed(connection, articles):
        _seal(connection, articles)


@contextmanager
def summed(connection: sqlite3.Connection, articles: Collection[int]) -> Iterator[None]:
    """Keep the checksum over all stamps true while those of some articles change."""
    if not has_table(connection, "suggested"):
        yield
        return
    before, has_seals = _sum_of_stamps(connection, articles), _has_seals(connection)
    yield
    sql = "SELECT value FROM meta WHERE key = ?"
    kept = connection.execute(sql, (_ALL_FACT,)).fetchone()
    if kept is None or not has_seals:
        total = _sum_of_stamps(connection)
    else:
        total = _number(kept[0]) ^ before ^ _sum_of_stamps(connection, articles)
    if kept is None or total != _number(kept[0]):
        put_meta(connection, {_ALL_FACT: f"{total:016x}"})


def _has_seals(connection: sqlite3.Connection) -> bool:
    sql = "SELECT 1 FROM suggested WHERE instr(stamp, ' ') LIMIT 1"
    return connection.execute(sql).fetchone() is not None


def _number(total: str) -> int:
    try:
        return int(total, 16)
    except ValueError:
        return 0  # damaged: it is told, and stays so


def _sum_of_stamps(connection: sqlite3.Connection, articles: Collection[int] | None = None) -> int:
    """Give what changes with any stamp of some articles (None = all), in whatever order."""
    is_named = articles is not None and len(articles) <= _NAMED
    named = ",".join(f"{one:d}" for one in articles or ()) if is_named else ""
    which = f"article_id IN ({named})" if is_named else "1"
    wanted = None if articles is None else frozenset(articles)
    total = 0
    for sql in (_STAMPS, *_OF_NO_STAMP):
        for row in connection.execute(sql.format(which=which)).fetchall():
            if wanted is None or row[0] in wanted:
                total ^= int.from_bytes(hashlib.sha256(repr(row).encode()).digest()[:8], "big")
    return total


def _seal(connection: sqlite3.Connection, articles: Iterable[int]) -> None:
    for article in articles:
        found = _sums(connection, article)
        connection.executemany(
            f"UPDATE suggested SET stamp = {STAMP} || ' ' || ?"
            " WHERE article_id = ? AND layer_id = ?",
            [(total, article, layer) for layer, total in found.items()],
        )


def seal_layers(connection: sqlite3.Connection) -> None:
    """Keep the checksum of suggesters' layers, when one of them was written."""
    put_meta(connection, {_LAYERS_FACT: _of_layers(connection)})


def wrong_suggestions(connection: sqlite3.Connection) -> Iterator[str]:
    """Give a sentence for what suggesters wrote and does not fit its seal."""
    facts = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    if _LAYERS_FACT in facts and facts[_LAYERS_FACT] != _of_layers(connection):
        yield tr("The layer of a suggester was changed.")
    if not has_table(connection, "suggested"):
        return
    changed = tr("What was suggested in an article was changed; let it be suggested anew.")
    total = facts.get(_ALL_FACT)
    if total not in (None, f"{_sum_of_stamps(connection):016x}") and _has_seals(connection):
        yield changed
    seals: dict[int, list[tuple[int, Any]]] = {}
    for article, layer, stamp in connection.execute(
        "SELECT article_id, layer_id, stamp FROM suggested"
    ).fetchall():
        seals.setdefault(article, []).append((layer, stamp))
    for article, sealed in seals.items():
        found = _sums(connection, article)
        for layer, stamp in sealed:
            # One that is no text is damage, whatever else is told of it.
            total = stamp.partition(" ")[2] if isinstance(stamp, str) else "none"
            if total and total != found.get(layer):
                yield changed


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
