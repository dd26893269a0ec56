"""The texts of a large import while they wait: in a file without a name, not in memory.

Of 10,000 articles the texts are 70 MB, of which one is looked at now and then.
"""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from annotator.errors import CannotRead
from annotator.language import tr
from annotator.model.article import Article
from annotator.model.bundle import Bundle, Content
from annotator.model.fast_values import fast_filler, fast_replacer
from annotator.spool import SpooledTexts

_FIELDS = attrgetter(*(one.name for one in fields(Article)))
_filled = fast_filler(Article)
_with_text = fast_replacer(Article, "text")
_with_article = fast_replacer(Content, "article")
_PLACE = vars(Article)["text"]
"""Where an article has its text: here it has the texts among which it lies."""


class _KeptArticle(Article):
    """An article whose text is read whenever somebody asks for it; copies have it themselves."""

    __slots__ = ()

    def __new__(cls, **values: Any) -> Article:  # type: ignore[misc]  # `replace` makes a copy
        return Article(**values)

    @property
    def text(self) -> str:
        texts: SpooledTexts = _PLACE.__get__(self)
        try:
            return texts[self.sha256]
        except OSError as problem:
            raise CannotRead(
                tr("What was read waits in a file that cannot be read any more."),
                tr("Begin the import once more."),
            ) from problem

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Article) and bool(_FIELDS(self) == _FIELDS(other))

    __hash__ = Article.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return _plain, _FIELDS(self)


def _plain(*values: object) -> Article:
    """Give an article of all its fields, in their order."""
    return _filled(values)


class KeptTexts:
    """The texts of one import."""

    def __init__(self, texts: SpooledTexts | None = None) -> None:
        """Keep them among these; None = among new ones."""
        self._texts = SpooledTexts() if texts is None else texts

    def content(self, content: Content) -> Content:
        """Give an article of which the text is kept; the first stay as they are."""
        article = content.article
        if type(article) is _KeptArticle:
            return content
        self._texts[article.sha256] = article.text
        if not self._texts.is_spooled(article.sha256):
            return content
        light = _with_text(article, self._texts)
        object.__setattr__(light, "__class__", _KeptArticle)
        return _with_article(content, light)

    def bundle(self, bundle: Bundle) -> Bundle:
        """Give a bundle of which the texts are kept, as far as it is in memory."""
        contents = bundle.texts()
        kept = tuple(map(self.content, contents))
        return bundle if all(map(_same, kept, contents)) else replace(bundle, contents=kept)


def _same(one: Content, other: Content) -> bool:
    return one is other
