"""The differences of one article as they are found, each with its key and its place."""

from collections.abc import Collection

from annotator.compare.keys import Keys
from annotator.compare.values import Difference, DifferenceKind
from annotator.model.article import Json
from annotator.model.coded import OF_ONE_PART, ArticleText, CodedLink, Place
from annotator.text.ranges import Range

_ORDER = {kind: n for n, kind in enumerate(DifferenceKind)}
_ORDER[DifferenceKind.EXTRA] = _ORDER[DifferenceKind.MISSING]
_SPAN = "span"
"""The kind of what one side alone has, as it stands in keys: the same for missing and extra."""


def key_of_extra(keys: Keys, content: str) -> str:
    """Give the key that a span has which the right alone holds; of equal ones, in their order."""
    return keys.key(_SPAN, None, content)


TwoSpans = tuple[str, str, Place, Place]
"""Two spans: their ids, and where they stand."""


Besides = tuple[str, str | None, str | None, tuple[Json, Json], str, str | None, tuple[str, ...]]
"""What some differences say besides, in the order of the cells of a difference: name, was, now,
data, boundary, group, claims."""


class Collected:
    """Takes differences of one article in any order, gives them in text order."""

    def __init__(self, article: ArticleText) -> None:
        """Begin with none."""
        self._article = article
        self._keys = Keys(article.sha256)
        self._found: list[Difference] = []

    def add(
        self,
        kind: DifferenceKind,
        two: TwoSpans,
        content: tuple[str, str],
        besides: Besides,
        alike: tuple[str, ...],
    ) -> str:
        """List a difference between two spans; give its key.

        `content` is what the key is made of.
        """
        left, right, mine, theirs = two
        start, end = mine[2], mine[-1]
        at = (start if start < theirs[2] else theirs[2], end if end > theirs[-1] else theirs[-1])
        key = self._keys.key(kind, *content)
        cells = (key, kind, self._article.id, mine[1], tuple.__new__(Range, at), left, right)
        # Without its constructor, which is written in Python: of these there are thousands.
        every = (*cells, *besides, (kind, *alike) if alike else ())
        self._found.append(tuple.__new__(Difference, every))
        return key

    def add_alone(
        self,
        two: tuple[str | None, str | None],
        place: Place,
        content: str,
        alike: tuple[str, ...],
        group: str | None,
    ) -> None:
        """List a span that only one of the sides has: the ids of both, None = not there."""
        kind = DifferenceKind.EXTRA if two[0] is None else DifferenceKind.MISSING
        at = tuple.__new__(Range, (place[2], place[-1]))
        all_alike = (kind, *alike) if alike else ()
        cells = (self._keys.key(_SPAN, None, content), kind, self._article.id, place[1], at, *two)
        every = (*cells, "", None, None, (None, None), "", group, (), all_alike)
        self._found.append(tuple.__new__(Difference, every))

    def add_link(
        self,
        kind: DifferenceKind,
        two: tuple[CodedLink | None, CodedLink | None],
        at: Range,
        content: tuple[str | None, str | None],
        besides: Besides,
        alike: tuple[str, ...],
    ) -> None:
        """List a difference between two links, as `add`; `at` is where their ends stand."""
        left, right = two
        name = next(link.type for link in two if link)
        items = left and left[2:4], right and right[2:4]
        key = self._keys.key(kind, *content)
        cells = (key, kind, self._article.id, name, at, *items, *besides, (kind, *alike))
        self._found.append(tuple.__new__(Difference, cells))

    def in_text_order(self, groups: Collection[str]) -> tuple[Difference, ...]:
        """Give all that were found; `groups` are named by the key of their boundary."""
        found = self._found
        if groups:
            found = [one._replace(group=one.key) if one.key in groups else one for one in found]
        return tuple(sorted(found, key=_text_order))

    def words(self, place: Place) -> str:
        """Give a span's words, parts joined by ` […] `."""
        text = self._article.text
        if len(place) == OF_ONE_PART:
            return text[place[2] : place[3]]
        parts = zip(place[2::2], place[3::2], strict=True)
        return " […] ".join([text[start:end] for start, end in parts])


def _text_order(one: Difference) -> tuple[Range, int, str]:
    # By place, not by name: asked thousands of times.
    return one[4], _ORDER[one[1]], one[0]
