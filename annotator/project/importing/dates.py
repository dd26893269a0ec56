"""Dates that could be read two ways, settled by what other articles of their outlet allow."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.model.article import Doubt, FieldProposal
from annotator.model.bundle import Bundle, Content
from annotator.suggest.pages.dates import order_shown, settled_by_outlet


def with_dates(bundles: Iterable[Bundle]) -> list[Bundle]:
    """Give what was read with dates of two readings settled by other articles of their outlet."""
    bundles = list(bundles)
    orders: dict[str, list[str]] = {}
    for content in (one for bundle in bundles for one in bundle.texts()):
        proposal = _field(content, "date")
        if proposal is not None and proposal.at is not None:
            shown = order_shown(proposal.at.of(content.article.text))
            orders.setdefault(content.outlet(), []).append(shown)
    orders.pop("", None)
    if not any(any(shown) for shown in orders.values()):
        return bundles
    return [_with_settled_dates(bundle, orders) for bundle in bundles]


def _with_settled_dates(bundle: Bundle, orders: Mapping[str, list[str]]) -> Bundle:
    contents = bundle.texts()
    if not any(map(_is_open, contents)):
        return bundle
    settled = tuple(_settled(one, orders) if _is_open(one) else one for one in contents)
    return replace(bundle, contents=settled)


def _is_open(content: Content) -> bool:
    return any(one.doubt is Doubt.TWO_READINGS for one in content.proposed_fields)


def _settled(content: Content, orders: Mapping[str, list[str]]) -> Content:
    shown = orders.get(content.outlet(), ())
    every = (
        settled_by_outlet(one, shown) if one.field == "date" else one
        for one in content.proposed_fields
    )
    return replace(content, proposed_fields=tuple(every))


def _field(content: Content, name: str) -> FieldProposal | None:
    return next((one for one in content.proposed_fields if one.field == name), None)
