"""From the bytes of a saved page to its characters: by mark, as the page says, else like a text."""

import codecs
import re

from annotator.formats.decoding import Decoded, decode, fits

_HEAD_BYTES = 4_096
_META = re.compile(
    rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_XML = re.compile(rb"<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
_SEQUENCE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
# What pages call one thing and browsers read as another.
_MEANT = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "euc_kr": "cp949", "iso8859-9": "cp1254", "tis-620": "cp874",
    "iso8859-11": "cp874", "big5": "big5hkscs", "utf-16": "utf-8", "utf-16-le": "utf-8",
    "utf-16-be": "utf-8", "utf-32": "utf-8",
}  # fmt: skip


def decoded_page(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Give the text of a page's bytes; raises `CannotRead`, `WrongUse` as `decode` does.

    A page that says an old encoding and is UTF-8 all the same was saved anew without being
    told: what fits UTF-8 at several places is nothing else.
    """
    said = declared(data)
    if encoding is None and said is not None and not _is_utf8(data):
        if fits(data, said):
            return Decoded(data.decode(said), said) if not _is_marked(data) else decode(data, name)
        if said == "utf-8":
            return decode(data, name)
    return decode(data, name, encoding)


def declared(data: bytes) -> str | None:
    """Give Python's name of the encoding that a page says it has; None where it says none."""
    head = data[:_HEAD_BYTES]
    found = _META.search(head) or _XML.search(head)
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        " ".encode(name)
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name)


def _is_utf8(data: bytes) -> bool:
    sequences = _SEQUENCE.finditer(data)
    return all(next(sequences, None) for _ in range(3)) and fits(data, "utf-8")


def _is_marked(data: bytes) -> bool:
    return data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
