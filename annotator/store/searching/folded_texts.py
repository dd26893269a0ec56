"""The folded texts of a project, in a throw-away file of the cache folder.

It is keyed by the checksums of the texts. Missing, damaged or of another folding it is made anew,
and whoever searches reads the texts meanwhile. All that is asked of it is which texts may hold some
words: the places are found in the texts themselves.
"""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import threading
import unicodedata
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from annotator import disk, paths
from annotator.model.ids import names_a_file
from annotator.store.connection import connect
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")

_FOLDING = 1
"""Raised when `fold` gives something else for a text than before."""
_APPLICATION_ID = 0x414E4E46
_TABLE = (
    "CREATE TABLE folded (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, body TEXT NOT NULL)"
)
_OWN_ONLY = 0o600
_PAGE = 16_384
"""Several texts fit into one: half the time of the usual size, where a text is two pages."""
_BUSY_MS = 100
"""Another window may be filling the file: reading a text takes less than waiting for it."""
_LIKE, _HOLDS = "t.body LIKE ?", "instr(t.body, ?) > 0"
_SIGNS = frozenset("%_")
_LONGEST = 1_000
"""Of what LIKE may look for; it must end below 50,000 bytes."""
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


class FoldedTexts:
    """The folded texts of one project; threads take turns. What cannot be kept is not known."""

    def __init__(self, project_id: str) -> None:
        """Open nothing yet."""
        self._path = cache_path(project_id)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._complete_for: object = None

    def is_complete_for(self, texts: object) -> bool:
        """Say whether all of some texts were found to be known (`found_complete`)."""
        return texts is not None and self._complete_for == texts

    def found_complete(self, texts: object) -> None:
        """Keep that all of some texts are known; `texts` is equal as long as they are the same."""
        self._complete_for = texts

    def may_hold(self, sha256s: Sequence[str], words: Sequence[str]) -> Mapping[str, bool]:
        """Say of those of these texts that are known whether one of some folded words is in them.

        Words that fold to nothing may be in every text.
        """
        if not words or not all(words):
            return {}
        holds, bound = _holding(words)
        sql = (
            f"SELECT t.sha256, {holds} FROM json_each(?) j"
            " CROSS JOIN folded t ON t.sha256 = j.value"
        )
        asked = (*bound, json.dumps(list(sha256s)))
        return self._do(lambda open_: dict(open_.execute(sql, asked).fetchall()), {})

    def all_that_may_hold(self, words: Sequence[str]) -> list[str] | None:
        """Give all known texts that one of some folded words is in; None where nobody knows.

        They are gone through as they lie: a tenth of the time of asking about each.
        """
        if not words or not all(words):
            return None
        holds, bound = _holding(words)
        sql = f"SELECT t.sha256 FROM folded t WHERE {holds}"
        return self._do(lambda open_: [one for (one,) in open_.execute(sql, bound)], None)

    def known(self, sha256s: Sequence[str]) -> set[str]:
        """Give those of these texts that are folded already."""
        sql = "SELECT t.sha256 FROM json_each(?) j CROSS JOIN folded t ON t.sha256 = j.value"
        asked = (json.dumps(list(sha256s)),)
        return self._do(lambda open_: {one for (one,) in open_.execute(sql, asked)}, set())

    def add(self, texts: Iterable[tuple[str, str]]) -> None:
        """Keep some texts, each with its checksum, so that they need not be read again."""
        rows = [(sha256, fold(text)) for sha256, text in texts]

        def put(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(
                    "INSERT INTO folded (sha256, body) VALUES (?, ?) ON CONFLICT DO NOTHING", rows
                )

        if rows:
            self._do(put, None)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                connection.close()

    def _do(self, work: Callable[[sqlite3.Connection], _Answer], otherwise: _Answer) -> _Answer:
        """Give what comes of some work on the file; `otherwise` where there is none to work on.

        A file that turns out to be damaged is taken away, so that the next one begins anew.
        """
        if self._path is None:
            return otherwise
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = _opened(self._path)
                return work(self._connection)
            except (sqlite3.Error, OSError, UnicodeError) as problem:
                self._close()
                self._complete_for = None
                if (getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF in _DAMAGED:
                    _log.warning("the folded texts were damaged: they are made anew")
                    _remove(self._path)
                return otherwise


def cache_path(project_id: str) -> Path | None:
    """Give where the folded texts of a project lie; None where its id can name no file."""
    if not names_a_file(project_id):
        return None
    return paths.cache_folder() / "search" / f"{project_id}.sqlite"


def _opened(path: Path) -> sqlite3.Connection:
    """Open the file, made anew unless it is just as it is made here; raises what SQLite raises."""
    if path.is_file() and not path.is_symlink():
        connection = connect(path, write=True)
        try:
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
            connection.execute("PRAGMA synchronous = OFF")
            if _is_ours(connection):
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
    _remove(path)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWN_ONLY))
    connection = connect(path, write=True)
    connection.execute("PRAGMA synchronous = OFF")
    for statement in (
        f"PRAGMA page_size = {_PAGE}",
        f"PRAGMA application_id = {_APPLICATION_ID}",
        f"PRAGMA user_version = {_version()}",
        _TABLE,
    ):
        connection.execute(statement)
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    """Say whether the file holds the one table and nothing that could act, of this folding."""
    numbers = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _STAMPS]
    schema = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    return numbers == [_APPLICATION_ID, _version()] and schema == [(_TABLE,)]


_STAMPS = ("application_id", "user_version")


def _version() -> int:
    """Give the number of this folding, which the data of Unicode have a part in."""
    return zlib.crc32(f"{_FOLDING} {unicodedata.unidata_version}".encode()) & 0x7FFFFFFF


def _remove(path: Path) -> None:
    disk.remove(path)
    disk.remove(path.with_name(f"{path.name}-journal"))


def _holding(words: Sequence[str]) -> tuple[str, list[str]]:
    """Give what holds of a text that has one of some words, and what is bound to it."""
    holds = " OR ".join([_LIKE if _is_plain(one) else _HOLDS for one in words])
    return holds, [f"%{one}%" if _is_plain(one) else one for one in words]


def _is_plain(words: str) -> bool:
    """Say whether LIKE may look for words: letters of ASCII it finds twice as fast as instr()."""
    return words.isascii() and len(words) < _LONGEST and not _SIGNS & set(words)
