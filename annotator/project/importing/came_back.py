"""Marks of ours that went through another program and came back: what is here is not new.

A mark is one of ours where a layer of the same name has one of its type at its place. What others
wrote at it meanwhile goes onto the mark that is here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from annotator.language import trn
from annotator.model.bundle import Bundle
from annotator.project.importing.ours_by_ids import OursByIds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from annotator.model.bundle import Content
    from annotator.model.span import Span
    from annotator.store.read import Reader
    from annotator.text.ranges import Range

_Place: TypeAlias = "tuple[str, str, tuple[Range, ...]]"
"""The name of a layer, a type, and its parts."""


def without_known_marks(
    bundles: Sequence[Bundle], known: Callable[[], Mapping[str, str]], reader: Reader
) -> tuple[list[Bundle], tuple[str, ...]]:
    """Give what is new of the marks of other programs, and sentences on what is not.

    `known` gives the articles here by the sha256 of their texts.
    """
    if not any(one.by_ids or _is_foreign(one) for one in bundles):
        return [*bundles], ()
    here = known()
    matched, by_ids = _Matched(here, reader), OursByIds(here, reader)
    found: list[Bundle] = []
    for one in bundles:
        if one.by_ids:
            found.append(by_ids.bundle(one))
        else:
            found.append(matched.bundle(one) if _is_foreign(one) else one)
    said = [*by_ids.said()]
    if matched.n:
        said.append(trn("{n} mark is here already.", "{n} marks are here already.", matched.n))
    return found, tuple(said)


def _is_foreign(bundle: Bundle) -> bool:
    return not bundle.project_id and any(one.spans for one in bundle.texts())


@dataclass(slots=True)
class _Matched:
    """Takes from bundles what is here."""

    known: Mapping[str, str]
    reader: Reader
    n: int = 0

    def bundle(self, bundle: Bundle) -> Bundle:
        names = {one.id: one.name for one in bundle.layers}
        contents = tuple(self._content(one, names) for one in bundle.texts())
        used = {span.layer_id for one in contents for span in one.spans}
        used |= {one.layer_id for content in contents for one in content.links}
        by = {note.by for one in contents for note in one.notes}
        layers = [one for one in bundle.layers if one.id in used or one.coder_id in by]
        return replace(bundle, contents=contents, layers=tuple(layers))

    def _content(self, content: Content, names: Mapping[str, str]) -> Content:
        article_id = self.known.get(content.article.sha256)
        if article_id is None or not content.spans:
            return content
        here = _MarksHere(self.reader, article_id)
        same = {
            one.id: found
            for one in content.spans
            if (found := here.mark((names[one.layer_id], one.type, one.parts))) is not None
        }
        if not same:
            return content
        self.n += len(same)
        notes = (
            replace(one, owner_id=same[one.owner_id]) if one.owner_id in same else one
            for one in content.notes
            if one.owner_id not in same or one.text not in here.said(same[one.owner_id])
        )
        ends = {*same}
        return replace(
            content,
            spans=tuple(one for one in content.spans if one.id not in same),
            links=tuple(
                replace(
                    one,
                    source_id=same.get(one.source_id, one.source_id),
                    target_id=same.get(one.target_id, one.target_id),
                )
                for one in content.links
                if not {one.source_id, one.target_id} <= ends
            ),
            notes=tuple(notes),
        )


class _MarksHere:
    """The marks on an article that is here, and what an export of ours says of them."""

    def __init__(self, reader: Reader, article_id: str) -> None:
        self._reader, self._id = reader, article_id
        (self._content,) = reader.content_chunk([article_id], None)
        names = {one.id: one.name for one in reader.layers()}
        self._marks = {
            (names[one.layer_id], one.type, one.parts): one.id for one in self._content.spans
        }
        self._said: dict[str, set[str]] | None = None

    def mark(self, place: _Place) -> str | None:
        """Give the mark that is there."""
        return self._marks.get(place)

    def said(self, span_id: str) -> set[str]:
        """Give what notes say that are only our own words."""
        if self._said is None:
            self._said = {one.id: {*words} for one, words in self._words()}
        return self._said[span_id]

    def _words(self) -> Iterator[tuple[Span, Iterator[str]]]:
        from annotator.formats.reading_copy.content import CopyMaker

        reader = self._reader
        *_, scheme = reader.schemes()
        layers, actors = tuple(reader.layers()), tuple(reader.actors().every())
        maker = CopyMaker(Bundle((self._content,), scheme=scheme, layers=layers, actors=actors))
        notes: dict[str, list[str]] = {}
        for one in self._content.notes:
            notes.setdefault(one.owner_id, []).append(one.text)
        for mark in maker.copy(self._content).marks:
            span = mark.span
            every = (mark.said(n) for n in range(len(span.parts)))
            own = (one.rpartition(" · ")[0] if len(span.parts) > 1 else one for one in every)
            yield span, iter((*own, *notes.get(span.id, ())))
