"""How figures read: the same words and digits on the sheet, in the report and in its tables."""

from annotator.compare.agreement import PairAgreement
from annotator.compare.coefficients import Value
from annotator.compare.counting import GIVEN, SPEAKER, Pairing
from annotator.compare.figures import ALL, Figure, Measure
from annotator.language import tr

UNDEFINED = "–"


def figure_name(figure: Figure, pairing: Pairing) -> str:
    """Give what a figure is called: “claim, any overlap”, “directness, α”."""
    of, least = figure.of, value_words(pairing.least_iou)
    if figure.measure is Measure.OVERLAP and pairing.least_iou:
        return tr("{type}, overlap from {n}", type=of, n=least)
    if figure.measure is Measure.EXACT and pairing.loose:
        return tr("{type}, same edges but for marks", type=of)
    if figure.measure is Measure.ALPHA_U and of == ALL:
        return tr("all types in the text, α_U")
    return {
        Measure.STATEMENTS: tr("Statements ({type} with its speaker)", type=of),
        Measure.OVERLAP: tr("{type}, any overlap", type=of),
        Measure.EXACT: tr("{type}, same edges", type=of),
        Measure.LINKS: tr("{type}, links", type=of),
        Measure.ALPHA: tr("{attribute}, α", attribute=_attribute(of)),
        Measure.ALPHA_U: tr("{type} in the text, α_U", type=of),
        Measure.PERCENT: tr("{attribute}, share equal", attribute=_attribute(of)),
        Measure.KAPPA: tr("{attribute}, κ", attribute=_attribute(of)),
        Measure.PI: tr("{attribute}, π", attribute=_attribute(of)),
        Measure.S: tr("{attribute}, S", attribute=_attribute(of)),
        Measure.FLEISS: tr("{attribute}, Fleiss’ κ", attribute=_attribute(of)),
        Measure.KEPT: tr("{type}, share of the given places kept", type=of),
    }[figure.measure]


def unit_of(figure: Figure) -> str:
    """Give what the n of a figure counts."""
    match figure.measure:
        case Measure.STATEMENTS | Measure.OVERLAP | Measure.EXACT | Measure.LINKS:
            return tr("{type}, mean of both", type=figure.of)
        case Measure.ALPHA_U:
            return tr("characters")
        case Measure.KEPT:
            return tr("places given")
        case _:
            owner = figure.of.rpartition(".")[0]
            if figure.how == GIVEN:
                return tr("paired {type}, places given", type=owner or tr("claims"))
            return tr("paired {type}", type=owner) if owner else tr("paired claims")


def not_counted(pair: PairAgreement) -> str:
    """Give which differences are not counted where the places of a type were given."""
    return tr("{type}, there or not, and edges: places were given", type=pair.given)


def value_words(value: float | None, digits: int = 2) -> str:
    """Give a figure without a zero before the point; – where it has none."""
    if value is None:
        return UNDEFINED
    words = f"{value:.{digits}f}"
    return words.replace("0.", ".", 1) if words.lstrip("-").startswith("0.") else words


def claims_words(figure: Figure) -> str:
    """Give the figure that says most of claims in few words: F1, or the share of places kept."""
    value = value_words(figure.value)
    if figure.measure is Measure.KEPT:
        return tr("claims given, {value} kept", value=value)
    return tr("claims F1 {value}", value=value)


def interval_words(figure: Figure) -> str:
    """Give the interval of a figure; "" where it has none."""
    if figure.interval is None:
        return ""
    return " – ".join(map(value_words, figure.interval))


def n_words(n: float) -> str:
    """Give a number with signs between thousands; halves only where there are halves."""
    return f"{n:,.0f}" if n == int(n) else f"{n:,.1f}"


def value_of_attribute(value: Value) -> str:
    """Give what a coder chose, in words."""
    if value is None:
        return tr("not set")
    return value or tr("nobody")


def pairing_words(pairing: Pairing) -> str:
    """Give how spans were paired, for the foot of figures."""
    return tr("pairing: {how}", how=how_paired(pairing))


def how_paired(pairing: Pairing) -> str:
    """Give how much a pair must share."""
    if not pairing.least_iou:
        return tr("any shared character")
    return tr("overlap from {n}", n=value_words(pairing.least_iou))


class Methods:
    """What the methods paragraph says beside figures: the articles, the sample, the program."""

    def __init__(self, *, claim: str, n_articles: int, version: str) -> None:
        """Know how many articles the project has, and what a claim is called."""
        self.claim, self.version, self._n_articles = claim, version, n_articles
        self.drawn = ""
        """How the articles were drawn, as it stands behind “coded 40 of 398 articles (10 %)”."""
        self.further: list[str] = []
        """Sentences on what came after coding."""

    def sentence_of_articles(self, n: int) -> str:
        """Say who coded what."""
        whole = max(self._n_articles, n)
        share = f"{100 * n / whole:.0f}" if whole else "0"
        return tr(
            "Two coders independently coded {n} of {of} articles ({share} %){drawn}.",
            n=n,
            of=whole,
            share=share,
            drawn=self.drawn,
        )


def methods_paragraph(pair: PairAgreement, how: Methods) -> str:
    """Give the paragraph for the methods section, made of what is known and nothing else."""
    statements = pair.figure(Measure.STATEMENTS, how.claim)
    said = [how.sentence_of_articles(len(pair.comparison.articles))]
    said.append(tr("Spans were paired one to one by largest overlap."))
    kept = pair.figure(Measure.KEPT, how.claim)
    if kept is not None:
        said.append(
            tr(
                "The places of claims were given, not found; {n} of {of} were kept, and no figure"
                " says how well they are found.",
                n=n_words(kept.more["kept"]),
                of=n_words(kept.more["given"]),
            )
        )
    agreed: list[str] = []
    if statements is not None and statements.value is not None:
        agreed.append(
            tr(
                "agreement on statements ({claim} with speaker) was F1 = {value}{interval}",
                claim=how.claim,
                value=value_words(statements.value),
                interval=_between(statements),
            )
        )
    agreed += [
        tr(
            "on {of} Krippendorff’s α = {value} (n = {n}{interval})",
            of=_attribute(one.of),
            value=value_words(one.value),
            n=n_words(one.n),
            interval=_after_n(one),
        )
        for one in pair.figures
        if one.measure is Measure.ALPHA and one.value is not None
    ]
    if agreed:
        whole = "; ".join(agreed)
        said.append(f"{whole[0].upper()}{whole[1:]}.")
    if not pair.given:
        said.append(
            tr(
                "F1 has no correction for chance, since how many spans were not marked is not"
                " defined; it equals positive specific agreement, which κ approaches as these grow"
                " (Hripcsak & Rothschild 2005)."
            )
        )
    said += how.further
    said.append(tr("Computed with Annotator {version}.", version=how.version))
    return " ".join(said)


def _attribute(of: str) -> str:
    if of == SPEAKER:
        return tr("the speaker")
    owner, _, name = of.rpartition(".")
    return tr("{name} ({type})", name=name, type=owner)


def _between(figure: Figure) -> str:
    if figure.interval is None:
        return ""
    words = interval_words(figure)
    return tr(" (95 % interval {interval}, bootstrap over articles)", interval=words)


def _after_n(figure: Figure) -> str:
    return f", {interval_words(figure)}" if figure.interval is not None else ""
