"""Actors that came back: edited ones, new rows of them, their other names and roles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, TypeVar

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.ids import has_our_form
from annotator.model.rows import added, changed
from annotator.project.acts.actors import new_actor
from annotator.project.acts.articles import checked_date
from annotator.project.importing.edited.cells import (
    dates_in,
    is_same,
    is_same_date,
    plain,
)
from annotator.project.importing.edited.fields import actor_changes, edited_actor
from annotator.project.importing.edited.rows import rows_of
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from annotator.model.actor import ActorBook
    from annotator.model.bundle import EditedTable
    from annotator.model.changes import Change
    from annotator.project.context import PlanContext
    from annotator.project.importing.edited.rows import EditedRow, Noticed

_ALIKE = 0.6
"""A name that is so like one that is missing is that one, corrected; any other is new."""
_T = TypeVar("_T")


@dataclass(slots=True)
class EditedActors:
    """Compares the tables of actors, aliases and roles with what is here.

    A row without an id, or with one that somebody made up, is a new actor; other tables may call
    it by that. A name that an actor has already is that actor.
    """

    tables: Mapping[str, EditedTable]
    context: PlanContext
    noticed: Noticed
    changes: list[Change] = field(default_factory=list)
    n_known: int = 0
    _made: dict[str, Actor] = field(default_factory=dict)
    _meant: dict[str, str] = field(default_factory=dict)

    def take(self) -> ActorBook:
        """Compare all rows; give the actors that are here, and those that come."""
        seen: set[str] = set()
        for row in rows_of(self.tables, "actors", "actor_id"):
            if row.id in seen:
                self.noticed.is_twice(row)
                continue
            if row.id:
                seen.add(row.id)
            self._actor(row)
        for table, compared in (("aliases", self._aliases), ("roles", self._roles)):
            for actor, rows in self._by_actor(table):
                after = compared(actor, rows)
                if actor.id in self._made:
                    self._made[actor.id] = after
                else:
                    self.changes += changed(actor, after)
        self.changes += added(*self._made.values())
        return self.context.actors.changed(self._made)

    def _actor(self, row: EditedRow) -> None:
        here = self.context.actors.exactly(row.id) if row.id else None
        if here is not None:
            self.n_known += 1
        elif has_our_form(row.id):
            self.noticed.is_unknown(row)
            return
        else:
            row = row._replace(
                cells={
                    name: one for name, one in row.cells.items() if plain(one) or name == row.key
                }
            )
            here = self._of_name(row)
        if here is not None:
            self.changes += actor_changes(row, here, self.context, self.noticed)

    def _of_name(self, row: EditedRow) -> Actor | None:
        """Give the actor who has the name of a new row; else make one, or refuse the row."""
        called, name = row.get(row.key) or "", " ".join(plain(row.get("name") or "").split())
        of_name = self._named(name) if name else ()
        found = [one for one in of_name if fold(one.name) == fold(name)]
        if len(of_name) > 1 or found != [*of_name]:
            why = tr("“{name}” is called so already, or several are: give its id.", name=name)
            self.noticed.refuse(row, why)
            return None
        if found:
            self._calls(called, found[0])
            return None if found[0].id in self._made else found[0]
        bare = Actor(self.context.new_id(), "")
        made, values = edited_actor(row, bare, self.context, self.noticed)
        try:
            new_actor(self.context, made.name, made.kind)
        except AnnotatorError as problem:
            self.noticed.refuse(row, problem.sentence())
            return None
        self._calls(called, made)
        self._made[made.id] = made
        for column, value in values.items():
            self.noticed.change(row, column, "", value)
        return None

    def _calls(self, called: str, actor: Actor) -> None:
        if plain(called):
            self._meant[plain(called)] = actor.id

    def _named(self, name: str) -> tuple[Actor, ...]:
        coming = (one for one in self._made.values() if fold(one.name) == fold(name))
        return (*self.context.actors.named(name), *coming)

    def _by_actor(self, table: str) -> Iterator[tuple[Actor, list[EditedRow]]]:
        found: dict[str, list[EditedRow]] = {}
        for row in rows_of(self.tables, table, "actor_id"):
            actor = self._whose(row, row.id)
            if actor is not None:
                found.setdefault(actor.id, []).append(row)
        for one, rows in found.items():
            yield self._made.get(one) or self.context.actors.exactly(one), rows  # type: ignore[misc]  # it was found

    def _whose(self, row: EditedRow, said: str) -> Actor | None:
        """Give the actor that a cell names, by its id or name; None where the row is noted."""
        meant = self._meant.get(said, said)
        found = self._made.get(meant) or self.context.actors.exactly(meant)
        if found is None and has_our_form(said):
            self.noticed.is_unknown(row)
        elif found is None:
            named = self._named(said) if said else ()
            if len(named) == 1:
                return named[0]
            why = tr("“{name}” is none of the actors, or several.", name=said)
            self.noticed.refuse(row, why)
        return found

    # --- other names ----------------------------------------------------------------------------

    def _aliases(self, actor: Actor, rows: Sequence[EditedRow]) -> Actor:
        def is_it(row: EditedRow, one: Alias) -> bool:
            return is_same(_name_in(row), one.name)

        def is_like(row: EditedRow, one: Alias) -> bool:
            return _are_alike(_name_in(row), one.name)

        after = {one.id: one for one in actor.aliases}
        known = {fold(name) for name in actor.names()}
        for row, here in _paired(rows, actor.aliases, (is_it, is_like)):
            name = _name_in(row)
            language = plain(row.get("language") or "")
            if here is not None:
                after[here.id] = replace(
                    here,
                    name=self._cell(row, "alias", here.name, name),
                    language=self._cell(row, "language", here.language, row.get("language")),
                )
            elif not name:
                self.noticed.refuse(row, tr("“{column}” is never empty.", column="alias"))
            elif fold(name) not in known:
                known.add(fold(name))
                made = Alias(self.context.new_id(), name, language, "import")
                after[made.id] = made
                self.noticed.change(row, "alias", "", name)
        return replace(actor, aliases=tuple(after.values()))

    def _cell(self, row: EditedRow, column: str, was: str, cell: str | None) -> str:
        if cell is None or is_same(cell, was):
            return was
        self.noticed.change(row, column, was, plain(cell))
        return plain(cell)

    # --- roles ----------------------------------------------------------------------------------

    def _roles(self, actor: Actor, rows: Sequence[EditedRow]) -> Actor:
        def has(row: EditedRow, one: DatedRole, *columns: str) -> bool:
            cells = {
                "role": lambda cell: is_same(cell, one.role),
                "organisation": lambda cell: is_same(cell, one.organisation_id or ""),
                "from": lambda cell: is_same_date(cell, one.since or ""),
                "to": lambda cell: is_same_date(cell, one.until or ""),
            }
            return all(cells[column](row.get(column) or "") for column in columns)

        after = {one.id: one for one in actor.roles}
        ways = (
            lambda row, one: has(row, one, "role", "organisation", "from", "to"),
            lambda row, one: has(row, one, "role", "organisation"),
            lambda row, one: has(row, one, "role", "from", "to"),
            lambda row, one: (
                has(row, one, "organisation", "from", "to")
                and _are_alike(row.get("role") or "", one.role)
            ),
        )
        for row, here in _paired(rows, actor.roles, ways):
            before = here or DatedRole(self.context.new_id(), "")
            made = self._role(row, before)
            if made is not None and made.role:
                after[made.id] = made
        return replace(actor, roles=tuple(after.values()))

    def _role(self, row: EditedRow, before: DatedRole) -> DatedRole | None:
        """Give a role as its row says it is; None where that means nothing."""
        words = " ".join(plain(row.get("role") or "").split())
        if not words:
            self.noticed.refuse(row, tr("“{column}” is never empty.", column="role"))
            return None
        body, cell = before.organisation_id, row.get("organisation")
        if cell is not None and not is_same(cell, body or ""):
            named = self._whose(row, plain(cell)) if plain(cell) else None
            if named is None and plain(cell):
                return None
            body = named.id if named is not None else None
        since = self._date(row, "from", before.since)
        until = self._date(row, "to", before.until)
        if since is _WRONG or until is _WRONG:
            return None
        after = DatedRole(before.id, words, body, since or None, until or None)
        columns = {
            "role": (before.role, after.role),
            "organisation": (before.organisation_id, after.organisation_id),
            "from": (before.since, after.since),
            "to": (before.until, after.until),
        }
        for column, (was, becomes) in columns.items():
            if was != becomes:
                self.noticed.change(row, column, was or "", becomes or "")
        return after

    def _date(self, row: EditedRow, column: str, before: str | None) -> str | None:
        cell = row.get(column)
        if cell is None or is_same_date(cell, before or ""):
            return before
        every = dates_in(cell)
        try:
            if len(every) == 1:
                return checked_date(every[0])
        except AnnotatorError as problem:
            self.noticed.refuse(row, problem.sentence())
            return _WRONG
        self.noticed.is_no_date(row, cell)
        return _WRONG


_WRONG = "?"


def _name_in(row: EditedRow) -> str:
    return " ".join(plain(row.get("alias") or "").split())


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio() >= _ALIKE


def _paired(
    rows: Sequence[EditedRow],
    here: Sequence[_T],
    ways: Sequence[Callable[[EditedRow, _T], bool]],
) -> Iterator[tuple[EditedRow, _T | None]]:
    """Give each row with what it was, told in the surest way first; None = it is new."""
    left, found = [*here], dict[int, _T]()
    for fits in ways:
        for row in rows:
            same = next((one for one in left if fits(row, one)), None)
            if row.number not in found and same is not None:
                found[row.number] = same
                left.remove(same)
    return ((row, found.get(row.number)) for row in rows)
