"""Laws of comparing: mirrored when swapped, nothing where all is equal, no matter how rows lie."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.compare.counting import (
    EXACT,
    LEFT,
    OVERLAP,
    RIGHT,
    TABLE,
    CountOf,
    Pairing,
    count,
    laid,
)
from annotator.compare.differences import Compared, compare_article
from annotator.compare.hungarian import best_pairing
from annotator.compare.values import ArticleComparison, Difference, DifferenceKind, Phase
from annotator.model.actor import Actor
from annotator.model.coded import (
    CodedArticle,
    CodedArticles,
    CodedLink,
    CodedSpan,
    Coding,
    values_of,
)
from annotator.text.ranges import Range
from tests.codings import coded, rules

TEXT = "The minister, Ada Lovelace, said: “We will pay. All of it!” He added — 🚢 — more."
RULES = rules(Actor("a", "Ada"), Actor("b", "Ben"), Actor("c", "Cy"), undecided=[("b", "c")])
_MIRROR = {DifferenceKind.MISSING: DifferenceKind.EXTRA, DifferenceKind.EXTRA: "missing"}

_edges = st.sampled_from([0, 3, 4, 12, 14, 17, 26, 28, 32, 34, 37, 45, 50, 60, 62, 70, 76])


def _as_parts(edges: list[int]) -> tuple[Range, ...]:
    ordered = sorted(edges)
    return tuple(Range(*two) for two in zip(ordered[::2], ordered[1::2], strict=False))


_parts = st.lists(_edges, min_size=2, max_size=4, unique=True).map(_as_parts)
_values = st.dictionaries(st.sampled_from(["directness", "kind"]), st.sampled_from("xy")).map(
    values_of
)


@st.composite
def codings(draw: st.DrawFn, prefix: str) -> Coding:
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(["claim", "speaker", "cue", "entity"]),
                _parts,
                _values,
                st.sampled_from([None, "a", "b", "c"]),
            ),
            max_size=7,
        )
    )
    spans = [CodedSpan(f"{prefix}{n}", *one) for n, one in enumerate(drawn)]
    ends = list(itertools.permutations([one.id for one in spans], 2))
    picked = draw(st.lists(st.sampled_from(ends), max_size=4, unique=True)) if ends else []
    types = st.sampled_from(["said_by", "cued_by", "about"])
    links = [
        CodedLink(f"{prefix}-link-{n}", draw(types), *two, draw(_values))
        for n, two in enumerate(picked)
    ]
    return Coding(tuple(spans), tuple(links))


articles = st.builds(
    lambda left, right, masked: coded(TEXT, left, right, boilerplate=masked),
    codings("l"),
    codings("r"),
    st.sampled_from([(), ((0, 14),), ((60, 70), (72, 80))]),
)


def _mirrored(one: Difference) -> tuple[object, ...]:
    kind = _MIRROR.get(one.kind, one.kind)
    return (one.key, str(kind), one.type, one.right, one.left, one.now, one.was, one.group)


def _as_it_is(one: Difference) -> tuple[object, ...]:
    return (one.key, str(one.kind), one.type, one.left, one.right, one.was, one.now, one.group)


def _turned(article: CodedArticle) -> ArticleComparison:
    return compare_article(article, RULES, (1, 0))


@given(articles)
def test_swapped_sides_mirror_pairs_differences_and_keys(article: CodedArticle) -> None:
    compared, turned = compare_article(article, RULES), _turned(article)
    assert {(one.right, one.left, one.phase, one.iou) for one in turned.pairs} == {
        (one.left, one.right, one.phase, one.iou) for one in compared.pairs
    }
    typed = {DifferenceKind.TYPE}
    assert Counter(_mirrored(one) for one in turned.differences if one.kind not in typed) == (
        Counter(_as_it_is(one) for one in compared.differences if one.kind not in typed)
    )
    assert {(one, other) for other, one in turned.links} == set(compared.links)


@given(codings("l"))
def test_a_layer_compared_with_itself_differs_in_nothing(coding: Coding) -> None:
    renamed = {one.id: f"other {one.id}" for one in coding.spans}
    again = Coding(
        tuple(one._replace(id=renamed[one.id]) for one in coding.spans),
        tuple(
            one._replace(source_id=renamed[one.source_id], target_id=renamed[one.target_id])
            for one in coding.links
        ),
    )
    # Twins that nothing but their ids tells apart pair in any order: their links may cross.
    twins = Counter((one.type, one.parts) for one in coding.spans)
    if max(twins.values(), default=0) > 1:
        return
    compared = compare_article(coded(TEXT, coding, again), RULES)
    assert compared.differences == ()
    assert len(compared.identical) == len(coding.spans)


@given(articles, st.randoms(use_true_random=False))
def test_neither_ids_nor_the_order_of_rows_decide(article: CodedArticle, random: object) -> None:
    shuffled = []
    for coding in article.codings:
        spans, links = list(coding.spans), list(coding.links)
        random.shuffle(spans)  # type: ignore[attr-defined]
        random.shuffle(links)  # type: ignore[attr-defined]
        new = {one.id: f"{len(spans) - n:03}" + one.id[:1] for n, one in enumerate(spans)}
        shuffled.append(
            Coding(
                tuple(one._replace(id=new[one.id]) for one in spans),
                tuple(
                    CodedLink(
                        f"{n}", one.type, new[one.source_id], new[one.target_id], one.attributes
                    )
                    for n, one in enumerate(links)
                ),
            )
        )
    again = compare_article(replace(article, codings=tuple(shuffled)), RULES)
    before = compare_article(article, RULES)
    assert Counter((one.key, one.kind, one.was, one.now) for one in again.differences) == Counter(
        (one.key, one.kind, one.was, one.now) for one in before.differences
    )
    assert len(again.identical) == len(before.identical)


@given(articles)
def test_each_span_is_in_one_pair_or_missing_extra_or_masked(article: CodedArticle) -> None:
    compared = compare_article(article, RULES)
    lone = [one.left or one.right for one in compared.differences if one.kind in _MIRROR]
    paired = [span for one in compared.pairs for span in (one.left, one.right)]
    every = [one.id for coding in article.codings for one in coding.spans]
    assert sorted([*map(str, lone), *paired, *compared.masked]) == sorted(every)
    assert compared.n_identical == len(compared.identical)


@given(articles)
def test_no_two_differences_have_one_key(article: CodedArticle) -> None:
    keys = [one.key for one in compare_article(article, RULES).differences]
    assert len(keys) == len(set(keys))


@given(st.lists(articles, max_size=4))
def test_articles_compared_at_once_come_out_as_each_alone(some: list[CodedArticle]) -> None:
    several = [replace(one, id=f"a{n}") for n, one in enumerate(some)]
    for sides in ((0, 1), (1, 0)):
        at_once = Compared(CodedArticles.of(several), RULES, sides).comparisons if several else []
        alone = [compare_article(one, RULES, sides) for one in several]
        assert [*map(_said, at_once)] == [*map(_said, alone)]


def _said(one: ArticleComparison) -> tuple[object, ...]:
    both = one.pairs, one.links, one.identical, one.n_identical
    return (one.article_id, one.differences, one.masked, one.n_undecided, *both)


@given(articles)
def test_pairs_are_those_of_the_plain_slow_way(article: CodedArticle) -> None:
    """Each span against each other, no columns, no components: a pair weighs what it shares."""
    found = compare_article(article, RULES)
    spans = {one.id: one for coding in article.codings for one in coding.spans}
    left, right = (
        [one for one in coding.spans if one.id not in found.masked] for coding in article.codings
    )
    ways = {Phase.EXACT: _is_same, Phase.OVERLAP: _words_shared, Phase.TYPE: _mostly_shared}
    for phase, way in ways.items():
        edges = [
            {k: way(one, other) for k, other in enumerate(right) if way(one, other)} for one in left
        ]
        best = best_pairing(edges)
        pairs = [one for one in found.pairs if one.phase is phase]
        shared = [way(spans[one.left], spans[one.right]) for one in pairs]
        assert all(shared)
        assert sum(shared) == sum(edges[n][k] for n, k in best.items())
        gone = {end for one in pairs for end in (one.left, one.right)}
        left, right = ([one for one in some if one.id not in gone] for some in (left, right))


def _is_same(one: CodedSpan, other: CodedSpan) -> int:
    return int((one.type, one.parts) == (other.type, other.parts))


def _words_shared(one: CodedSpan, other: CodedSpan) -> int:
    both = _places(one) & _places(other)
    speaks = any(TEXT[at].isalnum() or TEXT[at] == "🚢" for at in both)
    return _millionths(one, other) if one.type == other.type and speaks else 0


def _mostly_shared(one: CodedSpan, other: CodedSpan) -> int:
    share = _millionths(one, other)
    return share if one.type != other.type and share >= 500_000 else 0


def _millionths(one: CodedSpan, other: CodedSpan) -> int:
    here, there = _places(one), _places(other)
    return round(len(here & there) / len(here | there) * 1_000_000)


def _places(span: CodedSpan) -> set[int]:
    return {at for part in span.parts for at in range(*part)}


@given(st.lists(articles, min_size=1, max_size=4), st.sampled_from([0.0, 0.6]))
def test_what_is_counted_adds_up_over_articles_and_is_what_one_counts_by_hand(
    some: list[CodedArticle], least_iou: float
) -> None:
    compared = Compared(CodedArticles.of(some), RULES)
    pairing = Pairing(least_iou)
    every = laid(compared, pairing)
    total = count(every, RULES)
    by_article = sum((count((one,), RULES) for one in every), Counter())
    assert +total == +by_article
    by_hand: Counter[CountOf] = Counter()
    for article, found in zip(some, compared.comparisons, strict=True):
        for what, coding in zip((LEFT, RIGHT), article.codings, strict=True):
            counted = [one for one in coding.spans if one.id not in found.masked]
            by_hand.update(CountOf(what, one.type) for one in counted)
        spans = {one.id: one for coding in article.codings for one in coding.spans}
        for one in found.pairs:
            kind, left, right = spans[one.left].type, spans[one.left], spans[one.right]
            if one.phase is Phase.TYPE or one.iou < least_iou:
                continue
            by_hand[CountOf(EXACT if one.phase is Phase.EXACT else OVERLAP, kind)] += 1
            mine, theirs = dict(left.attributes), dict(right.attributes)
            for name in {*mine, *theirs, *RULES.attributes.get(kind, ())}:
                by_hand[CountOf(TABLE, f"{kind}.{name}", mine.get(name), theirs.get(name))] += 1
    spans_alone = {LEFT, RIGHT, EXACT, OVERLAP, TABLE}
    of_links = ("said_by.", "cued_by.", "about.")
    assert by_hand == {
        cell: n
        for cell, n in total.items()
        if n and cell.what in spans_alone and not cell.of.startswith(of_links)
    }


@given(st.lists(st.dictionaries(st.integers(0, 4), st.integers(1, 9)), max_size=5))
def test_no_other_pairing_weighs_more(edges: list[dict[int, int]]) -> None:
    found = best_pairing(edges)
    assert len(set(found.values())) == len(found)
    best = 0
    for columns in itertools.product(*([None, *row] for row in edges)):
        taken = [one for one in columns if one is not None]
        if len(set(taken)) == len(taken):
            weights = (row[k] for row, k in zip(edges, columns, strict=True) if k is not None)
            best = max(best, sum(weights))
    assert sum(edges[n][k] for n, k in found.items()) == best
