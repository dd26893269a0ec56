"""How much is coded of each thing of the scheme, by its path."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotator.model.scheme_edits.paths import KIND, SchemePath
from annotator.model.span import Owner
from annotator.store.derived import IS_JOURNALED

if TYPE_CHECKING:
    import sqlite3

_OF_TYPES = (
    (Owner.SPAN, f"SELECT type, count(*) FROM span WHERE {IS_JOURNALED['span']} GROUP BY type"),
    (Owner.LINK, f"SELECT type, count(*) FROM link WHERE {IS_JOURNALED['link']} GROUP BY type"),
)
_OF_VALUES = tuple(
    (
        kind,
        f"SELECT o.type, a.name, a.value, count(*) FROM attribute a JOIN {kind} o"
        f" ON o.id = a.owner_id WHERE a.owner_kind = '{kind}'"
        f" AND o.{IS_JOURNALED[kind]} GROUP BY o.type, a.name, a.value",
    )
    for kind in (Owner.SPAN, Owner.LINK)
)
_OF_ACTORS = (
    f"SELECT '{KIND}', kind, count(*) FROM actor WHERE merged_into IS NULL GROUP BY kind"
    " UNION ALL SELECT a.name, a.value, count(*) FROM attribute a JOIN actor o ON o.id = a.owner_id"
    f" WHERE a.owner_kind = '{Owner.ACTOR}' AND o.merged_into IS NULL GROUP BY a.name, a.value"
)


def coded_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Give how much is coded of each type, attribute and value, all layers of people together.

    What suggesters propose and nobody took is not coded.
    """
    found: Counter[str] = Counter()
    for kind, sql in _OF_TYPES:
        for name, n in connection.execute(sql).fetchall():
            found[str(SchemePath(kind, name))] += n
    for kind, sql in _OF_VALUES:
        for type_name, name, value, n in connection.execute(sql).fetchall():
            path = SchemePath(kind, type_name, name)
            found[str(path)] += n
            found[str(path._replace(value=value))] += n
    for name, value, n in connection.execute(_OF_ACTORS).fetchall():
        path = SchemePath(Owner.ACTOR, "", name)
        found[str(path)] += n
        found[str(path._replace(value=value))] += n
    return dict(found)
