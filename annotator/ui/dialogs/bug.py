"""What is shown when something nobody foresaw has happened: a calm sentence, a report to copy."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from annotator import __version__, logs
from annotator.language import tr
from annotator.ui.dialogs.frame import Frame

_open: list[Frame] = []


def show_report(parent: QWidget, places: str) -> None:
    """Show the report; a second one while the first is open goes to the log only."""
    if _open:
        return
    dialog = Frame(parent, tr("Something went wrong"), width=640)
    dialog.words(
        tr(
            "Annotator met something it did not foresee. Everything shown as saved is safe, "
            "and you can go on working."
        )
    )
    dialog.words(
        tr("If it happens again, please send this report. It holds no text of your articles."),
        ink="ink2",
    )
    field = QPlainTextEdit(report_of(places), dialog)
    field.setReadOnly(True)
    field.setAccessibleName(tr("Report"))
    dialog.column.addWidget(field, 1)

    def copy() -> None:
        QApplication.clipboard().setText(field.toPlainText())

    dialog.button(tr("Copy the report"), copy)
    dialog.button(tr("Go on"), dialog.accept, is_default=True)
    dialog.finished.connect(lambda _result: _open.clear())
    _open.append(dialog)
    dialog.open()


def report_of(places: str) -> str:
    """Give the report: versions and where it happened (`logs.places_of`)."""
    return "\n".join(
        [
            f"annotator {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            tr("log: {path}", path=logs.log_path().name),
            "",
            places,
        ]
    )
