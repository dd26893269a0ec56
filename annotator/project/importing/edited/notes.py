"""Notes that came back: by their own rows, new ones too, or in the cell of what they are about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from annotator.language import tr
from annotator.model.fields import NOTE
from annotator.model.ids import has_our_form
from annotator.model.rows import added, changed
from annotator.model.span import Note, Owner
from annotator.project.importing.edited.cells import is_same, plain, value_meant
from annotator.text.csv_text import truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from annotator.model.changes import Change
    from annotator.project.context import PlanContext
    from annotator.project.importing.edited.kept_rows import KeptRows
    from annotator.project.importing.edited.rows import EditedRow, Noticed

_COLUMNS = {one.name: one.in_tables for one in NOTE.fields}
_FLAGS = ("question", "later")
_TRUTHS = (truth(True), truth(False))


@dataclass(slots=True)
class EditedNotes:
    """Compares notes with what is here. `rows` are those of their table, `new` those without an id.

    A made-up id counts as none; another new note may answer to it.
    """

    rows: KeptRows
    new: Sequence[EditedRow]
    context: PlanContext
    noticed: Noticed
    changes: list[Change] = field(default_factory=list)
    owners: frozenset[str] = field(init=False)
    """What new notes are about, as far as a cell says its id."""
    _answered: frozenset[str] = field(init=False)
    _seen: set[str] = field(default_factory=set)
    """Which of those that new notes answer are here."""
    _said: dict[tuple[str, str], str] = field(default_factory=dict)
    """What notes on these say."""

    def __post_init__(self) -> None:
        """Look through the new ones: of all that is here only what they name is kept in mind."""
        self.owners = frozenset(map(_owner_in, self.new))
        self._answered = frozenset(plain(row.get("answer_to") or "") for row in self.new)

    def take(self, notes: Iterable[Note]) -> None:
        """Compare notes that are here with their rows."""
        for one in notes:
            if one.owner_id in self.owners:
                self._said.setdefault((one.owner_id, " ".join(one.text.split())), one.id)
            if one.id in self._answered:
                self._seen.add(one.id)
            row = self.rows.get(one.id)
            if row is not None and self._stands(row, one):
                self._row(row, one)

    def _stands(self, row: EditedRow, note: Note) -> bool:
        fixed = {
            "owner_kind": str(note.owner_kind),
            "owner_id": note.owner_id,
            "by": note.by,
            "answer_to": note.answer_to or "",
        }
        for name, here in fixed.items():
            column = _COLUMNS[name]
            if not is_same(row.get(column) or here, here):
                self.noticed.stays(row, column)
                return False
        return True

    def _row(self, row: EditedRow, note: Note) -> None:
        after, cell = note, row.get("text")
        if cell is not None and not is_same(cell, note.text):
            after = self._with_text(row, after, plain(cell), "text")
        question, later = (self._flag(row, column, note) for column in _FLAGS)
        after = replace(after, question=question, later=later)
        if after != note:
            self.changes += changed(note, after)

    def _flag(self, row: EditedRow, column: str, note: Note) -> bool:
        before: bool = getattr(note, column)
        cell = row.get(column)
        said = value_meant(cell, _TRUTHS) if cell and plain(cell) else truth(before)
        if said is None:
            why = tr("“{cell}” is neither true nor false ({column}).", cell=cell, column=column)
            self.noticed.refuse(row, why)
        elif said != truth(before):
            self.noticed.change(row, column, truth(before), said)
            return not before
        return before

    def _with_text(self, row: EditedRow, note: Note, text: str, column: str) -> Note:
        if not text:
            self.noticed.refuse(row, tr("A note is not deleted by an empty cell: it stays."))
            return note
        self.noticed.change(row, column, note.text, text)
        return replace(note, text=text)

    def in_cell(
        self, row: EditedRow | None, owner: tuple[Owner, str], notes: Sequence[Note]
    ) -> None:
        """Compare the notes about something with the cell that joins them."""
        cell = None if row is None else row.get("note")
        mine = sorted((one for one in notes if one.owner_id == owner[1]), key=lambda one: one.id)
        if row is None or not cell or is_same(cell, "; ".join(one.text for one in mine)):
            return
        own = [self.rows.get(one.id) for one in mine]
        if mine and (None not in own or self.rows):
            # Both may be as they went out: only one of them can hold.
            said = "; ".join(one.cells.get("text", "") for one in own if one is not None)
            self.noticed.n_beside += not is_same(cell, said)
        elif len(mine) > 1:
            why = tr("It has several notes: edit them in the table of notes.")
            self.noticed.refuse(row, why)
        elif mine:
            self.changes += changed(mine[0], self._with_text(row, mine[0], plain(cell), "note"))
        else:
            self._make(row, Note("", *owner, plain(cell), by="", at=""), "note")

    def _make(self, row: EditedRow, note: Note, column: str) -> Note:
        context = self.context
        made = replace(note, id=context.new_id(), by=context.coder.id, at=context.now())
        self.changes += added(made)
        self._said[made.owner_id, " ".join(made.text.split())] = made.id
        self.noticed.change(row, column, "", made.text)
        return made

    def finish(self, kinds: Mapping[str, Owner]) -> None:
        """Take the new notes, and count rows of notes that are not here.

        `kinds` says of what is here of `owners`, by its id, what a note on it is about.
        """
        meant: dict[str, str] = {}
        for row in self.new:
            owner = self._owner(row, kinds)
            if owner is None:
                continue
            called, words = plain(row.get(row.key) or ""), plain(row.get("text") or "")
            if not words:
                self.noticed.refuse(row, tr("A note needs words."))
                continue
            known = self._said.get((owner[1], " ".join(words.split())))
            if known is None:
                known = self._new(row, owner, words, meant)
            if known is not None and called:
                meant[called] = known
        self.noticed.nobody_asked_for("notes", self.rows)

    def _new(
        self, row: EditedRow, owner: tuple[Owner, str], words: str, meant: Mapping[str, str]
    ) -> str | None:
        said = plain(row.get("answer_to") or "")
        answered = meant.get(said, said) if said else ""
        if answered and answered not in {*self._seen, *meant.values()}:
            why = tr("There is no note “{id}” that it could answer.", id=said)
            self.noticed.refuse(row, why)
            return None
        asked = plain(row.get("question") or "")
        is_question = bool(asked) and value_meant(asked, _TRUTHS) == truth(True)
        note = Note(
            "", *owner, words, by="", at="", question=is_question, answer_to=answered or None
        )
        return self._make(row, note, "text").id

    def _owner(self, row: EditedRow, kinds: Mapping[str, Owner]) -> tuple[Owner, str] | None:
        """Give what a new note is about: what its cell names, else its article."""
        said = _owner_in(row)
        kind = kinds.get(said)
        if kind is not None:
            return kind, said
        if has_our_form(said):
            self.noticed.is_unknown(row)
        else:
            why = tr("A note needs the id of what it is about (about_id).")
            self.noticed.refuse(row, why)
        return None


def _owner_in(row: EditedRow) -> str:
    return plain(row.get("about_id") or "") or plain(row.get("article_id") or "")
