"""Figures say what is not defined, hold their bounds, and have intervals that a slow draw gives."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from annotator.compare.counting import Pairing
from annotator.compare.figures import Figure, Measure, why_no_interval
from annotator.compare.resampling import SEED, Numbers, intervals
from annotator.errors import Cancelled
from annotator.model.actor import Actor
from annotator.work import Cancel
from tests.codings import coded, coding, link, measured, rules, span

if TYPE_CHECKING:
    from annotator.compare.agreement import PairAgreement
    from annotator.model.coded import CodedArticle

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late in the day."
ACTORS = [Actor("x", "Xenia"), Actor("y", "Yves")]


def _article(n: int) -> CodedArticle:
    """Give an article in which two coders differ, each in another way."""
    names = [f"{kind}{n}" for kind in "abcdefgh"]
    a, b, c, d, e, f, g, h = names
    left = coding(
        span(a, "claim", (0, 14), directness="direct"),
        span(b, "speaker", (15, 27), actor="x" if n % 3 else None),
        link(a, "said_by", b),
        span(c, "entity", (36, 47), kind="place"),
        *([span(d, "claim", (59, 70), directness="reported")] if n % 4 == 0 else []),
    )
    right = coding(
        span(e, "claim", (1, 12) if n % 2 else (0, 14), directness="direct" if n % 5 else "mixed"),
        *([span(f, "speaker", (15, 27), actor="y" if n % 7 == 1 else "x")]),
        *([link(e, "said_by", f)] if n % 6 else []),
        *([span(g, "entity", (36, 40), kind="place" if n % 2 else "person")] if n % 3 else []),
        *([span(h, "claim", (59, 70), directness="reported")] if n % 8 == 0 else []),
    )
    return coded(f"{TEXT} {n}", left, right, article_id=f"article {n}")


ARTICLES = [_article(n) for n in range(12)]


def figure(found: PairAgreement, measure: str, of: str) -> Figure:
    one = found.figure(Measure(measure), of)
    assert one is not None
    return one


def test_nothing_marked_is_not_defined_and_says_so() -> None:
    found = measured([coded(TEXT, coding(), coding())], rules())
    for one in found.figures:
        assert (one.value, one.n) in {(None, 0), (None, len(TEXT))}
        assert one.why in {
            "nothing is marked on either side: not defined",
            "fewer than two paired units: not defined",
        }


def test_one_paired_unit_is_too_few_for_values() -> None:
    both = [coding(span(name, "claim", (0, 14), directness="direct")) for name in "ab"]
    found = figure(measured([coded(TEXT, *both)], rules()), "alpha", "claim.directness")
    assert (found.value, found.n) == (None, 1)
    assert found.why == "fewer than two paired units: not defined"


def test_bounds_hold() -> None:
    found = measured(ARTICLES, rules(*ACTORS))
    for name in ("claim", "speaker", "entity"):
        exact, overlap = figure(found, "exact", name), figure(found, "overlap", name)
        assert 0 <= (exact.value or 0) <= (overlap.value or 0) <= 1
    statements, overlap = figure(found, "statements", "claim"), figure(found, "overlap", "claim")
    assert (statements.value or 0) < (overlap.value or 0)


def test_the_least_overlap_takes_pairs_out_of_every_figure() -> None:
    found = measured(ARTICLES, rules(*ACTORS), Pairing(0.5))
    assert figure(found, "overlap", "entity").value == 0
    assert found.figure(Measure.ALPHA, "entity.kind") is None
    assert figure(measured(ARTICLES, rules(*ACTORS)), "overlap", "entity").more["paired"] == 8
    no_claims = measured(ARTICLES, rules(*ACTORS), Pairing(0.9))
    assert figure(no_claims, "alpha", "claim.directness").n < 12
    assert figure(no_claims, "links", "said_by").n > 0
    assert figure(no_claims, "links", "said_by").more["paired"] < 10


def test_loose_edges_count_spans_that_differ_by_marks_as_the_same() -> None:
    left = coding(span("a", "claim", (0, 14)), span("b", "claim", (59, 70)))
    right = coding(span("c", "claim", (1, 12)), span("d", "claim", (59, 67)))
    article = coded(TEXT, left, right)
    strict = measured([article], rules())
    loose = measured([article], rules(), Pairing(loose=True))
    assert [figure(one, "exact", "claim").value for one in (strict, loose)] == [0, 0.5]
    assert figure(loose, "overlap", "claim").value == 1


def test_a_leading_that_is_no_edge_when_edges_are_loose() -> None:
    text = "He said that we will pay."
    article = coded(text, coding(span("a", "claim", (8, 24))), coding(span("b", "claim", (13, 25))))
    assert figure(measured([article], rules(), Pairing(loose=True)), "exact", "claim").value == 1


OF_VALUES = ("alpha", "percent", "kappa", "pi", "s")


def _article_of_own_words(n: int) -> CodedArticle:
    """Give an article with an attribute that the scheme does not know: unset, free or shared."""
    said = [{}, {"sure": f"word {n}"}, {"sure": "yes"}, {"sure": "no"}]
    left = coding(
        span(f"a{n}", "entity", (0, 3), **said[n % 4]),
        span(f"b{n}", "entity", (15, 27), **said[n % 3]),
    )
    right = coding(
        span(f"c{n}", "entity", (0, 3), **said[n % 4 if n % 5 else 2]),
        span(f"d{n}", "entity", (15, 27), **said[(n + 2) % 3]),
    )
    return coded(f"{TEXT} {n}", left, right, article_id=f"article {n}")


@pytest.mark.parametrize(
    ("articles", "figures"),
    [
        (
            ARTICLES,
            (
                ("statements", "claim"),
                ("exact", "claim"),
                ("overlap", "entity"),
                ("links", "said_by"),
                *((measure, "claim.directness") for measure in OF_VALUES),
                *((measure, "speaker") for measure in OF_VALUES),
                ("alpha_u", "claim"),
                ("alpha_u", "all"),
            ),
        ),
        (
            [_article_of_own_words(n) for n in range(12)],
            [(measure, "entity.sure") for measure in OF_VALUES],
        ),
    ],
)
def test_intervals_are_those_of_drawing_the_articles_one_by_one(
    articles: list[CodedArticle], figures: list[tuple[str, str]]
) -> None:
    n = 60
    found = measured(articles, rules(*ACTORS), n=n)
    random = Random(SEED)  # noqa: S311 - the draw of the product, one by one
    drawn = [[int(random.random() * len(articles)) for _ in articles] for _ in range(n)]
    each = [measured([articles[at] for at in some], rules(*ACTORS)) for some in drawn]
    for measure, of in figures:
        every = [figure(one, measure, of).value for one in each]
        values = [one for one in every if one is not None]
        low, high = figure(found, measure, of).interval or (None, None)
        assert (low, high) == (_percentile(values, 0.025), _percentile(values, 0.975)), measure


def _percentile(values: list[float], share: float) -> object:
    at = share * (len(values) - 1)
    low = sorted(values)[int(at)]
    high = sorted([*values, max(values)])[int(at) + 1]
    return pytest.approx(low + (at - int(at)) * (high - low))


def test_few_articles_have_no_interval_and_say_why() -> None:
    found = measured(ARTICLES[:9], rules(*ACTORS), n=50)
    assert {one.interval for one in found.figures} == {None}
    assert why_no_interval(9) == "fewer than 10 articles: no interval"
    assert why_no_interval(10) == ""


def test_drawing_stops_when_that_is_wished() -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        intervals([Numbers([1])], [lambda sums: sums.k[0]], 10, cancel)


def test_a_figure_that_is_mostly_not_defined_has_no_interval() -> None:
    found = intervals([Numbers([1])] * 10, [lambda _: None, lambda sums: sums.k[0]], 10, Cancel())
    assert found == [None, (10, 10)]


def test_an_attribute_that_the_scheme_does_not_know_counts_where_nobody_set_it() -> None:
    left = coding(span("a", "entity", (0, 3), sure="no"), span("b", "entity", (15, 27)))
    right = coding(span("c", "entity", (0, 3), sure="no"), span("d", "entity", (15, 27)))
    found = figure(measured([coded(TEXT, left, right)], rules()), "alpha", "entity.sure")
    assert (found.value, found.n) == (1, 2)
