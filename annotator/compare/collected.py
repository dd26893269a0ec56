"""The differences of one article as they are found, each with its key and its place."""

from collections.abc import Collection
from typing import TypedDict, Unpack

from annotator.compare.keys import Keys
from annotator.compare.values import Difference, DifferenceKind
from annotator.model.article import Json
from annotator.model.coded import ArticleText, CodedLink, CodedSpan
from annotator.text.ranges import Range

_ORDER = {kind: n for n, kind in enumerate(DifferenceKind)}
_ORDER[DifferenceKind.EXTRA] = _ORDER[DifferenceKind.MISSING]
_SPAN = "span"
"""The kind of what one side alone has, as it stands in keys: the same for missing and extra."""


def key_of_extra(keys: Keys, content: str) -> str:
    """Give the key that a span has which the right alone holds; of equal ones, in their order."""
    return keys.key(_SPAN, None, content)


class Besides(TypedDict, total=False):
    """What some differences say besides."""

    name: str
    was: str | None
    now: str | None
    data: tuple[Json, Json]
    boundary: str
    group: str | None
    claims: tuple[str, ...]


_NOTHING_BESIDES = Besides(
    name="", was=None, now=None, data=(None, None), boundary="", group=None, claims=()
)
"""In the order of the cells of a difference."""


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
        two: tuple[CodedSpan, CodedSpan],
        content: tuple[str, str],
        alike: tuple[str, ...] = (),
        **more: Unpack[Besides],
    ) -> str:
        """List a difference between two spans; give its key.

        `content` is what the key is made of.
        """
        left, right = two
        mine, theirs = left[2], right[2]
        at = min(mine[0][0], theirs[0][0]), max(mine[-1][1], theirs[-1][1])
        key = self._keys.key(kind, *content)
        all_alike = (kind, *alike) if alike else ()
        cells = (key, kind, self._article.id, left[1], tuple.__new__(Range, at))
        # Without its constructor, which sorts names: of these there are thousands.
        every = (*cells, left[0], right[0], *{**_NOTHING_BESIDES, **more}.values(), all_alike)
        self._found.append(tuple.__new__(Difference, every))
        return key

    def add_alone(
        self,
        side: int,
        span: CodedSpan,
        content: str,
        alike: tuple[str, ...],
        group: str | None,
    ) -> None:
        """List a span that only one side (0 = left) has."""
        name, parts = span[1], span[2]
        kind = DifferenceKind.EXTRA if side else DifferenceKind.MISSING
        items = (None, span[0]) if side else (span[0], None)
        at = tuple.__new__(Range, (parts[0][0], parts[-1][1]))
        all_alike = (kind, *alike) if alike else ()
        cells = (self._keys.key(_SPAN, None, content), kind, self._article.id, name, at, *items)
        every = (*cells, "", None, None, (None, None), "", group, (), all_alike)
        self._found.append(tuple.__new__(Difference, every))

    def add_link(
        self,
        kind: DifferenceKind,
        two: tuple[CodedLink | None, CodedLink | None],
        at: Range,
        content: tuple[str | None, str | None],
        alike: tuple[str, ...],
        **more: Unpack[Besides],
    ) -> str:
        """List a difference between two links, as `add`; `at` is where their ends stand."""
        left, right = two
        name = next(link.type for link in two if link)
        items = left and left[2:4], right and right[2:4]
        key = self._keys.key(kind, *content)
        self._found.append(
            Difference(key, kind, self._article.id, name, at, *items, alike=(kind, *alike), **more)
        )
        return key

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
