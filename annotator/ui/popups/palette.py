"""Finding an act by its name; each line shows its key. What messages offer stands first."""

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.language import tr
from annotator.reading.choices import Choice, fitting
from annotator.text.words import shortened
from annotator.ui.basics.actions import Actions
from annotator.ui.basics.messages import LowerEdge
from annotator.ui.popups.choice import ChoicePopup

_ALSO = {"marks-of": ("Marks of",), "coder": ("Coding",)}
"""Words of the window's bars that an act is looked for by."""


def open_palette(
    window: QWidget, acts: Actions, lines: LowerEdge, closed: Callable[[QWidget], None]
) -> None:
    """Open the list of what can be done now; `closed` takes the keyboard from it afterwards.

    So whatever the lines over the lower edge offer can be done by keys alone.
    """
    of_acts = [
        Choice(
            acts.label(row.name),
            row.name,
            acts.key(row.name),
            also=(tr(row.menu), *map(tr, _ALSO.get(row.name, ()))),
        )
        for row in acts.rows()
        if acts.can(row.name) and row.name not in ("palette", "menu", "take-offer")
    ]
    known = {one.label for one in of_acts}
    choices = [
        Choice(button.text(), button, shortened(words), also=(words,))
        for button, words in lines.offers()
        if button.text() not in known
    ] + of_acts

    def find(typed: str) -> list[Choice]:
        return list(fitting(choices, typed)) or [Choice(tr("No action is called that."), "")]

    def do(picked: object) -> None:
        if not isinstance(picked, QPushButton):
            acts.run(str(picked))
        elif any(picked is button for button, _ in lines.offers()):  # its line may have gone
            picked.click()

    popup = ChoicePopup(window, tr("Find an action"), find, placeholder=tr("its name"))
    popup.closed.connect(lambda: closed(popup))
    popup.picked.connect(do)
    width = window.width()
    popup.open_at(QRect(width - 420 if width > 840 else 40, 40, 380, 4))
