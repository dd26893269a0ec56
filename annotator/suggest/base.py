"""What suggesters are given and what they give: an article as they see it, and their proposals.

Types and links are named by their role; what a scheme calls them, and what is kept of proposals,
is not known here.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from annotator.model.article import RegionType, boilerplate
from annotator.suggest.learnt import Learnt
from annotator.text.blocks import blocks
from annotator.text.graphemes import boundary_at_or_before
from annotator.text.ranges import Range, cut, trim
from annotator.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.article import Region
    from annotator.model.scheme import Role
    from annotator.model.span import Reason
    from annotator.suggest.model.parsed import Parse

LONGEST = 5_000
"""No stretch that is read at once is longer (code points)."""

_SILENT = (RegionType.BYLINE, RegionType.DATELINE)
_last = threading.local()


class ProposedSpan(NamedTuple):
    """A stretch that a suggester proposes to mark.

    `ref` names it among the proposals of its article and is made of its content. `parts` are in
    text order (code points, half-open, whole words). `confidence` is per mille. `kind` is an
    entity's ("" = not known). `actor` is the id of one of the project's actors or the `ref` of a
    proposed one; "" = nobody.
    """

    ref: str
    role: Role
    parts: tuple[Range, ...]
    confidence: int
    reason: Reason
    kind: str = ""
    actor: str = ""


class ProposedLink(NamedTuple):
    """A link between two proposed spans, by their refs; `confidence` is per mille."""

    role: Role
    source: str
    target: str
    confidence: int


class ProposedActor(NamedTuple):
    """Somebody whom the project does not know yet; `role` is how the article describes them."""

    ref: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Proposals:
    """What a suggester proposes for one article."""

    spans: tuple[ProposedSpan, ...] = ()
    links: tuple[ProposedLink, ...] = ()
    actors: tuple[ProposedActor, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the project, as far as suggesters ask."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


FURTHER = ("reported", "thoughts", "nested", "numbers")
"""What is proposed only when it is asked for, as `Options` calls it."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is proposed beside the usual; `least` is the lowest confidence (per mille)."""

    reported: bool = False
    thoughts: bool = False
    nested: bool = False
    numbers: bool = False
    least: int = 0


@dataclass(frozen=True, slots=True)
class SuggestInput:
    """An article as suggesters see it. `regions` are in any order; places count code points.

    `parse` is what a language model says of it, None where there is none; `learnt` what the coder's
    marks and decisions teach.
    """

    text: str
    language: str = "und"
    regions: tuple[Region, ...] = ()
    actors: tuple[KnownActor, ...] = ()
    options: Options = field(default_factory=Options)
    parse: Parse | None = None
    learnt: Learnt = field(default_factory=Learnt)

    def body(self) -> tuple[Range, ...]:
        """Give the stretches that may be read, none over the end of a line, in text order.

        Page furniture, bylines and datelines say nothing and are left out. A longer line than
        `LONGEST` comes in pieces, so that no reading of one takes long. Each suggester asks: those
        of the last article are kept.
        """
        kept = getattr(_last, "body", None)
        if kept is None or kept[0] is not self:
            kept = _last.body = (self, tuple(self._stretches()))
        found: tuple[Range, ...] = kept[1]
        return found

    def _stretches(self) -> Iterator[Range]:
        masks = boilerplate((one.type, one.at) for one in self.regions)
        silent = [one.at for one in self.regions if one.type in _SILENT]
        for line in blocks(self.text, max(1, len(self.text))):
            for piece in cut(Range(line.start, line.end), (*masks, *silent)):
                kept = trim(self.text, piece)
                if kept is not None:
                    yield from self._short_enough(kept)

    def _short_enough(self, stretch: Range) -> Iterator[Range]:
        """Give a stretch in pieces no longer than `LONGEST`, cut behind sentences if it can be."""
        rest: Range | None = stretch
        while rest is not None and rest.length > LONGEST:
            end = self._last_end(Range(rest.start, rest.start + LONGEST))
            yield from filter(None, [trim(self.text, Range(rest.start, end))])
            rest = trim(self.text, Range(end, rest.end))
        yield from filter(None, [rest])

    def _last_end(self, within: Range) -> int:
        """Give where the last whole sentence ends, else the last word, else the last character."""
        *whole, _ = sentences(self.text, within, self.language) or (within,)
        if whole:
            return whole[-1].end
        blank = self.text.rfind(" ", within.start + 1, within.end)
        at = blank if blank > 0 else boundary_at_or_before(self.text, within.end)
        return at if at > within.start else within.end  # a single letter under thousands of marks

    def is_headline(self, at: Range) -> bool:
        """Say whether a stretch stands in a headline."""
        return any(one.type is RegionType.HEADLINE and one.at.covers(at) for one in self.regions)


class Suggester(Protocol):
    """A small program that proposes; `languages` are the codes it can read, () = any."""

    name: str
    version: str
    languages: tuple[str, ...]

    def missing(self, language: str) -> str:
        """Give a sentence: what it lacks for a language, and how to add it; "" = nothing."""
        del language
        return ""

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        """Give what it proposes; `before` is what the suggesters ahead of it propose together."""
        ...
