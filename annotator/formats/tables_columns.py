"""The tables of an export: their names, their columns in order, what each column is.

How rows are made from a bundle is in `tables_rows.py`, how they become files in `tables_files.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from annotator.language import tr
from annotator.model.article import PROPOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime"]
Cell = str | int | float | None
"""What a cell can hold; None is an empty one, a truth value stands as `true` or `false`."""

_NO_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its name, what its cells are, and in words what they say."""

    name: str
    kind: Kind = "string"
    about: str = ""
    refers_to: str = ""
    """The table whose key its cells name; "" = none."""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """One table: its name, its key, its columns, and in words what one row is."""

    name: str
    about: str
    key: tuple[str, ...]
    columns: tuple[ExportColumn, ...]

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    def names(self) -> tuple[str, ...]:
        """Give the names of its columns."""
        return tuple(column.name for column in self.columns)


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


def _text(name: str, about: str) -> ExportColumn:
    return ExportColumn(name, "string", about)


def _id(name: str, about: str, refers_to: str = "") -> ExportColumn:
    return ExportColumn(name, "string", about, refers_to)


def _count(name: str, about: str) -> ExportColumn:
    return ExportColumn(name, "integer", about)


def _time(name: str, about: str) -> ExportColumn:
    return ExportColumn(name, "datetime", about)


def _some(names: Mapping[str, str], about: str) -> tuple[ExportColumn, ...]:
    return tuple(_text(name, f"{about} “{key}”") for key, name in names.items())


def _own_fields(names: Mapping[str, str]) -> tuple[ExportColumn, ...]:
    """Give the columns of `meta`: the corpus's own fields, and what nobody confirmed yet."""
    own = tr("the corpus's own field")
    waiting = tr("which values nobody has confirmed yet, each with the place it comes from")
    return tuple(
        _text(name, waiting if key == PROPOSED else f"{own} “{key}”") for key, name in names.items()
    )


def articles(states: Iterable[tuple[str, str]], meta: Mapping[str, str]) -> ExportTable:
    """Give the table of articles.

    `states` pairs layer names with columns (the name is empty where it is the only one), `meta`
    has the column of each of the corpus's own fields.
    """
    how_far = tr("how far the coder is: progress, done, excluded; empty = to do")
    return ExportTable(
        "articles",
        tr("one article"),
        ("article_id",),
        (
            _id("article_id", tr("the article's id")),
            _text("title", tr("the headline")),
            _text("outlet", tr("where it appeared")),
            ExportColumn("date", "date", tr("a year, month or day")),
            _text("byline", tr("who wrote it")),
            _text("url", tr("its address")),
            _text("language", tr("language code; und = unknown")),
            _text("direction", tr("ltr or rtl")),
            *(_text(name, f"{how_far} ({layer})" if layer else how_far) for layer, name in states),
            _count("n_chars", tr("characters (Unicode code points) of the text")),
            _count(
                "n_words",
                tr("words of the text: what stands between blanks and has a letter or digit"),
            ),
            _text("sha256", tr("checksum of the text in UTF-8")),
            _text("group", tr("the same for articles that are nearly alike, as wire copies are")),
            _text("source_file", tr("the file it was imported from")),
            _time("imported_at", tr("when it was imported, UTC")),
            _text("text", tr("the whole text; all positions count its characters from 0")),
            *_own_fields(meta),
            _text("replaces", tr("id of the older version it mends")),
            _text("raw_sha256", tr("checksum of the imported file")),
            _text("note", tr("notes on the article")),
        ),
    )


def regions() -> ExportTable:
    """Give the table of regions."""
    return ExportTable(
        "regions",
        tr("one stretch of an article that is not body"),
        (),
        (
            _id("article_id", tr("the article"), "articles"),
            _text("type", tr("headline, dateline, byline, body, caption or boilerplate")),
            _count("start", tr("its first character")),
            _count("end", tr("the character behind its last")),
            _text("origin", tr("proposed, confirmed or hand")),
            _text("set_by", tr("who said so")),
        ),
    )


def layers() -> ExportTable:
    """Give the table of layers."""
    return ExportTable(
        "layers",
        tr("one layer: the marks of one source"),
        ("layer_id",),
        (
            _id("layer_id", tr("the layer's id")),
            _text("name", tr("its name; a coder's layer has the coder's")),
            _text("kind", tr("person, suggester, import or agreed")),
            _text("coder", tr("the coder's id")),
            _text("colour", tr("its colour")),
            _text("origin", tr("where it came from")),
            ExportColumn("frozen", "boolean", tr("whether it takes no marks")),
            _text("record", tr("how a suggester made it (JSON)")),
        ),
    )


def spans(attributes: Mapping[str, str]) -> ExportTable:
    """Give the table of spans. `attributes`: attribute → column."""
    return ExportTable(
        "spans",
        tr("one marked span"),
        ("span_id",),
        (
            _id("span_id", tr("the span's id")),
            _id("article_id", tr("its article"), "articles"),
            _id("layer_id", tr("its layer"), "layers"),
            _text("layer", tr("the layer's name")),
            _text("type", tr("its type")),
            _count("start", tr("its first character")),
            _count("end", tr("the character behind its last")),
            _count("n_parts", tr("how many parts it has")),
            _text("parts", tr("each part as start-end, joined by ;")),
            _text("text", tr("its words; parts joined by “ […] ”")),
            _text("region", tr("what the stretch is that it starts in")),
            _id("actor_id", tr("the actor it refers to"), "actors"),
            _text("actor", tr("the actor's name")),
            *_some(attributes, tr("the attribute")),
            _text("note", tr("notes on it")),
            ExportColumn("confidence", "number", tr("how sure a suggester was, 0 to 1")),
            _text("created_by", tr("who marked it")),
            _time("created_at", tr("when it was marked, UTC")),
            _time("changed_at", tr("when it was changed last, UTC")),
            _text("how", tr("hand, taken, changed or import")),
            _text("taken_from", tr("id of the span it was taken from")),
            _text("reason", tr("why a suggester proposed it")),
            _text("reason_code", tr("the same as a word that stays")),
        ),
    )


def statements(attributes: Mapping[str, str]) -> ExportTable:
    """Give the table of statements. `attributes`: a claim's other attributes → column."""
    return ExportTable(
        "statements",
        tr("one claim with its speakers, cues and targets; several in a cell are joined by “; ”"),
        ("statement_id",),
        (
            _id("statement_id", tr("the id of the claim's span"), "spans"),
            _id("article_id", tr("its article"), "articles"),
            _text("outlet", tr("where the article appeared")),
            ExportColumn("date", "date", tr("when it appeared")),
            _text("layer", tr("the layer's name")),
            _text("claim", tr("the claim's words")),
            _count("start", tr("its first character")),
            _count("end", tr("the character behind its last")),
            _text("speaker", tr("the speakers' words as written")),
            _text("speaker_actor_ids", tr("the actors who speak")),
            _text("speaker_actors", tr("their names")),
            _text("cue", tr("the words that show speech")),
            _text("directness", tr("how it is quoted")),
            _text("stance", tr("the stance towards each target")),
            *_some(attributes, tr("the attribute")),
            _text("target_actor_ids", tr("the actors it is about")),
            _text("targets", tr("the words of what it is about")),
            _count("n_speakers", tr("how many speakers it has")),
            _text("note", tr("notes on the claim")),
            _id("layer_id", tr("the layer"), "layers"),
        ),
    )


def statement_actors() -> ExportTable:
    """Give the table of who has which part in a statement."""
    return ExportTable(
        "statement_actors",
        tr("one speaker, target or addressee of a statement"),
        ("statement_id", "role", "span_id"),
        (
            _id("statement_id", tr("the statement"), "statements"),
            _text("role", tr("speaker, target or addressee")),
            _id("actor_id", tr("the actor, if it is known"), "actors"),
            _text("actor", tr("the actor's name")),
            _id("span_id", tr("the span"), "spans"),
            _text("text", tr("its words")),
            _text("stance", tr("the stance towards a target")),
        ),
    )


def links(attributes: Mapping[str, str]) -> ExportTable:
    """Give the table of links. `attributes`: attribute → column."""
    return ExportTable(
        "links",
        tr("one link between two spans"),
        ("link_id",),
        (
            _id("link_id", tr("the link's id")),
            _id("article_id", tr("its article"), "articles"),
            _text("layer", tr("the layer's name")),
            _text("type", tr("its type")),
            _id("from_span", tr("where it starts"), "spans"),
            _id("to_span", tr("where it ends"), "spans"),
            _text("from_text", tr("the words where it starts")),
            _text("to_text", tr("the words where it ends")),
            *_some(attributes, tr("the attribute")),
            _text("note", tr("notes on it")),
            ExportColumn("confidence", "number", tr("how sure a suggester was, 0 to 1")),
            _text("created_by", tr("who made it")),
            _time("created_at", tr("when it was made, UTC")),
            _id("layer_id", tr("the layer"), "layers"),
        ),
    )


def actors(attributes: Mapping[str, str]) -> ExportTable:
    """Give the table of actors. `attributes`: attribute → column."""
    return ExportTable(
        "actors",
        tr("one person, body or place"),
        ("actor_id",),
        (
            _id("actor_id", tr("the actor's id")),
            _text("name", tr("its name")),
            _text("kind", tr("what it is")),
            _count("n_spans", tr("spans in this export that refer to it")),
            _count("n_statements_as_speaker", tr("statements in this export that it makes")),
            _text("external_id", tr("its id in another list")),
            _text("note", tr("a note on it")),
            *_some(attributes, tr("the attribute")),
            _id("merged_into", tr("the actor it became"), "actors"),
        ),
    )


def aliases() -> ExportTable:
    """Give the table of actors' other names."""
    return ExportTable(
        "aliases",
        tr("one other name of an actor"),
        (),
        (
            _id("actor_id", tr("the actor"), "actors"),
            _text("alias", tr("the other name")),
            _text("language", tr("its language")),
            _text("origin", tr("where it came from")),
        ),
    )


def roles() -> ExportTable:
    """Give the table of what actors were, and when."""
    return ExportTable(
        "roles",
        tr("one role of an actor"),
        (),
        (
            _id("actor_id", tr("the actor"), "actors"),
            _text("role", tr("what it was")),
            _id("organisation", tr("the actor it was that of"), "actors"),
            ExportColumn("from", "date", tr("since when: a year, month or day")),
            ExportColumn("to", "date", tr("until when")),
        ),
    )


def notes() -> ExportTable:
    """Give the table of notes."""
    return ExportTable(
        "notes",
        tr("one note"),
        ("note_id",),
        (
            _id("note_id", tr("the note's id")),
            _text("about", tr("span, link or article")),
            _text("about_id", tr("the id of what it is about")),
            _id("article_id", tr("the article"), "articles"),
            _text("text", tr("the note")),
            _text("by", tr("who wrote it")),
            _time("at", tr("when, UTC")),
        ),
    )


def decisions() -> ExportTable:
    """Give the table of decisions."""
    return ExportTable(
        "decisions",
        tr("one decision about a suggestion or a difference"),
        ("decision_id",),
        (
            _id("decision_id", tr("the decision's id")),
            _text("layer", tr("the name of the layer it is for")),
            _text("about", tr("span, link or difference")),
            _text("about_id", tr("the id of what it is about")),
            _text("verdict", tr("accept, reject, change or open")),
            _text("taken_from", tr("the layers taken from")),
            _text("results", tr("what came of it")),
            _text("by", tr("who decided")),
            _time("at", tr("when, UTC")),
            _text("note", tr("why")),
            _id("layer_id", tr("the layer"), "layers"),
        ),
    )


def scheme() -> ExportTable:
    """Give the table of the coding scheme."""
    return ExportTable(
        "scheme",
        tr("one type, link, attribute or value of the coding scheme"),
        (),
        (
            _text("kind", tr("type, link, attribute or value")),
            _text("name", tr("its name")),
            _text("parent", tr("what it belongs to")),
            _text("definition", tr("what it means")),
            _text("example", tr("an example")),
            _text("key", tr("the key that marks it")),
            _text("colour", tr("its colour")),
        ),
    )
