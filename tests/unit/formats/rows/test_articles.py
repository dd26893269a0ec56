"""Rows become articles with fields, dates and own fields; what is refused or lost is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from annotator.errors import CannotRead
from annotator.formats.base import ReadOptions
from annotator.formats.rows.articles import RowReader, plan_columns
from annotator.formats.rows.grid import GridRow, Table
from annotator.formats.rows.mapping import SourceMap
from annotator.model.article import Doubt, FieldCandidate, FieldProposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.bundle import Content


def reader(
    headers: list[str], *rows: list[str], said: SourceMap | None = None, order: str = ""
) -> RowReader:
    def body() -> list[GridRow]:
        return [GridRow(number, cells) for number, cells in enumerate(rows, start=2)]

    table = Table(tuple(headers), (1,), lambda: iter(body()))
    plan = plan_columns(table, said or SourceMap(), "a.csv")
    made = RowReader("a.csv", plan, ReadOptions(), date_order=order)
    made.read()
    return made


def contents(made: RowReader) -> list[Content]:
    return [*made.contents()]


def test_columns_fill_the_fields_and_say_that_they_are_given() -> None:
    headers = ["Text", "Headline", "Date", "Outlet", "Link", "Author", "Language", "ID", "Desk"]
    row = ["Said. ", " One \n two", "2026-03-02", "Newswire", "https://a.example", "B", "en-GB",
           "00123", "for  eign"]  # fmt: skip
    (content,) = contents(reader(headers, row))
    article = content.article
    assert article.text == "Said. "
    assert (article.title, article.date, article.outlet) == ("One two", "2026-03-02", "Newswire")
    assert (article.url, article.byline) == ("https://a.example", "B")
    assert article.language == "en-GB"
    assert article.meta == {"id": "00123", "Desk": "for  eign"}
    assert content.given == {"title", "date", "outlet", "url", "byline", "language"}
    assert content.proposed_fields == ()


def test_what_no_column_says_is_left_to_proposals() -> None:
    (content,) = contents(reader(["text", "title", "date"], ["First line\nSaid.", "", ""]))
    assert (content.article.title, content.article.date) == ("First line", None)
    assert content.given == frozenset()


def test_rows_are_looked_at_before_their_dates_are_settled_which_stand_first() -> None:
    rows = [["One.", "1/2/2026"], ["Two.", "3/4/2026"]]
    made = reader(["text", "date"], *rows)
    seen: list[str | None] = []

    def looked_at(articles: Iterator[Content]) -> Iterator[Content]:
        every = [*articles]
        seen.extend([one.article.date for one in every])
        for one in every:
            yield replace(one, proposed_fields=(FieldProposal("byline", "B", None, "line"),))

    again = RowReader("a.csv", made.plan, ReadOptions())
    again.read(looked_at=looked_at)
    for one, plainly in zip(again.contents(), contents(made), strict=True):
        dated, *others = one.proposed_fields
        assert (dated,) == plainly.proposed_fields
        assert [each.field for each in others] == ["byline"]
    assert seen == [None, None]
    chosen = RowReader("a.csv", made.plan, ReadOptions(), date_order="dmy")
    chosen.read(looked_at=looked_at)
    assert [one.article.date for one in chosen.contents()] == ["2026-02-01", "2026-04-03"]


def test_a_language_in_words_stays_a_field_of_its_own() -> None:
    (content,) = contents(reader(["text", "language"], ["Said.", "English (UK)"]))
    assert content.article.meta == {"language_2": "English (UK)"}
    assert "language" not in content.given


def test_a_date_of_two_readings_is_proposed_as_its_year() -> None:
    made = reader(["text", "date"], ["a", "03/04/2026"], ["b", "05/06/2026"])
    (proposal,) = contents(made)[0].proposed_fields
    assert (proposal.field, proposal.value, proposal.at, proposal.why) == (
        *("date", "2026", None, "column"),
    )
    assert proposal.doubt is Doubt.TWO_READINGS
    assert proposal.others == (
        FieldCandidate("2026-04-03", "dmy"),
        FieldCandidate("2026-03-04", "mdy"),
    )
    (note,) = made.notes()
    assert "only the year" in note
    assert "--date-order dmy|mdy" in note


def test_one_settled_date_settles_all_and_that_is_said() -> None:
    made = reader(["text", "date"], ["a", "03/04/2026"], ["b", "25/04/2026"])
    assert [content.article.date for content in contents(made)] == ["2026-04-03", "2026-04-25"]
    question = made.question()
    assert question is not None
    assert (question.settled_by, question.chosen) == ("25/04/2026", "dmy")
    (note,) = made.notes()
    assert "25/04/2026 can only be read so" in note


def test_an_order_that_is_said_holds() -> None:
    made = reader(["text", "date"], ["a", "03/04/2026"], order="mdy")
    assert [content.article.date for content in contents(made)] == ["2026-03-04"]
    assert [*made.notes()] == []


def test_dates_that_nobody_can_read_are_a_loss_with_their_rows() -> None:
    made = reader(["text", "date"], ["a", "2026-03-02"], ["b", "spring"], ["c", ""])
    (loss,) = made.losses()
    assert (loss.item, loss.n, loss.of) == ("value", 1, 2)
    assert "row 3: “spring”" in loss.how


def test_no_row_is_lost_silently() -> None:
    made = reader(
        ["text", "title"], ["a", "A"], ["", "B"], ["a", "C"], ["", ""], [" \n", "D"], ["b"]
    )
    assert [content.row for content in contents(made)] == [2, 7]
    assert [(one.row, one.reason) for one in made.refused] == [
        (3, "no text in “text”"),
        (4, "the same text as row 2"),
        (6, "no text in “text”"),
    ]
    assert made.n_rows == 5


def test_the_columns_are_shown_with_three_values_and_why() -> None:
    rows = [[f"text {n}", f"{n}", "x" * 500] for n in range(5)]
    made = reader(["text", "Desk", "notes"], *rows)
    text, desk, notes = made.columns()
    assert (text.becomes, text.because, text.n_values) == ("text", "header", 5)
    assert text.first == ("text 0", "text 1", "text 2")
    assert (desk.becomes, desk.because) == ("own:Desk", "a field of your own")
    assert len(notes.first[0]) <= 80


def test_a_map_says_what_columns_become_and_which_are_left_out() -> None:
    said = SourceMap(columns={"text": "b"}, fields={"c": "desk", "d": ""})
    made = reader(["text", "b", "c", "d", "e"], ["1", "2", "3", "4", "5"], said=said)
    (content,) = contents(made)
    assert content.article.text == "2"
    assert content.article.meta == {"text_2": "1", "desk": "3", "e": "5"}
    assert made.plan.as_map(said).fields == {"text": "text_2", "c": "desk", "d": "", "e": "e"}


@pytest.mark.parametrize("said", [SourceMap({"text": "x"}), SourceMap(fields={"x": ""})])
def test_a_map_that_names_a_column_that_is_not_there_is_refused(said: SourceMap) -> None:
    with pytest.raises(CannotRead, match=r"a\.csv has no column “x”") as raised:
        reader(["a", "b"], ["1", "2"], said=said)
    assert raised.value.sentence().endswith("Columns: a, b.")


def test_a_text_as_long_as_a_cell_of_a_workbook_may_be_cut() -> None:
    (note,) = reader(["text"], ["a" * 32_767]).notes()
    assert "may be cut" in note


def test_a_text_that_stands_in_endless_rows_is_refused() -> None:
    text = "a" * 10_000_000
    with pytest.raises(CannotRead, match="more than 500 MB") as raised:
        reader(["text"], *[[text]] * 60)
    assert raised.value.where.line == 52
