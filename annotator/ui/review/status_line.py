"""What the status line says of a review: how far it is, how far the two codings agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.compare.counting import SPEAKER
from annotator.compare.figures import Measure
from annotator.compare.report.wording import claims_words, value_words
from annotator.language import tr, trn
from annotator.model.scheme import Role

if TYPE_CHECKING:
    from annotator.compare.agreement import PairAgreement
    from annotator.ui.review.differences.state import ReviewState


def facts_of(state: ReviewState) -> tuple[str, ...]:
    """Give the facts about what is compared; none while nothing is."""
    settling = state.settling
    if settling is None:
        return ()
    n_settled, n = state.n_settled()
    comparison = settling.comparison
    facts = [tr("{n} of {of} settled", n=f"{n_settled:,}", of=f"{n:,}")]
    if state.figures is not None:
        facts += _figures(state.figures, state.bridge.context.scheme.name_for(Role.CLAIM))
    identical = comparison.n_identical
    if state.is_begun:
        facts.append(trn("{n} identical taken", "{n} identical taken", identical))
    else:
        facts.append(trn("{n} identical", "{n} identical", identical))
    if state.page is not None and state.is_reviewed(state.page.article.id):
        facts.append(tr("this article is reviewed"))
    return tuple(facts)


def undecided_words(state: ReviewState) -> str:
    """Say how many speakers hang on actors nobody has decided about; "" where none does."""
    n = 0 if state.settling is None else state.settling.comparison.n_undecided_actors
    return trn("{n} speaker undecided", "{n} speakers undecided", n) if n else ""


def hanging_words(n: int) -> str:
    """Say the same as a sentence of its own."""
    return trn(
        "{n} speaker hangs on actors nobody has decided about",
        "{n} speakers hang on actors nobody has decided about",
        n,
    )


def _figures(figures: PairAgreement, claim: str) -> list[str]:
    """Give how far the two agree, in the two figures that say most."""
    of_claims = figures.figure(Measure.KEPT, claim) or figures.figure(Measure.OVERLAP, claim)
    alpha = figures.figure(Measure.ALPHA, SPEAKER)
    found = []
    if of_claims is not None:
        found.append(claims_words(of_claims))
    if alpha is not None:
        found.append(tr("speakers α {value}", value=value_words(alpha.value)))
    return found
