"""The program as anyone starts it, and beside it a pair of eyes: what is seen, and where on screen.

    python -m tests.journeys.watched_program [what `annotator` takes]

For each line on standard input it prints one line of JSON. It looks, and does nothing.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from annotator.cli import main
from annotator.text.ranges import Range
from annotator.ui.basics.sheet import Sheet
from annotator.ui.page.handles import handles_in
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.window import MainWindow

Thing = dict[str, Any]


def _in_sheet(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, Sheet):
        widget = widget.parentWidget()
    return widget is not None


class Eyes(QObject):
    """Counts keys and clicks that came in, and says what is on the screen."""

    asked = Signal(str)

    def __init__(self, program: QApplication) -> None:
        """Watch a program, in the thread of its windows."""
        super().__init__()
        self._program = program
        self._counts = False
        self.n_keys = self.n_clicks = 0
        self._down: set[int] = set()
        self.strays: list[str] = []
        """The buttons of the window that had the keyboard: no act leaves it there."""
        self.moveToThread(program.thread())
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count what the system sends to a window.

        No press of a shortcut comes here, and no key that is let go in a window that has closed.
        """
        if event.spontaneous() and watched.isWindowType():
            self.n_clicks += event.type() is QEvent.Type.MouseButtonRelease
            if isinstance(event, QKeyEvent):
                self._count(event.type(), event.nativeScanCode())
        return False

    def _hear(self, _old: QWidget | None, new: QWidget | None) -> None:
        has_begun = bool(self.n_keys or self.n_clicks)
        if not has_begun or not isinstance(new, QAbstractButton) or _in_sheet(new):
            return  # a sheet's own buttons are pressed by the keyboard, too
        if isinstance(new.window(), MainWindow):
            self.strays.append(f"{_name(new)} “{new.text()}” in {_name(new.parentWidget())}")

    def _count(self, kind: QEvent.Type, code: int) -> None:
        if kind is QEvent.Type.KeyPress:
            self._down.add(code)
            self.n_keys += 1
        elif kind is QEvent.Type.KeyRelease:
            self.n_keys += code not in self._down
            self._down.discard(code)

    def _answer(self, words: str) -> None:
        if not self._counts:
            self._program.installEventFilter(self)
            self._program.focusChanged.connect(self._hear)
            self._counts = True
        sys.stdout.write(json.dumps(self.seen(words), ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def seen(self, words: str) -> Thing:
        """Give what is seen now, and where some words of the page are, each time they stand."""
        window = next(
            (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)), None
        )
        if window is None:
            return {"is_ready": False}
        has, active = QApplication.focusWidget(), QApplication.activeWindow()
        session = window.session
        popup = session.reading.popup if session is not None else None
        waits = session.bridge.n_waiting if session is not None else 0
        return {
            "is_ready": bool(window.isActiveWindow() or active),
            "n_keys": self.n_keys,
            "n_clicks": self.n_clicks,
            "strays": self.strays,
            "is_busy": bool(waits or window.jobs._running),
            "shows_page": False,
            "keyboard": _name(has),
            "window": active.windowTitle() if active is not None else "",
            "dialog": _title(QApplication.activeModalWidget()),
            "outside": [*_outside(window)],
            "list": _name(_list(popup, active)),
            "menu": _name_of_menu(QApplication.activePopupWidget()),
            "message": window.messages.words,
            "sheet": _sheet(window),
            "review": {},
            "spans": [],
            "things": [*_things(active)],
            **(_of_article(window, words) if session and session.bridge.page else {}),
        }


def _of_article(window: MainWindow, words: str) -> Thing:
    """What is seen of the open article, and where some words of it are."""
    session = window.session
    assert session is not None
    assert session.bridge.page is not None
    reading, has = session.reading, QApplication.focusWidget()
    return {
        "shows_page": session.view.isVisible(),
        **({"keyboard": "page"} if has is session.view else {}),
        "review": _review(window),
        "caret": session.view.caret(),
        "spans": [f"{one.type}: {one.text()}" for one in session.bridge.page.spans()],
        "current": reading.span.text() if reading.span is not None else "",
        "things": [
            *_things(QApplication.activeWindow()), *_on_page(window), *_in_review(window)
        ],
        "words": [*_words(window, words)] if words else [],
    }  # fmt: skip


def _sheet(window: MainWindow) -> Thing:
    """The sheet that is shown, if one is: its name, and what its labels say."""
    sheet = next((one for one in window.findChildren(Sheet) if one.isVisible()), None)
    if sheet is None:
        return {}
    shown = (one for one in sheet.findChildren(QLabel) if one.isVisible() and one.text())
    return {"name": sheet.status, "title": sheet.accessibleName(), "says": [*map(_said, shown)]}


def _said(label: QLabel) -> str:
    return _plain(label.text())


def _plain(words: str) -> str:
    """Give words without the signs that hold their direction."""
    return re.sub("[\u2066-\u2069]", "", words)


def _list(popup: QWidget | None, active: QWidget | None) -> QWidget | None:
    """The list or small form that is open on the page, else one over the window."""
    if popup is not None or active is None:
        return popup
    return next((one for one in active.findChildren(ChoicePopup) if one.isVisible()), None)


def _title(dialog: QWidget | None) -> str:
    return dialog.windowTitle() if dialog is not None else ""


def _outside(window: MainWindow) -> Iterator[str]:
    """What is open and not wholly on the screen."""
    room = window.screen().geometry()
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and not room.contains(one.frameGeometry()):
            yield f"{type(one).__name__} {_title(one)} {one.frameGeometry()}"


def _name_of_menu(popup: QWidget | None) -> str:
    return popup.title() or "Menu" if isinstance(popup, QMenu) else _name(popup)


def _name(widget: QWidget | None) -> str:
    return "" if widget is None else widget.accessibleName() or type(widget).__name__


def _thing(kind: str, words: str, of: QWidget, rect: QRect) -> Thing:
    seen = rect.intersected(of.visibleRegion().boundingRect())
    at, begin = of.mapToGlobal(seen.center()), of.mapToGlobal(seen.topLeft()).x()
    found: Thing = {"kind": kind, "words": _plain(words), "at": (at.x(), at.y()), "begin": begin}
    return {**found, "is_seen": not seen.isEmpty()}


def _things(active: QWidget | None) -> Iterator[Thing]:
    """What can be clicked: in an open menu or list first, else in the window in front."""
    popup = QApplication.activePopupWidget()
    menus = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu)]
    for menu in menus:
        if menu.isVisible():
            yield from _entries(menu)
    if popup is not None and not isinstance(popup, QMenu):
        for view in popup.findChildren(QAbstractItemView):
            yield from _rows(view)
    if active is not None:
        yield from _in_window(active)


def _entries(menu: QMenu) -> Iterator[Thing]:
    for entry in (one for one in menu.actions() if one.isVisible() and one.isEnabled()):
        words = re.sub(r"&(?=.)", "", entry.text().split("\t")[0])
        thing = _thing("entry", words, menu, menu.actionGeometry(entry))
        part = entry.menu()
        is_open = isinstance(part, QMenu) and part.isVisible()
        yield {**thing, "is_framed": menu.activeAction() is entry and not is_open}


def _in_window(active: QWidget) -> Iterator[Thing]:
    kinds: tuple[tuple[str, type[QWidget]], ...] = (
        ("button", QAbstractButton),
        ("box", QComboBox),
        ("field", QLineEdit),
        ("field", QPlainTextEdit),
    )
    for kind, of in kinds:
        for one in (one for one in active.findChildren(of) if one.isVisible() and one.isEnabled()):
            words = one.text() if isinstance(one, QAbstractButton) else ""
            thing = _thing(kind, one.accessibleName() or words, one, one.rect())
            yield {**thing, "has_keyboard": one.hasFocus()}
    popups = active.findChildren(ChoicePopup)
    for view in active.findChildren(QAbstractItemView):
        if view.isVisible() and not any(one.isAncestorOf(view) for one in popups):
            yield from _cells(view)
    for found in (one for one in active.findChildren(ChoicePopup) if one.isVisible()):
        yield from _rows(found.list)
    if isinstance(active, QFileDialog):
        for name in ("listView", "treeView"):
            for view in active.findChildren(QAbstractItemView, name):
                yield from _lines(view, view.rootIndex()) if view.isVisible() else ()


def _rows(view: QAbstractItemView) -> Iterator[Thing]:
    model = view.model()
    for n in range(model.rowCount()):
        index = model.index(n, 0)
        detail = ""
        if isinstance(view, QListWidget):
            detail = " · " + index.data(Qt.ItemDataRole.UserRole).detail
        place = view.visualRect(index)
        yield {
            **_thing("line", f"{index.data()}{detail}", view.viewport(), place),
            "is_framed": view.currentIndex() == index,
        }


_MOST_ROWS = 60


def _cells(view: QAbstractItemView) -> Iterator[Thing]:
    """What stands in a list or table of the window: the words of each cell."""
    if isinstance(view.window(), QFileDialog) or isinstance(view, QHeaderView):
        return
    model, of, root = view.model(), view.accessibleName(), view.rootIndex()
    if model is None:
        return
    n_columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(root)
    rows = range(min(model.rowCount(root), _MOST_ROWS))
    for index in (model.index(n, k, root) for n in rows for k in range(n_columns)):
        thing = _thing("cell", str(index.data() or ""), view.viewport(), view.visualRect(index))
        if not thing["is_seen"]:
            continue
        yield {
            **thing,
            "in": of,
            "is_framed": view.currentIndex() == index,
            "has_keyboard": view.hasFocus(),
        }


def _lines(view: QAbstractItemView, within: QModelIndex) -> Iterator[Thing]:
    for n in range(view.model().rowCount(within)):
        index = view.model().index(n, 0, within)
        yield _thing("line", str(index.data()), view.viewport(), view.visualRect(index))


def _review(window: MainWindow) -> Thing:
    """What Review shows, if it is shown: how far it is, what is current, which sheet lies over it.

    It waits for nothing any more where `is_busy` of the window is no.
    """
    session = window.session
    review = session.review if session is not None and session.is_reviewing else None
    if review is None:
        return {}
    current, sheet = review.state.current, review.sheet
    first = current.first if current is not None else None
    return {
        "settled": [*review.state.n_settled()],
        "kind": str(first.kind) if first is not None else "",
        "sheet": sheet.accessibleName() if sheet is not None else "",
        "has_keyboard": QApplication.focusWidget() is review.area.view,
        "popup": _name(review.handlers.popup),
        "status": [review.status()[0], *review.status()[1]],
    }


def _in_review(window: MainWindow) -> Iterator[Thing]:
    """The lines of the list of differences, and what stands on the current card."""
    session = window.session
    review = session.review if session is not None and session.is_reviewing else None
    if review is None or review.sheet is not None:
        return
    yield from _lines(review.pane.list, QModelIndex())
    margin = review.area.margin
    opened = margin.opened()
    if opened is not None and margin.selected is not None:
        card = margin.place_of(margin.selected)
        for part in (one for one in opened.parts if one.act and one.words):
            rect = part.rect.translated(card.x(), card.y()).toRect()
            yield _thing("act", part.words, margin, rect)


def _on_page(window: MainWindow) -> Iterator[Thing]:
    """What stands on the open card, and the handles of the selected span."""
    assert window.session is not None
    view, margin = window.session.view, window.session.workspace.area.margin
    top = view.verticalScrollBar().value()
    opened = margin.opened()
    if opened is not None and margin.selected is not None:
        card = margin.place_of(margin.selected)
        for part in (one for one in opened.parts if one.digit or one.attribute):
            rect = part.rect.translated(card.x(), card.y()).toRect()
            kind = "attribute" if part.attribute else "value"
            yield _thing(kind, part.words, margin, rect)
    if view.lit.selected is not None:
        blocks = view.page_layout.visible_blocks(top, top + view.height())
        for one in handles_in(blocks, view.lit.selected):
            at = (one.at - QPointF(0, top)).toPoint()
            rect = QRect(at - QPoint(1, 1), at + QPoint(1, 1))
            yield _thing("handle", one.edge.value, view.viewport(), rect)


def _words(window: MainWindow, words: str) -> Iterator[Thing]:
    """Where some words begin and end on the page, each time they stand there."""
    assert window.session is not None
    view = window.session.view
    text = view.page.text if view.page is not None else ""
    for found in re.finditer(re.escape(words), text):
        first, last = (view.rect_of(Range(at, at + 1)) for at in (found.start(), found.end() - 1))
        begin = view.viewport().mapToGlobal(QPoint(first.left() + 2, first.center().y()))
        end = view.viewport().mapToGlobal(QPoint(last.right() - 2, last.center().y()))
        yield {"begin": (begin.x(), begin.y()), "end": (end.x(), end.y())}


def _listen() -> None:
    """Ask the eyes what is seen, whenever somebody wants to know."""
    eyes: Eyes | None = None
    for line in sys.stdin:
        while eyes is None:
            program = QApplication.instance()
            if isinstance(program, QApplication):
                eyes = Eyes(program)
            else:
                time.sleep(0.005)
        eyes.asked.emit(line.strip())


if __name__ == "__main__":
    threading.Thread(target=_listen, daemon=True).start()
    sys.exit(main())
