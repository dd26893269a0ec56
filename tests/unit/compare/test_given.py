"""Places that were given: what is of finding claims, and what stands instead of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from annotator.compare.figures import Figure, Measure
from annotator.compare.given import count_kept, is_finding, over_given, share_kept
from annotator.compare.report.wording import claims_words, unit_of
from annotator.compare.values import Difference, DifferenceKind
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from annotator.compare.counting import CountOf

FINDING = {"missing", "extra", "boundary"}


def figure(measure: Measure, of: str, value: float = 1.0) -> Figure:
    return Figure(measure=measure, of=of, value=value, n=4, more={"equal": 4})


@pytest.mark.parametrize("kind", DifferenceKind)
def test_only_being_there_and_edges_of_claims_are_of_finding_them(kind) -> None:
    for type_name in ("claim", "speaker"):
        one = Difference("key", kind, "a", type_name, Range(0, 3))
        assert is_finding(one, "claim") is (type_name == "claim" and kind in FINDING)


@pytest.mark.parametrize(
    ("measure", "of"),
    [
        (Measure.STATEMENTS, "claim"), (Measure.OVERLAP, "claim"), (Measure.EXACT, "claim"),
        (Measure.ALPHA_U, "claim"), (Measure.ALPHA_U, "all"),
    ],
)  # fmt: skip
def test_no_figure_of_finding_claims_is_ever_one(measure, of) -> None:
    (found,) = over_given([figure(measure, of)], "claim")
    assert (found.value, found.why, found.how) == (None, "places were given", "given")
    assert found.more == {}


@pytest.mark.parametrize(
    ("measure", "of", "how"),
    [
        (Measure.ALPHA, "claim.directness", "given"), (Measure.KAPPA, "claim.kind", "given"),
        (Measure.ALPHA, "speaker", "given"), (Measure.ALPHA, "speaker.form", ""),
        (Measure.OVERLAP, "speaker", ""), (Measure.ALPHA_U, "cue", ""),
        (Measure.LINKS, "said_by", ""),
    ],
)  # fmt: skip
def test_figures_of_what_is_said_there_keep_their_value_and_say_that_places_were_given(
    measure, of, how
) -> None:
    (found,) = over_given([figure(measure, of, 0.5)], "claim")
    assert (found.value, found.how, found.more) == (0.5, how, {"equal": 4})


def test_of_the_places_that_were_given_those_are_kept_that_are_still_there() -> None:
    n: Counter[CountOf] = Counter()
    count_kept(n, {"p1", "p2", "p3"}, ["p1", "own"])
    count_kept(n, (), ["p1", "own"])
    found = share_kept(n, "claim")
    assert (found.value, found.n, found.why) == (1 / 3, 3, "")
    assert found.more == {"kept": 1, "given": 3}
    assert claims_words(found) == "claims given, .33 kept"
    assert unit_of(found) == "places given"


def test_where_no_place_was_given_no_share_was_kept() -> None:
    found = share_kept({}, "claim")
    assert (found.value, found.n, found.why) == (None, 0, "no place was given in these articles")


def test_units_say_over_what_a_figure_is() -> None:
    for of, words in (("claim.directness", "paired claim"), ("speaker", "paired claims")):
        free = figure(Measure.ALPHA, of)
        assert unit_of(free) == words
        (found,) = over_given([free], "claim")
        assert unit_of(found) == f"{words}, places given"
    assert claims_words(figure(Measure.OVERLAP, "claim", 0.83)) == "claims F1 .83"
