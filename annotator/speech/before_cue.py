"""What a cue governs that stands before it: |all is well|, he said; az |Y| enteqad kard."""

from collections.abc import Sequence

from annotator.speech.behind_cue import object_before_quote
from annotator.speech.clauses import stretch_from
from annotator.speech.cued_sentence import (
    COLONS,
    COMMAS,
    FARTHEST,
    QUOTE,
    SHORTEST_CLAUSE,
    WITHIN,
    CuedSentence,
)
from annotator.speech.cues import Cue
from annotator.speech.grammar import (
    phrase_after,
    phrase_at_start,
    phrase_before,
    segments,
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
    if cued.is_quote(begin - 1) and cued.some[begin].lead and not cued.is_fragment(begin - 1):
        return True
    following = (cue.last if cue.particle is None else cue.particle) + 1
    while following < cued.end and not cued.is_quote(following):
        if following - cue.last > FARTHEST or cued.cue_at(following) is not None:
            return False
        following += 1
    if following >= cued.end:
        return False
    if object_before_quote(cued, cue):
        return False
    lead = cued.some[following].lead
    return lead[-1:] in COMMAS | COLONS or following == cue.last + 1 == cued.end - 1


def in_front(cued: CuedSentence, cue: Cue) -> list[Range] | None:
    """What stands before ", he said" or ", said the minister"; None where nothing does."""
    begin = cued.begin_of(cue.first)
    if not (cued.takes(cue, "that") or cued.takes(cue, "quote")):
        return None
    after = _behind_saying(cued, cue, begin) if _may_follow(cued, cue, begin) else None
    if after is None or (cued.grammar.verb_last and not _has_subject(cued, begin, cue)):
        return None
    if cued.grammar.comma_clause and not _is_verb_first(cued, begin, cue):
        return None
    first = cued.piece_of(begin)
    while first < begin and cued.some[first].folded in cued.grammar.conjunctions:
        first += 1
    bare = cued.some[first:begin]
    is_near = begin < cue.first and after == cue.last + 1  # the plan, he said, would fail
    has_rest = after < cued.end and goes_on(cued, after) and (is_near or _is_rest(cued, after))
    others = (one for one in cued.strong_cues() if not cued.is_passive(one))
    if not bare or any(first <= one.last < begin for one in others):
        return None
    if len(bare) < SHORTEST_CLAUSE and not has_rest:
        return None
    if begin == cue.first and _is_noun_phrase(cued, bare):
        return None  # a subject with its apposition: Oren Hask, its chairman, said
    if bare[0].folded in cued.grammar.prepositions and _starts_clause(cued, cue):
        return None
    return cued.stretch(first, begin) + (stretch_from(cued, after, cue) if has_rest else [])


def _is_verb_first(cued: CuedSentence, begin: int, cue: Cue) -> bool:
    """Whether a German verb begins its piece: no "der Koch, |der schweigen will|"."""
    small = cued.grammar.adverbs | cued.grammar.openers | cued.grammar.comparing
    return begin == cue.first or cued.some[begin].folded in small


def _has_subject(cued: CuedSentence, begin: int, cue: Cue) -> bool:
    """Whether somebody is named before a Persian verb: not in "he, who was cold, in May |said"."""
    small = cued.grammar.openers | cued.grammar.auxiliaries | cued.grammar.adverbs
    piece = [one for one in cued.some[begin : cue.first] if one.folded not in small]
    return bool(piece) and piece[0].folded not in cued.grammar.prepositions


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
    lead = cued.some[n].lead
    if lead[-1:] not in COMMAS or not lead.strip(WITHIN) or cued.is_quote(n):
        return False
    small = cued.grammar.conjunctions | cued.grammar.relatives | cued.grammar.prepositions
    cue = cued.cue_at(n)
    is_cue = cue is not None and not cued.is_passive(cue)
    return not (is_cue or cued.some[n].folded in small or cued.words.is_participle(cued.some[n]))


def _starts_clause(cued: CuedSentence, cue: Cue) -> bool:
    after = cue.last + 1
    return after < cued.end and not cued.some[after].lead and not is_inverted(cued, cue)


def is_inverted(cued: CuedSentence, cue: Cue) -> bool:
    """Whether the subject stands behind the verb, and nothing that is said: said the mayor."""
    after = cued.some[cue.last + 1 : cue.particle]
    piece = after[: next((n for n, one in enumerate(after) if n and one.lead), len(after))]
    found = phrase_after(piece, cued.words)
    if found is None or (piece[0].lead and not cue.particle):
        return False
    rest = [one for one in piece if one.start >= found.end]
    return not any(cued.is_finite(one) for one in rest)


def _behind_saying(cued: CuedSentence, cue: Cue, begin: int) -> int | None:
    """The word behind "he said on Monday" or "said the mayor of Sarn"; None where more is said."""
    after = cue.last + 1
    if cued.is_comma(after):
        return after
    if begin == cue.first or cued.words.is_adverb(cued.some[begin]):
        if not is_inverted(cued, cue):
            return None
        after = cued.behind(after, phrase_after(cued.some[after : cue.particle], cued.words))
    else:
        rest = without_times(cued.some[after : cue.particle], cued.words)
        is_adjunct = not rest or rest[0].folded in cued.grammar.prepositions
        if not is_adjunct and not _is_addressee(cued, cue, rest):
            return None
    while not cued.is_comma(after):
        after += 1
    return after


def _is_addressee(cued: CuedSentence, cue: Cue, rest: Sequence[Token]) -> bool:
    """Whether the words behind a verb only name who is told: told local radio."""
    piece = segments(rest)[0]
    small = cued.grammar.infinitives | {QUOTE}
    says_more = any(cued.is_finite(one) or one.folded in small for one in piece)
    return cued.takes(cue, "whom") and not cued.borrows(cue.first) and not says_more


def _is_rest(cued: CuedSentence, n: int) -> bool:
    """Whether a claim goes on behind its speaker: no "a farmer whose land had flooded"."""
    if not cued.words.may_open(cued.some[n]) and not cued.grammar.past_endings:
        return True
    for token in cued.some[n:]:
        if token.folded in cued.grammar.relatives or token.text == QUOTE:
            return False
        if cued.is_finite(token):
            return True
    return False


def object_in_front(cued: CuedSentence, cue: Cue) -> list[Range]:
    """What a verb at the end of its sentence governs: X az |Y| enteqad kard."""
    if not cued.takes(cue, "noun"):
        return []
    begin = cued.begin_of(cue.first)
    ends = cued.grammar.object_ends
    end = next((n for n in range(cue.first - 1, begin, -1) if cued.some[n].folded in ends), begin)
    if end == cue.first - 1:
        return cued.stretch(_object_start(cued, begin, end), end)
    marks = cued.grammar.object_marks
    for n in range(cue.first - 1, begin - (begin > 0), -1):
        if cued.some[n].folded in marks:
            return cued.stretch(n + 1, cue.first)
    return judged_in_front(cued, cue)


def judged_in_front(cued: CuedSentence, cue: Cue) -> list[Range]:
    """What a verb governs that calls something something: X |Y ra "bad"| khand."""
    begin = cue.first
    while begin > 0 and (not cued.some[begin].lead or cued.is_quote(begin)):
        begin -= 1
    ends = cued.grammar.object_ends
    end = next((n for n in range(cue.first - 2, begin, -1) if cued.some[n].folded in ends), begin)
    if not cued.takes(cue, "noun") or end == begin:
        return []
    if cued.some[end + 1].folded in cued.grammar.prepositions:
        return []  # he read the book with a loud voice
    return cued.stretch(_object_start(cued, begin, end), cue.first)


def _object_start(cued: CuedSentence, begin: int, end: int) -> int:
    """The first word of an object that only its end shows: vazir-e rah |foru rixtan-e pol| ra.

    A determiner or a noun of saying begins it; else it follows on a pronoun, or on a role and the
    word that says which.
    """
    words = cued.words
    while begin < end and cued.some[begin].folded in words.grammar.openers:
        begin += 1
    nouns = words.lexicon.nouns
    for n in range(begin + 1, end):
        if words.is_determiner(cued.some[n]) or cued.some[n].folded in nouns:
            return n
    at = begin
    while at < end and words.is_role(cued.some[at]):
        at += 1
    if at == begin:
        return at + words.is_pronoun(cued.some[at])
    return at + 1 if at + 1 < end else at
