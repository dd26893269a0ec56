"""The sheet that asks which two codings are compared: left and right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.errors import Forbidden
from annotator.language import tr, trn
from annotator.model.layer import Layer, LayerKind
from annotator.ui.basics.building import row
from annotator.ui.basics.labels import Label
from annotator.ui.basics.sheet import Sheet
from annotator.ui.popups.box import ChoiceBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QComboBox

    from annotator.ui.review.workspace import ReviewWorkspace

_FIELD = 320


def show(review: ReviewWorkspace) -> None:
    """Ask which codings of the project are compared."""
    project = review.bridge.project
    layers = project.layers()
    if len(layers) < 2:
        why = tr("This project has no second coding.")
        review.bridge.refused.emit(Forbidden(why, tr("Take in a colleague’s file first.")))
        return
    if review.state.hides_names:
        why = tr("Another pair would tell who is who.")
        hint = tr("Show the names first, or settle what is open.")
        review.bridge.refused.emit(Forbidden(why, hint))
        return

    def count(_progress: object, _cancel: object) -> list[int]:
        project.open_project.drain()
        reader = project.reader
        return [reader.n_done(layer.id) for layer in layers]

    def then(n_done: list[int]) -> None:
        review.show_sheet(CompareForm(review, layers, n_done))

    review.jobs.start(count, then)


class CompareForm(Sheet):
    """Two lists of layers; the same one on both sides is not compared."""

    def __init__(
        self, review: ReviewWorkspace, layers: Sequence[Layer], n_done: Sequence[int]
    ) -> None:
        """Offer layers, each with how many articles are done in it."""
        super().__init__(tr("Compare two codings"), review, status=tr("Compare"))
        self._review = review
        self._layers = layers
        self._done = dict(zip([one.id for one in layers], n_done, strict=True))
        self.facts.setText(trn("{n} coding", "{n} codings", len(layers)))
        self.left, self._of_left = self._side(tr("Left: line above"))
        self.right, self._of_right = self._side(tr("Right: line below"))
        self.leave_button()
        self._compare = self.button(tr("Compare"), self._take, is_default=True)
        self.first = self.left
        for field, layer in zip((self.left, self.right), review.pair, strict=True):
            if layer is not None:
                field.setCurrentIndex(max(0, field.findData(layer.id)))
        for field in (self.left, self.right):
            field.currentIndexChanged.connect(self._say)
        self._say()

    def _side(self, label: str) -> tuple[QComboBox, Label]:
        field = ChoiceBox(self)
        field.setFixedWidth(_FIELD)
        field.setAccessibleName(label)
        for layer in self._layers:
            field.addItem(layer_words(layer), layer.id)
        done = Label("", "small", "ink2", parent=self)
        self.part(label, row(field, done, None, gap=12))
        return field, done

    def _chosen(self) -> tuple[Layer, Layer]:
        by_id = {one.id: one for one in self._layers}
        return by_id[self.left.currentData()], by_id[self.right.currentData()]

    def _say(self) -> None:
        left, right = self._chosen()
        for layer, label in ((left, self._of_left), (right, self._of_right)):
            n = self._done[layer.id]
            label.setText(trn("{n} article done", "{n} articles done", n))
        is_one = left.id == right.id
        self._compare.setEnabled(not is_one)
        self.verdict.setText(
            tr("This is one coding. Choose another on one side.")
            if is_one
            else tr("Articles that both have marked done are compared. Neither coding changes.")
        )

    def _take(self) -> None:
        self._review.compare(*self._chosen())


def layer_words(layer: Layer) -> str:
    """Give the name of a layer, with what it is where it is no person's."""
    kinds = {
        LayerKind.SUGGESTER: tr("suggested"),
        LayerKind.IMPORT: tr("imported"),
        LayerKind.AGREED: tr("agreed"),
    }
    kind = kinds.get(layer.kind)
    return layer.name if kind is None else f"{layer.name} ({kind})"
