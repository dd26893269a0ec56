"""What is looked for, and what one hit is: plain values."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.text.likeness import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from annotator.model.article import Json
    from annotator.text.ranges import Range

_EITHER = "|"


@dataclass(frozen=True, slots=True)
class Search:
    """Words, how they are compared, and where they must stand.

    `a | b` finds either. Folded, unless `case` wants them as they are written; with `regex` they
    are an expression of Python's `re` on the text. `in_type`: the whole hit within one part
    of a span of that type; `said_by`: of a claim that this actor makes (an id). `notes` finds in
    notes too, `unmarked` only places without a mark.
    """

    words: str = ""
    whole: bool = False
    case: bool = False
    regex: bool = False
    in_type: str = ""
    said_by: str = ""
    notes: bool = False
    unmarked: bool = False

    def alternatives(self) -> tuple[str, ...]:
        """Give what either of is looked for; raises `WrongUse` where there is nothing."""
        found = (self.words,) if self.regex else tuple(map(str.strip, self.words.split(_EITHER)))
        found = tuple(one for one in found if one)
        if not found or not (self.regex or self.case or any(map(fold, found))):
            raise WrongUse(tr("There is nothing to look for."), tr("Give some words."))
        return found

    def as_json(self) -> dict[str, Json]:
        """Give it as it is kept: what differs from a search that wants nothing."""
        plain = asdict(Search())
        return {_NAMED[name]: one for name, one in asdict(self).items() if one != plain[name]}

    @classmethod
    def of(cls, body: Mapping[str, Json]) -> Self:
        """Read what is kept; what is no part of a search, or of another kind, is passed over."""
        plain = cls()
        kinds = {one.name: type(getattr(plain, one.name)) for one in fields(cls)}
        given = {name: body.get(_NAMED[name]) for name in kinds}
        known = {name: one for name, one in given.items() if type(one) is kinds[name]}
        return cls(**known)  # type: ignore[arg-type]  # each is of its kind


_NAMED = {one.name: {"in_type": "in"}.get(one.name, one.name) for one in fields(Search)}
"""What each part is called where a search is kept, and in `do`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place, with what stands before and after it.

    `spans` are the coder's own spans that touch it. In a note, `at` and the words are of that
    `note` (its id); `article` is None where it is about none.
    """

    article: str | None
    at: Range
    before: str
    text: str
    after: str
    spans: tuple[str, ...] = ()
    note: str | None = None
