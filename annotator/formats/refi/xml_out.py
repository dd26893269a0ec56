"""XML as it is written: element by element, only what XML can hold, nothing kept in memory."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from annotator.formats.safe_xml import writable

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = {"\r": "&#13;"}
"""A bare CR would be read as a line end."""
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


_NOT_QUOTED = re.compile('[&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]')
_NOT_SAID = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What must not stand as it is in the value of an attribute, and in a text."""


def quoted(value: str) -> str:
    """Give the value of an attribute with its quotation marks."""
    if _NOT_QUOTED.search(value) is None:
        return f'"{value}"'
    return quoteattr(writable(value))


def said(text: str) -> str:
    """Give a text as it stands between elements."""
    return text if _NOT_SAID.search(text) is None else escape(writable(text), _ENDS)


class XmlOut:
    """Writes elements into a file of bytes, UTF-8."""

    def __init__(self, file: IO[bytes]) -> None:
        """Write into a file that is open."""
        self._file = file

    @contextmanager
    def inside(self, name: str, /, **attributes: str | None) -> Iterator[None]:
        """Write an element with what is written meanwhile in it; an attribute None is left out."""
        self.raw(f"<{name}{self._said(attributes)}>")
        yield
        self.raw(f"</{name}>")

    def element(self, name: str, text: str | None = None, /, **attributes: str | None) -> None:
        """Write an element with a text, or an empty one."""
        attributes_said = self._said(attributes)
        if text is None:
            self.raw(f"<{name}{attributes_said}/>")
        else:
            self.raw(f"<{name}{attributes_said}>{said(text)}</{name}>")

    def raw(self, xml: str) -> None:
        """Write what is XML already."""
        self._file.write(xml.encode("utf-8"))

    @staticmethod
    def _said(attributes: dict[str, str | None]) -> str:
        return "".join(
            f" {name}={quoted(value)}" for name, value in attributes.items() if value is not None
        )
