"""Kits: what is kept of those that were made, and what goes into one and what never does."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.model.article import GROUP_WHY, PROPOSED
from annotator.model.double_coding.kit import hide
from annotator.model.layer import GIVEN, Layer, LayerKind
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added
from annotator.model.span import Note, Owner, Span
from annotator.project.acts.samples import free_name
from annotator.project.acts.shared import step_of
from annotator.project.answers import Done

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from annotator.model.article import Article, Json
    from annotator.model.bundle import Content
    from annotator.model.changes import Change, Step
    from annotator.model.double_coding.kit import Kit
    from annotator.model.scheme import Scheme
    from annotator.project.acts.samples import Sampled
    from annotator.project.context import PlanContext


@dataclass(frozen=True, slots=True)
class PlannedKit:
    """One kit before it is written: what it says, its articles in order, those coded alone."""

    kit: Kit
    members: tuple[str, ...]
    alone: tuple[str, ...] = ()
    places: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Where places are given: by article the ids in the kit, with the ids that they are here."""
    given_id: str = ""


@dataclass(frozen=True, slots=True)
class AskedBeside:
    """The notes on the scheme, of which questions go out, and the ids of the kit's coder."""

    beside: tuple[Note, ...] = ()
    own: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MadeKit:
    """One kit that was made: for whom, where it lies, how many articles it has."""

    coder: str
    path: Path
    n_articles: int
    n_alone: int = 0
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class KitsMade(Done):
    """What `make_kits` did: the kits, the sample that is double-coded, and what is to be said.

    `n_articles` = how many there are in the project.
    """

    kits: tuple[MadeKit, ...]
    sample: str
    n_articles: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KitState:
    """What became of one kit: how much of it is done in what came back last.

    `returned` = when that was, "" = never; `coder` = for whom it was made, `coded_by` = whose
    layer came back.
    """

    id: str
    name: str
    coder: str
    n_articles: int
    n_done: int = 0
    n_excluded: int = 0
    returned: str = ""
    coded_by: str = ""


KIT = "kit"
"""The key of a layer's record that says out of which kit it came back."""


REOPENED = "reopened"
"""The key of a kept kit that says how many articles were gone on with after they had shown what
was hidden."""


PLACES = "places"
"""The key of a kept kit that says which place in it is which claim here, by article."""


PLACES_OF = "places_of"
"""The key of a kept kit that says whose claims its places are."""


@dataclass(frozen=True, slots=True)
class GivenPlaces:
    """The places that a kit gave: of which layer, and which ids they had in it, by article."""

    of: str
    ids: Mapping[str, frozenset[str]]


def given_places(kits: Iterable[NamedSet], layer: Layer) -> GivenPlaces | None:
    """Give the places that were given to whoever coded a layer; None where they found their own."""
    if not layer.record.get(GIVEN):
        return None
    kit = next((one for one in kits if one.id == of_kit(layer)), None)
    return GivenPlaces("", {}) if kit is None else places_in(kit)


def places_in(kit: NamedSet) -> GivenPlaces:
    """Give the places that a kit gave; none where it gave none."""
    places = kit.body.get(PLACES)
    by_article = places if isinstance(places, dict) else {}
    ids = {at: frozenset(some) for at, some in by_article.items() if isinstance(some, dict)}
    return GivenPlaces(str(kit.body.get(PLACES_OF) or ""), ids)


def of_kit(layer: Layer) -> str:
    """Give the id of the kit that a layer came back in; "" for any other."""
    kit_id = layer.record.get(KIT)
    return kit_id if isinstance(kit_id, str) else ""


def plan_kits(
    context: PlanContext,
    planned: Sequence[PlannedKit],
    here: Iterable[NamedSet],
    sampled: Sampled | None,
) -> Step:
    """Give the step that keeps which kits were made, and the sample that was drawn for them."""
    changes: list[Change] = [*sampled.step.changes] if sampled is not None else []
    known = [one for one in here if one.kind is NamedKind.KIT]
    for one in planned:
        alone: list[Json] = [*one.alone]
        places: dict[str, Json] = {at: dict(ids) for at, ids in one.places.items()}
        given: dict[str, Json] = {PLACES: places, PLACES_OF: one.given_id} if one.kit.given else {}
        made = NamedSet(
            one.kit.id,
            NamedKind.KIT,
            free_name(known, one.kit.coder),
            {**one.kit.to_json(), "alone": alone, **given},
            context.coder.id,
            context.now(),
            one.members,
        )
        known.append(made)
        changes += added(made)
    names = ", ".join(one.kit.coder for one in planned)
    return step_of(context, "make-kits", changes, n=len(planned), name=names)


# --- what goes in -------------------------------------------------------------------------------


def kit_step(
    context: PlanContext,
    kit: Kit,
    contents: Iterable[Content],
    scheme: Scheme,
    places: Mapping[str, Mapping[str, str]] | None = None,
    asked: AskedBeside = AskedBeside(),
) -> Step:
    """Give the first step of a kit: its scheme, its articles in this order, their regions.

    Where places are given, their parts are on a layer that waits for its coder. Nothing else goes
    in: no layer, state, actor, decision or step of anybody, no id of a region and nobody who
    set it, no time but that of the kit, and no word about the scheme; of notes only questions on
    the articles and the scheme (`asked`), with what was answered, by nobody.
    """
    at = kit.created
    changes: list[Change] = [*added(replace(scheme, note="", created=at))]
    texts: dict[str, str] = {}
    record: dict[str, Json] = {GIVEN: True, KIT: kit.id}
    layer = Layer(context.new_id(), LayerKind.PERSON, kit.coder, record=record)
    changes += added(layer) if places else ()
    changes += added(*kit_notes(asked.beside, kit, asked.own))
    for number, content in enumerate(contents, 1):
        article = kit_article(content.article, number, at, kit.hidden)
        texts[article.sha256] = article.text
        regions = (replace(one, id=context.new_id(), set_by="") for one in content.regions)
        changes += added(article, *regions, *kit_notes(content.notes, kit, asked.own))
        old = {one.id: one for one in content.spans}
        of_here = (places or {}).get(article.id, {})
        changes += added(*(given_span(old[of], new, layer.id, at) for new, of in of_here.items()))
    return replace(step_of(context, "new", changes), by=kit.id, at=at, texts=texts)


def kit_notes(notes: Iterable[Note], kit: Kit, own: Collection[str]) -> list[Note]:
    """Give the questions on articles and the scheme as they lie in a kit, with their answers.

    Only the kit's coder's own (of the ids `own`) say by whom and when.
    """
    some = [one for one in notes if one.owner_kind in (Owner.ARTICLE, Owner.SCHEME)]
    asked = {one.id for one in some if one.question}
    return [
        one if one.by in own else replace(one, by="", at=kit.created, later=False)
        for one in some
        if one.question or one.answer_to in asked
    ]


def given_span(span: Span, span_id: str, layer_id: str, at: str) -> Span:
    """Give the place of a claim and nothing else of it."""
    return Span(
        id=span_id,
        article_id=span.article_id,
        layer_id=layer_id,
        type=span.type,
        parts=span.parts,
        quotes=span.quotes,
        created=at,
    )


def kit_article(article: Article, number: int, at: str, hides: Sequence[str]) -> Article:
    """Give an article as it lies in a kit; what is hidden leaves no place and no file name."""
    meta = {name: value for name, value in article.meta.items() if name != GROUP_WHY}
    bare = replace(article, number=number, group_id=None, replaces=None, imported_at=at, meta=meta)
    if not hides:
        return bare
    proposed = {
        name: one.as_json() for name, one in article.proposed().items() if name not in hides
    }
    meta.pop(PROPOSED, None)
    if proposed:
        meta[PROPOSED] = proposed
    return hide(replace(bare, source="", raw_sha256="", meta=meta), hides)
