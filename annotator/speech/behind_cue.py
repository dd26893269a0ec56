"""What a verb governs that stands behind it without "that": a clause, an infinitive, an object."""

from itertools import dropwhile

from annotator.speech.clauses import begins_other, end_of, is_strong_verb, stretch_from
from annotator.speech.cued_sentence import (
    COLONS,
    COMMAS,
    FARTHEST,
    LONGEST_NAME,
    QUOTE,
    SEMICOLONS,
    SHORTEST_CLAUSE,
    WITHIN,
    CuedSentence,
)
from annotator.speech.cues import Cue
from annotator.speech.grammar import phrase_after, phrase_at_start, phrase_before, without_times
from annotator.speech.tokens import Token
from annotator.text.ranges import Range


def start_behind(cued: CuedSentence, cue: Cue) -> int | None:
    """The first word of what follows a verb without "that": a clause, an infinitive, a noun."""
    at = cue.last + 1
    if at >= cued.end:
        return None
    particle = _particle(cued, cue)
    if particle is not None:
        return particle + 1
    is_clause = cued.takes(cue, "that") or cued.takes(cue, "to")
    comma = _next_comma(cued, at) if cued.grammar.comma_clause and is_clause else None
    if comma is not None:
        return comma
    if cued.some[at].lead.strip(WITHIN + "("):
        return None
    if cued.takes(cue, "whom"):
        return _behind_addressee(cued, cue)
    if cued.grammar.comma_clause:
        return object_behind(cued, cue)
    return _behind_verb(cued, cue)


def weak_clause(cued: CuedSentence, cue: Cue) -> int | None:
    """The first word of a clause that a verb of many meanings announces: found |it was locked|."""
    at = cue.last + 1
    if not cued.takes(cue, "that") or at >= cued.end or begins_other(cued, at):
        return None
    if cued.grammar.comma_clause:
        is_clause = cued.some[at].lead == "," and not _is_aside(cued, at)
        is_clause = is_clause and cued.words.may_open(cued.some[at])
        return at if is_clause and cued.begin_of(cue.first) == 0 else None
    if cued.grammar.verb_last:
        return at if not cued.some[at].lead and cued.end - at >= SHORTEST_CLAUSE else None
    has_subject = phrase_before(cued.some[: cue.first], cued.words, comma=False) is not None
    if cued.grammar.verb_first or not (has_subject or cued.borrows(cue.first)):
        return None
    for n in range(at, min(cued.end, at + LONGEST_NAME)):
        token = cued.some[n]
        if token.lead or cued.words.is_participle(token):
            return None
        if n > at and token.folded in cued.grammar.auxiliaries:
            is_noun = n == at + 1 or cued.words.may_open(cued.some[at])
            return at if is_noun or cued.words.is_pronoun(cued.some[at]) else None
        if cued.words.is_small(token) and token.folded not in cued.grammar.linkers:
            return None
    return None


def _behind_verb(cued: CuedSentence, cue: Cue) -> int | None:
    at = cue.last + 1
    if cued.grammar.verb_first and " " not in cue.form and not cued.borrows(cue.first):
        return _behind_role(cued, cue)
    if cued.is_infinitive(at):
        return at if cued.takes(cue, "to") else None
    if not (cued.takes(cue, "that") or cued.takes(cue, "noun")):
        return None
    if cued.grammar.verb_last:
        openers = cued.grammar.openers - cued.grammar.conjunctions  # khast ta |X|
        at += cued.some[at].folded in openers
        return at if at < cued.end and _may_begin(cued, at, cue) else None
    behind = _behind_place(cued, at)
    if behind > at:
        return behind
    return _behind_times(cued, at, cue) if _may_begin(cued, at, cue) else None


def _behind_place(cued: CuedSentence, at: int) -> int:
    """The first word of a clause behind where it was said: said on its website |the pier is shut|.

    `at` itself where no place stands there, or no clause behind it.
    """
    if cued.some[at].folded not in cued.grammar.placing or not cued.grammar.past_endings:
        return at
    n = cued.behind(at + 1, phrase_at_start(cued.some[at + 1 :], cued.words))
    is_clause = n > at + 1 and _begins_clause(cued, n) and cued.has_verb(n)
    return n if is_clause else at


def _behind_role(cued: CuedSentence, cue: Cue) -> int | None:
    """The object of a verb that a role follows on as its subject: intaqada al-wazir |al-qarar|.

    A role without an article goes on with the word that says which: wazir al-kharijiya.
    """
    at = cue.last + 1
    while at < cued.end and cued.words.is_role(cued.some[at]):
        at += 1
    if at == cue.last + 1 or not cued.takes(cue, "noun"):
        return None
    at += not cued.some[at - 1].folded.startswith(tuple(cued.grammar.articles))
    if at >= cued.end or cued.some[at].lead or cued.words.is_small(cued.some[at]):
        return None
    return at


def _may_begin(cued: CuedSentence, at: int, cue: Cue) -> bool:
    """Whether a clause or an object can begin here: no "to Kabul", "by the mayor", "in May"."""
    first = cued.some[at]
    grammar = cued.grammar
    if begins_other(cued, at):
        return False
    if first.folded in grammar.infinitives | grammar.particles | grammar.agents:
        return False
    if first.folded in grammar.prepositions and not grammar.verb_last:
        some = cued.some[at : end_of(cued, at, cue)]
        return cued.takes(cue, "that") and any(map(cued.is_finite, some))
    if first.folded in grammar.auxiliaries and not _begins_clause(cued, at + 1):
        return False  # the ships they said were lost
    is_loose = cued.words.is_participle(first) and not cued.takes(cue, "noun")
    return not is_loose or cued.has_verb(at)


def _behind_times(cued: CuedSentence, at: int, cue: Cue) -> int | None:
    if at < cued.end and cued.some[at].folded in cued.grammar.impersonal:
        return at  # said there were
    rest = without_times(cued.some[at:], cued.words)
    start = cued.end - len(rest)
    if start >= cued.end or (start > at and (cued.is_quote(start) or cued.is_comma(start))):
        return None  # the plan he proposed in May, which failed
    return None if _is_named_so(cued, start, cue) else start


def _is_named_so(cued: CuedSentence, start: int, cue: Cue) -> bool:
    """Whether the verb only tells a name: a unit called the Sea Watch (was closed)."""
    if not cued.takes(cue, "as"):
        return False
    behind = cued.some[start : end_of(cued, start, cue)]
    rest = [*dropwhile(lambda one: _is_part_of_name(cued, one), behind)]
    return not rest or cued.is_finite(rest[0])


def _is_part_of_name(cued: CuedSentence, token: Token) -> bool:
    return cued.words.is_determiner(token) or (token.text != QUOTE and cued.words.is_name(token))


def _next_comma(cued: CuedSentence, at: int) -> int | None:
    """The first word behind the comma that a German clause begins with."""
    for n in range(at, min(cued.end, at + FARTHEST)):
        if cued.some[n].lead[-1:] == ",":
            is_other = cued.is_quote(n) or cued.some[n].folded in cued.grammar.relatives
            is_other |= cued.some[n].folded in cued.grammar.conjunctions
            return None if is_other or is_strong_verb(cued, n) else n
        if cued.some[n].lead[-1:] in SEMICOLONS | COLONS or is_strong_verb(cued, n):
            return None
    return None


def object_before_quote(cued: CuedSentence, cue: Cue) -> list[Range]:
    """The object of a verb that a quotation follows behind a colon: denied |the claim|: “…”."""
    if not cued.takes(cue, "noun") or cued.takes(cue, "whom"):
        return []
    last = cue.last if cue.particle is None else cue.particle
    end = next((n for n in range(last + 1, cued.end) if cued.some[n].lead), cued.end)
    start = object_behind(cued, cue)
    if not (cued.is_quote(end) and cued.some[end].lead[-1:] in COLONS) or start is None:
        return []
    end = end if cue.particle is None else _without_adverbs(cued, start, cue.particle)
    first = cued.some[start] if start < end else None
    is_object = first is not None and cued.words.may_open(first)
    return cued.stretch(start, end) if is_object else []


def _without_adverbs(cued: CuedSentence, start: int, end: int) -> int:
    """Where an object ends before a particle: wies |die Kritik| entschieden zurück."""
    at = end
    while at > start and cued.some[at - 1].text.islower():
        at -= 1
    return at if at > start else end


def object_behind(cued: CuedSentence, cue: Cue) -> int | None:
    """The object of a verb that its subject may stand behind: gestern forderte er Hilfe."""
    at = cue.last + 1
    if not cued.takes(cue, "noun"):
        return None
    is_subject_behind = cued.grammar.comma_clause or cue.particle is not None
    before = phrase_before(cued.some[: cue.first], cued.words, comma=False)
    if is_subject_behind and before is None:
        subject = phrase_after(cued.some[at:], cued.words)
        at = cued.behind(at, subject)
    if at < cued.end and cued.some[at].folded in cued.grammar.prepositional:
        behind = cued.behind(at + 1, phrase_at_start(cued.some[at + 1 :], cued.words))
        while behind < cued.end and cued.words.is_calendar(cued.some[behind]):
            behind += 1
        is_adjunct = behind < cued.end and cued.words.may_open(cued.some[behind])
        at = behind if is_adjunct and not cued.some[behind].lead else at  # für Mai |ein Treffen|
    return at if at < cued.end else None


def _particle(cued: CuedSentence, cue: Cue) -> int | None:
    """The "of" that leads over: complained of, accused them of."""
    if not cued.takes(cue, "of"):
        return None
    near = range(cue.last + 1, min(cued.end, cue.last + 1 + FARTHEST))
    if cued.takes(cue, "to") and any(map(cued.is_infinitive, near)):
        return None  # acusó al equipo de gobierno |de haber mentido|
    for n in near:
        if cued.some[n].lead.strip(WITHIN + "()") or cued.cue_at(n) is not None:
            return None
        if cued.some[n].folded in cued.grammar.auxiliaries:
            return None  # warned the plan was running out of time
        if cued.words.is_determiner(cued.some[n - 1]):
            continue  # many of its members
        if cued.some[n].folded in cued.grammar.particles:
            return n if n + 1 < cued.end else None
        if not cued.takes(cue, "whom") and not cued.words.is_adverb(cued.some[n]):
            return None
    return None


def _behind_addressee(cued: CuedSentence, cue: Cue) -> int | None:
    """What somebody is told: told them |the talks were over, urged Velmora |to return."""
    at = cue.last + 1
    if cued.some[at].folded in cued.grammar.auxiliaries | _adjuncts(cued):
        return None  # asked not to be named; the taxes asked in May are due
    for n in range(at, min(cued.end, at + FARTHEST)):
        if cued.some[n].lead.strip(WITHIN + "()") or cued.cue_at(n) is not None:
            break
        if cued.takes(cue, "to") and cued.is_infinitive(n):
            return n
    if not cued.takes(cue, "that"):
        return at if cued.takes(cue, "noun") else None
    if cued.some[at].folded in cued.grammar.objects:
        return _behind_times(cued, at + 1, cue)
    n = cued.behind(at, phrase_after(cued.some[at:], cued.words))
    if n < cued.end and cued.some[n].folded in cued.grammar.linkers:
        return _behind_times(cued, at, cue)  # warned |many of its members were leaving|
    if not cued.has_verb(at) and not any(map(cued.is_quote, range(at, cued.end))):
        return None  # told local radio
    is_comma = n < cued.end and cued.some[n].lead == "," and not _is_aside(cued, n)
    if n > at and (is_comma or _begins_clause(cued, n) or _is_subject(cued, n)):
        return n
    is_bare = not cued.words.is_determiner(cued.some[at])  # told staff |the office would close
    return at + 1 if is_bare and _begins_clause(cued, at + 1) else _behind_times(cued, at, cue)


def _adjuncts(cued: CuedSentence) -> frozenset[str]:
    """The small English words that begin neither whoever is told nor what is said."""
    grammar = cued.grammar
    if not grammar.past_endings:
        return frozenset()
    return grammar.prepositions - grammar.infinitives - grammar.particles - grammar.linkers


def _is_subject(cued: CuedSentence, n: int) -> bool:
    """Whether a clause begins behind whoever is told: told the BBC |four had left|."""
    if n >= cued.end or cued.some[n].lead or not cued.has_verb(n):
        return False
    first, words = cued.some[n], cued.words
    return not (words.is_small(first) or words.is_adverb(first) or words.is_past(first))


def _is_aside(cued: CuedSentence, n: int) -> bool:
    small = cued.grammar.relatives | cued.grammar.conjunctions
    first = cued.some[n]
    return first.folded in small or cued.words.is_participle(first) or cued.is_quote(n)


def _begins_clause(cued: CuedSentence, n: int) -> bool:
    if n >= cued.end or cued.some[n].lead:
        return False
    return cued.words.is_determiner(cued.some[n]) or cued.words.is_pronoun(cued.some[n])


def around_particle(cued: CuedSentence, cue: Cue, particle: int) -> list[Range]:
    """What a verb in two pieces governs: wies |die Kritik| zurück; kündigte an, |zu gehen."""
    after = particle + 1
    if " " in cued.verb(cue).lemma and cued.some[particle].folded in cued.grammar.prepositional:
        return stretch_from(cued, after, cue) if after < cued.end else []
    if cue.first == 1 and cued.words.is_determiner(cued.some[0]):
        return []  # Das sagte er zu
    is_comma = after < cued.end and cued.some[after].lead[-1:] in COMMAS
    if is_comma and not cued.is_quote(after):
        return stretch_from(cued, after, cue)
    is_last = after >= cued.end or cued.some[after].folded in cued.grammar.conjunctions
    if is_comma or not is_last or not cued.takes(cue, "noun"):
        return []
    start = object_behind(cued, cue)
    return [] if start is None else cued.stretch(start, _without_adverbs(cued, start, particle))
