"""Layers: the annotations of one source over the whole project, and how far a coder is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.article import Json


class LayerKind(StrEnum):
    """Whose annotations a layer holds."""

    PERSON = "person"
    SUGGESTER = "suggester"
    IMPORT = "import"
    AGREED = "agreed"


class State(StrEnum):
    """How far one coder is with one article; to do is the absence of a row."""

    IN_PROGRESS = "progress"
    DONE = "done"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Coder:
    """The person who marks: an id that stays theirs in every file, and the name they gave."""

    id: str
    name: str


SAMPLE_CODER = Coder("019aba3d-be80-784a-9e3a-d144b43da739", "sample")
"""Who coded the sample that ships: in every copy the same, so this coder codes nowhere else."""


DERIVED = "derived"
"""The origin of a layer that a suggester of this program fills: its rows are in no step."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The annotations of one source over the whole project.

    `coder_id` is that of the person's settings. A frozen layer takes no marks. `record` says how
    a suggester made its layer.
    """

    id: str
    kind: LayerKind
    name: str
    coder_id: str | None = None
    colour: str = ""
    origin: str = ""
    frozen: bool = False
    record: Mapping[str, Json] = field(default_factory=dict)

    @property
    def is_derived(self) -> bool:
        """Whether it follows from texts and decisions, and can be thrown away and made anew."""
        return self.kind is LayerKind.SUGGESTER and self.origin == DERIVED and not self.frozen


GIVEN = "given"
"""The key of a layer's record that says that the places of its claims were given."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a layer's coder is with an article."""

    layer_id: str
    article_id: str
    state: State
    at: str


def is_nobodys(layer: Layer) -> bool:
    """Say whether a layer waits in a kit, with places that were given, for whoever codes there."""
    waits = layer.coder_id is None and not layer.frozen
    return waits and layer.record.get(GIVEN) is True


def sample_layer(layers: Iterable[Layer]) -> Layer | None:
    """Give the layer of the shipped coding; None in a project that is no sample."""
    return next((one for one in layers if one.coder_id == SAMPLE_CODER.id), None)


SUGGESTIONS = "suggestions"
"""The layer that holds what all suggesters propose together."""


def layer_of_suggestions(layers: Iterable[Layer]) -> Layer | None:
    """Give the layer of what is suggested, one made here first; None where nothing was yet."""
    found = [one for one in layers if one.kind is LayerKind.SUGGESTER and one.name == SUGGESTIONS]
    return min(found, key=lambda one: not one.is_derived, default=None)


def people(layers: Iterable[Layer]) -> dict[str, str]:
    """Give the ids, by name, of the coders who have a layer among these that takes marks."""
    return {
        one.name: one.coder_id
        for one in layers
        if one.kind is LayerKind.PERSON and one.coder_id and not one.frozen
    }
