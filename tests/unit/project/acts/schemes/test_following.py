"""What names things of the scheme elsewhere follows a rename, a merge, and their undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.compare.values import DifferenceKind
from annotator.model.layer import Coder, LayerKind
from annotator.model.named import NamedKind, NamedSet
from annotator.model.scheme_edits.edits import SchemeEdit
from annotator.project import Project
from annotator.project.finding.search import Search
from annotator.project.review.suggested import ArticleSuggestions
from tests import builders
from tests.codings import coded, coding, link, project_of, span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "“We will pay,” the minister said in Port Aldane on Monday. It was late."
STATES = {"a0": {"A": "done", "B": "done"}}


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Two codings that differ in an edge, a value, a speaker, a mark and a link's value."""
    left = coding(
        span("c", "claim", (1, 12), directness="direct", kind="promise"),
        span("s", "speaker", (15, 27)),
        span("e", "entity", (36, 47), kind="place"),
        link("c", "said_by", "s"),
        link("c", "about", "e", stance="favourable"),
    )
    right = coding(
        span("d", "claim", (0, 14), directness="mixed", kind="promise"),
        span("f", "entity", (36, 47), kind="place"),
        span("g", "entity", (51, 57), kind="date"),
        link("d", "about", "f", stance="unfavourable"),
    )
    article = coded(TEXT, left, right, article_id="a0")
    with project_of(tmp_path / "two.annotator", [article], states=STATES) as made:
        yield made


def edit(project: Project, *edits: dict[str, object]) -> None:
    project.edit_scheme([SchemeEdit.of(one) for one in edits])


def settle_all(project: Project) -> int:
    """Settle every difference, one by one; give how many there were."""
    n = 0
    while True:
        differences = [*project.settling("A", "B").open()]
        if not differences:
            return n
        project.take(key=differences[0].key, side="left")
        n += 1


def n_open(project: Project) -> int:
    return len([*project.settling("A", "B").open()])


RENAMES: list[dict[str, object]] = [
    {"edit": "rename", "what": "claim", "to": "statement"},
    {"edit": "rename", "what": "statement.directness", "to": "manner"},
    {"edit": "rename", "what": "statement.manner.mixed", "to": "both"},
    {"edit": "rename", "what": "entity", "to": "name"},
    {"edit": "rename", "what": "link:about", "to": "of"},
    {"edit": "rename", "what": "link:of.stance.unfavourable", "to": "against"},
]


def test_what_was_settled_stays_settled_under_new_names_and_undo_brings_the_old(
    project: Project,
) -> None:
    assert settle_all(project) > 2
    before = builders.digest(project.reader)
    keys = {one.subject for one in project.reader.decisions()}
    edit(project, *RENAMES)
    assert n_open(project) == 0
    assert {one.subject for one in project.reader.decisions()} != keys
    project.undo()
    assert n_open(project) == 0
    project.open_project.drain()
    assert builders.digest(project.reader) == before
    project.redo()
    assert n_open(project) == 0
    assert project.check().ok


def test_what_was_settled_stays_settled_when_values_and_types_are_merged(
    project: Project,
) -> None:
    settle_all(project)
    edit(
        project,
        {"edit": "merge", "what": "claim.directness.mixed", "into": "claim.directness.indirect"},
        {"edit": "add", "what": "thing", "refers_to_actor": True},
        {"edit": "merge", "what": "entity", "into": "thing"},
        {"edit": "split", "what": "claim.kind.promise", "into": ["vow", "threat"]},
    )
    assert n_open(project) == 0


def test_what_is_open_stays_open(project: Project) -> None:
    (value,) = [
        one for one in project.settling("A", "B").open()
        if one.kind is DifferenceKind.ATTRIBUTE and one.name == "directness"
    ]  # fmt: skip
    project.take(key=value.key, side="right", note="the guide, §2")
    n = n_open(project)
    edit(project, *RENAMES)
    assert n_open(project) == n
    (decision,) = [one for one in project.reader.decisions() if one.note]
    (now,) = [
        one for one in project.compare("A", "B").differences()
        if one.kind is DifferenceKind.ATTRIBUTE and one.name == "manner"
    ]  # fmt: skip
    assert decision.subject == now.key


def test_a_search_that_is_kept_looks_inside_the_type_as_it_is_called_now(
    project: Project,
) -> None:
    project.mark("a0", "claim", (1, 12))
    project.keep("pay", Search("pay", in_type="claim"))
    project.keep("anywhere", Search("pay"))
    edit(project, {"edit": "rename", "what": "claim", "to": "statement"})
    bodies = {one.name: one.body for one in project.searches()}
    assert bodies["pay"]["in"] == "statement"
    assert "in" not in bodies["anywhere"]
    assert project.find("pay", in_type=str(bodies["pay"]["in"])).n == 1
    project.undo()
    assert {one.name: one.body.get("in") for one in project.searches()} == {
        "pay": "claim", "anywhere": None
    }  # fmt: skip
    thing = {"edit": "add", "what": "thing"}
    edit(project, thing, {"edit": "merge", "what": "claim", "into": "thing"})
    assert {one.name: one.body.get("in") for one in project.searches()}["pay"] == "thing"


def test_a_mapping_that_is_kept_says_what_things_of_theirs_are_called_now(
    project: Project,
) -> None:
    names = {
        "quote": "claim", "quote.manner": "directness", "quote.manner.half": "mixed",
        "claim.tone": "", "entity.kind.x": None, "link:on": "link:about",
        "link:on.side": "stance", "link:on.side.no": "unfavourable",
    }  # fmt: skip
    kept = NamedSet(
        "m1", NamedKind.MAPPING, "theirs", {"of": "p", "names": names}, "x", builders.NOW
    )
    project.open_project.apply(builders.adding(kept, act="merge"))
    edit(project, *RENAMES)
    (now,) = project.reader.named(NamedKind.MAPPING)
    assert now.body["names"] == {
        "quote": "statement", "quote.manner": "manner", "quote.manner.half": "both",
        "claim.tone": "", "entity.kind.x": None, "link:on": "link:of",
        "link:on.side": "stance", "link:on.side.no": "against",
    }  # fmt: skip
    project.undo()
    (before,) = project.reader.named(NamedKind.MAPPING)
    assert before.body["names"] == names


# --- suggestions ----------------------------------------------------------------------------------

SAID = (
    "Talks\n\n“We will pay in full,” said Rana Idris in Port Aldane.\n\n"
    "“It is too late,” the minister said on Monday."
)


@pytest.fixture
def suggested(tmp_path: Path) -> Iterator[Project]:
    """A project with suggestions, half of them rejected, one taken; the others are open."""
    with Project.create(tmp_path / "study.annotator", coder=Coder("coder-a", "A")) as made:
        made.import_text(SAID, "talks.txt")
        made.suggest(model=False)
        every = open_keys(made)
        assert len(every) >= 5
        made.take(key=every[0], side="right", into="A")
        for key in every[1::2]:
            made.take(key=key, side="neither", into="A")
        yield made


def open_keys(project: Project) -> list[str]:
    settling = project.settling("A", "suggestions", "A")
    return [one.key for one in settling.open() if one.kind is DifferenceKind.EXTRA]


def open_words(project: Project) -> list[str]:
    """Give the words of all that is open, as the page shows it."""
    layer, mine = project.layer("suggestions"), project.layer("A")
    (article_id,) = project.reader.article_ids()
    page = project.page(article_id, {layer.id, mine.id})
    decisions = {one.subject: one for one in project.reader.decisions()}
    found = ArticleSuggestions(page, layer, project.context).open(page, mine.id, decisions)
    return [one.span.text() for one in found]


OF_SUGGESTED: list[dict[str, object]] = [
    {"edit": "rename", "what": "claim", "to": "statement"},
    {"edit": "rename", "what": "statement.directness.direct", "to": "word for word"},
    {"edit": "rename", "what": "speaker.form", "to": "manner"},
    {"edit": "rename", "what": "entity", "to": "thing"},
    {"edit": "rename", "what": "cue", "to": "entity"},
    {"edit": "rename", "what": "thing.kind", "to": "sort"},
    {"edit": "rename", "what": "link:said_by", "to": "by"},
]


def test_what_was_rejected_stays_so_under_new_names_and_undo_brings_the_old(
    suggested: Project,
) -> None:
    before, keys = open_words(suggested), open_keys(suggested)
    assert before
    for _ in range(2):
        digest = builders.digest(suggested.reader)
        edit(suggested, *OF_SUGGESTED)
        assert open_words(suggested) == before
        assert not {*open_keys(suggested)} & {*keys}
        suggested.undo()
        assert open_words(suggested) == before
        assert open_keys(suggested) == keys
        assert builders.digest(suggested.reader) == digest
        suggested.redo()
        assert open_words(suggested) == before
        suggested.suggest(model=False)
        assert open_words(suggested) == before
        suggested.undo()
        suggested.suggest(model=False)
        assert open_words(suggested) == before
    assert suggested.check().ok


def test_what_was_rejected_stays_so_where_types_and_values_are_merged(suggested: Project) -> None:
    before = open_words(suggested)
    edit(
        suggested,
        {"edit": "add", "what": "name", "refers_to_actor": True},
        {"edit": "merge", "what": "entity", "into": "name"},
        {"edit": "merge", "what": "claim.directness.direct", "into": "claim.directness.mixed"},
    )
    assert open_words(suggested) == before
    suggested.suggest(model=False)
    assert open_words(suggested) == before
    suggested.undo()
    suggested.suggest(model=False)
    assert open_words(suggested) == before
    assert suggested.check().ok


def test_what_is_taken_after_a_rename_is_of_the_type_as_it_is_called_now(
    suggested: Project,
) -> None:
    edit(suggested, *OF_SUGGESTED)
    for key in open_keys(suggested):
        suggested.take(key=key, side="right", into="A")
    known = {one.name for one in suggested.scheme.types}
    assert {one.type for one in suggested.spans()} <= known
    assert {one.type for one in suggested.links()} <= {one.name for one in suggested.scheme.links}


def test_decisions_whose_names_change_places_change_places_too(tmp_path: Path) -> None:
    words = (51, 57)
    theirs = [span(name, "entity", words, kind=name) for name in ("date", "place", "other")]
    article = coded(TEXT, coding(), coding(*theirs), article_id="a0")
    with project_of(tmp_path / "two.annotator", [article], names=("A", "suggestions")) as project:
        layer = project.layer("suggestions")
        of_suggester = replace(layer, kind=LayerKind.SUGGESTER, coder_id=None)
        project.open_project.apply(builders.changing(layer, of_suggester))
        page = project.page("a0", {layer.id})
        every = ArticleSuggestions(page, of_suggester, project.context).every
        keys = {one.span.attributes["kind"]: one.key for one in every}
        project.take(key=keys["date"], side="neither", into="A", note="no day")
        project.take(key=keys["place"], side="neither", into="A", note="no town")
        digest, before = builders.digest(project.reader), notes_by_words(project)
        edit(
            project,
            {"edit": "rename", "what": "entity.kind.date", "to": "x"},
            {"edit": "rename", "what": "entity.kind.place", "to": "date"},
            {"edit": "rename", "what": "entity.kind.x", "to": "place"},
        )
        assert before == {"date": "no day", "place": "no town", "other": ""}
        assert notes_by_words(project) == {"place": "no day", "date": "no town", "other": ""}
        project.undo()
        assert builders.digest(project.reader) == digest
        project.redo()
        assert notes_by_words(project) == {"place": "no day", "date": "no town", "other": ""}
        assert project.check().ok


def notes_by_words(project: Project) -> dict[str, str]:
    """Give the reason of each decision about a suggestion, by the value that is suggested."""
    layer = project.layer("suggestions")
    page = project.page("a0", {layer.id})
    notes = {one.subject: one.note for one in project.reader.decisions()}
    every = ArticleSuggestions(page, layer, project.context).every
    return {one.span.attributes["kind"]: notes.get(one.key, "") for one in every}
