"""The list of articles is right in every order, whole, in pages and from any place in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from annotator.errors import WrongUse
from annotator.model.article import ListQuery
from annotator.model.layer import LayerKind, State
from annotator.store.check import check
from annotator.store.schema import FORMER
from annotator.text.letters.sorting import sort_key
from tests import builders as make

FIELDS = (
    ("Ferry returns", "", None, State.DONE),
    ("Beta", "Wire", "2025-02", State.EXCLUDED),
    ("alpha", "daily", None, State.IN_PROGRESS),
    ("Élan vital", "Wire", "2024", None),
    ("elan", "Écho", "2025", None),
    ("پارلمان", "Wire", "2024", State.DONE),
    ("تهران", "echo", "2024-05-01", State.DONE),
    ("بغداد", "", "2024", None),
    ("Beta", "daily", None, State.DONE),
)
BYLINES = ("Mira Talven", "", "من هنا", "By 100% me", "x_y", "กข", "a\\b", "Élise", "Mira")
ORDERS = ("number", "title", "date", "outlet", "state")
STATES = (None, "todo", *State)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[make.Opened]:
    """Nine articles, each with its fields, on the usual layer."""
    articles = [
        make.article(
            f"Text {n}",
            id=f"article-{n}",
            number=n,
            title=title,
            outlet=outlet,
            date=date,
            byline=BYLINES[n - 1],
            source=f"in/text-{n - 1}.txt",
        )
        for n, (title, outlet, date, _) in enumerate(FIELDS, 1)
    ]
    states = [
        make.progress(one, fields[3])
        for one, fields in zip(articles, FIELDS, strict=True)
        if fields[3] is not None
    ]
    marked = make.span(articles[1], "cue", (0, 4))
    path = make.project_file(tmp_path, make.adding(make.layer(), *articles, *states, marked))
    with make.opened(path) as opened:
        yield opened


def _expected(query: ListQuery) -> list[str]:
    """Say what a list must be, the slow way."""
    ranks = {None: 0, State.IN_PROGRESS: 1, State.DONE: 2, State.EXCLUDED: 3}
    keys: dict[str, Callable[[int], object]] = {
        "number": lambda _n: 0,
        "title": lambda n: tuple(map(sort_key, (*FIELDS[n][:2], BYLINES[n], f"in/text-{n}.txt"))),
        "date": lambda n: FIELDS[n][2] or "",
        "outlet": lambda n: sort_key(FIELDS[n][1]),
        "state": lambda n: ranks[FIELDS[n][3]],
    }
    wanted = [
        n
        for n, (title, outlet, _, state) in enumerate(FIELDS)
        if query.state in (None, state or "todo")
        and (
            any(
                sort_key(query.search) in sort_key(one)
                for one in (title, outlet, BYLINES[n], f"in/text-{n}.txt")
            )
        )
    ]
    key = keys[query.order]
    wanted.sort(key=lambda n: (key(n), n), reverse=query.descending)
    return [f"article-{n + 1}" for n in wanted]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", ORDERS)
def test_every_list_is_in_its_order_and_narrowed(project, order, descending) -> None:
    reader = project.reader
    for state in STATES:
        for search in ("", "  ", "ELAN", "wire", "e", "%_' OR 1", "پ", "no such",
            "پارل", "ران", "من هن", "e من", "กข", "ข", "\u3e01ข",
            "talven", "100%", "x_y", "a\\b", "text-3", "in/", "TEXT-%", "_", "ë" * 30_000,
        ):  # fmt: skip
            query = ListQuery(order, descending, search, state)
            expected = _expected(query)
            whole = reader.article_order(make.LAYER_ID, query)
            entries = reader.entries(make.LAYER_ID, whole, 0, len(whole))
            assert [one.id for one in entries] == expected, query
            for limit in (1, 3, 20):
                n, first = reader.first_entries(make.LAYER_ID, query, limit)
                assert (n, first) == (len(expected), entries[:limit]), query


def test_the_first_titles_are_those_of_the_alphabet(project) -> None:
    _, first = project.reader.first_entries(None, ListQuery("title"), 20)
    assert [one.title for one in first] == [
        "alpha", "Beta", "Beta", "elan", "Élan vital", "Ferry returns", "بغداد", "پارلمان", "تهران",
    ]  # fmt: skip


def test_pages_and_places_are_those_of_the_whole_list(project) -> None:
    reader = project.reader
    for order in ORDERS:
        whole = reader.article_order(make.LAYER_ID, ListQuery(order))
        ids = [one.id for one in reader.entries(make.LAYER_ID, whole, 0, 9)]
        for at, article_id in enumerate(ids):
            assert reader.place_of(article_id, whole) == at
            page = reader.entries(make.LAYER_ID, whole, at, 2)
            assert [one.id for one in page] == ids[at : at + 2]
    done = reader.article_order(make.LAYER_ID, ListQuery(state=State.DONE))
    assert reader.place_of("article-2", done) is None
    assert reader.entries(make.LAYER_ID, done, 9, 5) == []


def test_an_article_that_is_gone_leaves_its_line_empty(project) -> None:
    reader = project.reader
    project.journal.apply(
        make.adding(make.article("Late", id="article-10", number=10, title="Late"))
    )
    whole = reader.article_order(make.LAYER_ID, ListQuery(descending=True))
    project.journal.undo()
    entries = reader.entries(make.LAYER_ID, whole, 0, 2)
    assert [one and one.id for one in entries] == [None, "article-9"]
    assert reader.n_articles() == 9


def test_a_line_is_the_same_alone_in_the_list_and_counted(project) -> None:
    reader = project.reader
    counted = list(reader.counted_articles(make.LAYER_ID))
    assert [(one.id, one.state, one.n_spans) for one in counted] == [
        (f"article-{n}", state, int(n == 2)) for n, (*_, state) in enumerate(FIELDS, 1)
    ]
    assert counted[0].n_characters == len("Text 1")
    whole = reader.article_order(make.LAYER_ID, ListQuery())
    lines = reader.entries(make.LAYER_ID, whole, 0, 9)
    assert [reader.entry(one.id, make.LAYER_ID) for one in counted] == lines
    for one, line in zip(counted, lines, strict=True):
        assert {name: getattr(one, name) for name in asdict(line)} == asdict(line)
    assert {one.state for one in reader.counted_articles("no such layer")} == {None}
    with pytest.raises(WrongUse, match="There is no article"):
        reader.entry("no", make.LAYER_ID)


def test_an_article_done_on_the_agreed_layer_is_reviewed(project) -> None:
    agreed = make.layer("agreed", id="layer-3", kind=LayerKind.AGREED, coder_id=None)
    one = project.reader.article("article-2")
    project.journal.apply(make.adding(agreed, make.progress(one, layer_id="layer-3")))
    reviewed = [one.id for one in project.reader.counted_articles(make.LAYER_ID) if one.reviewed]
    assert reviewed == ["article-2"]


def test_numbers_and_titles_name_articles(project) -> None:
    reader = project.reader
    assert [reader.article_numbered(n) for n in (1, 9, 10)] == ["article-1", "article-9", None]
    assert reader.articles_titled("Beta") == ["article-2", "article-9"]
    assert reader.articles_titled("elan") == ["article-5"]
    assert reader.articles_titled("Ela") == []


def test_what_is_to_do_follows_each_step(project) -> None:
    reader = project.reader

    def to_do() -> list[str]:
        n, first = reader.first_entries(make.LAYER_ID, ListQuery(state="todo"), 20)
        n_all, every = reader.first_entries(make.LAYER_ID, ListQuery("state"), 20)
        assert (n, n_all) == (len(first), len(FIELDS))
        assert [one.id for one in every][:n] == [one.id for one in first]
        return [one.id for one in first]

    assert to_do() == ["article-4", "article-5", "article-8"]
    project.journal.apply(make.adding(make.progress(reader.article("article-5"))))
    assert to_do() == ["article-4", "article-8"]
    project.journal.undo()
    assert to_do() == ["article-4", "article-5", "article-8"]
    assert reader.first_entries("no such layer", ListQuery(state="todo"), 20)[0] == len(FIELDS)


def test_a_changed_title_stands_in_its_new_place(project) -> None:
    before = project.reader.article("article-1")
    after = replace(before, title="Ärzte", outlet="Zeitung")
    project.journal.apply(make.changing(before, after))
    _, first = project.reader.first_entries(None, ListQuery("title"), 2)
    assert [one.title for one in first] == ["alpha", "Ärzte"]
    assert project.reader.first_entries(None, ListQuery(search="zeit"), 2)[0] == 1
    project.journal.undo()
    _, first = project.reader.first_entries(None, ListQuery("title"), 6)
    assert first[5].title == "Ferry returns"
    assert project.reader.first_entries(None, ListQuery(search="zeit"), 2)[0] == 0


def test_a_file_of_an_earlier_program_is_searched_whole_after_its_first_step(
    project, tmp_path: Path
) -> None:
    project.journal.close()
    with sqlite3.connect(project.file.path) as earlier:
        earlier.execute(
            "UPDATE article SET title_key = substr(title_key, 1, instr(title_key, char(10)) - 1)"
            " || char(10) || outlet_key"
        )
        earlier.execute(FORMER["article_search"])
        earlier.execute("INSERT INTO article_search SELECT id, title_key FROM article")
    earlier.close()
    assert check(project.file.path).ok
    assert project.reader.first_entries(None, ListQuery(search="text-3"), 9)[0] == 0
    project.journal.apply(make.adding(make.note(project.reader.article("article-1"), "seen")))
    assert project.reader.first_entries(None, ListQuery(search="text-3"), 9)[0] == 1
    assert check(project.file.path).ok
    with closing(sqlite3.connect(project.file.path)) as now:
        assert not now.execute(
            "SELECT 1 FROM sqlite_schema WHERE name GLOB 'article_s*'"
        ).fetchall()


def test_which_field_holds_what_is_searched_is_known(project) -> None:
    _, (entry,) = project.reader.first_entries(None, ListQuery(search="text-3"), 9)
    assert ListQuery(search="text-3").found_in(entry) == "source"
    assert ListQuery(search="100% ME").found_in(entry) == "byline"
    assert ListQuery(search="no such").found_in(entry) is None
    assert ListQuery(search=" ").found_in(entry) is None
