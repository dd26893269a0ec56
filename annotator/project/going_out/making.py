"""The one way in which a part of a project becomes the bundle that a format then writes."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from annotator import __version__
from annotator.errors import NoArticle
from annotator.language import tr, trn
from annotator.model.agreed import agreed_layer, agreed_record, coded_once
from annotator.model.article import boilerplate
from annotator.model.bundle import Bundle, Content, Loss, LossKind
from annotator.model.choice import ALL, ExportChoice, ExportTexts
from annotator.model.choice.cases import CountedCases
from annotator.model.choice.recipe import going_along
from annotator.model.double_coding.kit import reveal, unseen
from annotator.model.named import NamedKind, NamedSet
from annotator.project.article_rows import article_rows, check_keys, fits
from annotator.project.going_out.mapped import Mapped
from annotator.project.going_out.offsets import WithoutWords
from annotator.project.refer import find_article, find_layer, find_sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from annotator.model.actor import Actor
    from annotator.model.span import Span
    from annotator.project.going_out.pseudonyms import WithPseudonyms
    from annotator.store.read import Reader


def bundle_of(
    reader: Reader,
    choice: ExportChoice = ALL,
    own_layer: str | None = None,
    *,
    in_kit: bool = False,
    hide: WithPseudonyms | None = None,
) -> Bundle:
    """Give what is chosen of a project; decisions of other layers stay behind.

    `own_layer` is the one whose states and spans conditions on articles ask for. From a kit goes
    out nothing that it hides; `hide` puts other names in.

    Articles are read from disk anew each time that their contents are gone through.
    """
    facts, here = reader.facts(), reader.layers()
    *older, scheme = reader.schemes()
    marks = [one for one in here if not one.is_derived]
    chosen = marks if choice.layers is None else [find_layer(here, one) for one in choice.layers]
    article_ids = _articles(reader, choice, own_layer)
    layer_ids = {layer.id for layer in chosen}
    decisions = tuple(
        one
        for one in reader.decisions()
        if one.layer_id in layer_ids and one.subject_kind not in ("span", "link")
    )
    bundle = Bundle(
        contents=reader.contents(article_ids, layer_ids),
        project_id=facts.project_id,
        project_title=facts.title,
        program=f"annotator {__version__}",
        scheme=scheme,
        older_schemes=tuple(reversed(older)),
        changed=next((one.step.at for one in reader.steps(1, done=True)), ""),
        layers=tuple(chosen),
        actors=reader.actors().every(),
        decisions=decisions,
        notes=reader.notes_beside(),
        named=tuple(map(_going_along, reader.named())),
        coded_once=_coded_once(reader),
        coders={one.coder_id: one.name for one in reader.layers() if one.coder_id is not None},
        choice=replace(
            choice,
            layers=choice.layers and tuple(one.id for one in chosen),
            articles=choice.articles and tuple(article_ids or ()),
        ),
    )
    return as_chosen(without_hidden(bundle) if in_kit else bundle, hide)


def _going_along(one: NamedSet) -> NamedSet:
    """Give what is kept under a name without the folders of this computer."""
    return replace(one, body=going_along(one.body)) if one.kind is NamedKind.RECIPE else one


def as_chosen(bundle: Bundle, hide: WithPseudonyms | None = None) -> Bundle:
    """Give a bundle of the chosen articles and layers with the rest of its choice carried out."""
    choice = bundle.choice
    if not choice.boilerplate:
        bundle = _WithoutFurniture().bundle(bundle)
    if choice.narrows or not choice.boilerplate:
        bundle = _with_actors_of_spans(bundle)
    if choice.texts is ExportTexts.OFFSETS:
        bundle = WithoutWords(notes=choice.notes).bundle(bundle)
    return bundle if hide is None else hide.bundle(bundle)


def _articles(reader: Reader, choice: ExportChoice, own_layer: str | None) -> list[str] | None:
    """Give the ids of the articles that are chosen, None = all; raises `WrongUse`, `NoArticle`."""
    found = _chosen_articles(reader, choice, own_layer)
    if found is not None and not found:
        chosen = ", ".join(choice.which_articles())
        raise NoArticle(
            tr("No article fits what was chosen ({chosen}).", chosen=chosen),
            tr("Nothing is written: choose others, or all."),
        )
    return found


def _chosen_articles(
    reader: Reader, choice: ExportChoice, own_layer: str | None
) -> list[str] | None:
    found = None
    if choice.articles is not None:
        found = [find_article(reader, one) for one in choice.articles]
    samples = reader.named(NamedKind.SAMPLE)
    if choice.sample is not None:
        members = find_sample(samples, choice.sample).members
        known = None if found is None else {*found}
        found = [one for one in members if known is None or one in known]
    if not choice.where:
        return found
    rows = article_rows(reader.counted_articles(own_layer), samples)
    first = next(rows, None)
    if first is None:
        return []
    check_keys(first, choice.where)
    fitting = [
        str(row["id"])
        for row in chain([first], rows)
        if all(fits(row, *pair) for pair in choice.where)
    ]
    known = None if found is None else {*found}
    return [one for one in fitting if known is None or one in known]


def _with_actors_of_spans(bundle: Bundle) -> Bundle:
    """Leave actors that nothing refers to behind, as far as something is left behind at all."""
    by_id = {one.id: one for one in bundle.actors}
    meant = {
        span.actor_id
        for content in bundle.contents
        for span in content.spans
        if span.actor_id is not None
    }
    kept: dict[str, Actor] = {}
    waiting = [one for one in meant if one in by_id]
    while waiting:
        actor = by_id[waiting.pop()]
        if actor.id not in kept:
            kept[actor.id] = actor
            others = (actor.merged_into, *(one.organisation_id for one in actor.roles))
            waiting += [one for one in others if one is not None and one in by_id]
    return replace(bundle, actors=tuple(one for one in bundle.actors if one.id in kept))


class _WithoutFurniture:
    """Leaves out spans wholly in page furniture, and counts them."""

    def __init__(self) -> None:
        self._seen = CountedCases()
        self._n_spans = 0

    def bundle(self, bundle: Bundle) -> Bundle:
        """Give a bundle without them."""
        return replace(
            bundle,
            contents=Mapped(bundle.contents, self._content, self._begin),
            left=lambda: (*bundle.left(), *self._losses()),
        )

    def _begin(self) -> None:
        self._seen.clear()
        self._n_spans = 0

    def _losses(self) -> Iterable[Loss]:
        n, one = self._seen.n["span"], "{n} span wholly in boilerplate is left out"
        if n:
            how = trn(one, "{n} spans wholly in boilerplate are left out", n)
            yield Loss("span", n, self._n_spans, LossKind.DROPPED, how, self._seen.cases("span"))

    def _content(self, content: Content) -> Content:
        self._n_spans += len(content.spans)
        masks = boilerplate([(one.type, one.at) for one in content.regions])
        if not masks:
            return content

        def is_furniture(span: Span) -> bool:
            return all(any(mask.covers(part) for mask in masks) for part in span.parts)

        out = [one for one in content.spans if is_furniture(one)]
        if not out:
            return content
        self._seen.add("span", content.article.id, [one.hull() for one in out])
        left = {one.id for one in out}
        return replace(content, spans=tuple(one for one in content.spans if one.id not in left))


def _coded_once(reader: Reader) -> frozenset[str]:
    agreed = agreed_layer(reader.layers())
    record = None if agreed is None else agreed_record(agreed)
    if agreed is None or record is None:
        return frozenset()
    return coded_once(*(reader.states_of(one) for one in (agreed.id, *record.of)))


def without_hidden(bundle: Bundle) -> Bundle:
    """Give a bundle whose articles have no value where a kit hides theirs."""
    return replace(bundle, contents=Mapped(bundle.contents, _unseen))


def with_hidden(bundle: Bundle) -> Bundle:
    """Give a bundle whose articles have what a kit hides where it was, for another project."""
    return replace(bundle, contents=Mapped(bundle.contents, _revealed))


def _unseen(content: Content) -> Content:
    shown = unseen(content.article)
    return content if shown is content.article else replace(content, article=shown)


def _revealed(content: Content) -> Content:
    shown = unseen(reveal(content.article))
    return content if shown is content.article else replace(content, article=shown)
