"""What a question is asked of, read a few articles at a time: nobody waits until all is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.model.span import Owner
from annotator.store.lists.asked import ArticlePart, AskedFor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.layer import Layer
    from annotator.project.asking.walk import Topic
    from annotator.project.open_project import OpenProject
    from annotator.store.lists.asked import AskedItem

FIRST_ARTICLES, MORE_ARTICLES = 200, 2_000
"""So many are read for the first question, and at once later: a few hundredths of a second."""


class AskedItems:
    """The spans or links of a layer that a topic asks about, in reading order."""

    def __init__(self, here: OpenProject, layer: Layer, topic: Topic) -> None:
        """Begin at the first article."""
        self._here, self._layer_id = here, layer.id
        self._asked = asked_for(topic)
        self._part = ArticlePart(FIRST_ARTICLES)

    def read_next(self) -> Sequence[AskedItem] | None:
        """Give those of the next articles; None = there are no more articles."""
        part = self._part
        self._here.drain()
        found = self._here.reader.asked_items(self._layer_id, self._asked, part)
        part.n_articles = MORE_ARTICLES
        return None if part.is_last else found


def asked_for(topic: Topic) -> AskedFor:
    """Give what is asked of the store."""
    attribute = None if topic.attribute is None else topic.attribute.name
    return AskedFor(topic.types, attribute, topic.kind is Owner.LINK)
