"""What a phrase such as "according to" governs: behind whoever it names, else before it."""

from annotator.speech.before_cue import goes_on
from annotator.speech.clauses import stretch_from
from annotator.speech.cued_sentence import COMMAS, FARTHEST, SHORTEST_CLAUSE, CuedSentence
from annotator.speech.cues import Cue
from annotator.speech.grammar import phrase_after, phrase_at_start, without_openers
from annotator.text.ranges import Range


def by_phrase(cued: CuedSentence, cue: Cue) -> list[Range]:
    """What "according to" governs: behind whoever it names, else what stands before it."""
    after = cue.last + 1
    if after < cued.end and cued.some[after].folded in cued.that:
        return stretch_from(cued, after + 1, cue)
    is_topic, is_place = _names_topic(cued, cue)
    verbs = [one.first for one in cued.strong_cues() if one.first >= after]
    if is_place and verbs:
        return []  # the union in a letter |warned| that
    if is_topic:
        verbs = [one.last - one.form.count(" ") for one in cued.strong_cues() if one.last > after]
        end = next((n for n in range(after + 1, cued.end) if cued.is_comma(n) or n in verbs), after)
        return cued.stretch(after, end)
    begin = cued.begin_of(cue.first)
    before = without_openers(list(cued.some[begin : cue.first]), cued.words)
    owner = phrase_after(cued.some[after:], cued.words)
    behind = cued.behind(after, owner)
    if cue.first > begin and cued.some[cue.first - 1].folded in cued.that:
        return _behind_owner(cued, cue, behind)  # learnt that, according to Kern, |all is well|
    is_alone = owner is None and cue.first > 0  # Darin heißt es, |es sei spät|
    if begin == 0 and not before and not is_alone:
        return _behind_owner(cued, cue, behind)
    if owner is None:
        return _by_bare_phrase(cued, cue, begin)
    subject = phrase_at_start(before, cued.words) if before else None
    if subject is not None and subject.end == before[-1].end:
        return stretch_from(cued, after, cue)  # Hask took issue with |the figures|
    return _around_phrase(cued, cue, behind)


def _names_topic(cued: CuedSentence, cue: Cue) -> tuple[bool, bool]:
    """Whether a phrase before a verb says what is spoken of (ba eshare be |X| goft), or where."""
    words = cue.form.split()
    if words[0] not in cued.grammar.topics:
        return False, False
    is_topic = words[-1] in cued.grammar.object_marks | cued.that
    return is_topic, not is_topic


def _behind_owner(cued: CuedSentence, cue: Cue, behind: int) -> list[Range]:
    after = cue.last + 1
    comma = _owner_comma(cued, behind) or _owner_comma(cued, after + 1)
    is_adjunct = any(map(cued.words.is_determiner, cued.some[cue.first : after]))
    if behind == after and (is_adjunct or cued.grammar.comma_clause or comma is None):
        return []  # in a statement to the press, it thanked
    if comma is None and cued.grammar.verb_last:
        return []  # no sign shows where whoever is named ends
    if comma is not None and not cued.grammar.comma_clause:
        behind = _behind_name(cued, comma)
    behind += behind < cued.end and cued.some[behind].folded in cued.grammar.that
    return (
        stretch_from(cued, behind, cue) if behind < cued.end and not cued.is_quote(behind) else []
    )


def _by_bare_phrase(cued: CuedSentence, cue: Cue, begin: int) -> list[Range]:
    """What a phrase governs that names nobody: |es sei spät|, hieß es; X zufolge |Y|."""
    after = cue.last + 1
    ends = after >= cued.end or cued.some[after].folded in cued.grammar.prepositions
    if begin == cue.first and cued.is_comma(begin):
        if not ends and goes_on(cued, after):
            return _around_phrase(cued, cue, after)
        return cued.stretch(cued.after_label(), begin) if ends else []
    before = cued.some[begin : cue.first]
    is_named = begin == 0 and phrase_at_start(before, cued.words) is not None
    comma = _owner_comma(cued, after)
    ends |= cued.is_comma(after)
    if cued.grammar.comma_clause and ends and comma is not None:
        return stretch_from(cued, comma, cue)  # hieß es am Dienstag, |es sei spät|
    return stretch_from(cued, after, cue) if is_named and after < cued.end else []


def _around_phrase(cued: CuedSentence, cue: Cue, behind: int) -> list[Range]:
    """What stands before a phrase, and goes on behind it: |they|, so Hask, |knew nothing|."""
    first = cued.after_label()
    while behind < cued.end and cued.words.is_adverb(cued.some[behind]):
        behind += 1
    has_rest = behind < cued.end and (goes_on(cued, behind) or _is_inside(cued, cue, behind))
    others = any(first <= one.first < cue.first for one in cued.strong_cues())
    is_short = cue.first - first < SHORTEST_CLAUSE and not has_rest
    if others or is_short or cued.is_quote(cue.first - 1):
        return []
    return cued.stretch(first, cue.first) + (stretch_from(cued, behind, cue) if has_rest else [])


def _is_inside(cued: CuedSentence, cue: Cue, behind: int) -> bool:
    """Whether a German phrase stands within its clause: X ist |laut Umfrage| dafür."""
    begin = cued.begin_of(cue.first)
    is_open = not cued.is_comma(behind) and not cued.some[behind].lead
    return cued.grammar.comma_clause and begin < cue.first and is_open


def _behind_name(cued: CuedSentence, n: int) -> int:
    """Behind the name of an owner: according to its head, Chris Kervick, |nobody came|."""
    following = _owner_comma(cued, n + 1)
    if following is None:
        return n
    if cued.some[n].folded in cued.grammar.relatives:
        return following
    name = cued.some[n:following]
    is_name = len(name) > 1 and all(map(cued.words.is_name, name))
    return following if is_name and cued.some[n].text[0].isupper() else n


def _owner_comma(cued: CuedSentence, n: int) -> int | None:
    """The first word behind the comma that ends "according to whoever"."""
    for at in range(n, min(cued.end, n + FARTHEST)):
        if cued.some[at].lead[-1:] in COMMAS:
            return at
    return None
