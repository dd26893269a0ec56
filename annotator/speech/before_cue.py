"""What a cue governs that stands before it: |all is well|, he said; az |Y| enteqad kard."""

from collections.abc import Sequence

from annotator.speech.clauses import stretch_from
from annotator.speech.cued_sentence import COLONS, COMMAS, FARTHEST, SHORTEST_CLAUSE, CuedSentence
from annotator.speech.cues import Cue
from annotator.speech.grammar import (
    phrase_after,
    phrase_at_start,
    phrase_before,
    segments,
    without_openers,
    without_times,
)
from annotator.speech.tokens import Token
from annotator.text.ranges import Range


def is_taken(cued: CuedSentence, cue: Cue) -> bool:
    """Whether the cue announces a quotation that stands beside it: “…,” he told the crowd."""
    begin = cued.begin_of(cue.first)
    while begin > 0 and cued.is_comma(begin) and not cued.is_quote(begin - 1):
        before = cued.begin_of(begin - 1)
        if phrase_at_start(cued.some[before:begin], cued.words) is None:
            break
        begin = before
    if cued.is_quote(begin - 1) and cued.some[begin].lead:
        return True
    following = (cue.last if cue.particle is None else cue.particle) + 1
    while following < cued.end and not cued.is_quote(following):
        if following - cue.last > FARTHEST or cued.cue_at(following) is not None:
            return False
        following += 1
    if following >= cued.end:
        return False
    lead = cued.some[following].lead
    return lead[-1:] in COMMAS | COLONS or following == cue.last + 1 == cued.end - 1


def in_front(cued: CuedSentence, cue: Cue) -> list[Range] | None:
    """What stands before ", he said" or ", said the minister"; None where nothing does."""
    begin = cued.begin_of(cue.first)
    if not (cued.takes(cue, "that") or cued.takes(cue, "quote")):
        return None
    if not _may_follow(cued, cue, begin) or not _says_nothing_more(cued, cue, begin):
        return None
    first = cued.after_label()
    while first < begin and cued.some[first].folded in cued.grammar.conjunctions:
        first += 1
    bare = cued.some[first:begin]
    after = cue.last + 1
    has_rest = begin < cue.first and after < cued.end and goes_on(cued, after)
    if not bare or any(one.last < begin for one in cued.strong_cues()):
        return None
    if len(bare) < SHORTEST_CLAUSE and not has_rest:
        return None
    if begin == cue.first and _is_noun_phrase(cued, bare):
        return None  # a subject with its apposition: Oren Hask, its chairman, said
    if bare[0].folded in cued.grammar.prepositions and _starts_clause(cued, cue):
        return None
    return cued.stretch(first, begin) + (stretch_from(cued, after, cue) if has_rest else [])


def _may_follow(cued: CuedSentence, cue: Cue, begin: int) -> bool:
    """Whether a comma, and nothing that binds it to what it follows, stands before the cue."""
    if begin == 0 or cued.some[begin].lead[-1:] not in COMMAS:
        return False
    is_bound = begin == cue.first and cued.borrows(cue.first)
    small = cued.grammar.conjunctions | cued.grammar.relatives
    return not is_bound and cued.some[begin].folded not in small


def _is_noun_phrase(cued: CuedSentence, bare: Sequence[Token]) -> bool:
    if not any(one.lead[-1:] in COMMAS for one in bare[1:]):
        return False
    pieces = [one for one in segments(bare) if one[0].folded not in cued.grammar.relatives]
    phrase = phrase_at_start(pieces[0], cued.words) if pieces else None
    if cued.grammar.comma_clause and len(pieces) == 2 and phrase is not None:
        is_relative = cued.words.is_determiner(pieces[1][0])
        if is_relative and phrase.end == pieces[0][-1].end:
            return True  # der Bericht, den er las, nennt
    phrase = phrase_before(bare, cued.words, comma=True)
    is_whole = phrase is not None and any(one[0].start == phrase.start for one in pieces)
    return is_whole and not any(cued.is_finite(one) for piece in pieces for one in piece)


def goes_on(cued: CuedSentence, n: int) -> bool:
    """Whether the claim goes on behind "he said": the plan, he said, would fail."""
    if cued.some[n].lead[-1:] not in COMMAS or cued.is_quote(n):
        return False
    small = cued.grammar.conjunctions | cued.grammar.relatives | cued.grammar.prepositions
    cue = cued.cue_at(n)
    is_cue = cue is not None and not cued.is_passive(cue)
    return not (is_cue or cued.some[n].folded in small or cued.words.is_participle(cued.some[n]))


def _starts_clause(cued: CuedSentence, cue: Cue) -> bool:
    after = cue.last + 1
    return after < cued.end and not cued.some[after].lead and not _is_inverted(cued, cue)


def _is_inverted(cued: CuedSentence, cue: Cue) -> bool:
    """Whether the subject stands behind the verb, and nothing that is said: said the mayor."""
    after = cued.some[cue.last + 1 : cue.particle]
    piece = after[: next((n for n, one in enumerate(after) if n and one.lead), len(after))]
    found = phrase_after(piece, cued.words)
    if found is None or (piece[0].lead and not cue.particle):
        return False
    rest = [one for one in piece if one.start >= found.end]
    return not any(cued.is_finite(one) for one in rest)


def _says_nothing_more(cued: CuedSentence, cue: Cue, begin: int) -> bool:
    """Whether nothing that could be said follows: the end, a comma, "on Monday", a subject."""
    after = cue.last + 1
    if after >= cued.end or cued.some[after].lead[-1:] in COMMAS:
        return True
    if begin == cue.first or cued.words.is_adverb(cued.some[begin]):
        return _is_inverted(cued, cue)
    rest = without_times(cued.some[after : cue.particle], cued.words)
    return not rest or rest[0].folded in cued.grammar.prepositions


def object_in_front(cued: CuedSentence, cue: Cue) -> list[Range]:
    """What a verb at the end of its sentence governs: X az |Y| enteqad kard."""
    if not cued.takes(cue, "noun"):
        return []
    begin = cued.begin_of(cue.first)
    if cued.some[cue.first - 1].folded in cued.grammar.object_ends:
        return _marked_object(cued, cue.first - 1, begin)
    marks = cued.grammar.object_marks
    for n in range(cue.first - 1, begin, -1):
        if cued.some[n].folded in marks:
            return cued.stretch(n + 1, cue.first)
    return []


def _marked_object(cued: CuedSentence, end: int, begin: int) -> list[Range]:
    """The object before the word that shows it: X |in edde'a| ra rad kard."""
    for n in range(end - 1, begin, -1):
        if cued.words.is_determiner(cued.some[n]):
            return cued.stretch(n, end)
    subject = phrase_at_start(without_openers(cued.some[begin:end], cued.words), cued.words)
    start = cued.behind(begin, subject)
    is_plain = all(
        one.folded not in cued.grammar.prepositions for one in cued.some[start : start + 1]
    )
    return cued.stretch(start, end) if is_plain and subject is not None else []
