"""The report says the same figures as a page and as a table, and shows words as they are."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

from annotator.compare.counting import Pairing
from annotator.compare.figures import Figure, Measure
from annotator.compare.report.page import HEAD, Example, Report, as_csv, as_html
from annotator.compare.report.wording import (
    Methods,
    figure_name,
    methods_paragraph,
    n_words,
    pairing_words,
    unit_of,
    value_of_attribute,
    value_words,
)
from tests.codings import measured, rules
from tests.unit.compare.test_figures import ACTORS, ARTICLES

PAIR = measured(ARTICLES, rules(*ACTORS), n=50)
REPORT = Report(
    title="A & B <agree>",
    facts=[("Project", "Two <coders>")],
    pair=PAIR,
    pairing=Pairing(),
    methods="Two coders.",
    passages=[Example("boundary", "Title", "before ", "<b>words</b>", " after", "claim other")],
    articles=["One", "Two"],
    left_out=[("Three", "B is not done with it")],
)


def _cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html)
    return [[unescape(one) for one in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]


def test_page_and_table_have_the_same_figures() -> None:
    table = csv.reader(io.StringIO(as_csv(REPORT)))
    figures, rest = [], iter(table)
    assert next(rest) == [*HEAD]
    for row in rest:
        if not row:
            break
        figures.append(row)
    assert len(figures) == len(PAIR.figures)
    assert [row for row in _cells(as_html(REPORT)) if len(row) == len(HEAD)] == figures
    for row, one in zip(figures, PAIR.figures, strict=True):
        if one.value is None:
            assert (row[1], row[6]) == ("–", one.why)
        else:
            assert float(row[1]) == round(one.value, 3)
            assert float(row[4]) == one.n
        if one.interval is not None:
            assert (float(row[2]), float(row[3])) == tuple(round(x, 3) for x in one.interval)


def test_the_table_has_a_row_for_each_difference() -> None:
    rows = [*csv.reader(io.StringIO(as_csv(REPORT)))]
    differences = rows[len(PAIR.figures) + 3 :]
    keys = [one.key for one in PAIR.comparison.differences()]
    assert [row[-1] for row in differences] == keys


def test_words_from_outside_are_shown_as_they_are_and_nothing_is_loaded() -> None:
    html = as_html(REPORT)
    assert "&lt;b&gt;words&lt;/b&gt;" in html
    assert "A &amp; B &lt;agree&gt;" in html
    assert not re.search(r"<script|<img|<link|http", html)
    assert "B is not done with it" in html


def test_the_methods_paragraph_says_what_is_known_and_nothing_else() -> None:
    how = Methods(claim="claim", n_articles=120, version="9.9")
    how.drawn = ", drawn by a seeded hash order (seed 7)"
    how.further.append("Intervals: 50 resamples.")
    said = methods_paragraph(PAIR, how)
    statements = PAIR.figure(Measure.STATEMENTS, "claim")
    assert statements is not None
    assert said.startswith(
        "Two coders independently coded 12 of 120 articles (10 %), drawn by a seeded hash order"
        " (seed 7). Spans were paired one to one by largest overlap."
    )
    assert f"was F1 = {value_words(statements.value)} (95 % interval ." in said
    assert re.search(r"on directness \(claim\) Krippendorff’s α = \S+ \(n = \d+", said)
    assert re.search(r"on the speaker Krippendorff’s α = \S+ \(n = \d+", said)
    assert "Hripcsak & Rothschild 2005" in said
    assert said.endswith("Intervals: 50 resamples. Computed with Annotator 9.9.")
    assert "settling" not in said


def test_without_intervals_none_are_said() -> None:
    how = Methods(claim="claim", n_articles=0, version="9.9")
    said = methods_paragraph(measured(ARTICLES[:3], rules(*ACTORS)), how)
    assert "interval" not in said
    assert "3 of 3 articles (100 %)." in said


def test_figures_have_names_units_and_digits() -> None:
    def one(measure: Measure, of: str) -> Figure:
        return Figure(measure=measure, of=of, value=0.5, n=2)

    names = {figure_name(one(measure, "claim"), Pairing()) for measure in Measure}
    assert len(names) == len(Measure)
    assert figure_name(one(Measure.OVERLAP, "claim"), Pairing(0.5)) == "claim, overlap from .50"
    assert figure_name(one(Measure.EXACT, "claim"), Pairing(loose=True)).endswith("but for marks")
    assert figure_name(one(Measure.ALPHA_U, "all"), Pairing()).startswith("all types")
    assert unit_of(one(Measure.ALPHA, "claim.directness")) == "paired claim"
    assert unit_of(one(Measure.ALPHA, "speaker")) == "paired claims"
    assert unit_of(one(Measure.ALPHA_U, "claim")) == "characters"
    assert [value_words(x) for x in (None, 1, 0.876, -0.0175, 0.999)] == [
        *("–", "1.00", ".88", "-.02", "1.00"),
    ]
    assert [n_words(x) for x in (3.0, 3.5, 12000)] == ["3", "3.5", "12,000"]
    assert (value_of_attribute(None), value_of_attribute("")) == ("not set", "nobody")
    assert pairing_words(Pairing(0.25)) == "pairing: overlap from .25"
    assert pairing_words(Pairing()) == "pairing: any shared character"
