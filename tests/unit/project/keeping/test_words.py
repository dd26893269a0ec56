"""What is said of backups."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from annotator.errors import DiskFull
from annotator.project.keeping.backups import BackupTold
from annotator.project.keeping.words import size_words, told_words, why_words
from annotator.store.backups.listing import Backup
from annotator.store.backups.making import BackupReason, Made
from annotator.store.backups.seals import Seal
from annotator.store.backups.thinning import Thinned

AT = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def backup(reason: str = "step", seal: Seal | None = None) -> Backup:
    return Backup(Path("one.annotator"), AT, 12, reason, 5_000, seal)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (backup(), ""),
        (backup("before", Seal(act="import", args={"n": 3})), "before: Import 3 articles"),
        (backup("before"), "before a large step"),
        (backup("restored"), "restored"),
        (backup("restored", Seal(act="import", args={"n": 3})), "restored"),
        (backup("gone"), "when the file was gone"),
    ],
)
def test_a_backup_says_before_what_it_was_made(one: Backup, said: str) -> None:
    assert why_words(one) == said


def test_sizes_are_said_as_people_say_them() -> None:
    sizes = [0, 4_300_000, 120 * 1024**2]
    assert [size_words(one) for one in sizes] == ["0.1 MB", "4.1 MB", "120 MB"]


def test_only_what_one_may_wonder_about_is_said() -> None:
    reason, large = BackupReason("step"), 300 * 1024**2
    small = BackupTold(reason, 5_000, Made(backup(), Thinned()), 0.1)
    assert told_words(small) == ""
    begun = BackupTold(reason, large)
    assert told_words(begun) == "A backup is being made (300 MB) …"
    done = BackupTold(reason, large, Made(backup(), Thinned()), 6.2)
    assert told_words(done) == "A backup was made (300 MB, in 6 s)."
    thinned = BackupTold(reason, 5_000, Made(backup(), Thinned(by_size=(backup(),))), 0.1)
    assert "1 older one went" in told_words(thinned)
    failed = BackupTold(reason, error=DiskFull("No backup could be made.", "Free some space."))
    assert told_words(failed).startswith("No backup could be made. Free some space.")
    assert "saved in the project all the same" in told_words(failed)
