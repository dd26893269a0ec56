"""What rests on something lost goes and is counted; suggestions stay behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.store.recover.assembling import assembled
from annotator.store.recover.gathering import FoundRows, gathered
from annotator.store.recover.pages import Pages
from tests import builders as make


@pytest.fixture
def found(tmp_path: Path) -> FoundRows:
    step, known = make.small_corpus()
    path = make.project_file(tmp_path, step, make.adding(make.note(known["claim"], "a note")))
    return gathered(Pages(path.read_bytes()))


def test_of_a_sound_file_nothing_is_lost(found: FoundRows) -> None:
    made = assembled(found)
    assert made.lost == []
    assert {name: len(rows) for name, rows in made.rows.items() if rows} == {
        **dict.fromkeys(("layer", "scheme", "article", "actor", "alias", "refers", "note"), 1),
        **{"span": 3, "link": 2, "attribute": 2},
    }
    assert made.facts["title"] == "Study"
    assert len(made.texts) == 1


def test_without_a_history_what_rests_on_a_lost_row_goes_and_is_counted(found: FoundRows) -> None:
    found.rows["step"], found.rows["span"] = [], found.rows["span"][1:]
    found.complete -= {"step"}
    made = assembled(found)
    assert len(made.rows["span"]) == 2
    assert not made.rows["note"]
    assert any("a link (2)" in one for one in made.lost)
    assert any("a note (1)" in one for one in made.lost)


def test_a_text_without_its_article_becomes_one(found: FoundRows) -> None:
    for name in ("step", "article", "span", "link", "note", "refers", "attribute"):
        found.rows[name] = []
    found.complete.clear()
    found.rows["step"] = [(1, 1, "x", "{}", None, 1, 1, "done", 1, b"", "[]")]
    made = assembled(found)
    (article,) = made.rows["article"].values()
    assert article[2]
    assert any("only the words were found" in one for one in made.lost)


def test_rows_that_break_a_rule_go(found: FoundRows) -> None:
    found.rows["step"] = []
    (note,) = found.rows["note"]
    found.rows["note"] = [note, (note[0] + 1, "nobody", *note[2:])]
    made = assembled(found)
    assert len(made.rows["note"]) == 1
