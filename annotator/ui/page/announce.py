"""Tells a screen reader which spans the caret has come into."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Scheme
from annotator.model.span import Span
from annotator.reading.tips import announcement
from annotator.ui.basics.heard import announce


class Announcer:
    """Remembers what was said, so that a span is named once when the caret enters it."""

    def __init__(self, about: QWidget) -> None:
        """Speak for one widget."""
        self._about = about
        self._told: frozenset[str] = frozenset()
        self._last: set[str] = set()

    def forget(self) -> None:
        """Start anew: another article."""
        self._told = frozenset()

    def words(self, page: Page, position: int, actors: ActorBook, scheme: Scheme) -> str:
        """Give what is to be said now that the caret stands here; empty when nothing is new."""
        spans = page.spans_at(position)
        new = [span for span in spans if span.id not in self._told]
        self._told = frozenset(span.id for span in spans)
        self._last = {span.id for span in new}
        return "; ".join(announcement(page, span, actors, scheme) for span in new)

    def tell(self, page: Page, position: int, actors: ActorBook, scheme: Scheme) -> None:
        """Say it, if a screen reader listens and the page has the keyboard."""
        if QAccessible.isActive():
            words = self.words(page, position, actors, scheme)
            if self._about.hasFocus():
                announce(self._about, words)

    def tell_current(self, page: Page, span: Span, actors: ActorBook, scheme: Scheme) -> None:
        """Say which span is current, if the caret has not said it just now by going into it."""
        is_said, self._last = span.id in self._last, set()
        if QAccessible.isActive() and not is_said and self._about.hasFocus():
            announce(self._about, announcement(page, span, actors, scheme))
