"""The best one-to-one pairing of two sides where few of them fit each other.

Hungarian method, row by row along shortest augmenting paths, over the edges alone: a component of
hundreds of overlapping spans takes milliseconds. A greedy choice could leave a span alone that
would have had a partner, and would depend on the order.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

Edges = Sequence[Mapping[int, int]]
"""For each row the columns that fit it, each with its weight (above 0)."""


def best_pairing(edges: Edges) -> dict[int, int]:
    """Give the column of each row that has one, so that the weights add up to the most."""
    return _Pairing(edges).solved()


class _Pairing:
    """Costs are negative weights; a row may stay alone for nothing, on a column of its own."""

    def __init__(self, edges: Edges) -> None:
        self._edges = edges
        self._row_of: dict[int, int] = {}
        self._column_of: dict[int, int] = {}
        self._u = [-max(row.values(), default=0) for row in edges]
        self._v: dict[int, int] = {}

    def solved(self) -> dict[int, int]:
        for row in range(len(self._edges)):
            self._add(row)
        return self._column_of

    def _add(self, first: int) -> None:
        """Bring one more row in, along the cheapest path that ends where nobody is."""
        distance: dict[int, int] = {}
        before: dict[int, int] = {}
        settled: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        row, so_far = first, 0
        reached = {first: 0}
        alone, alone_at = first, -self._u[first]
        end: int | None = None
        while True:
            for column, weight in self._edges[row].items():
                at = so_far - weight - self._u[row] - self._v.get(column, 0)
                if column not in settled and at < distance.get(column, at + 1):
                    distance[column], before[column] = at, row
                    heappush(heap, (at, column))
            while heap and heap[0][1] in settled:
                heappop(heap)
            if not heap or heap[0][0] >= alone_at:
                shortest = alone_at
                break
            shortest, column = heappop(heap)
            settled[column] = shortest
            if column not in self._row_of:
                end = column
                break
            row, so_far = self._row_of[column], shortest
            reached[row] = shortest
            if so_far - self._u[row] < alone_at:
                alone, alone_at = row, so_far - self._u[row]
        for one, at in reached.items():
            self._u[one] += shortest - at
        for one, at in settled.items():
            self._v[one] = self._v.get(one, 0) - (shortest - at)
        self._turn(first, before, end, alone)

    def _turn(self, first: int, before: Mapping[int, int], end: int | None, alone: int) -> None:
        """Pair anew along the path back from where it ended."""
        if end is None:
            row, end = alone, self._column_of.pop(alone, None)
            if row == first:
                return
        while end is not None:
            row = before[end]
            last, self._column_of[row] = self._column_of.get(row), end
            self._row_of[end] = row
            if row == first:
                return
            end = last
