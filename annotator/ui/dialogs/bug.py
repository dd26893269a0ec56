"""What is shown when something nobody foresaw has happened: a calm sentence, a report to copy."""

import platform
import re

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from annotator import __version__, logs
from annotator.language import tr
from annotator.ui.dialogs.frame import Frame

_HOME = re.compile(r'File "[^"]*[/\\](annotator|site-packages|lib)[/\\]')
_open: list[Frame] = []


def show_report(parent: QWidget, trace: str) -> None:
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
    field = QPlainTextEdit(report_of(trace), dialog)
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


def report_of(trace: str) -> str:
    """Give the report: versions and where it happened, without anything that was typed or read."""
    lines = trace.rstrip().split("\n")
    places = [_HOME.sub(r'File "…/\1/', line) for line in lines if line.startswith("  File ")]
    last = lines[-1].split(":", 1)[0]
    return "\n".join(
        [
            f"annotator {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            tr("log: {path}", path=logs.log_path().name),
            "",
            *places,
            last,
        ]
    )
