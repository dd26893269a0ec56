"""Lists out of columns in memory are those of a plain, slow way, whatever was done meanwhile."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import DamagedProject, WrongUse
from annotator.model.article import SEARCHED, Article, ListFilter, ListQuery
from annotator.model.layer import State
from annotator.store.lists import columns
from annotator.store.read import Reader
from annotator.text.letters.sorting import sort_key
from tests import builders as make

ORDERS = ("number", "title", "date", "outlet", "state")
LAYERS = (make.LAYER_ID, "layer-2")
WORDS = st.text(st.sampled_from("aÉ پن漢*\n"), max_size=4)
FIELDS = st.fixed_dictionaries(
    {
        **dict.fromkeys(("title", "outlet", "byline", "source"), WORDS),
        "date": st.sampled_from([None, "2024", "2024-05-01", "2025"]),
        "number": st.integers(1, 9),
        "language": st.sampled_from(["en", "fa"]),
        "group_id": st.sampled_from([None, "g1", "g2"]),
        "meta": st.dictionaries(st.sampled_from(["desk", "page"]), st.sampled_from(["A", 2]))
        | st.just({"proposed": {"date": {}}, "desk": "A"})
        | st.just({"proposed": {}}),
    }
)
FILTERS = st.one_of(
    st.tuples(st.just("outlet"), WORDS),
    st.tuples(st.just("language"), st.sampled_from(["en", "fa", "", "f"])),
    st.tuples(st.just("date"), st.sampled_from(["2024", "2024-05", "", "2025", "-05"])),
    st.tuples(st.just("source"), WORDS),
    st.tuples(st.just("group_id"), st.sampled_from(["g1", "g2", ""])),
    st.tuples(st.sampled_from(["desk", "page"]), st.sampled_from(["A", "2", ""])),
    st.tuples(st.just("proposed"), st.sampled_from(["", "date", "outlet"])),
)
QUERIES = st.builds(
    ListQuery,
    order=st.sampled_from(ORDERS),
    descending=st.booleans(),
    search=WORDS,
    state=st.sampled_from([None, "todo", *State]),
    filters=st.lists(FILTERS, max_size=2).map(lambda some: tuple(ListFilter(*one) for one in some)),
)
ACTS = st.one_of(
    st.tuples(st.just("add"), FIELDS),
    st.tuples(st.just("change"), st.integers(0, 99), FIELDS),
    st.tuples(st.just("remove"), st.integers(0, 99)),
    st.tuples(st.just("state"), st.integers(0, 99), st.sampled_from([None, *State]), st.booleans()),
    st.tuples(st.sampled_from(["undo", "redo"])),
    st.tuples(st.just("ask"), QUERIES, st.booleans()),
)
_RANKS = {None: 0, State.IN_PROGRESS: 1, State.DONE: 2, State.EXCLUDED: 3}


def is_let_in(one: Article, query: ListQuery) -> bool:
    """Say the slow way whether the filters of a query let an article in."""
    let_in: dict[str, bool] = {}
    for each in query.filters:
        if each.field == "proposed":
            fits = each.value in one.proposed() if each.value else bool(one.proposed())
        else:
            held = getattr(one, each.field, None) or one.value(each.field)
            is_begun = each.field in ("date", "source") and bool(each.value)
            fits = held.startswith(each.value) if is_begun else held == each.value
        let_in[each.field] = fits or let_in.get(each.field, False)
    return all(let_in.values())


@dataclass
class Corpus:
    """A project, and what is in it by its whole pages."""

    opened: make.Opened
    n: int = 0

    def articles(self) -> list[Article]:
        reader = self.opened.reader
        return [reader.article(one.id) for one in reader.counted_articles(None)]

    def state(self, article_id: str, layer_id: str) -> str | None:
        return self.opened.reader.entry(article_id, layer_id).state

    def do(self, act: str, *said: object) -> None:
        """Do one act, if it can be done."""
        journal, articles = self.opened.journal, self.articles()
        if act in ("undo", "redo"):
            with suppress(WrongUse):
                journal.undo() if act == "undo" else journal.redo()
        elif act == "add":
            self.n += 1
            one = make.article(f"Text {self.n}", id=f"article-{self.n}")
            journal.apply(make.adding(replace(one, **said[0])))
        elif articles:
            one = articles[said[0] % len(articles)]
            if act == "change":
                journal.apply(make.changing(one, replace(one, **said[1])))
            elif act == "remove":
                rows = [
                    make.progress(one, State(state), layer_id)
                    for layer_id in LAYERS
                    if (state := self.state(one.id, layer_id))
                ]
                journal.apply(make.removing(one, *rows))
            else:
                self._set(one, said[1], LAYERS[said[2]])

    def _set(self, one: Article, state: State | None, layer_id: str) -> None:
        before = self.state(one.id, layer_id)
        old = [make.progress(one, State(before), layer_id)] if before else []
        new = [make.progress(one, state, layer_id)] if state else []
        self.opened.journal.apply(make.step(make.changes(old, new)))

    def expected(self, layer_id: str, query: ListQuery) -> list[str]:
        """Give the titles of a list the slow way, as `(number, id)` stands for an article."""
        numbers = {one.id: n for n, one in enumerate(sorted(self.articles(), key=lambda a: a.id))}
        found = []
        for one in self.articles():
            state = self.state(one.id, layer_id)
            told = "\n".join(sort_key(getattr(one, name)) for name in SEARCHED)
            if query.state not in (None, state or "todo") or query.search_key() not in told:
                continue
            if not is_let_in(one, query):
                continue
            at = (one.number, numbers[one.id])
            key = {
                "number": (),
                "title": (told,),
                "date": (one.date or "",),
                "outlet": (sort_key(one.outlet),),
                "state": (_RANKS[state], one.number if state is None else 0, at[1]),
            }[query.order]
            found.append((*key, *at, one.id))
        return [one[-1] for one in sorted(found, reverse=query.descending)]


def told(reader: Reader, layer_id: str, query: ListQuery) -> list[str]:
    """Give the ids of a list as the reader has it, whole and by its first page."""
    order = reader.article_order(layer_id, query)
    ids = [one.id for one in reader.entries(layer_id, order, 0, len(order))]
    n, first = reader.first_entries(layer_id, query, 2)
    assert (n, [one.id for one in first]) == (len(ids), ids[:2])
    return ids


@pytest.fixture(scope="module", params=[0, 16, 10_000], ids=["dense", "usual", "sparse"])
def share(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file to copy, since making one takes longer than what is done to it here."""
    layers = (make.layer(id=one, coder_id=f"coder-{one}") for one in LAYERS)
    return make.project_file(tmp_path_factory.mktemp("empty"), make.adding(*layers))


@given(st.lists(ACTS, min_size=1, max_size=12), QUERIES)
@settings(deadline=None)
def test_a_list_is_that_of_the_slow_way_after_every_act(share, empty, acts, last) -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108 - a fresh folder
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(dir=memory) as folder:
        patch.setattr(columns, "_SPARSE", share)
        with make.opened(Path(shutil.copy(empty, folder))) as opened:
            corpus = Corpus(opened)
            for act, *said in (*acts, ("ask", last, False), ("ask", last, True)):
                if act != "ask":
                    corpus.do(act, *said)
                    continue
                query, layer_id = said[0], LAYERS[said[1]]
                assert told(opened.reader, layer_id, query) == corpus.expected(layer_id, query)


def test_what_was_read_ahead_serves_every_reader_until_an_article_changes(tmp_path) -> None:
    one = make.article("Text", title="Élan")
    path = make.project_file(tmp_path, make.adding(make.layer(), one))
    shared, asked = columns.ArticleColumns(), []
    query = ListQuery("title", search="elan", state="todo")

    def passes_all() -> bool:
        asked.clear()
        assert told(other, make.LAYER_ID, query) == [one.id]
        return any("FROM article ORDER BY" in statement for statement in asked)

    with make.opened(path) as opened, closing(sqlite3.connect(path)) as connection:
        connection.isolation_level = None
        connection.set_trace_callback(asked.append)
        Reader(path, columns=shared).read_lists_ahead(make.LAYER_ID)
        other = Reader(path, connection=connection, columns=shared)
        assert not passes_all()
        opened.journal.apply(make.adding(make.span(one, "cue", (0, 4))))
        assert not passes_all()
        opened.journal.apply(make.changing(one, replace(one, outlet="Wire")))
        assert passes_all()
        assert not passes_all()


def test_after_very_many_filters_the_first_is_right_again(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(columns, "_MASKS", 2)
    articles = [
        make.article(f"Text {n}", id=f"article-{n}", outlet=f"Wire {n % 2}") for n in range(4)
    ]
    filters = [ListFilter("outlet", f"Wire {n}") for n in (0, 1, 2, 0, 1)]
    with make.opened(make.project_file(tmp_path, make.adding(make.layer(), *articles))) as opened:
        found = [told(opened.reader, make.LAYER_ID, ListQuery(filters=(one,))) for one in filters]
    even, odd = ["article-0", "article-2"], ["article-1", "article-3"]
    assert found == [even, odd, [], even, odd]


def test_own_fields_that_are_none_are_damage(tmp_path) -> None:
    path = make.project_file(tmp_path, make.adding(make.layer(), make.article("Text")))
    query = ListQuery(filters=(ListFilter("desk", "A"),))
    with make.opened(path) as opened:
        with closing(sqlite3.connect(path)) as stranger, stranger:
            stranger.execute("UPDATE article SET meta = '[]'")
        with pytest.raises(DamagedProject):
            opened.reader.first_entries(None, query, 9)
