"""The differences of one article as they are found, each with its key and its place."""

from collections.abc import Collection, Iterable
from typing import TypedDict, Unpack

from annotator.compare.keys import Keys
from annotator.compare.sides import Side
from annotator.compare.values import Difference, DifferenceKind, Item
from annotator.model.article import Json
from annotator.model.coded import CodedArticle, CodedLink, CodedSpan
from annotator.text.ranges import Range, hull

_ORDER = {kind: n for n, kind in enumerate(DifferenceKind)}
_ORDER[DifferenceKind.EXTRA] = _ORDER[DifferenceKind.MISSING]
_SAME_IN_KEYS = {DifferenceKind.MISSING: "span", DifferenceKind.EXTRA: "span"}

Either = CodedSpan | CodedLink | None


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
        two: tuple[Either, Either],
        content: tuple[Json, Json],
        alike: tuple[str, ...] = (),
        **more: Unpack[Besides],
    ) -> str:
        """List a difference between two spans or links (None = not there); give its key.

        `content` is what the key is made of.
        """
        left, right = two
        first = left or right
        key = self._keys.key(_SAME_IN_KEYS.get(kind, kind), *content)
        self._found.append(
            Difference(
                key=key,
                kind=kind,
                article_id=self._article.id,
                type=first.type if first is not None else "",
                at=self._hull(two),
                left=_item(left),
                right=_item(right),
                alike=(kind, *alike) if alike else (),
                **more,
            )
        )
        return key

    def in_text_order(self, groups: Collection[str]) -> tuple[Difference, ...]:
        """Give all that were found; `groups` are named by the key of their boundary."""
        found = [one._replace(group=one.key) if one.key in groups else one for one in self._found]
        return tuple(sorted(found, key=_text_order))

    def words(self, span: CodedSpan) -> str:
        """Give a span's words, parts joined by ` […] `."""
        return " […] ".join([self._article.text[start:end] for start, end in span.parts])

    def _hull(self, two: tuple[Either, Either]) -> Range:
        one, other = two
        if (one is None or isinstance(one, CodedSpan)) and (
            other is None or isinstance(other, CodedSpan)
        ):
            every = [span.parts for span in two if isinstance(span, CodedSpan)]
            return Range(
                min([parts[0][0] for parts in every]), max([parts[-1][1] for parts in every])
            )
        return hull(
            part
            for side, one in zip(self._sides, two, strict=True)
            for span in _spans(side, one)
            for part in span.parts
        )


def _spans(side: Side, one: Either) -> Iterable[CodedSpan]:
    match one:
        case CodedSpan():
            return (one,)
        case CodedLink():
            return (side.spans[one.source_id], side.spans[one.target_id])
        case _:
            return ()


def _item(one: Either) -> Item | None:
    match one:
        case CodedSpan():
            return one.id
        case CodedLink():
            return (one.source_id, one.target_id)
        case _:
            return None


def _text_order(one: Difference) -> tuple[int, int, int, str]:
    return (one.at.start, one.at.end, _ORDER[one.kind], one.key)
