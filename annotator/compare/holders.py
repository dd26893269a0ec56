"""Who else has what two codings say differently: "2 of 3 have it". Nothing is decided by it.

A further coding has what a side has where the two, laid side by side, do not differ in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.compare.values import ArticleComparison, Difference, DifferenceKind, Item, Phase


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has what the left has, and who what the right; `n` = how many have done the article.

    Where only one side has something, all others are holders of its absence.
    """

    left: tuple[str, ...]
    right: tuple[str, ...]
    n: int


class SideBySide:
    """How one side and a further coding of the same article compare, by what the side has."""

    def __init__(self, found: ArticleComparison) -> None:
        """Take a comparison in which the side is left, the further coding right."""
        self._paired = {one.left for one in found.pairs if one.phase is not Phase.TYPE}
        self._unlike = {_subject(one.left, one) for one in found.differences}
        for one in found.differences:
            self._unlike |= {(DifferenceKind.SPEAKER, "", "", claim) for claim in one.claims}

    def has(self, item: Item | None, one: Difference) -> bool:
        """Say whether the further coding has what the side has in a difference."""
        if item is None:
            return False
        ends = (item,) if isinstance(item, str) else item
        return self._paired.issuperset(ends) and _subject(item, one) not in self._unlike


def holders(
    one: Difference, sides: tuple[str, str], others: Mapping[str, tuple[SideBySide, SideBySide]]
) -> Holders:
    """Give who has what each side has; `others` are compared with the left and with the right.

    A side that is nobody's ("") is not counted.
    """
    left, right = ([name] if name else [] for name in sides)
    for name, (of_left, of_right) in others.items():
        in_left, in_right = of_left.has(one.left, one), of_right.has(one.right, one)
        if one.left is None:
            in_left = not in_right
        elif one.right is None:
            in_right = not in_left
        left += [name] if in_left else []
        right += [name] if in_right else []
    return Holders(tuple(left), tuple(right), sum(map(bool, sides)) + len(others))


def _subject(item: Item | None, one: Difference) -> tuple[str, str, str, Item | None]:
    of_link = one.type if isinstance(item, tuple) else ""
    return one.kind, one.name, of_link, item
