"""Spans and links of the usual form (`usual_lines`), as far as they fit what the file said before.

One that does not fit is not taken: whoever reads the file looks at it, and says what is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.formats.lossless.usual_lines import usual
from annotator.model.span import MOST_MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.formats.lossless.usual_lines import Cells
    from annotator.formats.lossless.waiting import WaitingMarks


class Home(NamedTuple):
    """Where a mark stands."""

    article_id: str
    layer_id: str


class UsualMarks:
    """Takes marks into what was found, as long as they are right in all."""

    def __init__(
        self, found: Mapping[str, dict[Any, Any]], once: set[int], waiting: WaitingMarks
    ) -> None:
        """Take what has an id by its kind, what may be there only once, and what belongs where.

        Spans and links are known by the hashes of their ids.
        """
        self._articles, self._layers, self._actors = (
            found["article"],
            found["layer"],
            found["actor"],
        )
        self._spans: dict[int, Home] = found["span"]
        self._links: dict[int, Home] = found["link"]
        self._once, self._waiting = once, waiting
        self._homes: dict[tuple[str, str], Home] = {}
        self._home = Home("", "")
        self._text, self._n = "", 0

    def home(self, article_id: str, layer_id: str) -> Home:
        """Give one pair for all marks that stand in the same article and layer."""
        home = (article_id, layer_id)
        return self._homes.get(home) or self._homes.setdefault(home, Home(*home))

    def take(self, line: bytes, *, may_be_span: bool) -> str:
        """Take the mark in a line and give what it is; "" = it was not taken."""
        found = usual(line)
        if found is None:
            return ""
        kind, article_id, words, cells = found
        if kind == "link":
            return kind if self._takes_link(cells) else ""
        return kind if may_be_span and self._takes_span(article_id, words, cells) else ""

    def _takes_span(self, article_id: str, words: list[str], cells: Cells) -> bool:
        span_id, layer_id, _, parts, _, actor_id, *_ = cells
        home = self._home
        if home.article_id != article_id or home.layer_id != layer_id:
            if article_id not in self._articles or layer_id not in self._layers:
                return False
            home = self._come_to(article_id, layer_id)
        name = hash(span_id)
        if name in self._spans or not (actor_id is None or actor_id in self._actors):
            return False
        text, n, before = self._text, self._n, 0
        for (start, end), said in zip(parts, words, strict=True):
            if not before <= start < end <= n or text[start:end] != said:
                return False
            before = end
        if self._waiting.n_of(article_id) >= MOST_MARKS:
            return False
        self._spans[name] = home
        self._waiting.add(home.article_id, cells)
        return True

    def _come_to(self, article_id: str, layer_id: str) -> Home:
        article = self._articles[article_id]
        self._text, self._n = article.text, article.n_characters
        self._home = self.home(article_id, layer_id)
        return self._home

    def _takes_link(self, cells: Cells) -> bool:
        link_id, layer_id, kind, source_id, target_id, *_ = cells
        source, name = self._spans.get(hash(source_id)), hash(link_id)
        # One home for all marks that stand in the same.
        if source is None or self._spans.get(hash(target_id)) is not source:
            return False
        if layer_id != source.layer_id or name in self._links or source_id == target_id:
            return False
        tie = hash(("link", kind, source_id, target_id))
        if tie in self._once:
            return False
        self._once.add(tie)
        self._links[name] = source
        self._waiting.add(source.article_id, cells)
        return True
