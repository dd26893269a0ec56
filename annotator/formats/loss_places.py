"""Where what an export loses stands: the first places of each kind, for whoever looks at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.model.bundle import LossKind
from annotator.model.choice.cases import Case
from annotator.model.span import How

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.model.bundle import Content, Loss
    from annotator.model.choice.cases import CountedCases
    from annotator.model.span import Span
    from annotator.text.ranges import Range

LEFT = "left: "
"""Before the names of what stays behind, as something else does."""
OWN = "own: "
"""Before the names of what a format itself holds otherwise, or in part."""
_KINDS = {"part": "span.parts"}
"""How the places of an item are kept where they have another name."""
_ALL_OF = ("text",)
"""Items of which each article is one where they are dropped."""


def keep_places(places: CountedCases, content: Content, whole: Content) -> None:
    """Keep where things stand of an article: those that go out, and those that stay behind."""
    article_id, at = content.article.id, _places(content)

    def keep(name: str, ids: Iterable[str | None]) -> None:
        places.keep(name, [Case(article_id, at.get(one)) for one in ids])

    spans, links = whole.spans, whole.links
    keep("article", [None])
    keep("span", [one.id for one in spans])
    keep("span.parts", [one.id for one in spans if len(one.parts) > 1])
    keep("link", [one.id for one in links])
    keep("attribute", [one.id for one in spans for _ in one.attributes])
    keep("attribute", [one.id for one in links for _ in one.attributes])
    keep("actor", [one.id for one in spans if one.actor_id is not None])
    keep("note", [one.owner_id for one in whole.notes])
    keep("decision", [one.subject for one in whole.decisions])
    keep("state", [None for _ in whole.states])
    places.keep("region", [Case(article_id, one.at) for one in whole.regions])
    told = [one for one in spans if one.reason is not None]
    keep("span.evidence", [one.id for one in told if one.reason and one.reason.evidence])
    keep("span.origin", [one.id for one in spans if tells_its_origin(one)])
    _keep_left(places, content, whole, at)


def _keep_left(
    places: CountedCases, content: Content, whole: Content, at: dict[str | None, Range]
) -> None:
    def left(name: str, ids: Iterator[str]) -> None:
        places.keep(f"{LEFT}{name}", [Case(content.article.id, at.get(one)) for one in ids])

    gone_links = {one.id for one in content.links} - {one.id for one in whole.links}
    left("link", (one.id for one in content.links if one.id in gone_links))
    kept = {one.id for one in whole.notes}
    left("note", (one.owner_id for one in content.notes if one.id not in kept))
    kept = {one.id for one in whole.decisions}
    left("decision", (one.subject for one in content.decisions if one.id not in kept))
    without = {one.id for one in whole.spans if one.actor_id is None}
    named = (one for one in content.spans if one.actor_id is not None)
    left("span.actor", (one.id for one in named if one.id in without))
    if content.article.replaces != whole.article.replaces:
        left("article.replaces", iter([""]))


def _places(content: Content) -> dict[str | None, Range]:
    """Give where spans stand, and links: where the span stands that they come from."""
    at: dict[str | None, Range] = {one.id: one.hull() for one in content.spans}
    at.update({one.id: at[one.source_id] for one in content.links if one.source_id in at})
    return at


def with_places(losses: Iterable[Loss], places: CountedCases) -> tuple[Loss, ...]:
    """Give losses with their places, as far as they are known."""
    return tuple(one if one.cases else replace(one, cases=_cases(one, places)) for one in losses)


def tells_its_origin(span: Span) -> bool:
    """Say whether more is known of how a span came to be than by whom and when."""
    said = span.confidence is not None or bool(span.source_id) or span.reason is not None
    return said or span.how is not How.HAND


def _cases(loss: Loss, places: CountedCases) -> tuple[Case, ...]:
    return places.cases(f"{OWN}{loss.item}") or places.cases(_name(loss))


def _name(loss: Loss) -> str:
    if loss.item in _ALL_OF and loss.fate is LossKind.DROPPED:
        return "article"
    if loss.n != loss.of and loss.item not in _KINDS and loss.item != "span.evidence":
        return ""
    return _KINDS.get(loss.item, loss.item)
