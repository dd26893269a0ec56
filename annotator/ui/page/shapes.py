"""What there is to draw and to hit in one block: its parts with their places, styles and lanes.

Made once for a block and kept until its spans, the text size or the width change.
"""

from collections.abc import Mapping
from typing import NamedTuple

from annotator.model.checks import speaks_for_nobody
from annotator.model.looks.mark_styles import Style, is_under, letter_of, style_of
from annotator.model.page import Page, PartEntry
from annotator.model.scheme import Scheme
from annotator.reading.lanes import lanes
from annotator.text.ranges import Range
from annotator.ui.page.geometry import LaidOut, LineBox, Piece
from annotator.ui.page.sides import LaneSet, LaneShape, lane_shapes, lower

LANE = 3
"""How much lower each further lane runs, in pixels."""


class MarkShape(NamedTuple):
    """One part of a span within one block. `lane` is None for tints and for what has no room.

    `n` counts the span's parts from 0; `letter` stands under its end, if it ends here, and signs
    above it: that there is a note, that a speaker means no actor yet. One that opens its block has
    a blank before it.
    """

    span_id: str
    n: int
    type_name: str
    style: Style
    is_ghost: bool
    letter: str
    lane: int | None
    pieces: tuple[Piece, ...]
    n_characters: int
    has_note: bool = False
    lacks_actor: bool = False
    opens_block: bool = False
    depth: int = 0
    """In how many other ghosts that are boxes, too, a ghost lies."""


class OverflowMark(NamedTuple):
    """The mark "+n": so many lines found no lane; where they end."""

    n: int
    line: int
    x: float


class BlockShapes(NamedTuple):
    """All that is drawn in a block. `size` is its text's size in pixels, `drop` see `document`.

    Bodies, boxes and unders are drawn in this order; ghosts are suggestions of any style.
    """

    lines: tuple[LineBox, ...]
    size: int
    is_right_to_left: bool
    bodies: tuple[MarkShape, ...]
    boxes: tuple[MarkShape, ...]
    unders: tuple[MarkShape, ...]
    ghosts: tuple[MarkShape, ...]
    more: tuple[OverflowMark, ...]
    lanes: tuple[LaneShape, ...] = ()

    def every(self) -> tuple[MarkShape, ...]:
        """Give all shapes, those drawn last at the end."""
        return (*self.bodies, *self.boxes, *self.unders, *self.ghosts)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn here."""
        return not (self.bodies or self.boxes or self.unders or self.ghosts or self.lanes)

    def signed(self) -> tuple[MarkShape, ...]:
        """Give the shapes with a sign above their end."""
        drawn = (*self.bodies, *self.boxes, *self.unders)
        return tuple(one for one in drawn if one.has_note or one.lacks_actor)


class ShapeOptions(NamedTuple):
    """How spans are drawn: the reader's own layer (others are ghosts), the scheme, kept lanes.

    `within` is what of the block is drawn: a very long one is looked at where it is seen.
    With `sides` two codings are compared: what both have is drawn without letters and signs, and
    lower than its line; where they differ lines run above and below the words.
    """

    layer_id: str
    scheme: Scheme
    kept: Mapping[str, int]
    within: Range
    sides: LaneSet | None = None


def block_shapes(
    page: Page, number: int, laid_out: LaidOut, size: int, options: ShapeOptions
) -> BlockShapes:
    """Give what is drawn in a block; `size` is its text's size in pixels."""
    entries = page.parts_in_block(number)
    cuts = sorted({edge for entry in entries for edge in entry[:2]}) if len(entries) > 1 else ()
    by_style: dict[Style, list[MarkShape]] = {style: [] for style in Style}
    ghosts: list[MarkShape] = []
    unders: list[tuple[PartEntry, MarkShape]] = []
    around: list[int] = []
    for entry in entries:
        place = Range(entry.start, entry.end)
        is_within = place.overlaps(options.within)
        pieces = laid_out.pieces(place, cuts) if is_within else ()
        shape = _shape(page, entry, pieces, options)
        if is_within and not pieces:
            continue
        if not shape.is_ghost and is_under(shape.style):
            # Lines outside take their lanes too: what is drawn stays where it is.
            unders.append((entry, shape))
        elif pieces and shape.is_ghost:
            if shape.style is not Style.BODY:
                around = [end for end in around if end >= entry.end]
                shape = shape._replace(depth=len(around))
                around.append(entry.end)
            ghosts.append(shape)
        elif pieces:
            by_style[shape.style].append(shape)
    placed, more = _in_lanes(unders, laid_out, options)
    sides = options.sides
    return BlockShapes(
        lines=laid_out.lines if sides is None else lower(laid_out.lines, size),
        size=size,
        is_right_to_left=laid_out.is_right_to_left,
        bodies=tuple(by_style[Style.BODY]),
        boxes=tuple(by_style[Style.BOX]),
        unders=placed,
        ghosts=tuple(ghosts),
        more=more,
        lanes=() if sides is None else lane_shapes(sides, laid_out, options.within),
    )


def _shape(
    page: Page, entry: PartEntry, pieces: tuple[Piece, ...], options: ShapeOptions
) -> MarkShape:
    span = page.span(entry.span_id)
    type_name = span.type if span is not None else ""
    is_last = entry.n == entry.n_parts - 1
    letter, has_note, is_nobody = "", False, False
    if span is not None and is_last and options.sides is None:
        has_note = bool(page.notes(span.id))
        is_nobody = speaks_for_nobody(span, options.scheme)
        letter = letter_of(type_name, span.attributes.get("kind"), options.scheme)
    return MarkShape(
        span_id=entry.span_id,
        n=entry.n,
        type_name=type_name,
        style=style_of(type_name, options.scheme),
        is_ghost=span is not None and span.layer_id != options.layer_id,
        letter=letter,
        lane=None,
        pieces=pieces,
        n_characters=entry.end - entry.start,
        has_note=has_note,
        lacks_actor=is_nobody,
        opens_block=entry.start == page.blocks[page.block_of(entry.start)].start,
    )


def _in_lanes(
    unders: list[tuple[PartEntry, MarkShape]], laid_out: LaidOut, options: ShapeOptions
) -> tuple[tuple[MarkShape, ...], tuple[OverflowMark, ...]]:
    if not unders:
        return (), ()
    found = lanes([entry for entry, _ in unders], options.kept)
    placed = tuple(
        shape._replace(lane=lane)
        for (_, shape), lane in zip(unders, found.lanes, strict=True)
        if lane is not None and shape.pieces
    )
    more: list[OverflowMark] = []
    for overflow in found.overflows:
        place = Range(overflow.start, overflow.end)
        pieces = laid_out.pieces(place) if place.overlaps(options.within) else ()
        if pieces:
            last = pieces[-1]
            x = last.left if laid_out.is_right_to_left else last.right
            more.append(OverflowMark(overflow.n, last.line, x))
    return placed, tuple(more)
