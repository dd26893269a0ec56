"""Every column of every entity, said once: where it stands in the file, in JSON and in tables.

Rows and values (`rows.py`), the project file's tables (`store`), the records of JSONL, the
columns of the tables, what `annotator list` prints and the pages about them are made from this.
A new plain field is a line here and an attribute of the entity's class.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.layer import Layer, LayerKind, Progress, State
from annotator.model.scheme import Scheme
from annotator.model.span import Decision, How, Link, Note, Owner, Reason, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

Cell: TypeAlias = str | int | None
"""What one column of one row holds."""


class Kind(StrEnum):
    """What the cells of a column are."""

    ID = "id"
    """The public id of the row itself."""
    REFERENCE = "reference"
    """The public id of a row that must be in the project (`Field.refers`)."""
    UID = "uid"
    """A public id of someone or something that need not be in the project."""
    TEXT = "text"
    WORD = "word"
    """One of `Field.values`."""
    INTEGER = "integer"
    PER_MILLE = "per mille"
    """A whole number of thousandths; outside the file a share from 0 to 1."""
    FLAG = "flag"
    DATE = "date"
    """A year, month or day."""
    TIME = "time"
    """UTC, to the second."""
    OBJECT = "object"
    """A JSON object."""
    LIST = "list"
    """A JSON list of texts."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: `name` is the attribute of the value, "" where it has none; dotted = inside it.

    `column` is its name in the file and in logical rows, `key` the one in JSONL (dotted = an
    object in the record), `listed` the one in `annotator list`, `exported` the one in the tables;
    None = as the one before it (`column` as `name`), "" = not there. `default` is what a row
    holds whose value has no such attribute.
    """

    name: str
    words: str
    kind: Kind = Kind.TEXT
    values: type[StrEnum] | tuple[str, ...] = ()
    column: str | None = None
    key: str | None = None
    listed: str | None = None
    exported: str | None = None
    refers: str = ""
    optional: bool = False
    default: Cell = None

    @property
    def in_file(self) -> str:
        """Its name in the file and in logical rows."""
        return self.name if self.column is None else self.column

    @property
    def in_jsonl(self) -> str:
        """Its key in a record of JSONL."""
        return self.in_file if self.key is None else self.key

    @property
    def in_list(self) -> str:
        """Its key in what `annotator list` prints."""
        return self.in_jsonl if self.listed is None else self.listed

    @property
    def in_tables(self) -> str:
        """The name of its column in the tables."""
        return self.in_list if self.exported is None else self.exported


@dataclass(frozen=True, slots=True)
class Entity:
    """One table of the project file that steps change: its key, its columns, whose values it holds.

    `words` say what one row is. `made` is the class of its values; None = there is none yet.
    """

    table: str
    key: tuple[str, ...]
    words: str
    made: type | None
    fields: tuple[Field, ...]


ID, REFERENCE, UID, TEXT, WORD, INTEGER, PER_MILLE, FLAG, DATE, TIME, OBJECT, LIST = Kind

SCHEME = Entity(
    "scheme",
    ("version",),
    "one version of the coding scheme; a change is a new version",
    Scheme,
    (
        Field("version", "its number", INTEGER),
        Field("", "the whole scheme", OBJECT, column="body", key=""),
        Field("note", "why it was changed"),
        Field("created", "when it was made", TIME),
    ),
)

LAYER = Entity(
    "layer",
    ("id",),
    "one layer: the marks of one source",
    Layer,
    (
        Field("id", "the layer's id", ID, exported="layer_id"),
        Field(
            "kind",
            "person, suggester, import or agreed",
            WORD,
            LayerKind,
            key="layer_kind",
            exported="kind",
        ),
        Field("name", "its name; a coder's layer has the coder's"),
        Field("coder_id", "the coder's id", UID, column="coder_uid", key="coder", optional=True),
        Field("colour", "its colour", listed="", exported="colour"),
        Field("origin", "where it came from", key="", exported="origin"),
        Field("frozen", "whether it takes no marks", FLAG, key="", exported="frozen"),
        Field("record", "how a suggester made it (JSON)", OBJECT, listed="", exported="record"),
    ),
)

ARTICLE = Entity(
    "article",
    ("id",),
    "one article",
    Article,
    (
        Field("id", "the article's id", ID, exported="article_id"),
        Field("title", "the headline"),
        Field("outlet", "where it appeared"),
        Field("date", "a year, month or day", DATE, optional=True),
        Field("byline", "who wrote it"),
        Field("url", "its address"),
        Field("language", "language code; und = unknown"),
        Field("direction", "ltr or rtl", WORD, ("ltr", "rtl"), listed="", exported="direction"),
        Field("sha256", "checksum of the text in UTF-8"),
        Field(
            "group_id",
            "the same for articles that are nearly alike, as wire copies are",
            key="group",
            listed="",
            exported="group",
            optional=True,
        ),
        Field(
            "source",
            "the file it was imported from",
            column="imported_from",
            key="source",
            exported="source_file",
        ),
        Field("imported_at", "when it was imported, UTC", TIME, key="", exported="imported_at"),
        Field("meta", "the corpus's own fields", OBJECT, listed=""),
        Field(
            "replaces",
            "id of the older version it mends",
            UID,
            listed="",
            exported="replaces",
            optional=True,
        ),
        Field("raw_sha256", "checksum of the imported file", key="", exported="raw_sha256"),
    ),
)

ACTOR = Entity(
    "actor",
    ("id",),
    "one person, body or place",
    Actor,
    (
        Field("id", "the actor's id", ID, exported="actor_id"),
        Field("name", "its name"),
        Field("kind", "what it is", key="actor_kind", listed="kind"),
        Field("external_id", "its id in another list", listed="", exported="external_id"),
        Field("note", "a note on it", listed="", exported="note"),
        Field(
            "merged_into",
            "the actor it became",
            REFERENCE,
            listed="",
            exported="merged_into",
            refers="actor",
            optional=True,
        ),
    ),
)

REGION = Entity(
    "region",
    ("id",),
    "one stretch of an article and what it is; text without one is body",
    Region,
    (
        Field("id", "its id", ID, key="", listed="id", exported=""),
        Field("article_id", "the article", REFERENCE, key="article", refers="article"),
        Field("type", "headline, dateline, byline, body, caption or boilerplate", WORD, RegionType),
        Field("at.start", "its first character", INTEGER, column="start"),
        Field("at.end", "the character behind its last", INTEGER, column="end"),
        Field("origin", "proposed, confirmed or hand", WORD, Origin),
        Field("set_by", "who said so", UID),
    ),
)

PROGRESS = Entity(
    "progress",
    ("layer_id", "article_id"),
    "how far a layer's coder is with an article; none = to do",
    Progress,
    (
        Field("layer_id", "the layer", REFERENCE, key="", refers="layer"),
        Field("article_id", "the article", REFERENCE, key="", refers="article"),
        Field("state", "progress, done or excluded", WORD, State, key=""),
        Field("at", "since when", TIME, key=""),
    ),
)

ALIAS = Entity(
    "alias",
    ("id",),
    "one other name of an actor",
    Alias,
    (
        Field("id", "its id", ID, key=""),
        Field(
            "",
            "the actor",
            REFERENCE,
            column="actor_id",
            key="",
            exported="actor_id",
            refers="actor",
        ),
        Field("name", "the other name", column="text", key="name", exported="alias"),
        Field("", "the name as it is compared", column="folded", key=""),
        Field("language", "its language"),
        Field("origin", "where it came from"),
    ),
)

ROLE = Entity(
    "role",
    ("id",),
    "one role of an actor",
    DatedRole,
    (
        Field("id", "its id", ID, key=""),
        Field(
            "",
            "the actor",
            REFERENCE,
            column="actor_id",
            key="",
            exported="actor_id",
            refers="actor",
        ),
        Field("role", "what it was"),
        Field(
            "organisation_id",
            "the actor it was that of",
            REFERENCE,
            key="organisation",
            refers="actor",
            optional=True,
        ),
        Field("since", "since when: a year, month or day", DATE, key="from", optional=True),
        Field("until", "until when", DATE, key="to", optional=True),
    ),
)

SPAN = Entity(
    "span",
    ("id",),
    "one marked span",
    Span,
    (
        Field("id", "the span's id", ID, exported="span_id"),
        Field("article_id", "its article", REFERENCE, key="article", refers="article"),
        Field("layer_id", "its layer", REFERENCE, key="layer", refers="layer"),
        Field("type", "its type"),
        Field("confidence", "how sure a suggester was, 0 to 1", PER_MILLE, optional=True),
        Field(
            "how",
            "hand, taken, changed or import",
            WORD,
            How,
            key="created.how",
            listed="",
            exported="how",
        ),
        Field(
            "source_id",
            "id of the span it was taken from",
            UID,
            column="source_uid",
            key="created.from",
            listed="",
            exported="taken_from",
            optional=True,
        ),
        Field("by", "who marked it", UID, key="created.by", listed="", exported="created_by"),
        Field(
            "created",
            "when it was marked, UTC",
            TIME,
            key="created.at",
            listed="created",
            exported="created_at",
        ),
        Field(
            "changed", "when it was changed last, UTC", TIME, exported="changed_at", optional=True
        ),
    ),
)

PART = Entity(
    "part",
    ("span_id", "n"),
    "one stretch of a span and its words",
    None,
    (
        Field("", "the span", REFERENCE, column="span_id", key="", refers="span"),
        Field("", "its number, from 0", INTEGER, column="n", key=""),
        Field("", "its first character", INTEGER, column="start", key=""),
        Field("", "the character behind its last", INTEGER, column="end", key=""),
        Field("", "its words: a checksum that survives every export", column="quote", key=""),
    ),
)

REFERS = Entity(
    "refers",
    ("span_id",),
    "which actor a span refers to",
    None,
    (
        Field("", "the span", REFERENCE, column="span_id", key="", refers="span"),
        Field("", "the actor", REFERENCE, column="actor_id", key="", refers="actor"),
    ),
)

REASON = Entity(
    "reason",
    ("owner_id",),
    "why something was suggested",
    Reason,
    (
        Field("", "the span", UID, column="owner_id", key=""),
        Field("code", "the same as a word that stays", key="reason_code"),
        Field("text", "why a suggester proposed it", key="reason"),
        Field("args", "its arguments", OBJECT, key="reason_args", exported=""),
        Field("", "places in the text it rests on", LIST, column="evidence"),
    ),
)

LINK = Entity(
    "link",
    ("id",),
    "one link between two spans",
    Link,
    (
        Field("id", "the link's id", ID, exported="link_id"),
        Field(
            "article_id", "its article", REFERENCE, key="", exported="article_id", refers="article"
        ),
        Field("layer_id", "the layer", REFERENCE, key="layer", exported="layer_id", refers="layer"),
        Field("type", "its type"),
        Field(
            "source_id",
            "where it starts",
            REFERENCE,
            key="from",
            exported="from_span",
            refers="span",
        ),
        Field("target_id", "where it ends", REFERENCE, key="to", exported="to_span", refers="span"),
        Field(
            "confidence",
            "how sure a suggester was, 0 to 1",
            PER_MILLE,
            listed="",
            exported="confidence",
            optional=True,
        ),
        Field("by", "who made it", UID, key="created.by", listed="", exported="created_by"),
        Field(
            "created",
            "when it was made, UTC",
            TIME,
            key="created.at",
            listed="",
            exported="created_at",
        ),
    ),
)

ATTRIBUTE = Entity(
    "attribute",
    ("owner_kind", "owner_id", "name"),
    "a value of a span, link or actor; none = not set",
    None,
    (
        Field("", "span, link or actor", WORD, Owner, column="owner_kind", key=""),
        Field("", "whose it is", UID, column="owner_id", key=""),
        Field("", "the attribute", column="name", key=""),
        Field("", "its value", column="value", key=""),
    ),
)

NOTE = Entity(
    "note",
    ("id",),
    "one note",
    Note,
    (
        Field("id", "the note's id", ID, exported="note_id"),
        Field("owner_kind", "span, link or article", WORD, Owner, key="about.kind", listed="about"),
        Field("owner_id", "the id of what it is about", UID, key="about.id", listed="about_id"),
        Field("text", "the note"),
        Field("by", "who wrote it", UID),
        Field("at", "when, UTC", TIME),
    ),
)

DECISION = Entity(
    "decision",
    ("id",),
    "one decision about a suggestion or a difference",
    Decision,
    (
        Field("id", "the decision's id", ID, exported="decision_id"),
        Field(
            "subject_kind",
            "span, link or difference",
            WORD,
            ("span", "link", "difference", "actors"),
            key="about.kind",
            listed="about",
        ),
        Field("subject", "the id of what it is about", key="about.id", listed="about_id"),
        Field(
            "verdict",
            "accept, reject, change or open",
            WORD,
            ("accept", "reject", "change", "open"),
        ),
        Field("taken_from", "the layers taken from", LIST, key="from", listed="taken_from"),
        Field("results", "what came of it", LIST),
        Field("layer_id", "the layer", REFERENCE, key="layer", exported="layer_id", refers="layer"),
        Field("by", "who decided", UID),
        Field("at", "when, UTC", TIME),
        Field("note", "why"),
    ),
)

EVERY = (
    SCHEME, LAYER, ARTICLE, ACTOR, REGION, PROGRESS, ALIAS, ROLE, SPAN, PART, REFERS, REASON, LINK,
    ATTRIBUTE, NOTE, DECISION,
)  # fmt: skip

ENTITIES: Mapping[str, Entity] = {one.table: one for one in EVERY}
"""The journaled tables by name; one stands behind those its rows point to."""
