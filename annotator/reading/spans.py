"""Which span comes next: in the text, at one place, after a step that has made one.

Which one a key means is in `selection`; how a span is drawn or changed is not known here.
"""

from collections.abc import Collection, Iterable

from annotator.model.changes import Change
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Span, text_order
from annotator.reading.selection import innermost, is_at
from annotator.text.ranges import Range


def neighbour(
    page: Page,
    position: int,
    *,
    forward: bool,
    current_id: str | None = None,
    layer_ids: Collection[str] | None = None,
    hidden: tuple[Range, ...] = (),
) -> Span | None:
    """Give the span after (`forward`) or before the current one in text order, else `position`.

    Folded ones are passed over. None behind the last and before the first.
    """
    current = page.span(current_id) if current_id else None
    begin = position if current is None else current.start + (not forward)
    for span in page.spans_from(begin) if forward else page.spans_before(begin):
        is_beyond = current is None or (
            span.id != current.id and (text_order(span) > text_order(current)) is forward
        )
        if is_beyond and _is_seen(span, layer_ids, hidden):
            return span
    return None


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
    stack = sorted(seen, key=innermost)
    if not stack:
        return None
    ids = [span.id for span in stack]
    if current_id not in ids:
        return stack[0]
    return stack[(ids.index(current_id) + 1) % len(stack)]


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
