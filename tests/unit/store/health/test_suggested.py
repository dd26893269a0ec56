"""What suggesters wrote has a seal: what is changed afterwards is told, what we change is not."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from annotator.model.layer import Coder
from annotator.model.scheme_edits.edits import EditKind, SchemeEdit
from annotator.project import Project
from annotator.store.check import check
from annotator.store.health.suggested import wrong_suggestions

TEXT = "Title\n\nMira Holt said that the ferry is late. Ada Lind said: “We wait.”\n"


@pytest.fixture(scope="module")
def suggested(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("suggested")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(folder / "home"))
        with Project.create(folder / "s.annotator", coder=Coder("coder-1", "Ada")) as project:
            project.import_text(TEXT)
            project.mark("1", "speaker", (7, 16), actor="Mira Holt")
            project.suggest(model=False)
    return (folder / "s.annotator").read_bytes()


@pytest.fixture
def path(tmp_path: Path, suggested: bytes) -> Path:
    place = tmp_path / "s.annotator"
    place.write_bytes(suggested)
    return place


def opened(path: Path) -> Project:
    return Project.open(path, coder=Coder("coder-1", "Ada"))


DERIVED = "(SELECT id FROM layer WHERE kind = 'suggester')"
OF_SPANS = f"(SELECT id FROM span WHERE layer_id IN {DERIVED})"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE span SET confidence = confidence - 1 WHERE layer_id IN {DERIVED}",
        f"UPDATE link SET confidence = confidence - 1 WHERE layer_id IN {DERIVED}",
        f"DELETE FROM reason WHERE owner_id IN {OF_SPANS}",
        f"DELETE FROM refers WHERE span_id IN {OF_SPANS}",
        f"UPDATE attribute SET name = name || 'x' WHERE owner_id IN {OF_SPANS}",
        "UPDATE suggested SET stamp = 'x' || stamp",
        "UPDATE layer SET colour = '#000000' WHERE kind = 'suggester'",
    ],
)
def test_a_strangers_hand_is_told(path: Path, statement: str) -> None:
    assert check(path).ok
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        assert stranger.execute(statement).rowcount > 0
    assert not check(path).ok


@pytest.mark.parametrize("cell", ["NULL", "x'00'"])
def test_a_stamp_that_is_no_text_is_told(path: Path, cell: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        # As bytes that went bad in the file; no statement puts a NULL there.
        stranger.execute("CREATE TEMP TABLE suggested AS SELECT * FROM main.suggested")
        stranger.execute(f"UPDATE temp.suggested SET stamp = {cell}")
        assert "let it be suggested anew" in " ".join(wrong_suggestions(stranger))


def test_what_we_change_ourselves_is_no_damage(path: Path) -> None:
    with opened(path) as project:
        kind = project.scheme.types[0].name
        project.edit_scheme([SchemeEdit(EditKind.RENAME, kind, to=f"{kind}_x")])
        assert check(path).ok
        project.undo()
        project.undo()  # the actor goes, whom suggestions name
        assert check(path).ok
        project.redo()
        project.suggest(model=False)
        assert check(path).ok
        project.undo()
        project.undo()
        assert list(project.articles()) == []
    assert check(path).ok


def test_a_file_without_seals_is_sound_and_gets_them(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("UPDATE suggested SET stamp = 'old'")
    assert check(path).ok
    with opened(path) as project:
        project.suggest(model=False)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        stamps = [one for (one,) in connection.execute("SELECT stamp FROM suggested")]
    assert stamps
    assert all(" " in one for one in stamps)
    assert check(path).ok


def test_articles_of_which_one_is_older_than_the_others_are_told(path: Path) -> None:
    """Each is as it once was, proposals and seals: pages of two states were mixed."""
    with opened(path) as project:
        project.import_text("Another\n\nNobody said that the ferry is early.\n")
        project.suggest(model=False)
    older = stamps_of(path)
    with opened(path) as project:
        project.import_text("Third\n\nAda Lind said that it is late.\n")
        project.mark("3", "speaker", (7, 15), actor="Ada Lind")
        project.suggest(model=False)
    assert check(path).ok
    newer = stamps_of(path)
    changed = [one for one in older if newer[one] != older[one]]
    assert len(changed) > 1, "what was marked is known to all suggesters"
    told = []
    for one in changed:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
            put_stamp(stranger, one, older[one])
            told.append(check(path).problems)
            put_stamp(stranger, one, newer[one])
            assert check(path).ok
    whole = "What was suggested in an article was changed; let it be suggested anew."
    assert {*told} == {(whole,)}


def stamps_of(path: Path) -> dict[tuple[int, int], str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT layer_id, article_id, stamp FROM suggested").fetchall()
    return {(layer, article): stamp for layer, article, stamp in rows}


def put_stamp(connection: sqlite3.Connection, which: tuple[int, int], stamp: str) -> None:
    sql = "UPDATE suggested SET stamp = ? WHERE layer_id = ? AND article_id = ?"
    assert connection.execute(sql, (stamp, *which)).rowcount == 1
