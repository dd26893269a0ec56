"""Near copies: found at import and when asked, grouped, undone; furniture is not compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.formats.sources import Source
from annotator.model.article import RegionProposal, RegionType
from annotator.model.bundle import Bundle, Content
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.importing.plan import ImportVerdict
from annotator.text.ranges import Range
from tests import builders
from tests.unit.text.test_near import article

STORY = article(1)


def source(name: str, *paragraphs: str) -> Source:
    return Source.of_text("\n\n".join((f"On {name}", *paragraphs)), name)


ORIGINAL = source("the ferry", *STORY)
COPY = source("a ferry again", *STORY[:5], *article(2, 1))
LATER = source("ferries", "A reporter writes.", *STORY)
OTHER = source("a bridge", *article(3))


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        yield made


def groups(project: Project) -> list[tuple[str | None, str]]:
    return [(one.group_id, one.group_why) for one in project.articles()]


def test_a_copy_comes_in_as_new_and_is_named_with_what_it_is_near_to(project) -> None:
    plan = project.plan_import([ORIGINAL, COPY, OTHER, LATER])
    assert [one.verdict for one in plan.lines] == [
        ImportVerdict.NEW,
        ImportVerdict.NEAR,
        ImportVerdict.NEW,
        ImportVerdict.NEAR,
    ]
    near = plan.lines[1].content.near
    assert near.title == "On the ferry"
    assert 700 < near.likeness < 900
    report = project.take_in(plan)
    first = report.article_ids[0]
    assert (report.new, report.near) == (4, 2)
    assert [one.near for one in report.articles] == [None, first, None, first]
    found = groups(project)
    assert [one[0] for one in found] == [first, first, None, first]
    assert [one[1] for one in found] == ["", near.share, "", "98 %"]
    project.undo()
    assert groups(project) == []


def test_an_article_that_is_here_is_grouped_with_its_copy_and_undo_ungroups_it(project) -> None:
    (first,) = project.import_sources(ORIGINAL).article_ids
    assert groups(project) == [(None, "")]
    report = project.import_sources([COPY, OTHER])
    assert [one[0] for one in groups(project)] == [first, first, None]
    assert report.near == 1
    project.import_sources(LATER)
    assert [one[0] for one in groups(project)] == [first, first, None, first]
    project.undo()
    project.undo()
    assert groups(project) == [(None, "")]


def test_many_new_texts_are_compared_with_all_that_are_here(project) -> None:
    (first,) = project.import_sources(ORIGINAL).article_ids
    crowd = [source(f"day {n}", *article(100 + n)) for n in range(30)]
    report = project.import_sources([*crowd, COPY])
    assert [one.near for one in report.articles if one.near] == [first]


def test_a_group_goes_on_without_what_was_left_out(project) -> None:
    plan = project.plan_import([ORIGINAL, COPY, LATER])
    report = project.take_in(plan, without=[("the ferry", None)])
    assert report.new == 2
    assert groups(project) == [(None, ""), (None, "")]
    done = project.near()
    assert [one[0] for one in groups(project)] == [report.article_ids[0]] * 2
    assert len(done.ids) == 2


def test_what_is_alike_is_found_when_asked_and_groups_that_are_there_stay(project) -> None:
    first, second = (project.import_sources(one).article_ids[0] for one in (ORIGINAL, OTHER))
    project.import_sources(COPY)
    before = groups(project)
    assert project.near(dry_run=True).ids == ()
    assert project.near().step.id == ""
    assert groups(project) == before
    assert {first, second} == {one.id for one in project.articles()} - {
        one.id for one in project.articles() if one.group_why
    }


def test_pages_that_share_only_their_furniture_are_not_near() -> None:
    menu = "\n".join(article(7, 8))
    text = f"{menu}\n{STORY[0]}"
    region = RegionProposal(RegionType.BOILERPLATE, Range(0, len(menu)))
    content = Content(builders.article(text), proposed_regions=(region,))
    bundle = Bundle((content, replace(content, proposed_regions=())))
    bare, whole = (one.words() for one in bundle.contents)
    assert bare.strip() == STORY[0]
    assert whole == text
