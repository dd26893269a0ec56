"""What any copy to be read says in words only, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.safe_xml import n_not_writable
from annotator.language import tr, trn
from annotator.model.bundle import Loss, LossKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.formats.export_selection import ExportSelection
    from annotator.model.bundle import Content


_MANY = 500
"""A browser, Word and a reader of PDF files are at ease up to some hundred articles."""


def count(selection: ExportSelection, content: Content) -> None:
    """Count what of an article XML cannot hold, as it goes by."""
    n = n_not_writable(content.article.text)
    selection.n["control"] += n
    selection.places_of("text", content.article.id, [None] if n else [])
    n_own = len(content.article.own_fields())
    selection.n["field"] += n_own
    selection.places_of("field", content.article.id, [None] * n_own)
    selection.n["character"] += len(content.article.text)


def losses(selection: ExportSelection) -> Iterator[Loss]:
    """Give what any copy to be read says in words only, or not at all."""
    n = selection.n
    if n["article"] > _MANY and not selection.is_folder:
        how = tr(
            "a file of {n} articles is slow to open: export a sample, some articles, or for Word "
            "a folder with a file for each",
            n=f"{n['article']:,}",
        )
        yield Loss("article", n["article"], n["article"], LossKind.KEPT, how)
    yield from selection.dropped("link", tr("links are only said in words"))
    yield from selection.dropped("attribute", tr("values are only said in words"))
    yield from selection.dropped("region", tr("regions only show by how their paragraphs look"))
    n_actors = n["span.actor"] - selection.n_left["span.actor"]
    if n_actors:
        how = tr("whom a mark means is only said by name")
        yield Loss("actor", n_actors, n_actors, LossKind.DROPPED, how)
    n_roles = sum(len(actor.roles) for actor in selection.bundle.actors)
    if n_roles:
        how = tr("what an actor was stands without its dates")
        yield Loss("role", n_roles, n_roles, LossKind.DROPPED, how)
    if n["field"]:
        how = tr("fields of your own are left out")
        yield Loss("field", n["field"], n["field"], LossKind.DROPPED, how)
    yield from selection.dropped("note", tr("notes are left out"))
    yield from selection.dropped("decision", tr("decisions are left out"))
    how = tr("how a span came to be (taken from where, how sure, why) is left out")
    yield from selection.dropped("span.origin", how)
    yield from selection.dropped("named", tr("samples and searches are left out"))
    if n["control"]:
        how = trn(
            "{n} control character stands as U+FFFD",
            "{n} control characters stand as U+FFFD",
            n["control"],
        )
        yield Loss("text", n["control"], n["character"], LossKind.CHANGED, how)
