"""Steps that fit their checksum are trusted; between them one step does what lost ones did."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from annotator.store.recover.steps import Told, bridged, replayed, told
from annotator.store.rows_sql import TABLES
from tests import builders as make


@pytest.fixture
def steps(tmp_path: Path) -> list[tuple]:
    step, known = make.small_corpus()
    article = known["article"]
    extra = make.span(article, "entity", "line", id="span-9")
    path = make.project_file(
        tmp_path,
        step,
        make.adding(extra),
        make.changing(article, make.article(title="Another", id="article-1")),
        make.removing(extra),
    )
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM step ORDER BY id").fetchall()


def test_all_sound_steps_lead_to_the_rows(steps: list[tuple]) -> None:
    found = told(steps, [], is_complete=True)
    rows, is_whole = replayed(found)
    assert is_whole
    assert [*found.steps] == [1, 2, 3, 4, 5]
    assert len(rows["span"]) == 3
    assert bridged(found, rows) == {}


def test_a_step_that_was_changed_is_lost(steps: list[tuple]) -> None:
    steps[2] = (*steps[2][:10], steps[2][10].replace("line", "lime"))
    found = told(steps, [], is_complete=True)
    assert found.lost == {3}
    assert not replayed(found)[1]


def test_a_step_that_is_not_there_is_lost_where_rows_were_missed(steps: list[tuple]) -> None:
    assert told(steps[:1] + steps[2:], [], is_complete=False).lost == {2}
    assert told(steps[:1] + steps[2:], [], is_complete=True).lost == set()


@pytest.mark.parametrize("missing", [{1}, {2}, {3}, {2, 4}, {5}, {4, 5}, {1, 2, 3, 4}])
def test_what_is_lost_is_bridged_so_that_all_leads_to_the_rows_of_today(
    steps: list[tuple], missing: set[int]
) -> None:
    final, _ = replayed(told(steps, [], is_complete=True))
    found = told([one for one in steps if one[0] not in missing], [], is_complete=False)
    found.lost = missing
    bridges = bridged(found, final)
    rows = {form.name: {} for form in TABLES}
    for number in range(1, 7):
        for form, before, after in bridges.get(number, []):
            key = form.key_of(before or after)
            assert rows[form.name].pop(key, None) == before
            if after is not None:
                rows[form.name][key] = after
        if number in found.steps:
            alone = Told({number: found.steps[number]})
            for change in alone.steps[number].changes:
                table = rows[change.form.name]
                row = table.pop(change.key, None)
                assert change.fits(row)
                if isinstance(change.after, tuple):
                    table[change.key] = change.after
                elif change.after is not None:
                    table[change.key] = change.onto(row)
    assert rows == final
