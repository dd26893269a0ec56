"""A project of ours that was in another program and came back, known again by its ids.

A layer is ours by its id, never by its name: somebody there may be called like a coder here. What
is here already is no mark of theirs, or comparing with them would find nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.language import trn
from annotator.model.span import Owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from annotator.formats.refi.our_ids import OurIds
    from annotator.model.bundle import Bundle, Content
    from annotator.model.span import Link, Note, Span
    from annotator.store.read import Reader


class OursByIds:
    """Takes from bundles what is here."""

    def __init__(self, known: Mapping[str, str], reader: Reader) -> None:
        """`known` gives the articles here by the sha256 of their texts."""
        from annotator.formats.refi.our_ids import OurIds

        self.known, self.reader = known, reader
        self.ids = OurIds(reader.facts().project_id)
        # A layer that came in before is called as it is.
        self.layers = {one.id: one.id for one in reader.layers()}
        self.layers |= {self.ids.layer(one): one for one in self.layers}
        self.actors = {self.ids.actor(one.id): one.id for one in reader.actors().every()}
        self.n_spans = self.n_links = 0

    def said(self) -> Iterator[str]:
        """Give sentences on what does not come in."""
        n = self.n_spans
        if n:
            yield trn("{n} mark is here already.", "{n} marks are here already.", n)
        if self.n_links:
            yield trn(
                "{n} new link is left out: one of its ends is a mark that is here already.",
                "{n} new links are left out: one of their ends is a mark that is here already.",
                self.n_links,
            )

    def bundle(self, bundle: Bundle) -> Bundle:
        """Give what is new of a bundle."""
        if not self.known and not any(one.id in self.actors for one in bundle.actors):
            return bundle
        contents = bundle.contents
        new = _New(contents, self)
        if isinstance(contents, tuple):
            contents = tuple(new)
            used = {one.layer_id for content in contents for one in content.spans}
        else:
            contents = new
            used = {one.layer_id for content in new for one in content.spans}
        self.n_spans += new.n_spans
        self.n_links += new.n_links
        texts = {one.text for one in self.reader.notes_beside()}
        of_scheme = {*self.ids.attribute_notes(self.reader.scheme())}
        return replace(
            bundle,
            contents=contents,
            layers=tuple(one for one in bundle.layers if one.id in used),
            actors=tuple(one for one in bundle.actors if one.id not in self.actors),
            notes=tuple(
                one for one in bundle.notes if one.text not in texts and one.id not in of_scheme
            ),
        )


class _New:
    """What is new of articles; read anew each time where they are."""

    def __init__(self, contents: Iterable[Content], ours: OursByIds) -> None:
        self._contents, self._ours = contents, ours
        self.n_spans = self.n_links = 0

    def __iter__(self) -> Iterator[Content]:
        self.n_spans = self.n_links = 0
        for content in self._contents:
            article_id = self._ours.known.get(content.article.sha256)
            if article_id is None:
                yield _with_actors(content, self._ours.actors)
                continue
            (mine,) = self._ours.reader.content_chunk([article_id], None)
            found = _Compared(content, mine, self._ours)
            self.n_spans += len(found.same)
            self.n_links += found.n_links
            yield _with_actors(found.new, self._ours.actors)


def _with_actors(content: Content, ours: Mapping[str, str]) -> Content:
    if not any(one.actor_id in ours for one in content.spans):
        return content
    spans = (replace(one, actor_id=ours.get(one.actor_id or "", one.actor_id))
             for one in content.spans)  # fmt: skip
    return replace(content, spans=tuple(spans))


class _Compared:
    """One article that is here, beside what came of it."""

    def __init__(self, theirs: Content, mine: Content, ours: OursByIds) -> None:
        from annotator.formats.refi.marks import answering

        here = _Marks(mine.spans, ours.ids)
        self.same: dict[str, str] = {}
        for one in theirs.spans:
            found = here.of(one, ours.layers.get(one.layer_id))
            if found is not None:
                self.same[one.id] = found
        ties = {(one.type, one.source_id, one.target_id) for one in mine.links}
        texts = {one.text for one in mine.notes}
        links = tuple(self._links(theirs.links, ties))
        self.n_links = sum(one is None for one in links)
        kept = tuple(one for one in links if one is not None and one.source_id not in self.same)
        gone = {one.id for one in theirs.links} - {one.id for one in kept}
        self.new = replace(
            theirs,
            spans=tuple(one for one in theirs.spans if one.id not in self.same),
            links=kept,
            notes=answering(self._notes(theirs.notes, texts, gone)),
        )

    def _links(
        self, links: Iterable[Link], ties: set[tuple[str, str, str]]
    ) -> Iterator[Link | None]:
        """Give links between new marks; None for a new one that has an end which is here."""
        for one in links:
            source, target = self.same.get(one.source_id), self.same.get(one.target_id)
            if source is None and target is None:
                yield one
            elif source is None or target is None or (one.type, source, target) not in ties:
                yield None

    def _notes(self, notes: Iterable[Note], texts: set[str], gone: set[str]) -> Iterator[Note]:
        """Give notes that are not here, on the marks that are here where theirs are these."""
        for one in notes:
            is_old = one.owner_id in self.same or one.owner_kind is Owner.ARTICLE
            if one.owner_id not in gone and not (is_old and one.text in texts):
                yield replace(one, owner_id=self.same.get(one.owner_id, one.owner_id))


class _Marks:
    """The marks on an article that is here, by the ids they went out with and by place."""

    def __init__(self, spans: Iterable[Span], ids: OurIds) -> None:
        self._by_id: dict[str, Span] = {}
        self._by_place: dict[tuple[object, ...], Span] = {}
        for one in spans:
            self._by_id |= dict.fromkeys(ids.spans(one), one)
            self._by_place.setdefault((one.layer_id, one.type, one.parts), one)

    def of(self, theirs: Span, layer_id: str | None) -> str | None:
        """Give the mark that theirs is: of its id, or on its layer, if nothing in it differs."""
        mine = self._by_id.get(theirs.id)
        if mine is None or not {*theirs.parts} <= {*mine.parts}:
            mine = self._by_place.get((layer_id, theirs.type, theirs.parts))
        if mine is None or mine.type != theirs.type:
            return None
        is_same = theirs.attributes.items() <= mine.attributes.items()
        return mine.id if is_same else None
