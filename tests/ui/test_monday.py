"""Monday's collecting, whole: a mixed folder from the start page to confirmed articles, by keys.

Each press is counted, and what is typed; a dialog of the system counts as one. Whoever sits there
knows the truth: a right row is confirmed, a wrong value set by its digit, or typed. `MONDAY=300`
makes the folder as large as a study's; a share of it is made in CI.
"""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from annotator.model.article import Doubt
from annotator.project.acts.proposals import candidates
from annotator.ui.importing.confirm.sheet import ConfirmSheet
from annotator.ui.importing.map_sheet import MapSheet
from annotator.ui.importing.preview import PreviewSheet
from annotator.ui.importing.words import FIELDS
from tests.mixed_folder import MixedFolder, Truth
from tests.ui.conftest import Driver
from tests.ui.importing import preview_of

if TYPE_CHECKING:
    from pathlib import Path

    from annotator.model.article import ArticleFields

N = int(os.environ.get("MONDAY", "60"))
"""So many files; 300 is a study's."""
_ALIKE, _TOO_MANY = 3, 5
"""From so many on all alike is worth its two keys."""


class CountingDriver(Driver):
    """Presses keys and counts them."""

    n = 0

    def press(self, *written: str) -> None:
        self.n += len(written)
        super().press(*written)

    def type(self, words: str) -> None:
        self.n += len(words)
        super().type(words)


@pytest.fixture
def folder(tmp_path: Path) -> MixedFolder:
    """The files, with what is true of them."""
    return MixedFolder(tmp_path / "monday", N)


@pytest.fixture
def collector(window, qtbot, monkeypatch, tmp_path, folder) -> CountingDriver:
    """Whoever sits at the start page, and answers the two dialogs of the system."""
    made = CountingDriver(window, qtbot)

    def chosen(*_words: object) -> str:
        made.n += 1
        return str(folder.folder)

    def kept(*_words: object) -> tuple[str, str]:
        made.n += 1
        return str(tmp_path / "study.annotator"), ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(chosen))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(kept))
    window.begin(None)
    return made


def test_a_mixed_folder_becomes_confirmed_articles_by_keys(
    collector: CountingDriver, folder: MixedFolder
) -> None:
    begun = time.monotonic()
    collector.press("Ctrl+n")
    collector.wait(lambda: collector.window.session is not None)
    collector.press("Ctrl+k")
    collector.type("folder")
    collector.press("Enter")
    take_in(collector)
    n_in, came = collector.n, time.monotonic()
    collector.wait(lambda: "came in" in collector.window.messages.words)
    collector.press("Alt+Enter")
    collector.wait(lambda: isinstance(collector.session.over.sheet, ConfirmSheet))
    confirm(collector, folder)
    n, took = collector.n, time.monotonic() - begun
    collector.saved()
    found = [*collector.session.project.articles()]
    right = count_right(collector, folder)
    sys.stdout.write(
        f"\n{N} files, {len(found)} articles: {n} keys ({n_in} to take them in), "
        f"{n / len(found):.2f} an article; {took:.0f} s, {came - begun:.0f} s of them until "
        f"all had come in; right: {right}\n"
    )
    assert len(found) == len(folder.truths)
    assert not any(one.proposed() for one in found)
    assert all(one >= 0.95 * len(found) for one in right.values())
    assert n <= 1.25 * len(found)


def take_in(collector: CountingDriver) -> None:
    """Say how the table is read, look at what is coming, take it in."""
    collector.wait(lambda: collector.window.session is not None)
    collector.wait(lambda: isinstance(collector.session.over.sheet, MapSheet | PreviewSheet))
    if isinstance(collector.session.over.sheet, MapSheet):
        collector.press("Enter")
    sheet = preview_of(collector)
    assert len(sheet.list.model_.rows) >= 2
    collector.wait(sheet.main.isEnabled)
    collector.press("Enter")
    collector.wait(lambda: collector.session.over.sheet is None)


def confirm(collector: CountingDriver, folder: MixedFolder) -> None:
    """Go through the sheet as somebody who knows what is true."""
    sheet = collector.session.over.sheet
    assert isinstance(sheet, ConfirmSheet)
    while sheet.table.model_.n_open():
        article, proposal = sheet.article, sheet.proposal
        assert article is not None
        assert collector.n < _TOO_MANY * len(folder.truths), "the sheet goes round in circles"
        truth = truth_of(collector, folder, article)
        wrong = next((name for name in ("date", "outlet", "title")
                      if article.value(name) != getattr(truth, name)), None)  # fmt: skip
        if wrong is not None:
            mend(collector, sheet, wrong, getattr(truth, wrong))
        elif (
            proposal is not None
            and proposal.doubt is Doubt.TWO_READINGS
            and n_alike(collector, sheet, folder)
        ):
            collector.press("Shift+Enter")
            collector.wait(has_keyboard)
            collector.press("Enter")
            collector.wait(lambda: QApplication.activeModalWidget() is None)
            collector.window.activateWindow()  # no window manager is here that would do it
            collector.wait(lambda: QApplication.focusWidget() is sheet.table)
        else:
            collector.press("Ctrl+Enter")


def has_keyboard() -> bool:
    """Say whether a dialog is open and has the keyboard."""
    form = QApplication.activeModalWidget()
    return isinstance(form, QDialog) and form.isAncestorOf(QApplication.focusWidget())


def n_alike(collector: CountingDriver, sheet: ConfirmSheet, folder: MixedFolder) -> int:
    """Count what all alike would confirm, where it is many and all of it right."""
    found = sheet._alike()
    right = (one.value(sheet.field) == getattr(truth_of(collector, folder, one), sheet.field)
             for one in found)  # fmt: skip
    return len(found) if len(found) > _ALIKE and all(right) else 0


def mend(collector: CountingDriver, sheet: ConfirmSheet, field: str, value: str) -> None:
    """Go to a field and set it: by the digit of a candidate, else typed."""
    while sheet.field != field:
        collector.press("Right" if FIELDS.index(field) > FIELDS.index(sheet.field) else "Left")
    proposal = sheet.proposal
    offered = () if proposal is None else candidates(proposal)
    if value in offered:
        collector.press(str(offered.index(value) + 1))
        return
    collector.press("F2")
    collector.type(value)
    collector.press("Enter")
    collector.wait(lambda: QApplication.focusWidget() is sheet.table)


def truth_of(collector: CountingDriver, folder: MixedFolder, article: ArticleFields) -> Truth:
    """Give what is true of an article, known by words that stand in it alone."""
    text = " ".join(collector.session.project.reader.article(article.id).text.split())
    found = [one for one in folder.truths if one.words in text]
    return next((one for one in found if one.outlet == article.outlet), found[0])


def count_right(collector: CountingDriver, folder: MixedFolder) -> dict[str, int]:
    """Count how many articles have each field as it is true."""
    pairs = [
        (one, truth_of(collector, folder, one)) for one in collector.session.project.articles()
    ]
    return {
        name: sum(one.value(name) == getattr(truth, name) for one, truth in pairs)
        for name in ("title", "date", "outlet")
    }
