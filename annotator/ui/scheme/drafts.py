"""What was edited on the sheet and is no version yet: a list of edits, and the scheme they give."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.model.ids import now
from annotator.model.scheme_edits.applying import edited
from annotator.model.scheme_edits.draft import is_there
from annotator.model.scheme_edits.edits import EditKind
from annotator.model.scheme_edits.paths import SchemePath
from annotator.model.scheme_edits.recoding import origins

if TYPE_CHECKING:
    from annotator.model.scheme import Scheme
    from annotator.model.scheme_edits.applying import Edited
    from annotator.model.scheme_edits.edits import SchemeEdit


class Drafts:
    """Edits of one version of the scheme, in the order in which they were made."""

    def __init__(self, base: Scheme) -> None:
        """Begin without any."""
        self.base = base
        self.edits: list[SchemeEdit] = []
        self._taken_back: list[SchemeEdit] = []
        self.note = ""
        """What is said of the version they will be."""
        self._done: Edited = edited(base, (), now=now())

    @property
    def scheme(self) -> Scheme:
        """The scheme as it will be."""
        return self._done.scheme

    @property
    def said(self) -> tuple[str, ...]:
        """What a person should know of the edits, in sentences."""
        return self._done.said

    @property
    def last_said(self) -> str:
        """What a person should know of the last edit."""
        if not self.said:
            return ""
        before = edited(self.base, self.edits[:-1], now=now()).said
        return " ".join(self.said[len(before) :])

    def earlier(self, path: SchemePath) -> tuple[SchemePath, ...]:
        """Give what is called so with the drafts as it is called in the project now."""
        return origins(path, self._done.recodings)

    def in_project(self, path: SchemePath) -> SchemePath | None:
        """Give what is called so with the drafts as the project calls it; None = it is drafted."""
        earlier = (one for one in self.earlier(path) if is_there(self.base, one))
        return next(earlier, None)

    @property
    def version(self) -> int:
        """The number of the version that they will be."""
        return self.base.version + 1

    def add(self, *edits: SchemeEdit) -> None:
        """Add edits, all or none; one that says more of the last one is joined to it.

        Raises `WrongUse`.
        """
        every = [*self.edits]
        for one in edits:
            last = every[-1] if every else None
            if last is not None and _is_same(last, one):
                one = _both(every.pop(), one)
            every.append(one)
        self._take(every)
        self._taken_back = []

    def look_again(self, look: bool) -> None:
        """Say whether what the last edit touches is to be looked at again afterwards."""
        if self.edits:
            self._take([*self.edits[:-1], replace(self.edits[-1], look=look)])

    def turn(self, *, back: bool) -> SchemeEdit | None:
        """Take back the last edit, or do again the one taken back last; None = there is none."""
        if back and self.edits:
            last = self.edits[-1]
            self._take(self.edits[:-1])
            self._taken_back.append(last)
            return last
        if not back and self._taken_back:
            one = self._taken_back[-1]
            self._take([*self.edits, one])
            self._taken_back.pop()
            return one
        return None

    def drop(self, base: Scheme) -> None:
        """Begin anew on a scheme, without any."""
        self.base, self.note = base, ""
        self.edits, self._taken_back = [], []
        self._done = edited(base, (), now=now())

    def put_on(self, base: Scheme) -> list[SchemeEdit]:
        """Keep them on another version; give those that do not fit it, and are kept no longer."""
        before, note = self.edits, self.note
        self.drop(base)
        self.note = note
        lost = []
        for one in before:
            try:
                self.add(one)
            except WrongUse:
                lost.append(one)
        return lost

    def _take(self, edits: list[SchemeEdit]) -> None:
        done = edited(self.base, edits, now=now())
        self.edits, self._done = edits, done


def _is_same(last: SchemeEdit, one: SchemeEdit) -> bool:
    is_define = last.edit is one.edit is EditKind.DEFINE
    is_move = last.edit is one.edit is EditKind.MOVE
    return (is_define or is_move) and last.what == one.what


def _both(last: SchemeEdit, one: SchemeEdit) -> SchemeEdit:
    """Give one edit that says what two said, the later one above the earlier."""
    if one.edit is EditKind.MOVE:
        return one
    said = {**last.as_json(), **one.as_json()}
    return type(one).of(said)


def path_after(edit: SchemeEdit) -> SchemePath:
    """Give what an edit is about as it is called afterwards: what the list then stands on."""
    path = SchemePath.of(edit.what)
    match edit.edit:
        case EditKind.RENAME:
            return path.renamed(str(edit.to))
        case EditKind.MERGE if isinstance(edit.into, str):
            return SchemePath.of(edit.into)
        case EditKind.SPLIT if edit.into:
            return path.renamed(edit.into if isinstance(edit.into, str) else edit.into[0])
        case _:
            return path
