"""What is asked, in which order, and going to and fro in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.asking.walk import Walk, topic_of, topics
from annotator.store.lists.asked import AskedItem
from tests import builders, planning

A, B = Coder("coder-a", "A"), Coder("coder-b", "B")
TEXT = "“No,” said Dar. “Yes,” he said of Kabul on Monday.\n"
ITEMS = [AskedItem(f"s{n}", f"a{n // 3}", n % 4 == 0) for n in range(12)]
TOPIC = topic_of(planning.new_context().scheme, "claim.directness")


def at(said: str) -> tuple[int, int]:
    start = 2 + TEXT.index(said)
    return start, start + len(said)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.annotator", coder=A) as made:
        articles = [builders.article(f"{n} {TEXT}", number=n) for n in (1, 2, 3)]
        made.open_project.apply(builders.adding(*articles, act="import"))
        for n in (2, 1, 3):
            made.mark(n, "claim", at("“Yes,”"), {"directness": "direct"})
            made.mark(n, "claim", at("“No,”"), {"directness": None})
            made.mark(n, "speaker", at("Dar"))
            made.mark(n, "entity", at("Kabul"), {"kind": "place"})
            made.mark(n, "entity", at("Monday"), {"kind": "date"})
        yield made


def words(walk: Walk, project: Project) -> list[tuple[int, str]]:
    numbers = {project.article_id(n): n for n in (1, 2, 3)}
    spans = {one.id: one.text() for one in project.spans()}
    return [(numbers[one.article_id], spans[one.item]) for one in walk.items]


def test_what_can_be_asked_is_each_attribute_and_who_it_is() -> None:
    scheme = planning.new_context().scheme
    found = [one.what for one in topics(scheme)]
    assert found[0] == "speaker.form"
    assert {"claim.directness", "about.stance"} < {*found}
    assert found[-2:] == ["who", "suggestions"]
    assert topic_of(scheme, "link:about.stance") == topic_of(scheme, "about.stance")
    with pytest.raises(WrongUse, match="nothing can be asked"):
        topic_of(scheme, "claim.colour")


def test_those_without_an_answer_come_as_one_reads(study: Project) -> None:
    walk = study.ask_about("claim.directness")
    assert words(walk, study) == [(1, "“No,”"), (2, "“No,”"), (3, "“No,”")]
    assert (walk.n_answered, walk.n_all) == (3, 6)
    whole = study.ask_about("claim.directness", all=True)
    assert words(whole, study)[:2] == [(1, "“No,”"), (1, "“Yes,”")]


def test_dates_mean_nobody_and_articles_set_aside_count_nowhere(study: Project) -> None:
    assert words(study.ask_about("who"), study)[:2] == [(1, "Dar"), (1, "Kabul")]
    study.state(1, "excluded", "off topic")
    assert words(study.ask_about("who"), study)[0] == (2, "Dar")
    assert study.ask_about("who").n_all == 4


def test_links_are_walked_where_they_start(study: Project) -> None:
    for n in (3, 1):
        claim = next(one for one in study.spans([n], type_name="claim"))
        target = next(one for one in study.spans([n], type_name="entity"))
        study.link(claim.id, "about", target.id)
    walk = study.ask_about("about.stance")
    assert [one.article_id for one in walk.items] == [study.article_id(n) for n in (1, 3)]
    first = walk.items[0].item
    study.edit(first, attributes={"stance": "mixed"})
    assert [one.item for one in study.ask_about("about.stance").items] == [walk.items[1].item]


def test_only_one_coder_is_asked(study: Project, tmp_path: Path) -> None:
    study.backup(tmp_path / "b.annotator")
    with Project.open(tmp_path / "b.annotator", coder=B) as theirs:
        assert theirs.ask_about("claim.directness").items == []
        assert len(theirs.ask_about("claim.directness", coder="A").items) == 3


def test_a_seed_gives_the_same_order_every_time_and_another_seed_another() -> None:
    orders = [[one.item for one in Walk(TOPIC, ITEMS, seed=seed).items] for seed in (7, 7, 8)]
    assert orders[0] == orders[1] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2])
    backwards = [one.item for one in Walk(TOPIC, ITEMS[::-1], seed=7).items]
    assert backwards == orders[0]


def test_an_order_that_is_none_is_refused(study: Project) -> None:
    with pytest.raises(WrongUse, match="no order"):
        study.ask_about("claim.directness", order="shuffled")


def test_going_to_and_fro_passes_what_is_gone() -> None:
    walk = Walk(TOPIC, ITEMS)
    assert walk.current == ITEMS[1]
    assert not walk.go(-1)
    walk.answer("s1", is_answered=True)
    assert walk.go(1)
    walk.drop("s3")
    assert walk.go(1)
    assert walk.current == ITEMS[5]
    assert (walk.n_answered, walk.n_all) == (4, 11)
    assert walk.go(-1)
    assert walk.current == ITEMS[2]
    assert walk.stand_on("s3")
    assert walk.n_all == 12
    assert not walk.stand_on("s0")
    while walk.current is not None:
        walk.go(1)
    assert walk.go(-1)
    assert walk.current == ITEMS[-1]


def test_what_comes_later_stands_behind_where_one_is() -> None:
    walk = Walk(TOPIC, ITEMS[:6])
    walk.go(1)
    walk.extend(ITEMS[6:])
    assert (walk.current, walk.n_all, walk.n_answered) == (ITEMS[2], 12, 3)
    assert walk.items == Walk(TOPIC, ITEMS).items
    ended = Walk(TOPIC, ITEMS[:6])
    while ended.current is not None:
        ended.go(1)
    ended.extend(ITEMS[6:])
    assert ended.current == ITEMS[6]
    shuffled = Walk(TOPIC, (), seed=7)
    shuffled.extend(ITEMS)
    assert shuffled.items == Walk(TOPIC, ITEMS, seed=7).items


def test_articles_ahead_begin_with_the_one_that_is_shown() -> None:
    walk = Walk(TOPIC, ITEMS, every=True)
    walk.at = 3
    assert walk.ahead(4) == ["a1", "a0", "a2"]
