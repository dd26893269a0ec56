"""Letting a note, or an answer, become words of the scheme: asked in two lists, done in one act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.paths import SchemePath
from annotator.project.acts.schemes.editing import guard_edits
from annotator.reading.choices import Choice
from annotator.reading.told import path_words, told
from annotator.text.words import quoted, shortened
from annotator.ui.dialogs.frame import Frame
from annotator.ui.notes.model import in_use

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from annotator.ui.basics.sheet import Sheet
    from annotator.ui.importing.host import OpenedProject

    Chooser = Callable[[str, Sequence[Choice], Callable[[object], None]], None]
    """Asks by a list: its title, its lines, what picking one does."""

_LONGEST = 40


class DraftedScheme(Protocol):
    """What is drafted on the sheet of the scheme and is no version yet."""

    def n_drafts(self) -> int:
        """Give how many drafts there are."""
        ...

    def put_drafts_on(self) -> None:
        """Put the drafts on the scheme as it is now; say which do not fit it."""
        ...

    def show(self, at: SchemePath | None = None, back: Callable[[], object] | None = None) -> None:
        """Show the sheet with the drafts, on `at` if that is named; leaving it goes `back`."""
        ...


@dataclass(frozen=True, slots=True)
class WordsForScheme:
    """What is to be words of the scheme: the note of an id, or else an answer not yet given.

    `about` is what in the scheme the note is about: what is offered first.
    """

    text: str
    about: SchemePath | None
    note_id: str = ""
    question_id: str = ""


class IntoScheme(QObject):
    """Asks of what the words are to be said, and as what; then makes it one version, one step."""

    made = Signal(str)
    """A sentence: what the scheme says now."""

    def __init__(
        self, sheet: Sheet, host: OpenedProject, drafted: DraftedScheme, choose: Chooser
    ) -> None:
        """Work for the sheet of notes."""
        super().__init__(sheet)
        self._sheet, self._host, self._drafted, self._choose = sheet, host, drafted, choose

    def ask(self, said: WordsForScheme) -> None:
        """Ask of what in the scheme these are to be words."""
        bridge = self._host.bridge
        try:
            guard_edits(bridge.context, (), None)
        except AnnotatorError as problem:
            bridge.refused.emit(problem)
            return
        words = quoted(shortened(said.text, _LONGEST))
        things = sorted(in_use(bridge.context.scheme), key=lambda one: not _is_near(one[0], said))
        items = {str(path): item for path, item in things}

        def picked(name: object) -> None:
            item = items[str(name)]
            kinds = (
                (tr("its definition"), "definition", item.definition),
                (tr("its example, with the passage"), "example", item.example),
                (
                    tr("its counter-example, with the passage"),
                    "counter_example",
                    item.counter_example,
                ),
            )
            path = path_words(SchemePath.of(str(name)))
            self._choose(
                tr("{path}: {words} becomes …", path=path, words=words),
                [Choice(label, kind, told=_instead_of(now)) for label, kind, now in kinds],
                lambda kind: self._mind_drafts(said, str(name), str(kind)),
            )

        choices = [
            Choice(
                path_words(path), str(path), also=(str(path),),
                told=told(item.definition, item.example, item.counter_example),
            )
            for path, item in things
        ]  # fmt: skip
        self._choose(tr("Of what is it to be the words?"), choices, picked)

    def _mind_drafts(self, said: WordsForScheme, path: str, name: str) -> None:
        """Ask first, where drafts of the scheme wait: they are no part of this version."""
        n, version = self._drafted.n_drafts(), self._host.bridge.context.scheme.version + 1
        if not n:
            self._define(said, path, name)
            return
        form = BesideDraftsForm(self._sheet, n, version)
        form.accepted.connect(lambda: self._define(said, path, name))
        form.shown_instead.connect(self._show_drafts)
        form.open()

    def _show_drafts(self) -> None:
        self._sheet.leave()
        self._drafted.show()

    def _define(self, said: WordsForScheme, path: str, name: str) -> None:
        """Do it beside the window."""
        project = self._host.project
        words: dict[str, str] = {name: ""}

        def work(_progress: object, _cancel: object) -> int:
            edit = SchemeEdit(edit=EditKind.DEFINE, what=path, from_note=said.note_id, **words)  # type: ignore[arg-type]  # one of its words
            if said.question_id:
                return project.answer(said.question_id, said.text, [edit]).version
            return project.edit_scheme([edit]).version

        def then(version: int) -> None:
            self._drafted.put_drafts_on()
            if isValid(self):
                where = path_words(SchemePath.of(path))
                self.made.emit(
                    tr("{path}: version {n} of the scheme says it.", path=where, n=version)
                )

        self._host.jobs.start(work, then, self._host.bridge.refused.emit)


def _is_near(path: SchemePath, said: WordsForScheme) -> bool:
    """Say whether a thing of the scheme is the one that a note is about, or part of it."""
    return said.about is not None and path.is_within(said.about)


def _instead_of(now: str) -> str:
    return tr("Instead of: {words}", words=now) if now else ""


class BesideDraftsForm(Frame):
    """A version is to be made while drafts of the scheme wait: they are left beside it."""

    shown_instead = Signal()

    def __init__(self, parent: QWidget, n: int, version: int) -> None:
        """Ask with so many drafts; the version to be made has this number."""
        title = trn(
            "{n} draft of the scheme is no version yet",
            "{n} drafts of the scheme are no version yet",
            n,
        )
        super().__init__(parent, title, width=460)
        self.words(
            tr(
                "Only these words become version {n}. What is drafted stays drafted, on that "
                "version.",
                n=version,
            )
        )
        self.button(tr("Cancel"), self.reject)
        self.button(trn("Show it", "Show the {n}", n), self._show)
        make = self.button(tr("Make version {n}", n=version), self.accept, is_default=True)
        make.setFocus()

    def _show(self) -> None:
        self.reject()
        self.shown_instead.emit()
