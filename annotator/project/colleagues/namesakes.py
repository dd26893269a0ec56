"""Coders of a colleague's file who are called like one here: perhaps the same person elsewhere.

A person has one id on a computer, so the same name under another id may be the same person on
another computer, or somebody else. Nobody is taken for another unless somebody says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.layer import LayerKind
from annotator.project.acts.versions import copy_of
from annotator.project.colleagues.merge_values import Namesake
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotator.model.layer import Coder, Layer


def namesake_of(
    layer: Layer, here: Iterable[Layer], coder: Coder, chosen: Mapping[str, bool]
) -> Namesake | None:
    """Give who here is called like the coder of a layer that is not here yet; None = nobody is.

    `coder` is who codes here, and is meant where several have the name.
    """
    if layer.kind is not LayerKind.PERSON or layer.coder_id is None:
        return None
    ids = {coder.id: coder.name}
    for one in here:
        if copy_of(one) == copy_of(layer):
            return None
        if one.kind is LayerKind.PERSON and one.coder_id is not None:
            ids.setdefault(one.coder_id, one.name)
    if layer.coder_id in ids:
        return None
    wanted = fold(layer.name)
    ours = next((key for key, name in ids.items() if fold(name) == wanted), None)
    if ours is None:
        return None
    theirs = layer.coder_id
    return Namesake(theirs, ours, layer.name, ours == coder.id, chosen.get(theirs, False))


def as_of(layer: Layer, here: Iterable[Layer], namesake: Namesake | None) -> Layer:
    """Give a layer as it is whose it is here: joined now, or when an earlier version came."""
    if namesake is not None and namesake.is_same:
        name = tr("{name}, another computer", name=layer.name)
        return replace(layer, coder_id=namesake.ours, name=name)
    known = next((one for one in here if one.id == copy_of(layer)), None)
    if known is None or None in (known.coder_id, layer.coder_id):
        return layer
    if known.coder_id == layer.coder_id:
        return layer
    return replace(layer, coder_id=known.coder_id, name=known.name)
