"""The sheet *What this file would bring*: a colleague's work before anything is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.project.acts.mapping import ADD, LINK
from annotator.project.colleagues.merge_values import MergeChoices, Outcome, guess_words
from annotator.text.words import isolated
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import CasesButton
from annotator.ui.basics.labels import CutLabel, Label, on_button, shown_time
from annotator.ui.basics.sheet import Sheet
from annotator.ui.popups.box import ChoiceBox, TickBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.project.actors.passages import ActorPassages
    from annotator.project.acts.colleague_actors import ActorMatch
    from annotator.project.acts.mapping import SchemeItem, To
    from annotator.project.colleagues.merge_values import (
        ActorLines,
        MergeCounts,
        MergedLayer,
        Namesake,
    )
    from annotator.project.colleagues.merging import MergedFile, MergeReport
    from annotator.ui.review.workspace import ReviewWorkspace

_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
_NAMES, _LIST, _MOST_SHOWN, _MOST_TYPES = 240, 200, 5, 4
_MOST_LINES = 3


def show(review: ReviewWorkspace) -> None:
    """Ask for colleagues' files, then show what they would bring."""
    kinds = tr("Projects, kits, JSONL") + " (*.annotator *.jsonl)"
    found, _ = QFileDialog.getOpenFileNames(review, tr("Open a colleague’s work"), "", kinds)
    if found:
        show_files(review, [Path(one) for one in found])


def show_files(review: ReviewWorkspace, paths: Sequence[Path]) -> None:
    """Look through files beside the window and show what they would bring."""
    project = review.bridge.project
    job = review.jobs.start(
        lambda progress, cancel: project.merge(
            paths, dry_run=True, progress=progress, cancel=cancel
        ),
        lambda report: review.show_sheet(MergeSheet(review, paths, report)),
        review.bridge.refused.emit,
    )
    review.working.emit(job, tr("Looking through the file"))


class MergeSheet(Sheet):
    """What files hold, against what is here; what is chosen is taken in as one step."""

    def __init__(self, review: ReviewWorkspace, paths: Sequence[Path], report: MergeReport) -> None:
        """Show a dry run of these files."""
        several = len(report.files) > 1
        title = tr("What these files would bring") if several else tr("What this file would bring")
        super().__init__(title, review, status=tr("A colleague’s file"))
        self._review, self._paths, self._report = review, paths, report
        self._left: set[str] = set()
        self._actors: dict[tuple[str, str], bool] = {}
        self._names: dict[str, To] = {}
        self._people: dict[str, bool] = {}
        self.facts.setText(tr("their file is not changed · nothing is written yet"))
        for file in report.files:
            self._add_file(file)
        for one in report.refused:
            said = Label(f"{one.source}: {one.reason}", "ui", parent=self, wraps=True)
            self.part(tr("Not read"), said)
        self.leave_button(tr("Cancel") if report.brings else tr("Close"))
        self.main = self.button(tr("Take in"), self._take, is_default=True)
        self.main.setEnabled(report.brings)
        self._say()

    # --- what one file brings -----------------------------------------------------------------

    def _add_file(self, file: MergedFile) -> None:
        counts = file.counts
        name = CutLabel(file.source, "bold", parent=self)
        facts = CutLabel(_facts(file), "small", "ink2", parent=self)
        self.part(tr("File"), row(name, (facts, 1), gap=8))
        self._add_articles(counts)
        if counts.layers:
            self.part(tr("Layers"), _table(counts, self), *map(self._namesake, counts.namesakes))
        if counts.scheme or counts.clashes:
            self._add_scheme(counts)
        if counts.actors or counts.n_actors_same or counts.n_actors_new:
            self._add_actors(counts)
        if counts.problems:
            self._add_problems(counts.problems)

    def _add_articles(self, counts: MergeCounts) -> None:
        same = trn("{n} has the same text", "{n} have the same text", counts.n_same)
        line = row(Label(same, parent=self), gap=8)
        lines = column(line, gap=2)
        if counts.near:
            titles = [Label(one.title, "small", parent=self, wraps=True) for one in counts.near]
            words = trn("{n} has another text", "{n} have another text", len(counts.near))
            self._opens(line, lines, words, titles)
            line.addWidget(Label(tr("(left out)"), "small", "ink2", parent=self))
        if counts.new:
            ticks: list[QWidget] = []
            for sha256, title in counts.new:
                tick = TickBox(_plain(title), self)
                tick.setChecked(True)
                tick.toggled.connect(partial(self._leave, sha256))
                ticks.append(tick)
            words = trn("{n} is new to us", "{n} are new to us", len(counts.new))
            self._opens(line, lines, words, ticks)
            line.addWidget(Label(tr("taken along"), "small", "ink2", parent=self))
        if counts.n_missing:
            lack = trn("{n} of ours is not there", "{n} of ours are not there", counts.n_missing)
            line.addWidget(Label(lack, "small", "ink2", parent=self))
        line.addStretch(1)
        self.part(tr("Articles"), lines)

    def _opens(self, line: object, lines: object, words: str, shown: Sequence[QWidget]) -> None:
        """Add words to a line that open what they count, below it."""
        whole = QWidget(self)
        column(*shown, of=whole, around=(6, 0, 0, 4), gap=2)
        whole.hide()
        button = CasesButton(words, lambda: whole.setVisible(not whole.isVisible()), self)
        line.addWidget(button)  # type: ignore[attr-defined]  # a row
        lines.addWidget(whole)  # type: ignore[attr-defined]  # a column

    def _namesake(self, one: Namesake) -> TickBox:
        """Ask whether somebody is who is called so here; without a tick they are kept apart."""
        name = _plain(one.name)
        mine = tr("“{name}” is me, on another computer", name=name)
        theirs = tr("“{name}” is the one who is called so here, on another computer", name=name)
        tick = TickBox(mine if one.is_me else theirs, self)
        tick.setMinimumHeight(28)
        tick.setChecked(one.is_same)
        tick.toggled.connect(partial(self._people.__setitem__, one.theirs))
        self.first = self.first or tick
        return tick

    def _add_scheme(self, counts: MergeCounts) -> None:
        lines: list[object] = []
        if counts.scheme:
            lines.append(Label(_scheme_words(counts.scheme), parent=self, wraps=True))
        for item in counts.scheme:
            name = CutLabel(_item_words(item), parent=self)
            name.setFixedWidth(_NAMES)
            remembered = tr("as on {date}", date=shown_time(item.remembered))
            note = Label(remembered if item.remembered else "", "small", "ink2", parent=self)
            lines.append(row(name, self._mapping(item), (note, 1), gap=10))
        for path in counts.clashes:
            said = tr("{name} is defined otherwise here", name=_path_words(path))
            lines.append(Label(said, "small", "ink2", parent=self, wraps=True))
        self.part(tr("Scheme"), *lines)  # type: ignore[arg-type]  # labels and rows

    def _mapping(self, item: SchemeItem) -> QComboBox:
        box = ChoiceBox(self)
        box.setFixedWidth(_LIST)
        box.setMinimumHeight(28)
        box.setAccessibleName(_item_words(item))
        box.addItem(tr("keep its own name"), None)
        box.addItem(tr("add to our scheme"), ADD)
        for name in item.proposals:
            words = tr("maps to: {name}", name=isolated(name.removeprefix(LINK)))
            box.addItem(words, name)
        at = (
            0
            if item.to is None
            else next((n for n in range(1, box.count()) if box.itemData(n) == item.to), 0)
        )
        box.setCurrentIndex(at)
        box.currentIndexChanged.connect(
            lambda n: self._names.__setitem__(item.path, box.itemData(n))
        )
        self.first = self.first or box
        return box

    def _add_actors(self, counts: MergeCounts) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(3, 1)
        for n, match in enumerate(counts.actors):
            self._add_match(grid, 2 * n, match)
            lines = counts.passages.get(match.theirs.id)
            if lines is not None and lines.n:
                self._add_passages(grid, 2 * n, match, lines)
        said = tr(
            "{same} the same, {new} new. Undecided ones are asked again in Review; figures say how"
            " many speakers hang on them.",
            same=counts.n_actors_same,
            new=counts.n_actors_new,
        )
        self.part(tr("Actors"), grid, Label(said, "small", "ink2", parent=self, wraps=True))

    def _add_match(self, grid: QGridLayout, n: int, match: ActorMatch) -> None:
        tick = TickBox(_plain(match.theirs.name), self)
        tick.setChecked(match.is_same)
        tick.setMinimumHeight(28)
        said = tr("{theirs} is {ours}", theirs=match.theirs.name, ours=match.ours.name)
        tick.setAccessibleName(said)
        pair = (match.theirs.id, match.ours.id)
        tick.toggled.connect(partial(self._actors.__setitem__, pair))
        sure = tr("is") if match.is_same else tr("perhaps")
        why = tr(str(match.why))
        if match.apart:
            why = tr("{why}; theirs keeps both apart", why=why)
        grid.addWidget(tick, n, 0)
        grid.addWidget(Label(sure, "ui", "ink2", parent=self), n, 1)
        grid.addWidget(Label(match.ours.name, "bold", parent=self), n, 2)
        grid.addWidget(CutLabel(why, "small", "ink2", parent=self), n, 3)
        self.first = self.first or tick

    def _add_passages(
        self, grid: QGridLayout, n: int, match: ActorMatch, found: ActorLines
    ) -> None:
        """Add what opens the passages of both below a line: theirs, and ours as they are read."""
        inside = _Passages(self, found, match)
        project, ours = self._review.bridge.project, match.ours.id

        def show() -> None:
            inside.setVisible(inside.isHidden())
            if inside.wants_ours:
                inside.wants_ours = False
                self._review.jobs.start(
                    lambda _progress, _cancel: project.passages(ours, limit=_MOST_LINES),
                    inside.show_ours,
                )

        words = trn("{n} passage", "{n} passages", found.n)
        button = CasesButton(words, show, self)
        button.setAccessibleName(tr("Passages of {name}", name=match.theirs.name))
        grid.addWidget(button, n, 4)
        grid.addWidget(inside, n + 1, 0, 1, 5)

    def _add_problems(self, problems: Sequence[str]) -> None:
        shown = [Label(one, "small", parent=self, wraps=True) for one in problems[:_MOST_SHOWN]]
        more = len(problems) - len(shown)
        if more > 0:
            words = trn("and {n} more like these", "and {n} more like these", more)
            shown.append(Label(words, "small", "ink2", parent=self))
        self.part(tr("Noticed"), *shown)

    # --- what is chosen -----------------------------------------------------------------

    def _leave(self, sha256: str, taken: bool) -> None:
        (self._left.discard if taken else self._left.add)(sha256)

    def choices(self) -> MergeChoices:
        """Give what was chosen in place of what was proposed."""
        return MergeChoices(
            frozenset(self._left), dict(self._actors), dict(self._names), dict(self._people)
        )

    def _say(self) -> None:
        layers = [layer for file in self._report.files for layer in file.counts.layers]
        new = [one.name for one in layers if one.outcome in (Outcome.NEW, Outcome.APART)]
        updated = [one.name for one in layers if one.outcome is Outcome.UPDATED]
        parts: list[str] = []
        if new:
            parts.append(tr("adds {names}", names=", ".join(map(isolated, new))))
        if updated:
            parts.append(tr("updates {names}", names=", ".join(map(isolated, updated))))
        if not self._report.brings:
            self.verdict.setText(tr("Nothing new: all of it is here already."))
            return
        what = _begun(", ".join(parts) or tr("brings articles and actors"))
        if parts and len(self._report.files) == 1:
            counts = self._report.files[0].counts
            n = counts.n_same + len(counts.new)
            what = trn("{what}, in {n} article", "{what}, in {n} articles", n, what=what)
        own = self._review.bridge.project.context.coder.id
        said = tr("{what}. Nothing of yours changes. One step, can be undone.", what=what)
        if any(one.coder_id == own and one.outcome is Outcome.UPDATED for one in layers):
            said = tr("{what}: what you did elsewhere. One step, can be undone.", what=what)
        self.verdict.setText(said)

    def _take(self) -> None:
        """Take the files in beside the window, with what was chosen."""
        review, paths, choices = self._review, self._paths, self.choices()
        project = review.bridge.project
        self.main.setEnabled(False)

        def refused(problem: object) -> None:
            self.main.setEnabled(True)
            review.bridge.refused.emit(problem)

        job = review.jobs.start(
            lambda progress, cancel: project.merge(
                paths, decisions=choices, progress=progress, cancel=cancel
            ),
            lambda _report: self.leave(),
            refused,
        )
        job.on_end(lambda: self.main.setEnabled(True))
        review.working.emit(job, tr("Taking in"))


class _Passages(QWidget):
    """The first passages of two actors that may be one: theirs, and below them ours."""

    def __init__(self, parent: QWidget, found: ActorLines, match: ActorMatch) -> None:
        super().__init__(parent)
        self.wants_ours = True
        self._ours = match.ours.name
        self._lines = column(of=self, around=(26, 0, 0, 8), gap=2)
        self._add(match.theirs.name, found.lines)
        self.hide()

    def _add(self, name: str, lines: Sequence[tuple[str, str]]) -> None:
        for line, title in lines:
            where = title or tr("no title")
            said = tr("{name}: {line} · {title}", name=isolated(name), line=line, title=where)
            self._lines.addWidget(CutLabel(said, "small", "ink2", parent=self))

    def show_ours(self, found: ActorPassages) -> None:
        """Show where ours is named."""
        if isValid(self):
            self._add(self._ours, [(one.line, one.title) for one in found.shown])


# --- words -------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    """Give words for a tick box: an & of theirs underlines nothing."""
    return on_button(isolated(words))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _facts(file: MergedFile) -> str:
    people = [one.name for one in file.counts.layers if one.kind == "person"]
    of = tr("by {names}", names=", ".join(map(isolated, people))) if people else ""
    size = tr("{n} MB", n=f"{file.size / 1_000_000:.1f}")
    sha256 = f"{file.sha256[:4]}…{file.sha256[-2:]}"
    return " · ".join(filter(None, (file.title, of, file.program, size, sha256)))


def _scheme_words(items: Sequence[SchemeItem]) -> str:
    n = len(items)
    return trn("Theirs has {n} thing that ours lacks:", "Theirs has {n} things that ours lacks:", n)


def _item_words(item: SchemeItem) -> str:
    marks = trn("{n} mark", "{n} marks", item.n)
    return tr("{name} ({marks})", name=_path_words(item.path), marks=marks)


def _path_words(path: str) -> str:
    kind = tr("link") + " " if path.startswith(LINK) else ""
    return kind + " · ".join(map(isolated, path.removeprefix(LINK).split(".", 2)))


def _table(counts: MergeCounts, parent: QWidget) -> QGridLayout:
    """Give the layers with their marks by type, and what they bring."""
    every = sum((one.by_type for one in counts.layers), counts.layers[0].by_type.__class__())
    types = [name for name, _ in every.most_common(_MOST_TYPES)]
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 130)
    grid.setColumnStretch(len(types) + 2, 1)
    for n, head in enumerate((tr("Layer"), *types, tr("done"))):
        side = _RIGHT if n else _LEFT
        grid.addWidget(Label(head, "small", "ink2", parent=parent), 0, n, side)
    of = counts.n_same + len(counts.new)
    for line, one in enumerate(counts.layers, 1):
        stays = one.outcome is Outcome.OLDER
        done = tr("{n} of {of}", n=one.n_done, of=of)
        cells = tuple("–" if stays else cell for cell in (*_numbers(one, types), done))
        grid.addWidget(CutLabel(one.name, "bold", parent=parent), line, 0)
        for n, cell in enumerate(cells, 1):
            grid.addWidget(Label(cell, parent=parent), line, n, _RIGHT)
        brings = Label(_brings(one), "ui", "ink2", parent=parent, wraps=True)
        grid.addWidget(brings, line, len(cells) + 1)
    return grid


def _numbers(one: MergedLayer, types: Sequence[str]) -> list[str]:
    return [str(one.by_type[name]) for name in types]


def _brings(one: MergedLayer) -> str:
    """Say what comes with a layer, against what is here."""
    match one.outcome:
        case Outcome.NEW:
            return tr("new")
        case Outcome.APART:
            return tr("went on from one copy: stays a layer of its own")
        case Outcome.OLDER:
            said = tr("here is all of it, or newer: stays as it is")
            return f"{said}; {guess_words()}" if one.is_guess else said
        case Outcome.UNCHANGED:
            return tr("unchanged")
    said = tr("+{new} −{gone} marks, {n} changed", new=one.n_new, gone=one.n_gone, n=one.n_changed)
    since = tr("since {date}: {said}", date=shown_time(one.since), said=said)
    return since if one.since else said
