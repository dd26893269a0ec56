"""Articles, spans, pages, steps and project files in one line each, for tests of every room.

Ids count up and the clock stands still unless a test hands in others. Not here: fixtures.
"""

# ruff: noqa: A002 - here `id` and `type` are the words of the values themselves

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from annotator.model.actor import Actor, Alias
from annotator.model.article import Article, Origin, Region, RegionType
from annotator.model.changes import Change, Step, differences
from annotator.model.layer import Coder, Layer, LayerKind, Progress, State
from annotator.model.page import Page
from annotator.model.rows import Value, rows_of
from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType
from annotator.model.span import Link, Note, Owner, Span
from annotator.store.file import ProjectFile, open_file
from annotator.store.new_file import create
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.model.ids import IdMaker
    from annotator.store.journal import Journal
    from annotator.store.read import Reader

NOW = "2026-03-01T10:32:00Z"
CODER = Coder(id="coder-1", name="Ada")
LAYER_ID = "layer-1"
TEXT = (
    "Ferry returns: minister\n\n“We have kept our promise,” said Mira Talven, the minister. "
    "She added that the line 🚢 was open — to all."
)

Places: TypeAlias = Sequence[tuple[int, int]] | tuple[int, int]

_numbers = itertools.count(1)


def new_id() -> str:
    """Give an id that no other call in this process gives; later ones sort behind."""
    return f"id-{next(_numbers):08}"


def counting_ids(prefix: str = "id") -> IdMaker:
    """Give a maker of ids that counts from 1 for itself."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}-{next(numbers):06}"


def now() -> str:
    """Give the time at which the clock stands."""
    return NOW


# --- values -------------------------------------------------------------------------------------


def article(
    text: str = TEXT, *, id: str = "", title: str = "Ferry returns", **fields: Any
) -> Article:
    """Give an article with this text; other fields of `Article` by name."""
    fields.setdefault("imported_at", NOW)
    fields.setdefault("language", "en")
    return Article(id=id or new_id(), title=title, text=text, sha256=text_sha256(text), **fields)


def layer(name: str = "Ada", *, id: str = LAYER_ID, **fields: Any) -> Layer:
    """Give a person's layer; the usual coder's unless told otherwise."""
    fields.setdefault("kind", LayerKind.PERSON)
    fields.setdefault("coder_id", CODER.id)
    return Layer(id=id, name=name, **fields)


def span(
    of: Article,
    type: str,
    at: Places | str,
    *,
    id: str = "",
    layer_id: str = LAYER_ID,
    **fields: Any,
) -> Span:
    """Give a span: `at` is a pair, several pairs (its parts), or words that stand in the text."""
    if isinstance(at, str):
        start = of.text.index(at)
        places: Iterable[tuple[int, int]] = [(start, start + len(at))]
    elif at and isinstance(at[0], int):
        places = [(at[0], at[1])]  # type: ignore[list-item]  # the pair itself
    else:
        places = at  # type: ignore[assignment]  # several pairs
    parts = tuple(Range(start, end) for start, end in places)
    fields.setdefault("by", CODER.id)
    fields.setdefault("created", NOW)
    return Span(
        id=id or new_id(),
        article_id=of.id,
        layer_id=layer_id,
        type=type,
        parts=parts,
        quotes=tuple(part.of(of.text) for part in parts),
        **fields,
    )


def link(source: Span, type: str, target: Span, *, id: str = "", **fields: Any) -> Link:
    """Give a link between two spans, on the layer of the first."""
    fields.setdefault("by", CODER.id)
    fields.setdefault("created", NOW)
    return Link(
        id=id or new_id(),
        article_id=source.article_id,
        layer_id=source.layer_id,
        type=type,
        source_id=source.id,
        target_id=target.id,
        **fields,
    )


def region(
    of: Article,
    type: str | RegionType,
    at: tuple[int, int],
    *,
    id: str = "",
    **fields: Any,
) -> Region:
    """Give a region set by hand."""
    fields.setdefault("origin", Origin.HAND)
    fields.setdefault("set_by", CODER.id)
    return Region(
        id=id or new_id(), article_id=of.id, type=RegionType(type), at=Range(*at), **fields
    )


def actor(name: str, *aliases: str, id: str = "", kind: str = "person", **fields: Any) -> Actor:
    """Give an actor with these aliases."""
    own = id or new_id()
    known = tuple(Alias(f"{own}-alias-{n}", alias) for n, alias in enumerate(aliases, 1))
    return Actor(id=own, name=name, kind=kind, aliases=known, **fields)


def note(about: Article | Span | Link, text: str, *, id: str = "") -> Note:
    """Give a note of the usual coder."""
    kind = {Article: Owner.ARTICLE, Span: Owner.SPAN, Link: Owner.LINK}[type(about)]
    return Note(id or new_id(), kind, about.id, text, CODER.id, NOW)


def progress(of: Article, state: State = State.DONE, layer_id: str = LAYER_ID) -> Progress:
    """Give how far a layer's coder is with an article."""
    return Progress(layer_id, of.id, state, NOW)


def scheme(version: int = 1) -> Scheme:
    """Give a small scheme: the four usual types, the four usual links, a few attributes."""
    form = AttributeType("form", "speaker", ("name", "role", "pronoun", "unnamed"), "name")
    directness = AttributeType("directness", "claim", ("direct", "indirect"))
    kind = AttributeType("kind", "entity", ("person", "place"))
    return Scheme(
        version=version,
        title="Small",
        types=(
            SpanType("speaker", "S", refers_to_actor=True, attributes=(form,)),
            SpanType("cue", "U"),
            SpanType("claim", "C", attributes=(directness,)),
            SpanType("entity", "E", refers_to_actor=True, attributes=(kind,)),
        ),
        links=(
            LinkType("said_by", "said by", ("claim",), ("speaker",)),
            LinkType("cued_by", "cued by", ("claim",), ("cue",)),
            LinkType("about", "about", ("claim",), ("entity",), optional=True),
            LinkType("addressed_to", "addressed to", ("claim",), ("entity",), optional=True),
        ),
        created=NOW,
    )


def page(of: Article | None = None, *values: Region | Span | Link | Note) -> Page:
    """Give the page of an article with these regions, spans, links and notes."""
    return Page(
        of or article(),
        regions=[one for one in values if isinstance(one, Region)],
        spans=[one for one in values if isinstance(one, Span)],
        links=[one for one in values if isinstance(one, Link)],
        notes=[one for one in values if isinstance(one, Note)],
    )


# --- steps --------------------------------------------------------------------------------------


def changes(before: Iterable[Value] = (), after: Iterable[Value] = ()) -> tuple[Change, ...]:
    """Give the changes that lead from these values to those."""
    return differences(rows_of(*before), rows_of(*after))


def step(
    act: str = "mark", *, before: Iterable[Value] = (), after: Iterable[Value] = (), **fields: Any
) -> Step:
    """Give the step that leads from these values to those, with the texts of new articles."""
    after = tuple(after)
    texts = {one.sha256: one.text for one in after if isinstance(one, Article)}
    fields.setdefault("by", CODER.id)
    fields.setdefault("at", NOW)
    return Step(act=act, changes=changes(before, after), texts=texts, **fields)


def adding(*values: Value, act: str = "mark") -> Step:
    """Give the step that brings these values in."""
    return step(act, after=values)


def removing(*values: Value, act: str = "delete") -> Step:
    """Give the step that takes these values away."""
    return step(act, before=values)


def changing(before: Value, after: Value, act: str = "edit") -> Step:
    """Give the step that puts one value in the place of another."""
    return step(act, before=[before], after=[after])


# --- project files ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opened:
    """An open project file with its journal and a reader."""

    file: ProjectFile
    journal: Journal
    reader: Reader

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.file.path


def project_file(folder: Path, *steps: Step, name: str = "study.annotator") -> Path:
    """Make a project file with these steps applied, closed again, and give its path."""
    path = folder / name
    create(path, title="Study", scheme=scheme(), new_id=new_id, now=now)
    if steps:
        with opened(path) as project:
            for one in steps:
                project.journal.apply(one)
    return path


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a project file to write and read; close all of it again."""
    with open_file(path, read_only=False, who=CODER.name) as file:
        journal = file.journal()
        try:
            with file.reader() as reader:
                yield Opened(file, journal, reader)
        finally:
            journal.close()


def small_corpus() -> tuple[Step, Mapping[str, Value]]:
    """Give a step that brings in an article with a layer, an actor, spans and links; and them."""
    one = article(id="article-1", number=1)
    talven = actor("Mira Talven", "the minister", id="actor-1")
    claim = span(
        one, "claim", "We have kept our promise", id="span-1", attributes={"directness": "direct"}
    )
    speaker = span(one, "speaker", "Mira Talven", id="span-2", actor_id=talven.id)
    cue = span(one, "cue", "said", id="span-3")
    said = link(claim, "said_by", speaker, id="link-1")
    cued = link(claim, "cued_by", cue, id="link-2", attributes={"certain": "yes"})
    values: dict[str, Value] = {
        "article": one,
        "layer": layer(),
        "actor": talven,
        "claim": claim,
        "speaker": speaker,
        "cue": cue,
        "said_by": said,
        "cued_by": cued,
    }
    return adding(*values.values(), act="import"), values


def digest(reader: Reader) -> str:
    """Give all that a reader can tell of the project but its history, as one text to compare."""
    told = {
        "scheme": repr(reader.schemes()),
        "layers": repr(reader.layers()),
        "actors": repr(reader.actors().every()),
        "articles": [repr(content) for content in reader.contents()],
        "decisions": repr(reader.decisions()),
        "named": repr(reader.named()),
    }
    return json.dumps(told, sort_keys=True)
