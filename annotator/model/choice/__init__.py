"""What goes out of a project: which layers and articles, and what becomes of their words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.language import tr, trn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.model.article import Json


class ExportTexts(StrEnum):
    """What becomes of the articles' words."""

    KEEP = "keep"
    OFFSETS = "offsets"
    PSEUDONYMS = "pseudonyms"


PERSONS = "persons"
"""What stands among pseudonyms for all actors of the kind person."""


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What goes out, whatever the format.

    `layers` and `articles` are named as people name them, None = all (of layers: but those of
    suggesters at work here). Of the articles those go out that fit all conditions of `where`, as
    `annotator list FILE articles` has them, and that are in the `sample`. `boilerplate` False
    leaves out spans that lie in page furniture. `pseudonyms` are the actors whose names are
    replaced, `also` more words that are. `notes`: of texts that are left out, notes go out too.
    """

    layers: tuple[str, ...] | None = None
    articles: tuple[str, ...] | None = None
    where: tuple[tuple[str, str], ...] = ()
    sample: str | None = None
    boilerplate: bool = True
    texts: ExportTexts = ExportTexts.KEEP
    pseudonyms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    notes: bool = False

    @property
    def narrows(self) -> bool:
        """Whether layers or articles stay behind."""
        said = (self.layers, self.articles, self.sample)
        return bool(self.where) or any(one is not None for one in said)

    def words(self) -> Iterator[str]:
        """Say in words what was chosen; where all goes out as it is, nothing."""
        if self.layers is not None:
            yield trn("{n} layer", "{n} layers", len(self.layers))
        yield from self.which_articles()
        if not self.boilerplate:
            yield tr("without spans that lie in page furniture")
        if self.texts is ExportTexts.OFFSETS:
            yield tr("without the words of the articles: places and checksums stay")
            if not self.notes:
                yield tr("without notes")
        if self.texts is ExportTexts.PSEUDONYMS:
            yield from self._replaced()
            yield tr("this hides names, not persons")

    def which_articles(self) -> Iterator[str]:
        """Say in words which articles were chosen; where all were, nothing."""
        if self.articles is not None:
            yield trn("{n} article", "{n} articles", len(self.articles))
        if self.sample is not None:
            yield tr("the articles of the sample “{name}”", name=self.sample)
        for key, value in self.where:
            yield tr("articles where {key} is “{value}”", key=key, value=value)

    def _replaced(self) -> Iterator[str]:
        n = len({*self.pseudonyms} - {PERSONS})
        if PERSONS in self.pseudonyms:
            yield tr("all persons under other names")
        if n:
            yield trn("{n} actor under another name", "{n} actors under other names", n)

    def as_json(self) -> dict[str, Json]:
        """Give it as a value; what is as usual is left out."""
        said: dict[str, Json] = {}
        for name in ("layers", "articles", "pseudonyms", "also"):
            some: tuple[str, ...] | None = getattr(self, name)
            if some or (some is not None and name in ("layers", "articles")):
                said[name] = [*some]
        if self.where:
            said["where"] = [[key, value] for key, value in self.where]
        if self.sample is not None:
            said["sample"] = self.sample
        if not self.boilerplate:
            said["boilerplate"] = False
        if self.texts is not ExportTexts.KEEP:
            said["texts"] = str(self.texts)
        if self.notes:
            said["notes"] = True
        return said


ALL = ExportChoice()
"""All that was marked here, as it is."""
