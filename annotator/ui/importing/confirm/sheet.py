"""The sheet *Confirm what was proposed*: each press is a step, and goes on to the next field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QRect, Qt, Signal
from PySide6.QtWidgets import QListWidget, QProgressBar, QWidget
from shiboken6 import isValid

from annotator.language import current, tr, trn
from annotator.model.article import Doubt
from annotator.model.changes import Blocks, summary_of
from annotator.model.rows import article_from_row
from annotator.project.acts.proposals import (
    NOTHING,
    alike,
    candidates,
    picked,
    plan_confirm,
    plan_confirm_alike,
)
from annotator.text.words import isolated, quoted, shortened
from annotator.ui.basics.building import column, later, row, rule
from annotator.ui.basics.buttons import KeyedWords
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import digit_of, stroke_of
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.dialogs.frame import Frame
from annotator.ui.importing.confirm.source_lines import SourceLinesView, source_lines
from annotator.ui.importing.confirm.table import ConfirmTable
from annotator.ui.importing.words import FIELDS, field_words, reason_words, value_words, why_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from annotator.model.article import ArticleFields, FieldProposal
    from annotator.model.changes import Change, Step
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge

_MOST = 9
_BESIDE, _NARROW = 60, 1100
_SOON_MS = 90
_LONGEST_TITLE, _LONGEST_VALUE = 60, 40
_KEPT_TEXTS = 30


class ConfirmSheet(Sheet):
    """Rows of articles, the doubtful ones first; below them where the framed value comes from."""

    article_wanted = Signal(str, str)
    """An article that is to be read, and the field one comes back to."""

    def __init__(
        self,
        parent: QWidget,
        bridge: Bridge,
        jobs: Jobs,
        articles: Sequence[ArticleFields],
        n_articles: int,
    ) -> None:
        """Show articles with open proposals; `n_articles` are all there are."""
        super().__init__(tr("Confirm what was proposed"), parent, status=tr("Confirm proposals"))
        self.status_facts = (tr("each press is a step that can be undone"),)
        self._bridge, self._jobs, self._n_articles = bridge, jobs, n_articles
        self._texts: dict[str, str] = {}
        self._keeps_place = False
        self.table = ConfirmTable(self)
        self.table.model_.show(articles)
        self.first = self.table
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName(tr("How many are confirmed"))
        self.column.addWidget(self._bar)
        self.fill(self.table)
        self.column.addWidget(self._below())
        self._keys()
        self.leave_button(tr("Close"))
        self._look = later(self, _SOON_MS, self._look_at)
        self.table.framed.connect(self._framed)
        self.table.key_pressed.connect(self._key_of_table)
        self.table.typed.connect(self.set_value)
        self.table.doubleClicked.connect(lambda _index: self.table.type_in())
        bridge.shown.connect(self._heard)
        bridge.undone.connect(self._turned)
        at = self.table.model_.next_open(0, 0)
        self.table.stand_on(*(at or (0, 1)))
        self._say_head()

    def _below(self) -> QWidget:
        """Make what stands below the table: what is framed, its passage, its candidates."""
        whole = QWidget(self)
        self._what = Label("", "bold", parent=whole)
        self._of = CutLabel("", "ui", "ink2", parent=whole)
        self.open = KeyedWords.running(tr("O"), tr("open the article"), self.read, whole)
        self._passage = SourceLinesView(whole)
        self._why = Label("", "ui", "ink2", parent=whole)
        self.choices = [self._choice(n, whole) for n in (*range(1, _MOST + 1), NOTHING)]
        self.type_it = KeyedWords.running("F2", tr("type it"), self.table.type_in, whole)
        column(
            rule(whole), row(self._what, (self._of, 1), self.open, gap=6),
            self._passage, self._why, row(*self.choices, self.type_it, None, gap=8),
            of=whole, around=(0, 8, 0, 0), gap=6,
        )  # fmt: skip
        return whole

    def _keys(self) -> None:
        """Show what confirms, at the bottom."""
        enter, ctrl, shift = tr("Enter"), tr("Ctrl"), tr("Shift")
        self.confirm_one, self.confirm_all, self.confirm_like = (
            KeyedWords.running(key, words, run, self)
            for key, words, run in (
                (enter, tr("confirms and goes on"), self.confirm),
                (f"{ctrl}+{enter}", tr("the whole row"), self.confirm_row),
                (f"{shift}+{enter}", tr("all alike"), self.confirm_alike),
            )
        )
        for at, one in enumerate((self.confirm_one, self.confirm_all, self.confirm_like)):
            self.buttons.insertWidget(at, one)

    def _choice(self, number: int, parent: QWidget) -> KeyedWords:
        return KeyedWords.running(str(number), tr("none"), partial(self.choose, number), parent)

    # --- what is framed -------------------------------------------------------------------------

    @property
    def article(self) -> ArticleFields | None:
        """The article of the framed row."""
        at, articles = self.table.currentIndex().row(), self.table.model_.articles
        return articles[at] if 0 <= at < len(articles) else None

    @property
    def field(self) -> str:
        """The framed field."""
        return FIELDS[max(self.table.currentIndex().column() - 1, 0)]

    @property
    def proposal(self) -> FieldProposal | None:
        """What is proposed in the framed cell, if that is open."""
        return self.table.model_.proposal(self.table.currentIndex())

    def stand_on(self, article_id: str, field: str) -> None:
        """Frame a field of an article."""
        at = self.table.model_.row_of(article_id)
        if at is not None:
            self.table.stand_on(at, FIELDS.index(field) + 1)

    def _framed(self) -> None:
        """Say what is framed; where it comes from follows when one stays there."""
        article, proposal = self.article, self.proposal
        if article is None:
            return
        title = quoted(shortened(article.title, _LONGEST_TITLE))
        self._what.setText(field_words(self.field))
        reason = "" if proposal is None else reason_words(proposal)
        nothing = "" if proposal is not None else tr("nothing is open here")
        of = tr("of {title}", title=title)
        self._of.setText("  ".join(filter(None, (of, reason, nothing))))
        self._show_choices(proposal)
        self.confirm_one.setEnabled(proposal is not None)
        self.confirm_all.setEnabled(bool(article.proposed()))
        self.confirm_like.say(tr("all alike"))
        self.confirm_like.setEnabled(proposal is not None)
        self._show_passage()
        self._look.start()

    def _show_choices(self, proposal: FieldProposal | None) -> None:
        values = () if proposal is None else candidates(proposal)
        *numbered, nothing = self.choices
        for n, button in enumerate(numbered):
            button.setVisible(n < len(values))
            if n < len(values):
                words = shortened(value_words(self.field, values[n]), _LONGEST_VALUE)
                more = _weekday(values[n]) if self.field == "date" else ""
                button.say(isolated(words), more, is_current=n == 0)
        nothing.setEnabled(self.article is not None)

    def _look_at(self) -> None:
        """Read the text the value comes from, and count what is alike."""
        article, proposal = self.article, self.proposal
        if article is None or not isValid(self):
            return
        if article.id not in self._texts:
            self._read_text(article.id)
        if proposal is not None:
            n = len(self._alike())
            self.confirm_like.say(_alike_words(article, proposal, n))
            self.confirm_like.setEnabled(n > 1)

    def _read_text(self, article_id: str) -> None:
        project = self._bridge.project

        def then(text: str) -> None:
            if isValid(self):
                while len(self._texts) >= _KEPT_TEXTS:
                    self._texts.pop(next(iter(self._texts)))
                self._texts[article_id] = text
                self._show_passage()

        self._jobs.start(
            lambda _progress, _cancel: project.reader.article(article_id).text,
            then,
            self._bridge.refused.emit,
        )

    def _show_passage(self) -> None:
        article, proposal = self.article, self.proposal
        at = None if proposal is None else proposal.at
        text = "" if article is None else self._texts.get(article.id, "")
        is_there = at is not None and at.end <= len(text)
        self._passage.show_passage(source_lines(text, at) if at is not None and is_there else None)
        why = "" if proposal is None else why_words(proposal.why)
        self._why.setText(why if at is None else "")
        self._why.setVisible(bool(self._why.text()))

    # --- confirming -----------------------------------------------------------------------------

    def confirm(self) -> None:
        """Confirm the framed field as it is proposed, and go on."""
        if self.proposal is not None:
            self._do(None)
        else:
            self.go_on()

    def confirm_row(self) -> None:
        """Confirm all fields of the article as they are proposed, and go on to the next one."""
        article = self.article
        if article is None or not article.proposed():
            self.go_on(whole_row=True)
            return
        step = self._act(lambda context: plan_confirm(context, article))
        if step is not None:
            announce(self.table, tr("confirmed"))
            self.go_on(whole_row=True)

    def choose(self, number: int) -> None:
        """Take a candidate by its digit, or nothing by 0; it is confirmed by that."""
        proposal = self.proposal
        if number == NOTHING:
            self._do("")
        elif proposal is not None and number <= min(len(candidates(proposal)), _MOST):
            self._do(picked(proposal, number))

    def set_value(self, value: str) -> None:
        """Take what was typed; it is confirmed by that."""
        self._do(value)

    def _do(self, value: str | None) -> None:
        article, field = self.article, self.field
        if article is None:
            return
        step = self._act(lambda context: plan_confirm(context, article, field, value))
        if step is not None:
            after = self.article
            shown = "" if after is None else value_words(field, after.value(field))
            announce(self.table, f"{field_words(field)}: {shown or tr('none')}")
            self.go_on()

    def _act(self, plan: object) -> Step | None:
        self._keeps_place = True
        try:
            return self._bridge.act_on_project(plan)  # type: ignore[arg-type]  # a plan of a context
        finally:
            self._keeps_place = False

    def go_on(self, *, whole_row: bool = False) -> None:
        """Frame the next field in which something is proposed."""
        here = self.table.currentIndex()
        column_of = len(FIELDS) if whole_row else here.column()
        at = self.table.model_.next_open(here.row(), column_of)
        if at is None:
            self.verdict.setText("")
            self._of.setText(tr("All that was proposed is confirmed."))
        else:
            self.table.stand_on(*at)

    # --- all alike ------------------------------------------------------------------------------

    def _alike(self) -> tuple[ArticleFields, ...]:
        article = self.article
        return () if article is None else alike(self.table.model_.articles, article, self.field)

    def confirm_alike(self) -> None:
        """Show what is alike; it is confirmed from there."""
        article, proposal, found = self.article, self.proposal, self._alike()
        if article is None or proposal is None or not found:
            return
        form = AlikeForm(self, _alike_words(article, proposal, len(found)), self.field, found)
        form.wanted.connect(partial(self._confirm_these, self.field))
        form.open()

    def _confirm_these(self, field: str, these: tuple[ArticleFields, ...]) -> None:
        step = self._act(lambda context: plan_confirm_alike(context, these, field))
        if step is not None:
            self.go_on()

    # --- what has happened ----------------------------------------------------------------------

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        """Show what a step has changed in the rows, its undoing too."""
        if isinstance(changes, Blocks):
            if summary_of(changes).tables & {"article"}:
                self._read_rows()
            return
        for one in changes:
            if one.table == "article" and one.after is not None:
                self.table.model_.replace(article_from_row(one.after, ""))
        self._say_head()
        self._framed()

    def _read_rows(self) -> None:
        project = self._bridge.project

        def read(_progress: object, _cancel: object) -> list[ArticleFields]:
            project.open_project.drain()
            return [*project.articles()]

        def then(found: list[ArticleFields]) -> None:
            if isValid(self):
                here = {one.id for one in self.table.model_.articles}
                for one in found:
                    if one.id in here:
                        self.table.model_.replace(one)
                self._say_head()
                self._framed()

        self._jobs.start(read, then, self._bridge.refused.emit)

    def _turned(self, step: Step, _back: bool) -> None:
        """Stand on the field that undoing or doing again has changed."""
        if isinstance(step.changes, Blocks) or self._keeps_place:
            return
        for one in step.changes:
            if one.table == "article" and one.after is not None and one.before is not None:
                now, then = (article_from_row(each, "") for each in (one.after, one.before))
                of = (name for name in FIELDS
                      if (name in now.proposed()) is not (name in then.proposed()))  # fmt: skip
                self.stand_on(now.id, next(of, self.field))
                return

    def _say_head(self) -> None:
        n, of = self._n_articles - self.table.model_.n_open(), self._n_articles
        self._bar.setRange(0, max(of, 1))
        self._bar.setValue(n)
        confirmed = trn("{n} of {of} article confirmed", "{n} of {of} articles confirmed", of,
                        of=f"{of:,}")  # fmt: skip
        self.facts.setText("  ·  ".join((tr("doubtful ones first"),
                                         confirmed.replace(str(of), f"{n:,}", 1))))  # fmt: skip

    def read(self) -> None:
        """Open the article; Esc comes back to this field."""
        if self.article is not None:
            self.article_wanted.emit(self.article.id, self.field)

    # --- keys -----------------------------------------------------------------------------------

    def _key_of_table(self, event: QKeyEvent) -> None:
        event.setAccepted(self._take_key(event, is_table=True))
        if not event.isAccepted():
            super().keyPressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the sheet's keys wherever the keyboard is; Enter on a button presses that one."""
        if not self._take_key(event, is_table=False):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent, *, is_table: bool) -> bool:
        stroke, digit = stroke_of(event), digit_of(event)
        if stroke is None or event.isAutoRepeat():
            return digit is not None
        if stroke.key in ("Return", "Enter"):
            if not (is_table or stroke.ctrl or stroke.shift):
                return False
            run = self.confirm_row if stroke.ctrl else self.confirm
            (self.confirm_alike if stroke.shift else run)()
        elif stroke.ctrl or stroke.alt or stroke.meta:
            return False
        elif digit is not None:
            self.choose(digit)
        elif stroke.key == "F2":
            self.table.type_in()
        elif stroke.key == "O":
            self.read()
        else:
            return bool(event.text().strip() and event.text().isprintable())
        return True

    def place_of_content(self) -> QRect:
        """Let messages lie over the rows: what is framed, and its passage, stay in sight."""
        whole = super().place_of_content()
        whole.setBottom(self.table.mapTo(self, self.table.rect().bottomLeft()).y())
        return whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width: five columns need it."""
        super().resizeEvent(event)
        layout, beside = self.layout(), _BESIDE if self.width() > _NARROW else _BESIDE // 3
        if layout is not None:
            layout.setContentsMargins(beside, 16, beside, 12)


class AlikeForm(Frame):
    """What *all alike* would confirm, before it does."""

    wanted = Signal(object)
    """These articles, as a tuple."""

    def __init__(
        self, parent: QWidget, title: str, field: str, articles: tuple[ArticleFields, ...]
    ) -> None:
        """List these articles with their values."""
        super().__init__(parent, title, width=640)
        self._articles = articles
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setMinimumHeight(self.room(320))
        self.list.addItems([_line(one, field) for one in articles])
        self.column.addWidget(self.list, 1)
        self.verdict.setText(tr("One step, can be undone."))
        self.button(tr("Cancel"), self.reject)
        n = len(articles)
        self.button(trn("Confirm {n}", "Confirm {n}", n), self._confirm, is_default=True)

    def _confirm(self) -> None:
        self.accept()
        self.wanted.emit(self._articles)


def _line(article: ArticleFields, field: str) -> str:
    value = value_words(field, article.value(field))
    parts = (value, article.title if field != "title" else "", article.outlet)
    return "  ·  ".join(isolated(shortened(one, _LONGEST_TITLE)) for one in parts if one)


def _alike_words(article: ArticleFields, proposal: FieldProposal, n: int) -> str:
    """Say what is alike to a proposal."""
    if proposal.doubt is Doubt.TWO_READINGS:
        where = isolated(article.outlet) or tr("no outlet")
        return trn("all alike: {n} date of {outlet}", "all alike: {n} dates of {outlet}, read so",
                   n, outlet=where)  # fmt: skip
    value = isolated(shortened(value_words(proposal.field, proposal.value), _LONGEST_VALUE))
    return trn("all alike: {n} × {value}", "all alike: {n} × {value}", n, value=value)


def _weekday(date: str) -> str:
    """Give the day of the week of a whole date."""
    found = QDate.fromString(date, Qt.DateFormat.ISODate)
    return QLocale(current()).standaloneDayName(found.dayOfWeek()) if found.isValid() else ""
