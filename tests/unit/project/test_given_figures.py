"""Kits with places given come back: what is said of them, and which figures there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.compare.figures import Figure, Measure
from annotator.compare.report.as_json import agreement_as_json
from annotator.compare.report.page import as_csv, as_html
from annotator.errors import CannotRead
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.project.agreement.reporting import report_of
from tests import builders
from tests.unit.project.test_given_places import claims, path
from tests.unit.project.test_kits import A, B, study

__all__ = ["path", "study"]


def figure(found: tuple[Figure, ...], measure: Measure, of: str = "claim") -> Figure:
    return next(one for one in found if (one.measure, one.of) == (measure, of))


def code(path: Path) -> None:
    """Let B delete the first place, and do the others."""
    with Project.open(path, coder=B) as kit:
        every = [(at, some[0]) for at, some in claims(kit).items() if some]
        kit.delete(every[0][1])
        for n, (title, claim) in enumerate(every[1:]):
            kit.edit(claim, attributes={"directness": "direct" if n % 3 else "mixed"})
            kit.state(title, "done")
        kit.state(every[0][0], "done")


def test_what_comes_back_has_no_figure_of_places_but_the_share_kept(study, path) -> None:
    code(path)
    back = study.collect_kits(path)
    assert "1 of 11 given places was deleted as no claim." in back.kits[0].notes
    pair = study.agreement(A.name, "B").pairs[0]
    kept = figure(pair.figures, Measure.KEPT)
    assert (kept.value, kept.n, kept.how) == (10 / 11, 11, "given")
    low, high = kept.interval
    assert low < kept.value < high == 1
    for measure in (Measure.EXACT, Measure.OVERLAP, Measure.STATEMENTS, Measure.ALPHA_U):
        one = figure(pair.figures, measure)
        assert (one.value, one.why, one.interval, one.how) == (
            None, "places were given", None, "given",
        )  # fmt: skip
    assert figure(pair.figures, Measure.ALPHA_U, "all").value is None
    alpha = figure(pair.figures, Measure.ALPHA, "claim.directness")
    assert (alpha.n, alpha.how) == (10, "given")
    assert alpha.value is not None
    assert "10 of 11 were kept" in study.methods(study.agreement(A.name, "B"))


def test_a_kit_with_places_and_a_free_one_are_never_one_figure(study, path, tmp_path) -> None:
    code(path)
    free = study.make_kits(["C"], tmp_path / "free", overlap=1).kits[0].path
    with Project.open(free, coder=Coder("coder-c", "C")) as kit:
        for one in list(kit.articles()):
            kit.mark(one.id, "claim", (44, 60), {"directness": "direct"})
            kit.state(one.id, "done")
    study.collect_kits([path, free])
    whole = study.agreement(A.name, "B", "C")
    of_claims = [one for one in whole.overall if one.of.startswith(("claim.", "speaker"))]
    assert {(one.value, one.why) for one in of_claims if one.how} == {
        (None, "places were given to some and found by others")
    }
    assert figure(whole.overall, Measure.ALPHA, "claim.directness").how == "given"
    assert figure(whole.overall, Measure.ALPHA_U, "all").value is None
    assert [one for one in whole.overall if one.value is None and one.interval] == []
    free_pair = next(one for one in whole.pairs if one.comparison.right.name == "C")
    assert figure(free_pair.figures, Measure.EXACT).value == 1


def test_a_kit_with_places_in_which_nobody_did_anything_is_not_taken(study, path) -> None:
    with pytest.raises(CannotRead, match="Nothing is marked"):
        study.collect_kits(path)
    assert [one.name for one in study.layers()] == [A.name]


def test_coders_of_two_kits_with_places_of_one_layer_are_one_figure(study, path, tmp_path) -> None:
    code(path)
    second = study.make_kits(["C"], tmp_path / "more", overlap=1, given=A.name).kits[0].path
    with Project.open(second, coder=Coder("coder-c", "C")) as kit:
        for title, some in claims(kit).items():
            for one in some:
                kit.edit(one, attributes={"directness": "direct"})
            kit.state(title, "done")
    study.collect_kits([path, second])
    whole = study.agreement(A.name, "B", "C")
    alpha = figure(whole.overall, Measure.ALPHA, "claim.directness")
    assert (alpha.how, alpha.value is None) == ("given", False)
    two = next(one for one in whole.pairs if one.comparison.left.name == "B")
    assert figure(two.figures, Measure.KEPT).more == {"kept": 21, "given": 22}


def test_a_kit_that_comes_back_again_brings_what_was_deleted_since(study, path) -> None:
    code(path)
    study.collect_kits(path)
    assert study.collect_kits(path).kits[0].verdict == "unchanged"
    with Project.open(path, coder=B) as kit:
        kit.delete(next(some[0] for some in reversed(claims(kit).values()) if some))
    back = study.collect_kits(path)
    assert back.kits[0].verdict == "updated"
    assert back.kits[0].notes == ("2 of 11 given places were deleted as no claim.",)
    kept = figure(study.agreement(A.name, "B").pairs[0].figures, Measure.KEPT)
    assert kept.more == {"kept": 9, "given": 11}


def test_what_is_found_is_counted_by_no_kind_where_places_were_given(study, path) -> None:
    code(path)
    study.collect_kits(path)
    claim = next(some[0] for some in claims(study).values() if some)
    study.edit(claim, at=(44, 58))
    pair = study.agreement(A.name, "B").pairs[0]
    listed = [(one.kind, one.type) for one in pair.comparison.differences()]
    assert ("boundary", "claim") in listed
    assert ("missing", "claim") in listed
    assert set(pair.counts()) == {"missing", "speaker", "attribute"}
    assert pair.counts()["missing"] == 11  # speakers
    assert agreement_as_json(study.agreement(A.name, "B"))["differences"]["missing"] == 11


def test_every_report_says_that_places_were_given(study, path) -> None:
    code(path)
    study.collect_kits(path)
    agreement = study.agreement(A.name, "B")
    report = report_of(study.reader, agreement, agreement.pairs[0])
    page, table = as_html(report), as_csv(report)
    for line in (
        ("claim, share of the given places kept", ".909", "places given"),
        ("claim, same edges", "–", "places were given"),
        ("all types in the text, α_U", "–", "places were given"),
        ("directness (claim), α", "paired claim, places given"),
        ("the speaker, α", "paired claims, places given"),
    ):
        (row,) = [one for one in page.split("<tr>") if line[0] in one]
        (cells,) = [one for one in table.split("\n") if line[0] in one]
        assert [one for one in line if one not in row or one not in cells] == []
    assert "claim, there or not, and edges: places were given</td><td class=n>–" in page
    assert "boundary" not in page
    assert "10 of 11 were kept" in page
    assert "F1" not in report.methods


def test_figures_that_are_kept_when_settling_begins_say_that_places_were_given(study, path) -> None:
    code(path)
    study.collect_kits(path)
    study.take(kinds=["attribute"], of=(A.name, "B"), side="left")
    study.open_project.drain()
    before = study.agreement(A.name, "B").pairs[0].before
    kept = json.loads(json.dumps(dict(before.figures)))
    assert (kept["kept"]["kept"], kept["statements"]["how"]) == (10, "given")
    assert kept["statements"]["f1"] is None
    report = study.report(study.agreement(A.name, "B"))
    assert [*report.before][:2] == [
        ("share of the given places kept", "0.909"), ("statements", "–")
    ]  # fmt: skip


def test_a_kit_that_is_opened_as_a_colleagues_file_says_the_same(study, path, tmp_path) -> None:
    with pytest.raises(CannotRead, match="Nothing is marked"):
        study.merge(path)
    code(path)
    with Project.open(path, coder=B) as kit:
        kit.export("jsonl", tmp_path / "kit.jsonl")
    study.merge(tmp_path / "kit.jsonl")
    kept = figure(study.agreement(A.name, "B").pairs[0].figures, Measure.KEPT)
    assert kept.more == {"kept": 10, "given": 11}
    study.undo()
    study.merge(path)
    kept = figure(study.agreement(A.name, "B").pairs[0].figures, Measure.KEPT)
    assert kept.more == {"kept": 10, "given": 11}


def test_claims_that_came_into_a_kit_by_other_ways_are_counted_as_none_that_was_given(
    study, path
) -> None:
    code(path)
    with Project.open(path, coder=B) as kit:
        title = next(at for at, some in claims(kit).items() if some)
        (mine,) = kit.layers()
        step = builders.adding(builders.span(kit.article(title), "claim", (0, 5), layer_id=mine.id))
        kit.open_project.apply(step)
    back = study.collect_kits(path)
    assert back.kits[0].notes == (
        "1 of 11 given places was deleted as no claim.",
        "1 claim is none of the given places.",
    )
    kept = figure(study.agreement(A.name, "B").pairs[0].figures, Measure.KEPT)
    assert kept.more == {"kept": 10, "given": 11}
