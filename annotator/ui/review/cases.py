"""The cases behind a number: a line each, with the words and the article they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QListWidget

from annotator.language import tr, trn
from annotator.ui.basics.building import column
from annotator.ui.basics.labels import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.compare.values import Difference
    from annotator.project import Project
    from annotator.ui.review.workspace import ReviewWorkspace
    from annotator.work import Cancel

Line = tuple[str, int, str]
"""An article, where in it, and what is said of the case."""
_MOST = 500
_SIZE = (720, 480)


class CasesForm(QDialog):
    """A list of cases; Enter opens the article of one."""

    def __init__(self, review: ReviewWorkspace, title: str, lines: Sequence[Line], n: int) -> None:
        """List these lines, of `n` in all."""
        super().__init__(review)
        self.setWindowTitle(title)
        self.setModal(True)
        self.resize(*_SIZE)
        self._review, self._lines = review, [*lines]
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.addItems([words for _, _, words in lines])
        self.list.itemActivated.connect(lambda _item: self._go())
        said = trn("{n} case", "{n} cases", n)
        if n > len(lines):
            said = tr("{said}, the first {shown}", said=said, shown=len(lines))
        column(
            Label(title, "bold", parent=self), Label(said, "small", "ink2", parent=self),
            (self.list, 1), of=self, around=(16, 16, 16, 16), gap=8,
        )  # fmt: skip
        self.list.setCurrentRow(0)

    @classmethod
    def of_differences(
        cls, review: ReviewWorkspace, title: str, differences: Sequence[Difference]
    ) -> CasesForm:
        """Give the list of some differences."""
        lines = [(one.article_id, one.at.start, _said(one)) for one in differences[:_MOST]]
        return cls(review, title, lines, len(differences))

    def _go(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self._lines):
            self._review.bridge.open_article(self._lines[at][0])
            self.accept()


def pairs_in_words(
    project: Project, cases: Sequence[tuple[str, str]], cancel: Cancel
) -> list[Line]:
    """Give lines for pairs, by article and the left's span; to be called in a worker."""
    found: list[Line] = []
    reader = project.reader
    for article_id, span_id in cases[:_MOST]:
        cancel.check()
        page = reader.page(article_id)
        span = page.span(span_id)
        if span is not None:
            found.append((article_id, span.start, f"{page.article.title}: “{span.text()}”"))
    return found


def _said(one: Difference) -> str:
    about = " ".join(filter(None, (one.type, one.name, one.boundary)))
    nothing = tr("nothing")
    if one.was is None and one.now is None:
        return f"{one.kind}: {about}"
    return f"{one.kind}: {about}: {one.was or nothing} | {one.now or nothing}"
