"""How a backup stands against the file now, in words."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.project import Project
from annotator.project.acts.take_back import TakenBack
from annotator.project.keeping.against import (
    LookedAt,
    articles_words,
    layer_counts,
    layer_words,
    look_at,
)
from annotator.project.keeping.words import taken_words
from annotator.store.backups.comparing import Against, LayerAgainst
from annotator.store.backups.listing import Backup
from annotator.store.backups.making import BackupReason
from annotator.store.backups.seals import Seal
from annotator.work import Cancel
from tests.builders import CODER

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
MERGE = Seal(act="import", args={"n": 2})


def backup(seal: Seal | None = None) -> Backup:
    return Backup(Path("one.annotator"), AT, 12, "step", 5_000, seal)


A, B = LayerAgainst("A", 14, 2, ("1", "2", "3")), LayerAgainst("B", 0, 412, ("1",))
SAME = LayerAgainst("agreed")


def test_one_line_says_articles_and_layers_that_differ() -> None:
    one = LookedAt(backup(), is_sound=True, against=Against(48, 0, 2, (A, B, SAME), 0))
    assert one.differs() == "2 articles fewer · A: +14 −2, B: −412"
    same = LookedAt(backup(), is_sound=True, against=Against(48, 0, 0, (SAME,), 0))
    assert same.differs() == "the same articles and marks"


def test_what_it_is_names_its_steps_its_name_and_before_what_it_was_made() -> None:
    found = Against(48, 0, 0, (), 3, "as submitted in May")
    one = LookedAt(backup(MERGE), is_sound=True, against=found)
    assert one.what() == (
        "3 steps more than the file now · “as submitted in May” · before: Import 2 articles"
    )
    assert LookedAt(backup(MERGE), is_sound=False).what() == "damaged, cannot be restored"


@pytest.mark.parametrize(
    ("more", "fewer", "said"),
    [
        (0, 0, "the same 48"),
        (1, 0, "1 article more"),
        (0, 14, "14 articles fewer"),
        (2, 1, "2 articles more, 1 article fewer"),
    ],
)
def test_articles_are_counted_both_ways(more: int, fewer: int, said: str) -> None:
    assert articles_words(Against(48, more, fewer, (), 0)) == said


def test_layers_are_counted_both_ways() -> None:
    assert [layer_words(one) for one in (A, B, SAME)] == [
        "14 marks more, 2 marks fewer",
        "412 marks fewer",
        "the same",
    ]
    assert layer_counts(B) == "B: −412"


def test_what_is_taken_back_is_said_before_and_after() -> None:
    taken = TakenBack(n_articles=3, n_returned=1, n_come=2, n_gone=14, n_changed=1)
    said = "In 3 articles: 1 article comes back, 2 marks come back, 14 that are newer go, 1 is as"
    assert taken_words(taken, is_done=False) == f"{said} it was. One step, can be undone."
    assert taken_words(taken, is_done=True) == f"{said} it was. One step; undo takes it back."
    assert taken_words(TakenBack(), is_done=False) == "Nothing differs from the file now."


def test_one_that_cannot_be_compared_is_said_and_not_raised(tmp_path: Path) -> None:
    with Project.create(tmp_path / "study.annotator", coder=CODER) as project:
        project.import_text("A text of Velmora.")
        made = project.open_project.backups.keep(BackupReason("step"))
    assert made is not None
    path = tmp_path / "study.annotator"
    assert look_at(made.backup, path, Cancel()).differs() == "the same articles and marks"
    path.write_bytes(b"rubbish")
    looked = look_at(made.backup, path, Cancel())
    assert looked.is_sound
    assert looked.why_not == "cannot be compared with the file now"
    assert looked.differs() == ""
    made.backup.path.write_bytes(b"rubbish")
    assert not look_at(made.backup, path, Cancel()).is_sound
