"""What of the tables that came back is not edited there: it is compared, and said with its row.

Of regions the type may be edited; of layers, decisions and the coding scheme nothing. What tables
say that is made from other ones (who speaks in a statement) is counted where it differs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.errors import AnnotatorError
from annotator.formats.corpus.columns import joined
from annotator.formats.corpus.rows import scheme_rows
from annotator.language import tr, trn
from annotator.model.article import Origin, RegionType
from annotator.model.rows import changed, removed
from annotator.model.scheme import Role
from annotator.project.acts.regions import region_type
from annotator.project.importing.edited.cells import is_same, plain
from annotator.project.importing.edited.kept_rows import KeptRows
from annotator.project.importing.edited.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from annotator.model.actor import ActorBook
    from annotator.model.article import Region
    from annotator.model.bundle import Content, EditedTable
    from annotator.model.changes import Change
    from annotator.model.layer import Layer
    from annotator.model.scheme import Scheme
    from annotator.model.span import Decision, Span
    from annotator.model.statement import Statement
    from annotator.project.context import PlanContext
    from annotator.project.importing.edited.rows import EditedRow, Noticed

_N_NAMED = 3
_STANCE, _TARGET, _ADDRESSEE = "stance", "target", "addressee"
_OF_SCHEME = ("kind", "name", "parent", "definition", "example", "key", "colour")


@dataclass(slots=True)
class EditedRegions:
    """Compares rows of regions with what is here, by their places."""

    tables: Mapping[str, EditedTable]
    context: PlanContext
    noticed: Noticed
    changes: list[Change] = field(default_factory=list)
    _rows: KeptRows = field(default_factory=lambda: KeptRows("regions", "article_id"))

    def __post_init__(self) -> None:
        """Keep the rows by articles."""
        for row in rows_of(self.tables, "regions", "article_id"):
            self._rows.add(row, row.id)

    def take(self, content: Content) -> None:
        """Compare the regions of an article."""
        here = {(str(one.at.start), str(one.at.end)): one for one in content.regions}
        for row in self._rows.every(content.article.id):
            at = (_whole(row.get("start")), _whole(row.get("end")))
            if at in here:
                self._type(row, here[at])
            elif plain(row.get("type") or "") != RegionType.BODY:
                self._is_nowhere(row)

    def finish(self) -> None:
        """Count the rows of articles that are not here."""
        self.noticed.nobody_asked_for("regions", self._rows)

    def _type(self, row: EditedRow, region: Region) -> None:
        cell = plain(row.get("type") or "")
        if not cell or is_same(cell.casefold(), str(region.type)):
            return
        try:
            kind = region_type(cell.casefold())
        except AnnotatorError as problem:
            self.noticed.refuse(row, problem.sentence())
            return
        self.noticed.change(row, "type", str(region.type), str(kind))
        if kind is RegionType.BODY:
            self.changes += removed(region)
            return
        after = replace(region, type=kind, origin=Origin.HAND, set_by=self.context.coder.id)
        self.changes += changed(region, after)

    def _is_nowhere(self, row: EditedRow) -> None:
        if plain(row.get("origin") or ""):
            self.noticed.is_unknown(row)
        else:
            why = tr("What a stretch of text is, is said where the text is read: on the page.")
            self.noticed.refuse(row, why)


def _whole(cell: str | None) -> str:
    words = plain(cell or "").replace(",", ".")
    return words.removesuffix(".0")


@dataclass(frozen=True, slots=True)
class StandingTables:
    """Compares tables that are not edited as tables with what is here."""

    tables: Mapping[str, EditedTable]
    context: PlanContext
    noticed: Noticed

    def layers(self, here: Sequence[Layer]) -> None:
        """Compare the layers."""
        known = {one.id: one for one in here}
        why = tr("Layers are not changed by a table: it stays.")
        for row in rows_of(self.tables, "layers", "layer_id"):
            one = known.get(row.id)
            if one is None:
                self._is_nowhere(row, row.id, why)
            else:
                self._compare(row, {"name": one.name, "kind": str(one.kind)}, why)

    def decisions(self, here: Callable[[], Sequence[Decision]]) -> None:
        """Compare the decisions."""
        if "decisions" not in self.tables:
            return
        known = {one.id: one for one in here()}
        why = tr("Decisions are made in Review, not in a table: it stays.")
        for row in rows_of(self.tables, "decisions", "decision_id"):
            one = known.get(row.id)
            if one is None:
                self._is_nowhere(row, row.id, why)
            else:
                self._compare(row, {"verdict": one.verdict, "note": one.note}, why)

    def scheme(self, scheme: Scheme) -> None:
        """Compare the coding scheme."""
        every = (dict(zip(_OF_SCHEME, row, strict=True)) for row in scheme_rows(scheme))
        known = {(one["kind"], one["name"], one["parent"] or ""): one for one in every}
        why = tr("The coding scheme is edited on its own sheet, or imported as a file: it stays.")
        for row in rows_of(self.tables, "scheme", "name"):
            key = (plain(row.get("kind") or ""), row.id, plain(row.get("parent") or ""))
            one = known.get(key)
            if one is None:
                self.noticed.refuse(row, why)
            else:
                cells = {name: str(one[name] or "") for name in _OF_SCHEME[3:]}
                self._compare(row, cells, why)

    def _is_nowhere(self, row: EditedRow, uid: str, why: str) -> None:
        if uid:
            self.noticed.is_unknown(row)
        else:
            self.noticed.refuse(row, why)

    def _compare(self, row: EditedRow, here: Mapping[str, str], why: str) -> None:
        for column, value in here.items():
            cell = row.get(column)
            # Where texts were left out, examples and reasons are empty.
            if cell and not is_same(cell, value):
                self.noticed.refuse(row, f"“{column}”: {why}")
                return


@dataclass(slots=True)
class Derived:
    """Compares cells that are made from other tables with those; which hold."""

    actors: ActorBook
    cells: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Rows and columns by tables."""

    def ends(self, rows: Iterable[EditedRow], one: Statement) -> None:
        """Compare what rows of `statement_actors` say of who is in a statement."""
        known = {(str(Role.SPEAKER), span.id): (span, "") for span in one.speakers}
        known |= {(_ADDRESSEE, span.id): (span, "") for span in one.addressees}
        for end in one.targets:
            known[_TARGET, end.span.id] = end.span, end.link.attributes.get(_STANCE, "")
        for row in rows:
            found = known.get((plain(row.get("role") or ""), plain(row.get("span_id") or "")))
            if found is None:
                self._differs(row, "role")
                continue
            uid, name = self._actor(found[0])
            self._compare(row, {"actor_id": uid, "actor": name, _STANCE: found[1]})

    def statement(self, row: EditedRow, one: Statement) -> None:
        """Compare what a row of `statements` says of its speakers, cue and targets."""
        targets = [end.span for end in one.targets]
        here = {
            str(Role.SPEAKER): _words(one.speakers),
            "speaker_actor_ids": joined([self._actor(span)[0] for span in one.speakers]),
            "speaker_actors": joined([self._actor(span)[1] for span in one.speakers]),
            str(Role.CUE): _words(one.cues),
            "target_actor_ids": joined([self._actor(span)[0] for span in targets]),
            "targets": _words(targets),
            "addressee_actor_ids": joined([self._actor(span)[0] for span in one.addressees]),
            "addressees": _words(one.addressees),
        }
        self._compare(row, here)

    def _compare(self, row: EditedRow, here: Mapping[str, str]) -> None:
        for column, value in here.items():
            cell = row.get(column)
            # Without texts cells of words are empty.
            if cell and not is_same(cell, value):
                self._differs(row, column)

    def _differs(self, row: EditedRow, column: str) -> None:
        self.cells.setdefault(row.table, []).append((row.number, column))

    def _actor(self, span: Span) -> tuple[str, str]:
        actor = self.actors.get(span.actor_id) if span.actor_id else None
        return ("", "") if actor is None else (actor.id, actor.name)

    def said(self, name: str) -> Iterator[str]:
        """Say which differ, the first ones by their places."""
        for table, cells in self.cells.items():
            first = "; ".join(
                tr("row {row}: {column}", row=row, column=column)
                for row, column in cells[:_N_NAMED]
            )
            yield trn(
                "{name}: {n} cell of “{table}” ({first}) differs from what spans and links"
                " say: these hold, edit them there.",
                "{name}: {n} cells of “{table}” ({first}) differ from what spans and links"
                " say: these hold, edit them there.",
                len(cells),
                name=name,
                table=table,
                first=first if len(cells) <= _N_NAMED else f"{first} …",
            )


def _words(spans: Sequence[Span]) -> str:
    return joined([span.text() for span in spans])
