"""A project file looked through to the last row: pages, keys, texts, quotations, whole history.

Whatever is found is listed in words; the file is only read. The checks of every opening are in
file.py and torn.py.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.store import torn
from annotator.store.connection import cannot_read, connect, reading
from annotator.store.file import format_of
from annotator.store.header import forget_open, look, remember_open
from annotator.store.history import BrokenHistory, args_of, change_of
from annotator.store.row_names import row_in_words
from annotator.store.rows_sql import FORMS, TABLES, TableForm, row_text
from annotator.store.write import StepSum, meta_sum

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_MOST = 50


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
            number = format_of(connection, facts, path)
            torn.check_schema(connection, path, number)
            return _Examination(connection, path).health()
    finally:
        forget_open(facts.identity)


class _Examination:
    """One file being looked through; what is wrong gathers in `problems`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._problems: list[str] = []

    def health(self) -> Health:
        parts: tuple[Callable[[], None], ...] = (
            self._pages,
            self._last_step,
            self._keys,
            self._meta,
            self._texts,
            self._links,
            self._owners,
            self._actors,
            self._history,
        )
        for part in parts:
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
                "SELECT id, uid FROM article WHERE sha256 = ?", (sha256,)
            ).fetchone()
            if article is not None:
                self._places(article[0], article[1], body)

    def _places(self, number: int, article_id: str, body: str) -> None:
        for span_id, start, end, quote in self._connection.execute(
            'SELECT s.uid, p.start, p."end", p.quote FROM span s JOIN part p ON p.span_id = s.id'
            " WHERE s.article_id = ?",
            (number,),
        ).fetchall():
            if body[start:end] != quote:
                self._say(
                    tr(
                        "The words of span {span} are not those of article {article} there.",
                        span=span_id,
                        article=article_id,
                    )
                )
        for region_id, end in self._connection.execute(
            'SELECT uid, "end" FROM region WHERE article_id = ?', (number,)
        ).fetchall():
            if end > len(body):
                self._say(
                    tr(
                        "Region {region} ends behind the end of article {article}.",
                        region=region_id,
                        article=article_id,
                    )
                )

    def _links(self) -> None:
        for (link_id,) in self._connection.execute(
            "SELECT k.uid FROM link k JOIN span s ON s.id = k.source_id"
            " JOIN span t ON t.id = k.target_id"
            " WHERE (k.article_id, k.layer_id) <> (s.article_id, s.layer_id)"
            " OR (k.article_id, k.layer_id) <> (t.article_id, t.layer_id)"
        ).fetchall():
            self._say(tr("Link {link} ties spans of other layers or articles.", link=link_id))
        for (span_id,) in self._connection.execute(
            "SELECT uid FROM span WHERE id NOT IN (SELECT span_id FROM part)"
        ).fetchall():
            self._say(tr("Span {span} has no place in the text.", span=span_id))

    def _owners(self) -> None:
        """What belongs to a span, link, actor or article by its id alone."""
        owned = [
            ("attribute", tr("An attribute belongs to nothing that is there ({owner}).")),
            ("note", tr("A note belongs to nothing that is there ({owner}).")),
        ]
        for table, sentence in owned:
            for (owner,) in self._connection.execute(
                f"SELECT DISTINCT owner_uid FROM {table} t WHERE NOT EXISTS ("
                " SELECT 1 FROM span WHERE t.owner_kind = 'span' AND uid = t.owner_uid)"
                " AND NOT EXISTS ("
                " SELECT 1 FROM link WHERE t.owner_kind = 'link' AND uid = t.owner_uid)"
                " AND NOT EXISTS ("
                " SELECT 1 FROM actor WHERE t.owner_kind = 'actor' AND uid = t.owner_uid)"
                " AND NOT EXISTS ("
                " SELECT 1 FROM article WHERE t.owner_kind = 'article' AND uid = t.owner_uid)"
                f" LIMIT {_MOST}"
            ).fetchall():
                self._say(sentence.format(owner=owner))

    def _actors(self) -> None:
        into: dict[str, str] = dict(
            self._connection.execute(
                "SELECT uid, merged_into FROM actor WHERE merged_into IS NOT NULL"
            ).fetchall()
        )
        for actor_id in into:
            seen: set[str] = set()
            at = actor_id
            while at in into and at not in seen:
                seen.add(at)
                at = into[at]
            if at in seen:
                self._say(tr("Actor {actor} was merged in a ring.", actor=actor_id))

    # --- the history ------------------------------------------------------------------------------

    def _history(self) -> None:
        """Do all steps again on paper and compare what comes out with what is there."""
        replay = _Replay()
        for cells in self._connection.execute(
            "SELECT id, act, args, by, at, state, changes, sum FROM step ORDER BY id"
        ).fetchall():
            self._step(replay, *cells)
        for table in replay.differing(self._connection):
            self._say(tr("Not as the history says: {what}.", what=row_in_words(table)))

    def _step(self, replay: _Replay, number: int, *cells: Any) -> None:
        act, args, by, at, state, n_changes, total = cells
        expected = StepSum(act=act, args=args, by=by, at=at)
        lines = self._connection.execute(
            "SELECT n, tab, before, after FROM change WHERE step_id = ? ORDER BY n", (number,)
        ).fetchall()
        for _, table, before, after in lines:
            expected.add(table, before, after)
        numbers = [line[0] for line in lines]
        if numbers != list(range(len(lines))) or (len(lines), expected.hex()) != (n_changes, total):
            self._say(tr("Step {n} of the history is not as it was written.", n=number))
            replay.is_broken = True
            return
        try:
            args_of(args)
            follows = [replay.goes_on(*line[1:], is_done=state == "done") for line in lines]
        except BrokenHistory:
            self._say(tr("Step {n} of the history cannot be read.", n=number))
            replay.is_broken = True
            return
        if not all(follows):
            self._say(tr("Step {n} does not go on from where the one before ended.", n=number))


class _Replay:
    """What the rows must be after all steps, kept as one number for each row.

    A row that was damaged has another number; two that differ have the same one once in 2⁶⁴.
    """

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, int]] = {form.name: {} for form in TABLES}
        self.is_broken = False

    def goes_on(self, table: str, before: str | None, after: str | None, *, is_done: bool) -> bool:
        """Do one change again; say whether the row was as its `before` says."""
        change = change_of(table, before, after)
        row = change.after if change.after is not None else change.before
        if row is None:
            raise BrokenHistory("a change without a row")
        if not is_done:
            return True
        rows, name = self._rows[table], hash(FORMS[table].key_of(row))
        follows = rows.get(name) == (None if before is None else hash(before))
        if after is None:
            rows.pop(name, None)
        else:
            rows[name] = hash(after)
        return follows

    def differing(self, connection: sqlite3.Connection) -> list[str]:
        """Give the tables with a row that is not as it must be, or is not there."""
        if self.is_broken:
            # What cannot be read back cannot be compared; that was said already.
            return []
        return [form.name for form in TABLES if self._differs(connection, form)]

    def _differs(self, connection: sqlite3.Connection, form: TableForm) -> bool:
        left = dict(self._rows[form.name])
        for cells in connection.execute(form.select).fetchall():
            row = form.row(cells)
            if left.pop(hash(form.key_of(row)), None) != hash(row_text(row)):
                return True
        return bool(left)
