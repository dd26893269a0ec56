"""Review, the workspace: the differences of two codings, and the sheet that lies over them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.language import tr
from annotator.model.layer import LayerKind
from annotator.text.words import isolated
from annotator.ui.basics.actions import Need
from annotator.ui.basics.building import column, row
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.panes import Panes
from annotator.ui.review import SHEETS

if TYPE_CHECKING:
    from annotator.model.layer import Layer
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge
    from annotator.ui.review.sheet import Sheet


class ReviewWorkspace(QWidget):
    """What Review shows of one open project."""

    working = Signal(object, str)
    """A job that may take long, and what it is, for the progress strip."""
    changed = Signal()
    """The bars have to say something else: a sheet has come or gone, a difference is settled."""

    def __init__(self, bridge: Bridge, jobs: Jobs, parent: QWidget) -> None:
        """Make the workspace, empty; `begin` fills it."""
        super().__init__(parent)
        self.setAccessibleName(tr("Review"))
        self.bridge, self.jobs = bridge, jobs
        self.pair = self._first_pair()
        """The left and the right coding; None where there is none."""
        self.sheet: Sheet | None = None
        """What lies over the differences, if anything does."""
        self._stack = QStackedWidget(self)
        self._canvas = QWidget(self._stack)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._canvas.setAccessibleName(tr("Differences"))
        self.empty = EmptyPlace(self._canvas)
        self._stack.addWidget(self._canvas)
        column((self._stack, 1), of=self, around=(0, 0, 0, 0), gap=0)
        self._of_differences = Panes(self._canvas, lambda: {self._canvas: self._canvas}, self)
        self._of_sheet: Panes | None = None
        self._whole: QWidget | None = None

    def _first_pair(self) -> tuple[Layer | None, Layer | None]:
        """The coder's own layer against the first of somebody else."""
        own = self.bridge.context.layer
        layers = self.bridge.project.layers()
        people = [one for one in layers if one.kind is LayerKind.PERSON]
        left = next((one for one in people if one.id == own.id), None)
        others = [one for one in people if one != left]
        if left is None and others:
            left = others.pop(0)
        return left, next(iter(others), None)

    # --- what is shown --------------------------------------------------------------------------

    def begin(self) -> None:
        """Show what there is to settle, or say why there is nothing."""
        self._say_empty()
        self.panes.focus_page()

    def _say_empty(self) -> None:
        self.empty.say(
            tr("No two codings yet"),
            tr("Review compares two coders who have both marked the same articles done."),
            ((tr("Compare …"), lambda: self.open_sheet("compare")),),
        )

    def compare(self, left: Layer, right: Layer) -> None:
        """Compare two codings and show where they differ."""
        self.pair = (left, right)
        self.close_sheet()
        self.changed.emit()

    def open_sheet(self, act: str) -> None:
        """Show the sheet or form of an act of the menu *Review*."""
        import_module(f"annotator.ui.review.{SHEETS[act]}").show(self)

    def show_sheet(self, sheet: Sheet) -> None:
        """Let a sheet take the place of page, cards and list; another one goes."""
        self._drop_sheet()
        self.sheet = sheet
        sheet.closed.connect(self.close_sheet)
        self._whole = whole = QWidget(self._stack)
        row(*filter(None, (sheet.side,)), (sheet, 1), of=whole, around=(0, 0, 0, 0), gap=0)
        self._stack.addWidget(whole)
        self._stack.setCurrentWidget(whole)
        self._of_sheet = Panes(sheet.home, lambda: _panes_of(sheet), sheet)
        self.panes.focus_page()
        self.changed.emit()

    def close_sheet(self) -> None:
        """Go back to the differences."""
        if self.sheet is None:
            return
        self._drop_sheet()
        self._stack.setCurrentWidget(self._canvas)
        self.begin()
        self.changed.emit()

    def _drop_sheet(self) -> None:
        whole, self._whole = self._whole, None
        self.sheet = self._of_sheet = None
        if whole is not None:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self._stack.removeWidget(whole)
            whole.hide()
            whole.deleteLater()

    # --- what the window asks -------------------------------------------------------------------

    @property
    def panes(self) -> Panes:
        """The panes between which F6 goes: of the differences, or of the sheet over them."""
        return self._of_sheet or self._of_differences

    def there(self) -> Need:
        """Give what is there for acts to need."""
        return Need.NOTHING

    def state(self) -> tuple[str, tuple[str, ...]]:
        """Give what the status line says: what is shown, and facts about it."""
        left, right = self.pair
        if self.sheet is not None:
            return self.sheet.status, ()
        if left is None or right is None:
            return tr("Review"), ()
        names = {"left": isolated(left.name), "right": isolated(right.name)}
        return tr("{left} against {right}", **names), ()

    def place_of_page(self) -> QRect:
        """Give where messages lie over, in this widget's coordinates."""
        shown = self._stack.currentWidget() or self._stack
        return QRect(shown.mapTo(self, QPoint(0, 0)), shown.size())

    def let_go(self) -> None:
        """Go out of the first thing that there is: Esc that nothing else has taken."""
        if self.sheet is not None:
            self.close_sheet()
        else:
            self.panes.focus_page()


def _panes_of(sheet: Sheet) -> dict[QWidget, QWidget]:
    """Give the sheet's list, if it has one, and the sheet, as F6 goes."""
    beside = {} if sheet.side is None else {sheet.side: sheet.side}
    return beside | {sheet: sheet.home}
