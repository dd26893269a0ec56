"""All sheets that lie over the page: what shows each, by the act's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from annotator.ui.actors.acts import ActorSheets
from annotator.ui.exporting.acts import ExportSheets
from annotator.ui.importing.acts import ArticleSheets
from annotator.ui.keeping.acts import KeepingSheets
from annotator.ui.notes.acts import NotesSheets
from annotator.ui.question.acts import QuestionSheets
from annotator.ui.scheme.acts import SchemeSheets

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.ui.keeping.acts import WithKeeping
    from annotator.ui.question.host import WithSuggestions

    class WithSheets(WithSuggestions, WithKeeping, Protocol):
        """An open project with all that its sheets ask about."""


class Sheets(QObject):
    """One family a room; what a family needs is loaded when it is first wanted."""

    def __init__(self, session: WithSheets) -> None:
        """Work for a session."""
        super().__init__(session.workspace)
        self.articles = ArticleSheets(session)
        self.scheme = SchemeSheets(session)
        self.questions = QuestionSheets(session)
        self.notes = NotesSheets(session, self.scheme)
        self.actors = ActorSheets(session)
        self.exports = ExportSheets(session)
        self.keeping = KeepingSheets(session)

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        families = (
            self.articles, self.scheme, self.questions, self.notes, self.actors, self.exports,
            self.keeping,
        )  # fmt: skip
        return {name: run for one in families for name, run in one.of_acts().items()}

    def fold_recurring(self) -> None:
        """Show lines that recur in many articles, then fold them."""
        self.articles.fold_recurring()

    def confirm(self) -> None:
        """Show what is proposed in all articles and nobody has confirmed."""
        self.articles.confirm()
