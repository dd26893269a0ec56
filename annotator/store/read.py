"""Everything that is read from a project file, as values. A reader belongs to one thread.

Each method reads to the end before it answers: a half-read cursor would keep the writer waiting.
The queries for pages are in read_pages.py, for lists and counts in read_lists.py, for notes in
read_notes.py.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.actor import ActorBook
from annotator.model.article import (
    KEPT_IN_META,
    Article,
    ArticleEntry,
    ArticleKey,
    CountedArticle,
    ListQuery,
)
from annotator.model.changes import Row
from annotator.model.fast_values import fast_maker
from annotator.model.layer import Layer, Progress, State
from annotator.model.named import NamedKind, NamedSet
from annotator.model.page import Page
from annotator.model.rows import (
    decision_from_row,
    layer_from_row,
    named_from_row,
    scheme_from_row,
)
from annotator.model.scheme import Scheme
from annotator.model.span import Decision, Note
from annotator.store import read_lists, read_notes, read_pages
from annotator.store.connection import connect, damaged, reading
from annotator.store.derived import stamps
from annotator.store.history import BrokenHistory
from annotator.store.lists.article_lists import ArticleLists
from annotator.store.lists.article_order import ArticleOrder
from annotator.store.lists.columns import AHEAD, ArticleColumns
from annotator.store.lists.in_use import InUse
from annotator.store.read_lists import LastSteps, ProjectFacts, StepInfo
from annotator.store.read_pages import Asked, Times
from annotator.store.rows_sql import FORMS
from annotator.store.searching import read_searched
from annotator.store.searching.values import SearchedArticle, TextKey
from annotator.store.uids import Uids

if TYPE_CHECKING:
    from annotator.model.bundle import Content
    from annotator.model.coded import CodedArticles
    from annotator.store.lists.asked import ArticlePart, AskedFor, AskedItem
    from annotator.store.lists.passages import ActorPassage
    from annotator.store.read_notes import NoteLine

_CHUNK = 100
_STATES, _progress = {str(one): one for one in State}, fast_maker(Progress)
_BLOCK = 500


class Reader:
    """A reading connection to one project file, for one thread at a time."""

    def __init__(
        self,
        path: Path,
        *,
        may_roll_back: bool = False,
        connection: sqlite3.Connection | None = None,
        columns: ArticleColumns | None = None,
    ) -> None:
        """Open the file to read; `may_roll_back` when a journal of a broken step may lie there.

        A `connection` to it that is given is closed with the reader; `columns` are those that the
        readers of the file share. Raises `CannotOpen`.
        """
        self._path = path
        with reading(path):
            self._connection = connection or connect(path, write=False, query_only=may_roll_back)
        self._uids = Uids(self._connection)
        self._lists = ArticleLists(self._connection, self._uids, columns or ArticleColumns())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Several queries that see the same moment; it ends before the method answers."""
        with reading(self._path):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    # --- the project --------------------------------------------------------------------------

    def facts(self) -> ProjectFacts:
        """Give what the project says of itself."""
        with self._at_once():
            return read_lists.read_facts(self._connection, self._uids)

    def scheme(self) -> Scheme:
        """Give the coding scheme in its newest version."""
        return self.schemes()[-1]

    def schemes(self) -> tuple[Scheme, ...]:
        """Give all versions of the coding scheme, the newest last."""
        with reading(self._path):
            found = self._rows("scheme")
            if not found:
                raise ValueError("a project without a scheme")
            return tuple(map(scheme_from_row, found))

    def in_use(self) -> InUse:
        """Give what looks where things of the scheme are coded."""
        return InUse(self._connection, self._uids, self._at_once)

    def layers(self) -> tuple[Layer, ...]:
        """Give the layers in the order of their ids."""
        with reading(self._path):
            return tuple(sorted(map(layer_from_row, self._rows("layer")), key=lambda one: one.id))

    def _rows(self, table: str) -> list[Row]:
        """Give all rows of a table, in the order of their keys in the file."""
        form, text = FORMS[table], self._uids.text
        return [form.row(cells, text) for cells in self._connection.execute(form.select).fetchall()]

    def actors(self) -> ActorBook:
        """Give all actors."""
        with self._at_once():
            return ActorBook(read_lists.read_actors(self._connection, self._uids))

    def actor_counts(
        self, layer_id: str | None = None, *, of_people: bool = False
    ) -> dict[str, tuple[int, int]]:
        """Give per actor (claims said by it, spans that name it) in one layer, all, or people's."""
        with self._at_once():
            layer = None if layer_id is None else self._layer_number(layer_id)
            within = read_lists.within(self._connection, layer_id, of_people=of_people)
            return read_lists.count_actors(
                self._connection, self._uids, layer, self.scheme(), within
            )

    def articles_of_actor(self, actor_id: str, layer_id: str) -> list[str]:
        """Give the articles that a layer names an actor in, joins followed, in their order."""
        with self._at_once():
            return read_lists.articles_of_actor(
                self._connection, self._uids, actor_id, self._layer_number(layer_id)
            )

    def actor_passages(self, actor_ids: Collection[str]) -> "list[ActorPassage]":
        """Give all spans that refer to some actors, in the order of articles; no join followed."""
        from annotator.store.lists.passages import passages_of

        with self._at_once():
            return passages_of(self._connection, self._uids, actor_ids, self.scheme())

    # --- articles -----------------------------------------------------------------------------

    def first_entries(
        self, layer_id: str | None, query: ListQuery, limit: int
    ) -> tuple[int, list[ArticleEntry]]:
        """Give how many lines a list has, as one layer sees it, and the first of them.

        An unknown layer has no states.
        """
        with self._at_once():
            return self._lists.first(self._layer_number(layer_id), query, limit)

    def read_lists_ahead(self, layer_id: str | None) -> None:
        """Read what the first list with a search or a filter would have to wait for."""
        for name in AHEAD:  # one after the other: nobody who saves waits for all
            with self._at_once():
                self._lists.read_ahead(self._layer_number(layer_id), name)

    def article_order(self, layer_id: str | None, query: ListQuery) -> ArticleOrder:
        """Give the order of a whole list, to ask for its pages."""
        with self._at_once():
            return self._lists.order(self._layer_number(layer_id), query)

    def entries(
        self, layer_id: str | None, order: ArticleOrder, offset: int, limit: int
    ) -> list[ArticleEntry | None]:
        """Give lines of a list from a place in it on; None for an article that is gone."""
        with self._at_once():
            numbers = order.page(offset, limit)
            found = self._lists.entries(self._layer_number(layer_id), numbers)
        return [found.get(number) for number in numbers]

    def place_of(self, article_id: str, order: ArticleOrder) -> int | None:
        """Give the place of an article in a list; None where it is not in it."""
        with self._at_once():
            return order.place_of(self._article_number(article_id))

    def counted_articles(self, layer_id: str | None) -> Iterator[CountedArticle]:
        """Give all articles as they came in, without their texts, read in blocks."""
        order = self.article_order(layer_id, ListQuery())
        for offset in range(0, len(order), _BLOCK):
            with self._at_once():
                numbers = order.page(offset, _BLOCK)
                found = self._lists.counted(self._layer_number(layer_id), numbers)
            yield from (found[number] for number in numbers if number in found)

    def article_numbered(self, number: int) -> str | None:
        """Give the id of the article of this number in the list, from 1 on."""
        with self._at_once():
            found = self._column("SELECT id FROM article WHERE number = ? ORDER BY id", number)
            return self._uids.text(found[0]) if found else None

    def articles_titled(self, title: str) -> list[str]:
        """Give the ids of the articles of exactly this title."""
        with self._at_once():
            return [self._uids.text(number) for number in self._lists.titled(title)]

    def article_keys(self) -> list[ArticleKey]:
        """Give what all articles are known by, in the order they came in."""
        with reading(self._path):
            return read_lists.read_article_keys(self._connection, self._uids)

    def n_articles(self) -> int:
        """Give how many articles there are."""
        with reading(self._path):
            return self._count("SELECT count(*) FROM article")

    def entry(self, article_id: str, layer_id: str | None) -> ArticleEntry:
        """Give one line of the article list; raises `WrongUse` for an unknown article."""
        with self._at_once():
            number = self._article_number(article_id)
            layer = self._layer_number(layer_id)
            return self._lists.entries(layer, [number])[number]

    def article_ids(self) -> tuple[str, ...]:
        """Give the ids of all articles, in the order they came in."""
        with reading(self._path):
            found = self._column("SELECT id FROM article ORDER BY number, id")
            return tuple(self._uids.texts(found))

    def article_id_blocks(self, n: int = _BLOCK) -> Iterator[list[str]]:
        """Give the ids of all articles in this order, at most `n` at once."""
        last = (-1, 0)
        while True:
            with reading(self._path):
                found = self._connection.execute(
                    "SELECT number, id FROM article WHERE (number, id) > (?, ?)"
                    " ORDER BY number, id LIMIT ?",
                    (*last, n),
                ).fetchall()
                block = [self._uids.text(number) for _, number in found]
            if not found:
                return
            last = found[-1]
            yield block

    def text_keys(self, after: TextKey | None, n: int) -> list[TextKey]:
        """Give the articles behind one in the order they came in, at most `n`; None = the first."""
        with self._at_once():
            return read_searched.read_keys(self._connection, self._uids, after, n)

    def keys_of_texts(self, after: TextKey | None, sha256s: Sequence[str]) -> list[TextKey]:
        """Give the articles behind one that have one of these texts, likewise."""
        with self._at_once():
            return read_searched.read_keys_of(self._connection, self._uids, after, sha256s)

    def which_texts(self) -> tuple[int, int]:
        """Give what is equal as long as the project has the same texts: ids are never used anew."""
        return self.n_articles(), self._count("SELECT coalesce(max(id), 0) FROM article")

    def searched(self, article_ids: Sequence[str], layer_id: str) -> list[SearchedArticle]:
        """Give some articles with the places of a layer's marks; unknown ones are left out."""
        with self._at_once():
            known = self._known("article", article_ids)
            numbers = [known[one] for one in article_ids if one in known]
            asked = self._asked(numbers, [layer_id])
            return read_searched.read_searched(self._connection, asked) if numbers else []

    def last_number(self) -> int:
        """Give the number of the article that came in last; 0 where there is none."""
        with reading(self._path):
            return self._count("SELECT coalesce(max(number), 0) FROM article")

    def article(self, article_id: str) -> Article:
        """Give one article with its text; raises `WrongUse` for an unknown one."""
        with self._at_once():
            number = self._article_number(article_id)
            return read_pages.read_articles(self._connection, [number], self._uids)[number]

    def page(self, article_id: str, layer_ids: Collection[str] | None = None) -> Page:
        """Give one article with what these layers hold about it (None = all layers).

        Raises `WrongUse` for an unknown article; an unknown layer holds nothing.
        """
        with self._at_once():
            number = self._article_number(article_id)
            asked = self._asked([number], layer_ids)
            return read_pages.read_some_pages(self._connection, asked)[0]

    def some_pages(
        self, article_ids: Sequence[str], layer_ids: Collection[str] | None = None
    ) -> list[Page]:
        """Give some articles, in this order, each as `page` does: many at once take a third."""
        with self._at_once():
            numbers = [self._article_number(one) for one in article_ids]
            asked = self._asked(numbers, layer_ids)
            return read_pages.read_some_pages(self._connection, asked) if numbers else []

    def contents(
        self, article_ids: Collection[str] | None = None, layer_ids: Collection[str] | None = None
    ) -> "Iterable[Content]":
        """Give a stream of articles with all about them; each walk through it reads anew.

        In the order of the article list. The reader must stay open while it is walked.
        """
        return _Contents(self, article_ids, layer_ids)

    def content_chunk(
        self, article_ids: Sequence[str], layer_ids: Collection[str] | None
    ) -> "list[Content]":
        """Give some articles with all about them, in this order; unknown ones are left out."""
        with self._at_once():
            known = self._known("article", article_ids)
            numbers = [known[one] for one in article_ids if one in known]
            return read_pages.read_contents(self._connection, self._asked(numbers, layer_ids))

    def coded_chunk(self, article_ids: Sequence[str], layer_ids: Sequence[str]) -> "CodedArticles":
        """Give some articles as these layers coded them, in both orders; unknown ones are left out.

        In the least that comparing needs; of a layer that is unknown the coding is empty.
        """
        from annotator.store import read_codings

        with self._at_once():
            known = self._known("article", article_ids)
            numbers = [known[one] for one in article_ids if one in known]
            layers = [self._uids.number(one) for one in layer_ids]
            asked = Asked(numbers, layers, self._uids)
            return read_codings.read_codings(self._connection, asked, layers)

    def known_texts(self, sha256s: Iterable[str]) -> dict[str, str]:
        """Give, of these texts, those that are articles here, each with the article's id."""
        with reading(self._path):
            found = self._connection.execute(
                "SELECT a.sha256, a.id FROM json_each(?) j"
                " CROSS JOIN article a ON a.sha256 = j.value",
                (json.dumps(list(sha256s)),),
            ).fetchall()
            return {sha256: self._uids.text(number) for sha256, number in found}

    def own_field_names(self) -> tuple[str, ...]:
        """Give the names of all own fields that an article has, sorted."""
        with reading(self._path):
            found = self._connection.execute(
                "SELECT DISTINCT j.key FROM article a CROSS JOIN json_each(a.meta) j"
                " WHERE json_valid(a.meta) ORDER BY j.key"
            ).fetchall()
            return tuple(key for (key,) in found if key not in KEPT_IN_META)

    def articles_holding(self, words: Collection[str]) -> list[str]:
        """Give the articles whose text holds one of these strings as it stands."""
        if not words:
            return []
        holds = " OR ".join(["instr(t.body, ?)"] * len(words))
        with reading(self._path):
            found = self._connection.execute(
                f"SELECT a.id FROM text t JOIN article a ON a.sha256 = t.sha256 WHERE {holds}",
                tuple(words),
            ).fetchall()
            return [self._uids.text(number) for (number,) in found]

    def known_ids(self, table: str, ids: Iterable[str]) -> set[str]:
        """Give, of these public ids, those that a table holds."""
        if FORMS[table].names[0] != "id":
            raise ValueError(f"the rows of {table} are not named by an id")
        with reading(self._path):
            # An import into a new project asks for each of its marks.
            has_any = self._column(f"SELECT 1 FROM {table} LIMIT 1")
            return set(self._known(table, ids)) if has_any else set()

    def article_of(self, item_id: str) -> str | None:
        """Give the id of the article of a span or link; None for an unknown one."""
        with reading(self._path):
            for table in ("span", "link"):
                number = self._uids.number(item_id)
                for found in self._column(f"SELECT article_id FROM {table} WHERE id = ?", number):
                    return self._uids.text(found)
        return None

    def types_in_use(self) -> dict[str, int]:
        """Give how many spans and links there are of each type, all layers together."""
        with reading(self._path):
            found = self._connection.execute(
                "SELECT type, count(*) FROM span GROUP BY type"
                " UNION ALL SELECT type, count(*) FROM link GROUP BY type"
            ).fetchall()
        return dict(found)

    def spans_since(self, step: int, layer_ids: Collection[str]) -> dict[str, tuple[int, int]]:
        """Give, by layer, how many spans came and how many went in the steps after one.

        One that changed counts as both. Raises `DamagedProject`.
        """
        from annotator.store import read_history

        with self._at_once():
            numbers = {self._layer_number(one) or 0: one for one in layer_ids}
            try:
                found = read_history.spans_since(self._connection, step, numbers)
            except BrokenHistory as problem:
                raise damaged(self._path, tr("its history")) from problem
            return {numbers[number]: counts for number, counts in found.items()}

    def n_done(self, layer_id: str) -> int:
        """Give how many articles a layer's coder is done with."""
        with self._at_once():
            sql = "SELECT count(*) FROM progress WHERE layer_id = ? AND state = 'done'"
            return self._count(sql, self._layer_number(layer_id))

    def progress(self, article_id: str) -> dict[str, State]:
        """Give the state of an article by layer; to do is the absence of a state."""
        with self._at_once():
            asked = self._asked([self._article_number(article_id)], None)
            return next(iter(read_pages.read_states(self._connection, asked).values()), {})

    def states_of(self, layer_id: str) -> dict[str, Progress]:
        """Give how far a layer's coder is, by article; articles without a state are left out."""
        with self._at_once():
            found = self._connection.execute(
                "SELECT article_id, state, at FROM progress WHERE layer_id = ?",
                (self._layer_number(layer_id),),
            ).fetchall()
            uids, times = self._uids.texts([number for number, _, _ in found]), Times()
            rows = zip(uids, found, strict=True)
            every = [(layer_id, uid, _STATES[how], str(times[at])) for uid, (_, how, at) in rows]
            return dict(zip(uids, _progress(every), strict=True))

    def counts(self, layer_id: str) -> dict[str, int]:
        """Give how many spans a layer has, by article; articles without any are left out."""
        with self._at_once():
            found = self._connection.execute(
                "SELECT article_id, count(*) FROM span WHERE layer_id = ? GROUP BY article_id",
                (self._layer_number(layer_id),),
            ).fetchall()
            return {self._uids.text(number): n for number, n in found}

    def n_marks(self, layer_id: str) -> tuple[int, int]:
        """Give how many spans and links a layer has."""
        with self._at_once():
            sql = "SELECT count(*) FROM {} WHERE layer_id = ?"
            number = self._layer_number(layer_id)
            return self._count(sql.format("span"), number), self._count(sql.format("link"), number)

    def n_spans(self, layer_id: str, type_name: str) -> int:
        """Give how many spans of a type a layer has."""
        with self._at_once():
            sql = "SELECT count(*) FROM span WHERE layer_id = ? AND type = ?"
            return self._count(sql, self._layer_number(layer_id), type_name)

    def stamps(self) -> dict[str, dict[str, str]]:
        """Give, by article and layer, the checksum of what a suggester's proposals follow from."""
        with self._at_once():
            return stamps(self._connection, self._uids)

    def stamps_of(self, article_id: str) -> dict[str, str]:
        """Give the same for one article, by layer."""
        with self._at_once():
            number = self._article_number(article_id)
            return stamps(self._connection, self._uids, number).get(article_id, {})

    def decisions(self) -> tuple[Decision, ...]:
        """Give all decisions, in the order of their ids."""
        with reading(self._path):
            found = map(decision_from_row, self._rows("decision"))
            return tuple(sorted(found, key=lambda one: one.id))

    def notes_beside(self) -> tuple[Note, ...]:
        """Give the notes that stand in no article: on actors and the scheme, by their ids."""
        with self._at_once():
            return read_notes.notes_beside(self._connection, self._uids)

    def note_lines(self) -> "list[NoteLine]":
        """Give all notes with the places they are on, those of articles first, in their order."""
        with self._at_once():
            return read_notes.note_lines(self._connection, self._uids, self._lists.headings)

    def asked_items(
        self, layer_id: str, asked: "AskedFor", part: "ArticlePart | None" = None
    ) -> "list[AskedItem]":
        """Give the spans or links of a layer that are asked about, and which have an answer.

        In reading order; no article that is set aside. Of a `part` those of its next articles.
        """
        from annotator.store.lists.asked import asked_items

        with self._at_once():
            layer = self._layer_number(layer_id) or 0
            return asked_items(self._connection, self._uids, layer, asked, part)

    def note(self, note_id: str) -> Note | None:
        """Give the note of this id, or None."""
        with self._at_once():
            return read_notes.note_of(self._connection, self._uids, note_id)

    def named(self, kind: NamedKind | None = None) -> tuple[NamedSet, ...]:
        """Give what is kept under names, of one kind or all, in the order of their ids."""
        with self._at_once():
            found: dict[str, list[tuple[int, str]]] = {}
            for row in self._rows("member"):
                article = (int(row["n"] or 0), str(row["article_id"]))
                found.setdefault(str(row["named_id"]), []).append(article)
            every = (
                named_from_row(row, tuple(one for _, one in sorted(found.get(str(row["id"]), []))))
                for row in self._rows("named")
                if kind is None or row["kind"] == kind
            )
            return tuple(sorted(every, key=lambda one: one.id))

    # --- the history --------------------------------------------------------------------------

    def steps(self, limit: int | None = None, *, done: bool = False) -> list[StepInfo]:
        """Give the steps of the history, or those that are done: newest first, without changes."""
        with reading(self._path):
            return read_lists.read_steps(self._connection, self._uids, limit, done=done)

    def step_ids(self) -> dict[str, tuple[list[str], str]]:
        """Give by coder the ids of all steps, undone ones too, and when the newest was made."""
        with reading(self._path):
            return read_lists.read_step_ids(self._connection, self._uids)

    def last_steps(self) -> LastSteps:
        """Say which state of the project it is, by its newest steps."""
        with self._at_once():
            return read_lists.read_last_steps(self._connection, self._uids)

    def place_in_history(self) -> tuple[int, int]:
        """Give the number of the newest step, and how many steps are not done any more."""
        with self._at_once():
            not_done = self._count("SELECT count(*) FROM step WHERE state <> 'done'")
            return self._count("SELECT coalesce(max(id), 0) FROM step"), not_done

    # --- numbers --------------------------------------------------------------------------------

    def _column(self, sql: str, *values: object) -> list[int]:
        return [cells[0] for cells in self._connection.execute(sql, values).fetchall()]

    def _count(self, sql: str, *values: object) -> int:
        return self._column(sql, *values)[0]

    def _article_number(self, article_id: str) -> int:
        found = self._known("article", [article_id])
        if not found:
            raise _no_article(article_id)
        return found[article_id]

    def _known(self, table: str, ids: Iterable[str]) -> dict[str, int]:
        """Give the numbers of those of these public ids that a table holds."""
        numbers = self._uids.numbers(ids)
        sql = f"SELECT t.id FROM json_each(?) j CROSS JOIN {table} t ON t.id = j.value"
        found = set(self._column(sql, json.dumps(list(numbers.values()))))
        return {uid: number for uid, number in numbers.items() if number in found}

    def _layer_number(self, layer_id: str | None) -> int | None:
        return self._uids.number(layer_id) or None

    def _asked(self, articles: Sequence[int], layer_ids: Collection[str] | None) -> Asked:
        layers = None if layer_ids is None else [self._uids.number(one) for one in layer_ids]
        return Asked(articles, layers, self._uids)


class _Contents:
    """Articles with all about them, read in small lots each time they are walked through."""

    def __init__(
        self, reader: Reader, article_ids: Collection[str] | None, layer_ids: Collection[str] | None
    ) -> None:
        self._reader = reader
        self._article_ids = None if article_ids is None else frozenset(article_ids)
        self._layer_ids = None if layer_ids is None else frozenset(layer_ids)

    def __iter__(self) -> "Iterator[Content]":
        wanted = self._article_ids
        for block in self._reader.article_id_blocks(_CHUNK):
            ids = [one for one in block if wanted is None or one in wanted]
            yield from self._reader.content_chunk(ids, self._layer_ids)


def _no_article(article_id: str) -> WrongUse:
    return WrongUse(tr("There is no article {id}.", id=article_id), tr("See the list of articles."))
