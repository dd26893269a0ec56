"""What a proposed value is called, where it comes from, why it is doubtful: in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.language import tr, trn
from annotator.model.article import Doubt
from annotator.text.words import isolated
from annotator.ui.page.banners import shown_date
from annotator.ui.popups.masthead import field_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.model.article import FieldProposal
    from annotator.model.layer import Layer
    from annotator.project import ImportReport

FIELDS = ("title", "date", "outlet", "byline", "url")
"""The fields in the order in which they are confirmed."""
_MOST_NAMES = 3
"""So many coders are named in a message of one line."""


def field_words(name: str) -> str:
    """Give the name of a field on screen; one of the corpus's own is called as it is."""
    return field_label(name)


def value_words(name: str, value: str) -> str:
    """Give a value as people read it."""
    match name:
        case "date":
            return shown_date(value)
        case "url":
            return value.partition("//")[2] or value
        case _:
            return value


def why_words(why: str) -> str:
    """Say where a proposed value comes from, or what settled it; "" for what nobody foresaw."""
    return {
        "line": tr("a line of the text"),
        "dateline": tr("the dateline"),
        "byline": tr("a line with a name"),
        "copyright": tr("the copyright line"),
        "title": tr("the page’s title"),
        "json-ld": tr("named by the page"),
        "meta": tr("named by the page"),
        "canonical": tr("named by the page"),
        "clipboard": tr("named by the browser"),
        "file-name": tr("from the file’s name"),
        "column": tr("from its column"),
        "largest": tr("the largest line"),
        "weekday": tr("settled by the weekday"),
        "address": tr("settled by the address"),
        "outlet": tr("settled by other pages of the outlet"),
        "year": tr("only the year is sure"),
    }.get(why, "")


def doubt_words(doubt: Doubt) -> str:
    """Say why a value may well be wrong; "" for one that nothing speaks against."""
    match doubt:
        case Doubt.TWO_READINGS:
            return tr("two readings")
        case Doubt.NO_SUPPORT:
            return tr("nothing else on the page says so")
        case _:
            return ""


def reason_words(proposal: FieldProposal) -> str:
    """Say in a word or two what is to be known of a proposal."""
    return doubt_words(proposal.doubt) or why_words(proposal.why)


def field_order(name: str) -> tuple[int, str]:
    """Give where a field stands among others: own ones behind those of every article."""
    return (FIELDS.index(name) if name in FIELDS else len(FIELDS), name)


def summary(report: ImportReport, layers: Sequence[Layer]) -> str:
    """Say what an import did, a sentence for each kind; `layers` have marks that are not seen."""
    parts = []
    if report.new or not (report.n_spans or report.cells):
        parts.append(trn("{n} article came in.", "{n} articles came in.", report.new))
    if report.known:
        parts.append(
            trn(
                "{n} text is here already and was not imported again.",
                "{n} texts are here already and were not imported again.",
                len(report.known),
            )
        )
    if report.n_spans:
        parts.append(_marks_of(report.n_spans, [isolated(one.name) for one in layers]))
    if report.cells:
        n = len(report.cells)
        parts.append(trn("{n} edited cell was taken in.", "{n} edited cells were taken in.", n))
    if report.refused:
        parts.append(trn("{n} was not taken.", "{n} were not taken.", len(report.refused)))
    return " ".join(parts)


def _marks_of(n: int, names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        of = tr("of {n} layers", n=len(names))
    elif names:
        of = tr("of {names}", names=", ".join(names))
    else:
        return trn("{n} mark came in.", "{n} marks came in.", n)
    return trn("{n} mark {of_whom} came in.", "{n} marks {of_whom} came in.", n, of_whom=of)
