"""How a backup differs from the file as it is now: articles, and marks by layer; counted in SQL.

Both are read from their files, table by table, each for a moment. Rows are known by their public
ids: two copies of one project that both went on have given one number to two things.
"""

import contextlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.errors import CannotOpen
from annotator.language import tr
from annotator.model.layer import DERIVED, LayerKind
from annotator.store.backups.listing import Backup
from annotator.store.connection import connect, reading
from annotator.store.uids import NUMBER, Uids, parsed
from annotator.work import Cancel

_MOST_DIFFERING = 200
_OPERATIONS = 20_000
_IS_DERIVED = f"kind = '{LayerKind.SUGGESTER}' AND origin = '{DERIVED}' AND NOT frozen"
_REST = 'type, start, "end", quote, confidence, how, changed'
_SPAN_IDS = ("id", "layer_id", "article_id")
_OWNED = (
    ("part", "span_id", ("span_id",), ("n", "start", '"end"'), ""),
    ("refers", "span_id", ("span_id", "actor_id"), (), ""),
    ("attribute", "owner_id", ("owner_id",), ("name", "value"), "WHERE owner_kind = 'span'"),
    ("link", "source_id", ("source_id", "target_id", "id"), ("type",), ""),
)
"""What belongs to a span: its table, the column with the span, its ids, what else is compared."""


@dataclass(frozen=True, slots=True)
class LayerAgainst:
    """Marks of a layer that the backup has more than the file now, and fewer; one that is other
    counts as both. `articles` are the ids of those in which they are.
    """

    name: str
    n_more: int = 0
    n_fewer: int = 0
    articles: tuple[str, ...] = ()

    def is_same(self) -> bool:
        """Say whether nothing differs."""
        return not (self.n_more or self.n_fewer)


@dataclass(frozen=True, slots=True)
class Against:
    """How a backup stands against the file now.

    `n_articles` are those of the backup, `n_more` of them not there now, `n_fewer` there now alone;
    `n_steps_more` are steps that the file's history lacks. `label` is the name of its last step.
    """

    n_articles: int
    n_more: int
    n_fewer: int
    layers: tuple[LayerAgainst, ...]
    n_steps_more: int
    label: str = ""

    def is_same(self) -> bool:
        """Say whether articles and marks are the same."""
        return not (self.n_more or self.n_fewer) and all(one.is_same() for one in self.layers)


def against(backup: Backup, now: Path, cancel: Cancel) -> Against:
    """Compare a sound backup with the project file at a path.

    Raises `DamagedProject`, `Cancelled`; `CannotOpen` where the two cannot be compared.
    """
    with (
        reading(backup.path),
        contextlib.closing(connect(backup.path, write=False)) as connection,
    ):
        connection.set_progress_handler(cancel.is_wished, _OPERATIONS)
        try:
            connection.execute("ATTACH ? AS now", (f"{now.resolve().as_uri()}?mode=ro",))
            return _Comparison(connection).result()
        except sqlite3.Error:
            cancel.check()
            raise


@dataclass(slots=True)
class _LayerCount:
    """A layer while it is counted; articles by their numbers."""

    name: str
    n_more: int = 0
    n_fewer: int = 0
    numbers: set[int] = field(default_factory=set)


class _Comparison:
    """Two files on one connection: the backup is `main`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._then = Uids(connection)
        self._moved = self._differing_origins()
        self._layers: dict[int, _LayerCount] = {}

    def result(self) -> Against:
        self._know_layers()
        more, fewer = self._both("SELECT {id} FROM {s}.article", ("id",))
        self._marks()
        steps, _ = self._both("SELECT {uid} FROM {s}.step WHERE state = 'done'", ("uid",))
        (n_articles,) = self._connection.execute("SELECT count(*) FROM main.article").fetchone()
        texts = self._article_texts()
        layers = [
            LayerAgainst(
                one.name, one.n_more, one.n_fewer, tuple(sorted(texts[at] for at in one.numbers))
            )
            for one in sorted(self._layers.values(), key=lambda one: one.name)
        ]
        return Against(n_articles, len(more), len(fewer), tuple(layers), len(steps), self._label())

    def _label(self) -> str:
        """Give the name that the last step of the backup has, now or then."""
        sql = "SELECT uid, label FROM main.step WHERE state = 'done' ORDER BY id DESC LIMIT 1"
        uid, label = self._connection.execute(sql).fetchone() or (0, None)
        found = self._connection.execute(
            f"SELECT label FROM now.step WHERE uid = {self._mapped('?1')}", (uid,)
        ).fetchone()
        return str((found or (None,))[0] or label or "")

    def _know_layers(self) -> None:
        """Know the layers of both that are in the history: what is suggested is made anew."""
        for schema, at in (("main", self._mapped("id")), ("now", "id")):
            sql = f"SELECT {at}, name FROM {schema}.layer WHERE NOT ({_IS_DERIVED})"
            for number, name in self._connection.execute(sql).fetchall():
                self._layers[number] = _LayerCount(name)

    # --- marks --------------------------------------------------------------------------------

    def _marks(self) -> None:
        came, went = self._both(
            f"SELECT {{id}}, {{layer_id}}, {{article_id}}, {_REST} FROM {{s}}.span",
            _SPAN_IDS,
        )
        other = {cells[0] for cells in (*came, *went)}
        for cells in came:
            self._count(cells[1], cells[2], more=True)
        for cells in went:
            self._count(cells[1], cells[2], more=False)
        owners: set[int] = set()
        for table, owner, ids, rest, where in _OWNED:
            cells_sql = ", ".join((*(f"{{{one}}}" for one in ids), *rest))
            for found in self._both(f"SELECT {cells_sql} FROM {{s}}.{table} {where}", ids):
                owners |= {cells[ids.index(owner)] for cells in found}
        for layer, article in self._places(owners - other):
            self._count(layer, article, more=True)
            self._count(layer, article, more=False)

    def _count(self, layer: int, article: int, *, more: bool) -> None:
        found = self._layers.get(layer)
        if found is None:
            return
        found.n_more += more
        found.n_fewer += not more
        found.numbers.add(article)

    def _places(self, spans: Iterable[int]) -> list[tuple[int, int]]:
        wanted = ",".join(f"{one:d}" for one in spans)
        sql = f"SELECT layer_id, article_id FROM now.span WHERE id IN ({wanted})"
        return self._connection.execute(sql).fetchall()

    # --- one id in both files -------------------------------------------------------------------

    def _both(self, sql: str, ids: tuple[str, ...]) -> tuple[list[Any], list[Any]]:
        """Give rows that only the backup has, and those that only the file now has; the ids as
        they are now.
        """
        then = sql.format(s="main", **{one: self._mapped(one) for one in ids})
        now = sql.format(s="now", **{one: one for one in ids})
        fetched = [
            self._connection.execute(f"{left} EXCEPT {right}").fetchall()
            for left, right in ((then, now), (now, then))
        ]
        return fetched[0], fetched[1]

    def _differing_origins(self) -> dict[int, int]:
        """Give the origins that have another number now, or none (then one that nothing has)."""
        found = self._connection.execute(
            "SELECT o.id, coalesce(n.id, -o.id) FROM main.origin o LEFT JOIN now.origin n"
            " ON n.sum = o.sum AND n.pattern = o.pattern WHERE n.id IS NOT o.id"
        ).fetchall()
        if len(found) > _MOST_DIFFERING:
            raise CannotOpen(
                tr("This backup has too little in common with the file to be compared."),
                tr("Look into it as a copy."),
            )
        return dict(found)

    def _mapped(self, column: str) -> str:
        """Give the SQL of an id of the backup as the file now has it."""
        if not self._moved:
            return column
        whole = "".join(f" WHEN {old:d} THEN {new:d}" for old, new in self._moved.items())
        return (
            f"CASE WHEN {column} > {NUMBER} THEN CASE {column} & ~{NUMBER}{whole}"
            f" ELSE {column} & ~{NUMBER} END + ({column} & {NUMBER})"
            f" ELSE CASE {column}{whole} ELSE {column} END END"
        )

    def _article_texts(self) -> dict[int, str]:
        """Give the public ids of the articles in which marks differ, by their numbers now."""
        wanted = {number for one in self._layers.values() for number in one.numbers}
        sql = f"SELECT id, {self._mapped('id')} FROM main.article"
        found = {
            at: self._then.text(number)
            for number, at in self._connection.execute(sql).fetchall()
            if at in wanted
        }
        return found | {number: self._now_text(number) for number in wanted - found.keys()}

    def _now_text(self, number: int) -> str:
        origin = number & ~NUMBER if number > NUMBER else number
        cells = self._connection.execute(
            "SELECT pattern FROM now.origin WHERE id = ?", (origin,)
        ).fetchone()
        before, form = parsed("" if cells is None else cells[0])
        return before + (form % (number & NUMBER) if form else "")
