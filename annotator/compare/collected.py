"""The differences of one article as they are found, each with its key and its place."""

from collections.abc import Collection
from typing import TypedDict, Unpack

from annotator.compare.keys import Keys
from annotator.compare.sides import Side
from annotator.compare.values import Difference, DifferenceKind
from annotator.model.article import Json
from annotator.model.coded import CodedArticle, CodedLink, CodedSpan
from annotator.text.ranges import Range

_ORDER = {kind: n for n, kind in enumerate(DifferenceKind)}
_ORDER[DifferenceKind.EXTRA] = _ORDER[DifferenceKind.MISSING]
_SAME_IN_KEYS = {DifferenceKind.MISSING: "span", DifferenceKind.EXTRA: "span"}

_NO_SPAN = CodedSpan("", "", (Range(0, 0),))


def key_of_extra(keys: Keys, content: Json) -> str:
    """Give the key that a span has which the right alone holds; of equal ones, in their order."""
    return keys.key(_SAME_IN_KEYS[DifferenceKind.EXTRA], None, content)


class Besides(TypedDict, total=False):
    """What some differences say besides."""

    name: str
    was: str | None
    now: str | None
    data: tuple[Json, Json]
    boundary: str
    group: str | None
    claims: tuple[str, ...]


class Collected:
    """Takes differences of one article in any order, gives them in text order."""

    def __init__(self, article: CodedArticle, left: Side, right: Side) -> None:
        """Begin with none."""
        self._article, self._sides = article, (left, right)
        self._keys = Keys(article.sha256)
        self._found: list[Difference] = []

    def add(
        self,
        kind: DifferenceKind,
        two: tuple[CodedSpan | None, CodedSpan | None],
        content: tuple[Json, Json],
        alike: tuple[str, ...] = (),
        **more: Unpack[Besides],
    ) -> str:
        """List a difference between two spans (None = not there); give its key.

        `content` is what the key is made of.
        """
        left, right = two
        if left is None or right is None:
            _, name, parts, *_ = left or right or _NO_SPAN
            at = Range(parts[0][0], parts[-1][1])
        else:
            name, mine, theirs = left[1], left[2], right[2]
            start, end = min(mine[0][0], theirs[0][0]), max(mine[-1][1], theirs[-1][1])
            at = Range(start, end)
        key, items = self._key(kind, content), (left and left[0], right and right[0])
        all_alike = (kind, *alike) if alike else ()
        self._found.append(
            Difference(key, kind, self._article.id, name, at, *items, alike=all_alike, **more)
        )
        return key

    def add_link(
        self,
        kind: DifferenceKind,
        two: tuple[CodedLink | None, CodedLink | None],
        content: tuple[Json, Json],
        alike: tuple[str, ...],
        **more: Unpack[Besides],
    ) -> str:
        """List a difference between two links; as `add`."""
        parts = [
            side.spans[end].parts
            for side, link in zip(self._sides, two, strict=True)
            for end in (link[2:4] if link else ())
        ]
        at = Range(min([one[0][0] for one in parts]), max([one[-1][1] for one in parts]))
        left, right = two
        name = next(link.type for link in two if link)
        key, items = self._key(kind, content), (left and left[2:4], right and right[2:4])
        self._found.append(
            Difference(key, kind, self._article.id, name, at, *items, alike=(kind, *alike), **more)
        )
        return key

    def _key(self, kind: DifferenceKind, content: tuple[Json, Json]) -> str:
        return self._keys.key(_SAME_IN_KEYS.get(kind, kind), *content)

    def in_text_order(self, groups: Collection[str]) -> tuple[Difference, ...]:
        """Give all that were found; `groups` are named by the key of their boundary."""
        found = [one._replace(group=one.key) if one.key in groups else one for one in self._found]
        return tuple(sorted(found, key=_text_order))

    def words(self, span: CodedSpan) -> str:
        """Give a span's words, parts joined by ` […] `."""
        text = self._article.text
        if len(span[2]) == 1:
            start, end = span[2][0]
            return text[start:end]
        return " […] ".join([text[start:end] for start, end in span[2]])


def _text_order(one: Difference) -> tuple[int, int, int, str]:
    return (*one.at, _ORDER[one.kind], one.key)
