"""Rows that follow from others and are in no step: what suggesters wrote, what is searched in.

Suggestions follow from texts and decisions, and stand in the same tables as all others. What rests
on a row that a step takes away goes with it, so that no step is ever held up by a suggestion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.layer import DERIVED, LayerKind
from annotator.text.sorting import sort_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from annotator.model.fields import Cell
    from annotator.store.rows_sql import Cells, TableForm
    from annotator.store.uids import Uids

_LAYERS = (
    f"SELECT id FROM layer WHERE kind = '{LayerKind.SUGGESTER}' AND origin = '{DERIVED}'"
    " AND frozen = 0"
)
_SPANS = f"SELECT id FROM span WHERE layer_id IN ({_LAYERS})"
_LINKS = f"SELECT id FROM link WHERE layer_id IN ({_LAYERS})"

IS_JOURNALED = {
    "layer": f"id NOT IN ({_LAYERS})",
    "span": f"layer_id NOT IN ({_LAYERS})",
    "link": f"layer_id NOT IN ({_LAYERS})",
    "part": f"span_id NOT IN ({_SPANS})",
    "refers": f"span_id NOT IN ({_SPANS})",
    "reason": f"owner_id NOT IN ({_SPANS})",
    "attribute": "NOT (owner_kind IN ('span', 'link') AND owner_id IN"
    f" ({_SPANS} UNION ALL {_LINKS}))",
    "suggested": "0",
}
"""What holds of the rows that steps made, by table; of other tables all rows are theirs."""

_OF_ARTICLE = (
    f"FROM span WHERE article_id = :article AND layer_id IN ({_LAYERS})",
    f"FROM link WHERE article_id = :article AND layer_id IN ({_LAYERS})",
)
_CLEARED = (
    f"DELETE FROM attribute WHERE owner_kind = 'span' AND owner_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE FROM attribute WHERE owner_kind = 'link' AND owner_id IN (SELECT id {_OF_ARTICLE[1]})",
    f"DELETE FROM reason WHERE owner_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE FROM refers WHERE span_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE FROM part WHERE span_id IN (SELECT id {_OF_ARTICLE[0]})",
    f"DELETE {_OF_ARTICLE[1]}",
    f"DELETE {_OF_ARTICLE[0]}",
    "DELETE FROM suggested WHERE article_id = :article",
)
_UNNAMED = f"DELETE FROM refers WHERE actor_id = :actor AND span_id IN ({_SPANS})"


def has_table(connection: sqlite3.Connection, table: str) -> bool:
    """Say whether the file has a table: files of the first programs lack some."""
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return connection.execute(sql, (table,)).fetchone() is not None


def stamps(
    connection: sqlite3.Connection, uids: Uids, article: int | None = None
) -> dict[str, dict[str, str]]:
    """Give, by article and layer, the checksum of what a suggester's proposals followed from.

    `article` is the number of the only one that is asked about; None = all.
    """
    found: dict[str, dict[str, str]] = {}
    if has_table(connection, "suggested"):
        # By layer first: so the key finds one article among ten thousand.
        of_one = f" WHERE layer_id IN ({_LAYERS}) AND article_id = :article"
        sql = "SELECT article_id, layer_id, stamp FROM suggested" + of_one * (article is not None)
        for one, layer, stamp in connection.execute(sql, {"article": article}).fetchall():
            found.setdefault(uids.text(one), {})[uids.text(layer)] = stamp
    return found


def clear(connection: sqlite3.Connection, articles: Iterable[Cell], actors: Iterable[Cell]) -> None:
    """Take away what suggesters wrote about articles and actors that go, by their numbers."""
    if connection.execute(f"{_LAYERS} LIMIT 1").fetchone() is None:
        return  # as in most projects that undo an import
    for article in articles:
        for statement in _CLEARED:
            connection.execute(statement, {"article": article})
    for actor in actors:
        connection.execute(_UNNAMED, {"actor": actor})


# --- what is searched in ----------------------------------------------------------------------
# SQLite looks for one byte far faster than for the letters of alphabets that have two, and passes
# short rows faster than long: so a search passes first over keys that have one byte a letter.

SEARCH_TABLE = "article_search"
_PUT = (
    f"INSERT INTO {SEARCH_TABLE} (id, key) VALUES (?, ?)"
    " ON CONFLICT (id) DO UPDATE SET key = excluded.key"
)

_ASCII = "abcdefghijklmnopqrstuvwxyz0123456789 \n-_./,'"
_ARABIC = sort_key("ءابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی" + "ټځڅډړږښڼېۍ" + "ٹڈڑںےہ")
# Every byte but zero and those that mean something in a pattern.
_BYTES = [one for one in map(chr, range(1, 128)) if one not in "*?["]
_REST = [one for one in _BYTES if one not in _ASCII]
_OWN = {**dict(zip(_ASCII, _ASCII, strict=True)), **dict(zip(_ARABIC, _REST, strict=False))}
_SHARED = [ord(one) for one in _REST if one not in _OWN.values()]
_LONGEST = 1_000
"""So many letters of a search are looked for; a pattern has a longest."""


class _Bytes(dict[int, int]):
    """The byte of each letter; letters that have none of their own share some."""

    def __missing__(self, letter: int) -> int:
        byte = self[letter] = _SHARED[letter % len(_SHARED)]
        return byte


_PLACES = _Bytes({ord(letter): ord(byte) for letter, byte in _OWN.items()})


def search_key(key: str) -> str:
    """Give a folded text as it is searched: what stands in the text stands in this too."""
    return key.translate(_PLACES)


def pattern_of(search: str) -> str:
    """Give what `GLOB` asks of the key of an article that may hold these folded words."""
    return f"*{search_key(search[:_LONGEST])}*"


def is_exact(search: str) -> bool:
    """Say whether all that fits the pattern holds the words: each letter has its own byte."""
    return len(search) <= _LONGEST and _OWN.keys() >= set(search)


def put_search_keys(
    connection: sqlite3.Connection,
    form: TableForm,
    gone: Iterable[Cells],
    puts: Iterable[Sequence[Cell]],
) -> None:
    """Take away the keys of articles that are gone; put those of rows as `form` inserts them."""
    at = len(form.names)
    connection.executemany(
        f"DELETE FROM {SEARCH_TABLE} WHERE id = ?", [cells[:1] for cells in gone]
    )
    connection.executemany(_PUT, [(cells[0], search_key(str(cells[at]))) for cells in puts])


def fill_search(connection: sqlite3.Connection) -> None:
    """Put the keys of all articles."""
    rows = connection.execute("SELECT id, title_key FROM article ORDER BY id").fetchall()
    connection.executemany(_PUT, [(number, search_key(key)) for number, key in rows])


def is_search_sound(connection: sqlite3.Connection) -> bool:
    """Say whether the keys are those of the articles; where the table lacks, they are."""
    if not has_table(connection, SEARCH_TABLE):
        return True
    both = f"SELECT a.title_key, s.key FROM article a LEFT JOIN {SEARCH_TABLE} s ON s.id = a.id"
    # A damaged cell may hold anything.
    return all(search_key(str(title)) == key for title, key in connection.execute(both))
