"""The sheet *Draw a sample*: how many articles, by which cells, from which days, by which seed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.language import tr, trn
from annotator.model.double_coding.sampling import ALL
from annotator.text.words import isolated
from annotator.ui.basics.building import field, row
from annotator.ui.basics.labels import Label
from annotator.ui.popups.box import TickBox
from annotator.ui.review.live_sheet import LiveSheet, gives_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from annotator.model.named import NamedSet
    from annotator.project import Project
    from annotator.project.acts.samples import Sampled
    from annotator.ui.review.workspace import ReviewWorkspace

_FIELD, _DAY = 320, 120
_MOST, _MOST_CELLS = 1_000_000, 12
ARTICLES, SHARE, WEEKS = range(3)
Preview = tuple["Sampled", "int | None"]


def show(review: ReviewWorkspace) -> None:
    """Ask what is to be drawn."""
    project = review.bridge.project

    def samples(_progress: object, _cancel: object) -> tuple[NamedSet, ...]:
        project.open_project.drain()
        return project.samples()

    review.jobs.start(samples, lambda found: review.show_sheet(SampleForm(review, found)))


class SampleForm(LiveSheet[Preview]):
    """A new sample, or more of one that is there; what it gives is shown meanwhile."""

    def __init__(self, review: ReviewWorkspace, samples: Sequence[NamedSet]) -> None:
        """Offer to draw; `samples` are those that are there."""
        super().__init__(tr("Draw a sample"), review, status=tr("Draw a sample"))
        self.samples = samples
        self._add_name()
        self._add_amount()
        self._add_cells()
        self.gives = Label("", "ui", parent=self, wraps=True)
        self.cells = Label("", "small", "ink2", parent=self, wraps=True)
        self.part(tr("Gives"), self.gives, self.cells)
        self.leave_button()
        self.main = self.button(tr("Draw"), self._draw, is_default=True)
        self.first = self.name
        self.name.selectAll()
        self.watch(self.which, self.name, self.unit, self.number, self.of_days, self.seed)
        self.watch(self.outlet, self.month, self.since, self.until)
        self.which.currentIndexChanged.connect(self._arrange)
        self.unit.currentIndexChanged.connect(self._arrange)
        self._arrange()
        self.look_soon()

    # --- fields ---------------------------------------------------------------------------------

    def _add_name(self) -> None:
        self.which = self.choices(
            tr("Which sample"), [tr("a new sample"), *map(_more, self.samples)]
        )
        self.name = field(_free(self.samples), self)
        self.name.setAccessibleName(tr("Name"))
        self.name.setFixedWidth(_FIELD)
        self.part(tr("Sample"), row(self.which, self.name, None, gap=12))
        self.which.setVisible(bool(self.samples))

    def _add_amount(self) -> None:
        units = [tr("articles"), tr("per cent"), tr("days of each weekday")]
        self.number = self.number_field(tr("How many"), 1, _MOST, 40)
        self.unit = self.choices(tr("Of what"), units)
        self.of_days = self.number_field(tr("Articles of these days"), 0, _MOST, 0)
        self.of_days.clear()
        self.of_days.setPlaceholderText(tr("all"))
        self.of_days_words = Label(tr("articles of these days"), "ui", "ink2", parent=self)
        amount = row(self.number, self.unit, self.of_days, self.of_days_words, None, gap=8)
        self.part(tr("How many"), amount)

    def _add_cells(self) -> None:
        self.outlet = TickBox(tr("outlet"), self)
        self.month = TickBox(tr("month"), self)
        self.by_words = Label(tr("Each gets places by its size."), "small", "ink2", parent=self)
        self.part(tr("Spread over"), row(self.outlet, self.month, self.by_words, None, gap=16))
        self.since, self.until = (field("", self) for _ in range(2))
        for one, label in ((self.since, tr("First day")), (self.until, tr("Last day"))):
            one.setFixedWidth(_DAY)
            one.setPlaceholderText(tr("YYYY-MM-DD"))
            one.setAccessibleName(label)
        to = Label(tr("to"), "ui", "ink2", parent=self)
        self.part(tr("Days"), row(self.since, to, self.until, None, gap=8))
        self.seed = self.number_field(tr("Seed"), 0, _MOST, len(self.samples) + 1)
        why = tr("Whoever has the texts and this number draws the same articles.")
        self.part(
            tr("Seed"), row(self.seed, Label(why, "small", "ink2", parent=self), None, gap=12)
        )

    def _arrange(self) -> None:
        """Show the fields that say something now."""
        is_new = self.which.currentIndex() == 0
        is_weeks = self.unit.currentIndex() == WEEKS
        for one in (self.name, self.unit, self.since, self.until, self.seed):
            one.setEnabled(is_new)
        for box in (self.outlet, self.month):
            box.setEnabled(is_new and not is_weeks)
        for widget in (self.of_days, self.of_days_words):
            widget.setVisible(is_new and is_weeks)
        self.main.setText(tr("Draw") if is_new else tr("Draw more"))

    # --- what is asked --------------------------------------------------------------------------

    def asked(self) -> dict[str, Any]:
        """Give the rule that is filled in, as `draw_sample` takes it."""
        value, unit = self.number.value(), self.unit.currentIndex()
        asked: dict[str, Any] = {
            "seed": self.seed.value(),
            "since": self.since.text().strip(),
            "until": self.until.text().strip(),
        }
        match unit:
            case 0:
                asked["n"] = value
            case 1:
                asked["share"] = f"{value}/100"
            case _:
                asked |= {"weeks": value, "n": self.of_days.value() or None}
        if unit != WEEKS:
            cells = (("outlet", self.outlet), ("month", self.month))
            asked["by"] = [name for name, box in cells if box.isChecked()]
        return asked

    def _call(self, *, dry_run: bool) -> Callable[[], Sampled]:
        project = self.review.bridge.project
        at = self.which.currentIndex()
        if at:
            name, n = self.samples[at - 1].name, self.number.value()
            return partial(project.draw_more, name, n, dry_run=dry_run)
        return partial(project.draw_sample, self.name.text(), **self.asked(), dry_run=dry_run)

    def preview(self) -> Callable[[], Preview]:
        """Give what draws without keeping anything."""
        return partial(_preview, self.review.bridge.project, self._call(dry_run=True))

    def show_preview(self, answer: Preview) -> None:
        """Say what the rule gives: articles, claims to expect, cells, what is too few."""
        done, n_claims = answer
        self.gives.setText(gives_words(len(done.sample.members), done.n_frame, n_claims))
        cells = [f"{isolated(one.name)} {one.n_drawn}/{one.size}" for one in done.cells]
        if len(cells) > _MOST_CELLS:
            n = len(cells) - _MOST_CELLS
            cells = [*cells[:_MOST_CELLS], trn("and {n} more", "and {n} more", n)]
        self.cells.setText("  ·  ".join(cells) if len(done.cells) > 1 else "")
        self.verdict.setText(" ".join(missing_words(done)))

    # --- drawing --------------------------------------------------------------------------------

    def _draw(self) -> None:
        call = self._call(dry_run=False)
        self.review.jobs.start(lambda _progress, _cancel: call(), self._drawn, self.refuse)

    def _drawn(self, done: Sampled) -> None:
        from annotator.ui.review.kit_form import show as show_kits

        show_kits(self.review, sample=done.sample.name)


def _preview(project: Project, call: Callable[[], Sampled]) -> Preview:
    done = call()
    return done, project.expected_claims(len(done.sample.members))


def missing_words(done: Sampled) -> list[str]:
    """Give what a draw had not, in sentences."""
    said: list[str] = []
    if done.short == (ALL,):
        said.append(tr("There are fewer articles than asked for."))
    elif done.short:
        said.append(tr("Too few: {names}.", names=", ".join(map(isolated, done.short))))
    if done.n_later:
        said.append(
            trn(
                "{n} article came in later and is in no frame of this sample.",
                "{n} articles came in later and are in no frame of this sample.",
                done.n_later,
            )
        )
    if done.n_no_day:
        said.append(
            trn(
                "{n} article has no day and is outside.",
                "{n} articles have no day and are outside.",
                done.n_no_day,
            )
        )
    if done.days:
        said.append(
            trn(
                "{n} day of the period has no article.",
                "{n} days of the period have no article.",
                done.n_empty_days,
            )
        )
    return said


def _more(sample: NamedSet) -> str:
    n = len(sample.members)
    return trn(
        "more of {name} ({n} article)",
        "more of {name} ({n} articles)",
        n,
        name=isolated(sample.name),
    )


def _free(samples: Sequence[NamedSet]) -> str:
    names = {one.name for one in samples}
    return tr("sample") if tr("sample") not in names else f"{tr('sample')} {len(samples) + 1}"
