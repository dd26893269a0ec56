"""What the menu *Articles* does: sheets about all articles of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.language import tr
from annotator.text.ranges import Range
from annotator.text.words import word_at
from annotator.ui.importing.changing import ChangeActs
from annotator.ui.importing.copies import CopyActs
from annotator.ui.importing.corpus_acts import CorpusActs

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.model.article import ArticleFields
    from annotator.ui.importing.host import OpenedProject


class ArticleSheets(QObject):
    """The acts about many articles at once, for one open project."""

    def __init__(self, session: OpenedProject) -> None:
        """Work for a session."""
        super().__init__(session.workspace)
        self._session = session
        self.corpus = CorpusActs(session)
        self.copies = CopyActs(session)
        self.changing = ChangeActs(session)

    def of_acts(self) -> dict[str, Callable[[], object]]:
        """Give what does each act, by the act's name."""
        of_others = {**self.corpus.of_acts(), **self.copies.of_acts(), **self.changing.of_acts()}
        return {"confirm-proposals": self.confirm, **of_others}

    def fold_recurring(self) -> None:
        """Show lines that recur in many articles, then fold them."""
        self.corpus.fold_recurring()

    def confirm(self, at: tuple[str, str] | None = None) -> None:
        """Show what is proposed in all articles and nobody has confirmed; `at` a field of one."""
        session = self._session
        project = session.project

        def read(_progress: object, _cancel: object) -> tuple[list[ArticleFields], int]:
            project.open_project.drain()
            return project.proposals(), project.reader.n_articles()

        def then(found: tuple[list[ArticleFields], int]) -> None:
            from annotator.ui.importing.confirm.sheet import ConfirmSheet

            if not found[0]:
                session.reading.say(tr("Nothing is proposed that nobody has confirmed."))
                return
            session.pass_messages()  # one of them offers this sheet
            sheet = ConfirmSheet(session.workspace, session.bridge, session.jobs, *found)
            sheet.article_wanted.connect(self._read)
            session.over.show(sheet)
            if at is not None:
                sheet.stand_on(*at)

        session.jobs.start(read, then, session.bridge.refused.emit)

    def _read(self, article_id: str, field: str) -> None:
        """Show an article at the words a field comes from; Esc comes back to the sheet."""
        session = self._session
        session.over.close()

        def then() -> None:
            page, view = session.reading.page, session.reading.view
            proposal = page.article.proposed().get(field)
            at = None if proposal is None else proposal.at
            layout = view.page_layout
            first = 0 if layout is None else layout.content.first_place()
            where = at or word_at(page.text, first) or Range(first, first + 1)
            view.select(where)
            session.handlers.escape.led_to = (where, lambda: self.confirm((article_id, field)))

        session.open_then(article_id, then)
        session.reading.focus()
