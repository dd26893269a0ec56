"""A reader gives values, whole and in a steady order, and sentences for what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.model.layer import Coder, LayerKind, State
from annotator.model.span import Decision, Reason
from annotator.store.read_lists import ListQuery
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


def test_the_list_shows_what_a_layer_sees(project: make.Opened) -> None:
    entries = project.reader.entries("layer-1")
    assert [(one.number, one.id, one.state, one.n_spans) for one in entries] == [
        (1, "article-1", "done", 3),
        (2, "article-2", "excluded", 0),
        (3, "article-3", "progress", 0),
        (4, "article-4", None, 0),
    ]
    assert entries[0].n_characters == len(make.TEXT)
    assert [one.state for one in project.reader.entries("no such layer")] == [None] * 4
    assert not any(one.reviewed for one in entries)


def test_the_list_is_sorted_and_keeps_the_numbers(project: make.Opened) -> None:
    def ids(query: ListQuery) -> list[tuple[int, str]]:
        return [(one.number, one.id[-1]) for one in project.reader.entries("layer-1", query)]

    assert ids(ListQuery(descending=True)) == [(4, "4"), (3, "3"), (2, "2"), (1, "1")]
    assert ids(ListQuery(order="title")) == [(3, "3"), (2, "2"), (1, "1"), (4, "4")]
    assert ids(ListQuery(order="outlet")) == [(1, "1"), (3, "3"), (2, "2"), (4, "4")]
    assert ids(ListQuery(order="date", descending=True)) == [(2, "2"), (4, "4"), (3, "3"), (1, "1")]
    assert ids(ListQuery(order="state")) == [(4, "4"), (3, "3"), (1, "1"), (2, "2")]


def test_the_list_comes_in_lots(project: make.Opened) -> None:
    reader = project.reader
    for query in (ListQuery(), ListQuery(descending=True), ListQuery(order="title")):
        whole = reader.entries("layer-1", query)
        lots = [
            one for at in range(4) for one in reader.entries("layer-1", query, limit=1, offset=at)
        ]
        assert lots == whole
    assert reader.entries("layer-1", limit=5, offset=9) == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (ListQuery(search="ELAN"), ["article-4"]),
        (ListQuery(search="wire"), ["article-2", "article-4"]),
        (ListQuery(search="strasse"), []),
        (ListQuery(search="strasse", in_text=True), ["article-2", "article-3", "article-4"]),
        (ListQuery(search="  "), ["article-1", "article-2", "article-3", "article-4"]),
        (ListQuery(search="%_' OR 1"), []),
        (ListQuery(state="todo"), ["article-4"]),
        (ListQuery(state=State.DONE), ["article-1"]),
        (ListQuery(outlet="Wire", language="en"), ["article-2", "article-4"]),
        (ListQuery(language="fa"), ["article-3"]),
        (ListQuery(search="wire", state="todo"), ["article-4"]),
    ],
)
def test_the_list_is_narrowed(project: make.Opened, query: ListQuery, ids: list[str]) -> None:
    assert [one.id for one in project.reader.entries("layer-1", query)] == ids
    assert project.reader.n_entries("layer-1", query) == len(ids)


def test_an_article_done_on_the_agreed_layer_is_reviewed(project: make.Opened) -> None:
    agreed = make.layer("agreed", id="layer-3", kind=LayerKind.AGREED, coder_id=None)
    one = project.reader.article("article-2")
    project.journal.apply(make.adding(agreed, make.progress(one, layer_id="layer-3")))
    assert [entry.reviewed for entry in project.reader.entries("layer-1")] == [
        False,
        True,
        False,
        False,
    ]


def test_one_line_of_the_list(project: make.Opened) -> None:
    for entry in project.reader.entries("layer-1"):
        assert project.reader.entry(entry.id, "layer-1") == entry


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
    assert reader.last_step_number() == 4


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
    assert reader.coders() == (Coder("coder-1", "Ada"),)
    assert [one.id for one in reader.decisions()] == ["d-1", "d-2"]
    assert reader.decisions()[1].results == ("x",)


def test_claims_and_mentions_of_actors_are_counted(project: make.Opened) -> None:
    reader = project.reader
    assert reader.actor_counts() == {"actor-1": (1, 1)}
    assert reader.actor_counts("layer-1") == {"actor-1": (1, 1)}
    assert reader.actor_counts("layer-2") == {}
    assert reader.actor_counts("no") == {}
    (known,) = reader.actors().every()
    second = make.actor("M. Talven", id="actor-2")
    one = reader.article("article-1")
    mention = make.span(one, "entity", "She", actor_id="actor-2")
    project.journal.apply(make.adding(second, mention))
    assert reader.actor_counts() == {"actor-1": (1, 1), "actor-2": (0, 1)}
    project.journal.apply(make.changing(second, replace(second, merged_into=known.id)))
    assert reader.actor_counts() == {"actor-1": (1, 2)}


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
