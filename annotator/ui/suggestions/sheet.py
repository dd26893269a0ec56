"""The sheet *Suggestions*: how good they were here, how far reading ahead is, what is suggested."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QListWidget,
    QProgressBar,
    QPushButton,
    QWidget,
)

from annotator.compare.report.wording import value_words
from annotator.compare.resampling import LEAST_ARTICLES
from annotator.language import tr, trn
from annotator.model.span import Confidence
from annotator.project.review.how_good import how_good
from annotator.project.review.suggested import SuggestionOutcome
from annotator.ui.basics import theme
from annotator.ui.basics.building import clear, column, row, row_line, widgets_in
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.popups.box import ChoiceBox, TickBox
from annotator.ui.review.agreement_parts import Interval
from annotator.ui.suggestions.cases import PlaceLine, PlacesForm
from annotator.ui.suggestions.learnt_part import LearntPart, case_lines
from annotator.ui.suggestions.words import FURTHER_WORDS, SUGGESTER_WORDS, language_lines
from annotator.work import Cancel, Watch

if TYPE_CHECKING:
    from annotator.errors import AnnotatorError
    from annotator.project.review.how_good import HowGood, MissedClaim, RightShare, SuggesterRecord
    from annotator.suggest.learnt import Learnt
    from annotator.text.ranges import Range
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.bridge import Bridge
    from annotator.ui.suggestions.preferred import SuggestPreferences
    from annotator.ui.suggestions.queue import ReadingAhead
    from annotator.work import Progress

_SIDE, _SCALE = 264, 110
_LEARNS = "memory"
"""The suggester that has seen the marks it would be judged by."""
_OUTCOMES = (
    SuggestionOutcome.TAKEN, SuggestionOutcome.CHANGED, SuggestionOutcome.REJECTED,
    SuggestionOutcome.OPEN,
)  # fmt: skip


class SheetHost(Protocol):
    """What the sheet asks of suggestions on the reading screen."""

    bridge: Bridge
    jobs: Jobs
    queue: ReadingAhead
    preferences: SuggestPreferences

    def prefer(self, preferences: SuggestPreferences) -> None:
        """Suggest otherwise from now on."""
        ...

    def run(self, act: str) -> None:
        """Do an act of the window by its name."""
        ...

    def show_place(self, article_id: str, at: Range) -> None:
        """Show a place of an article, without the sheet."""
        ...


class _Counted(NamedTuple):
    """What the sheet shows: the figures, the rules, what languages there are and lack."""

    good: HowGood
    learnt: Learnt
    languages: tuple[str, ...]


class SuggestionsSheet(Sheet):
    """Figures are counted beside the window; what is ticked holds at once."""

    def __init__(self, suggesting: SheetHost, parent: QWidget) -> None:
        """Show the parts; the figures follow."""
        super().__init__(tr("How good the suggestions were here"), parent,
                         status=tr("Suggestions"))  # fmt: skip
        self.status_facts = (tr("nothing here writes into anyone’s layer"),)
        self._suggesting = suggesting
        self._job: Job[_Counted] | None = None
        self._boxes: dict[str, TickBox] = {}
        names = (
            ("suggesters", tr("How good")),
            ("missed", tr("What it missed")),
            ("learnt", tr("What was learnt")),
            ("also", tr("What is suggested")),
            ("models", tr("Languages, models")),
        )
        self._parts_of = {name: self.part(words) for name, words in names}
        self._lines: dict[str, tuple[QWidget, ...]] = {}
        self._grid = self._table()
        self._missed = Label("", "ui", "ink2", wraps=True)
        self._cases = CasesButton("", self._open_missed, self)
        self._cases.hide()
        self._parts_of["missed"].addLayout(row((self._missed, 1), self._cases, gap=8))
        self._also()
        self._models = Label(tr("looking …"), "ui", "ink2", wraps=True)
        self._parts_of["models"].addWidget(self._models)
        self._folder()
        self.side = self._side_pane([words for _, words in names])
        self.first = self.list
        self._good: HowGood | None = None
        self.decide = self.button(tr("Decide one at a time …"), self._one_at_a_time, at_start=True)
        self.leave_button(tr("To the article"))
        suggesting.queue.changed.connect(self._show_queue)
        self._show_queue()
        self._begin()

    # --- at the side ----------------------------------------------------------------------------

    def _side_pane(self, names: list[str]) -> QWidget:
        """Make the list of the parts, and below it how far reading ahead is."""
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Suggestions"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.addItems(names)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._go_to_part)
        self._ahead = CutLabel("", "small", "ink2")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Reading ahead"))
        self._pause = QPushButton(tr("Pause"))
        self._pause.clicked.connect(self._suggesting.queue.turn)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setAutoFillBackground(True)
        side.setFocusProxy(self.list)
        column(
            Label(tr("Suggestions"), "bold"), (self.list, 1), self._ahead, self._bar,
            row(self._pause, (QWidget(), 1)), of=side, around=(16, 16, 16, 16), gap=8,
        )  # fmt: skip
        return side

    def _go_to_part(self, at: int) -> None:
        name = [*self._parts_of][max(0, at)]
        inside = next(iter(widgets_in(self._parts_of[name])), None)
        self.show_part(inside or self._boxes.get("reported") or self._missed)

    def _show_queue(self) -> None:
        queue = self._suggesting.queue
        is_reading = queue.is_reading
        for one in (self._ahead, self._bar, self._pause):
            one.setVisible(is_reading)
        self._ahead.setText(queue.words())
        self._bar.setRange(0, max(1, queue.n_all))
        self._bar.setValue(queue.n_done)
        self._pause.setText(tr("Go on") if queue.is_paused else tr("Pause"))

    # --- counting -------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Count beside the window, and ask which languages have what they need."""
        bridge = self._suggesting.bridge
        project, context = bridge.project, bridge.context
        folder = self._suggesting.preferences.model_folder

        def work(progress: Progress, cancel: Cancel) -> _Counted:
            project.open_project.drain()
            found = how_good(project.reader, context, Watch(progress, cancel))
            return _Counted(found, project.learnt(), language_lines(project.articles(), folder))

        self.facts.setText(tr("counting …"))
        self._job = self._suggesting.jobs.start(work, self._show, self._refuse)

    def _refuse(self, problem: AnnotatorError) -> None:
        self.facts.setText("")
        self.verdict.setText(problem.sentence())

    def _show(self, found: _Counted) -> None:
        self._job, self._good = None, found.good
        name = self._suggesting.bridge.context.layer.name
        n = found.good.n_articles
        done = trn("{n} article that is done", "{n} articles that are done", n)
        facts = [tr("against layer {name}, {done}", name=name, done=done)]
        if n < LEAST_ARTICLES:
            facts.append(tr("fewer than {n}: no intervals", n=LEAST_ARTICLES))
        self.facts.setText("  ·  ".join((*facts, tr("left open is no rejection"))))
        by_name = {one.name: one for one in found.good.suggesters}
        for n_before, name in enumerate(SUGGESTER_WORDS):
            if name in by_name:
                self._fill(_line_of(n_before), by_name[name])
        self._show_missed(found.good)
        self._show_learnt(found.learnt)
        self._models.setText("\n".join(found.languages))

    def _show_missed(self, good: HowGood) -> None:
        n, reported = len(good.missed), sum(one.directness == "reported" for one in good.missed)
        self._cases.setVisible(bool(n))
        if not good.n_claims:
            self._missed.setText(tr("You have no claims in articles that are done."))
            return
        k, of = good.n_claims - n, f"{good.n_claims:,}"
        said = trn("Of {of} claims of yours {n} was suggested.",
                   "Of {of} claims of yours {n} were suggested.", k, of=of)  # fmt: skip
        if reported:
            said += " " + trn("{n} of the missing ones is reported.",
                              "{n} of the missing ones are reported.", reported)  # fmt: skip
        self._missed.setText(said)
        self._cases.setText(trn("{n} missing", "{n} missing", n))
        self._cases.setAccessibleName(trn("{n} missing, its cases", "{n} missing, their cases", n))

    def _open_missed(self) -> None:
        if self._good is not None:
            lines = [PlaceLine(one.article_id, one.at, _missed_line(one))
                     for one in self._good.missed]  # fmt: skip
            self._open_cases(tr("Claims that nothing was suggested for"), lines)

    def _open_cases(self, title: str, lines: list[PlaceLine]) -> None:
        form = PlacesForm(self, title, lines)
        form.chosen.connect(self._go_to)
        form.open()

    def _show_learnt(self, learnt: Learnt) -> None:
        """List the rules; one that is switched off proposes nothing, from now on."""
        project, jobs = self._suggesting.bridge.project, self._suggesting.jobs
        part = LearntPart(learnt, self._suggesting.bridge.context.actors, self)
        column_of = self._parts_of["learnt"]
        clear(column_of)
        column_of.addWidget(part)
        part.turned.connect(
            lambda rule_id, on: jobs.start_in_turn(
                lambda _progress, _cancel: project.rule(rule_id, on=on),
                lambda _done: None,
                self._refuse,
            )
        )
        part.cases_wanted.connect(
            lambda words, cases: jobs.start(
                lambda _progress, _cancel: case_lines(project, cases),
                lambda lines: self._open_cases(words, lines),
                self._refuse,
            )
        )

    def _one_at_a_time(self) -> None:
        self.leave()
        self._suggesting.run("suggestions-one-at-a-time")

    def _go_to(self, article_id: str, at: Range) -> None:
        self.leave()
        self._suggesting.show_place(article_id, at)

    # --- the table ------------------------------------------------------------------------------

    def _table(self) -> QGridLayout:
        """Make the table: a line for each suggester, ticked where it works."""
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setColumnStretch(0, 1)
        heads = ("", tr("taken"), tr("changed"), tr("rejected"), tr("left open"), "",
                 tr("right"), tr("found"))  # fmt: skip
        for at, words in enumerate(heads):
            grid.addWidget(Label(words, "small", "ink2"), 0, at, Qt.AlignmentFlag.AlignRight)
        for n_before, (name, words) in enumerate(SUGGESTER_WORDS.items()):
            at = _line_of(n_before)
            box = self._boxes[name] = TickBox(tr(name))
            box.setFont(theme.font("bold"))
            box.setAccessibleDescription(tr(words))
            box.setChecked(name not in self._suggesting.preferences.suggesters_off)
            box.toggled.connect(partial(self._turn_suggester, name))
            grid.addLayout(row(box, (CutLabel(tr(words), "small", "ink2"), 1), gap=8), at, 0)
            grid.addWidget(row_line(whole), at + 1, 0, 1, len(heads))
        self._parts_of["suggesters"].addWidget(whole)
        what = tr(
            "right: of what it proposed in those articles, what you have marked; found: of "
            "what you have marked, what it proposed. The figures are those between coders;"
            " memory has learnt from these marks, and is not judged."
        )
        self._parts_of["suggesters"].addWidget(Label(what, "small", "ink2", wraps=True))
        return grid

    def _fill(self, at: int, one: SuggesterRecord) -> None:
        """Write what became of a suggester's proposals into its line."""
        grid = self._grid
        for n, outcome in enumerate(_OUTCOMES, 1):
            ink = "ink2" if outcome is SuggestionOutcome.OPEN else "ink"
            label = Label(f"{one.outcomes[outcome]:,}", "ui", ink)
            grid.addWidget(label, at, n, Qt.AlignmentFlag.AlignRight)
        if one.name == _LEARNS:
            grid.addWidget(Label("–", "ui", "ink2"), at, 7, Qt.AlignmentFlag.AlignRight)
            return
        if one.right.value is not None:
            between = Interval(one.right.value, one.right.interval, self)
            between.setMaximumWidth(_SCALE)
            grid.addWidget(between, at, 5)
        for n, share in ((6, one.right), (7, one.found)):
            label = Label(value_words(share.value), "bold" if n == 6 else "ui")
            label.setAccessibleName(_said(share, one.type_name, is_right=n == 6))
            grid.addWidget(label, at, n, Qt.AlignmentFlag.AlignRight)

    # --- what is suggested ----------------------------------------------------------------------

    def _turn_suggester(self, name: str, is_on: bool) -> None:
        preferred = self._suggesting.preferences
        off = [one for one in preferred.suggesters_off if one != name]
        off += [] if is_on else [name]
        self._suggesting.prefer(preferred._replace(suggesters_off=tuple(off)))

    def _also(self) -> None:
        """Offer what is not usually suggested."""
        preferred = self._suggesting.preferences
        for name, words in FURTHER_WORDS.items():
            box = self._boxes[name] = TickBox(tr(words))
            box.setChecked(name in preferred.suggest_also)
            box.toggled.connect(partial(self._turn_also, name))
            self._parts_of["also"].addWidget(box)
        self.least = ChoiceBox()
        self.least.setAccessibleName(tr("Show from"))
        for one in Confidence:
            self.least.addItem(tr(one), one.value)
        self.least.setCurrentIndex(Confidence(preferred.suggest_from).rank)
        self.least.currentIndexChanged.connect(self._turn_least)
        box = self._boxes["learns"] = TickBox(tr("learn from what I mark, take and reject"))
        box.setChecked(preferred.suggest_learns)
        box.toggled.connect(self._turn_learning)
        self._parts_of["also"].addWidget(box)
        label = Label(tr("show from"), "ui")
        self._parts_of["also"].addLayout(row(label, self.least, (QWidget(), 1), gap=8))

    def _turn_also(self, name: str, is_on: bool) -> None:
        preferred = self._suggesting.preferences
        also = [one for one in preferred.suggest_also if one != name] + ([name] if is_on else [])
        self._suggesting.prefer(preferred._replace(suggest_also=tuple(also)))

    def _turn_learning(self, is_on: bool) -> None:
        self._suggesting.prefer(self._suggesting.preferences._replace(suggest_learns=is_on))

    def _turn_least(self, at: int) -> None:
        least = str(self.least.itemData(at))
        self._suggesting.prefer(self._suggesting.preferences._replace(suggest_from=least))

    def _folder(self) -> None:
        """Offer a folder with a model of one's own."""
        choose = QPushButton(tr("Folder of a model …"))
        choose.clicked.connect(self._ask_folder)
        none = QPushButton(tr("No folder"))
        none.clicked.connect(partial(self._take_folder, ""))
        self._none = none
        self._place = CutLabel("", "small", "ink2")
        self._parts_of["models"].addLayout(row(choose, none, (self._place, 1), gap=8))
        self._show_folder()

    def _show_folder(self) -> None:
        folder = self._suggesting.preferences.model_folder
        self._place.setText(folder)
        self._none.setVisible(bool(folder))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Folder of a model"))
        if folder:
            self._take_folder(folder)

    def _take_folder(self, folder: str) -> None:
        preferred = self._suggesting.preferences
        self._suggesting.prefer(preferred._replace(model_folder=folder))
        self._show_folder()
        self._begin()

    def leave(self) -> None:
        """Go back to the article; what is counted still is for nobody."""
        if self._job is not None:
            self._job.cancel()
        super().leave()


def _line_of(n_before: int) -> int:
    """The line of a suggester in the table: behind the heads, each with a hairline below."""
    return 1 + 2 * n_before


def _missed_line(one: MissedClaim) -> str:
    words = " ".join(one.words.split())
    return "  ·  ".join(filter(None, (words, tr(one.directness) if one.directness else "")))


def _said(share: RightShare, type_name: str, *, is_right: bool) -> str:
    """Give a share as it is read out."""
    what = tr("right") if is_right else tr("found")
    of = tr("{what}: {value} of {n} ({type})", what=what, value=value_words(share.value),
            n=f"{share.n:,}", type=tr(type_name) if type_name else "–")  # fmt: skip
    if share.interval is None:
        return of
    low, high = share.interval
    return tr("{said}, interval {low} to {high}", said=of, low=value_words(low),
              high=value_words(high))  # fmt: skip
