"""Noun phrases that can speak, found by capitals, the lexicon's titles and roles, small words.

No parser: a phrase is sought directly before a place or directly after it. Which of them speaks,
and for which claim, is decided in `sayings`.
"""

from collections.abc import Sequence
from functools import cache
from itertools import dropwhile, takewhile

from annotator.speech.tokens import Token
from annotator.speech.words import Lexicon, grammar_of, lexicon
from annotator.text.ranges import Range

_LONGEST = 14
"""No speaker has more words between two commas."""
_APPOSITION_MARKS = frozenset(",،")
_MOST_DESCRIBING = 2
"""So many small words may describe a name or be somebody without an article: organisers say."""


class WordKinds:
    """What kind of word a token is, by a language's lexicon and small words."""

    def __init__(self, lexicon: Lexicon, language: str) -> None:
        """Hold the lexicon and the small words of a language."""
        self.lexicon = lexicon
        self.language = language
        self.grammar = grammar = grammar_of(language)
        self._pronouns = lexicon.pronouns - grammar.relatives
        self._roles = lexicon.roles | lexicon.titles
        self._small = grammar.prepositions | grammar.conjunctions | grammar.relatives
        self._small |= grammar.auxiliaries | grammar.openers | lexicon.subordinators
        self._small |= grammar.object_ends
        self.cue_lengths: dict[str, int] = {}
        """How many words the longest verb or phrase has that begins with a word."""
        for form in (*lexicon.verbs, *lexicon.phrases):
            first, n_words = form.partition(" ")[0], form.count(" ") + 1
            self.cue_lengths[first] = max(n_words, self.cue_lengths.get(first, 0))
        self.cue_words = {*self.cue_lengths, *lexicon.nouns, *lexicon.adjectives}
        """The words that a cue can begin with."""
        self._long_verbs = {form.partition(" ")[0] for form in lexicon.verbs if " " in form}
        self._genitives = tuple(grammar.genitive_endings)
        self._participles = tuple(grammar.participle_endings)
        self._adverbs = tuple(grammar.adverb_endings)
        self.infinitives = tuple(grammar.infinitive_endings) or ("",)
        """How a word ends that may be an infinitive."""
        self._pasts = tuple(grammar.past_endings)
        self.split_verbs: dict[str, list[tuple[str, str]]] = {}
        """The verbs in two words by the first: its particle and the whole form."""
        self.prepositional_verbs: dict[str, list[tuple[str, str]]] = {}
        """Those whose second word leads over to an object: referred to, sprach von."""
        for form, entry in lexicon.verbs.items():
            verb, _, particle = form.partition(" ")
            if not particle or " " in particle:
                continue
            if " " in entry.lemma and particle in grammar.prepositional:
                if "noun" in entry.frames:
                    self.prepositional_verbs.setdefault(verb, []).append((particle, form))
            elif grammar.separable or verb in grammar.apart:
                self.split_verbs.setdefault(verb, []).append((particle, form))
        self.split_words = {*self.split_verbs, *self.prepositional_verbs}

    def is_pronoun(self, token: Token) -> bool:
        """Say whether it is a pronoun that can speak; relative ones cannot."""
        return token.folded in self._pronouns

    def is_small(self, token: Token) -> bool:
        """Say whether it is a preposition, conjunction, relative, auxiliary or opener."""
        return token.folded in self._small or self._is_attached(token)

    def _is_attached(self, token: Token) -> bool:
        """Whether an Arabic word says to whom something is told: |lil-sahafiyyin|."""
        first, rest = token.folded[:1], token.folded[1:]
        return first in self.grammar.attached and (rest[:1] == first or rest in self._roles)

    def is_adverb(self, token: Token) -> bool:
        """Say whether it may stand between a subject and its verb without belonging to either."""
        if token.folded in self.grammar.adverbs:
            return True
        return token.text.islower() and token.folded.endswith(self._adverbs)

    def is_calendar(self, token: Token) -> bool:
        """Say whether it is a day, a month, or a number beside one."""
        return token.folded in self.grammar.calendar or token.text.isdigit()

    def is_determiner(self, token: Token) -> bool:
        """Say whether it may open a noun phrase: an article, a possessive."""
        return token.folded in self.grammar.determiners

    def is_role(self, token: Token) -> bool:
        """Say whether it is a noun that names a speaker by what they are, or a title."""
        return token.folded in self._roles

    def is_name(self, token: Token) -> bool:
        """Say whether it looks like a name: a capital, or a word of a script without capitals."""
        if self.is_calendar(token) or self.is_small(token) or self.is_determiner(token):
            return False
        first = token.text[0]
        is_caseless = first.isalpha() and first.lower() == first.upper()
        return first.isupper() or first.isdigit() or is_caseless

    def is_head(self, token: Token) -> bool:
        """Say whether a noun phrase that speaks can end with it."""
        return self.is_name(token) or self.is_role(token)

    def may_open(self, token: Token) -> bool:
        """Say whether a noun phrase can begin with it."""
        return self.is_head(token) or self.is_determiner(token) or self.is_genitive(token)

    def ends_a_phrase(self, token: Token) -> bool:
        """Say whether no noun phrase goes on with it: a small word, a day, a pronoun, a verb."""
        is_other = self.is_small(token) or self.is_calendar(token) or self.is_pronoun(token)
        return is_other or token.folded in self.lexicon.verbs

    def begins_verb(self, piece: Sequence[Token], n: int) -> bool:
        """Say whether a verb of saying begins at `n`, of one word or more: goft, e'lam kard."""
        if piece[n].folded in self.lexicon.verbs or self._is_joined_verb(piece[n]):
            return True
        if piece[n].folded not in self._long_verbs:
            return False
        forms = (" ".join(one.folded for one in piece[n : n + size]) for size in (2, 3))
        return any(form in self.lexicon.verbs for form in forms)

    def _is_joined_verb(self, token: Token) -> bool:
        """Whether an "and" and a verb are one word: |wa-qala|."""
        bare = (token.folded.removeprefix(one) for one in self.grammar.prefixes)
        return any(one != token.folded and one in self.lexicon.verbs for one in bare)

    def is_genitive(self, token: Token) -> bool:
        """Say whether it is a name in the genitive: Pakistan’s."""
        return token.folded.endswith(self._genitives) and token.text[0].isupper()

    def is_plain_noun(self, token: Token) -> bool:
        """Say whether a small word may be a noun or adjective that no list knows: organisers."""
        if not token.text.islower() or len(token.text) <= 2 or self.is_role(token):
            return False
        is_other = self.is_adverb(token) or self.is_participle(token) or self.is_past(token)
        return not (is_other or self.ends_a_phrase(token) or self.is_determiner(token))

    def is_participle(self, token: Token) -> bool:
        """Say whether it is a verb form that borrows its subject: saying."""
        return len(token.folded) > 4 and token.folded.endswith(self._participles)

    def is_past(self, token: Token) -> bool:
        """Say whether it looks like a verb that tells what happened: ended."""
        return token.text.islower() and token.folded.endswith(self._pasts)


@cache
def word_kinds(language: str) -> WordKinds:
    """Give what the words of a language are."""
    return WordKinds(lexicon(language), language)


def segments(some: Sequence[Token]) -> list[list[Token]]:
    """Give the words between two marks of punctuation; hyphens and full stops do not part."""
    found: list[list[Token]] = []
    for n, token in enumerate(some):
        if n == 0 or token.lead.strip("-.’'"):
            found.append([])
        found[-1].append(token)
    return found


def phrase_before(some: Sequence[Token], words: WordKinds, *, comma: bool) -> Range | None:
    """Give the noun phrase that ends directly before a verb, with its apposition; else None.

    `some` are the words from the start of the sentence (or the end of the claim) up to the verb.
    `comma`: a comma stands before the verb, so that the last piece is an apposition or an aside.
    """
    pieces = segments(_without_brackets(some))
    if not pieces:
        return None
    if words.grammar.verb_last:
        found = _before_last_verb(pieces, words)
        if found is not None:
            return found
    if not comma:
        last = without_trailing_adverbs(pieces[-1], words)
        if last and last[-1].folded not in words.grammar.relatives:
            found = phrase_at_end(last, words)
            return None if _is_in_adjunct(last, found, words) else found
        pieces = pieces if last else pieces[:-1]
    return _with_appositions(pieces, words)


def _is_in_adjunct(piece: Sequence[Token], phrase: Range | None, words: WordKinds) -> bool:
    """Whether the subject of a German verb follows it: Im Gespräch kritisiert |sie|."""
    if phrase is None or not words.grammar.comma_clause:
        return False
    before = [one for one in piece if one.start < phrase.start]
    return bool(before) and before[-1].folded in words.grammar.prepositions


def _without_brackets(some: Sequence[Token]) -> list[Token]:
    """The words without those in round brackets: the Union (LCWU) disputed."""
    left: list[Token] = []
    is_inside = False
    for token in some:
        is_inside = (is_inside and ")" not in token.lead) or token.lead.endswith("(")
        if not is_inside:
            lead = token.lead.replace("(", "").replace(")", "")
            left.append(token if lead == token.lead else token._replace(lead=lead))
    return left


def _before_last_verb(pieces: Sequence[list[Token]], words: WordKinds) -> Range | None:
    """The subject of a verb that ends its sentence: it begins the last piece that is no adjunct."""
    relatives, last = words.grammar.relatives, None
    for n in range(len(pieces) - 1, -1, -1):
        rest = _behind_short_object(pieces[n], words)
        if not rest or rest[0].folded in words.grammar.prepositions:
            continue
        found = phrase_at_start(rest, words)
        if n and found is not None and any(one.folded in relatives for one in rest):
            last = last or found  # Hask, |a baker who …|, said
            continue
        return last if found is None else _with_name(pieces[n - 1] if n else [], rest, found, words)
    return last


def _with_name(
    before: Sequence[Token], piece: Sequence[Token], found: Range, words: WordKinds
) -> Range:
    """A phrase with the name before a comma that it describes."""
    if not before or _is_aside(before, words) or piece[0].lead not in _APPOSITION_MARKS:
        return found
    named = phrase_at_start(before, words)
    described = [one for one in piece if one.start < found.end]
    is_whole = named is not None and bool(piece[0].lead) and named.end == before[-1].end
    if named is None or not is_whole or not _belong_together(before, described, words):
        return found
    return Range(named.start, found.end)


def _behind_short_object(piece: Sequence[Token], words: WordKinds) -> list[Token]:
    """The words behind openers, days, and a short object: in ra |X| goft."""
    openers = words.grammar.openers | words.grammar.conjunctions | words.grammar.auxiliaries
    rest = list(dropwhile(lambda one: one.folded in openers or words.is_calendar(one), piece))
    ends = [n for n, one in enumerate(rest[:3]) if one.folded in words.grammar.object_ends]
    return rest[ends[0] + 1 :] if ends and words.is_determiner(rest[0]) else rest


def _with_appositions(pieces: list[list[Token]], words: WordKinds) -> Range | None:
    """The phrase that the pieces end with: a name, and descriptions between commas after it."""
    found: Range | None = None
    described: list[Token] = []
    for piece in reversed(pieces):
        is_aside = _is_aside(piece, words)
        if is_aside and found is None:
            continue
        phrase = phrase_at_end(piece, words)
        if is_aside and not _stands_free(piece, phrase, words):
            break
        if found is not None:
            if phrase is None or not _belong_together(piece, described, words):
                break
            found = Range(phrase.start, max(found.end, _end_of(described, words)))
        else:
            found = phrase or phrase_at_start(piece, words)
            if found is None:
                break
        described = list(piece)
        if is_aside:
            break
        is_after_comma = piece[0].lead.strip("-.’'")[-1:] in _APPOSITION_MARKS
        begins_with_it = phrase is None or phrase.start == piece[0].start
        if not (is_after_comma and begins_with_it):
            break
    return found


def _stands_free(piece: Sequence[Token], phrase: Range | None, words: WordKinds) -> bool:
    """Whether a phrase ends a piece, but is no part of its adjunct: In a letter |its head|, …."""
    before = [one for one in piece if phrase is not None and one.start < phrase.start]
    first = next((one for one in piece if phrase is not None and one.start == phrase.start), None)
    if first is None or not before or not words.is_determiner(first):
        return False
    small = words.grammar.prepositions | words.grammar.linkers | words.grammar.relatives
    return before[-1].folded not in small


def _end_of(description: Sequence[Token], words: WordKinds) -> int:
    """Where a description ends: "Minister since 2023" as a whole, but without "who …"."""
    *_, last = takewhile(lambda one: one.folded not in words.grammar.relatives, description)
    return last.end


def _belong_together(
    piece: Sequence[Token], description: Sequence[Token], words: WordKinds
) -> bool:
    """Whether one of two pieces beside each other says what the other is: it names a role."""
    has_role = any(words.is_role(token) for token in (*piece, *description))
    return has_role and not words.is_calendar(piece[-1])


def _is_aside(piece: Sequence[Token], words: WordKinds) -> bool:
    """Whether a piece between commas is no description: a relative clause, "in Kabul", an age."""
    first = piece[0]
    if words.grammar.comma_clause and _is_relative_clause(piece, words):
        return True
    is_participle = words.is_participle(first) and not words.is_role(first)
    small = words.grammar.relatives | words.grammar.prepositions
    return is_participle or first.folded in small or words.is_calendar(first)


def _is_relative_clause(piece: Sequence[Token], words: WordKinds) -> bool:
    """Whether a German piece ends with its verb, not with a noun: der anonym bleiben will."""
    last = piece[-1]
    return (
        len(piece) > 1
        and words.is_determiner(piece[0])
        and last.text.islower()
        and not (words.is_role(last) or words.is_adverb(last) or words.is_calendar(last))
    )


def without_trailing_adverbs(piece: Sequence[Token], words: WordKinds) -> list[Token]:
    """Give the words without adverbs and dates ("on Monday") at their end."""
    left = list(piece)
    while left and (words.is_adverb(left[-1]) or words.is_calendar(left[-1])):
        was_calendar = left[-1].folded in words.grammar.calendar
        if left[-1].text.isdigit() and not (len(left) > 1 and words.is_calendar(left[-2])):
            break
        left.pop()
        if was_calendar and left and left[-1].text.isdigit():
            left.pop()  # on 5 March
        if was_calendar and left and left[-1].folded in words.grammar.prepositional:
            left.pop()
    return left


def phrase_at_end(piece: Sequence[Token], words: WordKinds) -> Range | None:
    """Give the noun phrase that a piece without punctuation ends with, or None."""
    some = without_openers(without_trailing_adverbs(piece, words), words)
    is_split = words.grammar.comma_clause
    while is_split and len(some) > 1 and some[-1].folded in words.grammar.auxiliaries:
        some.pop()  # Die Regierung hat am Mittwoch |angekündigt|
    relative = [n for n, one in enumerate(some) if n and one.folded in words.grammar.relatives]
    some = some[: relative[0]] if relative else some
    begins = [n for n in range(1, len(some)) if _begins_clause(some[n - 1], some[n], words)]
    some = some[begins[-1] :] if begins else some
    if not some or (words.grammar.verb_first and words.begins_verb(some, len(some) - 1)):
        return None
    if words.is_pronoun(some[-1]):
        return Range(some[-1].start, some[-1].end)
    if _is_whole_phrase(some, words):
        return Range(some[0].start, some[-1].end)
    found = _scanned_back(some, words)
    return _with_description(some, found, words) if len(some) == len(piece) else found


def _begins_clause(that: Token, one: Token, words: WordKinds) -> bool:
    """Whether the clause behind "that" begins here: told us that |Kabul|, no "that minister"."""
    return that.folded in words.grammar.that and (one.text[0].isupper() or words.is_determiner(one))


def _with_description(some: Sequence[Token], name: Range | None, words: WordKinds) -> Range | None:
    """The name with what stands before it alone in its piece: |forecaster| Per Aune."""
    if name is None or words.grammar.comma_clause:
        return name
    before = [one for one in some if one.start < name.start]
    begins = next(one for one in some if one.start >= name.start)
    is_named = words.is_name(begins) and begins.text[0].isupper()
    if is_named and 0 < len(before) <= _MOST_DESCRIBING and all(map(words.is_plain_noun, before)):
        return Range(before[0].start, name.end)
    return name


def without_openers(some: list[Token], words: WordKinds) -> list[Token]:
    """Give the words without those at their start that may stand before a subject."""
    openers, joining = words.grammar.openers, words.grammar.conjunctions
    return list(dropwhile(lambda one: one.folded in openers or one.folded in joining, some))


def _is_whole_phrase(some: Sequence[Token], words: WordKinds) -> bool:
    """Whether all of it can be one noun phrase: it begins like one and holds no clause."""
    if len(some) > _LONGEST or words.is_participle(some[0]) or not words.may_open(some[0]):
        return False
    return all(_may_stand_inside(some, n, words) for n in range(1, len(some)))


def _may_stand_inside(some: Sequence[Token], n: int, words: WordKinds) -> bool:
    token, before, grammar = some[n], some[n - 1], words.grammar
    if words.is_head(token) or words.is_determiner(token):
        return True
    if token.folded in grammar.linkers or token.folded in grammar.conjunctions:
        return n + 1 < len(some)
    if token.text.isdigit() and n + 1 < len(some):
        return True
    if words.is_calendar(token) or words.is_pronoun(token) or words.is_adverb(token):
        return False
    if token.folded in words.lexicon.verbs or token.folded in grammar.auxiliaries:
        return words.is_determiner(before)
    if token.folded in grammar.prepositions:
        # "the head of the council in Karsund", "a source close to the talks", but no clause.
        return token.folded in grammar.placing and n + 1 < len(some)
    if words.is_small(token):
        return False
    has_determiner = any(words.is_determiner(one) for one in some[:n])
    return has_determiner and not words.is_past(token)


def _scanned_back(some: Sequence[Token], words: WordKinds) -> Range | None:
    """The phrase read from its last word to the left, as far as its words belong together."""
    n = len(some) - 1
    sure = n if words.is_head(some[n]) else None
    while n > 0:
        n -= 1
        token = some[n]
        if words.is_determiner(token):
            sure = _behind_adjunct(some, n, words) or n
            if n == 0 or some[n - 1].folded not in words.grammar.linkers:
                break
            n -= 1
        elif words.is_head(token) or words.is_genitive(token):
            sure = n
        elif token.folded in words.grammar.linkers and n and words.is_head(some[n - 1]):
            continue
        elif words.ends_a_phrase(token) or words.is_past(token):
            break
    return None if sure is None else Range(some[sure].start, some[-1].end)


def _behind_adjunct(some: Sequence[Token], n: int, words: WordKinds) -> int | None:
    """Where a name begins behind "after the rain", of which the determiner at `n` is part."""
    first = some[0].folded
    if n != 1 or first not in words.grammar.prepositions or first in words.grammar.subordinate:
        return None
    at = len(some)
    while at > n and words.is_name(some[at - 1]) and not words.is_role(some[at - 1]):
        at -= 1
    return at if n + 1 < at < len(some) else None


def phrase_after(some: Sequence[Token], words: WordKinds) -> Range | None:
    """Give the noun phrase that begins directly after a verb, with its apposition; else None.

    Adverbs and "on Monday" may stand between them.
    """
    some = without_times(_without_hyphened(some, words), words)
    pieces = segments(some)
    if not pieces or some[0].lead.strip("-’'"):
        return None
    first = phrase_at_start(pieces[0], words, ends=True)
    if first is None or words.is_pronoun(pieces[0][0]) or first.end < pieces[0][-1].end:
        return first
    end = first.end
    for piece in pieces[1:]:
        if piece[0].lead not in _APPOSITION_MARKS or _is_aside(piece, words):
            break
        description = phrase_at_start(piece, words, in_apposition=True)
        if piece is pieces[-1] and _is_occupation(piece, words):
            return Range(first.start, piece[-1].end)
        if description is None or description.end < piece[-1].end:
            break
        if not any(words.is_role(token) for token in (*pieces[0], *piece)):
            break
        end = description.end
    return Range(first.start, end)


def _is_occupation(piece: Sequence[Token], words: WordKinds) -> bool:
    """Whether a French piece says what somebody is, without an article: conducteur depuis 2001."""
    if not words.grammar.adjectives_follow or len(piece) <= _MOST_DESCRIBING:
        return False
    small = words.grammar.linkers | words.grammar.prepositions
    is_noun = words.is_role(piece[0]) or words.is_plain_noun(piece[0])
    verbs = words.grammar.auxiliaries | words.grammar.relatives
    return is_noun and piece[1].folded in small and not any(one.folded in verbs for one in piece)


def _without_hyphened(some: Sequence[Token], words: WordKinds) -> Sequence[Token]:
    """The words without a letter that stands between a verb and its pronoun: assure-t-elle."""
    is_letter = bool(some) and some[0].lead == "-" and some[0].folded in words.grammar.auxiliaries
    return some[1:] if is_letter else some


def without_times(some: Sequence[Token], words: WordKinds) -> Sequence[Token]:
    """Give the words without adverbs, days and months at their start: this Tuesday, am Montag."""
    n = 0
    while n < len(some) and not some[n].lead:
        token = some[n]
        may_lead = words.is_determiner(token) or token.folded in words.grammar.prepositions
        if may_lead and n + 1 < len(some) and words.is_calendar(some[n + 1]):
            n += 1
        elif not (
            words.is_adverb(token)
            or token.folded in words.grammar.calendar
            or (token.text.isdigit() and n > 0 and words.is_calendar(some[n - 1]))
        ):
            break
        n += 1
    return some[n:]


def phrase_at_start(
    piece: Sequence[Token], words: WordKinds, *, in_apposition: bool = False, ends: bool = False
) -> Range | None:
    """Give the noun phrase that a piece without punctuation begins with, or None.

    `in_apposition`: it describes, so a place may follow (“in Karsund”). `ends`: no verb follows,
    so that words no list knows belong to it as well (“said the old ferryman”).
    """
    if not piece:
        return None
    first = piece[0]
    if words.is_pronoun(first) and not _is_some_of(piece, words):
        return Range(first.start, first.end)
    if not words.may_open(first) or (words.grammar.verb_first and words.begins_verb(piece, 0)):
        return None
    n, head = 0, -1
    while n < len(piece) and n < _LONGEST:
        if n and words.grammar.verb_last and words.begins_verb(piece, n):
            break
        if words.is_head(piece[n]) and not words.is_genitive(piece[n]):
            head = n
        elif (
            n
            and not words.is_genitive(piece[n])
            and not _goes_on(piece, n, head, words, in_apposition=in_apposition, ends=ends)
        ):
            break
        n += 1
    if head < 0 and n > 1:
        # "the ferryman": a determiner and a noun no list knows
        head = n - 1 if ends and not words.grammar.adjectives_follow else 1
    if head >= 0 and ends and words.grammar.adjectives_follow:
        head = _with_what_follows(piece, head, words)
    return None if head < 0 else Range(first.start, piece[head].end)


def _is_some_of(piece: Sequence[Token], words: WordKinds) -> bool:
    """Whether a Persian word that can stand alone belongs to a noun: barkhi |karbaran|."""
    if not words.grammar.verb_last or not words.is_determiner(piece[0]) or len(piece) == 1:
        return False
    follows = piece[1]
    return not follows.lead and words.is_head(follows) and not words.begins_verb(piece, 1)


def _are_names(some: Sequence[Token], words: WordKinds) -> bool:
    """Whether names stand before and behind an "and", and nobody does anything: and Tom Beck."""
    before, _, *after = some
    is_verb = any(one.folded in words.lexicon.verbs or words.is_past(one) for one in after)
    return words.is_name(before) and words.is_name(after[0]) and not is_verb


def _with_what_follows(piece: Sequence[Token], head: int, words: WordKinds) -> int:
    """The last word of a phrase whose noun comes first: la compagnie régionale du sud."""
    at = head
    while at + 1 < min(len(piece), _LONGEST):
        n = at + 1
        if piece[n].folded in words.grammar.linkers:
            n += 1
            n += n < len(piece) and words.is_determiner(piece[n])
        if n >= len(piece) or not _may_describe(piece[n], words):
            break
        at = n
    return at


def _may_describe(token: Token, words: WordKinds) -> bool:
    is_other = words.is_determiner(token) or words.is_adverb(token) or words.is_participle(token)
    return not (is_other or words.ends_a_phrase(token))


def _goes_on(
    piece: Sequence[Token],
    n: int,
    head: int,
    words: WordKinds,
    *,
    in_apposition: bool,
    ends: bool,
) -> bool:
    """Whether the word at `n`, no head itself, can stand inside a phrase read to the right."""
    token = piece[n]
    grammar = words.grammar
    follows = piece[n + 1] if n + 1 < len(piece) else None
    begins_on = follows is not None and words.may_open(follows)
    if token.folded in grammar.linkers:
        is_free = not grammar.verb_last or not words.is_role(piece[n - 1])
        return begins_on and is_free  # one of the teachers, but: the doctors asked of the people
    if token.folded in grammar.conjunctions:
        if follows is None:
            return False
        are_roles = words.is_role(follows) and words.is_role(piece[n - 1])
        return are_roles or (ends and _are_names(piece[n - 1 :], words))
    if words.is_determiner(token):
        return piece[n - 1].folded in grammar.linkers | grammar.prepositions
    if in_apposition and token.folded in grammar.placing:
        return begins_on
    if words.is_small(token) or words.is_calendar(token):
        return False
    if words.is_pronoun(token) or words.is_adverb(token):
        return False
    if follows is not None and words.is_role(follows):
        return True  # the Karsund town council
    return head < 0 and n <= 3
