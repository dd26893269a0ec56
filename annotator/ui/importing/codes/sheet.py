"""The sheet *What do these codes mean here?*: codes of another program, and what each becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.formats.rows.mapping import SourceMap, as_toml
from annotator.language import tr, trn
from annotator.model.scheme_edits.codes import CodeTarget
from annotator.text.words import isolated
from annotator.ui.basics.building import column, row
from annotator.ui.basics.buttons import CasesButton, KeyedWords
from annotator.ui.basics.heard import announce
from annotator.ui.basics.labels import CutLabel
from annotator.ui.basics.sheet import Sheet
from annotator.ui.importing.codes.lines import CodeLine, CodesList
from annotator.ui.importing.codes.words import CodeChoices, OwnName
from annotator.ui.popups.choice import ChoicePopup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotator.project.context import PlanContext
    from annotator.project.importing.codes import ComingCode


class CodesSheet(Sheet):
    """One line a code: Space chooses what it becomes, Delete leaves it out, Enter goes on.

    Several lines can be chosen, and become something at once.
    """

    look_wanted = Signal(object)
    """The codes are to become these `CodeTarget`, by their paths."""
    save_wanted = Signal(str, str)
    """The map is to be kept in a file: where, and its words."""

    def __init__(
        self,
        parent: QWidget,
        codes: Sequence[ComingCode],
        context: PlanContext,
        *,
        source: str,
        n_articles: int,
    ) -> None:
        """Show codes with what they would become."""
        super().__init__(tr("What do these codes mean here?"), parent, status=tr("Articles in"))
        self.status_facts = (tr("nothing is written yet"),)
        scheme = context.scheme
        self._codes, self._source, self._scheme = {one.path: one for one in codes}, source, scheme
        self._choices = CodeChoices(scheme, context.actors)
        self.popup: ChoicePopup | None = None
        n_spans = sum(one.n for one in codes)
        said = (
            isolated(source),
            trn("{n} code", "{n} codes", len(codes)),
            trn("{n} span", "{n} spans", n_spans),
        )
        self.facts.setText("  ·  ".join(said))
        self.list = CodesList(self, [CodeLine.of(one, scheme) for one in codes])
        self.list.change_wanted.connect(self.change)
        self.list.out_wanted.connect(self.leave_out)
        self.list.more_chosen.connect(self._say)
        self.list.go_on_wanted.connect(self._look)
        self.first = self.list
        whole = QWidget(self)
        column(self.list.head, (self.list, 1), of=whole, around=(0, 0, 0, 0), gap=0)
        self.fill(whole)
        self.column.addWidget(self._below())
        self.leave_button()
        words = trn("Look at {n} article", "Look at {n} articles", n_articles)
        self.main = self.button(words, self._look, is_default=True)
        self._say()

    def _below(self) -> QWidget:
        whole = QWidget(self)
        self.change_key = KeyedWords(tr("Space"), whole)
        self.change_key.say(tr("becomes another"))
        self.change_key.clicked.connect(self.change)
        self.out_key = KeyedWords(tr("Del"), whole)
        self.out_key.say(tr("left out"))
        self.out_key.clicked.connect(self.leave_out)
        self.save = CasesButton(tr("Save as a file …"), self._save, whole)
        self.more_key = KeyedWords(tr("Shift+↓"), whole)
        self.more_key.say(tr("several at once"))
        self.more_key.clicked.connect(self._one_more)
        kept = tr("kept in the project, and used by itself the next time these codes come")
        words = CutLabel(kept, "small", "ink2", parent=whole)
        row(
            self.change_key, self.out_key, self.more_key, (words, 1), self.save,
            of=whole, around=(0, 4, 0, 0), gap=8,
        )  # fmt: skip
        return whole

    # --- what is chosen -------------------------------------------------------------------------

    def given(self) -> dict[str, CodeTarget]:
        """Give what each code becomes as it is chosen now."""
        return {one.path: one.to for one in self.list.lines}

    def change(self) -> None:
        """List what the chosen codes could become."""
        lines = self.list.chosen
        if not lines or self.popup is not None:
            return
        codes = [self._codes[one.path] for one in lines]
        find = self._choices.finder(codes, [one.to for one in lines])
        title = trn("{code} becomes", "{n} codes become", len(lines), code=isolated(lines[0].path))
        popup = self.popup = ChoicePopup(self, title, find, wide=True)
        popup.picked.connect(self._picked)
        popup.closed.connect(self._closed)
        place = self.list.place_of_target()
        at = self.list.viewport().mapTo(self, place.topLeft())
        popup.open_at(QRect(at, place.size()))

    def _closed(self) -> None:
        self.popup = None
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picked(self, picked: CodeTarget | OwnName) -> None:
        becomes = self._choices.becomes
        self._become({
            one.path: becomes(self._codes[one.path], picked) for one in self.list.chosen
        })  # fmt: skip

    def leave_out(self) -> None:
        """Leave the chosen codes out, or let them be what was proposed again."""
        lines = self.list.chosen
        goes_out = any(one.to.type for one in lines)
        self._become({
            one.path: CodeTarget() if goes_out else self._codes[one.path].to for one in lines
        })  # fmt: skip

    def _become(self, targets: Mapping[str, CodeTarget]) -> None:
        """Let the chosen codes become these, by their paths."""
        scheme = self._scheme
        lines = [one.becoming(targets[one.path], scheme) for one in self.list.chosen]
        if lines:
            self.list.replace(lines)
            whose = lines[0].path if len(lines) == 1 else _n_chosen(len(lines))
            announce(self.list, f"{whose}: {lines[0].becomes}")
            self._say()

    def _one_more(self) -> None:
        self.list.choose_one_more()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        chosen = len(self.list.chosen)
        said = [_n_chosen(chosen)] if chosen > 1 else []
        out = [self._codes[one.path].n for one in self.list.lines if not one.to.type]
        if out:
            codes = trn("{n} code is left out", "{n} codes are left out", len(out))
            spans = trn("{n} span", "{n} spans", sum(out))
            said.append(tr("{codes}, with {spans}", codes=codes, spans=spans))
        self.verdict.setText("  ·  ".join(said))

    def _look(self) -> None:
        self.main.setEnabled(False)
        self.look_wanted.emit(self.given())

    def _save(self) -> None:
        proposed = self._source.rpartition("/")[2].rpartition(".")[0] or "map"
        found, _ = QFileDialog.getSaveFileName(
            self, tr("Save the map"), f"{proposed}.toml", tr("Maps (*.toml)")
        )
        if found:
            self.save_wanted.emit(found, as_toml(SourceMap(types=self.given())))
        # Enter goes on from there; on the button it would save once more.
        self.list.setFocus()


def _n_chosen(n: int) -> str:
    return trn("{n} code is chosen", "{n} codes are chosen", n)
