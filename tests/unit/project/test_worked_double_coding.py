"""The double coding that ships is made from the sample; its figures are those beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotator import resources
from annotator.compare.figures import Measure
from annotator.formats.sources import Source
from annotator.model.layer import Coder
from annotator.project import Project

if TYPE_CHECKING:
    from annotator.compare.agreement import PairAgreement

EXPECTED: dict[str, Any] = json.loads(resources.read_text("review", "expected.json"))
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> PairAgreement:
    path = tmp_path_factory.mktemp("worked") / "twice.annotator"
    data = resources.read_bytes("review", "double_coding.jsonl")
    with Project.create(path, coder=Coder("c", "C")) as project:
        report = project.import_sources([Source(name="double_coding.jsonl", data=data)])
        assert report.refused == ()
        return project.agreement("A", "B").pairs[0]


def test_the_file_is_made_from_the_sample_as_it_is() -> None:
    made = subprocess.run([sys.executable, "packaging/make_review.py", "--check"], cwd=ROOT)
    assert made.returncode == 0, "run python packaging/make_review.py"


def test_differences_are_those_expected(pair: PairAgreement) -> None:
    every = [*pair.comparison.differences()]
    assert Counter(str(one.kind) for one in every) == EXPECTED["counts"]
    assert Counter(one.boundary for one in every if one.boundary) == EXPECTED["edges"]
    assert [str(one.kind) for one in every if one.group] == ["boundary", "extra"]


def test_figures_are_those_expected(pair: PairAgreement) -> None:
    for name, wanted in EXPECTED["types"].items():
        exact, overlap = pair.figure(Measure.EXACT, name), pair.figure(Measure.OVERLAP, name)
        assert exact is not None
        assert overlap is not None
        n = wanted["n_left"] + wanted["n_right"]
        assert (exact.more["n_left"], exact.more["n_right"]) == (
            wanted["n_left"],
            wanted["n_right"],
        )
        assert exact.value == 2 * wanted["exact"] / n
        assert overlap.value == 2 * wanted["paired"] / n
    statements = pair.figure(Measure.STATEMENTS, "claim")
    assert statements is not None
    assert (statements.more["equal"], statements.n, statements.value) == (
        *EXPECTED["statements"].values(),
    )
    for measure, some in ((Measure.ALPHA, "alpha"), (Measure.ALPHA_U, "alpha_u")):
        for of, wanted in EXPECTED[some].items():
            found = pair.figure(measure, of)
            assert found is not None
            assert found.value is not None
            assert round(found.value, 5) == wanted
