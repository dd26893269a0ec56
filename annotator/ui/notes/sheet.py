"""The sheet *Notes and questions*: all there are, filtered; answered here, or gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.language import tr, trn
from annotator.model.changes import summary_of
from annotator.model.scheme import Role
from annotator.model.span import Owner
from annotator.project.asking.note_lines import NoteFilter, NotesAbout, NotesOf
from annotator.project.asking.noting import (
    NoteWords,
    plan_answer,
    plan_note,
    plan_note_beside,
)
from annotator.reading.told import path_words
from annotator.text.words import isolated
from annotator.ui.basics.building import WordsField, clear, column, field, later, row
from annotator.ui.basics.buttons import KeyedWords
from annotator.ui.basics.empty import EmptyPlace
from annotator.ui.basics.heard import announce
from annotator.ui.basics.keyboard import stroke_of
from annotator.ui.basics.labels import Label, shown_time
from annotator.ui.basics.rows import RowList
from annotator.ui.basics.sheet import Sheet
from annotator.ui.handlers.note_box import NoteOn, NoteWriter, box_beside
from annotator.ui.notes.into_scheme import IntoScheme, WordsForScheme
from annotator.ui.notes.model import NoteRows, NotesModel, about_words, thing_of, where_said
from annotator.ui.popups.box import ChoiceBox
from annotator.ui.popups.choice import ChoicePopup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from annotator.model.changes import Blocks, Change
    from annotator.model.span import Note
    from annotator.reading.choices import Choice
    from annotator.store.read_notes import NoteLine
    from annotator.ui.importing.host import OpenedProject
from annotator.ui.notes.into_scheme import DraftedScheme

_SOON_MS = 60
_OF_NOTES = frozenset({"note", "span", "link", "article", "actor"})
_MOST_ANSWERS = 6


class NotesList(RowList):
    """The list; keys of the sheet act in it too."""

    def __init__(self, sheet: NotesSheet) -> None:
        """Make it for a sheet."""
        super().__init__(sheet, tr("Notes and questions"))
        self._sheet = sheet

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the framed line in view: what is said below it may be longer than before."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask the sheet first."""
        if not self._sheet.take_key(event):
            super().keyPressEvent(event)


class NotesSheet(Sheet):
    """O or Enter goes to the place, A answers, R comes back later or no more."""

    place_wanted = Signal(object)
    """A `NoteLine` whose place is to be shown."""

    def __init__(self, host: OpenedProject, drafted: DraftedScheme, at: str = "") -> None:
        """Read all notes beside the window; stand on the note of the id `at`."""
        super().__init__(tr("Notes and questions"), host.workspace)
        self._host, self._bridge, self._at = host, host.bridge, at
        self._into = IntoScheme(self, host, drafted, self._choose)
        self._into.made.connect(self._is_in_scheme)
        self._notes = NoteWriter(host.bridge, host.jobs, self)
        self._every: list[NoteLine] = []
        self._n_asked = self._n_read = 0
        self._asked = ""
        """The id of the note that the field of the answer is about."""
        self.list = NotesList(self)
        self.rows = NotesModel(self.list, self._who)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(NoteRows(self.list))
        self.first = self.list
        self.of, self.about, self.by = ChoiceBox(self), ChoiceBox(self), ChoiceBox(self)
        self.typed = field("", self)
        self._soon_filter = later(self, _SOON_MS, self._filter)
        self._filters()
        self.fill(self.list)
        self.nothing = EmptyPlace(self.list)
        self.column.addWidget(self._below())
        self.leave_button(tr("Close"))
        self.main = self.button(tr("Go to the place"), self.go, is_default=True)
        self._soon = later(self, _SOON_MS, self._read)
        self.list.selectionModel().currentChanged.connect(lambda _now, _old: self._framed())
        self.list.activated.connect(lambda _index: self.go())
        self._bridge.shown.connect(self._heard)
        self._bridge.scheme_changed.connect(self._framed)
        self._read()

    def _filters(self) -> None:
        self.of.fill(
            (
                (tr("all"), NotesOf.ALL),
                (tr("questions without an answer"), NotesOf.OPEN),
                (tr("answered questions"), NotesOf.ANSWERED),
                (tr("questions"), NotesOf.QUESTIONS),
                (tr("come back later"), NotesOf.LATER),
            )
        )
        coder = self._bridge.context.coder
        others = [
            (isolated(one.name), one.coder_id)
            for one in self._bridge.context.layers
            if one.coder_id and one.coder_id != coder.id and not self._bridge.hides_names
        ]
        self.by.fill(((tr("of everybody"), ""), (tr("mine"), coder.id), *others))
        self.about.fill(
            (
                (tr("on anything"), NotesAbout.ANYTHING),
                (tr("on statements"), NotesAbout.STATEMENTS),
                (tr("on marks"), NotesAbout.SPANS),
                (tr("on links"), NotesAbout.LINKS),
                (tr("on articles"), NotesAbout.ARTICLES),
                (tr("on actors"), NotesAbout.ACTORS),
                (tr("on the scheme"), NotesAbout.SCHEME),
            )
        )
        self.typed.setPlaceholderText(tr("words of a note, a passage, a title"))
        for one, name in (
            (self.of, tr("Which")),
            (self.about, tr("On what")),
            (self.by, tr("Whose")),
            (self.typed, tr("Words")),
        ):
            one.setAccessibleName(name)
        for box in (self.of, self.about, self.by):
            box.currentIndexChanged.connect(lambda _n: self._filter())
        self.typed.textChanged.connect(lambda _words: self._soon_filter.start())
        self.column.addLayout(row(self.of, self.about, self.by, (self.typed, 1), gap=8))

    def _below(self) -> QWidget:
        whole = QWidget(self)
        self.whole_note = Label("", "ui", parent=whole, wraps=True)
        self._answers = column(gap=2)
        self.answer_field = _AnswerField(whole, self.list)
        self.answer_field.setPlaceholderText(tr("Answer …"))
        self.answer_field.setAccessibleName(tr("Answer"))
        self.answer_field.returnPressed.connect(self._answer)
        self.answer_field.into_scheme.connect(self.to_scheme)
        self.answer_key = KeyedWords.running("A", tr("answer"), self._answer_by_button, whole)
        self.later_key = KeyedWords.running("R", tr("come back later"), self.come_back, whole)
        self.scheme_key = KeyedWords.running("W", tr("into the scheme …"), self.to_scheme, whole)
        self.note_key = KeyedWords.running("M", tr("note on the same"), self.note, whole)
        self.open_key = KeyedWords.running("O", tr("open the place"), self.go, whole)
        column(
            self.whole_note, self._answers, self.answer_field,
            row(self.open_key, self.answer_key, self.note_key, self.later_key, self.scheme_key,
                None, gap=8),
            of=whole, around=(0, 6, 0, 0), gap=6,
        )  # fmt: skip
        return whole

    def _who(self, coder_id: str) -> str:
        context = self._bridge.context
        if coder_id == context.coder.id:
            return context.coder.name
        names = {one.coder_id: one.name for one in context.layers if one.coder_id}
        if self._bridge.hides_names or coder_id not in names:
            return tr("somebody")
        return names[coder_id]

    # --- what is there --------------------------------------------------------------------------

    @property
    def line(self) -> NoteLine | None:
        """The note that is framed."""
        at = self.list.currentIndex().row()
        return self.rows.lines[at] if 0 <= at < len(self.rows.lines) else None

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        if summary_of(changes).tables & _OF_NOTES:
            self._soon.start()

    def _read(self) -> None:
        project = self._bridge.project
        self._n_read += 1
        n_read = self._n_read

        def read(_progress: object, _cancel: object) -> list[NoteLine]:
            return [*project.notes()]

        def then(found: list[NoteLine]) -> None:
            if isValid(self) and n_read == self._n_read:  # else another answer has overtaken it
                self._every = found
                self._filter()

        self._host.jobs.start(read, then, self._bridge.refused.emit)

    def _filter(self) -> None:
        """Show what fits, the same note framed."""
        line = self.line
        at = self._at or ("" if line is None else line.note.id)
        claim = self._bridge.context.scheme.name_for(Role.CLAIM)
        wish = NoteFilter(
            NotesOf(self.of.currentData()), self.by.currentData(), self.typed.text(),
            NotesAbout(self.about.currentData()), claim,
        )  # fmt: skip
        lines, every = self.rows, self._every
        self._n_asked += 1
        n_asked = self._n_asked

        def choose(_progress: object, _cancel: object) -> list[NoteLine]:
            return [one for one in every if wish.fits(one)]

        def then(found: list[NoteLine]) -> None:
            if not isValid(self) or n_asked != self._n_asked:
                return  # something else was asked for meanwhile
            n = next((n for n, one in enumerate(found) if one.note.id == at), 0)
            lines.show_lines(found)
            self._at = "" if found else self._at
            self.list.setCurrentIndex(lines.index(n))
            self._say_counts()
            self._framed()

        self._host.jobs.start(choose, then, self._bridge.refused.emit)

    def _say_counts(self) -> None:
        n, every = len(self.rows.lines), [one for one in self._every if not one.note.answer_to]
        n_open = sum(one.is_open for one in every)
        self.facts.setText(
            "  ·  ".join(
                (
                    tr("{n} of {of}", n=f"{n:,}", of=f"{len(every):,}"),
                    trn(
                        "{n} question without an answer", "{n} questions without an answer", n_open
                    ),
                )
            )
        )
        self.nothing.hide()
        if not every:
            self.nothing.say(
                tr("There is no note yet."),
                tr("M writes one on what is current; a box in it makes it a question to all."),
            )
        elif not n:
            self.nothing.say(tr("None fits."), tr("Choose others above."))

    def _framed(self) -> None:
        line, writes = self.line, not self._bridge.project.read_only
        if line is None or line.note.id != self._asked:
            self._keep_typed()
            self._asked = "" if line is None else line.note.id
        clear(self._answers)
        note = None if line is None else line.note
        self.whole_note.setText("" if note is None else isolated(note.text))
        self.whole_note.setVisible(bool(self.whole_note.text()))
        is_question = note is not None and note.question
        self.answer_field.setVisible(is_question)
        self.answer_key.setVisible(is_question)
        self.answer_field.setEnabled(writes)
        mine = note is not None and note.by == self._bridge.context.coder.id
        self.later_key.setVisible(mine and writes)
        self.scheme_key.setVisible(bool(note and note.text) and writes)
        self.later_key.say(
            tr("no more to come back to") if mine and note and note.later else tr("come back later")
        )
        for enabled in (self.main, self.open_key):
            enabled.setEnabled(line is not None and _has_place(line))
        if note is None or line is None:
            self.answer_field.setText("")
            return
        answers = [one.note for one in self._every if one.note.answer_to == note.id]
        for one in answers[-_MOST_ANSWERS:]:
            said = f"{isolated(self._who(one.by))} · {shown_time(one.at)}:  {isolated(one.text)}"
            paths = ", ".join(map(path_words, where_said(self._bridge.context.scheme, one.text)))
            if paths:
                said = f"{said}  ·  {tr('stands in the scheme: {paths}', paths=paths)}"
            self._answers.addWidget(Label(said, "ui", "ink2", parent=self, wraps=True))
        own = next((one.text for one in answers if one.by == self._bridge.context.coder.id), "")
        if not (self.answer_field.hasFocus() or self.answer_field.isModified()):
            self.answer_field.setText(own)

    # --- acting ---------------------------------------------------------------------------------

    def go(self) -> None:
        """Show the place of the note; Esc there comes back to it."""
        self._keep_typed()
        line = self.line
        if line is not None and _has_place(line):
            self.place_wanted.emit(line)

    def note(self) -> None:
        """Write a note of one's own on what the framed one is about."""
        line = self.line
        if line is None or not _has_place(line):
            return
        note, about = line.note, about_words(line)
        title = tr("Note on {words}", words=about)
        on = NoteOn(note.owner_kind, note.owner_id, title, line.article_id or "")
        self._notes.write(on, self, box_beside(self, self.note_key, self.list))

    def _answer(self) -> None:
        """Answer the question that is framed; the next one is framed."""
        line = self.line
        if line is not None and line.note.question:
            self._keep_answer(line)
            self.list.setFocus()

    def _answer_by_button(self) -> None:
        """Keep what was typed, or let it be typed."""
        if self.answer_field.isModified():
            self._answer()
        else:
            self.answer_field.setFocus()

    def _keep_answer(self, line: NoteLine) -> None:
        text = self.answer_field.text()
        self.answer_field.setModified(False)
        there = [one.note for one in self._every if one.note.owner_id == line.note.owner_id]
        self._bridge.act_on_project(lambda context: plan_answer(context, there, line.note, text))
        announce(self.list, tr("answered"))

    def _keep_typed(self) -> None:
        """Keep an answer that was typed and left: by a click on another line, or on Close."""
        line = next((one for one in self._every if one.note.id == self._asked), None)
        if line is not None and self.answer_field.isModified():
            self._keep_answer(line)
        self.answer_field.setModified(False)

    def leave(self) -> None:
        """Go; an answer that was typed is kept."""
        self._keep_typed()
        super().leave()

    def come_back(self) -> None:
        """Keep the coder's own note to be come back to, or no more."""
        line = self.line
        if line is None or line.note.by != self._bridge.context.coder.id:
            return
        note, project = line.note, self._bridge.project
        wish = NoteWords(later=not note.later)
        there: list[Note] = [one.note for one in self._every]
        if note.owner_kind in (Owner.ACTOR, Owner.SCHEME):
            self._bridge.act_on_project(
                lambda context: plan_note_beside(
                    context, there, note.owner_kind, note.owner_id, wish
                )
            )
            return
        article_id = line.article_id or ""

        def read(_progress: object, _cancel: object) -> object:
            return project.page(article_id, project.open_project.layer_ids())

        def then(page: object) -> None:
            self._bridge.act_on_project(
                lambda context: plan_note(context, page, note.owner_kind, note.owner_id, wish)  # type: ignore[arg-type]  # the page that was read
            )

        self._host.jobs.start(read, then, self._bridge.refused.emit)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means on the list; say whether it means something."""
        stroke = stroke_of(event)
        if stroke is None or stroke.ctrl or stroke.alt or stroke.meta or event.isAutoRepeat():
            return False
        acts = {"O": self.go, "A": self._to_answer, "R": self.come_back, "W": self.to_scheme,
                "M": self.note}  # fmt: skip
        if stroke.key in acts and not stroke.shift:
            acts[stroke.key]()
            return True
        return len(stroke.key) == 1

    def _to_answer(self) -> None:
        if self.answer_field.isVisible() and self.answer_field.isEnabled():
            self.answer_field.setFocus()

    # --- into the scheme ------------------------------------------------------------------------

    def to_scheme(self) -> None:
        """Let what is typed as the answer, an answer given or the note become words of the scheme.

        The answer and the version of the scheme are one act then, one step.
        """
        line = self.line
        if line is None or self._bridge.project.read_only:
            return
        typed = self.answer_field.text().strip() if line.note.question else ""
        answers = [one.note for one in self._every if one.note.answer_to == line.note.id]
        note = answers[-1] if answers else line.note
        about = thing_of(line)
        if typed:
            self._into.ask(WordsForScheme(typed, about, question_id=line.note.id))
        elif note.text:
            self._into.ask(WordsForScheme(note.text, about, note.id))

    def _is_in_scheme(self, sentence: str) -> None:
        self.verdict.setText(sentence)
        self.answer_field.setModified(False)  # it is an answer now, too
        self.list.setFocus()
        announce(self.list, sentence)

    def _choose(
        self, title: str, choices: Sequence[Choice], picked: Callable[[object], None]
    ) -> None:
        back = self.answer_field if self.answer_field.hasFocus() else self.list
        popup = ChoicePopup(self, title, choices, wide=True)
        popup.picked.connect(picked)
        popup.closed.connect(back.setFocus)
        at = self.whole_note.mapTo(self, self.whole_note.rect().topLeft())
        popup.open_at(QRect(at.x(), at.y() - 8, 10, 8))


def _has_place(line: NoteLine) -> bool:
    """Say whether what a note is about is there to be gone to."""
    if line.note.owner_kind is Owner.ACTOR:
        return bool(line.words)
    return line.note.owner_kind is Owner.SCHEME or line.article_id is not None


class _AnswerField(WordsField):
    """A field that Enter keeps and Esc leaves; Ctrl+Enter says the answer in the scheme, too."""

    into_scheme = Signal()

    def __init__(self, parent: QWidget, back: QWidget) -> None:
        """Leave it for `back`."""
        super().__init__("", parent)
        self._back = back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let neither key close the sheet."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.into_scheme.emit()
            return
        super().keyPressEvent(event)
        if is_enter:
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.accept()
            self._back.setFocus()
