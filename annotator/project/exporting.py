"""Exporting: a part of the project as a bundle, which a format then writes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotator import __version__
from annotator.model.agreed import agreed_layer, agreed_record, coded_once
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.model.double_coding.kit import reveal, unseen
from annotator.model.named import NamedKind
from annotator.project.refer import Named, find_article, find_layer, find_sample, id_of
from annotator.store.read import Reader


def bundle_of(
    reader: Reader,
    *,
    layers: Iterable[Named] | None = None,
    articles: Iterable[Named] | None = None,
    sample: str | None = None,
) -> Bundle:
    """Give the chosen layers and articles; decisions of other layers stay behind.

    None = all articles, and all layers but those of suggesters at work here: what nobody has
    decided about goes out only where its layer is named.

    Of the articles those that are in a sample too, if one is named.

    Articles are read from disk anew each time that their contents are gone through.
    """
    facts, here = reader.facts(), reader.layers()
    *older, scheme = reader.schemes()
    marks = [one for one in here if not one.is_derived]
    chosen = marks if layers is None else [find_layer(here, id_of(one)) for one in layers]
    article_ids = None
    if articles is not None:
        article_ids = [find_article(reader, id_of(one)) for one in articles]
    if sample is not None:
        members = find_sample(reader.named(NamedKind.SAMPLE), sample).members
        article_ids = [one for one in members if article_ids is None or one in article_ids]
    layer_ids = {layer.id for layer in chosen}
    decisions = tuple(
        one
        for one in reader.decisions()
        if one.layer_id in layer_ids and one.subject_kind not in ("span", "link")
    )
    return Bundle(
        contents=reader.contents(article_ids, layer_ids),
        project_id=facts.project_id,
        project_title=facts.title,
        program=f"annotator {__version__}",
        scheme=scheme,
        older_schemes=tuple(reversed(older)),
        changed=next((one.step.at for one in reader.steps(1)), ""),
        layers=tuple(chosen),
        actors=reader.actors().every(),
        decisions=decisions,
        notes=reader.notes_beside(),
        named=reader.named(),
        coded_once=_coded_once(reader),
        coders={one.coder_id: one.name for one in reader.layers() if one.coder_id is not None},
    )


def _coded_once(reader: Reader) -> frozenset[str]:
    agreed = agreed_layer(reader.layers())
    record = None if agreed is None else agreed_record(agreed)
    if agreed is None or record is None:
        return frozenset()
    return coded_once(*(reader.states_of(one) for one in (agreed.id, *record.of)))


def without_hidden(bundle: Bundle) -> Bundle:
    """Give a bundle whose articles have no value where a kit hides theirs."""
    return replace(bundle, contents=_Shown(bundle.contents, unseen))


def with_hidden(bundle: Bundle) -> Bundle:
    """Give a bundle whose articles have what a kit hides where it was, for another project."""
    return replace(bundle, contents=_Shown(bundle.contents, lambda one: unseen(reveal(one))))


class _Shown:
    """Articles as they go out of a kit, each time anew."""

    def __init__(self, contents: Iterable[Content], made: Callable[[Article], Article]) -> None:
        self._contents, self._made = contents, made

    def __iter__(self) -> Iterator[Content]:
        for content in self._contents:
            shown = self._made(content.article)
            yield content if shown is content.article else replace(content, article=shown)
