"""Kits: what is kept of those that were made, and what goes into one and what never does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.model.article import PROPOSED
from annotator.model.double_coding.kit import hide
from annotator.model.named import NamedKind, NamedSet
from annotator.model.rows import added
from annotator.project.acts.samples import free_name
from annotator.project.acts.shared import step_of
from annotator.project.answers import Done

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from annotator.model.article import Article, Json
    from annotator.model.bundle import Content
    from annotator.model.changes import Change, Step
    from annotator.model.double_coding.kit import Kit
    from annotator.model.layer import Layer
    from annotator.model.scheme import Scheme
    from annotator.project.acts.samples import Sampled
    from annotator.project.context import PlanContext


@dataclass(frozen=True, slots=True)
class PlannedKit:
    """One kit before it is written: what it says, its articles in order, those coded alone."""

    kit: Kit
    members: tuple[str, ...]
    alone: tuple[str, ...] = ()


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
        made = NamedSet(
            one.kit.id,
            NamedKind.KIT,
            free_name(known, one.kit.coder),
            {**one.kit.to_json(), "alone": alone},
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
) -> Step:
    """Give the first step of a kit: its scheme, its articles in this order, their regions.

    Nothing else goes in: no layer, note, state, actor, decision or step of anybody, no id of a
    region and nobody who set it, no time but that of the kit, and no word about the scheme.
    """
    at = kit.created
    changes: list[Change] = [*added(replace(scheme, note="", created=at))]
    texts: dict[str, str] = {}
    for number, content in enumerate(contents, 1):
        article = kit_article(content.article, number, at, kit.hidden)
        texts[article.sha256] = article.text
        regions = (replace(one, id=context.new_id(), set_by="") for one in content.regions)
        changes += added(article, *regions)
    return replace(step_of(context, "new", changes), by=kit.id, at=at, texts=texts)


def kit_article(article: Article, number: int, at: str, hides: Sequence[str]) -> Article:
    """Give an article as it lies in a kit; what is hidden leaves no place and no file name."""
    bare = replace(article, number=number, group_id=None, replaces=None, imported_at=at)
    if not hides:
        return bare
    proposed = {name: list(at) for name, at in article.proposed().items() if name not in hides}
    meta = {name: value for name, value in article.meta.items() if name != PROPOSED}
    if proposed:
        meta[PROPOSED] = proposed  # type: ignore[assignment]  # places are lists of numbers
    return hide(replace(bare, source="", raw_sha256="", meta=meta), hides)
