"""Which numbers of an article are drawn, and how each figure of two coders follows from their sums.

Of a table of values no cell is drawn but how often each side chose each value: all nominal
coefficients follow from that (`coefficients.TableSums`). A value that one article alone knows
counts there as often as the article is drawn.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add, mul

from annotator.compare import coefficients
from annotator.compare.coefficients import TableSums, Value
from annotator.compare.counting import SPEAKER, TABLE, CountOf
from annotator.compare.resampling import DrawnSums, Numbers, Recipe

MOST_VALUES = 300
"""Free text has too many values for intervals; a list of a scheme has fewer."""
Counted = Mapping[CountOf, int]
Coefficient = Callable[[TableSums], float | None]
LEAST_UNITS = 2


class Drawing:
    """The columns of numbers that recipes ask for, of some articles."""

    def __init__(self, counted: Sequence[Counted]) -> None:
        """Ask for none; `counted` = what is counted of each article."""
        self._counted = counted
        self._at: dict[CountOf, int] = {}
        self._n_columns = self._n_local = 0
        self._tables: dict[tuple[str, str], _TableColumns] = {}
        self._articles_of: dict[tuple[str, str], dict[Value, set[int]]] = {}
        for at, one in enumerate(counted):
            for what, of, *values in one:
                if what in (TABLE, SPEAKER):
                    known = self._articles_of.setdefault((what, of), {})
                    for value in values:
                        known.setdefault(value, set()).add(at)

    def numbers(self) -> list[Numbers]:
        """Give the numbers of each article."""
        return [*map(self._row, self._counted)]

    def ratio(self, both: Sequence[CountOf], left: CountOf, right: CountOf) -> Recipe:
        """Give what part of both sides is in pairs of these kinds."""
        upper, lower = [*map(self._place, both)], (self._place(left), self._place(right))

        def ratio(drawn: DrawnSums) -> float | None:
            sums = drawn.k
            below = sums[lower[0]] + sums[lower[1]]
            return 2 * sum([sums[at] for at in upper]) / below if below else None

        return ratio

    def of_table(
        self, what: str, of: str, pairs: Iterable[CountOf], coefficient: Coefficient
    ) -> Recipe | None:
        """Give a nominal coefficient of a table; `pairs` = all that could have a value.

        None where there are too many values.
        """
        table = self._tables.get((what, of)) or self._new_table(what, of, pairs)
        if table is None:
            return None

        def of_table(drawn: DrawnSums) -> float | None:
            sums = table.sums(drawn)
            return coefficient(sums) if sums.n >= LEAST_UNITS else None

        return of_table

    def ordinal(
        self,
        of: str,
        cells: Iterable[tuple[Value, Value]],
        pairs: Iterable[CountOf],
        order: Sequence[Value],
    ) -> Recipe:
        """Give α of values that have an order, from the cells of their table."""
        placed = [(two, self._place(CountOf(TABLE, of, *two))) for two in cells]
        of_pairs = [*map(self._place, pairs)]

        def alpha(sums: DrawnSums) -> float | None:
            drawn = {two: sums.k[at] for two, at in placed if sums.k[at]}
            unset = sum([sums.k[at] for at in of_pairs]) - sum(drawn.values())
            if unset > 0:
                drawn[None, None] = drawn.get((None, None), 0) + unset
            return coefficients.alpha(coefficients.of_two(drawn), order)

        return alpha

    def _place(self, cell: CountOf) -> int:
        if cell not in self._at:
            self._at[cell] = self._columns(1)
        return self._at[cell]

    def _columns(self, n: int) -> int:
        first, self._n_columns = self._n_columns, self._n_columns + n
        return first

    def _new_table(self, what: str, of: str, pairs: Iterable[CountOf]) -> "_TableColumns | None":
        articles_of = self._articles_of.get((what, of), {})
        shared = [value for value, some in articles_of.items() if len(some) > 1]
        if len(shared) > MOST_VALUES:
            return None
        of_pairs = [*map(self._place, pairs)]
        # One more: pairs of which neither side says anything, where the scheme knows no such value.
        names = [*dict.fromkeys((*shared, None))] if of_pairs else shared
        has_local = len(shared) < len(articles_of)
        found = _TableColumns(
            names, self._columns(2 + 2 * len(names)), of_pairs, self._n_local if has_local else None
        )
        self._n_local += has_local
        self._tables[what, of] = found
        return found

    def _row(self, counted: Counted) -> Numbers:
        row = [0] * self._n_columns
        squared, once = [0] * (2 * self._n_local), [0] * self._n_local
        local: dict[tuple[str, str], dict[Value, list[int]]] = {}
        for cell, k in counted.items():
            if cell in self._at:
                row[self._at[cell]] = k
            table = self._tables.get(cell[:2])
            if table is None:
                continue
            table.add(row, cell, k)
            for side, value in enumerate(cell[2:]):
                if value not in table.at:
                    here = local.setdefault(cell[:2], {})
                    here.setdefault(value, [0, 0])[side] += k
        for name, used in local.items():
            at = self._tables[name].local or 0
            squared[2 * at] = sum(left * right for left, right in used.values())
            squared[2 * at + 1] = sum((left + right) ** 2 for left, right in used.values())
            once[at] = len(used)
        return Numbers(row, squared, once)


class _TableColumns:
    """Where the numbers of a table stand: how many, how many equal, then how often each value was
    chosen, first by the left.
    """

    def __init__(
        self, names: Sequence[Value], first: int, pairs: Sequence[int], local: int | None
    ) -> None:
        self.at = {value: n for n, value in enumerate(names)}
        self.local = local
        self._first, self._pairs = first, pairs
        self._left = slice(first + 2, first + 2 + len(names))
        self._right = slice(first + 2 + len(names), first + 2 + 2 * len(names))
        self._last: DrawnSums | None = None
        self._found = TableSums(0, 0, 0, 0, 0)

    def add(self, row: list[int], cell: CountOf, k: int) -> None:
        """Add a cell of the table to the numbers of an article."""
        row[self._first] += k
        row[self._first + 1] += k * (cell.left == cell.right)
        for side, value in ((self._left, cell.left), (self._right, cell.right)):
            if value in self.at:
                row[side.start + self.at[value]] += k

    def sums(self, drawn: DrawnSums) -> TableSums:
        """Give the sums of the table over the articles that were drawn."""
        if self._last is not drawn:  # all coefficients of a table ask one after the other
            self._last, self._found = drawn, self._reckoned(drawn)
        return self._found

    def _reckoned(self, drawn: DrawnSums) -> TableSums:
        sums = drawn.k
        n, equal = sums[self._first], sums[self._first + 1]
        left, right = sums[self._left], sums[self._right]
        unset = sum([sums[at] for at in self._pairs]) - n
        if n and unset > 0:
            n, equal, at = n + unset, equal + unset, self.at[None]
            left = [k + unset * (here == at) for here, k in enumerate(left)]
            right = [k + unset * (here == at) for here, k in enumerate(right)]
        used = [*map(add, left, right)]
        products, squares = sum(map(mul, left, right)), sum(map(mul, used, used))
        n_values = len(used) - used.count(0)
        if self.local is not None:
            products += drawn.squared[2 * self.local]
            squares += drawn.squared[2 * self.local + 1]
            n_values += drawn.once[self.local]
        return TableSums(n, equal, products, squares, n_values)
