"""What acts need when they are first done is loaded before, while nobody waits for anything."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

_EVERY_MS = 50
_NAMES = """
project.acts.mark project.acts.link model.scheme_edits.edits model.scheme_edits.applying
ui.popups.box ui.scheme.words ui.scheme.forms ui.scheme.acting ui.scheme.outline
ui.scheme.values_table ui.scheme.sheet project.finding.searching ui.find.model ui.find.side
ui.find.sheet ui.question.sheet ui.notes.sheet ui.scheme.look_again ui.inspector.panel
ui.margin.difference_card compare.values ui.review.differences.cards ui.review.differences.rows
ui.review.differences.list_pane project.acts.take ui.review.settling.draft model.coded
compare.match compare.links compare.differences compare.resampling compare.figures
compare.unitizing.characters compare.agreement ui.review.area ui.review.workspace
ui.dialogs.key_sheet ui.dialogs.steps speech.dates text.near model.bundle text.csv_text
model.json_lines model.records formats formats.docx formats.report formats.tables
formats.archive formats.parquet formats.qdpx formats.w3c formats.docbin ui.exporting.losses
ui.exporting.sheet ui.importing.texts_in ui.importing.proposal_cards project.acts.bring_in
suggest.pages.furniture suggest.pages.lines project.importing.furniture project.second_process
suggest.pages.datelines suggest.pages.headline suggest.pages.masthead project.importing.parsing
project.importing.paths project.importing.gather ui.importing.coming_list ui.importing.preview
ui.importing.codes.sheet ui.importing.codes.positions ui.importing.coming_texts
ui.importing.confirm.sheet project.review.settling
project.review.suggested project.review.how_good project.suggesting.rules ui.suggestions.handlers
ui.suggestions.sheet project.acts.kits project.agreement.circumstances ui.render
ui.review.agreement_tables ui.review.agreement model.double_coding.sampling ui.review.sample_form
ui.review.kit_form project.acts.colleague_actors project.colleagues.merge_values ui.review.merge
ui.review.look_alikes.sheet ui.dialogs.own_keys
"""
IN_TURN = tuple(f"annotator.{name}" for name in _NAMES.split())
"""Each needs what stands before it, so that none takes long: a few modules at a time."""


def load_ahead(parent: QObject) -> QTimer:
    """Begin; give the timer, which stops when all is loaded.

    In the window's thread: classes of Qt that two threads make at once end the program.
    """
    names, timer = iter(IN_TURN), QTimer(parent)

    def load() -> None:
        name = next(names, "")
        if name:
            import_module(name)
        else:
            timer.stop()

    timer.timeout.connect(load)
    timer.start(_EVERY_MS)
    return timer
