"""Which paragraphs of a page are its article: trafilatura's judgement and that of the markup.

trafilatura changes characters, so its text is only compared, with blanks and format characters
taken out; it is never given out. Where both doubt, a paragraph stays.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from annotator.formats.web.walk import WebLine, WebPart, WebText

if TYPE_CHECKING:
    from annotator.text.ranges import Range

_MOST_ELEMENTS = 30_000
_MOST_CHARACTERS = 2_000_000
_LONG = 60
_SURE = 25
_STOPS = tuple(".!?…。！？۔؟।”»\"'’)]:")
_AROUND = WebPart.NAVIGATION | WebPart.FOOTER | WebPart.FORM | WebPart.COMMENTS | WebPart.NOTICE
_BESIDE = _AROUND | WebPart.ASIDE | WebPart.TEASERS


def body_of(root: Any, page: WebText) -> tuple[Range, ...]:
    """Give the stretches of a page's text that are its article, line by line, in order."""
    keys = [_key(line.at.of(page.text)) for line in page.lines]
    theirs = _theirs(root, page, keys)
    holders = Counter(
        line.holder
        for line, key in zip(page.lines, keys, strict=True)
        if _is_text(page.text, line, key) and _may_be_body(line, key)
    )
    main = {holder for holder, n in holders.items() if n >= 2}
    found = [number for number in range(len(keys)) if number in theirs]
    inside = range(found[0], _end(page, keys, found[-1]) + 1) if found else range(0)
    kept = []
    for number, (line, key) in enumerate(zip(page.lines, keys, strict=True)):
        if number in theirs:
            kept.append(line.at)
        elif _is_text(page.text, line, key):
            near = number in inside or line.holder in main or not found
            if near and _may_be_body(line, key):
                kept.append(line.at)
        elif number in inside and _stays(line, key, page.lines[number - 1], theirs, number):
            kept.append(line.at)
    return tuple(kept)


def _end(page: WebText, keys: list[str], last: int) -> int:
    """Give the last line of the article: what follows in the same block, and links nowhere."""
    holder = page.lines[last].holder
    while last + 1 < len(keys):
        line = page.lines[last + 1]
        if line.holder != holder or not _may_be_body(line, keys[last + 1]):
            break
        last += 1
    return last


def _theirs(root: Any, page: WebText, keys: list[str]) -> set[int]:
    """Give the numbers of the lines that trafilatura takes for the article."""
    said = _judged(root, page)
    if not said:
        return set()
    lines = {_key(line.removeprefix("- ")) for line in said.split("\n")}
    whole = _key(said)
    sure = {
        number
        for number, key in enumerate(keys)
        if len(key) >= _SURE and (key in lines or key in whole)
    }
    # Short words stand in menus too: they count where the long ones are.
    near = range(min(sure) - 3, max(sure) + 2) if sure else range(len(keys))
    return sure | {number for number in near if 0 <= number < len(keys) and keys[number] in lines}


def _judged(root: Any, page: WebText) -> str:
    """Give the text that trafilatura takes for the article; "" where it can't say."""
    if len(page.text) > _MOST_CHARACTERS or sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return ""
    from lxml.etree import LxmlError
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = bare_extraction(root, favor_recall=True, include_comments=False)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, LxmlError):
        return ""
    return str(getattr(found, "text", None) or "")


def _key(words: str) -> str:
    """Give words as they are compared: without blanks and characters that only shape others."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFC", words)
        if not letter.isspace() and (letter.isascii() or unicodedata.category(letter) != "Cf")
    )


def _is_text(text: str, line: WebLine, key: str) -> bool:
    words = line.at.of(text)
    return len(key) >= _LONG and words.endswith(_STOPS)


_SET_OFF = WebPart.HEADING | WebPart.QUOTE | WebPart.LIST


def _may_be_body(line: WebLine, key: str) -> bool:
    return not line.parts & _BESIDE and line.n_linked * 2 < len(key)


def _stays(line: WebLine, key: str, before: WebLine, theirs: set[int], number: int) -> bool:
    """Say whether a short line among the article's own may be one of them: a subheading, a list."""
    if line.parts & _BESIDE or line.n_linked * 2 >= len(key):
        return False
    return bool(line.parts & _SET_OFF) or line.holder == before.holder


_WORD = re.compile(r"[^\W\d_]+")
_IDEOGRAPHS = re.compile("[\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")


def n_words(page: WebText, body: tuple[Range, ...]) -> int:
    """Count the words of an article that are no links.

    Of scripts without blanks between words two letters count as one.
    """
    kept, n = set(body), 0
    for line in page.lines:
        words = line.at.of(page.text)
        if line.at in kept and line.n_linked * 2 < len(words):
            n += len(_WORD.findall(words)) + len(_IDEOGRAPHS.findall(words)) // 2
    return n
