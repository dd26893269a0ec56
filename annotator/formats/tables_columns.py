"""The tables of an export: their columns in order and what each is; plain ones by `fields.py`.

A field that no order names stands at the end of its table. How the cells that are no plain fields
are made is in `tables_rows.py`, how rows become files in `tables_files.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator.language import tr
from annotator.model import fields
from annotator.model.article import PROPOSED
from annotator.model.fields import DATE, FLAG, INTEGER, LIST, OBJECT, PER_MILLE, Entity, Kind
from annotator.model.records import share
from annotator.model.rows import to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Cell: TypeAlias = str | int | float | None
"""What a cell can hold; None is an empty one, a truth value stands as `true` or `false`."""
Row: TypeAlias = tuple[Cell, ...]
BETWEEN_VALUES = "; "
_KEYS = {
    "statements": ("statement_id",),
    "statement_actors": ("statement_id", "role", "span_id"),
}
_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its name, what it says in words, what its cells are, whose key they name."""

    name: str
    about: str = ""
    kind: Kind = Kind.TEXT
    refers_to: str = ""


def joined(values: Sequence[str | None]) -> str:
    """Give several values in one cell; where all are empty the cell is."""
    if len(values) < 2:
        return (values[0] or "") if values else ""
    found = [value or "" for value in values]
    return BETWEEN_VALUES.join(found) if any(found) else ""


def truth(value: object) -> str:
    """Give a truth value as a cell."""
    return "true" if value else "false"


_CELLS: Mapping[Kind, Callable[[Any], Cell]] = {
    FLAG: truth,
    PER_MILLE: share,
    OBJECT: lambda value: to_json(dict(value)) if value else "",
    LIST: joined,
}


class ExportTable:
    """One table, and how a value and its other cells become a row of it."""

    def __init__(
        self,
        name: str,
        entity: Entity | None,
        about: str,
        order: Sequence[str | ExportColumn],
        groups: Mapping[str, Sequence[ExportColumn]],
    ) -> None:
        """Put the columns in their order: fields by name, own columns, groups of them by name."""
        self.name, self.about, self.file_name = name, about, f"{name}.csv"
        plain = [
            one
            for one in (entity.fields if entity else ())
            if one.name and one.in_tables and one.in_tables not in groups
        ]
        names = [one.in_tables for one in plain]
        columns: list[tuple[int, ExportColumn]] = []
        n_own = len(plain)
        for item in (*order, *(name for name in names if name not in order)):
            if item in names:
                n = names.index(str(item))
                one, to = plain[n], f"{plain[n].refers}s" if plain[n].refers else ""
                columns.append((n, ExportColumn(one.in_tables, one.words, one.kind, to)))
            else:
                own = groups[item] if isinstance(item, str) else [item]
                columns += enumerate(own, start=n_own)
                n_own += len(own)
        self.columns = tuple(column for _, column in columns)
        ids = (one.in_tables for one in plain if one.kind is Kind.ID)
        self.key = _KEYS.get(name) or tuple(ids)
        self._cells = attrgetter(*(one.name for one in plain)) if plain else None
        self._changed = [(n, _CELLS[one.kind]) for n, one in enumerate(plain) if one.kind in _CELLS]
        self._ordered = itemgetter(*(n for n, _ in columns))

    def names(self) -> tuple[str, ...]:
        """Give the names of its columns."""
        return tuple(column.name for column in self.columns)

    def row(self, value: object, *own: Cell) -> Row:
        """Give the row of a value, with the cells that are no plain fields in their order."""
        if self._cells is None:
            return own
        cells = [*self._cells(value), *own]
        for n, made in self._changed:
            cells[n] = made(cells[n])
        row: Row = self._ordered(cells)
        return row


C = ExportColumn
_ACTOR = (
    C("actor_id", "the actor it refers to", refers_to="actors"),
    C("actor", "the actor's name"),
)
_LAYER = C("layer", "the layer's name")
_CODER = C("coder", "the coder's name")
_START, _END = (
    C("start", "its first character", INTEGER),
    C("end", "the character behind its last", INTEGER),
)
_NOTE = C("note", "notes on it")
_OF_STATEMENT = C("statement_id", "the id of the claim's span", refers_to="spans")

GROUPS = ("meta", "of_spans", "of_claims", "of_links", "of_actors")
_STATEMENT = "one claim with its speakers, cues and targets; several in a cell are joined by “; ”"

ORDERS: Mapping[str, tuple[Entity | None, str, tuple[str | ExportColumn, ...]]] = {
    "articles": (fields.ARTICLE, "one article", (
        *("article_id", "title", "outlet", "date", "byline", "url", "language", "direction"),
        "states",
        C("n_chars", "characters (Unicode code points) of the text", INTEGER),
        C("n_words", "words of it: what stands between blanks and has a letter or digit", INTEGER),
        *("sha256", "group", "source_file", "imported_at"),
        C("text", "the whole text; all positions count its characters from 0"),
        *("meta", "replaces", "raw_sha256"),
        C("note", "notes on the article"),
    )),
    "regions": (fields.REGION, "one stretch of an article that is not body", (
        "article_id", "type", "start", "end", "origin", "set_by", _CODER,
    )),
    "layers": (fields.LAYER, "one layer: the marks of one source", (
        "layer_id", "name", "kind", "coder", "colour", "origin", "frozen", "record",
    )),
    "spans": (fields.SPAN, "one marked span", (
        *("span_id", "article_id", "layer_id", _LAYER, "type", _START, _END),
        C("n_parts", "how many parts it has", INTEGER),
        C("parts", "each part as start-end, joined by ;"),
        C("text", "its words; parts joined by “ […] ”"),
        C("region", "what the stretch is that it starts in"),
        *(*_ACTOR, "of_spans", _NOTE, "confidence", "created_by", _CODER, "created_at"),
        *("changed_at", "how", "taken_from"),
        C("reason", "why a suggester proposed it"),
        C("reason_code", "the same as a word that stays"),
    )),
    "statements": (None, _STATEMENT, (
        *(_OF_STATEMENT, C("article_id", "its article", refers_to="articles")),
        C("outlet", "where the article appeared"), C("date", "when it appeared", DATE),
        *(_LAYER, C("claim", "the claim's words"), _START, _END),
        C("speaker", "the speakers' words as written"),
        C("speaker_actor_ids", "the actors who speak"), C("speaker_actors", "their names"),
        C("cue", "the words that show speech"), C("directness", "how it is quoted"),
        C("stance", "the stance towards each target"), "of_claims",
        C("target_actor_ids", "the actors it is about"),
        C("targets", "the words of what it is about"),
        C("n_speakers", "how many speakers it has", INTEGER), _CODER,
        C("note", "notes on the claim"), C("layer_id", "the layer", refers_to="layers"),
    )),
    "statement_actors": (None, "one speaker, target or addressee of a statement", (
        C("statement_id", "the statement", refers_to="statements"),
        C("role", "speaker, target or addressee"),
        C("actor_id", "the actor, if it is known", refers_to="actors"), _ACTOR[1],
        C("span_id", "the span", refers_to="spans"), C("text", "its words"),
        C("stance", "the stance towards a target"),
    )),
    "links": (fields.LINK, "one link between two spans", (
        *("link_id", "article_id", _LAYER, "type", "from_span", "to_span"),
        C("from_text", "the words where it starts"), C("to_text", "the words where it ends"),
        *("of_links", _NOTE, "confidence", "created_by", _CODER, "created_at", "layer_id"),
    )),
    "actors": (fields.ACTOR, "one person, body or place", (
        *("actor_id", "name", "kind"),
        C("n_spans", "spans in this export that refer to it, or to one that became it", INTEGER),
        C("n_statements_as_speaker", "statements in this export that it makes", INTEGER),
        *("external_id", "note", "of_actors", "merged_into"),
    )),
    "aliases": (fields.ALIAS, "one other name of an actor", (
        C("actor_id", "the actor", refers_to="actors"), "alias", "language", "origin",
    )),
    "roles": (fields.ROLE, "one role of an actor", (
        C("actor_id", "the actor", refers_to="actors"), "role", "organisation", "from", "to",
    )),
    "notes": (fields.NOTE, "one note", (
        *("note_id", "about", "about_id", C("article_id", "the article", refers_to="articles")),
        *("text", "by", _CODER, "at"),
    )),
    "decisions": (fields.DECISION, "one decision about a suggestion or a difference", (
        *("decision_id", C("layer", "the name of its layer"), "about", "about_id", "verdict"),
        *("taken_from", "results", "by", _CODER, "at", "note", "layer_id"),
    )),
    "scheme": (None, "one type, link, attribute or value of the coding scheme", (
        C("kind", "type, link, attribute or value"), C("name", "its name"),
        C("parent", "what it belongs to"), C("definition", "what it means"),
        C("example", "an example"), C("key", "the key that marks it"), C("colour", "its colour"),
    )),
}  # fmt: skip
"""What each table is made of; names without a field are those of groups of own columns."""


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """The columns that a project's own names make: by group, for each name that of its column.

    `states` pairs the names of layers with columns; the name is empty where it is the only one.
    """

    groups: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    states: Sequence[tuple[str, str]] = (("", "state"),)

    def of(self, group: str) -> Mapping[str, str]:
        """Give the columns of a group by name."""
        return self.groups.get(group, {})

    def tables(self) -> dict[str, ExportTable]:
        """Give all tables by name, in their order."""
        how_far = tr("how far the coder is: progress, done, excluded; empty = to do")
        waiting = tr("which values nobody has confirmed yet, each with the place it comes from")
        words = dict.fromkeys(GROUPS, tr("the attribute")) | {"meta": tr("the corpus's own field")}
        columns = {
            group: [
                C(
                    name,
                    waiting if (group, key) == ("meta", PROPOSED) else f"{words[group]} “{key}”",
                )
                for key, name in self.of(group).items()
            ]
            for group in GROUPS
        }
        columns["states"] = [
            C(name, f"{how_far} ({layer})" if layer else how_far) for layer, name in self.states
        ]
        return {
            name: ExportTable(name, entity, about, order, columns)
            for name, (entity, about, order) in ORDERS.items()
        }


def unique_names(prefix: str, words: Iterable[str]) -> list[str]:
    """Give a column's name for each word: letters, digits, `_`, `.` and `-`, no two alike."""
    names: dict[str, str] = {}
    for word in words:
        base = name = prefix + (_NO_NAME.sub("_", word).strip("_") or "x")
        n = 1
        while name.casefold() in names:
            n += 1
            name = f"{base}_{n}"
        names[name.casefold()] = name
    return list(names.values())
