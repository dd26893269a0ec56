"""Marks as they are painted: what goes under the text and what goes over it. Never the text itself.

All measures are those of the look: from the baseline, as a part of the text's size.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from annotator.model.looks.mark_styles import Style
from annotator.text.ranges import Range
from annotator.ui.basics.keycaps import pencil
from annotator.ui.basics.theme import Theme, mixed
from annotator.ui.page.draw_list import DrawList
from annotator.ui.page.geometry import Piece
from annotator.ui.page.lane_painter import paint_grounds, paint_lanes
from annotator.ui.page.shapes import LANE, BlockShapes, MarkShape

_TOP, _BOTTOM, _UNDER = 0.91, 0.35, 0.24
_BAR, _BAR_SELECTED, _BAR_AWAY = 2.5, 3.5, 0.9
_RADIUS = 3
_GHOST, _GHOST_LIT = 1.2, 2.0
_GHOST_DASH = (3.4, 2.6)
_GHOST_INSIDE = 2.5
"""So much lower is one in another: the dashes of both would make a solid line, as of a mark."""
OVERHANG = 16
"""How far a mark may reach beyond its line's box, in pixels: letters and lanes under the line."""


@dataclass(slots=True)
class Emphasis:
    """Which spans are selected, lit (of the selected statement), under the mouse; what is found."""

    selected: str | None = None
    lit: frozenset[str] = frozenset()
    hovered: str | None = None
    found: tuple[Range, ...] = ()
    """The places of what is looked for, in order."""
    is_held: bool = False
    """The edges of the selected span cannot be moved: it has no handles."""

    @property
    def handled(self) -> str | None:
        """The span whose edges can be taken, or None."""
        return None if self.is_held else self.selected

    def strength(self, shape: MarkShape, tint: float, lit: float) -> float:
        """Give how strong a shape's tint is now."""
        if self.is_lit(shape):
            return lit
        return (tint + lit) / 2 if shape.span_id == self.hovered else tint

    def is_lit(self, shape: MarkShape) -> bool:
        """Say whether a shape is drawn as belonging to the selected statement."""
        return shape.span_id == self.selected or shape.span_id in self.lit


@dataclass(slots=True)
class MarkPainter:
    """Makes what is drawn of a block's marks, in one theme. Colours and letters are made once."""

    theme: Theme
    state: Emphasis
    ratio: float = 1.0
    """Device pixels to a pixel, for letters."""
    _tints: dict[tuple[str, float], QColor] = field(default_factory=dict)
    _letters: dict[tuple[str, str], QPixmap] = field(default_factory=dict)

    # --- under the text -----------------------------------------------------------------------

    def under(self, shapes: BlockShapes) -> DrawList:
        """Give tints, bars, outlines and lit grounds, from the block's top left corner."""
        found = DrawList()
        paint_grounds(found, shapes, self.theme)
        grounds = [one for one in shapes.unders if one.style is not Style.LINE]
        for draw, some in (
            (self._body, shapes.bodies), (self._ends, shapes.bodies), (self._bars, shapes.bodies),
            (self._box_tint, shapes.boxes), (self._box, shapes.boxes), (self._ground, grounds),
        ):  # fmt: skip
            for shape in some:
                draw(found, shapes, shape)
        return found

    def _body(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        tint = self._body_tint(shape)
        for piece in shape.pieces:
            rect = _body_rect(shapes, piece)
            at_left, at_right = _round_ends(shapes, piece)
            inner = rect.adjusted(_RADIUS if at_left else 0, 0, -_RADIUS if at_right else 0, 0)
            if inner.width() > 0:
                found.ground(tint, inner)

    def _ends(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        """Only the rounded ends of a claim are smooth: a large smooth surface costs much."""
        for piece in shape.pieces:
            rect = QRectF(_body_rect(shapes, piece))
            at_left, at_right = _round_ends(shapes, piece)
            for is_round, x, left, right in (
                (at_left, rect.left(), _RADIUS, 0), (at_right, rect.right() - _RADIUS, 0, _RADIUS),
            ):  # fmt: skip
                if is_round:
                    end = QRectF(x, rect.top(), _RADIUS, rect.height())
                    found.shape(_rounded(end, left, right), fill=self._body_tint(shape))

    def _body_tint(self, shape: MarkShape) -> QColor:
        colours = self.theme.mark(shape.type_name)
        return self._tint(shape, colours.tint, colours.lit)

    def _bars(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        width = _BAR_SELECTED if shape.span_id == self.state.selected else _BAR
        bars = QPainterPath()
        for piece in shape.pieces:
            if not piece.begins:
                continue
            line = _line_rect(shapes, piece)
            if shapes.is_right_to_left:
                x = piece.right + _BAR_AWAY
            else:
                x = piece.left - _BAR_AWAY - width
            if shape.n == 0:
                bars.addRect(QRectF(x, line.top(), width, line.height()))
                continue
            dash = (line.height() - 3 * 4) / 4
            for n in range(4):
                bars.addRect(QRectF(x, line.top() + n * (dash + 4), width, dash))
        if not bars.isEmpty():
            found.shape(bars, fill=self.theme.mark(shape.type_name).line)

    def _box_tint(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        tint = self._body_tint(shape)
        for piece in shape.pieces:
            found.ground(tint, box_rect(shapes, piece).toAlignedRect().adjusted(1, 1, -1, -1))

    def _box(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        colour = self.theme.mark(shape.type_name).line
        pen = QPen(colour, 2.0 if self.state.is_lit(shape) else 1.0)
        for piece in shape.pieces:
            found.shape(_open_box(box_rect(shapes, piece), piece), pen=pen)

    def _ground(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        """A lit cue lies on its own grey; a cue under the mouse half so."""
        colours = self.theme.mark(shape.type_name)
        if self.state.strength(shape, 0.0, colours.lit) <= 0:
            return
        path = QPainterPath()
        for piece in shape.pieces:
            path.addPath(_rounded(box_rect(shapes, piece), _RADIUS, _RADIUS))
        found.shape(path, fill=self._tint(shape, 0.0, colours.lit))

    def _tint(self, shape: MarkShape, tint: float, lit: float) -> QColor:
        strength = self.state.strength(shape, tint, lit)
        key = (shape.type_name, strength)
        found = self._tints.get(key)
        if found is None:
            found = QColor(self.theme.mark(shape.type_name).line)
            found.setAlphaF(strength)
            self._tints[key] = found
        return found

    # --- over the text ------------------------------------------------------------------------

    def over(self, shapes: BlockShapes) -> DrawList:
        """Give dots, lines, letters and outlines of suggestions, from the same corner."""
        found = DrawList()
        for shape in shapes.unders:
            if shape.style is Style.DOTS:
                self._dots(found, shapes, shape)
        for shape in shapes.unders:
            if shape.style is not Style.DOTS:
                self._line(found, shapes, shape)
        for shape in shapes.ghosts:
            self._ghost(found, shapes, shape)
        self._letters_of(found, shapes)
        for shape in shapes.signed():
            self._signs(found, shapes, shape)
        paint_lanes(found, shapes, self.theme, self.ratio)
        for more in shapes.more:
            picture = self._written(f"+{more.n}", self.theme.colour("ink2"))
            found.picture(QPointF(more.x + 1, _under(shapes, more.line, 4) - 6), picture)
        return found

    def _dots(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        is_lit = self.state.is_lit(shape)
        colour = self.theme.colour("ink") if is_lit else self.theme.mark(shape.type_name).line
        pen = QPen(colour, 2.6 if is_lit else 2.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        for piece in shape.pieces:
            y = _under(shapes, piece.line, shape.lane or 0)
            n = max(1, int((piece.right - piece.left - 2) // 4) + 1)
            found.dots(pen, [QPointF(piece.left + 1 + 4 * k, y) for k in range(n)])

    def _line(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        pen = QPen(self.theme.mark(shape.type_name).line, self._line_width(shape))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if shape.style is Style.DASHES:
            pen.setDashPattern([6.0, 1.6, 1.6, 1.6])
        for piece in shape.pieces:
            y = _under(shapes, piece.line, shape.lane or 0)
            found.line(pen, QLineF(piece.left, y, piece.right, y))

    def _line_width(self, shape: MarkShape) -> float:
        if self.state.is_lit(shape):
            return 3.0
        return 2.2 if shape.span_id == self.state.hovered else 1.5

    def _letters_of(self, found: DrawList, shapes: BlockShapes) -> None:
        """A letter right below each span's end; where one stands already, beside it."""
        taken: set[tuple[int, int]] = set()
        for shape in shapes.unders:
            if not shape.letter:
                continue
            picture = self._written(shape.letter, self.theme.mark(shape.type_name).letter)
            width = round(picture.deviceIndependentSize().width())
            step = width if shapes.is_right_to_left else -width
            for piece in shape.pieces:
                if not piece.finishes:
                    continue
                x = round(piece.left if shapes.is_right_to_left else piece.right - width)
                while any((piece.line, near) in taken for near in range(x - 4, x + 5)):
                    x += step
                taken.add((piece.line, x))
                y = _under(shapes, piece.line, shape.lane or 0) + 0.5
                found.picture(QPointF(x, round(y)), picture)

    def _signs(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        """At the upper corner of a span's end: a pencil for its note, a ring for no actor."""
        piece = next((one for one in shape.pieces if one.finishes), None)
        if piece is None:
            return
        rect = box_rect(shapes, piece)
        at = QPointF(rect.left() if shapes.is_right_to_left else rect.right(), rect.top())
        ink, page = self.theme.colour("ink2"), self.theme.colour("page")
        if shape.lacks_actor:
            ring = QPainterPath()
            ring.addEllipse(at, 3, 3)
            found.shape(ring, fill=page, pen=QPen(self.theme.mark(shape.type_name).line, 1.4))
            at += QPointF(11 if shapes.is_right_to_left else -11, 0)
        if shape.has_note:
            ground = QPainterPath()
            ground.addEllipse(at, 6, 6)
            found.shape(ground, fill=page)
            found.shape(pencil(at), fill=page, pen=QPen(ink, 1.2))

    def _written(self, text: str, colour: QColor) -> QPixmap:
        """A letter as a picture: writing it each time would cost more than all lines."""
        key = (text, colour.name())
        known = self._letters.get(key)
        if known is not None:
            return known
        font = self.theme.font("letter")
        metrics = QFontMetricsF(font)
        width, height = round(metrics.horizontalAdvance(text)) + 1, round(metrics.height())
        picture = QPixmap(round(width * self.ratio), round(height * self.ratio))
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QPointF(0.5, metrics.ascent() - 0.5), text)
        painter.end()
        self._letters[key] = picture
        return picture

    # --- suggestions --------------------------------------------------------------------------

    def _ghost(self, found: DrawList, shapes: BlockShapes, shape: MarkShape) -> None:
        colours = self.theme.mark(shape.type_name)
        is_body = shape.style is Style.BODY
        outline = QPainterPath()
        outline.setFillRule(Qt.FillRule.WindingFill)
        for piece in shape.pieces:
            if is_body:
                # Half a pixel over the blank between lines: one contour round all of them.
                plain = piece._replace(begins=False)
                rect = QRectF(_body_rect(shapes, plain)).adjusted(-0.5, -0.6, 0.5, 0.6)
                outline.addRect(rect)
            else:
                lower = _GHOST_INSIDE * min(shape.depth, 2)
                box = box_rect(shapes, piece).adjusted(0, lower, 0, -lower)
                outline.addRoundedRect(box, _RADIUS, _RADIUS)
        is_heavy = self.state.is_lit(shape) or shape.span_id == self.state.hovered
        width = _GHOST_LIT if is_heavy else _GHOST
        pen = QPen(colours.line, width)
        pen.setDashPattern([one / width for one in _GHOST_DASH])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        found.shape(outline.simplified(), pen=pen)
        for piece in shape.pieces:
            box = box_rect(shapes, piece)
            ends = (box.left(), box.right())
            if is_body and piece.begins and shape.n == 0:
                at = _before(shapes, piece)
                if not shape.opens_block:
                    at = QPointF(ends[shapes.is_right_to_left], box.top())
                self._question(found, at, colours.letter)
            elif shape.style is Style.LINE and piece.finishes:
                x = ends[not shapes.is_right_to_left]
                self._question(found, QPointF(x, box.top()), colours.letter)

    def _question(self, found: DrawList, at: QPointF, colour: QColor) -> None:
        """A `?` in a circle 12 wide."""
        circle = QPainterPath()
        circle.addEllipse(at, 6, 6)
        found.shape(
            circle, fill=mixed(colour, self.theme.colour("page"), 0.06), pen=QPen(colour, 1.0)
        )
        picture = self._written("?", colour)
        size = picture.deviceIndependentSize()
        found.picture(QPointF(at.x() - size.width() / 2, at.y() - size.height() / 2), picture)


def ground(painter: QPainter, shapes: BlockShapes, pieces: Iterable[Piece], colour: QColor) -> None:
    """Paint a ground over the whole lines of some pieces: the selection."""
    for piece in pieces:
        line = shapes.lines[piece.line]
        painter.fillRect(
            QRectF(piece.left, line.top, piece.right - piece.left, line.bottom - line.top), colour
        )


# --- rectangles ----------------------------------------------------------------------------------


def _line_rect(shapes: BlockShapes, piece: Piece) -> QRect:
    """The line a piece lies on, less half a pixel above and below, on whole pixels."""
    line = shapes.lines[piece.line]
    top = round(line.top + 0.5)
    return QRect(0, top, 1, round(line.bottom - line.top) - 1)


def _body_rect(shapes: BlockShapes, piece: Piece) -> QRect:
    line = _line_rect(shapes, piece)
    left = round(piece.left - (0.9 if piece.begins or shapes.is_right_to_left else 1.5))
    right = round(piece.right + (0.9 if piece.begins and shapes.is_right_to_left else 1.5))
    return QRect(left, line.top(), max(1, right - left), line.height())


def _round_ends(shapes: BlockShapes, piece: Piece) -> tuple[bool, bool]:
    """Whether a claim's surface is rounded at the left and at the right of a piece."""
    if shapes.is_right_to_left:
        return piece.finishes, piece.begins
    return piece.begins, piece.finishes


def box_rect(shapes: BlockShapes, piece: Piece) -> QRectF:
    """Give the box of a speaker; on half pixels, so that its outline is sharp."""
    baseline = shapes.lines[piece.line].baseline
    before, after = (0.5, 1.5) if shapes.is_right_to_left else (1.5, 0.5)
    left, right = piece.left - before, piece.right + after
    top, bottom = baseline - _TOP * shapes.size, baseline + _BOTTOM * shapes.size
    x, y = round(left - 0.5) + 0.5, round(top) + 0.5
    return QRectF(x, y, max(2, round(right - left)), max(2, round(bottom - top)))


def _open_box(rect: QRectF, piece: Piece) -> QPainterPath:
    """The outline of a box, which stays open where the part goes on."""
    outline = QPainterPath()
    radius = float(_RADIUS)
    left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
    if not (piece.goes_on_left or piece.goes_on_right):
        outline.addRoundedRect(rect, radius, radius)
        return outline
    if piece.goes_on_left and piece.goes_on_right:
        outline.moveTo(left, top)
        outline.lineTo(right, top)
        outline.moveTo(left, bottom)
        outline.lineTo(right, bottom)
        return outline
    # From the open side along the top, round the closed side, back along the bottom.
    start, end = (right, left) if piece.goes_on_right else (left, right)
    inwards = radius if piece.goes_on_right else -radius
    outline.moveTo(start, top)
    outline.lineTo(end + inwards, top)
    outline.quadTo(end, top, end, top + radius)
    outline.lineTo(end, bottom - radius)
    outline.quadTo(end, bottom, end + inwards, bottom)
    outline.lineTo(start, bottom)
    return outline


def _rounded(rect: QRectF, at_left: float, at_right: float) -> QPainterPath:
    """A rectangle whose corners are rounded on the left and on the right as said."""
    path = QPainterPath()
    left, right, top, bottom = rect.left(), rect.right(), rect.top(), rect.bottom()
    path.moveTo(left + at_left, top)
    path.lineTo(right - at_right, top)
    if at_right:
        path.quadTo(right, top, right, top + at_right)
    path.lineTo(right, bottom - at_right)
    if at_right:
        path.quadTo(right, bottom, right - at_right, bottom)
    path.lineTo(left + at_left, bottom)
    if at_left:
        path.quadTo(left, bottom, left, bottom - at_left)
    path.lineTo(left, top + at_left)
    if at_left:
        path.quadTo(left, top, left + at_left, top)
    path.closeSubpath()
    return path


def _before(shapes: BlockShapes, piece: Piece) -> QPointF:
    """Where the `?` of a suggested claim stands: in the blank before it."""
    line = shapes.lines[piece.line]
    middle = (line.top + line.bottom) / 2
    x = piece.right + 11 if shapes.is_right_to_left else piece.left - 11
    return QPointF(x, middle)


def _under(shapes: BlockShapes, line: int, lane: int) -> float:
    return shapes.lines[line].baseline + _UNDER * shapes.size + LANE * lane
