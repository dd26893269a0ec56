"""Where the article stands on a page: the densest run of long lines with sentences.

Lines that pages put around articles part runs, short ones wear them out; what each line outside
is called is decided in `regions`.
"""

import re
from collections.abc import Sequence

from annotator.suggest.pages.furniture import Furniture
from annotator.suggest.pages.lines import PageLine

_MOST_OF_A_LINE = 500
_COST = 55
_SURE = 200
_LISTED = -60.0
_NOT_OURS = -120.0
# Hours of a ticker and addresses stand in articles as well.
_NEUTRAL = re.compile(r"\d{1,2}[:.h]\d\d(?!\d)[^\n]{0,8}$|(?:https?:|www\.)\S+$")
_SHORT = -45.0
_REACH = 30
_MOST_BETWEEN = 8
_FAR, _LEAST_SHARED, _LEAST_WORDS = 6, 2, 30
_MOST_ABOVE = 4


class ArticleRun:
    """The lines of a page with what is known of each, and the run that is its article (indexes).

    `first` and `last` are None where nothing is a sentence.
    """

    def __init__(self, lines: Sequence[PageLine], known: Furniture, *, has_notices: bool) -> None:
        """Look for the article among these lines; some may be notices where `has_notices`."""
        self.lines = lines
        self._has_notices = has_notices
        self._known = known
        self._listed: dict[int, bool] = {}
        weights = [self._weight(number) for number in range(len(lines))]
        self.first, self.last = self._widened(*_densest(weights))

    def is_listed(self, number: int) -> bool:
        """Say whether a line is one that pages put around articles."""
        if number not in self._listed:
            self._listed[number] = self._known.is_listed(self.lines[number].text)
        return self._listed[number]

    def is_notice(self, number: int) -> bool:
        """Say whether a line is about the page itself."""
        return self._has_notices and self._known.is_notice(self.lines[number].text)

    def _weight(self, number: int) -> float:
        line = self.lines[number]
        length = line.size
        if line.is_long:
            if self.is_notice(number):
                return _NOT_OURS
            weight = float(min(length, _MOST_OF_A_LINE) - _COST)
            # Teasers, notices and comments stand alone, paragraphs among their like.
            return weight if self._has_company(number) else weight / 2
        if self.is_listed(number):
            return _NOT_OURS if self._known.begins_the_foot(line.text) else _LISTED
        if line.is_a_sentence:
            return length / 2
        return 0.0 if line.ends_like_a_sentence or _NEUTRAL.match(line.text) else _SHORT

    def _has_company(self, number: int) -> bool:
        for at in (number - 1, number + 1):
            if 0 <= at < len(self.lines):
                line = self.lines[at]
                if line.is_long or line.is_a_sentence:
                    return True
        return False

    def _widened(self, first: int | None, last: int | None) -> tuple[int | None, int | None]:
        """Take in what goes on before and behind: sentences, and what lists of the text part."""
        if first is None or last is None:
            return None, None
        run = range(first, last + 1)
        first = next((n for n in run if self._is_paragraph(n)), first)
        last = next((n for n in reversed(run) if not self.is_listed(n)), last)
        while (before := self._next(first, -1)) is not None:
            if first - before > _FAR and not self._is_about_the_same(first, last, before):
                break
            first = before
        while (behind := self._next(last, 1)) is not None:
            if behind - last > _FAR and not self._is_about_the_same(first, last, behind):
                break
            last = behind
        return first, last

    def _is_about_the_same(self, first: int, last: int, number: int) -> bool:
        """Say whether the words of some lines come again in those that stand far off."""
        words, others = (
            self._known.telling(" ".join(line.text[:_MOST_OF_A_LINE] for line in lines))
            for lines in (self.lines[first : last + 1], self.lines[number : number + 2])
        )
        return len(words) < _LEAST_WORDS or len(words & others) >= _LEAST_SHARED

    def _next(self, number: int, step: int) -> int | None:
        """Give the next line of the text from here, over a few others; None at its border."""
        n_boxes = n_listed = n_short = 0
        for n in range(1, _REACH + 1):
            at = number + step * n
            if not 0 <= at < len(self.lines):
                return None
            if self.is_listed(at):
                n_listed += 1
                n_boxes += self._known.begins_a_box(self.lines[at].text)
                if n_boxes > _MOST_BETWEEN or (step > 0 and self._is_foot(at)):
                    return None
            elif self._is_next(at, step, is_beside=n == 1):
                return at
            elif not self._is_sentence(at):
                n_short += 1
                if step < 0 and n_short > _MOST_ABOVE and not n_listed:
                    return None
        return None

    def _is_foot(self, number: int) -> bool:
        """Say whether the foot begins here: two paragraphs right behind are the article's."""
        if not self._known.begins_the_foot(self.lines[number].text):
            return False
        behind = (n for n in range(number + 1, len(self.lines)) if not self.is_listed(n))
        at = next(behind, None)
        return (
            at is None
            or at + 1 >= len(self.lines)
            or not (self._is_paragraph(at) and self._is_paragraph(at + 1))
        )

    def _is_next(self, number: int, step: int, *, is_beside: bool) -> bool:
        """Say whether a line belongs to the text that stands beside it, or a little off."""
        if self._is_paragraph(number):
            return is_beside or self._is_text(number)
        if not self._is_sentence(number) or step < 0:
            return False
        return is_beside or (number + 1 < len(self.lines) and self._is_paragraph(number + 1))

    def _is_text(self, number: int) -> bool:
        """Say whether a paragraph is no teaser: a long one, one with a sentence beside it, or at
        an end of the page.
        """
        if self.lines[number].size >= _SURE or number in (0, len(self.lines) - 1):
            return True
        return any(
            self._is_paragraph(at) or self._is_sentence(at)
            for at in (number - 1, number + 1)
            if 0 <= at < len(self.lines)
        )

    def _is_paragraph(self, number: int) -> bool:
        is_long = self.lines[number].is_long
        return is_long and not self.is_notice(number) and not self.is_listed(number)

    def _is_sentence(self, number: int) -> bool:
        return self.lines[number].is_a_sentence and not self.is_notice(number)


def _densest(weights: Sequence[float]) -> tuple[int | None, int | None]:
    """Give the run with the largest sum, its first and last line of some weight; or None twice."""
    best, first, last = 0.0, None, None
    total, start = 0.0, 0
    for number, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, number
        total += weight
        if total > best:
            best, first, last = total, start, number
    return first, last
