"""Spans and links as this program writes them, read from their lines by hand and not key by key.

A line that is in any way otherwise is not taken here: `records` reads it, and says what is
wrong with it. A test holds both ways against each other.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from itertools import product, starmap
from operator import itemgetter
from typing import Any, TypeAlias

from annotator.model.fast_values import fast_maker
from annotator.model.records import PER_MILLE
from annotator.model.span import How, Link, Span
from annotator.text.ranges import Range

# The method that `raw_decode` calls; it is in the library's source, not in its types.
_scan: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder().scan_once  # type: ignore[attr-defined]  # as said
_HOW: Mapping[str, How] = {str(one): one for one in How}


Cells: TypeAlias = tuple[Any, ...]
"""What waits of a mark: its fields in their order, of a span without article, words and reason."""
Usual: TypeAlias = tuple[str, str, list[str], Cells]
"""Its kind, of a span its article and its words, its cells. Only what it is by itself was seen."""


_span_cells = itemgetter(
    *("id", "article", "layer", "type", "actor", "confidence", "changed"),
    *("parts", "text", "attributes", "created"),
)
_span_made = itemgetter("by", "at", "from", "how")
_link_cells = itemgetter(
    *("id", "layer", "type", "from", "to", "confidence", "attributes", "created")
)
_link_made = itemgetter("by", "at")
_N_SPAN, _N_SPAN_MADE, _N_LINK, _N_LINK_MADE = 12, 4, 9, 2

N_OF_SPAN = 12
"""So many cells wait of a span, fewer of a link."""
_MAYBE_TEXT, _SHARE = (str, type(None)), (float, int, type(None))


def _quotes(n_keys: int, *kinds: tuple[type, ...]) -> dict[tuple[type, ...], int]:
    """Give how many quotation marks stand round the keys and texts of cells of these types."""
    return {
        one: 2 * (n_keys + 1 + sum(kind is str for kind in one))  # the kind of record is a text too
        for one in product(*kinds)
    }


_TEXT = (str,)
_SPANS = _quotes(
    _N_SPAN + _N_SPAN_MADE,
    *(_TEXT, _TEXT, _TEXT, _TEXT, _MAYBE_TEXT, _SHARE, _MAYBE_TEXT, (list,), (list,), (dict,)),
    *(_TEXT, _TEXT, _MAYBE_TEXT, _TEXT),
)
_LINKS = _quotes(
    _N_LINK + _N_LINK_MADE,
    *(_TEXT, _TEXT, _TEXT, _TEXT, _TEXT, _SHARE, (dict,), _TEXT, _TEXT),
)


def usual(line: bytes) -> Usual | None:
    """Give the mark in a line; None of a line that is another record, or not quite as usual."""
    try:
        text = line.decode()
        record, end = _scan(text, 0)
        if text[end:] != "\n":
            return None
        if record["kind"] == "span":
            return _span(record, text)
        return _link(record, text) if record["kind"] == "link" else None
    except (LookupError, RecursionError, StopIteration, TypeError, ValueError):
        return None


def _span(record: dict[str, Any], text: str) -> Usual | None:
    cells, made = _span_cells(record), _span_made(record["created"])
    n_quotes = _SPANS[(*map(type, cells[:-1]), *map(type, made))]
    span_id, article, layer, kind, actor, share, changed, parts, words, attributes, own = cells
    by, at, source, how = made
    n_quotes += 2 * len(words) + 4 * len(attributes)
    n_said = _n_quotes(text) if "\\" in text else text.count('"')
    if len(record) != _N_SPAN or len(own) != _N_SPAN_MADE or n_quotes != n_said:
        return None
    if not (span_id and article and layer and how in _HOW):
        return None
    if not parts or len(parts) != len(words):
        return None
    for start, stop in parts:
        if type(start) is not int or type(stop) is not int:
            return None
    if attributes and not _are_named_texts(attributes):
        return None
    share = None if share is None else _per_mille(share)
    rest = (attributes, actor, share, how, source, by, at, changed)
    return "span", article, words, (span_id, layer, kind, parts, *rest)


def _link(record: dict[str, Any], text: str) -> Usual | None:
    cells, made = _link_cells(record), _link_made(record["created"])
    n_quotes = _LINKS[(*map(type, cells[:-1]), *map(type, made))]
    link_id, layer, kind, source, target, share, attributes, own = cells
    n_quotes += 4 * len(attributes)
    n_said = _n_quotes(text) if "\\" in text else text.count('"')
    if len(record) != _N_LINK or len(own) != _N_LINK_MADE or n_quotes != n_said:
        return None
    if not (link_id and layer and source and target):
        return None
    if attributes and not _are_named_texts(attributes):
        return None
    share = None if share is None else _per_mille(share)
    return "link", "", [], (link_id, layer, kind, source, target, attributes, share, *made)


def _n_quotes(text: str) -> int:
    """Count the quotation marks that are not in a text: more than a record has = a key twice."""
    if "\\u" in text:
        raise ValueError("half a character, perhaps")
    text = text.replace("\\\\", "")
    return text.count('"') - text.count('\\"')


def _are_named_texts(attributes: dict[str, Any]) -> bool:
    for value in attributes.values():
        if type(value) is not str:
            return False
    return "" not in attributes


def _per_mille(share: float) -> int:
    if not 0 <= share <= 1:
        raise ValueError("no share")
    return round(share * PER_MILLE)


_spans, _links = fast_maker(Span), fast_maker(Link)


def spans_of(waiting: Iterable[Cells], article_id: str, text: str) -> list[Span]:
    """Give the spans of an article; their words were compared with those of its text."""
    return _spans(
        [
            (
                *(span_id, article_id, layer, kind, tuple(starmap(Range, parts))),
                tuple([text[start:end] for start, end in parts]),
                *(attributes, actor, share, _HOW[how], *rest, None, {}),
            )
            for span_id, layer, kind, parts, attributes, actor, share, how, *rest in waiting
        ]
    )


def links_of(waiting: Iterable[Cells], article_id: str) -> list[Link]:
    """Give the links of an article."""
    return _links([(link_id, article_id, *rest, {}) for link_id, *rest in waiting])
