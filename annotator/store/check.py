"""A project file looked through to the last row: pages, keys, texts, quotations, whole history.

Whatever is found is listed in words; the file is only read. The checks of every opening are in
file.py and torn.py.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.store import torn
from annotator.store.connection import cannot_read, connect, reading
from annotator.store.derived import IS_JOURNALED, has_table
from annotator.store.file import check_format
from annotator.store.header import forget_open, look, remember_open
from annotator.store.history import (
    BrokenHistory,
    Logged,
    MissingHistory,
    StepSum,
    TableRows,
    args_of,
    blocks_of,
    rows_in,
    unpacked,
)
from annotator.store.rows_sql import TABLES, Cells, TableForm, row_in_words
from annotator.store.uids import NUMBER, Uids, UnknownOrigin, pattern_sum, split
from annotator.store.write import meta_sum

_MOST = 50
_AT_ONCE = 5_000
_UID_COLUMNS = tuple((form.name, form.names[n]) for form in TABLES for n in form.uids_at)


@dataclass(frozen=True, slots=True)
class Health:
    """What `check` found: `problems` are sentences; the counts are of what could be read."""

    ok: bool
    problems: tuple[str, ...]
    n_articles: int
    n_spans: int
    n_steps: int


def check(path: Path) -> Health:
    """Give the health of the project file at `path`, all of it looked at.

    Damage inside comes back as problems (the first fifty). Raises `CannotOpen` and its kinds where
    the file cannot be opened at all.
    """
    facts = look(path)
    remember_open(facts.identity)
    try:
        with (
            reading(path),
            contextlib.closing(
                connect(facts.path, write=False, query_only=facts.has_journal)
            ) as connection,
        ):
            connection.execute("BEGIN")
            check_format(connection, facts, path)
            torn.check_schema(connection, path)
            return _Examination(connection, path).health()
    finally:
        forget_open(facts.identity)


def first_problem(
    connection: sqlite3.Connection, path: Path, *, replays: bool = True
) -> str | None:
    """Give the first sentence that `check` would find; for a file that is refused by any.

    Without `replays` the steps before the last are not done again on paper.
    """
    looked = _Examination(connection, path).health(to_the_end=False, replays=replays)
    return next(iter(looked.problems), None)


class _Examination:
    """One file being looked through; what is wrong gathers in `problems`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._uids = Uids(connection)
        self._problems: list[str] = []

    def health(self, *, to_the_end: bool = True, replays: bool = True) -> Health:
        parts: tuple[Callable[[], None], ...] = (
            self._pages,
            self._last_step,
            self._origins,
            self._keys,
            self._meta,
            self._texts,
            self._strays,
            self._derived,
            *([self._history] if replays else []),
        )
        for part in parts:
            if self._problems and not to_the_end:
                break
            try:
                part()
            except AnnotatorError as problem:
                self._say(problem.message)
            except (sqlite3.Error, ValueError, TypeError, OverflowError) as problem:
                self._say(cannot_read(problem, self._path).message)
        return Health(
            ok=not self._problems,
            problems=tuple(dict.fromkeys(self._problems)),
            n_articles=self._count("article"),
            n_spans=self._count("span"),
            n_steps=self._count("step"),
        )

    def _say(self, sentence: str) -> None:
        if len(self._problems) < _MOST:
            self._problems.append(sentence)

    def _count(self, table: str) -> int:
        try:
            n: int = self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        except sqlite3.Error:
            return 0
        return n

    def _pages(self) -> None:
        # The index entries too, which the check of every opening leaves out.
        for (said,) in self._connection.execute(f"PRAGMA integrity_check({_MOST})").fetchall():
            if said != "ok":
                self._say(tr("The pages of the file do not fit together ({said}).", said=said))

    def _last_step(self) -> None:
        torn.check_last_step(self._connection, self._path)

    def _uid(self, number: int) -> str:
        """Give a public id for a sentence, whatever stands there."""
        try:
            return self._uids.text(number)
        except UnknownOrigin:
            return str(number)

    def _origins(self) -> None:
        """Patterns against their sums, and every number of an id against the patterns."""
        largest: dict[int, int] = {}
        for table, column in (*_UID_COLUMNS, ("step", "uid"), ("step", "by")):
            if not has_table(self._connection, table):
                continue
            for origin, number in self._connection.execute(
                f'SELECT CASE WHEN "{column}" > {NUMBER} THEN "{column}" & ~{NUMBER}'
                f' ELSE "{column}" END, max("{column}") FROM {table}'
                f' WHERE "{column}" IS NOT NULL GROUP BY 1'
            ).fetchall():
                largest[origin] = max(number, largest.get(origin, 0))
        for origin, pattern, total in self._connection.execute(
            "SELECT id, pattern, sum FROM origin"
        ):
            # Each id has just one pattern and one number: else one thing would have two ids.
            number = largest.pop(origin, origin)
            expected = (pattern, number & NUMBER if origin > NUMBER else 0)
            is_known = isinstance(pattern, str | bytes) and pattern_sum(pattern) == total
            if not is_known or split(self._uid(number)) != expected:
                self._say(tr("The ids of origin {n} were changed.", n=origin))
        if largest:
            self._say(tr("An id is of an origin that is not there."))

    def _keys(self) -> None:
        for table, _, parent, _ in self._connection.execute("PRAGMA foreign_key_check").fetchall():
            self._say(
                tr(
                    "A row of {table} points to a row of {parent} that is not there.",
                    table=table,
                    parent=parent,
                )
            )

    def _meta(self) -> None:
        found = dict(self._connection.execute("SELECT key, value FROM meta").fetchall())
        if found.get("sum") != meta_sum(found):
            self._say(tr("The facts about the project (title, id) do not fit their checksum."))

    def _texts(self) -> None:
        """Texts against their sums, and what points into a text against it, article by article."""
        connection = self._connection
        for number, sha256 in connection.execute("SELECT rowid, sha256 FROM text").fetchall():
            body = connection.execute(
                "SELECT body FROM text WHERE rowid = ?", (number,)
            ).fetchone()[0]
            if hashlib.sha256(body.encode()).hexdigest() != sha256:
                self._say(tr("The text {sum} was changed.", sum=sha256[:12]))
            article = connection.execute(
                "SELECT id FROM article WHERE sha256 = ?", (sha256,)
            ).fetchone()
            if article is not None:
                self._places(article[0], body)

    def _places(self, number: int, body: str) -> None:
        article_id = self._uid(number)
        for span_id, start, end, quote in self._connection.execute(
            'SELECT id, start, "end", quote FROM span WHERE article_id = :article'
            ' UNION ALL SELECT p.span_id, p.start, p."end", p.quote FROM span s'
            " CROSS JOIN part p ON p.span_id = s.id WHERE s.article_id = :article",
            {"article": number},
        ).fetchall():
            if body[start:end] != quote:
                self._say(
                    tr(
                        "The words of span {span} are not those of article {article} there.",
                        span=self._uid(span_id),
                        article=article_id,
                    )
                )
        for region_id, end in self._connection.execute(
            'SELECT id, "end" FROM region WHERE article_id = ?', (number,)
        ).fetchall():
            if end > len(body):
                self._say(
                    tr(
                        "Region {region} ends behind the end of article {article}.",
                        region=self._uid(region_id),
                        article=article_id,
                    )
                )

    def _strays(self) -> None:
        """Links between layers, what belongs to nothing that is there, actors that became none."""
        is_there = " OR ".join(
            f"(t.owner_kind = '{kind}' AND EXISTS (SELECT 1 FROM {kind} WHERE id = t.owner_id))"
            for kind in ("span", "link", "actor", "article")
        )
        for sql, sentence in (
            (
                "SELECT k.id FROM link k JOIN span s ON s.id = k.source_id"
                " JOIN span t ON t.id = k.target_id"
                " WHERE (k.article_id, k.layer_id) <> (s.article_id, s.layer_id)"
                " OR (k.article_id, k.layer_id) <> (t.article_id, t.layer_id)",
                tr("Link {id} ties spans of other layers or articles."),
            ),
            (
                f"SELECT DISTINCT owner_id FROM attribute t WHERE NOT ({is_there})",
                tr("An attribute belongs to nothing that is there ({id})."),
            ),
            (
                "SELECT DISTINCT owner_id FROM note t"
                f" WHERE owner_kind <> 'scheme' AND NOT ({is_there})",
                tr("A note belongs to nothing that is there ({id})."),
            ),
            (
                "WITH RECURSIVE up (id, at) AS (SELECT id, merged_into FROM actor UNION"
                " SELECT up.id, a.merged_into FROM up JOIN actor a ON a.id = up.at)"
                " SELECT id FROM up WHERE id = at",
                tr("Actor {id} was merged in a ring."),
            ),
        ):
            for (number,) in self._connection.execute(f"{sql} LIMIT {_MOST}").fetchall():
                self._say(sentence.format(id=self._uid(number)))

    def _derived(self) -> None:
        """What lists are sorted by and searched in, against what it follows from."""
        for form in TABLES:
            if not form.derived:
                continue
            columns = ", ".join(f'"{name}"' for name in (*form.names, *form.derived))
            n = len(form.names)
            for cells in self._connection.execute(f"SELECT {columns} FROM {form.name}"):
                derived = form.derived_of(cells[:n])
                old = str(derived[0]).rsplit("\n", 2)[0]  # as it was before byline and source
                if cells[n:] not in (derived, (old, *derived[1:])):
                    self._say(tr("The order of the list of articles was changed."))
                    return

    # --- the history ------------------------------------------------------------------------------

    def _history(self) -> None:
        """Do all steps again on paper and compare what comes out with what is there."""
        replay = _Replay()
        for cells in self._connection.execute(
            "SELECT id, act, args, by, at, label, state, changes, sum, log FROM step ORDER BY id"
        ).fetchall():
            self._step(replay, *cells)
        for table in replay.differing(self._connection):
            self._say(tr("Not as the history says: {what}.", what=row_in_words(table)))

    def _step(self, replay: "_Replay", number: int, *cells: Any) -> None:
        act, args, by, at, label, state, n_changes, total, log = cells
        expected = StepSum(act=act, args=args, by=by, at=at, name=label)
        n_found, follows = 0, True
        try:
            args_of(args)
            for plain, added in self._logs(number, n_changes, log):
                expected.add(added)
                tables = rows_in(plain.decode(), back=False)
                n_found += sum(len(one.gone) + len(one.fresh) + len(one.changed) for one in tables)
                if state == "done":
                    told = [replay.goes_on(one) for one in tables]
                    follows = all(told) and follows
        except MissingHistory:
            n_found = -1
        except (BrokenHistory, UnicodeDecodeError):
            self._say(tr("Step {n} of the history cannot be read.", n=number))
            replay.is_broken = True
            return
        if (n_found, expected.digest()) != (n_changes, total):
            self._say(tr("Step {n} of the history is not as it was written.", n=number))
            replay.is_broken = True
        elif not follows:
            self._say(tr("Step {n} does not go on from where the one before ended.", n=number))

    def _logs(self, number: int, n_changes: int, log: str | None) -> Iterator[tuple[bytes, bytes]]:
        """Give the changes of a step as JSON, each lot with what it adds to the step's sum."""
        if log is not None:
            if self._connection.execute(
                "SELECT 1 FROM block WHERE step_id = ? LIMIT 1", (number,)
            ).fetchone():
                raise MissingHistory("a step has its changes twice")
            yield log.encode(), log.encode()
            return
        for n in range(len(blocks_of(self._connection, number, n_changes))):
            plain, total = unpacked(self._connection, number, n)
            if hashlib.sha256(plain).digest() != total:
                raise BrokenHistory("a block does not fit its checksum")
            yield plain, total


class _Replay:
    """What the rows must be after all steps, kept as one number for each row.

    It is the sum over the cells, so that a change need only say what differs. A row that was
    damaged has another number; two that differ have the same one once in 2⁶⁴.
    """

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, int]] = {form.name: {} for form in TABLES}
        self.is_broken = False

    def goes_on(self, table: TableRows) -> bool:
        """Do changes to one table again; say whether its rows were, as far as one can see, so."""
        form, rows = table.form, self._rows[table.form.name]
        numbers = _numbers_of(form, table.gone)
        follows = [rows.pop(name, None) == number for name, number in numbers]
        n_before = len(rows)
        rows.update(_numbers_of(form, table.fresh))
        follows.append(len(rows) == n_before + len(table.fresh))
        follows += [self._changes(rows, one) for one in table.changed]
        return all(follows)

    def _changes(self, rows: dict[int, int], change: Logged) -> bool:
        name = hash(change.key)
        known, before, after = rows.get(name), change.before, change.after
        if known is None or not isinstance(before, dict) or not isinstance(after, dict):
            return False
        for column, cell in after.items():
            known += hash((column, cell)) - hash((column, before[column]))
        rows[name] = known
        return True

    def differing(self, connection: sqlite3.Connection) -> list[str]:
        """Give the tables with a row that is not as it must be, or is not there."""
        if self.is_broken:
            # What cannot be read back cannot be compared; that was said already.
            return []
        return [form.name for form in TABLES if self._differs(connection, form)]

    def _differs(self, connection: sqlite3.Connection, form: TableForm) -> bool:
        left = dict(self._rows[form.name])
        if not has_table(connection, form.name):
            return bool(left)
        cursor = connection.execute(f"{form.select} WHERE {IS_JOURNALED.get(form.name, '1')}")
        while block := cursor.fetchmany(_AT_ONCE):
            for name, number in _numbers_of(form, block):
                if left.pop(name, None) != number:
                    return True
        return bool(left)


def _numbers_of(form: TableForm, rows: Sequence[Cells]) -> Iterator[tuple[int, int]]:
    """Give the hash of the key of each row, and its number: the sum over its cells.

    Column by column: there may be a million rows.
    """
    columns = zip(*rows, strict=True)
    hashes = [
        map(hash, zip(repeat(name), column, strict=False))
        for name, column in zip(form.names, columns, strict=False)
    ]
    return zip(map(hash, map(form.key_of, rows)), map(sum, zip(*hashes, strict=True)), strict=False)
