"""Kits with places given: what is in them, what is held there, and what is said of them after."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.named import NamedKind
from annotator.project import Project
from tests.unit.project.test_kits import (
    A,
    B,
    coded,
    packed,
    packed_times,
    study,
    told_by,
    words_and_ids,
)

__all__ = ["study"]


@pytest.fixture
def path(study: Project, tmp_path: Path) -> Path:
    coded(study)
    made = study.make_kits(["B"], tmp_path / "kits", overlap=1, given=A.name)
    return made.kits[0].path


def claims(project: Project) -> dict[str, list[str]]:
    return {page.article.title: [one.id for one in page.spans("claim")] for page in project.pages()}


def test_a_kit_has_the_places_of_claims_and_nothing_else_of_whoever_marked_them(
    study, path
) -> None:
    words, ids, times = words_and_ids(study)
    told = told_by(path)
    assert {one for one in words if one.casefold().encode() in told.lower()} == set()
    assert {one for one in ids for way in packed(one) if way in told} == set()
    with Project.open(path, coder=B) as kit:
        made_at = kit.reader.facts().created
        spans = [span for page in kit.pages() for span in page.spans()]
        assert not [one for page in kit.pages() for one in page.links()]
    assert {(one.type, tuple(one.parts), one.actor_id, one.by) for one in spans} == {
        ("claim", ((44, 60),), None, "")
    }
    assert [dict(one.attributes) for one in spans] == [{}] * 11
    earlier = times - {made_at}
    assert {one for one in earlier for way in packed_times(one) if way in told} == set()


def test_which_place_is_which_claim_is_kept_where_the_kit_was_made(study, path) -> None:
    with Project.open(path, coder=B) as kit:
        there = {one for some in claims(kit).values() for one in some}
    body = study.reader.named(NamedKind.KIT)[0].body
    pairs = {new: old for ids in body["places"].values() for new, old in ids.items()}
    assert {*pairs} == there
    assert {*pairs.values()} <= {one for some in claims(study).values() for one in some}


def test_ids_of_a_kit_do_not_count_on_from_those_of_whoever_made_it(study, path) -> None:
    def begun(project: Project) -> set[str]:
        marks = [one for page in project.pages() for one in (*page.spans(), *page.regions)]
        return {one.id[:-6] for one in (*marks, *project.layers())} | {project.open_project.id[:-6]}

    with Project.open(path, coder=B) as kit:
        assert begun(kit).isdisjoint(begun(study))


def test_no_place_is_given_in_boilerplate(study, tmp_path) -> None:
    claim = study.mark("Story 1", "claim", (44, 60))
    study.mark("Story 2", "claim", (44, 60))
    study.region("Story 1", "boilerplate", (40, 62))
    made = study.make_kits(["B"], tmp_path / "kits", overlap=1, given=A.name)
    assert made.notes == ("1 place of a claim is given; no other can be marked.",)
    with Project.open(made.kits[0].path, coder=B) as kit:
        assert sorted(title for title, some in claims(kit).items() if some) == ["Story 2"]
    body = study.reader.named(NamedKind.KIT)[0].body
    assert claim.id not in str(body["places"])


def test_no_place_is_given_that_a_kit_covers(study, tmp_path) -> None:
    study.mark("Story 1", "claim", (9, 20))
    study.mark("Story 2", "claim", (44, 60))
    for name, hide, there in (("all", (), 2), ("less", ("byline",), 1)):
        to = tmp_path / name
        made = study.make_kits(["B"], to, overlap=1, given=A.name, hide=hide)
        with Project.open(made.kits[0].path, coder=B) as kit:
            assert sum(map(len, claims(kit).values())) == there


# --- what can be done with them -------------------------------------------------------------------


def test_claims_of_a_kit_are_held_and_none_is_added(path) -> None:
    with Project.open(path, coder=B) as kit:
        title, (claim,) = next((at, some) for at, some in claims(kit).items() if some)
        speaker = kit.mark(title, "speaker", (29, 36))
        for refused in (
            lambda: kit.mark(title, "claim", (29, 36)),
            lambda: kit.edit(claim, at=(44, 58)),
            lambda: kit.edit(claim, at=[(44, 60), (61, 62)]),
            lambda: kit.edit(claim, type="speaker"),
            lambda: kit.edit(speaker.id, type="claim"),
            lambda: kit.add_part(claim, (29, 36)),
            lambda: kit.add_part(claim, (61, 62)),
            lambda: kit.edit(claim, attributes={"directness": "mixed"}, at=(44, 58)),
        ):
            with pytest.raises(Forbidden, match="places of claims are given"):
                refused()
        (page,) = kit.pages([title])
        assert [one.parts for one in page.spans("claim")] == [((44, 60),)]
        assert not any(one.attributes for one in page.spans("claim"))


def test_a_place_takes_values_speakers_cues_notes_and_its_article_is_begun(path) -> None:
    acts = {
        "value": lambda kit, claim, _: kit.edit(claim, attributes={"directness": "mixed"}),
        "values": lambda kit, claim, _: kit.edit(
            claim, attributes={"directness": "mixed", "kind": "fact"}
        ),
        "speaker": lambda kit, claim, title: kit.link(
            claim, "said_by", kit.mark(title, "speaker", (29, 36)).id
        ),
        "cue": lambda kit, claim, title: kit.link(
            claim, "cued_by", kit.mark(title, "cue", (37, 41)).id
        ),
        "who": lambda kit, claim, _: kit.attribution(claim),
        "note": lambda kit, claim, _: kit.note(claim, "is this said?"),
        "gone": lambda kit, claim, _: kit.delete(claim),
    }
    for name, act in acts.items():
        with Project.open(path, coder=B) as kit:
            title, (claim,) = next((at, some) for at, some in claims(kit).items() if some)
            act(kit, claim, title)
            kit.open_project.drain()
            states = kit.reader.states_of(kit.layers()[0].id)
            assert [one.state for one in states.values()] == ["progress"], name
            assert [one.coder_id for one in kit.layers()] == [B.id], name
            kit.undo(1)
            kit.open_project.drain()
            assert [one.coder_id for one in kit.layers()] == [None], name


def test_acts_done_together_are_held_and_owned_as_one(path) -> None:
    with Project.open(path, coder=B) as kit:
        every = [some[0] for some in claims(kit).values() if some]
        with kit.together("judge"):
            for one in every:
                kit.edit(one, attributes={"directness": "direct"})
        kit.open_project.drain()
        assert [one.coder_id for one in kit.layers()] == [B.id]
        assert len(kit.reader.states_of(kit.layers()[0].id)) == len(every)


def test_the_first_act_makes_the_places_the_coders_and_undo_takes_it_back(path) -> None:
    with Project.open(path, coder=B) as kit:
        claim = next(some[0] for some in claims(kit).values() if some)
        kit.delete(claim)
        kit.open_project.drain()
        assert [(one.coder_id, one.name) for one in kit.layers()] == [(B.id, "B")]
        kit.undo()
        kit.open_project.drain()
        assert [one.coder_id for one in kit.layers()] == [None]
        kit.delete(claim)
        kit.open_project.drain()
        assert [one.coder_id for one in kit.layers()] == [B.id]


def test_a_layer_that_is_not_there_or_has_no_claim_gives_no_places(study, tmp_path) -> None:
    for given in ("nobody", A.name):
        with pytest.raises(WrongUse):
            study.make_kits(["B"], tmp_path / "kits", overlap=1, given=given)
    assert not (tmp_path / "kits").exists()


def test_places_of_what_a_suggester_proposed_are_given_as_those_of_a_person(
    study, tmp_path
) -> None:
    study.suggest(["quotations"])
    layer = next(one for one in study.layers() if one.name == "quotations")
    proposed = sum(1 for _ in study.spans(layers=[layer], type_name="claim"))
    made = study.make_kits(["B"], tmp_path / "kits", overlap=1, given=layer)
    with Project.open(made.kits[0].path, coder=B) as kit:
        assert sum(map(len, claims(kit).values())) == proposed > 0
