"""A sentence as `governed` reads it: its words, each quotation as a single one, and its cues.

What a cue governs is not decided here.
"""

from collections.abc import Sequence
from itertools import takewhile

from annotator.speech.cues import Cue, CueKind, cues_in, quotatives_in, split_cues_in
from annotator.speech.grammar import WordKinds, phrase_at_start
from annotator.speech.tokens import Token, tokens
from annotator.speech.words import Verb
from annotator.text.quotations import quotations
from annotator.text.ranges import Range, cut

LONGEST_NAME = 8
"""More words before a colon name nobody."""
COMMAS = frozenset(",،;؛–—-")
BREAKS = COMMAS | frozenset(".!?…؟۔")
SEMICOLONS = frozenset(";؛")
COLONS = frozenset(":：")
WITHIN = "-.’'"
"""Signs before a word that end nothing."""
QUOTE = "“"
"""The text of a token that stands for a whole quotation."""
FARTHEST = 16
"""More words between a verb and its "that" mean that they do not belong together."""
_LEAST_BEFORE = 2
"""So many words before a quotation in its clause make it a part of what is said."""
SHORTEST_CLAUSE = 3
"""Fewer words before ", he said" are no claim but an aside: No, he said."""


class CuedSentence:
    """The words of one sentence, each quotation as a single one, with its cues."""

    def __init__(self, text: str, sentence: Range, words: WordKinds) -> None:
        """Read the words of a stretch and look for the cues outside its quotations."""
        self._text = text
        self.words = words
        self.grammar = words.grammar
        self.that = words.grammar.that | words.lexicon.subordinators
        self.some = _with_quotations(text, sentence, words.language)
        cues = [
            *cues_in(self.some, words),
            *split_cues_in(self.some, words),
            *quotatives_in(self.some, words),
        ]
        self.cues = sorted(_apart(cues), key=lambda cue: cue.first)
        self._by_word = {n: one for one in self.cues for n in range(one.first, one.last + 1)}
        self.end = len(self.some)
        self.is_closed = text[sentence.end - 1 : sentence.end] in BREAKS
        """A headline has no full stop."""

    def verb(self, cue: Cue) -> Verb:
        """Give the verb of a cue; one without frames for other cues."""
        return self.words.lexicon.verbs.get(cue.form, Verb(cue.form, cue.form))

    def takes(self, cue: Cue, frame: str) -> bool:
        """Say whether a frame (that, to, of, noun, whom) may follow the verb."""
        return frame in self.verb(cue).frames

    def is_quote(self, n: int) -> bool:
        """Say whether a quotation stands at `n`."""
        return 0 <= n < self.end and self.some[n].text == QUOTE

    def is_fragment(self, n: int) -> bool:
        """Say whether a quotation is part of a clause before it: the plan was “dead”, he said."""
        if not self.is_quote(n) or self.some[n].lead.strip(WITHIN) or n < _LEAST_BEFORE:
            return False
        return self._text[self.some[n].start + 1 : self.some[n].end].lstrip()[:1].islower()

    def is_comma(self, n: int) -> bool:
        """Say whether a comma or the end of the sentence stands before the word at `n`."""
        return n >= self.end or self.some[n].lead[-1:] in COMMAS

    def cue_at(self, n: int) -> Cue | None:
        """Give the cue that the word at `n` is part of."""
        return self._by_word.get(n)

    def strong_cues(self) -> list[Cue]:
        """Give the verbs and phrases that need no "that" to be one."""
        return [one for one in self.cues if not one.is_weak and one.kind is not CueKind.NOUN]

    def is_passive(self, cue: Cue) -> bool:
        """Say whether nobody is named who asks or tells: he was asked; Asked about it, he …."""
        passives = self.grammar.passives
        if not passives or cue.kind is not CueKind.VERB:
            return False
        if cue.first == cue.last == 0:
            return not self.words.is_participle(self.some[0])
        is_behind = self.grammar.comma_clause  # informiert worden
        inside = self.some[cue.first : cue.last + 1 + is_behind]
        return any(one.folded in passives for one in inside) and not self.words.is_participle(
            self.some[cue.last]
        )

    def is_impersonal(self, cue: Cue) -> bool:
        """Say whether the author speaks: it is expected that."""
        before = self.some[cue.first - 1].folded if cue.first else ""
        return before in self.grammar.impersonal and self.is_passive(cue)

    def is_finite(self, token: Token) -> bool:
        """Say whether a word shows that a verb of its own stands there."""
        folded = token.folded
        if folded in self.grammar.auxiliaries or folded in self.grammar.pasts:
            return not self.words.is_calendar(token) or token.text.islower()
        return self.words.is_past(token)

    def is_infinitive(self, n: int) -> bool:
        """Say whether an infinitive begins at `n`: to leave, but not to Kabul."""
        if n + 1 >= self.end or self.some[n].folded not in self.grammar.infinitives:
            return False
        follows = self.some[n + 1]
        if not follows.folded.endswith(self.words.infinitives) or not follows.text[0].isalpha():
            return False
        if self.words.is_participle(follows):
            return False  # admitted to being there
        is_noun = self.words.is_determiner(follows) or self.words.is_name(follows)
        return not (is_noun or self.words.is_role(follows))

    def has_verb(self, start: int) -> bool:
        """Say whether a verb follows before the next quotation: said |in May nothing was known|."""
        rest = takewhile(lambda one: one.text != QUOTE, self.some[start:])
        return any(map(self.is_finite, rest))

    def borrows(self, first: int) -> bool:
        """Say whether the verb has no subject of its own: saying, and added."""
        if self.words.is_participle(self.some[first]):
            return True
        at = first
        while at > 0 and self.words.is_adverb(self.some[at - 1]):
            at -= 1
        return at > 0 and self.some[at - 1].folded in self.grammar.conjunctions

    def has_subject_before(self, cue: Cue) -> bool:
        """Say whether a comma, a subject and the verb end a piece: …, a report by Beck found."""
        begin = self.begin_of(cue.first)
        if begin == 0 or not (self.is_comma(begin) and self.is_comma(cue.last + 1)):
            return False
        return phrase_at_start(self.some[begin : cue.first], self.words) is not None

    def stretch(self, first: int, end: int) -> list[Range]:
        """Give where the words from `first` up to `end` stand; nothing where there are none."""
        return [Range(self.some[first].start, self.some[end - 1].end)] if first < end else []

    def behind(self, n: int, phrase: Range | None) -> int:
        """Give the first word behind a phrase that begins at `n`; `n` where there is none."""
        while phrase is not None and n < self.end and self.some[n].start < phrase.end:
            n += 1
        return n

    def begin_of(self, n: int) -> int:
        """Give the first word of the piece between two marks that the word at `n` stands in."""
        while n > 0 and not self.some[n].lead.strip(WITHIN) and not self.is_quote(n - 1):
            n -= 1
        return n

    def after_label(self) -> int:
        """Give the first word after a dateline: KABUL (AP) —, DIDPress:."""
        for n in range(1, min(self.end, LONGEST_NAME)):
            if self.some[n].lead[-1:] in COLONS | {"—", "–"} and self.cue_at(n - 1) is None:
                return n
        return 0

    def piece_of(self, n: int) -> int:
        """Give the first word behind the dateline, or behind the last semicolon before `n`."""
        ends = (at for at in range(n - 1, 0, -1) if self.some[at].lead[-1:] in SEMICOLONS)
        return next(ends, self.after_label())


def _apart(cues: Sequence[Cue]) -> list[Cue]:
    """The cues without those that lie in another, larger one."""
    extents = [(one.first, one.last if one.particle is None else one.particle) for one in cues]
    return [
        one
        for one, (first, last) in zip(cues, extents, strict=True)
        if not any(
            begin <= first and last <= end and (begin, end) != (first, last)
            for begin, end in extents
        )
    ]


def _with_quotations(text: str, sentence: Range, language: str) -> list[Token]:
    """The words of a sentence; each quotation is one, and its inner comma stands behind it."""
    quoted = [one for one in quotations(text, sentence, language) if one.depth == 0]
    if not quoted:
        return tokens(text, sentence, language)
    found: list[Token] = []
    pieces = cut(sentence, [one.range for one in quoted])
    stretches = sorted([(piece, False) for piece in pieces] + [(q.range, True) for q in quoted])
    inner = ""
    for piece, is_quotation in stretches:
        if is_quotation:
            before = text[found[-1].end : piece.start] if found else ""
            lead = inner + "".join(before.split())
            found.append(Token(piece.start, piece.end, QUOTE, QUOTE, lead))
            inner = "".join(sign for sign in text[piece.end - 2 : piece.end] if sign in BREAKS)
            continue
        some = tokens(text, piece, language)
        if some:
            if inner:
                some[0] = some[0]._replace(lead=inner + some[0].lead)
            inner = ""
        found += some
    return found
