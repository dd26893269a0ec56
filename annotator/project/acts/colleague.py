"""Opening colleagues' files: what they hold comes in as further layers, in one step.

Articles are matched by the sha256 of their text, layers by their ids; a layer that is here in an
earlier version is brought to theirs row by row. No row of ours is overwritten by one from outside:
an id that is something else here gets another one, always the same.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from annotator.language import tr
from annotator.model.actor import Actor
from annotator.model.bundle import Content
from annotator.model.changes import Blocks, Change, ChangesToCome, Step, merged
from annotator.model.ids import derived_id
from annotator.model.layer import Layer, LayerKind
from annotator.model.rows import added
from annotator.model.span import Link, Span
from annotator.project.acts.actors import decided_about
from annotator.project.acts.merge_file import FilePlan
from annotator.project.acts.shared import step_of
from annotator.project.acts.versions import (
    Version,
    VersionOrder,
    copy_of,
    order_of_marks,
    with_version,
)
from annotator.project.colleagues.look_alikes import verdicts
from annotator.project.colleagues.merge_values import (
    ORIGIN,
    Incoming,
    MergeChoices,
    MergeCounts,
    MergedLayer,
    Namesake,
    Outcome,
    Present,
    Target,
)
from annotator.project.colleagues.namesakes import as_of, namesake_of
from annotator.project.context import PlanContext

_BLOCK = 100


class MergePlan:
    """Several files being planned as one step."""

    def __init__(
        self, context: PlanContext, here: Present, choices: MergeChoices, *, counts_only: bool
    ) -> None:
        """Plan on a project; with `counts_only` nothing is kept to be written."""
        self.context = context
        self.here = here
        self.choices = choices
        self.changes = ChangesToCome()
        self.texts: dict[str, str] = {}
        self.facts: dict[str, str] = {}
        self.counts: list[MergeCounts] = []
        self.counts_only = counts_only
        self.n_changes = 0
        self.n_articles = 0
        self.coming: dict[str, str] = {}
        """Articles that came with an earlier file, by checksum."""
        self.coming_ids: dict[str, set[str]] = {}
        self.namesakes: list[list[Namesake]] = []
        """Coders of each file who are called like one here."""
        self.mappings: set[str] = set()
        self.remembers = False
        self.first_scheme = context.scheme
        said = verdicts(here.decisions, context.layers)
        self.decided = {key: one.verdict == "accept" for key, one in said.items()}

    def put(self, changes: Iterable[Change]) -> None:
        """Take changes into the step."""
        some = tuple(changes)
        self.n_changes += len(some)
        if not self.counts_only:
            self.changes.add(some)

    def put_new(self, *values: Span | Link) -> None:
        """Take new marks into the step; where they are only counted no rows are made."""
        self.n_changes += len(values)
        if not self.counts_only:
            self.changes.add(added(*values))

    def add(self, every: Sequence[Incoming], watch: Callable[[int, int], None]) -> None:
        """Plan all files; `watch` hears how many articles were gone through."""
        self.remembers = len(every) > 1
        targets = self._targets(every)
        n_all = sum(len(one.keys) for one in every)
        n_done = 0
        for incoming, some, namesakes in zip(every, targets, self.namesakes, strict=True):
            file = FilePlan(self, incoming, some)
            file.counts.namesakes = namesakes
            for n in file.contents():
                n_done += n
                watch(n_done, n_all)
            file.finish()
            self.counts.append(file.counts)

    # --- which layer of which file -------------------------------------------------------------

    def _targets(self, every: Sequence[Incoming]) -> list[dict[str, Target]]:
        """Give for each file where its layers go; of several versions only the newest goes."""
        layers = {one.id: one for one in self.context.layers}
        versions = {one.id: self.here.versions.get(one.id, Version()) for one in layers.values()}
        from_file: dict[str, int] = {}
        found: list[dict[str, Target]] = []
        marks = _Marked(self)
        self.namesakes = [[] for _ in every]
        for n, incoming in enumerate(every):
            targets: dict[str, Target] = {}
            namesakes = self.namesakes[n]
            for said in incoming.bundle.layers:
                layer = self._of_whom(said, layers, namesakes)
                version = incoming.versions[layer.id]
                of = partial(marks.order, incoming, layer.id)
                to, outcome = self._where(layer, version, layers, versions, of)
                targets[layer.id] = self._target(layer, version, to, outcome, layers)
                if outcome is Outcome.OLDER and version.to(versions[to]) is None:
                    targets[layer.id].counts.is_guess = marks.lacks(incoming, layer.id, to)
                if outcome is Outcome.OLDER:
                    continue
                if to in from_file:
                    # An earlier file brought an older version.
                    _outdate(found[from_file[to]], to)
                from_file[to], versions[to] = n, version
                marks.take(to, incoming, layer.id)
                layers[to] = targets[layer.id].layer
            found.append(targets)
        return found

    def _of_whom(
        self, layer: Layer, layers: Mapping[str, Layer], namesakes: list[Namesake]
    ) -> Layer:
        """Give a layer of theirs as somebody's here, where its coder is taken for one of ours."""
        here = tuple(layers.values())
        found = namesake_of(layer, here, self.context.coder, self.choices.people)
        if found is not None:
            namesakes.append(found)
        return as_of(layer, here, found)

    def _where(
        self,
        layer: Layer,
        version: Version,
        layers: Mapping[str, Layer],
        versions: Mapping[str, Version],
        by_marks: Callable[[str], VersionOrder],
    ) -> tuple[str, Outcome]:
        copies = [one for one in layers.values() if copy_of(one) == copy_of(layer)]
        orders = {one.id: _order(version, versions[one.id], one.id, by_marks) for one in copies}
        for one in copies:
            if not one.frozen and VersionOrder.NEWER is orders[one.id]:
                both = version.steps and versions[one.id].steps
                orders[one.id] = VersionOrder.NEWER if both else VersionOrder.APART
            if not one.frozen and VersionOrder.SAME is orders[one.id]:
                orders[one.id] = VersionOrder.OLDER  # it stands as it is
        for wanted in (VersionOrder.SAME, VersionOrder.NEWER, VersionOrder.OLDER):
            for to, order in orders.items():
                if order is wanted:
                    return to, Outcome.OLDER if wanted is VersionOrder.OLDER else Outcome.UPDATED
        if not copies:
            return layer.id, Outcome.NEW
        return derived_id(copy_of(layer), *sorted(version.steps)[-1:], version.until), Outcome.APART

    def _target(
        self, layer: Layer, version: Version, to: str, outcome: Outcome, layers: Mapping[str, Layer]
    ) -> Target:
        here = next((one for one in self.context.layers if one.id == to), None)
        base = layers.get(to)
        name = layer.name
        if to != layer.id:
            name = tr("{name}, another copy", name=layer.name)
        if base is not None and not base.frozen:
            coming = replace(base, name=layer.name, colour=layer.colour or base.colour)
        else:
            mine = (
                layer.kind is LayerKind.PERSON
                and layer.coder_id == self.context.coder.id
                and self.context.layer_is_new
                and outcome is Outcome.NEW
            )
            name = self.context.coder.name if mine else name
            coming = replace(layer, id=to, name=name, frozen=not mine, origin=ORIGIN)
            if not mine:
                coming = with_version(coming, version, copy_of(layer))
        since = ""
        if here is not None:
            since = self.here.versions.get(to, Version()).until
            if outcome is Outcome.UPDATED:
                outcome = Outcome.UNCHANGED
        counts = MergedLayer(to, coming.name, layer.kind, layer.coder_id, outcome, since)
        return Target(coming, here, counts)

    # --- what is known here --------------------------------------------------------------------

    def known(self, table: str, ids: Collection[str]) -> set[str]:
        """Give which of some ids are rows here, or come with an earlier file."""
        found = self.here.known_ids(table, ids) if ids else set()
        if self.remembers:
            found |= self.coming_ids.setdefault(table, set()).intersection(ids)
        return found

    def come(self, table: str, ids: Iterable[str]) -> None:
        """Note ids that come with this file, if there are more files."""
        if self.remembers:
            self.coming_ids.setdefault(table, set()).update(ids)

    def decide(self, one: Actor, other: Actor, *, is_same: bool) -> None:
        """Note for ever whether two actors are the same one."""
        changes = decided_about(self.context, self.here.decisions, one, other, is_same=is_same)
        self.put(changes)
        self.context = self.context.applied(changes)

    # --- the step ------------------------------------------------------------------------------

    def step(self) -> Step:
        """Give the step of all files; the new version of the scheme stands first."""
        scheme: tuple[Change, ...] = ()
        if self.context.scheme != self.first_scheme:
            version = self.first_scheme.version + 1
            coming = replace(self.context.scheme, version=version, created=self.context.now())
            scheme = added(coming)
        n = {
            "n": sum(_is_taken(one) for file in self.counts for one in file.layers),
            "articles": sum(len(one.new) for one in self.counts),
        }
        files = [one.source for one in self.counts]
        # Of several files one row may change more than once.
        changes = self.changes.behind(*scheme)
        step = step_of(self.context, "merge", (), files=list(files), **n)
        return replace(
            step,
            changes=changes if isinstance(changes, Blocks) else merged(changes),
            texts=self.texts,
            facts=self.facts if self.n_changes else {},
        )


class _Marked:
    """What layers hold, for those that came without a history; looked at only where it is asked."""

    def __init__(self, plan: MergePlan) -> None:
        self._plan = plan
        self._coming: dict[str, tuple[Incoming, str]] = {}
        """The layer of an earlier file that goes where another one asks to go."""
        self._read: dict[int, dict[str, dict[str, str]]] = {}

    def take(self, to: str, incoming: Incoming, layer_id: str) -> None:
        """Note which layer of which file goes to one here."""
        self._coming[to] = incoming, layer_id

    def order(self, incoming: Incoming, layer_id: str, to: str) -> VersionOrder:
        """Say what a layer of a file is to the one here, or to that of an earlier file."""
        here = self._here(to)
        theirs = self._of(incoming).get(layer_id, {})
        return order_of_marks(theirs, here, self._plan.context.now())

    def lacks(self, incoming: Incoming, layer_id: str, to: str) -> bool:
        """Say whether a layer of a file lacks something that is marked on the one here."""
        theirs = self._of(incoming).get(layer_id, {})
        return bool(self._here(to).keys() - theirs.keys())

    def _here(self, to: str) -> dict[str, str]:
        """Give what is on a layer here, or on that of an earlier file which goes there."""
        if to in self._coming:
            earlier, its_id = self._coming[to]
            return self._of(earlier).get(its_id, {})
        present = self._plan.here
        ids = [one.id for one in present.every_key()]
        blocks = (ids[n : n + _BLOCK] for n in range(0, len(ids), _BLOCK))
        every = (one for some in blocks for one in present.contents(some, {to}))
        return _moments(every).get(to, {})

    def _of(self, incoming: Incoming) -> dict[str, dict[str, str]]:
        """Give what a file holds by layer: it is read once."""
        if id(incoming) not in self._read:
            self._read[id(incoming)] = _moments(incoming.bundle.contents)
        return self._read[id(incoming)]


def _moments(contents: Iterable[Content]) -> dict[str, dict[str, str]]:
    """Give by layer all that is marked, each with when it was made or changed last."""
    found: dict[str, dict[str, str]] = {}
    for one in contents:
        for span in one.spans:
            found.setdefault(span.layer_id, {})[span.id] = span.changed or span.created
        for link in one.links:
            found.setdefault(link.layer_id, {})[link.id] = link.created
    return found


def _order(
    version: Version, here: Version, to: str, by_marks: Callable[[str], VersionOrder]
) -> VersionOrder:
    """Say what a version is to one here: by its history, where one has none by what is marked."""
    order = version.to(here)
    if order is not None:
        return order
    order = by_marks(to)
    if order is VersionOrder.SAME and bool(version.steps) != bool(here.steps):
        return VersionOrder.NEWER if version.steps else VersionOrder.OLDER
    return order


def _is_taken(layer: MergedLayer) -> bool:
    return layer.outcome in (Outcome.NEW, Outcome.UPDATED, Outcome.APART)


def _outdate(targets: dict[str, Target], to: str) -> None:
    for target in targets.values():
        if target.layer.id == to:
            target.counts.outcome = Outcome.OLDER
