"""Which span is meant: the next one, those at one place, the one a step has just made; Esc.

How a span is drawn or changed is not known here.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from annotator.model.changes import Change
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Span
from annotator.text.ranges import Range


@dataclass(frozen=True, slots=True)
class EscapeState:
    """What Esc would let go of: an open list, the current span, the selection."""

    has_popup: bool = False
    span_id: str | None = None
    has_selection: bool = False

    def escaped(self) -> "EscapeState":
        """Give what is held after one Esc: the list goes first, then the span, the selection."""
        if self.has_popup:
            return replace(self, has_popup=False)
        if self.span_id is not None:
            return replace(self, span_id=None)
        return replace(self, has_selection=False)


def next_span(
    page: Page,
    position: int,
    *,
    current_id: str | None = None,
    layer_ids: Collection[str] | None = None,
    hidden: tuple[Range, ...] = (),
) -> Span | None:
    """Give the span after the current one in text order, else the first after `position`.

    Folded ones are passed over. None after the last.
    """
    current = page.span(current_id) if current_id else None
    begin = position if current is None else current.start
    for span in page.spans_from(begin):
        is_after = current is None or _order(span) > _order(current)
        if is_after and _is_seen(span, layer_ids, hidden):
            return span
    return None


def previous_span(
    page: Page,
    position: int,
    *,
    current_id: str | None = None,
    layer_ids: Collection[str] | None = None,
    hidden: tuple[Range, ...] = (),
) -> Span | None:
    """Give the span before the current one in text order, else the last before `position`."""
    current = page.span(current_id) if current_id else None
    begin = position if current is None else current.start + 1
    for span in page.spans_before(begin):
        is_before = current is None or _order(span) < _order(current)
        if is_before and _is_seen(span, layer_ids, hidden):
            return span
    return None


def stack_at(
    page: Page, position: int, *, layer_ids: Collection[str] | None = None
) -> tuple[Span, ...]:
    """Give the spans at a place, the shortest first; where none covers it, those that end there."""
    for low, high in ((position, position + 1), (position - 1, position)):
        if low < 0:
            continue
        ids = {entry.span_id for entry in page.parts_between(low, high)}
        found = [span for span in map(page.span, ids) if span is not None and span.covers(low)]
        here = [span for span in found if layer_ids is None or span.layer_id in layer_ids]
        if here:
            return tuple(sorted(here, key=_innermost))
    return ()


def cycled(
    page: Page,
    position: int,
    *,
    current_id: str | None = None,
    layer_ids: Collection[str] | None = None,
) -> Span | None:
    """Give the next span of the stack at a place, round and round; None where there is none.

    A span that ends at the place belongs to it: there the caret stands after marking.
    """
    low = max(position - 1, 0)
    ids_here = {entry.span_id for entry in page.parts_between(low, position + 1)}
    here = [one for one in map(page.span, ids_here) if one is not None and is_at(one, position)]
    seen = [one for one in here if layer_ids is None or one.layer_id in layer_ids]
    stack = sorted(seen, key=_innermost)
    if not stack:
        return None
    ids = [span.id for span in stack]
    if current_id not in ids:
        return stack[0]
    return stack[(ids.index(current_id) + 1) % len(stack)]


def meant(
    page: Page,
    type_name: str,
    *,
    layer_id: str,
    position: int,
    selected: Range | None = None,
    current_id: str | None = None,
) -> Span | None:
    """Give the span whose attributes the type key opens instead of marking a new one, or None.

    With nothing selected: the current span if it is of that type and the caret is at it, else
    the shortest one at the caret's `position`. A selection counts when it is exactly a part of
    such a span.
    """
    if selected is not None:
        stack = stack_at(page, selected.start, layer_ids=(layer_id,))
        fitting = (one for one in stack if one.type == type_name and selected in one.parts)
        return next(fitting, None)
    current = page.span(current_id) if current_id else None
    is_meant = current is not None and (current.layer_id, current.type) == (layer_id, type_name)
    if current is not None and is_meant and is_at(current, position):
        return current
    return span_under(page, position, type_name, layer_id=layer_id)


def is_at(span: Span, position: int) -> bool:
    """Say whether the caret is at a span: in one of its parts or directly behind one."""
    return any(part.start <= position <= part.end for part in span.parts)


def span_under(page: Page, position: int, type_name: str, *, layer_id: str) -> Span | None:
    """Give the shortest span of a type that covers the character at `position`, or None."""
    for span in stack_at(page, position, layer_ids=(layer_id,)):
        if span.type == type_name and span.covers(position):
            return span
    return None


def made_by(changes: Iterable[Change], scheme: Scheme) -> str | None:
    """Give the id of the span that is current after a step: the claim it made, else its first."""
    made = [
        (str(change.after["type"]), str(change.after["id"]))
        for change in changes
        if change.table == "span" and change.before is None and change.after is not None
    ]
    claims = [span_id for type_name, span_id in made if scheme.role_of(type_name) is Role.CLAIM]
    return claims[0] if claims else next((span_id for _, span_id in made), None)


def _is_seen(span: Span, layer_ids: Collection[str] | None, hidden: tuple[Range, ...]) -> bool:
    if layer_ids is not None and span.layer_id not in layer_ids:
        return False
    return not any(piece.covers(part) for piece in hidden for part in span.parts)


def _order(span: Span) -> tuple[int, int, str]:
    return (span.start, -span.end, span.id)


def _innermost(span: Span) -> tuple[int, int, str]:
    return (sum(part.length for part in span.parts), -span.start, span.id)
