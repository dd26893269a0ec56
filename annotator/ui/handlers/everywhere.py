"""The same words everywhere in the article: a preview of the places first, then one step."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.language import tr, trn
from annotator.model.changes import Step
from annotator.model.page import Page
from annotator.project.acts.mark import SpanLike, found_everywhere, plan_everywhere
from annotator.project.context import PlanContext
from annotator.reading.everywhere import Occurrence
from annotator.ui.basics.building import row
from annotator.ui.basics.labels import Label
from annotator.ui.basics.rows import Index, Rows, across, write_in_context
from annotator.ui.handlers.reading_state import ReadingState
from annotator.ui.popups.fields import FieldPopup

_MOST_SHOWN = 500
_ROW_HEIGHT = 26
_WIDE = 620
_TICK = 30
_BEFORE = 0.42
"""How much of the rest stands before the words."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place of the words in an article."""

    page: Page
    place: Occurrence


class PlacesPopup(FieldPopup):
    """The places as a list with ticks; Enter marks the ticked ones, Space ticks, Esc leaves."""

    wanted = Signal(object)
    """The ticked places, as a tuple of `Found`."""
    wide = _WIDE

    def __init__(self, parent: QWidget, title: str, found: Sequence[Found]) -> None:
        """Make the list with every place ticked."""
        super().__init__(parent, title)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setFixedHeight(min(300, _ROW_HEIGHT * max(len(found), 3) + 4))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_InContext(self.list))
        for one in found[:_MOST_SHOWN]:
            place = one.place
            item = QListWidgetItem(f"…{place.before}{place.words}{place.after}…")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setData(Qt.ItemDataRole.UserRole, one)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.column.addWidget(self.list)
        self._mark = QPushButton(tr("Mark (Enter)"), self)
        self._mark.setAutoDefault(True)
        self._mark.clicked.connect(self._take)
        hint = Label(tr("Space takes a place out."), parent=self)
        self.column.addLayout(row((hint, 1), self._mark))

    def first_field(self) -> QWidget:
        """Give the list."""
        return self.list

    def keep(self) -> None:
        """Nothing is marked when the list is left without Enter."""

    def ticked(self) -> tuple[Found, ...]:
        """Give the places that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        chosen = [one for one in items if one.checkState() is Qt.CheckState.Checked]
        return tuple(one.data(Qt.ItemDataRole.UserRole) for one in chosen)

    def _take(self) -> None:
        chosen = self.ticked()
        self.end(keep=False)
        if chosen:
            self.wanted.emit(chosen)


class _InContext(Rows):
    """Draws a line: its tick, then the words under those of the other lines, in their context."""

    height = _ROW_HEIGHT

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave the words out: they are drawn here."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        found = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(found, Found):
            return
        whole: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        room = across(whole.adjusted(_TICK, 0, -8, 0), whole, mirrored=mirrored)
        painter.save()
        place = found.place
        line = (place.before, place.words, place.after)
        far = found.page.article.direction == "rtl"
        write_in_context(painter, room, line, int(room.width() * _BEFORE), mirrored=far)
        painter.restore()


class EverywhereHandlers:
    """The act that marks the same words in further places of the article."""

    def __init__(self, reading: ReadingState) -> None:
        """Act on what is read."""
        self._reading = reading

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Give the acts by name."""
        return {"everywhere": self.in_article}

    def in_article(self) -> None:
        """List the other places of the current span's words in this article."""
        reading = self._reading
        like = SpanLike.of(reading.span_or_refuse())
        found = found_everywhere(reading.bridge.context, [reading.page], like)
        self._show(like, [Found(page, one) for page, some in found for one in some])

    def _show(self, like: SpanLike, found: Sequence[Found]) -> None:
        reading = self._reading
        if not found:
            reading.say(tr("These words stand nowhere else without this mark."))
            return
        title = trn(
            "{n} further place of “{words}”",
            "{n} further places of “{words}”",
            len(found),
            words=like.words,
        )
        popup = PlacesPopup(reading.host, title, found)

        def wanted(chosen: object) -> None:
            if isinstance(chosen, tuple):
                self._mark(like, chosen)

        popup.wanted.connect(wanted)
        reading.open_popup(popup)

    def _mark(self, like: SpanLike, chosen: Sequence[Found]) -> None:
        """Mark the chosen places as one step."""

        def plan(context: PlanContext, shown: Page) -> Step:
            pages = {**{one.page.article.id: one.page for one in chosen}, shown.article.id: shown}
            found = [
                (page, [one.place.at for one in chosen if one.page.article.id == article_id])
                for article_id, page in pages.items()
            ]
            return plan_everywhere(context, found, like)

        self._reading.act(plan)
