"""The sheet *Make kits*: for whom, which articles, what is hidden, into which folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QPushButton

from annotator.language import tr, trn
from annotator.text.words import isolated
from annotator.ui.basics.building import field, row
from annotator.ui.basics.labels import Label
from annotator.ui.popups.box import TickBox
from annotator.ui.review.live_sheet import LiveSheet, gives_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.model.named import NamedSet
    from annotator.project import Project
    from annotator.project.acts.kits import KitsMade
    from annotator.ui.review.workspace import ReviewWorkspace

_FIELD = 320
_SHARE, _PARTS = 10, 100
Preview = tuple["KitsMade", "int | None"]


def show(review: ReviewWorkspace, sample: str = "") -> None:
    """Ask for whom kits are made, of this sample if one is named."""
    project = review.bridge.project

    def samples(_progress: object, _cancel: object) -> tuple[NamedSet, ...]:
        project.open_project.drain()
        return project.samples()

    review.jobs.start(samples, lambda found: review.show_sheet(KitForm(review, found, sample)))


class KitForm(LiveSheet[Preview]):
    """One kit for each coder who is named; how many articles each has is shown meanwhile."""

    def __init__(
        self, review: ReviewWorkspace, samples: Sequence[NamedSet], sample: str = ""
    ) -> None:
        """Offer the samples that are there, this one first, or to draw one."""
        super().__init__(tr("Make kits"), review, status=tr("Make kits"))
        self.samples = samples
        self._add_whom()
        self._add_articles(sample)
        self._add_given()
        self._add_hidden()
        self._add_folder()
        self.gives = Label("", "ui", parent=self, wraps=True)
        guide = tr(
            "With 4 equally frequent values, 139 codings test α ≥ .80 at the 5 % level, 81 test"
            " α ≥ .667 (ATLAS.ti manual, after Krippendorff 2019)."
        )
        self.part(tr("Gives"), self.gives, Label(guide, "small", "ink2", parent=self, wraps=True))
        self.leave_button()
        self.main = self.button(tr("Make kits"), self._make, is_default=True)
        self.first = self.coders
        self.watch(
            self.coders,
            self.which,
            self.share,
            self.outlet,
            self.alone,
            self.given,
            *self.hidden_fields.values(),
        )
        self.which.currentIndexChanged.connect(self._arrange)
        self._arrange()
        self.look_soon()

    # --- fields ---------------------------------------------------------------------------------

    def _add_whom(self) -> None:
        self.coders = field("", self)
        self.coders.setFixedWidth(_FIELD)
        self.coders.setAccessibleName(tr("For whom"))
        self.coders.setPlaceholderText(tr("B, C"))
        why = tr("One file for each. Nobody’s marks are in it.")
        self.part(
            tr("For"), row(self.coders, Label(why, "small", "ink2", parent=self), None, gap=12)
        )

    def _add_articles(self, sample: str) -> None:
        self.which = self.choices(tr("Articles that all code"), ())
        for one in self.samples:
            self.which.addItem(_sample_words(one), one.name)
        self.which.addItem(tr("draw a new sample"), None)
        self.which.setCurrentIndex(max(0, self.which.findData(sample) if sample else 0))
        self.share = self.number_field(tr("Share that all code"), 0, _PARTS, _SHARE)
        self.share_words = Label(tr("per cent, spread over"), "ui", "ink2", parent=self)
        self.outlet = TickBox(tr("outlet"), self)
        drawn = row(self.which, self.share, self.share_words, self.outlet, None, gap=8)
        self.part(tr("All code"), drawn)
        self.alone = self.number_field(tr("Share of the rest for each alone"), 0, _PARTS, 0)
        rest = Label(tr("per cent of the rest, each alone"), "ui", "ink2", parent=self)
        self.part(tr("Alone"), row(self.alone, rest, None, gap=8))

    def _add_given(self) -> None:
        self.given = self.choices(tr("Places given"), ())
        self.given.addItem(tr("none: each finds the claims"), None)
        for one in self.review.bridge.context.layers:
            self.given.addItem(tr("where {name} has claims", name=isolated(one.name)), one.id)
        why = Label(tr("the places alone; none can be added"), "small", "ink2", parent=self)
        self.part(tr("Given"), row(self.given, why, None, gap=8))

    def _add_hidden(self) -> None:
        names = {
            "outlet": tr("outlet"), "byline": tr("byline"), "date": tr("date"), "url": tr("address")
        }  # fmt: skip
        self.hidden_fields = {name: TickBox(words, self) for name, words in names.items()}
        for name, box in self.hidden_fields.items():
            box.setAccessibleName(tr("Hide {name}", name=names[name]))
        why = Label(tr("until the article is done"), "small", "ink2", parent=self)
        self.part(tr("Hidden"), row(*self.hidden_fields.values(), why, None, gap=16))

    def _add_folder(self) -> None:
        self.folder = field(str(self.review.bridge.project.path.parent / tr("kits")), self)
        self.folder.setAccessibleName(tr("Folder"))
        choose = QPushButton(tr("Choose …"), self)
        choose.setMinimumHeight(28)
        choose.setAutoDefault(True)
        choose.clicked.connect(self._choose)
        self.part(tr("Folder"), row((self.folder, 1), choose, gap=8))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Where do the kits go?"), str(Path(self.folder.text()).parent)
        )
        if chosen:
            self.folder.setText(chosen)

    def _arrange(self) -> None:
        is_new = self.which.currentData() is None
        for one in (self.share, self.share_words, self.outlet):
            one.setVisible(is_new)

    # --- what is asked --------------------------------------------------------------------------

    def asked(self) -> dict[str, Any]:
        """Give what is filled in, as `make_kits` takes it."""
        sample = self.which.currentData()
        asked: dict[str, Any] = {
            "coders": [one.strip() for one in self.coders.text().split(",") if one.strip()],
            "to": Path(self.folder.text()),
            "sample": sample,
            "given": self.given.currentData(),
            "alone": f"{self.alone.value()}/{_PARTS}",
            "hide": [name for name, box in self.hidden_fields.items() if box.isChecked()],
        }
        if sample is None:
            asked["by"] = ["outlet"] if self.outlet.isChecked() else []
            if self.share.value() != _SHARE:
                asked["overlap"] = f"{self.share.value()}/{_PARTS}"
        return asked

    def preview(self) -> Callable[[], Preview]:
        """Give what plans the kits and writes nothing."""
        project, asked = self.review.bridge.project, self.asked()
        return partial(_preview, project, asked)

    def show_preview(self, answer: Preview) -> None:
        """Say what each kit has."""
        made, n_claims = answer
        each = made.kits[0]
        words = gives_words(each.n_articles, made.n_articles, n_claims)
        if each.n_alone:
            words += ", " + trn("{n} of them alone", "{n} of them alone", each.n_alone)
        if len(made.kits) > 1:
            words = tr("{words}, for each of {n}", words=words, n=len(made.kits))
        self.gives.setText(words)
        self.verdict.setText(" ".join(made.notes))

    # --- making ---------------------------------------------------------------------------------

    def _make(self) -> None:
        call = partial(self.review.bridge.project.make_kits, **self.asked())
        self.review.jobs.start(lambda _progress, _cancel: call(), self._made, self.refuse)

    def _made(self, made: KitsMade) -> None:
        from annotator.ui.review.kits_back_form import show as show_kits

        show_kits(self.review, made)


def _preview(project: Project, asked: dict[str, Any]) -> Preview:
    made = project.make_kits(**{**asked, "coders": asked["coders"] or ["–"]}, dry_run=True)
    return made, project.expected_claims(made.kits[0].n_articles)


def _sample_words(sample: NamedSet) -> str:
    n = len(sample.members)
    return trn("{name} ({n} article)", "{name} ({n} articles)", n, name=isolated(sample.name))
