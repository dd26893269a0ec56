"""Who else has what two codings say differently, in the articles that all have done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.compare.differences import Compared
from annotator.compare.holders import SideBySide, holders
from annotator.model.layer import LayerKind
from annotator.project.comparing import ComparedLayers, Scope
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.compare.holders import Holders
    from annotator.compare.values import Comparison
    from annotator.model.layer import Layer
    from annotator.store.read import Reader


def who_has(
    reader: Reader,
    comparison: Comparison,
    others: Iterable[Layer],
    *,
    all_articles: bool = False,
    watch: Watch | None = None,
) -> dict[str, Holders]:
    """Give the ids of the layers that have what each side has, by key of a difference.

    Further coders count where they have done the article; an agreed or suggesting side is nobody.
    """
    two = (comparison.left, comparison.right)
    sides = tuple(one.id if one.kind is LayerKind.PERSON else "" for one in two)
    differing = {one.article_id: one for one in comparison.articles if one.differences}
    laid: dict[str, dict[str, tuple[SideBySide, SideBySide]]] = {}
    scope, watch = Scope(all_articles=all_articles), watch or Watch()
    for layer in others:
        if not all_articles and not reader.states_of(layer.id):
            continue
        compared = ComparedLayers(reader, (*two, layer), scope, watch)
        compared.article_ids = [one for one in compared.article_ids if one in differing]
        for some in compared.chunks():
            of_left, of_right = (Compared(some, compared.rules, (n, 2)).comparisons for n in (0, 1))
            for left, right in zip(of_left, of_right, strict=True):
                of = SideBySide(left), SideBySide(right)
                laid.setdefault(left.article_id, {})[layer.id] = of
    return {
        one.key: holders(one, (sides[0], sides[1]), known)
        for article_id, known in laid.items()
        for one in differing[article_id].differences
    }


def further_people(layers: Iterable[Layer], comparison: Comparison) -> list[Layer]:
    """Give the people whose codings are neither of the two."""
    two = (comparison.left.id, comparison.right.id)
    return [one for one in layers if one.kind is LayerKind.PERSON and one.id not in two]
