"""The bar at the top: the workspace, the acts of marking with their keys, undo, find an action."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from annotator.language import tr
from annotator.model.scheme import Role
from annotator.reading.keys import MARK
from annotator.ui.basics import keycaps, theme
from annotator.ui.basics.actions import Actions
from annotator.ui.basics.building import row
from annotator.ui.basics.labels import in_mirror, paint_focus, plain_tip

HEIGHT = 48
_FIRST_ROLES = (Role.SPEAKER, Role.CLAIM, Role.CUE, Role.ENTITY)
_SAMPLE = 20
_WORKSPACES = ("read", "review", "explore")
_FIND = "palette"
_MOST_STRIPS = 6


class ActButton(QAbstractButton):
    """A button that does one act: a sample of its mark if it has one, its name, its key."""

    def __init__(
        self,
        actions: Actions,
        act: str,
        words: str = "",
        *,
        type_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make the button of an act."""
        super().__init__(parent)
        self._actions = actions
        self.act = act
        self._type_name = type_name
        self.shows_key = True
        self.setText(words or actions.label(act))
        self.setAccessibleName(actions.label(act))
        self.say_why_not("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: actions.run(act))

    def say_why_not(self, why: str) -> None:
        """Tell the name and the key, and why the act cannot be done now if it cannot."""
        key = self._actions.key(self.act)
        said = f"{self.accessibleName()} ({key})" if key else self.accessibleName()
        self.setToolTip(plain_tip("\n".join(filter(None, (said, why)))))
        self.setAccessibleDescription(why)

    def event(self, event: QEvent) -> bool:
        """Say why a grey button does nothing when it is clicked."""
        if event.type() is QEvent.Type.MouseButtonPress and not self.isEnabled():
            self._actions.run(self.act)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        """Give the room for sample, words and key."""
        words = QFontMetrics(theme.font("ui")).horizontalAdvance(self.text())
        width = 12 + words
        if self._type_name:
            width += _SAMPLE + 8
        if self._key():
            width += 6 + self._cap_width()
        return QSize(width, HEIGHT - 12)

    def _key(self) -> str:
        return self._actions.key(self.act) if self.shows_key else ""

    def _cap_width(self) -> int:
        small = QFontMetrics(theme.font("small"))
        return round(keycaps.cap_width(small.horizontalAdvance(self._key()), blank=9))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the button, and a ring when it takes keys."""
        painter = QPainter(self)
        self.draw(painter)
        if self.hasFocus():
            paint_focus(painter, self.rect().toRectF())
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Draw sample, words and key cap, from the side where reading begins."""
        can = self.isEnabled()
        if self.underMouse() and can:
            painter.fillRect(self.rect(), theme.colour("selected_row"))
        middle = self.height() / 2
        x = 6.0
        if self._type_name:
            sample = QRectF(x, middle - 7.5, _SAMPLE, 15)
            scheme = theme.current().scheme
            keycaps.paint_sample(painter, in_mirror(self, sample), self._type_name, scheme)
            x += _SAMPLE + 8
        painter.setFont(theme.font("ui"))
        painter.setPen(theme.colour("ink" if can else "ink3"))
        width = QFontMetrics(theme.font("ui")).horizontalAdvance(self.text())
        words = QRectF(x, 0, width + 2, self.height())
        painter.drawText(in_mirror(self, words), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._key():
            half = keycaps.CAP_HEIGHT / 2
            cap = QRectF(x + width + 6, middle - half, self._cap_width(), keycaps.CAP_HEIGHT)
            dress, place = theme.current(), in_mirror(self, cap)
            keycaps.paint_cap(painter, place, self._key(), dress, is_live=can)


class TurnButton(ActButton):
    """Undo or redo: the two that have a picture and no word."""

    def sizeHint(self) -> QSize:
        """Give a square."""
        return QSize(32, HEIGHT - 12)

    def draw(self, painter: QPainter) -> None:
        """Draw the arrow."""
        if self.underMouse() and self.isEnabled():
            painter.fillRect(self.rect(), theme.colour("selected_row"))
        painter.setPen(theme.colour("ink2" if self.isEnabled() else "ink3"))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        back = (self.act == "undo") != mirrored
        keycaps.paint_turn(painter, QPointF(self.width() / 2, self.height() / 2), back=back)


class TabButton(ActButton):
    """A workspace; the one that is shown is bold, with a bar below it."""

    is_current = False

    def sizeHint(self) -> QSize:
        """Give the room for the name."""
        return QSize(QFontMetrics(theme.font("bold")).horizontalAdvance(self.text()) + 12, HEIGHT)

    def draw(self, painter: QPainter) -> None:
        """Draw the name, and the bar of the one that is shown."""
        painter.setFont(theme.font("bold" if self.is_current else "ui"))
        painter.setPen(theme.colour("ink" if self.is_current else "ink2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.is_current:
            painter.fillRect(6, self.height() - 4, self.width() - 12, 3, theme.colour("ink"))


class FindButton(ActButton):
    """Looks like a field and opens the palette."""

    def sizeHint(self) -> QSize:
        """Give the width of the field in the pictures."""
        return QSize(190, 28)

    def draw(self, painter: QPainter) -> None:
        """Draw the field with its words and key."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("border"))
        painter.setBrush(theme.colour("selected_row" if self.underMouse() else "card"))
        frame = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, 4, 4)
        painter.setPen(theme.colour("ink2"))
        painter.setFont(theme.font("ui"))
        near = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(self.layoutDirection())
        painter.drawText(self.rect().adjusted(10, 0, -10, 0), near, self.text())
        if not self._key():
            return
        width = self._cap_width()
        half = keycaps.CAP_HEIGHT / 2
        cap = QRectF(self.width() - width - 6, self.height() / 2 - half, width, keycaps.CAP_HEIGHT)
        keycaps.paint_cap(painter, in_mirror(self, cap), self._key(), theme.current())


class MenuButton(FindButton):
    """The button of the menu, at the end of the bar; framed as the field beside it."""

    def sizeHint(self) -> QSize:
        """Give the room for the word and the key."""
        words = QFontMetrics(theme.font("ui")).horizontalAdvance(self.text())
        return QSize(20 + words + (6 + self._cap_width() if self._key() else 0), 28)


class _Buttons(QWidget):
    """The buttons of one workspace; `optional` are left out where there is no room, last first."""

    def __init__(self, bar: QWidget) -> None:
        """Begin without any."""
        super().__init__(bar)
        self.row = row(of=self, around=(14, 0, 24, 0), gap=4)
        self.buttons: list[ActButton] = []
        self.optional: list[QWidget] = []
        self.lines: list[tuple[QWidget, int]] = []
        """Each with the number of the first button behind it."""

    def lines_seen(self) -> list[QWidget]:
        """Give the lines that have a button behind them: the last ones are left out first."""
        return [line for line, n in self.lines if not self.buttons[n].isHidden()]

    def add(self, button: ActButton, *, is_optional: bool = False) -> None:
        """Put a button at the end."""
        self.buttons.append(button)
        if is_optional:
            self.optional.append(button)
        self.row.addWidget(button)
        # Now, not when the layout comes to it: what is hidden has no width for `_fit`.
        button.show()

    def add_line(self) -> None:
        """Put a line between two groups of buttons."""
        line = QWidget(self)
        line.setFixedSize(1, 18)
        self.lines.append((line, len(self.buttons)))
        line.show()
        self.row.addSpacing(8)
        self.row.addWidget(line)
        self.row.addSpacing(8)


class TopBar(QWidget):
    """The bar itself; its buttons follow the acts."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        """Make the bar; `fill` gives it its buttons."""
        super().__init__(parent)
        self._actions = actions
        self.setObjectName("top-bar")
        self.setAccessibleName(tr("Acts"))
        self.setFixedHeight(HEIGHT)
        self._row = row(of=self, around=(0, 0, 0, 0), gap=0)
        self._shown, self._has_acts, self._letters = "read", True, ("A", "B")
        self._strips: dict[object, _Buttons] = {}
        """The buttons of what was shown, each as long as it says the same."""
        self._said: object = None
        self._strip: _Buttons | None = None
        actions.table_changed.connect(self.fill)
        actions.done.connect(lambda _act: self.refresh())

    def fill(self) -> None:
        """Show the buttons for the types of the scheme and the other acts.

        Those that say what they would say anew stay: another project has mostly the same types,
        and one goes from Read to Review and back all day.
        """
        said = self._actions.keys.rows, self._type_names()
        if said != self._said or len(self._strips) >= _MOST_STRIPS:
            self._said = said
            for one in self._strips.values():
                one.hide()
                one.deleteLater()
            self._strips, self._strip = {}, None
        shown = self._shown, self._has_acts, self._letters
        before, strip = self._strip, self._strips.get(shown)
        self._strip = strip = self._strips[shown] = strip or self._made()
        if before is not None and before is not strip:
            before.hide()
        strip.show()
        for button in strip.buttons:
            button.update()  # a type may have another colour
        self.refresh()
        self._fit()

    def _made(self) -> _Buttons:
        acts, strip = self._actions, _Buttons(self)
        for name in _WORKSPACES:
            tab = TabButton(acts, name, parent=strip)
            tab.is_current = name == self._shown
            strip.add(tab)
        strip.row.addStretch(1)
        if self._has_acts:
            (self._add_marking if self._shown == "read" else self._add_settling)(strip)
        strip.row.addStretch(1)
        strip.add(TurnButton(acts, "undo", parent=strip))
        strip.add(TurnButton(acts, "redo", parent=strip))
        strip.row.addSpacing(12)
        strip.add(FindButton(acts, _FIND, tr("Find an action"), parent=strip))
        strip.row.addSpacing(6)
        strip.add(MenuButton(acts, "menu", tr("Menu"), parent=strip))
        self._row.addWidget(strip)
        return strip

    def show_workspace(
        self, name: str, *, has_acts: bool = True, letters: tuple[str, str] | None = None
    ) -> None:
        """Show which workspace is seen, and its acts; a sheet has its own.

        `letters` are those of the two codings that are compared.
        """
        shown = (name, has_acts, letters or self._letters)
        if shown != (self._shown, self._has_acts, self._letters) or self._strip is None:
            self._shown, self._has_acts, self._letters = shown
            self.fill()

    def _add_settling(self, strip: _Buttons) -> None:
        left, right = self._letters
        for act, words in (
            ("take-left", tr("Take {side}", side=left)),
            ("take-right", tr("Take {side}", side=right)),
            ("take-both", tr("Both")),
            ("take-neither", tr("Neither")),
            ("change-first", tr("Change")),
        ):
            strip.add(ActButton(self._actions, act, words, parent=strip), is_optional=True)
        strip.add_line()
        strip.add(ActButton(self._actions, "next-open", tr("Next open"), parent=strip))

    def _add_marking(self, strip: _Buttons) -> None:
        acts = self._actions
        for name in self._type_names():
            button = ActButton(acts, MARK + name, type_name=name, parent=strip)
            strip.add(button, is_optional=True)
        strip.add_line()
        for act, words in (("link", tr("Link")), ("actor", tr("Actor")), ("note", tr("Note"))):
            strip.add(ActButton(acts, act, words, parent=strip), is_optional=True)
        strip.add_line()
        strip.add(ActButton(acts, "done", tr("Done"), parent=strip), is_optional=True)

    @property
    def buttons(self) -> Sequence[ActButton]:
        """The buttons that are shown, or left out for want of room."""
        return () if self._strip is None else self._strip.buttons

    @property
    def _menu(self) -> ActButton:
        """The button of the menu, which is the last."""
        return self.buttons[-1]

    def open_menu(self, menu: QMenu) -> None:
        """Open the menu below its button."""
        menu.aboutToHide.connect(self._menu_closed)
        menu.popup(self.menu_place(menu.sizeHint().width()))

    def _menu_closed(self) -> None:
        """See whether the pointer is at the button still: a menu keeps from it that it left."""
        at = self._menu.mapFromGlobal(QCursor.pos())
        self._menu.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, self._menu.rect().contains(at))
        self._menu.update()

    def menu_place(self, width: int) -> QPoint:
        """Give where on the screen a menu so wide opens: below its button, inside the window."""
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        place = self._menu.geometry() if self.isVisible() else self.rect()
        x = place.left() if is_mirrored else place.right() + 1 - width
        return self.mapToGlobal(QPoint(x, place.bottom() if self.isVisible() else 0))

    def refresh(self) -> None:
        """Make grey what cannot be done now, with the reason in its tooltip."""
        why_not = self._actions.why_not(button.act for button in self.buttons)
        for button in self.buttons:
            why = why_not[button.act]
            if button.isEnabled() != (not why) or why != button.accessibleDescription():
                button.setEnabled(not why)
                button.say_why_not(why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out in a narrow window what the menu has too: the field, the keys, then acts."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        strip = self._strip
        if strip is None:
            return
        self._show_all(strip, has_field=True, has_keys=True)
        if self._is_too_wide(strip):
            self._show_all(strip, has_field=False, has_keys=True)
        if self._is_too_wide(strip):
            self._show_all(strip, has_field=False, has_keys=False)
        for one in reversed(strip.optional):
            if not self._is_too_wide(strip):
                break
            one.hide()

    def _show_all(self, strip: _Buttons, *, has_field: bool, has_keys: bool) -> None:
        for one in strip.optional:
            one.show()
        for button in strip.buttons:
            if button.act == _FIND:
                button.setVisible(has_field)
            button.shows_key = has_keys
            button.updateGeometry()

    def _is_too_wide(self, strip: _Buttons) -> bool:
        strip.row.invalidate()
        return strip.row.sizeHint().width() > self.width()

    def _type_names(self) -> list[str]:
        present = [row.name for row in self._actions.rows() if row.name.startswith(MARK)]
        names = [name.removeprefix(MARK) for name in present]
        scheme = theme.current().scheme
        first = [name for name in map(scheme.name_for, _FIRST_ROLES) if name in names]
        return [*first, *(name for name in names if name not in first)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("chrome"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("border"))
        for line in () if self._strip is None else self._strip.lines_seen():
            painter.fillRect(line.geometry(), theme.colour("border"))
        painter.end()
