"""The tables of the sheet *Agreement*: figures, values of two coders, where they differ.

Each number opens its cases; what that means is handed in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from annotator.compare.counting import Pairing
from annotator.compare.figures import Measure
from annotator.compare.report.wording import (
    figure_name,
    interval_words,
    n_words,
    unit_of,
    value_of_attribute,
    value_words,
)
from annotator.compare.values import BoundaryClass, DifferenceKind
from annotator.language import tr, trn
from annotator.model.scheme import Role
from annotator.text.words import isolated
from annotator.ui.basics import theme
from annotator.ui.basics.building import adding_to, rule
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.review.agreement_parts import Interval, Scale, Share
from annotator.ui.review.differences.words import kind_words, shown_kinds, type_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.compare.agreement import Case, PairAgreement, Part, ValueTable
    from annotator.compare.coefficients import Value
    from annotator.compare.figures import Figure
    from annotator.compare.values import Comparison, Difference

_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_GAP, _CELL, _NAME = 10, 54, 180


@dataclass(frozen=True, slots=True)
class CaseOpeners:
    """What opens the cases behind a number: of a figure, of two values, of some differences."""

    figure: Callable[[Figure], None]
    pairs: Callable[[str, Sequence[Case]], None]
    differences: Callable[[str, Sequence[Difference]], None]


def _grid(of: QWidget) -> QGridLayout:
    grid = QGridLayout(of)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(_GAP)
    grid.setVerticalSpacing(0)
    return grid


_FIGURES_AT_ONCE = 6


class FiguresTable(QWidget):
    """A line for each figure, the first of them in bold: value, interval, n, unit.

    The lines are added some at a time: all of them would hold up the window.
    """

    def __init__(
        self, figures: Sequence[Figure], pairing: Pairing, opened: CaseOpeners, parent: QWidget
    ) -> None:
        """Show the first figures, with their intervals if they have some; `add_lines`, asked
        `n_turns` times, shows the others.
        """
        super().__init__(parent)
        self._figures, self._pairing, self._opened = [*figures], pairing, opened
        self._n_shown = 0
        self._grid = grid = _grid(self)
        self._shown: dict[tuple[Measure, str], tuple[Label, Interval]] = {}
        for n in (0, 3):
            grid.setColumnStretch(n, 1)
        grid.setColumnMinimumWidth(0, _NAME)
        heads = (tr("Figure"), tr("value"), tr("95 %"), "", tr("n"), "")
        for n, words in filter(lambda one: one[1], enumerate(heads)):
            side = _NUMBER if n in (1, 2, 4) else Qt.AlignmentFlag(0)
            grid.addWidget(Label(words, "small", "ink2"), 0, n, side)
        grid.addWidget(Scale(self), 0, 3)
        self._n_columns = len(heads)
        self.add_lines()

    @property
    def n_turns(self) -> int:
        """How many times more there is something to add."""
        return -(-(len(self._figures) - self._n_shown) // _FIGURES_AT_ONCE)

    def add_lines(self) -> None:
        """Show the next figures."""
        with adding_to(self._grid):
            for one in self._figures[self._n_shown : self._n_shown + _FIGURES_AT_ONCE]:
                self._n_shown += 1
                self._add(2 * self._n_shown, one, figure_name(one, self._pairing))
                self._grid.addWidget(rule(self), 2 * self._n_shown + 1, 0, 1, self._n_columns)

    def _add(self, at: int, one: Figure, name: str) -> None:
        grid, font = self._grid, "bold" if at == 2 else "ui"
        grid.addWidget(Label(name, font, wraps=True), at, 0)
        grid.addWidget(Label(value_words(one.value), font), at, 1, _NUMBER)
        if one.value is None:
            grid.addWidget(Label(one.why, "small", "ink2", wraps=True), at, 2, 1, 2)
        else:
            words = Label(interval_words(one), "small", "ink2")
            interval = Interval(one.value, one.interval, self)
            self._shown[one.measure, one.of] = (words, interval)
            grid.addWidget(words, at, 2, _NUMBER)
            grid.addWidget(interval, at, 3)
        button = CasesButton(n_words(one.n), partial(self._opened.figure, one), self)
        button.setAccessibleName(tr("{figure}: {n}, its cases", figure=name, n=n_words(one.n)))
        button.setMinimumWidth(button.sizeHint().width())
        grid.addWidget(button, at, 4, _NUMBER)
        grid.addWidget(Label(unit_of(one), "small", "ink2", wraps=True), at, 5)

    def show_intervals(self, figures: Sequence[Figure]) -> None:
        """Show the intervals of the same figures, now that they are known."""
        known = {(one.measure, one.of): one for one in figures}
        self._figures = [known.get((one.measure, one.of), one) for one in self._figures]
        for one in figures:
            shown = self._shown.get((one.measure, one.of))
            if shown is not None:
                shown[0].setText(interval_words(one))
                shown[1].show_interval(one.interval)


_MOST_PARTS = 40
_PARTS_AT_ONCE = 8


class PartsTable(QWidget):
    """A line for each part, as an outlet or an article: those that agree least first.

    The lines are added some at a time: all of them would hold up the window.
    """

    def __init__(self, pair: PairAgreement, opened: CaseOpeners, parent: QWidget) -> None:
        """Say what the columns are; `add_lines`, asked `n_turns` times, adds what they hold."""
        super().__init__(parent)
        self._grid = _grid(self)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(0, _NAME)
        self._opened = opened
        columns = [
            one
            for one in pair.figures
            if one.measure in (Measure.KEPT, Measure.STATEMENTS)
            or (one.measure is Measure.ALPHA and one.of == str(Role.SPEAKER))
        ]
        names = [figure_name(one, Pairing()) for one in columns]
        self._heads = ("", tr("articles"), *names, tr("differences"))
        for n, words in enumerate(self._heads):
            self._grid.addWidget(Label(words, "small", "ink2", wraps=True), 0, n, _NUMBER)
        self._of_article: dict[str, list[Difference]] = {}
        for one in pair.differences():
            self._of_article.setdefault(one.article_id, []).append(one)
        self._lines = [(_values_of(part, columns), part) for part in pair.parts]
        self._lines.sort(key=lambda line: [2.0 if one is None else one for one in line[0]])
        self._n_shown = 0
        self.n_turns = -(-min(_MOST_PARTS, len(self._lines)) // _PARTS_AT_ONCE)

    def add_lines(self) -> None:
        """Add the next lines, and below the last how many more there are."""
        last = min(self._n_shown + _PARTS_AT_ONCE, _MOST_PARTS)
        with adding_to(self._grid):
            for values, part in self._lines[self._n_shown : last]:
                self._n_shown += 1
                self._add(self._n_shown, values, part)
        n = len(self._lines) - _MOST_PARTS
        if n > 0 and last == _MOST_PARTS:
            more = Label(trn("and {n} more", "and {n} more", n), "small", "ink2")
            self._grid.addWidget(more, 2 * _MOST_PARTS + 2, 0)

    def _add(self, at: int, values: Sequence[float | None], part: Part) -> None:
        some = [one for each in part.article_ids for one in self._of_article.get(each, ())]
        name = part.name or tr("no title")
        self._grid.addWidget(CutLabel(isolated(name)), 2 * at, 0)
        cells = (n_words(len({*part.article_ids})), *map(value_words, values))
        for n, words in enumerate(cells, 1):
            self._grid.addWidget(Label(words), 2 * at, n, _NUMBER)
        shown = partial(self._opened.differences, name, some)
        button = CasesButton(n_words(len(some)), shown, self)
        button.setAccessibleName(tr("{part}: {n} differences", part=name, n=n_words(len(some))))
        self._grid.addWidget(button, 2 * at, len(self._heads) - 1, _NUMBER)
        self._grid.addWidget(rule(self), 2 * at + 1, 0, 1, len(self._heads))


def _values_of(part: Part, columns: Sequence[Figure]) -> list[float | None]:
    known = {(one.measure, one.of): one.value for one in part.figures}
    return [known.get((one.measure, one.of)) for one in columns]


class ValuesTable(QWidget):
    """How often the left said which value where the right said which; alike on a darker ground."""

    def __init__(self, table: ValueTable, opened: CaseOpeners, parent: QWidget) -> None:
        """Show a table."""
        super().__init__(parent)
        self._alike: list[QWidget] = []
        grid = _grid(self)
        grid.setColumnStretch(len(table.values) + 1, 1)
        for n, value in enumerate(table.values, 1):
            words = value_of_attribute(value)
            grid.addWidget(Label(words, "small", "ink2"), 0, n, _NUMBER)
            grid.addWidget(Label(words), n, 0)
            for k, other in enumerate(table.values, 1):
                cell = self._cell(table, (value, other), opened)
                if n == k:
                    self._alike.append(cell)
                grid.addWidget(cell, n, k)

    def _cell(self, table: ValueTable, two: tuple[Value, Value], opened: CaseOpeners) -> QWidget:
        cases = table.cells.get(two, ())
        said = " – ".join(map(value_of_attribute, two))
        title = f"{table.of}: {said}"
        cell = QWidget(self)
        cell.setMinimumSize(_CELL, 28)
        number: QWidget = Label("–", "small", "ink2", parent=cell)
        if cases:
            words = n_words(len(cases))
            number.deleteLater()
            number = CasesButton(words, partial(opened.pairs, title, cases), cell)
            number.setAccessibleName(f"{title}: {len(cases)}")
        inner = _grid(cell)
        inner.addWidget(number, 0, 0, _NUMBER)
        if not cases:
            inner.setContentsMargins(0, 0, 6, 0)
        return cell

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of what both said alike."""
        painter = QPainter(self)
        for cell in self._alike:
            painter.fillRect(cell.geometry(), theme.colour("selected_row"))
        painter.end()


class KindLine(NamedTuple):
    """What differs in one way, and what more is to be said of it."""

    kind: DifferenceKind
    some: Sequence[Difference]
    more: str


class KindLines(NamedTuple):
    """What differs, by kind, those that are most first; in how many articles."""

    n: int
    n_articles: int
    lines: Sequence[KindLine]


def kind_lines(pair: PairAgreement, *, nameless: bool) -> KindLines:
    """Give what the table of kinds says: beside the window, where there are tens of thousands."""
    key_of = {kind: min(some) for some in shown_kinds(nameless=True) for kind in some}
    groups: dict[str, list[Difference]] = {}
    articles: set[str] = set()
    for one in pair.differences():
        groups.setdefault(key_of[one.kind], []).append(one)
        articles.add(one.article_id)
    names = None if nameless else pair.comparison
    every = [groups[key] for key in dict.fromkeys(key_of.values()) if key in groups]
    every.sort(key=lambda some: -len(some))
    lines = [KindLine(some[0].kind, some, _more_of(some, names)) for some in every]
    return KindLines(sum(map(len, every)), len(articles), lines)


def kinds_table(
    kinds: KindLines, opened: CaseOpeners, parent: QWidget, *, not_these: str = ""
) -> QWidget:
    """Give a line for each kind of difference, those that are most first."""
    whole = QWidget(parent)
    grid = _grid(whole)
    grid.setColumnStretch(2, 1)
    said = tr("{n} differences in {of} articles", n=kinds.n, of=kinds.n_articles)
    grid.addWidget(Label(said, "small", "ink2", wraps=True), 0, 0, 1, 4)
    for at, line in enumerate(kinds.lines, 1):
        n, kind = len(line.some), kind_words(line.kind, nameless=True)
        grid.addWidget(Label(kind), at, 0)
        button = CasesButton(n_words(n), partial(opened.differences, kind, line.some), whole)
        button.setAccessibleName(tr("{kind}: {n}, its cases", kind=kind, n=n))
        grid.addWidget(button, at, 1, _NUMBER)
        grid.addWidget(Share(n / len(kinds.lines[0].some), whole), at, 2)
        grid.addWidget(Label(line.more, "small", "ink2"), at, 3)
    if not_these:
        last = Label(not_these, "small", "ink2", wraps=True)
        grid.addWidget(last, len(kinds.lines) + 1, 0, 1, 4)
    return whole


def either_way(table: ValueTable) -> ValueTable:
    """Give a table in which it makes no difference which of the two said which value."""
    cells: dict[tuple[Value, Value], tuple[Case, ...]] = {}
    for pair, cases in table.cells.items():
        first, second = sorted(pair, key=table.values.index)
        cells[first, second] = (*cells.get((first, second), ()), *cases)
    return replace(table, cells=cells)


def _more_of(some: Sequence[Difference], named: Comparison | None) -> str:
    """Say more of differences of one kind; `named` = with whose they are."""
    match some[0].kind:
        case DifferenceKind.BOUNDARY:
            n = sum(one.boundary == BoundaryClass.PUNCTUATION for one in some)
            return tr("{n} of them punctuation or quotation marks only", n=n) if n else ""
        case DifferenceKind.MISSING | DifferenceKind.EXTRA if named is not None:
            n = sum(one.kind is DifferenceKind.MISSING for one in some)
            left, right = isolated(named.left.name), isolated(named.right.name)
            return tr("{n} only {left} has, {of} only {right}", n=n, left=left,
                      of=len(some) - n, right=right)  # fmt: skip
    names = Counter(one.name or type_words(one, nameless=True) for one in some)
    often = sorted(names, key=lambda one: (-names[one], one))[:3]
    return ", ".join(f"{one} {names[one]}" for one in often)
