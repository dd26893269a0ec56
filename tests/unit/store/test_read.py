"""A reader gives values, whole and in a steady order, and sentences for what is not there."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.errors import DamagedProject, WrongUse
from annotator.model.layer import LayerKind, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.span import Decision, Reason
from annotator.text.ranges import Range
from tests import builders as make


@pytest.fixture
def project(tmp_path: Path) -> Iterator[make.Opened]:
    step, known = make.small_corpus()
    article = known["article"]
    suggester = make.layer("quotes", id="layer-2", kind=LayerKind.SUGGESTER, coder_id=None)
    reason = Reason("quoted", "between marks", {"n": 2}, (Range(0, 5), Range(7, 9)))
    guess = make.span(
        article,
        "claim",
        [(25, 30), (32, 40)],
        id="span-20",
        layer_id="layer-2",
        reason=reason,
        confidence=850,
        source_id="elsewhere",
    )
    others = [
        make.article(
            f"Text {n}: Straße",
            id=f"article-{n}",
            title=title,
            outlet=outlet,
            date=date,
            language=language,
            number=n,
        )
        for n, (title, outlet, date, language) in enumerate(
            [
                ("Beta", "Wire", "2025-02", "en"),
                ("alpha", "daily", None, "fa"),
                ("Élan vital", "Wire", "2024", "en"),
            ],
            2,
        )
    ]
    path = make.project_file(
        tmp_path,
        step,
        make.adding(suggester, guess, *others),
        make.adding(
            make.progress(article, State.DONE),
            make.progress(others[0], State.EXCLUDED),
            make.progress(others[1], State.IN_PROGRESS),
            make.region(article, "headline", (0, 23), id="region-1"),
            make.note(article, "on the article", id="note-1"),
            make.note(known["claim"], "on the claim", id="note-2"),
            make.note(known["said_by"], "on the link", id="note-3"),
            make.note(guess, "on the guess", id="note-4"),
            Decision("d-1", "span", guess.id, "reject", ("layer-2",), (), "layer-1", "c", make.NOW),
            Decision(
                "d-2", "difference", "key", "open", (), ("x",), "layer-1", "c", make.NOW, "hm"
            ),
        ),
    )
    with make.opened(path) as opened:
        yield opened


def test_a_page_holds_the_layers_asked_for(project: make.Opened) -> None:
    reader = project.reader
    every = reader.page("article-1")
    assert {one.id for one in every.spans()} == {"span-1", "span-2", "span-3", "span-20"}
    own = reader.page("article-1", ["layer-1", "unknown"])
    assert {one.id for one in own.spans()} == {"span-1", "span-2", "span-3"}
    assert {one.id for one in own.links()} == {"link-1", "link-2"}
    assert {one.id for one in own.every_note()} == {"note-1", "note-2", "note-3"}
    assert [one.id for one in own.regions] == ["region-1"]
    none = reader.page("article-1", [])
    assert (none.n_spans, [one.id for one in none.every_note()]) == (0, ["note-1"])


def test_parts_reasons_and_sources_of_a_suggestion_come_back(project: make.Opened) -> None:
    span = project.reader.page("article-1", ["layer-2"]).span("span-20")
    assert span is not None
    assert span.parts == (Range(25, 30), Range(32, 40))
    assert span.quotes == tuple(part.of(make.TEXT) for part in span.parts)
    assert span.reason == Reason("quoted", "between marks", {"n": 2}, (Range(0, 5), Range(7, 9)))
    assert (span.confidence, span.source_id) == (850, "elsewhere")


def test_what_is_not_there_is_wrong_use(project: make.Opened) -> None:
    reader = project.reader
    for ask in (
        lambda: reader.article("no"),
        lambda: reader.page("no"),
        lambda: reader.progress("no"),
        lambda: reader.entry("no", None),
    ):
        with pytest.raises(WrongUse, match="There is no"):
            ask()
    assert reader.article_of("no") is None
    assert reader.last_steps().number == 4


def test_contents_are_read_anew_at_each_walk(project: make.Opened) -> None:
    contents = project.reader.contents(layer_ids=["layer-1"])
    first = list(contents)
    assert [one.article.id for one in first] == [f"article-{n}" for n in (1, 2, 3, 4)]
    assert [one.id for one in first[0].spans] == ["span-1", "span-3", "span-2"]
    assert first[0].states == {"layer-1": State.DONE}
    assert [one.id for one in first[0].decisions] == ["d-1"]
    assert [one.id for one in first[0].notes] == ["note-1", "note-2", "note-3"]
    project.journal.undo()
    assert next(iter(contents)).states == {}
    some = project.reader.contents(["article-3", "article-2", "no"])
    assert [one.article.id for one in some] == ["article-2", "article-3"]


def test_contents_of_many_articles_come_in_order(tmp_path: Path) -> None:
    articles = [make.article(f"text {n}", number=n) for n in range(230)]
    with make.opened(make.project_file(tmp_path, make.adding(*articles), name="many")) as project:
        contents = [one.article for one in project.reader.contents()]
        assert contents == articles
        ids = project.reader.known_ids("article", [one.id for one in articles] + ["no"] * 600)
        assert len(ids) == 230


def test_known_things_are_found(project: make.Opened) -> None:
    reader = project.reader
    one = reader.article("article-1")
    assert reader.known_texts([one.sha256, "no"]) == {one.sha256: "article-1"}
    assert reader.known_ids("span", ["span-1", "no", "span-20"]) == {"span-1", "span-20"}
    assert (reader.article_of("span-20"), reader.article_of("link-1")) == ("article-1",) * 2
    assert reader.counts("layer-1") == {"article-1": 3}
    assert (reader.n_done("layer-1"), reader.n_done("no")) == (1, 0)
    assert reader.progress("article-3") == {"layer-1": State.IN_PROGRESS}
    assert [one.id for one in reader.decisions()] == ["d-1", "d-2"]
    assert reader.decisions()[1].results == ("x",)


def test_what_is_kept_under_a_name_has_its_articles_in_their_order(project: make.Opened) -> None:
    pilot = NamedSet(
        "n-2", NamedKind.SAMPLE, "pilot", {"seed": 7}, "coder-1", make.NOW,
        ("article-3", "article-1"),
    )  # fmt: skip
    recipe = NamedSet("n-1", NamedKind.RECIPE, "for R", {"format": "tables"}, "c", make.NOW)
    assert project.reader.named() == ()
    project.journal.apply(make.adding(pilot, recipe))
    assert project.reader.named() == (recipe, pilot)
    assert project.reader.named(NamedKind.SAMPLE) == (pilot,)
    project.journal.undo()
    assert project.reader.named() == ()


def test_schemes_are_kept_in_all_versions(project: make.Opened) -> None:
    project.journal.apply(make.adding(make.scheme(version=2)))
    assert [one.version for one in project.reader.schemes()] == [1, 2]
    assert project.reader.scheme().version == 2


def test_steps_are_listed_newest_first_without_changes(project: make.Opened) -> None:
    infos = project.reader.steps(limit=2)
    assert [(one.step.number, one.step.act, one.state) for one in infos] == [
        (4, "mark", "done"),
        (3, "mark", "done"),
    ]
    assert [one.step.changes for one in infos] == [(), ()]
    assert [one.n_changes for one in infos] == [10, 7]


def test_what_is_counted_and_found_is_what_is_there(project: make.Opened) -> None:
    reader = project.reader
    every = list(reader.contents())
    spans = [one for content in every for one in content.spans]
    links = [one for content in every for one in content.links]
    assert reader.types_in_use() == Counter(one.type for one in (*spans, *links))
    for layer in reader.layers():
        of_layer = [one.article_id for one in spans if one.layer_id == layer.id]
        assert reader.counts(layer.id) == Counter(of_layer)
        states = [content.states.get(layer.id) for content in every]
        assert reader.n_done(layer.id) == states.count(State.DONE)
    for content in every:
        assert reader.progress(content.article.id) == content.states
        assert reader.article(content.article.id) == content.article
        assert reader.article_numbered(content.article.number) == content.article.id
        assert reader.articles_titled(content.article.title) == [content.article.id]
        entry = reader.entry(content.article.id, "layer-1")
        assert (entry.id, entry.state) == (content.article.id, content.states.get("layer-1"))
    for one in (*spans, *links):
        assert reader.article_of(one.id) == one.article_id
    assert reader.article_of("note-1") is None
    assert reader.article_numbered(5) is None
    assert reader.articles_titled("alph") == reader.articles_titled("Alpha") == []
    ids = tuple(content.article.id for content in every)
    assert (reader.article_ids(), reader.n_articles()) == (ids, len(ids))
    assert reader.last_number() == max(content.article.number for content in every)
    sums = {content.article.sha256: content.article.id for content in every}
    assert reader.known_texts([*sums, "0" * 64]) == sums


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_ids_in_blocks_are_all_ids(project: make.Opened, n: int) -> None:
    blocks = list(project.reader.article_id_blocks(n))
    assert [one for block in blocks for one in block] == list(project.reader.article_ids())
    assert [len(block) for block in blocks[:-1]] == [n] * (len(blocks) - 1)


def test_ids_of_rows_without_an_id_are_a_mistake_of_the_program(project: make.Opened) -> None:
    assert project.reader.known_ids("note", ["note-1", "note-9", "span-1"]) == {"note-1"}
    with pytest.raises(ValueError, match="not named by an id"):
        project.reader.known_ids("progress", ["layer-1"])


def test_some_contents_in_the_order_of_the_list_on_some_layers(project: make.Opened) -> None:
    found = list(project.reader.contents(["article-3", "article-1", "no"], ["layer-2"]))
    assert [one.article.id for one in found] == ["article-1", "article-3"]
    assert [one.id for one in found[0].spans] == ["span-20"]
    assert found[0].links == ()
    chunk = project.reader.content_chunk(["article-3", "no", "article-1"], None)
    assert [one.article.id for one in chunk] == ["article-3", "article-1"]


def test_the_facts_are_those_the_file_was_made_with(project: make.Opened) -> None:
    facts = project.reader.facts()
    assert (facts.title, facts.created, facts.made_by) == ("Study", make.NOW, "")
    assert facts.program.startswith("annotator ")
    assert facts.normaliser.isdigit()
    assert facts.unicode.count(".") == 2


def test_the_newest_steps_are_as_many_as_asked_for(project: make.Opened) -> None:
    every = project.reader.steps()
    for n in range(6):
        assert project.reader.steps(n) == every[:n]
    assert [one.step.number for one in every] == [4, 3, 2, 1]
    assert project.reader.last_steps().number == 4


def test_marks_are_counted_by_layer_and_type(project: make.Opened) -> None:
    reader = project.reader
    assert reader.n_marks(make.LAYER_ID) == (3, 2)
    assert reader.n_marks("layer-2") == (1, 0)
    assert reader.n_marks("no such layer") == (0, 0)
    kinds = [("claim", make.LAYER_ID), ("cue", make.LAYER_ID), ("cue", "layer-2")]
    assert [reader.n_spans(layer, kind) for kind, layer in kinds] == [1, 1, 0]
    assert reader.types_in_use() == {"claim": 2, "speaker": 1, "cue": 1, "said_by": 1, "cued_by": 1}


def test_no_query_stays_open_after_its_answer(project: make.Opened) -> None:
    reader = project.reader
    for ask in (reader.facts, reader.actors, reader.article_ids, lambda: reader.page("article-1")):
        ask()
        assert not reader._connection.in_transaction
    with pytest.raises(WrongUse):
        reader.page("no")
    assert not reader._connection.in_transaction
    project.journal.apply(make.adding(make.actor("New")))


def test_a_project_without_a_scheme_is_damaged(project: make.Opened) -> None:
    with sqlite3.connect(project.path) as stranger:
        stranger.execute("DELETE FROM scheme")
    stranger.close()
    with pytest.raises(DamagedProject):
        project.reader.scheme()
