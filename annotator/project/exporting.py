"""Exporting: a part of the project as a bundle, written by a format, read back, put in place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.model.bundle import Bundle, Content

if TYPE_CHECKING:
    from annotator.model.layer import Layer
    from annotator.store.read import Reader


@dataclass(frozen=True, slots=True)
class Chosen(Iterable[Content]):
    """The contents of some articles on some layers; read from disk anew each time."""

    contents: Iterable[Content]

    def __iter__(self) -> Iterator[Content]:
        """Give the contents in the order of the articles."""
        return iter(self.contents)


def bundle_of(
    reader: Reader,
    *,
    program: str,
    layers: Collection[Layer],
    article_ids: Collection[str] | None,
) -> Bundle:
    """Give the chosen layers and articles as a bundle; decisions of other layers stay behind."""
    facts = reader.facts()
    layer_ids = {layer.id for layer in layers}
    decisions = tuple(
        one
        for one in reader.decisions()
        if one.layer_id in layer_ids and one.subject_kind == "difference"
    )
    return Bundle(
        contents=reader.contents(article_ids, layer_ids),
        project_id=facts.project_id,
        project_title=facts.title,
        program=program,
        scheme=reader.scheme(),
        layers=tuple(layers),
        actors=reader.actors().every(),
        decisions=decisions,
    )
