"""What goes out of a bundle is whole, and what stays behind is counted and said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.errors import Cancelled
from annotator.formats.base import Counts, WriteOptions
from annotator.formats.export_selection import ExportSelection
from annotator.model.bundle import Bundle, Content, LossKind
from annotator.model.choice import ExportChoice
from annotator.model.span import Decision
from annotator.project.going_out.making import as_chosen
from annotator.text.ranges import Range
from annotator.work import Cancel
from tests import bundles

FULL = bundles.full()
BARE = ExportChoice(boilerplate=False)


def gone(bundle: Bundle) -> ExportSelection:
    selection = ExportSelection(bundle, WriteOptions())
    list(selection)
    selection.differences()
    return selection


def told(selection: ExportSelection) -> dict[str, tuple[int, int]]:
    assert all(one.fate is LossKind.DROPPED for one in selection.losses())
    return {one.item: (one.n, one.of) for one in selection.losses()}


def changed(**parts: object) -> Bundle:
    """Give the full bundle with other parts of its first content."""
    first, second = FULL.contents
    return replace(FULL, contents=(replace(first, **parts), second))  # type: ignore[arg-type]


def test_a_whole_bundle_goes_out_as_it_is() -> None:
    selection = ExportSelection(FULL, WriteOptions())
    assert tuple(selection) == tuple(FULL.contents)
    assert selection.differences() == FULL.decisions
    assert selection.losses() == ()
    assert selection.counts() == Counts(articles=2, spans=5, links=2)
    assert selection.n.items() >= {
        "article": 2, "region": 2, "span": 5, "link": 2, "note": 3, "decision": 2,
        "span.actor": 2, "span.evidence": 1, "article.replaces": 1,
    }.items()  # fmt: skip
    list(selection)
    assert selection.n["span"] == 5


def test_spans_wholly_in_boilerplate_stay_with_what_hangs_on_them() -> None:
    selection = gone(as_chosen(replace(FULL, choice=BARE)))
    (first, _) = selection
    assert [span.id for span in first.spans] == ["s1", "s2"]
    assert [link.id for link in first.links] == ["k1"]
    assert [note.id for note in first.notes] == ["n1", "n2"]
    assert first.decisions == ()
    selection.differences()
    assert told(selection) == {"span": (2, 5), "link": (1, 2), "note": (1, 3), "decision": (1, 2)}
    assert selection.counts() == Counts(articles=2, spans=3, links=1)
    words = [one.how for one in selection.losses()]
    assert words[0] == "2 spans wholly in boilerplate are left out"
    assert words[1] == "1 link to a span that is not exported is left out"


def test_spans_of_several_parts_with_evidence_and_without_an_actor_are_counted() -> None:
    first = FULL.contents[0]
    lone = replace(first.spans[0], parts=(Range(0, 4), Range(20, 24)), actor_id=None, reason=None)
    selection = gone(changed(spans=(lone,), links=(), notes=(), decisions=()))
    before = gone(changed(spans=(), links=(), notes=(), decisions=()))
    more = {name: selection.n[name] - before.n[name] for name in selection.n}
    assert (more["span"], more["span.parts"]) == (1, 1)
    assert (more["span.actor"], more["span.evidence"]) == (0, 0)
    assert selection.losses() == ()


def test_a_span_that_only_begins_in_boilerplate_goes_out() -> None:
    first = FULL.contents[0]
    half = replace(first.spans[0], parts=(Range(0, 4), Range(20, 24)), quotes=("=1+1", "🚢."))
    bundle = changed(spans=(half,), links=(), notes=(), decisions=())
    assert told(gone(as_chosen(replace(bundle, choice=BARE)))) == {}
    nowhere = changed(regions=(), links=(), notes=(), decisions=())
    assert told(gone(as_chosen(replace(nowhere, choice=BARE)))) == {}


def test_references_to_what_is_not_there_are_taken_off() -> None:
    selection = gone(replace(FULL, actors=FULL.actors[1:]))
    (first, second) = selection
    assert [span.actor_id for span in first.spans] == [None] * 4
    assert second.spans[0].actor_id == "p2"
    assert told(selection) == {"span.actor": (1, 2)}
    swapped = gone(replace(FULL, contents=(FULL.contents[1], FULL.contents[0])))
    assert [one.article.replaces for one in swapped] == [None, None]
    assert told(swapped) == {"article.replaces": (1, 1)}


def test_layers_that_are_not_there_have_no_states_and_decisions() -> None:
    selection = gone(replace(FULL, layers=FULL.layers[1:]))
    (first, _) = selection
    assert first.states == {}
    assert first.decisions == ()
    assert selection.differences() == ()
    assert told(selection)["decision"][0] >= 2


def test_decisions_go_with_what_they_are_about() -> None:
    def about(kind: str, subject: str) -> tuple[Decision, ...]:
        return (Decision("d", kind, subject, "accept", (), (), "L1", "c", bundles.NOW),)

    kept = [("span", "s1"), ("link", "k2"), ("difference", "anything")]
    for kind, subject in kept:
        (first, _) = gone(changed(decisions=about(kind, subject)))
        assert len(first.decisions) == 1
    for kind, subject in (("span", "k2"), ("link", "s1"), ("span", "nobody")):
        selection = gone(changed(decisions=about(kind, subject)))
        (first, _) = selection
        assert first.decisions == ()


def test_notes_go_with_what_they_are_about() -> None:
    selection = gone(changed(links=(), decisions=()))
    (first, _) = selection
    assert [note.id for note in first.notes] == ["n1", "n2"]
    assert told(selection) == {"note": (1, 3)}


def test_progress_is_told_of_every_fiftieth_article_and_at_the_end() -> None:
    text = [bundles.article(f"Text {n}.\n", f"a{n}") for n in range(101)]
    bundle = replace(FULL, contents=tuple(map(Content, text)), decisions=())
    said: list[tuple[int, int, str]] = []
    selection = ExportSelection(bundle, WriteOptions(), lambda *one: said.append(one))
    assert len(list(selection)) == 101
    assert [one[:2] for one in said] == [(0, 101), (50, 101), (100, 101), (101, 101)]
    assert {one[2] for one in said} == {"Writing articles"}


def test_cancelling_stops_before_the_next_article() -> None:
    cancel = Cancel()
    selection = iter(ExportSelection(FULL, WriteOptions(), cancel=cancel))
    next(selection)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(selection)
