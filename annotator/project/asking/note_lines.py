"""Which notes a list shows: questions, what is open, what is to be come back to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.model.span import Owner
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from annotator.store.read_notes import NoteLine


class NotesOf(StrEnum):
    """Which notes a list shows."""

    ALL = "all"
    OPEN = "open"
    """Questions that nobody has answered."""
    QUESTIONS = "questions"
    ANSWERED = "answered"
    LATER = "later"
    """What is to be come back to."""


class NotesAbout(StrEnum):
    """What the notes of a list are about."""

    ANYTHING = "anything"
    SPANS = "spans"
    STATEMENTS = "statements"
    """Claims, and the links that make statements of them."""
    LINKS = "links"
    ARTICLES = "articles"
    ACTORS = "actors"
    SCHEME = "scheme"


_KINDS = {
    NotesAbout.SPANS: Owner.SPAN,
    NotesAbout.LINKS: Owner.LINK,
    NotesAbout.ARTICLES: Owner.ARTICLE,
    NotesAbout.ACTORS: Owner.ACTOR,
    NotesAbout.SCHEME: Owner.SCHEME,
}


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """What is asked of a list of notes; `by` is a coder's id, "" = anybody's.

    `claim` is what the scheme calls a claim: a statement is one with its links.
    """

    of: NotesOf = NotesOf.ALL
    by: str = ""
    typed: str = ""
    about: NotesAbout = NotesAbout.ANYTHING
    claim: str = ""

    def fits(self, line: NoteLine) -> bool:
        """Say whether a line is to be shown. An answer goes with its question, not by itself."""
        note = line.note
        is_of = {
            NotesOf.ALL: note.answer_to is None,
            NotesOf.OPEN: line.is_open,
            NotesOf.QUESTIONS: note.question,
            NotesOf.ANSWERED: note.question and not line.is_open,
            NotesOf.LATER: note.later,
        }
        is_theirs = self.by in ("", note.by)
        return is_of[self.of] and is_theirs and self._is_about(line) and self._is_found(line)

    def _is_about(self, line: NoteLine) -> bool:
        kind = line.note.owner_kind
        if self.about is NotesAbout.STATEMENTS:
            return kind is Owner.LINK or (kind is Owner.SPAN and line.type == self.claim)
        return _KINDS.get(self.about, kind) is kind

    def _is_found(self, line: NoteLine) -> bool:
        wanted = fold(self.typed)
        return not wanted or any(
            wanted in fold(one)
            for one in (line.note.text, line.words, line.title, self._path(line))
        )

    @staticmethod
    def _path(line: NoteLine) -> str:
        return line.note.owner_id if line.note.owner_kind is Owner.SCHEME else line.link
