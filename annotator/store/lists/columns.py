"""What narrowed lists are made of: keys, orders and states of all articles, in memory.

Each is read when it is first asked for and kept while the history says that it still holds.
Places are those of the articles by their local numbers; a mask has one byte a place, 0 or 1.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, compress, repeat
from operator import contains, itemgetter
from threading import RLock
from typing import Any, NamedTuple

from annotator.model.article import SEARCHED, Json, ListFilter, ListQuery, ListState
from annotator.model.fields import ENTITIES
from annotator.model.layer import State
from annotator.store.lists.steps_done import StepsDone, states_since

_STATES: tuple[ListState, ...] = ("todo", State.IN_PROGRESS, State.DONE, State.EXCLUDED)
_CODES = {state: code for code, state in enumerate(_STATES)}
_IS_OF = {state: bytes(n == code for n in range(256)) for state, code in _CODES.items()}

ORDERS = {
    "id": "id {0}",
    "number": "number {0}, id {0}",
    "title": "title_key {0}, number {0}, id {0}",
    "date": "date {0}, number {0}, id {0}",
    "outlet": "outlet_key {0}, number {0}, id {0}",
}
"""What lists are sorted by, each as an index has it; `{0}` = DESC or nothing."""

AHEAD = ("title_key", "state", *ORDERS)
"""What is read before anybody asks: what is searched in, the states, the orders."""

_IN_FILE = {one.name: one.in_file for one in ENTITIES["article"].fields}
_MASKS = 40
"""So many masks of filters are kept; each has a byte an article."""
_SPARSE = 16
"""Of so many places one at most: then one is found after the other faster than all are passed."""


class NumberedTitle(NamedTuple):
    """What lists of other things say of an article; its number is that of the list it came in."""

    number: int | None
    title: str


class _Order(NamedTuple):
    """The articles in an order by their numbers, a mask brought into it, the rank of each place."""

    numbers: "array[int]"
    sorted: Callable[[bytes], Sequence[int]]
    ranks: "array[int]"


class ArticleColumns:
    """The columns of one file, shared by its readers, whatever their threads."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._lock = RLock()
        self._connection: sqlite3.Connection
        self._steps_done: StepsDone | None = None
        self._last_search: tuple[str, bytes]
        self._forget()

    @contextmanager
    def seen_by(self, connection: sqlite3.Connection) -> Iterator["ArticleColumns"]:
        """Give the columns as a connection sees them, to be asked inside alone."""
        with self._lock:
            self._follow(connection)
            yield self

    # --- what is asked ------------------------------------------------------------------------

    def found(self, layer: int | None, query: ListQuery) -> bytes:
        """Give the mask of the articles that a query has."""
        found = b"\1" * len(self._numbers)
        if query.state is not None:
            found = _both(found, self._of_state(layer, query.state))
        for name in {one.field for one in query.filters}:
            some = tuple(one for one in query.filters if one.field == name)
            found = _both(found, self._let_in(name, some))
        if search := query.search_key():
            found = self._searched(search, found)
        return found

    def of_group(self, query: ListQuery) -> Iterator[int] | None:
        """Give the articles of a query that asks for one group alone; None for another query.

        As the copies of an article are asked for: no mask is made, which has all articles.
        """
        group = query.group_alone()
        if group is None or query.order not in ORDERS:
            return None
        if not self._groups:
            for place, one in enumerate(self._column(_IN_FILE["group_id"])):
                if one is not None:
                    self._groups.setdefault(one, []).append(place)
        places = self._groups.get(group, ())
        return self._as_listed(query.order, places, backwards=query.descending)

    def _searched(self, search: str, among: bytes) -> bytes:
        """Give the mask of those of a mask that hold what is searched."""
        last, found = self._last_search
        if last == search:  # as who shows a list asks for its first page, then for its order
            return _both(found, among)
        keys = self._column("title_key")
        if _is_sparse(among):
            hits = bytearray(len(among))
            for place in _places(among):
                hits[place] = search in keys[place]
            return bytes(hits)
        found = bytes(map(contains, keys, repeat(search)))
        self._last_search = search, found
        return _both(found, among)

    def _let_in(self, name: str, filters: tuple[ListFilter, ...]) -> bytes:
        """Give the mask of the articles that one of some filters for a field lets in."""
        if filters not in self._masks:
            is_of_row = name in ListFilter.OF_ROWS
            column = self._column(_IN_FILE[name] if is_of_row else "meta")
            # Values are few beside articles.
            held = {cell: cell if is_of_row else _own_field(cell, name) for cell in {*column}}
            fitting = {cell for cell in held if any(one.accepts(held[cell]) for one in filters)}
            if len(self._masks) >= _MASKS:
                self._masks.clear()
            self._masks[filters] = bytes(map(fitting.__contains__, column))
        return self._masks[filters]

    def listed(self, layer: int | None, query: ListQuery, found: bytes) -> Iterator[int]:
        """Give the local numbers of the articles of a mask in the order of a query."""
        if query.order == "state":
            return self._by_state(layer, query, found)
        return self._in_order(query.order, found, backwards=query.descending)

    def _by_state(self, layer: int | None, query: ListQuery, found: bytes) -> Iterator[int]:
        """Give the articles of each state: to do as they came, the others by local numbers."""
        return chain.from_iterable(
            self._in_order(
                "number" if state == "todo" else "id",
                _both(found, self._of_state(layer, state)),
                backwards=query.descending,
            )
            for state in (reversed(_STATES) if query.descending else _STATES)
        )

    def _in_order(self, name: str, found: bytes, *, backwards: bool) -> Iterator[int]:
        order = self._order(name)
        if _is_sparse(found):
            return self._as_listed(name, _places(found), backwards=backwards)
        mask = order.sorted(found)
        if backwards:
            return compress(reversed(order.numbers), reversed(mask))
        return compress(order.numbers, mask)

    def _as_listed(
        self, name: str, places: Iterable[int], *, backwards: bool = False
    ) -> Iterator[int]:
        some = sorted(places, key=self._order(name).ranks.__getitem__, reverse=backwards)
        return map(self._numbers.__getitem__, some)

    def read_ahead(self, layer: int | None, name: str) -> None:
        """Read one of `AHEAD`, which a query may ask for."""
        if name in ORDERS:
            self._order(name)
        elif name == "state":
            self._states_of(layer)
        else:
            self._column(name)

    def headings(self, articles: Iterable[int]) -> Mapping[int, NumberedTitle]:
        """Give what is said of articles, and of others, by local numbers; not of those gone.

        What was asked for once is kept: of a hundred thousand each would come off another page.
        """
        some = [one for one in articles if one not in self._headings]
        if some:
            sql = f"SELECT id, number, title FROM article WHERE id IN ({','.join(map(str, some))})"
            for one, number, title in self._connection.execute(sql).fetchall():
                self._headings[one] = NumberedTitle(number, title or "")
        return self._headings

    # --- what is kept -------------------------------------------------------------------------

    def _forget(self) -> None:
        self._columns: dict[str, list[Any]] = {}
        self._place_of: dict[int, int] = {}
        self._orders: dict[str, _Order] = {}
        self._last_search = ("", b"")
        self._states: dict[int | None, bytearray] = {}
        self._masks: dict[tuple[ListFilter, ...], bytes] = {}
        self._groups: dict[str, list[int]] = {}
        self._headings: dict[int, NumberedTitle] = {}
        self._has_old_keys = False

    def _follow(self, connection: sqlite3.Connection) -> None:
        """Bring what is kept to the moment that a connection sees, or forget it."""
        self._connection = connection
        since, self._steps_done = self._steps_done, None
        now = StepsDone.of(connection)
        changed = None if since is None else states_since(connection, since, now)
        if changed is None or self._has_old_keys:
            self._forget()
        for layer in self._states.keys() & {layer for layer, _ in changed or ()}:
            self._renew_states(layer, [article for of, article in changed or () if of == layer])
        self._steps_done = now

    @property
    def _numbers(self) -> list[int]:
        """The local numbers, ascending."""
        return self._column("id")

    @property
    def _place(self) -> dict[int, int]:
        if not self._place_of:
            self._place_of = {number: place for place, number in enumerate(self._numbers)}
        return self._place_of

    def _column(self, name: str) -> list[Any]:
        """Give what stands in a column, by places."""
        if name not in self._columns:
            column = self._asked(f"SELECT {name} FROM article ORDER BY id")
            self._columns[name] = column
            if name == "title_key":
                # A file of an earlier program gets whole ones when it is written.
                self._has_old_keys = any(key.count("\n") < len(SEARCHED) - 1 for key in column)
        return self._columns[name]

    def _order(self, name: str) -> _Order:
        if name not in self._orders:
            numbers = self._asked(f"SELECT id FROM article ORDER BY {ORDERS[name].format('')}")
            places = [self._place[number] for number in numbers]
            ranks = array("i", places)
            for rank, place in enumerate(places):
                ranks[place] = rank
            is_by_place = numbers == self._numbers
            # (One place alone, of which a getter gives no sequence, is always so.)
            # Out of an array come numbers that lie beside each other: they are passed faster.
            put = bytes if is_by_place else itemgetter(*array("i", places))
            self._orders[name] = _Order(array("q", numbers), put, ranks)
        return self._orders[name]

    def _of_state(self, layer: int | None, state: ListState) -> bytes:
        return bytes(self._states_of(layer).translate(_IS_OF[state]))

    def _states_of(self, layer: int | None) -> bytearray:
        """Give the code of the state of each article on a layer, by places."""
        if layer not in self._states:
            states = bytearray(len(self._numbers))
            self._put_states(states, layer, "")
            self._states[layer] = states
        return self._states[layer]

    def _renew_states(self, layer: int | None, articles: Sequence[int]) -> None:
        states = self._states[layer]
        for article in articles:
            states[self._place[article]] = _CODES["todo"]
        self._put_states(states, layer, f" AND article_id IN ({','.join(map(str, articles))})")

    def _put_states(self, states: bytearray, layer: int | None, which: str) -> None:
        sql = f"SELECT article_id, state FROM progress WHERE layer_id = ?{which}"
        for article, state in self._connection.execute(sql, (layer,)).fetchall():
            states[self._place[article]] = _CODES[state]

    def _asked(self, sql: str) -> list[Any]:
        return [cell for (cell,) in self._connection.execute(sql).fetchall()]


def _own_field(meta: str, name: str) -> Json:
    held = json.loads(meta)
    if not isinstance(held, dict):
        raise TypeError("no fields are held here")
    return held.get(name)


def _both(mask: bytes, other: bytes) -> bytes:
    """Give the mask of what is in both."""
    both = int.from_bytes(mask, "little") & int.from_bytes(other, "little")
    return both.to_bytes(len(mask), "little")


def _is_sparse(mask: bytes) -> bool:
    return mask.count(1) * _SPARSE < len(mask)


def _places(mask: bytes) -> Iterator[int]:
    """Give the places of a mask where few are in it."""
    place = mask.find(1)
    while place >= 0:
        yield place
        place = mask.find(1, place + 1)
