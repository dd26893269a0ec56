"""Proposes entities: names by a model's labels or by capital letters, names known here, dates.

Where the model labels a name once, it is proposed wherever its words stand. A name that is the
speaker of a claim, or what the speaker is called, is none.
"""

from annotator.language import tr
from annotator.model.scheme import Role
from annotator.model.span import Reason
from annotator.suggest.base import Proposals, ProposedSpan, Suggester, SuggestInput
from annotator.suggest.entities.finder import entities_of
from annotator.suggest.entities.found import FoundEntity
from annotator.suggest.entities.heads import SpeakerHeads

_SURE = {"known-name": 880, "model": 860, "date": 900, "capitals": 700}
"""How surely a name is right (per mille) by how it was found; measured by `benchmarks`."""


class _Names(Suggester):
    """Names and dates of all kinds."""

    name = "names"
    version = "2"
    languages: tuple[str, ...] = ()

    def suggest(self, given: SuggestInput, before: Proposals) -> Proposals:
        """Give the entities of an article; `before` says who speaks."""
        speakers = sorted({one.parts[0] for one in before.spans if one.role is Role.SPEAKER})
        found = entities_of(given, speakers).entities
        spoken = SpeakerHeads(given.text, given.language, speakers)
        kept = (one for one in found if not spoken.has(one.at, one.kind))
        return Proposals(tuple(self._proposed(given, one) for one in kept))

    def _proposed(self, given: SuggestInput, one: FoundEntity) -> ProposedSpan:
        return ProposedSpan(
            ref=f"{self.name}:{Role.ENTITY}:{one.at.start}-{one.at.end}",
            role=Role.ENTITY,
            parts=(one.at,),
            confidence=_SURE[one.code],
            reason=Reason(one.code, _why(given, one), evidence=(one.at,)),
            kind=one.kind,
        )


NAMES = _Names()


def _why(given: SuggestInput, one: FoundEntity) -> str:
    match one.code:
        case "model" if given.parse is not None:
            return tr("the model {name} takes it for a name", name=given.parse.model)
        case "known-name":
            return tr("a name that this project knows")
        case "date":
            return tr("a calendar could show it")
    return tr("capital letters")
