"""A suggester for tests: quotations before "said", each speaker somebody new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from annotator.model.scheme import Role
from annotator.model.span import Reason
from annotator.suggest.base import (
    Proposals,
    ProposedActor,
    ProposedLink,
    ProposedSpan,
)
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.suggest.base import SuggestInput

_SAID = re.compile(r"(“[^”]+”) (\w+ \w+) (said)")


class Quoting:
    """Proposes quotations with who says them; each speaker is somebody new.

    Even versions begin the speaker a letter later.
    """

    name = "quoting"
    languages = ()

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def missing(self, language: str) -> str:
        return "No French words." if language == "fr" else ""

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        spans, links, actors = [], [], []
        is_even = int(self.version) % 2 == 0
        for stretch in given.body():
            for found in _SAID.finditer(given.text, stretch.start, stretch.end):
                claim, speaker, cue = (
                    ProposedSpan(
                        f"{role}:{found.start(n)}",
                        role,
                        (_later(*found.span(n), is_even and n == 2),),
                        900,
                        REASON,
                        actor="new" if role is Role.SPEAKER else "",
                    )
                    for n, role in ((1, Role.CLAIM), (2, Role.SPEAKER), (3, Role.CUE))
                )
                spans += [claim, speaker, cue]
                links.append(ProposedLink(Role.SAID_BY, claim.ref, speaker.ref, 900))
                links.append(ProposedLink(Role.CUED_BY, claim.ref, cue.ref, 900))
                actors.append(ProposedActor("new", found[2], "person", ("Vogt",), "minister"))
        return Proposals(tuple(spans), tuple(links), tuple(actors))


REASON = Reason("quote+cue", "“said” + quotation marks", {"cue": "said"}, (Range(0, 1),))


def _later(start: int, end: int, by: int) -> Range:
    return Range(start + by, end)
