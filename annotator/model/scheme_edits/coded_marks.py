"""What edits of a scheme touch, as values."""

from dataclasses import dataclass
from typing import NamedTuple

from annotator.text.ranges import Range


class CodedMark(NamedTuple):
    """A span or link that a thing of the scheme is coded on; of a link where it starts."""

    article_id: str
    item_id: str
    layer_id: str
    at: Range


class CodedCount(NamedTuple):
    """On how many spans (or links, actors) something is coded, in how many articles, by whom."""

    items: int
    articles: int
    layer_ids: tuple[str, ...]


class DecidedMark(NamedTuple):
    """A value of a mark (`OF_TYPE`: its type), and under which version it was decided, if known."""

    item: CodedMark
    type: str
    name: str
    value: str
    version: int | None


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A mark that was decided under older words: one value of it, or its type (`attribute` None).

    `kind` = span or link, `type` its type; `version` that under which it was decided last.
    `choices` are what may be chosen now; the same value again means that it is still right.
    """

    item: str
    kind: str
    type: str
    layer: str
    article: str
    attribute: str | None
    value: str
    version: int
    choices: tuple[str, ...]
    at: Range
