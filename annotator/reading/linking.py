"""Who says this (L): the speakers a claim can be linked to, with cue and actor, best first.

The order is a proposal; the coder picks. What a pick changes is planned elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from annotator.language import tr, trn
from annotator.model.actor import ActorBook
from annotator.model.article import RegionType
from annotator.model.page import Page
from annotator.model.scheme import Role, Scheme
from annotator.model.span import Span
from annotator.speech.grammar import WordKinds, phrase_at_start, segments
from annotator.speech.sayings import Saying, saying_of
from annotator.speech.tokens import Token, tokens
from annotator.speech.words import Lexicon, grammar_of
from annotator.text.likeness import fold
from annotator.text.ranges import Range, hull, is_blank
from annotator.text.words import paragraph_at, sentence_at, word_core

MOST = 15
"""No list is longer: whoever is not in it is marked and linked by hand."""

_FAR = 2
_MOST_FAR = 6
"""How many actors from other paragraphs are listed, the near ones counted."""
_SPEAKERLESS = (RegionType.DATELINE, RegionType.BOILERPLATE, RegionType.BYLINE)
_LONGEST_PHRASE = 120
"""Words that are looked at for one phrase: a sentence may be as long as the article."""
_MOST_WORDS = 5
"""Without capitals nothing shows where a name ends; a longer one is more likely a clause."""


@dataclass(frozen=True, slots=True)
class LinkCandidate:
    """Somebody who may say a claim: a marked speaker ("span") or words to mark ("words").

    `at` are the speaker's words, `cue` those that announce the claim, with the id of the cue span
    where they are marked already. `actor_id` is set when the words are a name of exactly one
    actor. `why` is a sentence.
    """

    kind: Literal["span", "words"]
    span_id: str | None
    at: Range
    text: str
    cue: Range | None
    cue_span_id: str | None
    actor_id: str | None
    why: str


def candidates(
    page: Page, claim_id: str, lexicon: Lexicon, actors: ActorBook, *, scheme: Scheme, layer_id: str
) -> tuple[LinkCandidate, ...]:
    """Give who may say a claim, best first; () when there is no such claim.

    First whoever the grammar of the claim's own sentence points to, marked or not. Then marked
    speakers: that of the claim just before in the paragraph, those of the sentence, of the
    paragraph, nearest first; of the others each actor once. Then unmarked names, roles and
    pronouns beside the claim.
    """
    claim = page.span(claim_id)
    if claim is None or scheme.role_of(claim.type) is not Role.CLAIM:
        return ()
    finder = _Finder(page, claim, lexicon, actors, scheme, layer_id)
    found: dict[Range, LinkCandidate] = {}
    for candidate in finder.all():
        found.setdefault(candidate.at, candidate)
        if len(found) == MOST:
            break
    return tuple(found.values())


def words_around(
    page: Page, claim: Span, lexicon: Lexicon, actors: ActorBook, *, scheme: Scheme, layer_id: str
) -> tuple[LinkCandidate, ...]:
    """Give unmarked names, roles and pronouns in a claim and beside it, nearest first.

    They are what another link than that to the speaker may end at.
    """
    finder = _Finder(page, claim, lexicon, actors, scheme, layer_id)
    return tuple(islice(finder.around(), MOST))


def paragraphs_away(text: str, start: int, at: Range) -> str:
    """Give in which paragraph words stand, seen from the one where something starts."""
    n = _n_breaks(text, start, at.start)
    if n == 0:
        return tr("this paragraph")
    if n == -1:
        return tr("paragraph before")
    if n == 1:
        return tr("next paragraph")
    if n < 0:
        return trn("{n} paragraph back", "{n} paragraphs back", -n)
    return trn("{n} paragraph on", "{n} paragraphs on", n)


def _n_breaks(text: str, start: int, to: int) -> int:
    low, high = sorted((start, to))
    n = sum(1 for line in text[low:high].split("\n")[:-1] if line.strip())
    return n if start < to else -n


def _actor_of(
    forms: list[str], actors: ActorBook, in_use: Mapping[str, frozenset[str]]
) -> str | None:
    """Give the id of the one actor these words name, or None: never a guess.

    They are a name or an alias, or already refer to exactly one actor in this article.
    """
    for form in forms:
        named = actors.named(form)
        if named:
            return named[0].id if len(named) == 1 else None
    used = frozenset[str]().union(*(in_use.get(fold(form), frozenset()) for form in forms))
    return next(iter(used)) if len(used) == 1 else None


def _actors_in_use(page: Page, actors: ActorBook, layer_id: str) -> dict[str, frozenset[str]]:
    """The folded words of the article's spans that refer to actors, with the ids of these."""
    found: dict[str, frozenset[str]] = {}
    for span in page.spans(layer_id=layer_id):
        actor = actors.get(span.actor_id)
        if actor is not None:
            words = fold(span.text())
            found[words] = found.get(words, frozenset()) | {actor.id}
    return found


class _Finder:
    """Everything that is known about one claim while its candidates are collected."""

    def __init__(
        self,
        page: Page,
        claim: Span,
        lexicon: Lexicon,
        actors: ActorBook,
        scheme: Scheme,
        layer_id: str,
    ) -> None:
        self.page = page
        self.claim = claim
        self.actors = actors
        self.named = scheme.name_for
        self.layer_id = layer_id
        self.language = page.article.language
        if self.language in ("", "und"):
            self.language = lexicon.language
        self.words = WordKinds(lexicon, self.language)
        self.paragraph = paragraph_at(page.text, claim.start)
        self.speakers = self._nearest_speakers()
        self.in_use: dict[str, frozenset[str]] | None = None
        self.saying = self._saying()
        self.cue_id = self._cue_id()

    def all(self) -> Iterator[LinkCandidate]:
        """Give all candidates, best first; some may come twice."""
        yield from self._of_the_sentence()
        yield from self._marked()
        yield from self._unmarked()

    # --- what the sentence says ----------------------------------------------------------------

    def _nearest_speakers(self) -> list[Span]:
        """The marked speakers that can come into the list; in a long article the others cannot."""
        found: list[Span] = []
        start, speaker = self.claim.start, self.named(Role.SPEAKER)
        for some in (self.page.spans_before(start), self.page.spans_from(start)):
            mine = (one for one in some if one.type == speaker and one.layer_id == self.layer_id)
            found += islice((one for one in mine if not self._inside_claim(one)), MOST)
        return found

    def _spans_in(self, role: Role, piece: Range) -> list[Span]:
        """The spans of a role that touch a stretch of the text."""
        entries = () if piece.is_empty else self.page.parts_between(piece.start, piece.end)
        spans = map(self.page.span, dict.fromkeys(entry.span_id for entry in entries))
        wanted = (self.named(role), self.layer_id)
        return [one for one in spans if one is not None and (one.type, one.layer_id) == wanted]

    def _around(self, role: Role) -> list[Span]:
        """The spans of a role in the paragraphs of the claim, its own left out."""
        end = paragraph_at(self.page.text, self.claim.end).end
        found = self._spans_in(role, Range(self.paragraph.start, end))
        return [span for span in found if span.id != self.claim.id]

    def _saying(self) -> Saying:
        others = [
            part
            for span in self._around(Role.CLAIM)
            for part in span.parts
            if not any(part.overlaps(own) for own in self.claim.parts)
        ]
        asides = [region.at for region in self.page.regions if region.type in _SPEAKERLESS]
        used = [span.hull() for span in self._around(Role.CUE) if self._is_used(span)]
        region = self.page.region_at(self.claim.start)
        return saying_of(
            self.page.text,
            self.claim.parts,
            self.words,
            others=(*others, *asides),
            used_cues=tuple(used),
            is_headline=region is not None and region.type is RegionType.HEADLINE,
        )

    def _is_used(self, cue: Span) -> bool:
        links, cued_by = self.page.links_of(cue.id), self.named(Role.CUED_BY)
        return any(
            link.type == cued_by and link.target_id == cue.id and link.source_id != self.claim.id
            for link in links
        )

    def _cue_id(self) -> str | None:
        cue = self.saying.cue
        if cue is None:
            return None
        around = self._around(Role.CUE)
        return next((one.id for one in around if any(map(cue.overlaps, one.parts))), None)

    def _of_the_sentence(self) -> Iterator[LinkCandidate]:
        for at in self.saying.speakers:
            marked = self._marked_at(at)
            why = self.saying.why
            yield self._span(marked, why) if marked is not None else self._words(at, why)

    def _marked_at(self, at: Range) -> Span | None:
        over = [one for one in self.speakers if any(part.overlaps(at) for part in one.parts)]
        return min(over, key=lambda one: abs(one.hull().length - at.length), default=None)

    # --- marked speakers -----------------------------------------------------------------------

    def _marked(self) -> Iterator[LinkCandidate]:
        for span in self._speakers_of_claim_before() if self.saying.cue is None else []:
            yield self._span(span, tr("Speaker of the claim before, in this paragraph"))
        first = sentence_at(self.page.text, self.claim.start, self.paragraph, self.language)
        sentence = hull([*self.claim.parts, *([first] if first is not None else [])])
        reasons = (
            tr("Marked as speaker in this sentence"),
            tr("Marked as speaker in this paragraph"),
            tr("Marked as speaker"),
        )
        seen: set[str] = set()
        for span in sorted(self.speakers, key=lambda one: self._rank(one, sentence)):
            nearness = self._rank(span, sentence)[0]
            who = span.actor_id or fold(span.text())
            # From farther away each actor comes once: unmarked words need room, too.
            if nearness < _FAR or (who not in seen and len(seen) < _MOST_FAR):
                yield self._span(span, reasons[nearness])
                seen.add(who)

    def _rank(self, span: Span, sentence: Range) -> tuple[int, int, int]:
        pieces = (sentence, self.paragraph)
        nearness = next((n for n, one in enumerate(pieces) if one.overlaps(span.hull())), _FAR)
        return (nearness, self._distance(span.parts), span.start)

    def _speakers_of_claim_before(self) -> list[Span]:
        for claim in self.page.spans_before(self.claim.start):
            if claim.start < self.paragraph.start:
                break
            if claim.type != self.claim.type or claim.layer_id != self.layer_id:
                continue
            links = self.page.links_from(claim.id, self.named(Role.SAID_BY))
            ends = [self.page.span(link.target_id) for link in links]
            return [span for span in ends if span is not None]
        return []

    # --- unmarked words ------------------------------------------------------------------------

    def _unmarked(self) -> Iterator[LinkCandidate]:
        text = self.page.text
        here = self.paragraph
        around = [here]
        last = here.start
        while last > 0 and is_blank(text[last - 1]):
            last -= 1
        if 0 < last < here.start:
            around.append(paragraph_at(text, last))
        found = [at for paragraph in around for at in self._phrases(paragraph)]
        found += [
            span.hull()
            for paragraph in around
            for span in self._entities(paragraph)
            if not any(at.overlaps(span.hull()) for at in found)
        ]
        for at in sorted(found, key=lambda one: (self._distance((one,)), one.start)):
            if self._marked_at(at) is None:
                yield self._words(at, tr("Name, role or pronoun beside the claim"))

    def around(self) -> Iterator[LinkCandidate]:
        """Give phrases of the claim's paragraphs in which nothing is marked but claims."""
        text = self.page.text
        own = dict.fromkeys(paragraph_at(text, part.start) for part in self.claim.parts)
        found = [at for one in own for at in self._phrases(one, in_claims=True)]
        for at in sorted(found, key=lambda one: (self._distance((one,)), one.start)):
            if not any(self._spans_in(role, at) for role in (Role.SPEAKER, Role.ENTITY)):
                yield self._words(at, tr("Name, role or pronoun in the claim or beside it"))

    def _entities(self, paragraph: Range) -> Iterator[Span]:
        for span in self._spans_in(Role.ENTITY, paragraph):
            is_speaking = span.attributes.get("kind") in (None, "person", "organisation", "group")
            if is_speaking and not self._inside_claim(span):
                yield span

    def _phrases(self, paragraph: Range, *, in_claims: bool = False) -> Iterator[Range]:
        for piece in segments(tokens(self.page.text, paragraph, self.language)):
            n = 0
            while n < len(piece):
                rest = piece[n : n + _LONGEST_PHRASE]
                at = phrase_at_start(rest, self.words) if self._may_begin(piece, n) else None
                if at is None:
                    n += 1
                    continue
                n_words = sum(token.end <= at.end for token in rest)
                is_short = n_words <= _MOST_WORDS or _has_case(piece[n])
                if is_short and self._may_speak(at, in_claims=in_claims):
                    yield at
                while n < len(piece) and piece[n].start < at.end:
                    n += 1

    def _may_begin(self, piece: list[Token], n: int) -> bool:
        """Whether a phrase that is worth a line of the list begins with this word."""
        token, words = piece[n], self.words
        if words.is_pronoun(token) or words.is_role(token):
            return True
        if words.is_determiner(token):
            return any(words.is_role(one) for one in piece[n + 1 : n + 5])
        if not words.is_name(token) or token.text[0].isdigit() or not _has_case(token):
            return False
        # A capital at the start of a sentence says nothing by itself.
        begins = n == 0 and (not token.lead or token.lead[-1] in '.!?…”»"')
        follows = piece[n + 1] if n + 1 < len(piece) else None
        return not begins or (follows is not None and words.is_name(follows))

    def _may_speak(self, at: Range, *, in_claims: bool) -> bool:
        region = self.page.region_at(at.start)
        is_hidden = region is not None and region.type in _SPEAKERLESS
        return not is_hidden and (in_claims or not self._spans_in(Role.CLAIM, at))

    # --- making candidates ---------------------------------------------------------------------

    def _inside_claim(self, span: Span) -> bool:
        return all(any(own.covers(part) for own in self.claim.parts) for part in span.parts)

    def _distance(self, parts: Iterable[Range]) -> int:
        gaps = [
            max(0, part.start - own.end, own.start - part.end)
            for part in parts
            for own in self.claim.parts
        ]
        return min(gaps, default=0)

    def _span(self, span: Span, why: str) -> LinkCandidate:
        actor = self.actors.get(span.actor_id)
        made = self._words(span.hull(), why)
        return replace(
            made,
            kind="span",
            span_id=span.id,
            text=span.text(),
            actor_id=made.actor_id if actor is None else actor.id,
        )

    def _words(self, at: Range, why: str) -> LinkCandidate:
        said = at.of(self.page.text)
        is_pronoun = fold(said) in self.words.lexicon.pronouns
        actor_id = None
        if not is_pronoun:
            if self.in_use is None:
                self.in_use = _actors_in_use(self.page, self.actors, self.layer_id)
            actor_id = _actor_of(forms_of(said, self.language), self.actors, self.in_use)
        return LinkCandidate(
            kind="words",
            span_id=None,
            at=at,
            text=said,
            cue=self.saying.cue,
            cue_span_id=self.cue_id,
            actor_id=actor_id,
            why=why,
        )


def _has_case(token: Token) -> bool:
    return token.text[0].lower() != token.text[0].upper()


def forms_of(words: str, language: str) -> list[str]:
    """Give the words as they are, then without apposition, genitive, article and title."""
    forms = [words, words.split(",", 1)[0].split("،", 1)[0].strip()]
    forms += [word_core(form, Range(0, len(form))).of(form) for form in forms]
    determiners = grammar_of(language).determiners
    for form in tuple(forms):
        first, blank, rest = form.partition(" ")
        if blank and fold(first) in determiners:
            forms.append(rest)
    return list(dict.fromkeys(form for form in forms if form))
