"""Paragraphs, sentences and clauses: the pieces a selection widens to.

Ends are found by signs alone, without a parser. A quotation is never cut: what is said in
several sentences between one pair of marks stays one sentence with the words around it.
"""

import re
from functools import cache, lru_cache

from annotator.text.quotations import MARKS, quotations
from annotator.text.ranges import Range, is_blank, trim
from annotator.text.word_lists import own_or_all

_ABBREVIATIONS = "abbreviations"

# A question about one place never looks further than this on either side.
_WINDOW = 8_000
_STEP = 4_000
# A longer quotation (a speech, a missing mark) is cut into sentences all the same.
_LONGEST_QUOTATION = 3_000

_END = re.compile(r"(?P<stops>[.!?…۔؟。！？।]+)(?P<closing>[\"'”’“»«›‹)\]}」』]*)")
_NEEDS_NO_BLANK = frozenset("。！？۔")

_WORD_BEFORE = re.compile(r"[\w.\-]+$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_WORD_AFTER = re.compile(r"[^\W\d_]+")

_CLAUSE_END = re.compile(r"[,;:،؛，；：、—–()\[\]…]|(?<=\s)-+(?=\s)|--+")


def paragraph_at(text: str, position: int) -> Range:
    """The paragraph a position lies in: from line end to line end, without them."""
    if not 0 <= position <= len(text):
        position = min(max(position, 0), len(text))
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return Range(start, len(text) if end < 0 else end)


def sentences(text: str, within: Range, language: str = "und") -> tuple[Range, ...]:
    """All sentences in ``within`` in order, without the blanks between them."""
    found: list[Range] = []
    start, last = max(0, within.start), min(within.end, len(text))
    if start < last and text.find("\n", start, last) < 0:
        return _in_paragraph(text, Range(start, last), language)
    while start < last:
        end = text.find("\n", start, last)
        end = last if end < 0 else end
        found.extend(_in_paragraph(text, Range(start, end), language))
        start = end + 1
    return tuple(found)


def sentence_at(text: str, position: int, within: Range, language: str = "und") -> Range | None:
    """The sentence at a position; between two the one before. None if there are no words."""
    near = _near(text, position, within)
    best: Range | None = None
    for sentence in sentences(text, near, language):
        if sentence.start > position and best is not None:
            break
        best = sentence
    return best


def clause_at(text: str, position: int, within: Range, language: str = "und") -> Range | None:
    """The part of the sentence between commas, dashes, quotation marks and "that".

    Directly behind a clause that one is meant, on other marks the one after them. None if there
    are no words.
    """
    sentence = sentence_at(text, position, within, language)
    if sentence is None:
        return None
    best: Range | None = None
    for clause in _clauses(text, sentence, language):
        best = clause
        if position <= clause.end:
            break
    return best


def _near(text: str, position: int, within: Range) -> Range:
    """The paragraph at a position as far as it lies in ``within`` and near enough."""
    position = min(max(position, within.start), within.end)
    paragraph = paragraph_at(text, position)
    start = max(paragraph.start, within.start)
    end = min(paragraph.end, within.end)
    # Places near each other share what they look at, so that it is read once.
    first = position - position % _STEP
    last = first + _STEP
    if first - start > _WINDOW:
        start = text.find(" ", first - _WINDOW, first) + 1 or first - _WINDOW
    if end - last > _WINDOW:
        cut = text.rfind(" ", last, last + _WINDOW)
        end = last + _WINDOW if cut < 0 else cut
    return Range(start, end)


@lru_cache(maxsize=64)
def _in_paragraph(text: str, paragraph: Range, language: str) -> tuple[Range, ...]:
    """The sentences of a paragraph; they are asked for around each place in it."""
    quoted = [
        quotation.range
        for quotation in quotations(text, paragraph, language)
        if quotation.closed
        and quotation.depth == 0
        and quotation.range.length <= _LONGEST_QUOTATION
    ]
    found: list[Range] = []
    start = paragraph.start
    n_passed = 0
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        while n_passed < len(quoted) and quoted[n_passed].end <= end.start():
            n_passed += 1
        at = _end_with_marks(end, quoted[n_passed] if n_passed < len(quoted) else None)
        if at is not None and _ends_sentence(text, end, at, Range(start, paragraph.end), language):
            piece = trim(text, Range(start, at))
            found.extend(() if piece is None else (piece,))
            start = at
    piece = trim(text, Range(start, paragraph.end))
    found.extend(() if piece is None else (piece,))
    return tuple(found)


def _end_with_marks(end: re.Match[str], quoted: Range | None) -> int | None:
    """Where the sentence ends that ends at this stop; None inside a quotation."""
    if quoted is None:
        return end.end()
    if quoted.start >= end.start():  # a mark after the stop may open it: no blank between
        return min(quoted.start, end.end())
    return end.end() if quoted.end <= end.end() else None


def _ends_sentence(text: str, end: re.Match[str], at: int, rest: Range, language: str) -> bool:
    """Whether the stop at ``end`` (marks included up to ``at``) closes a sentence."""
    follows = at
    while follows < rest.end and is_blank(text[follows]):
        follows += 1
    stops = end.group("stops")
    is_glued = follows == at and stops[-1] not in _NEEDS_NO_BLANK
    if follows >= rest.end or (is_glued and text[at] not in MARKS):
        return False  # what stands at the end of its paragraph ends there anyway
    after = text[follows]
    if after.islower() or after in ",;:،؛—–-":
        return False
    if stops != "." or end.group("closing"):
        return True
    return not _is_abbreviation(text, Range(rest.start, end.start()), follows, language)


def _is_abbreviation(text: str, before: Range, follows: int, language: str) -> bool:
    """Whether the full stop after ``before`` belongs to its last word or number."""
    found = _WORD_BEFORE.search(text[max(before.start, before.end - 24) : before.end])
    if found is None:
        return False
    word = found.group().strip("-")
    is_first = trim(text, Range(before.start, before.end - len(found.group()))) is None
    if word.isdigit():
        return (is_first and len(word) < 3) or text.startswith(_after_ordinal(language), follows)
    folded = word.lower()
    if folded in own_or_all(language, _ABBREVIATIONS, "at_end") or _is_dotted(word):
        next_word = _WORD_AFTER.match(text, follows)
        if next_word is None:
            return text[follows].isdigit()
        return next_word.group().lower() not in own_or_all(language, "writing", "starters")
    if folded in own_or_all(language, _ABBREVIATIONS, "before_number"):
        return text[follows].isdigit()
    titles = own_or_all(language, _ABBREVIATIONS, "before_name")
    is_inside = folded in own_or_all(language, _ABBREVIATIONS, "inside")
    return (folded in titles and word[0].isupper()) or is_inside or _is_initial(word, text, follows)


@cache
def _after_ordinal(language: str) -> tuple[str, ...]:
    return tuple(own_or_all(language, "writing", "after_ordinal"))


@cache
def _that(language: str) -> re.Pattern[str]:
    """The words that begin a clause; one that ends with an apostrophe stands before another."""
    words = own_or_all(language, "writing", "that")
    whole = "|".join(re.escape(word) for word in words if word[-1] != "'")
    elided = "".join(rf"|\b{re.escape(word[:-1])}['’]" for word in words if word[-1] == "'")
    pattern = rf"(?<![\w'’\u200c-])(?:{whole})(?![\w'’\u200c-]){elided}"
    return re.compile(pattern, re.IGNORECASE)


def _is_dotted(word: str) -> bool:
    """Whether the word is letters with stops between: U.S, z.B."""
    letters = word.split(".")
    return len(letters) > 1 and all(1 <= len(letter) <= 2 for letter in letters)


def _is_initial(word: str, text: str, follows: int) -> bool:
    """Whether the word is one letter: W. Bush, z. B.; "I" is a word."""
    if len(word) != 1 or word == "I":
        return False
    return word.isupper() or bool(_INITIAL.match(text, follows))


def _clauses(text: str, sentence: Range, language: str) -> list[Range]:
    """The sentence cut at commas, dashes, brackets, quotation marks and "that"."""
    cuts = [
        mark.span()
        for mark in _CLAUSE_END.finditer(text, sentence.start, sentence.end)
        if not _is_in_number(text, mark.start(), mark.end())
    ]
    cuts.extend(
        word.span() for word in _that(language).finditer(text, sentence.start, sentence.end)
    )
    for quotation in quotations(text, sentence, language):
        cuts.append((quotation.start, quotation.start + 1))
        if quotation.closed:
            cuts.append((quotation.end - 1, quotation.end))
    found: list[Range] = []
    start = sentence.start
    for cut_start, cut_end in [*sorted(cuts), (sentence.end, sentence.end)]:
        piece = trim(text, Range(start, cut_start))
        if piece is not None and any(character.isalnum() for character in piece.of(text)):
            found.append(piece)
        start = max(start, cut_end)
    return found


def _is_in_number(text: str, start: int, end: int) -> bool:
    """Whether a comma or colon stands between two digits."""
    return start > 0 and end < len(text) and text[start - 1].isdigit() and text[end].isdigit()
