"""What kind of file begins with these bytes, where it is no text.

What becomes of such a file is said by whoever was given it: an import, or opening a project.
"""

from functools import lru_cache

from annotator.language import tr

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"%PDF-", "pdf"),
    (b"SQLite format 3\x00", "database"),
    (b"{\\rtf", "rtf"),
    (b"\xd0\xcf\x11\xe0", "old office file"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF87a", "picture"),
    (b"GIF89a", "picture"),
    (b"\x1f\x8b", "compressed file"),
    (b"BZh91AY&SY", "compressed file"),
    (b"\xfd7zXZ\x00", "compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "compressed file"),
    (b"Rar!\x1a\x07", "compressed file"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
)
_STARTS = tuple(magic for magic, _ in _MAGIC)
_IN_ZIP = (
    (b"word/", "word"), (b"xl/", "excel"), (b"ppt/", "slides"), (b"project.qde", "refi"),
    (b"[Content_Types].xml", "office"), (b"application/epub+zip", "e-book"),
    (b"opendocument", "opendocument"),
)  # fmt: skip
_ANNOTATOR = b"ANNO"
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 12, 13, 27))


@lru_cache(maxsize=1)
def looks_like(head: bytes) -> str:
    """Give what kind of file that is no text starts like this, as a slug; "" for a text.

    Every format asks it of the same bytes.
    """
    for magic, kind in _MAGIC if head.startswith(_STARTS) else ():
        if head.startswith(magic):
            if kind == "zip":
                return next((name for mark, name in _IN_ZIP if mark in head), kind)
            if kind == "database" and head[68:72] == _ANNOTATOR:
                return "project"
            return kind
    return "binary" if _is_binary(head) else ""


def _is_binary(head: bytes) -> bool:
    """Say whether so many bytes are control characters that this cannot be a text."""
    odd = len(head) - len(head.translate(None, _CONTROLS))
    if odd * 20 <= len(head):
        return False
    is_marked = head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    return not is_marked and not utf16_by_zeros(head)


def utf16_by_zeros(head: bytes) -> str:
    """Give "utf-16-le" or "utf-16-be" where zeros stand at every other place only, else ""."""
    if 0 not in head:
        return ""
    at_even, at_odd = head[0::2].count(0), head[1::2].count(0)
    if not at_even and at_odd * 20 > len(head):
        return "utf-16-le"
    if not at_odd and at_even * 20 > len(head):
        return "utf-16-be"
    return ""


def starts_with_part(head: bytes, name: str) -> bool:
    """Say whether an archive that starts so has a file of this name, in whatever folder."""
    return head.startswith(b"PK\x03\x04") and name.encode() in head


def in_words(kind: str) -> str:
    """Give the slug of `looks_like` in words."""
    words = {
        "zip": tr("a ZIP archive"),
        "word": tr("a Word document"),
        "excel": tr("an Excel workbook"),
        "slides": tr("a file of slides"),
        "office": tr("a Word, Excel or PowerPoint document"),
        "refi": tr("a REFI-QDA project"),
        "e-book": tr("an e-book"),
        "opendocument": tr("an OpenDocument file"),
        "pdf": tr("a PDF file"),
        "database": tr("a database"),
        "project": tr("an Annotator project"),
        "rtf": tr("a file of rich text (RTF)"),
        "old office file": tr("an old Word or Excel file"),
        "picture": tr("a picture"),
        "compressed file": tr("a compressed file"),
        "program": tr("a program"),
        "binary": tr("something other than text"),
    }
    return words[kind]
