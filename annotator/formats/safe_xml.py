"""XML from outside, looked through before any library takes it: no DTD, not deep, not endless.

What the elements mean is known to whoever listens. And words made fit for XML that goes out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from annotator.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_DEPTH = 256
MAX_ATTRIBUTES = 1_000
MAX_ELEMENTS = 5_000_000
"""More than this has no document that a person works with."""

# XML 1.0, production 2 (Char): no C0 but tab, LF and CR, no surrogates, no U+FFFE and U+FFFF.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Give a text that XML can hold: U+FFFD for each character that it cannot, so places stay."""
    return _NOT_IN_XML.sub("\ufffd", text)


def n_not_writable(text: str) -> int:
    """Count the characters that `writable` changes."""
    return len(_NOT_IN_XML.findall(text))


class UnsafeXml(ValueError):
    """What is wrong with a piece of XML, in a few words, and its line."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.line = line


class XmlCheck:
    """Takes XML bit by bit; raises `UnsafeXml` at the first thing that is not to be."""

    def __init__(
        self,
        hear: Callable[[str, Mapping[str, str]], None] | None = None,
        end: Callable[[str], None] | None = None,
        words: Callable[[str], None] | None = None,
        most: int | None = None,
        *,
        by_space: bool = False,
    ) -> None:
        """Check one document of at most so many elements (`MAX_ELEMENTS`).

        `hear` is told each element that begins, `end` each that ends, `words` what stands between.
        `by_space`: names come with their namespace before a `}`, not with its prefix.
        """
        self.n_elements, self._most = 0, MAX_ELEMENTS if most is None else most
        self._depth = 0
        self._hear, self._end = hear, end
        # Not `defusedxml`: entities cannot be where no DTD may be.
        self._parser = expat.ParserCreate(namespace_separator="}" if by_space else None)
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._finish
        if words is not None:
            self._parser.CharacterDataHandler = words

    def feed(self, data: bytes) -> None:
        """Take some more bytes."""
        self._parse(data, last=False)

    def close(self) -> None:
        """Say that there are no more."""
        self._parse(b"", last=True)
        # The parser knows this one and this one the parser: who listened is let go at once.
        self._hear = self._end = self._parser.CharacterDataHandler = None

    def _parse(self, data: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as problem:
            what = tr("it is no XML ({reason})", reason=expat.ErrorString(problem.code))
            raise UnsafeXml(what, problem.lineno) from problem
        except UnsafeXml:
            raise
        except (LookupError, ValueError) as problem:
            raise self._unsafe(tr("its encoding is not known")) from problem

    def _unsafe(self, what: str) -> UnsafeXml:
        return UnsafeXml(what, self._parser.CurrentLineNumber)

    def _doctype(self, *_: object) -> None:
        raise self._unsafe(tr("it has a DTD"))

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self.n_elements += 1
        is_good = self._depth <= MAX_DEPTH and self.n_elements <= self._most
        if not is_good or len(attributes) > MAX_ATTRIBUTES:
            raise self._too_much(attributes)
        if self._hear is not None:
            self._hear(name, attributes)

    def _too_much(self, attributes: Mapping[str, str]) -> UnsafeXml:
        if self._depth > MAX_DEPTH:
            return self._unsafe(tr("it is nested more than {n} deep", n=MAX_DEPTH))
        if len(attributes) > MAX_ATTRIBUTES:
            n = f"{MAX_ATTRIBUTES:,}"
            return self._unsafe(tr("an element has more than {n} attributes", n=n))
        return self._unsafe(tr("it has more than {n} elements", n=f"{self._most:,}"))

    def _finish(self, name: str) -> None:
        self._depth -= 1
        if self._end is not None:
            self._end(name)
