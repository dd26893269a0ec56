"""Texts that were left out of an export, put back by whoever has them: known by their checksum."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.errors import WrongUse
from annotator.formats.base import WriteOptions
from annotator.formats.export_selection import ExportSelection
from annotator.language import tr
from annotator.project.going_out.mapped import Mapped
from annotator.project.importing.parsing import Refused, bare_contents
from annotator.project.importing.sources import named_sources
from annotator.spool import SpooledTexts
from annotator.store.copies.colleague import opened_copy
from annotator.work import Cancel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from annotator.model.article import Article
    from annotator.model.bundle import Bundle, Content
    from annotator.project.importing.gather import Gathered, HowToRead
    from annotator.store.read import Reader


def with_texts(
    gathered: Gathered,
    reader: Reader,
    how: HowToRead,
    cancel: Cancel | None = None,
) -> None:
    """Put texts back into what was gathered without: from this project, and from `texts_from`.

    That is a project, or a file or folder that is read as an import reads it. What is still
    missing is refused by name, the rest comes in. Raises `WrongUse` where nothing is there.
    """
    given = how.texts_from
    if given is not None and not given.exists():
        raise WrongUse(
            tr("There is no {place}.", place=given), tr("Name where the texts are (--texts-from).")
        )
    for n, bundle in enumerate(gathered.bundles):
        if bundle.source not in gathered.lacking and not _lacks_texts(bundle):
            continue
        wanted = {one.article.sha256 for one in bundle.contents}
        texts = SpooledTexts()
        _add_texts(texts, reader, wanted)
        missing = wanted - texts.keys()
        if given is not None and missing:
            _add_given(texts, given, missing, how, cancel or Cancel())
        there = _There(bundle, texts)
        gathered.refused += there.missing()
        gathered.bundles[n] = _whole(
            replace(bundle, contents=Mapped(there, _with_text(texts))),
            is_small=isinstance(bundle.contents, tuple),
        )


def _lacks_texts(bundle: Bundle) -> bool:
    """Say whether a bundle was written without texts: then its first article has none."""
    first = next(iter(bundle.contents), None)
    return first is not None and first.article.left_out is not None


def _whole(bundle: Bundle, *, is_small: bool) -> Bundle:
    """Give a bundle without what refers to articles that are missing; a small one at once."""
    selection = ExportSelection(bundle, WriteOptions())
    contents = [one for one in selection if is_small]
    return replace(
        bundle,
        contents=tuple(contents) if is_small else selection,
        decisions=selection.differences(),
        named=selection.named(),
    )


class _There:
    """The contents of a bundle whose text is there."""

    def __init__(self, bundle: Bundle, texts: Mapping[str, str]) -> None:
        self._bundle, self._texts = bundle, texts

    def __iter__(self) -> Iterator[Content]:
        return (one for one in self._bundle.contents if self._fits(one.article))

    def missing(self) -> list[Refused]:
        """Say of each article whose text is not there which it is."""
        found = []
        for content in self._bundle.contents:
            article = content.article
            if not self._fits(article):
                name = article.title or article.url or article.id
                said = tr("the text of “{name}” is missing (sha256 {sum})",
                          name=name, sum=article.sha256)  # fmt: skip
                found.append(Refused(self._bundle.source, said, content.row))
        return found

    def _fits(self, article: Article) -> bool:
        text = self._texts.get(article.sha256)
        return article.left_out is None or (
            text is not None and len(text) == article.left_out.characters
        )


def _with_text(texts: Mapping[str, str]) -> Callable[[Content], Content]:
    def made(content: Content) -> Content:
        article = content.article
        if article.left_out is None:
            return content
        text = texts[article.sha256]
        return replace(
            content,
            article=replace(article, text=text, left_out=None),
            spans=tuple(
                replace(one, quotes=tuple(part.of(text) for part in one.parts))
                for one in content.spans
            ),
        )

    return made


def _add_texts(texts: SpooledTexts, reader: Reader, wanted: set[str]) -> None:
    """Add those of the texts that are articles of a project."""
    for sha256, article_id in reader.known_texts(wanted).items():
        texts[sha256] = reader.article(article_id).text


def _add_given(
    texts: SpooledTexts, given: Path, wanted: set[str], how: HowToRead, cancel: Cancel
) -> None:
    """Add those of the texts that a project, or a file or folder has."""
    from annotator.project.kits import ENDING

    if given.suffix.lower() == ENDING:
        with opened_copy(given, cancel) as copy:
            _add_texts(texts, copy.reader, wanted)
        return
    for job in replace(how, format_name=None, map=None).jobs(named_sources([given])):
        cancel.check()
        for content in bare_contents(job):
            article = content.article
            if article.sha256 in wanted and article.left_out is None:
                texts[article.sha256] = article.text
