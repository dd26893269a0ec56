"""What a layer holds about an article: spans with their parts, links between them, notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.model.article import Json
from annotator.text.ranges import Range, hull

OF_TYPE = ""
"""What stands for a span's or link's own type among its attributes."""
MOST_MARKS = 100_000
"""More spans on one article can nobody have made; a file from outside with more is refused."""
_SURE, _LIKELY = 850, 600
"""From so many of a thousand on a suggestion is called sure, or likely."""


class Confidence(StrEnum):
    """Sure is right in nine of ten; a perhaps is shown only when it is asked for."""

    SURE = "sure"
    LIKELY = "likely"
    PERHAPS = "perhaps"

    @classmethod
    def of(cls, per_mille: int | None) -> "Confidence":
        """Give the word for so many of a thousand; where nothing is said, likely."""
        if per_mille is None:
            return cls.LIKELY
        if per_mille >= _SURE:
            return cls.SURE
        return cls.LIKELY if per_mille >= _LIKELY else cls.PERHAPS

    @property
    def rank(self) -> int:
        """Its place from the surest on."""
        return [*type(self)].index(self)


class How(StrEnum):
    """How a span came into its layer."""

    HAND = "hand"
    TAKEN = "taken"
    CHANGED = "changed"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a suggester proposed something: a stable word, its arguments, the sentence, the places.

    `evidence` holds ranges of the article's text.
    """

    code: str
    text: str = ""
    args: Mapping[str, Json] = field(default_factory=dict)
    evidence: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """One or more stretches of an article (its parts), of one type, on one layer.

    Parts are in text order and do not overlap; code points, half-open. `quotes` repeats the text
    of each part: the checksum that survives every export. `confidence` is per mille (suggesters).
    `source_id` is the span it was taken from. An attribute without a value is not set.
    `confirmed` says under which version of the scheme a value was decided last (1 where nothing is
    said), under `OF_TYPE` the type; a negative one was moved since, by an edit of the scheme.
    """

    id: str
    article_id: str
    layer_id: str
    type: str
    parts: tuple[Range, ...]
    quotes: tuple[str, ...]
    attributes: Mapping[str, str] = field(default_factory=dict)
    actor_id: str | None = None
    confidence: int | None = None
    how: How = How.HAND
    source_id: str | None = None
    by: str = ""
    created: str = ""
    changed: str | None = None
    reason: Reason | None = None
    confirmed: Mapping[str, int] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Where its first part starts."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return self.parts[-1].end

    def hull(self) -> Range:
        """Give the range from its first character to its last."""
        return hull(self.parts)

    def text(self) -> str:
        """Give its words, parts joined by ` […] `; nothing where they are left out."""
        return " […] ".join(filter(None, self.quotes))

    def covers(self, position: int) -> bool:
        """Say whether the character at `position` belongs to one of its parts."""
        return any(part.start <= position < part.end for part in self.parts)


def text_order(span: Span) -> tuple[int, int, str]:
    """Give what spans are sorted by: where they start, longer first, then their id."""
    return (span.parts[0][0], -span.parts[-1][1], span.id)


@dataclass(frozen=True, slots=True)
class Link:
    """A typed, directed tie between two spans of one layer and one article."""

    id: str
    article_id: str
    layer_id: str
    type: str
    source_id: str
    target_id: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    confidence: int | None = None
    by: str = ""
    created: str = ""
    confirmed: Mapping[str, int] = field(default_factory=dict)


def confirmed_versions(item: Span | Link) -> dict[str, int]:
    """Give, by attribute, the version of the scheme under which its value was decided last."""
    return {name: abs(item.confirmed.get(name, 1)) for name in item.attributes}


class Owner(StrEnum):
    """What a note or an attribute can belong to (a statement's note is on its claim)."""

    SPAN = "span"
    LINK = "link"
    ACTOR = "actor"
    ARTICLE = "article"
    SCHEME = "scheme"


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a coder about a span, a link, an article, an actor or the scheme.

    Of the scheme `owner_id` is the path of what it is about, as edits of it name it ("" = all).
    A `question` is for everybody; a note that answers one stands where it stands (`answer_to`).
    `later` = to come back to it; then it may have no words.
    """

    id: str
    owner_kind: Owner
    owner_id: str
    text: str
    by: str
    at: str
    question: bool = False
    answer_to: str | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a suggestion or a difference.

    `subject` is the id of a suggested span or link, or the key of a difference, as
    `subject_kind` ("span", "link", "difference") says.
    """

    id: str
    subject_kind: str
    subject: str
    verdict: str
    taken_from: tuple[str, ...]
    results: tuple[str, ...]
    layer_id: str
    by: str
    at: str
    note: str = ""
