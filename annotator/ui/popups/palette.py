"""Finding an act by its name, or by a near word; each line shows its key.

What messages offer stands first. The near words stand in `resources/act_words.toml`, those of a
scheme's types in the scheme.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPushButton, QWidget

from annotator.language import tr
from annotator.reading.choices import Choice, fitting
from annotator.reading.keys import act_words
from annotator.text.words import shortened
from annotator.ui.basics.actions import Actions, ActRow
from annotator.ui.basics.messages import LowerEdge
from annotator.ui.popups.choice import ChoicePopup

_ALSO = {"marks-of": ("Marks of",), "coder": ("Coding",)}
"""Words of the window's bars that an act is looked for by."""


_NOT_LISTED = frozenset({"palette", "menu", "take-offer"})


def _choice(acts: Actions, row: ActRow, why_not: str = "") -> Choice:
    """Give the line of an act; one that cannot be done now is found too, and says why."""
    return Choice(
        acts.label(row.name),
        row.name,
        tr("not now") if why_not else acts.key(row.name),
        also=(tr(row.menu), *_also(acts, row.name)),
        told=why_not,
    )


def _also(acts: Actions, name: str) -> tuple[str, ...]:
    """Give the words by which an act is found besides its own."""
    words = (*_ALSO.get(name, ()), act_words().get(name, ""))
    key = acts.keys.row(name)
    of_scheme = acts.scheme.type(key.type_name) if acts.scheme and key and key.type_name else None
    told = () if of_scheme is None else ("code", "annotate", of_scheme.definition)
    return tuple(map(tr, filter(None, (*words, *told))))


def acts_fitting(choices: Sequence[Choice], typed: str) -> Sequence[Choice]:
    """Give the acts that fit what was typed as a whole; else those that fit each of its words."""
    found = fitting(choices, typed)
    words = typed.split()
    if found or len(words) < 2:
        return found
    by_word = [{id(one) for one in fitting(choices, word)} for word in words]
    return [one for one in choices if all(id(one) in fits for fits in by_word)]


def open_palette(
    window: QWidget, acts: Actions, lines: LowerEdge, closed: Callable[[QWidget], None]
) -> None:
    """Open the list of what can be done; `closed` takes the keyboard from it afterwards.

    What cannot be done now is found by typing, behind all else. Whatever the lines over the lower
    edge offer stands first, so that it can be done by keys alone.
    """
    rows = [row for row in acts.rows() if row.name not in _NOT_LISTED]
    why = acts.why_not(row.name for row in rows)
    of_acts = [_choice(acts, row) for row in rows if not why[row.name]]
    not_now = [_choice(acts, row, why[row.name]) for row in rows if why[row.name]]
    known = {one.label for one in of_acts}
    choices = [
        Choice(button.text(), button, shortened(words), also=(words,))
        for button, words in lines.offers()
        if button.text() not in known
    ] + of_acts

    def find(typed: str) -> list[Choice]:
        found = [*acts_fitting(choices, typed)]
        found += acts_fitting(not_now, typed) if typed.strip() else ()
        return found or [Choice(tr("No action is called that."), "")]

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
