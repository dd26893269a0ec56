"""Dates that could be read two ways, settled by what other articles of their outlet allow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.model.article import FieldProposal
from annotator.model.bundle import Bundle, Content
from annotator.suggest.pages.dates import order_shown, settled_by_outlet


def with_dates(bundles: Iterable[Bundle]) -> list[Bundle]:
    """Give what was read with dates of two readings settled by other articles of their outlet."""
    bundles = list(bundles)
    orders: dict[str, list[str]] = {}
    for content in _texts_of(bundles):
        proposal = _field(content, "date")
        if proposal is not None and proposal.at is not None:
            shown = order_shown(proposal.at.of(content.article.text))
            orders.setdefault(_outlet_of(content), []).append(shown)
    orders.pop("", None)
    if not any(any(shown) for shown in orders.values()):
        return bundles
    return [_with_settled_dates(bundle, orders) for bundle in bundles]


def _with_settled_dates(bundle: Bundle, orders: Mapping[str, list[str]]) -> Bundle:
    if not isinstance(bundle.contents, tuple):
        return bundle
    return replace(
        bundle,
        contents=tuple(
            replace(
                one,
                proposed_fields=tuple(
                    settled_by_outlet(field, orders.get(_outlet_of(one), ()))
                    if field.field == "date"
                    else field
                    for field in one.proposed_fields
                ),
            )
            for one in bundle.contents
        ),
    )


def _texts_of(bundles: Iterable[Bundle]) -> Iterator[Content]:
    for bundle in bundles:
        yield from bundle.contents if isinstance(bundle.contents, tuple) else ()


def _outlet_of(content: Content) -> str:
    proposal = _field(content, "outlet")
    return content.article.outlet or ("" if proposal is None else proposal.value)


def _field(content: Content, name: str) -> FieldProposal | None:
    return next((one for one in content.proposed_fields if one.field == name), None)
