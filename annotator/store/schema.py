"""The tables of a project file, as numbered migrations, and their exact text for each format.

Not here: which logical row stands in which columns (rows_sql.py), and opening files (file.py).
No triggers, views, virtual tables, generated columns or expression indexes: what a file contains
can then be compared with what it should contain, to the character.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Migrations
    from sqlite_utils.db import Database

FORMAT = 1
"""The format number (`user_version`) that this program writes."""

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

_FORMAT_1 = (
    """CREATE TABLE meta (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    # The length stands before the body, so that the list of articles need not pass over bodies.
    """CREATE TABLE text (
    sha256 TEXT PRIMARY KEY NOT NULL,
    length INTEGER NOT NULL,
    body TEXT NOT NULL,
    CHECK (length(body) = length AND length > 0)
) STRICT""",
    """CREATE TABLE scheme (
    version INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    note TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT""",
    """CREATE TABLE layer (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'suggester', 'import', 'agreed')),
    name TEXT NOT NULL,
    coder_uid TEXT,
    colour TEXT NOT NULL,
    origin TEXT NOT NULL,
    frozen INTEGER NOT NULL CHECK (frozen IN (0, 1)),
    record TEXT NOT NULL
) STRICT""",
    f"""CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE REFERENCES text (sha256) {_LATER},
    title TEXT NOT NULL,
    outlet TEXT NOT NULL,
    byline TEXT NOT NULL,
    date TEXT,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('ltr', 'rtl')),
    group_id TEXT,
    replaces TEXT,
    imported_from TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    raw_sha256 TEXT NOT NULL,
    meta TEXT NOT NULL
) STRICT""",
    "CREATE INDEX article_by_title ON article (title COLLATE NOCASE)",
    "CREATE INDEX article_by_date ON article (date)",
    "CREATE INDEX article_by_outlet ON article (outlet COLLATE NOCASE)",
    f"""CREATE TABLE region (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article (id) {_LATER},
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    type TEXT NOT NULL,
    origin TEXT NOT NULL,
    set_by TEXT NOT NULL,
    CHECK (0 <= start AND start < "end")
) STRICT""",
    "CREATE INDEX region_of_article ON region (article_id, start)",
    f"""CREATE TABLE progress (
    layer_id INTEGER NOT NULL REFERENCES layer (id) {_LATER},
    article_id INTEGER NOT NULL REFERENCES article (id) {_LATER},
    state TEXT NOT NULL CHECK (state IN ('progress', 'done', 'excluded')),
    at TEXT NOT NULL,
    PRIMARY KEY (layer_id, article_id)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX progress_of_article ON progress (article_id)",
    f"""CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    note TEXT NOT NULL,
    merged_into TEXT REFERENCES actor (uid) {_LATER},
    CHECK (merged_into <> uid)
) STRICT""",
    "CREATE INDEX actor_merged ON actor (merged_into)",
    f"""CREATE TABLE alias (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    actor_id INTEGER NOT NULL REFERENCES actor (id) {_LATER},
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    language TEXT NOT NULL,
    origin TEXT NOT NULL
) STRICT""",
    "CREATE INDEX alias_of_actor ON alias (actor_id)",
    "CREATE INDEX alias_folded ON alias (folded)",
    f"""CREATE TABLE role (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    actor_id INTEGER NOT NULL REFERENCES actor (id) {_LATER},
    role TEXT NOT NULL,
    organisation_uid TEXT REFERENCES actor (uid) {_LATER},
    since TEXT,
    until TEXT
) STRICT""",
    "CREATE INDEX role_of_actor ON role (actor_id)",
    "CREATE INDEX role_of_organisation ON role (organisation_uid)",
    f"""CREATE TABLE span (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article (id) {_LATER},
    layer_id INTEGER NOT NULL REFERENCES layer (id) {_LATER},
    type TEXT NOT NULL,
    confidence INTEGER,
    how TEXT NOT NULL,
    source_uid TEXT,
    by TEXT NOT NULL,
    created TEXT NOT NULL,
    changed TEXT
) STRICT""",
    "CREATE INDEX span_of_article ON span (article_id, layer_id)",
    "CREATE INDEX span_of_layer ON span (layer_id, type)",
    f"""CREATE TABLE part (
    span_id INTEGER NOT NULL REFERENCES span (id) {_LATER},
    n INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    PRIMARY KEY (span_id, n),
    CHECK (0 <= start AND "end" > start AND length(quote) = "end" - start)
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE refers (
    span_id INTEGER PRIMARY KEY REFERENCES span (id) {_LATER},
    actor_id INTEGER NOT NULL REFERENCES actor (id) {_LATER}
) STRICT""",
    "CREATE INDEX refers_to_actor ON refers (actor_id)",
    """CREATE TABLE reason (
    owner_uid TEXT PRIMARY KEY NOT NULL,
    code TEXT NOT NULL,
    text TEXT NOT NULL,
    args TEXT NOT NULL,
    evidence TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
    f"""CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    article_id INTEGER NOT NULL REFERENCES article (id) {_LATER},
    layer_id INTEGER NOT NULL REFERENCES layer (id) {_LATER},
    type TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES span (id) {_LATER},
    target_id INTEGER NOT NULL REFERENCES span (id) {_LATER},
    confidence INTEGER,
    by TEXT NOT NULL,
    created TEXT NOT NULL,
    UNIQUE (source_id, type, target_id),
    CHECK (source_id <> target_id)
) STRICT""",
    "CREATE INDEX link_of_article ON link (article_id, layer_id)",
    "CREATE INDEX link_of_target ON link (target_id)",
    """CREATE TABLE attribute (
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('span', 'link', 'actor')),
    owner_uid TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (owner_uid, name, owner_kind)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    owner_kind TEXT NOT NULL CHECK (owner_kind IN ('span', 'link', 'actor', 'article')),
    owner_uid TEXT NOT NULL,
    text TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT""",
    "CREATE INDEX note_of_owner ON note (owner_uid)",
    f"""CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('span', 'link', 'difference')),
    subject TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'change', 'open')),
    taken_from TEXT NOT NULL,
    results TEXT NOT NULL,
    layer_id INTEGER NOT NULL REFERENCES layer (id) {_LATER},
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (subject, layer_id)
) STRICT""",
    "CREATE INDEX decision_of_layer ON decision (layer_id)",
    """CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    act TEXT NOT NULL,
    args TEXT NOT NULL,
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
    changes INTEGER NOT NULL,
    sum TEXT NOT NULL
) STRICT""",
    "CREATE INDEX step_by_state ON step (state)",
    f"""CREATE TABLE change (
    step_id INTEGER NOT NULL REFERENCES step (id) {_LATER},
    n INTEGER NOT NULL,
    tab TEXT NOT NULL,
    before TEXT,
    after TEXT,
    PRIMARY KEY (step_id, n)
) STRICT, WITHOUT ROWID""",
)

TEXTS: Mapping[int, tuple[str, ...]] = {1: (*_MIGRATIONS_TABLE, *_FORMAT_1)}
"""For each format that was ever released, the statements that make all its tables and indexes."""


def migrations() -> Migrations:
    """Give the migrations, one per format; loads sqlite-utils."""
    from sqlite_utils import Migrations

    every = Migrations(MIGRATION_SET)

    @every()
    def format_1(db: Database) -> None:
        for statement in _FORMAT_1:
            db.execute(statement)

    return every


def bring_to_format(db: Database, every: Migrations | None = None, number: int = FORMAT) -> None:
    """Run all pending migrations of `every` and set the format number.

    The caller has opened the one transaction that holds all of it.
    """
    if not db.table("_sqlite_migrations").exists():
        for statement in _MIGRATIONS_TABLE:
            db.execute(statement)
    (every or migrations()).apply(db)
    db.execute(f"PRAGMA user_version = {number:d}")
    db.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
