"""Spans and links of the usual form (`usual_lines`), as far as they fit what the file said before.

One that does not fit is not taken: whoever reads the file looks at it, and says what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.formats.lossless.contents import text_of
from annotator.formats.lossless.known_marks import article_at, home_of, layer_at
from annotator.formats.lossless.usual_lines import usual
from annotator.model.span import MOST_MARKS

if TYPE_CHECKING:
    from annotator.formats.lossless.found import FoundSoFar
    from annotator.formats.lossless.usual_lines import Cells
    from annotator.formats.lossless.waiting import WaitingMarks


class UsualMarks:
    """Takes marks into what was found, as long as they are right in all."""

    def __init__(self, found: FoundSoFar, waiting: WaitingMarks) -> None:
        """Take what the file said before, and what belongs where."""
        self._found, self._waiting = found, waiting
        self._layers, self._actors = found.layers, found.few["actor"]
        self._spans, self._links = found.marks["span"], found.marks["link"]
        self._ties = found.once["tie"]
        # Where the last span stood: its article and layer, and the text of the article.
        self._article_id, self._layer_id = "", ""
        self._article, self._home = -1, -1
        self._text, self._n = "", 0

    def take(self, line: bytes, *, may_be_span: bool) -> str:
        """Take the mark in a line and give what it is; "" = it was not taken. Raises `OSError`."""
        found = usual(line)
        if found is None:
            return ""
        kind, article_id, words, cells = found
        if kind == "link":
            return kind if self._takes_link(cells) else ""
        return kind if may_be_span and self._takes_span(article_id, words, cells) else ""

    def _takes_span(self, article_id: str, words: list[str], cells: Cells) -> bool:
        span_id, layer_id, _, parts, _, actor_id, *_ = cells
        is_there = article_id == self._article_id and layer_id == self._layer_id
        if not (is_there or self._comes_to(article_id, layer_id)):
            return False
        if not (actor_id is None or actor_id in self._actors):
            return False
        text, n, before = self._text, self._n, 0
        for (start, end), said in zip(parts, words, strict=True):
            if not before <= start < end <= n or text[start:end] != said:
                return False
            before = end
        spans, name = self._spans, hash(span_id)
        if spans.article != self._article:
            spans.come_to(self._article)
        if name in spans.here or self._waiting.n_of(self._article) >= MOST_MARKS:
            return False
        spans.here[name] = self._home
        self._waiting.add(self._article, cells)
        return True

    def _comes_to(self, article_id: str, layer_id: str) -> bool:
        article, layer = self._found.article(article_id), self._layers.get(layer_id)
        if article is None or layer is None:
            return False
        if article != self._article:
            self._article, self._text = article, text_of(self._waiting, article)
            self._n = self._found.n_characters(article)
        self._article_id, self._layer_id = article_id, layer_id
        self._home = home_of(article, layer)
        return True

    def _takes_link(self, cells: Cells) -> bool:
        link_id, layer_id, kind, source_id, target_id, *_ = cells
        home = self._spans.home(hash(source_id))
        if home is None or self._spans.home(hash(target_id)) != home or source_id == target_id:
            return False
        if self._layers.get(layer_id) != layer_at(home):
            return False
        links, name, article = self._links, hash(link_id), article_at(home)
        if links.article != article:
            links.come_to(article)
        if name in links.here:
            return False
        links.here[name] = home
        self._ties.add_one(hash((kind, source_id, target_id)))
        self._waiting.add(article, cells)
        return True
