"""Two codings of one article and what is settled between them, for the tests of taking."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.compare.values import (
    ArticleComparison,
    Both,
    Difference,
    DifferenceKind,
    Pair,
    Phase,
)
from annotator.model.actor import ActorBook
from annotator.model.layer import LayerKind, State
from annotator.model.page import Page
from annotator.model.rows import decision_from_row
from annotator.project.acts.settle import ToSettle, plan_agreed, plan_settle
from annotator.project.acts.take import ChosenSide, Sides, Verdict
from tests import builders
from tests.planning import TEXT, at, done, new_context

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.changes import Step
    from annotator.model.span import Decision, Link, Span
    from annotator.project.context import PlanContext

LEFT = builders.layer("A", id="layer-a", coder_id="coder-a")
RIGHT = builders.layer("B", id="layer-b", coder_id="coder-b")
AGREED = builders.layer("agreed", id="layer-g", coder_id=None, kind=LayerKind.AGREED)
SIDES = Sides(LEFT.id, RIGHT.id)
ARTICLE = builders.article(TEXT, id="a1")


def a(kind: str, words: str, name: str, **fields: object) -> Span:
    place = at(words)
    return builders.span(
        ARTICLE, kind, (place.start, place.end), id=name, layer_id=LEFT.id, **fields
    )


def b(kind: str, words: str, name: str, **fields: object) -> Span:
    return replace(a(kind, words, name, **fields), layer_id=RIGHT.id)


CLAIM_A = a("claim", "“We will,”", "a-claim", attributes={"directness": "direct"})
CLAIM_B = b("claim", "We will,", "b-claim", attributes={"directness": "indirect"})
SPEAKER_A = a("speaker", "Mira Talven", "a-speaker", attributes={"form": "name"})
SPEAKER_B = b("speaker", "Mira Talven", "b-speaker", attributes={"form": "name"})
CUE_A = a("cue", "said", "a-cue")
CUE_B = b("cue", "said", "b-cue")
PLACE_A = a("entity", "Kabul", "a-place", attributes={"kind": "place"})
SAID_A = builders.link(CLAIM_A, "said_by", SPEAKER_A, id="a-said")
CUED_A = builders.link(CLAIM_A, "cued_by", CUE_A, id="a-cued")
CUED_B = builders.link(CLAIM_B, "cued_by", CUE_B, id="b-cued")
ABOUT_A = builders.link(CLAIM_A, "about", PLACE_A, id="a-about")


def difference(kind: str, left: Span | None, right: Span | None, **fields: object) -> Difference:
    span = left or right
    return Difference(
        key=f"{kind}-{fields.get('name', '')}{span.id}",
        kind=DifferenceKind(kind),
        article_id=ARTICLE.id,
        type=span.type,
        at=span.hull(),
        left=None if left is None else left.id,
        right=None if right is None else right.id,
        **fields,
    )


BOUNDARY = difference("boundary", CLAIM_A, CLAIM_B)
DIRECTNESS = difference(
    "attribute", CLAIM_A, CLAIM_B, name="directness", was="direct", now="indirect"
)
SPEAKERS = difference("speaker", CLAIM_A, CLAIM_B, was="Mira Talven", now=None)
PLACE = difference("missing", PLACE_A, None)


def both(
    *pairs: tuple[Span, Span],
    links: Iterable[tuple[Link, Link]] = (),
    unlike: Iterable[Span] = (),
) -> Both:
    """Give what two codings have in common; pairs on other words or of other types are unequal."""
    found = tuple(
        Pair(one.id, other.id, *_how(one, other))
        for one, other in sorted(pairs, key=lambda two: (two[0].parts, two[1].parts, two[0].type))
    )
    tied = tuple((one.id, other.id) for one, other in links)
    return Both(len(found), lambda: found, lambda: tied, frozenset(one.id for one in unlike))


def _how(one: Span, other: Span) -> tuple[Phase, float]:
    if (one.type, one.parts) == (other.type, other.parts):
        return Phase.EXACT, 1.0
    return (Phase.OVERLAP if one.type == other.type else Phase.TYPE), 0.8


COMPARED = ArticleComparison(
    ARTICLE.id,
    (BOUNDARY, DIRECTNESS, SPEAKERS, PLACE),
    both=both(
        (CLAIM_A, CLAIM_B),
        (SPEAKER_A, SPEAKER_B),
        (CUE_A, CUE_B),
        links=[(CUED_A, CUED_B)],
        unlike=[CLAIM_A],
    ),
)
SPANS = (CLAIM_A, CLAIM_B, SPEAKER_A, SPEAKER_B, CUE_A, CUE_B, PLACE_A)
LINKS = (SAID_A, CUED_A, CUED_B, ABOUT_A)


class Table:
    """A page that is settled step by step."""

    def __init__(self, compared: ArticleComparison = COMPARED, *, page: Page | None = None) -> None:
        context = new_context()
        self.context: PlanContext = replace(
            context, layers=(LEFT, RIGHT), actors=ActorBook()
        ).on_layer(AGREED)
        self.compared = compared
        self.page = page or Page(ARTICLE, spans=SPANS, links=LINKS)
        self.start = self.page
        self.decisions: dict[str, Decision] = {}
        self.steps: list[Step] = []

    def begin(self) -> Table:
        step = plan_agreed(self.context, SIDES, [(self.page, self.compared)], {"n": 1})
        self.do(step)
        return self

    def settle(self, *some: Difference, side: str, note: str = "", changed: bool = False) -> Step:
        verdict = Verdict(ChosenSide(side), note, changed)
        asked = [ToSettle(self.page, self.compared, some)]
        step = plan_settle(self.context, SIDES, asked, self.decisions, verdict)
        self.do(step)
        return step

    def do(self, step: Step) -> None:
        self.steps.append(step)
        self.page = done(self.page, step)
        self.context = self.context.applied(step.changes)
        for change in step.changes:
            if change.table == "decision":
                subject = str((change.after or change.before)["subject"])
                if change.after is None:
                    del self.decisions[subject]
                else:
                    self.decisions[subject] = decision_from_row(change.after)

    def spans(self, kind: str | None = None) -> list[Span]:
        return [*self.page.spans(kind, AGREED.id)]

    def links(self) -> list[Link]:
        return [one for one in self.page.links() if one.layer_id == AGREED.id]

    def claim(self) -> Span:
        (claim,) = self.spans("claim")
        return claim

    @property
    def state(self) -> State:
        return self.page.progress(AGREED.id).state
