"""Edited values of spans and links: what each would be, compared with the one that is here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.records import share
from annotator.project.importing.edited.cells import is_same, plain, value_meant
from annotator.project.importing.edited.rows import columns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from annotator.model.actor import ActorBook
    from annotator.model.scheme import AttributeType, Scheme
    from annotator.model.span import Link, Span
    from annotator.project.importing.edited.rows import EditedRow, Noticed

_DIRECTNESS, _STANCE = "directness", "stance"


@dataclass(frozen=True, slots=True)
class MarkEdits:
    """Compares rows of spans, statements and links with what is here."""

    scheme: Scheme
    actors: ActorBook
    noticed: Noticed
    _of_types: dict[str, tuple[Mapping[str, AttributeType], Sequence[str]]] = field(
        default_factory=dict
    )

    def span(self, row: EditedRow | None, statement: EditedRow | None, span: Span) -> Span:
        """Give a span as its rows say it is; the row of spans goes before that of statements."""
        after = span
        if row is not None:
            if not self._stands(row, _fixed(span)):
                return span
            self.noticed.is_said_elsewhere(row, {"confidence": share(span.confidence)})
            after = self._actor(row, self._type(row, span))
            values = self._values(row, after, span.attributes)
            if values != after.attributes:
                after = replace(after, attributes=values)
        if statement is not None and self._stands(statement, _fixed(span)):
            given = {key: one for key, one in statement.cells.items() if key != _DIRECTNESS}
            told = statement.cells.get(_DIRECTNESS)
            if told is not None:
                given[f"attr_{_DIRECTNESS}"] = told
            also = self._values(statement._replace(cells=given), after, span.attributes)
            changed = {
                name: also.get(name, "")
                for name in {*also, *span.attributes}
                if also.get(name, "") != span.attributes.get(name, "")
            }
            kept = {name: one for name, one in {**after.attributes, **changed}.items() if one}
            if kept != after.attributes:
                after = replace(after, attributes=kept)
        return after

    def link(self, row: EditedRow, link: Link) -> Link:
        """Give a link as its row says it is."""
        fixed = {
            "layer_id": _says(link.layer_id),
            "type": _says(link.type),
            "from_span": _says(link.source_id),
            "to_span": _says(link.target_id),
        }
        if not self._stands(row, fixed):
            return link
        self.noticed.is_said_elsewhere(row, {"confidence": share(link.confidence)})
        kind = self.scheme.link(link.type)
        known = {one.name: one for one in (kind.attributes if kind is not None else ())}
        values = self._of(row, known, link.attributes, link.type)
        return replace(link, attributes=values) if values != link.attributes else link

    def stance(self, row: EditedRow, link: Link) -> Link:
        """Give the link to the only target of a statement as the row of that says it is."""
        kind = self.scheme.link(link.type)
        known = {one.name: one for one in (kind.attributes if kind is not None else ())}
        cell = row.get(_STANCE)
        if cell is None or _STANCE not in known:
            return link
        given = row._replace(cells={row.key: row.id, f"attr_{_STANCE}": cell})
        return replace(link, attributes=self._of(given, known, link.attributes, link.type))

    def _stands(self, row: EditedRow, fixed: Mapping[str, Callable[[str], bool]]) -> bool:
        for column, says in fixed.items():
            cell = row.get(column)
            if cell is not None and not says(cell):
                self.noticed.stays(row, column)
                return False
        return True

    def _type(self, row: EditedRow, span: Span) -> Span:
        cell = row.get("type")
        if cell is None or is_same(cell, span.type):
            return span
        name = plain(cell).casefold()
        if name not in {one.name for one in self.scheme.offered_types}:
            self.noticed.refuse(row, tr("The scheme has no type “{name}”.", name=cell))
            return span
        self.noticed.change(row, "type", span.type, name)
        return replace(span, type=name)

    def _actor(self, row: EditedRow, span: Span) -> Span:
        here = self.actors.get(span.actor_id) if span.actor_id else None
        was_id, was = (here.id, here.name) if here is not None else ("", "")
        id_cell, name_cell = row.get("actor_id"), row.get("actor")
        if id_cell is not None and not is_same(id_cell, was_id):
            found = self.actors.get(plain(id_cell)) if plain(id_cell) else None
            if found is None and plain(id_cell):
                self.noticed.refuse(row, tr("No actor here has the id “{id}”.", id=id_cell))
                return span
        elif name_cell is not None and not is_same(name_cell, was):
            named = self.actors.named(plain(name_cell)) if plain(name_cell) else ()
            if was_id and id_cell is not None and len(named) != 1:
                # An actor that has another name by now: its id holds.
                self.noticed.n_beside += 1
                return span
            if plain(name_cell) and len(named) != 1:
                why = tr("“{name}” is none of the actors, or several.", name=name_cell)
                self.noticed.refuse(row, why)
                return span
            found = named[0] if named else None
        else:
            return span
        self.noticed.change(row, "actor", was, found.name if found is not None else "")
        return replace(span, actor_id=found.id if found is not None else None)

    def _values(self, row: EditedRow, span: Span, before: Mapping[str, str]) -> Mapping[str, str]:
        known, others = self._attributes(span.type)
        for name in others:
            cell = row.get(f"attr_{name}")
            if cell and name not in before and plain(cell):
                why = tr("“{type}” has no attribute “{name}”.", type=span.type, name=name)
                self.noticed.refuse(row, why)
        return self._of(row, known, before, span.type)

    def _attributes(self, of: str) -> tuple[Mapping[str, AttributeType], Sequence[str]]:
        """Give the attributes of a type by their names, and the names of all others."""
        found = self._of_types.get(of)
        if found is None:
            kind = self.scheme.type(of)
            known = {one.name: one for one in (kind.attributes if kind is not None else ())}
            names = dict.fromkeys(one.name for one in self.scheme.attributes())
            found = self._of_types[of] = (known, [one for one in names if one not in known])
        return found

    def _of(
        self,
        row: EditedRow,
        known: Mapping[str, AttributeType],
        before: Mapping[str, str],
        of: str,
    ) -> Mapping[str, str]:
        """Give values as the cells of a row say they are."""
        after = dict(before)
        for column, name in columns_of("attr_", (*known, *before)).items():
            cell, was = row.get(column), before.get(name, "")
            if cell is None or is_same(cell, was):
                continue
            closed = name in known and known[name].is_closed and plain(cell)
            value = value_meant(cell, known[name].values) if closed else plain(cell)
            if value is None:
                why = tr("“{cell}” is no value of {name} ({type}).", cell=cell, name=name, type=of)
                self.noticed.refuse(row, why)
            elif value != was:
                after[name] = value
                self.noticed.change(row, name, was, value)
        return {name: one for name, one in after.items() if one}


def _says(here: str) -> Callable[[str], bool]:
    return lambda cell: is_same(cell, here)


def _fixed(span: Span) -> dict[str, Callable[[str], bool]]:
    """Give what of a span may not differ, by column; `parts` a spreadsheet may take for a day."""
    return {
        "article_id": _says(span.article_id),
        "layer_id": _says(span.layer_id),
        "start": lambda cell: _is_number(cell, span.start),
        "end": lambda cell: _is_number(cell, span.end),
        "n_parts": lambda cell: _is_number(cell, len(span.parts)),
        "text": lambda cell: not cell or is_same(cell, span.text()) or _is_start(cell, span.text()),
    }


def _is_number(cell: str, here: int) -> bool:
    if cell == str(here):
        return True
    words = plain(cell).replace(",", ".")
    try:
        return not words or float(words) == here
    except ValueError:
        return False


_CUT = 16_000
"""A workbook cuts no cell that is shorter."""


def _is_start(cell: str, text: str) -> bool:
    return len(cell) >= _CUT and plain(text).startswith(plain(cell))


def any_changed(before: Iterable[object], after: Iterable[object]) -> bool:
    """Say whether one of some values became another."""
    return any(one is not other and one != other for one, other in zip(before, after, strict=True))
