"""Figures as JSON, with the keys that others rely on (docs/command-line.md).

The figures that a project keeps "as they stood" before settling have this form too.
"""

from collections.abc import Iterable, Mapping

from annotator.compare.agreement import Agreement, BeforeSettling, PairAgreement, Part
from annotator.compare.figures import Figure, Measure, why_no_interval
from annotator.compare.resampling import SEED
from annotator.model.article import Json

_DIGITS = 9
_VALUES = (Measure.KAPPA, Measure.PI, Measure.PERCENT, Measure.S, Measure.FLEISS)


def figures_as_json(figures: Iterable[Figure]) -> dict[str, Json]:
    """Give figures by what they measure, and of what."""
    types: dict[str, Json] = {}
    links: dict[str, Json] = {}
    alpha: dict[str, Json] = {}
    alpha_u: dict[str, Json] = {}
    characters: dict[str, Json] = {}
    values: dict[str, dict[str, Json]] = {str(one): {} for one in _VALUES}
    found: dict[str, Json] = {"statements": None}
    for one in figures:
        match one.measure:
            case Measure.STATEMENTS:
                found["statements"] = _figure(one, "f1")
            case Measure.EXACT | Measure.OVERLAP:
                of_type = types.setdefault(one.of, {})
                if isinstance(of_type, dict):
                    of_type[str(one.measure)] = _figure(one, "f1")
            case Measure.LINKS:
                links[one.of] = _figure(one, "f1")
            case Measure.KEPT:
                found["kept"] = _figure(one, "share")
            case Measure.ALPHA:
                alpha[one.of] = _figure(one, "alpha")
            case Measure.ALPHA_U:
                alpha_u[one.of] = _rounded(one.value)
                characters[one.of] = _figure(one, "alpha_u")
            case _:
                values[str(one.measure)][one.of] = _figure(one, "value")
    found |= {"types": types, "links": links, "alpha": alpha}
    found |= {"alpha_u": alpha_u, "characters": characters}
    return {**found, **values}


def pair_as_json(pair: PairAgreement) -> dict[str, Json]:
    """Give all figures of two layers."""
    comparison = pair.comparison
    why = why_no_interval(len(comparison.articles))
    return {
        "left": comparison.left.name,
        "right": comparison.right.name,
        "n": {
            "articles": len(comparison.articles),
            "left_out": len(comparison.left_out),
            "identical": comparison.n_identical,
            "masked": sum(len(one.masked) for one in comparison.articles),
        },
        **figures_as_json(pair.figures),
        "differences": {str(kind): n for kind, n in pair.counts().items()},
        "undecided_actors": comparison.n_undecided_actors,
        **({"no_interval": why} if why else {}),
        **({"slices": [*map(_slice, pair.slices)]} if pair.slices else {}),
        **({"parts": [*map(_part, pair.parts)]} if pair.parts else {}),
        **({} if pair.before is None else {"before_settling": _before(pair.before)}),
    }


def agreement_as_json(agreement: Agreement) -> dict[str, Json]:
    """Give the answer of `agreement`: of two layers their figures, of more each two and all."""
    how: dict[str, Json] = {
        "edges": "loose" if agreement.pairing.loose else "strict",
        "min_iou": agreement.pairing.least_iou,
        "resamples": agreement.n_resamples,
        "seed": SEED,
        "reference": agreement.reference.name if agreement.reference is not None else None,
    }
    if len(agreement.pairs) == 1:
        return {**pair_as_json(agreement.pairs[0]), "how": how}
    first = agreement.pairs[0].comparison
    return {
        "n": {"articles": len(first.articles), "left_out": len(first.left_out)},
        **figures_as_json(agreement.overall),
        "pairs": [*map(pair_as_json, agreement.pairs)],
        "undecided_actors": max(one.comparison.n_undecided_actors for one in agreement.pairs),
        "how": how,
    }


def _figure(one: Figure, name: str) -> Json:
    found: dict[str, Json] = {name: _rounded(one.value), "n": _rounded(one.n)}
    found |= {key: _rounded(value) for key, value in one.more.items()}
    if one.interval is not None:
        found["interval"] = [*map(_rounded, one.interval)]
    if one.why and one.value is None:
        found["why"] = one.why
    if one.how:
        found["how"] = one.how
    return found


def _before(before: BeforeSettling) -> Json:
    since: Json = {"came": before.came, "went": before.went}
    return {**before.figures, "at": before.at, "since": since}


def _rounded(value: float | None) -> Json:
    if value is None:
        return None
    return int(value) if value == int(value) else round(value, _DIGITS)


def _slice(part: Part) -> Json:
    versions: list[Json] = [*part.versions]
    return {**_shown(part), "from": part.begins, "to": part.ends, "versions": versions}


def _part(part: Part) -> Json:
    return {"part": part.name, **_shown(part)}


def _shown(part: Part) -> Mapping[str, Json]:
    n = len(part.article_ids)
    if part.why:
        return {"articles": n, "why": part.why}
    return {"articles": n, **figures_as_json(part.figures)}
