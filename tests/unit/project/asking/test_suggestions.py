"""All suggestions of a project as a walk: which are open, how each is decided, and decided anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotator.errors import Forbidden, WrongUse
from annotator.model.layer import SUGGESTIONS, Coder
from annotator.model.span import Confidence
from annotator.project import Project
from annotator.project.acts.take import ChosenSide, Verdict
from annotator.project.asking.suggestions import SuggestedItems
from annotator.project.review.suggested import (
    ArticleSuggestions,
    ShownSuggestions,
    plan_suggestion,
)
from tests.codings import coded, coding, link, span
from tests.suggested import project_with_suggestions

if TYPE_CHECKING:
    from annotator.model.coded import CodedArticle

CODER = Coder("coder-1", "Ada")
TEXT = "Ferry {n}\n\nMira Talven said that the line was open. Port Aldane waits.\n"


def suggested_article(n: int) -> CodedArticle:
    text = TEXT.format(n=n)

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    why = ("verb+that", "900")
    return coded(
        text,
        coding(
            span(f"c{n}", "claim", place("the line was open"), reason=why),
            span(f"u{n}", "cue", place("said"), reason=why),
            span(f"s{n}", "speaker", place("Mira Talven"), reason=why),
            link(f"c{n}", "said_by", f"s{n}"),
            link(f"c{n}", "cued_by", f"u{n}"),
            span(f"e{n}", "entity", place("Port Aldane"), reason=("capitals", "300"), kind="place"),
        ),
        article_id=f"a{n}",
    )


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    articles = [suggested_article(n) for n in (1, 2, 3)]
    with project_with_suggestions(tmp_path / "p.annotator", articles, CODER) as made:
        yield made


def asked(project: Project, **more: object) -> list[str]:
    names = {one.id: f"{one.type} {one.article_id}" for one in project.spans(layers=[SUGGESTIONS])}
    return [names[one.item] for one in project.ask_about("suggestions", **more).items]


def test_suggestions_of_the_same_suggesters_share_what_names_them(project: Project) -> None:
    here = project.open_project
    items = SuggestedItems(here, here.context.layer)
    found = [one for some in items.blocks() for one in items.read(some)]
    assert len(found) == 6
    assert len({id(one.suggesters()) for one in found}) == 2


def test_a_claim_with_all_it_brings_is_one_and_comes_as_one_reads(project: Project) -> None:
    walk = project.ask_about("suggestions")
    numbers = [project.article(one.article_id).number for one in walk.items]
    assert numbers == [1, 1, 2, 2, 3, 3]
    assert [one.split()[0] for one in asked(project)] == ["claim", "entity"] * 3
    assert (walk.n_answered, walk.n_all) == (0, 6)
    assert sorted(asked(project, order=7)) == sorted(asked(project))


def test_what_is_taken_by_its_id_rejected_or_marked_by_hand_is_decided(project: Project) -> None:
    items = project.ask_about("suggestions").items
    mine = project.context.coder.name
    project.mark(3, "entity", project.page_of(items[5].item).span(items[5].item).parts[0])
    project.take(key=items[0].item, side="right", into=mine)
    project.take(key=items[3].item, side="neither", into=mine)
    walk = project.ask_about("suggestions")
    assert [one.item for one in walk.items] == [items[n].item for n in (1, 2, 4)]
    assert (walk.n_answered, walk.n_all) == (3, 6)
    assert len(project.ask_about("suggestions", all=True).items) == 6
    assert [one.type for one in project.spans([1], [project.context.layer])] == [
        "speaker",
        "cue",
        "claim",
    ]
    with pytest.raises(WrongUse, match="no difference"):
        project.take(key="no such id", side="right", into=mine)


def test_articles_set_aside_and_kits_are_left_out(project: Project, tmp_path: Path) -> None:
    project.state(2, "excluded", "off topic")
    assert len(project.ask_about("suggestions").items) == 4
    project.make_kits(["B"], tmp_path / "kits", overlap=1.0)
    (path,) = (tmp_path / "kits").glob("*.annotator")
    with Project.open(path, coder=CODER) as kit, pytest.raises(Forbidden, match="off in a kit"):
        kit.ask_about("suggestions")


def test_a_speaker_whose_claim_was_marked_by_hand_is_asked_about_alone(project: Project) -> None:
    claim = project.page_of(project.ask_about("suggestions").items[0].item)
    at = TEXT.format(n=1).index("the line was open")
    project.mark(1, "claim", (at, at + 17))
    assert claim.article.number == 1
    some = [one.split()[0] for one in asked(project)][:3]
    assert some == ["speaker", "cue", "entity"]


def test_they_are_read_some_articles_at_a_time_and_know_who_proposed_them(
    project: Project,
) -> None:
    items = SuggestedItems(project.open_project, project.context.layer)
    (block,) = items.blocks()
    assert list(block) == [project.article_id(n) for n in (1, 2, 3)]
    first = items.read(block[1:2])
    assert [(one.confidence, one.suggesters()) for one in first] == [
        (Confidence.SURE, {"reports"}),
        (Confidence.PERHAPS, {"names"}),
    ]
    assert items.read(["gone", *block[:1]])[0].article_id == block[0]
    shown = ShownSuggestions(Confidence.LIKELY)
    assert [shown.fits(one.confidence, one.suggesters()) for one in first] == [True, False]
    alone = ShownSuggestions(only="names")
    assert [alone.fits(one.confidence, one.suggesters()) for one in first] == [False, True]


def decide(project: Project, side: ChosenSide) -> None:
    """Decide about the claim of the first article, as the window does, whatever was before."""
    here, mine = project.open_project, project.context.layer
    article_id, layer = project.article_id(1), project.layer(SUGGESTIONS)
    some = ArticleSuggestions(project.page(article_id, {layer.id}), layer, here.context)
    known = {one.subject: one for one in here.reader.decisions() if one.layer_id == mine.id}
    page = project.page(article_id, {mine.id})
    step = plan_suggestion(here.context, page, some, known, some.every[0], Verdict(side))
    if not step.is_empty():
        here.apply(step)


def state(project: Project) -> tuple[list[str], list[str], int]:
    project.open_project.drain()
    verdicts = [one.verdict for one in project.reader.decisions() if one.results]
    return (
        sorted(one.type for one in project.spans([1], [project.context.layer])),
        sorted(set(verdicts)) or [one.verdict for one in project.reader.decisions()],
        len(project.steps()),
    )


def test_what_was_taken_is_rejected_after_all_in_one_step_and_back(project: Project) -> None:
    decide(project, ChosenSide.RIGHT)
    taken = state(project)
    assert taken[:2] == (["claim", "cue", "speaker"], ["accept"])
    decide(project, ChosenSide.RIGHT)
    assert state(project)[0] == taken[0]
    decide(project, ChosenSide.NEITHER)
    assert state(project) == ([], ["reject"], taken[2] + 1)
    project.undo()
    assert state(project)[:2] == taken[:2]
    project.redo()
    decide(project, ChosenSide.RIGHT)
    assert state(project)[:2] == taken[:2]
