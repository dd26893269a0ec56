"""What stands around articles on web pages, by language, read from its word list.

It knows lines and words by their look; where a line stands in its text it does not know.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from annotator.speech.dates import Calendar, calendar_of
from annotator.text.likeness import fold, fold_line
from annotator.text.word_lists import ALWAYS, primary, table_of, words_of

LONGEST_LINE = 300
"""Lines longer than this (code points) are never taken for furniture."""

_WORD = re.compile(r"[\w©]+(?:['.-]\w+)*")
_CAMEL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])|(?<=[a-z])(?=[A-Z])")
_INNER_CAPITAL = re.compile(r"[^\W\d_][A-Z]")
_BLANKS = re.compile(r"\s*")
_COLON = re.compile(r"\s*[:：]\s*")
_COLON_OR_BLANKS = re.compile(r"(?:\s*[:：])?\s+")
_START = 60
_MOST_WORDS = 40
_LONGEST_NOTICE = 2_000
_TELLING = re.compile(r"[^\W\d_]{4,}|[^\W\d_a-z]{3,}")
_BECOME_ASCII = tuple((letter[-1:], letter) for letter in map(str.encode, "\u0130\u212a"))
"""The only letters beyond ASCII whose small letters are of ASCII, behind the last byte of each."""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2,}")
_NO_PATTERN = re.compile(r"(?!)")
_SURNAME = re.compile(r"(?:Mc|Fitz)[A-Z][a-z]+$")


@dataclass(frozen=True, slots=True, eq=False)
class LineList:
    """Whole lines of pages, bare: some word for word, some as a pattern with gaps.

    Each is equal to itself alone: to look at all its words takes longer than at the line.
    """

    exact: frozenset[str]
    pattern: re.Pattern[str]

    def __contains__(self, line: str) -> bool:
        """Say whether this bare line is on the list."""
        if line in self.exact:
            return True
        return bool(line) and bool(self.pattern.fullmatch(line))


@dataclass(frozen=True, slots=True)
class Furniture:
    """The furniture of pages in one language (and in English, which is met on any page).

    Sets hold folded words; starts are folded too, and matched at the start of a folded line.
    """

    end: LineList
    box: LineList
    between: LineList
    listed: LineList
    """All of them: `end`, `box`, `between` and what stands anywhere around an article."""
    sections: frozenset[str]
    share: frozenset[str]
    menu: frozenset[str]
    """The words of both: what menus are made of."""
    byline: tuple[str, ...]
    caption: tuple[str, ...]
    no_outlets: frozenset[str]
    outlet_words: frozenset[str]
    agencies: frozenset[str]
    holders: frozenset[str]
    """Publishers that have the rights of many outlets, and are none."""
    beside_dates: frozenset[str]
    sources: tuple[str, ...]
    small: frozenset[str]
    our: frozenset[str]
    rights: re.Pattern[str]
    between_outlets: re.Pattern[str]
    """What stands between an author and the outlet: Jane Doe *for* LakeWire."""
    calendar: Calendar
    common: frozenset[str] = frozenset()
    """Words that are in any text of the language, folded: they show nothing."""
    notices: tuple[str, ...] = ()
    """Beginnings of words of which two make a line about the page itself."""
    notices_in_bytes: tuple[bytes, ...] = ()
    """Those of them whose capitals are of ASCII, if they have some; the others:"""
    notices_cased: tuple[str, ...] = ()
    beside_notices: tuple[str, ...] = ()
    """Beginnings of words that make one beside another, where the reader is spoken to."""
    reader: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()
    """Small words that another word always follows, folded: no line that is whole ends so."""

    def begins_the_foot(self, line: str) -> bool:
        """Say whether this line, behind the last paragraph, begins the foot of the page."""
        return bare(line) in self.end

    def begins_a_box(self, line: str) -> bool:
        """Say whether this line begins what the article may go on below: what else to read."""
        return bare(line) in self.box

    def may_have_notices(self, text: str) -> bool:
        """Say whether a text has any word of those that lines about the page itself have."""
        if self.notices_cased and not text.isascii():
            lowered = text.lower()
            if any(stem in lowered for stem in self.notices_cased):
                return True
        # In bytes, which are lowered ten times faster.
        data = text.encode("utf-8", "surrogatepass").lower()
        if any(end in data and letter in data for end, letter in _BECOME_ASCII):
            data = text.lower().encode("utf-8", "surrogatepass")
        return any(stem in data for stem in self.notices_in_bytes)

    def is_notice(self, text: str) -> bool:
        """Say whether a line is about the page itself: cookies, a newsletter, a subscription."""
        if len(text) > _LONGEST_NOTICE:
            return False
        lowered = text.lower()
        n = sum(stem in lowered for stem in self.notices)
        if n != 1:
            return n > 1
        return any(stem in lowered for stem in self.beside_notices) and not (
            self.reader.isdisjoint(_WORD.findall(fold(text)))
        )

    def is_listed(self, line: str) -> bool:
        """Say whether this whole line is one that pages put around articles."""
        return len(line) <= LONGEST_LINE and _is_listed(line, self.listed, self.share)

    def stands_between(self, line: str) -> bool:
        """Say whether this whole line is an advertisement's, wherever it stands in an article."""
        return bare(line) in self.between

    def is_menu(self, line: str) -> bool:
        """Say whether the line holds nothing but names of sections, glued together or not."""
        if len(line) > LONGEST_LINE:
            return False
        if _made_of(fold_line(line), self.menu):
            return True
        if not _INNER_CAPITAL.search(line):
            return False
        apart = " ".join(_CAMEL.split(line))
        return apart != line and _made_of(fold_line(apart), self.menu)

    def after_byline(self, line: str) -> int | None:
        """Give where the author begins in a line like "By Jane Doe" (code points), or None."""
        return _after_start(line, self.byline, needs_colon=False)

    def after_caption(self, line: str) -> int | None:
        """Give where the credit begins in a line like "Photo: AFP" (code points), or None."""
        return _after_start(line, self.caption, needs_colon=True)

    def after_source(self, line: str) -> int | None:
        """Give where the address begins in a line like "Source: https://…", or None."""
        return _after_start(line, self.sources, needs_colon=True)

    def telling(self, text: str) -> set[str]:
        """Give the words that tell what a text is about: five letters each, so that endings do
        not count, and of signs without blanks each two that stand together.
        """
        folded = fold(text)
        words = {word[:5] for word in _TELLING.findall(folded) if word not in self.common}
        if text.isascii():
            return words
        return words | {one for run in _WIDE.findall(folded) for one in map("".join, pairwise(run))}

    def before_rights(self, name: str) -> int:
        """Give where a name ends that "All rights reserved" may follow."""
        found = self.rights.search(name)
        return len(name) if found is None else found.start()

    def looks_like_outlet(self, name: str) -> bool:
        """Say whether a name is surely an outlet's or an agency's: by its words or its capitals."""
        folded = fold(name)
        if not folded or folded in self.no_outlets:
            return False
        if folded in self.agencies or _has_inner_capitals(name):
            return True
        # فلان‌نیوز is one word for the eye and two for the list.
        words = _WORD.findall(fold(name.replace("\u200c", " ")))
        return len(words) > 1 and not self.outlet_words.isdisjoint(words)


def furniture(language: str) -> Furniture:
    """Give the furniture of a language ("en", "en-GB"); that of English where none ships.

    Raises `CannotRead` when a shipped file is spoilt.
    """
    return _furniture(primary(language))


@lru_cache(maxsize=16)
def _furniture(language: str) -> Furniture:
    def listed(name: str, table: str = "words") -> list[str]:
        codes = dict.fromkeys((language, ALWAYS))
        return [word for code in codes for word in words_of(code, table, name)]

    def lines(*names: str) -> LineList:
        return _list_of(word for name in names for word in listed(name, "lines"))

    def folded(name: str) -> frozenset[str]:
        return frozenset(filter(None, map(fold, listed(name))))

    def single(name: str) -> frozenset[str]:
        return frozenset(part for word in listed(name) for part in _WORD.findall(fold(word)))

    def starts(name: str) -> tuple[str, ...]:
        return tuple(sorted(folded(name), key=lambda word: (-len(word), word)))

    def going_on() -> Iterator[str]:
        if not table_of(language, "grammar").get("postpositions"):
            for name in ("determiners", "prepositions", "conjunctions"):
                yield from words_of(language, "grammar", name)

    calendar = calendar_of(language)
    notices = tuple(map(str.lower, listed("notice")))
    cased = tuple(stem for stem in notices if _has_capitals_beyond_ascii(stem))
    return Furniture(
        end=lines("end"),
        box=lines("box"),
        between=lines("between"),
        listed=lines("end", "box", "between", "loose"),
        sections=single("sections"),
        share=single("share"),
        menu=single("sections") | single("share"),
        byline=starts("byline"),
        caption=starts("caption"),
        no_outlets=folded("labels") | calendar.words,
        outlet_words=folded("outlet"),
        agencies=folded("agencies"),
        holders=folded("holders"),
        beside_dates=single("date") | calendar.words,
        sources=starts("source"),
        small=folded("small"),
        our=folded("our"),
        rights=re.compile(rf"\s*(?:{_any_of(listed('rights'))})", re.IGNORECASE),
        between_outlets=re.compile(rf"\s+(?:{_any_of(listed('for'))})\s+(?=[A-Z])"),
        calendar=calendar,
        common=frozenset(map(fold, listed("words", "guess"))),
        notices=notices,
        notices_in_bytes=tuple(
            stem.encode() for stem in dict.fromkeys(notices) if stem not in cased
        ),
        notices_cased=cased,
        beside_notices=tuple(map(str.lower, listed("beside_notice"))),
        reader=folded("reader"),
        going_on=frozenset(map(fold, going_on())),
    )


def _has_capitals_beyond_ascii(stem: str) -> bool:
    return any(not sign.isascii() and sign.upper() != sign for sign in stem)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words))


def bare(line: str) -> str:
    """Give a line folded and without the signs at its ends; "" for one that is too long."""
    return _without_edges(fold_line(line)) if len(line) <= LONGEST_LINE else ""


@lru_cache(maxsize=2_048)
def _is_listed(line: str, listed: frozenset[str], share: frozenset[str]) -> bool:
    """Say whether a line is one of these: asked again and again, and pages repeat their menus."""
    folded = fold_line(line)
    return _without_edges(folded) in listed or _made_of(folded, share)


def _without_edges(folded: str) -> str:
    start, end = 0, len(folded)
    while start < end and not (folded[start].isalnum() or folded[start] in "_©("):
        start += 1
    while end > start and not (folded[end - 1].isalnum() or folded[end - 1] in "_)"):
        end -= 1
    return folded[start:end]


def _list_of(entries: Iterable[str]) -> LineList:
    """Sort entries into lines to be met as they are and lines with # or * in them."""
    exact: set[str] = set()
    patterns: dict[str, None] = {}
    for entry in entries:
        if "#" in entry or "*" in entry:
            folded = fold(entry)
            pieces = [_piece(piece) for piece in re.split(r"(#|\*+)", folded)]
            # A line comes without the signs at its end, so the entry's may be missing too.
            edge = "" if folded.endswith(("#", "*", ")")) else r"[^\w)]*"
            patterns["".join(pieces) + edge] = None
        exact.add(bare(entry))
    pattern = re.compile("|".join(patterns)) if patterns else _NO_PATTERN
    return LineList(frozenset(exact - {""}), pattern)


def _piece(piece: str) -> str:
    if piece == "#":
        return r"\d[\d.,' ]{0,11}k?m?"
    if piece == "*":
        return r"[^.!?]{0,60}"
    if piece == "**":
        return r".*"
    return re.escape(piece)


def _made_of(folded: str, known: frozenset[str]) -> bool:
    """Whether a folded line holds words of these only, and not too many."""
    n = 0
    for match in _WORD.finditer(folded):
        n += 1
        if n > _MOST_WORDS or match[0] not in known:
            return False
    return n > 0


def _after_start(line: str, starts: tuple[str, ...], *, needs_colon: bool) -> int | None:
    """Give where what follows one of the starts begins in the line, blanks skipped; or None."""
    head = line[:_START]
    folded = fold_line(head)
    if not folded.startswith(starts):
        return None
    for start in starts:
        if not folded.startswith(start):
            continue
        end = next(end for end in range(1, len(head) + 1) if fold(head[:end]).startswith(start))
        if start.endswith(":"):
            rest = _BLANKS.match(line, end)
        else:
            rest = (_COLON if needs_colon else _COLON_OR_BLANKS).match(line, end)
        if rest is not None and rest.end() < len(line):
            return rest.end()
    return None


def _has_inner_capitals(name: str) -> bool:
    """Say whether a single word is written like a brand: DIDPress, LakeWire, dpa-AFX."""
    if not name.isascii() or " " in name.strip() or len(name) < 4 or _SURNAME.match(name):
        return False
    return bool(re.search(r"[a-z][A-Z]|[A-Z]{2}[a-z]{2}", name))
