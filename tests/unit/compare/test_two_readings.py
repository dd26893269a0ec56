"""The two readings of the samples give exactly the differences and figures that are expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from annotator.compare.differences import compare_article
from annotator.compare.rules import Rules
from annotator.model.coded import CodedArticle
from tests.codings import two_readings

if TYPE_CHECKING:
    from annotator.compare.values import ArticleComparison, Difference

Case = tuple[CodedArticle, Rules, dict[str, Any]]


@pytest.fixture(scope="module")
def case(shared: object) -> Case:
    return two_readings()


@pytest.fixture(scope="module")
def compared(case: Case) -> ArticleComparison:
    return compare_article(case[0], case[1])


def _expected(one: dict[str, Any], of_span: dict[str, str]) -> tuple[object, ...]:
    left, right = one.get("left"), one.get("right")
    return (
        one["kind"],
        one.get("type", of_span.get(str(left))),
        tuple(left) if isinstance(left, list) else left,
        tuple(right) if isinstance(right, list) else right,
        one.get("name", ""),
        repr(one.get("was")),
        repr(one.get("now")),
        tuple(one.get("claims", ())),
    )


def _found(one: Difference) -> tuple[object, ...]:
    was, now = map(repr, one.data)
    return (one.kind, one.type, one.left, one.right, one.name, was, now, one.claims)


def test_the_differences_are_those_expected_and_no_others(
    case: Case, compared: ArticleComparison
) -> None:
    article, _, expected = case
    of_span = {one.id: one.type for one in article.codings[0].spans}
    wanted = sorted(_expected(one, of_span) for one in expected["differences"])
    assert sorted(map(_found, compared.differences), key=repr) == sorted(wanted, key=repr)


def test_a_claim_split_in_two_is_one_entry_with_its_lost_target(
    compared: ArticleComparison,
) -> None:
    groups = [one for one in compared.differences if one.group]
    assert {one.group for one in groups} == {groups[0].key}
    assert [(one.kind, one.left, one.right) for one in groups] == [
        ("boundary", "c2", "b_c2"),
        ("link", ("c2", "e8"), None),
        ("extra", None, "b_c17"),
    ]


def test_edges_say_what_stands_between_them(compared: ArticleComparison) -> None:
    edges = {one.left: one.boundary for one in compared.differences if one.boundary}
    assert edges == {"c1": "other", "c2": "other", "c5": "punctuation", "s3": "title"}


def test_swapping_the_readings_mirrors_everything(case: Case, compared: ArticleComparison) -> None:
    turned = compare_article(case[0], case[1], (1, 0))
    mirrored = {"missing": "extra", "extra": "missing"}
    assert {one.key: mirrored.get(one.kind, str(one.kind)) for one in turned.differences} == {
        one.key: str(one.kind) for one in compared.differences
    }
    assert {(one.right, one.left) for one in turned.pairs} == {
        (one.left, one.right) for one in compared.pairs
    }
