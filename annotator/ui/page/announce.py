"""ArticleHandlers a screen reader which spans the caret has come into."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from annotator.model.actor import ActorBook
from annotator.model.page import Page
from annotator.model.scheme import Scheme
from annotator.reading.tips import announcement


class Announcer:
    """Remembers what was said, so that a span is named once when the caret enters it."""

    def __init__(self, about: QObject) -> None:
        """Speak for one widget."""
        self._about = about
        self._told: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Start anew: another article."""
        self._told = frozenset()

    def words(self, page: Page, position: int, actors: ActorBook, scheme: Scheme) -> str:
        """Give what is to be said now that the caret stands here; empty when nothing is new."""
        spans = page.spans_at(position)
        new = [span for span in spans if span.id not in self._told]
        self._told = frozenset(span.id for span in spans)
        return "; ".join(announcement(page, span, actors, scheme) for span in new)

    def tell(self, page: Page, position: int, actors: ActorBook, scheme: Scheme) -> None:
        """Say it, if a screen reader listens."""
        if not QAccessible.isActive():
            return
        words = self.words(page, position, actors, scheme)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._about, words))
