"""The report of an agreement: what stands in it beside figures, and writing it to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator import __version__, disk
from annotator.compare.figures import Measure, why_no_interval
from annotator.compare.report.page import Example, Report, as_csv, as_html
from annotator.compare.report.wording import Methods, how_paired, methods_paragraph
from annotator.compare.resampling import SEED
from annotator.errors import WrongUse
from annotator.language import tr
from annotator.model.named import NamedKind
from annotator.model.scheme import Role
from annotator.project.agreement.circumstances import circumstances, sample_words
from annotator.project.refer import find_sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from annotator.compare.agreement import Agreement, BeforeSettling, PairAgreement
    from annotator.compare.values import Difference
    from annotator.model.article import Article, Json
    from annotator.store.read import Reader

PAPER = ".pdf"
_EXAMPLES = 10
_AROUND = 60


def methods_of(
    reader: Reader, agreement: Agreement, pair: PairAgreement, sample: str | None = None
) -> str:
    """Give the paragraph for the methods section."""
    how = Methods(
        claim=reader.scheme().name_for(Role.CLAIM),
        n_articles=reader.n_articles(),
        version=__version__,
    )
    if sample is not None:
        body = find_sample(reader.named(NamedKind.SAMPLE), sample).body
        rule = body.get("rule")
        by = rule.get("by") if isinstance(rule, dict) else None
        cells = " and ".join(map(str, by)) if isinstance(by, list) else str(by or "")
        how.drawn = tr(", drawn by a seeded hash order (seed {seed})", seed=body.get("seed"))
        if cells:
            how.drawn += tr(" within {cells}", cells=cells)
    if pair.before is not None:
        how.further.append(_settled(pair.before))
    if agreement.n_resamples and any(one.interval for one in pair.figures):
        how.further.append(
            tr(
                "Intervals: {n} resamples of articles, seed {seed}.",
                n=agreement.n_resamples,
                seed=SEED,
            )
        )
    return methods_paragraph(pair, how)


def _settled(before: BeforeSettling) -> str:
    by = ", ".join(before.by)
    if before.came or before.went:
        return tr(
            "Figures refer to the coders’ own layers, which have changed since settling began"
            " (+{came} −{went} spans).",
            came=before.came,
            went=before.went,
        )
    if not by:
        return tr("Figures refer to the coding before settling.")
    return tr("Figures refer to the coding before settling, which was done by {names}.", names=by)


def report_of(
    reader: Reader, agreement: Agreement, pair: PairAgreement, sample: str | None = None
) -> Report:
    """Give the report of two layers."""
    comparison = pair.comparison
    names = f"{comparison.left.name} – {comparison.right.name}"
    facts = [
        (tr("Project"), reader.facts().title),
        (tr("Coders"), names),
        (tr("Articles"), str(len(comparison.articles))),
        (tr("Scheme"), tr("version {n}", n=reader.scheme().version)),
        (tr("Pairing"), how_paired(agreement.pairing)),
        (tr("Program"), f"Annotator {__version__}"),
    ]
    if sample is not None:
        drawn = find_sample(reader.named(NamedKind.SAMPLE), sample)
        facts.insert(3, (tr("Sample"), sample_words(drawn)))
    facts += circumstances(reader, (comparison.left, comparison.right))
    if why := why_no_interval(len(comparison.articles)):
        facts.append((tr("Intervals"), why))
    if comparison.n_undecided_actors:
        facts.append(
            (
                tr("Undecided"),
                tr(
                    "{n} speakers hang on actors nobody has decided",
                    n=comparison.n_undecided_actors,
                ),
            )
        )
    if pair.before is not None:
        since = pair.before
        words = tr(
            "kept {at}; since then +{came} −{went} spans",
            at=since.at,
            came=since.came,
            went=since.went,
        )
        facts.append((tr("Before settling"), words))
    titles = {one.id: one.title for one in reader.counted_articles(None)}
    return Report(
        title=tr("Agreement of {names}", names=names),
        facts=facts,
        pair=pair,
        pairing=agreement.pairing,
        methods=methods_of(reader, agreement, pair, sample),
        passages=_passages(reader, pair.differences()),
        articles=[titles.get(one.article_id, "") for one in comparison.articles],
        before=[] if pair.before is None else _kept(pair.before.figures),
        left_out=[(titles.get(one.article_id, ""), one.why) for one in comparison.left_out],
    )


def write_report(
    report: Report, path: Path, to_pdf: Callable[[str, Path], None] | None = None
) -> None:
    """Write a report by the ending of its name: HTML, CSV, or PDF where `to_pdf` can make one.

    Raises `WrongUse` for another ending, `CannotWrite`.
    """
    match path.suffix.lower():
        case ".html" | ".htm":
            disk.write_whole(path, as_html(report))
        case ".csv":
            disk.write_whole(path, as_csv(report))
        case ending if ending == PAPER and to_pdf is not None:
            to_pdf(as_html(report), path)
        case _:
            raise WrongUse(
                tr("A report cannot be written as “{name}”.", name=path.name),
                tr("Give a name that ends in .html, .pdf or .csv."),
            )


def _kept(figures: Mapping[str, Json]) -> list[tuple[str, str]]:
    """Give the figures as they stood: what each is of, and its value."""
    found: list[tuple[str, str]] = []

    def add(name: str, body: object, key: str) -> None:
        if isinstance(body, dict):
            value = body.get(key)
            found.append((name, f"{value:.3f}" if isinstance(value, float | int) else "–"))

    add(tr("share of the given places kept"), figures.get("kept"), "share")
    add(tr("statements"), figures.get("statements"), "f1")
    for kind, key in (("links", "f1"), ("alpha", "alpha")):
        of = figures.get(kind)
        for name, body in of.items() if isinstance(of, dict) else ():
            add(f"{name}, {kind}", body, key)
    types = figures.get("types")
    for name, of_type in types.items() if isinstance(types, dict) else ():
        for measure in (Measure.OVERLAP, Measure.EXACT):
            body = of_type.get(measure) if isinstance(of_type, dict) else None
            add(f"{name}, {measure}", body, "f1")
    return found


def _passages(reader: Reader, differences: Iterable[Difference]) -> list[Example]:
    """Give the first ten differences of each kind, with the words around them."""
    chosen: dict[str, list[Difference]] = {}
    for one in differences:
        some = chosen.setdefault(str(one.kind), [])
        if len(some) < _EXAMPLES:
            some.append(one)
    articles: dict[str, Article] = {}
    found: list[Example] = []
    for kind, some in chosen.items():
        for one in some:
            article = articles.get(one.article_id) or reader.article(one.article_id)
            articles[one.article_id] = article
            start, end = one.at
            found.append(
                Example(
                    kind,
                    article.title,
                    article.text[max(0, start - _AROUND) : start],
                    article.text[start:end],
                    article.text[end : end + _AROUND],
                    _said(one),
                )
            )
    return found


def _said(one: Difference) -> str:
    about = " ".join(filter(None, (one.type, one.name, one.boundary)))
    if one.was is None and one.now is None:
        return about
    nothing = tr("nothing")
    return tr(
        "{about}: {was} against {now}", about=about, was=one.was or nothing, now=one.now or nothing
    )
