"""How right the rules are: on the seed article, on our own coded articles, on Wikinews.

`python -m benchmarks.suggestions missed` prints the tables and what is missed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.scheme import Role
from annotator.suggest.base import Options, Proposals
from annotator.suggest.merging import merged
from annotator.suggest.quotations import QUOTATIONS
from annotator.suggest.reports import REPORTS
from benchmarks.coded_sets import SETS, Reference
from benchmarks.suggestions import Scores, scored


def by_rule(reference: Reference, options: Options | None = None) -> Proposals:
    given = replace(reference.given, options=options or Options())
    return merged(given, [one.suggest(given, Proposals()) for one in (QUOTATIONS, REPORTS)])


def figures(name: str) -> Scores:
    references = list(SETS[name]())
    return scored(references, [by_rule(one) for one in references])


def test_of_the_seed_all_claims_are_found_and_none_is_false(shared: Path) -> None:
    assert shared.is_dir()
    found = figures("seed")
    claims = found["claims"]
    assert (claims.coded, claims.recalled, claims.found, claims.suggested) == (12, 12, 12, 12)
    assert claims.exact >= 11
    assert found["cues"].recalled >= 11
    assert found["speakers"].exact >= 10
    assert found["said_by"].recalled >= 10


def test_of_the_seed_what_is_only_reported_is_found_when_asked_for(shared: Path) -> None:
    assert shared.is_dir()
    (reference,) = SETS["seed"]()
    wanted = {
        one.parts for one in reference.coding.spans if reference.kinds.get(one.id) == "reported"
    }
    spans = by_rule(reference, Options(reported=True)).spans
    found = {one.parts for one in spans if one.role is Role.CLAIM}
    assert len(wanted) == 4
    assert len(wanted & found) >= 3


@pytest.mark.parametrize("name", ["sample", "own", "first", "words", "dashes"])
def test_on_coded_news_claims_speakers_and_links_are_mostly_right(name: str) -> None:
    found = figures(name)
    claims, links = found["claims"], found["said_by"]
    assert claims.found >= 0.95 * claims.suggested
    assert claims.recalled >= 0.9 * claims.coded
    assert links.found >= 0.9 * links.suggested
    assert links.recalled >= 0.9 * links.coded


@pytest.mark.parametrize("name", ["seed", "sample", "own", "first", "words", "last"])
def test_of_ten_sure_claims_nine_are_right(name: str) -> None:
    sure = figures(name).sure
    assert sure[True] >= 9 * sure[False]


def test_on_wikinews_seventy_of_a_hundred_claims_are_alike(shared: Path) -> None:
    """Its coding counts other things too, such as captions: no truth, but a change shows."""
    assert shared.is_dir()
    claims = figures("wikinews")["claims"]
    assert claims.found >= 0.72 * claims.suggested
    assert claims.recalled >= 0.68 * claims.coded
    sure = figures("wikinews").sure
    assert sure[True] >= 0.87 * sure.total()
