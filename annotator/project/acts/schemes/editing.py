"""Editing the scheme: a new version of it, and what is coded called as that version calls it.

Of all layers, frozen ones too: what arrives later under old names is mapped by the versions.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.changes import Change, ChangesToCome, Step, differences
from annotator.model.rows import added, changed
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.recoding import Recoding, called, origins, sources
from annotator.model.span import OF_TYPE, Owner
from annotator.project.acts.shared import step_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from annotator.model.changes import Row
    from annotator.model.scheme_edits.applying import Edited
    from annotator.model.scheme_edits.edits import SchemeEdit
    from annotator.model.span import Note
    from annotator.project.context import PlanContext
    from annotator.store.lists.in_use import InUse
    from annotator.work import Watch

_MOST_EDITS = 500
_PACKED = 500
"""So many changes lie unpacked, packed 20 to 40 bytes each: an edit takes no more memory over
100,000 marks than over few."""


def guard_edits(context: PlanContext, edits: Sequence[SchemeEdit], on: int | None) -> None:
    """Raise `Forbidden` in a kit, for edits of another version than `on`, and for too many."""
    if context.kit is not None:
        raise Forbidden(
            tr("The scheme of a kit cannot be changed: others code by it too."),
            tr("Write a note; whoever made the kit reads it."),
        )
    if on is not None and on != context.scheme.version:
        raise Forbidden(
            tr(
                "The scheme is version {now} by now: these edits were made on version {on}.",
                now=context.scheme.version,
                on=on,
            ),
            tr("Nothing was changed. Look at the scheme as it is and edit it again."),
        )
    if len(edits) > _MOST_EDITS:
        raise Forbidden(
            tr("These are {n} edits.", n=len(edits)),
            tr("Make {n} at most one version.", n=_MOST_EDITS),
        )


@dataclass
class SchemeRecoder:
    """What edits of a scheme change of what is coded, read in blocks."""

    in_use: InUse
    recodings: Sequence[Recoding]
    watch: Watch
    notes: Sequence[Note] = ()
    """Those on things of the scheme."""
    both: Counter[SchemePath] = field(default_factory=Counter)
    """How many marks have two values that would be one, by attribute."""
    n_done: int = 0

    def plan(self, *, counts_only: bool = False) -> ChangesToCome:
        """Give all changes; raises `Forbidden` where two values, or two links, would be one.

        With `counts_only` only that is looked at.
        """
        self._guard_links()
        found = ChangesToCome(_PACKED)
        heads = sources(self.recodings)
        total = sum(self.in_use.count([one]).items for one in heads)
        for some in self._changes(heads):
            self.watch.cancel.check()
            if not counts_only:
                found.add(some)
            self.watch.progress(min(self.n_done, total), total, tr("mark"))
        for one in self.notes:
            found.add(self._of_note(one))
        for path, n in self.both.items():
            raise Forbidden(
                trn(
                    "{n} mark has both: “{path}” and what would become it.",
                    "{n} marks have both: “{path}” and what would become it.",
                    n,
                    path=str(path),
                ),
                tr("Decide which holds there first: “Show” lists them."),
            )
        return found

    def _of_note(self, note: Note) -> tuple[Change, ...]:
        """Let a note on a thing of the scheme stand on it under its new name."""
        if note.owner_kind is not Owner.SCHEME or not note.owner_id:
            return ()
        path = called(SchemePath.of(note.owner_id), self.recodings)[0]
        return changed(note, replace(note, owner_id=str(path)))

    def _guard_links(self) -> None:
        for one in self.recodings:
            if one.merges and one.old.depth == 1 and one.old.kind is Owner.LINK:
                final = called(one.new, self.recodings)[0]
                types = [each.type for each in origins(final, self.recodings)]
                n = self.in_use.n_doubled(types)
                if n:
                    raise Forbidden(
                        trn(
                            "{n} pair of spans has both links: “{old}” and “{new}”.",
                            "{n} pairs of spans have both links: “{old}” and “{new}”.",
                            n,
                            old=one.old.type,
                            new=one.new.type,
                        ),
                        tr("Delete one of each pair first."),
                    )

    def _changes(self, heads: Sequence[SchemePath]) -> Iterator[list[Change]]:
        groups: dict[tuple[Owner, str], list[SchemePath]] = {}
        for path in heads:
            if path.depth == 1 or path.is_kind:
                yield from self._of_type(path)
            else:
                groups.setdefault((path.kind, path.type), []).append(path)
        for paths in groups.values():
            yield from self._of_attributes(paths)

    def _of_type(self, path: SchemePath) -> Iterator[list[Change]]:
        new, look = called(path, self.recodings)
        column, name = ("kind", new.value or "") if path.is_kind else ("type", new.type)
        if new == path and not look:
            return
        for block in self.in_use.of_type(path):
            changes = []
            for row, version in block:
                self.n_done += 1
                changes.append(Change(str(path.kind), row, {**row, column: name}))
                if look and not path.is_kind:
                    changes.append(_type_moved(path.kind, row, version))
            yield changes

    def _of_attributes(self, paths: Sequence[SchemePath]) -> Iterator[list[Change]]:
        renames = any(one.depth == 2 for one in paths)
        names = {one.attribute or "" for one in paths}
        values = None if renames else list({one.value or "" for one in paths})
        if renames:
            names |= {called(one, self.recodings)[0].attribute or "" for one in paths}
        one = paths[0]
        for block in self.in_use.of_attributes(one, sorted(names), values):
            changes: list[Change] = []
            for rows in block:
                changes += self._of_mark(one, rows)
            yield changes

    def _of_mark(self, path: SchemePath, rows: Sequence[Row]) -> tuple[Change, ...]:
        after: dict[str, Row] = {}
        for row in rows:
            own = path._replace(attribute=str(row["name"]), value=str(row["value"]))
            new, look = called(own, self.recodings)
            name = new.attribute or ""
            if name in after:
                self.both[SchemePath(new.kind, new.type, name)] += 1
                continue
            version = row["version"]
            if look and isinstance(version, int | None):
                version = -abs(version or 1)
            after[name] = {**row, "name": name, "value": new.value, "version": version}
        self.n_done += len(rows)
        return differences(
            (("attribute", row) for row in rows),
            (("attribute", row) for row in after.values()),
        )


def _type_moved(kind: Owner, row: Row, version: int | None) -> Change:
    """Note that a mark was moved to another type: under which version its type was decided."""
    key: Row = {"owner_kind": str(kind), "owner_id": row["id"], "name": OF_TYPE, "value": ""}
    before = None if version is None else {**key, "version": version}
    return Change("attribute", before, {**key, "version": -abs(version or 1)})


def plan_scheme_edits(
    context: PlanContext,
    edited: Edited,
    changes: ChangesToCome,
    args: Mapping[str, object],
    answer: Step | None = None,
) -> Step:
    """Give the step that makes a version of the scheme and calls what is coded as it does.

    With an `answer` to a question it is written by the same step.
    """
    first = added(edited.scheme)
    act = "edit-scheme"
    if answer is not None and isinstance(answer.changes, tuple) and answer.changes:
        first, act, args = (*answer.changes, *first), "answer-in-scheme", {**answer.args, **args}
    every = changes.behind(*first)
    step = step_of(context, act, (), **args)  # type: ignore[arg-type]  # they are JSON
    return Step(act=step.act, changes=every, by=step.by, at=step.at, args=step.args)
