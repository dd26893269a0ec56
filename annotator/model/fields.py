"""Every column of every entity, said once: where it stands in the file, in JSON and in tables.

Rows and values (`rows.py`), the project file's tables (`store`), the records of JSONL, the
columns of the tables, what `annotator list` prints and the pages about them are made from this.
A new plain field is a line here and an attribute of the entity's class.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from annotator.model.actor import Actor, Alias, DatedRole
from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.layer import Layer, LayerKind, Progress, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme import Scheme
from annotator.model.span import Decision, How, Link, Note, Owner, Reason, Span

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


EVERYWHERE = "jlt"
"""A column that never leaves the file."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: `name` is the attribute of the value, "" where it has none; dotted = inside it.

    `column` is its name in the file and in logical rows, `key` the one in JSONL (dotted = an
    object in the record), `listed` the one in `annotator list`, `exported` the one in the tables;
    each is as the one before it unless it is given. `absent` says where it does not stand: j
    (JSONL), l (list), t (tables). `default` is what a row holds whose value has no such attribute.
    """

    name: str
    words: str
    kind: Kind = Kind.TEXT
    values: type[StrEnum] | tuple[str, ...] = ()
    column: str = ""
    key: str = ""
    listed: str = ""
    exported: str = ""
    absent: str = ""
    refers: str = ""
    optional: bool = False
    default: Cell = None

    @property
    def in_file(self) -> str:
        """Its name in the file and in logical rows."""
        return self.column or self.name

    @property
    def in_jsonl(self) -> str:
        """Its key in a record of JSONL; "" = not there."""
        return "" if "j" in self.absent else self.key or self.in_file

    @property
    def in_list(self) -> str:
        """Its key in what `annotator list` prints; "" = not there."""
        return "" if "l" in self.absent else self.listed or self.key or self.in_file

    @property
    def in_tables(self) -> str:
        """The name of its column in the tables; "" = not there."""
        if "t" in self.absent:
            return ""
        return self.exported or self.listed or self.key or self.in_file


@dataclass(frozen=True, slots=True)
class Entity:
    """One table of the project file that steps change: whose values it holds, its columns, its key.

    `made` is the class of its values; None = there is none. `words` say what one row is.
    """

    table: str
    made: type | None
    words: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ("id",)


ID, REFERENCE, UID, TEXT, WORD, INTEGER, PER_MILLE, FLAG, DATE, TIME, OBJECT, LIST = Kind

# fmt: off
SCHEME = Entity("scheme", Scheme, "one version of the coding scheme; a change is a new version", (
    Field("version", "its number", INTEGER),
    Field("", "the whole scheme", OBJECT, column="body", absent=EVERYWHERE),
    Field("note", "why it was changed"),
    Field("created", "when it was made", TIME),
), key=("version",))

LAYER = Entity("layer", Layer, "one layer: the marks of one source", (
    Field("id", "the layer's id", ID, exported="layer_id"),
    Field("kind", "person, suggester, import or agreed", WORD, LayerKind, key="layer_kind",
          exported="kind"),
    Field("name", "its name; a coder's layer has the coder's"),
    Field("coder_id", "the coder's id", UID, column="coder_uid", key="coder", optional=True),
    Field("colour", "its colour", absent="l"),
    Field("origin", "where it came from", absent="jl"),
    Field("frozen", "whether it takes no marks", FLAG, absent="jl"),
    Field("record", "how a suggester made it (JSON)", OBJECT, absent="l"),
))

ARTICLE = Entity("article", Article, "one article", (
    Field("id", "the article's id", ID, exported="article_id"),
    Field("number", "its place in the order they came in, from 1", INTEGER, absent="jt"),
    Field("title", "the headline"),
    Field("outlet", "where it appeared"),
    Field("date", "a year, month or day", DATE, optional=True),
    Field("byline", "who wrote it"),
    Field("url", "its address"),
    Field("language", "language code; und = unknown"),
    Field("direction", "ltr or rtl", WORD, ("ltr", "rtl"), absent="l"),
    Field("sha256", "checksum of the text in UTF-8"),
    Field("group_id", "the same for articles that are nearly alike, as wire copies are",
          key="group", absent="l", optional=True),
    Field("source", "the file it was imported from", column="imported_from", key="source",
          exported="source_file"),
    Field("imported_at", "when it was imported, UTC", TIME, absent="jl"),
    Field("meta", "the corpus's own fields", OBJECT, absent="lt"),
    Field("replaces", "id of the older version it mends", UID, absent="l", optional=True),
    Field("raw_sha256", "checksum of the imported file", absent="jl"),
))

ACTOR = Entity("actor", Actor, "one person, body or place", (
    Field("id", "the actor's id", ID, exported="actor_id"),
    Field("name", "its name"),
    Field("kind", "what it is", key="actor_kind", listed="kind"),
    Field("external_id", "its id in another list", absent="l"),
    Field("note", "a note on it", absent="l"),
    Field("merged_into", "the actor it became", REFERENCE, absent="l", refers="actor",
          optional=True),
))

REGION = Entity("region", Region, "what a stretch of an article is; without one it is body", (
    Field("id", "its id", ID, absent="jt"),
    Field("article_id", "the article", REFERENCE, key="article", exported="article_id",
          refers="article"),
    Field("type", "headline, dateline, byline, body, caption or boilerplate", WORD, RegionType),
    Field("at.start", "its first character", INTEGER, column="start"),
    Field("at.end", "the character behind its last", INTEGER, column="end"),
    Field("origin", "proposed, confirmed or hand", WORD, Origin),
    Field("set_by", "who said so", UID),
))

PROGRESS = Entity("progress", Progress, "how far a coder is with an article; none = to do", (
    Field("layer_id", "the layer", REFERENCE, absent=EVERYWHERE, refers="layer"),
    Field("article_id", "the article", REFERENCE, absent=EVERYWHERE, refers="article"),
    Field("state", "progress, done or excluded", WORD, State, absent=EVERYWHERE),
    Field("at", "since when", TIME, absent=EVERYWHERE),
), key=("layer_id", "article_id"))

ALIAS = Entity("alias", Alias, "one other name of an actor", (
    Field("id", "its id", ID, absent=EVERYWHERE),
    Field("", "the actor", REFERENCE, column="actor_id", absent="jl", refers="actor"),
    Field("name", "the other name", column="text", key="name", exported="alias"),
    Field("", "the name as it is compared", column="folded", absent=EVERYWHERE),
    Field("language", "its language"),
    Field("origin", "where it came from"),
))

ROLE = Entity("role", DatedRole, "one role of an actor", (
    Field("id", "its id", ID, absent=EVERYWHERE),
    Field("", "the actor", REFERENCE, column="actor_id", absent="jl", refers="actor"),
    Field("role", "what it was"),
    Field("organisation_id", "the actor it was that of", REFERENCE, key="organisation",
          refers="actor", optional=True),
    Field("since", "since when: a year, month or day", DATE, key="from", optional=True),
    Field("until", "until when", DATE, key="to", optional=True),
))

SPAN = Entity("span", Span, "one marked span", (
    Field("id", "the span's id", ID, exported="span_id"),
    Field("article_id", "its article", REFERENCE, key="article", exported="article_id",
          refers="article"),
    Field("layer_id", "its layer", REFERENCE, key="layer", exported="layer_id", refers="layer"),
    Field("type", "its type"),
    Field("", "its first character", INTEGER, column="start", absent=EVERYWHERE),
    Field("", "the character behind the last of its first part", INTEGER, column="end",
          absent=EVERYWHERE),
    Field("", "the words of its first part: a checksum", column="quote", absent=EVERYWHERE),
    Field("confidence", "how sure a suggester was, 0 to 1", PER_MILLE, optional=True),
    Field("how", "hand, taken, changed or import", WORD, How, key="created.how", exported="how",
          absent="l"),
    Field("source_id", "id of the span it was taken from", UID, column="source_uid",
          key="created.from", exported="taken_from", absent="l", optional=True),
    Field("by", "who marked it", UID, key="created.by", exported="created_by", absent="l"),
    Field("created", "when it was marked, UTC", TIME, key="created.at", listed="created",
          exported="created_at"),
    Field("changed", "when it was changed last, UTC", TIME, exported="changed_at", optional=True),
))

PART = Entity("part", None, "a further part of a span; the first one stands with the span", (
    Field("", "the span", REFERENCE, column="span_id", absent=EVERYWHERE, refers="span"),
    Field("", "its number, from 1", INTEGER, column="n", absent=EVERYWHERE),
    Field("", "its first character", INTEGER, column="start", absent=EVERYWHERE),
    Field("", "the character behind its last", INTEGER, column="end", absent=EVERYWHERE),
    Field("", "its words: a checksum that survives every export", column="quote",
          absent=EVERYWHERE),
), key=("span_id", "n"))

REFERS = Entity("refers", None, "which actor a span refers to", (
    Field("", "the span", REFERENCE, column="span_id", absent=EVERYWHERE, refers="span"),
    Field("", "the actor", REFERENCE, column="actor_id", absent=EVERYWHERE, refers="actor"),
), key=("span_id",))

REASON = Entity("reason", Reason, "why something was suggested", (
    Field("", "the span", UID, column="owner_id", absent=EVERYWHERE),
    Field("code", "the same as a word that stays", key="reason_code"),
    Field("text", "why a suggester proposed it", key="reason"),
    Field("args", "its arguments", OBJECT, key="reason_args", absent="t"),
    Field("", "places in the text it rests on", LIST, column="evidence"),
), key=("owner_id",))

LINK = Entity("link", Link, "one link between two spans", (
    Field("id", "the link's id", ID, exported="link_id"),
    Field("article_id", "its article", REFERENCE, absent="jl", refers="article"),
    Field("layer_id", "the layer", REFERENCE, key="layer", exported="layer_id", refers="layer"),
    Field("type", "its type"),
    Field("source_id", "where it starts", REFERENCE, key="from", exported="from_span",
          refers="span"),
    Field("target_id", "where it ends", REFERENCE, key="to", exported="to_span", refers="span"),
    Field("confidence", "how sure a suggester was, 0 to 1", PER_MILLE, absent="l", optional=True),
    Field("by", "who made it", UID, key="created.by", exported="created_by", absent="l"),
    Field("created", "when it was made, UTC", TIME, key="created.at", exported="created_at",
          absent="l"),
))

ATTRIBUTE = Entity("attribute", None, "a value of a span, link or actor; none = not set", (
    Field("", "span, link or actor", WORD, Owner, column="owner_kind", absent=EVERYWHERE),
    Field("", "whose it is", UID, column="owner_id", absent=EVERYWHERE),
    Field("", "the attribute", column="name", absent=EVERYWHERE),
    Field("", "its value", column="value", absent=EVERYWHERE),
    Field("", "the version of the scheme under which it was confirmed last", INTEGER,
          column="version", absent=EVERYWHERE, optional=True),
), key=("owner_kind", "owner_id", "name"))

NOTE = Entity("note", Note, "one note", (
    Field("id", "the note's id", ID, exported="note_id"),
    Field("owner_kind", "span, link, article, actor or scheme", WORD, Owner, key="about.kind",
          listed="about"),
    Field("owner_id", "the id of what it is about", UID, key="about.id", listed="about_id"),
    Field("text", "the note"),
    Field("by", "who wrote it", UID),
    Field("at", "when, UTC", TIME),
    Field("question", "whether it asks something", FLAG),
    Field("answer_to", "the note it answers", REFERENCE, absent="l", refers="note",
          optional=True),
    Field("later", "whether to come back to it", FLAG),
))

DECISION = Entity("decision", Decision, "one decision about a suggestion or a difference", (
    Field("id", "the decision's id", ID, exported="decision_id"),
    Field("subject_kind", "span, link or difference", WORD, ("span", "link", "difference",
          "actors"), key="about.kind", listed="about"),
    Field("subject", "the id of what it is about", key="about.id", listed="about_id"),
    Field("verdict", "accept, reject, change or open", WORD, ("accept", "reject", "change",
          "open")),
    Field("taken_from", "the layers taken from", LIST, key="from", listed="taken_from"),
    Field("results", "what came of it; of what was refused, what it was", LIST),
    Field("layer_id", "the layer", REFERENCE, key="layer", exported="layer_id", refers="layer"),
    Field("by", "who decided", UID),
    Field("at", "when, UTC", TIME),
    Field("note", "why"),
))

NAMED = Entity("named", NamedSet, "what a study keeps under a name", (
    Field("id", "its id", ID, absent="lt"),
    Field("kind", "sample, kit, mapping, furniture, rule, recipe, search or view", WORD, NamedKind,
          key="what", absent="lt"),
    Field("name", "its name", absent="lt"),
    Field("body", "what it says", OBJECT, absent="lt"),
    Field("by", "who made it", UID, absent=EVERYWHERE),
    Field("created", "when, UTC", TIME, absent=EVERYWHERE),
))

MEMBER = Entity("member", None, "an article of a sample", (
    Field("", "the sample", REFERENCE, column="named_id", absent=EVERYWHERE, refers="named"),
    Field("", "the article", REFERENCE, column="article_id", absent=EVERYWHERE, refers="article"),
    Field("", "its place in the order drawn", INTEGER, column="n", absent=EVERYWHERE),
), key=("named_id", "article_id"))

SUGGESTED = Entity("suggested", None, "an article that a suggester has read, and on what", (
    Field("", "the layer of the suggester", REFERENCE, column="layer_id", absent=EVERYWHERE,
          refers="layer"),
    Field("", "the article", REFERENCE, column="article_id", absent=EVERYWHERE, refers="article"),
    Field("", "checksum of all that its proposals follow from", column="stamp",
          absent=EVERYWHERE),
), key=("layer_id", "article_id"))

# fmt: on

EVERY = (
    SCHEME, LAYER, ARTICLE, ACTOR, REGION, PROGRESS, ALIAS, ROLE, SPAN, PART, REFERS, REASON, LINK,
    ATTRIBUTE, NOTE, DECISION, NAMED, MEMBER, SUGGESTED,
)  # fmt: skip

ENTITIES: Mapping[str, Entity] = {one.table: one for one in EVERY}
"""The tables by name; one stands behind those its rows point to.

All are journaled but `suggested` and the rows of derived layers."""
