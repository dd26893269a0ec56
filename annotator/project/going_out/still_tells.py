"""Words that may still tell of somebody hidden, in any field of what goes out but the texts.

Every field of every value is gone through, so that a new one needs no line here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING

from annotator.model.choice.cases import StillTells
from annotator.model.ids import has_our_form
from annotator.text.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from annotator.model.bundle import Bundle, Content
    from annotator.project.going_out.names import HiddenNames

_NOT_GOING_OUT = {
    *("contents", "program", "changed", "choice", "left", "coded_once"),
    # What only an import has.
    *("source", "unmapped", "by_ids", "n_coded", "sums", "row", "given", "refused"),
    *("proposed_regions", "proposed_fields", "near", "drawn", "page", "judged", "outside"),
}
_REPEATED = {"article.text", "spans.quotes", "spans.type", "links.type"}
"""What is looked at as the text, or stands in the scheme."""
_IDS_OF_THEIR_OWN = {"coder_id", "external_id", "group_id", "project_id"}
"""Other fields that end so name what has its own place among those that go out."""
_CHECKSUM = re.compile("[0-9a-f]{64}")


class StillTelling:
    """Looks through fields for words that hold a part of a replaced name."""

    def __init__(self, names: HiddenNames, pseudonyms: Iterable[str]) -> None:
        """Pass over what now stands for a name."""
        self._names = names
        every = sorted({*pseudonyms}, key=len, reverse=True)
        self._given = re.compile("|".join(map(re.escape, every)) or "(?!)")
        self._silent: set[tuple[str, str]] = set()

    def beside(self, bundle: Bundle) -> Iterator[StillTells]:
        """Give those beside the articles, each once in a field."""
        yield from self._found(bundle, "", "")

    def about(self, content: Content) -> Iterator[StillTells]:
        """Give those in what is known of an article and marked in it, each once in a field."""
        article = content.article
        yield from self._found(content, article.id, article.language)

    def _found(self, of: Bundle | Content, article_id: str, language: str) -> Iterator[StillTells]:
        seen: set[tuple[str, str]] = set()
        for name in [one.name for one in fields(of) if one.name not in _NOT_GOING_OUT]:
            for where, said in _strings(getattr(of, name), name):
                if (said, language) in self._silent or _is_repeated(where):
                    continue
                told = [*self._telling(said, language)]
                if not told:
                    self._silent.add((said, language))
                for word, at in told:
                    if (word, where) not in seen:
                        seen.add((word, where))
                        yield StillTells(word, article_id, at, where)

    def _telling(self, said: str, language: str) -> Iterator[tuple[str, Range]]:
        if has_our_form(said) or _CHECKSUM.fullmatch(said):
            return
        given = [Range(*one.span()) for one in self._given.finditer(said)]
        is_prose = any(map(str.isspace, said))
        yield from self._names.telling(said, given, language, in_any_case=not is_prose)


def _is_repeated(where: str) -> bool:
    last = where.rpartition(".")[2]
    return where in _REPEATED or (last.endswith("_id") and last not in _IDS_OF_THEIR_OWN)


def _strings(value: object, where: str) -> Iterator[tuple[str, str]]:
    """Give each string in a value, with the names of the fields in which it stands."""
    match value:
        case Enum():
            return
        case str():
            yield where, value
        case Mapping():
            for key, one in value.items():
                yield from _strings(key, where)
                yield from _strings(one, f"{where}.{key}")
        case Collection() if not isinstance(value, bytes):
            for one in value:
                yield from _strings(one, where)
        case _ if is_dataclass(value):
            for one in fields(value):
                yield from _strings(getattr(value, one.name), f"{where}.{one.name}")
