"""XML as it is written: element by element, only what XML can hold, nothing kept in memory."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from annotator.formats.safe_xml import writable

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = {"\r": "&#13;"}
"""A bare CR would be read as a line end."""
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


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
        said = self._said(attributes)
        if text is None:
            self.raw(f"<{name}{said}/>")
        else:
            self.raw(f"<{name}{said}>{escape(writable(text), _ENDS)}</{name}>")

    def raw(self, xml: str) -> None:
        """Write what is XML already."""
        self._file.write(xml.encode("utf-8"))

    @staticmethod
    def _said(attributes: dict[str, str | None]) -> str:
        return "".join(
            f" {name}={quoteattr(writable(value))}"
            for name, value in attributes.items()
            if value is not None
        )
