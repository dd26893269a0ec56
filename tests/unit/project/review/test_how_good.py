"""How good suggestions were: a worked example by hand, and nothing at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.coded import Coding
from annotator.model.layer import SUGGESTIONS, Coder, State
from annotator.project import Project
from annotator.project.review.how_good import how_good
from annotator.project.review.suggested import SuggestionOutcome
from tests.suggested import project_with_suggestions
from tests.unit.project.review.test_suggested import ARTICLE, CODER, place


def test_without_suggesters_and_done_articles_there_is_nothing_to_say(tmp_path: Path) -> None:
    with Project.create(tmp_path / "x.annotator", coder=Coder("c", "C")) as project:
        found = how_good(project.reader, project.context)
    assert (found.n_articles, found.suggesters, found.n_claims, found.missed) == (0, (), 0, ())


def test_what_became_of_suggestions_and_how_many_were_right_is_counted_in_done_articles(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.annotator"
    (merged,) = ARTICLE.codings
    spans = tuple(one._replace(id=f"own-{one.id}") for one in merged.spans)
    article = replace(ARTICLE, codings=(merged, Coding(spans)))
    names = (SUGGESTIONS, "reports")
    with project_with_suggestions(path, [article], CODER, names=names) as project:
        project.mark("a1", "claim", place("the line was open"))
        project.mark("a1", "claim", place("Talven added"))
        assert how_good(project.reader, project.context).n_articles == 0
        project.state("a1", State.DONE)
        found = how_good(project.reader, project.context)
    (reports,) = found.suggesters
    assert found.n_articles == 1
    assert reports.name == "reports"
    assert reports.outcomes == {SuggestionOutcome.TAKEN: 1, SuggestionOutcome.OPEN: 5}
    assert (reports.type_name, reports.right.n, reports.found.n) == ("claim", 2, 2)
    assert reports.right.value == pytest.approx(1 / 2)
    assert reports.found.value == pytest.approx(1 / 2)
    assert reports.right.interval is None
    assert [one.words for one in found.missed] == ["Talven added"]
    assert found.n_claims == 2
