"""The text of a page, as a browser would show it: an own walk over lxml's tree.

Blocks become paragraphs; blanks of ASCII are collapsed as browsers do, every other character
stays: ZWNJ, NO-BREAK SPACE, U+2028, soft hyphens. What is never seen is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntFlag, auto
from functools import cache
from typing import Any

from annotator.text.ranges import Range

_SPACES = re.compile(r"[ \t\n\r\f]+")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_NEVER_SEEN = frozenset((
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "audio",
    "video", "canvas", "select", "datalist", "textarea", "map", "noframes", "noembed", "rp",
    "title", "meta", "link", "param", "source", "track", "colgroup", "col",
))  # fmt: skip
_ROOTS = frozenset(("html", "body", "main", "article"))
# Blocks with room around them, and those that only begin a line.
_ROOMY = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl", "pre", "figure",
    "table", "article", "section", "main", "header", "footer", "nav", "aside", "form", "fieldset",
    "hr", "address", "details",
))  # fmt: skip
_LINES = frozenset((
    "div", "li", "dt", "dd", "tr", "caption", "thead", "tbody", "tfoot", "figcaption", "legend",
    "center", "summary", "body", "html", "hgroup", "dir", "menu", "search", "dialog", "listing",
    "plaintext", "xmp",
))  # fmt: skip
_KEEPS_BLANKS = frozenset(("pre", "listing", "xmp", "plaintext"))
_CELLS = frozenset(("td", "th"))


class WebPart(IntFlag):
    """What part of a page a line stands in, by the names that its markup has."""

    LINK = auto()
    HEADING = auto()
    TITLE = auto()
    NAVIGATION = auto()
    HEADER = auto()
    FOOTER = auto()
    ASIDE = auto()
    FORM = auto()
    COMMENTS = auto()
    NOTICE = auto()
    TEASERS = auto()
    CAPTION = auto()
    LIST = auto()
    QUOTE = auto()


_BY_ELEMENT = {
    "a": WebPart.LINK,
    "nav": WebPart.NAVIGATION,
    "menu": WebPart.NAVIGATION,
    "header": WebPart.HEADER,
    "footer": WebPart.FOOTER,
    "aside": WebPart.ASIDE,
    **dict.fromkeys(("form", "button", "label"), WebPart.FORM),
    "figcaption": WebPart.CAPTION,
    "li": WebPart.LIST,
    "blockquote": WebPart.QUOTE,
    "dialog": WebPart.NOTICE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), WebPart.HEADING),
}
# Names that pages give to their parts: words of `class` and `id`.
_BY_NAME = (
    (WebPart.NAVIGATION, "nav(?:bar|igation)?|menu|breadcrumbs?|topbar|skip(?:-?link)?|pagination"),
    (WebPart.FOOTER, "footer|colophon|copyright|imprint"),
    (WebPart.ASIDE, "sidebar|aside|widgets?|rail"),
    (WebPart.COMMENTS, "comments?|commentlist|respond|disqus|replies|kommentare?|commentaires?"),
    (WebPart.NOTICE, "cookies?|consent|gdpr|cmp|banner|popup|modal|overlay|paywall"),
    (
        WebPart.TEASERS,
        "related|recommend(?:ed|ations?)?|teasers?|promo|newsletter|subscribe|signup|share|"
        "sharing|social|ads?|advert(?:isement)?|sponsored|outbrain|taboola|most-?read|trending|"
        "read-?more|more-?stories|tags?|tagcloud|author-?box|toolbar",
    ),
    (WebPart.CAPTION, "caption|wp-caption-text|credit|photo-?credit"),
)
_NAME = re.compile(
    "|".join(rf"(?P<p{n}>(?<![a-z])(?:{words})(?![a-z]))" for n, (_, words) in enumerate(_BY_NAME)),
)


@dataclass(frozen=True, slots=True)
class WebLine:
    """A line of the page's text: where it stands, how much of it links, and in what part."""

    at: Range
    n_linked: int
    parts: WebPart
    holder: int
    """Which block holds the block that it stands in: paragraphs of one text share it."""


@dataclass(slots=True)
class WebText:
    """The text of a page and its lines."""

    text: str = ""
    lines: list[WebLine] = field(default_factory=list)
    n_links: int = 0


@cache
def _parts_of_names(names: str) -> WebPart:
    found = WebPart(0)
    for match in _NAME.finditer(names.lower().replace("_", "-")):
        group = match.lastgroup
        if group is not None:
            found |= _BY_NAME[int(group[1:])][0]
    return found


class _Text:
    """Text that grows piece by piece, blanks collapsed, and where its lines are."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.lines: list[WebLine] = []
        self._breaks = 0
        self._blank = False
        self._start: int | None = None
        self._parts: WebPart | None = None
        self._n_linked = 0
        self._holder = 0

    def add(self, text: str, parts: WebPart, holder: int) -> None:
        """Add words of a line; their blanks are collapsed with what stands before."""
        words = _SPACES.sub(" ", text)
        if words.startswith(" "):
            self._blank = True
            words = words[1:]
        if not words:
            return
        ends_blank = words.endswith(" ")
        self._put(words[:-1] if ends_blank else words, parts, holder)
        self._blank = ends_blank

    def add_as_is(self, text: str, parts: WebPart, holder: int) -> None:
        """Add words whose blanks and line ends count."""
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if number:
                self.break_line(1, at_least=False)
            if line:
                self._put(line, parts, holder)

    def _put(self, words: str, parts: WebPart, holder: int) -> None:
        if not self.length:
            words = words.lstrip("\ufeff")
            if not words:
                return
        if self._start is None:
            if self.length:
                self._append("\n" * max(self._breaks, 1))
            self._start, self._parts, self._n_linked = self.length, parts, 0
            self._holder = holder
        elif self._blank:
            self._append(" ")
        self._breaks, self._blank = 0, False
        self._append(words)
        if parts & WebPart.LINK:
            self._n_linked += len(words)
        if self._parts is not None:
            self._parts = _shared(self._parts, parts)

    def _append(self, words: str) -> None:
        self.pieces.append(words)
        self.length += len(words)

    def tab(self) -> None:
        """WebPart two cells of a row."""
        if self._start is not None:
            self._append("\t")
            self._blank = False

    def break_line(self, n: int, *, at_least: bool = True) -> None:
        """End the line, if one has begun; `n` line ends stand before the next one."""
        if self._start is not None:
            at = Range(self._start, self.length)
            parts = WebPart(0) if self._parts is None else self._parts
            self.lines.append(WebLine(at, self._n_linked, parts, self._holder))
            self._start = None
        self._breaks = max(self._breaks, n) if at_least else self._breaks + n
        self._blank = False


def _shared(first: WebPart, second: WebPart) -> WebPart:
    """Give what holds for the whole of a line: a link in it makes no line of links."""
    return first if first == second else first & (second | WebPart.CAPTION)


def walk(root: Any) -> WebText:
    """Give the text of a page from its tree; `root` is an element of lxml's."""
    from lxml import etree

    text, n_links = _Text(), 0
    # For each open element: its parts, whether its blanks count, its number, its holder.
    stack: list[tuple[WebPart, bool, int, int]] = [(WebPart(0), False, 0, 0)]
    events = etree.iterwalk(root, events=("start", "end"))
    skipped: Any = None
    for number, (event, node) in enumerate(events):
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if name in _NEVER_SEEN or _is_hidden(node, name):
                skipped = node
                events.skip_subtree()
                continue
            n_links += name == "a" and node.get("href") is not None
            stack.append(_opened(text, node, name, number, stack[-1]))
            continue
        if node is skipped:
            skipped = None
        else:
            stack.pop()
            if name != "br":
                _break(text, name)
        parts, keeps, _, holder = stack[-1]
        if node.tail and node is not root:
            (text.add_as_is if keeps else text.add)(node.tail, parts, holder)
    text.break_line(1)
    return WebText("".join(text.pieces), text.lines, n_links)


def _opened(
    text: _Text, node: Any, name: str, number: int, outer: tuple[WebPart, bool, int, int]
) -> tuple[WebPart, bool, int, int]:
    parts, keeps, block, holder = outer
    parts |= _BY_ELEMENT.get(name, WebPart(0))
    if name not in _ROOTS:
        parts |= _parts_by_names(node)
    if name == "h1":
        parts |= WebPart.TITLE
    keeps = keeps or name in _KEEPS_BLANKS
    _break(text, name)
    if name in _CELLS:
        text.tab()
    if name in _ROOMY or name in _LINES or name in _CELLS:
        block, holder = number, block
    if node.text:
        (text.add_as_is if keeps else text.add)(node.text, parts, holder)
    return parts, keeps, block, holder


def _break(text: _Text, name: str) -> None:
    if name in _ROOMY:
        text.break_line(2)
    elif name in _LINES:
        text.break_line(1)
    elif name == "br":
        text.break_line(1, at_least=False)


def _parts_by_names(node: Any) -> WebPart:
    names = f"{node.get('class', '')} {node.get('id', '')}"
    return _parts_of_names(names) if len(names) > 1 else WebPart(0)


def _is_hidden(node: Any, name: str) -> bool:
    """Say whether a browser shows nothing of this element; the page's own frame counts as seen."""
    if name in _ROOTS:
        return False
    if node.get("hidden") is not None or (name == "dialog" and node.get("open") is None):
        return True
    style = node.get("style")
    return style is not None and _HIDING.search(style) is not None
