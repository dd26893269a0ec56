"""What Review stands on: the comparison, what was decided, the open article, what is current.

Comparing and reading are done in workers; settling is planned and shown at once, as every act.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.language import tr
from annotator.model.agreed import nameless_record
from annotator.model.changes import Blocks, summary_of
from annotator.model.layer import LayerKind
from annotator.project.acts.take import ChosenSide
from annotator.ui.basics.building import later
from annotator.ui.review.differences.lanes import DrawnArticle, drawn_article
from annotator.ui.review.differences.letting_go import let_go
from annotator.ui.review.differences.prepared import Prepared, prepared
from annotator.ui.review.differences.words import (
    Entry,
    holders_words,
    n_have,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from annotator.compare.agreement import PairAgreement
    from annotator.compare.holders import Holders
    from annotator.errors import AnnotatorError
    from annotator.model.agreed import AgreedRecord
    from annotator.model.changes import Change
    from annotator.model.layer import Layer
    from annotator.model.page import Page
    from annotator.model.span import Decision
    from annotator.project.review.settling import Settling
    from annotator.ui.basics.jobs import Job, Jobs
    from annotator.ui.bridge import Bridge

_AGAIN_MS = 300
"""How long after marks of a compared coding have changed it is compared anew."""
_FEWEST = 3
"""From how many coders on it is counted who has it."""
_OF_CODINGS = frozenset(
    {"span", "part", "link", "attribute", "progress", "region", "actor", "refers"}
)


class ReviewState(QObject):
    """One pair of codings while it is reviewed. All signals come in the window's thread."""

    compared = Signal()
    """There is another comparison, or none any more."""
    gone = Signal()
    """One of the two codings is in the project no more: taking it in was undone."""
    page_opened = Signal()
    """Another article is open."""
    settled = Signal(object)
    """The ids of articles in which something was decided; the open one shows it now."""
    current_changed = Signal()
    frame_moved = Signal()
    measured = Signal()
    """The figures of the two codings are there."""

    def __init__(self, bridge: Bridge, jobs: Jobs, parent: QObject) -> None:
        """Begin with nothing compared."""
        super().__init__(parent)
        self.bridge, self._jobs = bridge, jobs
        self.settling: Settling | None = None
        self.holders: dict[str, Holders] = {}
        """Where three people or more have done an article: who has what each side has, by key."""
        self.figures: PairAgreement | None = None
        """How far the two agree, as soon as it is worked out."""
        self.page: Page | None = None
        self.current: Entry | None = None
        self.framed = ChosenSide.LEFT
        self.is_comparing = self.is_opening = False
        self.entries: dict[str, list[Entry]] = {}
        """The entries of each article, in text order."""
        self._listed = Prepared()
        self._uncounted: set[str] = set()
        """The articles in which something was decided since they were counted."""
        self._totals = (0, 0)
        self._last_taken: dict[str, ChosenSide] = {}
        self._drawn: DrawnArticle | None = None
        self._wanted: tuple[str, str | None] | None = None
        self._waiting: list[Callable[[], object]] = []
        self._turn = later(self, 0, self._go_on)
        """What waits for the article is done after it was shown: keys come in between."""
        self._meanwhile: list[Iterable[Change]] = []
        """What was done while a comparison is on its way."""
        self._job: Job[Prepared] | None = None
        self._again = later(self, _AGAIN_MS, self._compare_again)
        bridge.shown.connect(self._heard)

    # --- comparing --------------------------------------------------------------------------------

    def compare(self, left: Layer, right: Layer) -> None:
        """Compare two codings in a worker; the last pair asked for wins."""
        if self._job is not None:
            self._job.cancel()
        project = self.bridge.project

        def work(_progress: object, _cancel: object) -> Prepared:
            project.open_project.drain()
            return prepared(project.settling(left, right))

        self.is_comparing, self._meanwhile = True, []
        self._job = self._jobs.start(work, self._take, partial(self._not_compared, left, right))

    def _not_compared(self, left: Layer, right: Layer, problem: object) -> None:
        self.is_comparing = False
        self.show(Prepared())
        if self._are_here(left, right):
            self.bridge.refused.emit(problem)
        else:
            self.gone.emit()

    def _are_here(self, left: Layer, right: Layer) -> bool:
        return {left.id, right.id} <= {one.id for one in self.bridge.project.layers()}

    def _refused(self, settling: Settling, problem: object) -> None:
        """Tell why something of a comparison is not known; not where it has gone meanwhile."""
        if self._are_here(settling.comparison.left, settling.comparison.right):
            self.bridge.refused.emit(problem)

    def _take(self, found: Prepared) -> None:
        self.is_comparing = False
        settling = found.settling
        if settling is None:
            return
        # What was decided while it was read may not have been on disk.
        for key in (key for changes in self._meanwhile for key in settling.heard(changes)):
            one = settling.difference(key)
            if one is not None:
                found.decided.pop(one.article_id, None)
                self._uncounted.add(one.article_id)
        self._meanwhile = []
        self.show(found)
        self._count_holders(settling)
        self._measure(settling)

    def _count_holders(self, settling: Settling) -> None:
        """Find out who else has what differs, where further people have coded."""
        project = self.bridge.project
        people = [one for one in project.layers() if one.kind is LayerKind.PERSON]
        if len(people) < _FEWEST:
            return

        def work(_progress: object, _cancel: object) -> dict[str, Holders]:
            return project.who_has(settling.comparison)

        def then(found: dict[str, Holders]) -> None:
            if self.settling is settling:
                self.holders = {key: one for key, one in found.items() if one.n >= _FEWEST}
                self.settled.emit(frozenset())

        self._jobs.start(work, then, partial(self._refused, settling))

    def _measure(self, settling: Settling) -> None:
        """Work out how far the two codings agree, without intervals: beside the window."""
        project, sides = self.bridge.project, settling.sides

        def work(_progress: object, _cancel: object) -> PairAgreement:
            return project.agreement(sides.left, sides.right, resamples=0).pairs[0]

        def then(figures: PairAgreement) -> None:
            if self.settling is settling:
                self.figures = figures
                self.measured.emit()

        self._jobs.start(work, then, partial(self._refused, settling))

    def show(self, found: Prepared) -> None:
        """Take a comparison, or none; what is current stays so if it is still there."""
        before, page, gone = self.current, self.page, (self._listed, self.figures)
        self.settling, self.figures, self.holders = found.settling, None, {}
        self._listed, self.entries = found, found.entries
        self._totals = sum(found.n_settled.values()), sum(map(len, found.entries.values()))
        self.current = None
        if before is not None:
            self.current = self.entry(before.first.article_id, before.key)
        if page is not None and page.article.id not in self.entries:
            self.page = None
        self.compared.emit()
        let_go(self, self._jobs, *gone)
        if self.page is not None:
            self.open(self.page.article.id, self.current)

    def _compare_again(self) -> None:
        if self.settling is None:
            return
        left, right = self.settling.comparison.left, self.settling.comparison.right
        if self._are_here(left, right):
            self.compare(left, right)
        else:
            self.show(Prepared())
            self.gone.emit()

    # --- how it stands ----------------------------------------------------------------------------

    def entry(self, article_id: str, key: str) -> Entry | None:
        """Give the entry that holds a difference."""
        found = self._listed.by_key.get(key)
        return found if found is not None and found.first.article_id == article_id else None

    def decided(self, article_id: str) -> dict[str, Decision]:
        """Give the decisions of an article's settled differences, by key."""
        known = self._listed.decided.get(article_id)
        if known is None:
            known = self.settling.settled(article_id) if self.settling is not None else {}
            self._listed.decided[article_id] = known
        return known

    def is_settled(self, entry: Entry) -> bool:
        """Say whether nothing of an entry is open."""
        return entry.is_settled_by(self.decided(entry.first.article_id))

    def settled_before(self, entry: Entry) -> Decision | None:
        """Give how an open entry was settled before a coder changed it; None = it was not."""
        if self.settling is None or self.is_settled(entry):
            return None
        known = map(self.settling.settled_before, (one.key for one in entry.differences))
        return next(filter(None, known), None)

    def said_of_holders(self, entry: Entry) -> str:
        """Give "2 of 3 have it" of an entry; nothing where it is several, or two have coded."""
        held = self.holders.get(entry.key) if len(entry.differences) == 1 else None
        if held is None:
            return ""
        left, right = self.letters()
        letters = (right, left) if self.is_swapped else (left, right)
        return holders_words(held, entry.first, letters)

    def n_have(self, entry: Entry) -> tuple[int, int] | None:
        """Give how many of how many have it; None where that is not counted."""
        held = self.holders.get(entry.key) if len(entry.differences) == 1 else None
        return None if held is None else (n_have(held, entry.first), held.n)

    def n_alike(self) -> int:
        """Give how many open differences are alike to the current one, itself among them."""
        if self.current is None or not self.current.first.alike:
            return 1
        one, within = self.current.first, self.alike_within()
        self._count()
        n_open = self._listed.alike[one.alike]
        return max(1, sum(n_open.values()) if within is None else n_open[within])

    def alike_within(self) -> str | None:
        """Give the article whose differences alone are alike to the current one; None = any.

        Without names those of several articles would tell what is the same coder's.
        """
        entry = self.current if self.hides_names else None
        return None if entry is None else entry.first.article_id

    def is_reviewed(self, article_id: str) -> bool:
        """Say whether nothing is open in an article, and something was taken."""
        return self.is_begun and all(map(self.is_settled, self.entries.get(article_id, ())))

    def at(self, position: int) -> list[Entry]:
        """Give the entries of the open article at a place, the smallest first."""
        here = self.entries.get(self.page.article.id, []) if self.page is not None else []
        found = [
            (one.first.at.end - one.first.at.start, n, one)
            for n, one in enumerate(here)
            if any(each.at.start <= position <= each.at.end for each in one.differences)
        ]
        return [one for _, _, one in sorted(found, key=lambda each: each[:2])]

    def n_settled(self) -> tuple[int, int]:
        """Give how many entries are settled, and how many there are."""
        self._count()
        return self._totals

    def _count(self) -> None:
        """Count again what was decided in since."""
        waiting, self._uncounted = self._uncounted, set()
        for article_id in waiting:
            article = self.settling.article(article_id) if self.settling is not None else None
            if article is not None:
                settled, n = self._totals
                before = self._listed.n_settled[article_id]
                self._listed.count(article, self.decided(article_id))
                self._totals = settled + self._listed.n_settled[article_id] - before, n

    @property
    def is_begun(self) -> bool:
        """Whether the agreed layer is there, with what both have."""
        settling = self.settling
        known = {one.id for one in self.bridge.project.layers()}
        return settling is not None and settling.into.id in known

    @property
    def nameless(self) -> AgreedRecord | None:
        """The record of the agreed layer while it hides who coded what, compared already or not.

        Of a comparison it is what the screen shows: the project may know more a moment earlier.
        """
        known = self.bridge.project.layers() if self.settling is None else [self.settling.into]
        return nameless_record(known)

    @property
    def hides_names(self) -> bool:
        """Whether nobody is named while settling."""
        return self.nameless is not None

    @property
    def is_swapped(self) -> bool:
        """Whether the right coding is in the left lane of the open article."""
        record = self.nameless
        if record is None or record.names is None or self.page is None:
            return False
        return record.names.is_swapped(self.page.article.sha256)

    def names(self, left: Layer | None = None, right: Layer | None = None) -> tuple[str, str]:
        """Give what left and right are called: those that are compared, or are about to be."""
        if self.hides_names:
            return tr("one"), tr("the other")
        if self.settling is not None:
            left, right = self.settling.comparison.left, self.settling.comparison.right
        return (left.name, right.name) if left is not None and right is not None else ("", "")

    def letters(self) -> tuple[str, str]:
        """Give the letters of the two lanes: the initials, A and B where they are equal."""
        if self.hides_names:
            return "1", "2"
        left, right = (name.strip()[:1].upper() for name in self.names())
        return (left, right) if left and right and left != right else ("A", "B")

    # --- going about ------------------------------------------------------------------------------

    def open(self, article_id: str, entry: Entry | None = None, *, again: bool = False) -> None:
        """Open an article in a worker, and stand on an entry of it; `again` reads it anew."""
        if self.settling is None:
            return
        is_here = self.page is not None and self.page.article.id == article_id
        if is_here and entry is not None and not again:
            self.make_current(entry)
            return
        # What is pressed before the article is there is meant for it.
        self.is_opening = True
        self._wanted = (article_id, entry.key if entry is not None else None)
        project, layer_ids, wanted = self.bridge.project, self.settling.layer_ids, self._wanted

        settling = self.settling

        def read(_progress: object, _cancel: object) -> DrawnArticle:
            project.open_project.drain()
            page = project.page(article_id, layer_ids)
            return drawn_article(page, settling.article(article_id))

        def then(drawn: DrawnArticle) -> None:
            if self._wanted != wanted:
                return
            self.is_opening = False
            self._drawn, self.page, key = drawn, drawn.page, wanted[1]
            self.current = self.entry(article_id, key) if key is not None else None
            self.page_opened.emit()
            self.make_current(self.current)
            self._turn.start()

        def on_error(problem: AnnotatorError) -> None:
            self.is_opening, self._waiting = False, []
            self.bridge.refused.emit(problem)

        self._jobs.start(read, then, on_error)

    def drawn(self) -> DrawnArticle | None:
        """Give what is drawn of the open article; None where none is open."""
        if self.page is None or self.settling is None:
            return None
        page, article = self.page, self.settling.article(self.page.article.id)
        known = self._drawn
        if known is None or known.page is not page or known.article is not article:
            known = self._drawn = drawn_article(page, article)
        return known

    def when_open(self, act: Callable[[], object]) -> None:
        """Do something now, or as soon as the article that was asked for is there."""
        if self.is_opening or self._waiting:
            self._waiting.append(act)
        else:
            act()

    def _go_on(self) -> None:
        while self._waiting and not self.is_opening:
            self._waiting.pop(0)()

    def make_current(self, entry: Entry | None) -> None:
        """Stand on an entry of the open article; the frame is where it was for its kind."""
        self.current = entry
        if entry is not None:
            chosen = self._last_taken.get(entry.first.kind, ChosenSide.LEFT)
            self.framed = ChosenSide.LEFT if self.hides_names else chosen
        self.current_changed.emit()

    def neighbour(self, by: int) -> Entry | None:
        """Give the next open entry (1) or the one before (-1), over the ends of articles."""
        every = [one for some in self.entries.values() for one in some]
        if not every:
            return None
        here = self._place_among(every)
        order = every[here + 1 :] + every[: max(here, 0)] if by > 0 else []
        if by < 0:
            order = [*reversed(every[: max(here, 0)]), *reversed(every[here + 1 :])]
        return next((one for one in order if not self.is_settled(one)), None)

    def _place_among(self, every: list[Entry]) -> int:
        """Where the current entry stands; else the last one before the open article; else -1."""
        if self.current is not None:
            return next((n for n, one in enumerate(every) if one is self.current), -1)
        if self.page is None:
            return -1
        here = self.page.article.id
        first = next((n for n, one in enumerate(every) if one.first.article_id == here), 0)
        return first - 1

    @property
    def frames_left(self) -> bool:
        """Whether Enter takes what the left lane has."""
        return self.framed is ChosenSide.LEFT

    def set_framed(self, side: ChosenSide) -> None:
        """Let Enter take a side."""
        self.framed = side
        self.frame_moved.emit()

    # --- settling ---------------------------------------------------------------------------------

    def meant(self, side: ChosenSide) -> ChosenSide:
        """Give which coding a side of the screen is, where names are hidden."""
        turned = {ChosenSide.LEFT: ChosenSide.RIGHT, ChosenSide.RIGHT: ChosenSide.LEFT}
        return turned.get(side, side) if self.is_swapped else side

    def remember(self, entry: Entry, side: ChosenSide) -> None:
        """Remember which side was taken last for a kind."""
        if side in (ChosenSide.LEFT, ChosenSide.RIGHT):
            self._last_taken[entry.first.kind] = side

    def _heard(self, changes: Iterable[Change] | Blocks) -> None:
        """Take up a step: decisions at once, other changes of the codings by comparing anew."""
        settling = self.settling
        if self.is_comparing:
            self._meanwhile.append(changes)
        if settling is None:
            return
        summary = summary_of(changes)
        keys = settling.heard(changes) if "decision" in summary.tables else frozenset[str]()
        articles = {one.article_id for key in keys if (one := settling.difference(key)) is not None}
        for article_id in articles:
            self._listed.decided.pop(article_id, None)
        self._uncounted |= articles
        if self.page is not None:
            if isinstance(changes, Blocks):
                self.open(self.page.article.id, self.current, again=True)
            else:
                self._apply(self.page, changes, settling)
        if "layer" in summary.tables:
            self._take_layer()
        if articles:
            self.settled.emit(frozenset(articles))
        elif summary.tables & _OF_CODINGS and _concerns(changes, self._people(settling)):
            self._again.start()

    def _apply(self, page: Page, changes: Iterable[Change], settling: Settling) -> None:
        """Take up a step on the open article; what is drawn stays where neither coding changes."""
        known, self.page = self._drawn, page.applied(changes)
        if known is not None and known.page is page:
            sides = {settling.sides.left, settling.sides.right}
            if not any(_changes_layers(one, page, sides) for one in changes):
                self._drawn = known._replace(page=self.page)

    def _people(self, settling: Settling) -> set[str]:
        """Give the codings that a card says something of: both sides, and other people's."""
        people = {one.id for one in self.bridge.project.layers() if one.kind is LayerKind.PERSON}
        return {settling.sides.left, settling.sides.right} | people

    def _take_layer(self) -> None:
        """The agreed layer has come, gone, or says something else of names."""
        settling = self.settling
        known = {one.id: one for one in self.bridge.project.layers()}
        if settling is not None:
            settling.into = known.get(settling.into.id, settling.into)
            if self.hides_names:
                self.framed = ChosenSide.LEFT  # the frame would stand where it was with names
            self.settled.emit(frozenset())


def _concerns(changes: Iterable[Change], sides: set[str]) -> bool:
    """Say whether a step changes one of some codings, or what all stand on.

    Rows of attributes and parts name no layer: alone they may be of either.
    """
    is_of_layers = False
    for one in changes:
        if one.table in ("span", "link", "progress"):
            is_of_layers = True
            row = one.after if one.after is not None else one.before or {}
            if row.get("layer_id") in sides:
                return True
    return not is_of_layers


def _changes_layers(one: Change, page: Page, layer_ids: set[str]) -> bool:
    """Say whether a change is of spans and links of some layers, or of what all stand on.

    `page` is the article before it. What belongs to a new span is of the layer of that.
    """
    row = one.after if one.after is not None else one.before or {}
    if one.table in ("span", "link"):
        return row.get("layer_id") in layer_ids
    if one.table in ("part", "refers", "attribute"):
        name = str(row.get("owner_id" if one.table == "attribute" else "span_id"))
        of = page.span(name) or page.link(name)
        return of is not None and of.layer_id in layer_ids
    return one.table not in ("decision", "layer", "progress")
