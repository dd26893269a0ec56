"""What holds for three coders and more at once: units that several coders marked, and their values.

A unit joins spans that are pairs of each other, one of each coder at most; nearest pairs first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.compare import coefficients
from annotator.compare.coefficients import Value
from annotator.compare.counting import SPEAKER
from annotator.compare.differences import Compared
from annotator.compare.figures import Figure, Measure, has_intervals
from annotator.compare.given import over_given
from annotator.compare.resampling import intervals_of_values
from annotator.compare.rules import Rules
from annotator.compare.several.intervals import alpha_interval, fleiss_interval
from annotator.compare.unitizing.characters import Characters, CodedText, DrawnCharacters
from annotator.compare.unitizing.formula import Unmasked
from annotator.compare.values import Phase
from annotator.language import tr
from annotator.model.coded import CodedSpan, Marks, Place, indices
from annotator.work import Cancel

Unit = dict[int, CodedSpan]
"""The spans that are taken for the same, by the place of their coder."""


class Several:
    """The values of some coders over articles, until their figures are asked for."""

    def __init__(self, rules: Rules, n_coders: int, least_iou: float) -> None:
        """Begin with none."""
        self._rules, self._n_coders, self._least_iou = rules, n_coders, least_iou
        self._articles: list[dict[str, list[Counter[Value]]]] = []
        """The values of the units of each article, by attribute."""
        self._marked: list[CodedText] = []

    def add(self, compared: Mapping[tuple[int, int], Compared]) -> None:
        """Add some articles, as each two of their codings compare."""
        for at, article in enumerate(next(iter(compared.values())).articles):
            self._articles.append(self._values(compared, at))
            marked: dict[int, Sequence[Place]] = {}
            for two, one in compared.items():
                for coder, marks in zip(two, (one.left, one.right), strict=True):
                    marked[coder] = marks.spans.places[marks.spans.stretches[at]]
            unmasked = Unmasked(len(article.text), article.boilerplate)
            codings = [marked[n] for n in range(self._n_coders)]
            self._marked.append(CodedText(at, unmasked, codings))

    def _values(
        self, compared: Mapping[tuple[int, int], Compared], at: int
    ) -> dict[str, list[Counter[Value]]]:
        """Give the values of the units of an article, by attribute."""
        units, n_articles = self._units(compared, at), len(self._articles)
        unit_of = {
            span.id: f"{n_articles}-{n}" for n, unit in enumerate(units) for span in unit.values()
        }
        found: dict[str, list[Counter[Value]]] = {}
        said_by: dict[int, Mapping[str, Sequence[CodedSpan]]] = {}
        for (left, right), one in compared.items():
            said_by[left] = _speakers(one.left, one.sayers.of_left, at)
            said_by[right] = _speakers(one.right, one.sayers.of_right, at)
        for unit in units:
            for name in self._names(unit.values()):
                values = Counter(dict(one.attributes).get(name) for one in unit.values())
                of = f"{next(iter(unit.values())).type}.{name}"
                found.setdefault(of, []).append(values)
            if next(iter(unit.values())).type == self._rules.claim:
                speakers: Counter[Value] = Counter()
                for coder, claim in unit.items():
                    said = said_by[coder].get(claim.id, ())
                    named = {self._speaker(one, unit_of) for one in said}
                    speakers[" ".join(sorted(named))] += 1
                found.setdefault(SPEAKER, []).append(speakers)
        return found

    def figures_over(
        self, n_resamples: int, cancel: Cancel, *, given: bool, mixed: bool
    ) -> tuple[Figure, ...]:
        """Give the figures; `given` = over given places, `mixed` = not all from one source."""
        found = self.figures(n_resamples, cancel)
        if not given:
            return tuple(found)
        found = over_given(found, self._rules.claim)
        if not mixed:
            return tuple(found)
        why = tr("places were given to some and found by others")
        return tuple(
            replace(one, value=None, interval=None, why=why) if one.how else one for one in found
        )

    def figures(self, n_resamples: int, cancel: Cancel) -> list[Figure]:
        """Give α over all coders, Fleiss' κ over the units that all of them have, and α_U."""
        found: list[Figure] = []
        n = n_resamples if has_intervals(len(self._articles), n_resamples) else 0
        for of in sorted({of for one in self._articles for of in one}):
            units = [one.get(of, []) for one in self._articles]
            if any(value is not None for one in units for unit in one for value in unit):
                found += [self._alpha(of, units, n, cancel), self._fleiss(of, units, n, cancel)]
        return [*found, *self._characters(n, cancel)]

    def _characters(self, n: int, cancel: Cancel) -> list[Figure]:
        types = [one.name for one in self._rules.scheme.types]
        found = Characters(self._marked, types).figures()
        if not n:
            return found
        drawn = DrawnCharacters(self._marked, types)
        between = intervals_of_values(len(self._marked), drawn.values, n, cancel)
        known = dict(zip(drawn.names, between, strict=True))
        return [replace(one, interval=known.get(one.of)) for one in found]

    def _alpha(
        self, of: str, articles: Sequence[Sequence[Counter[Value]]], n: int, cancel: Cancel
    ) -> Figure:
        units, order = [unit for one in articles for unit in one], self._rules.order(of)
        alpha = coefficients.alpha(coefficients.coincidences(units), order)
        why = "" if alpha is not None else coefficients.why_not(len(units))
        interval = alpha_interval(articles, order, n, cancel) if n and not why else None
        return Figure(
            measure=Measure.ALPHA, of=of, value=alpha, n=len(units), why=why, interval=interval
        )

    def _fleiss(
        self, of: str, articles: Sequence[Sequence[Counter[Value]]], n: int, cancel: Cancel
    ) -> Figure:
        whole = [[one for one in units if one.total() == self._n_coders] for units in articles]
        n_units = sum(map(len, whole))
        observed, kappa = coefficients.fleiss(unit for units in whole for unit in units)
        why = "" if kappa is not None else coefficients.why_not(n_units)
        more = {} if observed is None else {"percent": observed}
        interval = fleiss_interval(whole, n, cancel) if n and not why else None
        return Figure(
            measure=Measure.FLEISS,
            of=of,
            value=kappa,
            n=n_units,
            why=why,
            interval=interval,
            more=more,
        )

    def _units(self, compared: Mapping[tuple[int, int], Compared], at: int) -> list[Unit]:
        pairs = [
            (phase is not Phase.EXACT, -iou, (one.parts, other.parts), (left, one), (right, other))
            for (left, right), each in compared.items()
            for one, other, phase, iou in each.pairs_of(at)
            if phase is not Phase.TYPE and iou >= self._least_iou
        ]
        pairs.sort(key=lambda pair: (*pair[:3], pair[3][0], pair[4][0]))
        unit_of: dict[str, Unit] = {}
        for *_, (left, one), (right, other) in pairs:
            mine = unit_of.get(one.id, {left: one})
            theirs = unit_of.get(other.id, {right: other})
            if mine is theirs or mine.keys() & theirs.keys():
                continue
            joined = mine | theirs
            for span in joined.values():
                unit_of[span.id] = joined
        return [*{id(unit): unit for unit in unit_of.values()}.values()]

    def _names(self, spans: Iterable[CodedSpan]) -> set[str]:
        every = [*spans]
        known = self._rules.attributes.get(every[0].type, frozenset())
        return {*known, *(name for one in every for name, _ in one.attributes)}

    def _speaker(self, span: CodedSpan, unit_of: Mapping[str, str]) -> str:
        actor = self._rules.actor(span.actor_id)
        if actor is not None:
            return f"actor:{actor}"
        return f"span:{unit_of.get(span.id, span.id)}"


def _speakers(
    marks: Marks, targets: Mapping[int, Sequence[int]], article: int
) -> dict[str, list[CodedSpan]]:
    """Give who says the claims of an article, by the ids of these."""
    return {
        marks.spans.ids[claim]: [marks.span(one) for one in targets[claim]]
        for claim in indices(marks.spans.stretches[article])
        if claim in targets
    }
