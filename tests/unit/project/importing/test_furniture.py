"""Lines that recur in a corpus: folded at import, everywhere or never, undone as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.formats.sources import Source
from annotator.model.layer import Coder
from annotator.project import Project
from tests.unit.text.test_near import article

LETTER = "Get the morning letter in your mailbox"
TEASER = "Trade across the border falls, {n} firms say"


def page(n: int, *, outlet: str = "The Gull", body: list[str] | None = None) -> Source:
    paragraphs = "\n\n".join(body or article(10 + n, 5))
    text = f"Story {'abcdefg'[n]} of the day\n\nBy Mira Talven\n\n{paragraphs}\n\n{LETTER}\n\n"
    text += (
        TEASER.format(n=n) + f"\n\nFollow {outlet} on X\n\n© 2025 {outlet}. All rights reserved.\n"
    )
    return Source.of_text(text, f"page {n}")


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        yield made


def folded(project: Project) -> list[list[str]]:
    """Give the lines of each article that are boilerplate and one of ours."""
    found = []
    for one in project.articles():
        shown = project.page(one.id)
        lines = [each.at.of(shown.text) for each in shown.regions if each.type == "boilerplate"]
        found.append([each for each in lines if each == LETTER or each.startswith("Trade")])
    return found


def test_three_stories_of_an_import_fold_their_lines_and_two_do_not(project) -> None:
    project.import_sources([page(0), page(1)])
    assert folded(project) == [[], []]
    project.undo()
    plan = project.plan_import([page(0), page(1), page(2)])
    assert {(one.words, one.places) for one in plan.gathered.furniture} == {
        (LETTER, 3),
        (TEASER.format(n=0), 3),
    }
    project.take_in(plan)
    assert folded(project) == [[LETTER, TEASER.format(n=n)] for n in range(3)]
    assert len([one for one in project.reader.steps() if one.state == "done"]) == 2


def test_what_was_found_counts_for_a_single_page_later(project) -> None:
    project.import_sources([page(0), page(1), page(2)])
    project.import_sources(page(3))
    assert folded(project)[3] == [LETTER, TEASER.format(n=3)]


def test_one_dispatch_in_five_outlets_keeps_every_paragraph(project) -> None:
    dispatch = [*article(1, 5), "More is to come."]
    outlets = ("Gull", "Tern", "Heron", "Curlew", "Plover")
    project.import_sources(
        [page(n, outlet=f"The {one}", body=dispatch) for n, one in enumerate(outlets)]
    )
    for one in project.articles():
        shown = project.page(one.id)
        masked = [each.at.of(shown.text) for each in shown.regions if each.type == "boilerplate"]
        assert not any(paragraph in "\n".join(masked) for paragraph in dispatch)
    assert folded(project) == [[]] * 5


def test_copies_that_are_each_nearest_to_the_last_are_one_story_too(project) -> None:
    bodies = [article(1, 6)]
    for n in range(4):
        bodies.append([*bodies[-1][1:], *article(50 + n, 1)])
    plan = project.plan_import([page(n, body=one) for n, one in enumerate(bodies)])
    assert sum(one.content.near is not None for one in plan.lines) == 4
    assert plan.gathered.furniture == ()


def test_never_unfolds_a_line_everywhere_and_holds_for_later_imports(project) -> None:
    project.import_sources([page(0), page(1), page(2)])
    seen = project.furniture(LETTER, never=True, dry_run=True)
    assert [(one.words, one.places) for one in seen.lines] == [(LETTER, 3)]
    assert folded(project)[0][0] == LETTER
    project.furniture(LETTER, never=True)
    project.import_sources([page(3), page(4), page(5)])
    assert folded(project) == [[TEASER.format(n=n)] for n in range(6)]
    project.undo()
    project.undo()
    assert folded(project)[0][0] == LETTER


def test_a_line_is_folded_everywhere_but_where_it_is_marked_or_done(project) -> None:
    _, second = project.import_sources([page(0), page(1)]).article_ids
    (third,) = project.import_sources(page(2)).article_ids
    at = project.page(second).text.index(LETTER)
    project.mark(second, "claim", (at, at + 7))
    project.state(third, "done")
    seen = project.furniture(LETTER, dry_run=True)
    (line,) = seen.lines
    assert (line.places, line.done, line.first) == (1, (third,), "Story a of the day")
    project.furniture(LETTER)
    assert folded(project) == [[LETTER], [], []]
    project.furniture(LETTER, done=True)
    assert folded(project) == [[LETTER], [], [LETTER]]


def test_all_that_recurs_is_found_when_asked_and_told_before(project) -> None:
    for n in range(3):
        project.import_sources(page(n))
    assert folded(project) == [[], [], []]
    seen = project.furniture(dry_run=True)
    assert {(one.words, one.outlet, one.places) for one in seen.lines} == {
        (LETTER, "The Gull", 3),
        (TEASER.format(n=0), "The Gull", 3),
    }
    done = project.furniture()
    assert folded(project) == [[LETTER, TEASER.format(n=n)] for n in range(3)]
    assert done.step.args == {"n": 2, "places": 6}
    assert project.furniture().step.id == ""
    project.undo()
    assert folded(project) == [[], [], []]


def test_what_is_no_line_is_refused_with_a_sentence(project) -> None:
    with pytest.raises(WrongUse, match="no line"):
        project.furniture("—")
    with pytest.raises(WrongUse, match="not said which line"):
        project.furniture(never=True)
