"""PlanContext: what planning an act needs to know of the project, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.model import rows as row_forms
from annotator.model.changes import Blocks, Change, rows_by_key
from annotator.model.ids import Clock, IdMaker, new_id, now
from annotator.model.layer import Coder, Layer, LayerKind, is_nobodys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.model.actor import Actor, ActorBook
    from annotator.model.double_coding.kit import Kit
    from annotator.model.scheme import Scheme


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What an act is planned on: the scheme, whose layer, the actors and layers as they are.

    `layer` is where marks go: the coder's own, or one that was named. It need not be on disk yet
    (`layer_is_new`): it comes to be with its first mark.
    """

    scheme: Scheme
    layer: Layer
    coder: Coder
    actors: ActorBook
    layers: tuple[Layer, ...]
    kit: Kit | None = None
    """What the project says of itself if it was made for a second coder."""
    new_id: IdMaker = new_id
    now: Clock = now

    @property
    def layer_is_new(self) -> bool:
        """Whether the layer is not among the project's layers yet."""
        return all(layer.id != self.layer.id for layer in self.layers)

    def on_layer(self, layer: Layer) -> PlanContext:
        """Give this context with marks going to another layer."""
        return replace(self, layer=owned(layer, self.coder))

    def layer_changes(self) -> tuple[Change, ...]:
        """Give the changes that bring the layer into the project, or make it somebody's."""
        here = next((one for one in self.layers if one.id == self.layer.id), None)
        if here is None:
            return row_forms.added(self.layer)
        return row_forms.changed(here, self.layer) if is_nobodys(here) else ()

    def applied(self, changes: Iterable[Change]) -> PlanContext:
        """Give the context after these changes to layers, scheme and actors."""
        context = self
        actor_changes: dict[str, list[Change]] = {}
        if isinstance(changes, Blocks):
            changes = changes.summary.of_context
        for change in changes:
            match change.table:
                case "layer":
                    context = context._layer_changed(change)
                case "scheme":
                    context = context._scheme_changed(change)
                case "actor":
                    actor_changes.setdefault(str(change.key()[0]), []).append(change)
                case "alias" | "role":
                    row = change.after if change.after is not None else change.before
                    actor_changes.setdefault(str((row or {})["actor_id"]), []).append(change)
                case "attribute" if change.key()[0] == "actor":
                    actor_changes.setdefault(str(change.key()[1]), []).append(change)
        if not actor_changes:
            return context
        return replace(context, actors=actors_after(context.actors, actor_changes))

    def _layer_changed(self, change: Change) -> PlanContext:
        layer_id = change.key()[0]
        kept = tuple(layer for layer in self.layers if layer.id != layer_id)
        if change.after is None:
            return replace(self, layers=kept)
        layer = row_forms.layer_from_row(change.after)
        mine = owned(layer, self.coder) if layer.id == self.layer.id else self.layer
        return replace(self, layers=(*kept, layer), layer=mine)

    def _scheme_changed(self, change: Change) -> PlanContext:
        if change.after is not None:
            scheme = row_forms.scheme_from_row(change.after)
            return replace(self, scheme=scheme) if scheme.version >= self.scheme.version else self
        return self


def actors_after(actors: ActorBook, changes: dict[str, list[Change]]) -> ActorBook:
    """Give the actors after changes to the rows of some of them, by actor id."""
    after: dict[str, Actor | None] = {}
    for actor_id, some in changes.items():
        old = actors.exactly(actor_id)
        rows = rows_by_key(row_forms.actor_rows(old) if old else [], some)
        after[actor_id] = row_forms.actor_from_rows(rows)
    return actors.changed(after)


def layer_for(coder: Coder, layers: Sequence[Layer], make_id: IdMaker = new_id) -> Layer:
    """Give the coder's own layer: the one on disk, else a new one."""
    for layer in layers:
        if layer.kind is LayerKind.PERSON and layer.coder_id == coder.id and not layer.frozen:
            return layer
    given = next((one for one in layers if is_nobodys(one)), None)
    if given is not None:
        return owned(given, coder)
    return Layer(id=make_id(), kind=LayerKind.PERSON, name=coder.name, coder_id=coder.id)


def owned(layer: Layer, coder: Coder) -> Layer:
    """Give the layer that lies in a kit for whoever codes there as theirs; any other as it is."""
    return replace(layer, coder_id=coder.id, name=coder.name) if is_nobodys(layer) else layer
