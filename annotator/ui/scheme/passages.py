"""Lines of passages that are read in pieces, as far as they are seen: a list may be long."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QObject, Qt, Signal
from shiboken6 import isValid

from annotator.text.words import isolated, line_around, shortened
from annotator.ui.basics.rows import NOWHERE, Index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project import Project
    from annotator.text.ranges import Range
    from annotator.ui.basics.jobs import Jobs
    from annotator.work import Cancel

_PIECE, _LONGEST, _BEFORE, _LONGEST_TITLE = 40, 300, 40, 60


class Place(NamedTuple):
    """A stretch of an article."""

    article_id: str
    at: Range


class PassageLine(NamedTuple):
    """What is said of a place: its words, those with what stands around them, its article."""

    words: str
    context: str
    title: str


class Passages(QObject):
    """The lines of places, by their number in a list."""

    read = Signal(int, int)
    """The first and the last number of lines that were read."""

    def __init__(self, parent: QObject, project: Project, jobs: Jobs) -> None:
        """Begin without any."""
        super().__init__(parent)
        self._project, self._jobs = project, jobs
        self._places: Sequence[Place] = ()
        self._lines: dict[Place, PassageLine] = {}
        self._asked: set[int] = set()

    @property
    def n(self) -> int:
        """How many places there are."""
        return len(self._places)

    def take(self, places: Sequence[Place]) -> None:
        """Take other places; what was read of them is known still."""
        self._places, self._asked = places, set()

    def line(self, row: int) -> PassageLine | None:
        """Give a line; one that is not read yet is asked for, with those around it."""
        if not 0 <= row < len(self._places):
            return None
        found = self._lines.get(self._places[row])
        if found is None and row // _PIECE not in self._asked:
            self._ask(row // _PIECE)
        return found

    def _ask(self, piece: int) -> None:
        self._asked.add(piece)
        first, project = piece * _PIECE, self._project
        places = self._places[first : first + _PIECE]

        def then(lines: list[PassageLine]) -> None:
            if isValid(self):
                self._lines.update(zip(places, lines, strict=True))
                self.read.emit(first, first + len(lines) - 1)

        self._jobs.start(lambda _progress, cancel: _lines(project, places, cancel), then)


class LinesModel(QAbstractListModel):
    """Passages as a plain list."""

    def __init__(self, parent: QObject, lines: Passages) -> None:
        """List what `lines` reads."""
        super().__init__(parent)
        self._lines = lines
        lines.read.connect(self._read)

    def _read(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Give how many there are."""
        return 0 if parent.isValid() else self._lines.n

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of one; while they are not read, dots."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        line = self._lines.line(index.row())
        return "…" if line is None else line.context


def _lines(project: Project, places: Sequence[Place], cancel: Cancel) -> list[PassageLine]:
    found: list[PassageLine] = []
    texts: dict[str, tuple[str, str]] = {}
    for one in places:
        cancel.check()
        if one.article_id not in texts:
            article = project.reader.article(one.article_id)
            texts[one.article_id] = (article.text, article.title or article.outlet)
        text, title = texts[one.article_id]
        words = isolated(shortened(one.at.of(text), _LONGEST))
        context = isolated(line_around(text, one.at, _BEFORE, in_brackets=True))
        title = isolated(shortened(title, _LONGEST_TITLE))
        found.append(PassageLine(words, context, title))
    return found
