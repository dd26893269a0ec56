"""The cards as things on the accessibility bus: a list with a child for each statement.

Cards are painted, they are no widgets; these answer for them, and are made when they are asked for.
"""

from collections.abc import Collection, Sequence
from typing import ClassVar, Protocol, cast
from weakref import WeakValueDictionary

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.reading.tips import SaidCard

_NOWHERE = QRect()
_NOTHING = cast("QAccessibleInterface", None)
"""What Qt takes for "no such thing", though the types of its methods know no None."""


class Cards(Protocol):
    """What is asked about the cards."""

    def span_ids(self) -> Sequence[str]:
        """Give whose cards there are, in text order; asked several times for each card."""

    def said(self, span_id: str) -> SaidCard | None:
        """Give what is said of a card."""

    def place_of(self, span_id: str) -> QRect:
        """Give where a card is seen, in the widget's coordinates; null when it is not."""

    @property
    def selected(self) -> str | None:
        """Whose card is selected."""


class Speaking:
    """Makes what answers for the cards of a widget when Qt first asks, and tells it what happens.

    Qt forgets an interface when Python gives the widget's class another signal, and asks anew: so
    there may be several one after another, and the last one counts.
    """

    _of: ClassVar[WeakValueDictionary[int, "Speaking"]] = WeakValueDictionary()
    _is_asked: ClassVar[bool] = False

    def __init__(self, widget: QWidget, cards: Cards) -> None:
        """Be asked for this widget; nothing is made while no screen reader runs."""
        if not Speaking._is_asked:
            Speaking._is_asked = True
            QAccessible.installFactory(_answer)
        self._widget, self._cards = widget, cards
        self._made: list[HeardCards] = []
        self._of[id(widget)] = self
        made = self._made
        widget.destroyed.connect(lambda: _let_go(made))

    @classmethod
    def of(cls, thing: QObject) -> "HeardCards | None":
        """Make what answers for a thing, if it is such a widget."""
        found = cls._of.get(id(thing))
        if found is None or found._widget is not thing:
            return None
        found._made.append(HeardCards(found._widget, found._cards))
        return found._made[-1]

    def selected_changed(self) -> None:
        """Say that another card has the keyboard, if somebody has asked."""
        if self._made and QAccessible.isActive():
            self._made[-1].selected_changed()

    def cards_changed(self, span_ids: Collection[str] | None = None) -> None:
        """Say which of some cards (None: of all) say something else now, if somebody has asked."""
        if self._made and QAccessible.isActive():
            self._made[-1].cards_changed(span_ids)


def _let_go(made: "list[HeardCards]") -> None:
    """Take what was made back from Qt: it must go there before it goes in Python.

    Qt keeps what it was given by number and deletes it itself; what Python frees first, Qt would
    still ask. Deleted by Qt, the Python object is only a shell.
    """
    for one in (*(child for heard in made for child in heard.children), *made):
        if isValid(one):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(one))
    made.clear()


def _answer(_kind: str, thing: QObject) -> QAccessibleInterface:
    return Speaking.of(thing) or _NOTHING


class HeardCards(QAccessibleInterface):
    """The list of cards, in place of what Qt says of the painted widget."""

    def __init__(self, widget: QWidget, cards: Cards) -> None:
        """Answer for a widget from now on."""
        super().__init__()
        self.widget, self.cards = widget, cards
        self.children: list[HeardCard] = []
        self._told: dict[int, tuple[str, str]] = {}

    # --- what has happened ----------------------------------------------------------------------

    def selected_changed(self) -> None:
        """Say that another card has the keyboard, if the cards have it."""
        n = self.n_selected()
        if n >= 0 and self.widget.hasFocus():
            self._tell(QAccessible.Event.Focus, n)

    def cards_changed(self, changed: Collection[str] | None) -> None:
        """Say which cards that were asked about have another name now."""
        span_ids = self.cards.span_ids()
        for n, (of, name) in list(self._told.items()):
            span_id = span_ids[n] if n < len(span_ids) else ""
            if span_id == of and changed is not None and of not in changed:
                continue
            said = self.cards.said(span_id)
            if said is None:
                del self._told[n]
            elif said.name != name:
                self._told[n] = span_id, said.name
                self._tell(QAccessible.Event.NameChanged, n)

    def _tell(self, what: QAccessible.Event, n: int) -> None:
        event = QAccessibleEvent(self.widget, what)
        event.setChild(n)
        QAccessible.updateAccessibility(event)

    def n_selected(self) -> int:
        """Give which card is selected; -1: none."""
        selected, span_ids = self.cards.selected, self.cards.span_ids()
        return span_ids.index(selected) if selected in span_ids else -1

    def told(self, n: int, span_id: str, name: str) -> None:
        """Remember what was said of a card, so that a change can be told."""
        self._told[n] = span_id, name

    # --- what Qt asks ---------------------------------------------------------------------------

    def isValid(self) -> bool:
        """Whether the widget is still there."""
        return isValid(self.widget)

    def object(self) -> QObject:
        """The widget."""
        return self.widget if self.isValid() else cast("QObject", None)

    def window(self) -> QWindow:
        """The window it lies in."""
        return self.widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """What the widget lies in."""
        parent = self.widget.parentWidget()
        return _NOTHING if parent is None else QAccessible.queryAccessibleInterface(parent)

    def childCount(self) -> int:
        """How many cards there are."""
        return len(self.cards.span_ids())

    def child(self, index: int) -> QAccessibleInterface:
        """Give a card."""
        if not 0 <= index < self.childCount():
            return _NOTHING
        while len(self.children) <= index:
            self.children.append(HeardCard(self, len(self.children)))
        return self.children[index]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """Give the card at a place of the screen."""
        for n in range(self.childCount()):
            child = self.child(n)
            if child.rect().contains(x, y):
                return child
        return _NOTHING

    def focusChild(self) -> QAccessibleInterface:
        """Give the card that has the keyboard."""
        if not self.widget.hasFocus():
            return _NOTHING
        return self.child(self.n_selected()) if self.n_selected() >= 0 else self

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Give which card one is."""
        return child.n if isinstance(child, HeardCard) and child.heard is self else -1

    def role(self) -> QAccessible.Role:
        """It is a list."""
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        """It takes the keyboard."""
        state = QAccessible.State()
        state.focusable = 1
        state.focused = int(self.widget.hasFocus())
        state.invisible = int(not self.widget.isVisible())
        return state

    def rect(self) -> QRect:
        """Where it is on the screen."""
        place = self.widget.rect()
        return QRect(self.widget.mapToGlobal(place.topLeft()), place.size())

    def text(self, what: QAccessible.Text) -> str:
        """Give its name."""
        return self.widget.accessibleName() if what is QAccessible.Text.Name else ""

    def setText(self, what: QAccessible.Text, text: str) -> None:
        """Nothing is written here."""


class HeardCard(QAccessibleInterface):
    """The n-th card."""

    def __init__(self, heard: HeardCards, n: int) -> None:
        """Stand for the n-th card of a list."""
        super().__init__()
        self.heard, self.n = heard, n
        QAccessible.registerAccessibleInterface(self)

    def _span_id(self) -> str:
        if not self.heard.isValid():
            return ""
        span_ids = self.heard.cards.span_ids()
        return span_ids[self.n] if self.n < len(span_ids) else ""

    def isValid(self) -> bool:
        """Whether there is such a card."""
        return bool(self._span_id())

    def object(self) -> QObject:
        """A card is no object."""
        return cast("QObject", None)

    def window(self) -> QWindow:
        """The window it lies in."""
        return self.heard.window()

    def parent(self) -> QAccessibleInterface:
        """The list."""
        return self.heard

    def childCount(self) -> int:
        """A card has no parts of its own."""
        return 0

    def child(self, index: int) -> QAccessibleInterface:
        """A card has no parts of its own."""
        return _NOTHING

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """A card has no parts of its own."""
        return _NOTHING

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """A card has no parts of its own."""
        return -1

    def role(self) -> QAccessible.Role:
        """It is a line of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """It can be selected; it has the keyboard when it is and the list has it."""
        is_selected = self._span_id() == (self.heard.cards.selected or "-")
        is_seen = not self.heard.cards.place_of(self._span_id()).isNull()
        state = QAccessible.State()
        state.focusable = state.selectable = 1
        state.selected = int(is_selected)
        state.focused = int(is_selected and self.heard.widget.hasFocus())
        state.offscreen = int(not is_seen)
        return state

    def rect(self) -> QRect:
        """Where it is on the screen, if it is seen."""
        place = self.heard.cards.place_of(self._span_id())
        if place.isNull():
            return _NOWHERE
        return QRect(self.heard.widget.mapToGlobal(place.topLeft()), place.size())

    def text(self, what: QAccessible.Text) -> str:
        """Give who, how and the words as its name; the rest, the note last, as its description."""
        said = self.heard.cards.said(self._span_id())
        if said is None:
            return ""
        if what is QAccessible.Text.Name:
            self.heard.told(self.n, self._span_id(), said.name)
            return said.name
        return said.description if what is QAccessible.Text.Description else ""

    def setText(self, what: QAccessible.Text, text: str) -> None:
        """Nothing is written here."""
