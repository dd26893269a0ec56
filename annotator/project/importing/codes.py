"""Codes of other programs: what each becomes here, asked once, kept and used again.

A reader gives a type with a `label` for each code. Here they become types, values and actors of
the project, or are left out; what is guessed of them is in `guessed_codes`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from annotator.formats.rows.mapping import SourceMap
from annotator.language import trn
from annotator.model import ids
from annotator.model.actor import Actor
from annotator.model.bundle import Bundle, Content, Loss, LossKind
from annotator.model.fast_values import fast_replacer
from annotator.model.scheme import AttributeType, LinkType, Scheme, SpanType, Value
from annotator.model.scheme_edits.codes import CodeTarget, made_name
from annotator.model.span import Link, Owner, Span
from annotator.project.importing.guessed_codes import CodeGuesser, code_key
from annotator.project.importing.parsing import kept_map
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from annotator.model.actor import ActorBook
    from annotator.model.span import Note
    from annotator.project.context import PlanContext

_span_called = fast_replacer(Span, "type", "attributes", "actor_id")
_link_called = fast_replacer(Link, "type", "source_id", "target_id")
_N_EXAMPLES = 3
_EXAMPLE_LENGTH = 120
_N_LOOKED_AT = 100
_MOST_AT_A_PLACE = 100
"""So many marks of one place are tried for what else is said there; nobody makes that many."""
GIVEN, KEPT, MADE, UNKNOWN = "map", "kept", "made", "unknown"
"""Why a code becomes what it does, besides what is guessed: a map says so, an earlier import did,
or nothing tells: a type is made, or it becomes what its format has for unknown ones."""


@dataclass(frozen=True, slots=True)
class ComingCode:
    """A code that comes in: its whole path, how many spans it is on, some of their words.

    `guess` is what it is likely to be, None = nothing tells; `to` what it becomes if nobody says
    otherwise, `because` why: map, kept, name, definition, actor, made or unknown.
    """

    path: str
    n: int
    examples: tuple[str, ...]
    guess: CodeTarget | None
    to: CodeTarget
    because: str
    definition: str = ""


def has_codes(bundle: Bundle) -> bool:
    """Say whether a bundle holds marks by codes of another program."""
    return not bundle.project_id and any(_labels(bundle))


def codes_of(
    bundles: Iterable[Bundle],
    scheme: Scheme,
    actors: ActorBook,
    given: SourceMap | None = None,
    kept: Iterable[SourceMap] = (),
) -> tuple[ComingCode, ...]:
    """Give the codes of what was read, in the order they come, with what each becomes."""
    theirs, counted = _counted(bundles)
    said = {} if given is None else given.types
    before = _kept(theirs, kept)
    guesser = CodeGuesser(scheme, actors)
    taken = {one.name for one in scheme.types}
    taken |= {one.type for one in (*said.values(), *before.values())}
    found: list[ComingCode] = []
    for path, one in theirs.items():
        guess, because = guesser.guess(path, one.definition)
        to = said.get(path) or before.get(path) or guess
        if path in said or path in before:
            because = GIVEN if path in said else KEPT
        if to is None and path in counted.unmapped:
            to, because = CodeTarget(counted.unmapped[path]), UNKNOWN
        elif to is None:
            to, because = CodeTarget(made_name(path, taken)), MADE
            taken.add(to.type)
        n, words = counted.n[path], tuple(counted.examples.get(path, ()))
        found.append(ComingCode(path, n, words, guess, to, because, one.definition))
    return tuple(found)


@dataclass(slots=True)
class _Counted:
    """How many spans are coded with what, the first different words, what unknown codes become."""

    n: Counter[str] = field(default_factory=Counter)
    examples: dict[str, dict[str, None]] = field(default_factory=dict)
    unmapped: dict[str, str] = field(default_factory=dict)

    def span(self, path: str, span: Span) -> None:
        self.n[path] += 1
        some = self.examples.setdefault(path, {})
        if len(some) < _N_EXAMPLES:
            some[shortened(" ".join(span.text().split()), _EXAMPLE_LENGTH)] = None


def _counted(bundles: Iterable[Bundle]) -> tuple[dict[str, SpanType], _Counted]:
    """Give the types that stand for codes, by path, and what their spans are."""
    theirs: dict[str, SpanType] = {}
    counted = _Counted()
    for bundle in filter(has_codes, bundles):
        labels = dict(_labels(bundle))
        for one in bundle.scheme.types if bundle.scheme else ():
            if one.name in labels:
                theirs.setdefault(one.label, one)
                if bundle.unmapped:
                    counted.unmapped.setdefault(one.label, bundle.unmapped)
        n_before = Counter(counted.n)
        # What is read bit by bit is not read whole for three examples.
        some = bundle.contents if bundle.texts() else islice(bundle.contents, _N_LOOKED_AT)
        for content in some:
            for span in content.spans:
                if span.type in labels:
                    counted.span(labels[span.type], span)
        if not bundle.texts():
            counted.n = n_before
            counted.n.update(
                {labels[name]: n for name, n in bundle.n_coded.items() if name in labels}
            )
    return theirs, counted


def _labels(bundle: Bundle) -> Iterator[tuple[str, str]]:
    """Give the names of types that stand for codes, with the paths of these."""
    types = bundle.scheme.types if bundle.scheme is not None else ()
    return ((one.name, one.label) for one in types if one.label)


def _kept(theirs: Mapping[str, SpanType], kept: Iterable[SourceMap]) -> dict[str, CodeTarget]:
    """Give what codes became before, as the map says that knows most of them."""
    found: dict[str, CodeTarget] = {}
    maps = (one.types for one in kept if not theirs.keys().isdisjoint(one.types))
    for types in sorted(maps, key=lambda one: -len(theirs.keys() & one.keys())):
        found |= {path: types[path] for path in theirs if path in types and path not in found}
    return found


def all_coded(
    bundles: list[Bundle],
    codes: tuple[ComingCode, ...],
    chosen: Mapping[str, CodeTarget],
    context: PlanContext,
) -> tuple[list[Bundle], Callable[[], tuple[Loss, ...]]]:
    """Give bundles whose marks are called as here, and what tells what is lost of them by that.

    `chosen` goes before what was planned. What codes became is kept with the first that has some.
    Losses are told once the articles have gone by: some are read bit by bit.
    """
    if not codes:
        return bundles, tuple
    to = {one.path: chosen.get(one.path, one.to) for one in codes}
    n = _Lost()
    found = [with_codes(one, to, context.scheme, context.actors, n) for one in bundles]
    first = next(n for n, one in enumerate(bundles) if has_codes(one))
    told = {one.path: to[one.path] for one in codes if one.because != UNKNOWN or one.path in chosen}
    if told:
        named = (*found[first].named, kept_map(SourceMap(types=told)))
        found[first] = replace(found[first], named=named)
    return found, lambda: (*_left_out(codes, to), *n.losses())


def _left_out(codes: tuple[ComingCode, ...], to: Mapping[str, CodeTarget]) -> tuple[Loss, ...]:
    """Give what is lost because codes are left out."""
    n = sum(one.n for one in codes if not to[one.path].type)
    if not n:
        return ()
    of = sum(one.n for one in codes)
    how = trn("{n} span of codes that are left out", "{n} spans of codes that are left out", n)
    return (Loss("span", n, of, LossKind.DROPPED, how),)


@dataclass(slots=True)
class _Lost:
    """What goes by of marks and links, and what of them becomes part of another; by bundle.

    A bundle whose articles are gone through again is counted anew.
    """

    of: list[Counter[str]] = field(default_factory=list)

    def losses(self) -> Iterator[Loss]:
        """Give what became part of another mark, and the links that this left without two ends."""
        n: Counter[str] = sum(self.of, Counter())
        joined, ties = n["span.joined"], n["link.lost"]
        if joined:
            how = trn(
                "{n} coding says more of a mark that another code made at its place: they are one",
                "{n} codings say more of marks that other codes made at their places: they are one",
                joined,
            )
            yield Loss("span", joined, n["span"], LossKind.CHANGED, how)
        if ties:
            how = trn(
                "{n} link is left out: what it tied is one mark now, is tied so already, or left "
                "out itself",
                "{n} links are left out: what they tied is one mark now, is tied so already, or "
                "left out itself",
                ties,
            )
            yield Loss("link", ties, n["link"], LossKind.DROPPED, how)
        if n["note.lost"]:
            how = trn(
                "{n} note on a coding that is left out", "{n} notes on codings that are left out",
                n["note.lost"],
            )  # fmt: skip
            yield Loss("note", n["note.lost"], n["note"], LossKind.DROPPED, how)


def with_codes(
    bundle: Bundle,
    to: Mapping[str, CodeTarget],
    scheme: Scheme,
    actors: ActorBook,
    lost: _Lost | None = None,
) -> Bundle:
    """Give a bundle whose marks are called as here; one without codes as it is."""
    if bundle.scheme is None or not has_codes(bundle):
        return bundle
    coded = _Coded(bundle, to, scheme, actors)
    if lost is not None:
        lost.of.append(coded.n)
    contents = bundle.contents
    called = _Called(contents, coded)
    return replace(
        bundle,
        contents=tuple(called) if isinstance(contents, tuple) else called,
        scheme=coded.scheme(),
        actors=(*bundle.actors, *coded.new_actors),
        notes=tuple(coded.notes(bundle.notes)),
    )


@dataclass(frozen=True, slots=True)
class _Called:
    """Articles that are read anew each time, with their marks as they are called here."""

    contents: Iterable[Content]
    coded: _Coded

    def __iter__(self) -> Iterator[Content]:
        self.coded.n.clear()
        return map(self.coded.content, self.contents)


class _Coded:
    """Calls marks of one bundle as they are called here."""

    def __init__(
        self, bundle: Bundle, to: Mapping[str, CodeTarget], scheme: Scheme, actors: ActorBook
    ) -> None:
        self.n: Counter[str] = Counter()
        self._theirs = bundle.scheme or Scheme()
        self._ours = scheme
        self._unmapped = bundle.unmapped
        self._paths = {
            name: path
            for name, path in _labels(bundle)
            if path in to and to[path].type != bundle.unmapped
        }
        self._to = {name: to[path] for name, path in _labels(bundle) if path in to}
        self._links = {one.name: _our_link(one, scheme) for one in self._theirs.links}
        self.new_actors: list[Actor] = []
        self._actors: dict[str, str] = {}
        coming = {one.name: one.id for one in bundle.actors}
        for name in dict.fromkeys(one.actor for one in self._to.values() if one.actor):
            known = actors.named(name)
            if known or name in coming:
                self._actors[name] = known[0].id if known else coming[name]
                continue
            made = Actor(ids.derived_id(name, "actor", "code"), name)
            self._actors[name] = made.id
            self.new_actors.append(made)

    def scheme(self) -> Scheme:
        """Give their scheme under our names, with what ours lacks."""
        types: dict[str, SpanType] = {}
        for one in self._theirs.types:
            target = self._to.get(one.name)
            if target is None:
                types.setdefault(one.name, one)
            elif target.type:
                known = types.get(target.type) or self._ours.type(target.type)
                label = "" if target.type == self._unmapped else one.label
                types[target.type] = _with_values(
                    known or replace(one, name=target.type, key="", label=label), target.attributes
                )
        names = tuple(types)
        links: dict[str, LinkType] = {}
        for link in self._links.values():
            # One of ours keeps its ends; a new one may tie whatever comes in.
            ends = () if self._ours.link(link.name) is not None else names
            links[link.name] = replace(link, sources=ends, targets=ends)
        return replace(self._theirs, types=tuple(types.values()), links=tuple(links.values()))

    def notes(self, notes: Iterable[Note]) -> Iterator[Note]:
        """Give notes, those on codes where these are now; on one that is left out there is none."""
        for one in notes:
            target = self._to.get(one.owner_id) if one.owner_kind is Owner.SCHEME else None
            if target is None:
                yield one
            elif target.type:
                yield replace(one, owner_id=target.type)

    def content(self, content: Content) -> Content:
        """Give an article with its marks as they are called here."""
        if not content.spans:
            return content
        now, made = self._called(content.spans)
        ties = tuple(self._tied(content.links, now))
        self.n["span"] += len(content.spans)
        self.n["span.joined"] += sum(one != name and one is not None for name, one in now.items())
        self.n["link"] += len(content.links)
        self.n["link.lost"] += len(content.links) - len(ties)
        bare = set(self._bare(content)) if self._unmapped else ()
        told = [one for one in content.notes if one.id not in bare]
        kept = {one.id for one in ties}
        gone = {one.id for one in content.links if one.id not in kept}
        notes = tuple(
            replace(one, owner_id=now.get(one.owner_id) or one.owner_id)
            for one in told
            if now.get(one.owner_id, "") is not None and one.owner_id not in gone
        )
        self.n["note"] += len(told)
        self.n["note.lost"] += len(told) - len(notes)
        return replace(content, spans=tuple(made), links=ties, notes=notes)

    def _called(self, spans: Sequence[Span]) -> tuple[dict[str, str | None], Collection[Span]]:
        """Give what became of spans by their ids, None = left out, and the spans that are left."""
        called = [self._span(one) for one in spans]
        left = [one for one in called if one is not None]
        places = {(one.layer_id, one.type, one.parts) for one in left}
        now: dict[str, str | None] = {one.id: one.id for one in left}
        # Most say nothing at the place of another.
        if len(places) == len(now) == len(spans):
            return now, left
        return self._joined(spans, called)

    def _joined(
        self, spans: Iterable[Span], every: Iterable[Span | None]
    ) -> tuple[dict[str, str | None], Collection[Span]]:
        """Let what several codes say of one place be one mark."""
        now: dict[str, str | None] = {}
        made: dict[str, Span] = {}
        places: dict[tuple[object, ...], dict[str, set[str]]] = {}
        for span, called in zip(spans, every, strict=True):
            if called is None:
                now[span.id] = None
                continue
            # What one code marked twice is two marks, as there.
            alike = places.setdefault((called.layer_id, called.type, called.parts), {})
            twin = next(
                (
                    one
                    for one, codes in islice(alike.items(), _MOST_AT_A_PLACE)
                    if span.type not in codes and _are_one(made[one], called)
                ),
                None,
            )
            if twin is None:
                made[span.id] = called
            else:
                made[twin] = _as_one(made[twin], called)
            now[span.id] = twin or span.id
            alike.setdefault(twin or span.id, set()).add(span.type)
        return now, made.values()

    def _bare(self, content: Content) -> Iterator[str]:
        """Give the notes that say no more than the type which the code they name became."""
        codes = {one.id: self._paths.get(one.type) for one in content.spans}
        for one in content.notes:
            path = codes.get(one.owner_id)
            if path is not None and one.text.removeprefix("#").strip().casefold() == path:
                yield one.id

    def _span(self, span: Span) -> Span | None:
        """Give a span as it is called here; None where its code is left out."""
        target = self._to.get(span.type)
        if target is None:
            return span
        if not target.type:
            return None
        if target == CodeTarget(span.type):
            return span
        said = {**span.attributes, **target.attributes} if target.attributes else span.attributes
        actor = self._actors.get(target.actor, span.actor_id)
        return _span_called(span, target.type, said, actor)

    def _tied(self, links: Iterable[Link], now: Mapping[str, str | None]) -> Iterator[Link]:
        """Give links between what is left, as they are called here, each tie once."""
        seen: set[tuple[str, str, str]] = set()
        for one in links:
            kind = self._links[one.type].name if one.type in self._links else one.type
            source, target = now.get(one.source_id), now.get(one.target_id)
            if source and target and source != target and (kind, source, target) not in seen:
                seen.add((kind, source, target))
                is_same = (kind, source, target) == (one.type, one.source_id, one.target_id)
                yield one if is_same else _link_called(one, kind, source, target)


def _our_link(theirs: LinkType, ours: Scheme) -> LinkType:
    """Give our link that is called alike; else theirs, which may then tie any two types."""
    key = code_key(theirs.label)
    alike = (one for one in ours.offered_links if key in (code_key(one.name), code_key(one.label)))
    named = next(alike, None)
    if named is None:
        named = next((one for one in ours.offered_links if one.role == key.replace(" ", "_")), None)
    if named is not None:
        return named
    taken = {one.name for one in ours.links}
    return replace(theirs, name=made_name(theirs.label, taken))


def _with_values(one: SpanType, said: Mapping[str, str]) -> SpanType:
    """Give a type that has these values."""
    every = {each.name: each for each in one.attributes}
    for name, value in said.items():
        known = every.get(name)
        if known is None:
            every[name] = AttributeType(name, one.name, (value,))
        elif known.is_closed and known.value(value) is None:
            every[name] = known.explaining((*known.explained, Value(value)))
    return replace(one, attributes=tuple(every.values()))


def _are_one(left: Span, right: Span) -> bool:
    """Say whether two marks of one place and type may be one: nothing that they say differs."""
    actors = {left.actor_id, right.actor_id} - {None}
    both = left.attributes.keys() & right.attributes.keys()
    return len(actors) < 2 and all(left.attributes[one] == right.attributes[one] for one in both)


def _as_one(left: Span, right: Span) -> Span:
    return replace(
        left,
        attributes={**left.attributes, **right.attributes},
        actor_id=left.actor_id or right.actor_id,
    )
