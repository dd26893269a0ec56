"""Paragraphs, sentences and clauses: the pieces a selection widens to.

Ends are found by signs alone, without a parser. A quotation is never cut: what is said in
several sentences between one pair of marks stays one sentence with the words around it.
"""

import re

from annotator.text.quotations import MARKS, quotations
from annotator.text.ranges import Range, is_blank, trim

# A question about one place never looks further than this on either side.
_WINDOW = 8_000
# A longer quotation (a speech, a missing mark) is cut into sentences all the same.
_LONGEST_QUOTATION = 3_000

_END = re.compile(r"(?P<stops>[.!?…۔؟。！？।]+)(?P<closing>[\"'”’“»«›‹)\]}」』]*)")
_NEEDS_NO_BLANK = frozenset("。！？۔")

# Followed by a name, so never the end of a sentence; only with a capital.
_TITLES_LIST = (
    "mr mrs ms mx dr prof gen sen rep gov st lt col maj sgt capt cpl hon rev fr pres supt insp fig"
    " vol art dept hr dipl ing mme mlle mm sra dra sig dott ste amb adm cmdr brig messrs mt ft"
)
_TITLES = frozenset(_TITLES_LIST.split())
# Never the end of a sentence, in whatever case.
_INNER_LIST = (
    "vs cf e.g i.e approx al ed eds pp p ca bzw z.b d.h u.a s.o vgl env núm pág p.ej tel evtl ggf"
)
_INNER = frozenset(_INNER_LIST.split())
# Abbreviations before a number, words otherwise.
_BEFORE_NUMBER = frozenset({"no", "nos", "nr", "abs", "op", "est", "av"})
# May end a sentence; they do when a word follows that usually begins one.
_MAY_END_LIST = (
    "etc jr sr inc ltd co corp bros a.m p.m u.s u.k u.n e.u u.s.a d.c usw usf uvm jan feb apr jun"
    " jul aug sep sept oct nov dec"
)
_MAY_END = frozenset(_MAY_END_LIST.split())
_STARTERS_LIST = (
    "the a an this that these those he she it they we i you but and in on at for from with after"
    " before when while as if although however meanwhile there his her its their our who what"
    " der die das ein eine er sie es wir ich aber und nach vor mit im am auf le la les un une il"
    " elle ils elles nous mais et dans el los las una pero en"
)
_STARTERS = frozenset(_STARTERS_LIST.split())
_MONTHS = re.compile(
    "(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    "|Jahrhundert|Jahrestag|Platz|Bundesliga|Oktobers|januar|maj)"
)
_WORD_BEFORE = re.compile(r"[\w.\-]+$")
_INITIAL = re.compile(r"[^\W\d_]\.")
_WORD_AFTER = re.compile(r"[^\W\d_]+")

_CLAUSE_END = re.compile(r"[,;:،؛，；：、—–()\[\]…]|(?<=\s)-+(?=\s)|--+")
_THAT = re.compile(
    r"(?<![\w'’\u200c-])(?:that|dass|daß|que|che|dat|hogy|że|что|що|که|کہ|چې|أنّ?|إنّ?|بأنّ?|وأنّ?"
    r")(?![\w'’\u200c-])|\bqu['’]",
    re.IGNORECASE,
)


def paragraph_at(text: str, position: int) -> Range:
    """The paragraph a position lies in: from line end to line end, without them."""
    position = min(max(position, 0), len(text))
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return Range(start, len(text) if end < 0 else end)


def sentences(text: str, within: Range, language: str = "und") -> tuple[Range, ...]:
    """All sentences in ``within`` in order, without the blanks between them."""
    found: list[Range] = []
    start, last = max(0, within.start), min(within.end, len(text))
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
        if best is not None and clause.start > position and position <= best.end:
            break
        best = clause
        if clause.end > position:
            break
    return best


def _near(text: str, position: int, within: Range) -> Range:
    """The paragraph at a position as far as it lies in ``within`` and near enough."""
    position = min(max(position, within.start), within.end)
    paragraph = paragraph_at(text, position)
    start = max(paragraph.start, within.start)
    end = min(paragraph.end, within.end)
    if position - start > _WINDOW:
        start = text.find(" ", position - _WINDOW, position) + 1 or position - _WINDOW
    if end - position > _WINDOW:
        cut = text.rfind(" ", position, position + _WINDOW)
        end = position + _WINDOW if cut < 0 else cut
    return Range(start, end)


def _in_paragraph(text: str, paragraph: Range, language: str) -> list[Range]:
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
        if at is not None and _ends_sentence(text, end, at, Range(start, paragraph.end)):
            piece = trim(text, Range(start, at))
            found.extend(() if piece is None else (piece,))
            start = at
    piece = trim(text, Range(start, paragraph.end))
    found.extend(() if piece is None else (piece,))
    return found


def _end_with_marks(end: re.Match[str], quoted: Range | None) -> int | None:
    """Where the sentence ends that ends at this stop; None inside a quotation."""
    if quoted is None or quoted.start >= end.end():
        return end.end()
    if quoted.start >= end.start():
        return quoted.start  # the mark after the stop opens the next quotation: no blank between
    return end.end() if quoted.end <= end.end() else None


def _ends_sentence(text: str, end: re.Match[str], at: int, rest: Range) -> bool:
    """Whether the stop at ``end`` (marks included up to ``at``) closes a sentence."""
    follows = at
    while follows < rest.end and is_blank(text[follows]):
        follows += 1
    if follows >= rest.end:
        return True
    stops = end.group("stops")
    if follows == at and not (stops[-1] in _NEEDS_NO_BLANK or text[at] in MARKS):
        return False
    after = text[follows]
    if after.islower() or after in ",;:،؛—–-":
        return False
    if stops != "." or end.group("closing"):
        return True
    return not _is_abbreviation(text, Range(rest.start, end.start()), follows)


def _is_abbreviation(text: str, before: Range, follows: int) -> bool:
    """Whether the full stop after ``before`` belongs to its last word or number."""
    found = _WORD_BEFORE.search(text[max(before.start, before.end - 24) : before.end])
    if found is None:
        return False
    word = found.group().strip("-")
    is_first = trim(text, Range(before.start, before.end - len(found.group()))) is None
    if word.isdigit():
        return (is_first and len(word) < 3) or bool(_MONTHS.match(text, follows))
    folded = word.lower()
    if folded in _MAY_END or _is_dotted(word):
        next_word = _WORD_AFTER.match(text, follows)
        if next_word is None:
            return text[follows].isdigit()
        return next_word.group().lower() not in _STARTERS
    if folded in _BEFORE_NUMBER:
        return text[follows].isdigit()
    is_title = folded in _TITLES and word[0].isupper()
    return is_title or folded in _INNER or _is_initial(word, text, follows)


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
    cuts.extend(word.span() for word in _THAT.finditer(text, sentence.start, sentence.end))
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
