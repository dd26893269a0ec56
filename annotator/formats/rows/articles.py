"""Rows become articles: each with its row, its own fields and its date; what is refused says why.

Which column is what stands in the map; rows are gone through once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import CannotRead, Where
from annotator.formats.base import ReadOptions, RefusedRow
from annotator.formats.plain_text import first_line
from annotator.formats.rows.dates import CellDate, DateColumn, read_cell
from annotator.formats.rows.grid import MAX_CELL, MAX_CHARACTERS, GridRow, Table
from annotator.formats.rows.guessing import Guess, guess
from annotator.formats.rows.mapping import (
    OWN,
    TEXT,
    Column,
    DateQuestion,
    SourceMap,
    own_name,
)
from annotator.language import tr, trn
from annotator.model.article import Article, Doubt, FieldCandidate, FieldProposal
from annotator.model.bundle import Content, Loss, LossKind
from annotator.text.languages import language_code
from annotator.text.likeness import text_sha256
from annotator.text.normal import normalise
from annotator.text.script import direction, guess_language
from annotator.text.words import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from annotator.formats.base import GoneThrough

N_SAMPLE = 200
"""So many rows are looked at to guess what columns are."""
_N_SHOWN = 3
_SHOWN_LENGTH = 80
_N_NAMED = 5
_LINE_FIELDS = ("title", "outlet", "byline", "url")
# The longest cell of a workbook: what is exactly so long was cut there.
_LONGEST_OF_EXCEL = 32_767


class Becoming(NamedTuple):
    """What the column at `at` becomes (as `Column.becomes`), and why."""

    at: int
    header: str
    becomes: str
    because: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A table with what its columns become."""

    table: Table
    columns: tuple[Becoming, ...]

    def at(self, becomes: str) -> int | None:
        """Give where the column stands that becomes something."""
        return next((one.at for one in self.columns if one.becomes == becomes), None)

    def as_map(self, given: SourceMap) -> SourceMap:
        """Give the whole map: every column by name."""
        columns = {
            one.becomes: one.header
            for one in self.columns
            if one.becomes and not one.becomes.startswith(OWN)
        }
        fields = {
            one.header: one.becomes.removeprefix(OWN)
            for one in self.columns
            if one.header not in columns.values()
        }
        return replace(given, columns=columns, fields=fields, header=self.table.header)


def plan_columns(table: Table, given: SourceMap, name: str) -> Plan:
    """Give what each column becomes: as the map says, else as is guessed.

    Raises `CannotRead` for a column that the map names and the table has not.
    """
    headers = table.headers
    for header in (*given.columns.values(), *given.fields):
        if header not in headers:
            raise CannotRead(
                tr("{name} has no column “{header}”.", name=name, header=header),
                tr("Columns: {columns}.", columns=named(headers)),
                Where(file=name),
            )
    said = {header: target for target, header in given.columns.items()}
    guessed = {} if given.columns else guess(headers, _values(table))
    found: list[Becoming] = []
    taken = [own for own in given.fields.values() if own]
    for at, header in enumerate(headers):
        one = guessed.get(header)
        if header in said:
            one = Guess(said[header], tr("the map says so"))
        elif header in given.fields:
            own = given.fields[header]
            one = Guess(OWN + own if own else "", tr("the map says so"))
        if one is None:
            own = own_name(header, taken)
            taken.append(own)
            one = Guess(OWN + own, tr("a field of your own"))
        found.append(Becoming(at, header, one.becomes, one.because))
    return Plan(table, tuple(found))


def _values(table: Table) -> list[list[str]]:
    rows = [row.cells for row in islice(table.body(), N_SAMPLE)]
    return [
        [cells[at] for cells in rows if at < len(cells) and cells[at].strip()]
        for at in range(len(table.headers))
    ]


def no_text(name: str, headers: Sequence[str]) -> CannotRead:
    """Give the error of a table without a column that could be the text."""
    return CannotRead(
        tr(
            "{name} has no column that could be the text. Columns: {columns}.",
            name=name,
            columns=named(headers),
        ),
        tr("Say which one it is (--map MAP.toml)."),
        Where(file=name),
    )


def named(headers: Sequence[str]) -> str:
    """Give the columns in words, the first of many."""
    shown = ", ".join(shortened(one) for one in headers[:20])
    return shown + ("…" if len(headers) > 20 else "")


# --- the rows ---------------------------------------------------------------------------------


@dataclass(slots=True)
class RowReader:
    """Goes through the rows of a table once; then gives what came of them."""

    name: str
    plan: Plan
    options: ReadOptions
    raw_sha256: str = ""
    date_order: str = ""
    usual_order: str = ""
    n_rows: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    dates: DateColumn = field(default_factory=DateColumn)
    _found: Iterable[Content] = ()
    _cells: list[CellDate] = field(default_factory=list)
    """The date of each article, which is settled when all rows have gone by."""
    _rows: dict[str, int] = field(default_factory=dict)
    _first: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _n_values: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    _no_dates: list[tuple[int, str]] = field(default_factory=list)
    _n_replaced: int = 0
    _n_characters: int = 0
    _n_cut: int = 0

    def read(self, *, needs_text: bool = True, looked_at: GoneThrough = tuple) -> None:
        """Go through all rows; raises `CannotRead` where the table ends in the middle.

        Without a column of texts nothing comes of them, which may be what is needed. `looked_at` is
        given the articles meanwhile, and has them all before it gives the first back; what it gives
        bit by bit is read when somebody asks for it.
        """
        self._found = looked_at(self._articles(needs_text))

    def _articles(self, needs_text: bool) -> Iterator[Content]:
        """Give the articles while rows are gone through; their dates are not settled yet."""
        self.dates.chosen, self.dates.usual = self.date_order, self.usual_order
        text_at = self.plan.at(TEXT)
        if text_at is None and needs_text:
            raise no_text(self.name, self.plan.table.headers)
        for row in self.plan.table.body():
            if any(cell and not cell.isspace() for cell in row.cells):
                self.n_rows += 1
                article = self._taken(row, text_at)
                if article is not None:
                    yield article

    def _taken(self, row: GridRow, text_at: int | None) -> Content | None:
        n = len(self.plan.columns)
        self._n_characters += sum(map(len, row.cells))
        if self._n_characters > MAX_CHARACTERS:
            limit = f"{MAX_CHARACTERS // 1_000_000:,}"
            raise CannotRead(
                tr("{name}: its cells hold more than {n} MB of text.", name=self.name, n=limit),
                tr("Divide it into smaller files."),
                Where(file=self.name, line=row.number),
            )
        cells = [*row.cells, *[""] * (n - len(row.cells))]
        for one in self.plan.columns:
            value = cells[one.at]
            if value and one.becomes == "date":
                # A row that is refused settles the column too.
                self.dates.see(value.strip(), read_cell(value.strip()))
            if value:
                self._n_values[one.at] += 1
                if len(self._first[one.at]) < _N_SHOWN:
                    self._first[one.at].append(value)
        if text_at is None:
            return None
        reason = self._why_not(row, cells, text_at, n)
        if reason:
            self.refused.append(RefusedRow(row.number, reason))
            return None
        normalised = normalise(cells[text_at])
        sha256 = text_sha256(normalised.text)
        before = self._rows.setdefault(sha256, row.number)
        if before != row.number:
            self.refused.append(RefusedRow(row.number, tr("the same text as row {n}", n=before)))
            return None
        self._n_replaced += normalised.n_replaced
        self._n_cut += len(normalised.text) == _LONGEST_OF_EXCEL
        return self._article(row.number, cells, normalised.text, sha256)

    def _why_not(self, row: GridRow, cells: Sequence[str], text_at: int, n: int) -> str:
        if any(cell and not cell.isspace() for cell in cells[n:]):
            return tr("it has {n} cells, the header has {columns}", n=f"{len(cells):,}", columns=n)
        if not cells[text_at].strip():
            return tr("no text in “{column}”", column=self.plan.columns[text_at].header)
        longest = max(map(len, cells))
        if longest > MAX_CELL:
            return tr(
                "a cell of {n} characters (limit {limit})", n=f"{longest:,}", limit=f"{MAX_CELL:,}"
            )
        return ""

    def _article(self, number: int, cells: Sequence[str], text: str, sha256: str) -> Content:
        values: dict[str, str] = {}
        meta: dict[str, str] = {}
        cell = _NO_DATE
        for one in self.plan.columns:
            value = cells[one.at].strip()
            if not value or not one.becomes or one.becomes == TEXT:
                continue
            if one.becomes in _LINE_FIELDS:
                values[one.becomes] = normalise(" ".join(value.split())).text
            elif one.becomes == "date":
                cell = self._dated(number, value)
                if cell.sure:
                    values["date"] = cell.sure
            elif one.becomes == "language" and language_code(value):
                values["language"] = language_code(value)
            else:
                own = one.becomes.removeprefix(OWN) if one.becomes != "language" else "language_2"
                meta[own] = normalise(value).text
        article = Article(
            id=self.options.new_id(),
            text=text,
            sha256=sha256,
            title=values.get("title") or first_line(text),
            outlet=values.get("outlet", ""),
            date=values.get("date"),
            byline=values.get("byline", ""),
            url=values.get("url", ""),
            language=values.get("language") or guess_language(text),
            direction=direction(text),
            source=self.name,
            raw_sha256=self.raw_sha256,
            imported_at=self.options.now(),
            meta=meta,
        )
        self._cells.append(cell)
        return Content(article, row=number, given=frozenset(values))

    def _dated(self, number: int, value: str) -> CellDate:
        cell = read_cell(value)
        if not cell.readings:
            self._no_dates.append((number, value))
        return cell

    # --- what came of them ---

    def contents(self) -> Iterator[Content]:
        """Give the articles, with the dates as the whole column settles them."""
        for n, one in enumerate(self._found):
            cell = self._cells[n]
            date = self.dates.date_of(cell)
            if date and date != one.article.date:
                article = replace(one.article, date=date)
                yield replace(one, article=article, given=one.given | {"date"})
            elif cell.year and not date:
                yield replace(one, proposed_fields=(_two_readings(cell), *one.proposed_fields))
            else:
                yield one

    def columns(self) -> tuple[Column, ...]:
        """Give the columns as a dialog shows them."""
        return tuple(
            Column(
                one.header,
                tuple(
                    shortened(" ".join(value.split()), _SHOWN_LENGTH)
                    for value in self._first[one.at]
                ),
                one.becomes,
                one.because,
                self._n_values[one.at],
            )
            for one in self.plan.columns
        )

    def question(self) -> DateQuestion | None:
        """Give the question in which order the dates are; None where none can be read two ways."""
        if self.dates.example is None:
            return None
        written, cell = self.dates.example
        readings = tuple(cell.readings.items())
        return DateQuestion(written, readings, self.dates.settled_by, self.dates.order)

    def losses(self) -> Iterator[Loss]:
        """Give what was in the rows and does not come in."""
        if self._no_dates:
            at = self.plan.at("date")
            n = len(self._no_dates)
            shown = ", ".join(
                tr("row {n}: “{value}”", n=number, value=shortened(value))
                for number, value in self._no_dates[:_N_NAMED]
            )
            how = trn(
                "{n} date cannot be read ({shown})",
                "{n} dates cannot be read ({shown})",
                n,
                shown=shown,
            )
            yield Loss("value", n, self._n_values[at or 0], LossKind.DROPPED, how)

    def notes(self) -> Iterator[str]:
        """Give what a person should know, as sentences."""
        name = self.name
        yield from self._notes_of_dates()
        if self._n_replaced:
            yield trn(
                "{name}: {n} character that no text may have became “�”.",
                "{name}: {n} characters that no text may have became “�”.",
                self._n_replaced,
                name=name,
            )
        if self._n_cut:
            yield trn(
                "{name}: {n} text is as long as a cell of a workbook can be, so it may be cut.",
                "{name}: {n} texts are as long as a cell of a workbook can be, so they may be cut.",
                self._n_cut,
                name=name,
            )

    def _notes_of_dates(self) -> Iterator[str]:
        question = self.question()
        if question is None:
            return
        words = {"name": self.name, "example": question.example}
        if question.chosen and question.settled_by:
            yield tr(
                "{name}: {example} was read as {date}, since {other} can only be read so.",
                **words,
                date=dict(question.readings).get(question.chosen, "?"),
                other=question.settled_by,
            )
        elif not question.chosen:
            yield tr(
                "{name}: {example} can be {dates}, so only the year of such dates is taken; "
                "--date-order {orders} settles it.",
                **words,
                dates=tr(" or ").join(value for _, value in question.readings),
                orders="|".join(order for order, _ in question.readings),
            )


_NO_DATE = CellDate({})


def _two_readings(cell: CellDate) -> FieldProposal:
    others = tuple(FieldCandidate(value, order) for order, value in cell.readings.items())
    return FieldProposal("date", cell.year, None, "column", Doubt.TWO_READINGS, others)
