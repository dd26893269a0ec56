"""The tables of a project file, as numbered migrations, and their exact text for each format.

The tables that steps change are made from `model.fields`; what must hold in them and what they
are searched by stands here. Opening files is in file.py.
No triggers, views, virtual tables, generated columns or expression indexes: what a file contains
can then be compared with what it should contain, to the character.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import EnumType
from typing import TYPE_CHECKING

from annotator.model.fields import ENTITIES, EVERY, Entity, Field, Kind
from annotator.store.rows_sql import DERIVED, INTEGERS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from sqlite_utils.db import Database

FORMAT = 2
"""The format number (`user_version`) that this program writes; 1 was that of trial versions."""

APPLICATION_ID = 0x414E4E4F
"""`application_id` of a project file: "ANNO"."""

MIGRATION_SET = "annotator"
_LATER = "DEFERRABLE INITIALLY DEFERRED"

# sqlite-utils keeps its list of migrations here. The text is ours, so that its versions agree.
_MIGRATIONS_TABLE = (
    "CREATE TABLE _sqlite_migrations ("
    "id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)",
    "CREATE UNIQUE INDEX _sqlite_migrations_name ON _sqlite_migrations (migration_set, name)",
)

_BESIDE = (
    """CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # The public ids of this file: printf(pattern, id & 16777215) of the row id & -16777216, or of
    # the row id itself. A pattern that is a BLOB is the UUID. sum = crc32 of the pattern.
    """CREATE TABLE origin (
    id INTEGER PRIMARY KEY,
    pattern ANY NOT NULL,
    sum INTEGER NOT NULL,
    CHECK (0 < id AND (id < 16777216 OR id & 16777215 = 0))
) STRICT""",
    "CREATE INDEX origin_by_sum ON origin (sum)",
    # The length stands before the body, so that the list of articles need not pass over bodies.
    """CREATE TABLE text (
    sha256 TEXT PRIMARY KEY NOT NULL,
    length INTEGER NOT NULL,
    body TEXT NOT NULL,
    CHECK (length(body) = length AND length > 0)
) STRICT""",
    # A small step has its changes in "log", a large one in blocks. The list of steps need not
    # pass over the log, since it stands last.
    """CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    uid INTEGER NOT NULL,
    act TEXT NOT NULL,
    args TEXT NOT NULL,
    label TEXT,
    by INTEGER NOT NULL,
    at ANY NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    changes INTEGER NOT NULL,
    sum BLOB NOT NULL,
    log TEXT
) STRICT""",
    "CREATE INDEX step_not_done ON step (state) WHERE state <> 'done'",
    "CREATE UNIQUE INDEX step_by_label ON step (label) WHERE label IS NOT NULL",
    # sqlar_uncompress(body, size) gives the changes as JSON; sum = sha256 of that.
    f"""CREATE TABLE block (
    step_id INTEGER NOT NULL REFERENCES step (id) {_LATER},
    n INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sum BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (step_id, n)
) STRICT""",
)

_PLACE = 'CHECK (0 <= start AND start < "end")'
_QUOTED = 'CHECK (0 <= start AND start < "end" AND length(quote) = "end" - start)'
_RULES: Mapping[str, tuple[str, ...]] = {
    "article": ("UNIQUE (sha256)", f"FOREIGN KEY (sha256) REFERENCES text (sha256) {_LATER}"),
    "actor": ("CHECK (merged_into <> id)",),
    "region": (_PLACE,),
    "span": (_QUOTED,),
    "part": ("CHECK (n > 0)", _QUOTED),
    "link": ("UNIQUE (source_id, type, target_id)", "CHECK (source_id <> target_id)"),
    "decision": ("UNIQUE (subject, layer_id)",),
    "named": ("UNIQUE (kind, name)",),
}
"""What must hold in a table beside what its columns say."""

_OPEN = frozenset({("region", "type"), ("region", "origin"), ("span", "how")})
"""Columns whose words may become more without a new format."""

_INDEXES = (
    "CREATE INDEX article_by_number ON article (number)",
    "CREATE INDEX article_by_title ON article (title_key, number)",
    "CREATE INDEX article_by_date ON article (date, number)",
    "CREATE INDEX article_by_outlet ON article (outlet_key, number)",
    "CREATE INDEX region_of_article ON region (article_id, start)",
    "CREATE INDEX progress_of_article ON progress (article_id)",
    "CREATE INDEX progress_by_state ON progress (layer_id, state, article_id)",
    "CREATE INDEX actor_merged ON actor (merged_into)",
    "CREATE INDEX alias_of_actor ON alias (actor_id)",
    "CREATE INDEX alias_folded ON alias (folded)",
    "CREATE INDEX role_of_actor ON role (actor_id)",
    "CREATE INDEX role_of_organisation ON role (organisation_id)",
    "CREATE INDEX span_of_article ON span (article_id, layer_id)",
    "CREATE INDEX refers_to_actor ON refers (actor_id)",
    "CREATE INDEX link_of_article ON link (article_id)",
    "CREATE INDEX link_of_target ON link (target_id)",
    "CREATE INDEX note_of_owner ON note (owner_id)",
    "CREATE INDEX note_answers ON note (answer_to)",
    "CREATE INDEX decision_of_layer ON decision (layer_id)",
    "CREATE INDEX member_article ON member (article_id)",
)


def _table(entity: Entity) -> str:
    """Give the statement that makes the table of an entity."""
    single = entity.key[0] if len(entity.key) == 1 else None
    lines = [_column(entity.table, one, single) for one in entity.fields]
    lines += [f'"{one}" TEXT NOT NULL' for one in DERIVED.get(entity.table, ())]
    if single is None:
        lines.append(f"PRIMARY KEY ({', '.join(entity.key)})")
    lines += _RULES.get(entity.table, ())
    ending = "STRICT, WITHOUT ROWID" if single is None else "STRICT"
    return f"CREATE TABLE {entity.table} (\n    " + ",\n    ".join(lines) + f"\n) {ending}"


def _column(table: str, one: Field, single_key: str | None) -> str:
    name = one.in_file
    # A time is seconds since 1970; one from outside that is written otherwise stays as it is.
    kind = "ANY" if one.kind is Kind.TIME else "INTEGER" if one.kind in INTEGERS else "TEXT"
    text = f'"{name}" {kind}'
    if name == single_key:
        text += " PRIMARY KEY"
    elif not one.optional:
        text += " NOT NULL"
    if one.refers:
        text += f" REFERENCES {one.refers} (id) {_LATER}"
    if one.kind is Kind.FLAG:
        text += f' CHECK ("{name}" IN (0, 1))'
    elif one.values and (table, name) not in _OPEN:
        words = one.values if not isinstance(one.values, EnumType) else tuple(one.values)
        listed = ", ".join(f"'{word}'" for word in words)
        text += f' CHECK ("{name}" IN ({listed}))'
    return text


_FORMAT_2 = (*_BESIDE, *map(_table, EVERY), *_INDEXES)

LATER: Mapping[str, str] = {"suggested": _table(ENTITIES["suggested"])}
"""Tables that the first files of the format lack; whoever opens one to write makes them."""

FORMER: Mapping[str, str] = {
    "article_search": f"""CREATE TABLE article_search (
    id INTEGER PRIMARY KEY REFERENCES article (id) {_LATER},
    key TEXT NOT NULL
) STRICT"""
}
"""Tables that some files have and nobody needs; whoever opens one to write takes them away."""

TEXTS: Mapping[int, tuple[str, ...]] = {2: (*_MIGRATIONS_TABLE, *_FORMAT_2)}
"""For each format that is read, the statements that make all its tables and indexes."""


def database_of(connection: sqlite3.Connection) -> Database:
    """Give a connection as sqlite-utils takes it; loads that library and no other.

    It looks for numpy and pandas, to know their types: they take 0.3 s, and start threads.
    """
    with _not_found("numpy", "pandas"):
        from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


@contextmanager
def _not_found(*libraries: str) -> Iterator[None]:
    """Let nobody find libraries meanwhile that are not loaded yet."""
    hidden = [name for name in libraries if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None = there is none
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name)


def bring_to_format(db: Database) -> None:
    """Make the tables, inside a transaction of the caller; loads sqlite-utils.

    A later format is a function more in the list.
    """
    from sqlite_utils import Migrations

    every = Migrations(MIGRATION_SET)

    @every()
    def format_2(db: Database) -> None:
        for statement in _FORMAT_2:
            db.execute(statement)

    for statement in _MIGRATIONS_TABLE:
        db.execute(statement)
    every.apply(db)
    db.execute(f"PRAGMA user_version = {FORMAT:d}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
