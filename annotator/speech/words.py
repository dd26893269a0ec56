"""The words of one language that show speech, and its small words of grammar, from its word list.

What stands around articles on pages is read in `suggest`, dates in `dates`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from annotator.speech.tokens import form_of
from annotator.text.likeness import fold
from annotator.text.word_lists import TONES, primary, word_list, words_of

_WITH_PREFIX = ("prepositions", "auxiliaries", "relatives", "openers")
"""Small words that an Arabic "and" may be written in one word with."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb of saying in one of its forms.

    tone: neutral, emphatic, doubting, confronting; kind: say, write, think, judge, want;
    a weak verb needs a clause and a person or body as its subject.
    """

    form: str
    lemma: str
    tone: str = "neutral"
    kind: str = "say"
    weak: bool = False
    frames: frozenset[str] = frozenset()
    """What may follow it: that, to, of, noun, as (what it is called), quote, whom (somebody stands
    before that or to)."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language that show speech; all keys are folded by `text.likeness.fold`."""

    language: str
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    phrases: Mapping[str, str] = field(default_factory=dict)
    """Other cues, "according to" among them, with their tone."""
    nouns: Mapping[str, str] = field(default_factory=dict)
    """Nouns that announce a claim (his warning that …), with their tone."""
    adjectives: Mapping[str, str] = field(default_factory=dict)
    """Adjectives that do so (is confident that …), with their tone."""
    titles: frozenset[str] = frozenset()
    """Words before a name: Mr, Dr, President."""
    roles: frozenset[str] = frozenset()
    """Nouns that name a speaker by role or body: minister, union, officials."""
    pronouns: frozenset[str] = frozenset()
    """Pronouns that can speak: he, she, they, we."""
    subordinators: frozenset[str] = frozenset()
    """Words that stand before a claim and stay outside it: that, dass, que."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of one language, folded; what each is for says `resources/speech/en.toml`.

    In a language without them only capital letters and the lexicon help.
    """

    determiners: frozenset[str] = frozenset()
    linkers: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    placing: frozenset[str] = frozenset()
    accompanying: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    attached: frozenset[str] = frozenset()
    genitive_endings: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    """Days, months, and words such as "yesterday"."""
    participle_endings: frozenset[str] = frozenset()
    adverb_endings: frozenset[str] = frozenset()
    past_endings: frozenset[str] = frozenset()
    pasts: frozenset[str] = frozenset()
    quotatives: frozenset[str] = frozenset()
    subordinate: frozenset[str] = frozenset()
    passives: frozenset[str] = frozenset()
    impersonal: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    infinitives: frozenset[str] = frozenset()
    passive_endings: frozenset[str] = frozenset()
    infinitive_endings: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    object_marks: frozenset[str] = frozenset()
    object_ends: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    judging: frozenset[str] = frozenset()
    titled: frozenset[str] = frozenset()
    comparing: frozenset[str] = frozenset()
    infinitive_marks: frozenset[str] = frozenset()
    verb_last: bool = False
    verb_first: bool = False
    postpositions: bool = False
    separable: bool = False
    comma_clause: bool = False
    adjectives_follow: bool = False
    said_inside: bool = False
    dashes_open: bool = False

    @property
    def prepositional(self) -> frozenset[str]:
        """Words that a verb takes before its object: of, about, auf."""
        return self.prepositions | self.linkers | self.particles


def lexicon(language: str) -> Lexicon:
    """Give the lexicon of a language ("en", "en-GB", …); one without words where none ships.

    Raises `CannotRead` when the shipped file is spoilt.
    """
    return _lexicon(primary(language))


@cache
def _lexicon(language: str) -> Lexicon:
    content = word_list(language)
    return Lexicon(
        language=language,
        verbs=verbs_of(content.get("verbs", ()), language),
        phrases={
            form_of(word, language): tone for word, tone in _by_tone(content.get("phrases", {}))
        },
        nouns={fold(word): tone for word, tone in _by_tone(content.get("nouns", {}))},
        adjectives={fold(word): tone for word, tone in _by_tone(content.get("adjectives", {}))},
        titles=_folded(language, "names", "titles"),
        roles=_folded(language, "names", "roles"),
        pronouns=frozenset(
            fold(word) for group in content.get("pronouns", {}).values() for word in group
        ),
        subordinators=_folded(language, "names", "subordinators"),
    )


def verbs_of(groups: list[dict[str, Any]], language: str) -> dict[str, Verb]:
    """Give the verbs of a word list; a form of two verbs goes to the first one not weak."""
    verbs: dict[str, Verb] = {}
    for group in groups:
        for entry in group["forms"]:
            for form in entry["forms"].split(","):
                verb = Verb(
                    form=form.strip(),
                    lemma=entry["lemma"],
                    tone=group["tone"],
                    kind=group["kind"],
                    weak=entry.get("weak", False),
                    frames=frozenset(entry.get("frames", "").split()),
                )
                key = form_of(verb.form, language)
                known = verbs.get(key)
                if known is None or (known.weak and not verb.weak):
                    verbs[key] = verb
    return verbs


def _by_tone(table: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    return ((word, tone) for tone in TONES for word in table.get(tone, ()))


@cache
def grammar_of(language: str) -> Grammar:
    """Give the small words of a language ("de", "fa-IR"); an empty grammar for an unknown one."""
    content = word_list(language)
    table, dates = content.get("grammar", {}), content.get("dates", {})
    months = [] if table.get("months_are_names") else dates.get("months", [])
    names = {fold(group[0]) for group in (*months, *dates.get("days", ()))}
    values: dict[str, Any] = {
        key: value if isinstance(value, bool) else _folded(language, "grammar", key)
        for key, value in table.items()
        if key in Grammar.__dataclass_fields__
    }
    for key in _WITH_PREFIX:
        joined = (
            f"{one}{word}" for one in values.get("prefixes", ()) for word in values.get(key, ())
        )
        values[key] = values.get(key, frozenset()) | frozenset(joined)
    that = _folded(language, "writing", "that")
    calendar = _folded(language, "grammar", "times") | names
    return Grammar(**values, that=that, calendar=calendar)


def _folded(language: str, table: str, key: str) -> frozenset[str]:
    return frozenset(filter(None, map(fold, words_of(language, table, key))))
