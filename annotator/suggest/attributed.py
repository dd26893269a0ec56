"""What is said, as proposals: claim, cue and speakers with their links, their reason, how surely.

What counts as said, and by whom, is found in `speech`: the grammar that the keys of the reader ask
too. Which of it `quotations` and `reports` propose is decided there.
"""

import threading
from bisect import bisect_right
from collections.abc import Callable, Iterator

from annotator.language import tr
from annotator.model.article import RegionType, boilerplate
from annotator.model.scheme import Role
from annotator.model.span import Reason
from annotator.speech.attributions import Attribution, Readable, attributions
from annotator.speech.how_said import SpeechForm
from annotator.suggest.base import Proposals, ProposedLink, ProposedSpan, SuggestInput
from annotator.text.quotations import MARKS
from annotator.text.ranges import Range

_SILENT = (RegionType.BYLINE, RegionType.DATELINE)
_COLON = ":"
_QUOTES = MARKS - {"'", "’"}
_VERBS = frozenset({"VERB", "AUX"})
_BY_VERB = frozenset(
    {
        SpeechForm.THAT,
        SpeechForm.INFINITIVE,
        SpeechForm.INVERTED,
        SpeechForm.PARTICIPLE,
        SpeechForm.VERB,
        SpeechForm.TOPIC,
    }
)

_SURE_BY = {
    SpeechForm.QUOTE: 900,
    SpeechForm.DASH: 900,
    SpeechForm.TURN: 900,
    SpeechForm.COLON: 750,
    SpeechForm.PHRASE: 860,
    SpeechForm.NOUN: 700,
    SpeechForm.THAT: 920,
    SpeechForm.INFINITIVE: 800,
    SpeechForm.INVERTED: 870,
    SpeechForm.PARTICIPLE: 860,
    SpeechForm.VERB: 860,
    SpeechForm.TOPIC: 650,
}
"""How surely a claim is right (per mille) by how it is reported; measured by `benchmarks`."""
_WHY: dict[str, Callable[[str], str]] = {
    "quote+cue": lambda cue: tr("“{cue}” + quotation marks", cue=cue),
    "quote+colon": lambda _: tr("colon + quotation marks"),
    "quote": lambda _: tr("quotation marks"),
    "continued": lambda _: tr("quotation marks: whoever spoke before goes on"),
    "dash+cue": lambda cue: tr("“{cue}” + a dash that opens speech", cue=cue),
    SpeechForm.DASH: lambda _: tr("a dash opens speech here"),
    SpeechForm.COLON: lambda _: tr("headline: name before a colon"),
    SpeechForm.TURN: lambda _: tr("the paragraph begins with a name and a colon"),
    SpeechForm.PHRASE: lambda cue: tr("“{cue}” + whoever says it", cue=cue),
    SpeechForm.NOUN: lambda cue: tr("noun “{cue}” + that", cue=cue),
    SpeechForm.THAT: lambda cue: tr("verb of saying “{cue}” + that", cue=cue),
    SpeechForm.INFINITIVE: lambda cue: tr("verb of saying “{cue}” + infinitive", cue=cue),
    SpeechForm.INVERTED: lambda cue: tr("verb of saying “{cue}” behind what is said", cue=cue),
    SpeechForm.PARTICIPLE: lambda cue: tr("verb of saying “{cue}”", cue=cue),
    SpeechForm.VERB: lambda cue: tr("verb of saying “{cue}”", cue=cue),
    SpeechForm.TOPIC: lambda cue: tr("“{cue}” names what was spoken of", cue=cue),
}
_last = threading.local()
_NO_VERB = 350
"""Less sure by so much is a claim whose cue a model takes for no verb."""
_NO_CUE, _NO_SPEAKER, _OTHER_CUE, _THOUGHT, _CONTINUED, _NOT_CLOSED = 300, 60, 200, 100, 150, 300
_FAR, _FAR_CUE = 3, 100
"""From this cost on a cue is no sure one of a quotation: on Wikinews five of five were none."""


def proposed(given: SuggestInput, name: str, is_mine: Callable[[Attribution], bool]) -> Proposals:
    """Give what a suggester of this name proposes: the attributions that are its own."""
    spans: dict[str, ProposedSpan] = {}
    links: dict[ProposedLink, None] = {}
    for one in readable_attributions(given):
        if not (is_mine(one) and _is_wanted(one, given)):
            continue
        claim, *ends = _spans_of(given, name, one)
        for span in (claim, *ends):
            known = spans.get(span.ref)
            if known is None or known.confidence < span.confidence:
                spans[span.ref] = span
        for end in ends:
            role = Role.CUED_BY if end.role is Role.CUE else Role.SAID_BY
            links[ProposedLink(role, claim.ref, end.ref, end.confidence)] = None
    ordered = sorted(spans.values(), key=lambda one: (one.parts, one.role))
    return Proposals(tuple(ordered), tuple(links))


def readable_attributions(given: SuggestInput) -> tuple[Attribution, ...]:
    """Give every claim of an article, read off its words; furniture says nothing.

    Two suggesters ask for the same article one after the other: the last answer is kept.
    """
    kept = getattr(_last, "said", None)
    if kept is None or kept[0] is not given:
        kept = _last.said = (given, _read(given))
    found: tuple[Attribution, ...] = kept[1]
    return found


def _read(given: SuggestInput) -> tuple[Attribution, ...]:
    masks = boilerplate((one.type, one.at) for one in given.regions)
    silent = [one.at for one in given.regions if one.type in _SILENT]
    where = Readable(
        given.body(),
        tuple(sorted((*masks, *silent))),
        tuple(sorted(one.at for one in given.regions if one.type is RegionType.HEADLINE)),
    )
    return attributions(given.text, where, given.language)


def has_marks(text: str, one: Attribution) -> bool:
    """Say whether quotation marks stand in a claim: it is direct or mixed."""
    return any(not _QUOTES.isdisjoint(part.of(text)) for part in one.said.parts)


def _is_wanted(one: Attribution, given: SuggestInput) -> bool:
    options = given.options
    if one.said.is_nested and not options.nested:
        return False
    if one.said.is_thought and not options.thoughts:
        return False
    return one.said.how is not SpeechForm.TOPIC or options.reported or has_marks(given.text, one)


def _spans_of(given: SuggestInput, name: str, one: Attribution) -> Iterator[ProposedSpan]:
    """The claim, its cue and its speakers."""
    text = given.text
    sure = _confidence(text, one) - _NO_VERB * _is_noun_by_model(given, one)
    reason = _reason(text, one)
    yield _span(name, Role.CLAIM, one.said.parts, sure, reason)
    if one.cue is not None:
        cue = (one.cue,) if one.particle is None else tuple(sorted((one.cue, one.particle)))
        yield _span(name, Role.CUE, cue, sure, reason)
    for speaker in one.speakers:
        why = Reason(reason.code, one.why or reason.text, reason.args, reason.evidence)
        yield _span(name, Role.SPEAKER, (speaker,), sure, why)


def _span(
    name: str, role: Role, parts: tuple[Range, ...], confidence: int, reason: Reason
) -> ProposedSpan:
    place = "+".join(f"{part.start}-{part.end}" for part in parts)
    return ProposedSpan(f"{name}:{role}:{place}", role, parts, confidence, reason)


def _confidence(text: str, one: Attribution) -> int:
    said = one.said
    sure = _SURE_BY[said.how]
    if one.cue is None:
        sure -= _CONTINUED if one.is_continued else _NO_CUE
    elif said.cue is not None and not said.cue.overlaps(one.cue):
        sure -= _OTHER_CUE
    elif said.how is SpeechForm.QUOTE and one.cost >= _FAR:
        sure -= _FAR_CUE
    if not one.speakers:
        sure -= _NO_SPEAKER
    if said.how is SpeechForm.QUOTE and text[said.parts[-1].end - 1] not in MARKS:
        sure -= _NOT_CLOSED
    return sure - _THOUGHT * said.is_thought


def _is_noun_by_model(given: SuggestInput, one: Attribution) -> bool:
    """Whether a model takes the verb of saying for a noun: received |requests| to leave."""
    if given.parse is None or one.cue is None or one.said.how not in _BY_VERB:
        return False
    starts = sorted(given.parse.paragraphs)
    n = bisect_right(starts, one.cue.start) - 1
    words = given.parse.paragraphs[starts[n]] if n >= 0 else ()
    kinds = {word.pos for word in words if one.cue.overlaps(Range(word.start, word.end))}
    return bool(kinds) and not kinds & _VERBS


def _reason(text: str, one: Attribution) -> Reason:
    cue = "" if one.cue is None else one.cue.of(text)
    evidence = tuple(filter(None, (one.cue, *one.speakers)))
    code = _code(one, cue)
    return Reason(code, _WHY[code](cue), {"cue": cue} if cue else {}, evidence)


def _code(one: Attribution, cue: str) -> str:
    if one.said.how is SpeechForm.DASH and cue:
        return "dash+cue"
    if one.said.how is not SpeechForm.QUOTE:
        return one.said.how.value
    if not cue:
        return "continued" if one.is_continued else "quote"
    return "quote+colon" if cue == _COLON else "quote+cue"
