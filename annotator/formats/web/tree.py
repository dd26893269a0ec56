"""From the characters of a page to lxml's tree, within limits; nothing is ever fetched."""

from __future__ import annotations

import re
from typing import Any

from annotator.errors import CannotRead, Where
from annotator.language import tr

MOST_ELEMENTS = 100_000
DEEPEST = 2_000
MOST_TEXT = 5_000_000
"""A page that shows more characters is none: a whole day of a ticker has a tenth of it."""
_LONG_TAG = 16_384
_MOST_ATTRIBUTES = 2_000
_ATTRIBUTE = r"""\s*+(?:[^\s=>/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+|[=/])"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAGS = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*+>.*?(?:</\1|\Z)|<[a-z][^\s>/]*+(?P<tag>(?:{_ATTRIBUTE})*+)",
    re.IGNORECASE | re.DOTALL,
)
# Behind these the parser takes nothing in; a browser does.
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]{0,300}\?>")


def tree_of(text: str, name: str) -> Any:
    """Give the root element of a page; raises `CannotRead` where its markup is none to read.

    More elements or deeper ones than any page has, and tags of very many attributes, are refused
    before they cost time and memory.
    """
    from lxml import etree
    from lxml.html import HTMLParser

    if text.count("<") > 2 * MOST_ELEMENTS or _has_endless_tag(text):
        raise _refused(tr("{name} has more markup than any page.", name=name), name)
    if _n_shown(text) > MOST_TEXT:
        raise _refused(tr("{name} has more text than any page.", name=name), name)
    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    bare = _ENDS.sub("", _DECLARATION.sub("", text, count=1))
    try:
        root = etree.fromstring(bare.encode("utf-8", "replace"), parser)
    except etree.LxmlError as problem:
        raise _refused(tr("{name} is no web page.", name=name), name) from problem
    if any(each.type_name == "ERR_RESOURCE_LIMIT" for each in parser.error_log):
        raise _refused(
            tr("{name} is nested deeper than {n} elements.", name=name, n=f"{DEEPEST:,}"), name
        )
    if root is None:
        raise _refused(tr("{name} shows no text.", name=name), name)
    return root


def _n_shown(text: str) -> int:
    """Count the characters outside tags and scripts, where there may be too many of them."""
    if len(text) <= MOST_TEXT:
        return 0
    return len(text) - sum(one.end() - one.start() for one in _TAGS.finditer(text))


def _refused(sentence: str, name: str) -> CannotRead:
    hint = tr("Open it in a browser, copy the article and paste it here.")
    return CannotRead(sentence, hint, Where(file=name))


def _has_endless_tag(text: str) -> bool:
    """Say whether a tag has so many attributes that the parser would take for ever."""
    if len(text) <= 4 * _LONG_TAG:
        return False
    for tag in _TAGS.finditer(text):
        start, end = tag.span("tag")
        if end - start > _LONG_TAG:
            attributes = _ATTRIBUTES.finditer(text, start, end)
            if any(n > _MOST_ATTRIBUTES for n, _ in enumerate(attributes)):
                return True
    return False
