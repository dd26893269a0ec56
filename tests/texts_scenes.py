"""Texts on their way in, to be looked at: how a table is read, what is coming, what is confirmed.

`tests.sizes` draws these scenes after those of Read; each begins with the folder dropped anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from annotator.project import Project
from annotator.project.importing.plan import ImportVerdict
from annotator.ui.exporting.sheet import ExportSheet
from annotator.ui.importing.change_sheet import ChangeSheet
from annotator.ui.importing.confirm.sheet import ConfirmSheet
from annotator.ui.importing.corpus_forms import WouldForm
from annotator.ui.importing.map_sheet import MapSheet
from annotator.ui.importing.preview import PreviewSheet
from tests.mixed_folder import MixedFolder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from annotator.model.layer import Coder
    from docs.make_pictures import Hand

_N = 40


def make_texts(folder: Path, coder: Coder) -> Path:
    """Make a project with one article, and beside it the folder that is to come in."""
    path = folder / "monday.annotator"
    made = MixedFolder(folder / "monday", _N)
    with Project.create(path, coder=coder) as project:
        project.import_sources([min(made.folder.glob("courier-*.txt"))])
    return path


def _dropped(hand: Hand) -> None:
    if hand.session.over.sheet is not None:  # Esc has left a field of it, not the sheet
        hand.session.over.close()
    hand.window.take_paths((hand.session.project.path.parent / "monday",))
    hand.wait(lambda: isinstance(hand.session.over.sheet, MapSheet | PreviewSheet))


def _map(hand: Hand, _article: int) -> None:
    _dropped(hand)


def _preview(hand: Hand, article: int) -> None:
    """Look at what is coming: at a page of the language that is looked at."""
    _dropped(hand)
    if isinstance(hand.session.over.sheet, MapSheet):
        hand.session.over.sheet.main.click()
    hand.wait(lambda: _is_full(hand.session.over.sheet))
    sheet = hand.session.over.sheet
    assert isinstance(sheet, PreviewSheet)
    rows = sheet.list.model_.rows[ImportVerdict.NEW]
    wanted = "sahel" if article == 2 else "capital"
    row = next(one for one in rows if wanted in one.key[0])
    sheet._stand_on(row.key)


def _is_full(sheet: object) -> bool:
    return isinstance(sheet, PreviewSheet) and sheet.plan is not None and sheet.list_is_full


def _typed(hand: Hand, article: int) -> None:
    _preview(hand, article)
    sheet = hand.session.over.sheet
    assert isinstance(sheet, PreviewSheet)
    sheet.type_in()


def _confirm(hand: Hand, article: int) -> None:
    """Take all in where that is not done yet, and look at what is proposed."""
    if hand.session.project.reader.n_articles() < _N // 2:
        _preview(hand, article)
        sheet = hand.session.over.sheet
        assert isinstance(sheet, PreviewSheet)
        sheet.main.click()
        hand.wait(lambda: hand.session.over.sheet is None)
    hand.window.acts.run("confirm-proposals")
    hand.wait(lambda: isinstance(hand.session.over.sheet, ConfirmSheet))


def _alike(hand: Hand, article: int) -> None:
    _confirm(hand, article)
    sheet = hand.session.over.sheet
    assert isinstance(sheet, ConfirmSheet)
    sheet.confirm_alike()


def _change(hand: Hand, article: int) -> None:
    """Choose all articles, and change fields of them; one value is none."""
    _confirm(hand, article)
    hand.session.over.close()
    pane = hand.session.workspace.articles
    hand.wait(lambda: pane.model.rowCount() >= _N // 2)
    pane.list.selectAll()
    hand.window.acts.run("change-articles")
    hand.wait(lambda: isinstance(hand.session.over.sheet, ChangeSheet))
    sheet = hand.session.over.sheet
    assert isinstance(sheet, ChangeSheet)
    sheet.lines["outlet"].choices.setCurrentIndex(1)
    sheet.lines["outlet"].field.setText("The Harbour Gull")
    sheet.lines["date"].field.setText("5 May")
    sheet.lines["byline"].none.setChecked(True)
    sheet.main.click()


def _would_change(hand: Hand, article: int) -> None:
    """Look at what would be overwritten."""
    _change(hand, article)
    sheet = hand.session.over.sheet
    assert isinstance(sheet, ChangeSheet)
    sheet.lines["date"].field.clear()
    sheet.main.click()
    hand.wait(lambda: isinstance(QApplication.activeModalWidget(), WouldForm))


def _recipes(hand: Hand, article: int) -> None:
    """Show the sheet of exports with what is kept for it, its last line in view."""
    hand.session.over.close()
    project = hand.session.project
    names = (
        "for the archive",
        "تحلیل در R",
        "the supervisor’s copy with all marks and cards on it",
    )
    for name, (kind, to) in zip(names, _WRITTEN, strict=True):
        if name not in {one.name for one in project.recipes()}:
            project.keep_recipe(name, kind, project.path.parent / to)
    hand.window.acts.run("export")
    sheet = hand.session.over.sheet
    assert isinstance(sheet, ExportSheet)
    hand.wait(lambda: len(sheet.kept.lines) == len(names) and "…" not in sheet.kept.lines[-1].since)
    sheet.kept.buttons[-1].setFocus()


_WRITTEN = (("archive", "deposit.zip"), ("tables", "for-r"), ("docx", "copies/of-the-study.docx"))
"""What the recipes write, and where to."""
OF_TEXTS: dict[str, Callable[[Hand, int], None]] = {
    "texts-map": _map,
    "texts-preview": _preview,
    "texts-typed": _typed,
    "texts-confirm": _confirm,
    "texts-alike": _alike,
    "texts-change": _change,
    "texts-would-change": _would_change,
    "texts-recipes": _recipes,
}
