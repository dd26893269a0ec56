"""What each act writes, to the last cell: its name, its arguments, the rows that come and go.

Each scene is planned anew and must be as `steps.txt` tells it. A change of an act shows there as
a difference to be read. `python -m tests.unit.project.acts.test_steps` writes the file again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest

from annotator.model.article import Origin
from annotator.model.layer import LayerKind, State
from annotator.model.page import Page
from annotator.model.span import Owner
from annotator.project.acts import (
    actors,
    articles,
    bring_in,
    edit,
    link,
    mark,
    proposals,
    regions,
)
from annotator.project.acts.schemes import setting as scheme
from annotator.project.api import default_scheme
from annotator.project.asking import noting
from annotator.text.ranges import Range
from tests import builders, bundles, planning
from tests.planning import at, done, told

if TYPE_CHECKING:
    from annotator.model.bundle import Bundle
    from annotator.model.changes import Step
    from annotator.project.context import PlanContext

TOLD = Path(__file__).with_name("steps.txt")
Scene: TypeAlias = Callable[["PlanContext"], "Step"]

ARTICLE = replace(
    planning.new_page().article, meta={"proposed": {"date": [0, 4], "byline": [5, 8]}}
)
CLAIM = builders.span(
    ARTICLE, "claim", "“We will,”", id="claim-1", attributes={"directness": "direct"}
)
SPEAKER = builders.span(
    ARTICLE, "speaker", "Mira Talven", id="speaker-1", actor_id="actor-1",
    attributes={"form": "name"},
)  # fmt: skip
CUE = builders.span(ARTICLE, "cue", "said", id="cue-1")
ENTITY = builders.span(
    ARTICLE, "entity", "Kabul", id="entity-1", actor_id="actor-1", attributes={"kind": "place"}
)
SAID_BY = builders.link(CLAIM, "said_by", SPEAKER, id="link-1")
ABOUT = builders.link(CLAIM, "about", ENTITY, id="link-2", attributes={"stance": "mixed"})
HEAD = builders.region(ARTICLE, "headline", (0, 25), id="region-1", origin=Origin.PROPOSED)
PROPOSED_META = {"title": {"at": [0, 5]}, "outlet": {"why": "title"}}
PROPOSED = replace(ARTICLE, meta={"proposed": PROPOSED_META})
MARKED = Page(
    ARTICLE,
    spans=[CLAIM, SPEAKER, CUE, ENTITY],
    links=[SAID_BY, ABOUT],
    regions=[HEAD],
    notes=[
        builders.note(CLAIM, "look", id="note-1"),
        builders.note(SAID_BY, "sure?", id="note-2"),
        builders.note(ARTICLE, "long", id="note-3"),
    ],
    progress=[builders.progress(ARTICLE, State.IN_PROGRESS)],
)
PLAIN = planning.new_page()
FULL = bundles.full()
PART, REST = (replace(FULL, contents=(one,), decisions=()) for one in FULL.contents)
GATHERED = builders.layer("Colleague", id="gathered", kind=LayerKind.IMPORT, coder_id=None)
NOTHING_HERE = bring_in.ExistingContent(
    article_ids={},
    known_ids=lambda table, ids: set(),
    progress=lambda article_id: {},
    ties=lambda article_id: set(),
    decided=set,
    brought=lambda article_id, layer_id: {},
    last_number=4,
)
ALL_TAKEN = replace(NOTHING_HERE, known_ids=lambda table, ids: set(ids))
ALL_HERE = replace(
    NOTHING_HERE,
    article_ids={one.article.sha256: f"our-{one.article.id}" for one in FULL.contents},
    progress=lambda article_id: {"L2": State.DONE},
    ties=lambda article_id: {("said_by", "s1", "s2")},
    decided=lambda: {("s4", "L9"), ("s5", "L1")},
    known_ids=lambda table, ids: {"s1", "n2"} & set(ids),
)
OTHER = builders.actor("M. Talven", "Minister", id="actor-2")


def with_other(context: PlanContext) -> PlanContext:
    return context.applied(builders.changes((), (OTHER,)))


def everywhere(context: PlanContext, page: Page, like: mark.SpanLike) -> Step:
    found = mark.found_everywhere(context, [page], like)
    return mark.plan_everywhere(
        context, [(page, [one.at for one in some]) for page, some in found], like
    )


def imported(
    context: PlanContext,
    here: bring_in.ExistingContent,
    target: bring_in.ImportTarget = bring_in.ImportTarget(),  # noqa: B008 - a frozen value
    bundles: tuple[Bundle, ...] = (FULL,),
) -> Step:
    step, counts = bring_in.plan_bring_in(context, bundles, here, target)
    counted = (counts.n_new, counts.n_spans, counts.n_links, counts.n_actors)
    return replace(step, args={**step.args, "counted": [*counted]})


def attributed(context: PlanContext) -> Step:
    page = done(PLAIN, mark.plan_mark(context, PLAIN, "claim", [at("“We will,”")]))
    (claim,) = page.spans()
    lines = link.attribution_lines(context, page, claim.id)
    return link.plan_attribution(context, page, claim.id, link.line_at(lines, None))


def in_body(context: PlanContext) -> Step:
    return regions.plan_region(context, MARKED, "body", Range(2, 9))


def next_scheme(context: PlanContext) -> Step:
    return scheme.plan_scheme(context, replace(default_scheme(), title="Next"), {"claim": 2})


MARKS: Mapping[str, Scene] = {
    "the first mark": lambda c: mark.plan_mark(c, PLAIN, "claim", [at("“We will,”")]),
    "a claim in two parts": lambda c: mark.plan_mark(
        c, MARKED, "claim", [at("The minister"), at("“ready”")]
    ),
    "a mark with an actor nobody knows": lambda c: mark.plan_mark(
        c, MARKED, "entity", [at("Harbour")], attributes={"kind": None}, actor="The  Harbour"
    ),
    "an entity marked as the same words are": lambda c: mark.plan_mark(
        c, MARKED, "entity", [at("Kabul", 1)]
    ),
    "a speaker of a known name": lambda c: mark.plan_mark(
        c, PLAIN, "speaker", [at("Mira Talven")]
    ),
    "a further part": lambda c: mark.plan_part(c, MARKED, "claim-1", at("The minister")),
    "the same words everywhere": lambda c: everywhere(c, PLAIN, mark.SpanLike.of(ENTITY)),
    "a link": lambda c: link.plan_link(
        c, MARKED, "claim-1", "addressed_to", "entity-1"
    ),
    "a link with an attribute": lambda c: link.plan_link(
        c, done(MARKED, edit.plan_delete(c, MARKED, ["link-2"])), "claim-1", "about", "entity-1",
        attributes={"stance": "favourable"},
    ),
    "who says a claim": attributed,
}  # fmt: skip
EDITS: Mapping[str, Scene] = {
    "borders": lambda c: edit.plan_parts(c, MARKED, "claim-1", [at("We will")]),
    "the same borders": lambda c: edit.plan_parts(c, MARKED, "claim-1", CLAIM.parts),
    "an attribute of two": lambda c: edit.plan_attribute(
        c, MARKED, ["claim-1", "claim-1"], "directness", "indirect"
    ),
    "an attribute that is as it was": lambda c: edit.plan_attribute(
        c, MARKED, ["claim-1"], "directness", "direct"
    ),
    "an attribute unset": lambda c: edit.plan_attribute(c, MARKED, ["entity-1"], "kind", None),
    "an attribute of a link": lambda c: edit.plan_attribute(
        c, MARKED, ["link-2"], "stance", "none"
    ),
    "another type": lambda c: edit.plan_type(c, MARKED, "speaker-1", "entity"),
    "a type without an actor": lambda c: edit.plan_type(c, MARKED, "entity-1", "cue"),
    "the same type": lambda c: edit.plan_type(c, MARKED, "cue-1", "cue"),
    "another actor": lambda c: edit.plan_refer(
        with_other(c), MARKED, ["entity-1", "speaker-1"], "actor-2"
    ),
    "no actor": lambda c: edit.plan_refer(c, MARKED, ["speaker-1"], None),
    "a new actor": lambda c: edit.plan_refer_new(c, MARKED, ["speaker-1"], "Dar", "person"),
    "several changes": lambda c: edit.plan_edit(
        c, MARKED, "entity-1",
        edit.ItemEdit(attributes={"kind": None}, parts=[at("Kabul", 1)], actor="Kabul city"),
    ),
    "one change of several": lambda c: edit.plan_edit(
        c, MARKED, "cue-1", edit.ItemEdit(type_name="cue", parts=[at("said", 1)])
    ),
    "a claim deleted": lambda c: edit.plan_delete(c, MARKED, ["claim-1", "link-1"]),
    "a link deleted": lambda c: edit.plan_delete(c, MARKED, ["link-1"]),
    "nothing deleted": lambda c: edit.plan_delete(c, MARKED, []),
}  # fmt: skip
OTHERS: Mapping[str, Scene] = {
    "fields": lambda c: articles.plan_fields(
        c, MARKED, {"date": " 2025-05 ", "title": "", "outlet": "The  Gull"}
    ),
    "done": lambda c: articles.plan_state(c, MARKED, State.DONE),
    "begun already": lambda c: articles.plan_state(c, MARKED, State.IN_PROGRESS),
    "excluded on a new layer": lambda c: articles.plan_state(
        c, PLAIN, State.EXCLUDED, reason=" no news "
    ),
    "to do again": lambda c: articles.plan_state(c, MARKED, None, reason=" "),
    "a note": lambda c: noting.plan_note(c, MARKED, Owner.SPAN, "cue-1", " odd "),
    "a note changed": lambda c: noting.plan_note(c, MARKED, Owner.ARTICLE, "a1", "short"),
    "a note as it was": lambda c: noting.plan_note(c, MARKED, Owner.LINK, "link-1", "sure? "),
    "a note deleted": lambda c: noting.plan_note(c, MARKED, Owner.LINK, "link-1", ""),
    "a note that never was": lambda c: noting.plan_note(c, MARKED, Owner.LINK, "link-2", " "),
    "a region": lambda c: regions.plan_region(c, PLAIN, "byline", Range(0, 8)),
    "a region of the same place": lambda c: regions.plan_region(
        c, MARKED, "boilerplate", Range(0, 25)
    ),
    "body within a region": in_body,
    "body where a region ends": lambda c: regions.plan_region(c, MARKED, "body", Range(25, 30)),
    "body over a region": lambda c: regions.plan_region(c, MARKED, "body", Range(0, 25)),
    "regions confirmed": lambda c: regions.plan_confirm(c, MARKED),
    "a field confirmed": lambda c: proposals.plan_confirm(c, PROPOSED, "title", "Ferry"),
    "a row confirmed": lambda c: proposals.plan_confirm(c, PROPOSED),
    "fields confirmed alike": lambda c: proposals.plan_confirm_alike(c, [PROPOSED], "title"),
    "a region restored": lambda c: regions.plan_restore(c, MARKED, "region-1"),
    "an actor": lambda c: actors.plan_new(c, " Ada  B. ", "person", ["Ada B.", "", "B.", "b."]),
    "an actor by its name alone": lambda c: actors.plan_new(c, "Dar"),
    "an actor edited": lambda c: actors.plan_edit(
        c, replace(c.actors.exactly("actor-1"), name="Mira T.", attributes={"party": "x"})
    ),
    "actors joined": lambda c: actors.plan_join(with_other(c), ["actor-1", "actor-2"]),
    "a scheme": next_scheme,
}
IMPORTS: Mapping[str, Scene] = {
    "a bundle taken over": lambda c: bring_in.plan_take_over(c, FULL)[0],
    "a bundle beside what is there": lambda c: imported(c, NOTHING_HERE),
    "a bundle whose ids are taken": lambda c: imported(c, ALL_TAKEN),
    "a bundle whose articles are here": lambda c: imported(c, ALL_HERE),
    "two bundles of one project": lambda c: imported(c, NOTHING_HERE, bundles=(PART, REST)),
    "a bundle onto a named layer": lambda c: imported(
        c, ALL_HERE, bring_in.ImportTarget("Colleague")
    ),
    "a bundle onto a named layer again": lambda c: imported(
        c.applied(builders.changes((), (GATHERED,))),
        replace(ALL_HERE, brought=lambda article_id, layer_id: {"s1": "mine-1"}),
        bring_in.ImportTarget("Colleague"),
    ),
}
SCENES: Mapping[str, Scene] = {**MARKS, **EDITS, **OTHERS, **IMPORTS}


def scenes_told() -> Iterator[tuple[str, str]]:
    """Give each scene by its name as `steps.txt` has it."""
    for block in TOLD.read_text(encoding="utf-8").strip().split("\n\n"):
        name, _, text = block.removeprefix("# ").partition("\n")
        yield name, text


@pytest.mark.parametrize("name", SCENES)
def test_an_act_writes_just_what_is_told_of_it(name: str) -> None:
    assert told(SCENES[name](planning.new_context())) == dict(scenes_told())[name]


def test_every_scene_is_told_once() -> None:
    assert [name for name, _ in scenes_told()] == list(SCENES)


if __name__ == "__main__":
    blocks = (f"# {name}\n{told(plan(planning.new_context()))}" for name, plan in SCENES.items())
    TOLD.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
