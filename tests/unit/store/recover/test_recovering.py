"""A damaged project becomes a new one; what is none, what is sound and what is there is refused."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from pathlib import Path

import pytest

from annotator.errors import Cancelled, ForeignFile, MissingProject, TargetExists, WrongUse
from annotator.model.layer import Coder
from annotator.project import Project
from annotator.store.check import check
from annotator.store.recover.recovering import recover
from annotator.work import Cancel, Watch
from tests import builders as make

PAGE = 4096


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    step, known = make.small_corpus()
    return make.project_file(
        tmp_path,
        step,
        make.adding(make.note(known["claim"], "a note")),
        make.adding(make.region(known["article"], "headline", (0, 23))),
        name="sound.annotator",
    )


def page_of(path: Path, table: str) -> int:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        return int(connection.execute(sql, (table,)).fetchone()[0])


def broken(path: Path, *tables: str) -> Path:
    """Give a copy in which the first page of some tables is rubbish."""
    content = bytearray(path.read_bytes())
    for table in tables:
        number = page_of(path, table)
        content[(number - 1) * PAGE : number * PAGE] = b"\xff" * PAGE
    place = path.with_name("broken.annotator")
    place.write_bytes(content)
    return place


def test_lost_rows_come_from_the_history(rich: Path, tmp_path: Path) -> None:
    tables = ("span", "link", "note", "layer", "actor", "attribute", "scheme", "article")
    found = recover(broken(rich, *tables), tmp_path / "new.annotator")
    assert (found.n_articles, found.n_spans, found.n_steps) == (1, 3, 4)
    with Project.open(found.path, coder=Coder("coder-1", "Ada")) as project:
        assert len(list(project.links())) == 2
        assert [one.note.text for one in project.notes()] == ["a note"]
        project.undo()
        project.undo()
    assert check(found.path).ok


def test_a_lost_history_comes_from_the_rows(rich: Path, tmp_path: Path) -> None:
    found = recover(broken(rich, "step"), tmp_path / "new.annotator")
    assert (found.n_articles, found.n_spans, found.n_steps) == (1, 3, 1)
    with Project.open(found.path, coder=Coder("coder-1", "Ada")) as project:
        assert project.title == "Study"
        assert [one.note.text for one in project.notes()] == ["a note"]


def test_of_a_lost_text_the_quotations_are_left_and_it_is_said(rich: Path, tmp_path: Path) -> None:
    found = recover(broken(rich, "text"), tmp_path / "new.annotator")
    assert any("The text of “" in one for one in found.lost)
    with Project.open(found.path, coder=Coder("coder-1", "Ada")) as project:
        page = project.page("article-1")
        assert "We have kept our promise" in page.text
        assert page.text.count("\N{REPLACEMENT CHARACTER}") > 20
        assert {one.quotes[0] for one in page.spans()} >= {"said", "Mira Talven"}


def test_ids_that_lost_what_they_have_in_common_get_it_anew(rich: Path, tmp_path: Path) -> None:
    found = recover(broken(rich, "origin", "meta"), tmp_path / "new.annotator")
    assert (found.n_articles, found.n_spans, found.n_steps) == (1, 3, 4)
    assert any("new ids" in one for one in found.lost)
    assert any("Id and title" in one for one in found.lost)


def test_a_journal_beside_it_is_rolled_back_in_the_copy(rich: Path, tmp_path: Path) -> None:
    place = broken(rich, "note")
    journal = place.with_name(f"{place.name}-journal")
    journal.write_bytes(b"no journal" * 100)
    recover(place, tmp_path / "new.annotator")
    assert journal.read_bytes() == b"no journal" * 100


def test_it_can_be_cancelled(rich: Path, tmp_path: Path) -> None:
    cancel = Cancel()
    cancel.cancel()
    with pytest.raises(Cancelled):
        recover(broken(rich, "note"), tmp_path / "new.annotator", Watch(cancel=cancel))
    assert not (tmp_path / "new.annotator").exists()


# --- what is refused ------------------------------------------------------------------------------


def test_a_sound_project_is_refused(rich: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is sound: there is nothing to recover"):
        recover(rich, tmp_path / "new.annotator")
    assert not (tmp_path / "new.annotator").exists()


@pytest.mark.parametrize("kind", ["words", "nothing", "rubbish", "another database"])
def test_what_is_no_project_is_refused(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "x.annotator"
    match kind:
        case "words":
            place.write_text("only words\n" * 2_000)
        case "nothing":
            place.touch()
        case "rubbish":
            place.write_bytes(random.Random(1).randbytes(50_000))  # noqa: S311
        case _:
            with contextlib.closing(sqlite3.connect(place)) as connection:
                connection.execute("CREATE TABLE t (a)")
                connection.commit()
    with pytest.raises(ForeignFile):
        recover(place, tmp_path / "new.annotator")
    assert not (tmp_path / "new.annotator").exists()


@pytest.mark.parametrize("kind", ["missing", "folder", "pipe"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "x.annotator"
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    with pytest.raises(MissingProject):
        recover(place, tmp_path / "new.annotator")


def test_it_never_goes_over_a_file_that_is_there(rich: Path, tmp_path: Path) -> None:
    place, new = tmp_path / "broken.annotator", tmp_path / "new.annotator"
    place.write_bytes(rich.read_bytes()[:-PAGE])
    new.write_text("precious")
    with pytest.raises(TargetExists):
        recover(place, new)
    assert new.read_text() == "precious"
    with pytest.raises(TargetExists):
        recover(place, place)
