"""Which line above the article is its headline: one that its words or the page's title support."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from annotator.model.bundle import PageFacts
from annotator.suggest.pages.furniture import Furniture
from annotator.suggest.pages.lines import PageLine, WebPage, is_link
from annotator.text.likeness import fold
from annotator.text.ranges import Range

_FAR, _MOST_FAR = 40, 60
"""So many lines above the article are near, and so many others are weighed."""
_STEP, _MOST_STEPS = 0.025, 20
"""A line further up is a little less likely."""
_LEAST, _SUPPORTED, _SURE = 0.7, 0.45, 0.9
"""So much a line scores that may be the headline, beside others, and far off."""
_ABOUT, _META = 0.5, 8
"""What it is worth that author or date stand in one of so many lines below."""
_FAR_OFF, _BELOW_AUTHOR = 0.5, 0.5
"""What a line loses that is far off, and one between the author and the text."""
_NEARLY = 0.8
"""A headline says at least so much of what its deck says; teasers above one say less."""
_UNLIKELY = 1.0
"""What a line loses that is no headline however many words it shares."""
_MOST_AGAIN = 4
"""Buttons and captions stand oftener on a page."""
_NAMED = re.compile(r"(?:[A-Z][\w.'-]+ ){1,3}[A-Z][\w'-]+, [a-z]")
"""Who is in a picture: Jane Doe, minister of …"""
_FEW, _TELLING = 4, 20
_WORDS_OF_THE_TEXT = 2_500
_LONGEST = 300
_LETTERS, _ALIKE = 2, 16
"""So many characters tell of many lines, and of most, that they are others."""
_MARKUP = "#* "
_TOP_HEADING = re.compile(r"#\s+[^\s#]")
_LINES_OF_A_TITLE, _WORDS_OF_A_TITLE, _NEAR = 3, 3, 20
TITLE_BORDER = re.compile(r"\s+[|–—·•»›>«ـ-]\s+|\s*::\s*|\s*\|\s*")
"""What stands between headline and outlet in the title of a page."""
_BORDER_SIGN = re.compile(r"[|–—·•»›>«ـ:-]")


@dataclass(frozen=True, slots=True)
class Headline:
    """Where a headline stands: the number of its line, and the passage in the text."""

    number: int
    at: Range


def title_borders(title: str) -> list[re.Match[str]]:
    """Give what parts the title of a page."""
    return [*TITLE_BORDER.finditer(title)] if _BORDER_SIGN.search(title) else []


def supported(page: WebPage, numbers: list[int], about: set[int]) -> Headline | None:
    """Give the headline of a whole page among lines that may be one; None where none is sure.

    The nearer to the article, the likelier; a line counts that shares words with the article, that
    stands again in the page's title, or that stands above the lines `about` the article: its author
    and its date.
    """
    if page.first is None:
        return None
    own, scores = _scores(page, _weighed(page.first, numbers, about), about)
    best = max(reversed(scores), key=scores.__getitem__, default=None)
    if best is None or scores[best] <= _LEAST:
        return None
    best = _above_its_deck(page, best, own)
    return Headline(best, _without_outlet(page.lines[best]))


def _weighed(first: int, numbers: list[int], about: set[int]) -> list[int]:
    """Give the lines that are near to the article, and of those far off the nearest that stand
    above an author: galleries part a headline from its text. They are few on any page.
    """
    near = [n for n in numbers if first - n <= _FAR]
    far = [n for n in numbers if first - n > _FAR and _is_above(n, about, first)]
    return [*far[-_MOST_FAR:], *near]


def _scores(
    page: WebPage, numbers: list[int], about: set[int]
) -> tuple[dict[int, float], dict[int, float]]:
    """Give how much each line says of the article, and how likely it is the headline."""
    known, first = page.furniture, page.first or 0
    words = known.telling(_start_of_article(page))
    # A picture's name stands above its caption: right behind each other they are said once.
    outside = (page.lines[number].text for number in page.head)
    every = (line for line, _ in groupby(outside))
    titles = Counter(fold(part) for line in every for part in _parts(line))
    scores: dict[int, float] = {}
    own = {number: _score(page.lines[number], words, titles, known) for number in numbers}
    above = {n: _is_above(n, about, first) for n in numbers}
    # What stands between author and article is its deck, or another picture.
    heads = [n for n in numbers if above[n] and own[n] >= _SUPPORTED]
    for steps, number in enumerate(reversed(numbers)):
        score = own[number] + (_ABOUT if above[number] else 0.0)
        if first - number > _FAR:
            score = score - _FAR_OFF if own[number] >= _SURE else 0.0
        elif heads and number > heads[-1]:
            score -= _BELOW_AUTHOR
        scores[number] = score - _STEP * min(steps, _MOST_STEPS)
    return own, {number: scores[number] for number in numbers}


def _is_above(number: int, about: set[int], first: int) -> bool:
    """Say whether author or date stand in one of the next lines."""
    return any(n in about for n in range(number + 1, min(number + _META, first)))


def _above_its_deck(page: WebPage, best: int, own: dict[int, float]) -> int:
    """Give the line above another one that says nearly as much: below it stands its deck."""
    at, most = best, own[best]
    while at > 0:
        above = at - 1
        if above not in own and page.lines[above].is_a_sentence:
            above -= 1
        if (
            above not in own
            or n_words(page.lines[above]) < _WORDS_OF_A_TITLE
            or own[above] < _NEARLY * most
        ):
            break
        at = above
    return at


def titled(page: WebPage, facts: PageFacts) -> Headline | None:
    """Give the line that says what the page calls itself, the nearest above the article's text."""
    said = {fold(one.value) for one in facts.of("title") if one.why != "largest"}
    said |= {fold(max(TITLE_BORDER.split(one.value), key=len)) for one in facts.of("title")}
    largest = {one.at for one in facts.of("title") if one.why == "largest"}
    last = page.first_long if page.first_long is not None else len(page.lines)
    every = [
        number
        for number, line in enumerate(page.lines)
        if len(line.text) <= _LONGEST and fold(line.text) in said and len(line.text.split()) >= 2
    ]
    # A judge may take a notice above the headline for the article's beginning.
    found = [number for number in every if number <= last] or every[:1]
    best = next((n for n in reversed(found) if page.lines[n].at in largest), None)
    if best is None:
        best = found[-1] if found else None
    if best is None:
        best = next(
            (n for n, line in enumerate(page.lines[: last + 1]) if line.at in largest), None
        )
    return None if best is None else Headline(best, page.lines[best].at)


def again(page: WebPage) -> Headline | None:
    """Give the line that repeats what the text begins with, where that is the title of its page."""
    # What a line begins with tells of most that they are another one, without folding either.
    begins = [_folded(line.text[:_LETTERS]).strip(_MARKUP) for line in page.lines]
    for number, line in enumerate(page.lines[:_LINES_OF_A_TITLE]):
        for part in _parts(line.text)[:2]:
            first = _folded(part[:_LETTERS])
            below = range(number + 1, len(page.lines))
            likely = [
                n for n in below if begins[n].startswith(first) or first.startswith(begins[n])
            ]
            head = fold(part[:_ALIKE]) if likely else ""
            likely = [n for n in likely if _begins_alike(page.lines[n], head)]
            words = fold(part) if likely else ""
            if len(words.split(None, _WORDS_OF_A_TITLE)) < _WORDS_OF_A_TITLE:
                continue
            for n in likely:
                if fold(page.lines[n].text[:_LONGEST]).strip(_MARKUP) == words:
                    return _followed(page, n)
    return None


def marked(page: WebPage) -> Headline | None:
    """Give the line that Markdown marks as the heading of all, the last above the article, else
    the first below its beginning.
    """
    marks = (n for n, line in enumerate(page.lines) if line.text[0] == "#")
    found = [n for n in marks if _TOP_HEADING.match(page.lines[n].text)]
    found = [n for n in found if not is_link(page.lines[n].text.lstrip("# "))]
    above = [n for n in found if n <= (page.first or 0)]
    # A paragraph follows near by, so those further up are none of its heading.
    for number in (*reversed(above[-_NEAR:]), *found[:1]):
        if (headline := _followed(page, number)) is not None:
            return headline
    return None


@lru_cache(maxsize=4_096)
def _folded(letters: str) -> str:
    """Give the first letters of a line folded: many lines begin with the same ones."""
    return fold(letters)


def _begins_alike(line: PageLine, head: str) -> bool:
    """Say whether a line may be the same as another one, by what both begin with."""
    own = fold(line.text[:_ALIKE]).strip(_MARKUP)
    return own.startswith(head) or head.startswith(own)


def _followed(page: WebPage, number: int) -> Headline | None:
    """Give a line as headline if a paragraph follows it."""
    behind = page.lines[number + 1 : number + _NEAR]
    above = sum(len(line.text) for line in page.lines[page.first or 0 : number] if line.is_long)
    below = sum(len(line.text) for line in page.lines[number : page.last] if line.is_long)
    if above > below or not any(line.is_long for line in behind):
        return None
    return Headline(number, _without_outlet(page.lines[number]))


def _start_of_article(page: WebPage) -> str:
    first = page.first or 0
    found, n = [], 0
    for line in page.lines[first : (page.last or first) + 1]:
        found.append(line.text[:_WORDS_OF_THE_TEXT])
        n += len(line.text)
        if n > _WORDS_OF_THE_TEXT:
            break
    return " ".join(found)[:_WORDS_OF_THE_TEXT]


def _score(line: PageLine, words: set[str], titles: Mapping[str, int], known: Furniture) -> float:
    own = known.telling(line.text)
    again = _n_again(fold(line.text), titles)
    n = n_words(line)
    shared = own & words
    if (not shared and not again) or again > _MOST_AGAIN:
        return 0.0
    score = len(shared) / max(_FEW, len(own))
    score += 0.3 if len(shared) >= 2 else 0.0
    score += 0.6 if again else 0.0
    score += 0.2 if 4 <= n <= 20 else (-0.4 if n <= 3 else 0.0)
    score -= _UNLIKELY if _is_unfinished(line.text, known) or _NAMED.match(line.text) else 0.0
    return score


def n_words(line: PageLine) -> int:
    """Count the words of a line; where none are parted by blanks, as many as they may be."""
    return len(line.text) // 2 if line.is_wide else len(line.text.split())


def _is_unfinished(text: str, known: Furniture) -> bool:
    """Say whether a line stops where no headline does: before the name that was a link."""
    last = text.rsplit(None, 1)[-1]
    return last.islower() and fold(last) in known.going_on


def _n_again(folded: str, titles: Mapping[str, int]) -> int:
    """Count the lines that say a line again: the page's title, or what shares it with others."""
    said = titles.get(folded, 0)
    if len(folded) > _TELLING:
        said += sum(n for one, n in titles.items() if one != folded and folded in one)
    return max(0, said - 1)


def _parts(line: str) -> list[str]:
    """Give a line, or the parts of it that a title would have."""
    title = line[:300]
    if not _BORDER_SIGN.search(title):
        return [line]
    parts = [part for part in TITLE_BORDER.split(title) if part]
    return [line] if len(parts) < 2 else parts


def _without_outlet(line: PageLine) -> Range:
    """Give the line without what a title says behind its headline."""
    start = len(line.text) - len(line.text.lstrip("#*= "))
    line = PageLine(line.text[start:], Range(line.at.start + start, line.at.end))
    borders = title_borders(line.text)
    if not borders:
        return line.at
    last = borders[-1]
    before, behind = line.text[: last.start()], line.text[last.end() :]
    if len(behind.split()) <= 4 and len(before.split()) >= 4:
        return Range(line.at.start, line.at.start + last.start())
    return line.at
