"""What counts of what a layer holds: all but the spans that lie wholly in boilerplate."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from annotator.model.coded import ArticleText, Marks, Place, indices
from annotator.text.ranges import Range, union


def without_masked(
    marks: Marks, articles: Sequence[ArticleText]
) -> tuple[Marks, dict[int, tuple[str, ...]]]:
    """Give what counts, and the ids of the spans that do not, by the place of their article."""
    gone = {
        n: [*_masked(marks, n, one.boilerplate)]
        for n, one in enumerate(articles)
        if one.boilerplate
    }
    ids = marks.spans.ids
    masked = {n: tuple([ids[at] for at in some]) for n, some in gone.items() if some}
    return marks.without({at for some in gone.values() for at in some}), masked


def _masked(marks: Marks, article: int, boilerplate: Sequence[Range]) -> Iterator[int]:
    """Give which spans of an article lie wholly in boilerplate."""
    masks = union(boilerplate)
    starts, ends = [one.start for one in masks], [one.end for one in masks]
    places = marks.spans.places
    for at in indices(marks.spans.stretches[article]):
        if _is_masked(places[at], starts, ends):
            yield at


def _is_masked(place: Place, starts: Sequence[int], ends: Sequence[int]) -> bool:
    for k in range(2, len(place), 2):
        n = bisect_right(starts, place[k])
        if not n or ends[n - 1] < place[k + 1]:
            return False
    return True


def targets(marks: Marks, link_type: str) -> dict[int, list[int]]:
    """Give where the links of a type lead, by the span they start at."""
    _, types, sources, ends, *_ = marks.links
    found: dict[int, list[int]] = {}
    for kind, source, target in zip(types, sources, ends, strict=True):
        if kind == link_type:
            if source in found:
                found[source].append(target)
            else:
                found[source] = [target]
    return found
