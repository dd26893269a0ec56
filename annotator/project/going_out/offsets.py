"""Without the words of the articles: places, checksums and what coders said of them stay.

Many publishers forbid passing texts on; who has them puts them back by their checksums.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.language import trn
from annotator.model.article import HIDDEN, PROPOSED, Article, TextSize
from annotator.model.bundle import Loss, LossKind
from annotator.model.choice.cases import CountedCases
from annotator.model.named import NamedKind, NamedSet
from annotator.project.going_out.mapped import Mapped
from annotator.project.going_out.scheme_words import without_examples
from annotator.text.likeness import fold
from annotator.text.words import n_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from annotator.model.actor import Actor
    from annotator.model.article import Json
    from annotator.model.bundle import Bundle, Content
    from annotator.model.scheme import Scheme
    from annotator.model.span import Decision, Note, Span

_LONGEST_VALUE = 80
"""A value of more characters may be a piece of the text: an abstract, a lead, the page itself."""
_PASSAGE = 5
"""So many words that stand in the text are a passage of it: names and titles have fewer."""
_OPENS = re.compile(r"[“„«»”\"‚‘‹›「『]|(?<!\w)['’]")
_CLOSES = re.compile(r"[”“»«\"›‹」』]|['’‘](?!\w)")
_EDGES = " .,;:!?…،؛؟。、，"
"""What stands at the edges of a quotation and may be another sign in the text."""
_ELLIPSIS = "…"
_LOST: Mapping[str, tuple[str, str]] = {
    "text": (
        "the words of {n} article are left out, places and checksum stay",
        "the words of {n} articles are left out, places and checksums stay",
    ),
    "note": (
        "{n} note is left out (“with notes” keeps it)",
        "{n} notes are left out (“with notes” keeps them)",
    ),
    "value": (
        "{n} value that is long, or a passage of the text, is left out",
        "{n} values that are long, or passages of the text, are left out",
    ),
    "named": (
        "{n} search, rule or other thing kept under a name is left out, as it holds words",
        "{n} searches, rules or other things kept under names are left out, as they hold words",
    ),
    "example": (
        "{n} example of the coding scheme is left out, as it may repeat a text",
        "{n} examples of the coding scheme are left out, as they may repeat texts",
    ),
    "reason": (
        "of {n} suggestion the words of its reason are left out",
        "of {n} suggestions the words of their reasons are left out",
    ),
}


class WithoutWords:
    """Takes the words out of a bundle, and counts what goes with them."""

    def __init__(self, *, notes: bool) -> None:
        """`notes` stay if that was wished."""
        self._notes = notes
        self._seen = CountedCases()
        self._text = _Repeated("")
        self._beside: dict[str, int] = {}

    def bundle(self, bundle: Bundle) -> Bundle:
        """Give a bundle without words; what is changed in it is known when it has gone by."""
        self._beside = {}
        scheme = bundle.scheme
        return replace(
            bundle,
            contents=Mapped(bundle.contents, self._content, self._seen.clear),
            scheme=scheme and self._scheme(scheme),
            older_schemes=tuple(map(self._scheme, bundle.older_schemes)),
            actors=tuple(map(self._actor, bundle.actors)),
            notes=self._kept_beside(bundle.notes),
            decisions=tuple(map(self._decision, bundle.decisions)),
            named=self._named(bundle),
            left=lambda: (*bundle.left(), *self._losses()),
        )

    def _losses(self) -> Iterator[Loss]:
        for item, words in _LOST.items():
            n = self._seen.n[item] + self._beside.get(item, 0)
            if n:
                how = trn(*words, n)
                yield Loss(item, n, n, LossKind.DROPPED, how, self._seen.cases(item))

    def _content(self, content: Content) -> Content:
        article = content.article
        self._seen.add("text", article.id, [None])
        self._text = _Repeated(article.text)
        spans = tuple([self._span(one, article.id) for one in content.spans])
        places = {one.id: one.hull() for one in content.spans}
        notes = content.notes
        if self._notes:
            notes = tuple([replace(one, text=self._text.unquoted(one.text)) for one in notes])
        else:
            self._seen.add("note", article.id, [places.get(one.owner_id) for one in notes])
            notes = ()
        return replace(
            content,
            article=self._article(article),
            spans=spans,
            notes=notes,
            decisions=tuple(map(self._unquoted, map(self._decision, content.decisions))),
        )

    def _unquoted(self, one: Decision) -> Decision:
        return replace(one, note=self._text.unquoted(one.note)) if one.note else one

    def _article(self, article: Article) -> Article:
        size = TextSize(len(article.text), n_words(article.text))
        meta = {key: self._value(key, one, article.id) for key, one in article.meta.items()}
        return replace(article, text="", left_out=size, meta=meta)

    def _value(self, key: str, value: Json, article_id: str) -> Json:
        if key == PROPOSED and isinstance(value, dict):
            return {name: _without_others(one) for name, one in value.items()}
        if key == HIDDEN and isinstance(value, dict):
            return {name: self._value("", one, article_id) for name, one in value.items()}
        if isinstance(value, str | list | dict) and self._may_repeat(str(value)):
            self._seen.add("value", article_id, [None])
            return ""
        return value

    def _may_repeat(self, value: str) -> bool:
        return len(value) > _LONGEST_VALUE or self._text.holds_passage(value)

    def _span(self, span: Span, article_id: str) -> Span:
        reason, attributes = span.reason, span.attributes
        if reason is not None and (reason.text or reason.args):
            self._seen.add("reason", article_id, [span.hull()])
            reason = replace(reason, text="", args={})
        long = [name for name, one in attributes.items() if self._may_repeat(one)]
        if long:
            self._seen.add("value", article_id, [span.hull()] * len(long))
            attributes = {name: one for name, one in attributes.items() if name not in long}
        quotes = ("",) * len(span.parts)
        return replace(span, quotes=quotes, reason=reason, attributes=attributes)

    # --- what stands beside the articles ------------------------------------------------------

    def _count(self, item: str, n: int) -> None:
        self._beside[item] = self._beside.get(item, 0) + n

    def _kept_beside(self, notes: tuple[Note, ...]) -> tuple[Note, ...]:
        if self._notes:
            return notes
        self._count("note", len(notes))
        return ()

    def _decision(self, one: Decision) -> Decision:
        return one if self._notes or not one.note else replace(one, note="")

    def _actor(self, one: Actor) -> Actor:
        return one if self._notes or not one.note else replace(one, note="")

    def _named(self, bundle: Bundle) -> tuple[NamedSet, ...]:
        kept = tuple(one for one in bundle.named if one.kind is NamedKind.SAMPLE)
        self._count("named", len(bundle.named) - len(kept))
        return kept

    def _scheme(self, scheme: Scheme) -> Scheme:
        made, n = without_examples(scheme)
        self._count("example", n)
        return made


def _without_others(proposed: Json) -> Json:
    """Give what is proposed for a field without what it might be instead: lines of the text."""
    if not isinstance(proposed, dict):
        return proposed
    return {key: one for key, one in proposed.items() if key != "others"}


class _Repeated:
    """What of some words is said in a text, too, be blanks, cases and quotation marks others."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: str | None = None

    def _holds(self, words: str) -> bool:
        """Say whether words stand in the text; signs at their edges may be missing there."""
        if self._folded is None:
            self._folded = fold(self._text)
        return fold(words).strip(_EDGES) in self._folded

    def holds_passage(self, words: str) -> bool:
        """Say whether these are a passage of the text."""
        return n_words(words) >= _PASSAGE and self._holds(words)

    def unquoted(self, said: str) -> str:
        """Give what somebody said without what it quotes of the text."""
        at = 0
        while (opens := _OPENS.search(said, at)) is not None:
            at = opens.end()
            end = self._end_of_quotation(said, at)
            if end is not None:
                said = said[:at] + _ELLIPSIS + said[end.start() :]
                at += len(_ELLIPSIS) + len(end.group())
        return said

    def _end_of_quotation(self, said: str, at: int) -> re.Match[str] | None:
        """Give the last sign that may end what begins there and stands in the text.

        An apostrophe looks like an end; behind the first that is no part of it none is sought.
        """
        found = None
        for closes in _CLOSES.finditer(said, at):
            words = said[at : closes.start()]
            if not words.strip(_EDGES) or not self._holds(words):
                break
            found = closes
        return found
