"""What is asked for an export: layers, articles, texts, then what the format itself asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from annotator.language import tr, trn
from annotator.model.choice import PERSONS, ExportChoice, ExportTexts
from annotator.text.words import isolated, shortened
from annotator.ui.basics.building import Wrapped, column, field
from annotator.ui.basics.buttons import CasesButton, KeyButton
from annotator.ui.basics.forms import FormLines
from annotator.ui.basics.labels import CutLabel
from annotator.ui.basics.sheet import LABELS
from annotator.ui.popups.box import ChoiceBox, TickBox

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent

    from annotator.formats.base import Option
    from annotator.model.layer import Layer
    from annotator.ui.exporting.formats_list import FormatLine

_BOX, _LEAST_BOX, _TYPED, _LONGEST = 230, 140, 90, 40
_WIDE = 620
"""From this width on boxes are as wide as they would be."""
_ALL, _DONE, _LISTED = "all", "done", "listed"
"""Which articles go out: all, those that are done, those that the list of articles shows."""
_KEPT, _OUT, _PERSONS, _SOME = "kept", "out", "persons", "some"
"""What becomes of texts; names are replaced of all persons, or of some actors."""
_TEXTS = {_KEPT: ExportTexts.KEEP, _OUT: ExportTexts.OFFSETS}


class Samples(NamedTuple):
    """What there is to choose articles by, read beside the window."""

    n_articles: int
    n_done: int
    named: tuple[tuple[str, int], ...]
    listed: tuple[str, ...] | None = None
    """The articles that the list shows, None = all."""


@dataclass(frozen=True, slots=True)
class AskedForExport:
    """What the fields say: what goes out, and the format's own options."""

    choice: ExportChoice
    options: dict[str, str]


class ChoiceFields(QWidget):
    """One line each; what a format does not ask is hidden."""

    changed = Signal()
    actors_wanted = Signal()
    """The actors are to be chosen whose names are replaced."""
    telling_wanted = Signal()
    """What might still tell a name is to be looked at."""

    def __init__(self, parent: QWidget, layers: Sequence[Layer], options: Sequence[Option]) -> None:
        """Ask about these layers, and what all formats ask together."""
        super().__init__(parent)
        self.setAccessibleName(tr("What goes out"))
        self._lines = FormLines(labels=LABELS - 20)
        self._lines.setVerticalSpacing(8)
        self.actors: tuple[str, ...] = ()
        """Whose names are replaced."""
        self.also: tuple[str, ...] = ()
        """The words that are replaced beside names."""
        self._wanted_articles: object = _ALL
        self._listed: tuple[str, ...] = ()
        self._none: tuple[object, ...] = ()
        """The choices of articles that mean none just now."""
        self._add_layers(layers)
        self._add_articles()
        self._add_texts()
        self.asked = {one: self._ask(one) for one in options}
        column(self._lines, of=self, around=(0, 0, 0, 0))
        self._lines.show_line(self._group, is_shown=bool(self.layers))
        self._hidden: tuple[Option, ...] = ()
        self._own: tuple[Option, ...] = ()

    # --- what is asked --------------------------------------------------------------------------

    def _add_layers(self, layers: Sequence[Layer]) -> None:
        group = self._group = Wrapped(self, tr("Layers"))
        self.layers: dict[str, TickBox] = {}
        self._marks = [one.id for one in layers if not one.is_derived]
        for one in layers:
            tick = TickBox(isolated(shortened(one.name, _LONGEST)), self)
            tick.setChecked(not one.is_derived)
            tick.toggled.connect(lambda _on: self.changed.emit())
            group.add(tick)
            self.layers[one.id] = tick
        self._lines.line(tr("Layers"), group)

    def _add_articles(self) -> None:
        self.articles = ChoiceBox(self)
        self.articles.setAccessibleName(tr("Articles"))
        self.articles.addItem(tr("all articles"), _ALL)
        self.articles.currentIndexChanged.connect(self._choose_articles)
        self.bare = TickBox(tr("without boilerplate"), self)
        self.bare.toggled.connect(lambda _on: self.changed.emit())
        self._lines.line(tr("Articles"), Wrapped(self, "", self.articles, self.bare))

    def _choose_articles(self, _at: int) -> None:
        self._wanted_articles = self.articles.currentData()
        self.changed.emit()

    def _add_texts(self) -> None:
        self.texts = ChoiceBox(self)
        self.texts.currentIndexChanged.connect(lambda _at: self._texts_changed())
        self.notes = TickBox(tr("with notes"), self)
        self.notes.toggled.connect(lambda _on: self.changed.emit())
        self.said = CutLabel("", "small", "ink2", parent=self)
        self.choose = KeyButton(tr("Choose actors …"), parent=self)
        self.choose.clicked.connect(self.actors_wanted)
        self.telling = CasesButton("", self.telling_wanted.emit, self)
        parts = (self.texts, self.notes, self.choose, self.said, self.telling)
        self.texts.setAccessibleName(tr("Texts"))
        for one in (self.notes, self.choose, self.telling):
            one.hide()
        self._lines.line(tr("Texts"), Wrapped(self, "", *parts))

    def _ask(self, option: Option) -> QWidget:
        if len(option.words) == 1:
            ((value, words),) = option.words.items()
            tick = TickBox(tr(words), self)
            tick.setChecked(value == option.default)
            tick.toggled.connect(lambda _on: self.changed.emit())
            self._lines.line("", tick, None)
            return tick
        if option.words:
            box = ChoiceBox(self)
            box.fill([(tr(words), value) for value, words in option.words.items()], option.default)
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
            self._lines.line(tr(option.label), box, None)
            return box
        typed = field(option.default, self)
        typed.setFixedWidth(_TYPED)
        typed.textChanged.connect(lambda _words: self.changed.emit())
        self._lines.line(tr(option.label), typed, None)
        return typed

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let boxes be narrower where there is little room."""
        super().resizeEvent(event)
        width = _BOX if event.size().width() >= _WIDE else _LEAST_BOX
        for one in self.findChildren(ChoiceBox):
            if one.minimumWidth() != width:
                one.setMinimumWidth(width)

    # --- what is shown --------------------------------------------------------------------------

    def show_samples(self, found: Samples) -> None:
        """Offer what there is, each with its number of articles; what was chosen stays so."""
        wanted = self._wanted_articles
        self.articles.blockSignals(True)
        self.articles.clear()
        all_words = trn("all articles ({n})", "all articles ({n})", found.n_articles)
        self.articles.addItem(all_words, _ALL)
        self.articles.addItem(tr("all that are done ({n})", n=f"{found.n_done:,}"), _DONE)
        if found.listed is not None:
            self._listed, n = found.listed, len(found.listed)
            self.articles.addItem(tr("those that the list shows ({n})", n=f"{n:,}"), _LISTED)
        self._none = tuple(one for one, n in _sizes(found) if not n)
        for name, n in found.named:
            shown = isolated(shortened(name, _LONGEST))
            words = tr("sample “{name}” ({n})", name=shown, n=f"{n:,}")
            self.articles.addItem(words, (name,))
        self._choose(wanted)
        self.articles.blockSignals(False)
        if wanted in self._none:
            self.changed.emit()  # it was not known before that nothing would go out

    def _choose(self, wanted: object) -> None:
        at = [self.articles.itemData(n) for n in range(self.articles.count())]
        self.articles.setCurrentIndex(at.index(wanted) if wanted in at else 0)

    def show_line(self, line: FormatLine) -> None:
        """Ask what this line of the list of formats asks."""
        own, variant = line.format.options, line.variant
        self._hidden, self._own = variant.hidden, own
        for option, widget in self.asked.items():
            self._lines.show_line(widget, is_shown=option in own and option not in variant.hidden)
            if option in own:
                _show(option, widget, variant.chosen.get(option.name, option.default))
        self._offer_texts(can_leave_out=line.format.can_leave_out_words)

    def _offer_texts(self, *, can_leave_out: bool) -> None:
        now = self._texts()
        offers = [(tr("kept"), _KEPT)]
        if can_leave_out:
            offers.append((tr("left out: places only"), _OUT))
        offers.append((tr("pseudonyms for all persons"), _PERSONS))
        offers.append((tr("pseudonyms for some actors"), _SOME))
        self.texts.blockSignals(True)
        self.texts.clear()
        self.texts.fill(offers, now)
        self.texts.blockSignals(False)
        self._show_texts()

    def _texts(self) -> str:
        return str(self.texts.currentData() or _KEPT)

    def _texts_changed(self) -> None:
        self.also = ()
        self._show_texts()
        self.changed.emit()

    def _show_texts(self) -> None:
        texts, n = self._texts(), len(self.actors)
        self.notes.setVisible(texts == _OUT)
        self.choose.setVisible(texts == _SOME)
        self.choose.setText(trn("{n} actor …", "{n} actors …", n) if n else tr("Choose actors …"))
        self.choose.updateGeometry()
        if texts in _TEXTS:
            self.telling.hide()
        names = tr("with all their aliases; the key stands beside it, as NAME.key.csv")
        said = {_KEPT: "", _OUT: tr("put back by whoever has the same texts")}
        self.said.setText(said.get(texts, names))

    def show_actors(self, actors: tuple[str, ...]) -> None:
        """Take the actors whose names are replaced."""
        self.actors = actors
        self._show_texts()
        self.changed.emit()

    def show_telling(self, n: int) -> None:
        """Say how many words might still tell a name, and how many are replaced, too."""
        words = [trn("{n} word might still tell: look", "{n} words might still tell: look", n)]
        if self.also:
            more = len(self.also)
            words.append(trn("{n} more is replaced", "{n} more are replaced", more))
        self.telling.setText(", ".join(words))
        self.telling.updateGeometry()
        self.telling.setVisible(self._texts() not in _TEXTS and bool(n or self.also))

    def in_order(self) -> list[QWidget]:
        """Give all fields as they are read."""
        ways = (self.articles, self.bare, self.texts, self.notes, self.choose, self.telling)
        return [*self.layers.values(), *ways, *self.asked.values()]

    # --- what is said ---------------------------------------------------------------------------

    def missing(self) -> str:
        """Give what must be said still, "" = nothing."""
        if self.layers and not any(one.isChecked() for one in self.layers.values()):
            return tr("Tick a layer: nothing would go out.")
        if self.articles.currentData() in self._none:
            return tr("No article is chosen so: nothing would go out.")
        if self._texts() == _SOME and not self.actors:
            return tr("Choose the actors whose names are to be replaced.")
        return ""

    def asked_for(self) -> AskedForExport:
        """Give what the fields say."""
        ticked = [one for one, tick in self.layers.items() if tick.isChecked()]
        texts = self._texts()
        which = self.articles.currentData()
        choice = ExportChoice(
            layers=None if ticked == self._marks else tuple(ticked),
            articles=self._listed if which == _LISTED else None,
            where=(("state", "done"),) if which == _DONE else (),
            sample=which[0] if isinstance(which, tuple) else None,
            boilerplate=not self.bare.isChecked(),
            texts=_TEXTS.get(texts, ExportTexts.PSEUDONYMS),
            pseudonyms={_PERSONS: (PERSONS,), _SOME: self.actors}.get(texts, ()),
            also=() if texts in _TEXTS else self.also,
            notes=texts == _OUT and self.notes.isChecked(),
        )
        said = {one.name: _said(one, self.asked[one]) for one in self._own}
        return AskedForExport(choice, said)

    def take(self, asked: AskedForExport) -> None:
        """Show what was asked before, as far as it is offered."""
        choice = asked.choice
        for one, tick in self.layers.items():
            wanted = self._marks if choice.layers is None else choice.layers
            tick.setChecked(one in wanted)
        self._wanted_articles = (
            (choice.sample,) if choice.sample is not None else _DONE if choice.where else _ALL
        )
        if choice.articles is not None:
            self._wanted_articles = _LISTED
        self._choose(self._wanted_articles)
        self.bare.setChecked(not choice.boilerplate)
        whose = _PERSONS if choice.pseudonyms == (PERSONS,) else _SOME
        self.actors = () if whose == _PERSONS else choice.pseudonyms
        known = {value: name for name, value in _TEXTS.items()}
        self.texts.setCurrentIndex(max(self.texts.findData(known.get(choice.texts, whose)), 0))
        self.also = choice.also
        self.notes.setChecked(choice.notes)
        for option in self._own:
            _show(option, self.asked[option], asked.options.get(option.name, option.default))
        self._show_texts()


def _sizes(found: Samples) -> Iterator[tuple[object, int]]:
    """Give the choices that leave articles out, each with the number of those that it means."""
    yield _DONE, found.n_done
    if found.listed is not None:
        yield _LISTED, len(found.listed)
    for name, n in found.named:
        yield (name,), n


def _show(option: Option, widget: QWidget, value: str) -> None:
    """Show a value of an option."""
    match widget:
        case QCheckBox():
            widget.setChecked(value in option.words)
        case ChoiceBox():
            widget.setCurrentIndex(max(widget.findData(value), 0))
        case QLineEdit():
            widget.setText(value)


def _said(option: Option, widget: QWidget) -> str:
    """Give the value that is chosen; a tick that is off means the other one."""
    match widget:
        case QCheckBox():
            (value,) = option.words
            on = widget.isChecked()
            return value if on else next(one for one in option.values if one != value)
        case ChoiceBox():
            return str(widget.currentData())
        case QLineEdit():
            return widget.text().strip()
    return option.default
