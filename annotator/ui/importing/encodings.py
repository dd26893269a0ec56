"""The line above a page whose encoding was guessed: which, and what else it could be."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotator.formats.rows.path import fields_of
from annotator.language import tr
from annotator.text.words import isolated
from annotator.ui.basics.building import field, row
from annotator.ui.basics.labels import CutLabel, Label
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from annotator.project.importing.parsing import Encoding

_FIELD = 320
_OTHERS = ("utf-8", "windows-1252", "windows-1256", "windows-1251", "iso-8859-1", "utf-16")


class EncodingLine(QWidget):
    """Seen for a source whose encoding was guessed; choosing another one reads it again."""

    wanted = Signal(str, str)
    """A source, and the encoding it is to be read in."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._source = ""
        self._guessed: dict[str, Encoding] = {}
        """What was guessed of the sources that were seen."""
        self.box = ChoiceBox(self)
        self.box.setMinimumHeight(28)
        self.box.setAccessibleName(tr("Encoding"))
        self._first = CutLabel("", "small", "ink2", parent=self)
        words = Label(tr("Encoding"), "small", "ink2", parent=self)
        row(words, self.box, (self._first, 1), of=self, around=(20, 8, 20, 0), gap=10)
        self.box.activated.connect(self._chosen)
        self.hide()

    def show_of(self, source: str, encoding: Encoding | None) -> None:
        """Show how a source was decoded, if that was guessed or is asked for."""
        self._source = source
        if encoding is not None and encoding.guessed:
            self._guessed[source] = encoding
        guessed = self._guessed.get(source)
        if encoding is not None and guessed is not None:
            self._fill(guessed, encoding.name)
            self._first.setText(" · ".join(encoding.first_lines))
        self.setVisible(guessed is not None)

    def _fill(self, guessed: Encoding, current: str) -> None:
        """Offer what was guessed first, then what else it could be."""
        others = [one.encoding for one in guessed.alternatives]
        names = dict.fromkeys(map(_known_as, (guessed.name, *others, *_OTHERS, current)))
        said = tr("{encoding} (guessed)", encoding=guessed.name)
        words = [said if one == _known_as(guessed.name) else one for one in names]
        if [self.box.itemText(n) for n in range(self.box.count())] != words:
            self.box.clear()
            self.box.fill(zip(words, names, strict=True))
        self.box.setCurrentIndex([*names].index(_known_as(current)))

    def _chosen(self, at: int) -> None:
        self.wanted.emit(self._source, str(self.box.itemData(at)))


class PatternLine(QWidget):
    """Seen where the names of files say something: by which pattern, which can be another."""

    wanted = Signal(str)
    """The pattern that names are to be read by."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.field = field("", self)
        self.field.setAccessibleName(tr("Pattern of the files’ names"))
        self.field.setMaximumWidth(_FIELD)
        self._says = CutLabel("", "small", "ink2", parent=self)
        words = Label(tr("Names read as"), "small", "ink2", parent=self)
        row(words, (self.field, 1), (self._says, 1), of=self, around=(20, 8, 20, 0), gap=10)
        self.field.returnPressed.connect(lambda: self.wanted.emit(self.field.text().strip()))
        self.hide()

    def show_of(self, source: str, pattern: str) -> None:
        """Show what a pattern reads in the name of a source."""
        if not self.field.isModified():
            self.field.setText(pattern)
        self.setVisible(bool(pattern) or self.field.isModified())
        found = fields_of(pattern, source) if pattern else None
        said = "  ·  ".join(f"{name}: {value}" for name, value in (found or {}).items())
        self._says.setText(isolated(f"{source}  →  {said or tr('does not fit')}"))


def _known_as(encoding: str) -> str:
    """Give one name for all names of an encoding."""
    return codecs.lookup(encoding).name
