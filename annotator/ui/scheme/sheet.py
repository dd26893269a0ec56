"""The sheet of the coding scheme: all there is at the left, one thing of it at the right.

What is edited is drafted (`drafts`) until it is made a version; how it gets there is in `making`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from annotator.errors import AnnotatorError
from annotator.language import tr, trn
from annotator.model.changes import summary_of
from annotator.model.scheme import Value
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.span import Owner
from annotator.reading.told import path_words
from annotator.ui.basics import theme
from annotator.ui.basics.building import WordsField, column, field, later, row
from annotator.ui.basics.buttons import CasesButton, KeyButton, KeyedWords
from annotator.ui.basics.heard import announce
from annotator.ui.basics.labels import CutLabel, Label, day_of_text, plain_tip
from annotator.ui.basics.theme import Theme
from annotator.ui.popups.box import TickBox
from annotator.ui.scheme.acting import Acting, EditedSheet
from annotator.ui.scheme.drafts import path_after
from annotator.ui.scheme.entries import attribute_of, entries, holder_of
from annotator.ui.scheme.fields import Item, ItemFields
from annotator.ui.scheme.outline import Outline
from annotator.ui.scheme.preview import PreviewLine
from annotator.ui.scheme.values_table import FIELDS, NAME, SchemeValues
from annotator.ui.scheme.words import (
    edit_words,
    facts_of,
    further_words,
    touched_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QResizeEvent

    from annotator.model.changes import Blocks, Change
    from annotator.project.schemes.calls import EditCount, SchemeAnswer
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.bridge import Bridge
    from annotator.ui.scheme.drafts import Drafts

_SIDE, _BESIDE, _LOW, _NARROW = 276, 32, 600, 760
_LEAST_TABLE, _SOON_MS, _COUNT_MS = 104, 120, 300
_OF_CODING = frozenset({"span", "link", "attribute", "actor", "scheme", "layer"})


class SchemeSheet(EditedSheet):
    """Arrows go about, F2 types, Alt+↑↓ moves; Enter makes the drafts a version."""

    versions_wanted = Signal()
    file_wanted = Signal()
    ready_wanted = Signal()

    def __init__(self, parent: QWidget, bridge: Bridge, jobs: Jobs, drafts: Drafts) -> None:
        """Show a scheme with what is drafted of it."""
        super().__init__(tr("Coding scheme"), parent, status=tr("Scheme"))
        self.bridge, self.jobs, self.drafts = bridge, jobs, drafts
        self._counts: Mapping[str, int] = {}
        self._touched: tuple[EditCount, ...] = ()
        self._job: Job[SchemeAnswer] | None = None
        self.is_making = False
        self.writes = not bridge.project.read_only and bridge.context.kit is None
        self.on_values = False
        self.acting = Acting(self)
        self._side()
        self._page()
        self._below()
        self._foot()
        self._count_soon = later(self, _COUNT_MS, self._count_coded)
        self._touch_soon = later(self, _SOON_MS, self._count_touched)
        bridge.shown.connect(self._heard)
        bridge.scheme_changed.connect(self._scheme_changed)
        theme.notice.changed.connect(self._dress)
        self.show_drafts(None)
        self._count_coded()

    # --- what stands where ----------------------------------------------------------------------

    def _side(self) -> None:
        """Make the list at the left, with the buttons that add to it."""
        self.side = side = QWidget(self)
        self.outline = Outline(side)
        self.version = Label("", "small", "ink2", parent=side)
        self.add_type = KeyButton(tr("Add type"), "T", parent=side)
        self.add_part = KeyButton(tr("Add value"), "N", parent=side)
        self.add_type.clicked.connect(self.acting.add_type)
        self.add_part.clicked.connect(self.acting.add)
        head = row(Label(tr("Scheme"), "bold", parent=side), None, self.version,
                   around=(20, 12, 20, 0))  # fmt: skip
        foot = row(self.add_type, self.add_part, None, around=(8, 4, 8, 12), gap=4)
        column(head, (self.outline, 1), foot, of=side, around=(0, 0, 0, 0), gap=4)
        side.setFixedWidth(_SIDE)
        side.setFocusProxy(self.outline)
        side.setAutoFillBackground(True)
        self.first = self.outline
        self.outline.framed.connect(self._show_item)
        self.outline.key_pressed.connect(self.acting.key_of_list)
        self.outline.renamed.connect(self._renamed, Qt.ConnectionType.QueuedConnection)
        self.outline.doubleClicked.connect(lambda _at: self.acting.type_in())
        self.outline.installEventFilter(self)

    def _page(self) -> None:
        """Make the page about one thing: its fields, and the table of its values."""
        self.versions = CasesButton(tr("all versions"), self.versions_wanted.emit, self)
        self.head.addWidget(self.versions)
        self.fields = ItemFields(self)
        self.fields.changed.connect(self._define)
        self.column.addWidget(self.fields)
        self.table = SchemeValues(self)
        self.table.setMinimumHeight(_LEAST_TABLE)
        self.within = self.table
        self.free = Label("", "ui", "ink2", parent=self, wraps=True)
        self.free.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        middle = QWidget(self)
        column((self.table, 1), (self.free, 1), of=middle, around=(0, 0, 0, 0), gap=0)
        self.fill(middle)
        self.table.framed.connect(self._framed)
        self.table.key_pressed.connect(self.acting.key_of_list)
        self.table.typed.connect(self._typed, Qt.ConnectionType.QueuedConnection)
        self.table.cases_wanted.connect(lambda path: self.cases_wanted.emit(path, ""))
        self.table.doubleClicked.connect(lambda _at: self.acting.type_in())
        self.table.installEventFilter(self)

    def _below(self) -> None:
        """Make the line of keys, the preview, and what is said of the version."""
        acting = self.acting
        self.edit_it = KeyedWords.running("F2", tr("edit"), acting.type_in, self)
        self.up = KeyedWords.running(tr("Alt+↑"), tr("up"), lambda: acting.move(-1), self)
        self.down = KeyedWords.running(tr("Alt+↓"), tr("down"), lambda: acting.move(1), self)
        self.merge = CasesButton(tr("Merge into …"), acting.merge, self)
        self.split = CasesButton(tr("Split …"), acting.split, self)
        self.retire = CasesButton(tr("Retire"), acting.retire, self)
        self.cases = KeyedWords.running("O", tr("its cases"), acting.show_cases, self)
        self.note_it = KeyedWords.running("M", tr("note"), acting.note, self)
        never = CutLabel(tr("nothing that is coded is ever lost"), "small", "ink2", parent=self)
        self.column.addLayout(row(self.edit_it, self.up, self.down, self.cases,
                                  self.note_it, self.merge, self.split, self.retire,
                                  (never, 1), gap=6))  # fmt: skip
        self.preview = PreviewLine(self, self.show_touched)
        self.uncovered.append(self.preview)
        self.column.addWidget(self.preview)
        self.look = TickBox(tr("look again at these afterwards, one key each"))
        self.look.clicked.connect(self._turn_look)
        self.all_drafts = CasesButton("", acting.list_drafts, self)
        self.note: WordsField = field("", self)
        self.note.setPlaceholderText(tr("a note on the version"))
        self.note.setAccessibleName(tr("a note on the version"))
        self.note.textEdited.connect(self._note)
        self.beside = QWidget(self)
        row(self.look, self.all_drafts, None, (self.note, 1), of=self.beside,
            around=(0, 0, 0, 0), gap=12)  # fmt: skip
        self.column.addWidget(self.beside)

    def _foot(self) -> None:
        self.as_file = self.button(tr("Scheme as a file …"), self.file_wanted.emit, at_start=True)
        self.ready = self.button(tr("Add a ready one …"), self.ready_wanted.emit, at_start=True)
        self.leave_button()
        self.main = self.button("", self.acting.make, is_default=True)

    # --- showing --------------------------------------------------------------------------------

    def dressed(self) -> Theme:
        """Give the theme with the colours of the scheme as it will be."""
        now = theme.current()
        return Theme(name=now.name, text_size=now.text_size, scheme=self.drafts.scheme)

    def _dress(self) -> None:
        self.outline.model_.look = self.dressed()
        self.fields.show_item(self._item(), self.dressed())

    def show_drafts(self, at: SchemePath | None) -> None:
        """Show the scheme as it will be; the frame is on `at`, else where it was."""
        drafts, outline = self.drafts, self.outline
        holder = at if at is not None else outline.path
        value = at.value if at is not None else self._value_name()
        outline.blockSignals(True)
        outline.model_.counted = self.counted
        outline.model_.show(entries(drafts.scheme), self.dressed())
        outline.stand_on(None if holder is None else holder._replace(value=None))
        outline.blockSignals(False)
        self._show_item(value)
        self._say_drafts()
        self._touched = ()
        self._touch_soon.start()

    def _value_name(self) -> str | None:
        one = self.table.value
        return None if one is None else one.name

    def _item(self) -> Item | None:
        path = self.outline.path
        if path is None or path.is_kind:
            return None
        if path.attribute is None:
            return holder_of(self.drafts.scheme, path)
        return attribute_of(self.drafts.scheme, path)

    def _show_item(self, value: str | None = None) -> None:
        """Show what is under the frame at the left."""
        path = self.outline.path
        if path is None:
            return
        scheme = self.drafts.scheme
        self.set_title(path_words(path))
        self.facts.setText("  ·  ".join(facts_of(scheme, path, self.counted)))
        item = self._item()
        self.fields.setVisible(item is not None)
        self.fields.show_item(item, self.dressed())
        values = self._values(path)
        self.table.setVisible(bool(values))
        self.free.setVisible(not values)
        self.free.setText(self._instead(path))
        self.table.model_.counted = self.counted
        self.table.model_.show(path, values, has_words=not path.is_kind)
        if values:
            self.table.stand_on(value)
        else:
            self.on_values = False
        self._framed()

    def _values(self, path: SchemePath) -> tuple[Value, ...]:
        if path.is_kind:
            return tuple(Value(one) for one in self.drafts.scheme.actor_kinds)
        attribute = attribute_of(self.drafts.scheme, path)
        return () if attribute is None else attribute.explained

    def _instead(self, path: SchemePath) -> str:
        """Say what stands where no value does."""
        attribute = attribute_of(self.drafts.scheme, path)
        if attribute is None:
            return ""
        if attribute.grows:
            return tr("The list is empty. Values come to be while coding, or by N.")
        return tr("Any words may be typed. N adds a value to choose instead.")

    def counted(self, path: SchemePath) -> int | None:
        """Give how much is coded of what is called so with the drafts; None while not known."""
        if not self._counts:
            return None
        return sum(self._counts.get(str(one), 0) for one in self.drafts.earlier(path))

    @property
    def subject(self) -> SchemePath | None:
        """What keys and buttons are about: the framed value, else what is framed at the left."""
        value = self.table.path if self.on_values and self.table.isVisible() else None
        return value or self.outline.path

    def _framed(self) -> None:
        """Offer what can be done with what is framed."""
        subject, acting = self.subject, self.acting
        path = self.outline.path
        can = self.writes and not self.is_making
        has_parts = path is not None and path.attribute is None
        self.add_part.setText(tr("Add attribute") if has_parts else tr("Add value"))
        self.add_part.updateGeometry()
        for one in (self.add_type, self.add_part, self.edit_it, self.up, self.down):
            one.setEnabled(can and subject is not None)
        for button in (self.add_type, self.add_part, self.edit_it, self.up, self.down, self.merge,
                    self.split, self.retire, self.main, self.ready):  # fmt: skip
            button.setToolTip(plain_tip(self.why_not))
        self.note_it.setEnabled(not self.bridge.project.read_only)
        self.fields.setEnabled(can)
        self.merge.setEnabled(can and acting.can(EditKind.MERGE))
        self.split.setEnabled(can and acting.can(EditKind.SPLIT))
        self.retire.setEnabled(can and (acting.can(EditKind.RETIRE) or acting.is_retired()))
        self.retire.setText(tr("Use again") if acting.is_retired() else tr("Retire"))
        self.cases.setEnabled(subject is not None and subject.kind is not Owner.ACTOR)

    def _say_drafts(self) -> None:
        """Say what is drafted, and what the main button does."""
        drafts, n = self.drafts, len(self.drafts.edits)
        base = drafts.base
        self.version.setText(tr("version {n}", n=base.version))
        of = tr("{title}, version {n}", title=base.title or tr("Scheme"), n=base.version)
        day = day_of_text(base.created) if base.created else ""
        facts = (f"{of}, {day}" if day else of,)
        if facts != self.status_facts:
            self.status_facts = facts
            self.facts_changed.emit()
        self.preview.setVisible(n > 0)
        self.beside.setVisible(n > 0)
        self.main.setText(tr("Make version {n}", n=drafts.version))
        self.main.updateGeometry()
        self.main.setEnabled(n > 0 and self.writes and not self.is_making)
        self.as_file.setEnabled(not self.is_making)
        self.ready.setEnabled(self.writes and not self.is_making)
        self.verdict.setText(self.why_not)
        if n:
            last = drafts.edits[-1]
            self.look.setChecked(last.look)
            self.all_drafts.setText(trn("{n} draft", "{n} drafts", n))
            if self.note.text() != drafts.note:
                self.note.setText(drafts.note)
        self._say_touched()

    def _say_touched(self) -> None:
        """Say in the preview what the last draft touches."""
        drafts = self.drafts
        if not drafts.edits:
            return
        last = drafts.edits[-1]
        count = next(iter(self.touched()[-1:]), None)
        n = 0 if count is None else count.spans
        further = further_words(last, drafts.base.version)
        shows = trn("Show the {n}", "Show the {n}", n) if n else ""
        one_step = tr("One step, can be undone.")
        touches = f"{touched_words(last, count)} {one_step}" if n else touched_words(last, count)
        self.preview.say(edit_words(last), touches, further, drafts.last_said, shows)
        looks = bool(n) and last.edit not in (EditKind.ADD, EditKind.MOVE, EditKind.RENAME)
        words = trn("look again at this one afterwards, by one key",
                    "look again at these {n} afterwards, one key each", n)  # fmt: skip
        self.look.setText(words)
        self.look.setVisible(looks)

    def touched(self) -> tuple[EditCount, ...]:
        """Give what each draft touches; () while that is not counted."""
        return self._touched if len(self._touched) == len(self.drafts.edits) else ()

    @property
    def why_not(self) -> str:
        """Say why nothing can be edited; "" where it can."""
        if self.bridge.project.read_only:
            return tr("This project is open to read only: the scheme can be read, not changed.")
        if self.bridge.context.kit:
            return tr("The scheme of a kit cannot be changed: others code by it too.")
        return ""

    def making(self, is_making: bool) -> None:
        """Take no edits while a version is made; the keyboard waits in the list."""
        self.is_making = is_making
        if self.main.hasFocus():
            self.outline.setFocus()
        self._framed()
        self._say_drafts()

    # --- drafting -------------------------------------------------------------------------------

    def draft(self, *edits: SchemeEdit, at: SchemePath | None = None) -> bool:
        """Draft edits, all or none; say whether they can be."""
        if not self.writes:
            self.say(self.why_not)
            return False
        try:
            self.drafts.add(*edits)
        except AnnotatorError as problem:
            self.bridge.refused.emit(problem)
            self.show_drafts(None)
            return False
        self.show_drafts(at or path_after(edits[-1]))
        announce(self.outline, edit_words(edits[-1]))
        return True

    def turn(self, *, back: bool) -> bool:
        """Take back the last draft, or do again what was taken back."""
        self.fields.keep_typed()
        edit = self.drafts.turn(back=back)
        if edit is None:
            return False
        self.show_drafts(SchemePath.of(edit.what) if back else path_after(edit))
        said = tr("taken back: {edit}", edit=edit_words(edit)) if back else edit_words(edit)
        announce(self.outline, said)
        return True

    def _define(self, name: str, value: object) -> None:
        path = self.outline.path
        if path is not None and self.writes:
            said = {"edit": "define", "what": str(path), name: value}
            try:
                edit = SchemeEdit.of(said)
            except AnnotatorError as problem:
                self.bridge.refused.emit(problem)
                return
            self.draft(edit)

    def _renamed(self, path: SchemePath, name: str) -> None:
        """Take the name that was typed, when its field is gone: the list is made anew."""
        self.acting.rename(path, name, self._elsewhere(path, name))

    def _typed(self, path: SchemePath, column_of: int, words: str) -> None:
        """Take what was typed into a cell of the table."""
        attribute = attribute_of(self.drafts.scheme, path)
        one = None if attribute is None else attribute.value(str(path.value))
        elsewhere, at = self._elsewhere(path, words), self.table.currentIndex()
        if column_of == NAME:
            self.acting.rename(path, words, elsewhere)
        elif one is not None and words.strip() != getattr(one, FIELDS[column_of]):
            said = {"edit": "define", "what": str(path), FIELDS[column_of]: words.strip()}
            self.draft(SchemeEdit.of(said), at=elsewhere or path)
        if self.table.isVisible() and at.isValid():
            self.table.stand_on(self._value_name(), at.column())

    def _elsewhere(self, path: SchemePath, name: str) -> SchemePath | None:
        """Give what was framed by a click that left the field of `path`; None: nothing else."""
        here = self.outline.path
        if here is not None and here == path._replace(value=None) and path.value is not None:
            here = self.table.path
        if here is None or here == path:
            return None
        is_whole = path.value is None and here.is_within(path)
        return here.moved(path, path.renamed(name.strip())) if is_whole else here

    def _turn_look(self, on: bool) -> None:
        self.drafts.look_again(on)

    def _note(self, words: str) -> None:
        self.drafts.note = words

    # --- counting -------------------------------------------------------------------------------

    def _count_coded(self) -> None:
        """Count beside the window what is coded of each."""
        project = self.bridge.project

        def read(_progress: object, _cancel: object) -> Mapping[str, int]:
            project.open_project.drain()
            return project.reader.in_use().by_path()

        self.jobs.start(read, self._take_counts, self.bridge.refused.emit)

    def _take_counts(self, counts: Mapping[str, int]) -> None:
        if not isValid(self):
            return
        self._counts = counts or {"": 0}
        self.outline.viewport().update()
        self.table.viewport().update()
        path = self.outline.path
        if path is not None:
            self.facts.setText("  ·  ".join(facts_of(self.drafts.scheme, path, self.counted)))

    def _count_touched(self) -> None:
        """Count beside the window what the drafts touch, in every layer."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        edits = tuple(self.drafts.edits)
        if not edits or not self.writes or self.is_making:
            return
        project = self.bridge.project

        def then(answer: SchemeAnswer) -> None:
            if isValid(self) and edits == tuple(self.drafts.edits):
                self._touched = answer.edits
                self._say_touched()

        self._job = self.jobs.start(
            lambda progress, cancel: project.edit_scheme(
                edits, dry_run=True, progress=progress, cancel=cancel
            ),
            then,
            self.bridge.refused.emit,
        )

    def show_touched(self) -> None:
        """Show what the last draft touches, as it is coded now."""
        if self.drafts.edits:
            last = self.drafts.edits[-1]
            self.cases_wanted.emit(SchemePath.of(last.what), edit_words(last))

    # --- what has happened ----------------------------------------------------------------------

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        if summary_of(changes).tables & _OF_CODING:
            self._count_soon.start()

    def _scheme_changed(self) -> None:
        """Take the scheme as it is now; what is drafted on an older one is asked about."""
        if not self.is_making:
            self.acting.take_scheme()

    def leave(self) -> None:
        """Go, after a question where something is drafted."""
        self.fields.keep_typed()
        if self.is_making:
            return
        if self.drafts.edits:
            self.acting.ask_to_drop()
        else:
            super().leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See whether keys are about a value or about what stands at the left."""
        if event.type() is QEvent.Type.FocusIn and watched in (self.outline, self.table):
            self.on_values = watched is self.table
            self._framed()
            self.outline.viewport().update()
            self.table.viewport().update()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole width: the table needs it."""
        super().resizeEvent(event)
        is_low, beside = self.height() <= _LOW, _BESIDE if self.width() > _NARROW else _BESIDE // 2
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(beside, 16, beside, 16)
        self.fields.be_low(is_low)
        self.preview.be_low(is_low)
