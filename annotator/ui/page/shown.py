"""The article that a page shows, and in which look: put in, kept in place, laid out anew.

A long article on its way to another look is laid out beside the one that is seen (`_Coming`).
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, QSignalBlocker, QSize, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Scheme
from annotator.ui.basics import theme as themes
from annotator.ui.basics.building import later
from annotator.ui.basics.theme import Theme
from annotator.ui.page.announce import Announcer
from annotator.ui.page.bare import only_show
from annotator.ui.page.caret import PageCaret
from annotator.ui.page.document import BANNER, PageShape, take_width
from annotator.ui.page.layout import PageLayout
from annotator.ui.page.mark_painter import OVERHANG, Emphasis
from annotator.ui.page.paint_order import PagePainter
from annotator.ui.page.slices import LONG, FarPlaces, Slices

if TYPE_CHECKING:
    from annotator.ui.page.sides import LaneSet

_BELOW_TOP = 24
"""Where the first line stands that is read."""
_SEEN = 8_000
"""No window shows more characters at once."""


class PageLook(NamedTuple):
    """The theme of a page and how wide it is."""

    theme: Theme
    shape: PageShape = PageShape()

    def is_like(self, other: "PageLook") -> bool:
        """Say whether it is the same but for its scheme's colours, which lie in the theme."""
        return self.theme is other.theme and self.shape == other.shape


class ShownPage(QTextEdit):
    """What a page view shows, and how it changes; the view itself says what is done with it."""

    relaid = Signal()
    """Everything stands elsewhere: another article, another text size, furniture opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.actors = ActorBook()
        self.keys: dict[str, str] = {"region": "B", "masthead": "I", "done": "D"}
        """The keys painted on the page's own lines; the window sets them from its table."""
        self.scheme = Scheme()
        self._look = self._wanted = PageLook(themes.current())
        steps = (self._again_as_wanted, self._begin, self._farthest, self._take_coming)
        self._coming = _Coming(self, *steps)
        self.page_layout: PageLayout | None = None
        """The geometry of what is shown, in the document's measure."""
        self.lit = Emphasis()
        """What is selected, lit and under the mouse."""
        self._painter = PagePainter(self.theme, self.lit, self.devicePixelRatioF(), self.keys)
        self._layer_id = ""
        self._sides: LaneSet | None = None
        self._far = FarPlaces(self, self._slices)
        self._caret = PageCaret(self, self._far)
        self._given: QTextDocument | None = None
        """The article that Qt has: the one that is shown, or the one that is coming."""
        self.announcer = Announcer(self)
        self._foot: str | None = None
        only_show(self)
        take_width(self, self.shape)
        self._dress()

    # --- what is shown ------------------------------------------------------------------------

    def set_page(
        self, page: Page | None, *, layer_id: str = "", keep_position: bool = False
    ) -> None:
        """Show a page. `layer_id` is the reader's own layer: other layers are painted as ghosts.

        `keep_position` keeps caret, selection, scroll position and opened furniture (the same
        article read anew).
        """
        opened = frozenset[str]()
        if keep_position and self.page_layout is not None:
            opened = self.page_layout.content.opened
        self._layer_id = layer_id
        if not keep_position:
            self.lit.selected, self.lit.lit = None, frozenset()
        self._show(page, opened, keep_position=keep_position)

    def _show(self, page: Page | None, opened: frozenset[str], *, keep_position: bool) -> None:
        kept = self._line_seen() if keep_position else None
        self._take_look()
        self._put_in(None if page is None else self._laid_out(page, opened), kept)

    def _line_seen(self) -> tuple[int, float] | None:
        """Give where the first line in view begins, and how far below the upper edge it is."""
        if self.page_layout is None:
            return None
        start, top = self.page_layout.line_at(self._offset() + _BELOW_TOP)
        return start, top - self._offset()

    def _put_in(self, layout: PageLayout | None, kept: tuple[int, float] | None) -> None:
        old, self.page_layout = self.page_layout, layout
        if kept is None:
            self._far.stop()
        self.lit.hovered = None
        self._foot = None
        self.announcer.forget()
        with self._caret.held():
            if layout is None or layout.content.document is not self._given:
                take_width(self, self.shape)
                # Not `clear`: the article's own document goes, and Qt would still hold it.
                self._give(QTextDocument() if layout is None else layout.content.document)
            else:
                self.setFixedWidth(self.shape.width)
                # Qt's scroll bar follows when all is laid out, or with this.
                super().resizeEvent(QResizeEvent(self.size(), self.size()))
            if layout is not None:
                layout.keep_lanes(self.lit.selected)
        if old is not None:
            old.content.document.deleteLater()
        self._painter.show(layout)
        content = None if layout is None else layout.content
        if kept is None or layout is None:
            self._caret.stand_in(content, 0 if content is None else content.first_place())
            self.verticalScrollBar().setValue(0)
        else:
            top = layout.caret(kept[0]).top()
            self.verticalScrollBar().setValue(max(0, round(top - kept[1])))
            self._caret.stand_in(content, None)
        self.viewport().update()
        self.relaid.emit()

    def _give(self, document: QTextDocument) -> None:
        """Let Qt have another document; the one before goes, unless it is what is seen."""
        before, self._given = self._given, document
        document.setParent(self)
        self.setDocument(document)
        shown = None if self.page_layout is None else self.page_layout.content.document
        if before is not None and before is not shown:
            before.deleteLater()

    def _laid_out(self, page: Page, opened: frozenset[str]) -> PageLayout:
        found = PageLayout(
            page,
            self._wanted.theme,
            layer_id=self._layer_id,
            scheme=self.scheme,
            opened=opened,
            shape=self._wanted.shape,
        )
        found.sides = self._sides
        return found

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return None if self.page_layout is None else self.page_layout.page

    def apply_page(
        self, page: Page, changed_span_ids: Collection[str], regions_changed: bool = False
    ) -> None:
        """Take the page after a step; only the paragraphs these spans touch are painted anew.

        `regions_changed` lays the article out anew and keeps what is in view.
        """
        layout = self.page_layout
        if layout is None or regions_changed or page.text is not layout.page.text:
            opened = frozenset[str]() if layout is None else layout.content.opened
            self._show(page, opened, keep_position=layout is not None)
            return
        if page.article != layout.page.article:
            self.viewport().update()
        self._foot = None
        for number in layout.apply(page, changed_span_ids):
            self._update_block(number)
        end = layout.foot_top()
        if end is not None:
            self.viewport().update(QRect(0, int(end) - self._offset(), self.width(), 60))

    def set_context(self, *, actors: ActorBook | None = None, scheme: Scheme | None = None) -> None:
        """Take the actors (for tooltips and screen readers) and the scheme (for letters)."""
        if actors is not None:
            self.actors = actors
        if scheme is not None and scheme != self.scheme:
            self.scheme, self._foot = scheme, None
            self._draw_anew()
            self.relaid.emit()

    @property
    def theme(self) -> Theme:
        """What the page is painted in."""
        return self._look.theme

    @property
    def shape(self) -> PageShape:
        """How wide the page is."""
        return self._look.shape

    @property
    def is_changing(self) -> bool:
        """Whether a long article is on its way to another look, or to a place far down."""
        return self._coming.is_under_way or self._far.is_under_way

    def _slices(self) -> Slices | None:
        return None if self.page_layout is None else self.page_layout.slices

    def set_look(self, theme: Theme, shape: PageShape) -> None:
        """Paint in a theme, as wide as is said; a long article is when it is laid out anew."""
        look = PageLook(theme, shape)
        if look.is_like(self._wanted):
            return
        self._wanted = look
        layout = self.page_layout
        if layout is not None and not self._stands_alike(look):
            self._again()
            return
        self._take_look()
        if layout is None:
            take_width(self, shape)
        self._draw_anew()

    def _stands_alike(self, look: PageLook) -> bool:
        layout = self.page_layout
        return layout is None or (
            not self.is_changing and layout.content.stands_alike(look.theme, look.shape)
        )

    def _take_look(self) -> None:
        """Have the look that is wanted from now on."""
        self._coming.stop()
        before, self._look = self._look, self._wanted
        if before.theme is not self.theme:
            self._dress()
        self._painter.dress(self.theme, self.devicePixelRatioF())

    def _draw_anew(self) -> None:
        """Draw all marks anew, where the words stand."""
        if self.page_layout is not None:
            self.page_layout.dress(self.theme, self.scheme)
        self._painter.show(self.page_layout)
        self.viewport().update()

    def _again(self) -> None:
        """Lay the article out anew."""
        layout = self.page_layout
        if layout is None:
            self._take_look()
        elif len(layout.page.text) > LONG:
            self._coming.begin()
        else:
            self._show(layout.page, layout.content.opened, keep_position=True)

    def unfold(self, region_id: str, *, is_open: bool | None = None) -> None:
        """Open the run of furniture of a region or fold it; by itself turn it the other way."""
        layout = self.page_layout
        run = None if layout is None else layout.content.fold_of(region_id)
        if layout is None or run is None or layout.content.is_open(run) == is_open:
            return
        content, ids = layout.content, frozenset(run.region_ids)
        opened = content.opened - ids if content.is_open(run) else content.opened | ids
        kept = _KeptFold(layout, region_id, self._offset())
        self._show(layout.page, opened, keep_position=True)
        kept.keep(self.page_layout, self)

    def show_marks(self, page: Page) -> None:
        """Show other marks on the article that is shown; all else stays as it is."""
        layout = self.page_layout
        if layout is None or page.text is not layout.page.text:
            self.set_page(page, layer_id=self._layer_id, keep_position=True)
            return
        self._foot = None
        layout.apply(page, ())
        self._draw_anew()

    def _again_as_wanted(self) -> PageLayout | None:
        layout = self.page_layout
        return None if layout is None else self._laid_out(layout.page, layout.content.opened)

    def _begin(self, coming: PageLayout) -> None:
        """Give Qt the article anew; what is seen and asked is the one before, until it comes."""
        empty = QTextDocument(self)
        self._caret.stand_apart()
        with self._caret.held(), self._bar_kept():
            # At its top: Qt lays out at once what lies above the place it is scrolled to.
            self.setDocument(empty)
            self.setLineWrapColumnOrWidth(self._wanted.shape.width)
            self._give(coming.content.document)
            empty.deleteLater()

    @contextmanager
    def _bar_kept(self) -> Iterator[None]:
        """Keep the scroll bar as it is: Qt would make it that of the article that is coming."""
        bar = self.verticalScrollBar()
        high, value = bar.maximum(), bar.value()
        with QSignalBlocker(bar):
            yield
            bar.setRange(0, high)
            bar.setValue(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let Qt have its scroll bar, but for what is not seen yet.

        Of another width it is not told: it would lay out anew what has a width of its own.
        """
        is_seen = self.page_layout is None or self._given is self.page_layout.content.document
        before = QSize(event.size().width(), event.oldSize().height())
        with nullcontext() if is_seen else self._bar_kept():
            super().resizeEvent(QResizeEvent(event.size(), before))

    def _farthest(self) -> int:
        """Give how far the article is laid out at least before it is shown."""
        seen = self._line_seen()
        return max(0 if seen is None else seen[0], self._caret.position, self._caret.anchor)

    def _take_coming(self, layout: PageLayout) -> None:
        kept, page = self._line_seen(), self.page
        self._take_look()
        layout.dress(self.theme, self.scheme)
        layout.sides = self._sides
        layout.apply(page or layout.page, ())
        self._put_in(layout, kept)
        Slices.rest()

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, self.theme.colour("ink"))
        palette.setColor(QPalette.ColorRole.Base, self.theme.colour("page"))
        self.setPalette(palette)

    def _update_block(self, number: int) -> None:
        if self.page_layout is None:
            return
        rect = self.page_layout.bounds(number, OVERHANG).translated(0, -self._offset())
        if not rect.isEmpty() and rect.intersects(QRectF(self.viewport().rect())):
            self.viewport().update(rect.toAlignedRect())

    def _offset(self) -> int:
        return self.verticalScrollBar().value()


class _Coming(QObject):
    """Lays a long article out beside the one that is seen: a slice in each turn of the loop.

    Whoever reads goes on reading meanwhile; it is there when it is laid out as far as is seen.
    """

    def __init__(
        self,
        parent: QObject,
        make: Callable[[], PageLayout | None],
        begin: Callable[[PageLayout], object],
        seen: Callable[[], int],
        take: Callable[[PageLayout], object],
    ) -> None:
        """`make` makes it, `begin` has it laid out; `seen`: where is read; `take` shows it."""
        super().__init__(parent)
        self._make, self._begin, self._seen, self._take = make, begin, seen, take
        self._steps: Iterator[None] = iter(())
        self._turn = later(self, 0, self._go_on)

    @property
    def is_under_way(self) -> bool:
        """Whether another look comes."""
        return self._turn.isActive()

    def begin(self) -> None:
        """Lay out anew from the next turn on."""
        self._steps = self._one_a_turn()
        self._turn.start()

    def stop(self) -> None:
        """Come no more."""
        self._steps = iter(())
        self._turn.stop()

    def finish(self) -> None:
        """Come at once."""
        while self.is_under_way:
            self._turn.stop()
            self._go_on()

    def _go_on(self) -> None:
        if next(self._steps, self) is None:
            self._turn.start()

    def _one_a_turn(self) -> Iterator[None]:
        yield  # what else the act has changed is painted first
        layout = self._make()
        if layout is None:
            return
        yield
        self._begin(layout)
        yield
        while not layout.slices.is_at(self._seen() + _SEEN):
            layout.slices.more()
            yield
        self._take(layout)


class _KeptFold:
    """Where the line of a run of furniture is seen, before the article is laid out anew."""

    def __init__(self, layout: PageLayout, region_id: str, offset: int) -> None:
        """Look where it is now, in what is scrolled by `offset`."""
        self._region_id = region_id
        top = layout.fold_top(region_id)
        self._y = None if top is None else top - offset
        self._line = layout.line_at(offset + _BELOW_TOP)[0]

    def keep(self, layout: PageLayout | None, view: QTextEdit) -> None:
        """Scroll so that it is there again; what was read inside it is folded: below the top."""
        top = layout.fold_top(self._region_id) if layout is not None else None
        if layout is None or top is None:
            return
        y = self._y
        if y is None or not -BANNER < y < view.viewport().height():
            if layout.content.fold_at(self._line) is None:
                return  # it is out of sight, and what is in sight stays
            y = _BELOW_TOP
        view.verticalScrollBar().setValue(max(0, round(top - y)))
