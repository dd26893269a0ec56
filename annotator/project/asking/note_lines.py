"""Which notes a list shows: questions, what is open, what is to be come back to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.text.likeness import fold

if TYPE_CHECKING:
    from annotator.store.read_notes import NoteLine


class NotesOf(StrEnum):
    """Which notes a list shows."""

    ALL = "all"
    OPEN = "open"
    """Questions that nobody has answered."""
    QUESTIONS = "questions"
    LATER = "later"
    """What is to be come back to."""


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """What is asked of a list of notes; `by` is a coder's id, "" = anybody's."""

    of: NotesOf = NotesOf.ALL
    by: str = ""
    typed: str = ""

    def fits(self, line: NoteLine) -> bool:
        """Say whether a line is to be shown. An answer goes with its question, not by itself."""
        note = line.note
        is_of = {
            NotesOf.ALL: note.answer_to is None,
            NotesOf.OPEN: line.is_open,
            NotesOf.QUESTIONS: note.question,
            NotesOf.LATER: note.later,
        }
        return is_of[self.of] and self.by in ("", note.by) and self._is_found(line)

    def _is_found(self, line: NoteLine) -> bool:
        wanted = fold(self.typed)
        return not wanted or any(
            wanted in fold(one) for one in (line.note.text, line.words, line.title)
        )
