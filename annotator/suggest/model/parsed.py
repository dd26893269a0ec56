"""What a language model says of an article's words, as plain values; where it ran is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class ParsedWord(NamedTuple):
    """One word or sign of a stretch, as the model sees it; places count code points of the text.

    `pos` is its part of speech (UPOS), `dep` what it is to its head; `head` is the index of that
    word in the stretch, its own for a root. `entity` is the label of the entity it belongs to, ""
    for none; `is_entity_start` says whether that begins here.
    """

    start: int
    end: int
    pos: str
    dep: str
    head: int
    entity: str
    is_entity_start: bool


@dataclass(frozen=True, slots=True)
class Parse:
    """All that a model says of one article; `model` is its name and version.

    `paragraphs` holds the words of each stretch of `SuggestInput.body` by where it starts; a
    stretch that was not parsed is not in it.
    """

    model: str
    paragraphs: Mapping[int, tuple[ParsedWord, ...]] = field(default_factory=dict)
