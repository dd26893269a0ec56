"""A text as a reader of pages sees it: lines, and where the head ends and the foot begins.

What each line is called is decided in `regions`.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice, pairwise

from annotator.suggest.pages.furniture import Furniture
from annotator.text.likeness import once_for_each
from annotator.text.ranges import INVISIBLE, Range, trim

LONG = 80
"""A paragraph has at least this many characters and ends like a sentence …"""
VERY_LONG = 200
"""… or at least this many."""
SHORT = 120
"""In the foot of a page, lines up to this length are furniture."""

_PER_WIDE_SIGN = 2.5
"""A sign of Chinese says as much as two or three letters: words have two signs, or five letters."""
_WIDE_SENTENCE = 30
_WIDE_SIGN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_FEW_WIDE, _LOOKED_AT, _BEGINNING = 20, 2_000, 200
_MARKDOWN_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()]*\)")
_FRAGMENT = 25
_PER_STOP, _MOST_READ = 300, 2_000
_PARTING = re.compile(r"\s[|•·›»/]\s")
_PARTING_SIGNS = "|•·›»/"
_STOP_INSIDE = re.compile(r"[.!?…۔؟।](?:[\s\"”’»)]|$)|[。！？]|[,،;؛](?!\d)")
_ENDS = frozenset(".!?…۔؟।。！？,،;؛")
"""The signs that are a stop where nothing follows them."""
_ADDRESS = re.compile(r"(?:https?:|www\.)", re.IGNORECASE)
_GOING_ON = frozenset(",;.)،؛")
_CLOSED_BY = {"”": "“„", "’": "‘‚", "»": "«"}
_LEAST_CUT, _PIECE, _LINK, _REST = 2, 5, 5, 40
_NARROW, _WIDE, _LEAST_FULL = 50, 120, 2
_SOME, _MANY, _KNOWN = 6, 15, 2
_STOPS = frozenset(".!?…。！？۔؟।։።᙮") | frozenset(":;؛")
_CLOSING = "\"'”’»›«‹“„)]】」』*\u200e\u200f\u200c\u202c\u2069 \u00a0"
_CLOSES = frozenset(_CLOSING)
_ASCII_LETTER = re.compile("[A-Za-z]")


class PageLine:
    """One line that shows something: its words without blanks at the ends, and their place.

    How it ends and whether it is long is asked again and again: it is found once.
    """

    __slots__ = ("_is_long", "at", "ends_like_a_sentence", "is_wide", "size", "text")

    def __init__(self, text: str, at: Range, is_wide: bool = False) -> None:
        """Take the words of a line, and where they stand; `is_wide` = in signs that are syllables
        or words, without blanks.
        """
        self.text = text
        self.at = at
        self.is_wide = is_wide
        self.size = len(text) if not is_wide else int(len(text) * _PER_WIDE_SIGN)
        """How long it is, in letters of an alphabet."""
        last = text[-1:]
        self.ends_like_a_sentence = last in _STOPS or (
            last in _CLOSES and text.rstrip(_CLOSING)[-1:] in _STOPS
        )
        """Whether it ends with a stop, quotation marks and brackets aside."""
        self._is_long: bool | None = None

    @property
    def is_long(self) -> bool:
        """Whether it is as long as paragraphs are, and ends as they do."""
        if self._is_long is None:
            if self.size < VERY_LONG:
                self._is_long = self.size >= LONG and self.ends_like_a_sentence
            else:
                self._is_long = _has_sentences(self.text[:_MOST_READ])
        return self._is_long

    @property
    def is_a_sentence(self) -> bool:
        """Whether it has several words and ends as a sentence does."""
        if not self.ends_like_a_sentence:
            return False
        if self.is_wide:
            return self.size >= _WIDE_SENTENCE
        if len(self.text[:VERY_LONG].split(None, 3)) < 4:
            return False
        return self.size < VERY_LONG or self.is_long


def _has_sentences(words: str) -> bool:
    """Say whether a long line is no menu: these have few stops, often signs between names."""
    n_least = len(words) // _PER_STOP
    if any(map(words.__contains__, _PARTING_SIGNS)):
        n_least = max(n_least, len(_PARTING.findall(words)))
    # Most paragraphs end with one.
    if n_least <= 1 and (words[-1] in _ENDS or _STOP_INSIDE.search(words, len(words) - 2)):
        return True
    at = 0
    for _ in range(max(1, n_least)):
        stop = _STOP_INSIDE.search(words, at)
        if stop is None:
            return False
        at = stop.end()
    return True


def _line_in(row: str, begin: int, is_wide: bool) -> PageLine | None:
    """Give what a row of a text shows, without its line end, that begins there; None: nothing."""
    words = row.strip()
    if not words:
        return None
    start = begin + len(row) - len(row.lstrip())
    at = Range(start, start + len(words))
    if words[0] in INVISIBLE or words[-1] in INVISIBLE:
        inner = trim(words, Range(0, len(words)))
        if inner is None:
            return None
        words, at = inner.of(words), inner.shifted(start)
    return PageLine(words, at, is_wide)


def is_link(text: str) -> bool:
    """Say whether a line of Markdown is links or pictures and nothing else, in a list or not."""
    if "](" not in text:
        return False
    # A link may stand around a picture.
    left = _MARKDOWN_LINK.sub("", _MARKDOWN_LINK.sub("", text))
    return not any(map(str.isalpha, left))


def has_wide_signs(text: str) -> bool:
    """Say whether a text has signs that are syllables or words."""
    return not text.isascii() and _WIDE_SIGN.search(text) is not None


def _is_wide(text: str) -> bool:
    """Say whether a text is written in signs without blanks, as Chinese and Japanese are."""
    # Whoever writes so begins so, be it with a menu; to search all of another text takes 30 µs.
    if text.isascii() or _WIDE_SIGN.search(text, 0, _BEGINNING) is None:
        return False
    signs = islice(_WIDE_SIGN.finditer(text), _LOOKED_AT)
    n = sum(1 for _ in signs)
    return n >= _FEW_WIDE and n * 5 > min(len(text), _LOOKED_AT * 5)


def lines(text: str) -> tuple[PageLine, ...]:
    """Give the lines of a text that show something, in order."""
    return _numbered(text)[1]


@once_for_each
def _numbered(text: str) -> tuple[tuple[int, ...], tuple[PageLine, ...]]:
    """Give the lines that show something, and the number of each among all.

    Who looks for regions, for the masthead and for what recurs asks for those of one text.
    """
    numbers, found = list[int](), list[PageLine]()
    begin, is_wide = 0, _is_wide(text)
    for number, row in enumerate(text.split("\n")):
        if row:
            line = _line_in(row, begin, is_wide)
            if line is not None:
                numbers.append(number)
                found.append(line)
        begin += len(row) + 1
    return tuple(numbers), tuple(found)


def begins_anew(text: str) -> bool:
    """Say whether words begin like a text or a name: no small letter where there are capitals."""
    return not text[0].isalpha() or text[0].isupper() or not is_cased(text[0])


def is_cased(text: str) -> bool:
    """Say whether a text has letters that could be capitals."""
    return bool(_ASCII_LETTER.search(text)) or text.lower() != text.upper()


def paragraphs(text: str) -> tuple[PageLine, ...]:
    """Give the lines of a text; those of a paragraph cut into columns, or at links, as one."""
    numbers, found = _numbered(text)
    followed = [behind - number == 1 for number, behind in pairwise(numbers)]
    if True not in followed:
        return found
    width, cut = _width(found, followed), _cut_at_links(text, found)
    joined: list[PageLine] = []
    start = 0
    for number, line in enumerate(found):
        if number < len(followed) and followed[number]:
            behind = found[number + 1]
            if (
                number in cut
                or _is_wrapped(line, behind, width)
                or _goes_on(line, behind, inside=number > start)
            ):
                continue
        if start == number:
            joined.append(line)
        else:
            at = Range(found[start].at.start, line.at.end)
            words = at.of(text).replace("\n", " ")
            joined.append(PageLine(words, at, line.is_wide))
        start = number + 1
    return tuple(joined)


def _goes_on(line: PageLine, behind: PageLine, *, inside: bool) -> bool:
    """Say whether a sentence goes on in the next line: no stop here, a small letter there."""
    first = behind.text[0]
    if line.ends_like_a_sentence or (
        len(line.text) < _FRAGMENT and not inside and first not in _GOING_ON
    ):
        return False
    if _ADDRESS.match(behind.text):
        return False
    first = behind.text[0]
    if first in _CLOSED_BY:  # a mark that closes here opens elsewhere
        return not set(_CLOSED_BY[first]).isdisjoint(line.text)
    return first.islower() or first in _GOING_ON


def _cut_at_links(text: str, found: Sequence[PageLine]) -> frozenset[int]:
    """Give the lines that go on in the next where letters have no capitals to show it.

    A paragraph cut at a link is some words, the link's few words, and the rest with its stop. An
    author between headline and text looks alike: only where it comes often it is such a dump.
    """
    longest = max((line.text for line in found), key=len, default="")
    if is_cased(longest[:_MOST_READ]):
        return frozenset()
    cut = [
        number
        for number in range(len(found) - 2)
        if _is_cut(text, found[number], found[number + 1], found[number + 2])
    ]
    if len(cut) < _LEAST_CUT:
        return frozenset()
    return frozenset(at for number in cut for at in (number, number + 1))


def _is_cut(text: str, line: PageLine, link: PageLine, rest: PageLine) -> bool:
    return (
        not line.ends_like_a_sentence
        and not link.ends_like_a_sentence
        and rest.is_a_sentence
        and len(rest.text) >= _REST
        and len(link.text.split()) <= _LINK
        and len(line.text.split()) >= _PIECE
        and text.count("\n", line.at.end, rest.at.start) == 2
        and text.count(line.text) == 1  # a headline stands in the page's title, too
    )


def _width(found: Sequence[PageLine], followed: list[bool]) -> int:
    """Give the width that lines were wrapped to; 0 where they were not.

    `followed` says of each line but the last whether the next one stands right below it.
    """
    longest = max(len(line.text) for line in found)
    if not _NARROW <= longest <= _WIDE:
        return 0
    above = [line for line, is_followed in zip(found, followed, strict=False) if is_followed]
    # Lines that were wrapped seldom end where a sentence does.
    full = sum(len(line.text) >= 0.8 * longest and not line.ends_like_a_sentence for line in above)
    return longest if full >= _LEAST_FULL and full * 4 >= len(above) else 0


def _is_wrapped(line: PageLine, behind: PageLine, width: int) -> bool:
    """Say whether the next line goes on with this one: its first word had no room here."""
    if not width or len(line.text) * 2 < width:
        return False
    return len(line.text) + 1 + len(behind.text.split(" ", 1)[0]) > width


class WebPage:
    """The lines of a text, with the first and the last of its article among them (indexes).

    Where nothing is a sentence both are None. `is_dumped` says that so much stands around the
    article that the text is a whole page, as people copy it.
    """

    def __init__(
        self, text: str, furniture: Furniture, judged: Iterable[Range] | None = None
    ) -> None:
        """Look at the lines of `text`; `judged` are those that a judge takes for body."""
        from annotator.suggest.pages.body import ArticleRun

        self.furniture = furniture
        self.lines = paragraphs(text) if judged is None else tuple(lines(text))
        self._run = ArticleRun(self.lines, furniture, has_notices=furniture.may_have_notices(text))
        self.first, self.last = self._run.first, self._run.last
        self.left_out: tuple[int, ...] = ()
        """Lines between the first and the last that a judge of the page left out."""
        self.kept_above: frozenset[int] = frozenset()
        self._is_judged = judged is not None
        if judged is not None:
            self._take_judgement(set(judged))

    def _take_judgement(self, body: set[Range]) -> None:
        kept = [number for number, line in enumerate(self.lines) if line.at in body]
        if not kept:
            return
        long = [number for number in kept if self.lines[number].is_long]
        self.first, self.last = (long or kept)[0], kept[-1]
        known = set(kept)
        self.left_out = tuple(n for n in range(self.first, self.last) if n not in known)
        self.kept_above = frozenset(n for n in kept if n < self.first)

    def begin_behind(self, number: int) -> None:
        """Let the article begin behind this line, which is its headline, if it began above."""
        if self.first is not None and self.last is not None and self.first <= number < self.last:
            behind = range(number + 1, self.last + 1)
            self.first = next((n for n in behind if self.lines[n].is_long), number + 1)

    @property
    def first_long(self) -> int | None:
        """The index of the first line of the article that is as long as paragraphs are."""
        return next(
            (n for n in range(self.first or 0, len(self.lines)) if self.lines[n].is_long), None
        )

    def is_listed(self, number: int) -> bool:
        """Say whether a line is one that pages put around articles."""
        return self._run.is_listed(number)

    def may_be_furniture(self, number: int, *, begun: bool) -> bool:
        """Say whether a line outside the article may be furniture, by its length or its judge.

        A sentence is none as long as the foot has not `begun`: the article may go on there.
        """
        if self._is_judged:
            return number not in self.kept_above
        line = self.lines[number]
        if not self.is_dumped or (line.is_a_sentence and not begun):
            return self.is_dumped and self._run.is_notice(number)
        is_menu = len(line.text) >= VERY_LONG and not line.is_long
        if len(line.text) <= SHORT or is_menu or is_link(line.text):
            return True
        return self._run.is_notice(number)

    @cached_property
    def longest(self) -> int:
        """The length of the longest line of the article, in characters."""
        body = self.lines[self.first or 0 : (self.last or 0) + 1]
        return 0 if self.first is None else max(len(line.text) for line in body)

    @property
    def head(self) -> range:
        """The indexes of the lines above the article."""
        return range(self.first or 0)

    @property
    def foot(self) -> range:
        """The indexes of the lines below the article, whatever they are."""
        return range(0) if self.last is None else range(self.last + 1, len(self.lines))

    @cached_property
    def is_dumped(self) -> bool:
        """Whether what stands around it shows a whole page: many short lines, some known."""
        if self._is_judged:
            return True
        around = [*self.head, *self.foot]
        short = [
            n
            for n in around
            if len(self.lines[n].text) <= SHORT and not self.lines[n].ends_like_a_sentence
        ]
        n_head = len([n for n in short if n in self.head])
        if n_head >= _MANY or len(short) < _SOME:
            return n_head >= _MANY
        n_listed = sum(self.is_listed(n) for n in around)
        known_enough: bool = n_listed >= _KNOWN or (n_listed == 1 and len(short) >= 2 * _SOME)
        return known_enough
