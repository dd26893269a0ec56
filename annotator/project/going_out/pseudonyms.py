"""Other names for chosen actors in all that goes out: texts, titles, fields, notes, aliases.

This hides names, not persons. Offsets go through the map of the replaced text.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr, trn
from annotator.model.actor import ActorBook
from annotator.model.article import PROPOSED, Article
from annotator.model.bundle import Loss, LossKind
from annotator.model.choice import PERSONS
from annotator.model.choice.cases import CountedCases, StillTells
from annotator.model.named import NamedKind
from annotator.project.acts.actors import find_actor
from annotator.project.going_out.key_file import PseudonymRow
from annotator.project.going_out.mapped import Mapped
from annotator.project.going_out.names import HiddenNames
from annotator.project.going_out.scheme_words import listed_values, with_words
from annotator.project.going_out.still_tells import StillTelling
from annotator.text.csv_text import unique_names
from annotator.text.likeness import text_sha256
from annotator.text.ranges import Range, overlap, union
from annotator.text.replaced import Replaced, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from annotator.model.actor import Actor
    from annotator.model.article import Json
    from annotator.model.bundle import Bundle, Content
    from annotator.model.choice import ExportChoice
    from annotator.model.named import NamedSet
    from annotator.model.scheme import Scheme
    from annotator.model.span import Decision, Link, Reason, Span

    Words: TypeAlias = Callable[[str], str]

_PERSON = "person"
_MOST_TOLD = 10_000
"""So many places of what may still tell are listed: more than somebody looks through."""
_LOST: Mapping[str, tuple[LossKind, str, str]] = {
    "text": (
        LossKind.CHANGED,
        "in {n} article names are replaced: its checksum is that of the new text",
        "in {n} articles names are replaced: their checksums are those of the new texts",
    ),
    "text.same": (
        LossKind.CHANGED,
        "{n} article has the same text as another one now: an empty line at its end keeps it apart",
        "{n} articles have the same text as others now: empty lines at their ends keep them apart",
    ),
    "text.shared": (
        LossKind.CHANGED,
        "{n} name that several of them have, without a mark of who it is, becomes the first one’s",
        "{n} names that several of them have, without a mark of who it is, become the first one’s",
    ),
    "scheme": (
        LossKind.CHANGED,
        "{n} value of the coding scheme becomes the same as another one",
        "{n} values of the coding scheme become the same as others",
    ),
    "span.place": (
        LossKind.CHANGED,
        "{n} mark that ends inside a replaced name is moved to its edge",
        "{n} marks that end inside a replaced name are moved to its edge",
    ),
    "source": (
        LossKind.DROPPED,
        "the address and the file of {n} article are left out",
        "the addresses and files of {n} articles are left out",
    ),
    "decision": (
        LossKind.DROPPED,
        "{n} decision about a difference is left out, as it is known by the old text",
        "{n} decisions about differences are left out, as they are known by the old texts",
    ),
    "named": (
        LossKind.DROPPED,
        "{n} search, rule or other thing kept under a name is left out",
        "{n} searches, rules or other things kept under names are left out",
    ),
}


@dataclass(frozen=True, slots=True)
class NamesToHide:
    """Who is hidden under which name: rows for the key, and the pseudonym of each actor."""

    rows: tuple[PseudonymRow, ...]
    by_actor: Mapping[str, str]
    names: HiddenNames


def names_to_hide(
    actors: Sequence[Actor], choice: ExportChoice, known: Sequence[PseudonymRow]
) -> NamesToHide:
    """Give each chosen actor a pseudonym, the one that it has in the key where it stands there.

    Raises `WrongUse` for an actor whom nobody knows.
    """
    book = ActorBook(actors)
    chosen = _chosen(book, choice)
    by_id = {one.actor_id: one.pseudonym for one in known if one.actor_id}
    here = {one.id for one in actors}
    by_name = {one.name: one.pseudonym for one in known if one.actor_id not in here}
    taken = {one.pseudonym for one in known} | {name for one in actors for name in one.names()}
    by_actor: dict[str, str] = {}
    rows = {(one.actor_id, one.name): one for one in known}
    names: dict[str, list[str]] = {}
    for actor in chosen.values():
        same = [one for one in actors if (book.get(one.id) or one).id == actor.id]
        pseudonym = by_id.get(actor.id) or by_name.get(actor.name)
        pseudonym = pseudonym or _next(actor.kind, taken)
        taken.add(pseudonym)
        for one in same:
            by_actor[one.id] = pseudonym
            names.setdefault(pseudonym, []).extend(one.names())
            rows[one.id, one.name] = PseudonymRow(pseudonym, one.id, one.name)
    own = HiddenNames(names)
    for word in choice.also:
        told = own.told_by(word)
        pseudonym = by_name.get(word) or (
            next(iter(told)) if len(told) == 1 else _next(_PERSON, taken)
        )
        taken.add(pseudonym)
        names.setdefault(pseudonym, []).append(word)
        rows.setdefault(("", word), PseudonymRow(pseudonym, "", word))
    return NamesToHide(tuple(rows.values()), by_actor, HiddenNames(names) if choice.also else own)


def _chosen(book: ActorBook, choice: ExportChoice) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for said in choice.pseudonyms:
        if said == PERSONS:
            found |= {one.id: one for one in book.present() if one.kind == _PERSON}
            continue
        actor = find_actor(book, said)
        if actor is None:
            raise WrongUse(
                tr("There is no actor “{said}”.", said=said),
                tr("Give an id or a name that “annotator list FILE actors” shows."),
            )
        found[actor.id] = actor
    return found


def _next(kind: str, taken: set[str]) -> str:
    """Give the next free name for an actor of a kind: “Person 1”."""
    word, n = kind.capitalize() or "Actor", 1
    while f"{word} {n}" in taken:
        n += 1
    return f"{word} {n}"


@dataclass(slots=True)
class WithPseudonyms:
    """Replaces names in a bundle; with `tells` it lists what may still tell."""

    hidden: NamesToHide
    tells: bool = False
    still: list[StillTells] = field(default_factory=list)
    _seen: CountedCases = field(default_factory=CountedCases)
    _beside: dict[str, int] = field(default_factory=dict)
    _of: dict[str, int] = field(default_factory=dict)
    _passed: Counter[str] = field(default_factory=Counter)
    """How many articles, marks and names in texts have gone by."""
    _with_actor: frozenset[str] = frozenset()
    _telling: StillTelling = field(init=False)
    _beside_all: Bundle | None = None
    """What goes out beside the articles."""
    _listed: frozenset[str] = frozenset()
    """Values from lists of the coding scheme: they are changed there and on marks alike."""
    _samples: dict[str, str] = field(default_factory=dict)
    """What samples are called now, by what they were."""
    _own_fields: dict[str, str] = field(default_factory=dict)
    """What fields of the corpus's own are called now, by what they were."""
    _texts: set[bytes] = field(default_factory=set)
    """Checksums of the texts that have gone by, to tell two that became one."""

    def __post_init__(self) -> None:
        """Know what may still tell."""
        rows = self.hidden.rows
        self._telling = StillTelling(self.hidden.names, (one.pseudonym for one in rows))

    def bundle(self, bundle: Bundle) -> Bundle:
        """Give a bundle without the names; what is changed in it is known when it has gone by."""
        words, scheme = self.hidden.names.without, bundle.scheme
        new_scheme = None if scheme is None else with_words(scheme, words)
        schemes = (*bundle.older_schemes, *(() if scheme is None else (scheme,)))
        self._listed = frozenset(value for one in schemes for value in listed_values(one))
        named = tuple(one for one in bundle.named if one.kind is NamedKind.SAMPLE)
        self._samples = _each_once([one.name for one in named], words)
        differences = [one for one in bundle.decisions if one.subject_kind == "difference"]
        self._beside = {
            "named": len(bundle.named) - len(named),
            "decision": len(differences),
            "scheme": _n_values(scheme) - _n_values(new_scheme),
        }
        self._of = {
            "named": len(bundle.named),
            "decision": len(bundle.decisions),
            "scheme": _n_values(scheme),
        }
        types = scheme.types if scheme is not None else ()
        self._with_actor = frozenset(one.name for one in types if one.refers_to_actor)
        self._beside_all = replace(
            bundle,
            contents=Mapped(bundle.contents, self._content, self._begin),
            project_title=words(bundle.project_title),
            scheme=new_scheme,
            older_schemes=tuple(with_words(one, words) for one in bundle.older_schemes),
            layers=tuple(
                replace(one, name=words(one.name), record=_mapping(one.record, words))
                for one in bundle.layers
            ),
            actors=tuple(map(self._actor, bundle.actors)),
            decisions=tuple(
                self._decision(one) for one in bundle.decisions if one not in differences
            ),
            notes=tuple(replace(one, text=words(one.text)) for one in bundle.notes),
            named=self._named(named),
            coders={one: words(name) for one, name in bundle.coders.items()},
            choice=self._choice(bundle.choice),
            left=lambda: (*bundle.left(), *self._losses()),
        )
        return self._beside_all

    def _begin(self) -> None:
        self._seen.clear()
        self._texts.clear()
        self._passed.clear()
        self.still.clear()
        if self.tells and self._beside_all is not None:
            self._tell(self._telling.beside(self._beside_all))

    def _tell(self, told: Iterable[StillTells]) -> None:
        self.still += islice(told, max(0, _MOST_TOLD - len(self.still)))

    def _losses(self) -> Iterator[Loss]:
        passed = self._passed
        of = {"span.place": passed["span"], "text.shared": passed["name"], **self._of}
        for item, (fate, one, many) in _LOST.items():
            n = self._seen.n[item] + self._beside.get(item, 0)
            if n:
                total = of.get(item, passed["article"])
                yield Loss(item, n, total, fate, trn(one, many, n), self._seen.cases(item))

    def _choice(self, choice: ExportChoice) -> ExportChoice:
        words = self.hidden.names.without
        return replace(
            choice,
            pseudonyms=tuple(dict.fromkeys(self.hidden.by_actor.values())),
            also=(),
            where=tuple((key, words(value)) for key, value in choice.where),
            sample=choice.sample and self._samples.get(choice.sample, words(choice.sample)),
        )

    # --- what stands beside the articles ------------------------------------------------------

    def _actor(self, one: Actor) -> Actor:
        words = self.hidden.names.without
        pseudonym = self.hidden.by_actor.get(one.id)
        roles = tuple(replace(role, role=words(role.role)) for role in one.roles)
        attributes = {name: words(value) for name, value in one.attributes.items()}
        made = replace(one, roles=roles, attributes=attributes, note=words(one.note))
        if pseudonym is not None:
            return replace(made, name=pseudonym, aliases=(), external_id="")
        aliases = tuple(replace(alias, name=words(alias.name)) for alias in one.aliases)
        return replace(made, name=words(one.name), aliases=aliases)

    def _decision(self, one: Decision) -> Decision:
        return replace(one, note=self.hidden.names.without(one.note)) if one.note else one

    def _named(self, samples: Sequence[NamedSet]) -> tuple[NamedSet, ...]:
        """Give samples under names of which no two are the same."""
        words = self.hidden.names.without
        return tuple(
            replace(one, name=self._samples[one.name], body=_mapping(one.body, words))
            for one in samples
        )

    # --- one article --------------------------------------------------------------------------

    def _content(self, content: Content) -> Content:
        article, names = content.article, self.hidden.names
        self._passed.update(article=1, span=len(content.spans))
        stretches = self._stretches(content)
        self._passed["name"] += len(stretches)
        if self.tells:
            self._list(content, [one for one, _ in stretches])
        new, sha256 = self._apart(article, replaced(article.text, stretches))
        if stretches:
            self._seen.add("text", article.id, [None])
        if article.url or article.source:
            self._seen.add("source", article.id, [None])

        def words(said: str) -> str:
            return names.without(said, "" if said in self._listed else article.language)

        spans = tuple([self._span(one, new, words) for one in content.spans])
        moved = [one.hull() for one in content.spans if any(map(new.cuts, one.parts))]
        self._seen.add("span.place", article.id, moved)
        made = replace(
            content,
            article=self._article(article, new, sha256, words),
            regions=tuple([replace(one, at=new.moved(one.at)) for one in content.regions]),
            spans=spans,
            links=tuple([_link(one, words) for one in content.links]),
            notes=tuple([replace(one, text=words(one.text)) for one in content.notes]),
            decisions=tuple(map(self._decision, content.decisions)),
        )
        if self.tells:
            self._tell(self._telling.about(made))
        return made

    def _apart(self, article: Article, new: Replaced) -> tuple[Replaced, str]:
        """Give a text that no other has, and its checksum: a text stands in a project once."""
        sha256, is_same = text_sha256(new.text), False
        while (known := bytes.fromhex(sha256)) in self._texts:
            is_same, new = True, replace(new, text=f"{new.text}\n")
            sha256 = text_sha256(new.text)
        self._texts.add(known)
        if is_same:
            self._seen.add("text.same", article.id, [None])
        return new, sha256

    def _stretches(self, content: Content) -> list[tuple[Range, str]]:
        """Give what is replaced in a text, in order: names, and marks of who is hidden."""
        article, names = content.article, self.hidden.names
        marks: list[tuple[Range, str]] = []
        for span in content.spans:
            pseudonym = self.hidden.by_actor.get(span.actor_id or "")
            if pseudonym is not None:
                marks += [(part, pseudonym) for part in span.parts]
        found: list[tuple[Range, str]] = [*names.in_text(article.text, article.language)]
        marked = {at for at, _ in marks}
        shared = [
            at for at, _ in found if at not in marked and names.is_shared(at.of(article.text))
        ]
        self._seen.add("text.shared", article.id, shared)
        # Marks first: where several have a name, the mark says whom it means.
        return _without_overlaps(sorted([*marks, *found], key=_longest_first))

    def _article(self, article: Article, new: Replaced, sha256: str, words: Words) -> Article:
        named = {key: self._own_field(key, article.meta) for key in article.meta}
        return replace(
            article,
            text=new.text,
            sha256=sha256,
            title=words(article.title),
            outlet=words(article.outlet),
            byline=words(article.byline),
            url="",
            source="",
            raw_sha256="",
            meta={named[key]: _own(key, one, new, words) for key, one in article.meta.items()},
        )

    def _own_field(self, key: str, meta: Mapping[str, Json]) -> str:
        """Give what a field of the corpus's own is called now: the same in all articles."""
        known = self._own_fields
        if key not in known:
            made = self.hidden.names.without(key)
            taken = (*known.values(), *(one for one in meta if one not in known))
            known[key] = key if made == key else unique_names("", [*taken, made])[-1]
        return known[key]

    def _span(self, span: Span, new: Replaced, words: Words) -> Span:
        parts = _apart([new.moved(one) for one in span.parts])
        reason = None if span.reason is None else _reason(span.reason, new, words)
        return replace(
            span,
            parts=parts,
            quotes=tuple([new.text[part.start : part.end] for part in parts]),
            attributes={name: words(value) for name, value in span.attributes.items()},
            reason=reason,
        )

    def _list(self, content: Content, but: Sequence[Range]) -> None:
        """List words that hold a part of a name, and marks of somebody without an actor."""
        article, text = content.article, content.article.text
        telling = self.hidden.names.telling(text, but, article.language)
        told = [StillTells(word, article.id, at) for word, at in telling]
        for span in content.spans:
            if span.type in self._with_actor and span.actor_id is None:
                told += [
                    StillTells(part.of(text), article.id, part)
                    for part in span.parts
                    if not any(overlap(part, one) for one in but)
                ]
        self._tell(told)


def _longest_first(one: tuple[Range, str]) -> tuple[int, int]:
    return one[0].start, -one[0].end


def _without_overlaps(found: Iterable[tuple[Range, str]]) -> list[tuple[Range, str]]:
    """Give stretches in order; of those that overlap one, which has the name of the first."""
    kept: list[tuple[Range, str]] = []
    for at, pseudonym in found:
        if kept and at.start < kept[-1][0].end:
            before, first = kept[-1]
            kept[-1] = (Range(before.start, max(before.end, at.end)), first)
        else:
            kept.append((at, pseudonym))
    return kept


def _own(key: str, value: Json, new: Replaced, words: Words) -> Json:
    """Give one of an article's own fields; places of what is proposed are moved."""
    made = _value(value, words)
    if key == PROPOSED and isinstance(made, dict):
        return {name: _proposed(one, new) for name, one in made.items()}
    return made


def _proposed(kept: Json, new: Replaced) -> Json:
    match kept:
        case [int(start), int(end)]:
            return [*new.moved(Range(start, end))]
        case dict():
            moved = {key: _proposed(one, new) for key, one in kept.items() if key == "at"}
            others = kept.get("others")
            if isinstance(others, list):
                moved["others"] = [_proposed(one, new) for one in others]
            return {**kept, **moved}
    return kept


def _value(value: Json, words: Words) -> Json:
    match value:
        case str():
            return words(value)
        case list():
            return [_value(one, words) for one in value]
        case dict():
            return _mapping(value, words)
    return value


def _mapping(value: Mapping[str, Json], words: Words) -> dict[str, Json]:
    named = _each_once(value, words)
    return {named[key]: _value(one, words) for key, one in value.items()}


def _each_once(names: Iterable[str], words: Words) -> dict[str, str]:
    """Give names as they are now, by what they were; of those that become the same one is it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    # Those that stay as they are come first.
    for name in sorted(names, key=lambda one: words(one) != one):
        made = new = words(name)
        n = 1
        while new in taken:
            n += 1
            new = f"{made} ({n})"
        taken.add(new)
        found[name] = new
    return found


def _n_values(scheme: Scheme | None) -> int:
    return 0 if scheme is None else len(listed_values(scheme))


def _reason(reason: Reason, new: Replaced, words: Words) -> Reason:
    args = _mapping(reason.args, words)
    evidence = tuple([new.moved(one) for one in reason.evidence])
    return replace(reason, text=words(reason.text), args=args, evidence=evidence)


def _link(link: Link, words: Words) -> Link:
    if not link.attributes:
        return link
    return replace(link, attributes={name: words(one) for name, one in link.attributes.items()})


def _apart(parts: Sequence[Range]) -> tuple[Range, ...]:
    """Give parts that were moved into the same name as one."""
    overlapping = any(one.end > other.start for one, other in pairwise(parts))
    return union(parts) if overlapping else tuple(parts)
