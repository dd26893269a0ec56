"""The sheet *Agreement*: how far two coders agree, and why; every number opens its cases."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QListWidget,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.compare.figures import Figure, Measure, why_no_interval
from annotator.compare.report.wording import (
    figure_name,
    n_words,
    not_counted,
    pairing_words,
)
from annotator.compare.resampling import RESAMPLES, SEED
from annotator.compare.values import Difference, DifferenceKind
from annotator.errors import AnnotatorError, Forbidden
from annotator.language import tr, trn
from annotator.model.layer import LayerKind
from annotator.project.agreement.beside import reckoned_beside
from annotator.project.agreement.reporting import write_report
from annotator.text.words import isolated
from annotator.ui.basics.building import column, later, row
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import CutLabel, Label, plain_tip, shown_time
from annotator.ui.basics.rows import Index, Rows, face, write
from annotator.ui.basics.sheet import Sheet
from annotator.ui.popups.box import ChoiceBox, TickBox
from annotator.ui.render import write_page_as_pdf
from annotator.ui.review.agreement_parts import OverTime, SheetPlaces
from annotator.ui.review.agreement_tables import (
    CaseOpeners,
    FiguresTable,
    KindLines,
    PartsTable,
    ValuesTable,
    either_way,
    kind_lines,
    kinds_table,
)
from annotator.ui.review.cases import CasesForm, Line, lines_of, pairs_in_words
from annotator.ui.review.differences.letting_go import let_go
from annotator.ui.review.differences.words import (
    types_of,
)
from annotator.ui.review.status_line import hanging_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent

    from annotator.compare.agreement import Agreement, PairAgreement, ValueTable
    from annotator.model.layer import Layer
    from annotator.project import Project
    from annotator.ui.basics.jobs import Job, Work
    from annotator.ui.review.workspace import ReviewWorkspace
    from annotator.work import Cancel, Progress

_SIDE = 264
_SLICES = 4
_LOOK_SECONDS = 0.02
_SHOWN = (
    Measure.KEPT, Measure.STATEMENTS, Measure.OVERLAP, Measure.EXACT, Measure.LINKS, Measure.ALPHA,
    Measure.ALPHA_U,
)  # fmt: skip
_FOR_JOURNALS = (Measure.KAPPA, Measure.PI, Measure.S, Measure.PERCENT)
"""Shown when they are asked for: α says what they say, and more."""
_MOST_VALUES = 6
_PLACES = ("figures", "beside", "parts", "words", "kinds")
"""The parts of the sheet, in the order of the keyboard."""
_UNPAIRED = (DifferenceKind.MISSING, DifferenceKind.EXTRA, DifferenceKind.TYPE)


def show(review: ReviewWorkspace) -> None:
    """Show how far the two codings of Review agree, and each other two of the project's people."""
    project, nameless = review.bridge.project, review.state.hides_names
    people = [one for one in project.layers() if one.kind is LayerKind.PERSON]
    chosen = [one for one in review.pair if one is not None]
    every = [*chosen, *(one for one in people if one not in chosen)]
    if len(every) < 2:
        why = tr("This project has no second coding.")
        review.bridge.refused.emit(Forbidden(why, tr("Take in a colleague’s file first.")))
        return
    samples = [one.name for one in project.samples()]
    pairs = [*combinations(chosen if nameless else every, 2)]
    review.show_sheet(AgreementSheet(review, pairs, samples, nameless=nameless))


class _Pairs(Rows):
    """Draws a pair: its names, a bar of ink before the one whose figures are shown."""

    height = 34

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        self.paint_ground(painter, option, index)
        face(painter, right_to_left=mirrored)
        write(painter, rect.adjusted(16, 0, -16, 0), str(index.data()), at_right=mirrored)
        painter.restore()


class AgreementSheet(Sheet):
    """Figures of one pair at a time; they are worked out beside the window, intervals last."""

    def __init__(
        self,
        review: ReviewWorkspace,
        pairs: Sequence[tuple[Layer, Layer]],
        samples: Sequence[str],
        *,
        nameless: bool,
    ) -> None:
        """Offer these pairs and samples; the first pair is worked out at once.

        `nameless` = nothing tells who of the two said what.
        """
        super().__init__(tr("How far coders agree"), review, status=tr("Agreement"))
        self._named: list[str] = []
        self.review, self._pairs, self.nameless = review, pairs, nameless
        self.agreement: Agreement | None = None
        self.job: Job[tuple[Agreement, str]] | None = None
        self._made: dict[str, list[QWidget]] = {place: [] for place in _PLACES}
        self._methods = ""
        self._keyboard: int | None = None
        self._rest = later(self, 0, self._show_rest)
        self._to_show: list[Callable[[], object]] = []
        self._is_shown = Event()
        """Whether all pieces of what was worked out last are on the sheet."""
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Agreement"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        for left, right in pairs:
            names = review.state.names() if nameless else (left.name, right.name)
            self._named.append(tr("{left} and {right}", left=names[0], right=names[1]))
        self.list.addItems(self._named)
        self.list.setItemDelegate(_Pairs(self.list))
        self.which = ChoiceBox()
        self.which.setAccessibleName(tr("Articles"))
        self.which.addItem(tr("all that both have done"), None)
        for name in samples:
            self.which.addItem(tr("sample “{name}”", name=name), name)
        self.by = ChoiceBox()
        self.by.setAccessibleName(tr("Also by"))
        for words, by in ((tr("all together"), None), (tr("also by outlet"), "outlet"),
                          (tr("also by article"), "article")):  # fmt: skip
            self.by.addItem(words, by)
        self.for_journals = TickBox(tr("κ, π, S, share equal"))
        self.outside = Label("", "small", "ink2", wraps=True)
        self.undecided = CasesButton("", lambda: review.open_sheet("look-alikes"), self)
        self.undecided.hide()
        self.side = self._side()
        self._places = SheetPlaces(self)
        self.put(self._places)
        self._add_buttons()
        self.first = self.list
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(lambda _row: self._begin())
        for one in (self.which, self.by):
            one.currentIndexChanged.connect(lambda _at: self._begin())
        self.for_journals.toggled.connect(self._show_again)
        self._begin()

    def _add_buttons(self) -> None:
        self.stop = self.button(tr("Stop"), self._stop)
        self.copy = self.button(tr("Copy paragraph"), self._copy, key=tr("Ctrl+C"))
        self.save = self.button(tr("Report …"), self._report)
        self.save.setEnabled(not self.nameless)
        if self.nameless:
            self.save.setToolTip(plain_tip(tr("A report names the coders.")))
        self.leave_button(tr("To the differences"))

    def _side(self) -> QWidget:
        """Give what stands beside the figures: of whom and of what they are."""
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setFocusProxy(self.list)
        side.setAutoFillBackground(True)
        show = column(
            Label(tr("Show"), "bold"), self.which, self.by, self.for_journals, self.outside,
            self.undecided,
            around=(16, 0, 16, 16), gap=8,
        )  # fmt: skip
        head = row(Label(tr("Agreement"), "bold"), around=(16, 16, 16, 0))
        column(
            head, (self.list, 1), show, of=side, around=(0, 0, 0, 0), gap=8,
        )  # fmt: skip
        return side

    # --- working it out -----------------------------------------------------------------------

    def _begin(self) -> None:
        """Work out the chosen pair: figures first, then the same with intervals."""
        self._stop()
        pair_named = self._named[max(0, self.list.currentRow())]
        self.set_title(tr("How far {pair} agree", pair=pair_named))
        left, right = self._pairs[max(0, self.list.currentRow())]
        project, sample = self.review.bridge.project, self.which.currentData()
        by, nameless = self.by.currentData(), self.nameless
        kinds: list[KindLines] = []

        def work(progress: Progress, cancel: Cancel) -> Agreement:
            found = project.agreement(
                left, right, sample=sample, slices=_SLICES, by=by, resamples=0,
                progress=progress, cancel=cancel,
            )  # fmt: skip
            for table in found.pairs[0].tables.values():
                len(table.cells)  # looked up here, not when they are shown
            kinds.append(kind_lines(found.pairs[0], nameless=nameless))
            return with_titles(found, project) if by == "article" else found

        def then(answer: tuple[Agreement, str]) -> None:
            self._then_intervals(answer, kinds.pop())

        self._start(work, then, tr("working it out …"))

    def _then_intervals(self, answer: tuple[Agreement, str], kinds: KindLines) -> None:
        shown, before = answer[0], self.agreement
        self._show(answer, kinds)
        let_go(self.review, self.review.jobs, before)
        is_shown = self._is_shown

        def work(_progress: Progress, cancel: Cancel) -> Agreement:
            # What prepares it would hold up the window at each call of those that show the rest.
            while not is_shown.wait(_LOOK_SECONDS):
                cancel.check()
            return shown.with_intervals(RESAMPLES, cancel, reckoned_beside)

        if not why_no_interval(len(shown.pairs[0].comparison.articles)):
            self._start(work, self._show_intervals, tr("intervals follow …"))

    def _start(
        self, work: Work[Agreement], then: Callable[[tuple[Agreement, str]], None], words: str
    ) -> None:
        project, sample, nameless = (
            self.review.bridge.project, self.which.currentData(), self.nameless,
        )  # fmt: skip

        def worded(progress: Progress, cancel: Cancel) -> tuple[Agreement, str]:
            found = work(progress, cancel)
            return found, project.methods(without_names(found) if nameless else found, sample)

        self.stop.setVisible(True)
        self.facts.setText(words)
        self.job = self.review.jobs.start(worded, then, self._refuse)
        self.job.on_progress(self._tell)
        self.job.on_end(partial(self._ended, self.job))

    def _tell(self, done: int, of: int, what: str) -> None:
        self.facts.setText(f"{what} {n_words(done)} / {n_words(of)}")

    def _ended(self, job: Job[tuple[Agreement, str]]) -> None:
        if self.job is job:
            self.job = None
            self.stop.setVisible(False)
            self.facts.setText(self._foot())

    def _refuse(self, problem: AnnotatorError) -> None:
        self.verdict.setText(problem.sentence())

    def _stop(self) -> None:
        job, self.job = self.job, None
        self.stop.setVisible(False)
        self.facts.setText(self._foot())
        if job is not None:
            job.cancel()

    def _foot(self) -> str:
        if self.agreement is None:
            return ""
        words = [pairing_words(self.agreement.pairing)]
        if any(one.interval for one in self.agreement.pairs[0].figures):
            words.insert(
                0, tr("{n} resamples of articles, seed {seed}", n=n_words(RESAMPLES), seed=SEED)
            )
        before = self.agreement.pairs[0].before
        if before is not None:
            words.insert(
                0,
                tr(
                    "settling began {at}, since then +{came} −{went} marks",
                    at=shown_time(before.at),
                    came=before.came,
                    went=before.went,
                ),
            )
        return " · ".join(words)

    # --- showing it ---------------------------------------------------------------------------

    def _show(self, answer: tuple[Agreement, str], kinds: KindLines) -> None:
        """Show figures, and the paragraph for the methods section; the tables piece by piece.

        All at once would take longer than a person notices.
        """
        self._keyboard = self._keyboard_at()
        self._drop("beside", "parts", "kinds")
        last = partial(self._show_kinds, kinds)
        pieces = (self._show_values, self._show_over_time, self._show_parts, last)
        self._is_shown, pair = Event(), answer[0].pairs[0]
        self._to_show = [partial(piece, pair) for piece in pieces]
        self._show_figures(answer)

    def _show_rest(self) -> None:
        """Show one more piece of the rest; the last one lets Tab go over all numbers."""
        if not self._to_show:
            return
        self._to_show.pop(0)()
        if self._to_show:
            self._lay_out()
            self._rest.start()
        else:
            self._arrange(self._keyboard)
            self._is_shown.set()

    def _show_values(self, pair: PairAgreement) -> None:
        for _, table in sorted(pair.tables.items()):
            if "." in table.of and 1 < len(table.values) <= _MOST_VALUES:
                self._add("beside", _head(*self._whose(table, pair)))
                seen = either_way(table) if self.nameless else table
                self._add("beside", ValuesTable(seen, self._openers(), self))

    def _show_over_time(self, pair: PairAgreement) -> None:
        if pair.slices:
            said = tr("in the order done")
            over = tr("Places kept over time") if pair.given else tr("Statements over time")
            self._add("beside", _head(over, said))
            self._add("beside", OverTime(pair.slices, self))

    def _show_parts(self, pair: PairAgreement) -> None:
        if pair.parts:
            table = PartsTable(pair, self._openers(), self)
            self._add("parts", table)
            self._to_show[:0] = [table.add_lines] * table.n_turns

    def _show_kinds(self, kinds: KindLines, pair: PairAgreement) -> None:
        self._add("kinds", Label(tr("Where they differ"), "bold"))
        not_these = not_counted(pair) if pair.given else ""
        self._add("kinds", kinds_table(kinds, self._openers(), self, not_these=not_these))
        self.outside.setText(_outside(pair))
        n_undecided = pair.comparison.n_undecided_actors
        self.undecided.setText(hanging_words(n_undecided))
        self.undecided.setVisible(n_undecided > 0)

    def _show_intervals(self, answer: tuple[Agreement, str]) -> None:
        """Show the same figures with their intervals; all else stands as it is."""
        self.agreement, self._methods = answer
        for one in self._made["figures"]:
            if isinstance(one, FiguresTable):
                one.show_intervals(self.agreement.pairs[0].figures)
        for one in self._made["words"]:
            if isinstance(one, Label):
                one.setText(self._methods)
        self._lay_out()

    def _show_figures(self, answer: tuple[Agreement, str]) -> None:
        """Show the first figures, the others before what is still to be shown, and the paragraph
        that says them.
        """
        found, self._methods = answer
        self.agreement = found
        pair = found.pairs[0]
        gone = [one.add_lines for one in self._made["figures"] if isinstance(one, FiguresTable)]
        self._to_show = [piece for piece in self._to_show if piece not in gone]
        self._drop("figures", "words")
        shown = (*_SHOWN, *(_FOR_JOURNALS if self.for_journals.isChecked() else ()))
        figures = [one for one in pair.figures if one.measure in shown]
        table = FiguresTable(figures, found.pairing, self._openers(), self)
        self._add("figures", table)
        # First nothing but layout: a timer that has just been started is still of this turn.
        self._to_show[:0] = [tuple, *[table.add_lines] * table.n_turns]
        self._rest.start()
        paragraph = Label(self._methods, "ui", "ink", wraps=True)
        paragraph.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add("words", paragraph)

    def _openers(self) -> CaseOpeners:
        return CaseOpeners(self._open_figure, self._open_pairs, self._open)

    def _keyboard_at(self) -> int | None:
        """Give which of the numbers has the keyboard."""
        return next((n for n, one in enumerate(self._numbers()) if one.hasFocus()), None)

    def _arrange(self, keyboard: int | None) -> None:
        """Let Tab go through the numbers anew; the keyboard stays where it was."""
        self._order()
        self._lay_out()
        if keyboard is not None:
            numbers = self._numbers()
            numbers[min(keyboard, len(numbers) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        """Let all that was made have its place before it is painted."""
        made = (one for some in self._made.values() for one in some)
        self.lay_out(*made, self._places)

    def _show_again(self) -> None:
        if self.agreement is not None:
            self._keyboard = self._keyboard_at()
            self._show_figures((self.agreement, self._methods))
            self._lay_out()

    def _order(self) -> None:
        """Let Tab go from the list to the numbers as they are read, then to the acts."""
        acts = (self.stop, self.copy, self.save, self._escape)
        ways = (self.which, self.by, self.for_journals, self.undecided)
        every = [self.list, *ways, *self._numbers(), *filter(None, acts)]
        for one, following in pairwise(every):
            QWidget.setTabOrder(one, following)

    def _numbers(self) -> list[CasesButton]:
        every = (made for some in self._made.values() for made in some)
        return [one for made in every for one in made.findChildren(CasesButton)]

    @property
    def inside(self) -> QWidget:
        """Give the keyboard to the first number."""
        return next(iter(self._numbers()), super().inside)

    def _whose(self, table: ValueTable, pair: PairAgreement) -> tuple[str, str]:
        """Say of what a table is, and whose values stand where in it."""
        if self.nameless:
            return table.of, tr("what the two said, either way round")
        left, right = pair.comparison.left.name, pair.comparison.right.name
        return table.of, tr("rows {left}, columns {right}", left=left, right=right)

    def _add(self, place: str, widget: QWidget) -> None:
        self._places.of[place].addWidget(widget)
        self._made[place].append(widget)

    def _drop(self, *places: str) -> None:
        for place in places:
            for one in self._made[place]:
                one.hide()
                one.deleteLater()
            self._made[place] = []

    # --- cases --------------------------------------------------------------------------------

    def _open_figure(self, figure: Figure) -> None:
        """Open what stands against a figure: the differences that lower it."""
        if self.agreement is None:
            return
        pair = self.agreement.pairs[0]
        title = figure_name(figure, self.agreement.pairing)
        self._open(title, [one for one in pair.comparison.differences() if lowers(one, figure)])

    def _open(self, title: str, differences: Sequence[Difference]) -> None:
        self._list(title, lines_of(differences, nameless=self.nameless), len(differences))

    def _open_pairs(self, title: str, cases: Sequence[tuple[str, str]]) -> None:
        if self.agreement is None:
            return
        project, comparison = self.review.bridge.project, self.agreement.pairs[0].comparison

        def read(_progress: Progress, cancel: Cancel) -> list[Line]:
            return pairs_in_words(project, comparison, cases, cancel)

        self.review.jobs.start(read, lambda lines: self._list(title, lines, len(cases)))

    def _list(self, title: str, lines: Sequence[Line], n: int) -> None:
        if self.agreement is not None:
            comparison = self.agreement.pairs[0].comparison
            pair = comparison.left, comparison.right
            CasesForm(self.review, pair, title, lines, n).open()

    # --- out ----------------------------------------------------------------------------------

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._methods)
        self.verdict.setText(tr("The paragraph is on the clipboard."))

    def _report(self) -> None:
        """Ask where the report goes, and write it."""
        if self.agreement is None:
            return
        project, sample = self.review.bridge.project, self.which.currentData()
        kinds = "HTML (*.html);;PDF (*.pdf);;CSV (*.csv)"
        name = f"{project.open_project.title} agreement.html"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Report"), name, kinds)
        if chosen:
            self.write(project, Path(chosen), sample)

    def write(self, project: Project, path: Path, sample: str | None) -> None:
        """Write the report; paper is painted here, in the window's thread."""
        agreement = self.agreement
        if agreement is None:
            return
        try:
            write_report(project.report(agreement, sample), path, write_page_as_pdf)
        except AnnotatorError as problem:
            self.verdict.setText(problem.sentence())
        else:
            self.verdict.setText(tr("Written: {name}", name=isolated(path.name)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put values beside figures or below them, before either is laid out."""
        self._places.stand_in(event.size().width())
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the paragraph with Ctrl+C."""
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_C and is_control:
            self._copy()
        else:
            super().keyPressEvent(event)

    def dropped(self) -> None:
        """Wait for nothing any more; what was shown is let go when no table has it any more."""
        self._stop()
        shown, self.agreement = self.agreement, None
        let_go(self.review, self.review.jobs, shown)


def _head(words: str, said: str) -> QWidget:
    """Give a heading with what is said of it behind it."""
    head = QWidget()
    row(Label(words, "bold"), (CutLabel(said, "small", "ink2"), 1), of=head,
        around=(0, 0, 0, 0), gap=8)  # fmt: skip
    return head


def lowers(one: Difference, figure: Figure) -> bool:
    """Say whether a difference is one of those that a figure counts against agreement."""
    owner, _, name = figure.of.rpartition(".")
    is_of = figure.of in types_of(one)
    match figure.measure:
        case Measure.STATEMENTS:
            return is_of and one.kind in (*_UNPAIRED, DifferenceKind.SPEAKER)
        case Measure.OVERLAP | Measure.KEPT:
            return is_of and one.kind in _UNPAIRED
        case Measure.EXACT | Measure.ALPHA_U:
            edges = (*_UNPAIRED, DifferenceKind.BOUNDARY)
            return one.kind in edges and (is_of or figure.of == "all")
        case _ if owner:
            return one.kind is DifferenceKind.ATTRIBUTE and (one.type, one.name) == (owner, name)
        case _:
            return one.kind is DifferenceKind.SPEAKER


def without_names(found: Agreement) -> Agreement:
    """Give an agreement that does not know who has settled."""
    pairs = [
        one if one.before is None else replace(one, before=replace(one.before, by=()))
        for one in found.pairs
    ]
    return replace(found, pairs=type(found.pairs)(pairs))


def with_titles(found: Agreement, project: Project) -> Agreement:
    """Give an agreement whose parts are called by the titles of their articles."""
    titles = {one.id: one.title for one in project.reader.counted_articles(None)}
    pairs = tuple(
        replace(
            pair,
            parts=tuple(replace(one, name=titles.get(one.name, "")) for one in pair.parts),
        )
        for pair in found.pairs
    )
    return replace(found, pairs=pairs)


def _outside(pair: PairAgreement) -> str:
    comparison = pair.comparison
    n = len(comparison.articles)
    said = [trn("{n} article", "{n} articles", n)]
    if comparison.left_out:
        n = len(comparison.left_out)
        said.append(
            trn(
                "{n} that not both have done is outside",
                "{n} that not both have done are outside",
                n,
            )
        )
    why = why_no_interval(len(comparison.articles))
    why = why[:1].upper() + why[1:]
    return ". ".join([*said, *filter(None, [why])]) + "."
