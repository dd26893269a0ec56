"""What is said of the project's file, to be looked at: backups, damage, older states, the past.

`tests.sizes` draws these scenes last; each opens the file as it wants it to be.
"""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.project import Project
from annotator.project.keeping.backups import WorkClock
from annotator.store.backups.making import BackupReason
from annotator.ui.keeping.backups_sheet import BackupsSheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.model.layer import Coder
    from docs.make_pictures import Hand

_TEXT = (
    "Ferries stop\n\nThe harbour will stay closed, said Mira Talven in Velmora on Monday."
    " “We will not wait,” she said.\n"
)
_AGO = (timedelta(days=70), timedelta(days=1, hours=4), timedelta(hours=3), timedelta(minutes=20))


def make_kept(folder: Path, coder: Coder) -> Path:
    """Make a project with backups of some weeks, beside it its older state and a damaged one."""
    folder.mkdir(exist_ok=True)
    path = folder / "ferry-study.annotator"
    with Project.create(path, coder=coder) as project:
        project.import_text(_TEXT, "ferry")
        project.import_text(_TEXT.replace("Monday", "Friday"), "friday")
        words = ("harbour", "Talven", "Velmora", "closed", "wait")
        for n, ago in enumerate(_AGO):
            at = datetime.now(UTC) - ago
            project.mark("1", "entity", _place(words[n]))
            project.mark("2", "entity", _place(words[n + 1]))
            if n == 1:
                project.name_step(str(project.steps()[0].step.number), "as submitted in May")
            project.open_project.backups.clock = WorkClock(now=lambda at=at: at)  # type: ignore[misc]
            why = BackupReason("before", "merge", {"name": "B"}) if n == 2 else BackupReason("step")
            project.open_project.backups.keep(why)
            if n == 2:
                project.backup(folder / "older.annotator")
        project.mark("1", "claim", _place("The harbour will stay closed"), {"directness": "mixed"})
        project.mark("1", "speaker", _place("Mira Talven"))
        project.state("1", "done")
        project.open_project.backups.clock = WorkClock()
        project.open_project.backups.keep(BackupReason("step"))
        project.backup(folder / "newest.annotator")
    shutil.copyfile(path, folder / "cut.annotator")
    os.truncate(folder / "cut.annotator", path.stat().st_size - 8192)
    return path


def _place(words: str) -> tuple[int, int]:
    at = _TEXT.index(words)
    return at, at + len(words)


def _put(hand: Hand, path: Path, name: str) -> None:
    """Let the file be one of those beside it, and show it or why it does not open."""
    hand.window.close_project()
    path.write_bytes(path.with_name(f"{name}.annotator").read_bytes())
    hand.window.projects.open_path(path)
    window = hand.window
    if name == "cut":
        hand.wait(lambda: bool(window.messages.buttons))
    else:
        hand.wait(lambda: window.session is not None and window.session.view.page is not None)


def _looked_at(hand: Hand, sheet: object) -> bool:
    if not isinstance(sheet, BackupsSheet):
        return False
    rows = sheet.list.backups.rows
    hand.settle()
    return bool(rows) and sheet.main.isEnabled() and len(sheet._looked) == len(rows)


def _unopened(hand: Hand, path: Path) -> None:
    _put(hand, path, "cut")


def _unopened_backups(hand: Hand, path: Path) -> None:
    _put(hand, path, "cut")
    hand.window.messages.buttons[1].click()
    hand.wait(lambda: _looked_at(hand, hand.window.stack.currentWidget()))


def _older(hand: Hand, path: Path) -> None:
    _put(hand, path, "newest")
    _put(hand, path, "older")
    hand.wait(lambda: bool(hand.window.messages.buttons))


def _older_backups(hand: Hand, path: Path) -> None:
    _older(hand, path)
    hand.window.messages.buttons[0].click()
    hand.wait(lambda: _looked_at(hand, hand.session.over.sheet))


def _part(hand: Hand, path: Path) -> None:
    """Choose one layer of an older backup."""
    _put(hand, path, "newest")
    hand.window.acts.run("backups")
    hand.wait(lambda: _looked_at(hand, hand.session.over.sheet))
    sheet = hand.session.over.sheet
    assert isinstance(sheet, BackupsSheet)
    sheet.list.setCurrentIndex(sheet.list.backups.index(2, 0))
    hand.wait(lambda: sheet.choice.what.findData("article") > 0)
    sheet.choice.what.setCurrentIndex(sheet.choice.what.findData("article"))
    hand.wait(lambda: "One step" in sheet.choice.effect.text())


def _damage(hand: Hand, path: Path) -> None:
    """Say that the project is damaged, as a worker says it that has looked through it."""
    from annotator.errors import DamagedProject
    from annotator.store.connection import damaged

    _put(hand, path, "newest")
    problem = damaged(path, "The text 62bb70196b4f was changed")
    assert isinstance(problem, DamagedProject)
    newest = hand.session.project.backups()[0]
    hand.session.keeping._damage._told((problem, newest))


def _gone(hand: Hand, path: Path) -> None:
    _put(hand, path, "newest")
    path.rename(path.with_name("renamed.annotator"))
    hand.session.look_outside()
    hand.wait(lambda: bool(hand.window.messages.buttons))


def _traces(hand: Hand, path: Path) -> None:
    path.with_name("renamed.annotator").unlink(missing_ok=True)
    _put(hand, path, "newest")
    hand.window.acts.run("traces")
    hand.wait(lambda: QApplication.activeModalWidget() is not None)


def _past(hand: Hand, path: Path) -> None:
    _put(hand, path, "newest")
    project = hand.session.project
    hand.window.show_project(project.at("as submitted in May"))
    hand.wait(lambda: hand.session.view.page is not None)


def _progress(hand: Hand, path: Path) -> None:
    """Show the backup that a large step waits for."""
    _put(hand, path, "newest")
    job, _watch = hand.window.jobs.elsewhere()
    hand.window.progress.follow_first(job, "First a backup")
    hand.wait(hand.window.progress.isVisible)
    job.progressed(30, 140, "MB")


OF_KEPT: dict[str, Callable[[Hand, Path], None]] = {
    "kept-unopened": _unopened,
    "kept-unopened-backups": _unopened_backups,
    "kept-older": _older,
    "kept-older-backups": _older_backups,
    "kept-part": _part,
    "kept-damage": _damage,
    "kept-gone": _gone,
    "kept-traces": _traces,
    "kept-past": _past,
    "kept-progress": _progress,
}
"""What is shown, by its name."""
