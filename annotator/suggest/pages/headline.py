"""Which line above the article is its headline: one that its words or the page's title support."""

import re
from dataclasses import dataclass
from functools import lru_cache

from annotator.model.bundle import PageFacts
from annotator.suggest.pages.furniture import Furniture
from annotator.suggest.pages.lines import PageLine, WebPage
from annotator.text.likeness import fold
from annotator.text.ranges import Range

_FAR = 40
_LEAST = 0.5
_FEW, _TELLING = 4, 20
_WORDS_OF_THE_TEXT = 2_500
_LONGEST = 300
_LETTERS, _ALIKE = 2, 16
"""So many characters tell of many lines, and of most, that they are others."""
_MARKUP = "#* "
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


def supported(page: WebPage, numbers: list[int], above_meta: set[int]) -> Headline | None:
    """Give the headline of a whole page among lines that may be one; None where none is sure.

    The nearer to the article, the likelier; a line counts that shares words with the article, that
    stands again in the page's title, or that is `above_meta`: above the author and the date.
    """
    if page.first is None:
        return None
    near = [number for number in numbers if page.first - number <= _FAR]
    known = page.furniture
    words = known.telling(_start_of_article(page))
    titles = [fold(part) for number in page.head for part in _parts(page.lines[number])]
    best, best_score = None, _LEAST
    for steps, number in enumerate(reversed(near)):
        line = page.lines[number]
        score = _score(line, words, titles, known) - 0.03 * steps
        score += 0.5 if number in above_meta else 0.0
        if score > best_score:
            best, best_score = number, score
    return None if best is None else Headline(best, _without_outlet(page.lines[best]))


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
        for part in _parts(line)[:2]:
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


def _score(line: PageLine, words: set[str], titles: list[str], known: Furniture) -> float:
    own = known.telling(line.text)
    again = _n_again(fold(line.text), titles)
    n = len(line.text.split())
    shared = own & words
    if not shared and not again:
        return 0.0
    score = len(shared) / max(_FEW, len(own))
    score += 0.3 if len(shared) >= 2 else 0.0
    score += 0.6 if again else 0.0
    score += 0.2 if 4 <= n <= 20 else (-0.4 if n <= 2 else 0.0)
    return score


def _n_again(folded: str, titles: list[str]) -> int:
    """Count the lines that say a line again: the page's title, or what shares it with others."""
    said = sum(folded == one or (len(folded) > _TELLING and folded in one) for one in titles)
    return max(0, said - 1)


def _parts(line: PageLine) -> list[str]:
    """Give a line, and the parts of it that a title would have."""
    title = line.text[:300]
    if not _BORDER_SIGN.search(title):
        return [line.text]
    parts = [part for part in TITLE_BORDER.split(title) if part]
    return [line.text] if len(parts) < 2 else parts


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
