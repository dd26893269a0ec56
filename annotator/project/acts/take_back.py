"""Taking back an article or a layer from an older state: the difference to now, as one step.

What came into it since goes, what went since comes back; ids stay what they were. What the
program suggests is derived, and is in no older state.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.model.changes import Blocks, ChangesToCome, Step, differences, merged
from annotator.model.layer import Progress
from annotator.model.rows import added, rows_of
from annotator.model.span import Owner
from annotator.project.acts.shared import step_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from annotator.model.actor import Actor
    from annotator.model.bundle import Content
    from annotator.model.changes import Change
    from annotator.model.layer import Layer
    from annotator.model.rows import Value
    from annotator.project.context import PlanContext


@dataclass(slots=True)
class TakenBack:
    """What comes back: articles that were gone, marks that come, go and change; `n_articles` are
    those in which anything is other than now.
    """

    n_articles: int = 0
    n_returned: int = 0
    n_come: int = 0
    n_gone: int = 0
    n_changed: int = 0

    def count(self, changes: Iterable[Change]) -> None:
        """Count the marks that some changes touch; one whose attributes alone change, too."""
        whole = Counter[bool]()
        own, others = set[object](), set[object]()
        for one in changes:
            row = one.after if one.after is not None else one.before or {}
            if one.table == "span":
                own.add(row["id"])
                if one.before is None or one.after is None:
                    whole[one.before is None] += 1
                else:
                    others.add(row["id"])
            elif one.table in ("part", "refers"):
                others.add(row["span_id"])
            elif one.table == "attribute" and row["owner_kind"] == "span":
                others.add(row["owner_id"])
        n_whole = whole.total()
        self.n_come += whole[True]
        self.n_gone += whole[False]
        self.n_changed += len(own | others) - n_whole


@dataclass(slots=True)
class TakeBackPlan:
    """Article by article what differs; `layer_id` = of that layer alone, None = all of it.

    `layers` and `actors` are those of then, by id; `known_actors` are rows that are there now.
    """

    context: PlanContext
    layers: Mapping[str, Layer]
    actors: Mapping[str, Actor]
    known_actors: set[str]
    layer_id: str | None = None
    taken: TakenBack = field(default_factory=TakenBack)
    _changes: ChangesToCome = field(default_factory=ChangesToCome)
    _texts: dict[str, str] = field(default_factory=dict)
    _known_layers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Know the layers that are there now."""
        self._known_layers = {one.id for one in self.context.layers}

    def add(self, then: Content, now: Content | None) -> None:
        """Plan one article as it was; None = it is not there now."""
        before = () if now is None else rows_of(*self._values(now))
        values = self._values(then)
        changes = differences(before, rows_of(*values))
        if not changes:
            return
        if now is None:
            self._texts[then.article.sha256] = then.article.text
            self.taken.n_returned += 1
        self.taken.n_articles += 1
        self.taken.count(changes)
        used = {one.actor_id for one in then.spans if one.actor_id is not None}
        self._changes.add((*self._missing_layers(then), *self._missing_actors(used), *changes))

    def take_away(self, now: Content) -> None:
        """Plan an article in which the layer had nothing then."""
        changes = differences(rows_of(*self._values(now)), ())
        if changes:
            self.taken.n_articles += 1
            self.taken.count(changes)
            self._changes.add(changes)

    def _values(self, content: Content) -> list[Value]:
        """Give what is taken back of an article: all of it, or what is on the layer."""
        wanted = self.layer_id
        spans = [one for one in content.spans if wanted in (None, one.layer_id)]
        links = [one for one in content.links if wanted in (None, one.layer_id)]
        progress = [
            Progress(layer, content.article.id, state, content.since[layer])
            for layer, state in content.states.items()
            if wanted in (None, layer)
        ]
        decisions = [one for one in content.decisions if wanted in (None, one.layer_id)]
        owners = {(Owner.SPAN, one.id) for one in spans} | {(Owner.LINK, one.id) for one in links}
        notes = [
            one
            for one in content.notes
            if wanted is None or (one.owner_kind, one.owner_id) in owners
        ]
        whole: list[Value] = [content.article, *content.regions] if wanted is None else []
        return [*whole, *progress, *spans, *links, *notes, *decisions]

    def _missing_layers(self, then: Content) -> tuple[Change, ...]:
        used = {one.layer_id for one in then.spans} | {*then.states}
        wanted = used if self.layer_id is None else used & {self.layer_id}
        missing = sorted(wanted - self._known_layers)
        self._known_layers |= wanted
        return added(*(self.layers[one] for one in missing if one in self.layers))

    def _missing_actors(self, ids: Collection[str]) -> tuple[Change, ...]:
        """Give the actors that marks of then mean and that are not there now, with those they
        became.
        """
        found: list[Actor] = []
        waiting = [*ids]
        while waiting:
            actor = self.actors.get(waiting.pop())
            if actor is None or actor.id in self.known_actors:
                continue
            self.known_actors.add(actor.id)
            found.append(actor)
            meant = (actor.merged_into, *(one.organisation_id for one in actor.roles))
            waiting += [one for one in meant if one is not None]
        return added(*found)

    def step(self, name: str) -> Step:
        """Give the step; `name` says what is taken back."""
        changes = self._changes.behind()
        step = step_of(self.context, "take-back", (), name=name, n=self.taken.n_articles)
        whole = changes if isinstance(changes, Blocks) else merged(changes)
        return replace(step, changes=whole, texts=self._texts)
