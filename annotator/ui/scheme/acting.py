"""What keys and buttons of the scheme's sheet do: each makes a draft, or a version of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from shiboken6 import isValid

from annotator.errors import AnnotatorError
from annotator.language import tr
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.reading.choices import Choice, fitting
from annotator.ui.basics.keyboard import stroke_of
from annotator.ui.basics.sheet import Sheet
from annotator.ui.handlers.note_box import NoteWriter, box_beside, on_scheme
from annotator.ui.popups.choice import ChoicePopup
from annotator.ui.scheme.again_list import waiting_for
from annotator.ui.scheme.entries import attribute_of, holder_of, kinds_path, siblings_of
from annotator.ui.scheme.forms import DraftsForm, DropForm, MovedOnForm, NamesForm, TypeForm
from annotator.ui.scheme.words import edit_words, lost_words, named, touched_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QDialog

    from annotator.project.schemes.calls import EditCount, SchemeAnswer
    from annotator.ui.basics.buttons import CasesButton, KeyedWords
    from annotator.ui.basics.jobs import Jobs
    from annotator.ui.bridge import Bridge
    from annotator.ui.scheme.drafts import Drafts
    from annotator.ui.scheme.fields import ItemFields
    from annotator.ui.scheme.outline import Outline
    from annotator.ui.scheme.values_table import SchemeValues
    from annotator.work import Cancel, Progress

_MOST_SHOWN = 200
_LEAST = 2
_EDITING = frozenset({"Return", "Enter", "F2", "N", "T", "Delete"})


class EditedSheet(Sheet):
    """What acts need of the sheet: its lists and fields, its drafts, what it can be told."""

    cases_wanted = Signal(object, str)
    """The path of what is coded so and is to be seen, and what the list of it is called."""
    made = Signal(int, int)
    """A version was made: its number, and how many decisions are to be looked at again."""
    working = Signal(object, str)
    """A `Job` that may take long, and what it is."""
    said = Signal(str)
    """A sentence for the person."""

    bridge: Bridge
    jobs: Jobs
    drafts: Drafts
    outline: Outline
    table: SchemeValues
    fields: ItemFields
    merge: CasesButton
    note_it: KeyedWords
    writes: bool
    is_making: bool
    on_values: bool
    """Whether the keyboard was last on a value, not on the list at the left."""

    @property
    def why_not(self) -> str:
        """Say why nothing can be edited; "" where it can."""
        raise NotImplementedError

    @property
    def subject(self) -> SchemePath | None:
        """What keys and buttons are about."""
        raise NotImplementedError

    def draft(self, *edits: SchemeEdit, at: SchemePath | None = None) -> bool:
        """Draft edits, all or none; say whether they can be."""
        raise NotImplementedError

    def show_drafts(self, at: SchemePath | None) -> None:
        """Show the scheme as it will be."""
        raise NotImplementedError

    def touched(self) -> tuple[EditCount, ...]:
        """Give what each draft touches; () while that is not counted."""
        raise NotImplementedError

    def making(self, is_making: bool) -> None:
        """Take no edits while a version is made."""
        raise NotImplementedError

    def say(self, sentence: str) -> None:
        """Say something over the lower edge."""
        self.said.emit(sentence)


class Acting(QObject):
    """Acts on what is framed on the sheet."""

    def __init__(self, sheet: EditedSheet) -> None:
        """Act on a sheet."""
        super().__init__(sheet)
        self._sheet = sheet
        self._notes = NoteWriter(sheet.bridge, sheet.jobs, sheet)
        self._is_asking = False
        """Whether it is asked what becomes of drafts on an older version."""
        self.then_go: Callable[[], object] | None = None
        """What waits for the version that is being made: closing the window."""

    # --- keys -----------------------------------------------------------------------------------

    def key_of_list(self, event: QKeyEvent) -> None:
        """Do what a key means in one of the two lists."""
        stroke, run = stroke_of(event), None
        if stroke is not None and not event.isAutoRepeat():
            run = self._run_of(stroke.key, alt=stroke.alt, held=stroke.ctrl or stroke.meta)
        if stroke is not None and stroke.alt and stroke.key in ("Up", "Down"):
            run = self._moving(-1 if stroke.key == "Up" else 1)
        if run is not None:
            event.accept()
            run()
        elif not (event.text().strip() and event.text().isprintable()):
            event.ignore()

    def _run_of(self, key: str, *, alt: bool, held: bool) -> Callable[[], object] | None:
        if alt or held:
            return None
        if key in _EDITING and not self._sheet.writes:
            return lambda: self._sheet.say(self._sheet.why_not)
        return {
            "Return": self.make,
            "Enter": self.make,
            "F2": self.type_in,
            "N": self.add,
            "T": self.add_type,
            "O": self.show_cases,
            "M": self.note,
            "Delete": self.retire,
        }.get(key)

    def _moving(self, by: int) -> Callable[[], object]:
        if not self._sheet.writes:
            return lambda: self._sheet.say(self._sheet.why_not)
        return lambda: self.move(by)

    def type_in(self) -> None:
        """Type into what is framed."""
        sheet = self._sheet
        if not sheet.writes:
            sheet.say(sheet.why_not)
            return
        if sheet.on_values:
            sheet.table.setFocus()
            sheet.table.type_in()
        else:
            path = sheet.outline.path
            if path is not None and not path.is_kind:
                sheet.outline.setFocus()
                sheet.outline.type_in()

    # --- drafting -------------------------------------------------------------------------------

    def _draft(
        self, kind: EditKind, path: SchemePath, at: SchemePath | None = None, **said: object
    ) -> bool:
        try:
            edit = SchemeEdit.of({"edit": kind, "what": str(path), **said})
        except AnnotatorError as problem:
            self._sheet.bridge.refused.emit(problem)
            return False
        return self._sheet.draft(edit, at=at)

    def add(self) -> None:
        """Ask for the name of a new attribute of the framed type, or value of the attribute."""
        path = self._sheet.outline.path
        if path is None or not self._sheet.writes:
            return
        if path.attribute is None:
            title = tr("Add an attribute to {type}", type=named(path.type))
            self._ask_name(title, lambda name: self._added(path._replace(attribute=name)))
        else:
            title = tr("Add a value to {name}", name=named(path.attribute))
            self._ask_name(title, lambda name: self._added(path._replace(value=name)))

    def _added(self, path: SchemePath) -> None:
        sheet = self._sheet
        if self._draft(EditKind.ADD, path) and path.value is not None:
            sheet.table.setFocus()

    def _ask_name(self, title: str, then: Callable[[str], object]) -> None:
        form = NamesForm(self._sheet, title, (tr("Name"),), tr("Add"))
        form.named.connect(lambda names: then(names[0]))
        self._open(form)

    def add_type(self) -> None:
        """Ask for a new type of marks, or of links; on actors for a new attribute of theirs."""
        sheet = self._sheet
        if not sheet.writes:
            return
        form = TypeForm(sheet)

        def then(names: tuple[str, ...]) -> None:
            kind = Owner.LINK if form.is_link else Owner.SPAN
            self._draft(EditKind.ADD, SchemePath(kind, names[0]))
            sheet.outline.setFocus()

        form.named.connect(then)
        self._open(form)

    def rename(self, path: SchemePath, name: str, at: SchemePath | None = None) -> None:
        """Call something otherwise, and stand on it or on `at`; the same name changes nothing."""
        name = name.strip()
        if name and name != path.name:
            self._draft(EditKind.RENAME, path, at, to=name)

    def move(self, by: int) -> None:
        """Move what is framed up or down among those beside it."""
        sheet, path = self._sheet, self._sheet.subject
        if path is None or not sheet.writes or (path.is_kind and path.value is None):
            return
        names = siblings_of(sheet.drafts.scheme, path)
        if path.name not in names:
            return
        place = names.index(path.name) + 1 + by
        if 1 <= place <= len(names):
            self._draft(EditKind.MOVE, path, to=place)

    def retire(self) -> None:
        """Let nobody pick it any more; or take a retired one back into use."""
        path = self._sheet.subject
        if path is not None and self._sheet.writes:
            kind = EditKind.RESTORE if self.is_retired() else EditKind.RETIRE
            if kind is EditKind.RESTORE or self.can(EditKind.RETIRE):
                self._draft(kind, path)

    def merge(self) -> None:
        """Ask what the framed one is to be merged into."""
        sheet, path = self._sheet, self._sheet.subject
        if path is None or not self.can(EditKind.MERGE):
            return
        others = [one for one in siblings_of(sheet.drafts.scheme, path) if one != path.name]
        every = [Choice(tr(one), one) for one in others]
        title = tr("Merge {name} into", name=named(path.name))

        def picked(name: object) -> None:
            self._draft(EditKind.MERGE, path, into=str(path.renamed(str(name))))

        self._choose(title, every, picked)

    def _choose(
        self, title: str, every: Sequence[Choice], picked: Callable[[object], object]
    ) -> None:
        sheet = self._sheet
        owner = sheet.table if sheet.on_values else sheet.outline
        popup = ChoicePopup(sheet, title, lambda typed: fitting(every, typed)[:_MOST_SHOWN])
        popup.closed.connect(owner.setFocus)
        popup.picked.connect(picked)
        corner = sheet.merge.mapTo(sheet, QPoint(0, 0))
        popup.open_at(QRect(corner, sheet.merge.size()))

    def split(self) -> None:
        """Ask what the framed one is to be split into."""
        sheet, path = self._sheet, self._sheet.subject
        if path is None or not self.can(EditKind.SPLIT):
            return
        title = tr("Split {name} into", name=named(path.name))
        labels = (tr("First"), tr("Second"), tr("Third, if any"), tr("Fourth, if any"))
        form = NamesForm(sheet, title, labels, tr("Split"))
        form.named.connect(lambda names: self._draft(EditKind.SPLIT, path, into=[*names]))
        self._open(form)

    def can(self, kind: EditKind) -> bool:
        """Say whether something can be done with what is framed."""
        path = self._sheet.subject
        if path is None or (path.is_kind and path.value is None) or self.is_retired():
            return False
        match kind:
            case EditKind.MERGE | EditKind.RETIRE:
                is_last = len(siblings_of(self._sheet.drafts.scheme, path)) < _LEAST
                return not is_last or (path.depth == 2 and kind is EditKind.RETIRE)
            case EditKind.SPLIT:
                return path.depth != 2
            case _:
                return True

    def is_retired(self) -> bool:
        """Say whether what is framed is retired."""
        path, scheme = self._sheet.subject, self._sheet.drafts.scheme
        if path is None or path.is_kind:
            return False
        if path.depth == 1:
            holder = holder_of(scheme, path)
            return holder is not None and bool(holder.retired)
        attribute = attribute_of(scheme, path)
        if attribute is None:
            return False
        if path.value is None:
            return bool(attribute.retired)
        value = attribute.value(path.value)
        return value is not None and bool(value.retired)

    def _open(self, form: QDialog) -> None:
        """Open a form; afterwards the keyboard is where it was."""
        sheet = self._sheet

        def ended() -> None:
            if isValid(sheet):
                (sheet.table if sheet.on_values else sheet.outline).setFocus()

        form.finished.connect(lambda _how: ended())
        form.open()

    # --- looking --------------------------------------------------------------------------------

    def show_cases(self) -> None:
        """Show what is coded of the framed one."""
        path = self._sheet.subject
        if path is not None and path.kind is not Owner.ACTOR and path != kinds_path():
            self._sheet.cases_wanted.emit(path, "")

    def note(self) -> None:
        """Write a note or a question on what is framed, by the name it has in the project now."""
        sheet, path = self._sheet, self._sheet.subject
        if path is None or path == kinds_path():
            return
        on = sheet.drafts.in_project(path)
        if on is None:
            sheet.say(
                tr("{name} is drafted: make the version, then write on it.", name=named(path.name))
            )
            return
        back = sheet.table if sheet.on_values else sheet.outline
        self._notes.write(on_scheme(on), sheet, box_beside(sheet, sheet.note_it, back))

    def list_drafts(self) -> None:
        """Show all drafts with what each touches."""
        sheet = self._sheet
        sheet.fields.keep_typed()
        counts = dict(enumerate(sheet.touched()))
        lines = [
            (edit_words(one, whole=True), touched_words(one, counts.get(n)))
            for n, one in enumerate(sheet.drafts.edits)
        ]
        self._open(DraftsForm(sheet, lines))

    # --- making a version -----------------------------------------------------------------------

    def make(self, go: Callable[[], object] | None = None) -> None:
        """Make all drafts one version and one step; then `go`, if something waits for it."""
        sheet = self._sheet
        sheet.fields.keep_typed()
        self.then_go = go
        if not sheet.drafts.edits or not sheet.writes or sheet.is_making:
            return
        project, edits, note = sheet.bridge.project, tuple(sheet.drafts.edits), sheet.drafts.note
        on = sheet.drafts.base.version
        sheet.making(True)

        def work(progress: Progress, cancel: Cancel) -> tuple[SchemeAnswer, int]:
            answer = project.edit_scheme(edits, note, on=on, progress=progress, cancel=cancel)
            return answer, sum(1 for _ in waiting_for(project))

        def then(made: tuple[SchemeAnswer, int]) -> None:
            answer, n = made
            sheet.drafts.drop(sheet.bridge.context.scheme)
            if isValid(sheet):
                sheet.making(False)
                sheet.show_drafts(None)
                sheet.made.emit(answer.version, n)
                if self.then_go is not None:
                    self.then_go()

        def refused(problem: AnnotatorError) -> None:
            if isValid(sheet):
                self.then_go = None
                sheet.making(False)
                self.take_scheme()
            sheet.bridge.refused.emit(problem)

        job = sheet.jobs.start(work, then, refused)
        sheet.working.emit(job, tr("Making version {n}", n=sheet.drafts.version))

    def ask_to_drop(
        self,
        go: Callable[[], object] | None = None,
        stay: Callable[[], object] | None = None,
    ) -> None:
        """Ask what becomes of the drafts before the sheet is left, or the project: by `go`.

        `stay` is done when one goes on editing.
        """
        sheet = self._sheet
        form = DropForm(sheet, len(sheet.drafts.edits), sheet.drafts.version)

        def dropped() -> None:
            sheet.drafts.drop(sheet.bridge.context.scheme)
            (go or sheet.leave)()

        form.dropped.connect(dropped)
        form.made.connect(lambda: self.make(go))
        if stay is not None:
            form.rejected.connect(stay)
        self._open(form)

    def take_scheme(self) -> None:
        """Show the scheme as it is now; ask about drafts that were made on an older one."""
        sheet, drafts = self._sheet, self._sheet.drafts
        scheme = sheet.bridge.context.scheme
        if scheme == drafts.base:
            sheet.show_drafts(None)
            return
        if not drafts.edits:
            drafts.drop(scheme)
            sheet.show_drafts(None)
            return
        if self._is_asking:
            return
        self._is_asking = True
        form = MovedOnForm(sheet, len(drafts.edits), scheme.version)
        form.kept.connect(self._put_on)
        form.dropped.connect(self._drop)
        self._open(form)

    def _drop(self) -> None:
        self._is_asking = False
        self._sheet.drafts.drop(self._sheet.bridge.context.scheme)
        self._sheet.show_drafts(None)

    def _put_on(self) -> None:
        self._is_asking, sheet = False, self._sheet
        lost = sheet.drafts.put_on(sheet.bridge.context.scheme)
        sheet.show_drafts(None)
        if lost:
            sheet.say(lost_words(lost))
