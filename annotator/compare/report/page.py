"""The report of two coders' agreement: one set of rows, as a page (HTML) and as a table (CSV)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from annotator.compare.agreement import PairAgreement, ValueTable
from annotator.compare.counting import SPEAKER, Pairing
from annotator.compare.figures import Figure
from annotator.compare.report.wording import (
    UNDEFINED,
    figure_name,
    n_words,
    not_counted,
    unit_of,
    value_of_attribute,
    value_words,
)
from annotator.language import tr
from annotator.text.csv_text import Dialect, text_of

HEAD = ("figure", "value", "low", "high", "n", "unit", "why")
_DIFFERENCES = ("kind", "article", "type", "name", "left", "right", "class", "key")
_DIGITS = 3
_MOST_VALUES = 12
"""A table of more values is no table to read: speakers, free text."""


@dataclass(frozen=True, slots=True)
class Example:
    """One difference with the words around it."""

    kind: str
    article: str
    before: str
    words: str
    after: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report says. `facts` are lines of (what, words); `articles` the titles compared,
    `before` the figures as they stood before settling.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    pair: PairAgreement
    pairing: Pairing
    methods: str
    passages: Sequence[Example] = ()
    articles: Sequence[str] = ()
    left_out: Sequence[tuple[str, str]] = ()
    before: Sequence[tuple[str, str]] = ()

    def rows(self) -> list[tuple[str, ...]]:
        """Give the figures as rows of `HEAD`."""
        return [_row(one, self.pairing) for one in self.pair.figures]


def as_csv(report: Report) -> str:
    """Give the report as CSV: a row a figure, an empty line, a row a difference."""
    differences = [
        (
            str(one.kind),
            one.article_id,
            one.type,
            one.name,
            one.was or "",
            one.now or "",
            one.boundary,
            one.key,
        )
        for one in report.pair.differences()
    ]
    figures = text_of([HEAD, *report.rows()], Dialect())
    return f"{figures}\n{text_of([_DIFFERENCES, *differences], Dialect())}"


def as_html(report: Report) -> str:
    """Give the report as one page without script, picture or network."""
    parts = [
        f"<h1>{escape(report.title)}</h1>",
        _table((), report.facts),
        f"<p class='methods'>{escape(report.methods)}</p>",
        f"<h2>{escape(tr('Figures'))}</h2>",
        _table(_heads(), report.rows(), numbers=(1, 2, 3, 4)),
        *_before(report.before),
        *_values(report.pair.tables.values()),
        f"<h2>{escape(tr('Differences'))}</h2>",
        _table((tr("kind"), tr("n")), _kinds(report.pair), numbers=(1,)),
        *_passages(report.passages),
        f"<h2>{escape(tr('Articles'))}</h2>",
        f"<ol>{''.join(f'<li>{escape(one)}</li>' for one in report.articles)}</ol>",
    ]
    if report.left_out:
        parts.append(f"<h2>{escape(tr('Left out'))}</h2>")
        parts.append(_table((tr("article"), tr("why")), report.left_out))
    head = f"<meta charset='utf-8'><title>{escape(report.title)}</title><style>{_STYLE}</style>"
    return (
        f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


_STYLE = (
    "body{font-family:serif;max-width:50em;margin:2em auto;line-height:1.4}"
    "table{border-collapse:collapse;margin:1em 0}td,th{padding:.2em .8em .2em 0;text-align:left;"
    "vertical-align:top;border-bottom:1px solid #ccc}.n{text-align:right}mark{background:#eee}"
    ".n,.k{white-space:nowrap}"
)


def _heads() -> tuple[str, ...]:
    return (tr("figure"), tr("value"), tr("from"), tr("to"), tr("n"), tr("of"), tr("why not"))


def _row(figure: Figure, pairing: Pairing) -> tuple[str, ...]:
    low, high = ("", "")
    if figure.interval is not None:
        low, high = (value_words(one, _DIGITS) for one in figure.interval)
    return (
        figure_name(figure, pairing),
        value_words(figure.value, _DIGITS),
        low,
        high,
        f"{figure.n:g}" if figure.n < 1e6 else f"{figure.n:.0f}",
        unit_of(figure),
        figure.why if figure.value is None else "",
    )


def _values(tables: Iterable[ValueTable]) -> Iterable[str]:
    for one in tables:
        if one.of == SPEAKER or len(one.values) > _MOST_VALUES:
            continue
        names = [*map(value_of_attribute, one.values)]
        rows = [
            (name, *(n_words(len(one.cells.get((left, right), ()))) for right in one.values))
            for name, left in zip(names, one.values, strict=True)
        ]
        yield f"<h2>{escape(one.of)}</h2><p>{escape(tr('rows: the left, columns: the right'))}</p>"
        yield _table(("", *names), rows, numbers=range(1, len(names) + 1))


def _before(rows: Sequence[tuple[str, str]]) -> Iterable[str]:
    if rows:
        yield f"<h2>{escape(tr('As they stood before settling'))}</h2>"
        yield _table((tr("figure"), tr("value")), rows, numbers=(1,))


def _kinds(pair: PairAgreement) -> list[tuple[str, str]]:
    found: dict[str, int] = {}
    for one in pair.differences():
        name = f"{one.kind}, {one.boundary}" if one.boundary else str(one.kind)
        found[name] = found.get(name, 0) + 1
    rows = [(name, n_words(n)) for name, n in sorted(found.items())]
    return [*rows, (not_counted(pair), UNDEFINED)] if pair.given else rows


def _passages(passages: Sequence[Example]) -> Iterable[str]:
    kind = ""
    for one in passages:
        if one.kind != kind:
            kind = one.kind
            yield f"<h3>{escape(kind)}</h3>"
        context = f"{escape(one.before)}<mark>{escape(one.words)}</mark>{escape(one.after)}"
        yield f"<p>{context}<br><small>{escape(one.said)} · {escape(one.article)}</small></p>"


def _table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int] = ()
) -> str:
    right = set(numbers)

    def line(cells: Sequence[str], cell_name: str) -> str:
        kinds = ["n" if at in right else "" if at or not right else "k" for at in range(len(cells))]
        marked = [
            f"<{cell_name}{f' class={kind}' if kind else ''}>{escape(cell)}</{cell_name}>"
            for kind, cell in zip(kinds, cells, strict=True)
        ]
        return f"<tr>{''.join(marked)}</tr>"

    lines = ([line(head, "th")] if head else []) + [line(row, "td") for row in rows]
    return f"<table>{''.join(lines)}</table>"
