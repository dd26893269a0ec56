"""How far layers of the project agree: over all articles that all have done, and over parts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

from annotator.compare.agreement import Agreement, BeforeSettling, Measuring, Part, not_drawn
from annotator.compare.counting import Pairing
from annotator.compare.figures import Figure, Measure
from annotator.compare.resampling import RESAMPLES
from annotator.compare.several.units import Several
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.agreed import agreed_layer, agreed_record
from annotator.model.named import NamedKind
from annotator.project.acts.kits import given_places
from annotator.project.comparing import ComparedLayers, Scope
from annotator.project.refer import Named, find_layer, id_of
from annotator.project.review.stood import spans_since
from annotator.store.read_pages import without_collector
from annotator.work import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from annotator.compare.agreement import Draw, PairAgreement
    from annotator.compare.differences import Compared
    from annotator.compare.given import Places
    from annotator.model.layer import Coder, Layer
    from annotator.model.scheme import Scheme
    from annotator.store.read import Reader

PARTS = ("type", "attribute", "article", "outlet")
"""What figures can be given by."""
EDGES = ("strict", "loose")
_LEAST_ARTICLES = 5
_LEAST_UNITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which figures are asked for, beside those over all articles."""

    reference: Named | None = None
    pairing: Pairing = field(default_factory=Pairing)
    slices: int | None = None
    by: str | None = None
    n_resamples: int = RESAMPLES
    coder: Coder | None = None
    """Who codes here: their name is known where they have settled and coded nothing."""


def agreement(
    reader: Reader,
    layers: Sequence[Named],
    scope: Scope | None = None,
    wish: Wish | None = None,
    watch: Watch | None = None,
) -> Agreement:
    """Give how far layers agree; raises `WrongUse` for what cannot be asked."""
    wish, watch = wish or Wish(), watch or Watch()
    compared = ComparedLayers(reader, layers, scope or Scope(), watch)
    return _Asked(reader, compared, wish, watch).agreement()


def pairing_of(edges: str, min_iou: float) -> Pairing:
    """Give when two spans are a pair; raises `WrongUse`."""
    if edges not in EDGES:
        raise WrongUse(
            tr("There are no edges called “{edges}”.", edges=edges), tr("Say strict or loose.")
        )
    if not 0 <= min_iou <= 1:
        raise WrongUse(
            tr("{n} is no share of an overlap.", n=min_iou), tr("Give a number from 0 to 1.")
        )
    return Pairing(min_iou, edges == "loose")


class _Asked:
    """The figures of some layers, as they are asked for."""

    def __init__(self, reader: Reader, compared: ComparedLayers, wish: Wish, watch: Watch) -> None:
        self._reader, self._compared, self._wish, self._watch = reader, compared, wish, watch
        layers = compared.layers
        self._reference = None
        self._given: dict[int, Places] = {}
        if wish.reference is not None:
            self._reference = find_layer(tuple(layers), id_of(wish.reference))
        if wish.by is not None and wish.by not in PARTS:
            raise WrongUse(
                tr("Figures cannot be given by “{by}”.", by=wish.by),
                tr("Say type, attribute, article or outlet."),
            )
        if wish.slices is not None and wish.slices < 1:
            raise WrongUse(
                tr("{n} is no number of slices.", n=wish.slices), tr("Give a number from 1.")
            )

    def agreement(self) -> Agreement:
        """Go through the articles once and give all figures."""
        compared, wish = self._compared, self._wish
        two = [*combinations(range(len(compared.layers)), 2)]
        kits = self._reader.named(NamedKind.KIT)
        places = [given_places(kits, one) for one in compared.layers]
        sources = {
            one.of if one is not None else layer.id
            for one, layer in zip(places, compared.layers, strict=True)
        }
        self._given = {at: one.ids for at, one in enumerate(places) if one is not None}
        measuring = {pair: self._measuring(pair) for pair in two}
        several = Several(compared.rules, len(compared.layers), wish.pairing.least_iou)
        with without_collector():
            for some in compared.chunks():
                found: dict[tuple[int, int], Compared] = {}
                for pair, one in measuring.items():
                    self._watch.cancel.check()
                    found[pair] = one.add(some)
                if len(two) > 1:
                    several.add(found)
            pairs = tuple(self._pair(pair, one) for pair, one in measuring.items())
        draw_overall: Draw = not_drawn
        if len(two) > 1:
            draw_overall = partial(several.figures_over, given=any(places), mixed=len(sources) > 1)
        return Agreement(
            layers=tuple(compared.layers),
            pairs=pairs,
            overall=draw_overall(wish.n_resamples, self._watch.cancel),
            pairing=wish.pairing,
            n_resamples=wish.n_resamples,
            reference=self._reference,
            draw_overall=draw_overall,
        )

    def _measuring(self, pair: tuple[int, int]) -> Measuring:
        reference = None
        if self._reference is not None:
            ids = [self._compared.layers[side].id for side in pair]
            if self._reference.id in ids:
                reference = ids.index(self._reference.id)
        rules = self._compared.rules
        return Measuring(rules, self._wish.pairing, pair, reference, self._given)

    def _pair(self, pair: tuple[int, int], measuring: Measuring) -> PairAgreement:
        compared, wish = self._compared, self._wish
        left, right = (compared.layers[side] for side in pair)
        found = measuring.agreement(
            (left, right), compared.left_out, wish.n_resamples, self._watch.cancel
        )
        slices = () if wish.slices is None else self._slices(pair, measuring, wish.slices)
        parts = self._parts(measuring, found)
        return replace(found, slices=slices, parts=parts, before=self._before(left, right))

    def _before(self, left: Layer, right: Layer) -> BeforeSettling | None:
        """Give the figures that were kept when settling between these two began."""
        layers = self._reader.layers()
        agreed = agreed_layer(layers)
        record = None if agreed is None else agreed_record(agreed)
        if agreed is None or record is None or {*record.of} != {left.id, right.id}:
            return None
        figures = record.stood.get("figures")
        if not isinstance(figures, dict):
            return None
        names = {one.coder_id: one.name for one in layers if one.coder_id}
        here = self._wish.coder
        if here is not None:
            names.setdefault(here.id, here.name)
        who = {one.by for one in self._compared.decisions if one.layer_id == agreed.id}
        by = tuple(sorted(names[one] for one in who if one in names))
        return BeforeSettling(
            str(record.stood.get("at", "")), figures, *spans_since(self._reader, record), by
        )

    # --- over time ----------------------------------------------------------------------------

    def _slices(self, pair: tuple[int, int], measuring: Measuring, n: int) -> tuple[Part, ...]:
        """Cut the articles, as they were done, into parts that differ by one at most."""
        times = [self._done_at(pair, one) for one in self._compared.article_ids]
        order = sorted(range(len(times)), key=lambda at: (times[at], at))
        schemes = self._reader.schemes()
        found: list[Part] = []
        first = 0
        for k in range(n):
            last = first + len(order) // n + (k < len(order) % n)
            chosen, first = order[first:last], last
            found.append(self._slice(chosen, times, measuring, schemes))
        return tuple(found)

    def _slice(
        self,
        chosen: Sequence[int],
        times: Sequence[str],
        measuring: Measuring,
        schemes: Sequence[Scheme],
    ) -> Part:
        ids = tuple(self._compared.article_ids[at] for at in chosen)
        if len(ids) < _LEAST_ARTICLES:
            return Part("", ids, why=tr("too small (n = {n})", n=len(ids)))
        begins, ends = times[chosen[0]], times[chosen[-1]]
        before = [one.version for one in schemes if one.created <= begins]
        within = [one.version for one in schemes if begins < one.created <= ends]
        figures = [_if_large(one) for one in measuring.figures(chosen) if self._over_time(one)]
        versions = (*before[-1:], *within)
        return Part("", ids, tuple(figures), "", begins, ends, versions)

    def _over_time(self, figure: Figure) -> bool:
        claim = self._compared.rules.claim
        if figure.measure in (Measure.OVERLAP, Measure.EXACT):
            return figure.of == claim
        return figure.measure in (Measure.STATEMENTS, Measure.ALPHA, Measure.KEPT)

    def _done_at(self, pair: tuple[int, int], article_id: str) -> str:
        """Give when the later of two coders had done an article; "" where nothing says so."""
        found = [self._compared.states[side].get(article_id) for side in pair]
        return max((one.at for one in found if one is not None), default="")

    # --- by something -------------------------------------------------------------------------

    def _parts(self, measuring: Measuring, pair: PairAgreement) -> tuple[Part, ...]:
        ids = tuple(self._compared.article_ids)
        match self._wish.by:
            case None:
                return ()
            case "article":
                groups = {one: [at] for at, one in enumerate(ids)}
            case "outlet":
                outlets = {one.id: one.outlet for one in self._reader.counted_articles(None)}
                groups = {}
                for at, one in enumerate(ids):
                    groups.setdefault(outlets.get(one, "") or "–", []).append(at)
            case by:
                return _by_name(pair.figures, ids, of_types=by == "type")
        return tuple(
            Part(name, tuple(ids[at] for at in chosen), measuring.figures(chosen))
            for name, chosen in groups.items()
        )


def _if_large(figure: Figure) -> Figure:
    if figure.n >= _LEAST_UNITS:
        return figure
    return replace(figure, value=None, why=tr("too small (n = {n})", n=f"{figure.n:g}"))


def _by_name(
    figures: Iterable[Figure], article_ids: tuple[str, ...], *, of_types: bool
) -> tuple[Part, ...]:
    """Give the figures of each type, or of each attribute, together."""
    found: dict[str, list[Figure]] = {}
    for one in figures:
        if one.of.partition(".")[1] and of_types:
            found.setdefault(one.of.partition(".")[0], []).append(one)
        elif one.measure in _OF_VALUES or of_types:
            found.setdefault(one.of, []).append(one)
    return tuple(Part(name, article_ids, tuple(some)) for name, some in found.items())


_OF_VALUES = frozenset({Measure.ALPHA, Measure.PERCENT, Measure.KAPPA, Measure.PI, Measure.S})
