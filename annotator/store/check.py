"""A project file looked through to the last row: pages, keys, texts, quotations, whole history.

Whatever is found is listed in words; the file is only read. The checks of every opening are in
file.py and torn.py.
"""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.errors import AnnotatorError, Cancelled, DamagedProject, DiskFailed
from annotator.language import tr
from annotator.store import torn
from annotator.store.connection import cannot_read, connect, reading
from annotator.store.derived import has_table
from annotator.store.file import check_format
from annotator.store.header import forget_open, look, remember_open
from annotator.store.health.content import wrong_texts
from annotator.store.health.replay import Replay
from annotator.store.health.suggested import wrong_suggestions
from annotator.store.history import (
    BrokenHistory,
    MissingHistory,
    StepSum,
    args_of,
    blocks_of,
    rows_in,
    step_seal,
    unpacked,
)
from annotator.store.moments.turns import turns_differ
from annotator.store.rows_sql import TABLES, row_in_words
from annotator.store.uids import NUMBER, Uids, UnknownOrigin, pattern_sum, split
from annotator.store.write import meta_sum
from annotator.work import Watch

_MOST = 50
_AT_ONCE = 500
"""So many steps are in memory at once."""
_OPERATIONS = 20_000
_MAKES_NO_SENSE = (
    *(sqlite3.Error, ValueError, TypeError, OverflowError),
    *(LookupError, AttributeError),  # a cell of another type than its column's
)
_UID_COLUMNS = tuple((form.name, form.names[n]) for form in TABLES for n in form.uids_at)


@dataclass(frozen=True, slots=True)
class Health:
    """What `check` found: `problems` are sentences; the counts are of what could be read."""

    ok: bool
    problems: tuple[str, ...]
    n_articles: int
    n_spans: int
    n_steps: int


def check(path: Path, watch: Watch | None = None) -> Health:
    """Give the health of the project file at `path`, all of it looked at.

    Damage inside comes back as problems (the first fifty); what is found is looked for once more,
    since a disk may fail once. Raises `CannotOpen` and its kinds where the file cannot be opened at
    all, and `Cancelled` when whoever watches wishes it.
    """
    watch = watch or Watch()
    with contextlib.suppress(DamagedProject, DiskFailed):
        health = _health(path, watch)
        if health.ok:
            return health
    return _health(path, watch)


def _alone(problem: AnnotatorError) -> str:
    """Give what is wrong as a sentence of its own: whoever tells of it names the file."""
    what = problem.what if isinstance(problem, DamagedProject) else ""
    return f"{what[0].upper()}{what[1:]}." if what else problem.message


def problem_in(path: Path) -> str | None:
    """Give the first sentence that `check` would find in one look at a file. Raises as `check`."""
    return next(iter(_health(path, Watch(), to_the_end=False).problems), None)


def _health(path: Path, watch: Watch, *, to_the_end: bool = True) -> Health:
    facts = look(path, may_be_longer=True)
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
            connection.set_progress_handler(watch.cancel.is_wished, _OPERATIONS)
            return _Examination(connection, path, watch).health(to_the_end=to_the_end)
    finally:
        forget_open(facts.identity)


def first_problem(
    connection: sqlite3.Connection,
    path: Path,
    *,
    replays: bool = True,
    watch: Watch | None = None,
) -> str | None:
    """Give the first sentence that `check` would find; for a file that is refused by any.

    Without `replays` the steps before the last are not done again on paper.
    """
    looked = _Examination(connection, path, watch).health(to_the_end=False, replays=replays)
    return next(iter(looked.problems), None)


class _Examination:
    """One file being looked through; what is wrong gathers in `problems`."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, watch: Watch | None = None
    ) -> None:
        self._watch = watch or Watch()
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
            self._suggested,
            *([self._history] if replays else []),
        )
        for part in parts:
            if self._problems and not to_the_end:
                break
            self._watch.cancel.check()
            try:
                part()
            except Cancelled:
                raise
            except AnnotatorError as problem:
                self._say(_alone(problem))
            except _MAKES_NO_SENSE as problem:
                self._watch.cancel.check()  # it may have been stopped inside SQLite
                self._say(_alone(cannot_read(problem, self._path)))
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
        if turns_differ(self._connection):
            self._say(tr("What was undone or done again last is not as the file says."))

    def _texts(self) -> None:
        """Texts against their sums, and what points into a text against it, article by article."""
        for sentence in wrong_texts(self._connection, self._watch):
            self._say(sentence)

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

    def _suggested(self) -> None:
        for sentence in dict.fromkeys(wrong_suggestions(self._connection)):
            self._say(sentence)

    # --- the history ------------------------------------------------------------------------------

    def _history(self) -> None:
        """Do all steps again on paper and compare what comes out with what is there."""
        replay, self._is_readable = Replay(), True
        self._states: set[str] = set()
        n, last = self._count("step"), 0
        columns = "id, act, args, by, at, label, state, changes, sum, log, uid"
        sql = f"SELECT {columns} FROM step WHERE id > ? ORDER BY id LIMIT {_AT_ONCE}"
        while block := self._connection.execute(sql, (last,)).fetchall():
            for cells in block:
                self._watch.cancel.check()
                self._watch.progress(cells[0], n, tr("step"))
                self._step(replay, *cells)
            last = block[-1][0]
        # What cannot be read back cannot be compared; that was said already.
        for table in replay.differing(self._connection) if self._is_readable else ():
            self._say(tr("Not as the history says: {what}.", what=row_in_words(table)))

    def _step(self, replay: Replay, number: int, *cells: Any) -> None:
        act, args, by, at, label, state, n_changes, total, log, uid = cells
        expected = StepSum(act=act, args=args, by=by, at=at, name=label)
        n_found, follows = 0, self._is_in_order(state)
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
        except (BrokenHistory, UnicodeError):
            self._say(tr("Step {n} of the history cannot be read.", n=number))
            self._is_readable = False
            return
        is_named_so = total[len(expected.digest()) :] in (b"", step_seal(number, uid))
        if not is_named_so or (n_found, expected.digest()) != (n_changes, total[:16]):
            self._say(tr("Step {n} of the history is not as it was written.", n=number))
            self._is_readable = False
        elif not follows:
            self._say(tr("Step {n} does not go on from where the one before ended.", n=number))

    def _is_in_order(self, state: str) -> bool:
        """Say whether a step can be in a state: behind one that is undone none is done.

        What the tables allow is asked here too: a file that can only be read has no constraints.
        """
        self._states.add(state)
        is_state = state in ("done", "undone", "dropped")
        return is_state and not (state == "done" and "undone" in self._states)

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
