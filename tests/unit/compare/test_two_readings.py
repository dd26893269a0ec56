"""The two readings of the samples give exactly the differences and figures that are expected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator.compare.differences import compare_article
from annotator.compare.rules import Rules
from annotator.model.coded import CodedArticle
from tests.codings import measured, two_readings

if TYPE_CHECKING:
    from annotator.compare.agreement import PairAgreement
    from annotator.compare.figures import Figure
    from annotator.compare.values import ArticleComparison, Difference

Case = tuple[CodedArticle, Rules, dict[str, Any]]


@pytest.fixture(scope="module")
def case(shared: Path) -> Case:
    return two_readings(shared)


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


@pytest.fixture(scope="module")
def figures(case: Case) -> PairAgreement:
    return measured([case[0]], case[1])


def test_figures_of_types_links_and_statements_are_those_expected(
    case: Case, figures: PairAgreement
) -> None:
    expected = case[2]["figures"]
    for name in ("speaker", "claim", "cue", "entity"):
        wanted = expected[name]
        exact, overlap = figures.figure("exact", name), figures.figure("overlap", name)
        assert six(exact) == wanted["f1_exact"]
        assert six(overlap) == wanted["f1_overlap"]
        assert exact.more["n_left"] == wanted["n_left"]
        assert exact.more["n_right"] == wanted["n_right"]
        assert exact.more["paired"] == wanted["exact"]
        assert overlap.more["paired"] == wanted["exact"] + wanted["overlap"]
        characters = figures.figure("alpha_u", name)
        assert six(characters) == wanted["alpha_u"]
        assert characters.more["d_o"] == pytest.approx(wanted["d_o"], abs=1e-9)
        assert characters.more["d_e"] == pytest.approx(wanted["d_e"], abs=1e-9)
        assert (characters.n, characters.more["left_out"]) == (case[2]["continuum"], 0)
    for name, wanted in expected["link"].items():
        found = figures.figure("links", name)
        assert (six(found), found.more["paired"]) == (wanted["f1"], wanted["both"])
        assert (found.more["n_left"], found.more["n_right"]) == (
            wanted["n_left"],
            wanted["n_right"],
        )
    statements = figures.figure("statements", "claim")
    assert (six(statements), statements.more["equal"]) == (0.8125, 13)


def test_alphas_are_those_expected(case: Case, figures: PairAgreement) -> None:
    expected = case[2]["figures"]
    for of, name in (
        ("claim.directness", "alpha directness"),
        ("entity.kind", "alpha entity kind"),
        ("speaker", "alpha speaker"),
    ):
        found = figures.figure("alpha", of)
        assert (six(found), found.n) == (expected[name]["alpha"], expected[name]["n"])
    assert figures.figure("alpha", "speaker").more["equal"] == 13
    assert figures.figure("alpha", "claim.medium").value is None
    assert "only one value" in figures.figure("alpha", "claim.medium").why


def test_each_number_of_a_table_has_its_cases(figures: PairAgreement) -> None:
    table = figures.tables["claim.directness"]
    assert table.values == ("direct", "indirect", "mixed", "reported")
    assert table.cells["reported", "indirect"] == (("seed", "c13"),)
    assert table.cells["direct", "mixed"] == (("seed", "c14"),)
    assert sum(map(len, table.cells.values())) == 15


def six(figure: Figure | None) -> float:
    assert figure is not None
    assert figure.value is not None
    return round(figure.value, 6)
